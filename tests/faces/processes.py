"""What tests ask of the processes of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"VALUES ?{x} {{{' 1' * 1000}}}" for x in "abcdef") + "}"
"""A query that takes longer than anybody waits."""


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for thread in threads for one in thread.read_text().split()]


def is_alive(process: int) -> bool:
    """Return whether there is such a process."""
    return Path(f"/proc/{process}").exists()


def wait_for(is_so: Callable[[], bool]) -> bool:
    """Return whether something comes to be so within a minute."""
    end = time.monotonic() + 60
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
    return is_so()
