"""What changes for a transfer between days: aligned line by line, what stays the same only counted."""

import datetime
from pathlib import Path

from lexflux.analysis.changes import changes
from lexflux.analysis.compare import compare
from lexflux.facts.reader import read_file
from lexflux.law.lawbook import LawBook

EXAMPLE = Path(__file__).parents[2] / "examples" / "airline-booking.yaml"
REFORM = [datetime.date(2024, 3, 21), datetime.date(2024, 3, 22)]


def test_the_reform_line_by_line(book: LawBook) -> None:
    """Of the reform one sees the verdict, what is no longer asked and what rests on other articles, and no more."""
    (found,) = changes(compare(book, read_file(str(EXAMPLE), book), ["cn"], REFORM, "en"), 2)
    by_first = {one.lines[0]: one.lines[1] for one in found.found if one.lines[0]}

    assert ("Conditional", "Permitted") == found.verdicts
    assert "✓ permitted" == by_first["! conditional"]
    assert (
        "✓ impact assessment: in place [Cross-Border Flow Provisions, art. 10; PIPL, art. 55]"
        == by_first["✓ impact assessment: in place [PIPL, art. 55]"]
    )
    assert "" == by_first["✗ self-assessment of export risk: to do [Security Assessment Measures, art. 5]"]
    assert found.unchanged > 0
