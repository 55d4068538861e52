"""Where tables stand: files, patterns of names, folders, standard input."""

from __future__ import annotations

import glob
import hashlib
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lexflux.batch.entries import COLUMNAR
from lexflux.errors import InputError, listed
from lexflux.facts.inventory.sheets import SEPARATORS, WORKBOOKS

STANDARD_INPUT, STANDARD_INPUT_NAME = "-", "<stdin>"
PARQUET, ARROW, STREAM, TEXT, WORKBOOK = "Parquet", "Arrow IPC", "Arrow IPC stream", "CSV", "XLSX"
ENDINGS = {**COLUMNAR, ".arrows": STREAM, **dict.fromkeys(SEPARATORS, TEXT), **dict.fromkeys(WORKBOOKS, WORKBOOK)}
"""The forms of tables, by the ending of a file."""
BEGINNINGS = {b"PAR1": PARQUET, b"ARRO": ARROW, b"\xff\xff\xff\xff": STREAM, b"PK\x03\x04": WORKBOOK}
"""The forms of tables that come without a name, by their first bytes; any other is text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with a table: where it is, what it is called, its form, and a mark that changes with its content."""

    path: Path
    name: str
    form: str
    mark: str


def find_sources(given: Iterable[str], spool: Path) -> list[Source]:
    """
    Return the files with tables, in order, each once.

    Parameters
    ----------
    given
        Files, folders, patterns such as ``part-*.parquet``, and ``-``.
    spool
        A folder where standard input is kept, since some forms are read from their end.

    Raises
    ------
    InputError
        If a file does not exist or has the ending of no table, or nothing is found.
    """
    found = {source.path: source for one in given for source in _found(one, spool)}
    if not found:
        raise InputError("no tables", given=listed(list(given)), known=listed(ENDINGS))
    return [*found.values()]


def _found(given: str, spool: Path) -> Iterator[Source]:
    if given == STANDARD_INPUT:
        yield _of_standard_input(spool / "stdin")
        return
    path = Path(given)
    if path.is_dir():
        below = (one for one in sorted(path.rglob("*")) if one.is_file() and not _is_hidden(one.relative_to(path)))
        yield from (_of_file(one) for one in below if one.suffix.lower() in ENDINGS)
    elif path.exists() or not glob.has_magic(given):
        yield _of_file(path)
    else:
        yield from (_of_file(Path(one)) for one in sorted(glob.glob(given, recursive=True)) if Path(one).is_file())


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _of_file(path: Path) -> Source:
    try:
        told = path.stat()
    except OSError as error:
        raise InputError("unreadable file", name=str(path), problem=error.strerror) from error
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise InputError("no table", name=str(path), known=", ".join(ENDINGS))
    return Source(path, str(path), form, f"{told.st_size} {told.st_mtime_ns}")


def _of_standard_input(path: Path) -> Source:
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    with path.open("rb") as file:
        mark = hashlib.file_digest(file, "blake2b").hexdigest()
        file.seek(0)
        form = BEGINNINGS.get(file.read(4), TEXT)
    return Source(path, STANDARD_INPUT_NAME, form, mark)
