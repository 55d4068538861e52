"""Work that takes long, in turn: so much at once, so many that wait, and the others are sent away."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException

Taken = ParamSpec("Taken")
Given = TypeVar("Given")
WAITING = 8
"""So many wait for each that is at work; more are sent away, so that nobody waits for long."""


async def in_turn(
    limiter: CapacityLimiter | None, work: Callable[Taken, Given], *args: Taken.args, **kwargs: Taken.kwargs
) -> Given:
    """
    Return what some work gives, done in a thread; raise `HTTPException` with 503 if too many wait for it.

    Without a limiter it is done at once: where a process answers one request at a time.
    """
    if limiter is None:
        return work(*args, **kwargs)
    if limiter.statistics().tasks_waiting >= WAITING * limiter.total_tokens:
        raise HTTPException(503, headers={"Retry-After": "5"})
    return await to_thread.run_sync(lambda: work(*args, **kwargs), limiter=limiter)
