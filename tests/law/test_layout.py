"""The layout of law files.

It says the same, article by article, and every shipped file keeps it; the published form is complete.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.namespace import SH

from lexflux import resources
from lexflux.engines.shacl import shapes_graph
from lexflux.errors import KnowledgeError
from lexflux.files import write_folder
from lexflux.law import export
from lexflux.law.editions.template import add_editions
from lexflux.law.graphs import View, load, preferred_prefixes
from lexflux.law.layout import laid_out, read_law_file
from lexflux.law.ontology import law_files, load_ontology, tables
from lexflux.terms import ELI, LF, PREFIXES, PROV

ONTOLOGY = resources.folder("ontology")
HEAD = """# An act.
@prefix act: <https://w3id.org/lexflux/x/act/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix lf: <https://w3id.org/lexflux/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/lexflux/ontology/law/x/act> a owl:Ontology ;
    vann:preferredNamespaceUri "https://w3id.org/lexflux/x/act/" .
"""
ACT = "<https://w3id.org/lexflux/x/act> a lf:Instrument .\n"


@pytest.fixture(scope="module")
def preferred() -> dict[str, str]:
    return preferred_prefixes(load(law_files(ONTOLOGY)))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the exported files."""
    folder = tmp_path_factory.mktemp("published")
    write_folder(folder, export.published(ONTOLOGY))
    return folder


@pytest.fixture(scope="module")
def shipped() -> dict[str, ox.Dataset]:
    """Return the graphs that are loaded from the shipped files."""
    return canonical_graphs(load_ontology(ONTOLOGY))


def laid(turtle: str, preferred: dict[str, str] | None = None) -> str:
    return laid_out(read_law_file(HEAD + turtle), preferred or {})


def subjects(text: str) -> list[str]:
    """Return the local names of the blocks after the header, in their order."""
    names = [line.split()[0] for line in text.splitlines() if line and line[0] not in " #@"]
    return [name.strip("<>").split(":")[-1].split("/")[-1] for name in names[1:]]


