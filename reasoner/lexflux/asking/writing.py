"""A transfer as a YAML file that people read on: each fact below its question, each term with its label."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lexflux.asking.state import COMPLETE, NOT_SO, ROOT, UNKNOWN, many
from lexflux.facts import context
from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import PropertyShape
from lexflux.law.wording import Wording
from lexflux.terms import DATA_SET, DATE, LF, PLACE, SAFEGUARD_CLASS, TRANSFER, local

SCHEMA = "# yaml-language-server: $schema=" + LF + "shapes/transfer.schema.json"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
STATES = {UNKNOWN: "states unknown", COMPLETE: "states complete", NOT_SO: "states not so"}
FIRST = ("$schema", "label", "comment", "source", local(DATE))
INDENT = "  "
KINDS_OF = (SAFEGUARD_CLASS, LF + "Organisation", DATA_SET)
MOST_TERMS = 8
EXAMPLES = {"boolean": "false  # true, false", "integer": "1000", "date": "2026-01-31"}


def written(
    book: LawBook, tree: Mapping[str, Any], language: str, open_facts: Mapping[str, list[str]] | None = None
) -> str:
    """
    Return the tree of a transfer as commented YAML; what must be answered and is not is said to be unknown.

    Parameters
    ----------
    book
        The law book, for questions and labels.
    tree
        The tree.
    language
        Language of the comments.
    open_facts
        Facts by node that are asked for and not stated, which the file shows in comments.
    """
    return "\n".join([SCHEMA, *_Writer(book, language, open_facts or {}).lines(complete(book, tree))]) + "\n"


def complete(book: LawBook, tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return a tree in which each node says of what it has to answer at least that it is unknown."""
    return _complete(book, dict(tree), TRANSFER)


def _complete(book: LawBook, tree: dict[str, Any], owner: str) -> dict[str, Any]:
    for shape in book.schema.shapes.get(owner, {}).values():
        key = local(shape.prop)
        if shape.is_node and tree.get(key) is not None:
            below = book.schema.ranges[shape.prop]
            values = [_complete(book, dict(one), below) if isinstance(one, dict) else one for one in many(tree[key])]
            tree[key] = values if isinstance(tree[key], list) else values[0]
        elif shape.required and key not in tree and key not in many(tree.get(UNKNOWN)):
            tree[UNKNOWN] = [*many(tree.get(UNKNOWN)), key]
    return tree


class _Writer:
    def __init__(self, book: LawBook, language: str, open_facts: Mapping[str, list[str]]) -> None:
        self.book = book
        self.words = Wording(book, language)
        self.open_facts = open_facts
        self.kinds = {local(iri): iri for owner in KINDS_OF for iri in context.kinds(book, owner)}

    def lines(self, tree: Mapping[str, Any], owner: str = TRANSFER, path: str = ROOT) -> Iterator[str]:
        """Yield the lines of a node: facts in the order of the schema, then what is said of facts without values."""
        known = sorted(self.book.schema.shapes.get(owner, {}).values(), key=lambda shape: shape.order)
        shapes = {local(shape.prop): shape for shape in known}
        order = {name: place for place, name in enumerate(dict.fromkeys([*FIRST, "type", *shapes, *STATES]))}
        for key in sorted(tree, key=lambda key: order.get(key, len(order))):
            yield from self._fact(key, tree[key], shapes.get(key), path)
        for key in self.open_facts.get(path, ()):
            if key not in tree and key in shapes:
                yield from self._open(key, shapes[key])

    def _fact(self, key: str, value: Any, shape: PropertyShape | None, path: str) -> Iterator[str]:
        if shape is not None:
            yield f"# {text(shape.questions, self.words.language)}"
        elif key in STATES:
            yield f"# {self.words.say(STATES[key])}"
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (INDENT + line for line in self._below(key, value, shape, path, None))
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield f"{key}:"
            for place, one in enumerate(value, 1):
                yield from self._item(key, one, shape, path, place)
        elif isinstance(value, list) and key not in STATES and len(value) > 1:
            yield f"{key}:"
            yield from (f"{INDENT}- {_scalar(one)}{self._label(one, key, shape)}" for one in value)
        elif isinstance(value, list):
            labels = self._label(value[0], key, shape) if len(value) == 1 and key not in STATES else ""
            yield f"{key}: [{', '.join(map(_scalar, value))}]{labels}"
        else:
            yield f"{key}: {_scalar(value)}{self._label(value, key, shape)}"

    def _item(self, key: str, value: Any, shape: PropertyShape | None, path: str, place: int) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{INDENT}- {_scalar(value)}"
            return
        lines = list(self._below(key, value, shape, path, place))
        first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        yield from (INDENT * 2 + line for line in lines[:first])
        yield f"{INDENT}- {lines[first]}"
        yield from (INDENT * 2 + line for line in lines[first + 1 :])

    def _below(
        self, key: str, value: Mapping[str, Any], shape: PropertyShape | None, path: str, place: int | None
    ) -> Iterator[str]:
        owner = self.book.schema.ranges.get(shape.prop, "") if shape is not None else ""
        steps = [*([] if path == ROOT else [path]), key, *([] if place is None else [str(place)])]
        return self.lines(value, owner, "/".join(steps))

    def _open(self, key: str, shape: PropertyShape) -> Iterator[str]:
        """Yield a fact that is asked for, as a comment that becomes a statement without its mark."""
        yield f"# {text(shape.questions, self.words.language)}"
        yield f"# {key}: {self._example(shape)}"

    def _example(self, shape: PropertyShape) -> str:
        if shape.is_node:
            return "..."
        if shape.term_class:
            named = self.book.named_values.get(shape.prop, frozenset())
            terms = sorted(context.terms(self.book, shape), key=lambda term: term not in named)
            more = ["..."] if len(terms) > MOST_TERMS else []
            return f"{local(terms[0])}  # {', '.join([*map(local, terms[:MOST_TERMS]), *more])}"
        return EXAMPLES.get(shape.datatype or "", "")

    def _label(self, value: Any, key: str, shape: PropertyShape | None) -> str:
        """Return the label of a term as a comment, if it says more than the term itself."""
        if not isinstance(value, str) or (shape is None and key != "type") or (shape and not shape.term_class):
            return ""
        known = [self.kinds[value]] if key == "type" and value in self.kinds else self._iris(value)
        iri = next((iri for iri in known if iri in self.book.labels), "")
        label = self.words.label(iri) if iri else value
        return "" if label == value else f"  # {label}"

    def _iris(self, value: str) -> Iterator[str]:
        yield from (PLACE + value, LF + value)
        yield from (f"{LF}{regime}/{value}" for regime in self.book.regimes)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
