"""A rulebook as views in SQL, in the dialect of DuckDB; NULL is what nobody knows, as in Kleene's logic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lexflux.batch.exports.heading import heading
from lexflux.batch.exports.rulebook import FactTest, Rulebook
from lexflux.decision.evaluation import Truth
from lexflux.grounding.formulas import AND, ATOM, FALSE, NOT, TRUE, Formula
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Norm
from lexflux.terms import compact

BOOLEANS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "NULL"}
FACTS = "facts"
LONG = 20
"""Formulas that read more tests than this, and that several others read, are written once."""


class _Circuit:
    """The formulas of a rulebook as expressions; those that are long and that others read are columns of their own."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.formulas = rulebook.formulas
        self.order = rulebook.order
        self.depth: dict[Formula, int] = {}
        self.shared: set[Formula] = set()
        self._share()

    def _share(self) -> None:
        readers = Counter(part for one in self.order if self._kind(one) == AND for part in self._read(one))
        readers.update(map(self._plain, self.rulebook.triggered.values()))
        size: dict[Formula, int] = {}
        for one in self.order:
            below = self._read(one)
            size[one] = sum(1 if part in self.shared else size[part] for part in below) or 1
            self.depth[one] = max((self.depth[part] for part in below), default=0)
            if self._kind(one) == AND and readers[one] > 1 and size[one] > LONG:
                self.shared.add(one)
                self.depth[one] += 1

    def _kind(self, formula: Formula) -> str:
        return self.formulas.record(formula)[0]

    def _parts(self, formula: Formula) -> list[Formula]:
        kind, parts = self.formulas.record(formula)
        return [] if kind == ATOM else [*map(Formula, parts)]

    def _read(self, formula: Formula) -> list[Formula]:
        """Return what a formula reads, or the negation of which it reads."""
        return [self._plain(part) for part in self._parts(formula)]

    def _plain(self, formula: Formula) -> Formula:
        kind, parts = self.formulas.record(formula)
        return Formula(parts[0]) if kind == NOT else formula

    def levels(self) -> Iterator[list[Formula]]:
        """Yield the shared formulas, those that read others after these."""
        for depth in range(1, max(self.depth.values(), default=0) + 1):
            yield [one for one in self.order if one in self.shared and self.depth[one] == depth]

    def expression(self, formula: Formula) -> str:
        """Return the expression that stands for a formula where it is read."""
        return f"g{formula}" if formula in self.shared else self.definition(formula)

    def definition(self, formula: Formula) -> str:
        """Return the expression that defines a formula."""
        kind, parts = self.formulas.record(formula)
        if formula in (TRUE, FALSE):
            return BOOLEANS[Truth.TRUE if formula == TRUE else Truth.FALSE]
        if kind == ATOM:
            return quoted(self.rulebook.tests[parts[0]].name)
        if kind == NOT:
            return self._negated(Formula(parts[0]))
        return f"({' AND '.join(self.expression(Formula(part)) for part in parts)})"

    def _negated(self, formula: Formula) -> str:
        """Return a negation, that of a conjunction of negations as the disjunction that it is."""
        parts = [] if formula in self.shared or self._kind(formula) != AND else self._parts(formula)
        if parts and all(self._kind(part) == NOT for part in parts):
            return f"({' OR '.join(self.expression(self._parts(part)[0]) for part in parts)})"
        return f"(NOT {self.expression(formula)})"


