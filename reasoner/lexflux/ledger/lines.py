"""Records as JSON lines or files: an id, a day, the people by key or number, and the transfer."""

from __future__ import annotations

import base64
import contextlib
import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lexflux.errors import InputError, shortened
from lexflux.facts.counts import bounds_of
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.ledger.profiles import DEVICE, PEOPLE_IN_SET, PERSON, Profile, profile_of
from lexflux.ledger.sketches import check
from lexflux.terms import DATA, local, parse_day

KEYS = ("id", "date", "persons", "people", "devices", "deviceCount", "countedAs", "sketch", "transfer")
MOST = 1 << 40
RESTS = 4096
_TRANSFER = b'"transfer"'
FIRST_DAY, LAST_DAY = datetime.date(100, 1, 1), datetime.date(9899, 12, 31)
"""Between these days a century can be counted back and ahead."""
_KNOWN = frozenset(KEYS)


@dataclass(frozen=True, slots=True)
class Record:
    """
    A record: ``counted`` are the keys of people or devices, or how many they are, for each unit that it counts.

    ``where`` is the file and line; ``sketch`` tells about the keys of people of whom only the number is told.
    """

    where: str
    id: str
    day: datetime.date
    counted: tuple[tuple[Profile, tuple[str, ...] | int], ...]
    sketch: bytes | None = None


class RecordReader:
    """
    Reads records; what is stated of a transfer is read once, however many records have it.

    Parameters
    ----------
    book
        The law book.
    """

    def __init__(self, book: LawBook) -> None:
        self.book = book
        self._known: dict[tuple[bytes, tuple[str, ...]], dict[str, Profile]] = {}
        self._rests: dict[bytes, dict[str, Any]] = {}

    def read_line(self, line: bytes, where: str) -> Record:
        """
        Return the record in a line of JSON.

        Raises
        ------
        InputError
            If it is no record; the message has the file, the line and the key.
        """
        try:
            tree, written = self.tree_of(line)
            if b"\\u" in line:
                json.dumps(tree, ensure_ascii=False).encode()  # half a character is none, and cannot be written again
        except (ValueError, RecursionError) as error:
            raise InputError("not JSON", where=where, detail=getattr(error, "msg", error)) from error
        return self.read(tree, where, written)

    def tree_of(self, line: bytes) -> tuple[Any, bytes | None]:
        """
        Return the tree of a line, and the text of it that states the transfer where that was met before.

        If a line up to a key is an object once that key gets a value and a brace, the key is one of the line's own, and
        the line says what the object before it and an object of the rest say: of many lines the rest is the same.
        """
        place = line.find(_TRANSFER)
        rest = line[place:]
        if place < 0 or rest not in self._rests:
            tree = json.loads(line)
            if place >= 0:
                self._remember(rest)
            return tree, None
        try:
            return {**json.loads(line[:place] + _TRANSFER + b":0}"), **self._rests[rest]}, rest
        except (ValueError, TypeError):
            return json.loads(line), None

    def _remember(self, rest: bytes) -> None:
        if len(self._rests) >= RESTS:
            self._rests.clear()
        with contextlib.suppress(ValueError):
            self._rests[rest] = json.loads(b"{" + rest)

    def read(self, tree: Any, where: str, written: bytes | None = None) -> Record:
        """
        Return the record in a tree; errors as `read_line`.

        ``written`` is a text that no other transfer has.
        """
        if not isinstance(tree, dict) or not isinstance(tree.get("transfer"), dict):
            raise InputError("no record", where=where, keys=", ".join(KEYS))
        if not tree.keys() <= _KNOWN:
            unknown = next(key for key in tree if key not in _KNOWN)
            raise InputError("key of no record", where=where, given=shortened(str(unknown)), keys=", ".join(KEYS))
        name, day = tree.get("id"), _day(str(tree.get("date", "")))
        if not isinstance(name, str) or not name:
            raise InputError("ledger cell empty", where=where, column="id")
        if day is None:
            value = shortened(str(tree.get("date")))
            raise InputError("ledger cell wrong", where=where, column="date", value=value, example="2026-01-31")
        kinds = tuple(self._kind(one, where) for one in _many(tree["countedAs"])) if "countedAs" in tree else ()
        key = json.dumps(tree["transfer"], sort_keys=True).encode() if written is None else written
        profiles = self._profiles(tree["transfer"], kinds, where, key)
        sketch = _sketch(tree, where) if "sketch" in tree else None
        return Record(where, name, day, tuple(_counted(tree, profiles, where)), sketch)

    def record_of(self, facts: Facts, name: str, day: datetime.date, where: str) -> Record:
        """Return a transfer that nothing but its data sets tell the people of as a record."""
        sets = [bounds_of(facts.nodes[str(path)], PEOPLE_IN_SET) for path in facts.nodes["transfer"].values[DATA]]
        exact = {found.least for found in sets if found.least == found.most}
        if len(exact) != 1 or len(sets) != 1:
            raise InputError("ledger cell empty", where=where, column="peopleInSet")
        return Record(where, name, day, ((self._named(profile_of(facts), where), exact.pop()),))

    def _profiles(
        self, tree: Mapping[str, Any], kinds: tuple[str, ...], where: str, written: bytes
    ) -> Mapping[str, Profile]:
        """Return the profiles of a transfer by the unit that they count."""
        found = self._known.get((written, kinds))
        if found is None:
            profile = self._named(profile_of(read_tree(dict(tree), self.book, where), kinds=kinds), where)
            found = self._known[written, kinds] = {unit: replace(profile, unit=unit) for unit in (PERSON, DEVICE)}
        return found

    def _named(self, profile: Profile, where: str) -> Profile:
        if not profile.exporter:
            raise InputError("exporter without name", where=where)
        return profile

    def _kind(self, name: Any, where: str) -> str:
        return kind_of(self.book, str(name), where)


