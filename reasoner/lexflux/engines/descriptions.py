"""A transfer as HermiT reads it: what its description states, and how far what nobody stated is closed.

OWL holds everything open that is not stated. A description of a transfer is less open than that: some of what nobody
stated is presumed not to be the case, or excluded (`lexflux.facts.silence`). The difference is stated as axioms, these
and no more:

* a many-valued fact has only the values that were stated, or are presumed, and those that are left open, and some value
  if it is asked for;
* a single-valued fact has some value that was not denied, unless it was stated as not applicable;
* a data set, an organisation or a safeguard belongs to no other primitive kind than those it was given and those that
  are left open;
* an organisation belongs to a kind that an ownership rule derives if, and unless it was given it only if, owners that
  count hold enough; OWL cannot add up shares, but of stated shares it can say which owners together hold enough;
* terms of a vocabulary with different names are different, a term belongs to no other primitive kind than those it was
  given, and designated classes have the members of the day;
* an open point of law has one of its readings.

A transfer becomes a class that says all this, its nodes classes that it leads to; a node that several others lead to is
one individual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from lexflux.engines.axioms import Logic
from lexflux.engines.expressions import Scale, complement, intersection, named, none, only, some, union
from lexflux.facts.areas import with_areas
from lexflux.facts.names import UNION
from lexflux.facts.silence import Silence, Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import OwnershipRule
from lexflux.law.snapshot import Snapshot
from lexflux.terms import COLLECTION, DENIAL, LF, SAFEGUARD, TRANSFER, TYPE

ORGANISATION, OWNERSHIP, OWNER, SHARE = (LF + name for name in ("Organisation", "ownership", "owner", "share"))
ALL_SHARES = 100
ANY_NUMBER = Range(None, False, None, False)


class Case(NamedTuple):
    """A transfer with the chosen readings, by IRI of the open point, and the law under which it is judged."""

    facts: Facts
    readings: Mapping[str, str]
    law: Snapshot


def conditions_of(law: Snapshot) -> list[str]:
    """Return the norms and gaps of a law, in order."""
    return sorted([*law.norms, *(gap.iri for gap in law.gaps)])


class Descriptions:
    """What is stated, in OWL, of transfers that are judged under the law of one regime."""

    def __init__(self, book: LawBook, logic: Logic, cases: Sequence[Case]) -> None:
        self.book = book
        conditions = {iri for case in cases for iri in conditions_of(case.law)}
        kinds = {kind for case in cases for node in case.facts.nodes.values() for kind in node.kinds}
        self.mentioned = self._mentioned(logic, conditions | kinds)
        self.read = (self.mentioned | book.schema.ranges.keys()) & logic.properties
        self.kinds = {
            owner: {
                iri
                for iri, kind in book.classes.items()
                if kind.definition is None and owner in kind.ancestors and iri in self.mentioned
            }
            for owner in book.schema.shapes
            if owner != TRANSFER
        }

    def _mentioned(self, logic: Logic, roots: Collection[str]) -> set[str]:
        """Return all that the axioms about names speak of, what ownership rules lead to included."""
        found = {axiom.subject.value for axiom in logic.reachable(roots, sides=True)}
        owners = {rule.of_owners for kind, rule in self.book.ownership_rules.items() if kind in found}
        return found if owners <= found else self._mentioned(logic, {*roots, *owners})

    def designations(self, law: Snapshot) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the designated classes that matter here, each with its members of the day; a union is in no place."""
        kinds = sorted((self.book.designated_classes & self.mentioned).difference(*self.kinds.values()))
        designated = {term: of for term, of in law.designated.items() if UNION not in self.book.individuals[term]}
        return tuple(
            (kind, tuple(sorted(term for term, classes in designated.items() if kind in classes))) for kind in kinds
        )

    def closed_kinds(self) -> Iterator[str]:
        """Yield that a primitive kind of terms has none of the terms of wider kinds that were not given it."""
        for kind in sorted((self.book.classes.keys() & self.mentioned) - self.book.designated_classes):
            known = self.book.classes[kind]
            terms = self.book.individuals.items()
            if known.definition is None and any(kind in kinds for _, kinds in terms):
                others = sorted(term for term, kinds in terms if kind not in kinds and known.ancestors & kinds)
                if others:
                    yield f"<{kind}> rdfs:subClassOf {complement(union(named(others)))} ."

    def of(self, case: Case, base: str) -> Iterator[str]:
        """Yield what is stated about a transfer and its nodes, whose names begin with ``base``."""
        silence = Silence(self.book, with_areas(self.book, case.facts, case.law))
        nodes = silence.facts.nodes
        led_to = Counter(value for node in nodes.values() for values in node.values.values() for value in values)
        for path, node in nodes.items():
            if node.owner == DENIAL:
                continue
            yield f"<{base}{path}> a owl:Class ."
            if led_to[path] > 1:
                yield f"<{base}{path}> rdfs:subClassOf [ a owl:Class ; owl:oneOf ( <{base}{path}/itself> ) ] ."
            for description in (*self._kinds(node, silence), *self._facts(case.facts, node, base, silence)):
                yield f"<{base}{path}> rdfs:subClassOf {description} ."
            for rule in self.book.ownership_rules.values():
                if rule.derives in self.kinds[ORGANISATION] and _may_be_owned(node, silence):
                    yield from self._owned(case.facts, node, rule, base, silence)
        for point in sorted(self.read & self.book.open_points.keys()):
            options = [case.readings[point]] if point in case.readings else self.book.open_points[point].readings
            yield f"<{base}transfer> rdfs:subClassOf {some(point, union(named(options)))} ."

    def _kinds(self, node: NodeFacts, silence: Silence) -> Iterator[str]:
        """Yield the kinds of a node, and that it is of no other primitive kind that is not left open."""
        yield from named(sorted(node.kinds | {node.owner}))
        derived = self.book.ownership_rules.keys() if _may_be_owned(node, silence) else frozenset()
        others = sorted(
            kind
            for kind in self.kinds.get(node.owner, set()) - node.types - derived
            if silence.of_kind(node, kind) is not Standing.OPEN
        )
        if others:
            yield complement(union(named(others)))

    def _facts(self, facts: Facts, node: NodeFacts, base: str, silence: Silence) -> Iterator[str]:
        """Yield the facts of a node: its values, and what silence on others leaves open."""
        if node.owner == TRANSFER and COLLECTION in self.read:
            together = [self._value(value, facts, base) for value in node.values.get(COLLECTION, ())]
            yield from (some(COLLECTION, value) for value in together)
            yield only(COLLECTION, union(together)) if together else none(COLLECTION)
        for prop in sorted(self.book.schema.shapes[node.owner].keys() & self.read):
            values = [self._value(value, facts, base) for value in node.values.get(prop, ())]
            yield from (some(prop, value) for value in values)
            if not self.book.properties[prop].single:
                yield from self._unstated(node, prop, values, silence)
            elif prop in node.not_applicable:
                yield none(prop)
            elif not values:
                denied = named(sorted(node.denied.get(prop, ())))
                kept = self._range(prop, node)
                yield some(prop, intersection([kept, complement(union(denied))]) if denied else kept)

    def _unstated(self, node: NodeFacts, prop: str, values: Sequence[str], silence: Silence) -> Iterator[str]:
        """Yield what the values of a many-valued fact can be beside the stated ones, and whether it has some."""
        if prop in self.book.schema.ranges:
            if prop == SAFEGUARD and (denied := node.denied.get(TYPE)):
                yield only(prop, complement(union(named(sorted(denied)))))
            if silence.of_others(node, prop) is not Standing.OPEN and not _may_be_owned(node, silence, prop):
                yield only(prop, union(values)) if values else none(prop)
            return
        kind = self.book.properties[prop].range
        told_apart = self.mentioned | node.denied.get(prop, frozenset())
        terms = sorted(term for term, kinds in self.book.individuals.items() if kind in kinds and term in told_apart)
        unstated = [term for term in terms if f"<{term}>" not in values]
        open_terms = [term for term in unstated if silence.of_value(node, prop, term) is Standing.OPEN]
        if silence.of_others(node, prop) is Standing.OPEN:
            closed = named(term for term in unstated if term not in open_terms)
            if closed:
                yield only(prop, complement(union(closed)))
            if self.book.schema.shapes[node.owner][prop].never_empty and not values:
                yield some(prop, f"<{self.book.properties[prop].range}>")
        else:
            possible = [*values, *named(open_terms)]
            yield only(prop, union(possible)) if possible else none(prop)

    def _value(self, value: Value, facts: Facts, base: str) -> str:
        if isinstance(value, str):
            return f"<{base}{value}>" if value in facts.nodes else f"<{value}>"
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        return f"[ a rdfs:Datatype ; owl:oneOf ( {shown} ) ]"

    def _range(self, prop: str, node: NodeFacts) -> str:
        """Return in what the value of a single-valued fact lies, by the schema and by the bounds that are stated."""
        kind = self.book.properties[prop]
        minimum = self.book.schema.shapes[node.owner][prop].minimum
        if prop in node.within:
            return union(named(sorted(node.within[prop])))
        if kind.datatype is None:
            return f"<{kind.range}>"
        bounds = node.ranges.get(prop, ANY_NUMBER)
        return _between(kind.datatype, minimum if bounds.low is None else bounds.low, bounds.high)

    def _owned(self, facts: Facts, node: NodeFacts, rule: OwnershipRule, base: str, silence: Silence) -> Iterator[str]:
        """
        Yield that a node belongs to a derived kind if owners that count hold enough, and not if they cannot.

        A share may be unknown, or known as a range: the least that it can be counts for the first and the most for the
        second, as does what nobody told of, where further owners are left open: then others hold as little as they can.
        """
        counts = some(OWNER, union(named((rule.of_owners, rule.derives))))
        paths = [str(path) for path in node.values.get(OWNERSHIP, ())]
        counting = [some(OWNERSHIP, intersection([f"<{base}{path}>", counts])) for path in paths]
        low, high = zip(*(_share(facts.nodes[path]) for path in paths), strict=True) if paths else ((), ())
        name, itself = f"{base}{node.path}/{rule.derives}", f"<{base}{node.path}>"
        options = {"least": [*zip(counting, low, strict=True)], "most": [*zip(counting, high, strict=True)]}
        if silence.may_have_further_owners(node):
            options["further"] = [*options["least"], ("owl:Thing", max(ALL_SHARES - sum(low), 0))]
        scales = {option: Scale(f"{name}/{option}") for option in options}
        least, *most = (scales[option].reached(held, rule.minimum_share) for option, held in options.items())
        for scale in scales.values():
            yield from scale.lines
        yield f"{itself} rdfs:subClassOf {union([complement(least), f'<{rule.derives}>'])} ."
        if rule.derives not in node.types and silence.of_kind(node, rule.derives) is not Standing.OPEN:
            yield f"{itself} rdfs:subClassOf {union([complement(f'<{rule.derives}>'), *most])} ."


