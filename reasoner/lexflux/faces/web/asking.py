"""What people and programs ask of a transfer, read and answered the same way for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexflux.answers import Answer, JointAnswer
from lexflux.asking.questions import Question, answer, next_question
from lexflux.asking.state import State
from lexflux.asking.words import QuestionWords
from lexflux.asking.writing import complete
from lexflux.batch.run import Asked
from lexflux.decision.flows import FlowDecision
from lexflux.facts.documents import tree_of_text
from lexflux.facts.flow import read_source
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.phrases import LANGUAGES
from lexflux.terms import compact


def decided(
    knowledge: KnowledgeBase, content: str, asked: Asked, name: str, form: str | None = None
) -> Answer | JointAnswer | FlowDecision:
    """
    Return the answer on what a text describes: one transfer, or a flow of several.

    Parameters
    ----------
    knowledge
        The knowledge base.
    content
        The text.
    asked
        What is asked of it.
    name
        How messages call the text.
    form
        As for `lexflux.facts.documents.from_text`.

    Raises
    ------
    InputError, UnknownTermError, NoLawInForceError
        As `KnowledgeBase.answer`.
    """
    facts = read_source(tree_of_text(content, name, form), knowledge.book)
    return knowledge.answer(facts, asked.regime, asked.on, asked.readings, asked.strict)


def state_of(knowledge: KnowledgeBase, tree: Mapping[str, Any], regime: str | None, on: str | None) -> State:
    """
    Return where a dialogue stands.

    Raises
    ------
    InputError
        If what is known is no transfer as far as it goes, or the day is none.
    """
    if tree:
        knowledge.read(complete(knowledge.book, tree))
    return State(tree, regime or None, as_day(on) if on else None)


def after_answer(knowledge: KnowledgeBase, state: State, said: str) -> State:
    """
    Return the state after an answer to the question on which most turns; the same state if there is none.

    Raises
    ------
    InputError
        If it is no answer to that question.
    """
    question = next_question(knowledge, state)
    if question is None:
        return state
    en, zh = (QuestionWords(knowledge.book, language).subject(question) for language in LANGUAGES)
    return answer(knowledge, state, question, said, (en, zh))


def as_data(words: QuestionWords, question: Question | None) -> dict[str, Any] | None:
    """Return a question in words and terms, None if there is none."""
    if question is None:
        return None
    return {
        "node": question.path,
        "property": question.key,
        "subject": words.subject(question),
        "question": words.asked(question),
        "why": words.why(question),
        "how": words.how(question),
        "several": question.is_many,
        "offered": [{"value": compact(iri), "label": words.label(iri)} for iri in question.offered],
        "norms": list(map(compact, question.norms)),
    }
