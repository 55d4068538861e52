"""The JSON-LD context and the JSON Schema of a transfer, generated from the one schema and the vocabulary."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import PropertyShape
from lexflux.remembering import remembered
from lexflux.terms import BELOW, COUNT_RANGE, DENIAL, FROM, LF, PLACE, SAFEGUARD_CLASS, TYPE, XSD, local

Tree = dict[str, Any]
OF_A_FLOW = ("leg", "continues", "coversLeg")
STATES = ("statedUnknown", "notApplicable", "statedComplete")
KINDS = (LF + "DataSet", LF + "Organisation", SAFEGUARD_CLASS)
KEYWORDS = {"type": "@type", "id": "@id"}
TYPED = (LF + "DataSet", SAFEGUARD_CLASS)


@remembered(64)
def kinds(book: LawBook, owner: str) -> list[str]:
    """Return the kinds (of data, organisation or safeguard) that may be stated for a node of class ``owner``."""
    if owner == LF + "DataSet":
        return sorted(book.data_kinds)
    if owner == DENIAL:
        return sorted({kind for one in KINDS for kind in kinds(book, one)})
    return [iri for iri in book.kinds_of.get(owner, ()) if iri not in book.collective]


def terms(book: LawBook, shape: PropertyShape) -> list[str]:
    """Return the vocabulary terms that a property accepts."""
    return list(book.individuals_of.get(str(shape.term_class), ()))


def general_terms(book: LawBook, shape: PropertyShape) -> list[str]:
    """Return the general terms that a property accepts in the place of a term."""
    return list(book.individuals_of.get(str(shape.general_class), ()))


@remembered(4)
def json_ld_context(book: LawBook) -> Tree:
    """
    Return the JSON-LD 1.1 context under which YAML and JSON transfers are read.

    Terms outside the Lexflux namespace itself are listed by their local name; ambiguous names keep their prefix.
    """
    context: Tree = {"@version": 1.1, "@vocab": LF, "lf": LF, "place": PLACE, **KEYWORDS}
    context |= {_prefix(regime): f"{LF}{regime}/" for regime in sorted(book.regimes)}
    context["label"] = {"@id": "http://www.w3.org/2000/01/rdf-schema#label"}
    context["comment"] = {"@id": "http://www.w3.org/2000/01/rdf-schema#comment"}
    context["source"] = {"@id": "http://purl.org/dc/terms/source"}
    for owned in book.schema.shapes.values():
        for shape in sorted(owned.values(), key=lambda shape: shape.order):
            context[local(shape.prop)] = _term(shape)
    for name in OF_A_FLOW:
        context[name] = {"@id": f"lf:{name}", "@type": "@id"}
    for name in STATES:
        context[name] = {"@id": f"lf:{name}", "@type": "@vocab", "@context": {"kind": TYPE}}
    for iri in sorted(iri for iris in named(book).values() for iri in iris if len(iris) == 1):
        if iri != LF + local(iri):
            context.setdefault(local(iri), iri)
    return {"@context": context}


@remembered(4)
def named(book: LawBook) -> dict[str, tuple[str, ...]]:
    """Return the kinds and terms that may be stated by their local name, places left out; a name may have several."""
    found: dict[str, set[str]] = {}
    shapes = [shape for owned in book.schema.shapes.values() for shape in owned.values() if shape.term_class]
    listed = (*(kinds(book, owner) for owner in KINDS), *(terms(book, shape) for shape in shapes))
    for iri in (iri for iris in listed for iri in iris if not iri.startswith(PLACE)):
        found.setdefault(local(iri), set()).add(iri)
    return {name: tuple(sorted(iris)) for name, iris in found.items()}


def name_of(book: LawBook, iri: str) -> str:
    """Return the name by which files state a kind or term: its local one, with the prefix where others bear it too."""
    alone = iri.startswith(PLACE) or iri == LF + local(iri) or named(book).get(local(iri)) == (iri,)
    regime, _, name = iri.removeprefix(LF).partition("/")
    return local(iri) if alone else f"{_prefix(regime)}:{name}"


def _prefix(regime: str) -> str:
    """Return the prefix of the terms of a regime: its notation, unless that is a key of every file."""
    return f"law-{regime}" if regime in KEYWORDS else regime


def meant_among(book: LawBook, iri: str, allowed: Collection[str]) -> str | None:
    """Return which of some kinds or terms an ambiguous local name means: the only one of them that bears it."""
    found = [one for one in named(book).get(iri.removeprefix(LF), ()) if one in allowed]
    return found[0] if len(found) == 1 and iri not in book.labels else None


def _term(shape: PropertyShape) -> Tree:
    term: Tree = {"@id": f"lf:{local(shape.prop)}"}
    if shape.datatype in ("integer", "date"):
        term["@type"] = XSD + shape.datatype
    elif shape.term_class:
        term["@type"] = "@vocab"
        if shape.term_class == LF + "Place":
            term["@context"] = {"@vocab": PLACE}
    elif shape.is_node:
        term["@type"] = "@id"
    return term


def json_schema(book: LawBook) -> Tree:
    """
    Return a JSON Schema (2020-12) of a YAML or JSON transfer, or flow of several, with names and questions.

    What has legs is a flow.
    """
    definitions = {local(owner): _node_schema(book, owner) for owner in sorted(book.schema.shapes)}
    root = definitions["Transfer"]
    flow, leg = _flow_schema(definitions["Safeguard"]), _leg_schema(root)
    definitions |= {"Flow": flow, "Leg": leg, **_vocabularies(book)}
    root["properties"] = {"$schema": {"type": "string"}, "@context": {}, **root["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": LF + "shapes/transfer.schema.json",
        "title": "Lexflux transfer / 跨境传输",
        "if": {"required": ["legs"]},
        "then": {"$ref": "#/$defs/Flow"},
        "else": {"$ref": "#/$defs/Transfer"},
        "$defs": definitions,
    }


def _flow_schema(safeguard: Tree) -> Tree:
    """Return the schema of a flow: what is described once by name, and legs in order."""
    texts: Tree = {key: {"type": "string"} for key in ("$schema", "label", "comment", "source")}
    described = {
        name: {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{owner}"}}
        for name, owner in (("parties", "Organisation"), ("datasets", "DataSet"))
    }
    covering = {"coversLeg": _one_or_many({"type": ["string", "integer"]})}
    own = {**safeguard, "properties": {**safeguard["properties"], **covering}}
    described["safeguards"] = {"type": "object", "additionalProperties": own}
    legs = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Leg"}}
    properties = {**texts, "date": {"type": "string", "format": "date"}, **described, "legs": legs}
    return {"type": "object", "properties": properties, "required": ["legs"], "additionalProperties": False}


def _leg_schema(transfer: Tree) -> Tree:
    """Return the schema of a leg: a transfer in which names may stand for nodes, or the leg before tells them."""
    name: Tree = {"type": "string"}
    parties = {role: {"anyOf": [name, transfer["properties"][role]]} for role in ("exporter", "recipient")}
    named = {"anyOf": [name, {"$ref": "#/$defs/DataSet"}]}
    own = {"name": {"type": ["string", "integer"]}, "continues": {"type": ["string", "integer"]}}
    safeguards = _one_or_many({"anyOf": [name, {"$ref": "#/$defs/Safeguard"}]})
    properties = {**own, **transfer["properties"], **parties, "data": _one_or_many(named), "safeguard": safeguards}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _node_schema(book: LawBook, owner: str) -> Tree:
    shapes = sorted(book.schema.shapes[owner].values(), key=lambda shape: shape.order)
    names = [local(shape.prop) for shape in shapes]
    kind: Tree = {"const": local(owner)}
    if owner in (*KINDS, DENIAL):
        kind = _one_or_many(_reference(f"{local(owner)}Kind"))
    states = {"type": "array", "items": {"enum": [*names, *(["kind"] if owner in KINDS else [])]}}
    properties: Tree = {
        "id": {"type": "string"},
        "type": kind,
        "label": {"type": "string"},
        "comment": {"type": "string"},
        "source": {"type": "string"},
        **{local(shape.prop): _value_schema(book, shape) for shape in shapes},
        **dict.fromkeys(STATES, states),
    }
    typed = ["type"] if owner in TYPED else []
    answers = [
        {"anyOf": [{"required": [name]}, _listed_unknown(name)]}
        for name in (local(shape.prop) for shape in shapes if shape.required)
    ]
    schema: Tree = {"type": "object", "properties": properties, "required": typed, "additionalProperties": False}
    return {**schema, "allOf": answers} if answers else schema


def _listed_unknown(name: str) -> Tree:
    """Return the schema of a node of which a fact is said to be unknown, which is an answer too."""
    return {"required": ["statedUnknown"], "properties": {"statedUnknown": {"contains": {"const": name}}}}


def _vocabularies(book: LawBook) -> Tree:
    """Return the schemas of the kinds of nodes and of the terms of facts, each once, with labels in both languages."""
    owners = [owner for owner in (*KINDS, DENIAL) if owner in book.schema.shapes]
    found = {f"{local(owner)}Kind": _enumeration(book, kinds(book, owner)) for owner in owners}
    for owned in book.schema.shapes.values():
        for shape in owned.values():
            if shape.term_class:
                allowed = [*terms(book, shape), *general_terms(book, shape)]
                found.setdefault(_name_of_terms(shape), _enumeration(book, allowed))
    return dict(sorted(found.items()))


def _enumeration(book: LawBook, iris: list[str]) -> Tree:
    """Return the schema of terms, with their labels; kinds that a zone's list describes are valid and not offered."""
    shown = [iri for iri in iris if iri not in book.zones_of_kinds]
    labels = [f"{book.label(iri, 'en')} / {book.label(iri, 'zh')}" for iri in shown]
    offered: Tree = {"enum": [name_of(book, iri) for iri in shown], "enumDescriptions": labels}
    described = [name_of(book, iri) for iri in iris if iri in book.zones_of_kinds]
    return {"anyOf": [offered, {"pattern": f"^({'|'.join(described)})$", "type": "string"}]} if described else offered


