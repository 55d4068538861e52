"""A folder of files written whole or not at all, never over another."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lexflux.errors import InputError

Files = Mapping[str, bytes]
"""The content of files by their path in the folder, with slashes."""


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
        If there is one already, or it cannot be written.
    """
    free_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
    except OSError as error:
        raise InputError("unwritable file", name=str(folder), problem=error.strerror) from error
    try:
        _fill(unfinished, files)
        unfinished.chmod(0o755)
        unfinished.replace(folder)
    except OSError as error:
        raise InputError("unwritable file", name=str(folder), problem=error.strerror) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _fill(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
