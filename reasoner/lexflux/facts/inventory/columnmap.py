"""The map of columns: what people wrote in a file to correct or complete what headings tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lexflux.errors import InputError, did_you_mean, listed, shortened
from lexflux.facts.documents import Source, tree_of_file
from lexflux.facts.inventory.columns import targets
from lexflux.facts.inventory.days import DAY_FIRST, MONTH_FIRST
from lexflux.law.lawbook import LawBook

COLUMNS, ALWAYS, JOINED, DATES, SEPARATOR, SHEET = "columns", "always", "joined", "dates", "separator", "sheet"
KEYS = (COLUMNS, ALWAYS, JOINED, DATES, SEPARATOR, SHEET)
LEFT_OUT = "ignore"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """
    What columns are about, and what is the same in all rows; ``name`` is the file that says so, if there is one.

    ``columns`` has the path of a fact by heading, or ``ignore``; ``always`` is a part of a transfer; rows with the same
    cell in the column ``joined`` are one transfer, each a data set of it.
    """

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, Any] = field(default_factory=dict)
    dates: str | None = None
    separator: str | None = None
    sheet: str | None = None
    joined: str | None = None


def read_column_map(path: str | None, book: LawBook) -> ColumnMap:
    """
    Return the map in a file of YAML or JSON; an empty one if there is none.

    Raises
    ------
    InputError
        If it has other keys, or a column is about nothing that a transfer states.
    """
    if path is None:
        return ColumnMap()
    source = tree_of_file(path)
    tree = source.tree if isinstance(source, Source) else None
    if not isinstance(tree, dict):
        raise InputError("not a mapping", name=path)
    for key in tree:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            raise InputError("no key of a map", where=path, name=shortened(key), known=listed(KEYS), hint=hint)
    for key, known in ((COLUMNS, dict), (ALWAYS, dict), (JOINED, str), (SEPARATOR, str), (SHEET, str)):
        if not isinstance(tree.get(key, known()), known):
            raise InputError("no key of a map", where=path, name=key, known=listed(KEYS), hint=("", ""))
    if tree.get(DATES) not in (None, DAY_FIRST, MONTH_FIRST):
        raise InputError("order of dates", where=path, known=listed((DAY_FIRST, MONTH_FIRST)))
    if len(tree.get(SEPARATOR, ",")) != 1:
        raise InputError("separator of cells", where=path)
    columns = {str(heading): str(target) for heading, target in tree.get(COLUMNS, {}).items()}
    _check(columns, book, path)
    others = (tree.get(key) for key in (DATES, SEPARATOR, SHEET, JOINED))
    return ColumnMap(path, columns, tree.get(ALWAYS, {}), *others)


def _check(columns: Mapping[str, str], book: LawBook, path: str) -> None:
    known = targets(book)
    for heading, target in columns.items():
        if target != LEFT_OUT and target not in known:
            hint = did_you_mean(target, (*known, LEFT_OUT))
            shown = shortened(target)
            raise InputError("no fact for a column", where=path, column=shortened(heading), target=shown, hint=hint)
