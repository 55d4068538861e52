"""The library as a program calls it: what cannot be read or is not known is said, by one error with one message."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from lexflux.errors import InputError, LexfluxError, UnknownTermError
from lexflux.knowledge_base import KnowledgeBase

DAY = datetime.date(2025, 6, 1)
TRANSFER: dict[str, Any] = {
    "exporter": {"locatedIn": "SG"},
    "recipient": {"locatedIn": "DE"},
    "data": {"type": "ContactData"},
}


def test_a_moment_stands_for_its_day(knowledge: KnowledgeBase) -> None:
    """A datetime, which is a date to Python, is read as the day on which it lies."""
    moment = datetime.datetime(2025, 6, 1, 23, 59)

    assert DAY == knowledge.decide(TRANSFER, on=moment).decision.on


@pytest.mark.parametrize("day", [20250601, "2025-W22-7", "20250601", 1.5, ""])
def test_what_is_no_day_is_said(day: Any, knowledge: KnowledgeBase) -> None:
    """Whatever is given as a day and is none gets the message on dates."""
    with pytest.raises(InputError, match=r"is no date; write it as 2026-01-31\."):
        knowledge.decide(TRANSFER, on=day)


@pytest.mark.parametrize(("language", "form"), [("fr", "text"), ("en", "pdf"), ("", "json"), ("zh-Hans", "csv")])
def test_languages_and_forms_are_named(language: str, form: str, knowledge: KnowledgeBase) -> None:
    """An unknown language or form is refused with those that there are."""
    with pytest.raises(UnknownTermError, match=r"Known: .*(en, zh|markdown)"):
        knowledge.decide(TRANSFER, on=DAY).explain(language, form)


@pytest.mark.parametrize("source", [None, 7, ["exporter"], b"exporter: {}"])
def test_what_is_no_transfer_is_said(source: Any, knowledge: KnowledgeBase) -> None:
    """Neither a file nor a mapping: the message says what can be given."""
    for ask in (knowledge.decide, knowledge.decide_flow, knowledge.plan):
        with pytest.raises(LexfluxError, match="give the name of a file, a mapping or facts"):
            ask(source, on=DAY)
