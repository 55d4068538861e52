"""Silence is never a quiet no: what nobody states is asked for, or presumed and listed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from random import Random

import pytest

from lexflux.decision.combinations import find_combinations
from lexflux.decision.decide import decide
from lexflux.decision.given import find_given
from lexflux.decision.outcome import Decision
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.statuses import Verdict, rank
from lexflux.decision.unknown import OTHER
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, NOTIFIED_ON, SAFEGUARD
from tests.decision.cases import CASES, Case
from tests.regimes import days_of_change, home

STATED = [case for case in CASES if case.holds]
TOPICS = sorted({(case.regime, case.topic) for case in STATED})
Topic = tuple[str, str]
PLACES = ("organisedIn", "principalPlace", "residesIn")
CLOSED = ("kind", "role", "sector", "citizenOf", "permanentResidentOf", "refugeeIn", "branchOf", "ownership", *PLACES)


@pytest.fixture
def cases(topic: Topic, request: pytest.FixtureRequest) -> list[Case]:
    """Return a twenty-fourth of the cases of a topic, or all on demand: each is decided once for each of its facts."""
    found = [case for case in STATED if (case.regime, case.topic) == topic]
    return found if request.config.getoption("--every-case") else sample(found, "/".join(topic))


def sample(found: list[Case], seed: str) -> list[Case]:
    """Return a twenty-fourth of some cases, always the same."""
    return Random(seed).sample(found, ceil(len(found) / 24))


def without(facts: Facts, book: LawBook) -> Iterator[tuple[str, str, tuple[str, ...], Facts]]:
    """
    Yield facts that say nothing of one fact that is many-valued or a node, with its node, property and values left out.

    Without safeguards an answer says what is to do.
    """
    for path, node in facts.nodes.items():
        for prop, values in node.values.items():
            shape = book.schema.shapes[node.owner][prop]
            if (shape.is_node or not shape.single) and prop != SAFEGUARD and not shape.required:
                left = {one: stated for one, stated in node.values.items() if one != prop}
                silent = replace(node, values=left, complete=node.complete - {prop})
                yield path, prop, tuple(map(str, values)), reachable({**facts.nodes, path: silent})


def reachable(nodes: dict[str, NodeFacts]) -> Facts:
    """Return facts without the nodes to which nothing leads any more."""
    found, waiting = set[str](), ["transfer"]
    while waiting:
        node = nodes[waiting.pop()]
        found.add(node.path)
        waiting += [str(one) for stated in node.values.values() for one in stated if one in nodes and one not in found]
    return Facts({path: node for path, node in nodes.items() if path in found})


def says_so(decision: Decision, path: str, prop: str, values: tuple[str, ...], stated: Decision) -> bool:
    """
    Return whether an answer is open, or lists the fact that was left out among what it presumes.

    It lists one of the values, or one that the law does not name, or that the fact can lead to the verdict as stated,
    alone or with others. What takes several values to make an answer milder, or only perhaps does, is not looked for.
    """
    listed = {OTHER, *values}
    alone = any(
        path in one.paths and prop == one.prop and (stated.verdict in one.possible or not listed.isdisjoint(one.values))
        for one in find_presumptions(decision)
    )
    together = any((path, prop) in one.facts for one in find_combinations(decision))
    milder = len(values) > 1 and rank(stated.verdict) < rank(decision.verdict)
    may_go = decision.verdict == Verdict.PERMITTED  # nothing milder helps then
    milder |= (may_go or len(stated.possible) > 1) and all(
        rank(one) <= rank(decision.verdict) for one in stated.possible
    )
    return decision.verdict == Verdict.UNDETERMINED or alone or together or milder


def left_out_in_silence(case: Case, book: LawBook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the facts of a case without which the answer would be another one and say nothing of it."""
    facts = case.facts(book)
    stated = case.decide(book, facts)
    for path, prop, values, less in without(facts, book) if stated is not None else ():
        found = case.decide(book, less)
        same = found is None or found.verdict == stated.verdict
        if not same and not says_so(found, path, prop, values, stated):
            yield path, prop, values


@pytest.mark.parametrize("topic", TOPICS, ids="/".join)
def test_leaving_a_fact_out_is_noticed(cases: list[Case], book: LawBook) -> None:
    """Without one of its many-valued facts a case keeps its verdict, or the answer asks, or says what it presumes."""
    silent = [
        (case.name, path, prop, values) for case in cases for path, prop, values in left_out_in_silence(case, book)
    ]

    assert [] == silent


def without_presumed(facts: Facts, book: LawBook) -> Iterator[tuple[str, str, Facts]]:
    """Yield facts that say nothing of one fact of a safeguard that is presumed to have a value."""
    for path, node in facts.nodes.items():
        for prop in node.values:
            if book.schema.shapes[node.owner][prop].presumed is not None:
                left = {one: stated for one, stated in node.values.items() if one != prop}
                yield path, prop, Facts({**facts.nodes, path: replace(node, values=left)})


