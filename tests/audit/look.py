"""What a change to the law is held against: a case, and what the unchanged law makes of it as far as that is asked."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.terms import DATA
from tests.decision.cases import Case

SEVERAL = 2


@dataclass
class Look:
    """A case under the unchanged law; it is decided only where a change asks what plays a part in it."""

    case: Case
    book: LawBook

    @property
    def on(self) -> datetime.date:
        """The day whose law is applied."""
        return self.case.on

    @cached_property
    def facts(self) -> Facts:
        """The facts of the transfer."""
        return self.case.facts(self.book)

    @cached_property
    def nodes(self) -> Collection[NodeFacts]:
        """All that the transfer describes, and what the law adds up over several data sets, which no fact states."""
        stated = self.facts.nodes
        if len(stated["transfer"].values.get(DATA, ())) < SEVERAL or self._decision is None:
            return stated.values()
        return {**self._decision.facts.nodes, **stated}.values()

    @property
    def playing(self) -> frozenset[str]:
        """The norms that are triggered or may be."""
        return self._parts[0]

    @property
    def gaps(self) -> frozenset[str]:
        """The gaps that the transfer touches or may touch."""
        return self._parts[1]

    @cached_property
    def _decision(self) -> Decision | None:
        return self.case.decide(self.book, self.facts)

    @cached_property
    def _parts(self) -> tuple[frozenset[str], frozenset[str]]:
        found = self._decision
        return (frozenset(), frozenset()) if found is None else (_playing(found), _touched(found))


def _playing(decision: Decision) -> frozenset[str]:
    found = decision.findings.items()
    return frozenset(iri for iri, finding in found if finding.status != NormStatus.NOT_TRIGGERED)


def _touched(decision: Decision) -> frozenset[str]:
    return frozenset(gap.iri for gap, _ in decision.gaps)
