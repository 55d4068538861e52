"""The forms in which the command line prints many transfers, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lexflux.faces.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FILES = [str(EXAMPLES / f"{name}.yaml") for name in ("multinational-hr", "hr-foreign-court", "staff-visit")]


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["check", *arguments])
    return int(str(ended.value.code)), capsys.readouterr().out


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [
        ("prohibited,conditional,undetermined", 1),
        ("undetermined", 4),
        ("conditional", 0),
        ("not-applicable", 0),
        ("permitted", 1),
        ("none", 0),
        ("prohibitted", 2),
    ],
)
def test_what_fails_is_chosen(fail_on: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The verdicts named let the command fail; what does not apply by presumption alone counts as undetermined."""
    assert code == check(capsys, *FILES, "--fail-on", fail_on)[0]


@pytest.mark.parametrize(("language", "words"), [("en", "by presumption"), ("zh", "仅因推定")])
def test_text_has_one_line_each_and_a_summary(language: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each transfer has its line with verdict, file, law and grounds; the summary counts."""
    _, text = check(capsys, *FILES, "--regime", "cn", "--lang", language)
    lines, summary = text.split("\n\n")

    assert FILES == [next(file for file in FILES if file in line) for line in lines.splitlines()]
    assert words in lines.splitlines()[2]
    assert "[" in lines.splitlines()[1]
    assert "1" in summary


def test_bad_input_ends_with_its_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    """The good ones are answered all the same."""
    code, text = check(capsys, *FILES, "nowhere.yaml", "--fail-on", "none")

    assert 3 == code
    assert all(file in text for file in [*FILES, "nowhere.yaml"])


def test_nothing_to_check_is_no_all_clear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder, an empty list and a table of headings alone are bad input."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.yaml").write_text("[]", "utf-8")
    (tmp_path / "table.csv").write_text("Exporter country,Recipient country\n", "utf-8")

    assert [3, 3, 3] == [
        check(capsys, str(tmp_path / name), "--fail-on", "none")[0] for name in ("empty", "list.yaml", "table.csv")
    ]


def test_data_forms_agree(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON lines, JSON and CSV tell the same verdicts, and errors with them."""
    arguments = (*FILES, "nowhere.yaml", "--regime", "cn", "--format")
    *lines, summary = map(json.loads, check(capsys, *arguments, "jsonl")[1].splitlines())
    whole = json.loads(check(capsys, *arguments, "json")[1])
    rows = list(csv.DictReader(io.StringIO(check(capsys, *arguments, "csv")[1])))

    assert [*whole["outcomes"], *whole["problems"]] == lines
    assert whole["summary"] == summary["summary"]
    assert ["Permitted", "Prohibited", "NotReached", ""] == [row["verdict"] for row in rows]
    assert ["Permitted", "Prohibited", "NotReached"] == [one["verdict"] for one in whole["outcomes"]]
    assert "nowhere.yaml" in rows[3]["error"]


def test_law_that_may_apply_is_no_all_clear_among_many(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a regime, a permitted transfer that other law may reach has a line for that, and the command fails."""
    code, text = check(capsys, FILES[0], FILES[0], "--format", "csv", "--fail-on", "undetermined")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert 4 == code
    assert ["Permitted", "Undetermined"] * 2 == [row["verdict"] for row in rows]
    assert ["cn", ""] * 2 == [row["regime"] for row in rows]


def test_forms_of_tools(capsys: pytest.CaptureFixture[str]) -> None:
    """JUnit and SARIF name the failures and the bad input, each where it stands."""
    arguments = (*FILES, "nowhere.yaml", "--regime", "cn", "--format")
    suites = ET.fromstring(check(capsys, *arguments, "junit")[1])
    sarif = json.loads(check(capsys, *arguments, "sarif")[1])
    results = sarif["runs"][0]["results"]

    assert ("4", "2", "1") == (suites.get("tests"), suites.get("failures"), suites.get("errors"))
    assert ["Prohibited", "Undetermined"] == [one.get("type") for one in suites.iter("failure")]
    assert ["Prohibited", "Undetermined", "BadInput"] == [one["ruleId"] for one in results]
    assert {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]} >= {one["ruleId"] for one in results}


def test_inventory_shows_its_columns_and_is_corrected_by_what_it_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What columns were taken for is shown in the form in which a file corrects it; then nothing is left unread."""
    table = str(EXAMPLES / "inventory" / "transfers.csv")
    with pytest.raises(SystemExit) as ended:
        main(["check", table, "--fail-on", "none"])
    shown = capsys.readouterr()
    file = tmp_path / "columns.yaml"
    file.write_text(shown.err + '  "Contact": ignore\n', "utf-8")

    assert 3 == ended.value.code
    assert "column P 'Contact'" in shown.out
    assert 0 == check(capsys, table, "--fail-on", "none", "--map", str(file))[0]
    assert 1 == check(capsys, table, "--map", str(EXAMPLES / "inventory" / "columns.yml"))[0]


def test_commands_of_the_files_for_ci_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """The workflow and the hook ask for options that exist."""
    for file in (EXAMPLES / "ci").iterdir():
        (command,) = re.findall(r"(?:run|entry): lexflux check(.*?)(?: > .*)?$", file.read_text("utf-8"), re.MULTILINE)
        arguments = command.replace("transfers", str(EXAMPLES / "inventory"), 1).replace(
            "transfers/columns", str(EXAMPLES / "inventory" / "columns")
        )
        code, _ = check(capsys, *shlex.split(arguments), str(EXAMPLES / "inventory" / "transfers.csv"))

        assert code in (0, 1, 3)


def test_form_of_one_transfer_is_refused_for_many(capsys: pytest.CaptureFixture[str]) -> None:
    """Turtle is the graph of one decision."""
    assert 2 == check(capsys, *FILES, "--format", "turtle")[0]