def _between(datatype: str, low: int | None, high: int | None) -> str:
    """Return the datatype of the values from a bound on and below another."""
    if low is not None and high == low + 1:
        # Of a range of one number HermiT does not see that it lies within a bound at that number.
        return f"[ a rdfs:Datatype ; owl:oneOf ( {low} ) ]"
    facets = {"minInclusive": low, "maxExclusive": high}
    bounds = " ".join(f"[ xsd:{facet} {bound} ]" for facet, bound in facets.items() if bound is not None)
    if not bounds:
        return f"xsd:{datatype}"
    return f"[ a rdfs:Datatype ; owl:onDatatype xsd:{datatype} ; owl:withRestrictions ( {bounds} ) ]"


def _share(holding: NodeFacts) -> tuple[int, int]:
    """Return the least and the most that a share can be, in per cent."""
    exact = next((value for value in holding.values.get(SHARE, ()) if isinstance(value, int)), None)
    if exact is not None:
        return exact, exact
    bounds = holding.ranges.get(SHARE, ANY_NUMBER)
    return bounds.low or 0, ALL_SHARES if bounds.high is None else bounds.high - 1


def _may_be_owned(node: NodeFacts, silence: Silence, prop: str = OWNERSHIP) -> bool:
    """Return whether there are owners, told or not."""
    return (
        prop == OWNERSHIP
        and node.owner == ORGANISATION
        and (OWNERSHIP in node.values or silence.may_have_further_owners(node))
    )
