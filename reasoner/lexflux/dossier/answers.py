"""What the file of a transfer says on a point, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.decision.words import DecisionWords
from lexflux.dossier.page import Item
from lexflux.facts.transfer import NodeFacts
from lexflux.law.documents import Point
from lexflux.law.lawbook import text
from lexflux.law.schema import PropertyShape
from lexflux.terms import LF, SAFEGUARD_CLASS, local

ROOT = "transfer"
EXPORTER, LOCATED_IN, ORGANISATION = LF + "exporter", LF + "locatedIn", LF + "Organisation"


def answers(words: DecisionWords, point: Point) -> list[Item]:
    """
    Return what is stated on a point, then what the file could say and does not, as questions with their keys.

    What a party is presumed not to be is not asked: whoever writes knows whether it is an international organisation.
    """
    shapes = sorted(filter(None, map(words.book.schema.shape, point.answered_by)), key=lambda shape: shape.order)
    found = [item for shape in shapes for item in _answers(words, shape, point)]
    return sorted(found, key=lambda item: item.is_open)


def _answers(words: DecisionWords, shape: PropertyShape, point: Point) -> Iterator[Item]:
    for node in _nodes(words, shape, point):
        said = stated(words, node, shape.prop)
        presumed = stated(words, node, shape.same_as) if shape.same_as else ""
        if said:
            yield Item(_named(words, node, shape, said))
        elif presumed:
            yield Item(_named(words, node, shape, words.bracketed(presumed, words.say("presumed the same"))))
        elif shape.owner != ORGANISATION or shape.never_empty:
            yield question(words, node, shape)


def _nodes(words: DecisionWords, shape: PropertyShape, point: Point) -> list[NodeFacts]:
    """Return the nodes that a fact is about: of parties those that a point names, of safeguards those it is about."""
    nodes = words.decision.stated.nodes
    if shape.owner == ORGANISATION:
        named = [str(path) for prop in point.answered_for or (EXPORTER,) for path in nodes[ROOT].values.get(prop, ())]
        return [nodes[path] for path in named]
    if shape.owner == SAFEGUARD_CLASS:
        about = _documented(words, point)
        return [node for _, node in sorted(nodes.items()) if not about.isdisjoint(words.book.implied(node.kinds))]
    return [node for _, node in sorted(nodes.items()) if node.owner == shape.owner]


def _documented(words: DecisionWords, point: Point) -> set[str]:
    """Return the classes of safeguards that the documents of a point put in writing."""
    documents = [words.book.documents[one] for one in point.of if one in words.book.documents]
    return {safeguard for document in documents for safeguard in document.documents}


def stated(words: DecisionWords, node: NodeFacts, prop: str) -> str:
    """Return the value of a fact in words, or nothing where no value is stated."""
    nodes = words.decision.stated.nodes
    if prop in node.ranges:
        return words.value(node.ranges[prop])
    values = node.values.get(prop, ())
    shown = [described(words, nodes[str(value)]) if value in nodes else words.value(value) for value in values]
    if shown:
        return words.clauses(shown) if values[0] in nodes else words.joined(shown)
    return words.say("does not apply") if prop in (*node.not_applicable, *node.complete) else ""


def described(words: DecisionWords, node: NodeFacts) -> str:
    """Return a node in one line: its label or place, and its kinds, else what is stated of it."""
    name = node.label or words.node(node.path)
    said = words.joined(sorted(map(words.label, node.kinds)))
    if not said and not node.label:
        told = [*facts_of(words, node), *_nodes_of(words, node)]
        said = words.joined(words.pair(fact, value) for fact, value in told)
    return words.bracketed(name, said) if said else name


def _nodes_of(words: DecisionWords, node: NodeFacts) -> Iterator[tuple[str, str]]:
    """Yield the nodes to which a node leads, such as the owner of a share, each by its label or its place."""
    nodes = words.decision.stated.nodes
    for shape in words.book.schema.shapes.get(node.owner, {}).values():
        for path in node.values.get(shape.prop, ()) if shape.is_node else ():
            found = nodes[str(path)]
            place = words.joined(map(words.value, found.values.get(LOCATED_IN, ())))
            name = found.label or words.node(found.path)
            yield text(shape.names, words.language), words.bracketed(name, place) if place else name


def _named(words: DecisionWords, node: NodeFacts, shape: PropertyShape, said: str) -> str:
    where = "" if node.path == ROOT else words.node(node.path) + " · "
    return words.pair(where + text(shape.names, words.language), said)


def question(words: DecisionWords, node: NodeFacts, shape: PropertyShape) -> Item:
    """Return the question of a fact that is not stated, with the key by which the file answers it."""
    where = "" if node.path == ROOT else words.node(node.path) + " · "
    key = Item(words.say("to write", entry=f"{local(shape.prop)}:"))
    return Item(where + text(shape.questions, words.language), is_open=True, below=(key,))


def facts_of(words: DecisionWords, node: NodeFacts, left_out: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the name and the value of each fact that is stated of a node, also as unknown; no other nodes."""
    known = sorted(words.book.schema.shapes.get(node.owner, {}).values(), key=lambda shape: shape.order)
    shapes = [shape for shape in known if not shape.is_node and shape.prop not in left_out]
    found = [(text(shape.names, words.language), _known(words, node, shape.prop)) for shape in shapes]
    return [(name, said) for name, said in found if said]


def _known(words: DecisionWords, node: NodeFacts, prop: str) -> str:
    said = stated(words, node, prop)
    return said or (words.say("said unknown") if prop in node.unknown else "")
