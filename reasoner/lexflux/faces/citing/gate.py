"""Which marks of citations let a command fail, and with which exit code."""

from __future__ import annotations

from collections.abc import Collection

from lexflux.citation.standing import Mark
from lexflux.errors import UnknownTermError, did_you_mean, listed
from lexflux.faces.citing.reports import WRONG

NONE = "none"
WRONG_CODE, OPEN_CODE = 1, 4
UNKNOWN = (Mark.NOT_HELD, Mark.UNNAMED)
"""Marks of citations of which nothing is held."""


def fail_on_marks(given: str | None) -> tuple[Mark, ...]:
    """
    Return the marks of an option that lists them by name, with commas; by default all but that a citation stands.

    >>> fail_on_marks("superseded, ended")
    (<Mark.SUPERSEDED: 'superseded'>, <Mark.ENDED: 'ended'>)

    Raises
    ------
    UnknownTermError
        If one is no mark.
    """
    if given is None:
        return tuple(one for one in Mark if one != Mark.STANDS)
    names = [name.strip().lower() for name in given.split(",")]
    if names == [NONE]:
        return ()
    known = [*(one.value for one in Mark), NONE]
    for name in names:
        if name not in known or name == NONE:
            raise UnknownTermError("unknown mark", name=name, known=listed(known), hint=did_you_mean(name, known))
    return tuple(Mark(name) for name in names)


def exit_code(failing: Collection[Mark]) -> int:
    """
    Return the exit code where some citations do not stand.

    >>> exit_code([]), exit_code([Mark.NOT_HELD]), exit_code([Mark.ENDED, Mark.NOT_HELD])
    (0, 4, 1)
    """
    if not failing:
        return 0
    return WRONG_CODE if any(one in WRONG for one in failing) else OPEN_CODE
