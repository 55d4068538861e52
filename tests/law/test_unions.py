"""A designation of a union of places reaches its members, on the days on which they are members and no others."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import PROV

from lexflux.decision.decide import decide
from lexflux.engines.descriptions import Case
from lexflux.engines.judge import judge_transfers
from lexflux.explain import render
from lexflux.explain.graph import decision_graph
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.snapshot import snapshot
from lexflux.terms import LF
from tests.terms import copy_terms

TRUSTED_UNION = LF + "x/trusted-union"
ADEQUATE = LF + "x/ToTrustedPlace"
# The union is trusted from 2022 until 2026.
# Iran is a member all the time, Germany joins in 2024, France has left by 2025.
LAW = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix lf: <https://w3id.org/lexflux/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix place: <https://w3id.org/lexflux/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://w3id.org/lexflux/x/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/lexflux/ontology/law/x> a owl:Ontology .
x:regime a lf:Regime ; skos:notation "x" ; rdfs:label "X"@en ; lf:lawOf place:US .
x:act a lf:Instrument ; dct:identifier "x-act" ; rdfs:label "Act"@en ; lf:shortTitle "Act"@en ; lf:regime x:regime ;
    eli:first_date_entry_in_force "2020-01-01"^^xsd:date ; lf:confidence lf:Read .
x:art-1 a lf:Provision ; dct:identifier "x-act/1" ; rdfs:label "art. 1"@en .

x:union a lf:UnionOfPlaces ; rdfs:label "Union"@en ; lf:membersAre x:MemberState .
x:MemberState a owl:Class, lf:DesignatedClass ; rdfs:subClassOf lf:Place ; rdfs:label "member State"@en .
x:member-IR a lf:Designation ; rdfs:label "Iran"@en ; lf:statedIn x:art-1 ; lf:confidence lf:Read ;
    lf:designates place:IR ; lf:designatedAs x:MemberState .
x:member-DE a lf:Designation ; rdfs:label "Germany"@en ; lf:statedIn x:art-1 ; lf:confidence lf:Read ;
    lf:designates place:DE ; lf:designatedAs x:MemberState ; lf:appliesFrom "2024-07-01"^^xsd:date .
x:member-FR a lf:Designation ; rdfs:label "France"@en ; lf:statedIn x:art-1 ; lf:confidence lf:Read ;
    lf:designates place:FR ; lf:designatedAs x:MemberState ; lf:appliesUntil "2025-01-01"^^xsd:date .

x:TrustedPlace a owl:Class, lf:DesignatedClass ; rdfs:subClassOf lf:Place ; rdfs:label "trusted place"@en .
x:trusted-union a lf:Designation ; rdfs:label "decision on the Union"@en ; lf:statedIn x:art-1 ; lf:confidence lf:Read ;
    lf:designates x:union ; lf:designatedAs x:TrustedPlace ;
    lf:appliesFrom "2022-01-01"^^xsd:date ; lf:appliesUntil "2026-01-01"^^xsd:date .
x:SentToTrustedPlace a owl:Class, lf:Element ; rdfs:label "sent to a trusted place"@en ; owl:equivalentClass
    [ a owl:Restriction ; owl:onProperty lf:recipient ; owl:someValuesFrom
        [ a owl:Restriction ; owl:onProperty lf:locatedIn ; owl:someValuesFrom x:TrustedPlace ] ] .
x:ToTrustedPlace a owl:Class, lf:Norm ; rdfs:label "to a trusted place"@en ;
    lf:statedIn x:art-1 ; lf:modality lf:Scope ; owl:equivalentClass x:SentToTrustedPlace .
x:Party a owl:Class, lf:DesignatedClass ; rdfs:subClassOf lf:AgreementMember ; rdfs:label "party"@en .
x:party-union a lf:Designation ; rdfs:label "Union: party"@en ; lf:statedIn x:art-1 ; lf:confidence lf:Read ;
    lf:designates x:union ; lf:designatedAs x:Party .
"""
DAYS = [
    ("2021-12-31", set()),
    ("2022-01-01", {"IR", "FR"}),
    ("2024-06-30", {"IR", "FR"}),
    ("2024-07-01", {"IR", "FR", "DE"}),
    ("2024-12-31", {"IR", "FR", "DE"}),
    ("2025-01-01", {"IR", "DE"}),
    ("2025-12-31", {"IR", "DE"}),
    ("2026-01-01", set()),
]


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ontology")
    copy_terms(folder)
    (folder / "x.ttl").write_text(LAW, "utf-8")
    return folder


@pytest.fixture(scope="module")
def small(ontology: Path) -> LawBook:
    return load_law_book(ontology)


def to(place: str) -> dict[str, object]:
    return {"exporter": {"locatedIn": "US"}, "recipient": {"locatedIn": place}, "data": [{"type": "ContactData"}]}


@pytest.mark.parametrize(("day", "trusted"), DAYS)
def test_members_of_the_day_are_designated(day: str, trusted: set[str], small: LawBook, ontology: Path) -> None:
    """A member counts from the later beginning to the earlier end of decision and membership; HermiT finds the same."""
    on = datetime.date.fromisoformat(day)
    law = snapshot(small, "x", on)
    places = ["IR", "DE", "FR", "CH"]

    decided = {
        place
        for place in places
        if (ADEQUATE, "Effective")
        in {
            (iri, finding.status.rpartition("/")[2])
            for iri, finding in decide(small, read_tree(to(place), small), "x", on).findings.items()
        }
    }
    judged = judge_transfers(small, [Case(read_tree(to(place), small), {}, law) for place in places], ontology)

    assert trusted == decided
    assert trusted == {place for place, found in zip(places, judged, strict=True) if ADEQUATE in found.triggered}


def test_answer_cites_the_decision_on_the_union(small: LawBook) -> None:
    """What is cited for a member is the designation of the union, in words and in RDF."""
    decision = decide(small, read_tree(to("DE"), small), "x", datetime.date(2025, 6, 1))

    assert "decision on the Union" in render.as_explanation(decision, "en")
    assert URIRef(TRUSTED_UNION) in set(decision_graph(decision).objects(None, PROV.used))


def test_standing_in_an_agreement_is_not_handed_on(small: LawBook) -> None:
    """A union joins an agreement as such: its members are no parties of their own by that."""
    assert {LF + "x/union"} == {
        one.individual for one in small.designations.values() if one.designated_as == LF + "x/Party"
    }
