"""The dialogue as somebody meets it who sits at a terminal and has never seen it before."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from lexflux.decision.statuses import TurnsOn, Verdict
from lexflux.knowledge_base import KnowledgeBase

KINDS = ["hr", "crm", "support", "clinical", "payments", "car", "ai-training", "e-commerce"]
COMMAND = [sys.executable, "-c", "from lexflux.faces.cli import main; main()"]
PROMPT, LONGEST = "> ", 240
# What somebody answers by what the screen shows, the first that fits.
REPLIES = (
    ("exporter · jurisdiction", "China"),
    ("recipient · jurisdiction", "Germany"),
    ("数据提供方 · 所在法域", "中国"),
    ("接收方 · 所在法域", "德国"),
    ("data 1 · collected in", "China"),
    ("数据 1 · 收集地", "中国"),
    ("Of which kinds is it?", "contact data"),
    ("2026-01-31", "2026-06-01"),
    ("yes; no", "no"),
    ("是；否", "否"),
    ("1,000-5,000", "500"),
    ("All that apply", "none"),
    ("请列全", "无"),
    ("", "1"),
)


def talk(*arguments: str, stop_after: int | None = None, asked_back: Mapping[str, str] | None = None) -> str:
    """Hold a dialogue at a pseudo-terminal, and return what the screen showed; what is asked back, once each."""
    back = dict(asked_back or {})
    ours, theirs = pty.openpty()
    running = subprocess.Popen([*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    screen, answers, begun = "", 0, time.monotonic()
    shown = 0
    while time.monotonic() - begun < LONGEST:
        if not select.select([ours], [], [], 0.1)[0]:
            if running.poll() is not None:
                break
            continue
        try:
            screen += os.read(ours, 1 << 16).decode("utf-8", "replace")
        except OSError:
            break
        if screen.endswith(PROMPT) and len(screen) > shown:
            question, shown = screen[shown:], len(screen)
            known = [key for key in back if key in question]
            replies = [back.pop(key) for key in known] or [reply for key, reply in REPLIES if key in question]
            os.write(ours, b"\x04" if answers == stop_after else f"{replies[0]}\n".encode())
            answers += 1
    running.terminate()
    running.wait(5)
    os.close(ours)
    return screen


@pytest.mark.parametrize("kind", KINDS)
def test_a_correct_file_of_each_kind(kind: str, tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """Without opening the schema, somebody who answers what the screen asks has a file with a settled answer."""
    file = tmp_path / "transfer.yaml"
    language = "zh" if KINDS.index(kind) % 2 else "en"
    screen = talk("new", str(file), "--kind", kind, "--ask", "--lang", language)

    found = knowledge.decide_together(file).found
    assert Verdict.UNDETERMINED != found.verdict, screen
    assert [] == [fact for one in found.decisions for fact in one.missing if fact.turns_on <= TurnsOn.WAY]
    assert "Traceback" not in screen
    assert f"lexflux check {file}" in screen.replace("\r\n", "")


@pytest.mark.parametrize("answers", [2, 5])
def test_interrupted_dialogue_leaves_a_file_that_can_be_checked(
    answers: int, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    """Whoever goes away keeps what was answered; what was not is unknown."""
    file = tmp_path / "transfer.yaml"
    talk("new", str(file), stop_after=answers)

    assert {"CN"} == {place.rpartition("/")[2] for place in knowledge.read(file).nodes["exporter"].values.popitem()[1]}
    assert knowledge.decide(file).verdict


def test_screen_says_what_an_answer_means_and_what_can_be_answered(tmp_path: Path) -> None:
    """Who does not know a word asks for it; that is no answer, and the question stands."""
    asked_back = {"recipient · jurisdiction": "?", "safeguards in place": "?2"}
    screen = talk("new", str(tmp_path / "transfer.yaml"), "--kind", "clinical", "--ask", asked_back=asked_back)

    assert "   Georgia   Germany   Ghana" in screen
    assert "impact assessment: " in screen
    assert "Written to" in screen


def test_nothing_is_left_where_nothing_was_answered(tmp_path: Path) -> None:
    """There is no file before there is a place and a day, and the screen says so."""
    screen = talk("new", str(tmp_path / "transfer.yaml"), stop_after=1)

    assert [] == list(tmp_path.iterdir())
    assert "Interrupted" in screen


def test_check_asks_first_and_answers_then(tmp_path: Path) -> None:
    """What a file leaves open is asked; the answer follows, and the file that was given stays as it was."""
    file = tmp_path / "begun.yaml"
    file.write_text(
        "date: 2026-06-01\nexporter: {locatedIn: CN}\nrecipient: {locatedIn: DE}\ndata: {type: ContactData}\n"
    )
    before = file.read_text("utf-8")
    screen = talk("check", str(file), "--ask")

    assert before == file.read_text("utf-8")
    assert (tmp_path / "begun-answered.yaml").exists()
    assert "law of 2026-06-01" in screen
    assert "exporter · jurisdiction" not in screen


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    """A file that exists is no place for answers."""
    file = tmp_path / "transfer.yaml"
    file.write_text("mine", "utf-8")
    done = subprocess.run([*COMMAND, "new", str(file), "--kind", "hr"], capture_output=True, text=True, check=False)

    assert (3, "mine") == (done.returncode, file.read_text("utf-8"))
    assert "exists already" in done.stderr
