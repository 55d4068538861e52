"""Baselines: the ordinary transfer on which two laws are compared, and the core facts that vary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lexflux import resources
from lexflux.decision.unknown import OTHER, cells_of, cuts_of
from lexflux.errors import InputError, did_you_mean
from lexflux.facts import context, yamlfile
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.grounding.worlds import Alternative, Choice, Fact, Worlds, completed
from lexflux.law.conditions import Range, Some, Value
from lexflux.law.graphs import Texts
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.law.snapshot import Snapshot
from lexflux.terms import DATA_SET, LF, TYPE, local

Tree = Mapping[str, Any]
EXPORTER, LOCATED_IN, PLACE_CLASS = LF + "exporter", LF + "locatedIn", LF + "Place"
FIXED = {("exporter", "locatedIn")}
PLACES = frozenset(LF + name for name in ("locatedIn", "collectedIn", "storedIn"))


@dataclass(frozen=True, slots=True)
class Dimension:
    """A choice of a baseline with what answers call it, where not by the name of its fact, and its alternatives."""

    choice: Choice
    name: Texts
    alternatives: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The stated facts, of which nothing else is the case, and what varies."""

    facts: Facts
    dimensions: tuple[Dimension, ...]
    source: str

    @property
    def adds_up(self) -> bool:
        """Whether counts stand in several data sets, which a law may add up and a comparison does not."""
        varied = {fact for one in self.dimensions for fact in one.choice.facts}
        sets = [node for node in self.facts.nodes.values() if node.owner == DATA_SET]
        counted = (
            any(isinstance(value, int) and not isinstance(value, bool) and value for value in values)
            for node in sets
            for values in node.values.values()
        )
        return len(sets) > 1 and (any(counted) or any(prop.endswith("InSet") for _, prop in varied))

    @property
    def origin(self) -> str:
        """Code of the place of the exporter."""
        return local(str(self.facts.nodes["exporter"].values[LOCATED_IN][0]))

    def worlds(self, book: LawBook) -> Worlds:
        """Return the transfers that the baseline describes, with the first reading of each open point."""
        choices = tuple(dimension.choice for dimension in self.dimensions)
        free = {fact for choice in choices for fact in choice.facts}
        nodes = {
            path: completed(book, node, left_open=[prop for at, prop in free if at == path])
            for path, node in self.facts.nodes.items()
        }
        readings = {point: found.readings[0] for point, found in book.open_points.items()}
        return Worlds(Facts(nodes), choices, readings)


def known_baselines() -> dict[str, Path]:
    """Return the baselines that come with the law, by the notation of their regime."""
    return {path.stem: path for path in sorted((resources.folder("shapes") / "baselines").glob("*.yaml"))}


def read_baseline(book: LawBook, path: Path, laws: Sequence[Snapshot]) -> Baseline:
    """
    Read a baseline: a ``transfer``, and under ``vary`` facts with the values that they may have.

    Without values, a fact varies over all that the laws tell apart.

    Raises
    ------
    InputError
        If the file cannot be read, or names a fact or value that there is not.
    """
    try:
        content = path.read_text("utf-8")
    except OSError as error:
        raise InputError("unreadable file", name=path.name, problem=error.strerror) from error
    except UnicodeDecodeError as error:
        raise InputError("no baseline", name=path.name) from error
    tree, _ = yamlfile.parse(content, path.name)
    if (
        not isinstance(tree, dict)
        or not isinstance(tree.get("transfer"), dict)
        or not isinstance(tree.get("vary"), list)
    ):
        raise InputError("no baseline", name=path.name)
    return baseline_of(book, tree, laws, path.name)


def baseline_of(book: LawBook, tree: Tree, laws: Sequence[Snapshot], name: str) -> Baseline:
    """Return the baseline that a tree states by ``transfer`` and ``vary``; errors name where it comes from."""
    facts = read_tree(tree["transfer"], book, name)
    dimensions = tuple(_dimension(book, facts, one, laws, name) for one in tree["vary"])
    varied = {fact for dimension in dimensions for fact in dimension.choice.facts}
    return Baseline(Facts({at: _without(node, varied) for at, node in facts.nodes.items()}), dimensions, name)


