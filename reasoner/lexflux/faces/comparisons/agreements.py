"""Chosen agreements by topic, as a table: strength, exception with its test, and enforcement in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.analysis.topics import find_topic, title_on
from lexflux.analysis.undertakings import Matrix, Undertaking, matrix
from lexflux.errors import UnknownTermError, did_you_mean
from lexflux.explain.treaty_words import OUTCOMES, AgreementWords
from lexflux.faces.names import find
from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.agreements import (
    ENFORCEABLE,
    PERHAPS_ENFORCEABLE,
    STATEMENT,
    UNAVAILABLE,
    AbsentCommitment,
    TreatyException,
)
from lexflux.law.lawbook import text

MARKS = {ENFORCEABLE: "●", PERHAPS_ENFORCEABLE: "?"}
OTHER_MARK = "○"


def agreements_table(
    knowledge: KnowledgeBase, names: Sequence[str], topics: Sequence[str], on: str | None, language: str
) -> Table:
    """
    Return what agreements undertake by topic, on a day or as they were last agreed.

    Raises
    ------
    UnknownTermError
        If an agreement or a topic does not exist.
    """
    words = AgreementWords(knowledge.book, knowledge.agreements, language)
    chosen = [find_agreement(knowledge, name) for name in names]
    asked = [find_topic(knowledge.book, name) for name in topics]
    day = None if on is None else as_day(on)
    found = matrix(knowledge.agreements, chosen, asked, day)
    heads = [title_on(words, knowledge.agreements, one, day) if day else words.agreement(one) for one in chosen]
    left_out = words.joined(map(words.label, found.left_out))
    notes = [words.say("topics left out", count=len(found.left_out), named=left_out)] if left_out else []
    return Table(
        columns=("", *heads),
        rows=[*_rows(words, found), *_common_row(words, found)],
        title=words.say("agreements of", day=day) if day else words.say("agreements as last agreed"),
        notes=[*notes, *map(words.say, ("matrix marks", "two absences", "treaties bind states", "disclaimer"))],
        language=language,
    )


def find_agreement(knowledge: KnowledgeBase, name: str) -> str:
    """
    Return the agreement that a person names.

    Raises
    ------
    UnknownTermError
        If there is none of this name; the message has the nearest.
    """
    book = knowledge.book
    known = {one.identifier: iri for iri, one in book.instruments.items() if not one.regime}
    try:
        iri = find(knowledge, name)
    except UnknownTermError:
        iri = ""
    if iri not in known.values():
        raise UnknownTermError("unknown agreement", name=name, hint=did_you_mean(name, known))
    return iri


def _rows(words: AgreementWords, found: Matrix) -> Iterator[tuple[str, ...]]:
    for topic, cells in found.rows.items():
        shown = (_cell(words, cell, common) for cell, common in zip(cells, found.common, strict=True))
        yield words.label(topic), *shown


def _common_row(words: AgreementWords, found: Matrix) -> Iterator[tuple[str, ...]]:
    """Yield the row of the exceptions that hold for all that an agreement undertakes, if there are any."""
    if any(found.common):
        cells = ("\n".join(_exceptions(words, common)) or "–" for common in found.common)
        yield words.say("exceptions from all"), *cells


def _exceptions(words: AgreementWords, found: Sequence[TreatyException]) -> Iterator[str]:
    return (words.noted(words.exception(one), one.stated_in) for one in found)


def _cell(
    words: AgreementWords,
    cell: tuple[Undertaking, ...] | AbsentCommitment | None,
    common: Sequence[TreatyException],
) -> str:
    if cell is None:
        return words.absence(None)
    if cell == ():
        return f"– {words.say('not in force on day')}"
    if isinstance(cell, AbsentCommitment):
        return words.absence(words.numbers(cell.stated_in))
    return "\n".join(line for one in cell for line in _lines(words, one, common))


def _lines(words: AgreementWords, one: Undertaking, common: Sequence[TreatyException]) -> Iterator[str]:
    """Yield the commitment with its strength and class, its own exceptions with their tests, and its enforcement."""
    commitment = one.commitment
    force = words.bracketed(words.label(commitment.strength), words.label(one.of_class))
    said = words.dotted((words.pair(force, words.label(commitment.iri)), words.confined(commitment)))
    yield f"{MARKS.get(one.of_class, OTHER_MARK)} {words.noted(said, commitment.stated_in)}"
    own = [found for found in one.exceptions if found not in common]
    if own:
        yield words.pair(words.say("exceptions"), words.listed(_exceptions(words, own)))
    if one.of_class != STATEMENT or one.commitment.disciplines:
        yield words.pair(words.say("enforcement"), words.listed(_enforcement(words, one)))


def _enforcement(words: AgreementWords, one: Undertaking) -> Iterator[str]:
    settled = one.settlement.stated_in if one.settlement else ()
    outcome = words.say(OUTCOMES[one.availability])
    yield words.noted(outcome, settled) if settled else outcome
    for found in one.exclusions if one.availability != UNAVAILABLE else ():
        gist = text(found.limited_to, words.language) or words.says(found.gists, found.stated_in).rstrip(".。")
        until = words.say("until", day=found.validity.end) if found.validity.end else ""
        yield words.noted(words.joined(filter(None, (words.say("not over", measures=gist), until))), found.stated_in)
    for period in one.grace_periods:
        yield words.noted(words.grace(period), period.stated_in)
