"""
Files of a user.

No more of them is read than was asked for, and nobody is waited for who does not write; they are written whole or not.
"""

from __future__ import annotations

import os
import re
import secrets
import select
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from lexflux.errors import InputError, OutputError, shortened

Files = Mapping[str, bytes]
"""The content of files by their path in a folder, with slashes."""
SECONDS = 5
"""How long the first byte of a named pipe is waited for."""
UNFINISHED = ".partial"
"""The ending of what a process that was killed may leave behind."""
LONGEST_NAME = 40
"""So much of a file's name is in that of the unfinished one, which may not be longer than names can be."""


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


def refuse_existing(path: Path) -> None:
    """Raise `InputError` if there is such a file."""
    if path.exists():
        raise InputError("file exists", name=str(path))


def write_new(path: Path, content: bytes) -> None:
    """
    Write a new file, whole or not at all.

    Raises
    ------
    InputError
        If there is such a file.
    OutputError
        If it cannot be written.
    """
    refuse_existing(path)
    write_whole(path, content)


def write_whole(path: Path, write: bytes | Callable[[IO[bytes]], Any]) -> None:
    """
    Write a file so that it is there whole, and lasts, or as it was before.

    Parameters
    ----------
    path
        The file.
    write
        Its content, or what writes it.

    Raises
    ------
    OutputError
        If it cannot be written, such as where the disk is full.
    """
    unfinished = path.with_name(f".{path.name[:LONGEST_NAME]}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        try:
            with unfinished.open("xb") as file:
                if isinstance(write, bytes):
                    file.write(write)
                else:
                    write(file)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def _sync_folder(folder: Path) -> None:
    """Make sure that the name of a file lasts, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def free_folder(folder: Path) -> Path:
    """
    Return a folder to be written.

    Raises
    ------
    InputError
        If there is a file of its name, or a folder that is not empty.
    """
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        raise InputError("folder exists", name=str(folder))
    return folder


def write_folder(folder: Path, files: Files) -> None:
    """
    Write files into a new folder: beside it first, and then in one step.

    Raises
    ------
    InputError
        If there is one already that holds something.
    OutputError
        If it cannot be written.
    """
    free_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name[:LONGEST_NAME]}-", dir=folder.parent))
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        for name, content in files.items():
            path = unfinished / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        unfinished.chmod(0o755)
        unfinished.replace(folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def unwritable(path: Path, error: Exception) -> OutputError:
    """Return the error of a file or folder that cannot be written; a library may tell the system's only in words."""
    told = re.search(r"os error (\d+)", str(error))
    problem = os.strerror(int(told[1])) if told else getattr(error, "strerror", None) or str(error)
    return OutputError("unwritable file", name=str(path), problem=shortened(problem.partition("\n")[0]))