def canonical(store: ox.Store, graph: ox.NamedNode) -> ox.Dataset:
    dataset = ox.Dataset(ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def test_shipped_files_keep_the_layout(preferred: dict[str, str]) -> None:
    """Each file is as the formatter leaves it; if one is not, run make format."""
    texts = {path: path.read_text("utf-8") for path in law_files(ONTOLOGY)}

    assert [] == [path.name for path, text in texts.items() if text != laid_out(read_law_file(text), preferred)]


def canonical_graphs(store: ox.Store) -> dict[str, ox.Dataset]:
    return {str(graph): canonical(store, graph) for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}


def differing(shipped: dict[str, ox.Dataset], others: ox.Store) -> list[str]:
    """Return the names of the graphs that differ, or are in one alone."""
    found = canonical_graphs(others)
    return [name for name in sorted({*shipped, *found}) if shipped.get(name) != found.get(name)]


def test_layout_says_what_the_file_says(
    tmp_path: Path, preferred: dict[str, str], published: Path, shipped: dict[str, ox.Dataset]
) -> None:
    """Every file, written out complete and laid out again, loads as the same graph."""
    for path in law_files(published):
        text = laid_out(read_law_file(path.read_text("utf-8")), preferred)
        again = tmp_path / path.relative_to(published)
        again.parent.mkdir(parents=True, exist_ok=True)
        again.write_text(text, "utf-8")

    assert [] == differing(shipped, load_ontology(tmp_path))


def test_published_files_are_complete(published: Path, shipped: dict[str, ox.Dataset]) -> None:
    """An exported folder says without our loader what the loaded one says, and brings catalogue and licence."""
    assert [] == differing(shipped, load(law_files(published)))
    assert (ONTOLOGY / "catalogue.ttl").read_text("utf-8") == (published / "catalogue.ttl").read_text("utf-8")
    assert (published / "LICENSE").exists()


def test_each_article_is_followed_by_what_it_states() -> None:
    """Articles come in the order of their numbers, what they define before what they command, and citations last."""
    text = laid(
        ACT
        + """
act:citation a lf:Citation ; lf:citing act:art-2 ; lf:cited act:art-10 .
act:Duty a owl:Class, lf:Norm ; lf:statedIn act:art-2 .
act:annex a lf:Provision .
act:art-10 a lf:Provision .
act:art-2-b a lf:Provision .
act:art-2 a lf:Provision .
act:Data a owl:Class ; lf:statedIn act:art-10 , act:art-2 .
"""
    )

    assert ["act", "annex", "art-2", "Data", "Duty", "citation", "art-2-b", "art-10"] == subjects(text)


def test_what_no_article_states_stands_where_it_is_mentioned() -> None:
    """
    A class without article goes with the first article that uses it.

    A precedence of another act goes with what it speaks of.
    """
    text = laid(
        ACT
        + """
act:Data a owl:Class .
act:Alone a owl:Class .
act:art-1 a lf:Provision .
act:art-2 a lf:Provision .
act:Duty a owl:Class, lf:Norm ; lf:statedIn act:art-2 ; owl:equivalentClass act:Data .
act:first a lf:Precedence ; lf:statedIn lf:elsewhere ; lf:prevailing act:Duty .
"""
    )

    assert ["Alone", "act", "art-1", "art-2", "Data", "Duty", "first"] == subjects(text)


def test_comments_stay_where_no_article_heads_a_section() -> None:
    """A comment stays before the subject that it stands before; under articles it would say what they say."""
    data = "## Data ---\n\nact:Data a owl:Class .\n"

    assert "\n\n## Data ---\n\nact:Data a owl:Class .\n" in laid(data)
    assert "\n\n## None ---\n\n[] a owl:AllDifferent" in laid("[] a owl:Axiom .\n## None ---\n[] a owl:AllDifferent .")
    assert "## Data" not in laid(ACT + "act:art-1 a lf:Provision .\n" + data)
    assert laid(data).startswith("# An act.\n@prefix")


def test_what_follows_is_left_out_and_exceptions_stay() -> None:
    """A file that wrote everything out keeps only what does not follow from it."""
    text = laid(
        ACT.replace(" .", " ; lf:confidence lf:Read .")
        + """
act:art-1 a lf:Provision, owl:NamedIndividual ; rdfs:isDefinedBy <https://w3id.org/lexflux/ontology/law/x/act> ;
    eli:is_part_of <https://w3id.org/lexflux/x/act> ; lf:confidence lf:Read .
act:art-2 a lf:Provision ; lf:confidence lf:Reported .
"""
    )

    assert "act:art-1 a lf:Provision .\n" in text
    assert "act:art-2 a lf:Provision ;\n    lf:confidence lf:Reported .\n" in text


def test_names_of_other_files_get_the_prefix_that_these_prefer() -> None:
    """A prefix is declared where it is used; two namespaces never share one."""
    cited = (
        "act:art-1 a lf:Provision ; "
        "rdfs:seeAlso <https://w3id.org/lexflux/y/law/a> , <https://w3id.org/lexflux/z/law/b> ."
    )

    text = laid(ACT + cited, {"https://w3id.org/lexflux/y/law/": "law", "https://w3id.org/lexflux/z/law/": "law"})

    assert "@prefix law:  <https://w3id.org/lexflux/y/law/> .\n" in text
    assert "rdfs:seeAlso law:a , <https://w3id.org/lexflux/z/law/b> .\n" in text


def test_long_class_expressions_are_broken_at_their_brackets() -> None:
    """
    An expression that does not fit stands with names together and every bracket on a line of its own.

    Values keep their text.
    """
    names = " ".join(f"act:ARatherLongNameOfAnElement{number}" for number in range(4))
    text = laid(
        f"""act:Norm a owl:Class ; rdfs:label "\\"1\\"\\n2"@en , "法"@zh-Hans , "t"@zh-Hant-TW ;
    lf:share 0.5 , 1 , true , "1"^^xsd:int ; owl:equivalentClass
    [ a owl:Class ; owl:intersectionOf ( {names} [ a owl:Class ; owl:complementOf act:Other ] ) ] ."""
    )

    assert (
        """act:Norm a owl:Class ;
    rdfs:label "\\"1\\"\\n2"@en , "法"@zh-Hans , "t"@zh-Hant-TW ;
    lf:share 0.5 , 1 , true , "1"^^xsd:int ;
    owl:equivalentClass [ a owl:Class ; owl:intersectionOf (
        act:ARatherLongNameOfAnElement0 act:ARatherLongNameOfAnElement1 act:ARatherLongNameOfAnElement2
        act:ARatherLongNameOfAnElement3
        [ a owl:Class ; owl:complementOf act:Other ] ) ] .
"""
        in text
    )


def test_nameless_term_that_is_mentioned_twice_is_refused() -> None:
    """Nested brackets cannot say it, so that the file would say something else."""
    with pytest.raises(KnowledgeError, match="blank node is mentioned twice"):
        laid("act:One a owl:Class ; rdfs:seeAlso _:it . act:Two a owl:Class ; rdfs:seeAlso _:it . _:it a owl:Class .")


def test_rules_for_other_tools_say_what_loading_adds() -> None:
    """The SHACL rules give provisions written in files the same instruments, confidence and sources as loading."""
    shapes = shapes_graph("knowledge")
    rules = sorted(
        (int(str(shapes.value(one, SH.order))), str(shapes.value(one, SH.construct)))
        for one in shapes.objects(None, SH.rule)
    )
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    raw = ox.Store()
    files = load(law_files(ONTOLOGY))
    add_editions(files, tables(ONTOLOGY))
    raw.bulk_extend(ox.Quad(*quad.triple) for quad in files)
    before = len(raw)
    written = {node.value for node in View(raw).subjects(LF + "Provision")}
    for _, construct in rules:
        raw.extend([ox.Quad(*triple) for triple in raw.query(prefixes + construct)])

    assert before < len(raw)
    assert readings(load_ontology(ONTOLOGY), written) == readings(raw, written)


def readings(store: ox.Store, provisions: set[str]) -> set[str]:
    """Return what is said of the instrument, confidence and sources of these provisions."""
    view = View(store)
    return {
        f"{provision.value} {link} {iri}"
        for provision in view.subjects(LF + "Provision")
        if provision.value in provisions
        for link in (ELI + "is_part_of", LF + "confidence", PROV + "wasDerivedFrom")
        for iri in view.iris(provision, link)
    }
