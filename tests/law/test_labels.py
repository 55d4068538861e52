"""Numbers of provisions that changed: what a label says of its days holds for the law that is stated under it."""

import datetime
import re

from lexflux.law.lawbook import LawBook

SINCE = re.compile(r"\bsince (\d{4}-\d\d-\d\d)")
UNTIL = re.compile(r"\buntil (\d{4}-\d\d-\d\d)$")
UK_GDPR = "https://w3id.org/lexflux/uk/gdpr-2021/"
ONE_DAY = datetime.timedelta(days=1)


def days_of_labels(book: LawBook, said: re.Pattern[str]) -> dict[str, datetime.date]:
    """Return the day that the English label of a provision names."""
    found = ((iri, said.search(one.labels.get("en", ""))) for iri, one in book.provisions.items())
    return {iri: datetime.date.fromisoformat(match[1]) for iri, match in found if match}


def test_law_under_a_number_of_certain_days_is_law_of_these_days(book: LawBook) -> None:
    """Article 46(1A) of the UK GDPR and its like are not cited for a day on which they did not exist."""
    since, until = days_of_labels(book, SINCE), days_of_labels(book, UNTIL)
    norms = [(norm, iri) for norm in book.norms.values() for iri in norm.stated_in]
    too_early = {
        (norm.iri, iri)
        for norm, iri in norms
        if iri in since and (norm.validity.start is None or norm.validity.start < since[iri])
    }
    too_late = {
        (norm.iri, iri)
        for norm, iri in norms
        if iri in until and (norm.validity.end is None or until[iri] + ONE_DAY < norm.validity.end)
    }

    assert "https://w3id.org/lexflux/uk/gdpr-2021/art-46-1a" in since
    assert "https://w3id.org/lexflux/uk/gdpr-2021/art-46-1-former" in until
    assert set() == too_early | too_late


def test_a_text_that_took_the_place_of_another_holds_from_the_day_on_which_it_did(book: LawBook) -> None:
    """Article 46(1A) of the UK GDPR and the former 46(1) share no day, though their instrument runs on."""
    new, former = (book.days_of_provision(f"{UK_GDPR}{number}") for number in ("art-46-1a", "art-46-1-former"))

    assert [str(former.start), str(former.end)] == ["2021-01-01", "2026-02-05"]
    assert [str(new.start), new.end] == ["2026-02-05", None]
    assert str(book.days_of_provision(f"{UK_GDPR}art-46-2").start) == "2021-01-01"


def test_a_provision_of_certain_days_holds_on_these_days(book: LawBook) -> None:
    """Whether it states a norm, a sanction or nothing, article 64A is no law of a day before its label says."""
    since = {iri: book.days_of_provision(iri).start for iri in days_of_labels(book, SINCE)}
    until = {iri: book.days_of_provision(iri).end for iri in days_of_labels(book, UNTIL)}

    assert days_of_labels(book, SINCE) == since
    assert {iri: day + ONE_DAY for iri, day in days_of_labels(book, UNTIL).items()} == until
    assert {"https://w3id.org/lexflux/difc/dpl-2020/art-64A"} <= since.keys()
