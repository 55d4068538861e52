"""What `lexflux compare` puts side by side: agreements, thresholds, and what changes for many transfers."""

import datetime
from pathlib import Path

import pytest

from lexflux.batch.entries import find_entries
from lexflux.errors import UnknownTermError
from lexflux.faces.comparisons.agreements import agreements_table
from lexflux.faces.comparisons.changes import Asked, changes_table, compare_entries
from lexflux.faces.comparisons.thresholds import thresholds_table
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.wording import Wording

EXAMPLES = Path(__file__).parents[2] / "examples"
REFORM = ["2024-03-21", "2024-03-22"]
CHOSEN = ["cptpp", "depa", "rcep"]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load()


def test_a_matrix_of_chosen_agreements(knowledge: KnowledgeBase) -> None:
    """A cell has strength with class, exception with its test, and enforcement; empty rows are left out and counted."""
    found = agreements_table(knowledge, CHOSEN, [], "2026-06-01", "en")
    rows = {name: cells for name, *cells in found.rows}
    cptpp, depa, rcep = rows["localisation"]

    assert ["", "CPTPP", "DEPA", "RCEP"] == [*found.columns]
    assert cptpp.startswith("● binding duty (enforceable): no condition of local facilities [article 14.13.2]")
    assert "legitimate public policy objective: not greater than required (objective) [article 14.13.3]" in cptpp
    assert "enforcement: open to dispute settlement [article 28.3.1]" in cptpp
    assert depa.startswith("○ reaffirmation (statement)")
    assert rcep.startswith("○ binding duty (self-judged, not enforceable)")
    assert "Cambodia until 2027-01-01" in rcep
    assert ("– none found [article 12.16]", "? not researched") == (rows["source code"][2], rows["financial data"][1])
    assert not [cells for cells in rows.values() if all(cell.startswith("? ") for cell in cells)]
    assert found.notes[0].startswith("7 topics on which none of these has a commitment recorded are left out: ")


def test_a_matrix_has_a_day(knowledge: KnowledgeBase) -> None:
    """On a day before an agreement is in force its column says so, and a grace period ends with its last day."""
    days = ("2017-01-01", "2031-01-01")
    early, late = (agreements_table(knowledge, CHOSEN, ["localisation"], day, "en") for day in days)

    assert "DEPA (not in force on this day)" in early.columns
    assert "Cambodia" not in " ".join(late.rows[0])


def test_a_commitment_of_other_days_is_not_unknown(knowledge: KnowledgeBase) -> None:
    """A commitment that came later is told as not in force, neither as absent nor as not researched."""
    days = ("2024-06-30", "2024-07-01")
    before, after = (agreements_table(knowledge, ["eu-jp-epa"], ["Localisation"], day, "en").rows[0][1] for day in days)

    assert "– not in force on this day" == before
    assert "binding duty" in after


@pytest.mark.parametrize(("name", "hint"), [("cptp", "Did you mean cptpp"), ("PIPL", "'PIPL' is no agreement")])
def test_what_is_no_agreement(knowledge: KnowledgeBase, name: str, hint: str) -> None:
    """A name of no agreement, be it that of an act, is refused."""
    with pytest.raises(UnknownTermError, match=hint):
        agreements_table(knowledge, [name], [], None, "en")


def test_thresholds_by_regime_and_day(knowledge: KnowledgeBase) -> None:
    """Numbers stand by what they count, from low to high; what is new on a later day is marked, silence is told."""
    found = thresholds_table(knowledge, ["cn", "us"], REFORM, "en")
    rows = {name: cells for name, *cells in found.rows}
    before, after, us, _ = rows["people this year"]

    assert ["mainland China\n2024-03-21", "mainland China\n2024-03-22"] == [*found.columns[1:3]]
    assert ("– not in force on this day", "? not researched") == (before, us)
    assert [line.split(":")[0] for line in after.splitlines()] == [
        "+ < 100,000",
        "+ ≥ 100,000, < 1,000,000",
        "+ ≥ 1,000,000",
    ]


def test_what_changes_for_many(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Of a folder only what changes is shown, what stays the same is counted, and a bad file costs only itself."""
    for name in ("one", "other"):
        (tmp_path / f"{name}.yaml").write_text((EXAMPLES / "airline-booking.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "bad.yaml").write_text("exporter: {", "utf-8")
    (tmp_path / "flow.yaml").write_text((EXAMPLES / "flows" / "records-and-support.yaml").read_text("utf-8"), "utf-8")
    entries = list(find_entries([str(tmp_path)], knowledge, ColumnMap()))

    days = [datetime.date.fromisoformat(day) for day in REFORM]
    done = compare_entries(knowledge, entries, Asked(["cn"], days, []), "en")
    found = changes_table(done, Wording(knowledge.book, "en"), days)

    outcomes = [row[-2:] for row in found.rows if row[-3] == "Outcome"]
    assert [("! conditional", "✓ permitted")] * 2 == outcomes
    assert "Verdicts that change: conditional → permitted: 2" in found.notes
    assert "Inputs with errors: 2" in found.notes
    assert found.notes[0].endswith("12 lines that stay the same are left out.")
    assert not [row for row in found.rows if row[-1] == row[-2]]
