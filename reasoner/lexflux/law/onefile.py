"""The ontology, or a part of it, as one file in the syntaxes of RDF, the same for the same content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

import pyoxigraph as ox

from lexflux.law.thresholds import Threshold
from lexflux.resources import prefixes, tool_version
from lexflux.terms import DCT, LF, ONTOLOGY, OWL, RDF, SH, XSD

FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
ENDINGS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}
# A file in these syntaxes has no graphs, and is one ontology.
WITHOUT_GRAPHS = frozenset({"turtle", "rdfxml"})

# What stands before and after a language tag.
SPELLED = {
    **{form: [('"@', suffix) for suffix in " ;,.\n"] for form in ("turtle", "trig", "nquads")},
    "jsonld": [('"@language":"', '"')],
    "rdfxml": [('xml:lang="', '"')],
}

TYPE = ox.NamedNode(RDF + "type")
ONTOLOGY_CLASS, CLASS = ox.NamedNode(OWL + "Ontology"), ox.NamedNode(OWL + "Class")
INDIVIDUAL = ox.NamedNode(OWL + "NamedIndividual")
ANNOTATION = ox.NamedNode(OWL + "AnnotationProperty")
BOUNDS = ("path", "minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
KIND = ox.NamedNode(DCT + "type")
THRESHOLDS = ox.NamedNode(ONTOLOGY + "thresholds")
PART = ox.NamedNode(DCT + "hasPart")
WHOLE = ox.NamedNode(ONTOLOGY.removesuffix("/"))
LICENCE = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
_Placed = tuple[str, str, str, object, ox.Quad]
"""The graph, subject and predicate of a statement as text, its object, and the statement."""
OF_A_HEADER = (ox.NamedNode(OWL + "imports"), ox.NamedNode(OWL + "versionIRI"))


def serialized(quads: Iterable[ox.Quad], form: str, title: Mapping[str, str], plain_owl: bool) -> bytes:
    """
    Return statements of files of the ontology as one file.

    Parameters
    ----------
    quads
        The statements, each in the graph of its file.
    form
        One of `FORMS`. Without graphs the files become one ontology, and what they say of themselves stays as remarks.
    title
        Its title by language tag.
    plain_owl
        Whether no class is an individual too: what it is as a thing of law is then told by ``dct:type`` alone. The
        files then become one ontology in every syntax.
    """
    if plain_owl:
        quads = _without_punning(quads)
    merged = plain_owl or form in WITHOUT_GRAPHS
    if merged:
        quads = _one_ontology(quads, title)
    named = _named(quads, not merged)
    statements = [quad.triple for quad in named] if merged else named
    content = ox.serialize(statements, format=FORMS[form], prefixes=prefixes())
    assert content is not None
    # The writer puts all tags in lower case.
    for tag in {tag for tag in title if tag != tag.lower()}:
        for before, after in SPELLED[form]:
            content = content.replace(f"{before}{tag.lower()}{after}".encode(), f"{before}{tag}{after}".encode())
    return content


def with_thresholds(thresholds: Iterable[Threshold]) -> Iterator[ox.Quad]:
    """Yield what is said of thresholds as plain statements beside the restrictions that are the law."""
    yield ox.Quad(THRESHOLDS, TYPE, ONTOLOGY_CLASS, THRESHOLDS)
    yield ox.Quad(THRESHOLDS, ox.NamedNode(OWL + "imports"), ox.NamedNode(ONTOLOGY + "core/law"), THRESHOLDS)
    yield from (ox.Quad(ox.NamedNode(SH + term), TYPE, ANNOTATION, THRESHOLDS) for term in BOUNDS)
    counts: dict[str, int] = {}
    for one in thresholds:
        iri = one.norm.iri
        counts[iri] = counts.get(iri, 0) + 1
        node = ox.NamedNode(f"{iri}/threshold-{counts[iri]}")
        yield ox.Quad(ox.NamedNode(iri), ox.NamedNode(LF + "threshold"), node, THRESHOLDS)
        for predicate, value in _said_of(one):
            yield ox.Quad(node, ox.NamedNode(predicate), value, THRESHOLDS)


def _said_of(one: Threshold) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    integer, date = ox.NamedNode(XSD + "integer"), ox.NamedNode(XSD + "date")
    yield from ((TYPE.value, ox.NamedNode(kind)) for kind in (LF + "Threshold", OWL + "NamedIndividual"))
    yield SH + "path", ox.NamedNode(one.prop)
    bounds = one.bounds
    for end, value, included in (
        ("min", bounds.low, bounds.low_included),
        ("max", bounds.high, bounds.high_included),
    ):
        if value is not None:
            yield f"{SH}{end}{'Inclusive' if included else 'Exclusive'}", ox.Literal(str(value), datatype=integer)
    days = one.norm.validity
    for term, day in (("appliesFrom", days.start), ("appliesUntil", days.end)):
        if day is not None:
            yield LF + term, ox.Literal(day.isoformat(), datatype=date)
    yield from ((LF + "statedIn", ox.NamedNode(provision)) for provision in one.norm.stated_in)


def _without_punning(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements in which no class is an individual."""
    told = list(quads)
    classes = {str(quad.subject) for quad in told if quad.predicate == TYPE and quad.object == CLASS}
    for quad in told:
        if quad.predicate != TYPE or str(quad.subject) not in classes or quad.object == CLASS:
            yield quad
        elif quad.object != INDIVIDUAL:
            yield ox.Quad(quad.subject, KIND, quad.object, quad.graph_name)


