"""Files of a former schema, rewritten: what says the same since, in place of what was said, and all else as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

import yaml

from lexflux.errors import InputError
from lexflux.facts import yamlfile
from lexflux.facts.names import now_said, value_now
from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import FormerStatement
from lexflux.terms import TYPE, local

PARTIES = ("exporter", "recipient", "otherParty")
BLOCKS = ("parties", "datasets", "safeguards")
Pair = tuple[yaml.ScalarNode, yaml.Node]


@dataclass
class _Edits:
    """Changes of parts of a text, each from one character to before another, made from the last to the first."""

    text: str
    changes: list[tuple[int, int, str]] = field(default_factory=list)

    def replace(self, start: int, end: int, by: str) -> None:
        self.changes.append((start, end, by))

    def made(self) -> str:
        found = self.text
        for start, end, by in sorted(self.changes, reverse=True):
            found = found[:start] + by + found[end:]
        return found


def upgraded(content: str, book: LawBook, name: str) -> str:
    """
    Return a text in YAML or JSON with what files of a former schema state said as it is since.

    Comments, order and layout of everything else stay. A text without anything of the kind comes back as it is.

    Raises
    ------
    InputError
        If the text is neither, or what it states cannot be said without more being known; the message names each place.
    """
    yamlfile.parse(content, name)
    root = _composed(content, name)
    while found := next(_former(root, book), None):
        transfer, node, pair, former = found
        content = _Upgrade(content, root, transfer, name).restate(node, pair, former)
        root = _composed(content, name)
    return content


def _composed(content: str, name: str) -> yaml.MappingNode:
    root = yaml.compose(content, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise InputError("no tree to upgrade", name=name)
    return root


def _former(
    root: yaml.MappingNode, book: LawBook
) -> Iterator[tuple[yaml.MappingNode, yaml.MappingNode, Pair, FormerStatement]]:
    """Yield the former statements of a text, each with the transfer to which it belongs and the node that states it."""
    transfers = [*_mappings(root, "legs")] or [root]
    parties = [(root, party) for party in _organisations(root)]
    for former in book.former_statements:
        of_party = former.formerly == TYPE
        for transfer, node in parties if of_party else zip(transfers, transfers, strict=True):
            pair = _pair(node, "type" if of_party else local(former.formerly))
            if pair and former.name in map(_word, _values(pair[1])):
                yield transfer, node, pair, former


def _mappings(node: yaml.MappingNode, key: str) -> Iterator[yaml.MappingNode]:
    found = _pair(node, key)
    yield from (one for one in _values(found[1]) if isinstance(one, yaml.MappingNode)) if found else ()


def _organisations(node: yaml.MappingNode) -> Iterator[yaml.MappingNode]:
    """Yield the parties of a transfer, or those that a flow describes by name, and the owners below them."""
    for key, value in node.value:
        if key.value in (*PARTIES, "owner", "branchOf"):
            yield from (one for one in _values(value) if isinstance(one, yaml.MappingNode))
        if key.value == BLOCKS[0] and isinstance(value, yaml.MappingNode):
            yield from (one for _, one in value.value if isinstance(one, yaml.MappingNode))
        for below in _values(value):
            if isinstance(below, yaml.MappingNode):
                yield from _organisations(below)


def _pair(node: yaml.MappingNode, key: str) -> Pair | None:
    return next(((found, value) for found, value in node.value if found.value == key), None)


def _values(value: yaml.Node) -> list[yaml.Node]:
    return list(value.value) if isinstance(value, yaml.SequenceNode) else [value]


def _word(node: yaml.Node) -> str:
    return node.value.rpartition("/")[2].rpartition(":")[2] if isinstance(node, yaml.ScalarNode) else ""


class _Upgrade:
    """Says one statement of a text as it is said since."""

    def __init__(self, content: str, root: yaml.MappingNode, transfer: yaml.MappingNode, name: str) -> None:
        self.edits = _Edits(content)
        self.root = root
        self.transfer = transfer
        self.name = name

    def restate(self, node: yaml.MappingNode, pair: Pair, former: FormerStatement) -> str:
        """Return the text with a statement taken out of a pair of a mapping and said where it belongs since."""
        if former.prop is None:
            note = text(former.notes, "en"), text(former.notes, "zh")
            raise self._error("several ways to restate", pair, former, note=note)
        left = [value for value in _values(pair[1]) if _word(value) != former.name]
        targets = [one for one in self._targets(node, pair, former) if not self._is_said(one, pair, former)]
        if not left and targets == [node]:
            self.edits.replace(pair[0].start_mark.index, _end(pair[1]), self._fact(former, pair[0]))
            return self.edits.made()
        for target in targets:
            self._say(target, former)
        self._take_out(node, pair, left)
        return self.edits.made()

    def _error(self, message: str, pair: Pair, former: FormerStatement, **values: object) -> InputError:
        where = f"{self.name}:{pair[0].start_mark.line + 1}"
        return InputError(message, where=where, fact=pair[0].value, value=former.name, **values)

    def _targets(self, node: yaml.MappingNode, pair: Pair, former: FormerStatement) -> list[yaml.MappingNode]:
        if former.of is None:
            return [node]
        nodes = [*self._described(self.transfer, local(former.of))]
        if not nodes:
            raise self._error("nothing to restate it of", pair, former, now=now_said(former))
        return nodes

    def _described(self, transfer: yaml.MappingNode, key: str) -> Iterator[yaml.MappingNode]:
        """Yield the nodes of a fact of a transfer, described there or by name, or those of the leg before."""
        found = _pair(transfer, key)
        for one in _values(found[1]) if found else ():
            if isinstance(one, yaml.MappingNode):
                yield one
            elif described := self._by_name(one.value):
                yield described
        before = self._leg_before(transfer) if found is None and key != PARTIES[1] else None
        if before is not None:
            yield from self._described(before, PARTIES[1] if key == PARTIES[0] else key)

    def _by_name(self, name: str) -> yaml.MappingNode | None:
        blocks = (block for key in BLOCKS for block in _mappings(self.root, key))
        found = (pair[1] for block in blocks if (pair := _pair(block, name)))
        return next((one for one in found if isinstance(one, yaml.MappingNode)), None)

    def _leg_before(self, leg: yaml.MappingNode) -> yaml.MappingNode | None:
        continued = _pair(leg, "continues")
        earlier = takewhile(lambda one: one is not leg, _mappings(self.root, "legs"))
        for number, one in enumerate(earlier, 1):
            named = _pair(one, "name")
            if continued and continued[1].value == (named[1].value if named else str(number)):
                return one
        return None

    def _is_said(self, target: yaml.MappingNode, pair: Pair, former: FormerStatement) -> bool:
        """Return whether the present fact stands in a mapping already."""
        said = _pair(target, local(str(former.prop)))
        if said is not None and value_now(former) not in map(_word, _values(said[1])):
            raise self._error("restated twice", pair, former, now=now_said(former), prop=said[0].value)
        return said is not None

    def _say(self, target: yaml.MappingNode, former: FormerStatement) -> None:
        """Put the present fact before the first key of a mapping."""
        first = target.value[0][0]
        after = ", " if target.flow_style else "\n" + " " * first.start_mark.column
        self.edits.replace(first.start_mark.index, first.start_mark.index, self._fact(former, first) + after)

    def _fact(self, former: FormerStatement, beside: yaml.ScalarNode) -> str:
        """Return the present fact, quoted as another key is."""
        quote = '"' if beside.style == '"' else ""
        value = value_now(former) if isinstance(former.value, bool) else f"{quote}{value_now(former)}{quote}"
        return f"{quote}{local(str(former.prop))}{quote}: {value}"

    def _take_out(self, node: yaml.MappingNode, pair: Pair, left: list[yaml.Node]) -> None:
        """Leave of a pair what is still said by it, in one line, or nothing at all."""
        start, end = pair[0].start_mark.index, _end(pair[1])
        if left:
            parts = ", ".join(self._source(one) for one in left)
            shown = f"[{parts}]" if len(left) > 1 else parts
            colon = self.edits.text.index(":", pair[0].end_mark.index)
            self.edits.replace(colon + 1, end, f" {shown}")
            return
        keys = [key for key, _ in node.value]
        place = keys.index(pair[0])
        if not node.flow_style:
            self._take_out_lines(start, end)
        elif place + 1 < len(keys):
            self.edits.replace(start, keys[place + 1].start_mark.index, "")
        else:
            self.edits.replace(_end(node.value[place - 1][1]) if place else start, end, "")

    def _take_out_lines(self, start: int, end: int) -> None:
        """Take out the lines of a pair; what stands before its key in the first of them, such as a dash, stays."""
        content = self.edits.text
        begins = content.rfind("\n", 0, start) + 1
        follows = content.find("\n", end) + 1 or len(content)
        if content[begins:start].strip():
            indented = len(content[follows:]) - len(content[follows:].lstrip(" "))
            self.edits.replace(start, follows + indented, "")
        else:
            self.edits.replace(begins, follows, "")

    def _source(self, node: yaml.Node) -> str:
        return self.edits.text[node.start_mark.index : node.end_mark.index]


def _end(node: yaml.Node) -> int:
    """Return where the text of a node ends; the end of a block is that of its last part."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
