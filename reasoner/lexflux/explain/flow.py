"""The decision on a flow in words, drawn as a tree or in Mermaid, and as data or a graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lexflux.decision.evaluation import Truth
from lexflux.decision.flows import FlowDecision, LegDecision
from lexflux.decision.outcome import Decision
from lexflux.explain import flow_answer
from lexflux.explain.data import as_data
from lexflux.explain.lines import Line, bullets, plain, text_lines
from lexflux.explain.report import brief, closing
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.query.results import csv_text, json_text
from lexflux.resources import prefixes
from lexflux.terms import LF, compact

if TYPE_CHECKING:
    import rdflib

FLOW_SCHEMA: Literal["lexflux-flow/1"] = "lexflux-flow/1"
MOST = 3
CSV_COLUMNS = ("leg", "name", "continues", "exporter", "recipient", "regime", "day", "verdict")
EXPORTER, RECIPIENT, LOCATED_IN = LF + "exporter", LF + "recipient", LF + "locatedIn"


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a flow: what it is called, where it is, and the name by which its legs meet."""

    key: str
    label: str
    places: tuple[str, ...]


class FlowWords(Wording):
    """The words for the parts of a flow in one language."""

    def __init__(self, book: LawBook, found: FlowDecision, language: str) -> None:
        super().__init__(book, language)
        self.found = found
        self.numbers = {leg.leg.name: number for number, leg in enumerate(found.legs, 1)}

    def leg(self, leg: LegDecision) -> str:
        """Return number and name of a leg; one without a name of its own has its number alone."""
        number = str(self.numbers[leg.leg.name])
        return number if leg.leg.name == number else f"{number} {leg.leg.name}"

    def exporter(self, leg: LegDecision) -> Party:
        """Return the exporter of a leg; where the leg continues another it is the recipient there."""
        before = [one for one in self.found.legs if one.leg.name == leg.leg.continues]
        found = _party(leg, EXPORTER, 0)
        return Party(self.recipient(before[0]).key, found.label, found.places) if before else found

    def recipient(self, leg: LegDecision) -> Party:
        """Return the recipient of a leg."""
        return _party(leg, RECIPIENT, 1)

    def party(self, party: Party) -> str:
        """Return what a party is called and where it is."""
        places = self.joined(map(self.label, party.places))
        name = party.label or self.say("party without name")
        return self.bracketed(name, places) if places else name


def _party(leg: LegDecision, role: str, place: int) -> Party:
    facts: Facts = leg.leg.facts
    nodes = [facts.nodes[str(path)] for path in facts.nodes["transfer"].values.get(role, ())]
    places = tuple(str(value) for node in nodes for value in node.values.get(LOCATED_IN, ()))
    name = leg.leg.parties[place]
    label = next((node.label for node in nodes if node.label), name)
    return Party(name or f"{leg.leg.name}/{place}", label, places)


def render_flow(book: LawBook, found: FlowDecision, language: str, form: str, leg: str | None = None) -> str:
    """
    Return the decision on a flow in ``en`` or ``zh`` as text, ``markdown``, ``json``, ``csv`` or ``turtle``.

    JSON may be that of one ``leg`` alone.
    """
    words = FlowWords(book, found, language)
    if leg is not None:
        name = found.flow.leg(leg).name
        return json_text(next(_leg_data(words, one) for one in found.legs if one.leg.name == name))
    forms: Mapping[str, Callable[[FlowWords], str]] = {
        "text": _as_text,
        "markdown": _as_markdown,
        "json": lambda words: json_text(as_flow_data(words)),
        "csv": _as_csv,
        "turtle": lambda words: flow_graph(words).serialize(format="turtle"),
    }
    return forms[form](words)


def heading(words: FlowWords) -> str:
    """Return the gravest verdict and the number of legs."""
    found = words.found
    return f"{words.label(found.verdict).upper()} · {words.say('flow of legs', count=len(found.legs))}"


