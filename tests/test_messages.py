"""The two tables of bilingual words: phrases of answers and messages of errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from lexflux import errors, messages, phrases
from lexflux.faces.tools.words import WORDS as TOOL_WORDS
from lexflux.faces.web.words import WORDS as WEB_WORDS
from lexflux.messages import MESSAGES, Pair
from lexflux.phrases import PHRASES, fill

PACKAGE = Path(__file__).parent.parent / "reasoner" / "lexflux"
TABLES = {"phrases": PHRASES, "messages": MESSAGES}
ALL_TABLES = {**TABLES, "web": WEB_WORDS, "tools": TOOL_WORDS}
BEFORE_PLURAL = re.compile(r"\{(\w+)[^{}|]*\} (?:\w+ )?(\w*[^s\W]s)\b")
VERBS = {"is", "as", "has", "was", "does", "this", "cites", "differs", "needs", "stands", "uses"}
NEVER_ONE_PLACES = {"most", "deepest", "seconds", "rate", "share"}
"""Places for limits, which are never one, and for a share, which is no number of things."""
NEVER_ONE = {
    "too many rows for a page",
    "several transfers in DPV",
    "several values",
    "columns of a picture",
    "other laws",
    "provisions",
    "first rows",
    "query too large",
    "sparql here",
}
"""Keys of what is said only of more than so many."""
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}


def fields(text: str) -> set[str]:
    """Return the names of the places that a text leaves to fill."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@cache
def code() -> list[ast.AST]:
    """Return everything that stands in the code of the package, the two tables apart."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] not in TABLES]
    return [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]


def raised() -> Iterator[tuple[str, set[str]]]:
    """Yield for each error with a message of the table its key and the values that it is given."""
    for node in code():
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(key))]) if name in ERRORS:
                yield key, {keyword.arg or "" for keyword in node.keywords}


def said() -> set[str]:
    """Return the keys of phrases that the code names where it says them."""
    found = set()
    for node in code():
        match node:
            case ast.Call(
                func=ast.Name(id="phrase") | ast.Attribute(attr="say"), args=[ast.Constant(value=str(key)), *_]
            ):
                found.add(key)
    return found


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_phrase_has_both_languages(table: dict[str, Pair]) -> None:
    """No phrase or message is empty in a language, and both languages have the same places to fill."""
    for en, zh in table.values():
        assert en
        assert zh
        assert fields(en) == fields(zh)


@pytest.mark.parametrize("table", ALL_TABLES.values(), ids=ALL_TABLES)
def test_a_number_before_a_plural_has_a_word_for_one(table: dict[str, Pair]) -> None:
    """No answer says "1 rows"; English words with a number have a form for one wherever one can occur."""
    plurals = {
        (key, name, word)
        for key, (en, _) in table.items()
        if key not in NEVER_ONE
        for name, word in BEFORE_PLURAL.findall(en)
        if word not in VERBS and name not in NEVER_ONE_PLACES
    }

    assert set() == plurals


@pytest.mark.parametrize(("count", "said"), [(0, "0 rows"), (1, "1 row"), ("1", "1 row"), ("1,000", "1,000 rows")])
def test_a_word_follows_its_number(count: object, said: str) -> None:
    """One has a word of its own, none and more share the other; a number may be written out already."""
    assert said == fill("{count} {count:row|rows}", {"count": count})


@pytest.mark.parametrize("room", [phrases, messages], ids=TABLES)
def test_no_phrase_stands_twice(room: ModuleType) -> None:
    """A key stands in one table of its room."""
    keys = [key for table in room.TABLES for key in table]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_phrase_is_used(table: dict[str, Pair]) -> None:
    """A text that nothing says any more is no longer in the table."""
    used = {node.value for node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    assert set() == table.keys() - used


def test_every_phrase_that_is_said_exists() -> None:
    """No answer ends in an error because its words are missing."""
    assert len(said()) > 1
    assert set() == said() - PHRASES.keys()


def test_every_error_fills_its_message() -> None:
    """An error names a message that exists, and gives it the values that it asks for, neither more nor fewer."""
    found = [(key, values, fields(MESSAGES.get(key, ("", ""))[0])) for key, values in raised()]

    assert len(found) > 1
    assert [] == [key for key, _, _ in found if key not in MESSAGES]
    assert [] == [(key, given, asked) for key, given, asked in found if given != asked]
