"""Class expressions of OWL in Turtle, and sums of shares put as classes, since OWL cannot add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def named(iris: Iterable[str]) -> list[str]:
    """Return names of classes as expressions."""
    return [f"<{iri}>" for iri in iris]


def union(members: Sequence[str]) -> str:
    """Return the union of class expressions, or of none the empty class."""
    if len(members) < 2:
        return members[0] if members else "owl:Nothing"
    return f"[ a owl:Class ; owl:unionOf ( {' '.join(members)} ) ]"


def some(prop: str, of: str) -> str:
    """Return what has some value of a property in a class."""
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:someValuesFrom {of} ]"


def only(prop: str, of: str) -> str:
    """Return what has values of a property in a class only."""
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:allValuesFrom {of} ]"


def none(prop: str) -> str:
    """Return what has no value of a property."""
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:maxCardinality 0 ]"


def intersection(members: Sequence[str]) -> str:
    """Return the intersection of class expressions."""
    return f"[ a owl:Class ; owl:intersectionOf ( {' '.join(members)} ) ]"


def complement(of: str) -> str:
    """Return the complement of a class expression."""
    return f"[ a owl:Class ; owl:complementOf {of} ]"


class Scale:
    """Classes of what reaches a sum with some of its shares, one for each sum still lacking after the first shares."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[str] = []
        self._known: dict[tuple[int, int], str] = {}

    def reached(self, shares: Sequence[tuple[str, int]], lacking: int, place: int = 0) -> str:
        """Return the class of what reaches what is lacking with shares from a place on."""
        if lacking <= 0 or place == len(shares):
            return "owl:Thing" if lacking <= 0 else "owl:Nothing"
        name = self._known.get((place, lacking))
        if name is None:
            name = self._known[place, lacking] = f"<{self.name}/{place}/{lacking}>"
            counts, share = shares[place]
            without = self.reached(shares, lacking, place + 1)
            either = union([without, intersection([counts, self.reached(shares, lacking - share, place + 1)])])
            self.lines.append(f"{name} a owl:Class ; owl:equivalentClass {either} .")
        return name
