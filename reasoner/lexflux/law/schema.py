"""The schema of a transfer, read from ``shapes/transfer.ttl``, and what is generated from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from lexflux.law.graphs import Texts, View, load
from lexflux.terms import LF, SH, XSD, local

MESSAGE = SH + "message"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that can be stated about a node of a transfer (a ``sh:PropertyShape``)."""

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

    @property
    def is_node(self) -> bool:
        """Whether the values are described nodes rather than literals or vocabulary terms."""
        return self.datatype is None and self.term_class is None


@dataclass(frozen=True, slots=True)
class Schema:
    """All facts by class of node, and the class of node behind each node-valued fact."""

    facts: dict[str, dict[str, Fact]]
    ranges: dict[str, str]

    def fact(self, prop: str) -> Fact | None:
        """Return the fact with this property IRI, whatever node it belongs to."""
        return next((facts[prop] for facts in self.facts.values() if prop in facts), None)


def read_schema(shapes: Path, ranges: dict[str, str]) -> Schema:
    """
    Read the schema of a transfer.

    Parameters
    ----------
    shapes
        The shapes folder.
    ranges
        Class of node by node-valued property, from the ontology (``rdfs:range``).
    """
    view = View(load([shapes / "transfer.ttl"]))
    facts: dict[str, dict[str, Fact]] = {}
    for node in view.subjects(SH + "NodeShape"):
        owner = LF + local(node.value)
        for shape in view.objects(node, SH + "property"):
            prop = view.iri(shape, SH + "path") if isinstance(shape, ox.NamedNode) else None
            if isinstance(shape, ox.NamedNode) and prop and prop.startswith(LF) and view.literal(shape, SH + "order"):
                facts.setdefault(owner, {})[prop] = _fact(view, shape, prop, owner)
    return Schema(
        facts, {prop: ranges[prop] for owned in facts.values() for prop, fact in owned.items() if fact.is_node}
    )


def _fact(view: View, shape: ox.NamedNode, prop: str, owner: str) -> Fact:
    def number(name: str) -> int | None:
        text = view.literal(shape, SH + name)
        return None if text is None else int(text)

    return Fact(
        prop=prop,
        owner=owner,
        names=view.texts(shape, SH + "name"),
        questions=view.texts(shape, LF + "question"),
        messages=view.texts(shape, MESSAGE),
        datatype=(view.iri(shape, SH + "datatype") or "").removeprefix(XSD) or None,
        term_class=view.iri(shape, SH + "class"),
        required=view.iri(shape, LF + "requiredBy") is not None,
        single=number("maxCount") == 1,
        minimum=number("minInclusive"),
        maximum=number("maxInclusive"),
        not_beyond=view.iri(shape, SH + "lessThanOrEquals"),
        order=number("order") or 0,
    )
