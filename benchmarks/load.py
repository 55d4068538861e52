"""
Load on the web over loopback, bounded: `python benchmarks/load.py rate` and `python benchmarks/load.py mixed`.

``rate`` asks the same decisions over and over, then facts that nobody asked about before, and tells requests a second,
times, and what a request takes of processors, which a busy machine does not change; ``mixed`` asks everything there
is, hostile requests among it, and tells what became of them and how the memory of the server grew.
"""

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from threading import Thread
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
SERVE = [sys.executable, "-c", "from lexflux.faces.cli import main; main()", "serve", "--port", "0", "--no-browser"]
YAML, JSON, SPARQL = "application/yaml", "application/json", "application/sparql-query"
LONGEST_WAIT, TURNS = 60.0, 10


@dataclass(frozen=True)
class Asked:
    """One request: what it is called in the table, its method and address, its body and the kind of that."""

    name: str
    address: str
    body: bytes = b""
    kind: str = ""
    accept: str = "*/*"

    def raw(self, host: str) -> bytes:
        """Return the request as it goes over the wire."""
        lines = [f"{'POST' if self.kind else 'GET'} {self.address} HTTP/1.1", f"Host: {host}", f"Accept: {self.accept}"]
        if self.kind:
            lines += [f"Content-Type: {self.kind}", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass
class Told:
    """What became of requests: seconds and statuses, by name."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, name: str, status: int, seconds: float) -> None:
        """Note one response."""
        self.seconds.setdefault(name, []).append(seconds)
        self.statuses.setdefault(name, Counter())[status] += 1


@contextmanager
def serving(*options: str) -> Iterator[tuple[str, int]]:
    """Run a server on a free port; yield where it is and its process."""
    with subprocess.Popen([*SERVE, *options], stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        host = ""
        while not host:
            found = re.search(r"http://([\d.]+:\d+)/", process.stderr.readline())
            host = found[1] if found else ""
        Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop the server
        try:
            yield host, process.pid
        finally:
            process.terminate()
            process.wait(LONGEST_WAIT)


async def respond(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Read one response; return its status and whether the connection stays."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    elif length := re.search(r"content-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
    return status, "connection: close" not in head


async def client(host: str, following: Callable[[], Asked | None], told: Told) -> None:
    """Ask one request after the other on one connection, a new one where the server closes it."""
    name, port = host.split(":")
    streams = None
    while (asked := following()) is not None:
        began = time.perf_counter()
        try:
            streams = streams or await asyncio.open_connection(name, int(port), limit=1 << 24)
            reader, writer = streams
            writer.write(asked.raw(host))
            status, stays = await asyncio.wait_for(respond(reader), LONGEST_WAIT)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status, stays = 0, False
        told.add(asked.name, status, time.perf_counter() - began)
        if not stays and streams:
            streams[1].close()
            streams = None
    if streams:
        streams[1].close()


async def load(host: str, following: Callable[[], Asked | None], connections: int, noted: Told | None = None) -> Told:
    """Ask on several connections at once; note what becomes of it beside what is noted already."""
    told = noted or Told()
    await asyncio.gather(*(client(host, following, told) for _ in range(connections)))
    return told


def until(end: float, requests: Iterator[Asked]) -> Callable[[], Asked | None]:
    """Return what gives requests in turn until a time."""
    return lambda: next(requests) if time.perf_counter() < end else None


def examples() -> list[str]:
    """Return the text of each example."""
    return [one.read_text("utf-8") for one in sorted((ROOT / "examples").glob("*.yaml"))]


def decisions(mark: str = "", fields: str = "") -> list[Asked]:
    """Return a decision on each example; with a mark, which is a comment, the text is one that nobody sent before."""
    name, address = "verdict" if fields else "decide", f"/api/v1/decide?on=2026-06-01&regime=cn{fields}"
    return [Asked(f"new {name}" if mark else name, address, f"{one}{mark}".encode(), YAML) for one in examples()]


def verdicts(mark: str = "") -> list[Asked]:
    """Return the same decisions, of which the verdict alone is asked for."""
    return decisions(mark, "&fields=verdict")


def pages(mark: str = "") -> list[Asked]:
    """Return the page of an answer on each example, as the link in it has it; with a mark as `decisions`."""
    from lexflux.faces.web.facts_link import packed

    name = "new answer page" if mark else "answer page"
    return [Asked(name, f"/en/answer?on=2026-06-01&regime=cn&t={packed(one + mark)}") for one in examples()]


def rate(seconds: float, connections: int) -> None:
    """Measure verdicts, whole decisions and pages of answers that were asked for before, and such as were not."""
    with serving() as (host, process):
        for asked in (verdicts, decisions, pages):
            first, known = iter(asked()), cycle(asked())
            asyncio.run(load(host, lambda first=first: next(first, None), connections))
            new = (one for number in count() for one in asked(f"# {number}"))
            for requests in (known, new):
                for at_once in (1, connections):
                    asyncio.run(load(host, until(time.perf_counter() + 1, requests), at_once))
                    began, taken = time.perf_counter(), processor(process)
                    told = asyncio.run(load(host, until(began + seconds, requests), at_once))
                    print(f"{at_once} at once: {summary(told, time.perf_counter() - began)}", end="")
                    answered = sum(map(len, told.seconds.values()))
                    print(f", {(processor(process) - taken) / answered * 1e3:.1f} ms of processor each", flush=True)


def summary(told: Told, took: float) -> str:
    """Return rates and times in words."""
    lines = []
    for name, found in sorted(told.seconds.items()):
        ordered = sorted(found)
        median, late = statistics.median(ordered) * 1e3, ordered[int(len(ordered) * 0.99)] * 1e3
        statuses = ", ".join(f"{count} x {status}" for status, count in sorted(told.statuses[name].items()))
        lines.append(f"{name}: {len(found) / took:.0f}/s, median {median:.1f} ms, p99 {late:.1f} ms ({statuses})")
    return "\n".join(lines)


def ordinary() -> list[Asked]:
    """Return requests that mean well."""
    query = "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 50"
    gets = [
        "/en/",
        "/zh/law?on=2026-01-01",
        "/zh/about",
        "/healthz",
        "/metrics",
        "/doc/cn/regime.ttl",
        "/static/style.css",
    ]
    gets += [
        "/api/v1/treaties?between=CN&between=SG&on=2026-06-01",
        "/api/v1/find?q=consent",
        "/api/v1/terms?kind=places",
    ]
    gets += ["/api/v1/openapi.json", "/zh/api", f"/sparql?query={quote(query)}", "/zh/doc/cn/regime"]
    asked = [Asked(f"GET {one.split('?')[0]}", one) for one in gets]
    asked.append(Asked("ask", "/api/v1/ask", b'{"transfer": {}, "answer": "SG"}', JSON))
    hotel = (ROOT / "examples" / "hotel-group-members.yaml").read_bytes()
    asked += [Asked(one, f"/api/v1/{one}?on=2026-06-01", hotel, YAML) for one in ("plan", "explain", "compare")]
    return [*decisions(), *pages()[:6], *asked]


def hostile() -> list[Asked]:
    """Return requests that mean harm, or are nonsense."""
    product = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    deep = b'{"transfer": ' + b"[" * 20_000
    addresses = [
        "/doc/..%2f..%2fetc/passwd",
        "/static/../app.py",
        "/id/%0d%0aSet-Cookie:a=b",
        "/doc/%FF",
        "/api/v1/none",
    ]
    addresses += [
        "/en/?t=%FF",
        "/api/v1/decide?t=%00",
        "/api/v1/find?q=" + "x" * 4_000,
        "/en/answer?t=eJxLTAIA",
        "/../x",
    ]
    return [
        *(Asked("hostile address", one) for one in addresses),
        Asked("hostile query", "/sparql", product, SPARQL),
        Asked("hostile service", "/sparql", b"SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", SPARQL),
        Asked(
            "hostile brackets", "/sparql", b"SELECT (" + b"(" * 20_000 + b"1" + b")" * 20_000 + b" AS ?x) {}", SPARQL
        ),
        Asked("hostile body", "/api/v1/ask", deep, JSON),
        Asked("hostile body", "/api/v1/decide", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", YAML),
        Asked("hostile body", "/api/v1/decide", b"[ " * 20_000, "text/turtle"),
        Asked("hostile body", "/api/v1/decide", b'{"@context": "http://127.0.0.1:1/x"}', JSON),
        Asked(
            "hostile body",
            "/api/v1/decide",
            b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
            "application/xml",
        ),
        Asked("hostile body", "/api/v1/decide", b"x" * 300_000, YAML),
        Asked("hostile body", "/api/v1/explain", b"!!python/object/apply:os.system [true]", YAML),
    ]


def memory(process: int) -> int:
    """Return the resident memory of a process and of those that it started, in MiB."""
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    below = [one for thread in Path(f"/proc/{process}/task").glob("*/children") for one in thread.read_text().split()]
    return (int(kilobytes[1]) >> 10 if kilobytes else 0) + sum(memory(int(one)) for one in below)


def processor(process: int) -> float:
    """Return the seconds of processor that a process and those that it started have taken."""
    below = [one for thread in Path(f"/proc/{process}/task").glob("*/children") for one in thread.read_text().split()]
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") + sum(processor(int(one)) for one in below)


def mixed(count: int, seconds: float, connections: int) -> None:
    """Ask everything, a tenth of it hostile, up to a number or a time; tell statuses, and memory on the way."""
    draw = random.Random(7)
    good, bad = ordinary(), hostile()
    requests = [draw.choice(bad) if draw.random() < 0.1 else draw.choice(good) for _ in range(count)]
    with serving() as (host, process):
        told, sizes = Told(), []
        waiting, began = iter(requests), time.perf_counter()
        for turn in range(1, TURNS + 1):
            end = began + seconds * turn / TURNS
            asyncio.run(
                load(
                    host, lambda end=end: next(waiting, None) if time.perf_counter() < end else None, connections, told
                )
            )
            sizes.append(memory(process))
            print(f"{sum(map(len, told.seconds.values()))} requests, {sizes[-1]} MiB", file=sys.stderr, flush=True)
        took = time.perf_counter() - began
    print(summary(told, took))
    print(
        json.dumps({"requests": sum(map(len, told.seconds.values())), "seconds": round(took), "memory in MiB": sizes})
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("rate", "mixed"))
    parser.add_argument("--seconds", type=float, help="for each measurement, or in all (5, or 3600 of mixed)")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=4)
    given = parser.parse_args()
    if given.what == "rate":
        rate(given.seconds or 5.0, given.connections)
    else:
        mixed(given.requests, given.seconds or 3600.0, given.connections)


if __name__ == "__main__":
    main()