def quoted(name: str) -> str:
    """Return a name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + value.replace("'", "''") + "'"


def sql(rulebook: Rulebook) -> str:
    """Return the script: the table of facts to be filled, norms and precedences, and the views."""
    parts = (*_facts(rulebook), *_norms(rulebook), *_views(rulebook), "")
    return "\n".join((heading(rulebook, "rulebook in SQL", "-- "), *parts))


def _facts(rulebook: Rulebook) -> Iterator[str]:
    columns = [f"  {quoted(test.name)} BOOLEAN" for test in rulebook.tests.values()]
    yield f"CREATE TABLE {FACTS} (\n" + ",\n".join(["  transfer VARCHAR PRIMARY KEY", *columns]) + "\n);"
    for test in rulebook.tests.values():
        about = _about(rulebook, test)
        if about:
            yield f"COMMENT ON COLUMN {FACTS}.{quoted(test.name)} IS {literal(about)};"


def _about(rulebook: Rulebook, test: FactTest) -> str:
    """Return the question after the fact of a test, in both languages; nothing where the schema has none."""
    shapes = rulebook.book.schema.shapes.values()
    found = next((shape for one in shapes for shape in one.values() if shape.prop == test.asks), None)
    return "" if found is None else " / ".join(text(found.questions, language) for language in ("en", "zh"))


def _norms(rulebook: Rulebook) -> Iterator[str]:
    text_columns = ("norm", "modality", "requires", "due", "label_en", "label_zh")
    columns = ", ".join(f"{name} VARCHAR" for name in text_columns)
    yield f"CREATE TABLE norms ({columns}, provisions VARCHAR[]);"
    yield (
        "INSERT INTO norms VALUES\n"
        + ",\n".join(_norm(rulebook.book, one) for one in rulebook.law.norms.values())
        + ";"
    )
    yield "CREATE TABLE precedences (prevailing VARCHAR, yielding VARCHAR);"
    pairs = [(one.prevailing, yielding) for yielding, attacks in rulebook.law.attacks.items() for one in attacks]
    if pairs:
        rows = (f"({literal(compact(one))}, {literal(compact(other))})" for one, other in pairs)
        yield "INSERT INTO precedences VALUES\n" + ",\n".join(rows) + ";"


def _norm(book: LawBook, norm: Norm) -> str:
    told = (norm.iri, str(norm.modality), norm.requires, norm.due)
    cells = ["NULL" if one is None else literal(compact(str(one))) for one in told]
    cells += (literal(book.label(norm.iri, language)) for language in ("en", "zh"))
    return f"({', '.join(cells)}, [{', '.join(literal(compact(one)) for one in norm.stated_in)}])"


def _views(rulebook: Rulebook) -> Iterator[str]:
    """Yield the view with a column for each norm, and the one with a row for each that is not ruled out."""
    circuit = _Circuit(rulebook)
    source = FACTS
    for level in circuit.levels():
        columns = ", ".join(f"{circuit.definition(one)} AS g{one}" for one in level)
        source = f"(SELECT *, {columns}\n  FROM {source})"  # noqa: S608 - a script for others
    told = {compact(iri): circuit.expression(where) for iri, where in rulebook.triggered.items()}
    columns = ",\n  ".join(f"{expression} AS {quoted(name)}" for name, expression in told.items())
    yield f"CREATE VIEW triggers AS SELECT transfer,\n  {columns}\n  FROM {source};"  # noqa: S608
    names, values = (", ".join(map(how, told)) for how in (literal, quoted))
    each = f"SELECT transfer, unnest([{names}]) AS norm, unnest([{values}]) AS holds FROM triggers"  # noqa: S608
    chosen = f"SELECT transfer, norm, holds IS TRUE AS certain FROM ({each}) WHERE holds IS NOT FALSE"  # noqa: S608
    yield f"CREATE VIEW triggered AS {chosen};"


def sql_facts(rulebook: Rulebook, transfers: Iterable[tuple[str, Mapping[int, Truth]]]) -> Iterator[str]:
    """Yield a statement for each transfer, by its name, that fills the table of facts."""
    for name, truths in transfers:
        yield f"INSERT INTO {FACTS} BY NAME SELECT {_row(rulebook, name, truths)};"


def _row(rulebook: Rulebook, name: str, truths: Mapping[int, Truth]) -> str:
    known = [(rulebook.tests[number].name, truth) for number, truth in truths.items() if truth is not Truth.UNKNOWN]
    cells: Sequence[str] = [f"{BOOLEANS[truth]} AS {quoted(test)}" for test, truth in known]
    return ", ".join([f"{literal(name)} AS transfer", *cells])