def _without(node: NodeFacts, varied: Collection[Fact]) -> NodeFacts:
    """Return a node that states nothing of what varies."""
    values = {prop: stated for prop, stated in node.values.items() if (node.path, prop) not in varied}
    if (node.path, TYPE) not in varied:
        return replace(node, values=values)
    return replace(node, values=values, kinds=frozenset(), types=frozenset((node.owner,)))


def _dimension(book: LawBook, facts: Facts, said: Tree, laws: Sequence[Snapshot], name: str) -> Dimension:
    named = [_fact(book, facts, word, name) for word in said["facts"]]
    values = said.get("values")
    if values is None:
        cells = told_apart(book, named[0][1], laws)
        alternatives: list[tuple[Alternative, Texts]] = [(((cell,),) * len(named), {}) for cell in cells]
    else:
        alternatives = [(tuple(_values(book, facts, named, one, name)), one.get("name", {})) for one in values]
    choice = Choice(tuple(named), tuple(found for found, _ in alternatives))
    return Dimension(choice, said.get("name", {}), tuple(texts for _, texts in alternatives))


def _fact(book: LawBook, facts: Facts, word: str, name: str) -> Fact:
    path, _, prop = word.rpartition(".")
    path = path or "transfer"
    node = facts.nodes.get(path)
    known = {local(one): one for one in book.schema.shapes[node.owner]} | {"type": TYPE} if node else {}
    if prop not in known:
        hint = did_you_mean(prop, known) if known else did_you_mean(path, facts.nodes)
        raise InputError("fact not in baseline", name=name, fact=word, hint=hint)
    return path, known[prop]


def told_apart(book: LawBook, prop: str, laws: Sequence[Snapshot]) -> Sequence[Value]:
    """Return the values of a fact that some laws tell apart; of numbers the least of each interval."""
    if book.properties[prop].datatype != "integer":
        return [cell for cell in cells_of(book, prop) if cell != OTHER]
    conditions = [norm.condition for law in laws for norm in law.norms.values()]
    conditions += [gap.condition for law in laws for gap in law.gaps]
    read = conditions_read(book, conditions)
    tests = [part.filler for part in read if isinstance(part, Some) and part.prop == prop]
    return sorted({0, *(cut for test in tests if isinstance(test, Range) for cut in cuts_of(test))})


def _values(book: LawBook, facts: Facts, named: Sequence[Fact], one: Tree, name: str) -> Iterator[tuple[Value, ...]]:
    """Yield the values of each fact in one alternative; without a list for each fact all have the same."""
    said = one["is"]
    each = said if isinstance(said, list) and said and isinstance(said[0], list) else [said] * len(named)
    for (path, prop), words in zip(named, each, strict=True):
        known = _known(book, facts.nodes[path].owner, prop)
        for word in words if isinstance(words, list) else [words]:
            if isinstance(word, str) and word not in known:
                raise InputError("fact not in baseline", name=name, fact=word, hint=did_you_mean(word, known))
        listed = words if isinstance(words, list) else [words]
        yield tuple(known[word] if isinstance(word, str) else word for word in listed)


def _known(book: LawBook, owner: str, prop: str) -> dict[str, str]:
    if prop == TYPE:
        return {local(kind): kind for kind in context.kinds(book, owner)}
    return {local(term): term for term in context.terms(book, book.schema.shapes[owner][prop])}


def leaving(facts: Facts, place: str) -> Facts:
    """Return facts whose exporter and data are at another place, given by its IRI."""
    nodes = dict(facts.nodes)
    for path in (path for path in nodes if path == "exporter" or nodes[path].owner == DATA_SET):
        moved = {prop: (place,) for prop in nodes[path].values if prop in PLACES}
        nodes[path] = replace(nodes[path], values={**nodes[path].values, **moved})
    return Facts(nodes)
