"""`lexflux judge`: what HermiT finds in the ontology, and whether it decides transfers as the evaluator does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.decision.evaluation import Truth
from lexflux.faces.cli.options import Lang, Language, On, Regime, TableForm
from lexflux.faces.tables import print_table
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.lawbook import text
from lexflux.law.snapshot import snapshot
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.decision.outcome import Decision
    from lexflux.engines.judge import KnowledgeJudgement, TransferJudgement


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
    knowledge = load()
    words = Wording(knowledge.book, lang)
    clean = _transfers(knowledge, files, regime, on, words, form) if files else _knowledge(knowledge, words, form)
    raise typer.Exit(0 if clean else 1)


def _knowledge(knowledge: KnowledgeBase, words: Wording, form: str) -> bool:
    """Print what is wrong with the ontology and which norms are special rules; return whether nothing is wrong."""
    from lexflux.engines.judge import judge_knowledge

    judgement = judge_knowledge(knowledge.book, knowledge.ontology)
    columns = tuple(words.say(name) for name in ("finding", "narrower", "wider"))
    print_table(columns, list(_findings(judgement, words)), form)
    return judgement.consistent and not judgement.unsatisfiable


def _findings(judgement: KnowledgeJudgement, words: Wording) -> Iterator[tuple[str, str, str]]:
    yield words.say("consistent" if judgement.consistent else "inconsistent"), "", ""
    for iri in judgement.conflict:
        yield words.say("conflict"), iri, ""
    for iri, labels in sorted(judgement.unsatisfiable.items()):
        yield words.say("unsatisfiable"), text(labels, words.language), iri
    for narrow, wide in judgement.subsumptions:
        yield words.say("special rule"), words.label(narrow), words.label(wide)


def _transfers(
    knowledge: KnowledgeBase, files: Sequence[str], regime: str | None, on: str | None, words: Wording, form: str
) -> bool:
    """Print the norms that HermiT does not refute or judges otherwise; return whether all are judged alike."""
    from lexflux.engines.descriptions import Case
    from lexflux.engines.judge import judge_transfers

    decisions = [knowledge.decide(file, regime, on).decision for file in files]
    laws = [snapshot(knowledge.book, decision.regime, decision.on) for decision in decisions]
    cases = [Case(decision.facts, decision.readings, law) for decision, law in zip(decisions, laws, strict=True)]
    judgements = judge_transfers(knowledge.book, cases, knowledge.ontology)
    rows, agreed = [], all(judgement.consistent for judgement in judgements)
    for file, decision, judgement in zip(files, decisions, judgements, strict=True):
        for iri, judged, evaluated in _truths(decision, judgement):
            agreed = agreed and judged is evaluated
            if judged is not Truth.FALSE or evaluated is not judged:
                rows.append((file, words.label(iri), words.say(judged.value), words.say(evaluated.value)))
    print_table((words.say("transfer"), words.say("norms"), "HermiT", "Lexflux"), rows, form)
    return agreed


def _truths(decision: Decision, judgement: TransferJudgement) -> Iterator[tuple[str, Truth, Truth]]:
    """Yield each norm with its truth as HermiT proves it and as the evaluator finds it."""
    for iri, finding in sorted(decision.findings.items()):
        yield iri, _judged(judgement, iri), decision.evaluation.truth(finding.triggered)


def _judged(judgement: TransferJudgement, norm: str) -> Truth:
    if norm in judgement.triggered:
        return Truth.TRUE
    return Truth.FALSE if norm in judgement.not_triggered else Truth.UNKNOWN
