"""What the schema asks of a node as a whole: a kind, the required facts, bounds between facts, one state for each."""

from __future__ import annotations

from collections.abc import Mapping

from lexflux.errors import InputError
from lexflux.facts.documents import Position
from lexflux.facts.statements import Stated
from lexflux.facts.values import refused
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.terms import DENIED, LF, TYPE, local

WITH_A_KIND = frozenset({LF + "DataSet", LF + "Safeguard"})
Values = Mapping[str, tuple[Value, ...]]


def check_node(
    shapes: Mapping[str, PropertyShape], owner: str, stated: Stated, values: Values, position: Position
) -> None:
    """
    Check a node of class ``owner``, its statements sorted and its values read.

    Raises
    ------
    InputError
        If it lacks a kind or a required fact, a number is beyond the one that includes it, a fact with a value is also
        said not to apply or, if it has one value at most, to be unknown, or a fact is said to be complete and unknown.
    """
    if owner in WITH_A_KIND and not stated.kinds - {owner}:
        raise position.error("no kind", "type")
    for prop, shape in shapes.items():
        if shape.required and prop not in values and prop not in stated.unknown:
            raise refused("required fact", shape, "", position)
        _check_bound(shape, values, position)
    single = {prop for prop in stated.unknown if prop in shapes and shapes[prop].single}
    for prop in (*sorted(single), *sorted(stated.not_applicable)):
        if prop in values:
            raise position.error("value and state", local(prop))
    for prop in sorted(stated.complete & (stated.unknown | stated.not_applicable)):
        raise position.error("complete and unknown", local(prop))


def _check_bound(shape: PropertyShape, values: Values, position: Position) -> None:
    """Check a number against the one that includes it, where both are stated (``sh:lessThanOrEquals``)."""
    whole = values.get(shape.not_beyond or "", ())
    part = values.get(shape.prop, ())
    if whole and part and part[0] > whole[0]:  # type: ignore[operator]
        raise _beyond(shape, part[0], whole[0], position)


def _beyond(shape: PropertyShape, part: Value, whole: Value, position: Position) -> InputError:
    return refused("value not allowed", shape, str(part), position, value=f"{part} > {whole}", hint=("", ""))


def check_denials(
    book: LawBook, owner: str, stated: Stated, values: Values, denied: Mapping[str, frozenset[str]], position: Position
) -> None:
    """
    Check what is denied of a node of class ``owner`` against what is stated of it.

    Raises
    ------
    InputError
        If a denied value belongs to a fact that such a node does not have, or is stated too; a denied kind is stated
        with any kind below it.
    """
    shapes = book.schema.shapes[owner]
    types = {wider for kind in stated.kinds - {owner} for wider in book.classes[kind].ancestors}
    for prop, terms in sorted(denied.items()):
        if prop != TYPE and prop not in shapes:
            raise position.error("denied fact of another node", local(prop), owner=local(owner))
        for term in sorted(terms & (types if prop == TYPE else set(map(str, values.get(prop, ()))))):
            raise position.error("stated and denied", local(DENIED), local(term), value=local(term))
