"""The SPARQL export proves exactly the norms that the evaluator proves without completions."""

import datetime
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux.decision.decide import decide
from lexflux.decision.evaluation import Truth
from lexflux.decision.outcome import Decision
from lexflux.engines.sparql import construct, fact_triples
from lexflux.facts.reader import read_file, read_tree
from lexflux.law.conditions import Condition, Named, Not
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, TYPE

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
ALL_STATED = {
    "exporter": {
        "locatedIn": "CN", "isCriticalInfrastructureOperator": False, "isForeignControlled": False,
        "peopleThisYear": 999_999, "peopleThisYearSensitive": 10_000,
        "peopleSincePreviousYear": 1_000_000, "peopleSincePreviousYearSensitive": 10_000, "peopleProcessed": 1_000_000,
    },
    "recipient": {"locatedIn": "HK", "isForeignControlled": True, "isCriticalInfrastructureOperator": False},
    "data": [{"type": "HealthData", "importantDataStatus": "PublishedAsImportant", "isOnZoneList": False}],
    "legalBasis": "Consent", "isStrictlyNecessary": True, "hasLabourRules": True, "hasCollectiveContract": False,
    "purpose": ["HumanResourcesManagement", "Marketing"],
}  # fmt: skip


def proved(book: LawBook, decision: Decision) -> set[str]:
    store = ox.Store()
    triples = fact_triples(decision.facts, decision.evaluation.law, book)
    store.load(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    found = set()
    for iri in decision.findings:
        proven = store.query(construct(book, book.norms[iri]))
        assert isinstance(proven, ox.QueryTriples)
        found |= {
            triple.object.value
            for triple in proven
            if triple.predicate.value == TYPE and isinstance(triple.object, ox.NamedNode)
        }
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_export_proves_no_more_than_the_evaluator(path: Path, book: LawBook) -> None:
    """On real transfers with unknown facts, a SPARQL engine proves what the evaluator proves, and conversely."""
    facts = read_file(str(path), book)
    assert facts.date is not None
    decision = decide(book, facts, "cn", facts.date)
    true = {
        iri for iri, finding in decision.findings.items() if decision.evaluation.truth(finding.triggered) is Truth.TRUE
    }

    assert true == proved(book, decision)


def test_export_and_evaluator_agree_when_everything_is_stated(book: LawBook) -> None:
    """With every single-valued fact and every reading stated, both decide every norm alike."""
    facts = read_tree(ALL_STATED, book)
    decision = decide(book, facts, "cn", datetime.date(2026, 6, 1))
    true = {
        iri for iri, finding in decision.findings.items() if decision.evaluation.truth(finding.triggered) is Truth.TRUE
    }

    assert true == proved(book, decision)


@pytest.mark.parametrize("overlap", ["SamePeople", "DifferentPeople", "unknown"])
def test_export_adds_up_counts(overlap: str, book: LawBook) -> None:
    """A sum over data sets proves or refutes that they are bulk together; one that is not known does neither."""
    told = {"statedUnknown": ["overlap"]} if overlap == "unknown" else {"overlap": overlap}
    data = [{"type": "HealthData", "usPersonsInTwelveMonths": number} for number in (6000, 4001)]
    tree = {"exporter": {"locatedIn": "US"}, "recipient": {"locatedIn": "CN"}, "data": data, **told}
    decision = decide(book, read_tree(tree, book), "us", datetime.date(2026, 6, 1))
    bulk = Named(LF + "us/dsp-2025/OfBulkData")
    store = ox.Store()
    triples = fact_triples(decision.facts, decision.evaluation.law, book)
    store.load(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    any_norm = next(iter(book.norms.values()))

    def proven(condition: Condition) -> bool:
        return bool([*store.query(construct(book, replace(any_norm, condition=condition)))])

    assert proven(bulk) is (overlap == "DifferentPeople")
    assert proven(Not(bulk)) is (overlap == "SamePeople")


@pytest.mark.parametrize("count", [{"from": 100_000, "below": 1_000_000}, {"from": 1_000_000}, {"below": 1_000_001}])
def test_export_proves_what_a_whole_range_proves(count: dict[str, int], book: LawBook) -> None:
    """Of a count that is known as a range, a norm is proved if it holds for each number in the range, else not."""
    exporter = {**ALL_STATED["exporter"], "peopleThisYear": count, "peopleThisYearSensitive": 0}  # type: ignore[dict-item]
    decision = decide(book, read_tree({**ALL_STATED, "exporter": exporter}, book), "cn", datetime.date(2026, 6, 1))
    true = {
        iri for iri, finding in decision.findings.items() if decision.evaluation.truth(finding.triggered) is Truth.TRUE
    }

    assert true == proved(book, decision)
