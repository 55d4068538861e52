"""Flows of several transfers: what one leg carries on from another, and what the flow makes of it."""

from __future__ import annotations

from typing import Any

import pytest

from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import Decision
from lexflux.knowledge_base import load
from lexflux.terms import local

CLAUSES = ["ControllerToProcessorClauses", "EnforceableRights", "TransferImpactAssessment", "LawfulProcessing"]
BASIS = "OnwardTransferBasisOfClauses"
ASKED = {"mode": "TransmissionAbroad", "purpose": "OtherPurpose", "deal": "OtherDeal"}


def flow(**legs: dict[str, Any]) -> dict[str, Any]:
    """Return a flow over the parties and the data set that all these tests share."""
    return {
        "date": "2026-06-01",
        "parties": {
            "hospital": {"locatedIn": "DE", "role": "Controller"},
            "vendor": {"locatedIn": "US", "role": "Processor", "frameworkListing": "NotListed"},
            "support": {"locatedIn": "IN", "role": "SubProcessor"},
            "operator": {"locatedIn": "JP", "role": "Controller", "isSubjectToLocalDataLaw": True},
            "university": {"locatedIn": "JP", "role": "Controller", "isSubjectToLocalDataLaw": True},
        },
        "datasets": {
            "records": {"type": "HealthData", "collectedIn": "DE", "receivedUnder": "NoCondition"},
            "logs": {"type": "EmployeeData", "collectedIn": "US", "receivedUnder": "NoCondition"},
        },
        "legs": [{"name": name, **ASKED, **leg} for name, leg in legs.items()],
    }


FIRST = {
    "exporter": "hospital",
    "recipient": "vendor",
    "data": "records",
    "hasEquivalentProtection": True,
    "safeguard": [{"type": CLAUSES}],
}
SECOND = {"continues": "first", "recipient": "support"}
TO_JAPAN = {"exporter": "hospital", "recipient": "operator", "data": "records", "safeguard": [{"type": CLAUSES[3]}]}


def of(found: FlowDecision, name: str) -> dict[str, str]:
    """Return the verdicts on a leg by regime."""
    leg = next(leg for leg in found.legs if leg.leg.name == name)
    return {decision.regime.split("/")[-2]: local(decision.verdict) for decision in leg.decisions}


def test_a_sub_processor_owes_what_the_clauses_ask() -> None:
    """Data that came under module two go on only as clause 8.8 allows, whatever the law of the second exporter says."""
    found = load().decide_flow(flow(first=FIRST, second=SECOND))
    basis = [one for one in found.legs[1].decisions[-1].requirements if local(one.safeguard) == BASIS]

    assert of(found, "first") == {"eu": "Permitted"}
    assert of(found, "second") == {"us": "NotReached", "eu": "Conditional"}
    assert {local(one) for one in found.legs[1].received} == {"ChapterFive", "ClausesModuleTwo"}
    assert {local(norm) for one in basis for norm in one.norms} == {"OnwardUnderModuleTwoOrThree"}
    assert local(found.verdict) == "Conditional"


def test_what_the_second_leg_has_in_place_counts() -> None:
    """With a contract under clause 9 and instructions the flow may go."""
    safeguard = [{"type": ["SubprocessorContract", "DocumentedInstructions"]}]

    found = load().decide_flow(flow(first=FIRST, second={**SECOND, "safeguard": safeguard}))

    assert local(found.verdict) == "Permitted"


def test_without_a_tool_the_chapter_comes_with_the_data_all_the_same() -> None:
    """A first leg that has nothing in place yet blocks the second, on which no rule is known that would settle it."""
    bare = {key: value for key, value in FIRST.items() if key != "safeguard"}

    found = load().decide_flow(flow(first=bare, second=SECOND))

    assert of(found, "first") == {"eu": "Conditional"}
    assert of(found, "second") == {"us": "NotReached", "eu": "Undetermined"}
    assert [one.leg.name for one in found.blocked_by(found.legs[1])] == ["first"]


def test_conditions_stay_through_several_legs() -> None:
    """A third leg still carries the conditions of the first."""
    third = {"continues": "second", "recipient": "university"}

    found = load().decide_flow(flow(first=FIRST, second=SECOND, third=third))

    assert {local(one) for one in found.legs[2].received} == {"ChapterFive", "ClausesModuleTwo"}
    assert of(found, "third")["eu"] == "Conditional"


def test_law_that_is_not_encoded_leaves_its_leg_open(without_law: list[str]) -> None:
    """Where the law of the place of departure is not encoded, what other law says of the leg is no all-clear."""
    described = flow(first=FIRST, second=SECOND, third={"continues": "second", "recipient": "university"})
    described["parties"]["support"]["locatedIn"] = local(without_law[0])

    found = load().decide_flow(described)

    assert list(found.legs[2].not_encoded) == [without_law[0]]
    assert local(found.legs[2].verdict) == "Undetermined"


