"""The difference between two laws as people ask for it: laws by name and day, and the baseline of the first."""

from __future__ import annotations

from pathlib import Path

from lexflux.errors import UnknownTermError
from lexflux.knowledge_base import as_day
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import snapshot
from lexflux.proofs.baselines import Baseline, known_baselines, read_baseline
from lexflux.proofs.derived import derived_baseline
from lexflux.proofs.diff import Diff, Side, diff
from lexflux.terms import PLACE, local


def side_of(said: str) -> Side:
    """
    Return a law of a day as ``cn@2024-03-21`` says it.

    Raises
    ------
    UnknownTermError
        If it says no day.
    """
    regime, at, day = said.partition("@")
    if not at:
        raise UnknownTermError("no law of a day", given=said)
    return Side(regime, as_day(day))


def compared(book: LawBook, sides: tuple[Side, Side], path: Path | None = None) -> Diff:
    """
    Return which transfers two laws treat differently.

    Parameters
    ----------
    book
        The law book.
    sides
        The laws and their days.
    path
        File of the transfers that are compared; by default the baseline of the first regime, derived
        from its law where none stands in ``shapes/baselines``.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    """
    base = _baseline(book, sides, path)
    return diff(book, sides[0], sides[1], base, (base.origin, _origin(book, sides[1], base)))


def _baseline(book: LawBook, sides: tuple[Side, Side], path: Path | None) -> Baseline:
    laws = [snapshot(book, side.regime, side.on) for side in sides]
    known = known_baselines()
    if path is None and sides[0].regime not in known:
        return derived_baseline(book, laws, _home(book, sides[0]))
    return read_baseline(book, path or known[sides[0].regime], laws)


def _origin(book: LawBook, side: Side, base: Baseline) -> str:
    """Return from where the transfer leaves under a law: from the same place if it is its law, else from its home."""
    if side.regime in book.regimes_of(PLACE + base.origin, side.on):
        return base.origin
    return _home(book, side)


def _home(book: LawBook, side: Side) -> str:
    """Return the code of a place whose law a regime is."""
    places = (place for place, kinds in book.individuals.items() if place.startswith(PLACE) and kinds)
    return min(local(place) for place in places if side.regime in book.regimes_of(place, side.on))
