"""`lexflux check`: the verdict on a transfer, or on the transfer of a receipt again."""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lexflux.answers import JointAnswer
from lexflux.batch.entries import are_columns, are_many, is_several
from lexflux.batch.outcomes import counts_as
from lexflux.batch.run import Asked
from lexflux.decision.flows import FlowDecision, gravest
from lexflux.decision.statuses import Verdict
from lexflux.errors import InputError, UnknownTermError
from lexflux.faces.cli.options import (
    CheckForm,
    ExitZero,
    FailOn,
    Lang,
    Language,
    On,
    OneLeg,
    Readings,
    Regime,
    Strict,
    chosen_readings,
)
from lexflux.faces.gate import FAIL_ON, exit_code, fail_on_verdicts
from lexflux.faces.legs import refuse_leg
from lexflux.facts.documents import content_of, tree_of_file
from lexflux.facts.flow import read_source
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.phrases import phrase

if TYPE_CHECKING:
    from lexflux.decision.differences import Difference

OF_MANY = ("jsonl", "junit", "sarif")
"""Forms that list transfers, be it one."""
MOST_DIFFERENCES = 12


def check(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Transfers in YAML, JSON, JSON-LD, Turtle, CSV or XLSX, folders of them; - reads standard input. "
            "/ 传输文件、清单（CSV、XLSX）或者文件夹；- 表示标准输入。",
        ),
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[
        CheckForm,
        typer.Option(
            "--format", "-f", help="Form of the answer; jsonl, junit and sarif list many transfers. / 输出格式。"
        ),
    ] = CheckForm.text,
    reading: Readings = None,
    receipt: Annotated[
        str | None,
        typer.Option(
            "--receipt",
            metavar="FILE",
            help="Derive an answer again from its receipt and compare. / 依回执重新推导答案并比对。",
        ),
    ] = None,
    strict: Strict = False,
    full: Annotated[
        bool,
        typer.Option("--full", help="The whole answer as text or Markdown, not one page. / 完整结论，而非一页摘要。"),
    ] = False,
    leg: OneLeg = None,
    fail_on: FailOn = FAIL_ON,
    column_map: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help="Of inventories, what columns are about, in the form in which it is shown. / 清单各列含义的映射文件。",
        ),
    ] = None,
    dialogue: Annotated[
        bool, typer.Option("--ask", help="Ask for what the verdict turns on first. / 先逐项询问决定结论的事实。")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where --ask writes the answers. / 问答结果的文件。"),
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger", metavar="FOLDER", help="Take counts over many transfers from a ledger. / 累计数取自台账。"
        ),
    ] = None,
    included: Annotated[
        bool, typer.Option("--included", help="With --ledger: the transfer is in it already. / 该次传输已登记在内。")
    ] = False,
    exit_zero: ExitZero = False,
) -> None:
    """Decide a transfer, or many: verdict, requirements, exemptions, what is missing. / 判定一次或者多次传输。"""
    if receipt is not None:
        _repeat(receipt, lang)
        return
    if not file and not dialogue:
        raise UnknownTermError("no file")
    if are_columns(file or []) or (output is not None and not dialogue):
        raise UnknownTermError("tables are for batch")
    if ledger is not None and (dialogue or are_many(file or [])):
        raise InputError("ledger for one transfer")
    failing = () if exit_zero else fail_on_verdicts(fail_on)
    knowledge = load()
    asked = Asked(regime, on, chosen_readings(reading), strict, lang)
    if dialogue:
        from lexflux.faces.asking.files import ask_first

        answered, asked = ask_first(knowledge, file or [], output, asked)
        raise typer.Exit(_print(knowledge, answered, asked, leg, form, full, failing) if answered else 0)
    file = file or []
    if are_many(file):
        from lexflux.batch.entries import find_entries
        from lexflux.faces.many.columns import show_columns
        from lexflux.faces.many.command import check_many
        from lexflux.facts.inventory.columnmap import read_column_map

        refuse_leg(leg)
        columns = read_column_map(column_map, knowledge.book)
        entries = find_entries(file, knowledge, columns, lambda found: show_columns(found, lang))
        raise typer.Exit(check_many(knowledge, list(entries), asked, form, failing))
    source = tree_of_file(file[0])
    if is_several(source) or form in OF_MANY:
        from lexflux.batch.entries import of_source
        from lexflux.faces.many.command import check_many

        refuse_leg(leg)
        if ledger is not None:
            raise InputError("ledger for one transfer")
        raise typer.Exit(check_many(knowledge, list(of_source(source, file[0], knowledge)), asked, form, failing))
    facts = read_source(source, knowledge.book)
    if ledger is not None:
        from lexflux.faces.ledgers.opening import facts_with_counts

        facts = facts_with_counts(knowledge, facts, ledger, on, included, lang)
    raise typer.Exit(_print(knowledge, facts, asked, leg, form, full, failing))


