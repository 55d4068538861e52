"""The circuit of a law says of each complete description what the evaluator decides."""

from __future__ import annotations

from random import Random

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.statuses import NormStatus, RequirementStatus
from lexflux.grounding.formulas import FALSE, TRUE, Formulas
from lexflux.grounding.laws import GroundLaw, ground_law
from lexflux.grounding.openings import Opening
from lexflux.grounding.worlds import Choice, Worlds
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.snapshot import snapshot
from lexflux.terms import local
from tests.regimes import days_of_change

BOOK = load_law_book()
WORLDS = 3
RARE = 0.05


def chosen(choice: Choice, random: Random) -> int:
    """Draw an alternative; of what may be there or not, seldom that it is."""
    optional = choice.alternatives[0] == ((),)
    return int(random.random() < RARE) if optional else random.randrange(len(choice.alternatives))


def by_circuit(ground: GroundLaw, drawn: list[int]) -> dict[str, object]:
    """Return what the circuit says of a world."""

    def true(found: dict[str, int]) -> set[str]:
        held = ground.formulas.evaluate(list(found.values()), lambda choice, place: int(drawn[choice] == place))
        return {name for name, holds in zip(found, held, strict=True) if holds}

    needed = true(dict(ground.needed))
    return {
        "verdict": true(dict(ground.verdicts)),
        "effective": true(dict(ground.effective)),
        "needed": needed,
        "missing": needed - true(dict(ground.satisfied)),
    }


def by_evaluator(book: LawBook, ground: GroundLaw, worlds: Worlds, drawn: list[int]) -> dict[str, object]:
    """Return what the evaluator decides on a world."""
    readings = {local(point): local(reading) for point, reading in worlds.readings_of(book, drawn).items()}
    decision = decide(book, worlds.world(book, drawn), ground.law.regime, ground.on, readings)
    found = {one.safeguard: one.status for one in decision.requirements}
    return {
        "verdict": set(decision.possible),
        "effective": {finding.norm.iri for finding in decision.with_status(NormStatus.EFFECTIVE)},
        "needed": {one.safeguard for one in decision.requirements if one.certain},
        "missing": {one for one, status in found.items() if status is not RequirementStatus.MET},
    }


@pytest.mark.parametrize("regime", sorted(BOOK.regimes))
def test_circuit_and_evaluator_agree(regime: str) -> None:
    """On drawn worlds verdict, effective norms, and what is needed and missing are the same."""
    random, days = Random(regime), days_of_change(BOOK, regime, 4)
    day = random.choice(days)
    worlds = Opening(BOOK, [snapshot(BOOK, regime, day)]).worlds()
    ground = ground_law(BOOK, regime, day, worlds, Formulas())

    for _ in range(WORLDS):
        drawn = [chosen(choice, random) for choice in worlds.choices]

        assert by_evaluator(BOOK, ground, worlds, drawn) == by_circuit(ground, drawn)


def test_equal_formulas_are_one() -> None:
    """A formula of the same parts is the same one, and what plainly contradicts itself is false."""
    formulas = Formulas()
    one, other = formulas.atom(0, 1), formulas.atom(1, 1)

    assert formulas.conjunction((one, other)) == formulas.conjunction((other, one))
    assert formulas.conjunction((one, formulas.negation(one))) == FALSE
    assert formulas.disjunction((one, formulas.negation(one))) == TRUE
    assert formulas.evaluate([formulas.difference(one, other)], lambda choice, _: (0b0011, 0b0101)[choice], 15) == [6]
