"""What is settled of a transfer by each fact alone: the conditions of a law, compiled once.

A condition becomes a formula over tests. A test asks one thing of one node, so that what the node states of that
settles it; what it comes to is asked of `lexflux.decision.evaluation` once for each different statement and kept with
the law, so that each fact, and each silence, is read in one way only. Formulas are evaluated in the three truth values
of S. C. Kleene's strong logic. What that leaves open all facts together may still settle: it is left to diagrams.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property

from lexflux.decision.added_up import belonging
from lexflux.decision.evaluation import THING, Evaluation, Truth
from lexflux.decision.ownership import OWNERSHIP
from lexflux.decision.unknown import cuts_of
from lexflux.facts.silence import Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Collection
from lexflux.law.snapshot import Snapshot
from lexflux.terms import COLLECTION, SAFEGUARD, TYPE

FALSE, OPEN, TRUE = range(3)
TRUTHS = {Truth.FALSE: FALSE, Truth.UNKNOWN: OPEN, Truth.TRUE: TRUE}
ROOT = "transfer"
MOST_STATEMENTS = 1 << 16


class Formula:
    """A condition over tests: as such open."""

    __slots__ = ()

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return what it comes to at a node, of whose formulas some are ``known``."""
        return OPEN


Found = dict[Formula, int]


class Fixed(Formula):
    """What is the same everywhere."""

    __slots__ = ("truth",)

    def __init__(self, truth: int) -> None:
        self.truth = truth

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return what is the same everywhere."""
        return self.truth


class Every(Formula):
    """All of several formulas."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Formula, ...]) -> None:
        self.parts = parts

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return the least of its parts."""
        found = TRUE
        for part in self.parts:
            truth = known.get(part)
            if truth is None:
                truth = known[part] = part.find(read, at, known)
            if truth < found:
                if truth == FALSE:
                    return FALSE
                found = truth
        return found


class Any(Every):
    """Some of several formulas."""

    __slots__ = ()

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return the greatest of its parts."""
        found = FALSE
        for part in self.parts:
            truth = known.get(part)
            if truth is None:
                truth = known[part] = part.find(read, at, known)
            if truth > found:
                if truth == TRUE:
                    return TRUE
                found = truth
        return found


class Otherwise(Formula):
    """The opposite of a formula."""

    __slots__ = ("part",)

    def __init__(self, part: Formula) -> None:
        self.part = part

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return the opposite of its part."""
        return TRUE - read.truth(self.part, at)


class Below(Formula):
    """A formula at some node to which a fact leads."""

    __slots__ = ("part", "prop")

    def __init__(self, prop: str, part: Formula) -> None:
        self.prop = prop
        self.part = part

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return the greatest that its part comes to, at a node that nobody stated perhaps."""
        found = FALSE
        for path in read.nodes[at].values.get(self.prop, ()):
            truth = read.truth(self.part, str(path)) if path in read.nodes else OPEN
            if truth == TRUE:
                return TRUE
            found = max(found, truth)
        return max(found, read.other(at, self.prop))


