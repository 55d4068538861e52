"""Side by side: the same transfer under several days and regimes."""

import datetime
from pathlib import Path

import pytest
import yaml

from lexflux.analysis.compare import compare
from lexflux.errors import InputError, UnknownTermError
from lexflux.facts.reader import read_file, read_tree
from lexflux.law.lawbook import LawBook
from lexflux.terms import local

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "airline-booking.yaml"
PATIENTS = EXAMPLES / "patient-records-cloud.yaml"
REFORM = [datetime.date(2024, 3, 21), datetime.date(2024, 3, 22)]


def test_the_reform_of_march_2024(book: LawBook) -> None:
    """The day of the reform turns the duty to be assessed into an exemption, and the comparison says what differs."""
    comparison = compare(book, read_file(str(EXAMPLE), book), ["cn"], REFORM, "en")
    rows = dict(comparison.rows)

    assert ("! conditional", "✓ permitted") == rows["Outcome"]
    assert "security assessment: to do" in rows["Needed first"][0]
    assert "security assessment" not in rows["Needed first"][1]
    assert "Cross-Border Flow Provisions, art. 5(1)(1)" in rows["Exempt from"][1]
    assert {"Outcome", "Needed first", "Exempt from"} <= set(comparison.differing)
    assert "exempt: Exemption for contracts with the individual" in rows["Decided by"][1]


def test_a_day_without_law_is_said_so(book: LawBook) -> None:
    """A regime that had no law on a day gets a cell that says so, not an old or later text."""
    comparison = compare(book, read_file(str(EXAMPLE), book), ["cn"], [datetime.date(1990, 1, 1)], "zh")

    assert (("结论", ("– 当日无有效法律",)),) == comparison.rows


def test_unknown_regime(book: LawBook) -> None:
    """An unknown regime gets the known ones."""
    with pytest.raises(UnknownTermError, match="Unknown regime 'xx'"):
        compare(book, read_file(str(EXAMPLE), book), ["xx"], REFORM, "en")


def test_one_transfer_from_five_places(book: LawBook) -> None:
    """As if it left from five places, one transfer meets five regimes, each with its mechanisms and deadlines."""
    comparison = compare(
        book, read_file(str(PATIENTS), book), [], [datetime.date(2026, 6, 1)], "en", ["CN", "DE", "GB", "US", "SG"]
    )
    rows = dict(comparison.rows)

    assert [("CN", "cn"), ("DE", "eu"), ("GB", "uk"), ("US", "us"), ("SG", "sg")] == [
        (one.origin, one.regime) for one in comparison.columns
    ]
    assert ("✗ prohibited", *["! conditional"] * 4) == rows["Outcome"]
    assert rows["Decided by"][0].startswith("prohibited: No population health information on servers abroad")
    assert "lacking: data compliance program, security requirements" == rows["Decided by"][3]
    assert "adequacy\ncertification\nconsent\ncontract\nprior approval" == rows["Mechanism families"][4]
    assert "✗ report of the audit: to do [Data Security Program, § 202.1002]" == rows["Filings and reports"][3]
    deadline = (
        "report of the audit: within 60 days, counted from completion of the audit [Data Security Program, § 202.1002]"
    )
    assert deadline in rows["Deadlines"][3].splitlines()
    assert set(comparison.differing) == set(rows)


def test_what_is_not_covered_is_said(book: LawBook, without_law: list[str]) -> None:
    """Regimes not touched are left out by name, and places whose law is not encoded are named: no permission either."""
    tree = yaml.safe_load(PATIENTS.read_text(encoding="utf-8"))
    tree["recipient"]["locatedIn"] = local(without_law[-1])
    comparison = compare(book, read_tree(tree, book), [], [datetime.date(2026, 6, 1)], "en")

    assert ["us"] == [column.regime for column in comparison.columns]
    assert tuple(sorted(book.regimes.keys() - {"us", *comparison.if_received})) == comparison.not_reached
    assert {"eu", "uk"} <= set(comparison.if_received)
    assert "sg" in comparison.not_reached
    assert (without_law[-1],) == comparison.not_encoded


def test_a_regime_asked_for_stays_although_not_reached(book: LawBook) -> None:
    """A regime that the user names has its column, which says that being outside is no permission."""
    comparison = compare(book, read_file(str(PATIENTS), book), ["sg"], [datetime.date(2026, 6, 1)], "en")

    assert ("○ not applicable · outside this regime, which is not a permission",) == dict(comparison.rows)["Outcome"]


def test_unknown_place_of_departure(book: LawBook) -> None:
    """A place that does not exist gets the nearest ones."""
    with pytest.raises(InputError, match="SG"):
        compare(book, read_file(str(PATIENTS), book), [], [datetime.date(2026, 6, 1)], "en", ["SGP"])


def test_members_of_the_union_have_its_law(book: LawBook, without_law: list[str]) -> None:
    """Whose law a regime is follows designations: a member State has the law of the Union while it is a member."""
    place = "https://w3id.org/lexflux/place/"

    assert ("eu",) == book.regimes_of(f"{place}DE", datetime.date(2026, 1, 1))
    assert ("uk",) == book.regimes_of(f"{place}GB", datetime.date(2026, 1, 1))
    assert () == book.regimes_of(without_law[0], datetime.date(2026, 1, 1))


def test_what_decides_is_named_only_where_it_decides(book: LawBook) -> None:
    """An open point or unknown fact is said to decide where the verdict turns on it, not where only later duties do."""
    open_case, settled = (
        dict(
            compare(
                book, read_file(str(EXAMPLES / f"{name}.yaml"), book), ["cn"], [datetime.date(2025, 11, 3)], "en"
            ).rows
        )
        for name in ("hotel-group-members", "hotel-booking-abroad")
    )

    assert ("? undetermined",) == open_case["Outcome"]
    assert "turns on what is not known: people this year, not sensitive" in open_case["Decided by"][0]
    assert ("✓ permitted",) == settled["Outcome"]
    assert settled["What is missing, the most decisive first"][0]
    assert settled["Open points of law"][0]
    assert "turns on" not in settled["Decided by"][0]
