"""What an answer names, as data: provisions, norms, safeguards, laws, facts and their values."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lexflux.decision.statuses import Verdict
from lexflux.decision.words import FactWords
from lexflux.facts.transfer import bounds
from lexflux.law.conditions import Range, Value
from lexflux.terms import TYPE, compact, local

if TYPE_CHECKING:
    from lexflux.explain import answer


def regime_data(words: FactWords, regime: str) -> answer.Regime:
    """Return a body of law by its notation."""
    notation = next(name for name, iri in words.book.regimes.items() if iri == regime)
    return {"regime": notation, "label": words.label(regime)}


def provisions_data(words: FactWords, provisions: Iterable[str]) -> list[answer.Provision]:
    """Return provisions, each once."""
    return [_provision(words, iri) for iri in dict.fromkeys(provisions)]


def _provision(words: FactWords, iri: str) -> answer.Provision:
    written: answer.Provision | None = words.written.get(("provision", iri))
    if written is None:
        written = words.written["provision", iri] = _of_provision(words, iri)
    return written


def _of_provision(words: FactWords, iri: str) -> answer.Provision:
    provision = words.book.provisions[iri]
    return {
        "provision": provision.identifier,
        "citation": words.book.citation(iri, words.language),
        "confidence": local(provision.confidence),
        "urls": list(provision.urls),
    }


def norms_data(words: FactWords, norms: Iterable[str]) -> list[answer.Norm]:
    """Return norms with the provisions that state them."""
    return [norm_data(words, iri) for iri in norms]


def norm_data(words: FactWords, iri: str) -> answer.Norm:
    """Return a norm with the provisions that state it."""
    stated_in = words.book.norms[iri].stated_in
    return {"norm": compact(iri), "label": words.norm(iri), "provisions": provisions_data(words, stated_in)}


def safeguards_data(words: FactWords, safeguards: Iterable[str]) -> list[answer.Safeguard]:
    """Return safeguards."""
    return [safeguard_data(words, one) for one in safeguards]


def safeguard_data(words: FactWords, safeguard: str) -> answer.Safeguard:
    """Return a safeguard."""
    return {"safeguard": compact(safeguard), "label": words.label(safeguard)}


def value_data(words: FactWords, value: str) -> answer.Value:
    """Return a term that is a value."""
    return {"value": compact(value), "label": words.value(value)}


def local_names(verdicts: Iterable[Verdict]) -> list[str]:
    """Return verdicts by their names."""
    return [local(verdict) for verdict in verdicts]


def property_name(prop: str) -> str:
    """Return the name of a fact; the class of a node is its kind."""
    return "kind" if prop == TYPE else local(prop)


def plain(value: Value | Range) -> Any:
    """Return a value, or the range in which it lies, as JSON has it."""
    match value:
        case Range():
            return bounds(value)
        case datetime.date():
            return value.isoformat()
        case str():
            return local(value)
        case _:
            return value
