"""The answer as data: it is what its published JSON Schema says, whatever the law, the verdict and the language."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from lexflux import resources
from lexflux.batch import outcomes
from lexflux.decision.combinations import MOST_HOLDINGS
from lexflux.decision.decide import decide
from lexflux.decision.flows import decide_flow
from lexflux.decision.outcome import Decision, Details
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.statuses import Need, Verdict
from lexflux.decision.words import DecisionWords
from lexflux.explain.answer_schema import answer_schema
from lexflux.explain.data import ALWAYS, MEMBERS, as_data
from lexflux.explain.render import as_html, as_text
from lexflux.facts.flow import read_file as read_flow_file
from lexflux.facts.legs import Flow
from lexflux.facts.reader import read_file, read_tree
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.terms import local
from tests.decision.cases import CASES, Case

SCHEMA = jsonschema.Draft202012Validator(answer_schema(), format_checker=jsonschema.FormatChecker())
SCREEN = 40
TO_INDIA = {
    "exporter": {"locatedIn": "DE", "role": "Controller"},
    "recipient": {"locatedIn": "IN", "role": "Processor"},
    "data": {"type": "HealthData"},
}
PAYMENTS = {
    "exporter": {"locatedIn": "CN", "sector": "Payment"},
    "mode": "TransmissionAbroad",
    "data": {"type": "PaymentTransactionData", "statedComplete": ["kind"], "collectedIn": "CN"},
}
DAY = datetime.date(2026, 8, 3)


def faults(data: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(data)]


def example(name: str, book: LawBook) -> Decision:
    facts = read_file(str(resources.folder("examples") / f"{name}.yaml"), book)
    assert facts.date is not None
    return decide(book, facts, "cn", facts.date)


def requirements(data: Any) -> dict[str, Any]:
    return {one["safeguard"]: one for one in data["requirements"]}


@pytest.mark.parametrize("case", CASES[::140], ids=lambda case: f"{case.regime}/{case.topic}: {case.name}")
def test_answers_are_what_the_schema_says(case: Case, book: LawBook) -> None:
    """Of cases of all regimes; every status that an answer may give has its label in the language."""
    decision = case.decide(book)
    if decision:
        data = as_data(decision, "zh" if len(case.name) % 2 else "en")
        assert [] == faults(data)
        assert {data["verdict"], *(one["need"] for one in data["requirements"])} <= data["labels"].keys()


def test_answers_on_flows_are_what_the_schema_says(book: LawBook) -> None:
    """Each leg carries whole answers."""
    flow = read_flow_file(str(resources.folder("examples") / "flows" / "records-and-support.yaml"), book)
    assert isinstance(flow, Flow)
    for leg in decide_flow(book, flow, None, None).legs:
        for decision in leg.decisions:
            assert [] == faults(as_data(decision, "en"))


@pytest.mark.parametrize("fields", [("verdict",), ("requirements", "missing"), tuple(MEMBERS)], ids=len)
def test_an_answer_in_part_says_what_the_whole_says(fields: tuple[str, ...], book: LawBook) -> None:
    """What is not asked for is left out and named, so that nobody takes a part for the whole."""
    whole: Any = as_data(example("hotel-group-members", book), "en")
    part: Any = as_data(example("hotel-group-members", book), "en", fields)

    assert {*fields, *ALWAYS} == part.keys() - {"leftOut"}
    assert {**whole, "leftOut": part["leftOut"]} == {**whole, **part}
    assert sorted(whole.keys() - part.keys()) == sorted(part["leftOut"])


def test_for_the_verdict_alone_nothing_else_is_derived(book: LawBook) -> None:
    """A program that asks for many verdicts waits for nothing that it does not ask for."""
    decision = example("hotel-group-members", book)

    def derived() -> Details:
        raise AssertionError

    assert "Undetermined" == as_data(replace(decision, detail=derived), "en", ["verdict"])["verdict"]


def test_the_schema_is_strict() -> None:
    """What is not described is refused, and so is a status that there is not."""
    assert faults({"schema": "lexflux-answer/2", "surprise": 1, "verdict": "Maybe"})


def test_needed_and_in_place_are_two_marks(book: LawBook) -> None:
    """What is in place may be needed or not, and what is perhaps needed may be there or not."""
    hotel, staff = as_data(example("hotel-group-members", book), "en"), as_data(example("multinational-hr", book), "en")
    assessment = requirements(hotel)["cn/SecurityAssessment"]

    assert ("PerhapsNeeded", "Unmet") == (assessment["need"], assessment["inPlace"])
    assert ("Needed", "Met") == tuple(requirements(hotel)["cn/ImpactAssessment"][key] for key in ("need", "inPlace"))
    assert {"cn/cbdf-2024/HumanResourcesExemption"} <= {
        norm["norm"]
        for one in staff["requirements"]
        if one["need"] == local(Need.NOT_NEEDED)
        for norm in one["defeatedBy"]
    }


def test_time_limits_are_durations_with_the_event_and_the_last_day(book: LawBook) -> None:
    """Filing is due in ten working days, counted from the day on which the contract takes effect."""
    data = as_data(example("support-access", book), "en")
    (filing,) = requirements(data)["cn/ContractFiling"]["timeLimits"]

    assert ("AtTheLatest", "P10D", "WorkingDays") == (filing["kind"], filing["duration"], filing["countedIn"])
    assert "the day on which the contract takes effect" == filing["countedFrom"]
    assert filing["provisions"]


@pytest.mark.parametrize("name", ["multinational-hr", "beijing-hospital", "support-access", "airline-loyalty"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_short_answer_fits_a_screen_and_hides_no_kind(name: str, language: str, book: LawBook) -> None:
    """Every requirement is named, and what is presumed is counted where it is not shown; the whole answer is longer."""
    decision = example(name, book)
    words = DecisionWords(decision, language)
    short, whole = as_text(decision, language), as_text(decision, language, full=True)

    assert len(short.splitlines()) <= SCREEN
    assert len(short) < len(whole)
    assert "--full" in short
    assert "--full" not in whole
    for requirement in decision.requirements:
        assert words.label(requirement.safeguard) in short
    graver = [one for one in find_presumptions(decision) if not one.helps]
    assert bool(graver) == (words.say("presumed") in short)


def test_a_notebook_shows_the_short_answer(book: LawBook) -> None:
    """The HTML has the same lines as the text, and nothing of the facts reaches it raw."""
    facts = read_file(str(resources.folder("examples") / "multinational-hr.yaml"), book)
    named = replace(facts.nodes["transfer"], label="<b>HR & more</b>")
    shown = as_html(decide(book, Facts({**facts.nodes, "transfer": named}), "cn", DAY), "en")

    assert "<p>&lt;b&gt;HR &amp; more&lt;/b&gt;</p>" in shown
    assert "<li>● ✗ compliance audit: needed · to do · throughout <cite>[PIPL, art. 54]</cite></li>" in shown
    assert shown.count("<ul") == shown.count("</ul>")


def test_no_other_way_is_offered_to_what_is_in_place(book: LawBook) -> None:
    """Once something required is in place, the answer says by what, and offers nothing instead."""
    text = as_text(example("airline-loyalty", book), "en", full=True)

    assert "✓ by security assessment (" in text
    assert "or instead" not in text


def test_what_any_of_several_meets_is_one_requirement(book: LawBook) -> None:
    """A mechanism that may be chosen stands once, with those among which one chooses."""
    decision = example("hr-foreign-court", book)
    data = requirements(as_data(decision, "en"))["cn/PersonalInformationExportMechanism"]

    assert ["standard contract", "certification", "security assessment"] == [one["label"] for one in data["oneOf"]]
    assert "      one of: standard contract, certification, security assessment\n" in as_text(decision, "en")


def test_the_usual_alternative_stands_first(book: LawBook) -> None:
    """Of what may stand in the place of an appropriate safeguard, the clauses of the Commission are told first."""
    found = decide(book, read_tree(TO_INDIA, book), "eu", DAY)
    data = requirements(as_data(found, "en"))["eu/AppropriateSafeguard"]

    assert "eu/StandardClauses2021" == data["alternatives"][0]["safeguard"]
    assert "or instead: standard contractual clauses of 2021, " in as_text(found, "en")


@pytest.mark.parametrize("holdings", [4, 16])
def test_many_owners_are_answered_and_what_is_not_looked_for_is_said(holdings: int, book: LawBook) -> None:
    """Sixteen owners, each told: what each alone could be is listed, and that they were not combined is said."""
    owners = [{"share": 100 // holdings, "owner": {"locatedIn": "DE"}} for _ in range(holdings)]
    tree = {
        "exporter": {"locatedIn": "US"},
        "recipient": {"locatedIn": "DE", "ownership": owners, "statedComplete": ["ownership"]},
        "deal": "VendorAgreement",
        "data": {"type": "HealthData", "usPersonsInTwelveMonths": 20_000},
    }
    decision = decide(book, read_tree(tree, book), "us", DAY)
    text, are_many = as_text(decision, "en"), holdings > MOST_HOLDINGS

    assert Verdict.NOT_REACHED == decision.verdict
    assert are_many == as_data(decision, "en")["combinationsWithoutOwners"]
    assert are_many == ("not looked for: owners together with something else" in text)
    assert are_many == ("未考察所有者的情况与其他事实同时存在" in as_text(decision, "zh"))


@pytest.mark.parametrize(("holdings", "counted"), [(4, Verdict.NOT_REACHED), (16, Verdict.UNDETERMINED)])
def test_what_was_not_looked_for_is_no_all_clear(
    holdings: int, counted: Verdict, book: LawBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing else is presumed, owners who were not combined with other facts still leave it undetermined."""
    owners = [{"share": 100 // holdings, "owner": {"locatedIn": "DE"}} for _ in range(holdings)]
    recipient = {"locatedIn": "DE", "ownership": owners, "statedComplete": ["ownership"]}
    tree = {"exporter": {"locatedIn": "US"}, "recipient": recipient, "deal": "VendorAgreement"}
    data = {"type": "HealthData", "usPersonsInTwelveMonths": 20_000}
    decision = decide(book, read_tree({**tree, "data": data}, book), "us", DAY)
    for name in ("find_presumptions", "find_combinations"):
        monkeypatch.setattr(outcomes, name, lambda _: ())

    assert counted == outcomes.counts_as(decision)


CANNOT = "as it is described, this transfer cannot meet it: processed outside"


@pytest.mark.parametrize(
    ("recipient", "kept", "truth", "said"),
    [
        ({"role": "Processor"}, {}, "true", CANNOT),
        ({"role": "Controller"}, {"hostedIn": "IE"}, "true", CANNOT),
        ({}, {}, "unknown", "perhaps this transfer cannot meet it: processed outside"),
        ({"role": "Controller"}, {"hostedIn": "CN"}, None, ""),
    ],
)
def test_what_the_transfer_cannot_meet_is_said(
    recipient: dict[str, str], kept: dict[str, str], truth: str | None, said: str, book: LawBook
) -> None:
    """Payments that a processor handles in Ireland are not processed in the mainland, whatever else is put in place."""
    tree = {**PAYMENTS, **kept, "recipient": {"locatedIn": "IE", **recipient}}
    found = decide(book, read_tree(tree, book), "cn", DAY)
    required = requirements(as_data(found, "en"))["cn/ProcessingInMainland"]
    text = as_text(found, "en")

    assert ([truth] if truth else []) == [one["truth"] for one in required["excludedBy"]]
    assert said in text
    assert ("cannot meet" in text) == bool(said)
    assert (truth == "true") == ("cannot be met: processing in the mainland" in text)


@pytest.mark.parametrize(
    ("tree", "regime", "promised", "kept"),
    [
        pytest.param(
            {"exporter": {"locatedIn": "IN"}, "recipient": {"locatedIn": "PK"}, "data": {"type": "HealthData"}},
            "in",
            "perhaps NOT APPLICABLE / PERMITTED",
            "PROHIBITED",
            id="a-prohibition-that-stays-possible-is-no-help",
        ),
        pytest.param(
            {**TO_INDIA, "recipient": {"locatedIn": "US", "role": "Processor"}},
            "eu",
            "less is required if",
            "CONDITIONAL if recipient",
            id="the-same-verdict-with-less-to-do",
        ),
    ],
)
def test_what_would_help_is_told_by_what_it_opens(
    book: LawBook, tree: dict[str, Any], regime: str, promised: str, kept: str
) -> None:
    lines = as_text(decide(book, read_tree(tree, book), regime, DAY), "en").splitlines()
    said = next(line for line in lines if "Would help" in line)
    assert promised in said
    assert kept not in said
