"""Which regime counts which place as adequate on a day, as a network: places of the same regimes stand together."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

import networkx as nx

from lexflux.faces.pictures.breaking import fill, width
from lexflux.faces.pictures.canvas import LANDSCAPE, LEADING, MARGIN, TITLE, Canvas
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.terms import LF

QUERY = "which-places-are-adequate"
SIZE, GAP, LEVEL, BOX = 8.5, 14.0, 86.0, 26.0
COLUMN, FEWEST = 21.0, 8
"""How wide a column of places is, in em; a card is as wide as that of so many places at least."""


@dataclass(frozen=True, slots=True)
class Adequate:
    """That a place counts as adequate for a regime since a day, with its class where that is not the common one."""

    regime: str
    since: str
    remark: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places that the same regimes count as adequate, with what each of these says of them."""

    regimes: tuple[str, ...]
    places: tuple[tuple[str, tuple[Adequate, ...]], ...]


def adequacy_network(knowledge: KnowledgeBase, on: datetime.date, language: str) -> str:
    """Return the network of a day as an SVG document."""
    words = Wording(knowledge.book, language)
    groups = _groups(knowledge, words, on)
    regimes = sorted({regime for group in groups for regime in group.regimes})
    silent = [words.label(iri) for iri in sorted(knowledge.book.regimes.values()) if iri not in regimes]
    notes = [words.say("adequacy note"), words.say("disclaimer")]
    if silent:
        notes.insert(1, words.say("no adequacy", named=words.joined(silent)))
    canvas = Canvas(words.say("picture of adequacy", day=on), "\n".join(notes), language, LANDSCAPE, SIZE)
    canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, words.say("picture of adequacy", day=on), TITLE)
    return _drawn(canvas, words, groups, regimes, notes)


def _groups(knowledge: KnowledgeBase, words: Wording, on: datetime.date) -> list[Group]:
    """Return the places by the regimes that count them, those of fewer regimes at the sides."""
    network = _network(knowledge, words, on)
    labels = {node: str(label) for node, label in network.nodes(data="label") if label}
    by_regimes: dict[tuple[str, ...], list[tuple[str, tuple[Adequate, ...]]]] = {}
    for place in sorted(labels, key=labels.__getitem__):
        regimes = tuple(sorted(network.predecessors(place)))
        said = tuple(one for regime in regimes for one in network.edges[regime, place]["said"])
        by_regimes.setdefault(regimes, []).append((labels[place], said))
    single = [regimes for regimes in sorted(by_regimes) if len(regimes) == 1]
    shared = sorted(set(by_regimes) - set(single))
    half = (len(single) + 1) // 2
    return [Group(regimes, tuple(by_regimes[regimes])) for regimes in (*single[:half], *shared, *single[half:])]


def _network(knowledge: KnowledgeBase, words: Wording, on: datetime.date) -> nx.DiGraph[str]:
    result = knowledge.query(QUERY, date=on.isoformat(), lang=words.language)
    rows = [dict(zip(result.columns, row, strict=True)) for row in result]
    common = {
        regime: Counter(str(row["class"]) for row in rows if row["regime"] == regime).most_common(1)[0][0]
        for regime in {str(row["regime"]) for row in rows}
    }
    network: nx.DiGraph[str] = nx.DiGraph()
    for row in rows:
        regime, place = str(row["regime"]), str(row["place"])
        network.add_node(place, label=str(row["placeLabel"]))
        special = str(row["classLabel"]) if str(row["class"]) != common[regime] else ""
        unread = words.label(str(row["confidence"])) if row["confidence"] != LF + "Read" else ""
        since = str(row["from"] or "?")
        one = Adequate(regime, words.bracketed(since, unread) if unread else since, special)
        held = network.edges[regime, place]["said"] if network.has_edge(regime, place) else []
        network.add_edge(regime, place, said=[*held, one])
    return network


