"""What holds for every transfer: order and notes never matter, knowing more never surprises, more people never help.

Transfers and what completes them are drawn with `random.Random`, whose seed Hypothesis chooses: its own source of
randomness knows no weights, and without weights nearly every transfer would be prohibited or not reached.
"""

from __future__ import annotations

import copy
import datetime
import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from lexflux.decision.decide import decide
from lexflux.decision.given import facts_read
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import RequirementStatus, Verdict
from lexflux.decision.unread import ALWAYS_READ
from lexflux.facts import context
from lexflux.facts.collective import standing_for
from lexflux.facts.reader import read_tree
from lexflux.law.conditions import HasValue, Named, Some, walk
from lexflux.law.loading import load_law_book
from lexflux.law.norms import Modality
from lexflux.law.schema import PropertyShape
from lexflux.terms import DATE, ISSUED_ON, LF, OVERLAP, PLACE, SAFEGUARD, TRANSFER, local
from tests.regimes import beside_the_cases, days_about_changes, places
from tests.transfers import BRANCH_OF, OTHER_PARTY, OWNERSHIP, read_by, readings, transfer

Tree = dict[str, Any]
Law = tuple[str, datetime.date]

BOOK = load_law_book()
ALWAYS_MEMBERS = ("DE", "FR", "IE")
ORGANISATION, DATA_SET, HOLDING = (LF + name for name in ("Organisation", "DataSet", "Holding"))
STRICTNESS = [Verdict.NOT_REACHED, Verdict.UNDETERMINED, Verdict.PERMITTED, Verdict.CONDITIONAL, Verdict.PROHIBITED]
"""With everything known; undetermined is then what no encoded norm reaches and a part that is not encoded may."""
PLACES = places(BOOK)
ROUTES = {regime: beside_the_cases(regime).get("plain_export", {}) for regime in sorted(BOOK.regimes)}
DAYS = {regime: days_about_changes(BOOK, regime) for regime in sorted(BOOK.regimes)}
# What some law always demands; offered often, so that exports that lack nothing are not too rare.
DEMANDED = [kind for route in ROUTES.values() for kind in route.get("with", [])]
SAFEGUARD_KINDS = [iri for iri in context.kinds(BOOK, LF + "Safeguard") if iri != LF + "Safeguard"]
SAFEGUARDS = sorted(map(local, SAFEGUARD_KINDS))
READ = {
    part.prop for condition in BOOK.conditions() for part in walk(condition) if isinstance(part, Some | HasValue)
} | {LF + "share"}
# Shares are read by the ownership rules, days by what they are the days of, the overlap by sums, not by conditions.
READ_OTHERWISE = {*ALWAYS_READ, OVERLAP} - {DATE}
UNREAD = {
    owner: [shape for prop, shape in owned.items() if prop not in READ | READ_OTHERWISE and not shape.is_node]
    for owner, owned in BOOK.schema.shapes.items()
}

COUNTS = {
    regime: [
        shape
        for owned in BOOK.schema.shapes.values()
        for shape in owned.values()
        if shape.datatype == "integer" and shape.prop in read_by(BOOK, regime).properties
    ]
    for regime in BOOK.regimes
}

