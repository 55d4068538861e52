"""Records decided as they come in: what is told, and that nothing is lost when a watch is killed."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexflux.faces.cli import main
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.ledger.lines import RecordReader
from lexflux.ledger.store import Ledger
from lexflux.ledger.watching import Told, Watch, Watcher
from tests.ledger.transfers import transfer

DAY = "2026-06-01"
SENSITIVE = transfer("HealthData")


def line(name: str, people: int | list[str], tree: dict[str, Any], **more: Any) -> bytes:
    """Return a record as a line."""
    counted = {"people": people} if isinstance(people, int) else {"persons": people}
    return json.dumps({"id": name, "date": DAY, **counted, "transfer": tree, **more}).encode()


def watched(knowledge: KnowledgeBase, folder: Path, *lines: bytes) -> list[dict[str, Any]]:
    """Return what a watch tells of records under the law of the mainland, which it keeps."""
    reader = RecordReader(knowledge.book)
    watcher = Watcher(knowledge.book, Ledger(folder / "ledger", create=True), Watch(regimes=("cn",)), Told())
    with watcher.ledger.writing():
        events = watcher.look([reader.read_line(one, f"test:{number}") for number, one in enumerate(lines, 1)])
        watcher.keep()
    return events


def test_a_threshold_is_told_before_and_when_it_is_reached(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """The record that reaches a number is named, however many come with it, and what is needed from then on."""
    lines = [line(str(place), [f"{place}-{n}" for n in range(2_500)], SENSITIVE) for place in range(5)]

    events = watched(knowledge, tmp_path, *lines)

    told = [one for one in events if one.get("label") == "people of the year, sensitive information"]
    assert ["threshold reached"] == [one["event"] for one in told if one["event"] != "near threshold"]
    reached = next(one for one in told if one["event"] == "threshold reached")
    assert "3" == reached["record"]
    assert "SecurityAssessment" in reached["needed"]
    assert {"0", "1", "2", "3", "4"} == {one["record"] for one in events if one["event"] == "may not go"}
    assert [str(place) for place in range(5)] == sorted(
        Ledger(tmp_path / "ledger").collect(Ledger(tmp_path / "ledger").scan("id"))["id"].unique()
    )


def test_records_that_the_ledger_has_are_not_told_again(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """The same record again is passed over; another one with its id is told."""
    first = line("1", ["p"], SENSITIVE)
    watched(knowledge, tmp_path, first)

    assert [] == watched(knowledge, tmp_path, first)
    (event,) = watched(knowledge, tmp_path, line("1", ["q"], SENSITIVE))
    assert ("problem", "test:1") == (event["event"], event["where"])


def test_nothing_is_lost_when_a_watch_is_killed(tmp_path: Path) -> None:
    """Killed at any moment and run again, a watch has told of every record at least once and counted each once."""
    folder, ledger, output = tmp_path / "records", tmp_path / "ledger", tmp_path / "events.jsonl"
    folder.mkdir()
    names = [f"{file}-{place}" for file in range(8) for place in range(20)]
    for file in range(8):
        lines = [line(name, [name], SENSITIVE) for name in names if name.startswith(f"{file}-")]
        (folder / f"{file}.jsonl").write_bytes(b"".join(one + b"\n" for one in lines))
    command = [sys.executable, "-c", "from lexflux.faces.cli import main; main()"]
    arguments = ["watch", str(ledger), str(folder), "--regime", "cn", "--span", "0"]
    with output.open("wb") as events, subprocess.Popen([*command, *arguments, "--follow"], stdout=events) as killed:
        deadline = time.monotonic() + 120
        while not output.stat().st_size and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(killed.pid, signal.SIGKILL)
    assert output.stat().st_size

    again = subprocess.run([*command, *arguments], check=False, capture_output=True, text=True)
    assert 1 == again.returncode, again.stderr
    told = [*output.read_text("utf-8").split("\n")[:-1], *again.stdout.splitlines()]
    assert set(names) == {one["record"] for one in map(json.loads, told) if one["event"] == "may not go"}
    opened = Ledger(ledger)
    assert Counter(names) == Counter(opened.collect(opened.scan("id"))["id"])


def test_records_that_come_together_are_decided_by_their_days(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """A record that comes late counts for those dated after it, and each counts once."""
    late = [
        line(f"late{place}", [f"{place}-{n}" for n in range(5_000)], SENSITIVE, date="2026-05-31") for place in range(2)
    ]

    events = watched(knowledge, tmp_path, line("today", ["p"], SENSITIVE), *late, line("again", ["p"], SENSITIVE))

    reached = [one for one in events if one["event"] == "threshold reached" and one["number"] == 10_000]
    assert {"late1"} == {one["record"] for one in reached}
    asked = {one["record"]: json.dumps(one["laws"]) for one in events if one["event"] == "may not go"}
    assert {"late1", "today", "again"} == {name for name, laws in asked.items() if "SecurityAssessment" in laws}


def test_a_record_dated_before_others_makes_a_count_reach_a_number_on_their_day(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    """A clock that goes backwards hides no threshold: the late record is named, with the day on which it counts."""
    watched(knowledge, tmp_path, line("before", [f"p{n}" for n in range(9_999)], SENSITIVE))
    late = line("late", ["q"], SENSITIVE, date="2026-05-01")

    alone = watched(knowledge, tmp_path, late, late)

    reached = [
        one
        for one in alone
        if one["event"] == "threshold reached" and one["label"] == "people of the year, sensitive information"
    ]
    assert [("late", "2026-05-01", DAY)] == [(one["record"], one["date"], one["on"]) for one in reached]
    assert "SecurityAssessment" in reached[0]["needed"]
    assert [] == [one for one in alone if one["event"] == "problem"]


NASTY = ['"', "\\", '"transfer"', "}", "{", "\u202e", "\n", '\\"transfer": {}', "传输"]
texts = st.lists(st.sampled_from([*NASTY, "a"]), max_size=4).map("".join)
values = st.recursive(
    st.one_of(texts, st.integers(), st.booleans(), st.none()),
    lambda below: st.one_of(st.lists(below, max_size=2), st.dictionaries(texts, below, max_size=2)),
    max_leaves=4,
)
objects = st.dictionaries(st.one_of(st.sampled_from(["id", "transfer"]), texts), values, max_size=4)


@given(st.lists(objects, min_size=1, max_size=4), st.sampled_from(["", ",", "}", '"', " "]))
def test_a_line_says_the_same_however_often_its_end_was_met(
    book: LawBook, trees: list[dict[str, Any]], more: str
) -> None:
    """What is remembered of lines before changes nothing of what a line says, nor whether it is one."""
    reader = RecordReader(book)
    for tree in [*trees, *trees, *({**trees[0], **one} for one in trees)]:
        written = (json.dumps(tree, ensure_ascii=False) + more).encode()
        try:
            expected: Any = json.loads(written)
        except ValueError:
            with pytest.raises(json.JSONDecodeError):
                reader.tree_of(written)
        else:
            assert json.dumps(expected) == json.dumps(reader.tree_of(written)[0])


@pytest.mark.parametrize("by_pipe", [False, True])
def test_the_last_line_needs_no_end(tmp_path: Path, capfd: pytest.CaptureFixture[str], by_pipe: bool) -> None:
    """A record whose line is not ended is one once nothing more is waited for."""
    (tmp_path / "records").mkdir()
    written = line("first", ["p"], SENSITIVE) + b"\n" + line("last", ["q"], SENSITIVE)
    (tmp_path / "records" / "all.jsonl").write_bytes(written)
    command = [sys.executable, "-c", "from lexflux.faces.cli import main; main()", "watch", str(tmp_path / "ledger")]
    source = "-" if by_pipe else str(tmp_path / "records")

    told = subprocess.run([*command, source, "--regime", "cn"], input=written, stdout=subprocess.PIPE, check=False)

    events = [json.loads(one) for one in told.stdout.splitlines()]
    assert ["first", "last"] == [one["record"] for one in events if one["event"] == "may not go"]


def test_law_that_changes_and_safeguards_that_end_are_told_ahead(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """What a change of law on a coming day does to a running transfer, and an assessment that ends, are told once."""
    safeguard = {"type": "SecurityAssessment", "issuedOn": "2023-06-15", "status": "Concluded"}
    reader = RecordReader(knowledge.book)
    watch = Watch(span=30, regimes=("cn",))
    watcher = Watcher(knowledge.book, Ledger(tmp_path / "ledger", create=True), watch, Told())
    day = datetime.date(2024, 3, 1)
    tree = {**SENSITIVE, "safeguard": [safeguard]}
    records = [reader.read(json.loads(line(name, 1, tree, date=str(day))), f"test:{name}") for name in ("1", "2")]

    events = watcher.look(records)

    assert ["2024-03-22"] == [one["on"] for one in events if one["event"] == "law changes"]


@pytest.mark.parametrize("address", ["http://192.0.2.1/", "https://127.0.0.1/", "ftp://localhost/", "nonsense"])
def test_events_are_posted_to_this_machine_alone(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address elsewhere is refused before anything is read."""
    with pytest.raises(SystemExit) as ended:
        main(["watch", str(tmp_path / "ledger"), str(tmp_path), "--webhook", address])

    assert 2 == ended.value.code
    assert address in capsys.readouterr().err
