"""
Texts in the language asked for: what three lines of a query's head stand for.

::

    #+ labels: ?norm ?safeguard                      ?normLabel and ?safeguardLabel are the labels of the two
    #+ text: ?provision lf:gist ?gist                ?gist, the last variable, is a text
    #+ citation: ?norm lf:statedIn ?provision        ?number and ?title cite the last variable, here the provision

Each text comes in the language of the parameter ``lang``, failing that in English, failing that not at all. Without the
head the query is SPARQL too, only that these columns stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

HEADS = ("labels", "text", "citation")
VARIABLE = re.compile(r"\?\w+")


def with_texts(text: str, head: Mapping[str, Sequence[str]]) -> str:
    """Return a query whose outermost group ends with the patterns for the texts that its head asks for."""
    written = (pattern for key in HEADS for line in head.get(key, ()) for pattern in PATTERNS[key](line))
    patterns = dict.fromkeys(written)  # several texts of one subject bind it once
    body, end, rest = text.rpartition("\n}")
    return "\n".join([body, *patterns]) + end + rest


def _labels(line: str) -> Iterator[str]:
    for variable in VARIABLE.findall(line):
        yield from _of(variable, "rdfs:label", f"{variable}Label")


def _text(line: str) -> Iterator[str]:
    way, _, last = line.rpartition(" . ")
    if way:
        yield f"  OPTIONAL {{ {way} }}"
    yield from _of(*last.split())


def _citation(line: str) -> Iterator[str]:
    provision = VARIABLE.findall(line)[-1]
    if line != provision:
        yield f"  OPTIONAL {{ {line} }}"
    yield from _of(provision, "rdfs:label", "?number")
    yield f"  OPTIONAL {{ {provision}_ eli:is_part_of {provision}__ }}"
    yield from _of(f"{provision}__", "lf:shortTitle", "?title")


def _of(subject: str, prop: str, text: str) -> Iterator[str]:
    """
    Yield the text of a subject in the language asked for, and in English if it has none in that.

    Oxigraph looks it up row by row only if the pattern is one triple whose subject is sure to be bound; it goes through
    the texts of everything otherwise. So a literal, of which nothing is said, stands in for a subject that is missing.
    """
    yield f'  BIND (COALESCE({subject}, "") AS {subject}_)'
    for language in ("?lang", '"en"'):
        yield f"  OPTIONAL {{ {subject}_ {prop} {text} . FILTER (LANGMATCHES(LANG({text}), {language})) }}"


PATTERNS = {"labels": _labels, "text": _text, "citation": _citation}
