"""What becomes due when a count reaches a number: the same transfer decided with one less, and with that number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus, Verdict
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.ledger.counting import Counted
from lexflux.ledger.filling import fill
from lexflux.ledger.profiles import Profile, facts_of
from lexflux.ledger.store import Ledger
from lexflux.terms import DATA, DATA_SET, LF


@dataclass(frozen=True, slots=True)
class Due:
    """
    What a number changes for a transfer: the verdicts, and what is needed from then on or no longer.

    ``because`` are the norms that take effect, ``ended`` those that cease to, ``perhaps`` those that may do either,
    depending on what is unknown.
    """

    before: Verdict
    after: Verdict
    needed: tuple[str, ...]
    no_longer: tuple[str, ...]
    because: tuple[str, ...]
    ended: tuple[str, ...]
    perhaps: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether anything changes, or may."""
        return self.before != self.after or any((self.needed, self.no_longer, self.because, self.ended, self.perhaps))


def due_at(book: LawBook, ledger: Ledger, counted: Counted, number: int, profile: Profile, day: datetime.date) -> Due:
    """
    Return what changes for transfers of a profile when a count reaches a number.

    Parameters
    ----------
    book, ledger
        The law book, and the ledger from which all other counts are taken.
    counted
        The count.
    number
        The number that it reaches.
    profile, day
        The transfer, and the day whose law is applied.
    """
    facts = fill(book, ledger, facts_of(book, profile), day, included=True, exporter=profile.exporter).facts
    notation = next(name for name, iri in book.regimes.items() if iri == counted.count.regime)
    before, after = (
        decide(book, _with(book, facts, counted.count.count_of, value), notation, day) for value in (number - 1, number)
    )
    return due_between(before, after)


def _with(book: LawBook, facts: Facts, prop: str, value: int) -> Facts:
    """Return facts with a count of the exporter, or of each data set."""
    shape = book.schema.shape(prop)
    leading = DATA if shape is not None and shape.owner == DATA_SET else LF + "exporter"
    nodes = dict(facts.nodes)
    for path in map(str, facts.nodes["transfer"].values.get(leading, ())):
        node = nodes[path]
        ranges = {key: one for key, one in node.ranges.items() if key != prop}
        values = {**node.values, prop: (value,)}
        nodes[path] = replace(node, values=values, ranges=ranges, unknown=node.unknown - {prop})
    return Facts(nodes)


def due_between(before: Decision, after: Decision) -> Due:
    """Return in what two decisions on the same transfer differ."""
    one, other = set(_needed(before)), set(_needed(after))
    held, holds = set(_effective(before)), set(_effective(after))
    return Due(
        before.verdict,
        after.verdict,
        tuple(sorted(other - one)),
        tuple(sorted(one - other)),
        tuple(sorted(holds - held)),
        tuple(sorted(held - holds)),
        tuple(sorted(_unsettled(before, after) - (held ^ holds))),
    )


def _unsettled(before: Decision, after: Decision) -> set[str]:
    statuses = [{iri: finding.status for iri, finding in one.findings.items()} for one in (before, after)]
    return {iri for iri, status in statuses[0].items() if status != statuses[1].get(iri)}


def _needed(decision: Decision) -> Iterator[str]:
    yield from (one.safeguard for one in decision.requirements if one.certain)


def _effective(decision: Decision) -> Iterator[str]:
    yield from (finding.norm.iri for finding in decision.with_status(NormStatus.EFFECTIVE))
