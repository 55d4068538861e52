"""The JSON Schema of a transfer, by which editors complete and check files."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest

from lexflux.errors import InputError
from lexflux.facts import context
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF


def test_terms_have_labels_in_both_languages(book: LawBook) -> None:
    """An editor that offers a term says what it means, in English and Chinese, term by term."""
    vocabularies = [one for one in context.json_schema(book)["$defs"].values() if "enum" in one]

    assert len(vocabularies) > 10
    for one in vocabularies:
        assert len(one["enum"]) == len(one["enumDescriptions"])
        assert all(" / " in label for label in one["enumDescriptions"])


def test_facts_have_names_and_questions_in_both_languages(book: LawBook) -> None:
    """Each fact of the schema is described where it can be stated."""
    for owner, owned in book.schema.shapes.items():
        properties = context.json_schema(book)["$defs"][owner.rpartition("/")[2]]["properties"]
        for shape in owned.values():
            stated = properties[shape.prop.rpartition("/")[2]]
            assert " / " in stated["title"]
            assert " / " in stated["description"]


def test_kinds_of_zones_are_valid_and_not_offered(book: LawBook) -> None:
    """An editor offers the kinds that everybody may need; the row of a zone's list is looked up."""
    schema = context.json_schema(book)["$defs"]["DataSetKind"]
    offered = schema["anyOf"][0]["enum"]

    assert {"ContactData", "HealthData"} <= set(offered)
    assert "ShanghaiCrewItems" not in offered
    valid = jsonschema.Draft202012Validator(schema).is_valid
    assert [True, True, False] == [valid(name) for name in ("ContactData", "ShanghaiCrewItems", "ShanghaiCrew")]


@pytest.fixture(scope="module")
def ambiguous(book: LawBook) -> LawBook:
    """Return the law book with one more safeguard and kind of data whose local names others bear."""
    classes = dict(book.classes)
    for iri, twin in (("cn/SeparateConsent", "kr/SeparateConsent"), ("ContactData", "kr/ImpactAssessment")):
        classes[LF + twin] = classes[LF + iri]
    return replace(book, classes=classes, data_kinds=book.data_kinds | {LF + "kr/ImpactAssessment"})


def stating(book: LawBook, safeguard: str, kind: str = "ContactData") -> Facts:
    """Return the facts of a transfer with one data set and one safeguard."""
    parties = {"exporter": {"locatedIn": "CN"}, "recipient": {"locatedIn": "DE"}}
    return read_tree({**parties, "data": [{"type": kind}], "safeguard": [{"type": safeguard}]}, book)


def test_a_name_that_several_terms_bear_is_refused_with_each_of_them(ambiguous: LawBook) -> None:
    """Nobody silently gets the safeguard of another law; each full name is accepted."""
    with pytest.raises(InputError, match=r"cn:SeparateConsent.*kr:SeparateConsent"):
        stating(ambiguous, "SeparateConsent")

    found = stating(ambiguous, "kr:SeparateConsent")
    assert LF + "kr/SeparateConsent" in found.nodes["safeguard/1"].kinds


def test_a_name_means_what_its_place_admits(ambiguous: LawBook) -> None:
    """A kind of data and a safeguard of one name are told apart by where it stands."""
    found = stating(ambiguous, "ImpactAssessment", "ImpactAssessment")

    assert LF + "cn/ImpactAssessment" in found.nodes["safeguard/1"].kinds
    assert LF + "kr/ImpactAssessment" in found.nodes["data/1"].kinds
