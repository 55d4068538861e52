"""What the head of a query stands for: texts in the language of the reader, and what to do about a row of quality."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux import resources
from lexflux.errors import KnowledgeError
from lexflux.query.endpoints import run_oxigraph
from lexflux.query.queries import Query, load_queries, read_query
from lexflux.query.results import Text

LIBRARY = load_queries(resources.folder("queries"))
QUALITY = [query for query in LIBRARY.values() if query.group == "quality"]
LAW = """
@prefix : <https://w3id.org/lexflux/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
:act :shortTitle "Act"@en , "某法"@zh-Hans .
:article rdfs:label "Article 1"@en , "第一条"@zh-Hans ; eli:is_part_of :act ; :gist "In English only"@en .
:norm a :Norm ; rdfs:label "norm"@en , "规范"@zh-Hans ; :statedIn :article .
:nameless a :Norm .
"""
HEAD = """\
#+ title@en: Which norms?
#+ title@zh: 哪些规范？
#+ description@en: One row per norm.
#+ description@zh: 每行为一项规范。
#+ param: lang lang en  language of the labels | 标签语言
#+ labels: ?norm
#+ text: ?norm lf:statedIn/lf:gist ?gist
#+ citation: ?norm lf:statedIn ?provision
#+ reads: knowledge

PREFIX eli:  <http://data.europa.eu/eli/ontology#>
PREFIX lf:   <https://w3id.org/lexflux/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?norm ?normLabel ?gist ?provision ?title ?number
WHERE {
  ?norm a lf:Norm .
  VALUES ?lang { "en" }
}
ORDER BY ?norm
"""


@pytest.fixture
def law() -> ox.Store:
    """Return a store with one norm that has texts and one that has none."""
    store = ox.Store()
    store.load(LAW.encode(), format=ox.RdfFormat.TURTLE)
    return store


def written(tmp_path: Path, text: str, folder: str = "research") -> Path:
    path = tmp_path / folder / "which-norms.rq"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("en", [("norm", "en"), ("In English only", "en"), ("Act", "en"), ("Article 1", "en")]),
        ("zh", [("规范", "zh-Hans"), ("In English only", "en"), ("某法", "zh-Hans"), ("第一条", "zh-Hans")]),
    ],
)
def test_head_lines_give_texts(lang: str, texts: list[tuple[str, str]], law: ox.Store, tmp_path: Path) -> None:
    """Labels, texts and citations come in the language asked for, else in English; what has none keeps its row."""
    nameless, norm = run_oxigraph(law, read_query(written(tmp_path, HEAD)).bind(lang=lang)).rows

    assert texts == [(str(value), value.language) for value in norm if isinstance(value, Text)]
    assert (None,) * 5 == nameless[1:]


def test_file_itself_is_sparql_without_the_texts(law: ox.Store) -> None:
    """Who runs the file as it stands gets the same rows, the columns of texts left empty."""
    bare = run_oxigraph(law, HEAD)

    assert ["nameless", "norm"] == [str(row[0]).rpartition("/")[2] for row in bare]
    assert {None} == {value for row in bare for value in row[1:]}


def test_texts_need_a_language(tmp_path: Path) -> None:
    """A head that asks for texts without the parameter ``lang`` is refused: they would silently be English."""
    text = re.sub(r"#\+ param.*\n", "", HEAD)

    with pytest.raises(KnowledgeError, match="need the parameter 'lang'"):
        read_query(written(tmp_path, text))


@pytest.mark.parametrize("query", QUALITY, ids=lambda query: query.name)
def test_quality_queries_say_what_to_do(query: Query) -> None:
    """Each says in both languages what to do about a row, and how grave it is."""
    assert query.severity in {"error", "warning", "info"}
    assert query.remedies["en"].endswith(".")
    assert query.remedies["zh"].endswith("。")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("#+ severity: error\n#+ remedy@en: Mend it.\n", "needs exactly one header line 'remedy@zh', has 0"),
        ("#+ remedy@en: Mend it.\n#+ remedy@zh: 请修正。\n", "needs exactly one header line 'severity', has 0"),
        ("#+ severity: grave\n#+ remedy@en: Mend it.\n#+ remedy@zh: 请修正。\n", "must be one of error, warning, info"),
    ],
    ids=["one-language", "no-severity", "unknown-severity"],
)
def test_quality_query_without_advice_is_refused(lines: str, message: str, tmp_path: Path) -> None:
    """A query of the folder ``quality`` without severity or remedy is broken."""
    path = written(tmp_path, HEAD.replace("#+ reads", lines + "#+ reads"), "quality")

    with pytest.raises(KnowledgeError, match=message):
        read_query(path)


def test_words_of_the_head_do_not_make_a_graph_query(tmp_path: Path) -> None:
    """A remedy may say "describe": only the first word of the query itself tells its form."""
    text = HEAD.replace("One row per norm.", "Describe each norm, construct nothing.")

    assert not read_query(written(tmp_path, text)).gives_graph
