"""The columns of a table, and what their cells state: each different cell is read once, as a file states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from lexflux.batch.columnar.stopgaps import ALWAYS_THERE, with_stopgaps, without_stopgaps
from lexflux.decision.unknown import cuts_of
from lexflux.errors import InputError, JoinedInputError, listed
from lexflux.facts import context
from lexflux.facts.inventory.cells import DASHES
from lexflux.facts.inventory.columns import LABEL, Target
from lexflux.facts.inventory.columns import TYPE as KIND
from lexflux.facts.inventory.sheets import Line
from lexflux.facts.inventory.table import Inventory
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts, NodeFacts, stated_node
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, TRANSFER, TYPE, local

Told = TypeVar("Told")
ROOT = "transfer"


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell states of a node; ``error`` if nothing that its column could tell."""

    kinds: frozenset[str] = frozenset()
    values: tuple[Value, ...] = ()
    range: Range | None = None
    area: str | None = None
    state: str | None = None
    error: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether the cell states nothing."""
        return self == Said()


@dataclass(slots=True)
class TableColumn:
    """
    A column that states a fact: of the node at ``path`` the property ``prop``, kinds as ``rdf:type``.

    ``said`` has what each different cell states, by its code; the code of an empty one is 0.
    """

    place: int
    target: Target
    path: str
    prop: str
    codes: dict[str, int] = field(default_factory=lambda: {"": 0})
    said: list[Said] = field(default_factory=lambda: [Said()])


class Columns:
    """
    The columns of a table with one transfer a row.

    Parameters
    ----------
    inventory
        The table, its rows left out.

    Raises
    ------
    InputError
        If a column is not understood, what is the same in all rows is wrong or no single transfer, or no column states
        a required fact.
    """

    def __init__(self, inventory: Inventory) -> None:
        if inventory.errors:
            raise JoinedInputError.of([error for _, error in inventory.errors])
        self.inventory = inventory
        self.book = inventory.book
        told = ((place, column.target) for place, column in enumerate(inventory.columns))
        self.columns = [self._column(place, target) for place, target in told if target and target.name != LABEL]
        self._by_fact = {(column.path, column.prop): column for column in self.columns}
        self._refuse_without_required()
        self._refuse_lists()

    def _column(self, place: int, target: Target) -> TableColumn:
        prop = TYPE if target.shape is None else target.shape.prop
        return TableColumn(place, target, _path(self.book, target.node), prop)

    def column(self, path: str, prop: str) -> TableColumn | None:
        """Return the column that states a fact of a node."""
        return self._by_fact.get((path, prop))

    def of_node(self, path: str) -> list[TableColumn]:
        """Return the columns that state facts of a node."""
        return [column for column in self.columns if column.path == path]

    @cached_property
    def required(self) -> list[TableColumn]:
        """The columns without a statement in which a row describes no transfer, if the row is about their node."""
        return [one for one in self.columns if self._is_required(one.target) and not self._always(one.target)]

    def _is_required(self, target: Target) -> bool:
        return target.owner in context.TYPED if target.shape is None else target.shape.required

    def _always(self, target: Target) -> bool:
        """Return whether all rows state a fact."""
        always = self.inventory.column_map.always
        below = always.get(target.node, {}) if target.node else always
        return isinstance(below, dict) and target.name in below

    def _refuse_without_required(self) -> None:
        nodes = {one.target.node: one.target.owner for one in self.columns if one.target.node}
        lacking = [
            str(target)
            for node, owner in {**{name: self._owner(name) for name in ALWAYS_THERE}, **nodes}.items()
            for target in self._required_of(node, owner)
            if self.column(_path(self.book, node), TYPE if target.shape is None else target.shape.prop) is None
            and not self._always(target)
        ]
        if lacking:
            raise InputError("table lacks columns", name=self.inventory.sheet.name, names=listed(lacking))

    def _refuse_lists(self) -> None:
        """Refuse what is the same in all rows where it may be several nodes of which columns or the law tell one."""
        told = {one.target.node for one in self.columns if one.target.node} | {*ALWAYS_THERE}
        always = self.inventory.column_map.always
        several = sorted(node for node in told if not isinstance(always.get(node, {}), dict))
        unknown = {local(prop) for prop in self.base.nodes[ROOT].unknown} & {*ALWAYS_THERE}
        if several or unknown:
            raise InputError("table of several", name=self.inventory.sheet.name, names=listed([*several, *unknown]))

    def _owner(self, node: str) -> str:
        return self.book.schema.ranges[LF + node]

    def _required_of(self, node: str, owner: str) -> Iterator[Target]:
        if owner in context.TYPED:
            yield Target(node, owner, KIND)
        shapes = self.book.schema.shapes[owner].items()
        yield from (Target(node, owner, local(prop), shape) for prop, shape in shapes if shape.required)

    # cells

    def code(self, column: TableColumn, text: str) -> int:
        """Return the code of a cell, which is read if it is the first of its kind."""
        found = column.codes.get(text)
        if found is None:
            found = column.codes[text] = len(column.said)
            column.said.append(self._read(column, text))
        return found

    def _read(self, column: TableColumn, text: str) -> Said:
        if text.casefold() in DASHES:
            return Said()
        try:
            node = self._probe(column.target, {column.place: text}).nodes[column.path]
        except InputError:
            return Said(error=True)
        return Said(
            kinds=node.kinds if column.prop == TYPE else frozenset(),
            values=node.values.get(column.prop, ()),
            range=node.ranges.get(column.prop),
            area=node.areas.get(column.prop),
            state=next((name for name in STATES if column.prop in getattr(node, name)), None),
        )

    def _probe(self, target: Target | None, cells: Mapping[int, str]) -> Facts:
        """Return the facts of a row that states some cells, and of its other facts only what it needs to be one."""
        always = with_stopgaps(self.book, self.inventory.column_map.always, target)
        changed = replace(self.inventory, column_map=replace(self.inventory.column_map, always=always))
        texts = tuple(cells.get(place, "") for place in range(len(self.inventory.columns)))
        found = changed.read(Line(0, texts))
        if isinstance(found, Flow):
            raise InputError("table of flows", name=self.inventory.sheet.name)
        return found

    @cached_property
    def base(self) -> Facts:
        """What is the same in all rows."""
        always = self.inventory.column_map.always
        nodes = {path: without_stopgaps(self.book, node, always) for path, node in self._probe(None, {}).nodes.items()}
        return Facts(nodes)

    @cached_property
    def nodes(self) -> list[NodeFacts]:
        """The nodes of which rows may say something, with what is the same in all rows."""
        others = {one.path: stated_node(self.book, one.path, one.target.owner) for one in self.columns}
        return [*({**others, **self.base.nodes}).values()]

    def facts(self, cells: Iterable[tuple[TableColumn, int]]) -> Facts:
        """Return the facts that some cells state, with what is the same in all rows."""
        nodes = dict(self.base.nodes)
        for column, code in cells:
            if code:
                node = nodes.get(column.path) or _new(self.book, nodes, column)
                nodes[column.path] = _stating(self.book, node, column.prop, column.said[code])
        return Facts(nodes)

    def cuts(self, column: TableColumn) -> tuple[int, ...]:
        """Return the numbers at which a count, or one that includes it or is included in it, begins to be another."""
        props = self.related(column)
        found = {cut for prop in props for test in self.book.thresholds.get(prop, ()) for cut in cuts_of(test)}
        shapes = [column.target.shape] if column.target.shape else []
        bounds = {one.maximum + 1 for one in shapes if one.maximum is not None}
        bounds |= {one.minimum for one in shapes if one.minimum is not None}
        return tuple(sorted({0, *found, *bounds}))

    def related(self, column: TableColumn) -> frozenset[str]:
        """Return the counts of a node that include each other, one of which a column states."""
        return related(self.book, column.target.owner, column.prop)

    def row(self, texts: Sequence[str], number: int) -> Facts:
        """
        Return the facts of one row.

        Raises
        ------
        InputError
            With all errors of its cells, as for a file of one row.
        """
        found = self.inventory.read(Line(number, tuple(texts)))
        if isinstance(found, Flow):
            raise InputError("table of flows", name=self.inventory.sheet.name)
        return found


STATES = ("unknown", "not_applicable", "complete")


def _path(book: LawBook, node: str) -> str:
    """Return the path of the one node of its kind that the rows of a table describe."""
    if not node:
        return ROOT
    return node if book.schema.shapes[TRANSFER][LF + node].single else f"{node}/1"


def related(book: LawBook, owner: str, prop: str) -> frozenset[str]:
    """Return a fact with all that bound it or stand in for it: counts that include each other, facts presumed alike."""
    shapes = book.schema.shapes[owner]
    found, waiting = set[str](), [prop]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            shape = shapes.get(one)
            if shape is not None:
                waiting += [*book.schema.including(shape), *filter(None, [shape.same_as])]
                waiting += [other for other, whole in shapes.items() if one == whole.not_beyond]
    return frozenset(found)


def _new(book: LawBook, nodes: dict[str, NodeFacts], column: TableColumn) -> NodeFacts:
    """Return a node that not every row has, and let the transfer lead to it."""
    transfer, prop = nodes[ROOT], LF + column.target.node
    nodes[ROOT] = replace(transfer, values={**transfer.values, prop: (column.path,)})
    return stated_node(book, column.path, column.target.owner)


def _but(told: Mapping[str, Told], prop: str) -> dict[str, Told]:
    return {one: value for one, value in told.items() if one != prop}


def _stating(book: LawBook, node: NodeFacts, prop: str, said: Said) -> NodeFacts:
    """Return a node of which a cell states something, which prevails over what is the same in all rows."""
    if said.values or said.range is not None or said.area is not None:
        node = replace(
            node, values=_but(node.values, prop), ranges=_but(node.ranges, prop), areas=_but(node.areas, prop)
        )
    if said.kinds:
        node = replace(node, kinds=said.kinds, types=book.implied((*said.kinds, node.owner)))
    if said.values and prop != TYPE:
        node = replace(node, values={**node.values, prop: said.values})
    if said.range is not None:
        node = replace(node, ranges={**node.ranges, prop: said.range})
    if said.area is not None:
        node = replace(node, areas={**node.areas, prop: said.area})
    if said.state is not None:
        node = replace(node, **{said.state: getattr(node, said.state) | {prop}})
    return node
