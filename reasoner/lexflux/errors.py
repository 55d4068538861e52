"""What can go wrong, as one tree.

LexfluxError                 exit code
├── InputError               3   a transfer, receipt or file of the user cannot be read or is wrong
│   └── JoinedInputError     3   it is wrong in several places
├── UnknownTermError         2   a regime, norm, query, place ... asked for by name does not exist
├── NoLawInForceError        3   the regime asked for had no instrument in force on the day asked for
├── KnowledgeError           5   the ontology is broken: bad syntax, cycle of precedences, condition outside the profile
├── EngineError              6   an outside engine (Java, an endpoint) is missing or failed
└── OutputError             74   the output cannot be written
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lexflux.messages import message
from lexflux.phrases import preferred_language

LONGEST_WORD = 100


class LexfluxError(Exception):
    """
    A failure that the user can do something about; carries one message in each language.

    ``key`` names the message in `lexflux.messages`, ``values`` fill it in; those that are words are kept, so that a
    program can tell where the failure is.
    """

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.texts = message(key, **values)
        self.values = {name: value for name, value in values.items() if isinstance(value, str)}
        super().__init__(self.texts["en"])

    def text(self, language: str) -> str:
        """Return the message in ``language``, English if there is none."""
        return self.texts.get(language, self.texts["en"])

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it: the message, which says all that there is to do."""
        return self.text(preferred_language()).splitlines()

    def __reduce__(self) -> tuple[Callable[..., LexfluxError], tuple[object, ...]]:
        """Return how another process makes the same error: from what it carries, without its message being filled."""
        return _again, (type(self), self.__dict__)


def _again(kind: type[LexfluxError], carried: dict[str, Any]) -> LexfluxError:
    error = kind.__new__(kind)
    error.__dict__.update(carried)
    error.args = (error.texts["en"],)
    return error


class InputError(LexfluxError):
    """The user's file is unreadable or says something impossible."""

    exit_code = 3


class JoinedInputError(InputError):
    """Several errors of one input, reported together; ``errors`` has them all, the message the first of them."""

    shown = 20

    def __init__(self, errors: Sequence[InputError]) -> None:
        self.errors = tuple(errors)
        self.key, self.values = errors[0].key, errors[0].values
        self.texts = {language: self._listed(language) for language in errors[0].texts}
        Exception.__init__(self, self.texts["en"])

    @staticmethod
    def of(errors: Sequence[InputError]) -> InputError:
        """Return one error that stands for all."""
        return errors[0] if len(errors) == 1 else JoinedInputError(errors)

    def _listed(self, language: str) -> str:
        texts = [error.texts[language] for error in self.errors[: self.shown]]
        if len(self.errors) > self.shown:
            texts.append(message("further errors", count=len(self.errors) - self.shown)[language])
        return "\n".join(texts)


class UnknownTermError(LexfluxError):
    """A name that the user gave does not exist."""

    exit_code = 2


class NoLawInForceError(LexfluxError):
    """No instrument of the regime was in force on the day asked for."""

    exit_code = 3


class KnowledgeError(LexfluxError):
    """The ontology, a shape or a query is broken."""

    exit_code = 5


class EngineError(LexfluxError):
    """An outside engine is missing or failed."""

    exit_code = 6


class OutputError(LexfluxError):
    """Standard output is closed or full; 74 is EX_IOERR of sysexits.h."""

    exit_code = 74


def nearest(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """
    Return the candidates closest to ``word``, best first; the same for the same candidates in any order.

    >>> nearest("HelthData", ["HealthData", "FaceData", "Consent"], limit=1)
    ['HealthData']
    """
    by_fold = {candidate.casefold(): candidate for candidate in sorted(candidates, reverse=True)}
    cutoff = 0.5 if len(word) <= 2 else 0.6
    return [by_fold[fold] for fold in difflib.get_close_matches(word.casefold(), by_fold, n=limit, cutoff=cutoff)]


def did_you_mean(word: str, candidates: Iterable[str]) -> tuple[str, str]:
    """Return a hint in English and Chinese naming the terms nearest to ``word``, empty if none is near."""
    return did_you_mean_these(nearest(word, candidates))


def did_you_mean_these(names: Sequence[str]) -> tuple[str, str]:
    """Return the hint for names already chosen."""
    if not names:
        return "", ""
    hint = message("did you mean", names=listed(names))
    return hint["en"], hint["zh"]


def shortened(word: str) -> str:
    r"""
    Return a word of the user fit for a message: not longer than a line, nothing in it that steers a terminal.

    >>> shortened("a" * 100_000)[-30:]
    'aaaaaaaaa… (100000 characters)'
    >>> print(shortened("\x1b[31m"))
    \x1b[31m
    """
    start = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in word[:LONGEST_WORD])
    return start if len(word) <= LONGEST_WORD else f"{start}… ({len(word)} characters)"


def listed(names: Iterable[str]) -> tuple[str, str]:
    """
    Return names as a list in English and Chinese.

    >>> listed(["oxigraph", "rdflib"])
    ('oxigraph, rdflib', 'oxigraph、rdflib')
    """
    known = list(names)
    return ", ".join(known), "、".join(known)
