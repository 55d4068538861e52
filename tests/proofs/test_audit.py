"""The audit by proof: what it finds is so, and what it could not settle it says."""

from __future__ import annotations

import datetime

from lexflux.decision.clashes import allows_the_transfer
from lexflux.law.lawbook import LawBook
from lexflux.proofs.audit import Auditor, by_kind
from lexflux.terms import local

DAY = datetime.date(2026, 6, 1)


def test_each_finding_is_shown_and_decided(book: LawBook) -> None:
    """A transfer stands behind each clash and each region, and the evaluator agrees."""
    found = Auditor(book, "sg", DAY, 60).audit()

    assert all(proof.settled == proof.of for proof in found.proofs)
    assert all(finding.confirmed for finding in found.findings)
    assert [*by_kind(found.findings)] == ["not reached", "scope alone", "repeated"]


def test_a_clash_is_found_once_for_each_permission(book: LawBook) -> None:
    """Safeguards that are in place meet the recommendation on data in clear; nothing says which prevails."""
    found = by_kind(Auditor(book, "eu", DAY, 60).audit().findings)

    assert [(*map(local, one.norms), *map(local, one.others)) for one in found["clash"]] == [
        ("TransferUnderSafeguards", "NoMeasureWithClearText")
    ]
    assert all(finding.confirmed for finding in found["clash"])
    assert all(finding.reasons and not finding.is_open for finding in found["clash"])


def test_out_of_time_is_said(book: LawBook) -> None:
    """Without time nothing is claimed of what was not asked."""
    proofs = {proof.question: proof for proof in Auditor(book, "uk", DAY, 0).audit().proofs}

    assert proofs["redundant"].settled == 0 < proofs["redundant"].of
    assert proofs["never effective"].settled == 0 < proofs["never effective"].of


def test_a_permission_without_prejudice_meets_no_prohibition_of_other_law(book: LawBook) -> None:
    """Summary information after a report, and use by both sides of approved research, leave other law as it is."""
    permissions = [norm for norm in book.norms.values() if norm.without_prejudice]

    assert {local(norm.iri) for norm in permissions} >= {"SummaryAfterReport", "UseByBothSides"}
    assert not any(map(allows_the_transfer, permissions))


def test_every_region_of_a_regime_is_explained(book: LawBook) -> None:
    """An audit is clean, or the ontology says why what it finds is no fault."""
    found = Auditor(book, "hk", DAY, 0).audit()

    assert [one.kind for one in found.findings if one.is_open] == []
