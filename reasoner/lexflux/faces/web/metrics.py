"""What happens on the site in numbers, in the text format of Prometheus; nothing of what is asked is in them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lexflux.faces.web.worker import RESIDENT, memory
from lexflux.phrases import LANGUAGES
from lexflux.resources import tool_version

MEDIA_TYPE = "text/plain; version=0.0.4"
BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
HERE = ("127.0.0.1", "::1")
PARTS = ("sparql", "doc", "id", "static", ".well-known", "healthz", "metrics")
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts requests, with the seconds that they took; safe for threads."""

    def __init__(self) -> None:
        self.requests: Counter[Labels] = Counter()
        self.seconds: dict[str, list[int]] = {}
        self.sums: Counter[str] = Counter()
        self.reloads: Counter[Labels] = Counter()
        self.in_progress = 0
        self._lock = threading.Lock()

    def began(self) -> None:
        """Note that a request came."""
        with self._lock:
            self.in_progress += 1

    def ended(self, part: str, status: int, seconds: float) -> None:
        """Note that a request to a part of the site was answered."""
        with self._lock:
            self.in_progress -= 1
            self.requests[(("part", part), ("status", str(status)))] += 1
            counts = self.seconds.setdefault(part, [0] * (len(BOUNDS) + 1))
            for place, bound in enumerate((*BOUNDS, float("inf"))):
                counts[place] += seconds <= bound
            self.sums[part] += seconds  # type: ignore[assignment]

    def reloaded(self, result: str) -> None:
        """Note that the law was loaded anew, or could not be."""
        with self._lock:
            self.reloads[(("result", result),)] += 1

    def text(self, law: str, ended: Mapping[str, int]) -> str:
        """
        Return all numbers in the text format of Prometheus.

        Parameters
        ----------
        law
            The digest of the law.
        ended
            How many processes were ended before they answered, by the reason.
        """
        with self._lock:
            return "".join(self._lines(law, ended))

    def _lines(self, law: str, ended: Mapping[str, int]) -> Iterator[str]:
        yield from _metric("lexflux_requests_total", "counter", "Requests answered", self.requests.items())
        yield from _metric("lexflux_requests_in_progress", "gauge", "Requests being answered", [((), self.in_progress)])
        yield from _metric("lexflux_request_seconds", "histogram", "Seconds to answer", self._histogram(), named=True)
        reasons = [((("reason", one),), count) for one, count in ended.items()]
        yield from _metric("lexflux_ended_total", "counter", "Processes ended before they answered", reasons)
        yield from _metric("lexflux_reloads_total", "counter", "Times the law was loaded anew", self.reloads.items())
        known = (("law", law), ("version", tool_version()))
        yield from _metric("lexflux_law_info", "gauge", "The law that answers", [(known, 1)])
        resident = [((), memory(RESIDENT))]
        yield from _metric("process_resident_memory_bytes", "gauge", "Memory of the first process", resident)

    def _histogram(self) -> Iterator[tuple[Labels, float]]:
        for part, counts in self.seconds.items():
            labels = (("part", part),)
            for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
                yield (("", "_bucket"), *labels, ("le", bound)), count
            yield (("", "_sum"), *labels), self.sums[part]
            yield (("", "_count"), *labels), counts[-1]


def _metric(
    name: str, kind: str, about: str, values: Iterable[tuple[Labels, float]], named: bool = False
) -> Iterator[str]:
    yield f"# HELP {name} {about}.\n# TYPE {name} {kind}\n"
    for given, value in values:
        suffix, labels = (given[0][1], given[1:]) if named else ("", given)
        told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
        yield f"{name}{suffix}{{{told}}} {value:g}\n" if told else f"{name}{suffix} {value:g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def part_of(path: str) -> str:
    """
    Return the part of the site that an address belongs to; there are few, whatever is asked for.

    >>> part_of("/api/v1/decide"), part_of("/zh/answer"), part_of("/doc/cn/regime"), part_of("/wp-admin")
    ('api', 'pages', 'doc', 'other')
    """
    first = path.lstrip("/").partition("/")[0]
    if first in ("api", *PARTS):
        return first
    return "pages" if first in ("", *LANGUAGES) else "other"


class Measured:
    """Counts what is answered."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        self.metrics.began()
        try:
            await self.app(scope, receive, noted)
        finally:
            self.metrics.ended(part_of(scope["path"]), status, time.perf_counter() - began)


async def show(request: Request) -> Response:
    """Show the numbers to who asks from this machine."""
    if request.client is not None and request.client.host not in HERE:
        raise HTTPException(403)
    state = request.app.state
    content = state.metrics.text(state.knowledge.book.digest, state.workers.ended)
    return Response(content, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})
