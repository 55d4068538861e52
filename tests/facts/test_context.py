"""The JSON Schema of a transfer, by which editors complete and check files."""

from __future__ import annotations

import jsonschema

from lexflux.facts import context
from lexflux.law.lawbook import LawBook


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
