"""`lexflux serve` as a process: where it listens, what it says, and that it ends with all that it started."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lexflux.errors import LexfluxError
from lexflux.faces.cli import app


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_serve_listens_on_this_machine_alone_and_ends_whole() -> None:
    command = [sys.executable, "-c", "from lexflux.faces.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen([*command, "--no-browser", "--lang", "zh"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/zh/", process.stderr.readline())
        with urllib.request.urlopen(address.replace("/zh/", "/sparql?query=ASK%7B%7D"), timeout=60) as answer:
            assert b"true" in answer.read()
        started = children(process.pid)
        process.send_signal(signal.SIGINT)
        process.wait(20)

    assert started
    for _ in range(50):
        if not any(Path(f"/proc/{one}").exists() for one in started):
            break
        time.sleep(0.1)
    assert [] == [one for one in started if Path(f"/proc/{one}").exists()]


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(app, ["serve", "--no-browser", "--port", str(taken.getsockname()[1])])

    assert isinstance(result.exception, LexfluxError)
    assert (6, "cannot listen") == (result.exception.exit_code, result.exception.key)


def test_other_machines_are_let_in_only_by_who_says_so() -> None:
    result = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0", "--no-browser"])

    assert isinstance(result.exception, LexfluxError)
    assert "--public" in result.exception.text("en")