def _name_of_terms(shape: PropertyShape) -> str:
    return f"{local(shape.term_class or '')}{'OrArea' if shape.general_class else ''}Term"


def _reference(name: str) -> Tree:
    return {"$ref": f"#/$defs/{name}"}


def _one_or_many(item: Tree) -> Tree:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _value_schema(book: LawBook, shape: PropertyShape) -> Tree:
    if shape.is_node:
        item: Tree = {"$ref": f"#/$defs/{local(book.schema.ranges[shape.prop])}"}
    elif shape.term_class:
        item = _reference(_name_of_terms(shape))
    else:
        item = _scalar_schema(shape)
    described = {"title": _both(shape.names), "description": _both(shape.questions)}
    return {**described, **(item if shape.single else _one_or_many(item))}


def _scalar_schema(shape: PropertyShape) -> Tree:
    item: Tree = {"type": "string", "format": "date"} if shape.datatype == "date" else {"type": shape.datatype}
    if shape.minimum is not None:
        item["minimum"] = shape.minimum
    if shape.maximum is not None:
        item["maximum"] = shape.maximum
    return {"anyOf": [item, _range_schema(shape)]} if shape.ranged else item


def _range_schema(shape: PropertyShape) -> Tree:
    """Return the schema of a range in which a count lies: at least one bound, both numbers that the count may be."""
    names = [local(prop) for prop in (FROM, BELOW)]
    most: Tree = {} if shape.maximum is None else {"maximum": shape.maximum}
    return {
        "$ref": f"#/$defs/{local(COUNT_RANGE)}",
        "properties": dict.fromkeys(names, most),
        "anyOf": [{"required": [name]} for name in names],
    }


def _both(texts: dict[str, str]) -> str:
    return f"{text(texts, 'en')} / {text(texts, 'zh')}"
