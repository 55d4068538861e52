"""The cache of compiled knowledge: files that only this user can have written, each with a checksum.

Nothing depends on it. A file that is damaged, foreign or not for this content is as if it were not there, and where no
file can be written none is.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

LAW, UNFINISHED = ".lexflux", ".lexflux-unfinished"
MINUTE, MONTH = 60, 30 * 24 * 60 * 60
# Neither a link to elsewhere is followed, nor a pipe without a writer waited for.
FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def cache_folder() -> Path | None:
    """
    Return the folder of compiled knowledge: ``LEXFLUX_CACHE``, else the user's cache folder. Safe to delete.

    Without a home there is none.
    """
    chosen = os.environ.get("LEXFLUX_CACHE")
    if chosen:
        return Path(chosen)
    with suppress(RuntimeError):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lexflux"
    return None


def recall(key: str) -> bytes | None:
    """Return what was kept under a key, if it is there whole and nobody else can have written it."""
    folder = cache_folder()
    if folder is None:
        return None
    _sweep(folder, UNFINISHED, MINUTE)
    with suppress(OSError), open(folder / (key + LAW), "rb", opener=_open) as file:
        if _is_private(os.fstat(file.fileno())):
            checksum, content = file.read(hashlib.sha256().digest_size), file.read()
            return content if checksum == _checksum(key, content) else None
    return None


def keep(key: str, content: bytes) -> None:
    """Keep content under a key, in one step, so that nobody reads half of it; or not, where that is impossible."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / (key + LAW), _checksum(key, content) + content)
    _sweep(folder, LAW, MONTH)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | FLAGS)


def _is_private(status: os.stat_result) -> bool:
    """Return whether a file belongs to this user, and no other may write it; Windows keeps profiles apart itself."""
    if not hasattr(os, "geteuid"):
        return stat.S_ISREG(status.st_mode)
    writable = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and not writable


def _checksum(key: str, content: bytes) -> bytes:
    """Return the checksum of content under its key, so that a file under the name of another is not taken for it."""
    return hashlib.sha256(key.encode() + content).digest()


def _write(path: Path, content: bytes) -> None:
    descriptor, unfinished = tempfile.mkstemp(suffix=UNFINISHED, dir=path.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _sweep(folder: Path, ending: str, seconds: int) -> None:
    """Remove what nobody has written to for a time: left behind where a process was killed, or law of long ago."""
    for path in folder.glob(f"*{ending}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > seconds:
                path.unlink()
