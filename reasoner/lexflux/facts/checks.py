"""What the schema asks of a node as a whole: a kind, the required facts, bounds between facts, one state for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from lexflux.errors import InputError
from lexflux.facts.counts import exceeds, written
from lexflux.facts.documents import Position
from lexflux.facts.statements import Stated
from lexflux.facts.transfer import NodeFacts
from lexflux.facts.values import refused
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape, Schema
from lexflux.terms import DENIED, LF, SAFEGUARD_CLASS, TRANSFER, TYPE, local

WITH_A_KIND = frozenset({LF + "DataSet", SAFEGUARD_CLASS})
Values = Mapping[str, tuple[Value | Range, ...]]


def check_node(schema: Schema, owner: str, stated: Stated, values: Values, position: Position) -> Iterator[InputError]:
    """
    Yield what is wrong with a node of class ``owner``, its statements sorted and its values read.

    It may lack a kind or a required fact, a number may be beyond the one that includes it, a fact with a value may also
    be said not to apply or, if it has one value at most, to be unknown, or a fact to be complete and unknown.
    """
    shapes = schema.shapes[owner]
    if owner in WITH_A_KIND and not stated.typed:
        yield position.error("no kind", "type")
    for prop, shape in shapes.items():
        if shape.required and prop not in stated.values and prop not in stated.unknown:
            yield refused("required fact", shape, "", position)
        beyond = (error for whole in schema.including(shape) for error in _check_bound(shape, whole, values, position))
        yield from islice(beyond, 1)
    single = {prop for prop in stated.unknown if prop in shapes and shapes[prop].single}
    for prop in (*sorted(single), *sorted(stated.not_applicable)):
        if prop in stated.values:
            yield position.error("value and state", local(prop))
    for prop in sorted(stated.complete & (stated.unknown | stated.not_applicable)):
        yield position.error("complete and unknown", local(prop))


def _check_bound(shape: PropertyShape, whole: str, values: Values, position: Position) -> Iterator[InputError]:
    """Check a number against one that includes it, where both are stated."""
    part, most = values.get(shape.prop, ()), values.get(whole, ())
    if most and part and exceeds(part[0], most[0]):
        yield _beyond(shape, part[0], f"{local(whole)} {written(most[0])}", position)


def _beyond(shape: PropertyShape, part: Value | Range, whole: str, position: Position) -> InputError:
    found = f"{written(part)} > {whole}"
    return refused("value not allowed", shape, str(part), position, value=found, hint=("", ""))


def check_kinds(book: LawBook, node: NodeFacts, position: Position) -> Iterator[InputError]:
    """Yield that kinds stated of a node exclude each other: ``owl:disjointWith`` of them or of wider kinds."""
    for pair in book.disjoint:
        if pair <= node.types:
            excluding = [min(kind for kind in node.kinds if wider in book.implied((kind,))) for wider in sorted(pair)]
            one, other = map(local, excluding)
            yield position.error("kinds that exclude each other", "type", other, one=one, other=other)


def check_denials(book: LawBook, node: NodeFacts, kinds: frozenset[str], position: Position) -> Iterator[InputError]:
    """
    Yield what is wrong with what is denied of a node.

    A denied value may belong to a fact that such a node does not have, or be stated too; a denied kind may be stated
    with any kind below it: one of the ``kinds`` of the node or, of a transfer, of its safeguards.
    """
    shapes = book.schema.shapes[node.owner]
    if node.owner == TRANSFER:
        for kind in sorted(node.denied.get(TYPE, frozenset())):
            if SAFEGUARD_CLASS not in book.classes[kind].ancestors:
                yield position.error("denied fact of another node", local(kind), owner=local(node.owner))
    for prop, terms in sorted(node.denied.items()):
        if prop != TYPE and prop not in shapes:
            yield position.error("denied fact of another node", local(prop), owner=local(node.owner))
        stated = kinds if prop == TYPE else set(map(str, node.values.get(prop, ())))
        for term in sorted(terms & stated):
            yield position.error("stated and denied", local(DENIED), local(term), value=local(term))
