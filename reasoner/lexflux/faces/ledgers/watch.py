"""A watch that runs: what came is told, then kept in the ledger, then noted as read, so that nothing is lost."""

from __future__ import annotations

import ipaddress
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lexflux.errors import InputError, OutputError, UnknownTermError
from lexflux.faces.ledgers.sources import Folder, Input, Read
from lexflux.files import write_whole
from lexflux.ledger.events import lines_of, problem
from lexflux.ledger.lines import Record
from lexflux.ledger.store import WATCH
from lexflux.ledger.watching import Told, Watcher

TIMEOUT = 10.0
MAY_NOT_GO, BAD_INPUT, UNDETERMINED = 1, 3, 4


class State:
    """What a watch remembers beside the ledger: how far it has read, and what it has told."""

    def __init__(self, folder: Path, source: str) -> None:
        self.path, self.source = folder / WATCH, source
        self._tree = self._read()
        own = self._tree.setdefault(source, {"read": {}, "outcomes": {}, "once": []})
        self.read: dict[str, int] = own["read"]
        self.told = Told(own["outcomes"], dict.fromkeys(own["once"]))

    def keep(self) -> None:
        """Write what is remembered, in one step."""
        own = {"read": self.read, "outcomes": self.told.outcomes, "once": list(self.told.once)}
        write_whole(self.path, json.dumps({**self._tree, self.source: own}, ensure_ascii=False).encode())

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise InputError("ledger broken", name=str(self.path), problem=str(error)) from error
        return found if isinstance(found, dict) else {}


class Run:
    """A run of a watch; ``code`` is the exit code for what it has told so far."""

    def __init__(self, watcher: Watcher, source: Folder | Input, state: State, tell: Callable[[str], None]) -> None:
        self.watcher, self.source, self.state, self.tell = watcher, source, state, tell
        self.stopped, self._events = False, set[str]()

    def until_done(self, follow: bool, interval: float) -> int:
        """Watch until there is nothing more, or with ``follow`` until told to stop, and return the exit code."""
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self._stop)
        while not self.stopped:
            found = self.source.batch()
            if found:
                self._batch(found)
            elif not follow or isinstance(self.source, Input):
                break
            else:
                time.sleep(interval)
        return self._code()

    def _batch(self, found: Sequence[Read]) -> None:
        """Tell, then keep, then note: whatever is cut off is told again, and nothing is left out or counted twice."""
        language = self.watcher.watch.language
        events = [problem(one[0], one[1], language) for one in found if isinstance(one, tuple)]
        with self.watcher.ledger.writing():
            events += self.watcher.look([one for one in found if isinstance(one, Record)])
            self.tell(lines_of(events))
            self.watcher.keep()
        if isinstance(self.source, Folder):
            self.state.read.update(self.source.read)
        self.state.keep()
        self._events |= {event["event"] for event in events}

    def _stop(self, *_: object) -> None:
        self.stopped = True

    def _code(self) -> int:
        codes = {"problem": BAD_INPUT, "may not go": MAY_NOT_GO, "undetermined": UNDETERMINED}
        return next((code for name, code in codes.items() if name in self._events), 0)


def teller(webhook: str | None) -> Callable[[str], None]:
    """
    Return what tells events: it writes them on standard output and makes sure that they have left, then posts them.

    Raises
    ------
    UnknownTermError
        If the address of the webhook is not one of this machine.
    """
    if webhook is not None:
        _refuse_others(webhook)

    def tell(lines: str) -> None:
        if lines:
            sys.stdout.write(lines)
            sys.stdout.flush()
            _sync(sys.stdout.fileno())
            if webhook is not None:
                _post(webhook, lines)

    return tell


def _sync(descriptor: int) -> None:
    """Make lines of a file last; a pipe or terminal cannot be told to."""
    try:
        os.fsync(descriptor)
    except OSError:
        return


def _refuse_others(address: str) -> None:
    parts = urlsplit(address)
    try:
        names = {one[4][0] for one in socket.getaddrinfo(parts.hostname or "", parts.port or 80)}
        own = bool(names) and all(ipaddress.ip_address(name).is_loopback for name in names)
    except (OSError, ValueError):
        own = False
    if parts.scheme != "http" or not own:
        raise UnknownTermError("webhook elsewhere", given=address)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _post(address: str, lines: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())
    headers = {"Content-Type": "application/x-ndjson"}
    asked = urllib.request.Request(address, lines.encode(), headers)  # noqa: S310 - only http to this machine
    try:
        with opener.open(asked, timeout=TIMEOUT) as answer:
            answer.read()
    except (urllib.error.URLError, OSError) as error:
        raise OutputError("webhook failed", address=address, problem=str(error)) from error
