"""What is written is kept: a file that is wrong in a new way is refused, or its facts say all that it says."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexflux import resources
from lexflux.errors import InputError
from lexflux.facts import flow, yamlfile
from lexflux.facts.reader import read_text, read_tree
from lexflux.law.loading import load_law_book
from lexflux.terms import local

EXAMPLES = sorted(resources.folder("examples").glob("*.yaml"))
NOTES = ("id", "label", "comment", "source")
BOOK = load_law_book()
KEYS = sorted({local(prop) for shapes in BOOK.schema.shapes.values() for prop in shapes} | set(NOTES) | {"type"})
WORDS = sorted({local(iri) for iri in (*BOOK.data_kinds, *BOOK.individuals)})
LABELS = sorted({label for iri in (*BOOK.data_kinds, *BOOK.individuals) for label in BOOK.labels.get(iri, {}).values()})
CLASSES = {("type", local(owner)) for owner in BOOK.schema.shapes}
Step = str | int

odd = st.one_of(
    st.sampled_from(["", " ", "@id", "@included", "@graph", "_:b0", "//[x", "http://a:b:c/", "a%zz", ":", "lf:"]),
    st.text(max_size=8),
    st.sampled_from(WORDS),
    st.sampled_from(LABELS),
)
scalars = st.one_of(odd, st.booleans(), st.integers(), st.floats(), st.none(), st.dates().map(str))
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd | st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=4,
)


@cache
def example(path: Path) -> Any:
    return yamlfile.parse(path.read_text("utf-8"), path.name)[0]


def places(tree: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Yield the ways to all keys and members of a tree."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from places(inner, (*path, step))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """Draw an example with a value replaced, a key renamed, or a fact added."""
    tree = copy.deepcopy(example(draw(st.sampled_from(EXAMPLES))))
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(list(places(tree))))
        holder = tree
        for step in way:
            holder = holder[step]
        if not isinstance(holder, dict) or draw(st.booleans()):
            holder[last] = draw(values)
        elif draw(st.booleans()):
            holder[draw(odd | st.sampled_from(KEYS))] = holder.pop(last)
        else:
            holder[draw(odd | st.sampled_from(KEYS))] = draw(values)
    return tree


def said(tree: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield each scalar of a tree with the key under which it stands; notes and identifiers are no facts."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            word = _name(str(name)).removeprefix("@")
            if word not in NOTES:
                yield from said(value, key if name in ("@value", "@set") else word)
    elif isinstance(tree, list):
        for value in tree:
            yield from said(value, key)
    else:
        yield key, _name(tree)


def _name(value: Any) -> str:
    """Return how facts call a value; a term may also be written with its prefix, or in full."""
    return re.split("[/:#]", value)[-1] if isinstance(value, str) else str(value)


@settings(max_examples=200, deadline=None)
@given(mutated())
def test_a_mutated_transfer_is_refused_or_kept_whole(tree: Any) -> None:
    """Read as a tree and as JSON, it says in the end what was written, or gets a message."""
    try:
        facts = read_tree(tree, BOOK)
    except InputError:
        with pytest.raises(InputError):
            read_text(json.dumps(tree), BOOK, form="json")
        return

    written = {pair for pair in said(tree) if pair[0] != "$schema" and pair not in CLASSES}
    assert written <= set(said(facts.tree))
    assert facts.tree == read_text(json.dumps(tree, indent="\t"), BOOK, form="json").tree


@pytest.mark.parametrize(
    ("read", "tree"),
    [
        (read_tree, {**example(EXAMPLES[0]), "label": "\x1f"}),
        (flow.read_tree, {**example(EXAMPLES[0]), "\x1f": 1}),
        (flow.read_tree, {"legs": {}, "comment": ["\x1f"]}),
    ],
)
def test_a_tree_holds_no_character_that_no_text_has(read: Any, tree: Any) -> None:
    """A note of a program is written to a file one day, which would be refused there."""
    with pytest.raises(InputError, match=r"U\+001F"):
        read(tree, BOOK)
