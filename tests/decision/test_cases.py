"""Every case is what the law makes of one transfer on one day; `tests.decision.cases` reads and compares them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.facts import context
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, SAFEGUARD_CLASS, local
from tests.decision.cases import CASES, Case, deviations, report, short, unknown_names
from tests.regimes import beside_the_cases

FEWEST_CASES = 120
REGIMES = sorted({case.regime for case in CASES})
ALWAYS_YIELDING = {f"{LF}{one}/{name}" for one in REGIMES for name in beside_the_cases(one).get("always_yielding", {})}


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.regime}/{case.topic}: {case.name}") for case in CASES])
def test_case(case: Case, book: LawBook) -> None:
    """The decision is the one that the case derives from the law."""
    decision = case.decide(book)

    assert not unknown_names(case, book)
    assert not deviations(case, decision), report(case, decision)
    assert decision is None or not ALWAYS_YIELDING & _with_status(decision, NormStatus.EFFECTIVE)


def test_names_of_cases_are_unique() -> None:
    """No two cases of a topic bear the same name, so that a failure points to one of them."""
    names = Counter((case.regime, case.topic, case.name) for case in CASES)

    assert not sorted(name for name, count in names.items() if count > 1)


def test_there_are_enough_cases() -> None:
    """The collection does not shrink unnoticed."""
    assert len(CASES) >= FEWEST_CASES


def test_every_trap_is_shown_by_a_case() -> None:
    """Each known mistake is shown wrong by at least one case, and no case names an unknown one."""
    shown = {case.trap for case in CASES if case.trap is not None}
    traps = {number: trap for one in REGIMES for number, trap in beside_the_cases(one).get("traps", {}).items()}

    assert not {number: trap for number, trap in traps.items() if number not in shown}
    assert not shown - traps.keys()


def _named(key: str) -> set[str]:
    """Return the norms of which some case says that they are effective, defeated, and so on."""
    return {f"{LF}{case.regime}/{name}" for case in CASES if case.holds for name in case.expect.get(key, [])}


def _lines(names: Iterable[str]) -> str:
    return "norms without such a case:\n  " + "\n  ".join(sorted(map(short, names)))


def test_every_norm_is_effective_in_a_case(book: LawBook) -> None:
    """Some case says of each norm that it takes effect, but for those that always yield."""
    lacking = book.norms.keys() - ALWAYS_YIELDING - _named("effective")

    assert not lacking, _lines(lacking)
    assert ALWAYS_YIELDING <= book.norms.keys()


def test_every_norm_is_not_triggered_in_a_case(book: LawBook) -> None:
    """Each norm is in force and not triggered in some case."""
    lacking = _never(NormStatus.NOT_TRIGGERED, {*book.norms} - _named("not_triggered"), book)

    assert not lacking, _lines(lacking)


def test_every_norm_that_can_be_defeated_is_defeated_in_a_case(book: LawBook) -> None:
    """Each norm over which another may prevail yields to it in some case, but where that one never takes effect."""
    attacks = book.attacks.attacks
    attacked = {iri for iri in book.norms if {one.prevailing for one in attacks.get(iri, ())} - ALWAYS_YIELDING}
    lacking = _never(NormStatus.DEFEATED, attacked - _named("defeated"), book)

    assert not lacking, _lines(lacking)


def test_every_general_safeguard_is_stated_alone_in_a_case(book: LawBook) -> None:
    """
    Each safeguard that others are kinds of, or stand in for, is stated without them in a case that expects a status.

    A class that says no more than that one of several is in place would meet a duty unseen; it is collective, and no
    transfer can state it.
    """
    stated = frozenset(context.kinds(book, SAFEGUARD_CLASS))
    wider = {one for kind in stated for one in book.classes[kind].ancestors - {kind}}
    replaced = {norm.in_place_of for norm in book.norms.values()}
    named = {local(kind): kind for kind in stated}
    alone: set[str] = set()
    for case in CASES:
        told = {named[name] for name in _safeguards_told(case) & named.keys()}
        alone |= told - {one for kind in told for one in book.classes[kind].ancestors - {kind}}

    lacking = (stated & (wider | replaced)) - alone - {SAFEGUARD_CLASS}
    assert not lacking, "not stated alone in a case:\n  " + "\n  ".join(sorted(map(local, lacking)))


def _safeguards_told(case: Case) -> set[str]:
    """Return the kinds of safeguards that a case states, if it expects a verdict or what becomes of a requirement."""
    told = case.holds and case.expect.keys() & {"requires", "verdict"}
    kinds = [one.get("type", []) for one in _listed(case.transfer.get("safeguard", [])) if told]
    return {str(kind) for one in kinds for kind in _listed(one)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _never(status: NormStatus, norms: set[str], book: LawBook) -> set[str]:
    """Return those norms that have a status in no case; cases that name what attacks one of them are asked first."""
    attackers = [short(one.prevailing) for iri in norms for one in book.attacks.attacks.get(iri, ())]
    likeliest = sorted(CASES, key=lambda case: not any(name in str(case.expect) for name in attackers))
    for case in likeliest:
        in_force = (norm for norm in map(book.norms.__getitem__, norms) if norm.validity.contains(case.on))
        if any(norm.regime == book.regimes[case.regime] for norm in in_force):
            decision = case.decide(book)
            norms = norms - _with_status(decision, status) if decision else norms
    return norms


def _with_status(decision: Decision, status: str) -> set[str]:
    return {iri for iri, finding in decision.findings.items() if finding.status == status}
