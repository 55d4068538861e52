"""The stated safeguards that do not count on a day: issued later, valid no longer, or concluded too late."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import replace

from lexflux.decision.outcome import Expired
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import ValidityPeriod
from lexflux.law.snapshot import Snapshot
from lexflux.terms import ISSUED_ON, SAFEGUARD


def without_expired(book: LawBook, facts: Facts, law: Snapshot, on: datetime.date) -> tuple[Facts, tuple[Expired, ...]]:
    """
    Return the facts without the safeguards that do not count on a day under its law, and these.

    A safeguard is lost kind by kind. Of one that counts only if it was concluded in time, and whose day nobody stated,
    the kind is left open.
    """
    transfer = facts.nodes["transfer"]
    stated = [facts.nodes[str(path)] for path in transfer.values.get(SAFEGUARD, ())]
    expired = tuple(
        found for node in stated for kind in sorted(node.kinds) for found in _lost(book, node, kind, law, on)
    )
    nodes = {node.path: _counting(book, node, law, expired) for node in stated}
    if all(nodes[node.path] == node for node in stated):
        return facts, ()
    counting = tuple(path for path, node in nodes.items() if node.kinds or node.undated)
    changed = replace(transfer, values={**transfer.values, SAFEGUARD: counting})
    return Facts({**facts.nodes, **nodes, "transfer": changed}), expired


def _counting(book: LawBook, node: NodeFacts, law: Snapshot, expired: tuple[Expired, ...]) -> NodeFacts:
    """Return a safeguard with the kinds that certainly count, and those apart of which only a day could tell."""
    lost = {one.safeguard for one in expired if one.path == node.path}
    limited = {limit.safeguard for limit in law.limits}
    undated = {
        kind for kind in node.kinds if not _issued(node) and not limited.isdisjoint(book.classes[kind].ancestors)
    }
    if not lost and not undated:
        return node
    kinds = node.kinds - lost - undated
    types = _types(book, kinds | {node.owner})
    return replace(node, kinds=kinds, types=types, undated=_types(book, frozenset(undated)) - types)


def _types(book: LawBook, kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(wider for kind in kinds for wider in book.classes[kind].ancestors)


def _issued(node: NodeFacts) -> datetime.date | None:
    issued = next(iter(node.values.get(ISSUED_ON, ())), None)
    return issued if isinstance(issued, datetime.date) else None


def _lost(book: LawBook, node: NodeFacts, kind: str, law: Snapshot, on: datetime.date) -> list[Expired]:
    """Return why a kind of a safeguard does not count, once if it does not."""
    issued = _issued(node)
    if issued is None:
        return []
    if issued > on:
        return [Expired(node.path, kind, issued)]
    return list(_limited(book, node.path, kind, law, issued, on))[:1]


def _limited(
    book: LawBook, path: str, kind: str, law: Snapshot, issued: datetime.date, on: datetime.date
) -> Iterator[Expired]:
    wider = book.classes[kind].ancestors
    for limit in law.limits:
        if limit.safeguard in wider and issued >= limit.before:
            yield Expired(path, kind, limit.before, limit)
    for period in law.periods:
        if period.safeguard in wider and (end := _after(issued, period)) < on:
            yield Expired(path, kind, end, period)


def _after(start: datetime.date, period: ValidityPeriod) -> datetime.date:
    """Return the day that lies a period after ``start``, the last of the month where the day does not exist."""
    months = start.month - 1 + period.months + 12 * (start.year + period.years)
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day) + datetime.timedelta(days=period.days)
