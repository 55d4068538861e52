"""What the columns of a table are about: guessed from the headings by the names of facts in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.facts import context
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.phrases import LANGUAGES, PHRASES
from lexflux.remembering import remembered
from lexflux.terms import DENIAL, TRANSFER, local

TYPE, LABEL = "type", "label"
WORD = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
EMPTY_WORDS = {"of", "the", "a", "s"}
BRACKETED = re.compile(r"[（(][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Target:
    """
    What a column tells: a fact of the transfer, or of the one party, data set or safeguard ``node`` of it.

    ``shape`` is None for kinds and names.
    """

    node: str
    owner: str
    name: str
    shape: PropertyShape | None = None

    def __str__(self) -> str:
        return f"{self.node}.{self.name}" if self.node else self.name


@remembered(4)
def targets(book: LawBook) -> dict[str, Target]:
    """Return what a column can tell, by the path under which a transfer states it."""
    return {str(target): target for target in _targets(book)}


def _targets(book: LawBook) -> Iterator[Target]:
    for node, owner in _nodes(book):
        yield Target(node, owner, LABEL)
        if owner in context.KINDS:
            yield Target(node, owner, TYPE)
        for shape in book.schema.shapes[owner].values():
            if not shape.is_node:
                yield Target(node, owner, local(shape.prop), shape)


def _nodes(book: LawBook) -> Iterator[tuple[str, str]]:
    yield "", TRANSFER
    for prop, shape in book.schema.shapes[TRANSFER].items():
        if shape.is_node and book.schema.ranges.get(prop, DENIAL) != DENIAL:
            yield local(prop), book.schema.ranges[prop]


def guess(book: LawBook, heading: str) -> tuple[Target, ...]:
    """Return what a column can be about by its heading: one thing, none, or several that need to be told apart."""
    known = _by_heading(book)
    forms = dict.fromkeys((_folded(heading), _folded(BRACKETED.sub(" ", heading))))
    return next((known[form] for form in forms if form in known), ())


@remembered(4)
def _by_heading(book: LawBook) -> dict[str, tuple[Target, ...]]:
    found: dict[str, dict[str, Target]] = {}
    for target in targets(book).values():
        for heading in _headings(book, target):
            found.setdefault(_folded(heading), {})[str(target)] = target
    return {heading: tuple(candidates.values()) for heading, candidates in found.items()}


def _headings(book: LawBook, target: Target) -> Iterator[str]:
    """Yield the headings that tell a target; a fact of a node with the node before or behind it, or alone."""
    nodes = _names(book, target.node, TRANSFER) if target.node else [*_said("a transfer"), ""]
    facts = _names(book, target.name, target.owner)
    for node in nodes:
        for fact in facts:
            yield f"{node} {fact}"
            yield f"{fact} {node}"
    if target.shape is not None:
        yield from facts
    elif target.name == (LABEL if target.owner not in context.TYPED else TYPE):
        yield from nodes if target.node else _names(book, LABEL, target.owner)


def _names(book: LawBook, name: str, owner: str) -> list[str]:
    """Return the names of a fact or node: as files have it, as the schema calls it, and other spellings."""
    if name in (TYPE, LABEL):
        return [name, *_said("kinds" if name == TYPE else "a name"), *_said("kind" if name == TYPE else "description")]
    shape = next(one for prop, one in book.schema.shapes[owner].items() if local(prop) == name)
    labels = book.labels.get(shape.prop, {}).values()
    return [name, *shape.names.values(), *labels, *book.synonyms.get(shape.prop, ())]


def _said(key: str) -> Sequence[str]:
    return PHRASES[key][: len(LANGUAGES)]


def _folded(heading: str) -> str:
    """
    Return a heading without what does not tell headings apart.

    >>> _folded("Sector of the Exporter") == _folded("exporter_sector"), _folded("接收方的国家")
    (False, '接收方国家')
    """
    words = WORD.findall(heading.casefold().replace("的", ""))
    return "".join(word for word in words if word not in EMPTY_WORDS)
