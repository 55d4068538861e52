"""Replies to requests that were answered before: the same request under the same law always has the same answer.

They stand in the memory of the one process that listens, so that whichever process answered, no other has to do it
again; nothing of a transfer is written to a disk.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from typing import Any

from lexflux.faces.web.workers import Reply

MOST = 64 << 20
SHARE = 8
"""What takes more than this part of all room is not kept: a few such would drive out the rest."""


class Kept:
    """
    The replies that were of use last.

    Parameters
    ----------
    most
        So many bytes their bodies may have in all.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.size = 0
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def find(self, key: bytes) -> Reply | None:
        """Return the reply to a request by its key, None if it is not kept."""
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def keep(self, key: bytes, reply: Reply) -> None:
        """Keep the reply to a request, if it is an answer; what was not asked for longest makes room for it."""
        is_answer = reply.status == "done" and reply.http == 200 and not reply.defect
        if not is_answer or key in self._replies or len(reply.content) > self.most // SHARE:
            return
        self._replies[key] = reply
        self.size += len(reply.content)
        while self.size > self.most:
            self.size -= len(self._replies.popitem(last=False)[1].content)


def key_of(asked: dict[str, Any], body: bytes) -> bytes:
    """Return what tells a request from others: all that another process is told of it."""
    told = json.dumps(asked).encode()
    return hashlib.blake2b(b"%d %b%b" % (len(told), told, body)).digest()
