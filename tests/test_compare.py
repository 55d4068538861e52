"""Side by side: the same transfer under several days and regimes."""

import datetime
from pathlib import Path

import pytest

from lexflux.compare import compare
from lexflux.errors import UnknownTermError
from lexflux.facts import read_file
from lexflux.lawbook import LawBook

EXAMPLE = Path(__file__).parent.parent / "examples" / "airline-booking.yaml"
REFORM = [datetime.date(2024, 3, 21), datetime.date(2024, 3, 22)]


def test_the_reform_of_march_2024(book: LawBook) -> None:
    """The day of the reform turns the duty to be assessed into an exemption, and the comparison says what differs."""
    comparison = compare(book, read_file(str(EXAMPLE), book), ["cn"], REFORM, "en")
    rows = dict(comparison.rows)

    assert ("conditional", "permitted") == rows["Outcome"]
    assert "security assessment: unmet" in rows["Needed first"][0]
    assert "security assessment" not in rows["Needed first"][1]
    assert "Cross-Border Flow Provisions, art. 5(1)(1)" in rows["Exempt from"][1]
    assert {"Outcome", "Needed first", "Exempt from"} <= set(comparison.differing)


def test_a_day_without_law_is_said_so(book: LawBook) -> None:
    """A regime that had no law on a day gets a cell that says so, not an old or later text."""
    comparison = compare(book, read_file(str(EXAMPLE), book), ["cn"], [datetime.date(1990, 1, 1)], "zh")

    assert (("结论", ("当日无有效法律",)),) == comparison.rows


def test_unknown_regime(book: LawBook) -> None:
    """An unknown regime gets the known ones."""
    with pytest.raises(UnknownTermError, match="Unknown regime 'xx'"):
        compare(book, read_file(str(EXAMPLE), book), ["xx"], REFORM, "en")
