"""`lexflux serve` as a process: where it listens, what it says, and that it ends with all that it started."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lexflux.errors import LexfluxError
from lexflux.faces.cli import app_of
from tests.faces.processes import ENDLESS, children, is_alive, wait_for


def get(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.status, answer.read().decode()


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `lexflux serve`; yield the process and the address of the site."""
    command = [sys.executable, "-c", "from lexflux.faces.cli import main; main()", "serve", "--port", "0", *options]
    with subprocess.Popen([*command, "--no-browser", "--lang", "zh"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        try:
            yield process, address
        finally:
            process.kill()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_serve_loads_the_law_anew_and_ends_whole_without_a_failed_request() -> None:
    """It listens on this machine alone; SIGHUP puts other processes in the place of the first, SIGTERM ends all."""
    with served() as (process, address):
        assert "true" in get(address + "sparql?query=ASK%7B%7D")[1]
        first = children(process.pid)
        process.send_signal(signal.SIGHUP)
        statuses: list[int] = []

        def is_reloaded() -> bool:
            paths = ("sparql?query=ASK%7B%7D", "en/doc/cn/regime", "healthz")
            statuses.extend(get(address + path)[0] for path in paths)
            return 'lexflux_reloads_total{result="done"} 1' in get(address + "metrics")[1]

        assert wait_for(is_reloaded)
        assert {200} == set(statuses)
        leave_a_query(address)
        assert wait_for(lambda: 'lexflux_ended_total{reason="left"} 1' in get(address + "metrics")[1])
        assert wait_for(lambda: not any(map(is_alive, first)))
        second = children(process.pid)
        with ThreadPoolExecutor() as pool:
            late = pool.submit(get, address + "api/v1/find?q=consent")
            assert wait_for(lambda: "lexflux_requests_in_progress 2" in get(address + "metrics")[1] or late.done())
            process.send_signal(signal.SIGTERM)
            assert 200 == late.result()[0]
        process.wait(60)

        assert second
        assert first != second
        assert wait_for(lambda: not any(map(is_alive, second)))


def leave_a_query(address: str) -> None:
    """Ask what takes longer than anybody waits, and go."""
    with socket.create_connection(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(ENDLESS)}\r\n"
        connection.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n{ENDLESS}".encode())
        wait_for(lambda: "lexflux_requests_in_progress 2" in get(address + "metrics")[1])


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(app_of(), ["serve", "--no-browser", "--port", str(taken.getsockname()[1])])

    assert isinstance(result.exception, LexfluxError)
    assert (6, "cannot listen") == (result.exception.exit_code, result.exception.key)


def test_other_machines_are_let_in_only_by_who_says_so() -> None:
    result = CliRunner().invoke(app_of(), ["serve", "--host", "0.0.0.0", "--no-browser"])

    assert isinstance(result.exception, LexfluxError)
    assert "--public" in result.exception.text("en")
