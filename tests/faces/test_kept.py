"""What was answered once: it is answered again from memory, to the same request alone, and that memory has an end."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from lexflux.faces.web.app import create_app
from lexflux.faces.web.kept import Kept, key_of
from lexflux.faces.web.workers import Reply
from lexflux.knowledge_base import KnowledgeBase

TRANSFER = "exporter: {locatedIn: CN}\nrecipient: {locatedIn: SG}\ndata: {type: ContactData}\n"
YAML = {"Content-Type": "application/yaml"}


def test_the_same_request_is_answered_though_no_process_is_left_to_ask(knowledge: KnowledgeBase) -> None:
    app, address = create_app(knowledge), "/api/v1/decide?on=2026-01-31&fields=verdict"
    with TestClient(app) as client:
        first = [
            client.post(address, content=TRANSFER, headers=YAML | {"Accept-Language": language})
            for language in ("en", "zh")
        ]
        app.state.workers.close()
        again = [
            client.post(address, content=TRANSFER, headers=YAML | {"Accept-Language": language})
            for language in ("en", "zh")
        ]

    assert [200, 200] == [one.status_code for one in again]
    assert [(one.content, one.headers) for one in first] == [(one.content, one.headers) for one in again]
    assert ["en", "zh"] == [one.json()["language"] for one in again]


def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept, reply = Kept(most=1600), Reply("done", b"x" * 200, http=200)
    for number in range(8):
        kept.keep(b"%d" % number, reply)
    kept.find(b"0")
    kept.keep(b"more", reply)

    assert (1600, reply, None) == (kept.size, kept.find(b"0"), kept.find(b"1"))


@pytest.mark.parametrize(
    "reply",
    [
        Reply("too long"),
        Reply("done", http=500),
        Reply("done", http=200, defect="a traceback"),
        Reply("done", b"x" * 201, http=200),
    ],
)
def test_a_failure_is_no_answer_and_what_is_very_large_is_not_kept(reply: Reply) -> None:
    kept = Kept(most=1600)
    kept.keep(b"key", reply)

    assert (None, 0) == (kept.find(b"key"), kept.size)


def test_an_answer_is_kept_for_what_was_asked_alone() -> None:
    asked = {"path": "/api/v1/decide", "headers": [["accept", "*/*"]]}
    others = [key_of({**asked, "path": "/api/v1/plan"}, b"a"), key_of({**asked, "headers": []}, b"a")]

    assert key_of(asked, b"a") not in {*others, key_of(asked, b"b"), key_of(asked, b"")}
