"""What several commands share: exit codes, options and forms, and how values of options are read."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Annotated

import typer

from lexflux.errors import UnknownTermError

DEFECT = 70
EPILOG = (
    "Exit codes / 退出码: 0 done · 1 may not go as it stands / 尚不得传输 · 2 usage / 用法 · 3 bad input / 输入有误 · "
    "4 undetermined / 未定 · 5 broken knowledge / 知识库有误 · 6 engine / 引擎 · "
    "70 defect / 程序缺陷 · 74 output / 输出"
)


class Language(enum.StrEnum):
    """Language of answers."""

    en = "en"
    zh = "zh"


class AnswerForm(enum.StrEnum):
    """Form of an answer."""

    text = "text"
    markdown = "markdown"
    json = "json"
    turtle = "turtle"
    csv = "csv"


class CheckForm(enum.StrEnum):
    """Form of an answer, or of the answers on many transfers."""

    text = "text"
    markdown = "markdown"
    json = "json"
    turtle = "turtle"
    csv = "csv"
    jsonl = "jsonl"
    junit = "junit"
    sarif = "sarif"


class TableForm(enum.StrEnum):
    """Form of a table."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    latex = "latex"
    svg = "svg"


class CardForm(enum.StrEnum):
    """Form of what is told of one thing."""

    text = "text"
    json = "json"


class ReviewForm(enum.StrEnum):
    """Form of a list of findings in a text."""

    text = "text"
    markdown = "markdown"
    json = "json"
    sarif = "sarif"


Transfer = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="Transfer in YAML, JSON, JSON-LD or Turtle; - reads standard input. / 传输文件；- 表示标准输入。",
    ),
]
Lang = Annotated[Language, typer.Option("--lang", "-l", envvar="LEXFLUX_LANG", help="Language. / 语言。")]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="Day whose law is applied (default: the date in the file). / 适用法律的日期。"
    ),
]
Regime = Annotated[
    str | None,
    typer.Option(
        "--regime",
        "-r",
        help="Regime (default: all that reach it, or the exporter's). / 制度，默认为所有适用者或者提供方所在地法律。",
    ),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="POINT=READING", help="Choose a reading of an open point. / 选定未决点的解读。"),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Presume nothing: what nobody stated is unknown. / 不作推定，未说明即未知。")
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="VERDICTS",
        help="Verdicts that exit with 1, or with 4 if all are undetermined; none. A law that does not apply by "
        "presumption alone is undetermined. / 致使命令失败的结论；仅因推定而不适用的视为未定。",
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the verdict. / 无论结论均以 0 退出。")]
OneLeg = Annotated[
    str | None,
    typer.Option("--leg", metavar="NAME", help="Of a flow, the whole answer on one leg. / 流中某一段的完整结论。"),
]
Form = Annotated[AnswerForm, typer.Option("--format", "-f", help="Form of the answer. / 输出格式。")]


def pairs(given: Iterable[str] | None, option: str, form: str) -> dict[str, str]:
    """
    Return the values of an option that is written as ``NAME=VALUE``, by name.

    Raises
    ------
    UnknownTermError
        If one has no equals sign; the message shows the ``form`` in which the ``option`` is written.
    """
    found = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise UnknownTermError("option not a pair", option=option, given=pair, form=form)
        found[name] = value
    return found


def chosen_readings(given: Iterable[str] | None) -> dict[str, str]:
    """Return the readings of open points that were chosen with ``--reading``."""
    return pairs(given, "--reading", "POINT=READING")