def _one_ontology(quads: Iterable[ox.Quad], title: Mapping[str, str]) -> Iterator[ox.Quad]:
    """Yield statements under one header; what files are, they are as parts of it."""
    yield ox.Quad(WHOLE, TYPE, ONTOLOGY_CLASS)
    yield ox.Quad(WHOLE, ox.NamedNode(OWL + "versionInfo"), ox.Literal(tool_version()))
    yield ox.Quad(WHOLE, ox.NamedNode(DCT + "license"), LICENCE)
    yield from (
        ox.Quad(WHOLE, ox.NamedNode(DCT + "title"), ox.Literal(text, language=tag)) for tag, text in title.items()
    )
    yield from (ox.Quad(predicate, TYPE, ANNOTATION) for predicate in (PART, KIND))
    for quad in quads:
        if quad.object == ONTOLOGY_CLASS:
            yield ox.Quad(WHOLE, PART, quad.subject)
        elif quad.predicate not in OF_A_HEADER:
            yield quad


def _named(quads: Iterable[ox.Quad], by_graph: bool) -> list[ox.Quad]:
    """Return statements in a fixed order, blank nodes named after where they stand and what is said of them."""
    plain, inside, inner = list[_Placed](), dict[str, list[ox.Quad]](), set[str]()
    for quad in quads:
        # Each look at a part of a statement makes it anew.
        subject, predicate, value, graph = quad
        if isinstance(value, ox.BlankNode):
            inner.add(value.value)
        if isinstance(subject, ox.BlankNode):
            inside.setdefault(subject.value, []).append(quad)
        else:
            plain.append((str(graph) if by_graph else "", str(subject), predicate.value, value, quad))
    return _Naming(inside).named(plain, inside.keys() - inner)


class _Naming:
    """Names for blank nodes, by the statements that are made of each."""

    def __init__(self, inside: Mapping[str, list[ox.Quad]]) -> None:
        self._inside = inside
        self._contents: dict[str, str] = {}
        self._found: list[ox.Quad] = []

    def named(self, plain: Iterable[_Placed], outer: Iterable[str]) -> list[ox.Quad]:
        """Return all statements: those of named subjects, then those of blank nodes to which nothing leads."""
        keyed = [
            ((graph, subject, predicate, self._key(value)), isinstance(value, ox.BlankNode), quad)
            for graph, subject, predicate, value, quad in plain
        ]
        for count, (key, is_blank, quad) in enumerate(sorted(keyed, key=itemgetter(0))):
            if is_blank:
                self._tell(quad, None, f"{key} {count}")
            else:
                self._found.append(quad)
        for content, name in sorted((self._content(name), name) for name in outer):
            self._tell_of(name, content)
        return self._found

    def _tell(self, quad: ox.Quad, subject: ox.BlankNode | None, place: str) -> None:
        """Tell a statement, of a blank node by its new name, and after it what is said of a blank object."""
        value = quad.object
        if not isinstance(value, ox.BlankNode):
            self._found.append(quad if subject is None else _of(subject, quad, value))
            return
        self._found.append(_of(subject or quad.subject, quad, ox.BlankNode(_digest(place))))
        self._tell_of(value.value, place)

    def _tell_of(self, name: str, place: str) -> None:
        subject = ox.BlankNode(_digest(place))
        keyed = sorted(((quad.predicate.value, self._key(quad.object)), quad) for quad in self._inside.get(name, ()))
        for count, (key, quad) in enumerate(keyed):
            self._tell(quad, subject, f"{place} {key} {count}")

    def _key(self, term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return self._content(term.value)
        return term.value if isinstance(term, ox.NamedNode) else str(term)

    def _content(self, name: str) -> str:
        """Return a digest of all that is said of a blank node, whatever its name."""
        if name not in self._contents:
            told = sorted(f"{quad.predicate} {self._key(quad.object)}" for quad in self._inside.get(name, ()))
            self._contents[name] = _digest("\n".join(told))
        return self._contents[name]


def _of(subject: ox.NamedNode | ox.BlankNode | ox.Triple, quad: ox.Quad, value: object) -> ox.Quad:
    return ox.Quad(subject, quad.predicate, value, quad.graph_name)  # type: ignore[arg-type]


def _digest(text: str) -> str:
    return "b" + hashlib.sha256(text.encode()).hexdigest()[:24]
