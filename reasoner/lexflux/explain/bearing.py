"""Whom norms bind, in words and as data, where that is not the exporter alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lexflux.decision.bearers import Bearer, find_bearers
from lexflux.decision.words import DecisionWords
from lexflux.explain.lines import Line
from lexflux.terms import compact

if TYPE_CHECKING:
    from lexflux.explain import answer


def binding_lines(words: DecisionWords, norms: Sequence[str]) -> Iterator[Line]:
    """Yield whom norms bind, those of the same norms in one line, with provisions where that is not all the norms."""
    found: dict[tuple[str, ...], list[Bearer]] = {}
    for bearer in find_bearers(words.decision, norms):
        found.setdefault(bearer.norms, []).append(bearer)
    for some, bearers in found.items():
        provisions = (iri for norm in some for iri in words.book.norms[norm].stated_in)
        cites = tuple(dict.fromkeys(provisions)) if len(some) < len(norms) else ()
        yield Line(words.say("binds", who=words.joined(_named(words, one) for one in bearers)), cites=cites)


def _named(words: DecisionWords, bearer: Bearer) -> str:
    """Return a place or role, with the names of the parties that are it."""
    names = words.joined(filter(None, (words.facts.nodes[path].label for path in bearer.paths)))
    label = words.label(bearer.who)
    return words.bracketed(label, names) if names else label


def bearers_data(words: DecisionWords, norms: Sequence[str]) -> list[answer.Bearer]:
    """Return whom norms bind where that is not the exporter alone, as data."""
    return [
        {
            "bearer": compact(one.who),
            "label": words.label(one.who),
            "parties": [{"node": path, "label": words.facts.nodes[path].label} for path in one.paths],
            "norms": [compact(iri) for iri in one.norms],
        }
        for one in find_bearers(words.decision, norms)
    ]
