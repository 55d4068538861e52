"""The statuses of a decision are terms of the ontology, and a status means the same wherever it is given."""

import enum

import pytest

from lexflux.decision.evaluation import Truth
from lexflux.decision.statuses import (
    FactState,
    Need,
    NormStatus,
    RequirementStatus,
    Verdict,
    norm_status,
    requirement_status,
    settled,
)
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, LimitKind, Modality
from lexflux.terms import LF


@pytest.mark.parametrize("kind", [Verdict, NormStatus, RequirementStatus, Need, FactState, Due, LimitKind, Modality])
def test_each_status_is_a_term_of_its_class(kind: type[enum.StrEnum], book: LawBook) -> None:
    """What an answer says in RDF is defined and labelled in the ontology."""
    terms = {iri for iri, kinds in book.individuals.items() if LF + kind.__name__ in kinds}

    assert set() == set(kind) - terms
    assert all({"en", "zh"} <= book.labels[status].keys() for status in kind)


@pytest.mark.parametrize(
    ("triggered", "effective", "expected"),
    [
        (Truth.FALSE, Truth.FALSE, NormStatus.NOT_TRIGGERED),
        (Truth.TRUE, Truth.TRUE, NormStatus.EFFECTIVE),
        (Truth.TRUE, Truth.FALSE, NormStatus.DEFEATED),
        (Truth.UNKNOWN, Truth.FALSE, NormStatus.DEFEATED),
        (Truth.TRUE, Truth.UNKNOWN, NormStatus.UNSETTLED),
        (Truth.UNKNOWN, Truth.UNKNOWN, NormStatus.UNSETTLED),
    ],
)
def test_status_of_a_norm(triggered: Truth, effective: Truth, expected: NormStatus) -> None:
    """A norm that cannot take effect though it may be triggered is defeated; one that may or may not is unsettled."""
    assert expected == norm_status(triggered, effective)


@pytest.mark.parametrize(
    ("needed", "satisfied", "expected"),
    [
        (Truth.UNKNOWN, Truth.TRUE, RequirementStatus.MET),
        (Truth.TRUE, Truth.FALSE, RequirementStatus.UNMET),
        (Truth.UNKNOWN, Truth.FALSE, RequirementStatus.UNKNOWN),
        (Truth.TRUE, Truth.UNKNOWN, RequirementStatus.UNKNOWN),
    ],
)
def test_status_of_a_requirement(needed: Truth, satisfied: Truth, expected: RequirementStatus) -> None:
    """Nothing is called unmet that is perhaps not needed or perhaps in place."""
    assert expected == requirement_status(needed, satisfied)


def test_verdict_is_determined_only_if_it_is_the_only_possible_one() -> None:
    """Several possible verdicts are never narrowed to one of them."""
    assert Verdict.PERMITTED == settled([Verdict.PERMITTED])
    assert Verdict.UNDETERMINED == settled([Verdict.PERMITTED, Verdict.CONDITIONAL])
