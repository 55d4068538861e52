"""The schema of a transfer, read from ``shapes/transfer.ttl``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from lexflux.law.graphs import Subject, Texts, View, load
from lexflux.terms import LF, OWL, SH, XSD, local

MESSAGE = SH + "message"
PRESUMED = LF + "Presumed"


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """
    One fact that can be stated about a node of a transfer (``sh:PropertyShape``), and what its values may be.

    ``asked`` says what silence means: the fact is unknown and asked for, or else it is presumed not to be the case, to
    be ``same_as`` another fact, or to have the value ``presumed``. A value that is ``ranged`` may be given as a range,
    a place by a term of ``general_class`` in general; ``not_beyond`` is the count that includes this one;
    ``actionable_of`` says of which nodes a company can change it: the transfer, parties or data.
    """

    prop: str
    owner: str
    names: Texts
    questions: Texts
    messages: Texts
    datatype: str | None
    term_class: str | None
    required: bool
    single: bool
    minimum: int | None
    maximum: int | None
    not_beyond: str | None
    order: int
    asked: bool
    ranged: bool
    same_as: str | None
    general_class: str | None
    presumed: str | bool | None = None
    actionable_of: frozenset[str] = frozenset()

    @property
    def never_empty(self) -> bool:
        """Whether some value is the case, stated or not, unless somebody says that there is none."""
        return self.asked or self.same_as is not None

    @property
    def is_node(self) -> bool:
        """Whether the values are described nodes rather than literals or vocabulary terms."""
        return self.datatype is None and self.term_class is None


@dataclass(frozen=True, slots=True)
class FormerStatement:
    """
    How files of a former schema state a fact, the value ``name`` of ``formerly``, and what says the same since.

    That is ``value`` of ``prop``, of the nodes to which ``of`` leads if that is not None; or, where what the file says
    does not tell it, ``prop`` is None and the ``notes`` say what to state.
    """

    iri: str
    formerly: str
    name: str
    of: str | None
    prop: str | None
    value: str | bool | None
    notes: Texts


@dataclass(frozen=True, slots=True)
class Schema:
    """
    The property shapes by class of node and property, and the class of node behind each node-valued property.

    ``version`` is that of the file of shapes.
    """

    shapes: dict[str, dict[str, PropertyShape]]
    ranges: dict[str, str]
    version: str

    def including(self, shape: PropertyShape) -> Iterator[str]:
        """Yield the counts of the same node that include a count, from the narrowest on (``lf:includedIn``)."""
        whole = shape.not_beyond
        while whole is not None:
            yield whole
            whole = self.shapes[shape.owner][whole].not_beyond

    def shape(self, prop: str) -> PropertyShape | None:
        """Return the shape of a property, whatever class of node it belongs to."""
        return next((owned[prop] for owned in self.shapes.values() if prop in owned), None)


def read_schema(folder: Path, ranges: dict[str, str]) -> Schema:
    """
    Read the schema of a transfer.

    Parameters
    ----------
    folder
        The folder of shapes.
    ranges
        Class of node by node-valued property, from the ontology (``rdfs:range``).
    """
    view = View(load([folder / "transfer.ttl"]))
    shapes = {LF + local(node.value): dict(_shapes(view, node)) for node in view.subjects(SH + "NodeShape")}
    described = {owner: owned for owner, owned in sorted(shapes.items(), key=_first_question) if owned}
    node_valued = [prop for owned in described.values() for prop, shape in owned.items() if shape.is_node]
    return Schema(described, {prop: ranges[prop] for prop in node_valued}, _version(view))


def _version(view: View) -> str:
    versions = (view.literal(node, OWL + "versionInfo") for node in view.subjects(OWL + "Ontology"))
    return next(filter(None, versions), "")


def _first_question(owned: tuple[str, dict[str, PropertyShape]]) -> int:
    return min((shape.order for shape in owned[1].values()), default=0)


def _shapes(view: View, node: ox.NamedNode) -> Iterator[tuple[str, PropertyShape]]:
    """Yield what may be stated of a class of node; a shape without an order is a check, not a question."""
    for shape in view.objects(node, SH + "property"):
        prop = view.iri(shape, SH + "path") if isinstance(shape, ox.NamedNode) else None
        if isinstance(shape, ox.NamedNode) and prop and prop.startswith(LF) and view.literal(shape, SH + "order"):
            yield prop, _shape(view, shape, prop, LF + local(node.value))


def _shape(view: View, shape: ox.NamedNode, prop: str, owner: str) -> PropertyShape:
    value = _exact_value(view, shape)
    classes = [view.iri(one, SH + "class") for one in (shape, *_alternatives(view, shape))]
    exact_class, general_class = [*filter(None, classes), None, None][:2]

    def number(name: str, node: Subject = shape) -> int | None:
        text = view.literal(node, SH + name)
        return None if text is None else int(text)

    return PropertyShape(
        prop=prop,
        owner=owner,
        names=view.texts(shape, SH + "name"),
        questions=view.texts(shape, LF + "question"),
        messages=view.texts(shape, MESSAGE),
        datatype=(view.iri(value, SH + "datatype") or "").removeprefix(XSD) or None,
        term_class=exact_class,
        required=view.iri(shape, LF + "requiredBy") is not None,
        single=number("maxCount") == 1,
        minimum=number("minInclusive", value),
        maximum=number("maxInclusive", value),
        not_beyond=view.iri(shape, LF + "includedIn"),
        order=number("order") or 0,
        asked=view.iri(shape, LF + "silence") != PRESUMED,
        ranged=value != shape,
        presumed=_presumed(view, shape),
        same_as=view.iri(shape, LF + "presumedSameAs"),
        actionable_of=frozenset(view.iris(shape, LF + "actionableOf")),
        general_class=general_class,
    )


def _presumed(view: View, shape: ox.NamedNode) -> str | bool | None:
    """Return the term or truth value that a fact is presumed to have where nobody states it."""
    said = view.literal(shape, LF + "presumedValue")
    return view.iri(shape, LF + "presumedValue") if said is None else said == "true"


def _exact_value(view: View, shape: ox.NamedNode) -> Subject:
    """Return what says of an exact value what it may be: the shape, or of its alternatives the one with a datatype."""
    return next((one for one in _alternatives(view, shape) if view.iri(one, SH + "datatype")), shape)


def _alternatives(view: View, shape: ox.NamedNode) -> list[Subject]:
    listed = next(iter(view.objects(shape, SH + "or")), None)
    return [one for one in view.members(listed) if not isinstance(one, ox.Literal)]
