"""The files of the library: their headers, their texts, and files of the user."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux.errors import InputError, KnowledgeError
from lexflux.law.lawbook import LawBook
from lexflux.query.endpoints import run_oxigraph
from lexflux.query.queries import Query, load_queries, read_query
from tests.query.library import FOLDER, HEADER, LIBRARY, QUERIES

ALIGNMENT = [Path(__file__).parents[1] / "law" / "test_alignment.py"]


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_distinct_and_ordered(name: str, store: ox.Store) -> None:
    """No row comes twice, and the text says in which order rows come and which columns they have."""
    rows = run_oxigraph(store, QUERIES[name].text).rows

    assert len(set(rows)) == len(rows)
    assert "\nORDER BY " in QUERIES[name].text
    assert "SELECT *" not in QUERIES[name].text


@pytest.mark.parametrize("name", LIBRARY)
def test_each_query_has_expected_rows(name: str) -> None:
    """What a query has to give is recorded, or a test names it and says so."""
    recorded = [FOLDER / "broken.yaml", *Path(__file__).parent.glob("test_*.py"), *ALIGNMENT]

    assert (FOLDER / f"{name}.yaml").exists() or any(name in path.read_text("utf-8") for path in recorded)


@pytest.mark.parametrize("query", LIBRARY.values(), ids=lambda query: query.name)
def test_query_text(query: Query) -> None:
    """Titles and descriptions are in both languages, prefixes are in order and used, and it is said what is read."""
    prefixes = [line.split()[1] for line in query.text.splitlines() if line.startswith("PREFIX")]
    body = query.text.split("\nCONSTRUCT" if query.gives_graph else "\nSELECT", 1)[1]

    assert query.titles["en"].endswith("?")
    assert query.titles["zh"].endswith("？")
    assert query.descriptions["en"].endswith(".")
    assert query.descriptions["zh"].endswith("。")
    assert prefixes == sorted(prefixes)
    assert all(prefix in body for prefix in prefixes)
    assert "knowledge" in query.reads
    assert ("decision" in query.reads) is (" a lf:Decision" in body or query.group == "explain")
    assert ("data" in query.reads) is (query.group == "align" and "decision" not in query.reads)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title@en: A title", "titel@en: A title"), "cannot read the header line '#+ titel@en: A title'"),
        (("#+ title@zh: 标题\n", ""), "needs exactly one header line 'title@zh', has 0"),
        (
            ("#+ reads: knowledge", "#+ reads: knowledge\n#+ reads: knowledge"),
            "needs exactly one header line 'reads', has 2",
        ),
        (
            ("reads: knowledge", "reads: everything"),
            "'reads' must be one of 'knowledge', 'knowledge, decision', 'knowledge, data'",
        ),
        (
            ("norm iri any  norm | 规范", "norm uri any  norm | 规范"),
            "cannot read the parameter 'norm uri any  norm | 规范'; "
            "write it as 'NAME TYPE DEFAULT  english label | 中文标签'",
        ),
        (("VALUES ?norm { UNDEF }", ""), "parameter 'norm' must be bound by exactly one line 'VALUES ?norm { UNDEF }'"),
        (
            ('VALUES ?lang { "en" }', 'VALUES ?lang { "zh" }'),
            "parameter 'lang' must be bound by exactly one line 'VALUES ?lang { \"en\" }'",
        ),
        ((HEADER, "SELECT ?s WHERE { ?s ?p ?o }"), "has no header; see lexflux.query.queries for its form"),
    ],
)
def test_malformed_headers_are_refused(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    """A header that breaks the form is an error of the knowledge that names the file and what is wrong."""
    path = tmp_path / "broken.rq"
    path.write_text(HEADER.replace(*change), "utf-8")

    with pytest.raises(KnowledgeError) as caught:
        load_queries(tmp_path)

    assert f"{path}: {message}." == str(caught.value)


def test_names_are_unique(tmp_path: Path) -> None:
    """Two files of the same name in different folders are refused."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.rq").write_text(HEADER, "utf-8")

    with pytest.raises(KnowledgeError, match="another query is named 'same' too"):
        load_queries(tmp_path)


def test_a_file_of_the_user_needs_no_header(tmp_path: Path, store: ox.Store, book: LawBook) -> None:
    """A query file outside the library runs without a header; a file that is not there is an error of the input."""
    path = tmp_path / "mine.rq"
    path.write_text(
        "SELECT (COUNT(*) AS ?n) WHERE { <https://w3id.org/lexflux/eu/regime> a <https://w3id.org/lexflux/Regime> }",
        "utf-8",
    )

    assert (1,) in run_oxigraph(store, read_query(path).bind()).rows
    with pytest.raises(InputError, match="cannot be read"):
        read_query(tmp_path / "none.rq")
