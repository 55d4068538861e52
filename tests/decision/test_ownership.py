"""Ownership: shares add up along any number of levels, circles end, unknown owners leave the answer open."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from lexflux.decision.decide import decide
from lexflux.explain import render
from lexflux.facts.reader import read_text, read_tree
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.terms import local
from tests.terms import copy_terms

IRAN = {"locatedIn": "IR"}
OTHER = {"locatedIn": "DE"}


@pytest.fixture(scope="module")
def owned_book(tmp_path_factory: pytest.TempPathFactory) -> LawBook:
    ontology = tmp_path_factory.mktemp("ownership") / "ontology"
    copy_terms(ontology)
    shutil.copy(Path(__file__).parents[1] / "ontologies" / "good" / "ownership.ttl", ontology)
    return load_law_book(ontology)


def verdict(book: LawBook, recipient: dict[str, Any]) -> str:
    transfer = {"exporter": {"locatedIn": "US"}, "recipient": recipient, "data": {"type": "ContactData"}}
    return local(decide(book, read_tree(transfer, book), "x", datetime.date(2025, 6, 1)).verdict)


def held(*shares: tuple[dict[str, Any], int]) -> dict[str, Any]:
    return {"locatedIn": "SG", "ownership": [{"owner": owner, "share": share} for owner, share in shares]}


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        (held((IRAN, 50)), "Prohibited"),
        (held((IRAN, 49)), "Undetermined"),
        ({**held((IRAN, 49)), "statedComplete": ["ownership"]}, "NotReached"),
        (held((IRAN, 49), (OTHER, 51)), "NotReached"),
        (held((IRAN, 30), (IRAN, 20)), "Prohibited"),
        (held((IRAN, 30), (OTHER, 70)), "NotReached"),
        (held((held((IRAN, 60)), 50)), "Prohibited"),
        (held((held((IRAN, 49)), 100)), "NotReached"),
        (held((held((held((held((IRAN, 51)), 50)), 80)), 25), (IRAN, 25)), "Prohibited"),
        ({"locatedIn": "SG", "statedUnknown": ["ownership"]}, "Undetermined"),
        (held(({"statedUnknown": ["locatedIn"]}, 60)), "Undetermined"),
        ({"locatedIn": "SG", "ownership": [{"statedUnknown": ["owner"], "share": 60}]}, "Undetermined"),
        ({"locatedIn": "SG", "ownership": [{"statedUnknown": ["owner"], "share": 49}]}, "Undetermined"),
        ({"locatedIn": "SG", "ownership": [{"owner": IRAN, "statedUnknown": ["share"]}]}, "Undetermined"),
        ({"locatedIn": "SG", "ownership": [{"owner": OTHER, "statedUnknown": ["share"]}]}, "Undetermined"),
    ],
)
def test_shares_add_up_through_levels(owned_book: LawBook, recipient: dict[str, Any], expected: str) -> None:
    """An organisation counts if owners that count hold half of it together; fractions of fractions do not multiply."""
    assert expected == verdict(owned_book, recipient)


CIRCLE = """
@prefix lf: <https://w3id.org/lexflux/> . @prefix place: <https://w3id.org/lexflux/place/> .
<#t> a lf:Transfer ; lf:exporter [ lf:locatedIn place:US ] ; lf:recipient <#a> ; lf:data [ a lf:ContactData ] .
<#a> lf:locatedIn place:SG ; lf:ownership [ lf:owner <#b> ; lf:share 60 ] .
<#b> lf:locatedIn place:SG ; lf:ownership [ lf:owner <#a> ; lf:share 60 ] ,
    [ lf:owner [ lf:locatedIn place:IR ] ; lf:share %d ] .
"""


@pytest.mark.parametrize(("share", "expected"), [(40, "NotReached"), (50, "Prohibited")])
def test_circle_of_owners_ends(owned_book: LawBook, share: int, expected: str) -> None:
    """Two companies that own one another count only through an owner outside the circle; such facts read back."""
    facts = read_text(CIRCLE % share, owned_book)
    decision = decide(owned_book, facts, "x", datetime.date(2025, 6, 1))

    assert expected == local(decision.verdict)
    assert facts.tree == read_tree(facts.tree, owned_book).tree


def test_chain_is_part_of_the_explanation(owned_book: LawBook) -> None:
    """Each share that counts stands in the reasons, down to the owner in the place of concern."""
    transfer = {
        "exporter": {"locatedIn": "US"},
        "recipient": held((held((IRAN, 60)), 55)),
        "data": {"type": "ContactData"},
    }
    decision = decide(owned_book, read_tree(transfer, owned_book), "x", datetime.date(2025, 6, 1))

    text = render.as_explanation(decision, "en")

    assert "share in per cent: 55" in text
    assert "share in per cent: 60" in text
    assert "Iran" in text


@pytest.mark.parametrize("unknown", [8, 0])
def test_many_owners_and_unknown_shares_come_to_an_end(unknown: int, owned_book: LawBook) -> None:
    """Eight shares that are stated do not reach half; eight more that nobody knows may."""
    stated = [{"owner": IRAN, "share": 5}] * 8
    others = [{"owner": IRAN, "statedUnknown": ["share"]}] * unknown
    recipient = {"locatedIn": "SG", "ownership": [*stated, *others], "statedComplete": ["ownership"]}

    assert ("Undetermined" if unknown else "NotReached") == verdict(owned_book, recipient)