def _print(
    knowledge: KnowledgeBase,
    facts: Facts | Flow,
    asked: Asked,
    leg: str | None,
    form: str,
    full: bool,
    failing: Collection[Verdict],
) -> int:
    """Print the whole answer on a transfer or a flow, and return the exit code."""
    text, verdicts = _answer(knowledge, facts, asked, leg, form, full)
    sys.stdout.write(text)
    return exit_code([verdict for verdict in verdicts if verdict in failing])


def _answer(
    knowledge: KnowledgeBase, facts: Facts | Flow, asked: Asked, leg: str | None, form: str, full: bool
) -> tuple[str, list[Verdict]]:
    """Return the whole answer on a transfer or a flow, and the verdicts that it counts as: of all law, and of each."""
    chosen = asked.regime, asked.on, asked.readings, asked.strict
    if not isinstance(facts, Flow):
        refuse_leg(leg)
    answer = knowledge.answer(facts, *chosen)
    if isinstance(answer, FlowDecision):
        from lexflux.faces.legs import check_flow

        parts = [counts_as(decision) for one in answer.legs for decision in one.decisions]
        return check_flow(knowledge, answer, leg, asked.language, form, full), [gravest([answer.verdict, *parts])]
    jointly = [answer.found.verdict] if isinstance(answer, JointAnswer) else []
    return answer.explain(asked.language, form, full), [*jointly, *map(counts_as, answer.decisions)]


def _repeat(path: str, language: str) -> None:
    """Derive an answer again from the receipt in it, and say whether and where it differs."""
    from lexflux.explain.repetition import concerns_origin

    name = "<stdin>" if path == "-" else path
    given = _read_json(content_of(path, name), name)
    differences = _differences(given, name)
    if not differences:
        of_legs = " " + phrase("receipts of legs", language) if _has(given, "legs") else ""
        sys.stdout.write(phrase("receipt same", language) + of_legs + "\n")
        return
    same = all(map(concerns_origin, differences))
    said = phrase("receipt of other law", language) if same else phrase("receipt differs", language)
    sys.stdout.write("\n  ".join([said, *map(str, differences[:MOST_DIFFERENCES])]) + "\n")
    if len(differences) > MOST_DIFFERENCES:
        count = len(differences) - MOST_DIFFERENCES
        sys.stdout.write("  " + phrase("further differences", language, count=count) + "\n")
    if not same:
        raise typer.Exit(1)


def _differences(given: Any, name: str) -> list[Difference]:
    """Return where an answer under one law or all, or each answer on the legs of a flow, is not as derived again."""
    from lexflux.explain.repetition import repeat, repeat_jointly

    book = load().book
    if _has(given, "answers"):
        return repeat_jointly(given, book, name)
    legs = given["legs"] if _has(given, "legs") else []
    of_legs = [answer for leg in legs if _has(leg, "answers") for answer in leg["answers"]]
    return [one for answer in of_legs or [given] for one in repeat(answer, book, name)[1]]


def _has(given: Any, member: str) -> bool:
    return isinstance(given, dict) and isinstance(given.get(member), list)


def _read_json(content: str, name: str) -> Any:
    """Return the tree of a JSON text. Of a key that stands twice people see the first value, programs the last."""
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            repeated = next(key for key in keys if keys.count(key) > 1)
            raise InputError("repeated key in JSON", name=name, repeated=repeated)
        return found

    try:
        return json.loads(content, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise InputError("not JSON", where=f"{name}:{error.lineno}", detail=error.msg) from error
    except (RecursionError, ValueError) as error:
        raise InputError("not JSON", where=name, detail=error) from error
