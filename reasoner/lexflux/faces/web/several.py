"""Several transfers in one text: rows of a table, a list, or processes described in DPV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from lexflux.asking.writing import written
from lexflux.batch.dpv import is_in_dpv
from lexflux.batch.entries import Entry, Problem, is_several, of_inventory, of_source
from lexflux.batch.outcomes import Outcome
from lexflux.batch.run import Asked, decide_many
from lexflux.errors import InputError
from lexflux.faces.described import UNNAMED, carried_over, in_dpv
from lexflux.faces.many.records import AsCsv
from lexflux.faces.many.writer import Context
from lexflux.faces.web.attachments import attachment
from lexflux.faces.web.facts_link import packed
from lexflux.faces.web.page import page
from lexflux.faces.web.words import say
from lexflux.facts.documents import Document, Source, tree_of_text
from lexflux.facts.flow import read_source
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.facts.inventory.sheets import sheet_of
from lexflux.facts.inventory.table import inventory_of
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts, Tree
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording

MOST = 100
TABLE_NAME = "table.csv"
HEADINGS = re.compile(r"\s*[^\n:{}<>@#]*[,;\t][^\n:{}<>@#]*\n")
"""A first line with separators and without what marks the other forms."""


def entries_of(knowledge: KnowledgeBase, content: str, spoken: str) -> Sequence[Entry | Problem] | None:
    """
    Return the transfers that a text describes, None if it describes one.

    Raises
    ------
    InputError
        If it cannot be read, or describes more than a page takes.
    """
    found = _entries(knowledge, content, spoken)
    if found is not None and len(found) > MOST:
        raise InputError("too many rows for a page", count=len(found), most=MOST)
    return found


def _entries(knowledge: KnowledgeBase, content: str, spoken: str) -> list[Entry | Problem] | None:
    name = say("your text", spoken)
    if HEADINGS.match(content):
        inventory = inventory_of(sheet_of(content.encode(), TABLE_NAME), knowledge.book, ColumnMap())
        return list(of_inventory(inventory))
    source = tree_of_text(content, name)
    if not is_several(source):
        return None
    is_in_store = isinstance(source, Document) and is_in_dpv(source)
    return list(of_source(source, name, own_store(knowledge) if is_in_store else knowledge))


def read_one(
    knowledge: KnowledgeBase, source: Source | Document, name: str
) -> tuple[Facts | Flow, list[Entry | Problem]]:
    """
    Return the one transfer or flow that a text describes, and its entry if it is described in DPV.

    Raises
    ------
    InputError
        If it cannot be read, or describes several transfers.
    """
    if isinstance(source, Document) and is_in_dpv(source):
        entry = in_dpv(own_store(knowledge), source, name)
        return entry.read(), [entry]
    return read_source(source, knowledge.book), []


def own_store(knowledge: KnowledgeBase) -> KnowledgeBase:
    """Return a knowledge base with a copy of the store: that of the site never changes."""
    store = ox.Store()
    store.bulk_extend(iter(knowledge.store))
    copied = KnowledgeBase(knowledge.ontology, knowledge.shapes, knowledge.queries)
    copied.__dict__ |= {"book": knowledge.book, "store": store}
    return copied


def table_of_answers(
    request: Request, entries: Sequence[Entry | Problem], content: str, asked: Asked, form_asked: str
) -> Response:
    """Return the page with an answer for each of several transfers, or the table as CSV."""
    knowledge: KnowledgeBase = request.app.state.knowledge
    words, spoken = Wording(knowledge.book, asked.language), asked.language
    answers = list(decide_many(knowledge, entries, asked))
    if form_asked == "csv":
        writer = AsCsv(Context(words, ()))
        text = writer.begin() + "".join(writer.answer(one) for those in answers for one in those)
        return attachment(text, form_asked, "text/csv")
    rows = [
        row for entry, those in zip(entries, answers, strict=True) for row in _rows(knowledge, entry, those, spoken)
    ]
    link = packed(content)
    return page(
        request,
        "several.html",
        spoken,
        here=f"answer?t={link}" if link else None,
        rows=rows,
        link=link,
        content=content,
        count=len(entries),
        carried_over=carried_over(entries, spoken, UNNAMED),
    )


def _rows(
    knowledge: KnowledgeBase, entry: Entry | Problem, answers: Sequence[Outcome | Problem], spoken: str
) -> Iterator[dict[str, Any]]:
    tree = _tree(entry)
    link = packed(_described(knowledge, tree, spoken)) if tree is not None else ""
    for one in answers:
        if isinstance(one, Problem):
            errors = [error.text(spoken) for error in one.errors]
            told = {"place": one.line, "label": "", "law": "", "regime": "", "link": ""}
            yield told | {"verdict": say("problem", spoken), "said": errors}
        else:
            yield {
                "place": one.line,
                "label": one.label or one.leg,
                "law": one.regime_label,
                "regime": one.regime,
                "verdict": knowledge.book.label(one.counts_as, spoken),
                "said": [str(ground) for ground in one.grounds[:3]],
                "link": link,
            }


def _described(knowledge: KnowledgeBase, tree: Tree, spoken: str) -> str:
    """Return a tree as people read it, one with nodes of several places as the graph that it is."""
    return json.dumps(tree, ensure_ascii=False) if "@graph" in tree else written(knowledge.book, tree, spoken)


def _tree(entry: Entry | Problem) -> Tree | None:
    """Return what an entry states of one transfer, None if it cannot be read or is a flow."""
    if isinstance(entry, Problem):
        return None
    try:
        found = entry.read()
    except InputError:
        return None
    return None if isinstance(found, Flow) else dict(found.tree)
