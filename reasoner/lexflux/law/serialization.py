"""Compiled knowledge as JSON and back: dataclasses as lists of their fields, driven by their type hints.

JSON holds data only, so that reading it runs no code. What it lacks (tuples, sets, days, the member of a union) is told
from the type hint of a field. Strings that recur stand once, in a table, and are given by their number.
"""

from __future__ import annotations

import dataclasses
import datetime
import gc
import json
import operator
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]
Kind = TypeVar("Kind")


class Codec(NamedTuple):
    """How values of one type become JSON, and themselves again."""

    write: Convert
    read: Convert


def to_json(value: object) -> bytes:
    """Return a dataclass and all that it holds as JSON."""
    codecs = _Codecs([])
    with _no_garbage_collection():
        tree = codecs.of(type(value)).write(value)
        return json.dumps([codecs.strings, tree], ensure_ascii=False, separators=(",", ":")).encode()


def from_json(content: bytes, kind: type[Kind]) -> Kind:
    """Return the dataclass of a ``kind`` that `to_json` wrote; content that it did not write is not recognised."""
    with _no_garbage_collection():
        strings, tree = json.loads(content)
        found: Kind = _Codecs(strings).of(kind).read(tree)
        return found


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Spare the search for circles among the many objects that are made, and all stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Codecs:
    """The codecs of types over one table of strings."""

    def __init__(self, strings: list[str]) -> None:
        self.strings = strings
        self.numbers: dict[str, int] = {}
        self.of: Callable[[Any], Codec] = cache(self._codec)

    def _number(self, text: str) -> int:
        """Return the number of a string, which enters the table if it is new."""
        if text not in self.numbers:
            self.numbers[text] = len(self.strings)
            self.strings.append(text)
        return self.numbers[text]

    def _codec(self, hint: Any) -> Codec:
        origin, parts = get_origin(hint), get_args(hint)
        if hint is str:
            return Codec(self._number, self.strings.__getitem__)
        if hint in (int, bool):
            return Codec(hint, hint)
        if hint is datetime.date:
            return Codec(datetime.date.isoformat, datetime.date.fromisoformat)
        if dataclasses.is_dataclass(hint):
            return self._fields(hint)
        if origin is frozenset or (origin is tuple and parts[1:] == (...,)):
            return self._array(origin, parts[0])
        if origin in (dict, Mapping) and parts[0] is str:
            return self._mapping(parts[1])
        if origin in (types.UnionType, Union):
            return self._union(parts)
        raise TypeError(hint)

    def _fields(self, kind: Any) -> Codec:
        """Return the codec of a dataclass, which looks up those of its fields late: conditions hold conditions."""
        names = [field.name for field in dataclasses.fields(kind)]

        @cache
        def codecs() -> tuple[tuple[Convert, ...], tuple[Convert, ...]]:
            hints = get_type_hints(kind)
            writers, readers = zip(*(self.of(hints[name]) for name in names), strict=True)
            return writers, readers

        def write(value: Any) -> list[Any]:
            return [convert(getattr(value, name)) for convert, name in zip(codecs()[0], names, strict=True)]

        def read(row: list[Any]) -> Any:
            return kind(*map(operator.call, codecs()[1], row))

        return Codec(write, read)

    def _array(self, build: Convert, part: Any) -> Codec:
        write, read = self.of(part)
        return Codec(lambda values: list(map(write, values)), lambda values: build(map(read, values)))

    def _mapping(self, part: Any) -> Codec:
        """Return the codec of a mapping; one of strings, which are mostly texts that do not recur, is JSON already."""
        if part is str:
            return Codec(dict, lambda texts: texts)
        write, read = self.of(part)
        return Codec(
            lambda values: {key: write(value) for key, value in values.items()},
            lambda values: {key: read(value) for key, value in values.items()},
        )

    def _union(self, members: tuple[Any, ...]) -> Codec:
        """Return the codec of a union: None stays None, and before any other value stands which member it is."""
        kinds = [member for member in members if member is not types.NoneType]
        codecs = [self.of(kind) for kind in kinds]
        write, read = codecs[0] if len(kinds) == 1 else _numbered(kinds, codecs)
        return Codec(
            lambda value: None if value is None else write(value),
            lambda value: None if value is None else read(value),
        )


def _numbered(kinds: list[Any], codecs: list[Codec]) -> Codec:
    def write(value: Any) -> list[Any]:
        number = kinds.index(type(value))
        return [number, codecs[number].write(value)]

    readers = [codec.read for codec in codecs]
    return Codec(write, lambda numbered: readers[numbered[0]](numbered[1]))
