"""Which transfers a cumulative count counts: those of a profile certainly, perhaps or not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lexflux.decision.decide import apply_law
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.labelling import Labelling, find_norms, label
from lexflux.decision.statuses import NormStatus
from lexflux.errors import NoLawInForceError
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import And, Named
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality
from lexflux.law.snapshot import snapshot
from lexflux.ledger.profiles import EXPORTER, RECIPIENT, Profile, facts_of
from lexflux.remembering import remembered
from lexflux.terms import DATA, DATA_SET, LF

CIRCUMSTANCE = LF + "circumstance"
ORDER = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


@dataclass(frozen=True, slots=True)
class Target:
    """The transfer for which is counted: its parties, the kinds of one of its data sets, and its circumstances."""

    exporter: str
    recipient: str = ""
    kinds: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()


def target_of(facts: Facts, exporter: str, recipient: str, path: str | None = None) -> Target:
    """Return for what is counted where a transfer is asked about, for a data set of it if a path is given."""
    kinds = facts.nodes[path].kinds if path is not None else frozenset[str]()
    return Target(exporter, recipient, kinds, _circumstances(facts))


def counting(
    book: LawBook, count: CumulativeCount, target: Target, profiles: Iterable[Profile], day: datetime.date
) -> dict[Profile, Truth]:
    """Return of each profile whether its transfers are counted for a target, by the law of a day."""
    return {profile: _counted(book, count, target, profile, day) for profile in profiles}


def _counted(book: LawBook, count: CumulativeCount, target: Target, profile: Profile, day: datetime.date) -> Truth:
    agrees = _agrees(count, target, profile)
    if agrees is Truth.FALSE or profile.unit != count.unit:
        return Truth.FALSE
    facts = facts_of(book, profile)
    found = _sets_of(book, profile, count.regime, day).get(count.iri, {})
    both = (_least(truth, _same_kinds(book, count, target, facts.nodes[path])) for path, truth in found.items())
    same = _same_circumstances(count, target, facts)
    return _least(max(both, key=ORDER.__getitem__, default=Truth.FALSE), agrees, same, _among(book, count, profile))


@remembered(8192)
def _sets_of(book: LawBook, profile: Profile, regime: str, day: datetime.date) -> Mapping[str, Mapping[str, Truth]]:
    return counted_sets(book, facts_of(book, profile), regime, day)


def counted_sets(book: LawBook, facts: Facts, regime: str, day: datetime.date) -> dict[str, dict[str, Truth]]:
    """
    Return by cumulative count of a regime of each data set of a transfer whether it is counted by the law of a day.

    Where no law is in force that day, nothing is counted.
    """
    notation = next(name for name, iri in book.regimes.items() if iri == regime)
    try:
        law = snapshot(book, notation, day)
    except NoLawInForceError:
        return {}
    evaluation, _ = apply_law(book, facts, law, day, {}, False)
    labelling = label(law, evaluation)
    counts = [count for count in book.cumulative_counts.values() if count.regime == regime]
    return {count.iri: dict(_sets(count, labelling)) for count in counts}


def _sets(count: CumulativeCount, labelling: Labelling) -> Iterator[tuple[str, Truth]]:
    evaluation = labelling.evaluation
    transfer = _least(_holds(evaluation, count.transfers, "transfer"), _not_left_out(count, labelling))
    belongs = And(tuple(map(Named, count.data)))
    for path in map(str, evaluation.facts.nodes["transfer"].values.get(DATA, ())):
        yield path, _least(transfer, evaluation.truth(evaluation.holds(belongs, path)))


def _holds(evaluation: Evaluation, iri: str | None, path: str) -> Truth:
    return Truth.TRUE if iri is None else evaluation.truth(evaluation.holds(Named(iri), path))


def _not_left_out(count: CumulativeCount, labelling: Labelling) -> Truth:
    """Return whether no exemption leaves the transfer out."""
    worst = Truth.TRUE
    for finding in find_norms(labelling).values():
        stated = set(finding.norm.stated_in)
        if finding.norm.modality == Modality.EXEMPTION:
            if stated & count.left_out_under:
                worst = _least(worst, _LEFT[finding.status])
            if stated & count.perhaps_left_out_under and finding.status in (NormStatus.EFFECTIVE, NormStatus.UNSETTLED):
                worst = _least(worst, Truth.UNKNOWN)
    return worst


_LEFT = {
    NormStatus.EFFECTIVE: Truth.FALSE,
    NormStatus.UNSETTLED: Truth.UNKNOWN,
    NormStatus.DEFEATED: Truth.TRUE,
    NormStatus.NOT_TRIGGERED: Truth.TRUE,
}


def _agrees(count: CumulativeCount, target: Target, profile: Profile) -> Truth:
    """Return whether the parties are the same; of one without a name that is not known."""
    pairs = {EXPORTER: (target.exporter, profile.exporter), RECIPIENT: (target.recipient, profile.recipient)}
    return _least(*(_same(*pair) for prop, pair in pairs.items() if prop in count.added_up_by))


def _same(one: str, other: str) -> Truth:
    return Truth.UNKNOWN if not (one and other) else Truth.TRUE if one == other else Truth.FALSE


def _same_kinds(book: LawBook, count: CumulativeCount, target: Target, node: NodeFacts) -> Truth:
    """Return whether a data set is of the kinds for which is counted; perhaps, if they have anything in common."""
    if DATA not in count.added_up_by:
        return Truth.TRUE
    if target.kinds and target.kinds <= node.types:
        return Truth.TRUE
    common = (book.implied(target.kinds) & node.types) - book.implied((DATA_SET,))
    return Truth.UNKNOWN if common or not (target.kinds and node.kinds) else Truth.FALSE


def _same_circumstances(count: CumulativeCount, target: Target, facts: Facts) -> Truth:
    same = CIRCUMSTANCE not in count.added_up_by or target.circumstances == _circumstances(facts)
    return Truth.TRUE if same else Truth.UNKNOWN


def _circumstances(facts: Facts) -> frozenset[str]:
    return frozenset(map(str, facts.nodes["transfer"].values.get(CIRCUMSTANCE, ())))


def _among(book: LawBook, count: CumulativeCount, profile: Profile) -> Truth:
    """Return whether those of whom a record tells are among those who alone are counted."""
    if count.only is None:
        return Truth.TRUE
    if not profile.kinds:
        return Truth.UNKNOWN
    return Truth.TRUE if count.only in book.implied(profile.kinds) else Truth.FALSE


def _least(*truths: Truth) -> Truth:
    return min(truths, key=ORDER.__getitem__, default=Truth.TRUE)
