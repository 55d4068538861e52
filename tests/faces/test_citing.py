"""The commands on citations and changes as a user meets them: forms, exit codes, messages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from lexflux.faces.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
MEMO = "Under Article 37 of the Cybersecurity Law data stay. HIPAA art. 33 differs.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return the exit code of a command, what it prints and what it says on standard error."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    code = left.value.code
    printed = capsys.readouterr()
    return code if isinstance(code, int) else 0, printed.out, printed.err


@pytest.fixture
def memo(tmp_path: Path) -> str:
    """Return the path of a memo with two citations."""
    path = tmp_path / "memo.md"
    path.write_text(MEMO, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("fail_on", "code"), [(None, 1), ("none", 0), ("not-held", 4), ("superseded", 0), ("renumbered, ended", 1)]
)
def test_marks_decide_the_exit_code(
    capsys: pytest.CaptureFixture[str], memo: str, fail_on: str | None, code: int
) -> None:
    """What is wrong for certain fails with 1, what is merely open with 4."""
    chosen = ["--fail-on", fail_on] if fail_on else []

    assert code == run(capsys, "cites", memo, "--on", "2026-06-01", *chosen)[0]


def test_every_form_tells_the_same_marks(capsys: pytest.CaptureFixture[str], memo: str) -> None:
    """Text, Markdown, JSON and SARIF name both citations, at their places."""
    command = ("cites", memo, "--on", "2026-06-01")
    tree = json.loads(run(capsys, *command, "--format", "json")[1])
    sarif = json.loads(run(capsys, *command, "--format", "sarif")[1])

    places = [(one["line"], one["column"]) for one in tree["citations"]]
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in sarif["runs"][0]["results"]]
    assert ["renumbered", "not-held"] == [one["mark"] for one in tree["citations"]]
    assert places == [(one["startLine"], one["startColumn"]) for one in regions]
    for form in ("text", "markdown"):
        printed = run(capsys, *command, "--format", form)[1]
        assert all(f":{line}:{column}" in printed for line, column in places)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_card_tells_what_a_number_was_and_is(capsys: pytest.CaptureFixture[str], language: str) -> None:
    """The old number, the new one, the norm and the day of change stand on the card, in both languages."""
    _, printed, _ = run(capsys, "cite", "《网络安全法》第三十七条", "--on", "2026-06-01", "--lang", language)

    assert all(part in printed for part in ("cn-csl-2026/37", "39", "2026-01-01"))


def test_law_that_is_made_and_not_in_force_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """On a day before it applies, the later edition is told with the day on which it does."""
    tree = json.loads(run(capsys, "cite", "Cybersecurity Law art. 37", "--on", "2025-12-01", "--format", "json")[1])

    assert ["2026-01-01"] == [one["from"] for one in tree["citations"][0]["enactedNotInForce"]]


@pytest.mark.parametrize(
    ("cited", "day", "told"),
    [
        ("DIFC-64A", "2025-07-14", "not yet in force: in force from 2025-07-15"),
        ("DIFC-64A", "2025-07-15", "stands"),
        ("DIFC Data Protection Law, art. 64A", "2021-01-01", "not yet in force: in force from 2025-07-15"),
        ("DIFC-28-FORMER", "2025-07-14", "stands"),
        ("DIFC-28-FORMER", "2025-07-15", "no longer in force: since 2025-07-15"),
        ("TR-9-FORMER", "2024-09-01", "no longer in force: since 2024-09-01"),
    ],
)
def test_an_article_is_not_cited_on_a_day_on_which_there_was_none(
    capsys: pytest.CaptureFixture[str], cited: str, day: str, told: str
) -> None:
    """An article that an amendment put in, or took out, stands on its own days and not on those of its law."""
    assert run(capsys, "cite", cited, "--on", day)[1].splitlines()[1].startswith(told)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("cite", "Cybersecurty", "--on", "2026-06-01"), 2),
        (("cite", "PIPL art. 39"), 3),
        (("cites", "nowhere.md", "--on", "2026-06-01"), 3),
        (("cites", str(EXAMPLES / "README.md"), "--on", "2026-06-01", "--fail-on", "wrong"), 2),
        (("adequate", "us", "--on", "2026-06-01"), 2),
        (("since", "2026-06-01", str(EXAMPLES / "bank-remittance.yaml"), "--on", "2026-05-01"), 3),
        (("since", "nowhere.json", str(EXAMPLES / "bank-remittance.yaml"), "--on", "2026-05-01"), 3),
    ],
)
def test_bad_input_gives_one_message(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int) -> None:
    """Nothing is printed but one message, with its exit code."""
    left, out, err = run(capsys, *arguments)

    assert (code, "") == (left, out)
    assert "Traceback" not in err
    assert err.strip()


def test_a_schedule_keeps_its_snapshot(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What one run saves is the snapshot of the next; a file that is there is not overwritten."""
    register, kept = str(EXAMPLES / "bank-remittance.yaml"), str(tmp_path / "kept.jsonl")

    first = run(capsys, "since", "2024-03-01", register, "--on", "2024-03-02", "--save", kept)
    again = run(capsys, "since", "2024-03-01", register, "--on", "2024-03-02", "--save", kept)
    later = run(capsys, "since", kept, register, "--on", "2024-04-01", "--format", "csv")

    assert (0, 3, 1) == (first[0], again[0], later[0])
    assert ["2024-03-22"] == [row["day"] for row in csv.DictReader(io.StringIO(later[1]))]


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_a_change_is_told_in_every_form(capsys: pytest.CaptureFixture[str], form: str) -> None:
    """The day and the article of the change stand in each form."""
    register = str(EXAMPLES / "bank-remittance.yaml")

    code, printed, _ = run(
        capsys, "since", "2024-03-01", register, "--on", "2024-04-01", "--format", form, "--lang", "zh"
    )

    assert code == 1
    assert "2024-03-22" in printed
    assert "《跨境流动规定》" in printed


def test_places_are_given_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON carry codes, scopes, days and the caveat of a day beyond the law."""
    rows = list(csv.DictReader(io.StringIO(run(capsys, "adequate", "eu", "--on", "2030-01-01", "--format", "csv")[1])))
    tree = json.loads(run(capsys, "adequate", "eu", "--on", "2030-01-01", "--format", "json")[1])

    assert {row["place"] for row in rows} == {one["place"] for one in tree["places"]}
    assert all(row["lawKnownUntil"] for row in rows)
    assert tree["caveat"]
