"""The JSON-LD context and the JSON Schema of a transfer, generated from the one schema and the vocabulary."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import Fact
from lexflux.terms import LF, PLACE, XSD, local

Tree = dict[str, Any]
KINDS = (LF + "DataSet", LF + "Organisation", LF + "Safeguard")


@lru_cache(maxsize=64)
def kinds(book: LawBook, owner: str) -> list[str]:
    """Return the classes that a person may state for a node of class ``owner``: kinds of data, organisation or safeguard."""
    if owner == LF + "DataSet":
        return sorted(book.data_kinds)
    return sorted(
        iri
        for iri, definition in book.classes.items()
        if owner in definition.ancestors and definition.definition is None
    )


def terms(book: LawBook, fact: Fact) -> list[str]:
    """Return the vocabulary terms that ``fact`` accepts."""
    return sorted(iri for iri, types in book.individuals.items() if fact.term_class in types)


@lru_cache(maxsize=4)
def json_ld_context(book: LawBook) -> Tree:
    """
    Return the JSON-LD 1.1 context under which YAML and JSON transfers are read.

    Terms outside the Lexflux namespace itself are listed by their local name; ambiguous names keep their prefix.
    """
    context: Tree = {"@version": 1.1, "@vocab": LF, "lf": LF, "place": PLACE, "type": "@type", "id": "@id"}
    context |= {regime: f"{LF}{regime}/" for regime in sorted(book.regimes)}
    context["label"] = {"@id": "http://www.w3.org/2000/01/rdf-schema#label"}
    context["comment"] = {"@id": "http://www.w3.org/2000/01/rdf-schema#comment"}
    context["source"] = {"@id": "http://purl.org/dc/terms/source"}
    for facts in book.schema.facts.values():
        for fact in sorted(facts.values(), key=lambda fact: fact.order):
            context[local(fact.prop)] = _term(fact)
    for name in ("statedUnknown", "notApplicable"):
        context[name] = {"@id": f"lf:{name}", "@type": "@vocab"}
    outside = [iri for owner in KINDS for iri in kinds(book, owner) if not iri.startswith(LF + local(iri))]
    outside += [
        iri
        for facts in book.schema.facts.values()
        for fact in facts.values()
        if fact.term_class
        for iri in terms(book, fact)
    ]
    for iri in sorted(set(outside)):
        if iri != LF + local(iri) and not iri.startswith(PLACE):
            context.setdefault(local(iri), iri)
    return {"@context": context}


def _term(fact: Fact) -> Tree:
    term: Tree = {"@id": f"lf:{local(fact.prop)}"}
    if fact.datatype in ("integer", "date"):
        term["@type"] = XSD + fact.datatype
    elif fact.term_class:
        term["@type"] = "@vocab"
        if fact.term_class == LF + "Place":
            term["@context"] = {"@vocab": PLACE}
    elif fact.is_node:
        term["@type"] = "@id"
    return term


def json_schema(book: LawBook) -> Tree:
    """Return a JSON Schema (2020-12) of a YAML or JSON transfer, with names and questions in both languages."""
    definitions = {local(owner): _node_schema(book, owner) for owner in sorted(book.schema.facts)}
    root = definitions.pop("Transfer")
    root["properties"] = {"$schema": {"type": "string"}, "@context": {}, **root["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": LF + "shapes/transfer.schema.json",
        "title": "Lexflux transfer / 跨境传输",
        **root,
        "$defs": definitions,
    }


def _node_schema(book: LawBook, owner: str) -> Tree:
    facts = sorted(book.schema.facts[owner].values(), key=lambda fact: fact.order)
    names = [local(fact.prop) for fact in facts]
    kind = _one_or_many({"enum": _spellings(book, kinds(book, owner))}) if owner in KINDS else {"const": "Transfer"}
    states = {"type": "array", "items": {"enum": names}}
    properties: Tree = {
        "id": {"type": "string"},
        "type": kind,
        "label": {"type": "string"},
        "comment": {"type": "string"},
        "source": {"type": "string"},
        **{local(fact.prop): _value_schema(book, fact) for fact in facts},
        "statedUnknown": states,
        "notApplicable": states,
    }
    typed = ["type"] if owner in (LF + "DataSet", LF + "Safeguard") else []
    answers = [
        {"anyOf": [{"required": [name]}, _listed_unknown(name)]}
        for name in (local(fact.prop) for fact in facts if fact.required)
    ]
    schema: Tree = {"type": "object", "properties": properties, "required": typed, "additionalProperties": False}
    return {**schema, "allOf": answers} if answers else schema


def _listed_unknown(name: str) -> Tree:
    """Return the schema of a node of which a fact is said to be unknown, which is an answer too."""
    return {"required": ["statedUnknown"], "properties": {"statedUnknown": {"contains": {"const": name}}}}


def _spellings(book: LawBook, iris: list[str]) -> list[str]:
    return [local(iri) for iri in iris]


def _one_or_many(item: Tree) -> Tree:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _value_schema(book: LawBook, fact: Fact) -> Tree:
    if fact.is_node:
        item: Tree = {"$ref": f"#/$defs/{local(book.schema.ranges[fact.prop])}"}
    elif fact.term_class:
        item = {"enum": _spellings(book, terms(book, fact))}
    else:
        item = {"type": "string", "format": "date"} if fact.datatype == "date" else {"type": fact.datatype}
        if fact.minimum is not None:
            item["minimum"] = fact.minimum
        if fact.maximum is not None:
            item["maximum"] = fact.maximum
    described = {"title": _both(fact.names), "description": _both(fact.questions)}
    return {**described, **(item if fact.single else _one_or_many(item))}


def _both(texts: dict[str, str]) -> str:
    return f"{text(texts, 'en')} / {text(texts, 'zh')}"
