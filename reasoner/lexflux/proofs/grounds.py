"""What explains an outcome that a law has on some transfers: norms of it, or what of it is not encoded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from lexflux.decision.statuses import ALL_CLEAR, Verdict, leaves_open
from lexflux.grounding.formulas import Formula
from lexflux.grounding.laws import GroundLaw
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality
from lexflux.law.snapshot import Snapshot


def explaining(
    book: LawBook, law: GroundLaw, verdict: Verdict, mechanisms: Collection[str]
) -> Iterator[Mapping[str, Formula]]:
    """
    Yield what may explain an outcome with where it touches transfers, the most telling kind first.

    These are what forbids, what requires its mechanisms, what leaves it open, or what lifts most of all duties; where
    nothing of that is about all of its transfers, what brings them under the law. What no norm reaches has no ground.
    """
    if verdict == Verdict.NOT_REACHED:
        return
    norms = law.law.norms
    if verdict == Verdict.UNDETERMINED:
        gaps = [gap for gap in law.law.gaps if any(leaves_open(gap, one) for one in ALL_CLEAR)]
        yield {gap.iri: law.grounding.holds(gap.condition) for gap in gaps}
    elif verdict == Verdict.PROHIBITED:
        yield {norm.iri: law.effective[norm.iri] for norm in law.law.prohibitions}
    elif mechanisms:
        asking = (norm.iri for norm in law.law.obligations if norm.requires in mechanisms)
        yield {iri: law.effective[iri] for iri in asking}
    else:
        yield {iri: law.effective[iri] for iri in _lifting(book, law.law)}
    scopes = (iri for iri, norm in norms.items() if norm.modality == Modality.SCOPE)
    yield {iri: law.effective[iri] for iri in scopes}
    yield {iri: law.effective[iri] for iri in norms}


def _lifting(book: LawBook, law: Snapshot) -> list[str]:
    """Return the exemptions that lift most of the duties to have a mechanism."""
    lifted = Counter(
        attack.prevailing
        for norm in law.obligations
        if norm.requires in book.mechanisms
        for attack in law.attacks[norm.iri]
        if law.norms[attack.prevailing].modality == Modality.EXEMPTION
    )
    most = max(lifted.values(), default=0)
    return [iri for iri, count in sorted(lifted.items()) if 2 * count >= most]
