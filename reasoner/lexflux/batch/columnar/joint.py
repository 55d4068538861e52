"""What all law that is asked makes of a row together: each time the gravest counts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.coding import Block, Mask
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.truths import Codes, combined
from lexflux.decision.flows import EXPORTER, law_of_exporter
from lexflux.decision.reach import joint
from lexflux.decision.statuses import SEVERITY, Verdict, settled, severity
from lexflux.terms import LF, local

Sets = npt.NDArray[np.uint8]
SIZE = 1 << len(SEVERITY)
OUTSIDE = (Verdict.NOT_REACHED,)


@dataclass(frozen=True, slots=True)
class Joint:
    """
    What the laws asked make of each row together.

    ``possible`` are sets of verdicts, a bit for each in the order of severity; ``verdict`` and ``counts_as`` places in
    that order. Neither is milder than undetermined where the law of the exporter's place was not asked.
    """

    possible: Sets
    verdict: Sets
    counts_as: Sets


def bits_of(verdicts: Iterable[Verdict]) -> int:
    """Return a set of verdicts as bits."""
    return sum(1 << severity(verdict) for verdict in verdicts)


def verdicts_of(bits: int) -> tuple[Verdict, ...]:
    """Return the verdicts of which bits stand in a set, the mildest first."""
    return tuple(verdict for place, verdict in enumerate(SEVERITY) if bits >> place & 1)


SETTLED = np.array([severity(settled(verdicts_of(bits) or (Verdict.UNDETERMINED,))) for bits in range(SIZE)], np.uint8)
TOGETHER = np.array(
    [[bits_of(joint([verdicts_of(one), verdicts_of(other)])) for other in range(SIZE)] for one in range(SIZE)], np.uint8
)
OPEN = np.uint8(severity(Verdict.UNDETERMINED))


class Joining:
    """Finds what several laws make of rows together; ``asked`` are the notations of those that are."""

    def __init__(self, columns: Columns, asked: Iterable[str], register: Register) -> None:
        self.columns = columns
        self.asked = {*asked}
        self.register = register
        self._homes: dict[tuple[int, int], bool] = {}

    def join(self, block: Block, kept: Codes, answers: Mapping[str, tuple[Codes, Mask]]) -> Joint:
        """Return what laws make of rows, given for each the numbers of outcomes and whether these presume nothing."""
        known = [bits_of(one.found.possible or OUTSIDE) for one in self.register.outcomes]
        counting = [
            [severity(one.counts_as(firm) or Verdict.NOT_REACHED) for firm in (False, True)]
            for one in self.register.outcomes
        ]
        possible = np.full(len(kept), bits_of(OUTSIDE), np.uint8)
        counts_as = np.zeros(len(kept), np.uint8)
        for outcomes, firm in answers.values():
            possible = TOGETHER[possible, np.array(known, np.uint8)[outcomes]]
            counts_as = np.maximum(counts_as, np.array(counting, np.uint8)[outcomes, firm.astype(np.int64)])
        least = np.where(self._is_asked_at_home(block, kept), np.uint8(0), OPEN)
        verdict = np.maximum(SETTLED[possible], least)
        return Joint(possible, verdict, np.maximum(counts_as, verdict))

    def _is_asked_at_home(self, block: Block, kept: Codes) -> Mask:
        """Return in which rows all law of the exporter's place is asked."""
        column = self.columns.column(local(EXPORTER), LF + "locatedIn")
        days = block.days[kept]
        codes = np.zeros_like(days) if column is None else block.codes[column.place][kept].astype(np.int64)
        if not len(days):
            return np.zeros(0, np.bool_)
        which = combined([codes, days - days.min()])
        first = np.zeros(int(which.max()) + 1, np.int64)
        first[which] = np.arange(len(which))
        numbers = np.flatnonzero(np.bincount(which))
        asked = np.zeros(len(first), np.bool_)
        asked[numbers] = [self._home(int(codes[place]), int(days[place])) for place in first[numbers]]
        return asked[which]

    def _home(self, code: int, day: int) -> bool:
        if (code, day) not in self._homes:
            column = self.columns.column(local(EXPORTER), LF + "locatedIn")
            facts = self.columns.facts([] if column is None else [(column, code)])
            regimes, not_encoded = law_of_exporter(self.columns.book, facts, datetime.date.fromordinal(day))
            self._homes[code, day] = bool(regimes) and not not_encoded and self.asked.issuperset(regimes)
        return self._homes[code, day]


def names() -> Iterator[str]:
    """Yield the names of verdicts in the order of severity."""
    return map(local, SEVERITY)
