"""The operations on the law itself: agreements and ways between places, differences, words, terms."""

from __future__ import annotations

from lexflux.errors import InputError
from lexflux.explain import treaty_records, treaty_report
from lexflux.explain.treaty_words import TreatyWords
from lexflux.faces.diffing import compared, side_of
from lexflux.faces.diffs import DiffWords, as_json, as_markdown, as_text
from lexflux.faces.finding import COLUMNS, Finding
from lexflux.faces.listing import listing
from lexflux.faces.routes import routes_asked
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.faces.web.api import data
from lexflux.faces.web.api.operation import Call
from lexflux.knowledge_base import as_day
from lexflux.law.wording import Wording
from lexflux.phrases import phrase
from lexflux.query.results import json_text

TREATY_FORMS = {
    "json": treaty_records.as_json,
    "text": treaty_report.as_text,
    "markdown": treaty_report.as_markdown,
    "csv": treaty_records.as_csv,
}
MOST_FOUND = 20


def treaties(call: Call) -> str:
    """Say what binds two places towards each other, as `lexflux treaties` does."""
    one, other = call.many("between")
    found = call.knowledge.treaties(one, other, call.one("on") or "", call.many("topic"))
    words = TreatyWords(found, call.knowledge.book, call.knowledge.agreements, call.language)
    return TREATY_FORMS[call.form](words)


def routes(call: Call) -> str:
    """Find lawful ways for data, as `lexflux routes` does."""
    places = [one for one in (call.one("from"), call.one("to")) if one]
    if call.one("to") and not call.one("from"):
        raise InputError("routes from nowhere")
    people = call.one("people")
    on, kinds, purposes = as_day(call.one("on") or ""), call.many("data"), call.many("purpose")
    asked = routes_asked(call.knowledge, places, on, kinds, purposes, int(people) if people else None)
    return asked.shown(call.language, call.form) if places else shown(call, asked.table(call.language))


def diff(call: Call) -> str:
    """Say which transfers two laws, or one on two days, treat differently, as `lexflux diff` does."""
    one, other = map(side_of, call.many("law"))
    words = DiffWords(Wording(call.knowledge.book, call.language), compared(call.knowledge.book, (one, other)))
    forms = {"json": as_json, "markdown": as_markdown, "text": as_text}
    return forms[call.form](words)


def find(call: Call) -> str:
    """Find what the knowledge base says about words, as `lexflux find` does."""
    words = (call.one("q") or "").split()
    found = Finding(call.knowledge, words, call.language, call.one("kind"), call.one("regime"))
    rows = found.rows(int(call.one("limit") or MOST_FOUND))
    left = len(found.hits) - len(rows)
    notes = [phrase("more found", call.language, count=left)] if left else []
    return shown(call, Table(COLUMNS, rows, "", notes, call.language))


def terms(call: Call) -> str:
    """List what the knowledge base holds of one kind, as `lexflux list` does."""
    kind, on, zone, regime = (call.one(name) for name in ("kind", "on", "zone", "regime"))
    columns, rows = listing(call.knowledge, kind or "", on, call.language, zone, regime)
    return shown(call, Table(columns, rows, language=call.language))


def shown(call: Call, table: Table) -> str:
    """Return a table in the form that is asked for."""
    if call.form != "json":
        return render(table, call.form)
    answer: data.TableData = {
        "schema": "lexflux-table/1",
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "notes": list(table.notes),
        "law": call.knowledge.book.digest,
    }
    return json_text(answer)
