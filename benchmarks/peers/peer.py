"""What each engine does in the race, and the circuit in the form from which most of them are built."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lexflux.batch.exports.rulebook import Rulebook
from lexflux.grounding.formulas import ATOM, FALSE, NOT, TRUE, Formula
from lexflux.terms import compact

Pairs = set[tuple[int, str]]


@dataclass(frozen=True)
class Input:
    """The transfers of a run: as cells, as truths of tests, and where these columns lie as Parquet files."""

    cells: pl.DataFrame
    tests: pl.DataFrame
    cells_path: Path
    tests_path: Path


@dataclass(frozen=True)
class Part:
    """A test or gate that something reads, perhaps negated."""

    formula: Formula
    negated: bool


@dataclass(frozen=True)
class Gate:
    """A conjunction of parts."""

    formula: Formula
    parts: Sequence[Part]


class Circuit:
    """The gates of a rulebook in an order in which each reads only what is before it."""

    def __init__(self, rulebook: Rulebook, norms: Sequence[str] | None = None) -> None:
        self.formulas = rulebook.formulas
        chosen = rulebook.triggered if norms is None else {one: rulebook.triggered[one] for one in norms}
        order = [*self.formulas.below(chosen.values())]
        records = {one: self.formulas.record(one) for one in order}
        self.tests = {one: rulebook.tests[parts[0]].name for one, (kind, parts) in records.items() if kind == ATOM}
        self.gates = [
            Gate(one, [self.part(Formula(part)) for part in parts])
            for one, (kind, parts) in records.items()
            if kind not in (ATOM, NOT)
        ]
        self.norms = {compact(iri): self.part(where) for iri, where in chosen.items() if where not in (TRUE, FALSE)}

    def part(self, formula: Formula) -> Part:
        """Return a formula, or the negation of another."""
        kind, parts = self.formulas.record(formula)
        return Part(Formula(parts[0]), True) if kind == NOT else Part(formula, False)


class Peer(ABC):
    """
    An engine in the race.

    ``most`` is the largest number of transfers that it is asked. ``masks`` says whether it tells both what is certain
    and what is possible, ``tells`` whether it tells of triggers at all.
    """

    name: str
    most = 10_000_000
    masks = True
    tells = True

    @abstractmethod
    def build(self, rulebook: Rulebook, first: Input) -> None:
        """Translate the rulebook; ``first`` is a small table."""

    @abstractmethod
    def load(self, given: Input) -> None:
        """Give the transfers to the engine, in its own form; this is not timed."""

    @abstractmethod
    def run(self) -> None:
        """Find for every transfer the norms that it triggers."""

    @abstractmethod
    def triggers(self) -> tuple[Pairs, Pairs]:
        """Return what the last run found: certainly, and possibly triggered, each as transfer and norm."""
