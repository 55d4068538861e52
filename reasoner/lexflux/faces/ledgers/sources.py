"""Where watched records come from: a folder that is followed, or standard input."""

from __future__ import annotations

import json
import os
import select
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lexflux.errors import InputError, LexfluxError
from lexflux.facts.documents import FORMS, Source, tree_of_file
from lexflux.facts.flow import read_source
from lexflux.facts.legs import Flow
from lexflux.ledger.batches import LINES
from lexflux.ledger.lines import Record, RecordReader

CHUNK = 1 << 22
Read = Record | tuple[LexfluxError, str]
"""A record, or why something is none, and where it stands."""


@dataclass(slots=True)
class Folder:
    """
    A folder: whole lines that are added to its files of JSON lines, and each other file once.

    ``read`` is how many bytes of each file were read; with ``follow`` a line that has no end yet is waited for.
    """

    path: Path
    reader: RecordReader
    read: dict[str, int] = field(default_factory=dict)
    follow: bool = True
    _lines_read: dict[str, tuple[int, int]] = field(default_factory=dict)

    def batch(self) -> list[Read]:
        """Return what has come since, of one file; nothing if nothing has."""
        for file in self._files():
            name, size = str(file.relative_to(self.path)), file.stat().st_size
            if file.suffix.lower() in LINES and size != self.read.get(name, 0):
                found = list(self._lines(file, name, size))
                if found:
                    return found
            elif file.suffix.lower() not in LINES and name not in self.read:
                self.read[name] = size
                return [_of_file(file, name, self.reader)]
        return []

    def _files(self) -> list[Path]:
        try:
            found = sorted(one for one in self.path.rglob("*") if one.is_file())
        except OSError as error:
            raise InputError("unreadable file", name=str(self.path), problem=error.strerror) from error
        return [one for one in found if not one.name.startswith(".") and one.suffix.lower() in (*LINES, *FORMS)]

    def _lines(self, file: Path, name: str, size: int) -> Iterator[Read]:
        start = self.read.get(name, 0)
        if size < start:
            self.read[name] = start = 0
            yield InputError("file became shorter", where=str(file)), str(file)
        with file.open("rb") as opened:
            at, number = self._lines_read.get(name, (0, 0))
            if at != start:
                number = opened.read(start).count(b"\n")
            opened.seek(start)
            chunk = opened.read(CHUNK)
        ends = not self.follow and start + len(chunk) == size
        whole = chunk if ends else chunk[: chunk.rfind(b"\n") + 1]
        if not whole and len(chunk) == CHUNK:
            raise InputError("line too long", where=f"{file}:{number + 1}", most=f"{CHUNK:,}")
        self.read[name] = start + len(whole)
        self._lines_read[name] = self.read[name], number + whole.count(b"\n")
        yield from read_lines(whole, str(file), number, self.reader)


class Input:
    """Standard input, as it comes."""

    def __init__(self, reader: RecordReader) -> None:
        self.reader = reader
        self._left, self._number, self.ended = b"", 0, False

    def batch(self) -> list[Read]:
        """Return the whole lines that have come, and wait for the first."""
        while not self.ended:
            chunk = self._waiting()
            come = self._left + chunk
            whole, _, self._left = (come, b"", b"") if self.ended else come.rpartition(b"\n")
            if len(self._left) > CHUNK:
                raise InputError("line too long", where=f"<stdin>:{self._number + 1}", most=f"{CHUNK:,}")
            found = list(read_lines(whole, "<stdin>", self._number, self.reader))
            self._number += whole.count(b"\n") + bool(whole)
            if found:
                return found
        return []

    def _waiting(self) -> bytes:
        """Return what has come, at least something until the end: a pipe gives it in small pieces."""
        pieces, size = [os.read(0, CHUNK)], 0
        while pieces[-1] and (size := size + len(pieces[-1])) < CHUNK and select.select([0], [], [], 0)[0]:
            pieces.append(os.read(0, CHUNK - size))
        self.ended = not pieces[-1]
        return b"".join(pieces)


def read_lines(lines: bytes, name: str, before: int, reader: RecordReader) -> Iterator[Read]:
    """Yield the records of lines, which come after others, and what is wrong with those that are none."""
    for number, line in enumerate(lines.split(b"\n"), before + 1):
        if line.strip():
            where = f"{name}:{number}"
            try:
                yield reader.read_line(line, where)
            except LexfluxError as error:
                yield error, where


def _of_file(file: Path, name: str, reader: RecordReader) -> Read:
    """Return the record in a file: one with id and day, or a transfer, of which the file's name is the id."""
    try:
        source = tree_of_file(str(file))
        tree: Any = source.tree if isinstance(source, Source) else None
        if isinstance(tree, dict) and "transfer" in tree:
            return reader.read(json.loads(json.dumps(tree, default=str)), str(file))
        facts = read_source(source, reader.book)
        if isinstance(facts, Flow):
            raise InputError("a flow, not a transfer", name=str(file))
        if facts.date is None:
            raise InputError("ledger cell empty", where=str(file), column="date")
        return reader.record_of(facts, name, facts.date, str(file))
    except LexfluxError as error:
        return error, str(file)
