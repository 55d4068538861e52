"""Answers on two places in their forms: none reads as a permission, table and receipt say what the answer says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from lexflux.analysis.tension import agreement_of
from lexflux.explain.treaty_records import as_csv, as_json
from lexflux.explain.treaty_report import as_markdown, as_text
from lexflux.explain.treaty_words import TreatyWords
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import LF, local
from tests.analysis.treaty_answers import (
    DAY,
    PAIRS,
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("write", [as_text, as_markdown, as_json])
def test_no_answer_reads_as_a_permission(
    write: Callable[[TreatyWords], str], language: str, knowledge: KnowledgeBase
) -> None:
    """Each answer says that an agreement binds states and gives no company a right; none says what a verdict would."""
    notice = {"en": "gives no company a right to transfer data", "zh": "不赋予任何企业传输数据的权利"}[language]

    for one, other in PAIRS:
        shown = write(TreatyWords(knowledge.treaties(one, other, DAY), knowledge.book, knowledge.agreements, language))

        assert notice in shown
        assert not {
            knowledge.book.label(LF + verdict, language).upper() for verdict in ("Permitted", "Conditional")
        } & set(shown.split())


def test_an_answer_has_the_same_digest_in_both_languages(knowledge: KnowledgeBase) -> None:
    """The receipt tells answers apart, not the languages in which they are read."""
    answer = knowledge.treaties("CN", "SG", DAY)
    receipts = [
        json.loads(as_json(TreatyWords(answer, knowledge.book, knowledge.agreements, language)))["receipt"]
        for language in ("en", "zh")
    ]

    assert receipts[0] == receipts[1]


def test_the_table_has_a_row_for_each_topic_and_commitment(knowledge: KnowledgeBase) -> None:
    """The table names the measures of each side that are in tension with a commitment."""
    answer = knowledge.treaties("CN", "SG", DAY)
    rows = list(csv.reader(io.StringIO(as_csv(TreatyWords(answer, knowledge.book, knowledge.agreements, "en")))))
    (flow,) = (row for row in rows if row[0] == "flow of data" and row[1] == "yes")

    assert sum(len(finding.disciplines) for finding in answer.topics) == len(rows) - 1
    assert ["RCEP", "RCEP, article 12.15.2", "binding duty"] == flow[2:5]
    assert "security assessment" in flow[-2]
    assert "–" == flow[-1]


def test_the_table_tells_law_without_tension_from_law_not_encoded(
    knowledge: KnowledgeBase, without_law: list[str]
) -> None:
    """Where the law of a place is not encoded the table says so; nothing there is no all-clear."""
    parties = [one.place for one in knowledge.agreements.memberships if one.place in without_law]
    answer = knowledge.treaties("CN", local(parties[0]), DAY)
    rows = list(csv.reader(io.StringIO(as_csv(TreatyWords(answer, knowledge.book, knowledge.agreements, "en")))))

    assert {"? not researched"} == {row[-1] for row in rows[1:]}


def test_an_argument_says_whom_its_agreement_binds(knowledge: KnowledgeBase) -> None:
    """Under an agreement that does not bind the two towards each other an argument bears a remark, in each language."""
    remarks = set()
    for one, other in PAIRS:
        answer = knowledge.treaties(one, other, DAY)
        words = TreatyWords(answer, knowledge.book, knowledge.agreements, "en")
        binding = {relation.agreement for relation in answer.binding}
        for argument in (*answer.arguments, *answer.on_accession):
            shared = {agreement_of(knowledge.book, iri) for iri in argument.invokes} <= binding
            assert shared == (words.binds(argument) == "")
            remarks.add(words.binds(argument))
    shown = as_text(TreatyWords(knowledge.treaties("CN", "SG", DAY), knowledge.book, knowledge.agreements, "zh"))

    assert "of the two it binds only Singapore" in remarks
    assert "（双方中仅约束新加坡）" in shown