@lru_cache(4096)
def _day(word: str) -> datetime.date | None:
    found = parse_day(word)
    return found if found is not None and FIRST_DAY <= found <= LAST_DAY else None


def kind_of(book: LawBook, name: str, where: str) -> str:
    """
    Return the class of those whom a record counts, by name.

    Raises
    ------
    InputError
        If no count of a law is of members of such a class.
    """
    known = {local(count.only): count.only for count in book.cumulative_counts.values() if count.only}
    if local(name) not in known:
        value, example = shortened(name), ", ".join(sorted(known))
        raise InputError("ledger cell wrong", where=where, column="countedAs", value=value, example=example)
    return known[local(name)]


def _counted(
    tree: Mapping[str, Any], profiles: Mapping[str, Profile], where: str
) -> Sequence[tuple[Profile, tuple[str, ...] | int]]:
    found: list[tuple[Profile, tuple[str, ...] | int]] = []
    for unit, keys, number in ((PERSON, "persons", "people"), (DEVICE, "devices", "deviceCount")):
        if keys in tree:
            found.append((profiles[unit], _keys(tree[keys], keys, where)))
        elif number in tree:
            found.append((profiles[unit], _number(tree[number], number, where)))
    if not found:
        raise InputError("ledger cell empty", where=where, column="persons")
    return found


def _sketch(tree: Mapping[str, Any], where: str) -> bytes:
    if "people" not in tree or "persons" in tree:
        raise InputError("sketch without number", where=where, column="sketch")
    try:
        found = base64.b64decode(tree["sketch"], validate=True)
    except (ValueError, TypeError) as error:
        raise InputError("no sketch", where=where, column="sketch") from error
    check(found, where, "sketch")
    return found


def _keys(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one for one in value):
        raise InputError(
            "ledger cell wrong", where=where, column=key, value=shortened(str(value)), example='["a", "b"]'
        )
    return tuple(dict.fromkeys(value))


def _number(value: Any, key: str, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < MOST:
        raise InputError("ledger cell wrong", where=where, column=key, value=shortened(str(value)), example="120")
    return value


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def read_lines(path: str, reader: RecordReader) -> list[Record]:
    """
    Return the records in a file of JSON lines.

    Raises
    ------
    InputError
        If the file cannot be read, a line is no record, or an id stands twice.
    """
    try:
        lines = Path(path).read_bytes().split(b"\n")
    except OSError as error:
        raise InputError("unreadable file", name=path, problem=error.strerror) from error
    records: dict[str, Record] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            one = reader.read_line(line, f"{path}:{number}")
            if one.id in records:
                first = records[one.id].where.rsplit(":", 1)[-1]
                raise InputError("id twice", where=one.where, column="id", id=shortened(one.id), first=first)
            records[one.id] = one
    return list(records.values())
