"""Validation with SHACL: transfers, decisions and the ontology, by the same shapes that plain pySHACL runs."""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox

from lexflux import resources
from lexflux.engines.targets import hand_down_targets, resolve_targets
from lexflux.errors import InputError, JoinedInputError, shortened
from lexflux.facts import documents
from lexflux.facts.documents import Document
from lexflux.facts.reader import place_nodes
from lexflux.law.graphs import Term
from lexflux.law.lawbook import LawBook, text
from lexflux.law.loading import load_law_book
from lexflux.law.ontology import load_ontology
from lexflux.phrases import phrase
from lexflux.remembering import remembered
from lexflux.terms import LF, RDF, RDFS, TRANSFER, TYPE, XSD, compact, local

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    Messages = list[tuple[re.Pattern[str], str]]

SEVERITIES = ("Violation", "Warning", "Info")
SEVERITY_NAMES = {"Violation": "violation", "Warning": "warning", "Info": "note"}
SEVERITY_COUNTS = {"Violation": "violations", "Warning": "warnings", "Info": "notes"}
VOCABULARY = frozenset({TYPE, RDFS + "subClassOf"})
PLAIN = frozenset({XSD + "string", RDF + "langString"})
NUMBERED = re.compile(r"(\D*)(\d*)")
VARIABLE = re.compile(r"\{[?$]\w+\}")


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """
    One finding of a validation.

    ``severity`` is ``Violation``, ``Warning`` or ``Info``. ``focus`` and ``value`` are IRIs without our namespace,
    literals, or for the nodes of a transfer or decision their place in it (``exporter``, ``requirement/1``); ``path``
    is the property by its local name. What does not apply is empty. ``messages`` says what is wrong and what to do, by
    language; ``shape`` names the shape.
    """

    severity: str
    focus: str
    path: str
    value: str
    messages: Mapping[str, str]
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a validation, the gravest first."""

    results: tuple[ValidationResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and notes do not count."""
        return not self.count("Violation")

    def count(self, severity: str) -> int:
        """Return the number of results with this severity."""
        return sum(result.severity == severity for result in self.results)

    def text(self, language: str = "en") -> str:
        """
        Return the report for people, in ``en`` or ``zh``.

        >>> print(Report(()).text())
        Conforms: 0 violations, 0 warnings, 0 notes.
        """
        counts = ("，" if language == "zh" else ", ").join(self._counted(severity, language) for severity in SEVERITIES)
        head = phrase("conforms" if self.conforms else "does not conform", language, counts=counts)
        return "\n".join([head, *(_line(result, language) for result in self.results)])

    def _counted(self, severity: str, language: str) -> str:
        count = self.count(severity)
        names = SEVERITY_NAMES if count == 1 else SEVERITY_COUNTS
        return phrase("counted", language, count=count, name=phrase(names[severity], language))


def _line(result: ValidationResult, language: str) -> str:
    name = phrase(SEVERITY_NAMES[result.severity], language)
    where = " ".join(part for part in (result.focus, result.path, result.value and f"= {result.value}") if part)
    colon = "：" if language == "zh" else ": "
    return f"{name}{colon}{where}\n  {text(result.messages, language)}"


def validate_transfer(source: str | Path | Graph, ontology: Path | None = None) -> Report:
    """
    Validate a transfer against ``shapes/transfer.ttl``, with the vocabulary of the ontology.

    Parameters
    ----------
    source
        A file in YAML, JSON, JSON-LD or Turtle, or a graph; ``-`` reads YAML or JSON from standard input.
    ontology
        The ontology folder, by default that of the package.

    Raises
    ------
    InputError
        If the file cannot be read, describes no transfer, or says what a reader would drop; what it says wrongly is in
        the report.
    """
    folder = ontology or resources.folder("ontology")
    book = load_law_book(folder)
    return _validated(_document(source, book), book, folder)


def validate_text(content: str, name: str, form: str | None = None, ontology: Path | None = None) -> Report:
    """Validate the transfer in a text, which messages call ``name``; as `validate_transfer`."""
    folder = ontology or resources.folder("ontology")
    book = load_law_book(folder)
    return _validated(documents.from_text(content, book, name, form), book, folder)


def _validated(document: Document, book: LawBook, folder: Path) -> Report:
    transfer, places = _read(document, book)
    with _added(_vocabulary(folder, book.digest), transfer) as data:
        return validate("transfer", data, places)


