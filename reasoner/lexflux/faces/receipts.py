"""Receipts kept in a file, one a line, for a later comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lexflux.files import write_new


def keep_receipts(path: str | None, receipts: Iterable[dict[str, Any]]) -> None:
    """
    Write receipts to a new file, whole or not at all.

    Raises
    ------
    InputError
        If the file is there already.
    OutputError
        If it cannot be written.
    """
    if path is not None:
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in receipts)
        write_new(Path(path), "".join(lines).encode())
