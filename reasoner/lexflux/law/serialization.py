"""Compiled knowledge as JSON and back: dataclasses as lists of their fields, driven by their type hints.

JSON holds data only, so that reading it runs no code. What it lacks (tuples, sets, days, the member of a union) is told
from the type hint of a field. Strings that recur stand once, in a table, and are given by their number; so do values
that can be of one of several dataclasses, which hold one another: equal conditions are one object again.

Of the whole, each field is a line of its own, and of a mapping each value: a line is read when it is first asked for,
since a decision needs little of all law.
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

from lexflux.law.lazily import LazyMapping, lazily

FEW = 128
"""Mappings of no more values are read at once: a plain mapping is asked faster."""
parse = json.JSONDecoder().raw_decode
Convert = Callable[[Any], Any]
Kind = TypeVar("Kind")


class Codec(NamedTuple):
    """How values of one type become JSON, and themselves again."""

    write: Convert
    read: Convert


def to_json(value: object) -> bytes:
    """Return a dataclass and all that it holds as lines of JSON; what it derived stands after its fields."""
    codecs = _Codecs([], [])
    with _no_garbage_collection():
        lines: list[str] = []
        places: dict[str, tuple[int, list[str] | None]] = {}
        for name, hint in _hints(type(value)).items():
            part, each = getattr(value, name), _of_values(hint)
            rows = [part] if each is None else part.values()
            places[name] = len(lines), None if each is None else list(part)
            lines += [_dumped(codecs.of(each or hint).write(row)) for row in rows]
        head = [codecs.strings, places, len(codecs.parts)]
        return "\n".join([_dumped(head), *map(_dumped, codecs.parts), *lines]).encode()


def from_json(content: bytes, kind: type[Kind]) -> Kind:
    """Return the dataclass of a ``kind`` that `to_json` wrote; content that it did not write is not recognised."""
    head, *lines = content.split(b"\n")
    with _no_garbage_collection():
        strings, places, count = json.loads(head)
    codecs = _Codecs(strings, lines[:count])
    del lines[:count]

    def read_part(name: str) -> Any:
        hint = hints[name]
        place, keys = places[name]
        if keys is None:
            with _no_garbage_collection():
                return codecs.of(hint).read(json.loads(lines[place].decode()))
        each: Codec = codecs.of(_of_values(hint))
        own = dict(zip(keys, lines[place : place + len(keys)], strict=True))
        if len(own) <= FEW:
            return {key: each.read(json.loads(line)) for key, line in own.items()}
        return LazyMapping(own, lambda line: each.read(parse(line.decode())[0]))

    hints = _hints(kind)
    if hints.keys() != places.keys():
        raise LookupError(kind)
    return lazily(kind, hints, read_part)


def _dumped(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _hints(kind: Any) -> dict[str, Any]:
    """Return the types of the fields of a dataclass, and of what it has `KEPT` that it derives from them."""
    kind = next(one for one in kind.__mro__ if "__dataclass_fields__" in vars(one))
    hints = get_type_hints(kind)
    fields = {field.name: hints[field.name] for field in dataclasses.fields(kind)}
    derived = {name: vars(kind)[name].func for name in getattr(kind, "KEPT", ())}
    return fields | {name: get_type_hints(find)["return"] for name, find in derived.items()}


def _of_values(hint: Any) -> Any:
    """Return the type of the values of a mapping from strings; None if a type is no such mapping."""
    return get_args(hint)[1] if get_origin(hint) is dict and get_args(hint)[0] is str else None


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
    """The codecs of types over one table of strings, and one of parts, which are lines when they are read."""

    def __init__(self, strings: list[str], parts: list[Any]) -> None:
        self.strings = strings
        self.parts = parts
        self.places: dict[Any, int] = {}
        self.found: list[Any] = [None] * len(parts)
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
        if len(kinds) > 1 and all(map(dataclasses.is_dataclass, kinds)):
            write, read = self._shared(write, read)
        return Codec(
            lambda value: None if value is None else write(value),
            lambda value: None if value is None else read(value),
        )

    def _shared(self, write: Convert, read: Convert) -> Codec:
        """Return the codec of values that stand once in the table of parts, and are given by their place there."""

        def place(value: Any) -> int:
            found = self.places.get(value)
            if found is None:
                written = write(value)
                found = self.places[value] = len(self.parts)
                self.parts.append(written)
            return found

        def part(place: int) -> Any:
            if self.found[place] is None:
                self.found[place] = read(parse(self.parts[place].decode())[0])
            return self.found[place]

        return Codec(place, part)


def _numbered(kinds: list[Any], codecs: list[Codec]) -> Codec:
    def write(value: Any) -> list[Any]:
        number = kinds.index(type(value))
        return [number, codecs[number].write(value)]

    readers = [codec.read for codec in codecs]
    return Codec(write, lambda numbered: readers[numbered[0]](numbered[1]))
