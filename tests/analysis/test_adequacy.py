"""What a regime recognises as adequate: the places of the query, the days, and what is no adequacy."""

from __future__ import annotations

import datetime

import pytest

from lexflux.analysis.adequacy import adequacy
from lexflux.errors import NoLawInForceError, UnknownTermError
from lexflux.knowledge_base import KnowledgeBase

DAY = datetime.date(2025, 12, 1)


@pytest.mark.parametrize("regime", ["eu", "uk"])
def test_the_list_is_that_of_the_query(knowledge: KnowledgeBase, regime: str) -> None:
    """The places and classes are those that SPARQL finds on the ontology."""
    query = knowledge.query("which-places-are-adequate", date=str(DAY), regime=knowledge.book.regimes[regime])
    place, scope = query.columns.index("place"), query.columns.index("class")

    found = adequacy(knowledge.book, regime, DAY).recognised

    assert {(str(row[place]), str(row[scope])) for row in query} == {
        (one.individual, one.designated_as) for one in found
    }


def test_what_begins_later_is_named(knowledge: KnowledgeBase) -> None:
    """A recognition that is known to begin after the day is told beside those of the day, and not among them."""
    found = adequacy(knowledge.book, "eu", DAY)

    assert found.later
    assert all(one.validity.start is not None and one.validity.start > DAY for one in found.later)
    assert all(one.validity.contains(DAY) for one in found.recognised)


def test_a_day_beyond_the_law_is_told(knowledge: KnowledgeBase) -> None:
    """Beyond the last day to which the law is known the answer carries that day."""
    known = knowledge.book.known_until[knowledge.book.regimes["eu"]]

    assert adequacy(knowledge.book, "eu", known).known_until is None
    assert known == adequacy(knowledge.book, "eu", known + datetime.timedelta(days=1)).known_until


@pytest.mark.parametrize("regime", ["us", "cn", "sg"])
def test_other_designations_are_no_adequacy(knowledge: KnowledgeBase, regime: str) -> None:
    """A regime that designates countries of concern, or none, recognises nobody as adequate."""
    with pytest.raises(UnknownTermError):
        adequacy(knowledge.book, regime, DAY)


def test_a_day_before_the_law_is_refused(knowledge: KnowledgeBase) -> None:
    """Before any norm that is encoded applies, the list is not empty but unknown."""
    with pytest.raises(NoLawInForceError):
        adequacy(knowledge.book, "eu", datetime.date(2010, 1, 1))
