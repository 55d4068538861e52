"""The order of provisions in the text of an instrument, as far as their names tell it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import takewhile

import pyoxigraph as ox

from lexflux.terms import local

Subject = ox.NamedNode | ox.BlankNode


def in_statutory_order(provisions: Iterable[Subject]) -> list[ox.NamedNode]:
    """Sort by the numbers in the names; what is numbered differently (articles, annexes) stays in groups as it came."""
    named = [one for one in provisions if isinstance(one, ox.NamedNode)]
    words = list(dict.fromkeys(map(numbered_as, named)))
    return sorted(named, key=lambda one: (words.index(numbered_as(one)), _numbers(one)))


def numbered_as(provision: ox.NamedNode) -> str:
    """
    Return the word before the numbers in the name of a provision.

    >>> numbered_as(ox.NamedNode("https://w3id.org/lexflux/agreements/rcep/art-12-14-footnote"))
    'art'
    """
    return local(provision.value).split("-")[0]


def _numbers(provision: ox.NamedNode) -> tuple[tuple[float, ...], int]:
    """
    Return the numbers with which a name goes on, and how many steps it has; a word comes after all numbers.

    >>> _numbers(ox.NamedNode("https://w3id.org/lexflux/agreements/rcep/art-12-14-footnote"))
    ((12, 14, inf), 3)
    """
    steps = local(provision.value).split("-")[1:]
    leading = takewhile(str.isdigit, (step[:-1] if step[-1:].isalpha() else step for step in steps))
    numbers: tuple[float, ...] = tuple(map(int, leading))
    return (*numbers, math.inf) if any(len(step) > 2 and step.isalpha() for step in steps) else numbers, len(steps)
