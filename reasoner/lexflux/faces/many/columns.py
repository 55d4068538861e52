"""What the columns of an inventory were taken for, in the form in which a file can correct it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from lexflux.errors import nearest, shortened
from lexflux.facts.inventory.columnmap import COLUMNS, JOINED, LEFT_OUT
from lexflux.facts.inventory.columns import targets
from lexflux.facts.inventory.table import Column, Inventory
from lexflux.phrases import phrase

NEAR = 3


def show_columns(inventory: Inventory, language: str) -> None:
    """Print the columns of an inventory on standard error, as YAML that can be given back with ``--map``."""
    sheet = inventory.sheet
    head = phrase("columns of", language, name=shortened(sheet.name), encoding=sheet.encoding)
    joined = inventory.column_map.joined
    joining = [f"{JOINED}: {json.dumps(joined, ensure_ascii=False)}"] if joined else []
    sys.stderr.writelines(f"{line}\n" for line in (head, f"{COLUMNS}:", *_lines(inventory, language), *joining))


def _lines(inventory: Inventory, language: str) -> Iterator[str]:
    for column in inventory.columns:
        heading = json.dumps(column.heading, ensure_ascii=False)
        if column.target is not None:
            yield f"  {heading}: {column.target}"
        elif column.left_out:
            yield f"  {heading}: {LEFT_OUT}"
        else:
            names = ", ".join(_possible(inventory, column)) or "?"
            yield f"  # {heading}:  {phrase('column open', language, names=names)}"


def _possible(inventory: Inventory, column: Column) -> list[str]:
    return [*map(str, column.candidates)] or nearest(column.heading, targets(inventory.book), NEAR)
