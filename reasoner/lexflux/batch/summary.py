"""What many transfers come to: how many of each verdict, which kinds of errors, and whether all is clear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from lexflux.batch.entries import Problem
from lexflux.batch.outcomes import Outcome
from lexflux.decision.statuses import Verdict, rank
from lexflux.errors import LexfluxError


@dataclass(slots=True)
class Summary:
    """Counts over what was answered so far."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    counted_as: Counter[Verdict] = field(default_factory=Counter)
    bad_inputs: int = 0
    errors: dict[str, list[LexfluxError]] = field(default_factory=dict)

    def add(self, found: Iterable[Outcome | Problem]) -> None:
        """Count the answers on one description."""
        for one in found:
            if isinstance(one, Problem):
                self.bad_inputs += 1
                for error in one.errors:
                    self.errors.setdefault(error.key, []).append(error)
            else:
                self.verdicts[one.verdict] += 1
                self.counted_as[one.counts_as] += 1

    @property
    def by_presumption(self) -> int:
        """How many laws do not apply only by presumption."""
        return self.verdicts[Verdict.NOT_REACHED] - self.counted_as[Verdict.NOT_REACHED]

    def in_order(self) -> list[tuple[Verdict, int]]:
        """Return how many there are of each verdict that occurs, the gravest first."""
        found = sorted(self.verdicts.items(), key=lambda pair: rank(pair[0]), reverse=True)
        return [(verdict, count) for verdict, count in found if count]

    def failing(self, fail_on: Collection[Verdict]) -> list[Verdict]:
        """Return which of the verdicts that are not all clear occur."""
        return [verdict for verdict in Verdict if verdict in fail_on and self.counted_as[verdict]]
