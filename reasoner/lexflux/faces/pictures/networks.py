"""Networks of the law as pictures that can be read: matrices, in which alike nodes stand beside each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

import networkx as nx

from lexflux.analysis import networks
from lexflux.faces.pictures.matrix import Cell, Matrix, matrix
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.agreements import BOUND, Commitment
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.terms import LF, TOPIC

MOST = 40
"""So many nodes are drawn at most, those of the greatest influence."""
COUNTS = (1, 2, 4, 8)
"""From how many citations on has a cell the next shade."""
SHARES = (0.0, 0.15, 0.3, 0.45, 0.6)
BINDING, ENDEAVOUR = LF + "BindingDuty", LF + "BestEndeavours"
SHADES = {BINDING: 4, ENDEAVOUR: 2}
SOFT, WITHOUT = 1, 0


def citations(words: Wording, network: nx.DiGraph[str], on: datetime.date, kind: str) -> str:
    """Return who cites whom: of the nodes of the greatest PageRank each a row and a column, a cell the citations."""
    rank = networks.pagerank(network)
    first = sorted(network, key=lambda node: (-rank[node], node))[:MOST]
    nodes = sorted(first, key=lambda node: (_place_of(words, node), -rank[node], node))
    names = [_name(words, node) for node in nodes]
    cells = {}
    for row, column, weight in _edges(network, nodes):
        told = words.say("matrix: cites", one=names[row], other=names[column], count=weight)
        cells[row, column] = Cell(sum(weight >= least for least in COUNTS), str(weight), told)
    legend = [(place, f"{least}+") for place, least in enumerate(COUNTS, 1)]
    notes = [words.say("matrix: citations", most=len(nodes), whole=len(network)), words.say("disclaimer")]
    numbered = [f"{number} {name}" for number, name in enumerate(names, 1)]
    beside = [f"{rank[node]:.3f}" for node in nodes]
    title = words.say(f"network of {kind}", day=on)
    heads = list(map(str, range(1, len(nodes) + 1)))
    return matrix(Matrix(title, numbered, heads, beside, cells, legend, notes, words.language))


def _edges(network: nx.Graph[str], nodes: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    place = {node: number for number, node in enumerate(nodes)}
    for one, other, data in network.edges(data=True):
        if one in place and other in place:
            yield place[one], place[other], int(data.get("weight", 1))


def _place_of(words: Wording, node: str) -> str:
    provision = words.book.provisions.get(node)
    return words.book.instruments[provision.instrument if provision else node].regime


def _name(words: Wording, node: str) -> str:
    if node in words.book.provisions:
        return words.cite((node,))
    return text(words.book.instruments[node].short_titles, words.language) or words.label(node)


def similarity(words: Wording, network: nx.Graph[str], on: datetime.date) -> str:
    """Return how alike regimes are: each a row and a column, a cell the share in per cent."""
    nodes = networks.alike_together(network)
    codes = {iri: code.upper() for code, iri in words.book.regimes.items()}
    cells = {}
    for row, one in enumerate(nodes):
        for column, other in enumerate(nodes):
            if row != column:
                share = network.edges[one, other]["weight"]
                told = f"{words.label(one)} · {words.label(other)}: {100 * share:.0f} %"
                cells[row, column] = Cell(_shade(share), f"{100 * share:.0f}", told)
    legend = [(place, f"{100 * least:.0f} %+") for place, least in enumerate(SHARES)]
    notes = [words.say("matrix: similarity"), words.say("disclaimer")]
    rows = [f"{codes[node]} {words.label(node)}" for node in nodes]
    title = words.say("network of similarity", day=on)
    heads = [codes[node] for node in nodes]
    return matrix(Matrix(title, rows, heads, [""] * len(nodes), cells, legend, notes, words.language))


def _shade(share: float) -> int:
    return sum(share >= least for least in SHARES) - 1


def agreements(knowledge: KnowledgeBase, words: Wording, on: datetime.date) -> str:
    """Return who is bound by which agreement, and how strongly it speaks of data flows: parties by agreements."""
    bound: dict[str, dict[str, str]] = {}
    for member in knowledge.agreements.memberships:
        if member.standing == BOUND and member.validity.contains(on):
            bound.setdefault(member.agreement, {})[member.place] = str(member.validity.start or "")[:4]
    columns = sorted(bound, key=lambda one: (-len(bound[one]), words.book.instruments[one].identifier))
    count = {place: sum(place in by for by in bound.values()) for by in bound.values() for place in by}
    places = sorted(count, key=lambda place: (-count[place], words.label(place)))
    strongest = {one: _strongest(knowledge, one, on) for one in columns}
    titles = [_name(words, one) for one in columns]
    cells = {}
    for row, place in enumerate(places):
        for column, one in enumerate(columns):
            if place in bound[one]:
                strength = strongest[one]
                said = words.label(strength.strength) if strength else words.say("matrix: no commitment")
                told = words.pair(f"{words.label(place)} · {titles[column]} · {bound[one][place]}", said)
                shade = SHADES.get(strength.strength, SOFT) if strength else WITHOUT
                cells[row, column] = Cell(shade, bound[one][place][2:], told)
    soft = words.joined(words.label(one) for one in _ranked(knowledge) if one not in SHADES)
    legend = [
        (SHADES[BINDING], words.label(BINDING)),
        (SHADES[ENDEAVOUR], words.label(ENDEAVOUR)),
        (SOFT, soft),
        (WITHOUT, words.say("matrix: no commitment")),
    ]
    notes = [words.say("matrix: agreements"), words.say("disclaimer")]
    rows, beside = [words.label(place) for place in places], [str(count[place]) for place in places]
    title = words.say("network of agreements", day=on)
    return matrix(Matrix(title, rows, titles, beside, cells, legend, notes, words.language))


def _ranked(knowledge: KnowledgeBase) -> list[str]:
    """Return the strengths that commitments on data flows have, the strongest first."""
    found = {one.strength for one in knowledge.agreements.commitments.values() if TOPIC + "DataFlow" in one.topics}
    return sorted(found, key=lambda one: -knowledge.agreements.strengths[one])


def _strongest(knowledge: KnowledgeBase, agreement: str, on: datetime.date) -> Commitment | None:
    """Return the strongest commitment of an agreement on data flows on a day, if it has one."""
    said: Iterable[Commitment] = (
        one
        for one in knowledge.agreements.commitments.values()
        if one.agreement == agreement and TOPIC + "DataFlow" in one.topics and one.validity.contains(on)
    )
    return max(said, key=lambda one: (knowledge.agreements.strengths[one.strength], one.iri), default=None)
