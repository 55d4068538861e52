"""Loading Turtle into an embedded Oxigraph store, and reading it with few words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from lexflux.errors import InputError, KnowledgeError
from lexflux.terms import CONTEXT, LABEL, OWL, RDF

Subject = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Texts = dict[str, str]

ONTOLOGY_CLASS = ox.NamedNode(OWL + "Ontology")
TYPE = ox.NamedNode(RDF + "type")
VANN = "http://purl.org/vocab/vann/preferredNamespace"


def load(files: Iterable[Path]) -> ox.Store:
    """
    Load Turtle files into one store, each into the named graph of the ontology that it declares.

    Raises
    ------
    KnowledgeError
        If a file is not Turtle or declares no ontology.
    """
    store = ox.Store()
    for path in files:
        try:
            name = _declared(path)
            if not isinstance(name, ox.NamedNode):
                raise KnowledgeError("no ontology", path=path)
            store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=name)
        except SyntaxError as error:
            raise KnowledgeError("ontology not Turtle", path=path, problem=error) from error
    return store


def _declared(path: Path) -> object:
    """Return the ontology that a Turtle file declares, read no further than to there."""
    quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return next((quad.subject for quad in quads if quad.predicate == TYPE and quad.object == ONTOLOGY_CLASS), None)


def parse_file(path: Path, base: str) -> list[ox.Quad]:
    """
    Return the statements of a user's RDF file; the ending of its name tells the syntax (Turtle, JSON-LD, RDF/XML ...).

    Raises
    ------
    InputError
        If the file cannot be read, has an unknown ending or is broken.
    """
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError("unknown RDF syntax", path=path)
    try:
        content = _content(path)
        # An entity can stand for a text without end.
        if form == ox.RdfFormat.RDF_XML and re.search(rb"<!\s*(DOCTYPE|ENTITY)", content, re.IGNORECASE):
            raise InputError("entities in XML", path=path)
        return list(ox.parse(content, format=form, base_iri=base, rename_blank_nodes=True))
    except OSError as error:
        raise InputError("unreadable file", name=path, problem=error.strerror) from error
    except (SyntaxError, ValueError) as error:
        if "LoadDocumentCallback" in str(error):
            raise InputError("remote context", name=path, context=CONTEXT) from error
        where = f"{path}:{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else str(path)
        problem = error.msg if isinstance(error, SyntaxError) else error
        raise InputError("broken syntax", where=where, syntax=form.name, problem=problem) from error


def _content(path: Path) -> bytes:
    """Return what stands in a file; a device or a pipe may have no end."""
    if path.exists() and not path.is_file():
        raise InputError("no regular file", path=path)
    return path.read_bytes()


def preferred_prefixes(store: ox.Store) -> dict[str, str]:
    """Return by namespace the prefix that the files of an ontology prefer (``vann:preferredNamespacePrefix``)."""
    view = View(store)
    return {
        view.literal(one, VANN + "Uri") or "": view.literal(one, VANN + "Prefix") or ""
        for one in view.subjects(ONTOLOGY_CLASS.value)
    }


class View:
    """A store seen as subjects with properties, all named graphs together."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def subjects(self, kind: str) -> Iterator[ox.NamedNode]:
        """Yield the named nodes of type ``kind`` in the order of their IRIs."""
        found = {
            quad.subject
            for quad in self.store.quads_for_pattern(None, TYPE, ox.NamedNode(kind))
            if isinstance(quad.subject, ox.NamedNode)
        }
        yield from sorted(found, key=lambda node: node.value)

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Yield the IRI of each named subject of a property with each object."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                yield quad.subject.value, quad.object

    def objects(self, subject: Subject, predicate: str) -> list[Term]:
        """Return the objects of a subject and predicate, in a stable order."""
        found = {
            quad.object
            for quad in self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
            if not isinstance(quad.object, ox.Triple)
        }
        return sorted(found, key=str)

    def iris(self, subject: Subject, predicate: str) -> tuple[str, ...]:
        """Return the IRIs among the objects."""
        return tuple(term.value for term in self.objects(subject, predicate) if isinstance(term, ox.NamedNode))

    def iri(self, subject: Subject, predicate: str) -> str | None:
        """Return the first IRI among the objects, or None."""
        return next(iter(self.iris(subject, predicate)), None)

    def literal(self, subject: Subject, predicate: str) -> str | None:
        """Return the text of the first literal, or None."""
        return next((term.value for term in self.objects(subject, predicate) if isinstance(term, ox.Literal)), None)

    def texts(self, subject: Subject, predicate: str = LABEL) -> Texts:
        """Return the texts of a property by primary language subtag (``zh-Hans`` under ``zh``)."""
        return {
            (term.language or "").split("-")[0]: term.value
            for term in self.objects(subject, predicate)
            if isinstance(term, ox.Literal)
        }

    def members(self, head: Term | None) -> Iterator[Term]:
        """Yield the members of an RDF list."""
        while isinstance(head, ox.BlankNode):
            yield from self.objects(head, RDF + "first")
            head = next(iter(self.objects(head, RDF + "rest")), None)
