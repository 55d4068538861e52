"""Which combinations of choices no transfer can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.grounding.formulas import FALSE, TRUE, Formula, Formulas
from lexflux.grounding.worlds import Worlds
from lexflux.law.lawbook import LawBook
from lexflux.terms import TYPE

Counts = Sequence[tuple[int, int | None, Formula]]
"""For each cell of a count the least and the greatest number in it, and where the count lies in it."""


def consistent(book: LawBook, worlds: Worlds, formulas: Formulas) -> Formula:
    """Return where no count exceeds one that includes it, and no node is of two kinds that exclude each other."""
    return formulas.conjunction((*_counts(book, worlds, formulas), *_kinds(book, worlds, formulas)))


def _counts(book: LawBook, worlds: Worlds, formulas: Formulas) -> Iterator[Formula]:
    for path, node in worlds.facts.nodes.items():
        for prop, shape in book.schema.shapes[node.owner].items():
            for whole in book.schema.including(shape):
                for least, _, one in _cells(worlds, formulas, path, prop):
                    for _, most, other in _cells(worlds, formulas, path, whole):
                        if most is not None and least > most:
                            yield formulas.negation(formulas.conjunction((one, other)))


def _cells(worlds: Worlds, formulas: Formulas, path: str, prop: str) -> Counts:
    stated = worlds.facts.nodes[path].values.get(prop, ())
    told = [(one, one, TRUE) for one in stated if isinstance(one, int)]
    entries = worlds.entries.get((path, prop), ())
    cells = [(values[0], formulas.atom(choice, place)) for values, choice, place in entries if values]
    numbers = [(least, where) for least, where in cells if isinstance(least, int)]
    ends = [*(least - 1 for least, _ in numbers[1:]), None]
    return [*told, *((least, most, where) for (least, where), most in zip(numbers, ends, strict=False))]


def _kinds(book: LawBook, worlds: Worlds, formulas: Formulas) -> Iterator[Formula]:
    for path, node in worlds.facts.nodes.items():
        kinds = [(kind, TRUE) for kind in node.kinds]
        for values, choice, place in worlds.entries.get((path, TYPE), ()):
            kinds += [(str(kind), formulas.atom(choice, place)) for kind in values]
        for pair in book.disjoint:
            sides = [
                formulas.disjunction(where for kind, where in kinds if side in book.classes[kind].ancestors)
                for side in sorted(pair)
            ]
            if len(sides) == 2 and FALSE not in sides:
                yield formulas.negation(formulas.conjunction(sides))