def _as_text(words: FlowWords) -> str:
    parts = ["\n".join([*_title(words), heading(words), words.say("gravest of legs")])]
    parts.append("\n".join(drawn(words)))
    for leg in words.found.legs:
        parts.append("\n".join([leg_heading(words, leg), *text_lines(words, leg_lines(words, leg), 1)]))
    return "\n\n".join([*parts, "\n".join([words.say("whole leg"), words.say("disclaimer")])]) + "\n"


def _title(words: FlowWords) -> list[str]:
    return [words.found.flow.label] if words.found.flow.label else []


def leg_heading(words: FlowWords, leg: LegDecision) -> str:
    """Return number and name of a leg with its verdict."""
    return words.pair(words.leg(leg), words.label(leg.verdict).upper())


def drawn(words: FlowWords) -> list[str]:
    """Return the flow as a tree: who hands the data to whom, with the verdict on each leg."""
    starts: dict[str, list[LegDecision]] = {}
    for leg in words.found.legs:
        if leg.leg.continues is None:
            starts.setdefault(words.exporter(leg).key, []).append(leg)
    return [
        line for legs in starts.values() for line in (words.party(words.exporter(legs[0])), *_branches(words, legs, ""))
    ]


def _branches(words: FlowWords, legs: list[LegDecision], indent: str) -> Iterator[str]:
    """Yield the legs that begin at one party, each with those that continue it below."""
    for leg in legs:
        last = leg is legs[-1]
        recipient = words.party(words.recipient(leg))
        yield f"{indent}{'└─' if last else '├─'} {leg_heading(words, leg)} → {recipient}"
        after = [one for one in words.found.legs if one.leg.continues == leg.leg.name]
        yield from _branches(words, after, indent + ("   " if last else "│  "))


def leg_lines(words: FlowWords, leg: LegDecision) -> list[Line]:
    """Return what is said of a leg: what its data bring, what it waits for, and briefly the answer of each law."""
    lines = [Line(words.say("data come under", named=words.joined(_received(words, leg))))] if leg.received else []
    blocking = words.found.blocked_by(leg)
    if blocking:
        lines.append(Line(words.say("waits for", named=words.joined(map(words.leg, blocking))), "!"))
    if leg.not_encoded:
        lines.append(
            Line(words.say("exporter not encoded", named=words.joined(map(words.label, leg.not_encoded))), "!")
        )
    if not leg.decisions and not leg.not_encoded:
        lines.append(Line(words.say("no law asked"), "!"))
    return [*lines, *(_answer(words, decision) for decision in leg.decisions)]


def _received(words: FlowWords, leg: LegDecision) -> Iterator[str]:
    for condition, truth in leg.received.items():
        label = words.label(condition)
        yield label if truth is Truth.TRUE else words.bracketed(label, words.say("perhaps"))


def _answer(words: FlowWords, decision: Decision) -> Line:
    """Return the verdict of one law on a leg, with what is short of it below."""
    law = f"{words.label(decision.regime)} · {words.say('law of', day=decision.on)}"
    line = Line(words.pair(law, words.label(decision.verdict).upper()))
    for section in brief(decision, words.language, MOST):
        line.below.append(Line(section.title, below=section.lines))
    receipt, _ = closing(decision, words.language)
    line.below.append(Line(receipt))
    return line


def _as_markdown(words: FlowWords) -> str:
    parts = [
        f"# {words.say('memo')}",
        *map(plain, _title(words)),
        f"**{heading(words)}**",
        words.say("gravest of legs"),
    ]
    parts.append("```mermaid\n" + "\n".join(mermaid(words)) + "\n```")
    for leg in words.found.legs:
        parts.append(f"## {plain(leg_heading(words, leg))}\n\n" + "\n".join(bullets(words, leg_lines(words, leg))))
    return "\n\n".join([*parts, words.say("disclaimer")]) + "\n"


