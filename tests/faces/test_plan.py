"""`lexflux plan` as a user meets it."""

import pytest

from tests.faces.test_cli import FLOW, MINIMAL, lexflux


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["plan", FLOW], 0, "PLAN · work begins on 2026-06-01"),
        (["plan", FLOW, "--format", "svg", "--lang", "zh"], 0, "<svg"),
        (["plan", FLOW, "--format", "svg"], 0, ">legs</text>"),
        (["plan", FLOW, "--format", "ical", "--start", "2027-01-04"], 0, "BEGIN:VCALENDAR"),
        (["plan", "-", "--start", "tomorrow", "--on", "2026-06-01"], 3, "tomorrow"),
        (["plan", "-"], 3, "date"),
        (["plan", "-", "--on", "2026-06-01", "--regime", "xx"], 2, "xx"),
        (["plan", "nowhere.yaml"], 3, "nowhere.yaml"),
    ],
)
def test_exit_code_and_message(arguments: list[str], code: int, said: str) -> None:
    """A plan is printed and exits with 0; bad input is refused as `check` does it, without a traceback."""
    run = lexflux(*arguments, stdin=MINIMAL)

    assert code == run.returncode
    assert said in (run.stdout if code == 0 else run.stderr)
    assert "Traceback" not in run.stderr
    assert code == 0 or run.stdout == ""
