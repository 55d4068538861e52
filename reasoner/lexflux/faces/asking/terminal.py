"""The dialogue at a terminal: a question, why it is asked, what can be answered; until the verdict is settled."""

from __future__ import annotations

import sys
from collections.abc import Callable

from lexflux.asking.questions import Question, answer, next_question
from lexflux.asking.state import State
from lexflux.asking.words import QuestionWords, columns
from lexflux.errors import InputError
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES

ALL, STOP = ("?", "？"), ("stop", "quit", "exit", "退出", "停止")
PROMPT = "> "


class Interrupted(Exception):  # noqa: N818 - not an error
    """Somebody went away; what was answered so far is kept."""


def converse(knowledge: KnowledgeBase, state: State, language: str, keep: Callable[[State], None]) -> State:
    """
    Ask until no answer changes the verdict, and return what is known then.

    Parameters
    ----------
    knowledge
        The knowledge base.
    state
        What is known before.
    language
        Language of the questions.
    keep
        Called with the state after each answer, so that nothing is lost if somebody goes away.

    Raises
    ------
    Interrupted
        If input ends, or somebody asks to stop.
    """
    words = QuestionWords(knowledge.book, language)
    _say(words.say("dialogue begins"))
    number = 0
    while (question := next_question(knowledge, state)) is not None:
        number += 1
        _say("", *_shown(words, question, number))
        state = _answered(knowledge, words, state, question)
        keep(state)
    _say("", words.say("dialogue ends"))
    return state


def _shown(words: QuestionWords, question: Question, number: int) -> list[str]:
    head = words.pair(f"[{number}] {words.subject(question)}", words.asked(question))
    how = f"{words.how(question)} {words.how_more(question)}".rstrip()
    return [head, *(f"    {line}" for line in (words.why(question), *columns(words.offered(question)), how))]


def _answered(knowledge: KnowledgeBase, words: QuestionWords, state: State, question: Question) -> State:
    """Return the state after an answer; what is none is asked for again."""
    where = tuple(QuestionWords(knowledge.book, language).subject(question) for language in LANGUAGES)
    while True:
        said = _read()
        if said in ALL:
            _say(*(f"    {line}" for line in columns(list(words.allowed(question)))))
            continue
        if said.startswith(ALL) and (meaning := words.meaning(question, said[1:].strip())):
            _say(f"    {meaning}")
            continue
        try:
            return answer(knowledge, state, question, said, (where[0], where[1]))
        except InputError as error:
            _say(f"    {error.text(words.language)}")


def _read() -> str:
    sys.stderr.write(PROMPT)
    sys.stderr.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt as error:
        raise Interrupted from error
    if not line or line.strip().lower() in STOP:
        raise Interrupted
    return _printable(line)


def _printable(line: str) -> str:
    """Return a line that somebody typed, without what steers a terminal."""
    return "".join(one for one in line.strip() if one.isprintable())


def _say(*lines: str) -> None:
    sys.stderr.writelines(f"{line}\n" for line in lines)
