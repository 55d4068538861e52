"""Answers of which only some members are asked for: the others are not derived, and their names are told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

LEFT_OUT = "leftOut"


def in_part(
    made: Mapping[str, Callable[[], Any]], always: Collection[str], fields: Collection[str] | None
) -> dict[str, Any]:
    """
    Return the members of an answer.

    Parameters
    ----------
    made
        What makes each member, by its name.
    always
        The names of those that are there whatever is asked for.
    fields
        The names that are asked for, of this answer or of one inside it; None for all.
    """
    if fields is None:
        return {name: make() for name, make in made.items()}
    told = {name: make() for name, make in made.items() if name in always or name in fields}
    return {**told, LEFT_OUT: [name for name in made if name not in told]}
