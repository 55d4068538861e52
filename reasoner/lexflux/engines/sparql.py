"""Norms as SPARQL: the same conditions for any SPARQL 1.1 engine and, as SHACL rules, for any SHACL-AF engine.

A condition is written twice, as what proves it and as what refutes it, so that a fact that nobody stated proves
neither. That is Kleene's strong logic: a norm that holds only because every completion of unknown facts makes it hold
is left to the decision diagrams of `lexflux.decision.evaluation`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from lexflux.decision.unknown import OTHER, cells_of, cells_within
from lexflux.facts.areas import with_areas
from lexflux.facts.silence import Silence, Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.law.snapshot import Snapshot
from lexflux.terms import LF, OWL, TRANSFER, TYPE, XSD

NEVER, ALWAYS = "false", "true"
OPEN = "urn:lexflux:open:"
"""Prefix of the property that leads from a node to what may be a value of a property, although nobody stated it."""


class _Writer:
    """Writes conditions as expressions, with a fresh variable for each value."""

    def __init__(self, book: LawBook) -> None:
        self.book = book
        self.variables = 0

    def fresh(self) -> str:
        self.variables += 1
        return f"?v{self.variables}"

    def proves(self, condition: Condition, at: str) -> str:
        """Return a SPARQL expression that is true where ``condition`` is known to hold."""
        match condition:
            case Named(iri):
                definition = self._definition(iri)
                return self.proves(definition, at) if definition is not None else self._has_type(iri, at)
            case And(parts):
                return _joined("&&", [self.proves(part, at) for part in parts], ALWAYS, NEVER)
            case Or(parts):
                return _joined("||", [self.proves(part, at) for part in parts], NEVER, ALWAYS)
            case Not(part):
                return self.refutes(part, at)
            case Some(prop, filler):
                return self._proves_some(prop, filler, at)
            case HasValue(prop, value):
                return f"EXISTS {{ {at} <{prop}> {_term(value)} }}"
            case OneOf(individuals):
                return f"{at} IN ({', '.join(f'<{iri}>' for iri in sorted(individuals))})"
            case Range():
                return _bounds(condition, at)

    def refutes(self, condition: Condition, at: str) -> str:
        """Return a SPARQL expression that is true where ``condition`` is known not to hold."""
        match condition:
            case Named(iri):
                definition = self._definition(iri)
                if definition is not None:
                    return self.refutes(definition, at)
                return _joined(
                    "&&", [_negated(self._has_type(iri, at)), _negated(self._may_have_type(iri, at))], ALWAYS, NEVER
                )
            case And(parts):
                return _joined("||", [self.refutes(part, at) for part in parts], NEVER, ALWAYS)
            case Or(parts):
                return _joined("&&", [self.refutes(part, at) for part in parts], ALWAYS, NEVER)
            case Not(part):
                return self.proves(part, at)
            case Some(prop, filler):
                return self._refutes_some(prop, filler, at)
            case HasValue(prop, value):
                if isinstance(value, str):
                    return self._refutes_some(prop, OneOf(frozenset((value,))), at)
                other = self.fresh()
                return f"EXISTS {{ {at} <{prop}> {other} FILTER ({other} != {_term(value)}) }}"
            case OneOf() | Range():
                return _negated(self.proves(condition, at))

    def _proves_some(self, prop: str, filler: Condition, at: str) -> str:
        """Prove a value by one that is stated, a count that is known as a range by all that it can be."""
        value = self.fresh()
        stated = f"EXISTS {{ {at} <{prop}> {value} {_filter(self.proves(filler, value))}}}"
        if self.book.properties[prop].datatype != "integer":
            return stated
        return f"({stated} || {self._all_possible(prop, at, value, self.proves(filler, value))})"

    @staticmethod
    def _all_possible(prop: str, at: str, value: str, test: str) -> str:
        """Return that a count has a range, and no number in it fails a test."""
        failing = f"NOT EXISTS {{ {at} <{OPEN}{prop}> {value} {_filter(_negated(test))}}}"
        return f"(EXISTS {{ {at} <{OPEN}{prop}> {value} }} && {failing})"

    def _refutes_some(self, prop: str, filler: Condition, at: str) -> str:
        """Refute a single value by one that fails or none that applies, many by all failing and none unknown."""
        value = self.fresh()
        fails = self.refutes(filler, value)
        if self.book.properties[prop].single:
            stated = f"EXISTS {{ {at} <{prop}> {value} {_filter(fails)}}}"
            none = f"EXISTS {{ {at} <{LF}notApplicable> <{prop}> }}"
            if self.book.properties[prop].datatype != "integer":
                return f"({stated} || {none})"
            return f"({stated} || {none} || {self._all_possible(prop, at, value, fails)})"
        paths = (f"<{prop}>", f"<{OPEN}{prop}>")
        return _joined(
            "&&",
            [f"NOT EXISTS {{ {at} {path} {value} {_filter(_negated(fails))}}}" for path in paths],
            ALWAYS,
            NEVER,
        )

    def _definition(self, iri: str) -> Condition | None:
        return None if iri == OWL + "Thing" else self.book.classes[iri].definition

    @staticmethod
    def _has_type(iri: str, at: str) -> str:
        return ALWAYS if iri in (TRANSFER, OWL + "Thing", LF + "Place") else f"EXISTS {{ {at} a <{iri}> }}"

    @staticmethod
    def _may_have_type(iri: str, at: str) -> str:
        return NEVER if iri in (TRANSFER, OWL + "Thing", LF + "Place") else f"EXISTS {{ {at} <{OPEN}{TYPE}> <{iri}> }}"


def _joined(operator: str, parts: list[str], neutral: str, absorbing: str) -> str:
    if absorbing in parts:
        return absorbing
    kept = [part for part in parts if part != neutral]
    return f"({f' {operator} '.join(kept)})" if kept else neutral


def _negated(expression: str) -> str:
    return {ALWAYS: NEVER, NEVER: ALWAYS}.get(expression, f"!({expression})")


def _filter(expression: str) -> str:
    return "" if expression == ALWAYS else f"FILTER ({expression}) "


def _term(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return f'"{value.isoformat()}"^^<{XSD}date>' if isinstance(value, datetime.date) else f"<{value}>"


def _bounds(bounds: Range, at: str) -> str:
    low = [] if bounds.low is None else [f"{at} {'>=' if bounds.low_included else '>'} {bounds.low}"]
    high = [] if bounds.high is None else [f"{at} {'<=' if bounds.high_included else '<'} {bounds.high}"]
    return _joined("&&", [*low, *high], ALWAYS, NEVER)


def construct(book: LawBook, norm: Norm, this: str = "?transfer") -> str:
    """
    Return a CONSTRUCT query that types each transfer of a graph with the norm where its condition is known to hold.

    The graph has to bear the types of its nodes with all their superclasses, as `fact_triples` writes them.

    Parameters
    ----------
    book
        The law book, for the definitions of classes.
    norm
        The norm.
    this
        Variable of the transfer; SHACL rules bind ``$this``.
    """
    condition = _Writer(book).proves(norm.condition, this)
    return f"CONSTRUCT {{ {this} a <{norm.iri}> }} WHERE {{ {this} a <{TRANSFER}> {_filter(condition)}}}"


def proof(book: LawBook, condition: Condition, this: str = "?transfer") -> str:
    """Return an expression that is true where a condition is known to hold of a transfer."""
    return _Writer(book).proves(condition, this)


def refutation(book: LawBook, condition: Condition, this: str = "?transfer") -> str:
    """Return an expression that is true where a condition is known not to hold of a transfer."""
    return _Writer(book).refutes(condition, this)


def shacl_rules(book: LawBook, norms: Iterable[Norm]) -> str:
    """Return Turtle with one SHACL-AF rule for each norm, targeting transfers."""
    rules = " ,\n    ".join(
        f'[ a sh:SPARQLRule ; sh:construct """{construct(book, norm, "$this")}""" ]' for norm in norms
    )
    return (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"<urn:lexflux:rules> a sh:NodeShape ;\n    sh:targetClass <{TRANSFER}> ;\n    sh:rule {rules} .\n"
    )


def fact_triples(facts: Facts, law: Snapshot, book: LawBook, base: str = "urn:lexflux:transfer") -> str:
    """
    Return the facts as N-Triples, each node typed with all superclasses of its kinds.

    What nobody stated and may be the case all the same (`lexflux.facts.silence`) is said by properties whose IRIs begin
    with `OPEN`, as far as the law tells it apart; so are the numbers in the range of a count.
    """
    silence = Silence(book, with_areas(book, facts, law))
    facts = silence.facts
    lines = [f"<{OTHER}> <{OPEN}{TYPE}> <{kind}> ." for kind in sorted(law.kinds)]
    for path, node in facts.nodes.items():
        subject = f"<{_node(path, base)}>"
        lines += [f"{subject} <{TYPE}> <{kind}> ." for kind in sorted(node.types)]
        for prop, values in node.values.items():
            lines += [f"{subject} <{prop}> {_object(value, facts, base)} ." for value in values]
        lines += [f"{subject} <{LF}notApplicable> <{prop}> ." for prop in sorted(node.not_applicable)]
        lines += [f"{subject} <{OPEN}{prop}> <{value}> ." for prop, value in _open(node, silence, law, book)]
        for prop, bounds in sorted(node.ranges.items()):
            numbers = cells_within(cells_of(book, prop), bounds)
            lines += [f"{subject} <{OPEN}{prop}> {_object(number, facts, base)} ." for number in numbers]
    return "\n".join(lines) + "\n"


def _open(node: NodeFacts, silence: Silence, law: Snapshot, book: LawBook) -> Iterator[tuple[str, str]]:
    """Yield what may be the case for a node although nobody stated it: kinds with all wider ones, terms, any others."""
    kinds = silence.open_kinds(node, law.kinds)
    yield from ((TYPE, wider) for wider in sorted(book.implied(kinds)))
    for prop, shape in sorted(book.schema.shapes[node.owner].items()):
        if not shape.single:
            named = (value for value in law.named.get(prop, ()) if value not in node.values.get(prop, ()))
            yield from ((prop, one) for one in named if silence.of_value(node, prop, one) is Standing.OPEN)
            if silence.of_others(node, prop) is Standing.OPEN:
                yield prop, OTHER


def _node(path: str, base: str) -> str:
    return base if path == "transfer" else f"{base}/{path}"


def _object(value: Value, facts: Facts, base: str) -> str:
    if isinstance(value, str):
        return f"<{_node(value, base) if value in facts.nodes else value}>"
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD}boolean>'
    kind = "integer" if isinstance(value, int) else "date"
    return f'"{value}"^^<{XSD}{kind}>'