class Test(Formula):
    """A condition that asks one thing of a node."""

    __slots__ = ("condition", "prop")

    def __init__(self, condition: Condition, prop: str) -> None:
        self.condition = condition
        self.prop = prop

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return what is asked."""
        kept = read.stated(at, self.prop)
        found = kept.get(self)
        if found is None:
            found = kept[self] = read.ask(self.condition, at)
        return found


class Owned(Test):
    """A class into which owners too bring an organisation: settled where they play no part."""

    __slots__ = ()

    def find(self, read: Settlement, at: str, known: Found) -> int:
        """Return what is asked, where no owners count."""
        return OPEN if read.owners_count(at) else super().find(read, at, known)


class CompiledLaw:
    """
    The law of a day with the formulas of its conditions, and what tests came to.

    Parameters
    ----------
    book
        The law book.
    law
        The law of the day.
    readings, strict
        As for `Evaluation`.
    """

    def __init__(self, book: LawBook, law: Snapshot, readings: dict[str, str], strict: bool) -> None:
        self.book = book
        self.law = law
        self._readings = readings
        self._strict = strict
        self._formulas: dict[Condition, Formula] = {}
        self._named: dict[str, Formula] = {}
        self._stated: dict[Hashable, dict[Test, int]] = {}
        self._cuts: dict[str, list[int]] = {}

    def read(self, facts: Facts) -> Settlement:
        """Return what is settled for some facts."""
        return Settlement(self, Evaluation(self.book, facts, self._readings, self.law, self._strict))

    @cached_property
    def norms(self) -> list[tuple[str, Formula]]:
        """The formula of the condition of each norm."""
        return [(iri, self.formula(norm.condition)) for iri, norm in self.law.norms.items()]

    @cached_property
    def gaps(self) -> list[tuple[Condition, Formula]]:
        """The formula of the condition of each gap, with it."""
        return [(gap.condition, self.formula(gap.condition)) for gap in self.law.gaps]

    def named(self, key: str, condition: Callable[[], Condition]) -> Formula:
        """Return the formula of a condition that has a name, since conditions are deep."""
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = self.formula(condition())
        return found

    def formula(self, condition: Condition) -> Formula:
        """Return the formula of a condition, the same for the same one."""
        found = self._formulas.get(condition)
        if found is None:
            found = self._formulas[condition] = self._compile(condition)
        return found

    def _compile(self, condition: Condition) -> Formula:
        match condition:
            case And(parts):
                return Every(tuple(map(self.formula, parts)))
            case Or(parts):
                return Any(tuple(map(self.formula, parts)))
            case Not(part):
                return Otherwise(self.formula(part))
            case Named(iri):
                return self._member(iri, condition)
            case Some(prop, filler) if prop in self.book.schema.ranges or prop == COLLECTION:
                return Below(prop, self.formula(filler))
            case Some(prop, _):
                return Test(condition, prop)
            case HasValue(prop, value) if isinstance(value, (bool, str)) and prop not in self.book.schema.ranges:
                return Test(condition, prop)
            case OneOf() | Range():
                return Fixed(FALSE)
            case _:
                return Formula()

    def _member(self, iri: str, condition: Condition) -> Formula:
        if iri == THING:
            return Fixed(TRUE)
        if iri in self.book.ownership_rules:
            return Owned(condition, TYPE)
        definition = self.book.classes[iri].definition
        return Test(condition, TYPE) if definition is None else self.formula(definition)

    def stated(self, node: NodeFacts, prop: str) -> dict[Test, int]:
        """Return what tests come to that ask one thing of a node, by what the node states of it."""
        statement = _of_kind(node) if prop == TYPE else self._of_values(node, prop)
        found = self._stated.get(statement)
        if found is None:
            if len(self._stated) >= MOST_STATEMENTS:
                self._stated.clear()
            found = self._stated[statement] = {}
        return found

    def _of_values(self, node: NodeFacts, prop: str) -> Hashable:
        values = node.values.get(prop, ())
        said: Hashable = values
        if len(values) == 1 and type(values[0]) is int:
            said = bisect_right(self._cuts_of(prop), values[0])
        state = prop in node.complete, prop in node.unknown, prop in node.not_applicable
        return prop, node.owner, said, state, node.denied.get(prop), node.within.get(prop), node.ranges.get(prop)

    def _cuts_of(self, prop: str) -> list[int]:
        found = self._cuts.get(prop)
        if found is None:
            cuts = {cut for test in self.book.thresholds.get(prop, ()) for cut in cuts_of(test)}
            found = self._cuts[prop] = sorted(cuts)
        return found


def _of_kind(node: NodeFacts) -> Hashable:
    doubtful = frozenset(node.doubtful.items()) if node.doubtful else None
    state = TYPE in node.complete, TYPE in node.unknown, node.denied.get(TYPE)
    return TYPE, node.owner, node.types, node.kinds, node.perhaps, state, doubtful


def compiled_law(book: LawBook, law: Snapshot, readings: Mapping[str, str], strict: bool) -> CompiledLaw:
    """Return the law of a day, compiled; ``readings`` and ``strict`` as for `Evaluation`."""
    key = "compiled", frozenset(readings.items()), strict
    found: CompiledLaw | None = law.kept.get(key)
    return law.kept.setdefault(key, CompiledLaw(book, law, dict(readings), strict)) if found is None else found


class Settlement:
    """What of a law is settled for the facts of one transfer."""

    def __init__(self, compiled: CompiledLaw, evaluation: Evaluation) -> None:
        self.compiled = compiled
        self.evaluation = evaluation
        self.nodes = evaluation.facts.nodes
        self._found: dict[str, Found] = {}
        self._stated: dict[tuple[str, str], dict[Test, int]] = {}
        self._others: dict[tuple[str, str], int] = {}

    @cached_property
    def _asked(self) -> Evaluation:
        """What tests are asked of: in which order the evaluation itself reads facts depends on no memory."""
        return self.evaluation.apart()

    def triggered(self) -> dict[str, bool | None]:
        """Return whether the transfer triggers each norm; None if that is open."""
        known = self._found.setdefault(ROOT, {})
        triggered: dict[str, bool | None] = {}
        for iri, formula in self.compiled.norms:
            found = known.get(formula)
            if found is None:
                found = known[formula] = formula.find(self, ROOT, known)
            triggered[iri] = None if found == OPEN else found == TRUE
        return triggered

    def gaps(self) -> Iterator[tuple[Condition, bool | None]]:
        """Yield the condition of each gap and whether it holds; None if that is open."""
        for condition, formula in self.compiled.gaps:
            yield condition, self._holds(formula)

    def in_place(self, safeguard: str) -> bool | None:
        """Return whether the transfer has a safeguard of a class; None if that is open."""
        return self._holds(self.compiled.named(safeguard, lambda: Some(SAFEGUARD, Named(safeguard))))

    def _holds(self, formula: Formula) -> bool | None:
        found = self.truth(formula, ROOT)
        return None if found == OPEN else found == TRUE

    def belongs(self, collection: Collection, at: str) -> Truth:
        """Return whether a data set belongs to a collection, by all that is known where that is needed."""
        found = self.truth(self.compiled.named(collection.iri, lambda: belonging(collection)), at)
        return Truth.TRUE if found == TRUE else Truth.FALSE if found == FALSE else self._ask(belonging(collection), at)

    def _ask(self, condition: Condition, at: str) -> Truth:
        return self._asked.truth(self._asked.holds(condition, at))

    def truth(self, formula: Formula, at: str) -> int:
        """Return what a formula comes to at a node."""
        known = self._found.get(at)
        if known is None:
            known = self._found[at] = {}
        found = known.get(formula)
        if found is None:
            found = known[formula] = formula.find(self, at, known)
        return found

    def stated(self, at: str, prop: str) -> dict[Test, int]:
        """Return what tests come to that ask one thing of a node; kept with the law unless other nodes tell it."""
        found = self._stated.get((at, prop))
        if found is None:
            node = self.nodes[at]
            leads_on = any(value in self.nodes for value in node.values.get(prop, ()))
            found = self._stated[at, prop] = {} if leads_on else self.compiled.stated(node, prop)
        return found

    def ask(self, condition: Condition, at: str) -> int:
        """Return what a condition comes to by all that is known of the transfer."""
        return TRUTHS[self._ask(condition, at)]

    def other(self, at: str, prop: str) -> int:
        """Return whether a fact may lead to a node that nobody stated, which may be any."""
        found = self._others.get((at, prop))
        if found is None:
            node = self.nodes[at]
            if self.compiled.book.properties[prop].single:
                is_open = not node.values.get(prop)
            else:
                is_open = self.evaluation.silence.of_others(node, prop) is Standing.OPEN
            found = self._others[at, prop] = OPEN if is_open else FALSE
        return found

    def owners_count(self, at: str) -> bool:
        """Return whether owners of an organisation, known or not, can bring it into a class."""
        node = self.nodes[at]
        return bool(node.values.get(OWNERSHIP)) or self.evaluation.silence.may_have_further_owners(node)
