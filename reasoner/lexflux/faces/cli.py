"""
The command line. It parses, calls one function, prints.

Exit codes: 0 done; 1 the transfer may not go as it stands (conditional or prohibited), data do not conform, or a receipt gives
another answer; 2 wrong usage or an unknown name; 3 bad input; 4 undetermined; 5 broken knowledge; 6 an engine is missing or
failed; 70 a defect of Lexflux. Data go to standard output, everything else to standard error.
"""

from __future__ import annotations

import enum
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import InputError, LexfluxError, UnknownTermError

if TYPE_CHECKING:
    from lexflux.knowledge_base import Answer, KnowledgeBase

EXIT_CODES = {"NotReached": 0, "Permitted": 0, "Conditional": 1, "Prohibited": 1, "Undetermined": 4}
EPILOG = (
    "Exit codes / 退出码: 0 done · 1 may not go as it stands / 尚不得传输 · 2 usage / 用法 · 3 bad input / 输入有误 · "
    "4 undetermined / 未定 · 5 broken knowledge / 知识库有误 · 6 engine / 引擎 · 70 defect / 程序缺陷"
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


class TableForm(enum.StrEnum):
    """Form of a table."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"


class PictureForm(enum.StrEnum):
    """Form of a table that can be a picture."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    svg = "svg"


class QueryForm(enum.StrEnum):
    """Form of the result of a query: of a table, or of a graph; or the query itself."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    turtle = "turtle"
    jsonld = "jsonld"
    ntriples = "ntriples"
    sparql = "sparql"


class ShapeSet(enum.StrEnum):
    """What is validated."""

    transfer = "transfer"
    compliance = "compliance"
    knowledge = "knowledge"


app = typer.Typer(
    name="lexflux",
    help="The law of cross-border data transfers: verdicts that cite. / 跨境数据传输法：有据可查的结论。",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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
        "--regime", "-r", help="Regime (default: the law of the exporter's place). / 制度，默认为提供方所在地法律。"
    ),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="POINT=READING", help="Choose a reading of an open point. / 选定未决点的解读。"),
]
Form = Annotated[AnswerForm, typer.Option("--format", "-f", help="Form of the answer. / 输出格式。")]


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version. / 显示版本。")] = False) -> None:
    if version:
        from lexflux.resources import tool_version

        typer.echo(f"lexflux {tool_version()}")
        raise typer.Exit


def _knowledge() -> KnowledgeBase:
    from lexflux.knowledge_base import load

    return load()


def _readings(pairs: list[str] | None) -> dict[str, str]:
    found = {}
    for pair in pairs or []:
        point, equals, reading = pair.partition("=")
        if not equals:
            raise UnknownTermError(
                f"--reading '{pair}': write POINT=READING.", f"--reading“{pair}”：请写作 POINT=READING。"
            )
        found[point] = reading
    return found


@app.command(epilog=EPILOG)
def check(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="Transfer in YAML, JSON, JSON-LD or Turtle; - reads standard input. / 传输文件。"
        ),
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Form = AnswerForm.text,
    reading: Readings = None,
    receipt: Annotated[
        str | None,
        typer.Option(
            "--receipt", metavar="FILE", help="Decide again from a receipt and compare. / 依回执重新判定并比对。"
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever the verdict. / 无论结论均以 0 退出。")
    ] = False,
) -> None:
    """Decide a transfer: verdict, requirements, exemptions, what is missing. / 判定一次传输。"""
    if receipt is not None:
        _repeat(receipt, lang)
        return
    if file is None:
        raise UnknownTermError(
            "Give a FILE, or - for standard input, or --receipt FILE.",
            "请给出 FILE、-（标准输入）或者 --receipt FILE。",
        )
    knowledge = _knowledge()
    answer = knowledge.decide(file, regime, on, _readings(reading))
    _print(answer.explain(lang.value, form.value))
    if form is AnswerForm.text:
        _print(_also_reached(knowledge, answer, lang.value))
    if not exit_zero:
        raise typer.Exit(EXIT_CODES[answer.verdict])


def _also_reached(knowledge: KnowledgeBase, answer: Answer, language: str) -> str:
    from lexflux.phrases import phrase

    others = [
        knowledge.book.label(knowledge.book.regimes[one], language) for one in knowledge.also_reached(answer.decision)
    ]
    return (
        phrase("also reached", language, named=("、" if language == "zh" else ", ").join(others)) + "\n"
        if others
        else ""
    )


def _repeat(name: str, lang: Language) -> None:
    from lexflux.decision.receipt import repeat
    from lexflux.phrases import phrase

    try:
        content = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
        receipt = json.loads(content)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: cannot be read: {error}.", f"{name}：无法读取：{error}。") from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name}:{error.lineno}: not valid JSON: {error.msg}.",
            f"{name}:{error.lineno}：不是合法的 JSON：{error.msg}。",
        ) from error
    _, differences = repeat(receipt, _knowledge().book, name)
    _print(
        phrase("receipt differs" if differences else "receipt same", lang.value)
        + "\n"
        + "".join(f"  {line}\n" for line in differences)
    )
    if differences:
        raise typer.Exit(1)


@app.command(epilog=EPILOG)
def explain(
    file: Transfer,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Form = AnswerForm.text,
    reading: Readings = None,
    norm: Annotated[
        list[str] | None,
        typer.Option(
            "--norm", "-n", help="Only these norms, also if not triggered (why not). / 只解释这些规范，包括未触发者。"
        ),
    ] = None,
) -> None:
    """Explain a decision norm by norm, down to the facts. / 逐条解释判定，直至事实。"""
    from lexflux.explain.render import as_explanation

    knowledge = _knowledge()
    answer = knowledge.decide(file, regime, on, _readings(reading))
    if form is AnswerForm.text:
        named = tuple(_find(name, set(answer.decision.findings), "norm", "规范") for name in norm or [])
        _print(as_explanation(answer.decision, lang.value, named))
    else:
        _print(answer.explain(lang.value, form.value))


@app.command(epilog=EPILOG)
def compare(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Transfer to put under each regime that it touches. / 待比较的传输文件。"),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic", "-T", help="Compare regimes and agreements on a topic instead. / 改为按主题比较各制度与协定。"
        ),
    ] = None,
    regime: Annotated[
        list[str] | None,
        typer.Option("--regime", "-r", help="Regimes (default: all touched). / 制度，默认全部相关制度。"),
    ] = None,
    on: Annotated[
        list[str] | None, typer.Option("--on", metavar="DATE", help="Days of law. / 适用法律的日期。")
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--from", metavar="PLACE", help="As if exporter and data were there. / 假设提供方和数据位于该法域。"
        ),
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[
        PictureForm, typer.Option("--format", "-f", help="Form of the table. / 输出格式。")
    ] = PictureForm.text,
) -> None:
    """Put one transfer under several regimes or days, or compare what the law says on topics. / 并列比较一次传输，或者按主题比较法律。"""
    from lexflux.faces import tables

    if (file is None) == (not topic):
        raise UnknownTermError("Give either a FILE or --topic TOPIC.", "请给出 FILE 或者 --topic TOPIC 之一。")
    if file is not None:
        tables.print_comparison(_knowledge(), file, regime or [], on or [], origin or [], lang.value, form.value)
    else:
        if on and len(on) > 1:
            raise UnknownTermError(
                "--topic compares the law of one day: give --on once.", "--topic 只比较一个日期的法律：--on 只写一次。"
            )
        tables.print_topics(_knowledge(), topic or [], regime or [], on[0] if on else None, lang.value, form.value)


@app.command(epilog=EPILOG)
def treaties(
    one: Annotated[
        str, typer.Argument(metavar="A", help="Code or name of a place, such as CN, SG, EU. / 法域代码或名称。")
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="The other place. / 另一法域。")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day (needed). / 日期（必填）。")] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", "-T", help="Only what concerns a topic. / 只看某一主题。")
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[
        TableForm, typer.Option("--format", "-f", help="Form of the answer. / 输出格式。")
    ] = TableForm.text,
) -> None:
    """Say which agreements bind two places, how strongly, and which domestic law is in tension. / 两个法域之间的协定及与之存在张力的国内法。"""
    from lexflux.faces import tables

    tables.print_treaties(_knowledge(), one, other, on, topic or [], lang.value, form.value)


@app.command(epilog=EPILOG)
def query(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Name of a query of the library, or a .rq file; without it all are listed. / 查询名称或 .rq 文件。"
        ),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Value of a parameter. / 参数取值。")
    ] = None,
    transfer: Annotated[
        str | None,
        typer.Option(
            "--transfer",
            "-t",
            metavar="FILE",
            help="Add the decision on this transfer to the data. / 将该传输的判定加入数据。",
        ),
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data", "-d", metavar="FILE", help="Add an RDF file of yours to the data. / 将您的 RDF 文件加入数据。"
        ),
    ] = None,
    regime: Regime = None,
    on: On = None,
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead. / 改为查询 SPARQL 端点。"),
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="oxigraph or rdflib. / 引擎。")] = "oxigraph",
    lang: Lang = Language.en,
    form: Annotated[
        QueryForm | None,
        typer.Option(
            "--format",
            "-f",
            help="Of a table: text, markdown, csv, json; of a graph (CONSTRUCT): turtle, jsonld, ntriples; "
            "sparql: the query itself, for any engine. / 输出格式；sparql 为查询本身，可用于任何引擎。",
        ),
    ] = None,
) -> None:
    """Run a SPARQL query over the law and, if asked, a decision or your data. / 对法律知识（及判定或您的数据）运行 SPARQL 查询。"""
    from lexflux.faces import tables

    source = tables.Source(transfer, data or (), regime, on, endpoint, engine)
    tables.print_query(_knowledge(), name, param or [], source, lang.value, form and form.value)


@app.command(epilog=EPILOG)
def show(
    name: Annotated[
        str,
        typer.Argument(
            help="Norm, provision, instrument, term: IRI, local name or identifier. / 规范、条款、文件或术语。"
        ),
    ],
    lang: Lang = Language.en,
    form: Annotated[AnswerForm, typer.Option("--format", "-f", help="text or turtle. / 输出格式。")] = AnswerForm.text,
) -> None:
    """Show the card of a norm, provision, instrument or term. / 显示规范、条款、文件或术语的卡片。"""
    from lexflux.faces import cards

    _print(cards.card(_knowledge(), name, lang.value, turtle=form is AnswerForm.turtle))


@app.command("list", epilog=EPILOG)
def list_(
    kind: Annotated[
        str,
        typer.Argument(
            help="regimes, instruments, agreements, provisions, norms, gaps, open-points, safeguards, data-kinds, places, queries ... / 类别。"
        ),
    ],
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the table. / 输出格式。")] = TableForm.text,
) -> None:
    """List what the knowledge base holds. / 列出知识库内容。"""
    from lexflux.faces import cards, tables

    columns, rows = cards.listing(_knowledge(), kind, on, lang.value)
    tables.print_table(columns, rows, form.value)


@app.command(epilog=EPILOG)
def validate(
    what: Annotated[
        ShapeSet,
        typer.Argument(help="transfer (a file), compliance (its decision), knowledge (the ontology). / 验证对象。"),
    ],
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Transfer, for transfer and compliance. / 传输文件。")
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[
        TableForm, typer.Option("--format", "-f", help="Form of the report. / 输出格式。")
    ] = TableForm.text,
) -> None:
    """Validate a transfer, its decision or the ontology with SHACL. / 用 SHACL 验证传输、判定或知识库。"""
    from lexflux.faces import tables

    conforms = tables.print_validation(_knowledge(), what.value, file, regime, on, lang.value, form.value)
    raise typer.Exit(0 if conforms else 1)


@app.command(epilog=EPILOG)
def judge(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Transfers to decide with HermiT. / 由 HermiT 判定的传输。"),
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the table. / 输出格式。")] = TableForm.text,
) -> None:
    """Let HermiT check the ontology and decide transfers. / 由 HermiT 检查知识库并判定传输。"""
    from lexflux.faces import tables

    clean = tables.print_judgement(_knowledge(), files or [], regime, on, lang.value, form.value)
    raise typer.Exit(0 if clean else 1)


@app.command(epilog=EPILOG)
def schema(
    what: Annotated[str, typer.Argument(help="json-schema, context or shacl. / 输出的模式。")] = "json-schema",
) -> None:
    """Print the schema of a transfer: JSON Schema, JSON-LD context or SHACL. / 输出传输的数据模式。"""
    from lexflux.facts import context

    knowledge = _knowledge()
    forms = {
        "json-schema": lambda: _pretty(context.json_schema(knowledge.book)),
        "context": lambda: _pretty(context.json_ld_context(knowledge.book)),
        "shacl": lambda: (knowledge.shapes / "transfer.ttl").read_text("utf-8"),
    }
    if what not in forms:
        raise UnknownTermError(
            f"Unknown schema '{what}'. Known: {', '.join(forms)}.", f"未知模式“{what}”。已知：{'、'.join(forms)}。"
        )
    _print(forms[what]())


def _pretty(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _find(name: str, iris: set[str], kind_en: str, kind_zh: str) -> str:
    from lexflux.faces.cards import resolve

    return resolve(name, iris, kind_en, kind_zh)


def _print(text: str) -> None:
    sys.stdout.write(text)


def _language_of(arguments: list[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument in ("--lang", "-l") and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return os.environ.get("LEXFLUX_LANG", "en")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; failures become one message and an exit code, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(args=given)
    except LexfluxError as error:
        sys.stderr.write(error.text(_language_of(given)) + "\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        sys.stderr.write(f"lexflux: defect: {type(error).__name__}: {error}. Please report it. / 程序缺陷，请报告。\n")
        sys.exit(70)
