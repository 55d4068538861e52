"""HermiT, the judge: it reads the ontology itself, shares no code with the evaluator, and says what is proven.

The evaluator reads absent facts in its own way: single-valued ones are unknown, many-valued ones complete as stated. OWL holds
everything open. `closure` states the difference as axioms, these and no more: what many-valued facts and kinds are limited
to, that single-valued facts have some value, and that different names are different things.
(R. Shearer, B. Motik, I. Horrocks, "HermiT: A Highly-Efficient OWL Reasoner", OWLED 2008.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lexflux.graphs import Term, Texts
from lexflux.terms import OWL, RDF, RDFS, XSD

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
        for name in [
            "allValuesFrom",
            "complementOf",
            "disjointWith",
            "distinctMembers",
            "equivalentClass",
            "hasValue",
            "intersectionOf",
            "inverseOf",
            "members",
            "onClass",
            "onDataRange",
            "onDatatype",
            "oneOf",
            "onProperty",
            "someValuesFrom",
            "unionOf",
            "withRestrictions",
        ]
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
