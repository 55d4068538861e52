"""The good and bad twins of the shapes as a test suite for SHACL engines, in the form of the W3C's own.

Each test is an ``sht:Validate`` with a data graph, a shapes graph and the report that is to come out (W3C Data Shapes
Working Group, "SHACL Test Suite"). A bad twin breaks one rule, and its good twin differs from it in that one point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from lexflux import resources
from lexflux.engines.shacl import as_graph, report_graph, shapes_graph, vocabulary_graph
from lexflux.facts import documents
from lexflux.files import write_folder
from lexflux.law.lawbook import LawBook
from lexflux.phrases import phrase
from lexflux.resources import prefixes, tool_version
from lexflux.terms import LF

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

TWINS = resources.folder("tests/shapes")
KINDS = ("knowledge", "compliance", "transfer")
QUALITIES = ("good", "bad")
VOCABULARIES = ("data-kinds.ttl", "purposes.ttl")
BASE = LF + "shacl-suite/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
VALIDATION = "http://www.w3.org/ns/shacl-test#"
COPIED = ("focusNode", "resultPath", "resultSeverity", "sourceShape", "sourceConstraintComponent", "value")


@dataclass(frozen=True, slots=True)
class Twin:
    """One test: its kind of shapes, whether it is ``good`` or ``bad``, its name and what it states itself."""

    kind: str
    quality: str
    name: str
    stated: Graph

    @property
    def data(self) -> str:
        """The file of its data graph, from the folder of its kind."""
        return f"{self.quality}/{self.name}.ttl"


def write_suite(book: LawBook, folder: Path, kinds: Sequence[str] = KINDS) -> int:
    """
    Write the suite into a new folder: ``manifest.ttl``, a folder for each kind of shapes, README and licence.

    Parameters
    ----------
    book
        The law book: what a transfer may say.
    folder
        Where; it must not exist, or be empty.
    kinds
        Which of `KINDS`.

    Returns
    -------
    int
        The number of tests.

    Raises
    ------
    InputError
        If there is such a folder already that holds something.
    OutputError
        If it cannot be written.
    """
    files: dict[str, bytes] = {}
    tests = sum(_add_kind(files, kind, list(_twins(book, kind)), _terms(kind)) for kind in kinds)
    files["manifest.ttl"] = _turtle(_manifest("", [f"{kind}/manifest.ttl" for kind in kinds]), BASE)
    for language, name in (("en", "README.md"), ("zh", "README.zh.md")):
        said = phrase("shacl suite", language, tests=tests, version=tool_version(), licence=LICENCE)
        files[name] = f"{said}\n".encode()
    write_folder(folder, files)
    return tests


def _add_kind(files: dict[str, bytes], kind: str, twins: list[Twin], terms: Graph) -> int:
    files[f"{kind}/shapes.ttl"] = _turtle(shapes_graph(kind), BASE)
    manifest = _manifest(f"{kind}/", [])
    for twin in twins:
        files[f"{kind}/{twin.data}"] = _turtle(_with_terms(twin.stated, terms), BASE)
    for twin, report, results in _reports(kind, twins, terms):
        _add_test(manifest, twin, report, results)
    _add_entries(manifest, kind, twins)
    files[f"{kind}/manifest.ttl"] = _turtle(manifest, f"{BASE}{kind}/")
    return len(twins)


def _twins(book: LawBook, kind: str) -> Iterator[Twin]:
    for quality in QUALITIES:
        for path in sorted((TWINS / quality / kind).iterdir()):
            if path.suffix != ".txt":
                yield Twin(kind, quality, path.stem, _stated(book, path))


def _stated(book: LawBook, path: Path) -> Graph:
    from rdflib import Graph

    if path.suffix == ".ttl":
        return Graph().parse(path)
    return as_graph(documents.from_file(str(path), book).quads)


def _terms(kind: str) -> Graph:
    """Return what the twins of a kind speak of: the vocabulary of transfers, or the core with a little law."""
    from rdflib import Graph

    ontology = resources.folder("ontology")
    if kind == "transfer":
        return vocabulary_graph(ontology)
    files = [ontology / "core.ttl", *sorted((ontology / "core").glob("*.ttl")), TWINS / "law.ttl"]
    files += [ontology / "vocabulary" / name for name in VOCABULARIES]
    terms = Graph()
    for path in files:
        terms.parse(path)
    return terms


def _with_terms(stated: Graph, terms: Graph) -> Graph:
    """Return statements with all that is said of the terms in them, and of the terms in that: a file that is whole."""
    from rdflib import OWL, RDF, Graph, Literal

    whole = Graph() + stated
    waiting = [node for triple in stated for node in triple]
    # Every namespace has to be some file's, and the members of an enumeration have to be told apart.
    waiting += [*terms.subjects(RDF.type, OWL.Ontology), *terms.subjects(RDF.type, OWL.AllDifferent)]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in seen and not isinstance(node, Literal):
            seen.add(node)
            for triple in terms.triples((node, None, None)):
                whole.add(triple)
                waiting += triple
    return whole


def _reports(kind: str, twins: Sequence[Twin], terms: Graph) -> Iterator[tuple[Twin, Graph, list[Node]]]:
    """Yield each twin with a report, and the results in it that are its own."""
    from rdflib import Graph
    from rdflib.namespace import SH

    if kind == "transfer":
        for twin in twins:
            report = report_graph(shapes_graph(kind), _with_terms(twin.stated, terms))
            yield twin, report, list(report.objects(None, SH.result))
        return
    # Files that have namespaces of their own are validated at once, as the tests of the shapes do it.
    broken = [twin for twin in twins if twin.quality == "bad"]
    together = Graph() + terms
    for twin in broken:
        for triple in twin.stated:
            together.add(triple)
    report = report_graph(shapes_graph(kind), together)
    about: dict[Node, list[Node]] = {}
    for result in report.objects(None, SH.result):
        for focus in report.objects(result, SH.focusNode):
            about.setdefault(focus, []).append(result)
    for twin in twins:
        own = [one for focus in about if twin.quality == "bad" and _owns(twin, focus) for one in about[focus]]
        yield twin, report, own


def _owns(twin: Twin, focus: Node) -> bool:
    from rdflib import BNode

    iri = str(focus)
    if f"/{twin.name}/" in iri or iri.endswith(f"/{twin.name}") or iri.endswith(f":{twin.name}"):
        return True
    return (focus, None, None) in twin.stated if isinstance(focus, BNode) else focus in set(twin.stated.subjects())


def _manifest(place: str, included: Iterable[str]) -> Graph:
    from rdflib import DCTERMS, RDF, RDFS, Graph, Literal, URIRef

    graph = Graph()
    manifest = URIRef(f"{BASE}{place}manifest.ttl")
    graph.add((manifest, RDF.type, URIRef(MANIFEST + "Manifest")))
    graph.add((manifest, DCTERMS.license, URIRef(LICENCE)))
    for language, tag in (("en", "en"), ("zh", "zh-Hans")):
        title = phrase("title of shacl suite", language, version=tool_version())
        graph.add((manifest, RDFS.label, Literal(title, lang=tag)))
    for one in included:
        graph.add((manifest, URIRef(MANIFEST + "include"), URIRef(BASE + one)))
    return graph


def _add_entries(manifest: Graph, kind: str, twins: Iterable[Twin]) -> None:
    from rdflib import BNode, URIRef
    from rdflib.collection import Collection

    entries = BNode()
    Collection(manifest, entries, [_iri(twin) for twin in twins])
    manifest.add((URIRef(f"{BASE}{kind}/manifest.ttl"), URIRef(MANIFEST + "entries"), entries))


def _iri(twin: Twin) -> Node:
    from rdflib import URIRef

    return URIRef(f"{BASE}{twin.kind}/manifest.ttl#{twin.quality}-{twin.name}")


def _add_test(manifest: Graph, twin: Twin, report: Graph, found: Sequence[Node]) -> None:
    from rdflib import RDF, RDFS, BNode, Literal, URIRef
    from rdflib.namespace import SH

    test, action, result = _iri(twin), BNode(), BNode()
    place = f"{BASE}{twin.kind}/"
    named = f"{twin.quality}: {twin.name.replace('-', ' ')}"
    links: dict[Node, list[tuple[str, Node]]] = {
        test: [(RDF.type, URIRef(VALIDATION + "Validate")), (RDFS.label, Literal(named, lang="en"))],
        action: [
            (VALIDATION + "dataGraph", URIRef(place + twin.data)),
            (VALIDATION + "shapesGraph", URIRef(f"{place}shapes.ttl")),
        ],
        result: [(RDF.type, SH.ValidationReport), (SH.conforms, Literal(not found))],
    }
    links[test] += [(MANIFEST + "action", action), (MANIFEST + "result", result)]
    links[test].append((MANIFEST + "status", URIRef(VALIDATION + "approved")))
    for node, told in links.items():
        for link, value in told:
            manifest.add((node, URIRef(link), value))
    for one in found:
        _add_result(manifest, result, report, one)


def _add_result(manifest: Graph, result: Node, report: Graph, one: Node) -> None:
    """Add what the standard compares of a result; messages and the blank nodes of the shapes are left out."""
    from rdflib import RDF, BNode
    from rdflib.namespace import SH

    node = BNode()
    manifest.add((result, SH.result, node))
    manifest.add((node, RDF.type, SH.ValidationResult))
    for name in COPIED:
        value = report.value(one, SH[name])
        if value is not None and not isinstance(value, BNode):
            manifest.add((node, SH[name], value))


def _turtle(graph: Graph, base: str) -> bytes:
    """Return a graph as Turtle; Oxigraph writes it many times as fast as rdflib."""
    triples = ox.parse(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    named = {**prefixes(), "mf": MANIFEST, "sht": VALIDATION}
    written = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=named, base_iri=base)
    return written or b""
