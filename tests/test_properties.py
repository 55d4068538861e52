"""What holds for every transfer: order and notes never matter, knowing more never surprises, more people and fewer safeguards never help."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from lexflux import context
from lexflux.conditions import HasValue, Some, walk
from lexflux.decide import decide
from lexflux.decision import CONDITIONAL, NOT_REACHED, PERMITTED, PROHIBITED, UNDETERMINED, UNMET, Decision
from lexflux.facts import read_tree
from lexflux.knowledge import load_law_book
from lexflux.schema import Fact
from lexflux.terms import ISSUED_ON, LF, SAFEGUARD, local

Tree = dict[str, Any]

BOOK = load_law_book()
TRANSFER, ORGANISATION, DATA_SET = LF + "Transfer", LF + "Organisation", LF + "DataSet"
DAYS = [datetime.date.fromisoformat(day) for day in ("2023-03-01", "2024-03-21", "2024-03-22", "2025-06-01", "2026-01-01")]
STRICTNESS = [NOT_REACHED, PERMITTED, CONDITIONAL, PROHIBITED]
PLACES = ["CN", "HK", "MO", "SG"]
COUNTS = ["peopleThisYear", "peopleThisYearSensitive", "peopleProcessed", "peopleSincePreviousYear", "peopleSincePreviousYearSensitive"]
READ = {part.prop for condition in BOOK.conditions() for part in walk(condition) if isinstance(part, Some | HasValue)}
# The day of issue is read by the periods of validity, not by conditions. A safeguard that is stated without it counts as in place.
UNREAD = {
    owner: [fact for prop, fact in facts.items() if prop not in READ and prop != ISSUED_ON and not fact.is_node] for owner, facts in BOOK.schema.facts.items()
}
RARE = {"circumstance", "mode", "sector"}
# With these, a mechanism that is in place brings duties or limits of its own.
BRING_DUTIES = {
    "BeyondAssessedScope",
    "BeyondCertifiedScope",
    "ChangeAffectingSecurity",
    "ChangeOfContractTerms",
    "OnwardTransferOutsideGreaterBayArea",
    "OnwardTransferToThirdParty",
}

repeatable = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def neighbours(prop: str) -> list[int]:
    """Return the numbers at and beside each threshold of a count."""
    bounds = {bound for test in BOOK.thresholds.get(prop, ()) for bound in (test.low, test.high) if bound is not None}
    return sorted({0, 1, *(number + step for number in bounds for step in (-1, 0, 1))})


def values(fact: Fact) -> st.SearchStrategy[Any]:
    """Return values for a fact: all truth values and terms, numbers about the thresholds."""
    if fact.prop == SAFEGUARD:
        return safeguards()
    if fact.datatype == "boolean":
        return st.booleans()
    if fact.datatype == "integer":
        return st.sampled_from(neighbours(fact.prop))
    if fact.datatype == "date":
        return st.sampled_from(DAYS).map(datetime.date.isoformat)
    names = PLACES if fact.term_class == LF + "Place" else sorted(map(local, context.terms(BOOK, fact)))
    lists = st.lists(st.sampled_from(names), unique=True, max_size=2)
    return st.sampled_from(names) if fact.single else seldom(lists) if local(fact.prop) in RARE else lists


def seldom(lists: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[list[Any]]:
    """Return mostly empty lists: rare features together hide what each of them does."""
    return st.one_of(st.just([]), st.just([]), lists)


def kinds(owner: str) -> list[str]:
    """Return the kinds of a class of nodes, without the class itself."""
    return sorted(local(iri) for iri in context.kinds(BOOK, owner) if iri != owner)


def safeguards() -> st.SearchStrategy[list[Tree]]:
    """Return lists of safeguards: often the usual ones, and any others, some with the day of issue."""
    done = [{"type": ["ExportNotice", "SensitiveDataNotice", "SeparateConsent", "ImpactAssessment", "ImportantDataRiskAssessment", "HandlerContract"]}]
    usual = st.sampled_from([done, done, []])
    mechanisms = ["SecurityAssessment", "StandardContract", "Certification", "GreaterBayAreaContractHongKong"]
    kind = st.one_of(st.sampled_from(mechanisms), st.sampled_from(kinds(LF + "Safeguard")))
    issued = st.sampled_from(["2021-06-01", "2023-06-01", "2025-06-01"])
    others = st.lists(st.fixed_dictionaries({"type": kind}, optional={"issuedOn": issued}), max_size=3)
    return st.builds(list.__add__, usual, others)


def nodes(owner: str, known: bool, **required: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """Return nodes of a transfer; each fact may be absent, unless ``known`` asks for all single-valued ones."""
    facts = [fact for fact in BOOK.schema.facts[owner].values() if not fact.is_node or fact.prop == SAFEGUARD]
    stated = {local(fact.prop): values(fact) for fact in facts}
    needed = {local(fact.prop) for fact in facts if fact.required or (known and fact.single)}
    return st.fixed_dictionaries(
        {**{name: stated[name] for name in sorted(needed)}, **required},
        optional={name: stated[name] for name in sorted(stated.keys() - needed)},
    )


@st.composite
def transfers(draw: st.DrawFn, known: bool = False) -> Tree:
    """Draw a transfer, mostly of personal information out of mainland China; unless ``known``, facts may be absent or stated as unknown."""
    personal = sorted(local(iri) for iri in context.kinds(BOOK, DATA_SET) if LF + "PersonalInformation" in BOOK.classes[iri].ancestors)
    kind = st.one_of(st.sampled_from(personal), st.sampled_from(personal), st.sampled_from(kinds(DATA_SET)))
    organisations = nodes(ORGANISATION, known, type=seldom(st.lists(st.sampled_from(kinds(ORGANISATION)), max_size=1)))
    data = st.lists(nodes(DATA_SET, known, type=st.lists(kind, min_size=1, max_size=2, unique=True)), min_size=1, max_size=2)
    tree = draw(nodes(TRANSFER, known, exporter=organisations, recipient=organisations, data=data))
    tree["exporter"]["locatedIn"] = draw(st.sampled_from(["CN", "CN", "CN", "CN", "CN", "CN", "CN", "SG"]))
    tree["recipient"]["locatedIn"] = draw(st.sampled_from(["SG", "HK", "SG", "HK", "SG", "HK", "SG", "MO", "CN"]))
    if not known:
        for node, owner in described(tree):
            names = [local(fact.prop) for fact in BOOK.schema.facts[owner].values() if not fact.is_node or fact.prop == SAFEGUARD]
            unknown = draw(seldom(st.lists(st.sampled_from(names), unique=True, max_size=1)))
            node.update({"statedUnknown": unknown} if unknown else {})
            for name in unknown:
                node.pop(name, None)
    return consistent(tree)


def described(tree: Tree) -> Iterator[tuple[Tree, str]]:
    """Yield the nodes of a transfer whose facts the law reads, with their class."""
    yield tree, TRANSFER
    yield tree["exporter"], ORGANISATION
    yield tree["recipient"], ORGANISATION
    yield from ((data, DATA_SET) for data in tree["data"])


def consistent(tree: Tree) -> Tree:
    """Return the tree with each number raised to those that it includes."""
    for node, owner in described(tree):
        for fact in BOOK.schema.facts[owner].values():
            part, whole = local(fact.prop), local(fact.not_beyond or "")
            if part in node and whole in node:
                node[whole] = max(node[part], node[whole])
    return tree


def unknown_facts(tree: Tree) -> list[tuple[Tree, Fact]]:
    """Return the nodes and facts to which a value may still be given."""
    return [
        (node, fact)
        for node, owner in described(tree)
        for fact in BOOK.schema.facts[owner].values()
        if local(fact.prop) in node.get("statedUnknown", []) or (fact.single and not fact.is_node and local(fact.prop) not in node)
    ]


def give(node: Tree, fact: Fact, value: Any) -> None:
    """Give an unknown fact a value."""
    node[local(fact.prop)] = value
    left = [name for name in node.pop("statedUnknown", []) if name != local(fact.prop)]
    node.update({"statedUnknown": left} if left else {})


readings = st.fixed_dictionaries({local(iri): st.sampled_from(sorted(map(local, point.readings))) for iri, point in sorted(BOOK.open_points.items())})
days = st.sampled_from(DAYS)


def decision(tree: Tree, on: datetime.date, chosen: dict[str, str] | None = None) -> Decision:
    """Return the decision on a tree."""
    return decide(BOOK, read_tree(tree, BOOK), "cn", on, chosen)


def outcome(found: Decision) -> Tree:
    """Return all that a decision says, without the numbers by which nodes of a list are told apart."""
    return {
        "verdict": found.verdict,
        "possible": found.possible,
        "norms": {iri: finding.status for iri, finding in found.findings.items()},
        "requirements": {(one.safeguard, one.due, one.status, one.certain, one.norms) for one in found.requirements},
        "missing": sorted((one.path.split("/")[0], one.prop, one.turns_on, one.state, round(one.decisiveness, 9)) for one in found.missing),
        "open points": {(one.point, tuple(sorted(one.verdicts.items())), tuple(sorted(one.requirements.items()))) for one in found.open_points},
        "gaps": {(gap.iri, certain) for gap, certain in found.gaps},
        "clashes": set(found.clashes),
        "expired": sorted((one.safeguard, one.until) for one in found.expired),
    }


@repeatable
@given(transfers(known=True), days, readings, st.sampled_from(COUNTS), st.data())
def test_more_people_never_loosen_the_verdict(tree: Tree, on: datetime.date, chosen: dict[str, str], count: str, data: st.DataObject) -> None:
    """With everything known, the verdict is determined, and a higher number never leads to a milder one."""
    fewer, more = sorted(data.draw(st.lists(st.sampled_from(neighbours(LF + count)), min_size=2, max_size=2, unique=True)))
    verdicts = [decision(consistent({**tree, "exporter": {**tree["exporter"], count: number}}), on, chosen).verdict for number in (fewer, more)]

    assert UNDETERMINED not in verdicts
    assert STRICTNESS.index(verdicts[0]) <= STRICTNESS.index(verdicts[1])


@repeatable
@given(transfers(), days, st.randoms(note_method_calls=False))
def test_the_order_of_lists_never_matters(tree: Tree, on: datetime.date, random: Any) -> None:
    """Data sets, kinds, purposes, safeguards and all else that is listed may stand in any order."""

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            keys = list(value)
            random.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        return random.sample([shuffled(one) for one in value], len(value)) if isinstance(value, list) else value

    assert outcome(decision(tree, on)) == outcome(decision(shuffled(tree), on))


@repeatable
@given(transfers(), days, st.data())
def test_a_fact_that_no_norm_reads_never_matters(tree: Tree, on: datetime.date, data: st.DataObject) -> None:
    """Labels, comments, data rights and the like change nothing."""
    noted = copy.deepcopy(tree)
    for node, owner in described(noted):
        node.update({local(fact.prop): data.draw(values(fact)) for fact in UNREAD[owner]})
        node.pop("statedUnknown", None) if set(node.get("statedUnknown", [])) <= {local(fact.prop) for fact in UNREAD[owner]} else None
        node.update({"label": data.draw(st.text(max_size=5)), "comment": "noted"})

    assert any(UNREAD.values())
    assert outcome(decision(tree, on)) == outcome(decision(noted, on))


@repeatable
@given(transfers(), days, st.data())
def test_a_value_for_an_unknown_fact_only_narrows_the_verdict(tree: Tree, on: datetime.date, data: st.DataObject) -> None:
    """Whatever value an unknown fact takes, the verdict is among those that were possible before."""
    before = decision(tree, on)
    completed = copy.deepcopy(tree)
    open_facts = unknown_facts(completed)
    assume(open_facts)
    node, fact = data.draw(st.sampled_from(open_facts))
    give(node, fact, data.draw(values(fact)))

    assert set(decision(consistent(completed), on).possible) <= set(before.possible)


@repeatable
@given(transfers(), days, readings, st.data())
def test_a_determined_verdict_is_that_of_every_completion(tree: Tree, on: datetime.date, chosen: dict[str, str], data: st.DataObject) -> None:
    """A verdict given with unknown facts is right however they turn out and whatever reading holds; otherwise it is among the possible ones."""
    before = decision(tree, on)
    completed = copy.deepcopy(tree)
    for node, fact in unknown_facts(completed):
        give(node, fact, data.draw(values(fact)))
    after = decision(consistent(completed), on, chosen)

    assert after.verdict != UNDETERMINED
    assert after.verdict in ([before.verdict] if before.verdict != UNDETERMINED else before.possible)


@repeatable
@given(transfers(known=True), days, readings, st.data())
def test_a_further_safeguard_never_takes_a_permission_away(tree: Tree, on: datetime.date, chosen: dict[str, str], data: st.DataObject) -> None:
    """A transfer that is permitted stays so when one more safeguard is in place, unless its circumstances tie duties to that safeguard."""
    tree["circumstance"] = [name for name in tree.get("circumstance", []) if name not in BRING_DUTIES]
    done = [{"type": kind} for kind in ("ImpactAssessment", "ExportNotice", "SeparateConsent", "DomesticRepresentative")]
    tree["safeguard"] = [*tree.get("safeguard", []), *done]
    lacking = [one.safeguard for one in decision(tree, on, chosen).requirements if one.status == UNMET]
    tree["safeguard"] += [{"type": local(min(BOOK.unions.get(iri, {iri})))} for iri in lacking]
    assume(decision(tree, on, chosen).verdict == PERMITTED)
    further = {**tree, "safeguard": [*tree["safeguard"], *data.draw(safeguards())]}

    assert decision(further, on, chosen).verdict == PERMITTED


@repeatable
@given(transfers(), days)
def test_the_tree_of_the_facts_reads_back_to_the_same_decision(tree: Tree, on: datetime.date) -> None:
    """The facts written as a tree and read again are the same facts."""
    facts = read_tree(tree, BOOK)

    assert outcome(decide(BOOK, facts, "cn", on)) == outcome(decide(BOOK, read_tree(facts.tree, BOOK), "cn", on))
    assert facts.tree == read_tree(facts.tree, BOOK).tree
