"""Work that takes long, in turn: so much at once, so many that wait, and it ends when nobody waits for it any more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from lexflux.faces.web.workers import Reply, Waiting

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


async def while_waited_for(
    request: Request,
    limiter: CapacityLimiter,
    work: Callable[..., Reply],
    *args: object,
) -> Reply:
    """
    Return what another process replies to a request whose body has been read, as `in_turn`.

    Raises
    ------
    ClientDisconnect
        If who asked has left meanwhile; the process has ended then.
    """
    waiting = Waiting()
    watch = asyncio.create_task(_leave(request, waiting))
    try:
        reply = await in_turn(limiter, partial(work, *args, waiting=waiting))
    finally:
        watch.cancel()
    if waiting.has_left:
        raise ClientDisconnect
    return reply


async def _leave(request: Request, waiting: Waiting) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    waiting.leave()
