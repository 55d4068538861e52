"""Whose answer changes between a former run and a later day: the day, the norm, and what was recorded."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from lexflux.batch.changes import Change, Comparison
from lexflux.batch.entries import Entry, find_entries
from lexflux.batch.run import Asked
from lexflux.batch.snapshots import Snapshot, read_snapshot
from lexflux.errors import InputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import compact

EXAMPLES = Path(__file__).parents[2] / "examples"
BOOKING, CONTRACT = EXAMPLES / "airline-booking.yaml", EXAMPLES / "first-contract-filing.yaml"
FLOW = EXAMPLES / "flows" / "records-and-support.yaml"


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def changes(knowledge: KnowledgeBase, snapshot: Snapshot, after: str, *paths: Path) -> list[Change]:
    """Return the changes of the answers on what files describe."""
    comparison = Comparison(knowledge, Asked(), snapshot, day(after))
    entries = find_entries(map(str, paths), knowledge, ColumnMap())
    return [one for entry in entries if isinstance(entry, Entry) for one in comparison.changes(entry)]


def test_the_day_and_the_norm_of_a_change_are_told(knowledge: KnowledgeBase) -> None:
    """A booking is freed on the day on which the exemption for contracts with the individual begins."""
    (found,) = changes(knowledge, Snapshot(day("2024-03-01")), "2024-04-01", BOOKING)

    (step,) = found.steps
    assert (found.was["verdict"], found.now["verdict"]) == ("Conditional", "Permitted")
    assert day("2024-03-22") == step.day
    exemption = "cn/cbdf-2024/ContractExemption"
    assert exemption in map(compact, step.begun) or any("Exempt" in one or "Contract" in one for one in step.begun)


def test_nothing_changes_where_the_law_does_not(knowledge: KnowledgeBase) -> None:
    """Between two days of the same law no answer is told, of a transfer or of a flow."""
    assert [] == changes(knowledge, Snapshot(day("2026-05-01")), "2026-06-01", BOOKING, CONTRACT, FLOW)


def test_a_day_before_the_law_is_compared(knowledge: KnowledgeBase) -> None:
    """Where no law was in force then, the answer of today is a change: of each law that applies now, or may."""
    found = changes(knowledge, Snapshot(day("1990-01-01")), "2026-06-01", BOOKING)
    joint = knowledge.decide_together(BOOKING, on="2026-06-01")

    assert all({} == dict(one.was) for one in found)
    assert {knowledge.book.regimes[one.regime] for one in found} == {
        one.regime for one in (*joint.decisions, *joint.found.others)
    }
    assert "2024-03-22" in {str(step.day) for one in found for step in one.steps}


def test_each_day_of_change_is_the_first_of_a_new_answer(knowledge: KnowledgeBase) -> None:
    """On the day before a step the answer is the former one, and the steps lead from the one end to the other."""
    found = changes(knowledge, Snapshot(day("2023-01-15")), "2026-06-01", CONTRACT)

    assert any(one.regime == "cn" and len(one.steps) > 2 for one in found)
    for one in found:
        assert [one.was, *(step.now for step in one.steps)] == [*(step.was for step in one.steps), one.now]
        assert sorted({step.day for step in one.steps}) == [step.day for step in one.steps]


def answer(knowledge: KnowledgeBase, on: str) -> dict[str, Any]:
    """Return the receipt of an answer, as JSON gives it back."""
    read: dict[str, Any] = json.loads(json.dumps(knowledge.decide(BOOKING, on=on).receipt))
    return read


def written(path: Path, *trees: object) -> str:
    path.write_text("".join(json.dumps(tree, ensure_ascii=False) + "\n" for tree in trees), "utf-8")
    return str(path)


def test_a_receipt_is_a_snapshot_of_its_day(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """The day and the law of a receipt are read, and its transfer is found by its facts."""
    receipt = answer(knowledge, "2024-03-01")

    snapshot = read_snapshot(written(tmp_path / "answer.json", {"receipt": receipt}))

    assert day("2024-03-01") == snapshot.day
    assert [] == snapshot.differing_files(knowledge.book.hashes)
    assert ["2024-03-22"] == [
        str(step.day) for one in changes(knowledge, snapshot, "2024-04-01", BOOKING) for step in one.steps
    ]


def test_an_answer_of_other_law_is_told_as_such(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """A recorded answer that the law held here does not give is a change, with the files that differ."""
    receipt = answer(knowledge, "2026-05-01")
    changed = next(iter(receipt["files"]))
    receipt["files"][changed] = "0" * 64
    receipt["outcome"]["verdict"] = "Prohibited"

    snapshot = read_snapshot(written(tmp_path / "receipts.jsonl", receipt))
    (found,) = changes(knowledge, snapshot, "2026-06-01", BOOKING)

    assert [changed] == snapshot.differing_files(knowledge.book.hashes)
    assert found.is_of_other_law
    assert () == found.steps


def test_lines_of_check_are_a_snapshot(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Of a list only the verdicts are recorded; a transfer is found by its name, and the line that sums up is none."""
    line = {
        "file": "old.yaml",
        "line": None,
        "transfer": "Flight booking on the first day of the 2024 rules / 2024年新规首日的机票预订",
        "leg": "",
    }
    line |= {"regime": "cn", "on": "2024-03-01", "verdict": "Permitted"}

    snapshot = read_snapshot(written(tmp_path / "run.jsonl", line, {"summary": {}}))
    found = changes(knowledge, snapshot, "2024-03-02", BOOKING)

    assert [("Permitted", "Conditional", True)] == [
        (one.was["verdict"], one.now["verdict"], one.is_of_other_law) for one in found
    ]


def test_a_record_in_dpv_is_a_register(knowledge: KnowledgeBase) -> None:
    """Each recipient of each process in DPV is a transfer of the register."""
    (entry,) = find_entries([str(EXAMPLES / "dpv-hospital-study.ttl")], knowledge, ColumnMap())

    (found,) = Comparison(knowledge, Asked(), Snapshot(day("2024-03-01")), day("2024-04-01")).changes(entry)

    assert [day("2024-03-22")] == [step.day for step in found.steps]


@pytest.mark.parametrize("content", ["", "[]", "{}", "{", '{"receipt": 5}', '{"schema": "lexflux-receipt/1"}'])
def test_what_records_no_answer_is_refused(tmp_path: Path, content: str) -> None:
    """A file without answers is no snapshot in which nothing changed."""
    path = tmp_path / "none.json"
    path.write_text(content, "utf-8")

    with pytest.raises(InputError):
        read_snapshot(str(path))
