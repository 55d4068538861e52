"""Descriptions in DPV: each command that reads one says that part of it may count as not stated."""

from pathlib import Path

import pytest

from tests.faces.test_cli import lexflux

STUDY = str(Path(__file__).parents[2] / "examples" / "dpv-hospital-study.ttl")
TOLD = "counts as not stated", "what-of-a-dpv-description-is-lost", STUDY
COMMANDS = {
    "check": ["check", STUDY],
    "plan": ["plan", STUDY],
    "whatif": ["whatif", STUDY, "--regime", "eu"],
    "explain": ["explain", STUDY, "--regime", "cn"],
    "compare": ["compare", STUDY, "--regime", "cn"],
    "compare days": ["compare", STUDY, "--regime", "cn", "--on", "2024-03-01", "--on", "2026-06-01"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_not_carried_over_is_told(name: str) -> None:
    """Whatever is asked of a description in DPV, its loss is told beside the answer, with how to list it."""
    run = lexflux(*COMMANDS[name])

    assert run.stdout
    assert [] == [one for one in TOLD if one not in run.stderr]


def test_files_and_changes_tell_it_too(tmp_path: Path) -> None:
    """The papers, and the list of changed answers."""
    snapshot, folder = tmp_path / "former.json", tmp_path / "papers"
    former = lexflux("check", STUDY, "--regime", "cn", "--on", "2024-03-01", "--format", "jsonl")
    snapshot.write_text(former.stdout, "utf-8")

    since = lexflux("since", str(snapshot), STUDY, "--regime", "cn", "--on", "2026-06-01")
    papers = lexflux("dossier", STUDY, "--regime", "cn", "--output", str(folder), "--lang", "zh")

    assert [] == [one for one in TOLD if one not in since.stderr]
    assert "未转换的内容按未说明处理" in papers.stderr
    assert any(folder.iterdir())


def test_several_are_refused_where_one_is_meant(tmp_path: Path) -> None:
    """Two processes are two transfers: no plan is made of the first alone."""
    both = tmp_path / "both.ttl"
    text = Path(STUDY).read_text("utf-8")
    both.write_text(text.replace("<https://example.org/study>", "<https://example.org/other>") + text, "utf-8")

    run = lexflux("plan", str(both))

    assert 0 != run.returncode
    assert "" == run.stdout
    assert "give 2 transfers" in run.stderr
