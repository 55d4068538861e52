"""Work done side by side: the next thing is made ahead, the last is put away behind, each in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")


def ahead(items: Iterator[Made]) -> Iterator[Made]:
    """Yield what another iterator does, in its order, each made while the one before it is used."""
    end = object()
    with ThreadPoolExecutor(1) as thread:
        waiting: Future[Made | object] = thread.submit(next, items, end)
        while (item := waiting.result()) is not end:
            waiting = thread.submit(next, items, end)
            yield item  # type: ignore[misc]


class Behind:
    """Does one thing after the other in a thread, and never has more than one waiting."""

    def __enter__(self) -> Behind:
        self._thread = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None
        return self

    def do(self, work: Callable[[], None]) -> None:
        """Do something once what was given before is done; an error of that is raised here."""
        self.wait()
        self._last = self._thread.submit(work)

    def wait(self) -> None:
        """Wait until all is done, or raise the error by which it was not."""
        if self._last is not None:
            self._last.result()

    def __exit__(self, kind: object, *_: object) -> None:
        self._thread.shutdown(wait=True)
        if kind is None:
            self.wait()
