"""A tree of mappings, lists and scalars in the making, and the line on which each of its parts stands."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from lexflux.errors import InputError, JoinedInputError, shortened

Container = dict[str, Any] | list[Any]
LONGEST_NUMBER = 18
DEEPEST = 2000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def control_character(name: str, line: int | None, found: str) -> InputError:
    """Return the error of a character that no text has."""
    where = f"{name}:{line}" if line else name
    return InputError("control character", where=where, code=f"U+{ord(found):04X}")


def refuse_control_characters(tree: Any, name: str) -> None:
    """
    Refuse a tree that was not read from a text and holds a character that no text has, be it in a key or a value.

    Raises
    ------
    InputError
        If there is one; the message has its code.
    """
    left, seen = [tree], set[int]()
    while left:
        part = left.pop()
        if isinstance(part, str) and (found := CONTROL.search(part)):
            raise control_character(name, None, found[0])
        if isinstance(part, dict | list) and id(part) not in seen:
            seen.add(id(part))
            left += [*part, *part.values()] if isinstance(part, dict) else part


@dataclass(slots=True)
class Lines:
    """The lines of the mappings and lists of a tree, and of the keys and places in each."""

    starts: dict[int, int] = field(default_factory=dict)
    parts: dict[tuple[int, str | int], int] = field(default_factory=dict)

    def start(self, container: Container) -> int | None:
        """Return the line on which a mapping or list begins."""
        return self.starts.get(id(container))

    def of(self, container: Container, part: str | int) -> int | None:
        """Return the line of the key of a mapping, or of the value at a place of a list."""
        return self.parts.get((id(container), part))


class TreeBuilder:
    """
    Puts the parts of a text together as they come, without recursion.

    ``name`` is how messages call the text, ``most`` the number of values that it may have; a character that steers a
    terminal is refused, and so is what is nested too deep.
    """

    def __init__(self, name: str, most: int | None = None) -> None:
        self.name = name
        self.most = most
        self.count = 0
        self.lines = Lines()
        self.root: Any = None
        self.anchors: dict[str, Any] = {}
        self.repeated: list[InputError] = []
        self._open: list[Container] = []
        self._open_ids: set[int] = set()
        self._keys: list[str | None] = []

    def begin(self, container: Container, line: int, anchor: str | None = None) -> None:
        """Begin a mapping or a list."""
        self.add(container, line, anchor)
        self.lines.starts[id(container)] = line
        self._open.append(container)
        self._keys.append(None)
        self._open_ids.add(id(container))
        if len(self._open) > DEEPEST:
            raise InputError("too deep", where=f"{self.name}:{line}", deepest=f"{DEEPEST:,}")

    def end(self) -> None:
        """End the mapping or list that was begun last."""
        self._open_ids.remove(id(self._open.pop()))
        self._keys.pop()

    @property
    def expects_key(self) -> bool:
        """Whether what comes next is the key of a mapping."""
        return bool(self._open) and isinstance(self._open[-1], dict) and self._keys[-1] is None

    def key(self, key: str, line: int) -> None:
        """Add the key of a mapping; its value comes next."""
        self._refuse_control_character(key, line)
        known = (id(self._open[-1]), key)
        if known in self.lines.parts:
            self.repeated.append(InputError("repeated key", name=self.name, line=line, repeated=shortened(key)))
        self.lines.parts.setdefault(known, line)
        self._keys[-1] = key

    def add(self, value: Any, line: int, anchor: str | None = None) -> None:
        """Add a value: that of the last key, a member of a list, or the root."""
        self.count += 1
        if self.most is not None and self.count > self.most:
            raise InputError("too many values", name=self.name, most=f"{self.most:,}")
        if isinstance(value, str):
            self._refuse_control_character(value, line)
        if anchor is not None:
            self.anchors[anchor] = value
        if not self._open:
            self.root = value
        elif isinstance(holder := self._open[-1], list):
            self.lines.parts[id(holder), len(holder)] = line
            holder.append(value)
        else:
            holder[self._keys[-1] or ""] = value
            self._keys[-1] = None

    def _refuse_control_character(self, word: str, line: int) -> None:
        found = CONTROL.search(word)
        if found:
            raise control_character(self.name, line, found[0])

    def is_open(self, value: Any) -> bool:
        """Return whether a value is a mapping or list that has not ended."""
        return id(value) in self._open_ids

    def finish(self) -> tuple[Any, Lines]:
        """
        Return the tree and its lines.

        Raises
        ------
        InputError
            If keys stand twice in one mapping.
        """
        if self.repeated:
            raise JoinedInputError.of(self.repeated)
        return self.root, self.lines


def number(word: str) -> int | float | str:
    """
    Return the number that a word of digits writes; one that is too long to be any count stays a word.

    >>> number("010"), number("1.5"), number("1" * 19)
    (10, 1.5, '1111111111111111111')
    """
    if word.lstrip("+-").isdigit():
        return int(word) if len(word) <= LONGEST_NUMBER else word
    value = float(word)
    return value if math.isfinite(value) else word