def _drawn(canvas: Canvas, words: Wording, groups: list[Group], regimes: list[str], notes: list[str]) -> str:
    """Draw regimes above, groups of places below, and an arrow from each regime to each of its groups."""
    shares = [max(len(group.places), FEWEST) for group in groups]
    whole = canvas.page.inner - GAP * (len(groups) - 1)
    tops = MARGIN + SIZE * TITLE + 2 * SIZE
    left, bottom, middles = MARGIN, tops, {}
    for group, share in zip(groups, shares, strict=True):
        wide = whole * share / sum(shares)
        middles[group.regimes] = left + wide / 2
        bottom = max(bottom, _card(canvas, words, group, left, tops + LEVEL, wide))
        left += wide + GAP
    _regimes(canvas, words, middles, regimes, tops)
    lines = [line for note in notes for line in fill(note, canvas.page.inner / SIZE)]
    canvas.lines("note", MARGIN, bottom + 2 * SIZE, lines)
    return canvas.write(bottom + (len(lines) + 1) * SIZE * LEADING + MARGIN)


def _regimes(
    canvas: Canvas, words: Wording, middles: dict[tuple[str, ...], float], regimes: list[str], top: float
) -> None:
    for regime in regimes:
        label = words.label(regime)
        wide = width(label) * SIZE * 1.3 + 3 * SIZE
        own = [middle for group, middle in middles.items() if regime in group]
        x = sum(own) / len(own)
        for group, middle in middles.items():
            if regime in group:
                shift = SIZE * 2 * (group.index(regime) - (len(group) - 1) / 2)
                end = middle + shift, top + LEVEL - 4
                canvas.path("edge", f"M{x:.1f} {top + BOX:.1f} L{end[0]:.1f} {end[1]:.1f}")
                canvas.path("tip", f"M{end[0]:.1f} {top + LEVEL:.1f} l-3 -7 h6 z")
        canvas.box("own", x - wide / 2, top, wide, BOX, 5)
        canvas.text("inverse", x, top + BOX / 2 + SIZE * 0.45, label, 1.2, "middle")


def _card(canvas: Canvas, words: Wording, group: Group, left: float, top: float, wide: float) -> float:
    """Draw a group of places in columns, and return where it ends."""
    columns = max(1, int(wide / SIZE / COLUMN))
    inner = wide / columns / SIZE - 1.5
    entries = [_entry(words, group, place, said, inner) for place, said in group.places]
    rows = -(-sum(map(len, entries)) // columns)
    filled: list[list[tuple[str, str]]] = [[]]
    for entry in entries:
        if len(filled[-1]) + len(entry) / 2 > rows and len(filled) < columns:
            filled.append([])
        filled[-1] += entry
    head = f"{words.joined(words.label(one) for one in group.regimes)} · {len(group.places)}"
    heads = fill(head, wide / SIZE - 2)
    high = (max(map(len, filled)) + len(heads) + 1) * SIZE * LEADING + SIZE
    canvas.box("node", left, top, wide, high, 6)
    canvas.lines("head", left + SIZE, top + SIZE * 1.6, heads)
    for place, column in enumerate(filled):
        for row, (kind, line) in enumerate(column):
            y = top + SIZE * (1.9 + LEADING * (row + len(heads)))
            canvas.text(kind, left + SIZE + place * wide / columns, y, line)
    return top + high


def _entry(words: Wording, group: Group, place: str, said: tuple[Adequate, ...], inner: float) -> list[tuple[str, str]]:
    """Return the lines of a place: its name with the days, and below what is particular."""
    several = len(group.regimes) > 1
    days = " · ".join(f"{_short(words, one.regime)} {one.since}" if several else one.since for one in said)
    remarks = [
        words.pair(_short(words, one.regime), one.remark) if several else one.remark for one in said if one.remark
    ]
    lines = [("cell", line) for line in fill(f"{place} · {days}", inner)]
    return [*lines, *(("note", line) for remark in dict.fromkeys(remarks) for line in fill(remark, inner))]


def _short(words: Wording, regime: str) -> str:
    return next(notation.upper() for notation, iri in words.book.regimes.items() if iri == regime)