def validate_decision(decision: Graph, ontology: Path | None = None) -> Report:
    """
    Validate a decision, as `lexflux.explain.graph.decision_graph` gives it, against ``shapes/compliance.ttl``.

    Each result names the duty, the norm and the provision; those come from the ontology folder, by default that of the
    package.
    """
    folder = ontology or resources.folder("ontology")
    with _added(_whole(folder, load_law_book(folder).digest), decision) as data:
        return validate("compliance", data, _parts(decision))


@remembered(1)
def _vocabulary(ontology: Path, digest: str) -> Graph:
    """Return the kinds and terms of an ontology; ``digest`` tells one state of its files from another."""
    return as_graph(quad for quad in load_ontology(ontology) if quad.predicate.value in VOCABULARY)


def vocabulary_graph(ontology: Path) -> Graph:
    """Return the kinds and terms of an ontology folder, as a graph of their classes."""
    return _vocabulary(ontology, load_law_book(ontology).digest)


@remembered(1)
def _whole(ontology: Path, digest: str) -> Graph:
    """Return all of an ontology; ``digest`` tells one state of its files from another."""
    return as_graph(load_ontology(ontology))


@contextmanager
def _added(known: Graph, found: Graph) -> Iterator[Graph]:
    """Add to a graph what it does not hold, and take it out again in the end."""
    new = [triple for triple in found if triple not in known]
    for triple in new:
        known.add(triple)
    try:
        yield known
    finally:
        for triple in new:
            known.remove(triple)


def validate_knowledge(ontology: Path | None = None) -> Report:
    """
    Validate all files of an ontology folder, by default that of the package, against ``shapes/knowledge.ttl``.

    Raises
    ------
    KnowledgeError
        If a file is not Turtle or declares no ontology.
    """
    loaded, store = load_ontology(ontology or resources.folder("ontology")), ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in loaded)
    return validate("knowledge", as_graph(loaded), store=store)


def validate(kind: str, data: Graph, names: Mapping[Node, str] | None = None, store: ox.Store | None = None) -> Report:
    """
    Run the shapes of one kind over a graph that holds everything they look at; the graph may be changed.

    Parameters
    ----------
    kind
        ``transfer``, ``compliance`` or ``knowledge``.
    data
        A plain rdflib graph: pySHACL goes quadratic on an Oxigraph store.
    names
        How the report calls nodes whose IRI, if they have one, would tell nothing.
    store
        The same triples in a default graph of Oxigraph, where they are at hand; else it is made.
    """
    shapes = shapes_graph(kind)
    report = report_graph(shapes, data, store)
    found = {_rank(result): result for result in _results(report, shapes, _Namer(data, names or {}))}
    return Report(tuple(found[key] for key in sorted(found)))


def report_graph(shapes: Graph, data: Graph, store: ox.Store | None = None) -> Graph:
    """Return the report of SHACL on a graph; both graphs may be changed."""
    import pyshacl

    from lexflux.engines.prepared import PreparedGraph

    with _silence():
        resolve_targets(shapes, data, store)
        hand_down_targets(shapes)
        report: Graph
        _, report, _ = pyshacl.validate(PreparedGraph(data), shacl_graph=shapes, inplace=True)
    return report


def shapes_graph(kind: str) -> Graph:
    """Return the shapes of one kind (``transfer``, ``compliance``, ``knowledge``) with the files that they import."""
    from rdflib import Graph

    return Graph() + _parsed_shapes(kind)


@remembered(4)
def _parsed_shapes(kind: str) -> Graph:
    from rdflib import OWL, Graph

    shapes = Graph().parse(resources.folder("shapes") / f"{kind}.ttl")
    for imported in list(shapes.objects(None, OWL.imports)):
        shapes.parse(str(imported))
    return shapes


def _rank(result: ValidationResult) -> tuple[object, ...]:
    where = (_natural(result.focus), result.path, _natural(result.value))
    return (SEVERITIES.index(result.severity), *where, text(result.messages, "en"), result.shape)


def _natural(name: str) -> tuple[tuple[str, int], ...]:
    """
    Return a key that sorts numbers by value.

    >>> sorted(["data/10", "data/9"], key=_natural)
    ['data/9', 'data/10']
    """
    return tuple((word, int(number or 0)) for word, number in NUMBERED.findall(name))


def _results(report: Graph, shapes: Graph, namer: _Namer) -> Iterator[ValidationResult]:
    from rdflib.namespace import SH as SHACL

    templates = _templates(shapes)
    for result in report.objects(None, SHACL.result):
        focus, path, value = (report.value(result, link) for link in (SHACL.focusNode, SHACL.resultPath, SHACL.value))
        yield ValidationResult(
            severity=local(str(report.value(result, SHACL.resultSeverity))),
            focus=namer(focus),
            path="" if path is None else _path(report, path),
            value="" if value == focus else namer(value),
            messages=dict(
                sorted(_in_language(message, templates) for message in report.objects(result, SHACL.resultMessage))
            ),
            shape=local(str(report.value(result, SHACL.sourceShape))),
        )


