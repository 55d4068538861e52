"""`lexflux score`: how well a program answers the published cases."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from lexflux.errors import EngineError, InputError
from lexflux.faces.cli.options import Lang, Language, TableForm
from lexflux.faces.tables import print_table
from lexflux.knowledge_base import load
from lexflux.phrases import phrase

COLUMNS = ("score: cases", "score: answered", "score: right", "score: wrong clear", "score: requirements")


def score(
    cases: Annotated[
        Path | None, typer.Argument(metavar="CASES", help="What `lexflux export cases` wrote. / 案例文件。")
    ] = None,
    program: Annotated[
        str | None, typer.Option("--program", "-p", help="The program, with its arguments. / 被测程序及其参数。")
    ] = None,
    answer: Annotated[
        bool, typer.Option("--answer", help="Answer questions on standard input as Lexflux does. / 由本工具作答。")
    ] = False,
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="How long it may take. / 时限（秒）。")] = 600,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = TableForm.text,
) -> None:
    """Score a program on the published cases, by regime and by depth of exception: it reads one JSON question a line
    and writes one answer a line.
    / 以公开案例评测任一程序，按制度和例外层数列出结果：程序逐行读取 JSON 问题并逐行作答。
    """  # noqa: D205 - one paragraph of help
    from lexflux.batch import benchmark

    if answer:
        book = load().book
        for line in sys.stdin:
            sys.stdout.write(json.dumps(benchmark.own_answer(book, json.loads(line)), ensure_ascii=False) + "\n")
        return
    if cases is None or program is None:
        raise InputError("nothing to score")
    records = _records(cases)
    try:
        answers = benchmark.ask(shlex.split(program), records, seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError("program failed", name=program, problem=type(error).__name__) from error
    rows = [
        (name, str(one.cases), str(one.answered), str(one.right), str(one.wrong_clear), f"{one.found}/{one.wanted}")
        for name, one in benchmark.score(records, answers).items()
    ]
    heads = ("", *(phrase(key, lang) for key in COLUMNS))
    print_table(heads, rows, form, lang)


def _records(path: Path) -> list[dict[str, object]]:
    try:
        lines = path.read_text("utf-8").splitlines()
        found = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise InputError("no cases", name=path.name) from error
    if not found or any(not isinstance(one, dict) or "expected" not in one for one in found):
        raise InputError("no cases", name=path.name)
    return found