# So many transfers in all, however many regimes there are; ten times as many in `make properties`.
MOST = max(10, 4 * settings.default.max_examples // len(BOOK.regimes))
seeds = st.integers(0, MOST - 1).map(Random)  # the same for each property, so that a transfer is decided once for all
further_seeds = st.randoms(use_true_random=True)
# The properties of one regime after each other, while what was decided is remembered.
each_regime = pytest.mark.parametrize("regime", sorted(BOOK.regimes), scope="module")
repeatable = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=MOST,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def drawn(regime: str, random: Random) -> tuple[Tree, Law]:
    """Draw a transfer and the regime with a day of its law."""
    return transfer(BOOK, regime, random), (regime, random.choice(DAYS[regime]))


def neighbours(prop: str) -> list[int]:
    """Return the numbers at and beside each threshold of a count."""
    bounds = {bound for test in BOOK.thresholds.get(prop, ()) for bound in (test.low, test.high) if bound is not None}
    return sorted({0, 1, *(number + step for number in bounds for step in (-1, 0, 1))})


def value(shape: PropertyShape, random: Random, node: Tree) -> Any:
    """
    Return a value for a fact of a node: a truth value, a term, a number about the thresholds, safeguards.

    It is none that the node denies, and lies in the range that the node states.
    """
    stated = node.get(local(shape.prop))
    if shape.prop == SAFEGUARD:
        return [{"type": kind} for kind in random.sample([*SAFEGUARDS, *DEMANDED], 2)]
    if shape.prop in (BRANCH_OF, OTHER_PARTY):
        return [{"locatedIn": random.choice(PLACES)}]
    if shape.prop == OWNERSHIP:
        return [{"owner": {"locatedIn": random.choice(PLACES)}, "share": random.choice((19, 20, 50, 100))}]
    if shape.datatype == "boolean":
        return random.random() < 0.5
    if shape.datatype == "integer":
        known = stated if isinstance(stated, dict) else {}
        low, below = known.get("from", 0), known.get("below", (shape.maximum or 0) + 1)
        return random.choice([low, *(number for number in neighbours(shape.prop) if low <= number < below)])
    if shape.datatype == "date":
        return random.choice(["2023-01-31", "2025-06-01"])
    if f"{PLACE}{stated}" in BOOK.areas:
        return random.choice(ALWAYS_MEMBERS)
    names = PLACES if shape.term_class == LF + "Place" else sorted(map(local, context.terms(BOOK, shape)))
    denied = node.get("denied", {}).get(local(shape.prop), [])
    names = [name for name in names if name not in denied]
    return random.choice(names) if shape.single else random.sample(names, random.choice((0, 1, 2)))


def described(tree: Tree) -> Iterator[tuple[Tree, str]]:
    """Yield the nodes of a transfer whose facts may be completed, with their class."""
    yield tree, TRANSFER
    for name in ("exporter", "recipient"):
        yield from with_owners(tree[name])
    for party in tree.get("otherParty", []):
        yield from with_owners(party)
    yield from ((data, DATA_SET) for data in tree["data"])


def with_owners(organisation: Tree) -> Iterator[tuple[Tree, str]]:
    """Yield an organisation, that of which it is a branch, its holdings and their owners, and theirs."""
    yield organisation, ORGANISATION
    for head in organisation.get("branchOf", []):
        yield from with_owners(head)
    for holding in organisation.get("ownership", []):
        yield holding, HOLDING
        if "owner" in holding:
            yield from with_owners(holding["owner"])


def unknown_facts(tree: Tree) -> list[tuple[Tree, PropertyShape]]:
    """Return the nodes and facts to which a value may still be given."""
    return [
        (node, shape)
        for node, owner in described(tree)
        for shape in BOOK.schema.shapes[owner].values()
        if local(shape.prop) in node.get("statedUnknown", [])
        or (shape.ranged and isinstance(node.get(local(shape.prop)), dict))
        or f"{PLACE}{node.get(local(shape.prop))}" in BOOK.areas
        or (shape.single and not shape.is_node and local(shape.prop) not in [*node, *node.get("notApplicable", [])])
    ]


def give(node: Tree, shape: PropertyShape, given_value: Any) -> None:
    """Give a fact a value, whatever was said of it before; a list that goes on gets further values."""
    name = local(shape.prop)
    goes_on = not shape.single and name in node.get("statedUnknown", [])
    known = [one for one in node.get(name, []) if one not in given_value] if goes_on else []
    node[name] = [*known, *given_value] if goes_on else given_value
    for state in ("statedUnknown", "notApplicable"):
        left = [name for name in node.pop(state, []) if name != local(shape.prop)]
        node.update({state: left} if left else {})


def consistent(tree: Tree) -> Tree:
    """Return the tree with each number raised to those that it includes."""
    for node, owner in described(tree):
        for part, whole in including(owner):
            if part in node and whole in node:
                node[whole] = max(node[part], node[whole])
    return tree


def fit(tree: Tree, drawn: set[tuple[int, str]]) -> None:
    """Lower or raise the numbers that were drawn to those that include them or that they include."""
    for node, owner in described(tree):
        for part, whole in including(owner):
            if part in node and whole in node and node[part] > node[whole]:
                name, fitting = (part, node[whole]) if (id(node), part) in drawn else (whole, node[part])
                node[name] = fitting


def including(owner: str) -> list[tuple[str, str]]:
    """Return the pairs of counts of which the second includes the first."""
    schema = BOOK.schema
    shapes = schema.shapes[owner].values()
    return [(local(shape.prop), local(whole)) for shape in shapes for whole in schema.including(shape)]


def complete(tree: Tree, random: Random, on: datetime.date | None = None) -> Tree:
    """
    Return the transfer with a value for each unknown fact, and all lists said to be complete.

    What is in place was issued by the day ``on``.
    """
    completed = copy.deepcopy(tree)
    unknown = unknown_facts(completed)
    for node, shape in unknown:
        give(node, shape, value(shape, random, node))
    for safeguard in completed.get("safeguard", []):
        for shape in asked_of(safeguard):
            issued = on.isoformat() if on and shape.prop == ISSUED_ON else None
            give(safeguard, shape, issued or value(shape, random, safeguard))
    fit(completed, {(id(node), local(shape.prop)) for node, shape in unknown})
    for node, owner in described(completed):
        for shape in BOOK.schema.shapes[owner].values():
            stated = {name for name, inner in node.items() if inner != []}
            answered = {*stated, *node.get("notApplicable", ()), *node.get("statedComplete", ())}
            if shape.never_empty and shape.term_class and not shape.single and local(shape.prop) not in answered:
                denied = node.get("denied", {}).get(local(shape.prop), [])
                terms = set(map(local, set(context.terms(BOOK, shape)) - BOOK.presumed)).difference(denied)
                suggested = terms & {node.get(local(shape.same_as or ""))}
                node[local(shape.prop)] = [random.choice(sorted(suggested or terms))]
        if owner != HOLDING:
            listed = [local(prop) for prop, shape in BOOK.schema.shapes[owner].items() if not shape.single]
            apart = set(node.get("notApplicable", ()))
            node["statedComplete"] = [
                *(name for name in listed if name not in apart),
                *(["kind"] if owner != TRANSFER else []),
            ]
        for state in ("denied", "statedUnknown"):
            node.pop(state, None)
    return consistent(completed)


def asked_of(safeguard: Tree) -> list[PropertyShape]:
    """Return the facts without a value for which an answer may ask of a safeguard, what is presumed left out."""
    kinds = {local(kind): kind for kind in context.kinds(BOOK, LF + "Safeguard")}
    named = safeguard["type"] if isinstance(safeguard["type"], list) else [safeguard["type"]]
    wider = {above for name in named for above in BOOK.classes[kinds[name]].ancestors}
    needed = {one for above in wider for one in BOOK.counts_if.get(above, ()) if one in BOOK.asked}
    asked = {prop for one in needed for prop in facts_read(BOOK, one)}
    return [
        shape
        for prop, shape in BOOK.schema.shapes[LF + "Safeguard"].items()
        if (shape.asked or prop in asked or local(prop) in safeguard.get("statedUnknown", []))
        and local(prop) not in [*safeguard, *safeguard.get("notApplicable", [])]
    ]


def every_reading(random: Random) -> dict[str, str]:
    """Return a reading of each open point."""
    return {iri: random.choice(point.readings) for iri, point in sorted(BOOK.open_points.items())}


def decision(tree: Tree, law: Law, chosen: dict[str, str] | None = None) -> Decision:
    """Return the decision on a tree."""
    return _decided(json.dumps(written(tree)), law, tuple((chosen or {}).items()))


@lru_cache(8 * MOST)
def _decided(tree: str, law: Law, chosen: tuple[tuple[str, str], ...]) -> Decision:
    return decide(BOOK, read_tree(json.loads(tree), BOOK), *law, dict(chosen))


def written(part: Any) -> Any:
    """Return a tree as one writes it: an empty list is left out."""
    if isinstance(part, dict):
        return {name: written(inner) for name, inner in part.items() if inner != []}
    return [written(inner) for inner in part] if isinstance(part, list) else part


def outcome(found: Decision) -> Tree:
    """Return all that a decision says but estimates, without the numbers by which nodes of a list are told apart."""
    return {
        "verdict": found.verdict,
        "possible": found.possible,
        "norms": {iri: finding.status for iri, finding in found.findings.items()},
        "requirements": {(one.safeguard, one.due, one.status, one.certain, one.norms) for one in found.requirements},
        "missing": sorted(
            (
                one.path.split("/")[0],
                one.prop,
                one.turns_on,
                one.state,
                -1 if one.estimated else round(one.decisiveness, 9),
            )
            for one in found.missing
        ),
        "open points": {
            (one.point, tuple(sorted(one.verdicts.items())), tuple(sorted(one.requirements.items())))
            for one in found.open_points
        },
        "gaps": {(gap.iri, certain) for gap, certain in found.gaps},
        "clashes": set(found.clashes),
        "expired": Counter((one.safeguard, one.until, one.needed) for one in found.expired),
    }


def in_order(kind: str, issued: datetime.date | None = None) -> Tree:
    """Return a safeguard of which all is stated that a law asks for."""
    found: Tree = {"type": kind, "status": "Passed", "heldBy": "BothParties", "isReliedOn": True}
    return {**found, "issuedOn": issued.isoformat()} if issued else found


def plain_export(tree: Tree, regime: str, random: Random) -> Tree:
    """
    Return an export that reaches the regime, with everything known.

    It has no purposes and circumstances that need or spare more than usual.
    """
    route = ROUTES[regime]
    if not route:
        return complete({name: part for name, part in tree.items() if name != "notApplicable"}, random)
    without = {"circumstance", "mode", "purpose", "statedUnknown", "notApplicable", "statedComplete", "denied"}
    plain = {name: part for name, part in tree.items() if name not in without}
    ends = {"exporter": {**tree["exporter"], "locatedIn": route["from"]}, "recipient": {"locatedIn": route["to"]}}
    known = complete({**plain, **ends}, random)
    return {**known, "safeguard": [*known.get("safeguard", []), *map(in_order, route.get("with", []))]}


def with_all_required(tree: Tree, law: Law, chosen: dict[str, str]) -> Tree:
    """Return the transfer with a safeguard for each requirement that is unmet, of several the first."""
    several = standing_for(BOOK)
    lacking = [
        one.safeguard
        for one in decision(tree, law, chosen).requirements
        if one.status in (RequirementStatus.UNMET, RequirementStatus.LACKING)
    ]
    return {
        **tree,
        "safeguard": [
            *tree.get("safeguard", []),
            *(in_order(local(several.get(iri, (iri,))[0]), law[1]) for iri in lacking),
        ],
    }


def with_count(tree: Tree, shape: PropertyShape, number: int) -> Tree:
    """Return the transfer with another number of people or devices, in all its data sets if it is a fact of these."""
    changed = copy.deepcopy(tree)
    for node, owner in described(changed):
        if owner == shape.owner and (owner != ORGANISATION or node is changed["exporter"]):
            give(node, shape, number)
    return consistent(changed)


@pytest.mark.parametrize("regime", sorted(regime for regime, counts in COUNTS.items() if counts))
@repeatable
@given(seeds)
def test_more_people_never_loosen_the_verdict(regime: str, random: Random) -> None:
    """With everything known, the verdict is determined, and a higher number never leads to a milder one."""
    tree, law = drawn(regime, random)
    for node in (tree, tree["exporter"]):
        node.pop("notApplicable", None)
    known = plain_export(tree, regime, random) if random.random() < 0.5 else complete(tree, random, law[1])
    chosen, count = every_reading(random), random.choice(COUNTS[regime])
    fewer, more = sorted(random.sample(neighbours(count.prop), 2))
    equipped = with_all_required(with_count(known, count, more), law, chosen)
    found = [decision(with_count(equipped, count, number), law, chosen) for number in (fewer, more)]

    assert [1, 1] == [len(one.possible) for one in found]
    assert STRICTNESS.index(found[0].verdict) <= STRICTNESS.index(found[1].verdict)


@each_regime
@repeatable
@given(seeds)
def test_the_order_of_lists_never_matters(regime: str, random: Random) -> None:
    """Data sets, kinds, purposes, safeguards and all else that is listed may stand in any order."""
    tree, law = drawn(regime, random)
    chosen = readings(BOOK, random)

    def shuffled(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: shuffled(part[key]) for key in random.sample(list(part), len(part))}
        return random.sample([shuffled(one) for one in part], len(part)) if isinstance(part, list) else part

    assert outcome(decision(tree, law, chosen)) == outcome(decision(shuffled(tree), law, chosen))


@each_regime
@repeatable
@given(seeds)
def test_a_fact_that_no_norm_reads_never_matters(regime: str, random: Random) -> None:
    """Labels, comments, data rights and the like change nothing."""
    tree, law = drawn(regime, random)
    noted = copy.deepcopy(tree)
    for node, owner in described(noted):
        for shape in UNREAD[owner]:
            give(node, shape, value(shape, random, node))
        node.update({"label": random.choice(["", "HealthData", "标签"]), "comment": "noted", "source": "files"})

    assert any(UNREAD.values())
    assert outcome(decision(tree, law)) == outcome(decision(noted, law))


@each_regime
@repeatable
@given(seeds)
def test_a_value_for_an_unknown_fact_only_narrows_the_verdict(regime: str, random: Random) -> None:
    """Whatever value an unknown fact takes, the verdict is among those that were possible before."""
    tree, law = drawn(regime, random)
    chosen, completed = readings(BOOK, random), copy.deepcopy(tree)
    open_facts = unknown_facts(completed)
    assume(open_facts)
    node, shape = random.choice(open_facts)
    give(node, shape, value(shape, random, node))

    assert set(decision(consistent(completed), law, chosen).possible) <= set(decision(tree, law, chosen).possible)


@each_regime
@repeatable
@given(seeds)
def test_a_determined_verdict_is_that_of_every_completion(regime: str, random: Random) -> None:
    """A verdict is right however facts turn out and whatever reading holds; of several, the right one is possible."""
    tree, law = drawn(regime, random)
    before = decision(tree, law)
    after = decision(complete(tree, random, law[1]), law, every_reading(random))

    assert after.possible == (after.verdict,)
    assert after.verdict in before.possible
    assert before.verdict in (Verdict.UNDETERMINED, after.verdict)


def tying(regime: str) -> frozenset[str]:
    """Return the classes on which some duty of a regime depends, so that a safeguard of theirs brings the duty."""
    duties = (one for one in BOOK.norms.values() if one.regime == BOOK.regimes[regime])
    waiting = [one.condition for one in duties if one.modality == Modality.OBLIGATION]
    found: set[str] = set()
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Named) and part.iri not in found:
                found.add(part.iri)
                known = BOOK.classes.get(part.iri)
                waiting += [known.definition] if known is not None and known.definition is not None else []
    return frozenset(found)