def _path(graph: Graph, node: Node) -> str:
    from rdflib import BNode
    from rdflib.collection import Collection
    from rdflib.namespace import SH as SHACL

    if not isinstance(node, BNode):
        return local(str(node))
    for link, form in ((SHACL.alternativePath, "|"), (SHACL.zeroOrMorePath, "*")):
        inner = graph.value(node, link)
        if inner is not None:
            return (
                _path(graph, inner) + form
                if form == "*"
                else form.join(_path(graph, part) for part in Collection(graph, inner))
            )
    return "/".join(_path(graph, part) for part in Collection(graph, node))


def _templates(shapes: Graph) -> Messages:
    """Return each message of the shapes as a pattern with its language: pySHACL drops the tag where it fills one in."""
    from rdflib import Literal
    from rdflib.namespace import SH as SHACL

    return [
        (re.compile(".*".join(map(re.escape, VARIABLE.split(message))), re.DOTALL), str(message.language).split("-")[0])
        for message in shapes.objects(None, SHACL.message)
        if isinstance(message, Literal)
    ]


def _in_language(message: Node, templates: Messages) -> tuple[str, str]:
    found = next((language for pattern, language in templates if pattern.fullmatch(str(message))), "en")
    return found, str(message)


class _Namer:
    """Gives nodes names that people can look up."""

    def __init__(self, graph: Graph, names: Mapping[Node, str]) -> None:
        self.graph = graph
        self.names = names

    def __call__(self, node: Node | None) -> str:
        from rdflib import BNode

        if node is None:
            return ""
        if node in self.names:
            return self.names[node]
        return shortened(unquote(compact(self._holder(node) if isinstance(node, BNode) else str(node))))

    def _holder(self, node: Node) -> str:
        """Return the IRI of the term in whose definition a blank node stands."""
        from rdflib import BNode

        seen: set[Node] = set()
        while isinstance(node, BNode) and node not in seen:
            seen.add(node)
            node = next(self.graph.subjects(None, node), node)
        return "" if isinstance(node, BNode) else str(node)


def _document(source: str | Path | Graph, book: LawBook) -> Document:
    from rdflib import Graph

    if not isinstance(source, Graph):
        return documents.from_file(str(source), book)
    triples = source.serialize(format="nt", encoding="utf-8")
    return Document("<graph>", list(ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)))


def _read(document: Document, book: LawBook) -> tuple[Graph, dict[Node, str]]:
    """Return a document as a graph, and the places of its nodes; a node to which nothing leads would go unnoticed."""
    if not any(quad.object == ox.NamedNode(TRANSFER) for quad in document.quads):
        raise InputError("no transfer to validate", name=document.name)
    placed = place_nodes(document, book)
    if errors := placed.unreached(book):
        raise JoinedInputError.of(errors)
    return as_graph(document.quads), {_node(subject): path for subject, (path, _) in placed.places.items()}


def _parts(decision: Graph) -> dict[Node, str]:
    """Return short names for the parts of a decision and of its transfer, whose IRIs begin with that of the whole."""
    from rdflib import URIRef

    names: dict[Node, str] = {}
    for whole, transfer in decision.subject_objects(URIRef(LF + "decides")):
        for root, name in ((str(whole), "decision"), (str(transfer), "transfer")):
            names |= {
                node: str(node).removeprefix(root + "/")
                for node in decision.all_nodes()
                if str(node).startswith(root + "/")
            }
            names[URIRef(root)] = name
    return names


def as_graph(quads: Iterable[ox.Quad]) -> Graph:
    """Return triples parsed by Oxigraph, which is several times faster, as a plain rdflib graph."""
    from rdflib import Graph

    graph, node = Graph(), cache(_node)
    with _silence():
        for quad in quads:
            graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def _node(term: Term | ox.Triple) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        plain = term.datatype.value in PLAIN
        return Literal(
            term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value), normalize=False
        )
    raise TypeError(term)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep rdflib from printing about each ill-typed literal: the report says what is wrong with it."""
    # A filter of its own, since another validation may run beside it: each takes away only what it added.
    log, thread = logging.getLogger("rdflib.term"), threading.get_ident()

    def is_of_another_thread(record: logging.LogRecord) -> bool:
        return record.thread != thread

    log.addFilter(is_of_another_thread)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)
            yield
    finally:
        log.removeFilter(is_of_another_thread)
