"""Stated facts that the law of the regime asked does not read: they are named, and truly nothing turns on them."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest

from lexflux import resources
from lexflux.decision.decide import decide, decide_if_in_force
from lexflux.decision.outcome import Decision
from lexflux.decision.unread import UnreadFact
from lexflux.explain.render import as_json, as_text
from lexflux.facts.reader import read_file, read_text
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.terms import TYPE, local

EXAMPLES = sorted(resources.folder("examples").glob("*.yaml"))
DAY = datetime.date(2026, 6, 1)
ALTERED = """
exporter: {locatedIn: %s}
recipient: {locatedIn: US}
data: {type: ContactData}
safeguard: {type: %s, isAltered: true}
"""
READ = """
exporter: {locatedIn: CN, peopleThisYear: 5, isCriticalInfrastructureOperator: false}
recipient: {locatedIn: US}
data: {type: HealthData, usPersonsInTwelveMonths: 5}
safeguard: [{type: StandardContract}, {type: EuropeanBindingRules}]
"""


def unread(decision: Decision) -> set[tuple[str, str, str]]:
    return {(fact.path, local(fact.prop), local(str(value))) for fact in decision.unread for value in fact.values}


@pytest.mark.parametrize(
    ("regime", "place", "contract"),
    [
        ("sg", "SG", "ComparableProtectionContract"),
        ("cn", "CN", "StandardContract"),
        ("eu", "DE", "ControllerToControllerClauses"),
        ("uk", "GB", "InternationalDataTransferAgreement"),
    ],
)
def test_a_name_that_fits_is_not_silently_inert(regime: str, place: str, contract: str, book: LawBook) -> None:
    """Altered clauses matter where a condition asks for them; elsewhere the answer says that they do not."""
    decision = decide(book, read_text(ALTERED % (place, contract), book), regime, DAY)
    reported = regime == "sg"

    assert reported == (("safeguard/1", "isAltered", "True") in unread(decision))
    assert reported == ("isAltered" in str(json.loads(as_json(decision, "en"))["factsNotRead"]))
    assert reported == ("  ! safeguard 1 · altered: yes\n" in as_text(decision, "en", full=True))
    assert reported == ("所述事实中本制度法律不读取者" in as_text(decision, "zh"))


def test_what_the_law_reads_is_not_reported(book: LawBook) -> None:
    """A safeguard that a norm asks for, a kind below one that a definition names, and counts are read."""
    expected = {("data/1", "usPersonsInTwelveMonths", "5"), ("safeguard/2", "type", "EuropeanBindingRules")}

    assert expected == unread(decide(book, read_text(READ, book), "cn", DAY))


def without(facts: Facts, unread: tuple[UnreadFact, ...], book: LawBook) -> Facts:
    """Return facts without those that were not read; that a list was stated is kept, since silence is no "none"."""
    nodes = dict(facts.nodes)
    for fact in unread:
        node = nodes[fact.path]
        kinds = node.kinds - set(map(str, fact.values)) if fact.prop == TYPE else node.kinds
        types = frozenset(iri for kind in (*kinds, node.owner) for iri in book.classes[kind].ancestors)
        kept = tuple(value for value in node.values.get(fact.prop, ()) if value not in fact.values)
        values = {prop: stated for prop, stated in {**node.values, fact.prop: kept}.items() if stated}
        complete = node.complete | {fact.prop} if fact.prop in node.values else node.complete
        nodes[fact.path] = dataclasses.replace(node, kinds=kinds, types=types, values=values, complete=complete)
    return Facts(nodes)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_turns_on_what_is_not_read(path: Path, book: LawBook) -> None:
    """Without the facts that an answer says it does not read, it is the same under every regime."""
    facts = read_file(str(path), book)
    for regime in book.regimes:
        decision = decide_if_in_force(book, facts, regime, facts.date or DAY)
        if decision is not None:
            asked = {(one.path, one.prop) for one in decision.missing}  # a list of which more is asked stays as it is
            left_out = tuple(fact for fact in decision.unread if (fact.path, fact.prop) not in asked)
            other = decide(book, without(facts, left_out, book), regime, facts.date or DAY)
            assert set(decision.unread) - set(left_out) == set(other.unread)
            assert decision.possible == other.possible
            assert decision.requirements == other.requirements
            assert [(one.path, one.prop) for one in decision.missing] == [(one.path, one.prop) for one in other.missing]
