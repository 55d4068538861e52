"""The judge: HermiT reads the ontology itself, shares nothing with the evaluator, and says what is proven.

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

A transfer is put to HermiT as a class that says all this, its nodes as classes that it leads to; a node that several
others lead to is one individual. What follows is the same as for individuals throughout, but each question takes
milliseconds instead of minutes. A norm is proven to be triggered if no member of that class can lie outside the norm,
and proven not to be if none can lie inside.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import networkx as nx
import pyoxigraph as ox

from lexflux.engines.axioms import JUDGED, Logic, outside, parse
from lexflux.engines.expressions import Scale, complement, intersection, named, none, only, some, union
from lexflux.engines.hermit import consistent, hierarchy, satisfiable
from lexflux.facts.areas import with_areas
from lexflux.facts.names import UNION
from lexflux.facts.silence import Silence, Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Range, Value
from lexflux.law.graphs import Texts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import OwnershipRule
from lexflux.law.ontology import load_ontology
from lexflux.law.snapshot import Snapshot
from lexflux.remembering import remembered
from lexflux.terms import COLLECTION, DENIAL, LF, OWL, SAFEGUARD, TRANSFER, TYPE

NOTHING = OWL + "Nothing"
ORGANISATION, OWNERSHIP, OWNER, SHARE = (LF + name for name in ("Organisation", "ownership", "owner", "share"))
ALL_SHARES = 100
ANY_NUMBER = Range(None, False, None, False)
BATCH, NORMS_OF_A_RUN = 50, 250
RUNS_AT_ONCE = 2
Item = TypeVar("Item")


class Case(NamedTuple):
    """A transfer with the chosen readings, by IRI of the open point, and the law under which it is judged."""

    facts: Facts
    readings: Mapping[str, str]
    law: Snapshot


@dataclass(frozen=True, slots=True)
class KnowledgeJudgement:
    """
    What HermiT finds in the knowledge itself.

    ``conflict`` names the terms whose axioms contradict each other if the knowledge is not consistent; nothing else can
    be said then. ``unsatisfiable`` holds the classes, by IRI with their labels, that no transfer or other thing can
    belong to. ``subsumptions`` are pairs of norms of which the first governs nothing that the second, the next wider
    one, does not govern: candidates for the precedence of the special rule.
    """

    consistent: bool
    conflict: tuple[str, ...]
    unsatisfiable: Mapping[str, Texts]
    subsumptions: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class TransferJudgement:
    """
    The norms and gaps of a law in which a transfer is proven to lie, and those in which it is proven not to.

    Whether it lies in others is open. ``consistent`` is false if the facts contradict the ontology; both sets are then
    empty.
    """

    triggered: frozenset[str]
    not_triggered: frozenset[str]
    consistent: bool = True


def judge_knowledge(book: LawBook, ontology: Path) -> KnowledgeJudgement:
    """
    Let HermiT judge the ontology itself.

    The ontology must be consistent as a whole and each of its classes must be able to have members; norms are compared
    with those of their regime only, because a norm is never the special rule of a norm of another regime.

    Parameters
    ----------
    book
        The law book, for labels and the regimes of norms.
    ontology
        Folder of the ontology.

    Raises
    ------
    EngineError
        If Java or HermiT is missing or fails.
    """
    start = time.monotonic()
    logic = _logic(ontology, book.digest)
    if not consistent(logic.without_likes()):
        return KnowledgeJudgement(False, _conflict(logic), {}, (), time.monotonic() - start)
    norms = _grouped(sorted(book.norms.keys() & set(logic.conditions)), lambda norm: book.norms[norm].regime)
    others = sorted(logic.classes - book.norms.keys())
    with ThreadPoolExecutor(RUNS_AT_ONCE) as pool:
        found = pool.submit(satisfiable, logic.reachable(others, sides=True), others)
        runs = _classified_together(list(norms.values()))
        graphs = list(pool.map(lambda run: hierarchy(logic.reachable(itertools.chain(*run))), runs))
    nothing = {iri for graph in graphs if NOTHING in graph for iri in nx.ancestors(graph, NOTHING)}
    nothing |= set(others) - found.result()
    subsumptions = {
        pair
        for run, graph in zip(runs, graphs, strict=True)
        for of_regime in run
        for pair in _nearest(graph, set(of_regime) - nothing)
    }
    return KnowledgeJudgement(
        consistent=True,
        conflict=(),
        unsatisfiable={iri: book.labels.get(iri, {}) for iri in sorted(nothing)},
        subsumptions=tuple(sorted(subsumptions)),
        seconds=time.monotonic() - start,
    )


def judge_transfers(book: LawBook, cases: Sequence[Case], ontology: Path) -> list[TransferJudgement]:
    """
    Let HermiT judge in which norms and gaps transfers lie.

    Parameters
    ----------
    book
        The law book, for the schema of facts; its compiled conditions are not used.
    cases
        Transfers, each with its law: the norms and gaps of one regime on one day.
    ontology
        Folder of the ontology.

    Raises
    ------
    EngineError
        If Java or HermiT is missing or fails.
    KnowledgeError
        If the ontology is inconsistent, so that everything follows from it.
    """
    logic = _logic(ontology, book.digest)
    found: dict[int, TransferJudgement] = {}
    for of_regime in _grouped(range(len(cases)), lambda number: cases[number].law.regime).values():
        court = _Court(book, logic, [cases[number] for number in of_regime])
        for of_day in _grouped(of_regime, lambda number: court.designations(cases[number].law)).values():  # noqa: B023 - used before the next
            for start in range(0, len(of_day), BATCH):
                batch = of_day[start : start + BATCH]
                found.update(zip(batch, court.judge([cases[number] for number in batch]), strict=True))
    return [found[number] for number in range(len(cases))]


@remembered(1)
def _logic(ontology: Path, digest: str) -> Logic:
    """Return the logical part of an ontology; ``digest`` tells one state of its files from another."""
    return Logic(load_ontology(ontology))


def _classified_together(regimes: Iterable[list[str]]) -> list[list[list[str]]]:
    """Put the norms of regimes into few runs, because each starts Java; the largest runs come first."""
    runs: list[list[list[str]]] = []
    for norms in sorted(regimes, key=len):
        if not runs or sum(map(len, runs[-1])) + len(norms) > NORMS_OF_A_RUN:
            runs.append([])
        runs[-1].append(norms)
    return runs[::-1]


def _grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> dict[Hashable, list[Item]]:
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


class _Court:
    """Judges transfers under the law of one regime."""

    def __init__(self, book: LawBook, logic: Logic, cases: Sequence[Case]) -> None:
        self.book = book
        self.logic = logic
        conditions = {iri for case in cases for iri in _conditions(case.law)}
        kinds = {kind for case in cases for node in case.facts.nodes.values() for kind in node.kinds}
        self.mentioned = self._mentioned(conditions | kinds)
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

    def _mentioned(self, roots: Collection[str]) -> set[str]:
        """Return all that the axioms about names speak of, what ownership rules lead to included."""
        found = {axiom.subject.value for axiom in self.logic.reachable(roots, sides=True)}
        owners = {rule.of_owners for kind, rule in self.book.ownership_rules.items() if kind in found}
        return found if owners <= found else self._mentioned({*roots, *owners})

    def designations(self, law: Snapshot) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the designated classes that matter here, each with its members of the day; a union is in no place."""
        kinds = sorted((self.book.designated_classes & self.mentioned).difference(*self.kinds.values()))
        designated = {term: of for term, of in law.designated.items() if UNION not in self.book.individuals[term]}
        return tuple(
            (kind, tuple(sorted(term for term, classes in designated.items() if kind in classes))) for kind in kinds
        )

    def _closed_kinds(self) -> Iterator[str]:
        """Yield that a primitive kind of terms has none of the terms of wider kinds that were not given it."""
        for kind in sorted((self.book.classes.keys() & self.mentioned) - self.book.designated_classes):
            known = self.book.classes[kind]
            terms = self.book.individuals.items()
            if known.definition is None and any(kind in kinds for _, kinds in terms):
                others = sorted(term for term, kinds in terms if kind not in kinds and known.ancestors & kinds)
                if others:
                    yield f"<{kind}> rdfs:subClassOf {complement(union(named(others)))} ."

    def judge(self, cases: Sequence[Case]) -> list[TransferJudgement]:
        """
        Ask for each condition whether a transfer can lie inside it and, if it can, whether it can lie outside.

        The designations of the day must be the same for all cases.
        """
        stated = [
            f"<{kind}> owl:equivalentClass {union(named(members))} ."
            for kind, members in self.designations(cases[0].law)
        ]
        stated += self._closed_kinds()
        names = {f"{JUDGED}{number}/": case for number, case in enumerate(cases)}
        for base, case in names.items():
            stated += self._transfer(case, base)
        asked = {
            f"{base}{place}": (f"{base}transfer", condition)
            for base, case in names.items()
            for place, condition in enumerate(_conditions(case.law))
        }
        can = self._possible(stated, asked, [f"{base}transfer" for base in names])
        need_not = self._possible(
            stated,
            {name: (transfer, outside(condition)) for name, (transfer, condition) in asked.items() if name in can},
        )
        return [self._judgement(base, _conditions(case.law), can, need_not) for base, case in names.items()]

    def _judgement(
        self, base: str, conditions: Sequence[str], can: Collection[str], need_not: Collection[str]
    ) -> TransferJudgement:
        """Return what is proven of a transfer from where it can lie and where it need not."""
        if f"{base}transfer" not in can:
            return TransferJudgement(frozenset(), frozenset(), consistent=False)
        inside = {condition for place, condition in enumerate(conditions) if f"{base}{place}" in can}
        return TransferJudgement(
            triggered=frozenset(
                condition
                for place, condition in enumerate(conditions)
                if condition in inside and f"{base}{place}" not in need_not
            ),
            not_triggered=frozenset(conditions) - inside,
        )

    def _possible(
        self, stated: Iterable[str], both: Mapping[str, tuple[str, str]], also: Iterable[str] = ()
    ) -> set[str]:
        """Return the names, of classes that are the intersection of two others and of others, that can have members."""
        intersections = (
            f"<{name}> a owl:Class ; rdfs:subClassOf <{one}> , <{other}> ." for name, (one, other) in both.items()
        )
        axioms = parse([*stated, *intersections])
        mentioned = {
            axiom.object.value for axiom in axioms if isinstance(axiom.object, ox.NamedNode) and axiom.declares is None
        }
        return satisfiable(self.logic.reachable(mentioned, sides=True) + axioms, [*also, *both])

    def _transfer(self, case: Case, base: str) -> Iterator[str]:
        """Yield what is stated about a transfer and its nodes."""
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


