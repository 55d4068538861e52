"""The namespaces, and the few IRIs that the code must know. Everything else is found in the ontology."""

from __future__ import annotations

import datetime
import re

LF = "https://w3id.org/lexflux/"
ONTOLOGY = LF + "ontology/"
PLACE = LF + "place/"
TOPIC = LF + "topic/"
CONTEXT = LF + "shapes/transfer.context.jsonld"

DCT = "http://purl.org/dc/terms/"
DPV = "https://w3id.org/dpv"
ELI = "http://data.europa.eu/eli/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "lf": LF,
    "place": PLACE,
    "dct": DCT,
    "dpv": DPV + "#",
    "eli": ELI,
    "eu-dga": DPV + "/legal/eu/dga#",
    "eu-gdpr": DPV + "/legal/eu/gdpr#",
    "loc": DPV + "/loc#",
    "owl": OWL,
    "pd": DPV + "/pd#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}

TYPE = RDF + "type"
LABEL = RDFS + "label"
TRANSFER = LF + "Transfer"
SAFEGUARD = LF + "safeguard"
SAFEGUARD_CLASS = LF + "Safeguard"
DATA = LF + "data"
DATA_SET = LF + "DataSet"
COLLECTION = LF + "collection"
OVERLAP = LF + "overlap"
SAME_PEOPLE = LF + "SamePeople"
DIFFERENT_PEOPLE = LF + "DifferentPeople"
STATED_UNKNOWN = LF + "statedUnknown"
NOT_APPLICABLE = LF + "notApplicable"
STATED_COMPLETE = LF + "statedComplete"
DENIED = LF + "denied"
DENIAL = LF + "Denial"
COUNT_RANGE = LF + "CountRange"
FROM = LF + "from"
BELOW = LF + "below"
DATE = LF + "date"
STATUS = LF + "status"
RECEIVED_UNDER = LF + "receivedUnder"
ISSUED_ON = LF + "issuedOn"
EXTENDED_ON = LF + "extendedOn"
NOTIFIED_ON = LF + "notifiedOn"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(word: str) -> datetime.date | None:
    """
    Return the day that a word writes as year, month and day, None if it does not.

    >>> parse_day("2026-01-31"), parse_day("2026-W05-6"), parse_day("20260131")
    (datetime.date(2026, 1, 31), None, None)
    """
    if not DAY.fullmatch(word):
        return None
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        return None


def local(iri: str) -> str:
    """
    Return the part of an IRI that a person would say.

    >>> local("https://w3id.org/lexflux/cn/SecurityAssessment")
    'SecurityAssessment'
    """
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def compact(iri: str) -> str:
    """
    Return ``iri`` as a prefixed name relative to the Lexflux namespace, or unchanged.

    >>> compact("https://w3id.org/lexflux/cn/cbdf-2024/art-5-1-4")
    'cn/cbdf-2024/art-5-1-4'
    """
    return iri.removeprefix(LF)
