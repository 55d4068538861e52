"""What would have to be otherwise: each proposal does what it says, and no smaller one of its changes does."""

from itertools import combinations
from typing import Any

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import Verdict
from lexflux.explain.page import page_as_text
from lexflux.explain.whatif import what_if_page
from lexflux.facts.reader import read_file, read_tree
from lexflux.knowledge_base import as_day
from lexflux.law.lawbook import LawBook
from lexflux.proofs.alterations import altered
from lexflux.proofs.whatif import WhatIf, what_if


def of_example(book: LawBook, name: str, regime: str) -> Decision:
    facts = read_file(str(resources.folder("ontology").parent / "examples" / f"{name}.yaml"), book)
    assert facts.date is not None
    return decide(book, facts, regime, facts.date)


def check(book: LawBook, found: WhatIf, regime: str) -> int:
    """Check proposals: the transfer written out has the goal, what a subset of the changes describes has not."""
    count = 0
    for goal, proposals in found.proposals.items():
        for one in proposals:
            count += 1
            again = decide(book, read_tree(one.facts.as_stated, book), regime, found.decision.on)
            assert goal.holds(again)
            for some in combinations(one.alterations, len(one.alterations) - 1):
                facts = altered(book, found.decision.stated, some)
                assert facts is None or not goal.holds(decide(book, facts, regime, found.decision.on))
    return count


def test_every_proposal_does_what_it_says_and_needs_all_its_changes(book: LawBook) -> None:
    """One of them stays below a threshold; the answer cites the exemption and where it stands."""
    found = what_if(of_example(book, "hr-job-applicants", "cn"))
    page = page_as_text(what_if_page(book, [found], found.decision.verdict, "en"))

    assert check(book, found, "cn") > len(found.proposals)
    assert "people this year, not sensitive: fewer than 100,000 instead of 130,000" in page
    assert "Exemption for small volumes  [Cross-Border Flow Provisions, art. 5(1)(4)]" in page


def test_an_unknown_count_is_proposed_below_a_threshold_and_left_unknown_otherwise(book: LawBook) -> None:
    members = of_example(book, "hotel-group-members", "cn")
    tree = {**members.stated.as_stated, "isStrictlyNecessary": True}
    found = what_if(decide(book, read_tree(tree, book), "cn", members.on))
    page = page_as_text(what_if_page(book, [found], found.decision.verdict, "zh"))

    assert check(book, found, "cn") > len(found.proposals)
    assert "当年累计人数（不含敏感）：不满1,000,000（原未说明）" in page


BARRED: dict[str, Any] = {
    "exporter": {"locatedIn": "CN", "sector": "OtherSector", "isCriticalInfrastructureOperator": False},
    "recipient": {"locatedIn": "US", "type": "RestrictedRecipient"},
    "mode": "TransmissionAbroad",
    "purpose": "OtherPurpose",
    "data": {"type": "ContactData", "importantDataStatus": "NotImportant"},
}


def test_a_recipient_who_is_barred_makes_way_for_another(book: LawBook) -> None:
    """What nobody can change is not proposed: that the recipient is no longer on the list."""
    found = what_if(decide(book, read_tree(BARRED, book), "cn", as_day("2026-06-01")))
    proposals = [one for goal, ones in found.proposals.items() if Verdict.CONDITIONAL in goal.verdicts for one in ones]

    assert found.decision.verdict == Verdict.PROHIBITED
    assert any([each.prop for each in one.alterations] == ["https://w3id.org/lexflux/recipient"] for one in proposals)
    check(book, found, "cn")


def test_what_is_left_of_several_data_sets_keeps_its_name(book: LawBook) -> None:
    """One set is left out and another changed: the change names the set that the file calls so."""
    members = of_example(book, "hr-without-collective-contract", "cn")
    stated = members.stated.as_stated
    third = {**stated["data"][1], "type": ["EmployeeData", "HealthData"]}
    found = what_if(decide(book, read_tree({**stated, "data": [*stated["data"], third]}, book), "cn", members.on))
    sets = {path: node.kinds for path, node in found.decision.stated.nodes.items() if path.startswith("data/")}
    proposals = [one for ones in found.proposals.values() for one in ones]
    shrunk = [one for one in proposals if len(one.alterations) > 1 and not sets.keys() <= one.facts.nodes.keys()]

    assert len(sets) == 3
    assert shrunk
    for one in shrunk:
        changed = {each.path for each in one.alterations}
        assert all(one.facts.nodes[path].kinds == sets[path] for path in (sets.keys() & one.facts.nodes) - changed)
    check(book, found, "cn")