def _conditions(law: Snapshot) -> list[str]:
    return sorted([*law.norms, *(gap.iri for gap in law.gaps)])


def _nearest(graph: nx.DiGraph[str], norms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each norm with the next wider norms; norms that govern the same are no special rules of each other."""
    above = {norm: nx.descendants(graph, norm).intersection(norms) for norm in norms if norm in graph}
    for narrow, wider in above.items():
        between = {wide for wide in wider if narrow not in above[wide]}
        yield from (
            (narrow, wide)
            for wide in between
            if not any(wide in above[other] and other not in above[wide] for other in between)
        )


def _conflict(logic: Logic) -> tuple[str, ...]:
    """
    Return the names in a smallest set of axioms that contradict each other.

    Halves the suspects again and again (U. Junker, "QuickXplain", AAAI 2004), so that few of them need many runs.
    """
    declarations, suspects = logic.by_name()

    def contradictory(names: Iterable[str]) -> bool:
        return not consistent([*declarations, *(axiom for name in names for axiom in suspects[name])])

    def explain(known: list[str], grown: bool, names: list[str]) -> list[str]:
        if grown and contradictory(known):
            return []
        if len(names) == 1:
            return names
        left, right = names[: len(names) // 2], names[len(names) // 2 :]
        second = explain(known + left, True, right)
        return explain(known + second, bool(second), left) + second

    return tuple(sorted(explain([], False, sorted(suspects))))
