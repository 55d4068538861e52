"""The answers and pictures in the READMEs, made by the commands above them; `make regenerate` writes them anew."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from lexflux.faces.cli import main

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "README.md", ROOT / "README.zh.md"]
SHOWN = re.compile(
    r"(?P<head>`lexflux (?P<command>[^`]+)`\n\n)(?:```text\n(?P<text>.*?)```|!\[[^\]]*\]\((?P<picture>[^)]+)\))",
    re.DOTALL,
)
RECEIPT = re.compile(r"(?m)^ *(Receipt|回执)[:：].*\n")


def answer(command: str) -> str:
    """Return what a command prints, without the receipt, which changes with every file of law."""
    with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.suppress(SystemExit), contextlib.chdir(ROOT):
        main(shlex.split(command))
    return RECEIPT.sub("", output.getvalue())


def shown(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each command of a README, what the README shows, and what the command prints."""
    for match in SHOWN.finditer(path.read_text("utf-8")):
        picture = match["picture"]
        yield (
            match["command"],
            (ROOT / picture).read_text("utf-8") if picture else match["text"],
            answer(match["command"]),
        )


def write(path: Path) -> None:
    """Write the answers and pictures of a README anew."""

    def again(match: re.Match[str]) -> str:
        if match["picture"]:
            (ROOT / match["picture"]).write_text(answer(match["command"]), "utf-8")
            return match[0]
        return f"{match['head']}```text\n{answer(match['command'])}```"

    path.write_text(SHOWN.sub(again, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    for readme in FILES:
        write(readme)
