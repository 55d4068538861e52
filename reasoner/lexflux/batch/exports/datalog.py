"""A rulebook as a Datalog program: what holds, and what does not, are relations of their own; the rest is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lexflux.batch.exports.heading import heading
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.decision.evaluation import Truth
from lexflux.grounding.formulas import ATOM, FALSE, NOT, TRUE, Formula
from lexflux.terms import compact


@dataclass(frozen=True)
class Dialect:
    """How an engine writes variables, negation as failure, comments, and which relations it puts out."""

    variable: str
    without: str
    comment: str
    output: str


NEMO = Dialect("?t", "~", "% ", "@output {name} .")
CLINGO = Dialect("T", "not ", "% ", "#show {name}/2.")
STATED = {Truth.TRUE: "is", Truth.FALSE: "is_not"}


class _Rules:
    """The rules of a rulebook in a dialect: ``t`` and ``f`` with a number say that a formula holds, or does not."""

    def __init__(self, rulebook: Rulebook, dialect: Dialect) -> None:
        self.rulebook = rulebook
        self.dialect = dialect
        self.formulas = rulebook.formulas

    def _side(self, formula: Formula, holds: bool) -> str:
        """Return the atom that a formula holds, or that it does not; a negation is the other side of its part."""
        kind, parts = self.formulas.record(formula)
        if kind == NOT:
            return self._side(Formula(parts[0]), not holds)
        return f"{'t' if holds else 'f'}{formula}({self.dialect.variable})"

    def rule(self, head: str, *body: str) -> str:
        """Return a rule."""
        return f"{head} :- {', '.join(body)} ."

    def of_formulas(self) -> Iterator[str]:
        """Yield the rules of all formulas but negations."""
        for formula in self.rulebook.order:
            kind, parts = self.formulas.record(formula)
            if kind == ATOM:
                for truth, stated in STATED.items():
                    name = text(self.rulebook.tests[parts[0]].name)
                    body = f"{stated}({self.dialect.variable}, {name})"
                    yield self.rule(self._side(formula, truth is Truth.TRUE), body)
            elif kind != NOT and formula != TRUE:
                below = [Formula(part) for part in parts]
                yield self.rule(self._side(formula, True), *(self._side(part, True) for part in below))
                yield from (self.rule(self._side(formula, False), self._side(part, False)) for part in below)

    def of_norms(self) -> Iterator[str]:
        """Yield where norms are triggered: certainly, and possibly unless it is known that they are not."""
        transfer = f"transfer({self.dialect.variable})"
        for iri, where in self.rulebook.triggered.items():
            told = f"({self.dialect.variable}, {text(compact(iri))})"
            if where == TRUE:
                yield self.rule(f"triggered{told}", transfer)
                yield self.rule(f"possibly_triggered{told}", transfer)
            elif where != FALSE:
                yield self.rule(f"triggered{told}", self._side(where, True))
                yield self.rule(f"possibly_triggered{told}", transfer, self.dialect.without + self._side(where, False))


def text(value: str) -> str:
    """Return a text as a constant."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def nemo(rulebook: Rulebook) -> str:
    """Return the program for Nemo, or, without its output lines, any Datalog engine with stratified negation."""
    return _program(rulebook, NEMO, "rulebook in Datalog")


def clingo(rulebook: Rulebook) -> str:
    """Return the program for clingo, which has one answer set."""
    return _program(rulebook, CLINGO, "rulebook in Datalog")


def _program(rulebook: Rulebook, dialect: Dialect, told: str) -> str:
    rules = _Rules(rulebook, dialect)
    outputs = (dialect.output.format(name=name) for name in ("triggered", "possibly_triggered"))
    return "\n".join((heading(rulebook, told, dialect.comment), *outputs, *rules.of_formulas(), *rules.of_norms(), ""))


def datalog_facts(rulebook: Rulebook, transfers: Iterable[tuple[str, Mapping[int, Truth]]]) -> Iterator[str]:
    """Yield the facts of transfers, each by its name: that there is one, and which tests hold or do not."""
    for name, truths in transfers:
        yield f"transfer({text(name)}) ."
        for number, truth in truths.items():
            if truth in STATED:
                yield f"{STATED[truth]}({text(name)}, {text(rulebook.tests[number].name)}) ."
