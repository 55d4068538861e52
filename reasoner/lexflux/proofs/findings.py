"""What an audit of a law finds, and how far it came."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from lexflux.facts.transfer import Facts
from lexflux.law.graphs import Texts

REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Something odd.

    ``kind`` says what, ``norms`` which norms it is about, ``others`` those they meet, ``facts`` a transfer that shows
    it, ``told`` what of that transfer is not ordinary; ``confirmed`` that the evaluator says so too, or that there is
    nothing to decide; ``reasons`` why the ontology says that it is no fault, or left open.
    """

    kind: str
    norms: tuple[str, ...]
    others: tuple[str, ...] = ()
    facts: Facts | None = None
    told: tuple[tuple[str, str, tuple[object, ...]], ...] = ()
    confirmed: bool = True
    reasons: Texts = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it wants a look: neither a citation nor explained in the ontology."""
        return self.kind != REPEATED and not self.reasons


@dataclass(frozen=True, slots=True)
class Proof:
    """How far one question was settled in the time given: so many of so many cases."""

    question: str
    settled: int
    of: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings on the law of a regime as of a day, and what is proven."""

    regime: str
    on: datetime.date
    findings: tuple[Finding, ...]
    proofs: tuple[Proof, ...]