def test_adequacy_brings_its_supplementary_rules() -> None:
    """From Japan the data go on under rule 4; to an academic body inside Japan as well."""
    on = {"continues": "first", "recipient": "support"}
    inside = {"continues": "first", "recipient": "university", "circumstance": ["ForActivityExemptAbroad"]}

    found = load().decide_flow(flow(first=TO_JAPAN, abroad=on, inside=inside))

    assert of(found, "first") == {"eu": "Permitted"}
    assert of(found, "abroad")["eu"] == of(found, "inside")["eu"] == "Conditional"


def test_data_of_ones_own_bring_no_conditions() -> None:
    """A data set that the leg before does not carry is not received from it."""
    own = {"continues": "first", "recipient": "support", "data": ["logs"]}

    found = load().decide_flow(flow(first=FIRST, second=own))

    assert of(found, "second") == {"us": "Undetermined", "eu": "NotReached"}


def test_what_is_open_on_the_first_leg_is_open_on_the_second() -> None:
    """Where it is not known whether chapter V applied, the next leg asks under which conditions the data came."""
    parties = {"hospital": {"statedUnknown": ["locatedIn"]}}
    described = flow(first=FIRST, second=SECOND)
    described["parties"] |= parties

    found = load().decide_flow(described)

    assert of(found, "first") == {"eu": "Undetermined"}
    assert of(found, "second")["eu"] == "Undetermined"


def test_a_return_is_no_onward_transfer() -> None:
    """Data that only go back to where they came from are not passed on to a third party."""
    back = {"continues": "first", "recipient": "hospital"}

    found = load().decide_flow(flow(first=FIRST, second=back))
    needed = {local(one.safeguard) for one in found.legs[0].decisions[0].requirements}

    assert "OnwardTransferProtection" not in needed
    assert of(found, "second")["eu"] == "NotReached"


def test_a_leg_alone_is_decided_as_the_transfer_that_it_is() -> None:
    """A flow of one leg says what the same transfer in a file of its own does."""
    described = flow(first=FIRST)
    alone = {**ASKED, **FIRST, "date": "2026-06-01"}
    alone |= {"exporter": described["parties"]["hospital"], "recipient": described["parties"]["vendor"]}
    alone |= {"data": described["datasets"]["records"]}

    found = load().decide_flow(described)
    answer = load().decide(alone)

    assert answer.verdict == local(found.verdict)
    assert answer.requirements == found.legs[0].decisions[0].requirements


@pytest.mark.parametrize(
    ("covers", "legs", "expected"),
    [
        ({"coversLeg": "first"}, {}, ["Met", "none"]),
        ({"coversLeg": ["second"]}, {}, ["none", "Met"]),
        ({}, {"second": ["clauses"]}, ["none", "Met"]),
        ({"coversLeg": "first"}, {"second": ["clauses"]}, ["Met", "not accepted"]),
        ({}, {}, ["asked", "asked"]),
    ],
    ids=["the first", "the second", "named by the second", "named by a leg that it does not cover", "not told"],
)
def test_a_safeguard_of_a_flow_covers_the_legs_that_it_names(
    covers: dict[str, Any], legs: dict[str, Any], expected: list[str]
) -> None:
    """What is described once covers the legs that it or they name; where nobody says which, each leg asks."""
    clauses = {"type": CLAUSES[0], **covers}
    both = {"first": {key: value for key, value in FIRST.items() if key != "safeguard"}, "second": SECOND}
    naming = {name: {"safeguard": named} for name, named in legs.items()}
    described = flow(**{name: {**leg, **naming.get(name, {})} for name, leg in both.items()})
    found = load().decide_flow({**described, "safeguards": {"clauses": clauses}}, regime="eu")

    assert expected == [how_it_counts(leg.decisions[0]) for leg in found.legs]


def how_it_counts(decision: Decision) -> str:
    """Return what becomes of the one safeguard that a leg has, if it has one."""
    nodes = [node for path, node in decision.facts.nodes.items() if path.startswith("safeguard/")]
    if not nodes:
        return "not accepted" if decision.expired else "none"
    return "asked" if nodes[0].doubtful else "Met" if nodes[0].kinds else "not accepted"


def test_what_is_not_encoded_leaves_a_leg_open() -> None:
    """What the tools of the United Kingdom ask of data that travel on is not encoded: that is no all-clear."""
    described = flow(first=FIRST, second=SECOND)
    described["parties"]["hospital"] = {"locatedIn": "GB", "role": "Controller"}
    described["datasets"]["records"]["collectedIn"] = "GB"

    found = load().decide_flow(described)

    assert of(found, "second") == {"us": "NotReached", "uk": "Undetermined"}
    assert [local(decision.verdict) for decision in found.legs[1].decisions if decision.left_open] == ["Undetermined"]
    assert local(found.legs[1].verdict) == "Undetermined"
