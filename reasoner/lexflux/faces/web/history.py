"""The page that says since when an answer is as it is: the days on which law or time changes it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux.batch.changes import Change, Comparison, Step
from lexflux.batch.entries import Entry
from lexflux.batch.run import Asked
from lexflux.batch.snapshots import Snapshot
from lexflux.errors import InputError
from lexflux.faces.since import cause_lines, requirement_changes, verdict_of
from lexflux.faces.web.answers import with_transfer
from lexflux.faces.web.days import last_known_day
from lexflux.faces.web.described import Fields, permalink, transfer_of
from lexflux.faces.web.page import page
from lexflux.faces.web.words import say
from lexflux.knowledge_base import KnowledgeBase, as_day, day_of_law, regime_of_exporter
from lexflux.law.wording import Wording


async def since(request: Request) -> Response:
    """Show on which days the answer on the transfer of a link changes."""
    return await with_transfer(request, _history)


def _history(request: Request, content: str, asked: Asked, fields: Fields) -> Response:
    knowledge, spoken = request.app.state.knowledge, asked.language
    facts = transfer_of(knowledge, content, spoken)
    home = asked.regime or regime_of_exporter(knowledge.book, facts, day_of_law(facts, asked.on))
    before = as_day(fields["from"]) if fields.get("from") else _first_day(knowledge, home)
    after = as_day(fields["to"]) if fields.get("to") else last_known_day(knowledge.book)
    if after <= before:
        raise InputError("snapshot not before", day=before, after=after)
    comparison = Comparison(knowledge, Asked(asked.regime, None, {}, asked.strict, spoken), Snapshot(before), after)
    entry = Entry(say("your text", spoken), None, partial(transfer_of, knowledge, content, spoken))
    words, kept = Wording(knowledge.book, spoken), permalink(content, fields)
    return page(
        request,
        "since.html",
        spoken,
        before=before,
        after=after,
        under=words.label(knowledge.book.regimes[asked.regime]) if asked.regime else say("all law", spoken),
        steps=_newest_first(words, comparison.changes(entry)),
        query=kept.query,
        link_fields=kept.fields,
    )


def _first_day(knowledge: KnowledgeBase, regime: str) -> datetime.date:
    """Return the first day of the oldest law that a regime still has encoded."""
    iri = knowledge.book.regimes[regime]
    starts = (one.validity.start for one in knowledge.book.norms.values() if one.regime == iri)
    return min((day for day in starts if day), default=datetime.date.min)


def _newest_first(words: Wording, changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return the steps of all law, the newest first."""
    found = [_step(words, change.regime, step) for change in changes for step in change.steps]
    return sorted(found, key=lambda one: one["day"], reverse=True)


def _step(words: Wording, regime: str, step: Step) -> dict[str, Any]:
    was, now = verdict_of(words, step.was), verdict_of(words, step.now)
    return {
        "day": step.day,
        "law": words.label(words.book.regimes[regime]) if regime else "",
        "moved": now if was == now else f"{was} → {now}",
        "is_moved": was != now,
        "verdict": step.now.get("verdict", ""),
        "causes": cause_lines(words, step),
        "requirements": list(requirement_changes(words, step.was, step.now)),
    }
