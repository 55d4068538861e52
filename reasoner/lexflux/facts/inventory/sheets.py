"""The cells of a table in CSV or XLSX as text, whatever its encoding and its separator."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from lexflux.errors import EngineError, InputError, shortened
from lexflux.facts.trees import CONTROL, control_character
from lexflux.files import read_at_most

SEPARATORS = {".csv": ",;\t|", ".tsv": "\t"}
WORKBOOKS = (".xlsx", ".xlsm")
LARGEST = 64 << 20
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OTHER_ENCODING = "gb18030"
LAST_OF_TWO_BYTES = 0x7FF


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row, and the line or row on which it begins."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that are not empty, the first of them its headings; ``encoding`` is how text was read."""

    name: str
    heading: Line
    lines: tuple[Line, ...]
    encoding: str


def is_inventory(path: str) -> bool:
    """Return whether a file is a table by its name."""
    return Path(path).suffix.lower() in (*SEPARATORS, *WORKBOOKS)


def read_sheet(path: str, separator: str | None = None, sheet: str | None = None) -> Sheet:
    """
    Return the cells of a table.

    Parameters
    ----------
    path
        A CSV file in UTF-8, UTF-16 or GB18030, also line by line mixed, or a workbook.
    separator
        What stands between cells; by default what the line of headings has most of.
    sheet
        Name of the sheet of a workbook; by default the first.

    Raises
    ------
    InputError
        If the file cannot be read, is too large or empty, or has no such sheet.
    EngineError
        If a workbook is to be read and the library for that is not installed.
    """
    try:
        raw = read_at_most(path, LARGEST)
    except OSError as error:
        raise InputError("unreadable file", name=path, problem=error.strerror) from error
    if len(raw) > LARGEST:
        raise InputError("file too large", name=path, size=LARGEST >> 20)
    return sheet_of(raw, path, separator, sheet)


def sheet_of(raw: bytes, path: str, separator: str | None = None, sheet: str | None = None) -> Sheet:
    """Return the cells of a table that stands in bytes; parameters and errors as `read_sheet`."""
    if Path(path).suffix.lower() in WORKBOOKS:
        return _sheet(path, _of_workbook(raw, path, sheet), "XLSX")
    text, encoding = _decoded(raw, path)
    chosen = separator or _separator(Path(path).suffix, text)
    return _sheet(path, _of_text(text, path, chosen), encoding)


def begin_text(path: Path, name: str, separator: str | None = None) -> Iterator[Line]:
    """
    Yield the rows of a table of text that are not empty, the headings first, be it as large as it may.

    Parameters
    ----------
    path, name
        The file, and how it is called in errors.
    separator
        As for `read_sheet`.

    Raises
    ------
    InputError
        If the file cannot be read, or what is not text is met.
    """
    try:
        with path.open("rb") as file:
            encoding = MARKS.get(file.read(2))
            file.seek(0)
            texts = io.TextIOWrapper(file, encoding, newline="") if encoding else _text_lines(file, name)
            head = _head(texts)
            chosen = separator or _separator(path.suffix, "".join(head))
            yield from (line for line in _of_lines(chain(head, texts), name, chosen) if any(line.cells))
    except UnicodeDecodeError as error:
        raise InputError("encoding not known", where=name, byte=error.start) from error
    except OSError as error:
        raise InputError("unreadable file", name=name, problem=error.strerror) from error


def _head(texts: Iterable[str]) -> list[str]:
    """Return the lines up to the first that is not empty."""
    found: list[str] = []
    for line in texts:
        found.append(line if found else line.removeprefix("\ufeff"))
        if found[-1].strip():
            break
    return found


def _text_lines(file: io.BufferedReader, name: str) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        text = _decoded_line(line, f"{name}:{number}")[0]
        found = CONTROL.search(text)
        if found:
            raise control_character(name, number, found[0])
        yield text


def _sheet(path: str, lines: Iterator[Line], encoding: str) -> Sheet:
    filled = [line for line in lines if any(line.cells)]
    if not filled:
        raise InputError("empty document", name=path)
    heading, *others = filled
    return Sheet(path, heading, tuple(others), encoding)


def _decoded(raw: bytes, path: str) -> tuple[str, str]:
    """Return a text, and the encodings that its lines are in."""
    encoding = MARKS.get(raw[:2], "utf-8-sig")
    try:
        return raw.decode(encoding), encoding.removesuffix("-sig").upper()
    except UnicodeDecodeError:
        pass
    lines = [_decoded_line(line, f"{path}:{number}") for number, line in enumerate(raw.split(b"\n"), 1)]
    mixed = any(is_first for _, is_first in lines)
    found = f"UTF-8 + {OTHER_ENCODING.upper()}" if mixed else OTHER_ENCODING.upper()
    return "\n".join(line for line, _ in lines).removeprefix("\ufeff"), found


def _decoded_line(line: bytes, where: str) -> tuple[str, bool]:
    """Return a line of a text that is not UTF-8 throughout, and whether it is for certain nevertheless."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return _in_other_encoding(line, where), False
    # Words of two letters in GB18030 are at times UTF-8 as well, but never with letters of three bytes.
    certain = any(ord(one) > LAST_OF_TWO_BYTES for one in text)
    return (text if certain or line.isascii() else _in_other_encoding(line, where)), certain


def _in_other_encoding(line: bytes, where: str) -> str:
    try:
        return line.decode(OTHER_ENCODING)
    except UnicodeDecodeError as error:
        raise InputError("encoding not known", where=where, byte=error.start) from error


def _separator(ending: str, text: str) -> str:
    """Return what stands between cells, which the first line that is not empty has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS.get(ending.lower(), SEPARATORS[".csv"]), key=first.count)


def _of_text(text: str, path: str, separator: str) -> Iterator[Line]:
    found = CONTROL.search(text)
    if found:
        raise control_character(path, text.count("\n", 0, found.start()) + 1, found[0])
    yield from _of_lines(io.StringIO(text, newline=""), path, separator)


def _of_lines(texts: Iterable[str], path: str, separator: str) -> Iterator[Line]:
    import csv

    reader = csv.reader(texts, delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield Line(begins, tuple(cell.strip() for cell in cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        where = f"{path}:{begins}"
        raise InputError("broken syntax", where=where, syntax="CSV", problem=str(error)) from error


def _of_workbook(raw: bytes, path: str, sheet: str | None) -> Iterator[Line]:
    from zipfile import BadZipFile

    try:
        openpyxl: Any = import_module("openpyxl")
    except ImportError as error:
        raise EngineError("no library for workbooks", name=path) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        names = book.sheetnames
        if sheet is not None and sheet not in names:
            raise InputError("no such sheet", name=path, sheet=shortened(sheet), known=", ".join(names))
        rows = list(book[sheet or names[0]].iter_rows(values_only=True))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError, BadZipFile) as error:
        problem = shortened(str(error) or type(error).__name__)
        raise InputError("broken syntax", where=path, syntax="XLSX", problem=problem) from error
    width = max((place for row in rows[:1] for place, cell in enumerate(row, 1) if cell is not None), default=0)
    for number, row in enumerate(rows, 1):
        beyond = [cell for cell in row[width:] if cell is not None]
        yield Line(number, tuple(_text(cell) for cell in (row if beyond else row[:width])))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
