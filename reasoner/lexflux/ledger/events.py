"""What is told of watched records, as objects for lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from lexflux.batch.outcomes import Outcome
from lexflux.errors import LexfluxError
from lexflux.law.lawbook import LawBook
from lexflux.ledger.lines import Record
from lexflux.ledger.profiles import Profile
from lexflux.terms import local

Event = dict[str, Any]
LAWS = "laws"
"""The key, the last of an event that has it, of what the laws make of a transfer; many events may share the list."""
_encode = json.JSONEncoder(ensure_ascii=False).encode


def lines_of(events: Iterable[Event]) -> str:
    r"""
    Return events as lines of JSON; what the laws make of many transfers alike is written out once.

    >>> laws = [{"regime": "cn"}]
    >>> lines_of([{"event": "may not go", "laws": laws}, {"event": "near threshold"}])
    '{"event": "may not go", "laws": [{"regime": "cn"}]}\n{"event": "near threshold"}\n'
    """
    written: dict[int, str] = {}
    lines = []
    for event in events:
        laws = event.get(LAWS)
        if laws is None:
            lines.append(_encode(event))
            continue
        if id(laws) not in written:
            written[id(laws)] = _encode(laws)
        others = _encode({key: value for key, value in event.items() if key != LAWS})
        lines.append(f'{others[:-1]}, "{LAWS}": {written[id(laws)]}}}')
    return "".join(line + "\n" for line in lines)


def problem(error: LexfluxError, where: str, language: str, record: str | None = None) -> Event:
    """Return what is told of a record that gives no answer."""
    return {"event": "problem", "record": record, "where": where, "message": error.text(language)}


def contents(records: pl.DataFrame, profiles: Sequence[Profile]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Yield what rows say of each record, by its id."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for name, day, profile, key, number in records.select("id", "date", "profile", "key", "number").iter_rows():
        rows.setdefault(name, []).append((day, profiles[profile], key, number))
    yield from rows.items()


def head(event: str, record: Record, profile: Profile) -> Event:
    """Return how what is told of a record begins."""
    named = {"exporter": profile.exporter, "recipient": profile.recipient}
    return {"event": event, "record": record.id, "date": str(record.day), "where": record.where, **named}


def law_of(outcome: Outcome) -> Event:
    """Return what one law makes of a transfer."""
    grounds = [{"kind": one.kind, "term": one.term, "said": one.said, "cites": one.cites} for one in outcome.grounds]
    verdicts = {"verdict": local(outcome.verdict), "countsAs": local(outcome.counts_as)}
    return {"regime": outcome.regime, "label": outcome.regime_label, **verdicts, "grounds": grounds}


def signature(outcomes: Sequence[Outcome]) -> str:
    """Return what makes an outcome another: the verdict of each law and the terms of its grounds."""
    return "; ".join(" ".join((one.regime or "?", local(one.verdict), *_terms(one))) for one in outcomes)


def _terms(outcome: Outcome) -> list[str]:
    return sorted({local(ground.term) for ground in outcome.grounds if ground.term})


def notation_of(book: LawBook, regime: str) -> str:
    """Return how users write a regime."""
    return next(name for name, iri in book.regimes.items() if iri == regime)
