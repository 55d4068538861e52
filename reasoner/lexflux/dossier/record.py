"""The record of the transfer: parties, data, purpose, safeguards and duties, as a document and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.decision.outcome import Requirement
from lexflux.decision.words import DecisionWords
from lexflux.dossier.answers import ROOT, facts_of
from lexflux.dossier.naming import file_name
from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph, Table
from lexflux.explain.report import closing, verdict_line
from lexflux.explain.requirements import established, sets_perhaps
from lexflux.facts.transfer import NodeFacts
from lexflux.law.norms import Due
from lexflux.terms import LF, SAFEGUARD, SAFEGUARD_CLASS

RECORD = "TransferRecord"
Row = tuple[str, str, str]


def record_page(words: DecisionWords, number: int) -> Page:
    """Return the record of a transfer: what is stated of each party, data set and safeguard, and what is required."""
    blocks: list[Block] = [
        Paragraph(verdict_line(words)),
        Table((words.say("subject"), words.say("fact"), words.say("value")), tuple(record_rows(words))),
        Heading(words.say("what is required")),
        Table(_columns(words), tuple(_requirement_row(words, one) for one in words.decision.requirements)),
        *_keeping(words),
        *map(Paragraph, closing(words.decision, words.language)),
    ]
    return Page(file_name(number, RECORD), words.say("record title"), tuple(blocks))


def record_rows(words: DecisionWords) -> list[Row]:
    """Return what is stated of each node: which it is, the fact, the value."""
    nodes = words.decision.stated.nodes
    ordered = sorted(nodes.values(), key=lambda node: (node.path != ROOT, node.owner == SAFEGUARD_CLASS, node.path))
    return [row for node in ordered for row in _node_rows(words, node)]


def _node_rows(words: DecisionWords, node: NodeFacts) -> Iterator[Row]:
    where = words.label(LF + "Transfer") if node.path == ROOT else words.node(node.path)
    if node.label:
        yield where, words.say("a name"), node.label
    if node.kinds:
        yield where, words.say("kinds"), words.joined(sorted(map(words.label, node.kinds)))
    yield from ((where, name, said) for name, said in facts_of(words, node, (SAFEGUARD,)))


def _columns(words: DecisionWords) -> tuple[str, ...]:
    return words.say("when due"), words.say("required"), words.say("status"), words.say("provision")


def _requirement_row(words: DecisionWords, requirement: Requirement) -> tuple[str, ...]:
    cites = established(words.decision, requirement)
    status = words.label(requirement.status)
    if not requirement.certain:
        status = words.bracketed(status, words.say("depends on unknown"))
    return words.label(requirement.due), words.label(requirement.safeguard), status, words.cite(cites)


def _keeping(words: DecisionWords) -> list[Block]:
    """Return how long something has to be kept or done, as the norms throughout the transfer say, or perhaps do."""
    items: dict[str, Item] = {}
    for requirement in words.decision.requirements:
        for norm in (words.book.norms[iri] for iri in sorted(requirement.norms)):
            limit = words.limit(norm) if requirement.due == Due.THROUGHOUT else ""
            if limit:
                said = words.say("perhaps so", what=limit) if sets_perhaps(requirement, [norm]) else limit
                named = words.bracketed(words.pair(words.norm(norm.iri), said), words.cite(norm.stated_in))
                items.setdefault(norm.iri, Item(named))
    listed = tuple(item for _, item in sorted(items.items()))
    return [Heading(words.say("periods")), Items(listed)] if listed else []
