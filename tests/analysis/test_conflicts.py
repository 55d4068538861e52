"""Conflicts of laws: what one law orders and another forbids is named with both sides, and no verdict hides it."""

import json
from typing import Any

import pytest

from lexflux.analysis.conflicts import Conflict, find_conflicts
from lexflux.answers import JointAnswer
from lexflux.decision.all_law import AllLaw
from lexflux.decision.flows import decide_leg
from lexflux.explain.together import joint_data
from lexflux.facts.legs import flow_of
from lexflux.facts.reader import read_tree
from lexflux.knowledge_base import as_day
from lexflux.law.lawbook import LawBook
from lexflux.terms import local

ORDER: dict[str, Any] = {
    "date": "2026-06-01",
    "exporter": {"locatedIn": "CN", "sector": "OtherSector", "role": "Controller"},
    "recipient": {"locatedIn": "US", "type": "JudicialOrEnforcementAuthority"},
    "circumstance": ["ForeignCriminalRequest", "ForeignAuthorityRequest"],
    "mode": "TransmissionAbroad",
    "purpose": "OtherPurpose",
    "data": {"type": "ContactData", "collectedIn": "CN", "receivedUnder": "NoCondition", "storedIn": "CN"},
}


def conflicts(book: LawBook, tree: dict[str, Any], *regimes: str) -> tuple[Conflict, ...]:
    leg = flow_of(read_tree(tree, book)).legs[0]
    return find_conflicts(book, decide_leg(AllLaw(book, as_day("2026-08-01")), leg, regimes=regimes))


@pytest.mark.parametrize(
    ("place", "norms", "certain"),
    [
        ("CN", {"NoProvisionToForeignAuthorities", "AssistanceToForeignState"}, True),
        ("DE", {"ForeignOrders"}, False),
    ],
)
def test_an_order_from_abroad_meets_the_law_on_foreign_requests(
    book: LawBook, place: str, norms: set[str], certain: bool
) -> None:
    """PIPL, article 41, the Data Security Law, article 36, and GDPR, article 48, which other ways may defeat."""
    tree = ORDER | {
        "exporter": ORDER["exporter"] | {"locatedIn": place},
        "data": ORDER["data"] | {"collectedIn": place, "storedIn": place},
    }
    (found,) = conflicts(book, tree)
    cited = {local(one.norm.iri) for one in found.opposing.findings}

    assert [local(one) for one in found.circumstances] == ["ForeignAuthorityRequest", "ForeignCriminalRequest"]
    assert cited & norms
    assert found.is_certain is certain


def test_without_an_order_there_is_no_conflict(book: LawBook) -> None:
    """Laws of which only the stricter counts do not conflict."""
    assert conflicts(book, {key: value for key, value in ORDER.items() if key != "circumstance"}) == ()


def test_storage_ordered_by_two_laws_is_a_conflict(book: LawBook) -> None:
    """What China orders to keep there of an operator of critical infrastructure, Viet Nam can ask for as well."""
    tree = ORDER | {
        "exporter": ORDER["exporter"] | {"isCriticalInfrastructureOperator": True},
        "recipient": {"locatedIn": "SG", "role": "Processor"},
        "circumstance": ["StorageRequested"],
        "data": ORDER["data"] | {"type": ["ContactData", "ListedUserData"], "collectedIn": ["CN", "VN"]},
    }
    (found,) = conflicts(book, tree, "cn", "vn")

    assert found.ordering is not None
    assert {one.decision.regime.rsplit("/", 2)[-2] for one in (found.ordering, found.opposing)} == {"cn", "vn"}


def test_both_sides_stand_in_the_answer(book: LawBook) -> None:
    """In text and JSON of all law together, with the provisions and the facts on which each norm rests."""
    found = decide_leg(AllLaw(book, as_day("2026-08-01")), flow_of(read_tree(ORDER, book)).legs[0])
    told = JointAnswer(book, found).explain("zh")
    (conflict,) = json.loads(json.dumps(joint_data(book, found, "en")))["conflicts"]

    assert "法律冲突：任何结论均不能消解" in told
    assert conflict["opposing"]["regime"] == "cn/regime"
    assert all(norm["provisions"] and norm["facts"] for norm in conflict["opposing"]["norms"])
