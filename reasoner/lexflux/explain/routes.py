"""Ways for data between places, as a page or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lexflux.decision.statuses import NormStatus
from lexflux.decision.words import FactWords
from lexflux.explain.lines import Line, Section
from lexflux.explain.page import Page
from lexflux.explain.requirements import established
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Modality
from lexflux.planning.routes import Cargo, Hop, Passage, Routes, Way
from lexflux.query.results import json_text
from lexflux.terms import LF, compact, local

SCHEMA = "lexflux-routes/1"
MOST_WAYS = 6
MOST_BARRED = 8
MOST_ALIKE = 3
MOST_FACTS = 3
PASSAGES = {
    Passage.FREE: ("●", "routes: free"),
    Passage.WITH_SAFEGUARDS: ("◐", "routes: with safeguards"),
    Passage.OPEN: ("?", "routes: open"),
    Passage.BARRED: ("✗", "routes: barred"),
}
FREEING = (Modality.PERMISSION, Modality.EXEMPTION)


class RouteWords(FactWords):
    """The words of one language for ways."""

    def __init__(self, book: LawBook, cargo: Cargo, alike: Mapping[str, Sequence[str]], language: str) -> None:
        super().__init__(book, _no_facts(), language)
        self.cargo_sent = cargo
        self.alike = alike

    def cargo(self) -> str:
        """Return what is sent."""
        named = [*map(self.term, self.cargo_sent.kinds), *map(self.term, self.cargo_sent.purposes)]
        people = self.cargo_sent.people
        return self.joined([*named, *([] if people is None else [self.say("routes: people", count=f"{people:,}")])])

    def term(self, name: str) -> str:
        """Return the label of a term by its local name."""
        known = (*self.book.data_kinds, *self.book.individuals)
        return next((self.label(iri) for iri in known if local(iri) == name), name)

    def passage(self, passage: Passage) -> str:
        """Return whether data may take a hop."""
        return self.say(PASSAGES[passage][1])

    def targets(self, place: str, origin: str) -> str:
        """Return the labels of a place and of those that all law treats like it."""
        return self.joined([self.label(place), *self.others(place, (origin,))])

    def others(self, place: str, without: Sequence[str]) -> list[str]:
        """Return the labels of the places that all law treats like one."""
        places = [self.label(one) for one in self.alike.get(place, ()) if one != place and one not in without]
        return self.first(places, MOST_ALIKE)


def _no_facts() -> Any:
    from lexflux.facts.transfer import Facts

    return Facts({})


def routes_page(
    book: LawBook, found: Routes, supposed: Mapping[str, Any], language: str, most: int = MOST_WAYS
) -> Page:
    """Return the page of the ways from one place to another, so many of each kind at most."""
    words = RouteWords(book, found.cargo, found.alike, language)
    ends = {"origin": words.label(found.origin), "target": words.label(found.target)}
    title = words.say("routes of", **ends, cargo=words.cargo(), day=found.cargo.on)
    none = [] if found.ways else [words.say("routes: none", count=found.tried)]
    sections = [
        Section(words.say("routes: ways"), [*_ways(words, found, found.ways, most)]),
        Section(words.say("routes: perhaps"), [*_ways(words, found, found.perhaps, most)]),
        Section(words.say("routes: barred"), [_hop(words, one) for one in found.closed[:MOST_BARRED]]),
        _supposed(words, supposed),
    ]
    closing = [words.say("routes: scope"), words.say("disclaimer")]
    return Page(words, [], [title, *none], [one for one in sections if one.lines], closing)


def _ways(words: RouteWords, found: Routes, ways: Sequence[Way], most: int) -> Iterator[Line]:
    for number, way in enumerate(ways[:most], 1):
        yield _way(words, found, number, way)
    if len(ways) > most:
        yield Line(words.say("routes: fuller", count=len(ways) - most), "…")


def _way(words: RouteWords, found: Routes, number: int, way: Way) -> Line:
    places = [way.hops[0].origin, *(hop.target for hop in way.hops)]
    said = " → ".join(map(words.label, places))
    steps, days, papers = (sum(values) for values in zip(*map(_burden, way.hops), strict=True))
    line = Line(words.pair(said, words.say("routes: burden", steps=steps, days=days, papers=papers)), f"{number}.")
    for third in places[1:-1]:
        others = words.others(third, (found.origin, found.target))
        line.below += [Line(words.say("routes: alike", places=words.joined(others)))] if others else []
    line.below += [_hop(words, hop) for hop in way.hops]
    return line


def _burden(hop: Hop) -> tuple[int, int, int]:
    return len(hop.tasks), hop.days, hop.papers


def _hop(words: RouteWords, hop: Hop) -> Line:
    mark = PASSAGES[hop.passage][0]
    ends = {"origin": words.label(hop.origin), "target": words.label(hop.target)}
    laws = words.joined(
        words.bracketed(words.label(one.regime), words.label(one.verdict)) for one in hop.found.decisions
    )
    said = words.say("routes: hop", **ends, passage=words.passage(hop.passage))
    line = Line(f"{said} · {laws}" if laws else said, mark, tuple(dict.fromkeys(_grounds(hop))))
    received = [words.label(one) for one in hop.found.received]
    if received:
        line.below.append(Line(words.say("routes: conditions", conditions=words.joined(received))))
    line.below += [*_bars(words, hop), *_safeguards(words, hop), *_turning(words, hop)]
    return line


def _grounds(hop: Hop) -> Iterator[str]:
    """Yield the provisions that leave a free hop so: what permits or exempts it, else what reaches it."""
    if hop.passage is not Passage.FREE:
        return
    for decision in hop.found.decisions:
        holding = [one.norm for one in decision.with_status(NormStatus.EFFECTIVE)]
        freeing = [norm for norm in holding if norm.modality in FREEING]
        scopes = [one.norm for one in decision.findings.values() if one.norm.modality is Modality.SCOPE]
        yield from (norm.stated_in[0] for norm in (freeing or scopes or holding)[:MOST_FACTS])


def _bars(words: RouteWords, hop: Hop) -> Iterator[Line]:
    for bar in hop.bars[:MOST_FACTS]:
        yield Line(words.norm(bar.finding.norm.iri), "✗", bar.finding.norm.stated_in)
    for one in hop.closed[:MOST_FACTS]:
        said = words.pair(words.say("none of these ways"), words.label(one.requirement.safeguard))
        yield Line(said, "✗", established(one.decision, one.requirement))


def _safeguards(words: RouteWords, hop: Hop) -> Iterator[Line]:
    """Yield what opens a hop, each safeguard once, the cheapest with those that would do instead."""
    by_safeguard = groupby(hop.tasks, key=lambda one: (one.task.safeguard, one.task.instead, one.task.certain))
    for (safeguard, instead, certain), tasks in by_safeguard:
        norms = dict.fromkeys(norm for one in tasks for norm in one.task.norms)
        cites = dict.fromkeys(stated for norm in norms for stated in words.book.norms[norm].stated_in[:1])
        key = "routes: opens with" if certain else "routes: perhaps with"
        line = Line(words.say(key, safeguard=words.label(safeguard)), "", tuple(cites))
        if instead:
            others = words.first([words.label(one) for one in instead], MOST_FACTS)
            line.below.append(Line(words.say("routes: or instead", safeguards=words.joined(others))))
        yield line


def _turning(words: RouteWords, hop: Hop) -> Iterator[Line]:
    if hop.passage != Passage.OPEN:
        return
    if hop.found.not_encoded:
        named = words.joined(map(words.label, hop.found.not_encoded))
        yield Line(words.say("routes: law not encoded", places=named), "!")
    facts = dict.fromkeys(words.property(one.fact.prop) for one in hop.questions)
    if facts:
        yield Line(words.say("routes: turns on", facts=words.joined(words.first([*facts], MOST_FACTS))), "?")


def _supposed(words: RouteWords, supposed: Mapping[str, Any]) -> Section:
    """Return what is supposed of each hop, in the words of facts."""
    lines = []
    for part in supposed.values():
        said = (words.pair(_property(words, key), _value(words, value)) for key, value in part.items())
        lines.append(Line(words.clauses(said)))
    return Section(words.say("routes: supposed"), lines)


def _property(words: RouteWords, key: str) -> str:
    shape = words.book.schema.shape(LF + key)
    return text(shape.names, words.language) if shape else words.label(LF + key)


def _value(words: RouteWords, value: object) -> str:
    if isinstance(value, list):
        return words.joined(_property(words, str(one)) for one in value)
    return words.value(value) if isinstance(value, (bool, int)) else words.term(str(value))


def reached_page(
    book: LawBook, origin: str, hops: Sequence[Hop], words: RouteWords, supposed: Mapping[str, Any]
) -> Page:
    """Return the page of where data may go from one place."""
    title = words.say("routes from", cargo=words.cargo(), origin=words.label(origin), day=words.cargo_sent.on)
    sections = []
    for passage in Passage:
        lines = [_hop(words, one) for one in hops if one.passage == passage]
        targets = [words.targets(one.target, origin) for one in hops if one.passage == passage]
        sections.append(Section(words.passage(passage), _joined(words, lines, targets)))
    sections.append(_supposed(words, supposed))
    closing = [words.say("routes: scope"), words.say("disclaimer")]
    return Page(words, [], [title], [one for one in sections if one.lines], closing)


def _joined(words: RouteWords, lines: Sequence[Line], targets: Sequence[str]) -> list[Line]:
    """Return hops to where they lead, those of which the same is to be said together."""
    found: dict[str, tuple[list[str], Line]] = {}
    for line, target in zip(lines, targets, strict=True):
        said = line.text.partition(" · ")[2]
        found.setdefault(f"{said}{line.cites}{line.below}", ([], Line(said, line.mark, line.cites, line.below)))[
            0
        ].append(target)
    return [
        Line(words.pair(f"→ {words.joined(targets)}", line.text), line.mark, line.cites, line.below)
        for targets, line in found.values()
    ]


def routes_json(book: LawBook, found: Routes, supposed: Mapping[str, Any], language: str) -> str:
    """Return the ways from one place to another as JSON."""
    words = RouteWords(book, found.cargo, found.alike, language)
    return json_text(
        {
            "schema": SCHEMA,
            "language": language,
            "on": found.cargo.on.isoformat(),
            "from": local(found.origin),
            "to": local(found.target),
            "data": list(found.cargo.kinds),
            "ways": [_way_data(words, one) for one in found.ways],
            "perhaps": [_way_data(words, one) for one in found.perhaps],
            "barred": [_hop_data(words, one) for one in found.closed],
            "placesTried": found.tried,
            "supposed": supposed,
            "notice": [words.say("routes: scope"), words.say("disclaimer")],
        }
    )


def reached_json(words: RouteWords, origin: str, hops: Sequence[Hop], supposed: Mapping[str, Any]) -> str:
    """Return where data may go from one place as JSON."""
    return json_text(
        {
            "schema": SCHEMA,
            "language": words.language,
            "on": words.cargo_sent.on.isoformat(),
            "from": local(origin),
            "data": list(words.cargo_sent.kinds),
            "hops": [_hop_data(words, one) for one in hops],
            "supposed": supposed,
            "notice": [words.say("routes: scope"), words.say("disclaimer")],
        }
    )


def _way_data(words: RouteWords, way: Way) -> dict[str, Any]:
    steps, days, papers = (sum(values) for values in zip(*map(_burden, way.hops), strict=True))
    burden = {"steps": steps, "daysOfAuthorities": days, "papers": papers}
    return {"burden": burden, "hops": [_hop_data(words, hop) for hop in way.hops]}


def _hop_data(words: RouteWords, hop: Hop) -> dict[str, Any]:
    return {
        "from": local(hop.origin),
        "to": local(hop.target),
        "alike": [local(one) for one in words.alike.get(hop.target, ()) if one != hop.target],
        "passage": hop.passage.value,
        "laws": [{"regime": compact(one.regime), "verdict": local(one.verdict)} for one in hop.found.decisions],
        "freeBy": [words.cite([iri]) for iri in dict.fromkeys(_grounds(hop))],
        "conditions": [compact(one) for one in hop.found.received],
        "barredBy": [_cited(words, iri) for iri in _barring(hop)],
        "safeguards": [
            {
                "safeguard": compact(one.task.safeguard),
                "label": words.label(one.task.safeguard),
                "certain": one.task.certain,
                "instead": [compact(other) for other in one.task.instead],
                "norms": [_cited(words, norm) for norm in one.task.norms],
            }
            for one in hop.tasks
        ],
        "turnsOn": list(dict.fromkeys(local(one.fact.prop) for one in hop.questions)),
    }


def _barring(hop: Hop) -> list[str]:
    """Return the norms that forbid a hop, or require what no way is open to."""
    required = (norm for one in hop.closed for norm in one.requirement.norms)
    return list(dict.fromkeys((*(bar.finding.norm.iri for bar in hop.bars), *required)))


def _cited(words: RouteWords, norm: str) -> dict[str, str]:
    return {"norm": compact(norm), "citation": words.cite(words.book.norms[norm].stated_in)}
