"""What a page consists of, whatever the format in which it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level, the title of the page being level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list with entries below it; one that is ``open`` waits for an answer."""

    text: str
    is_open: bool = False
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a dossier: the name of its file without ending, its title, and its parts."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def open_count(self) -> int:
        """How many entries wait for an answer."""
        lists = [block.items for block in self.blocks if isinstance(block, Items)]
        return sum(map(count_open, lists))


def count_open(items: tuple[Item, ...]) -> int:
    """Return how many entries of a list, and below them, wait for an answer."""
    return sum(item.is_open + count_open(item.below) for item in items)
