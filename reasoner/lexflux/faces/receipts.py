"""Receipts kept in a file, one a line, for a later comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lexflux.errors import InputError


def refuse_existing(path: str | None) -> None:
    """Refuse a file that is there already: nothing is overwritten."""
    if path is not None and Path(path).exists():
        raise InputError("file exists", name=path)


def keep_receipts(path: str | None, receipts: Iterable[dict[str, Any]]) -> None:
    """
    Write receipts to a new file, whole or not at all.

    Raises
    ------
    InputError
        If the file is there already or cannot be written.
    """
    if path is None:
        return
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in receipts)
    try:
        with Path(path).open("x", encoding="utf-8") as file:
            file.write(lines)
    except FileExistsError as error:
        raise InputError("file exists", name=path) from error
    except OSError as error:
        raise InputError("folder not written", path=path, problem=error.strerror) from error
