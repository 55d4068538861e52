"""What the cell of a table states: terms by any of their names, numbers, days, truth values, or why it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from lexflux.errors import InputError, shortened
from lexflux.facts import context, names
from lexflux.facts.inventory.columns import LABEL, TYPE, Target
from lexflux.facts.inventory.days import AmbiguousDayError, read_day
from lexflux.facts.inventory.numbers import read_bounds, read_number
from lexflux.law.lawbook import LawBook
from lexflux.messages import Pair
from lexflux.phrases import PHRASES
from lexflux.terms import NOT_APPLICABLE, STATED_COMPLETE, STATED_UNKNOWN, local

DASHES = ("", "-", "–", "—", "/")
UNKNOWN = frozenset({"unknown", "not known", "?", "？", "tbd", "未知", "不详", "不明", "待定", "待确认"})
NONE = frozenset({"none", "nothing", "nil", "no one", "无", "没有"})
NOT_SO = frozenset({"n/a", "n.a.", "not applicable", "不适用"})
YES = frozenset({"true", "yes", "y", "1", "是", "有", "√", "✓"})
NO = frozenset({"false", "no", "n", "0", "否", "×", "✗"})
SEPARATED = (re.compile(r"\s*[;；|、\n]\s*"), re.compile(r"\s*[,，/]\s*"))


@dataclass(slots=True)
class Stated:
    """What cells state of one node: values by key, and keys by what is said of them."""

    values: dict[str, Any] = field(default_factory=dict)
    states: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or another answer: its text, what it tells, and how messages call where it stands."""

    text: str
    target: Target
    where: Pair

    def error(self, message: str, value: str = "", **values: Any) -> InputError:
        """Return the error of a message about the cell, or a part of it."""
        shown = shortened(value or self.text)
        return InputError(message, where=self.where, value=shown, **values)


class CellReader:
    """Reads cells; ``order`` says whether day or month comes first where both could be meant."""

    def __init__(self, book: LawBook, order: str | None) -> None:
        self.book = book
        self.order = order
        self.terms: dict[str, tuple[str, ...]] = {}
        self._named: dict[tuple[str, str, str], list[str]] = {}
        self._hints: dict[tuple[str, tuple[str, ...]], Pair] = {}
        self.readers: dict[str | None, Callable[[Cell], Any]] = {
            "boolean": self._truth,
            "integer": self._count,
            "date": self._date,
        }

    def read(self, cell: Cell, stated: Stated) -> None:
        """
        Add to what is stated of a node what a cell says; nothing if it is empty.

        Raises
        ------
        InputError
            If it says nothing that its column could tell.
        """
        word, key = cell.text.casefold(), cell.target.name
        if key == LABEL:
            stated.values[key] = cell.text
        elif word in DASHES:
            return
        elif found := self._terms(cell):
            stated.values[key] = found
        elif state := _state(word, cell.target):
            stated.states.setdefault(state, []).append("kind" if key == TYPE else key)
        else:
            read = self.readers.get(cell.target.shape.datatype if cell.target.shape else None, self._no_terms)
            stated.values[key] = read(cell)

    # values

    def _truth(self, cell: Cell) -> bool:
        word = cell.text.casefold()
        if word in YES | NO:
            return word in YES
        raise cell.error("cell is no truth value")

    def _count(self, cell: Cell) -> int | dict[str, int]:
        number = read_number(cell.text)
        if number is not None:
            return number
        ranged = cell.target.shape is not None and cell.target.shape.ranged
        bounds = read_bounds(cell.text) if ranged else None
        if bounds is None:
            raise cell.error("cell is no count")
        return bounds

    def _date(self, cell: Cell) -> str:
        try:
            day = read_day(cell.text, self.order)
        except AmbiguousDayError as error:
            raise cell.error("cell is two days") from error
        if day is None:
            raise cell.error("cell is no day")
        return day.isoformat()

    # terms

    def _terms(self, cell: Cell) -> list[str]:
        """Return the terms that a cell names, whole or in parts; none if one of its parts names none."""
        candidates = self._candidates(cell.target)
        if not candidates:
            return []
        key = (cell.target.owner, cell.target.name, cell.text)
        if key not in self._named:
            parts = self._parts(cell.text, candidates)
            self._named[key] = [local(self._meant(cell, part, candidates)) for part in parts]
        return [*self._named[key]]

    def _parts(self, text: str, candidates: tuple[str, ...]) -> list[str]:
        if names.meant(self.book, text, candidates):
            return [text]
        for separator in SEPARATED:
            parts = [part for part in separator.split(text) if part]
            if len(parts) > 1 and all(self._parts(part, candidates) == [part] for part in parts):
                return parts
        return []

    def _meant(self, cell: Cell, part: str, candidates: tuple[str, ...]) -> str:
        found = names.meant(self.book, part, candidates)
        if len(found) > 1:
            raise cell.error("cell of two meanings", part, names=", ".join(map(local, found)))
        return found[0]

    def _no_terms(self, cell: Cell) -> Any:
        """Refuse a cell of which some part is no term."""
        candidates = self._candidates(cell.target)
        parts = [part for part in SEPARATED[0].split(cell.text) if part]
        wrong = next((one for one in parts if not self._parts(one, candidates)), cell.text)
        raise cell.error("cell is no term", wrong, expected=_asked(cell.target), hint=self._hint(wrong, candidates))

    def _hint(self, word: str, candidates: Iterable[str]) -> Pair:
        key = (word, tuple(candidates))
        if key not in self._hints:
            self._hints[key] = names.hint(self.book, *key)
        return self._hints[key]

    def _candidates(self, target: Target) -> tuple[str, ...]:
        path = f"{target.owner} {target.name}"
        if path not in self.terms:
            self.terms[path] = tuple(self._known(target))
        return self.terms[path]

    def _known(self, target: Target) -> Iterable[str]:
        if target.name == TYPE:
            return context.kinds(self.book, target.owner)
        if target.shape is None or not target.shape.term_class:
            return ()
        return (*context.terms(self.book, target.shape), *context.general_terms(self.book, target.shape))


def _state(word: str, target: Target) -> str | None:
    """Return how a cell says that there is no value, and why."""
    if word in UNKNOWN:
        return local(STATED_UNKNOWN)
    if word in NOT_SO:
        return local(NOT_APPLICABLE)
    many = target.shape is not None and not target.shape.single
    return (local(STATED_COMPLETE) if many else local(NOT_APPLICABLE)) if word in NONE else None


def _asked(target: Target) -> Pair:
    if target.shape is None:
        return PHRASES["kinds"]
    return target.shape.names.get("en", ""), target.shape.names.get("zh", target.shape.names.get("zh-Hans", ""))