def mermaid(words: FlowWords) -> list[str]:
    """Return the flow as a flowchart in Mermaid."""
    parties: dict[str, Party] = {}
    for leg in words.found.legs:
        for party in (words.exporter(leg), words.recipient(leg)):
            parties.setdefault(party.key, party)
    ids = {key: f"p{number}" for number, key in enumerate(parties, 1)}
    lines = ["flowchart LR", *(f'  {ids[key]}["{_quoted(words.party(party))}"]' for key, party in parties.items())]
    for leg in words.found.legs:
        one, other = ids[words.exporter(leg).key], ids[words.recipient(leg).key]
        lines.append(f'  {one} -->|"{_quoted(leg_heading(words, leg))}"| {other}')
    return lines


def _quoted(words: str) -> str:
    return words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def as_flow_data(words: FlowWords, fields: Collection[str] | None = None) -> flow_answer.Flow:
    """
    Return the decision on a flow as data of schema ``lexflux-flow/1``, with each answer on a leg.

    Each is whole or, with ``fields``, has these members (`lexflux.explain.data.as_data`).
    """
    found = words.found
    return {
        "schema": FLOW_SCHEMA,
        "label": found.flow.label,
        "verdict": compact(found.verdict),
        "legs": [_leg_data(words, leg, fields) for leg in found.legs],
    }


def _leg_data(words: FlowWords, leg: LegDecision, fields: Collection[str] | None = None) -> flow_answer.Leg:
    return {
        "name": leg.leg.name,
        "continues": leg.leg.continues,
        "from": _party_data(words.exporter(leg)),
        "to": _party_data(words.recipient(leg)),
        "verdict": compact(leg.verdict),
        "received_under": {compact(condition): truth.value for condition, truth in leg.received.items()},
        "waits_for": [one.leg.name for one in words.found.blocked_by(leg)],
        "not_encoded": list(map(compact, leg.not_encoded)),
        "answers": [as_data(decision, words.language, fields) for decision in leg.decisions],
    }


def _party_data(party: Party) -> flow_answer.Party:
    return {"name": party.key, "label": party.label, "places": list(map(compact, party.places))}


def _as_csv(words: FlowWords) -> str:
    rows: list[tuple[str, ...]] = [CSV_COLUMNS]
    for leg in words.found.legs:
        fixed = (str(words.numbers[leg.leg.name]), leg.leg.name, leg.leg.continues or "")
        parties = (words.party(words.exporter(leg)), words.party(words.recipient(leg)))
        for decision in leg.decisions:
            outcome = (words.label(decision.regime), str(decision.on), words.label(decision.verdict))
            rows.append((*fixed, *parties, *outcome))
        if not leg.decisions:
            rows.append((*fixed, *parties, "", "", words.label(leg.verdict)))
    return csv_text(rows)


def flow_graph(words: FlowWords) -> rdflib.Graph:
    """Return the decisions on all legs as one graph: the flow has its legs, and these the legs that they continue."""
    from rdflib import RDF, RDFS, Graph, Literal, URIRef

    from lexflux.decision.receipt import digest, make_receipt
    from lexflux.explain.graph import decision_graph

    graph = Graph()
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    receipts = [make_receipt(decision) for leg in words.found.legs for decision in leg.decisions]
    flow = URIRef(f"urn:lexflux:flow:{digest({'legs': [receipt['facts'] for receipt in receipts]})[:16]}")
    graph.add((flow, RDF.type, URIRef(LF + "Flow")))
    graph.add((flow, URIRef(LF + "verdict"), URIRef(words.found.verdict)))
    if words.found.flow.label:
        graph.add((flow, RDFS.label, Literal(words.found.flow.label)))
    transfers: dict[str, URIRef] = {}
    for leg in words.found.legs:
        for decision in leg.decisions:
            graph += decision_graph(decision)
            facts = make_receipt(decision)["facts"]
            transfer = URIRef(f"urn:lexflux:transfer:{digest(facts)[:16]}")
            transfers[leg.leg.name] = transfer
            graph.add((flow, URIRef(LF + "leg"), transfer))
            if leg.leg.continues in transfers:
                graph.add((transfer, URIRef(LF + "continues"), transfers[leg.leg.continues]))
    return graph
