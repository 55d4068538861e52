"""Files of a user: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexflux.errors import OutputError
from lexflux.files import write_whole
from tests.disk import full_disk


def test_a_file_stays_as_it_was_where_the_disk_is_full(tmp_path: Path) -> None:
    """What was there is not touched, nothing unfinished is left, and the error says what the system said."""
    path = tmp_path / "kept.txt"
    write_whole(path, b"before")

    with full_disk(10), pytest.raises(OutputError, match=r"kept\.txt: cannot be written: File too large\."):
        write_whole(path, b"x" * 1_000)

    assert (b"before", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))
