"""The judge: HermiT reads the ontology itself, shares nothing with the evaluator, and says what is proven.

A transfer is put to HermiT as a class (`lexflux.engines.descriptions`). What follows is the same as for individuals
throughout, but each question takes milliseconds instead of minutes. A norm is proven to be triggered if no member of
that class can lie outside the norm, and proven not to be if none can lie inside.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import networkx as nx
import pyoxigraph as ox

from lexflux.engines.axioms import JUDGED, Logic, outside, parse
from lexflux.engines.descriptions import Case, Descriptions, conditions_of
from lexflux.engines.expressions import named, union
from lexflux.engines.hermit import consistent, hierarchy, satisfiable
from lexflux.law.graphs import Texts
from lexflux.law.lawbook import LawBook
from lexflux.law.ontology import load_ontology
from lexflux.remembering import remembered
from lexflux.terms import OWL

NOTHING = OWL + "Nothing"
BATCH, NORMS_OF_A_RUN = 50, 250
RUNS_AT_ONCE = 2
Item = TypeVar("Item")


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
        descriptions = Descriptions(book, logic, [cases[number] for number in of_regime])
        court = _Court(logic, descriptions)
        for of_day in _grouped(of_regime, lambda number: descriptions.designations(cases[number].law)).values():  # noqa: B023 - used before the next
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

    def __init__(self, logic: Logic, descriptions: Descriptions) -> None:
        self.logic = logic
        self.descriptions = descriptions

    def judge(self, cases: Sequence[Case]) -> list[TransferJudgement]:
        """
        Ask for each condition whether a transfer can lie inside it and, if it can, whether it can lie outside.

        The designations of the day must be the same for all cases.
        """
        stated = [
            f"<{kind}> owl:equivalentClass {union(named(members))} ."
            for kind, members in self.descriptions.designations(cases[0].law)
        ]
        stated += self.descriptions.closed_kinds()
        names = {f"{JUDGED}{number}/": case for number, case in enumerate(cases)}
        for base, case in names.items():
            stated += self.descriptions.of(case, base)
        asked = {
            f"{base}{place}": (f"{base}transfer", condition)
            for base, case in names.items()
            for place, condition in enumerate(conditions_of(case.law))
        }
        can = self._possible(stated, asked, [f"{base}transfer" for base in names])
        need_not = self._possible(
            stated,
            {name: (transfer, outside(condition)) for name, (transfer, condition) in asked.items() if name in can},
        )
        return [self._judgement(base, conditions_of(case.law), can, need_not) for base, case in names.items()]

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
