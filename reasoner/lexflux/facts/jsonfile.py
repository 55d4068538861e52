"""JSON with line numbers, read without recursion, so that no depth is too deep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lexflux.errors import InputError
from lexflux.facts.trees import Lines, TreeBuilder, number

TOKEN = re.compile(r'[ \t\r\n]*([{}\[\],:]|"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"|[^\s{}\[\],:"]+|\Z|.)', re.DOTALL)
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
WORDS = {"true": True, "false": False, "null": None}
ENDS = {"{": "}", "[": "]"}


def parse(text: str, name: str, most: int | None = None) -> tuple[Any, Lines]:
    """
    Parse a JSON text, of ``most`` values at most.

    Raises
    ------
    InputError
        If the text is not JSON, repeats a key, or goes beyond the bounds of `TreeBuilder`; the message has file and
        line.
    """
    return _Parser(text, TreeBuilder(name, most)).parse()


class _Parser:
    """Takes one token after the other; the ends of the open mappings and lists are kept on a stack."""

    def __init__(self, text: str, builder: TreeBuilder) -> None:
        self.builder = builder
        self.words = _tokens(text)
        self.ends: list[str] = []
        self.word, self.line = next(self.words)

    def parse(self) -> tuple[Any, Lines]:
        self._value()
        while self.ends:
            self._member()
        if self.word:
            raise self._broken("Extra data")
        return self.builder.finish()

    def _advance(self) -> None:
        self.word, self.line = next(self.words, ("", self.line))

    def _member(self) -> None:
        """Take the end of a mapping or list just begun, or a comma, or a member and what is behind it."""
        if self.word == self.ends[-1]:
            self._end()
            return
        if self.ends[-1] == "}":
            self._key()
        self._value()

    def _end(self) -> None:
        """Take the end of a mapping or list, and of all those that end with it, up to the next member."""
        while self.ends and self.word == self.ends[-1]:
            self.ends.pop()
            self.builder.end()
            self._advance()
        self._comma()

    def _comma(self) -> None:
        if not self.ends:
            return
        if self.word == self.ends[-1]:
            self._end()
            return
        if self.word != ",":
            raise self._broken("Expecting ',' delimiter")
        self._advance()
        if self.word in ("}", "]"):
            raise self._broken("Illegal trailing comma")

    def _key(self) -> None:
        if not self.word.startswith('"'):
            raise self._broken("Expecting property name enclosed in double quotes")
        self.builder.key(self._text(), self.line)
        self._advance()
        if self.word != ":":
            raise self._broken("Expecting ':' delimiter")
        self._advance()

    def _value(self) -> None:
        if self.word in ENDS:
            self.builder.begin({} if self.word == "{" else [], self.line)
            self.ends.append(ENDS[self.word])
            self._advance()
            return
        self.builder.add(self._scalar(), self.line)
        self._advance()
        self._comma()

    def _scalar(self) -> Any:
        if self.word.startswith('"'):
            return self._text()
        if self.word in WORDS:
            return WORDS[self.word]
        if NUMBER.fullmatch(self.word):
            return number(self.word)
        raise self._broken("Expecting value")

    def _text(self) -> str:
        try:
            return str(json.loads(self.word))
        except json.JSONDecodeError as error:
            raise self._broken(error.msg) from error

    def _broken(self, problem: str) -> InputError:
        where = f"{self.builder.name}:{self.line}"
        return InputError("broken syntax", where=where, syntax="JSON", problem=problem)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield the tokens with their lines; the last one is empty."""
    line, counted = 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", counted, match.start(1))
        counted = match.start(1)
        yield match[1], line
