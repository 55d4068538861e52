"""What queries say of a decision is what the decision says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from lexflux.decision.outcome import Decision
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.statuses import NormStatus, RequirementStatus
from lexflux.explain.graph import decision_graph
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF
from tests.query.library import CN, ask, table


@pytest.mark.parametrize("place", [0, 1])
def test_triggered_norms_of_a_decision(place: int, store: ox.Store, decisions: list[Decision]) -> None:
    """Each norm that is triggered or may be stands in the rows with its status and each of its provisions."""
    decision = decisions[place]
    expected = {
        (iri, finding.status, provision) for iri, finding in relevant(decision) for provision in finding.norm.stated_in
    }

    rows = ask(store, "which-norms-were-triggered", decision=name_of(decision))

    assert expected == table(rows, "norm", "status", "provision")


def name_of(decision: Decision) -> str:
    return str(next(decision_graph(decision).subjects(rdflib.RDF.type, rdflib.URIRef(LF + "Decision"))))


def relevant(decision: Decision) -> list[Any]:
    return [(iri, finding) for iri, finding in decision.findings.items() if finding.status != NormStatus.NOT_TRIGGERED]


def test_defeats_name_the_clause(store: ox.Store, decisions: list[Decision], book: LawBook) -> None:
    """Each defeat stands with what prevails and the clauses of the precedence, or else of the exemption itself."""
    expected = set()
    for iri, finding in relevant(decisions[1]):
        for attack in finding.attacks:
            ground = (
                book.precedences[attack.precedence].stated_in
                if attack.precedence
                else book.norms[attack.prevailing].stated_in
            )
            expected |= {(iri, finding.status, attack.prevailing, attack.precedence, clause) for clause in ground}

    rows = ask(store, "what-defeated-each-norm", decision=name_of(decisions[1]))

    assert expected == table(rows, "norm", "status", "by", "precedence", "clause")
    assert NormStatus.DEFEATED in {status for _, status, *_ in expected}


def test_elements_of_a_decision(store: ox.Store, decisions: list[Decision]) -> None:
    """Each norm that is triggered or may be stands with each element, and how the element came out."""
    links = {LF + "satisfiedElement", LF + "failedElement", LF + "openElement"}
    graph = decision_graph(decisions[1])
    applied = dict(graph.subject_objects(rdflib.URIRef(LF + "appliesNorm")))
    expected = {
        (str(applied[application]), str(link), str(element))
        for application in applied
        for link, element in graph.predicate_objects(application)
        if str(link) in links
    }

    rows = ask(store, "which-elements-settled-each-norm", decision=name_of(decisions[1]))

    assert expected == table(rows, "norm", "finding", "element")
    assert expected


def test_requirements_of_a_decision(store: ox.Store, decisions: list[Decision]) -> None:
    """Each requirement stands with its status, when it is due and the norms behind it; the assessment made is met."""
    expected = {
        (need.safeguard, need.status, need.due, norm) for need in decisions[1].requirements for norm in need.norms
    }

    rows = ask(store, "what-does-the-transfer-need", decision=name_of(decisions[1]))

    assert expected == table(rows, "safeguard", "status", "due", "norm")
    assert (CN + "SecurityAssessment", RequirementStatus.MET) in table(rows, "safeguard", "status")


def test_missing_facts_of_a_decision(store: ox.Store, decisions: list[Decision]) -> None:
    """Missing facts come in the order of the decision, each with the provisions that make it matter."""
    decision = decisions[0]
    norms = decision.findings
    expected = {
        (rank, fact.prop, provision)
        for rank, fact in enumerate(decision.missing, 1)
        for norm in fact.norms
        if norm in norms
        for provision in norms[norm].norm.stated_in
    }

    rows = ask(store, "which-facts-are-missing", decision=name_of(decision))

    assert expected == table(rows, "rank", "property", "provision")
    assert [rank for (rank,) in sorted(table(rows, "rank"))] == list(dict.fromkeys(row[1] for row in rows))


def test_presumptions_of_a_decision(store: ox.Store, decisions: list[Decision]) -> None:
    """Each value presumed not to be the case comes with the verdicts and provisions that it would bring."""
    decision = decisions[0]
    expected = {
        (rank, presumption.prop, value, str(verdict), provision)
        for rank, presumption in enumerate(find_presumptions(decision), 1)
        for value in presumption.values
        for verdict in presumption.possible
        for norm in presumption.norms
        for provision in decision.findings[norm].norm.stated_in
    }

    rows = ask(store, "what-does-an-answer-presume", decision=name_of(decision))

    assert expected
    assert expected == table(rows, "rank", "property", "value", "verdict", "provision")


def test_verdicts_and_reservations(store: ox.Store, decisions: list[Decision]) -> None:
    """All decisions in the data are found with their possible verdicts, and what each leaves open."""
    expected = {
        (name_of(decision), decision.verdict, possible) for decision in decisions for possible in decision.possible
    }
    touched = {(LF + "touchesGap", gap.iri) for gap, _ in decisions[0].gaps} | {
        (LF + "turnsOn", point.point) for point in decisions[0].open_points
    }

    verdicts = ask(store, "what-was-decided")
    reservations = ask(store, "what-remains-open", decision=name_of(decisions[0]))

    links = {LF + "touchesGap", LF + "turnsOn"}
    assert expected == table(verdicts, "decision", "verdict", "possible")
    assert touched == {row for row in table(reservations, "reservation", "about") if row[0] in links}


def test_sanctions_threaten_only_what_is_not_met(store: ox.Store, decisions: list[Decision]) -> None:
    """A requirement that is met brings no sanction; one that is not brings those of the provisions behind it."""
    unmet = {need.safeguard for need in decisions[1].requirements if need.status != RequirementStatus.MET}

    rows = ask(store, "which-sanctions-threaten", decision=name_of(decisions[1]))

    threatened = {safeguard for (safeguard,) in table(rows, "safeguard")}
    assert threatened <= unmet
    assert CN + "SeparateConsent" in threatened
    assert (CN + "pipl-2021/art-39", 50_000_000, Decimal("0.05"), "CNY") in table(
        rows, "provision", "maximumFine", "turnoverShare", "currency"
    )
