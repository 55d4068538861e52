"""Files of a user: no more of them is read than was asked for, and nobody is waited for who does not write."""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path

from lexflux.errors import InputError

SECONDS = 5
"""How long the first byte of a named pipe is waited for."""


def read_at_most(path: str | Path, size: int) -> bytes:
    """
    Return the content of a file; one byte more than ``size`` tells that it is larger.

    Raises
    ------
    OSError
        If the file cannot be read.
    InputError
        If it is a named pipe into which nobody writes.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as file:
        if stat.S_ISFIFO(os.fstat(number).st_mode):
            if not select.select([number], [], [], SECONDS)[0]:
                raise InputError("pipe without a writer", name=str(path), seconds=SECONDS)
            os.set_blocking(number, True)
        return file.read(size + 1)
