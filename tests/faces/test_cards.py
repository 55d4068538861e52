"""Cards and lists of agreements: found by the names that people use, with what binds, what excuses, who takes part."""

import pytest

from lexflux.errors import UnknownTermError
from lexflux.faces.cards import card
from lexflux.faces.listing import listing
from lexflux.faces.names import find
from lexflux.knowledge_base import KnowledgeBase


def test_agreement_is_found_by_its_short_name(knowledge: KnowledgeBase) -> None:
    """The card says since when an agreement is in force, for whom, who asks to join, and if disputes can be settled."""
    lines = card(knowledge, "CPTPP", "en").splitlines()

    assert (
        "Comprehensive and Progressive Agreement for Trans-Pacific Partnership / 全面与进步跨太平洋伙伴关系协定"
        == lines[0]
    )
    assert ["first in force: 2018-12-30", "dispute settlement: available"] == [
        line for line in lines if line.startswith(("first in", "dispute"))
    ]
    applicants, bound = lines.index("applicant:"), lines.index("bound party:")
    assert "  China (mainland) from 2021-09-16" in lines[applicants:bound]
    assert "  Peru from 2021-09-19" in lines[bound:]


def test_agreement_that_is_not_in_force_says_so(knowledge: KnowledgeBase) -> None:
    """The day of signature is not passed off as entry into force."""
    assert "not known to be in force" in card(knowledge, "eu-kr-dta", "en").splitlines()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cptpp:14.11.2", "commitment: transfers for business allowed <agreements/cptpp/TransfersAllowed>"),
        ("rcep:12.14.3b", "exception: essential security, facilities <agreements/rcep/SecurityForFacilities>"),
        ("cptpp:TransfersAllowed", "disciplines: restriction of transfers"),
        ("rcep:SecurityForFacilities", "is undisputable: yes"),
        ("cptpp:ImmunityOfMalaysia", "limited to: existing measures"),
        ("cn/SecurityAssessment", "amounts to: prior approval"),
    ],
)
def test_card_leads_from_a_provision_to_what_it_says_and_back(
    knowledge: KnowledgeBase, name: str, expected: str
) -> None:
    """A provision names its statements, a statement what it disciplines or excuses, a safeguard what it amounts to."""
    assert expected in card(knowledge, name, "en").splitlines()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        (
            "readingOfHumanResourcesGround",
            ["question: ", "stated in: ", "reading: both are needed <cn/RulesAndContractNeeded>: ", "reading: either"],
        ),
        ("EPO", ["kind: designation", "designated as: ", "applies from: 2025-07-15", "stated in: "]),
        (
            "HealthData",
            [
                *(
                    "kind: personal information",
                    "counts as sensitive personal information (Chinese law)  [PIPL, art. 28]",
                ),
                *("counts as personal data (Union law)", "counts as special category data", "← may also be: "),
            ],
        ),
        ("place:SG", ["kind: jurisdiction", "← law of: Singapore"]),
    ],
)
def test_card_of_a_term_says_what_the_vocabulary_says(knowledge: KnowledgeBase, name: str, begins: list[str]) -> None:
    """Open points, designations, kinds and places have no sections of their own, and still cards worth reading."""
    lines = card(knowledge, name, "en").splitlines()

    assert [] == [start for start in begins if not any(line.startswith(start) for line in lines)]


@pytest.mark.parametrize("kind", ["safeguards", "open-points", "designations", "list-entries"])
def test_each_listed_name_has_a_card(knowledge: KnowledgeBase, kind: str) -> None:
    """A name that fits several things is listed as far as it tells them apart."""
    names = [row[0] for row in listing(knowledge, kind, None, "en")[1]]

    assert len(names) == len(set(names))
    found = [find(knowledge, name) for name in names if "/" in name or name in names[::20]]
    assert len(found) == len(set(found))


def test_kinds_of_a_zones_list_are_listed_for_that_zone(knowledge: KnowledgeBase) -> None:
    """Who asks for kinds of data sees those that everybody may need; a zone shows what its own lists describe."""

    def names(zone: str | None) -> set[str]:
        return {row[0] for row in listing(knowledge, "data-kinds", None, "zh", zone)[1]}

    everybody, lingang, tianjin = map(names, (None, "LingangNewArea", "TianjinFreeTradeZone"))
    assert "ContactData" in everybody
    assert {"ShanghaiCrewItems", "LingangFundGeneralData"} <= lingang
    assert set() == (everybody | lingang) & tianjin == everybody & lingang


@pytest.mark.parametrize(("kind", "zone"), [("data-kinds", "Tianjin"), ("places", "TianjinFreeTradeZone")])
def test_zone_that_lists_nothing_is_refused(kind: str, zone: str, knowledge: KnowledgeBase) -> None:
    """Neither a zone that is misspelt nor a list without zones gives an empty list."""
    with pytest.raises(UnknownTermError, match="zone"):
        listing(knowledge, kind, None, "en", zone)


def test_list_of_agreements_names_who_is_bound_on_a_day(knowledge: KnowledgeBase) -> None:
    """Members are those of the day; agreements are no instruments of a regime."""
    columns, rows = listing(knowledge, "agreements", "2022-01-15", "en")
    members = {row[0]: row[-1] for row in rows}

    assert ("identifier", "title", "rank", "signed", "in force", "members") == columns
    assert ("AU BN CN JP KH LA NZ SG TH VN", "CL NZ SG") == (members["rcep"], members["depa"])
    assert "eu-sg-dta" not in members
    assert set() == {row[0] for row in listing(knowledge, "instruments", None, "en")[1]} & set(members)


def test_a_card_in_chinese_names_the_kind_in_chinese(knowledge: KnowledgeBase) -> None:
    """What a thing is stands there in the language of the card."""
    assert "类别：保障措施" in card(knowledge, "cn/IncidentReport", "zh")


def test_a_list_is_of_one_law(knowledge: KnowledgeBase) -> None:
    """Of what laws say what is of the regime, of terms those that it reads or names; whatever has none is refused."""
    norms, kinds, everywhere = (
        {row[0] for row in listing(knowledge, kind, None, "en", None, regime)[1]}
        for kind, regime in (("norms", "us"), ("data-kinds", "us"), ("data-kinds", None))
    )
    safeguards = {row[0] for row in listing(knowledge, "safeguards", None, "en", None, "sg")[1]}

    assert {"us"} == {name.split("/")[0] for name in norms}
    assert "BiometricData" in kinds < everywhere
    assert "ApecPrivacyRulesCertificate" in safeguards
    assert "StandardContract" not in safeguards
    for kind, regime in (("queries", "us"), ("norms", "atlantis")):
        with pytest.raises(UnknownTermError):
            listing(knowledge, kind, None, "en", None, regime)
