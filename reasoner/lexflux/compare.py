"""One transfer side by side: under each regime, and under the law of several days."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lexflux.decide import decide
from lexflux.decision import DUES, EFFECTIVE, NOT_REACHED, Decision
from lexflux.errors import NoLawInForceError
from lexflux.explain.report import Words
from lexflux.facts import Facts
from lexflux.lawbook import LawBook
from lexflux.phrases import duration, phrase
from lexflux.snapshot import PROHIBITION
from lexflux.terms import local


@dataclass(frozen=True, slots=True)
class Column:
    """One regime on one day; ``decision`` is None where no law of the regime was in force."""

    regime: str
    on: datetime.date
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns to read side by side, and the names of the rows that differ."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def differing(self) -> tuple[str, ...]:
        """The rows whose cells are not all the same."""
        return tuple(name for name, cells in self.rows if len(set(cells)) > 1)


def compare(book: LawBook, facts: Facts, regimes: Sequence[str], days: Sequence[datetime.date], language: str) -> Comparison:
    """
    Decide one transfer under several regimes and days.

    Parameters
    ----------
    book
        The law book.
    facts
        The transfer.
    regimes
        Notations of the regimes, in the order of the columns.
    days
        Days of law, in the order of the columns; each regime is decided on each day.
    language
        Language of the cells.

    Raises
    ------
    UnknownTermError
        If a regime does not exist.
    """
    columns = tuple(Column(regime, day, _decide(book, facts, regime, day)) for regime in regimes for day in days)
    rows = [(name, tuple(_cell(column, name, language) for column in columns)) for name in ROWS]
    named = [(phrase(name, language), cells) for name, cells in rows if any(cells)]
    return Comparison(columns, tuple(named))


ROWS = ("outcome", "prohibitions", "first needed", "stays to do", "exemptions", "missing", "open points", "not read")


def _decide(book: LawBook, facts: Facts, regime: str, day: datetime.date) -> Decision | None:
    try:
        return decide(book, facts, regime, day)
    except NoLawInForceError:
        return None


def _cell(column: Column, row: str, language: str) -> str:
    decision = column.decision
    if decision is None:
        return phrase("no law", language) if row == "outcome" else ""
    words = Words(decision, language)
    if row == "outcome":
        return words.label(decision.verdict) + (f" · {phrase('outside', language)}" if decision.verdict == NOT_REACHED else "")
    return "\n".join(_lines(decision, words, row))


def _lines(decision: Decision, words: Words, row: str) -> list[str]:
    book = words.book
    if row == "prohibitions":
        found = [finding.norm for finding in decision.with_status(EFFECTIVE) if finding.norm.modality == PROHIBITION]
        return [f"{words.norm(norm.iri)} [{words.cite(norm.stated_in)}]" for norm in found]
    if row in ("first needed", "stays to do"):
        wanted = [requirement for requirement in decision.requirements if (requirement.due == DUES[0]) == (row == "first needed")]
        return [_requirement(words, requirement.safeguard, requirement.status, requirement.norms) for requirement in wanted]
    if row == "exemptions":
        return [f"{words.norm(one.norm.iri)} [{words.cite(one.norm.stated_in)}]" for one in decision.exemptions if one.norm.exempts_from]
    if row == "missing":
        return [words.property(fact.prop) for fact in decision.missing]
    if row == "open points":
        return [words.label(finding.point) for finding in decision.open_points]
    return [book.citation(iri, words.language) for iri in decision.less_than_read]


def _requirement(words: Words, safeguard: str, status: str, norms: Sequence[str]) -> str:
    stated = list(dict.fromkeys(iri for norm in norms for iri in words.book.norms[norm].stated_in))
    limits = [words.book.norms[norm] for norm in norms if words.book.norms[norm].time_limit]
    within = [duration(str(norm.time_limit), local(norm.counted_in or ""), words.language) for norm in limits]
    deadline = f" ({words.joined(dict.fromkeys(within))})" if within else ""
    return f"{words.pair(words.label(safeguard), words.label(status))}{deadline} [{words.cite(stated)}]"
