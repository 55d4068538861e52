"""The law book: broken knowledge is refused with one message, sound knowledge decides as its norms say."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.errors import KnowledgeError, NoLawInForceError, UnknownTermError
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.snapshot import snapshot
from lexflux.terms import local
from tests.terms import copy_terms

ONTOLOGIES = Path(__file__).parents[1] / "ontologies"
DAY = datetime.date(2025, 6, 1)
TRANSFER = {"exporter": {"locatedIn": "CN"}, "recipient": {"locatedIn": "SG"}, "data": {"type": "ContactData"}}

MESSAGES = {
    "class-defined-by-itself": "Class defined by itself: x/A > x/B > x/A.",
    "complement-of-two-bounds": "which is outside the profile. ",
    "cycle-of-precedences": "Cycle of precedences: x/One > x/Two > x/Three > x/One. "
    "Stated by: x/first, x/second, x/third. Remove or narrow one of them.",
    "datatype-without-bounds": "which is outside the profile. ",
    "no-ontology": "no-ontology.ttl: declares no owl:Ontology.",
    "norm-with-two-conditions": "<https://w3id.org/lexflux/x/One> needs exactly one owl:equivalentClass, "
    "its condition; it has 2.",
    "norm-without-provision": "<https://w3id.org/lexflux/x/One> must be stated in a known provision; found: x/art-9.",
    "not-turtle": "not-turtle.ttl: not Turtle: ",
    "outside-the-profile": "which is outside the profile. "
    "Use intersectionOf, unionOf, complementOf, someValuesFrom, allValuesFrom, hasValue or oneOf.",
    "period-without-length": "<https://w3id.org/lexflux/x/p> needs lf:period as years, months and days, such as P3Y.",
    "limit-without-day": "<https://w3id.org/lexflux/x/l> needs lf:concludedBefore, a day such as 2026-01-31.",
    "precedence-over-no-norm": "<https://w3id.org/lexflux/x/first> names <https://w3id.org/lexflux/x/Tow> as yielding, "
    "which is no norm. Did you mean x/One?",
    "undefined-class": "uses <https://w3id.org/lexflux/HelthData>, which nothing defines. Did you mean HealthData,",
    "undefined-individual": "uses <https://w3id.org/lexflux/Concent>, which nothing defines. Did you mean Consent",
    "undefined-property": "uses <https://w3id.org/lexflux/exportr>, which nothing defines. Did you mean exporter",
}


@pytest.fixture
def small_book(tmp_path: Path) -> Callable[[Path], LawBook]:
    """Compile the core, the vocabulary and one file of law."""

    def build(path: Path) -> LawBook:
        ontology = tmp_path / "ontology"
        copy_terms(ontology)
        shutil.copy(path, ontology)
        return load_law_book(ontology)

    return build


@pytest.mark.parametrize("path", sorted(ONTOLOGIES.glob("*.ttl")), ids=lambda path: path.stem)
def test_broken_knowledge_is_refused(path: Path, small_book: Callable[[Path], LawBook]) -> None:
    """Each file is broken in one way; the message names the term and says what to do, in both languages."""
    with pytest.raises(KnowledgeError) as caught:
        small_book(path)

    assert MESSAGES[path.stem] in caught.value.text("en")
    assert caught.value.text("zh") != caught.value.text("en")


def decided(book: LawBook, **facts: object) -> Decision:
    return decide(book, read_tree({**TRANSFER, **facts}, book), "x", DAY)


def test_clash_is_reported_and_not_decided_by_order(small_book: Callable[[Path], LawBook]) -> None:
    """A prohibition and a permission of the same transfer, with no precedence, are a finding that names both."""
    decision = decided(small_book(ONTOLOGIES / "good" / "clash.ttl"))

    assert [("Forbidden", "Allowed")] == [(local(clash.one), local(clash.other)) for clash in decision.clashes]
    assert "Prohibited" == local(decision.verdict)


def test_precedence_settles_a_clash(small_book: Callable[[Path], LawBook]) -> None:
    """With a stated precedence there is no clash, and the norm that yields is defeated under it."""
    decision = decided(small_book(ONTOLOGIES / "good" / "clash-settled.ttl"))

    assert () == decision.clashes
    assert "Permitted" == local(decision.verdict)
    forbidden = decision.findings["https://w3id.org/lexflux/x/Forbidden"]
    assert ["first"] == [local(str(attack.precedence)) for attack in forbidden.attacks]


def test_safeguards_that_exclude_each_other_clash(small_book: Callable[[Path], LawBook]) -> None:
    """Two duties whose safeguards are disjoint cannot both be met."""
    decision = decided(small_book(ONTOLOGIES / "good" / "excluding-safeguards.ttl"))

    assert [("Licensed", "Sealed")] == [(local(clash.one), local(clash.other)) for clash in decision.clashes]


def test_exception_to_an_exception_revives_the_duty(small_book: Callable[[Path], LawBook]) -> None:
    """A defeated exemption no longer defeats, and stays visible as defeated."""
    book = small_book(ONTOLOGIES / "good" / "exception-to-exception.ttl")

    exempt = decided(book, isStrictlyNecessary=True)
    revived = decided(book, isStrictlyNecessary=True, circumstance="SecurityIncident")

    assert "Permitted" == local(exempt.verdict)
    assert "Conditional" == local(revived.verdict)
    assert "Defeated" == local(revived.findings["https://w3id.org/lexflux/x/Exempt"].status)


def test_verdict_is_given_when_every_completion_agrees(small_book: Callable[[Path], LawBook]) -> None:
    """A or not-A holds although A is unknown, and nothing is asked."""
    decision = decided(small_book(ONTOLOGIES / "good" / "excluded-middle.ttl"))

    assert "Prohibited" == local(decision.verdict)
    assert () == decision.missing


def test_designation_answers_for_its_time_only(small_book: Callable[[Path], LawBook]) -> None:
    """A designated place counts from its first day until the first on which it no longer does; an unknown place may."""
    book = small_book(ONTOLOGIES / "good" / "designation.ttl")
    to = {"SG": {"locatedIn": "SG"}, "DE": {"locatedIn": "DE"}, "unknown": {"statedUnknown": ["locatedIn"]}}

    def verdict(place: str, day: str) -> str:
        facts = read_tree({**TRANSFER, "recipient": to[place]}, book)
        return local(decide(book, facts, "x", datetime.date.fromisoformat(day)).verdict)

    assert ["Conditional", "Permitted", "Permitted", "Conditional"] == [
        verdict("SG", day) for day in ("2020-12-31", "2021-01-01", "2025-05-31", "2025-06-01")
    ]
    assert "Conditional" == verdict("DE", "2023-01-01")
    assert ["Undetermined", "Conditional"] == [verdict("unknown", day) for day in ("2023-01-01", "2025-06-01")]


def test_no_law_in_force_before_the_first_instrument(book: LawBook) -> None:
    """A date before the first instrument is answered as such, never with an older or later text."""
    with pytest.raises(NoLawInForceError) as caught:
        decide(book, read_tree(TRANSFER, book), "cn", datetime.date(1990, 1, 1))

    assert caught.value.text("en").startswith(
        "No law of mainland China on data transfers that is encoded here applied on 1990-01-01: the first begins on "
    )
    assert "day." not in caught.value.text("en")


def test_law_of_each_regime_begins_on_some_day(book: LawBook) -> None:
    """What is not decided, and of which no day is known, is no law of all days."""
    for regime in book.regimes:
        with pytest.raises(NoLawInForceError):
            snapshot(book, regime, datetime.date.min)


def test_unknown_regime_and_reading(book: LawBook) -> None:
    """Unknown names get the known ones."""
    with pytest.raises(UnknownTermError, match=f"Unknown regime 'xx'. Known: {', '.join(sorted(book.regimes))}"):
        decide(book, read_tree(TRANSFER, book), "xx", DAY)
    with pytest.raises(
        UnknownTermError, match=r"Unknown reading 'RulesAndContractNeded'.*Did you mean RulesAndContractNeeded"
    ):
        decide(book, read_tree(TRANSFER, book), "cn", DAY, {"readingOfHumanResourcesGround": "RulesAndContractNeded"})
