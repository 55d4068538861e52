"""All law of a book as it stands on one day: each regime is asked of transfers alike."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lexflux.decision.decide import check_readings, decide, label_on
from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.gates import Gates, gates_at
from lexflux.decision.outcome import Decision
from lexflux.decision.reach import Reach, find_reaches
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import snapshot_if_in_force


@dataclass(frozen=True, slots=True)
class Applied:
    """In which completions each norm of a law is triggered and takes effect on a transfer."""

    evaluation: Evaluation
    triggered: Mapping[str, Diagram]
    effective: Mapping[str, Diagram]

    @classmethod
    def of(cls, decision: Decision) -> Applied:
        """Return what a decision found."""
        findings = decision.findings.items()
        parts = ({iri: getattr(one, part) for iri, one in findings} for part in ("triggered", "effective"))
        return cls(decision.evaluation, *parts)


class AllLaw:
    """
    All law of a book on a day, read and presumed in one way.

    Parameters
    ----------
    book, on, readings, strict
        As for `lexflux.decision.decide.decide`.

    Raises
    ------
    UnknownTermError
        If a reading does not exist.
    """

    def __init__(
        self, book: LawBook, on: datetime.date, readings: Mapping[str, str] | None = None, strict: bool = False
    ) -> None:
        self.book = book
        self.on = on
        self.readings = check_readings(book, readings or {})
        self.strict = strict

    @staticmethod
    def of(decision: Decision) -> AllLaw:
        """Return the law that is asked as a decision was."""
        return AllLaw(decision.evaluation.book, decision.on, decision.readings, decision.strict)

    def gates(self, facts: Facts) -> Gates:
        """Return the gates of all law at a transfer."""
        return gates_at(self.book, facts, self.on, self.readings, self.strict)

    def decide(self, facts: Facts, regime: str) -> Decision:
        """Decide as `lexflux.decision.decide.decide`."""
        return decide(self.book, facts, regime, self.on, self.readings, self.strict)

    def find_reaches(self, facts: Facts, besides: Collection[str] = ()) -> tuple[Reach, ...]:
        """Return which law reaches a transfer as `lexflux.decision.reach.find_reaches`."""
        return find_reaches(self.book, facts, self.on, self.readings, self.strict, besides)

    def apply(self, facts: Facts, regime: str) -> Applied | None:
        """
        Apply a law to a transfer that is not decided under it.

        Returns
        -------
        Applied or None
            None where no law of the regime was in force, or its gates are closed to the transfer.
        """
        law = snapshot_if_in_force(self.book, regime, self.on)
        if law is None or not self.gates(facts).is_open(regime):
            return None
        labelling, _ = label_on(self.book, facts, law, self.on, self.readings, self.strict)
        return Applied(labelling.evaluation, labelling.triggered, labelling.effective)
