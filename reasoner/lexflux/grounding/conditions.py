"""Conditions over open descriptions, as formulas over their choices: what the evaluator decides world by world."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from lexflux.decision.evaluation import THING
from lexflux.decision.ownership import OWNER, OWNERSHIP, SHARE
from lexflux.decision.unknown import OTHER
from lexflux.facts.silence import with_presumed_values
from lexflux.grounding.formulas import FALSE, TRUE, Formula, Formulas
from lexflux.grounding.grounded import Grounded, Unconnected
from lexflux.grounding.worlds import Worlds
from lexflux.law.conditions import Condition, HasValue, Named, OneOf, Or, Range, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import OwnershipRule
from lexflux.law.snapshot import Snapshot
from lexflux.terms import COLLECTION, SAFEGUARD_CLASS, TYPE

Entry = tuple[tuple[Value, ...], Formula]


class Grounding(Grounded):
    """
    Grounds conditions of one law at the nodes of open descriptions.

    Parameters
    ----------
    book
        The law book.
    law, on
        The law and its day, for what is designated and which safeguards count.
    worlds
        The descriptions. Safeguards of which a day of issue is stated must be left out before if they do not count.
    formulas
        Where formulas are kept; those of several laws may share one place.
    """

    def __init__(self, book: LawBook, law: Snapshot, on: datetime.date, worlds: Worlds, formulas: Formulas) -> None:
        super().__init__(formulas)
        self.book = book
        self.law = law
        self.on = on
        self.worlds = worlds
        self.nodes = with_presumed_values(book, worlds.facts, frozenset(worlds.entries)).nodes
        self._counting: dict[tuple[str, str], Formula] = {}

    def _unconnected(self, condition: Unconnected, at: Value) -> Formula:
        match condition:
            case Named(iri):
                return self._member(iri, str(at))
            case OneOf(individuals):
                return _constant(at in individuals)
            case Range():
                return _constant(isinstance(at, int) and condition.holds(at))
            case Some(prop, filler):
                return self._some(str(at), prop, filler)
            case HasValue(prop, value):
                entries = self._entries(str(at), prop)
                return self.formulas.disjunction(where for values, where in entries if _has(values, value))

    def _some(self, at: str, prop: str, filler: Condition) -> Formula:
        if prop == COLLECTION:
            return FALSE
        return self.formulas.disjunction(
            self.formulas.conjunction((where, self.formulas.disjunction(self.holds(filler, one) for one in values)))
            for values, where in self._entries(at, prop)
        )

    def _entries(self, at: str, prop: str) -> Iterator[Entry]:
        """Yield the values that a fact has or may have, with where it does."""
        node = self.nodes.get("transfer" if prop in self.book.open_points else at)
        if node is None:
            return
        if prop in self.worlds.readings:
            yield (self.worlds.readings[prop],), TRUE
            return
        at = node.path
        told = node.values.get(prop, ())
        if told:
            yield told, TRUE
        for values, choice, alternative in self.worlds.entries.get((at, prop), ()):
            yield values, self.formulas.atom(choice, alternative)
        if not told and (at, prop) not in self.worlds.entries:
            shape = self.book.schema.shapes[node.owner].get(prop)
            if shape is not None and shape.same_as and prop not in node.complete | node.not_applicable:
                yield from self._entries(at, shape.same_as)

    def _member(self, iri: str, at: str) -> Formula:
        if iri == THING:
            return TRUE
        if iri in self.book.ownership_rules and at in self.nodes:
            return self.formulas.disjunction((self._of_kind(iri, at), self._owned(self.book.ownership_rules[iri], at)))
        definition = self.book.classes[iri].definition
        if definition is not None:
            return self.holds(definition, at)
        if at in self.nodes:
            return self._of_kind(iri, at)
        if at == OTHER:
            return _constant(iri not in self.book.designated_classes)
        return _constant(iri in self.book.individuals.get(at, ()) or iri in self.law.designated.get(at, ()))

    def _of_kind(self, iri: str, at: str) -> Formula:
        """Return where a node is of a kind, stated or chosen, that lies in a class."""
        node = self.nodes[at]
        if iri in self.book.classes[node.owner].ancestors:
            return TRUE if node.owner != SAFEGUARD_CLASS else self._of_any_kind(at)
        return self.formulas.disjunction(where for kind, where in self._kinds(at) if iri in self._above(kind))

    def _of_any_kind(self, at: str) -> Formula:
        return self.formulas.disjunction(where for _, where in self._kinds(at))

    def _above(self, kind: str) -> frozenset[str]:
        return self.book.classes[kind].ancestors

    def _kinds(self, at: str) -> Iterator[tuple[str, Formula]]:
        node = self.nodes[at]
        stated = [(kind, TRUE) for kind in sorted(node.kinds)]
        chosen = [
            (str(kind), self.formulas.atom(choice, alternative))
            for values, choice, alternative in self.worlds.entries.get((at, TYPE), ())
            for kind in values
        ]
        for kind, where in (*stated, *chosen):
            if node.owner == SAFEGUARD_CLASS:
                yield kind, self.formulas.conjunction((where, self._counts(kind, at)))
            else:
                yield kind, where

    def _counts(self, kind: str, at: str) -> Formula:
        """Return where a safeguard of a kind counts: as the law asks, and there was one by the day."""
        found = self._counting.get((kind, at))
        if found is None:
            above = self._above(kind)
            needed = {one for wider in above for one in self.law.counts_if.get(wider, ())}
            in_time = all(self.book.first_issued.get(one, self.on) <= self.on for one in above)
            # What a safeguard needs is asked of its facts, not of whether it counts.
            self._counting[kind, at] = TRUE
            found = self.formulas.conjunction((_constant(in_time), *(self._afresh(one, at) for one in sorted(needed))))
            self._counting[kind, at] = found
        return found

    def _afresh(self, needed: str, at: str) -> Formula:
        """Return where a class holds, and remember nothing of what was found on the way."""
        kept, self._memo = self._memo, {}
        found = self.holds(Named(needed), at)
        self._memo = kept
        return found

    def _owned(self, rule: OwnershipRule, at: str) -> Formula:
        """Return where owners that count hold the share of a rule together."""
        owners = Some(OWNER, Or((Named(rule.of_owners), Named(rule.derives))))
        holdings = [
            (self.formulas.conjunction((where, self.holds(owners, str(holding)))), self._share(str(holding)))
            for values, where in self._entries(at, OWNERSHIP)
            for holding in values
        ]
        return self._reaching(holdings, rule.minimum_share)

    def _share(self, holding: str) -> int:
        share = next(iter(self.nodes[holding].values.get(SHARE, ())), 0)
        return share if isinstance(share, int) else 0

    def _reaching(self, holdings: Sequence[tuple[Formula, int]], minimum: int) -> Formula:
        """Return where the shares of holdings that count add up to a minimum."""
        if minimum <= 0:
            return TRUE
        if sum(share for _, share in holdings) < minimum:
            return FALSE
        (counts, share), *others = holdings
        with_it = self.formulas.conjunction((counts, self._reaching(others, minimum - share)))
        return self.formulas.disjunction((with_it, self._reaching(others, minimum)))


def _constant(holds: bool) -> Formula:
    return TRUE if holds else FALSE


def _has(values: Sequence[Value], value: Value) -> bool:
    """Return whether a value is among others; a truth value is no number."""
    return any(one == value and isinstance(one, bool) == isinstance(value, bool) for one in values)
