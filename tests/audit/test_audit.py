"""A small sample of the audit, always the same for the same law; ``make audit`` runs the whole of it."""

from __future__ import annotations

import hashlib

import pytest

from lexflux.law.conditions import And, Named, Not, Range, Some
from lexflux.law.lawbook import LawBook
from tests.audit.intervals import bounds
from tests.audit.known import known_survivors
from tests.audit.mutants import Mutant, mutants
from tests.audit.trial import Trial
from tests.decision.cases import CASES
from tests.regimes import beside_the_cases

ONE_IN = 64


def in_sample(mutant: Mutant) -> bool:
    """Return whether the hash of its name puts a mutant into the sample."""
    return int(hashlib.sha256(mutant.name.encode()).hexdigest(), 16) % ONE_IN == 0


@pytest.fixture(scope="module")
def all_mutants(book: LawBook) -> list[Mutant]:
    """Return all mutants of the law."""
    return list(mutants(book))


def test_cases_notice_a_sample_of_changes_to_the_law(book: LawBook, all_mutants: list[Mutant]) -> None:
    """A changed number, day, article or duty makes some case fail, in each regime whose cases were audited."""
    trial = Trial(book, CASES)
    known = known_survivors()
    audited = {regime for regime in book.regimes if beside_the_cases(regime).get("audited")}

    assert [] == [
        mutant.name
        for mutant in all_mutants
        if mutant.name.partition("/")[0] in audited
        and in_sample(mutant)
        and mutant.name not in known
        and trial.survives(mutant)
    ]


def test_the_audit_tells_a_change_that_no_case_can_notice(book: LawBook, all_mutants: list[Mutant]) -> None:
    """Without cases every mutant survives, so that an empty report means that the cases hold the law."""
    assert Trial(book, []).survives(all_mutants[0])


def test_known_survivors_are_mutants(all_mutants: list[Mutant]) -> None:
    """The list of known survivors names mutants that exist."""
    assert set() == known_survivors().keys() - {mutant.name for mutant in all_mutants}


def test_bounds_move_one_at_a_time() -> None:
    """Each bound of each interval moves by one, up and down, wherever it stands, but not below zero."""
    condition = And((Named("a"), Not(Some("count", Range(0, True, 10, False)))))

    moved = [after for _, _, after, _ in bounds(condition)]

    assert [Range(1, True, 10, False), Range(0, True, 9, False), Range(0, True, 11, False)] == moved
    assert all(isinstance(rebuilt, And) and rebuilt.parts[0] == Named("a") for *_, rebuilt in bounds(condition))
