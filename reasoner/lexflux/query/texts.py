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
    patterns = [pattern for key in HEADS for line in head.get(key, ()) for pattern in PATTERNS[key](line)]
    body, end, rest = text.rpartition("\n}")
    return "\n".join([body, *patterns]) + end + rest


def _labels(line: str) -> Iterator[str]:
    for variable in VARIABLE.findall(line):
        yield from _in_language(f"{variable} rdfs:label {variable}Label", f"{variable}Label")


def _text(line: str) -> Iterator[str]:
    return _in_language(line, VARIABLE.findall(line)[-1])


def _citation(line: str) -> Iterator[str]:
    provision = VARIABLE.findall(line)[-1]
    way = "" if line == provision else f"{line} . "
    pattern = f"{way}{provision} rdfs:label ?number ; eli:is_part_of/lf:shortTitle ?title"
    return _in_language(pattern, "?number", "?title")


def _in_language(pattern: str, *texts: str) -> Iterator[str]:
    for language in ("?lang", '"en"'):
        condition = " && ".join(f"LANGMATCHES(LANG({text}), {language})" for text in texts)
        yield f"  OPTIONAL {{ {pattern} . FILTER ({condition}) }}"


PATTERNS = {"labels": _labels, "text": _text, "citation": _citation}
