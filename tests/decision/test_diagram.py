"""Decision diagrams: canonical form, completions, influence."""

import itertools

import pytest

from lexflux.decision.diagram import DiagramManager


def test_excluded_middle_is_true() -> None:
    """A fact or its opposite holds however the fact turns out."""
    diagrams = DiagramManager()
    fact = diagrams.variable("fact", 2, [1])

    assert diagrams.true == diagrams.disjunction([fact, diagrams.negation(fact)])


@pytest.mark.parametrize(("left", "right"), list(itertools.product([[0], [1], [0, 2], [1, 2], []], repeat=2)))
def test_de_morgan(left: list[int], right: list[int]) -> None:
    """Equal functions are the same node."""
    diagrams = DiagramManager()
    one, other = diagrams.variable("x", 3, left), diagrams.variable("y", 3, right)

    joined = diagrams.negation(diagrams.conjunction([one, other]))

    assert joined == diagrams.disjunction([diagrams.negation(one), diagrams.negation(other)])


def test_cells_of_one_fact_exclude_each_other() -> None:
    """A number cannot lie in two disjoint intervals."""
    diagrams = DiagramManager()

    both = diagrams.conjunction([diagrams.variable("count", 3, [0]), diagrams.variable("count", 3, [2])])

    assert diagrams.false == both


def test_influence_of_each_side_of_an_exclusive_or() -> None:
    """Each fact of an exclusive or always decides, although neither alone tells anything."""
    diagrams = DiagramManager()
    one, other = diagrams.variable("x", 2, [1]), diagrams.variable("y", 2, [1])
    exclusive = diagrams.apply("xor", lambda a, b: a != b, [one, other])

    assert [1.0, 1.0] == [diagrams.influence(exclusive, "x"), diagrams.influence(exclusive, "y")]
    assert {True: 0.5, False: 0.5} == diagrams.distribution(exclusive)


def test_influence_of_one_side_of_a_conjunction() -> None:
    """A fact matters only where the rest leaves it something to decide."""
    diagrams = DiagramManager()
    conjunction = diagrams.conjunction([diagrams.variable("x", 2, [1]), diagrams.variable("y", 4, [3])])

    assert 0.25 == diagrams.influence(conjunction, "x")
    assert 0.5 == diagrams.influence(conjunction, "y")


def test_fact_that_drops_out_is_not_in_the_support() -> None:
    """Facts on which nothing depends are not asked for."""
    diagrams = DiagramManager()
    one, other = diagrams.variable("x", 2, [1]), diagrams.variable("y", 2, [1])
    absorbed = diagrams.disjunction([one, diagrams.conjunction([one, other])])

    assert ["x"] == diagrams.support(absorbed)
    assert one == absorbed


def test_witness_leads_to_the_value() -> None:
    """A witness is a completion with the value asked for."""
    diagrams = DiagramManager()
    conjunction = diagrams.conjunction(
        [diagrams.variable("x", 2, [1]), diagrams.negation(diagrams.variable("y", 2, [1]))]
    )

    assert {"x": 1, "y": 0} == diagrams.witness(conjunction, True)
    assert diagrams.witness(diagrams.true, False) is None


def test_restriction_fixes_a_fact() -> None:
    """Fixing a fact leaves a function of the others."""
    diagrams = DiagramManager()
    one, other = diagrams.variable("x", 2, [1]), diagrams.variable("y", 2, [1])

    assert other == diagrams.restrict(diagrams.conjunction([one, other]), "x", 1)
    assert diagrams.false == diagrams.restrict(diagrams.conjunction([one, other]), "x", 0)
