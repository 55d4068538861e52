"""Where transfers are described: files, folders of them, lists in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexflux.errors import InputError, JoinedInputError, LexfluxError
from lexflux.facts import documents, flow
from lexflux.facts.documents import FORMS, Source
from lexflux.facts.inventory.sheets import is_inventory
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from lexflux.facts.inventory.columnmap import ColumnMap
    from lexflux.facts.inventory.table import Inventory

COLUMNAR = {".parquet": "Parquet", ".arrow": "Arrow IPC", ".ipc": "Arrow IPC", ".feather": "Arrow IPC"}
"""The forms of tables in columns, by the ending of a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One description of a transfer or a flow among many, ``read`` when its turn comes.

    ``carried_over`` is the file in another vocabulary from which it was.
    """

    file: str
    line: int | None
    read: Callable[[], Facts | Flow]
    carried_over: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a description gives no answer; ``errors`` are of one input, in order."""

    file: str
    line: int | None
    errors: tuple[LexfluxError, ...]

    @staticmethod
    def of(file: str, line: int | None, error: LexfluxError) -> Problem:
        """Return the problem that an error tells."""
        return Problem(file, line, error.errors if isinstance(error, JoinedInputError) else (error,))


def are_columns(paths: list[str]) -> bool:
    """Return whether some path is a table in columns by its name: Parquet or Arrow IPC."""
    return any(Path(path).suffix.lower() in COLUMNAR for path in paths)


def are_many(paths: list[str]) -> bool:
    """Return whether paths stand for more than the one file of a transfer or a flow."""
    return len(paths) > 1 or any(Path(path).is_dir() or is_inventory(path) for path in paths)


def find_entries(
    paths: Iterable[str],
    knowledge: KnowledgeBase,
    columns: ColumnMap,
    shown: Callable[[Inventory], None] = lambda _: None,
) -> Iterator[Entry | Problem]:
    """
    Yield what files and folders describe, in their order; what cannot be read at all is a problem of its own.

    Parameters
    ----------
    paths
        The files and folders.
    knowledge
        The knowledge base; in its store stands for a while what is described in DPV.
    columns
        What is known of the columns of inventories.
    shown
        Called with each inventory, to show what its columns were taken for.
    """
    for path in paths:
        for file in _files(path, columns.name):
            try:
                if is_inventory(file):
                    from lexflux.facts.inventory.table import read_inventory

                    inventory = read_inventory(file, knowledge.book, columns)
                    shown(inventory)
                    yield from of_inventory(inventory)
                else:
                    yield from of_source(documents.tree_of_file(file), file, knowledge)
            except InputError as error:
                yield Problem.of(file, None, error)


def _files(path: str, but: str) -> list[str]:
    """Return the files of a folder that may describe transfers, in order; another path is itself one."""
    if not Path(path).is_dir():
        return [path]
    below = (one for one in sorted(Path(path).rglob("*")) if one.is_file() and not _is_hidden(one.relative_to(path)))
    known = (one for one in below if one.suffix.lower() in FORMS or is_inventory(str(one)))
    return [str(one) for one in known if not but or one.resolve() != Path(but).resolve()]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def is_several(source: Source | documents.Document) -> bool:
    """Return whether a file that has been opened is not the description of one transfer or flow, but of more."""
    if isinstance(source, Source):
        return isinstance(source.tree, list)
    from lexflux.batch.dpv import is_in_dpv
    from lexflux.facts.apart import transfers_apart

    return is_in_dpv(source) or len(transfers_apart(source)) > 1


def of_source(source: Source | documents.Document, path: str, knowledge: KnowledgeBase) -> Iterator[Entry]:
    """
    Yield what a file that has been opened describes: each of a list, of several in RDF, of the processes in DPV.

    Raises
    ------
    InputError
        If a description in DPV gives no transfer.
    """
    book = knowledge.book
    if isinstance(source, documents.Document):
        from lexflux.batch.dpv import is_in_dpv, transfers_in_dpv
        from lexflux.facts.apart import transfers_apart

        in_dpv = is_in_dpv(source)
        found = transfers_in_dpv(knowledge, source) if in_dpv else transfers_apart(source)
        if in_dpv or len(found) > 1:
            for name, one in found.items():
                read = partial(flow.read_source, one, book)
                yield Entry(f"{path} {name}", None, read, carried_over=path if in_dpv else "")
            return
    elif isinstance(source.tree, list):
        for place, tree in enumerate(source.tree):
            read_tree = partial(flow.read_tree, tree, book, source.name, source.lines)
            yield Entry(path, source.lines.of(source.tree, place), read_tree)
        return
    yield Entry(path, None, partial(flow.read_source, source, book))


def of_inventory(inventory: Inventory) -> Iterator[Entry | Problem]:
    """Yield what the rows of a table describe, and what is wrong with the table."""
    path = inventory.sheet.name
    yield from (Problem.of(path, line, error) for line, error in inventory.errors)
    for rows in inventory.transfers():
        yield Entry(path, rows[0].number, partial(inventory.read_joined, rows))