@each_regime
@settings(repeatable, max_examples=MOST // 2 + 1)
@given(further_seeds)
def test_a_further_safeguard_never_takes_a_permission_away(regime: str, random: Random) -> None:
    """A permitted export, or one that only law not encoded holds open, stays so with more safeguards than it needs."""
    tree, law = drawn(regime, random)
    chosen = every_reading(random)
    plain = plain_export(tree, regime, random)
    assume(decision(plain, law, chosen).verdict != Verdict.NOT_REACHED)
    known = with_all_required(plain, law, chosen)
    before = decision(known, law, chosen).verdict
    assume(before in (Verdict.PERMITTED, Verdict.UNDETERMINED))
    tied = tying(regime)
    untied = [kind for kind in SAFEGUARD_KINDS if tied.isdisjoint(BOOK.classes[kind].ancestors | {kind})]
    more = [in_order(local(kind), law[1]) for kind in random.sample(untied, 2)]

    assert decision({**known, "safeguard": [*known.get("safeguard", []), *more]}, law, chosen).verdict == before


@each_regime
@repeatable
@given(seeds)
def test_the_tree_of_the_facts_reads_back_to_the_same_decision(regime: str, random: Random) -> None:
    """The facts written as a tree and read again are the same facts."""
    tree, law = drawn(regime, random)
    facts = read_tree(tree, BOOK)

    assert outcome(decision(tree, law)) == outcome(decide(BOOK, read_tree(facts.tree, BOOK), *law))
    assert facts.tree == read_tree(facts.tree, BOOK).tree
