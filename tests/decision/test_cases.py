"""Every case is what the law makes of one transfer on one day; `tests.decision.cases` reads and compares them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF
from tests.decision.cases import CASES, Case, deviations, report, short, unknown_names
from tests.regimes import beside_the_cases

FEWEST_CASES = 120
REGIMES = sorted({case.regime for case in CASES})


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.regime}/{case.topic}: {case.name}") for case in CASES])
def test_case(case: Case, book: LawBook) -> None:
    """The decision is the one that the case derives from the law."""
    decision = case.decide(book)

    assert not unknown_names(case, book)
    assert not deviations(case, decision), report(case, decision)


def test_names_of_cases_are_unique() -> None:
    """No two cases of a topic bear the same name, so that a failure points to one of them."""
    names = [(case.regime, case.topic, case.name) for case in CASES]

    assert not sorted({name for name in names if names.count(name) > 1})


def test_there_are_enough_cases() -> None:
    """The collection does not shrink unnoticed."""
    assert len(CASES) >= FEWEST_CASES


def test_every_trap_is_shown_by_a_case() -> None:
    """Each known mistake is shown wrong by at least one case, and no case names an unknown one."""
    shown = {case.trap for case in CASES if case.trap is not None}
    traps = {number: trap for one in REGIMES for number, trap in beside_the_cases(one).get("traps", {}).items()}

    assert not {number: trap for number, trap in traps.items() if number not in shown}
    assert not shown - traps.keys()


@pytest.fixture(scope="module")
def decisions(book: LawBook) -> list[Decision]:
    """Return the decisions of all cases."""
    return [decision for case in CASES if (decision := case.decide(book)) is not None]


def _with_status(decisions: Iterable[Decision], status: str) -> set[str]:
    return {iri for decision in decisions for iri, finding in decision.findings.items() if finding.status == status}


def _lines(names: Iterable[str]) -> str:
    return "norms without such a case:\n  " + "\n  ".join(names)


def test_every_norm_is_effective_in_a_case(book: LawBook, decisions: list[Decision]) -> None:
    """Each norm takes effect in some case, and some case says that it must, but for those that always yield."""
    yielding = {f"{LF}{one}/{name}" for one in REGIMES for name in beside_the_cases(one).get("always_yielding", {})}
    named = {f"{LF}{case.regime}/{name}" for case in CASES if case.holds for name in case.expect.get("effective", [])}
    effective = _with_status(decisions, NormStatus.EFFECTIVE)

    lacking = sorted(short(iri) for iri in book.norms.keys() - yielding if iri not in effective or iri not in named)

    assert not lacking, _lines(lacking)
    assert not yielding & effective
    assert yielding <= book.norms.keys()


def test_every_norm_is_not_triggered_in_a_case(book: LawBook, decisions: list[Decision]) -> None:
    """Each norm is in force and not triggered in some case."""
    lacking = sorted(map(short, book.norms.keys() - _with_status(decisions, NormStatus.NOT_TRIGGERED)))

    assert not lacking, _lines(lacking)


def test_every_norm_that_can_be_defeated_is_defeated_in_a_case(book: LawBook, decisions: list[Decision]) -> None:
    """Each norm over which another may prevail yields to it in some case."""
    attacked = {iri for iri in book.norms if book.attacks.attacks.get(iri)}
    lacking = sorted(map(short, attacked - _with_status(decisions, NormStatus.DEFEATED)))

    assert not lacking, _lines(lacking)
