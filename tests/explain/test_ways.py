"""By which way data may go, what was considered and is not available, and why a law does not apply."""

from __future__ import annotations

import datetime
import re

import pytest

from lexflux import resources
from lexflux.batch.casefiles import DAY
from lexflux.decision.decide import decide
from lexflux.decision.mechanism import Way, find_mechanism
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import Verdict
from lexflux.explain.considered import find_considered
from lexflux.explain.data import as_data
from lexflux.explain.render import as_text
from lexflux.facts.reader import read_file, read_tree
from lexflux.law.lawbook import LawBook
from lexflux.terms import local
from tests.decision.cases import CASES, Case

NOT_REACHED = Verdict.NOT_REACHED
WAYS = {
    "beijing-hospital": Way.IN_PLACE,
    "multinational-hr": Way.EXEMPT,
    "hr-foreign-court": Way.BARRED,
    "hr-job-applicants": Way.LACKING,
    "staff-visit": None,
}
ALLOWED = {
    Verdict.PERMITTED: {Way.IN_PLACE, Way.EXEMPT, Way.NONE_ASKED, Way.OPEN},
    Verdict.PROHIBITED: {Way.BARRED},
    Verdict.NOT_REACHED: {None},
}


def example(name: str, book: LawBook) -> Decision:
    facts = read_file(str(resources.folder("examples") / f"{name}.yaml"), book)
    assert facts.date is not None
    return decide(book, facts, "cn", facts.date)


@pytest.mark.parametrize("name", WAYS)
def test_the_way_is_told_before_the_paperwork(name: str, book: LawBook) -> None:
    """One line says whether a mechanism is needed, in place, lifted or of no use."""
    decision = example(name, book)
    found = find_mechanism(decision)

    assert WAYS[name] == (found.way if found else None)
    assert (found is not None) == ("By which way the data may go\n" in as_text(decision, "en"))
    assert (found is not None) == ("出境途径\n" in as_text(decision, "zh"))
    assert (found.way if found else None) == (as_data(decision, "en")["mechanism"] or {}).get("way")


@pytest.mark.parametrize("case", CASES[::18], ids=lambda case: f"{case.regime}/{case.topic}: {case.name}")
def test_the_way_fits_the_verdict(case: Case, book: LawBook) -> None:
    """What is permitted has a way, what is prohibited none; what no law reaches needs none."""
    decision = case.decide(book)
    if decision is not None and decision.verdict in ALLOWED:
        found = find_mechanism(decision)
        assert (found.way if found else None) in ALLOWED[decision.verdict]


OPEN = [case for case in CASES if case.expect.get("verdict") == "Undetermined"]


@pytest.mark.parametrize("case", OPEN[::6], ids=lambda case: f"{case.regime}/{case.topic}: {case.name}")
def test_what_is_open_is_no_free_way(case: Case, book: LawBook) -> None:
    """Where a prohibition may apply the way is open; beside what is not encoded none is never all that is needed."""
    decision = case.decide(book)
    assert decision is not None
    found = find_mechanism(decision)
    if Verdict.NOT_REACHED in decision.possible:
        assert found is None
    elif decision.left_open:
        assert found is None or found.way != Way.NONE_ASKED
    elif Verdict.PROHIBITED in decision.possible:
        assert found is not None
        assert Way.OPEN == found.way
        assert found.norms
        section = as_text(decision, "en").split("By which way the data may go\n")[1].split("\n\n")[0]
        assert "  ? perhaps barred, depending on what is missing: " in section


def test_what_was_claimed_and_fails_is_named(book: LawBook) -> None:
    """Applicants are no employees, and there are more of them than the exemption allows."""
    decision = example("hr-job-applicants", book)
    named = {local(one.norm.iri) for one in find_considered(decision)}

    assert {"HumanResourcesExemption", "SmallVolumeExemption"} <= named
    assert "EmergencyExemption" not in named
    assert (
        "  ✗ Exemption for cross-border human-resources management  [Cross-Border Flow Provisions, art. 5(1)(2)]\n"
        "      ✗ of employees only ("
    ) in as_text(decision, "en")
    assert named == {entry["norm"].split("/")[-1] for entry in as_data(decision, "en")["considered"]}


def test_what_is_not_needed_is_not_considered(book: LawBook) -> None:
    """Where a way is in place or none is needed, nobody asks for another."""
    assert [] == find_considered(example("beijing-hospital", book)) + find_considered(example("multinational-hr", book))


@pytest.mark.parametrize("regime", sorted({case.regime for case in CASES}))
def test_why_a_law_does_not_apply_is_said_with_its_provisions(regime: str, book: LawBook) -> None:
    """What fails of the scope is named, and where the law asks for it."""
    outside = [case for case in CASES if case.regime == regime and case.expect.get("verdict") == "NotReached"][::24]
    decisions = [decision for case in outside if (decision := case.decide(book)) and decision.verdict == NOT_REACHED]

    assert decisions
    for decision in decisions:
        reasons = as_data(decision, "zh")["outOfScope"]
        assert reasons
        assert all(reason["lacking"] and reason["provisions"] for reason in reasons)
        assert "为何不适用\n  ✗ " in as_text(decision, "zh")