def test_what_is_presumed_of_safeguards_is_listed(book: LawBook) -> None:
    """Without a stated status, or the like, a case keeps its verdict, or the answer asks or lists the presumption."""
    silent, tried = [], 0
    for case in STATED:
        for path, prop, less in without_presumed(case.facts(book), book):
            stated, found = case.decide(book), case.decide(book, less)
            if stated is not None and found is not None and found.verdict not in (stated.verdict, Verdict.UNDETERMINED):
                tried += 1
                if not any(path in one.paths and prop == one.prop for one in find_given(found)):
                    silent.append((case.name, path, prop))

    assert [] == silent
    assert tried


def test_a_silent_day_of_notification_is_presumed_and_said(book: LawBook) -> None:
    """Data that hold a status only from a notification on are presumed to be notified, unless its day is told."""
    said = set()
    for case in (one for one in STATED if (one.regime, one.topic) == ("cn", "important-data")):
        facts, decision = case.facts(book), case.decide(book)
        for path, node in facts.nodes.items():
            values = {value for stated in node.values.values() for value in stated}
            if decision is not None and not values.isdisjoint(book.before_that):
                told = NOTIFIED_ON in {*node.values, *node.unknown}
                said.add((told, any(one.prop == NOTIFIED_ON and path in one.paths for one in find_given(decision))))

    assert {(True, False), (False, True)} == said


def party(place: str, *left_open: str, **facts: object) -> dict[str, object]:
    """Return a party of which all is said but what is left open."""
    everywhere = dict.fromkeys(("locatedIn", *PLACES), place)
    return {**everywhere, "statedComplete": [one for one in CLOSED if one not in left_open], **facts}


@pytest.mark.parametrize(
    ("exporter", "recipient", "deal", "path", "prop"),
    [
        ("US", "FR", "VendorAgreement", "recipient/ownership/1/owner", "ownership"),
        ("US", "FR", "VendorAgreement", "recipient", "branchOf"),
        ("DE", "CN", "DataBrokerage", "transfer", "otherParty"),
    ],
)
def test_strict_reading_asks_for_parties_that_nobody_described(
    exporter: str, recipient: str, deal: str, path: str, prop: str, book: LawBook
) -> None:
    """The owner of an owner, a head office, a person who directs a deal: presumed absent, and strictly asked for."""
    owner = party("DE", prop if path.endswith("owner") else "")
    receiving = party(recipient, prop if path == "recipient" else "", ownership=[{"share": 100, "owner": owner}])
    closed = {"purpose", "circumstance", "mode", "otherParty"} - {prop}
    data = {"type": "HealthData", "usPersonsInTwelveMonths": 20000, "statedComplete": ["kind", "receivedUnder"]}
    tree = {"exporter": party(exporter), "recipient": receiving, "deal": deal, "data": data}
    facts = read_tree({**tree, "statedComplete": sorted(closed)}, book)

    presuming, strict = (
        decide(book, facts, "us", datetime.date(2026, 6, 1), strict=strict) for strict in (False, True)
    )

    assert (Verdict.NOT_REACHED, Verdict.UNDETERMINED) == (presuming.verdict, strict.verdict)
    assert [(path, LF + prop)] == [(fact.path, fact.prop) for fact in strict.missing]
    assert LF + prop in {one.prop for one in find_presumptions(presuming)}


OTHER_THAN_JAPAN = sorted({regime for regime, _ in TOPICS} - {"jp"})


@pytest.mark.parametrize("regime", OTHER_THAN_JAPAN)
def test_what_is_personal_only_for_the_recipient_in_one_law_is_asked_about_in_others(
    regime: str, book: LawBook
) -> None:
    """A kind of data that Japan's Act keeps apart from personal data lets no other law off."""
    day = days_of_change(book, regime, 1)[0]
    tree = {
        "exporter": {"locatedIn": home(book, regime), "role": "Controller"},
        "recipient": {"locatedIn": "IN" if home(book, regime) != "IN" else "BD", "role": "Controller"},
        "data": {"type": "PersonalRelatedInformation", "receivedUnder": "NoCondition"},
        "mode": "TransmissionAbroad",
    }

    decision = decide(book, read_tree(tree, book), regime, day)

    assert decision.verdict not in (Verdict.NOT_REACHED, Verdict.PERMITTED)


@pytest.mark.parametrize("role", ["Director", "PaymentCarrier"])
@pytest.mark.parametrize("regime", ["co", "mx"])
def test_a_role_in_the_deal_does_not_tell_the_role_for_the_data(regime: str, role: str, book: LawBook) -> None:
    """Who directs a deal or carries its payment may decide on the data all the same, and is asked."""
    tree = {
        "exporter": {"locatedIn": regime.upper(), "role": "Controller"},
        "recipient": {"locatedIn": "IN", "role": role},
        "data": {"type": "CustomerData", "receivedUnder": "NoCondition", "collectedIn": regime.upper()},
        "mode": "TransmissionAbroad",
        "purpose": "OtherPurpose",
    }

    decision = decide(book, read_tree(tree, book), regime, datetime.date(2026, 11, 30))

    assert decision.verdict == Verdict.UNDETERMINED
    assert ("recipient", LF + "role") in {(fact.path, fact.prop) for fact in decision.missing}
