"""HermiT, the judge: it reads the ontology itself, shares no code with the evaluator, and says what is proven.

The evaluator reads absent facts in its own way: single-valued ones are unknown, many-valued ones complete as stated. OWL holds
everything open. `closure` states the difference as axioms, these and no more: what many-valued facts and kinds are limited
to, that single-valued facts have some value, and that different names are different things.
(R. Shearer, B. Motik, I. Horrocks, "HermiT: A Highly-Efficient OWL Reasoner", OWLED 2008.)
"""

from __future__ import annotations

import contextlib
import datetime
import io
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from lexflux.conditions import Value
from lexflux.errors import EngineError
from lexflux.facts import Facts, NodeFacts
from lexflux.graphs import Subject, Term, Texts, load
from lexflux.knowledge import LawBook, law_files
from lexflux.schema import Fact
from lexflux.terms import LF, OWL, RDF, RDFS, TRANSFER, XSD

Readings = Mapping[str, str]
Axiom = tuple[str, Term]

JUDGED = "urn:lexflux:judged:"
NOT = JUDGED + "not:"
THING, NOTHING = OWL + "Thing", OWL + "Nothing"
ENTITIES = frozenset(OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty"))
LOGICAL = frozenset(
    [RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [RDF + name for name in ("first", "rest")]
    + [XSD + name for name in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")]
    + [
        OWL + name
        for name in (
            "allValuesFrom complementOf disjointWith distinctMembers equivalentClass hasValue intersectionOf inverseOf members "
            "onClass onDataRange onDatatype oneOf onProperty someValuesFrom unionOf withRestrictions"
        ).split()
    ]
)


@dataclass(frozen=True, slots=True)
class KnowledgeJudgement:
    """What HermiT finds in the knowledge itself; without consistency nothing else can be said."""

    consistent: bool
    unsatisfiable: Mapping[str, Texts]
    subsumptions: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class TransferJudgement:
    """The norms that a transfer is proven to trigger, and those it is proven not to; about any other nothing follows."""

    triggered: frozenset[str]
    not_triggered: frozenset[str]
