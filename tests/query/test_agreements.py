"""What queries say of agreements and topics is what the analysis of treaties and the comparison of topics say."""

from __future__ import annotations

import datetime
from collections import Counter

import pyoxigraph as ox
import pytest

from lexflux.analysis.norm_topics import topics_of_safeguard
from lexflux.analysis.treaties import treaties
from lexflux.knowledge_base import load
from lexflux.law.conditions import Named, Or
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.terms import LF
from tests.query.library import ask, table


@pytest.mark.parametrize(
    "pair",
    [
        ("CN", "AU"),
        ("CN", "SG"),
        ("DE", "GB"),
        ("DE", "FR"),
        ("GB", "AU"),
        ("GB", "CA"),
        ("EU", "DE"),
        ("JP", "VN"),
        ("NZ", "CL"),
        ("US", "MX"),
    ],
)
@pytest.mark.parametrize("day", ["2019-06-01", "2024-12-20", "2026-11-22"])
def test_agreements_that_bind_are_those_of_the_analysis(
    pair: tuple[str, str], day: str, store: ox.Store, book: LawBook
) -> None:
    """The query and the analysis of treaties agree on what binds two places, through unions and pairs left out."""
    found = treaties(book, load().agreements, pair, datetime.date.fromisoformat(day))
    expected = {relation.agreement for relation in found.binding}

    rows = ask(store, "which-agreements-bind-two-places", date=day, one=f"place:{pair[0]}", other=f"place:{pair[1]}")

    assert expected == {agreement for (agreement,) in table(rows, "agreement")}


@pytest.mark.parametrize("day", ["2024-03-22", "2026-11-22"])
def test_topics_of_regimes_count_norms_once(day: str, store: ox.Store, book: LawBook) -> None:
    """A norm counts for its topics, its modality's and those of what it orders, wider classes and unions included."""
    counted: Counter[tuple[str, str]] = Counter()
    for norm in in_force(book, day):
        ordered = [
            topics_of_safeguard(book, iri) for iri in (norm.requires, norm.permits, norm.lifted_by) if iri is not None
        ]
        counted.update(
            (topic, norm.regime)
            for topic in {*book.topics.get(norm.iri, ()), *book.topics.get(norm.modality, ())}.union(*ordered)
        )

    rows = ask(store, "which-topics-does-each-regime-know", date=day)

    assert {(*key, count) for key, count in counted.items()} == table(rows, "topic", "regime", "norms")


def in_force(book: LawBook, day: str) -> list[Norm]:
    return [norm for norm in book.norms.values() if norm.validity.contains(datetime.date.fromisoformat(day))]


def one_of(book: LawBook, safeguard: str | None) -> list[str]:
    """Return a safeguard with those of which it takes one."""
    if safeguard is None:
        return []
    match book.classes[safeguard].definition:
        case Or(parts):
            return [safeguard, *(part.iri for part in parts if isinstance(part, Named))]
        case _:
            return [safeguard]


@pytest.mark.parametrize(
    ("query", "topic"), [("what-needs-an-approval", "PriorApproval"), ("which-filings-are-due", "Filing")]
)
def test_norms_that_need_something_on_a_topic(query: str, topic: str, store: ox.Store, book: LawBook) -> None:
    """Every norm in force that orders or accepts a safeguard of the topic is found, however narrow its class."""
    named_by = ("requires", "lifted_by", "permits") if topic == "PriorApproval" else ("requires",)
    expected = {
        norm.iri
        for norm in in_force(book, "2026-11-22")
        if any(
            LF + f"topic/{topic}" in topics_of_safeguard(book, one)
            for iri in (getattr(norm, name) for name in named_by)
            for one in one_of(book, iri)
        )
    }

    rows = ask(store, query, date="2026-11-22")

    assert expected == {norm for (norm,) in table(rows, "norm")}


def test_strongest_commitments_are_not_exceeded(store: ox.Store) -> None:
    """For each topic and agreement the commitments of the greatest strength are found, and none else."""
    agreements = load().agreements
    strongest: dict[tuple[str, str], int] = {}
    for one in agreements.commitments.values():
        for topic in one.topics:
            strongest[topic, one.agreement] = max(
                strongest.get((topic, one.agreement), 0), agreements.strengths[one.strength]
            )
    expected = {
        (topic, one.agreement, iri)
        for iri, one in agreements.commitments.items()
        for topic in one.topics
        if agreements.strengths[one.strength] == strongest[topic, one.agreement]
    }

    rows = ask(store, "what-is-the-strongest-commitment")

    assert expected == table(rows, "topic", "agreement", "commitment")
