"""The outcomes that rows of tables have in common, numbered as they are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lexflux.batch.columnar.coding import Mask
from lexflux.batch.columnar.found import Found
from lexflux.batch.columnar.truths import Codes
from lexflux.decision.statuses import Verdict


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
        places = np.arange(len(which)) if counted is None else np.flatnonzero(counted)
        different, first, counts = np.unique(which[places], return_index=True, return_counts=True)
        told = np.zeros(len(found), np.int64)
        for place, one, count in zip(map(int, different), first, counts, strict=True):
            number = self._numbers.get(found[place])
            if number is None:
                number = self._numbers[found[place]] = len(self.outcomes)
                self.outcomes.append(Outcome(found[place], file, int(rows[places[one]])))
            outcome = self.outcomes[number]
            outcome.rows += int(count)
            if outcome.file == file:
                outcome.witness = min(outcome.witness, int(rows[places[one]]))
            told[place] = number
        return told[which]

    def count_firm(self, outcomes: Codes, firm: Mask) -> None:
        """Count the rows in which a verdict stands if nothing is presumed."""
        for number, count in enumerate(np.bincount(outcomes[firm])):
            self.outcomes[number].firm += int(count)

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
