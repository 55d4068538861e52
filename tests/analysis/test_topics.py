"""Regimes and agreements by topic."""

import datetime

import pytest

from lexflux.analysis.norm_topics import topics_of
from lexflux.analysis.topics import absences, statements, topic_table
from lexflux.errors import UnknownTermError
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording

DAY = datetime.date(2026, 6, 1)
LF = "https://w3id.org/lexflux/"


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load()


def cells(knowledge: KnowledgeBase, topic: str, on: datetime.date = DAY, language: str = "en") -> dict[str, list[str]]:
    """Return the lines of each law on one topic."""
    table = topic_table(knowledge.book, knowledge.agreements, [topic], [], on, language)
    return {law: cell.splitlines() for law, (cell,) in table.rows}


def test_consent(knowledge: KnowledgeBase) -> None:
    """
    Consent is a duty of its own in China, a derogation in Europe, an ordinary way in Singapore.

    In the American program it is nothing.
    """
    found = cells(knowledge, "Consent")

    assert any(
        line.startswith("obligation: separate consent [") and "PIPL, art. 13, art. 23, arts 29-32, art. 39" in line
        for line in found["mainland China"]
    )
    assert any(line.startswith("exemption: Derogation for explicit consent [") for line in found["European Union"])
    assert any(line.startswith("permission: consent after a written summary [") for line in found["Singapore"])
    assert ["– none found [no exemption for consent, reported]"] == found["United States"]


@pytest.mark.parametrize(
    ("topic", "law", "line"),
    [
        ("adequacy", "European Union", "exemption: Transfer under an adequacy decision [GDPR, art. 45"),
        ("adequacy", "United Kingdom", "exemption: Transfer approved by regulations [UK GDPR, "),
        (
            "certification",
            "Singapore",
            "permission: Global cross-border privacy rules certificate [PDP Regulations, reg. 12",
        ),
        ("localisation", "mainland China", "obligation: storage in the mainland ["),
        (
            "thresholds",
            "United States",
            "prohibition: No access to bulk human 'omic data or biospecimens [Data Security Program, § 202.303",
        ),
        (
            "onward transfer",
            "United States",
            "obligation: contract ban on onward brokerage [Data Security Program, § 202.302",
        ),
        ("localisation", "CPTPP", "binding duty (enforceable): no condition of local facilities [article 14.13.2]"),
        ("necessity test", "RCEP", "party considers: public policy, facilities [article 12.14.3(a)]"),
    ],
)
def test_cells(knowledge: KnowledgeBase, topic: str, law: str, line: str) -> None:
    """Each law says on a topic what it says, with its force and article."""
    found = cells(knowledge, topic)[law]

    assert any(one.startswith(line) for one in found), found


def test_topics_have_a_date(knowledge: KnowledgeBase) -> None:
    """Global certificates count in Singapore from 2 March 2026, and an agreement not yet in force says so."""
    before, after = (
        cells(knowledge, "certification", day)["Singapore"]
        for day in (datetime.date(2026, 3, 1), datetime.date(2026, 3, 2))
    )

    assert not any("Global" in line for line in before)
    assert any("Global" in line for line in after)
    assert "DEPA (not in force on this day)" in cells(knowledge, "localisation", datetime.date(2020, 7, 1))


def test_every_norm_has_a_topic(book: LawBook) -> None:
    """No norm is lost to the comparison by topic."""
    assert not sorted(iri.removeprefix(LF) for iri, norm in book.norms.items() if not topics_of(book, norm))


def test_agreements_order_nothing_to_companies(knowledge: KnowledgeBase) -> None:
    """What an agreement says never bears the force of a norm."""
    modalities = {norm.modality for norm in knowledge.book.norms.values()}
    forces = {
        one.force
        for one in statements(knowledge.book, knowledge.agreements, DAY)
        if one.law in knowledge.agreements.signed
    }

    assert forces
    assert not forces & modalities


def test_unknown_topic(knowledge: KnowledgeBase) -> None:
    """An unknown topic gets the nearest."""
    with pytest.raises(UnknownTermError, match=r"Unknown topic 'consnt'\..*Did you mean Consent\?"):
        topic_table(knowledge.book, knowledge.agreements, ["consnt"], [], DAY, "en")


def test_two_signs_of_an_absence(knowledge: KnowledgeBase) -> None:
    """That somebody looked and found nothing is told from that no search is recorded, for laws and agreements."""
    source_code, ownership = cells(knowledge, "SourceCode"), cells(knowledge, "Ownership")

    assert ["– none found [article 12.16]"] == source_code["RCEP"]
    assert ["? not researched"] == ownership["European Union"]
    assert ["– 未发现 [没有本地化要求、二手来源]"] == cells(knowledge, "localisation", language="zh")["新加坡"]


def test_nothing_is_absent_that_is_there(knowledge: KnowledgeBase) -> None:
    """On a topic on which a rule or commitment is encoded, for whatever day, nobody may say that none was found."""
    book, absent = knowledge.book, absences(Wording(knowledge.book, "en"), knowledge.agreements)
    there = {(norm.regime, topic) for norm in book.norms.values() for topic in topics_of(book, norm)}
    there |= {(one.agreement, topic) for one in knowledge.agreements.commitments.values() for topic in one.topics}

    assert len(absent) > 10
    assert set() == absent.keys() & there
