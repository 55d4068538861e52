"""A query in a process of its own, which ends when its time or memory is over, or when somebody interrupts."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from lexflux.errors import InputError
from lexflux.faces.web.worker import Bounds, bound

Found = TypeVar("Found")
Given = ParamSpec("Given")


def bounded(run: Callable[Given, Found], bounds: Bounds) -> Callable[Given, Found]:
    """
    Return a function that does the same within bounds of time and memory.

    An engine in the midst of a query hears of no interrupt; what waits for it in another process does.

    Raises
    ------
    InputError
        If a bound is reached; and what ``run`` raises.
    """

    def within_bounds(*given: Given.args, **named: Given.kwargs) -> Found:
        fork = multiprocessing.get_context("fork")
        receiving, sending = fork.Pipe(duplex=False)
        process = fork.Process(target=_answer, args=(sending, partial(run, *given, **named), bounds), daemon=True)
        process.start()
        sending.close()
        try:
            received: tuple[Exception | None, Found] = receiving.recv()
        except EOFError:
            process.join()
            raise _ended(process.exitcode, bounds) from None
        finally:
            process.kill()
        failed, found = received
        if failed is not None:
            raise failed
        return found

    return within_bounds


def _answer(sending: Connection, run: Callable[[], object], bounds: Bounds) -> None:
    bound(bounds)
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    try:
        sending.send((None, run()))
    except MemoryError:
        os.abort()
    except Exception as error:
        sending.send((error, None))


def _ended(exit_code: int | None, bounds: Bounds) -> InputError:
    if exit_code == -signal.SIGALRM:
        return InputError("query takes too long", seconds=f"{bounds.seconds:g}")
    return InputError("query takes too much memory", memory=bounds.memory >> 20)