def test_the_proof_in_json_cites_at_its_nodes(book: LawBook) -> None:
    """An element that a provision defines names it."""
    exemption = next(
        entry
        for entry in as_data(example("hr-job-applicants", book), "en")["considered"]
        if entry["norm"] == "cn/cbdf-2024/HumanResourcesExemption"
    )

    assert ["art. 5(1)(2)"] == [
        provision["citation"].rpartition(", ")[2] for node in exemption["lacking"] for provision in node["provisions"]
    ]


def test_a_day_beyond_what_is_known_carries_a_caveat(book: LawBook) -> None:
    """After the last day on which the texts of a regime were looked at, the headline says which day that was."""
    facts = read_file(str(resources.folder("examples") / "staff-visit.yaml"), book)
    for regime, iri in sorted(book.regimes.items()):
        last = book.known_until[iri]
        texts = {day: as_text(decide(book, facts, regime, day), "zh") for day in (last, last + DAY)}
        caveat = f"本库所知法律截至 {last}"

        assert {last: False, last + DAY: True} == {day: caveat in found for day, found in texts.items()}
        assert last.isoformat() == as_data(decide(book, facts, regime, last), "en")["lawKnownUntil"]


def test_what_certainly_asks_stands_apart_from_what_may_join(book: LawBook) -> None:
    """The number of people asks for the assessment, or article 7 of critical infrastructure; other articles may."""
    transfer = {
        "exporter": {"locatedIn": "CN", "role": "Controller", "sector": "Tourism", "peopleThisYear": 1_200_000}
        | {"statedUnknown": ["isCriticalInfrastructureOperator"]},
        "recipient": {"locatedIn": "DE", "role": "Controller"},
        "mode": "TransmissionAbroad",
        "purpose": "OtherPurpose",
        "legalBasis": "Consent",
        "data": {"type": "ContactData", "collectedIn": "CN", "importantDataStatus": "NotImportant"},
    }
    decision = decide(book, read_tree(transfer, book), "cn", datetime.date(2026, 6, 1))
    requirement = next(one for one in decision.requirements if one.safeguard.endswith("/cn/SecurityAssessment"))
    found = as_data(decision, "en")["requirements"]
    told = next(one for one in found if one["safeguard"] == "cn/SecurityAssessment")

    assert requirement.certain
    assert ["cn-cbdf-2024/7.1.2b", "cn-cbdf-2024/counting", "cn-cbdf-2024/7.1.1"] == told["established"]
    assert any("csl-2026" in one["norm"] for one in told["norms"])
    assert "perhaps also asked for by" in as_text(decision, "en", full=True)


def test_a_missing_fact_names_all_that_it_matters_for(book: LawBook) -> None:
    """With the purpose unknown three derogations of the Union may hold: not the first alone is named."""
    transfer = {
        "exporter": {"locatedIn": "DE", "role": "Controller"},
        "recipient": {"locatedIn": "IN", "role": "Controller"},
        "statedUnknown": ["purpose"],
        "data": {"type": "ContactData", "collectedIn": "DE", "receivedUnder": "NoCondition"},
    }
    decision = decide(book, read_tree(transfer, book), "eu", datetime.date(2026, 6, 1))
    purpose = next(one for one in decision.missing if one.prop.endswith("/purpose"))
    matters = [line for line in as_text(decision, "en", full=True).splitlines() if "matters for" in line]

    assert len(purpose.norms) > 2
    assert all(any(book.label(norm, "en") in line for line in matters) for norm in purpose.norms)


SHIPPED = {
    "exporter": {"locatedIn": "CN", "isCriticalInfrastructureOperator": False}
    | {"peopleThisYear": {"from": 100_000, "below": 1_000_000}, "peopleThisYearSensitive": 0},
    "recipient": {"locatedIn": "US"},
    "mode": "TransmissionAbroad",
    "data": {"type": "ContactData", "collectedIn": "CN", "importantDataStatus": "NotImportant"},
}
ENTRIES = {
    "kinds without the rows of a list of a zone in which nobody is": (
        ("cn", {"exporter": {"locatedIn": "CN", "sector": "Health"}, "data": {"type": "PersonalInformation"}}),
        r"type: (?!.*(Beijing|Tianjin)).*HealthData.* \| \.\.\.",
    ),
    "no term for a day": (
        ("eu", {"exporter": {"locatedIn": "FR"}, "safeguard": {"type": "StandardClausesBefore2021"}}),
        "issuedOn:",
    ),
    "all few terms though the verdict turns on one": (
        ("eu", {"exporter": {"locatedIn": "DE"}, "purpose": "Marketing"}),
        r"mode: DirectCollectionFromAbroad(?=.* TransmissionAbroad)(?!.*\.\.\.).*",
    ),
    "of many terms that there are more": (
        ("cn", SHIPPED),
        r"sector: EHailing \|.* \| \.\.\.",
    ),
}


@pytest.mark.parametrize(("asked", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_what_can_be_written_is_what_a_file_may_hold(
    asked: tuple[str, dict[str, object]], entry: str, book: LawBook
) -> None:
    """Few terms are all named, of many it is said that there are more, and nothing else is taken for a value."""
    regime, stated = asked
    tree = {"recipient": {"locatedIn": "IN"}, "data": {"type": "CustomerData"}, **stated}
    day = datetime.date(2022, 6, 1) if "safeguard" in stated else datetime.date(2026, 6, 1)
    decision = decide(book, read_tree(tree, book), regime, day)

    assert re.search(f"^ +in the file: {entry}$", as_text(decision, "en", full=True), re.MULTILINE)
