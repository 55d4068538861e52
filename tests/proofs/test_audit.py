"""The audit by proof: what it finds is so, and what it could not settle it says."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from lexflux.decision.clashes import allows_the_transfer
from lexflux.faces.audits import as_text
from lexflux.law.lawbook import LawBook, text
from lexflux.law.wording import Wording
from lexflux.proofs.audit import Auditor, by_kind
from lexflux.terms import LF, local

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
    found = Auditor(book, "uk", DAY, 0).audit()
    proofs = {proof.question: proof for proof in found.proofs}
    said = as_text(Wording(book, "en"), replace(found, findings=()))

    assert proofs["redundant"].settled == 0 < proofs["redundant"].of
    assert proofs["never effective"].settled == 0 < proofs["never effective"].of
    assert "Out of time: nothing unexplained" in said
    assert "Nothing was found" not in said


def test_a_permission_without_prejudice_meets_no_prohibition_of_other_law(book: LawBook) -> None:
    """Summary information after a report, and use by both sides of approved research, leave other law as it is."""
    permissions = [norm for norm in book.norms.values() if norm.without_prejudice]

    assert {local(norm.iri) for norm in permissions} >= {"SummaryAfterReport", "UseByBothSides"}
    assert not any(map(allows_the_transfer, permissions))


@pytest.mark.parametrize("regime", ["hk", "ae"])
def test_every_region_of_a_regime_is_explained(book: LawBook, regime: str) -> None:
    """An audit is clean, or the ontology says of which transfers what it finds is no fault."""
    found = Auditor(book, regime, DAY, 0).audit()

    assert [one.kind for one in found.findings if one.is_open] == []


def test_a_note_explains_its_own_transfers_alone(book: LawBook) -> None:
    """What a note on anonymised data says is no excuse for another export that no norm reaches."""
    notes = tuple(one for one in book.audit_notes if "Anonymised" in text(one.reasons, "en"))
    found = Auditor(replace(book, audit_notes=notes), "kr", DAY, 0).audit()
    regions = {bool(one.reasons): [prop for _, prop, _ in one.told] for one in found.findings}

    assert regions[True] == [LF + "technicalMeasure"]
    assert regions[False][0] == LF + "circumstance"
