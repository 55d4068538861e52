"""A page as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph, Table

SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(page: Page) -> str:
    """Return a page as Markdown, with an empty box before what is open."""
    blocks = ["\n".join(_lines(block)) for block in (Heading(page.title, 1), *page.blocks)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_plain(text)}"
        case Paragraph(text):
            yield _plain(text)
        case Items(items):
            yield from (line for item in items for line in _item(item, 0))
        case Table(columns, rows):
            yield from (f"| {' | '.join(map(_plain, row))} |" for row in (columns, ("---",) * len(columns), *rows))


def _item(item: Item, depth: int) -> Iterator[str]:
    box = "[ ] " if item.is_open else ""
    yield f"{'  ' * depth}- {box}{_plain(item.text)}"
    for below in item.below:
        yield from _item(below, depth + 1)


def _plain(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
