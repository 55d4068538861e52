"""What ``%load_ext lexflux`` adds to a notebook: ``%%sparql`` and ``%lexflux``."""

from __future__ import annotations

import os
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from lexflux.answers import chosen
from lexflux.errors import InputError, UnknownTermError
from lexflux.faces.notebook.library import Library, load
from lexflux.faces.notebook.results import LabelledResult
from lexflux.phrases import LANGUAGE_VARIABLE, LANGUAGES, phrase, preferred_language
from lexflux.query.results import Graph

KNOWLEDGE = "kb"


def register(shell: object) -> None:
    """Add the magics to a shell."""
    if not isinstance(shell, InteractiveShell):
        raise InputError("no notebook")
    shell.register_magics(LexfluxMagics)


@magics_class
class LexfluxMagics(Magics):
    """The magics; the knowledge base is the variable ``kb``, or that of the package where there is none."""

    _own: Library | None = None

    @line_magic
    def lexflux(self, line: str) -> None:
        """``%lexflux zh`` shows things in Chinese from now on, ``%lexflux en`` in English."""
        os.environ[LANGUAGE_VARIABLE] = chosen(line.strip() or preferred_language(), LANGUAGES)

    @magic_arguments()
    @argument("--lang", "-l", help="en or zh: language of labels")
    @argument("--limit", "-n", help="at most so many rows")
    @argument("--out", "-o", help="variable that gets the result instead of it being shown")
    @argument("--kb", default=KNOWLEDGE, help="variable that holds the knowledge base")
    @cell_magic
    def sparql(self, line: str, cell: str) -> LabelledResult | Graph | str | None:
        """Ask a query; prefixes are known. A SELECT gives a table with labels, a CONSTRUCT Turtle, an ASK yes or no."""
        asked = parse_argstring(self.sparql, line)
        language = chosen(asked.lang or preferred_language(), LANGUAGES)
        found = self._knowledge(asked.kb).sparql(cell)
        if isinstance(found, LabelledResult):
            found = _first(found, asked.limit).spoken_in(language)
        if asked.out:
            self._names()[asked.out] = found
            return None
        return phrase("yes" if found else "no", language) if isinstance(found, bool) else found

    def _knowledge(self, name: str) -> Library:
        named = self._names().get(name)
        if isinstance(named, Library):
            return named
        if name != KNOWLEDGE:
            raise UnknownTermError("no knowledge base of that name", name=name)
        self._own = self._own or load()
        return self._own

    def _names(self) -> dict[str, Any]:
        assert self.shell is not None
        names: dict[str, Any] = self.shell.user_ns
        return names


def _first(found: LabelledResult, limit: str | None) -> LabelledResult:
    if limit is None:
        return found
    if not (limit.isascii() and limit.isdigit() and int(limit)):
        raise InputError("limit is no number", value=limit)
    return found.first(int(limit))
