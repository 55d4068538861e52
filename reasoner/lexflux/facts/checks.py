"""What the schema asks of a node as a whole: a kind, the required facts, bounds between facts, one state for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexflux.errors import InputError
from lexflux.facts.documents import Position
from lexflux.facts.statements import Stated
from lexflux.facts.values import refused
from lexflux.law.conditions import Value
from lexflux.law.schema import PropertyShape
from lexflux.terms import LF, local

WITH_A_KIND = frozenset({LF + "DataSet", LF + "Safeguard"})
Values = Mapping[str, tuple[Value, ...]]


def check_node(
    shapes: Mapping[str, PropertyShape], owner: str, stated: Stated, values: Values, position: Position
) -> Iterator[InputError]:
    """
    Yield what is wrong with a node of class ``owner``, its statements sorted and its values read.

    It may lack a kind or a required fact, a number may be beyond the one that includes it, or a fact with a value may
    also be said to be unknown or not to apply.
    """
    if owner in WITH_A_KIND and not stated.typed:
        yield position.error("no kind", "type")
    for prop, shape in shapes.items():
        if shape.required and prop not in stated.values and prop not in stated.unknown:
            yield refused("required fact", shape, "", position)
        if shape.not_beyond:
            yield from _check_bound(shape, values, position)
    for prop in (*sorted(stated.unknown), *sorted(stated.not_applicable)):
        if prop in stated.values:
            yield position.error("value and state", local(prop))


def _check_bound(shape: PropertyShape, values: Values, position: Position) -> Iterator[InputError]:
    """Check a number against the one that includes it, where both are stated (``sh:lessThanOrEquals``)."""
    whole = values.get(shape.not_beyond or "", ())
    part = values.get(shape.prop, ())
    if whole and part and part[0] > whole[0]:  # type: ignore[operator]
        yield _beyond(shape, part[0], whole[0], position)


def _beyond(shape: PropertyShape, part: Value, whole: Value, position: Position) -> InputError:
    return refused("value not allowed", shape, str(part), position, value=f"{part} > {whole}", hint=("", ""))
