"""The outcomes that rows of tables have in common, numbered as they are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lexflux.batch.columnar.coding import Mask
from lexflux.batch.columnar.found import Found, Wanted
from lexflux.batch.columnar.truths import Codes
from lexflux.decision.statuses import Need, RequirementStatus, Verdict

Tally = list[tuple[int, int]]
"""For each outcome how many rows have it, and how many of these presume nothing."""


@dataclass(slots=True)
class Outcome:
    """What was found of ``rows``, the first of which is the ``witness`` in a file; ``firm`` ones presume nothing."""

    found: Found
    file: str
    witness: int
    rows: int = 0
    firm: int = 0

    def counts_as(self, firm: bool) -> Verdict | None:
        """Return the verdict for whoever asks whether all is clear: that no law applies by presumption is open."""
        outside = self.found.verdict == Verdict.NOT_REACHED
        return Verdict.UNDETERMINED if outside and not firm else self.found.verdict


class Register:
    """Numbers outcomes."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._numbers: dict[Found, int] = {}
        self._same: dict[int, tuple[Found, int]] = {}

    def number(
        self, found: Sequence[Found], which: Codes, file: str, rows: Codes, counted: Mask | None = None
    ) -> Codes:
        """
        Return the numbers of outcomes, and count the rows that have them.

        Parameters
        ----------
        found, which
            The outcomes, and the place of its own for each row.
        file, rows
            Where the rows stand.
        counted
            The rows that are meant, by default all; of others the number says nothing.
        """
        meant, of = (which, rows) if counted is None else (which[counted], rows[counted])
        counts = np.bincount(meant, minlength=len(found))
        first = np.zeros(len(found), np.int64)
        first[meant[::-1]] = of[::-1]
        told = np.zeros(len(found), np.int64)
        met = np.flatnonzero(counts)
        for place in map(int, met[np.argsort(first[met], kind="stable")]):
            told[place] = self._add(found[place], file, int(first[place]), int(counts[place]))
        return told[which]

    def _add(self, found: Found, file: str, row: int, rows: int, firm: int = 0) -> int:
        number = self._number(found, file, row)
        outcome = self.outcomes[number]
        outcome.rows += rows
        outcome.firm += firm
        if outcome.file == file:
            outcome.witness = min(outcome.witness, row)
        return number

    def _number(self, found: Found, file: str, row: int) -> int:
        """Return the number of an outcome; that of the same object is known without comparing what is in it."""
        known = self._same.get(id(found))
        if known is not None and known[0] is found:
            return known[1]
        number = self._numbers.get(found)
        if number is None:
            number = self._numbers[found] = len(self.outcomes)
            self.outcomes.append(Outcome(found, file, row))
        self._same[id(found)] = found, number
        return number

    def count_firm(self, outcomes: Codes, firm: Mask) -> None:
        """Count the rows in which a verdict stands if nothing is presumed."""
        for number, count in enumerate(np.bincount(outcomes[firm])):
            self.outcomes[number].firm += int(count)

    def tally(self) -> Tally:
        """Return the counts as they are now."""
        return [(one.rows, one.firm) for one in self.outcomes]

    def since(self, before: Tally) -> list[list[Any]]:
        """
        Return what was counted since, in order of numbers, so that it can be written down and `add`-ed again.

        An outcome that was known before is told by its number, a new one by all that was found.
        """
        padded = [*before, *[(0, 0)] * (len(self.outcomes) - len(before))]
        return [
            [
                number if number < len(before) else _record(one.found),
                *(one.file, one.witness, one.rows - rows, one.firm - firm),
            ]
            for number, (one, (rows, firm)) in enumerate(zip(self.outcomes, padded, strict=True))
            if one.rows > rows
        ]

    def add(self, counted: Sequence[Sequence[Any]]) -> None:
        """Count again what `since` told, each time after all that it told before."""
        for told, file, witness, rows, firm in counted:
            found = self.outcomes[told].found if isinstance(told, int) else _found(told)
            self._add(found, file, witness, rows, firm)

    def of_regime(self, regime: str) -> list[Outcome]:
        """Return the outcomes under the law of a regime, that with the most rows first."""
        found = [one for one in self.outcomes if one.found.regime == regime]
        return sorted(found, key=lambda one: -one.rows)

    def verdicts(self, regime: str) -> Counter[Verdict | None]:
        """Return how many rows have each verdict."""
        found: Counter[Verdict | None] = Counter()
        for one in self.of_regime(regime):
            found[one.found.verdict] += one.rows
        return found

    def counting_as(self) -> Iterator[Verdict]:
        """Yield the verdicts that rows count as; where no law was in force, nothing is settled."""
        for one in self.outcomes:
            if one.firm:
                yield one.counts_as(True) or Verdict.UNDETERMINED
            if one.firm < one.rows:
                yield one.counts_as(False) or Verdict.UNDETERMINED


def _record(found: Found) -> list[Any]:
    wanted = [[one.safeguard, one.need, one.in_place] for one in found.wanted]
    return [found.regime, found.possible, found.effective, found.unsettled, wanted]


def _found(record: Sequence[Any]) -> Found:
    regime, possible, effective, unsettled, wanted = record
    needs = (Wanted(safeguard, Need(need), RequirementStatus(status)) for safeguard, need, status in wanted)
    return Found(regime, tuple(map(Verdict, possible)), tuple(effective), tuple(unsettled), tuple(needs))
