"""What a page finds by words without a server: all texts that are sought, as one file that a browser reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lexflux.faces.finding import kind_labels
from lexflux.faces.web.links import link
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES
from lexflux.query.fulltext import MANY, things
from lexflux.terms import LF

NAMES, OTHER_NAMES, GISTS, NOTES = 6, 7, 8, 9
"""Places of the texts in a row of `lexflux.query.fulltext.things`."""


def search_index(knowledge: KnowledgeBase, file_of: Callable[[str], str]) -> bytes:
    """
    Return the index as a script that declares it, since browsers let no page read a file beside it otherwise.

    Parameters
    ----------
    knowledge
        The knowledge base.
    file_of
        Gives the file of a thing below that of a language.
    """
    rows: list[list[Any]] = []
    kinds: set[str] = set()
    for row in things(knowledge.book, knowledge.store):
        kinds |= {*row[1].split()}
        rows.append(_row(knowledge, row, file_of))
    labels = {language: kind_labels(knowledge.book, sorted(kinds), language) for language in LANGUAGES}
    whole = json.dumps({"kinds": labels, "most": MANY, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    return f"const lexfluxIndex = {whole};\n".encode()


def _row(knowledge: KnowledgeBase, row: tuple[Any, ...], file_of: Callable[[str], str]) -> list[Any]:
    book, iri = knowledge.book, row[0]
    called = [link(book, iri, language)[0] for language in LANGUAGES]
    sought = (row[NAMES], row[OTHER_NAMES], row[GISTS], row[NOTES])
    return [file_of(iri.removeprefix(LF)), called, row[1].split(), min(row[5], MANY), *sought, json.loads(row[3])]
