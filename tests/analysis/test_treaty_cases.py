"""What binds two places: each case under ``tests/treaties`` is a pair of places, a day and what agreements make of it.

A file is a list of cases with these keys, and no others:

name, source    the situation, and the provisions (or the agreement) from which the expectation follows places, on
the two places and the day expect          the expectation, see `EXPECTATIONS`; agreements and provisions bear their
identifiers, everything else its local name
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from lexflux.facts import yamlfile
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.agreements import BOUND, TreatyException
from lexflux.law.graphs import View
from lexflux.law.lawbook import text
from lexflux.terms import LF, SKOS, local
from tests.analysis.treaty_answers import (
    Found,
    agreements_of,
    binding,
    demanding,
    left_out,
    standings,
)

FOLDER = Path(__file__).parents[1] / "treaties"
KEYS = {"name", "source", "places", "on", "expect"}
FEWEST_CASES = 50


@dataclass(frozen=True)
class Case:
    """One case as its file states it."""

    topic: str
    name: str
    sources: tuple[str, ...]
    places: tuple[str, str]
    on: datetime.date
    expect: Mapping[str, Any]


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file."""
    document, _ = yamlfile.parse(path.read_text("utf-8"), str(path))
    for stated in document:
        assert KEYS == stated.keys(), stated.get("name")
        assert stated["expect"].keys() <= EXPECTATIONS.keys(), stated["name"]
        sources = stated["source"] if isinstance(stated["source"], list) else [stated["source"]]
        one, other = stated["places"]
        yield Case(
            path.stem,
            stated["name"],
            tuple(sources),
            (one, other),
            datetime.date.fromisoformat(stated["on"]),
            stated["expect"],
        )


def _same(expected: Mapping[str, Any], look: Callable[[str], Any]) -> bool:
    return all(wanted == look(name) for name, wanted in expected.items())


def _same_by_place(expected: Mapping[str, Mapping[str, Any]], look: Callable[[str, str], Any]) -> bool:
    return all(wanted == look(name, place) for name, places in expected.items() for place, wanted in places.items())


def _since(found: Found, agreement: str) -> str:
    return str(next(one.since for one in found.answer.binding if found.agreement(one.agreement) == agreement))


def _through(found: Found, agreement: str, place: str) -> str:
    return next(
        local(one.place) for one in found.relations[agreement].standings[found.side(place)] if one.standing == BOUND
    )


def _because(found: Found, agreement: str) -> str | None:
    left_out = next(one for one in found.answer.left_out if found.agreement(one.relation.agreement) == agreement)
    return local(left_out.because.confidence) if left_out.because else None


def _strongest(found: Found, topic: str) -> list[str]:
    finding = next(one for one in found.answer.topics if local(one.topic) == topic)
    return [provision for one in finding.disciplines[: finding.strongest] for provision in found.stated(one)]


def _in_order(found: Found, topic: str, expected: list[str]) -> bool:
    finding = next(one for one in found.answer.topics if local(one.topic) == topic)
    everything = [provision for one in finding.disciplines for provision in found.stated(one)]
    return expected == [provision for provision in everything if provision in expected]


def _disciplined(found: Found) -> set[str]:
    return {local(one.topic) for one in found.answer.topics if one.disciplines[0].commitment.disciplines}


def _grounds(found: Found, provision: str, chosen: Callable[[TreatyException], bool]) -> set[str]:
    return {local(one.ground) for one in found.exceptions(provision) if chosen(one)}


def _tests(found: Found, provision: str, ground: str) -> str | None:
    return next(
        (local(one.test) for one in found.exceptions(provision) if local(one.ground) == ground and one.test), None
    )


def _excluded(found: Found, provision: str, place: str) -> set[str]:
    return {found.provision(iri) for one in found.enforcement(provision, place).exclusions for iri in one.stated_in}


def _open_to(found: Found, provision: str, place: str) -> set[str]:
    return {local(one.ground) for one in found.enforcement(provision, place).exceptions}


def _absent(found: Found) -> set[tuple[str, str]]:
    absent = load().agreements.absent
    return {(found.agreement(one.agreement), local(one.topic)) for one in absent}


def _limits(found: Found, provision: str) -> dict[str, bool | None]:
    return {local(limit): value for limit, value in found.disciplines[provision].commitment.limits.items()}


def _narrowed_by(found: Found, provision: str) -> set[str]:
    return {found.provision(iri) for one in found.disciplines[provision].exclusions for iri in one.stated_in}


def _says(found: Found, provision: str) -> str:
    """Return what is said of a provision, whether it states a commitment or not."""
    one = next(one for one in found.book.provisions.values() if one.identifier == provision)
    return f"{text(one.gists, 'en')} {text(one.notes, 'en')}"


def _nearest(found: Found, provision: str) -> set[str]:
    """Return the provisions to which what a provision states is related."""
    view = View(load().store)
    stated_in = next(iri for iri, one in found.book.provisions.items() if one.identifier == provision)
    stating = [node for node, one in view.pairs(LF + "statedIn") if one == ox.NamedNode(stated_in)]
    related = (iri for node in stating for iri in view.iris(ox.NamedNode(node), SKOS + "relatedMatch"))
    return {found.provision(iri) for iri in related}


def _tension(found: Found, place: str, kind: str) -> set[str]:
    law = found.answer.domestic[found.side(place)]
    reached = [one for tension in law.tensions if kind in map(local, tension.kinds) for one in tension.disciplines]
    return {provision for one in reached for provision in found.stated(one)}


# Each expectation and how it is checked. Agreements and provisions that are not named are free.
EXPECTATIONS: dict[str, Callable[[Any, Found], bool]] = {
    "binding": lambda expected, found: set(expected) <= binding(found),
    "not_binding": lambda expected, found: not set(expected) & binding(found),
    "left_out": lambda expected, found: set(expected) <= left_out(found),
    "because": lambda expected, found: _same(expected, lambda agreement: _because(found, agreement)),
    "next": lambda expected, found: (
        found.answer.next_shared is not None and expected == found.agreement(found.answer.next_shared.agreement)
    ),
    "since": lambda expected, found: _same(expected, lambda agreement: _since(found, agreement)),
    "standings": lambda expected, found: _same_by_place(
        expected, lambda agreement, place: standings(found, agreement, place)
    ),
    "through": lambda expected, found: _same_by_place(
        expected, lambda agreement, place: _through(found, agreement, place)
    ),
    "soft": lambda expected, found: set(expected) <= agreements_of(found.answer.soft, found),
    "not_soft": lambda expected, found: not set(expected) & agreements_of(found.answer.soft, found),
    "strongest": lambda expected, found: _same(expected, lambda topic: _strongest(found, topic)),
    "order": lambda expected, found: all(_in_order(found, topic, wanted) for topic, wanted in expected.items()),
    "no_topics": lambda expected, found: not set(expected) & _disciplined(found),
    "enforcement": lambda expected, found: _same_by_place(
        expected, lambda provision, place: local(found.enforcement(provision, place).availability)
    ),
    "excluded": lambda expected, found: all(
        set(wanted) == _excluded(found, provision, place)
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "excluded_among": lambda expected, found: all(
        set(wanted) <= _excluded(found, provision, place)
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "immune_measures": lambda expected, found: all(
        set(wanted) == {text(one.limited_to, "en") for one in found.enforcement(provision, place).exclusions}
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "not_excluded": lambda expected, found: (
        not any(
            set(wanted) & _excluded(found, provision, place)
            for provision, places in expected.items()
            for place, wanted in places.items()
        )
    ),
    "suspended": lambda expected, found: _same_by_place(
        expected, lambda provision, place: found.enforcement(provision, place).suspended
    ),
    "tests": lambda expected, found: _same_by_place(
        expected, lambda provision, ground: _tests(found, provision, ground)
    ),
    "double": lambda expected, found: all(
        set(wanted) == _grounds(found, name, lambda one: one.has_lead_in) for name, wanted in expected.items()
    ),
    "self_judging": lambda expected, found: all(
        set(wanted) <= _grounds(found, name, lambda one: one.is_self_judging) for name, wanted in expected.items()
    ),
    "undisputable": lambda expected, found: all(
        set(wanted) == _grounds(found, name, lambda one: one.is_undisputable) for name, wanted in expected.items()
    ),
    "no_grounds": lambda expected, found: (
        not any(set(wanted) & _grounds(found, name, lambda _: True) for name, wanted in expected.items())
    ),
    "tension": lambda expected, found: all(
        set(wanted) <= _tension(found, place, kind)
        for place, kinds in expected.items()
        for kind, wanted in kinds.items()
    ),
    "no_tension": lambda expected, found: (
        not any(_tension(found, place, kind) for place, kinds in expected.items() for kind in kinds)
    ),
    "demanded_by": lambda expected, found: all(
        set(wanted) <= demanding(found, place) for place, wanted in expected.items()
    ),
    "not_demanded_by": lambda expected, found: (
        not any(set(wanted) & demanding(found, place) for place, wanted in expected.items())
    ),
    "one_of_several_ways": lambda expected, found: all(
        set(wanted) <= demanding(found, place, alternatives_only=True) for place, wanted in expected.items()
    ),
    "class": lambda expected, found: _same_by_place(
        expected, lambda provision, place: local(found.enforcement(provision, place).commitment_class)
    ),
    "open_to": lambda expected, found: all(
        set(wanted) <= _open_to(found, provision, place)
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "not_open_to": lambda expected, found: (
        not any(
            set(wanted) & _open_to(found, provision, place)
            for provision, places in expected.items()
            for place, wanted in places.items()
        )
    ),
    "with": lambda expected, found: set(expected) <= found.disciplines.keys(),
    "without": lambda expected, found: not set(expected) & found.disciplines.keys(),
    "nothing_owed": lambda expected, found: all(
        one.strongest == 0 for one in found.answer.topics if local(one.topic) in expected
    ),
    "absent": lambda expected, found: {(agreement, topic) for agreement, topic in expected.items()} <= _absent(found),
    "limits": lambda expected, found: all(wanted == _limits(found, name) for name, wanted in expected.items()),
    "excused_by": lambda expected, found: all(
        set(wanted) <= {found.provision(iri) for one in found.exceptions(name) for iri in one.stated_in}
        for name, wanted in expected.items()
    ),
    "not_self_judging": lambda expected, found: (
        not any(
            set(wanted) & _grounds(found, name, lambda one: one.is_self_judging) for name, wanted in expected.items()
        )
    ),
    "narrowed_by": lambda expected, found: all(
        set(wanted) <= _narrowed_by(found, name) for name, wanted in expected.items()
    ),
    "says": lambda expected, found: all(words in _says(found, name) for name, words in expected.items()),
    "nearest": lambda expected, found: all(set(wanted) == _nearest(found, name) for name, wanted in expected.items()),
    "confined": lambda expected, found: all(found.disciplines[name].commitment.confined_to for name in expected),
    "on_accession": lambda expected, found: set(expected) <= {local(one.iri) for one in found.answer.on_accession},
    "not_on_accession": lambda expected, found: (
        not set(expected) & {local(one.iri) for one in found.answer.on_accession}
    ),
    "arguments": lambda expected, found: set(expected) <= {local(one.iri) for one in found.answer.arguments},
    "no_arguments": lambda expected, found: not set(expected) & {local(one.iri) for one in found.answer.arguments},
    "unrecorded": lambda expected, found: set(expected) <= set(map(found.agreement, found.answer.unrecorded)),
    "no_domestic_law": lambda expected, found: all(
        not found.answer.domestic[found.side(place)].regimes for place in expected
    ),
}

CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path)]


def report(found: Found) -> str:
    """Return the answer in lines, for the reader of a failed case."""
    topics = {
        local(one.topic): [found.stated(discipline) for discipline in one.disciplines] for one in found.answer.topics
    }
    relations = f"binding {binding(found)}, left out {left_out(found)}, other {set(found.relations)}"
    return f"{relations}\n{json.dumps(topics, indent=1)}"


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.topic}: {case.name}") for case in CASES])
def test_case(case: Case, knowledge: KnowledgeBase) -> None:
    """The answer is the one that the case derives from the agreements."""
    found = Found(knowledge.treaties(*case.places, case.on), knowledge.book)
    known = {one.identifier for one in (*knowledge.book.provisions.values(), *knowledge.book.instruments.values())}

    assert [] == [source for source in case.sources if source not in known]
    assert [] == [key for key, expected in case.expect.items() if not EXPECTATIONS[key](expected, found)], report(found)


def test_there_are_enough_cases_with_names_of_their_own() -> None:
    """The collection does not shrink unnoticed, and a failure points to one case."""
    names = [(case.topic, case.name) for case in CASES]

    assert len(names) >= FEWEST_CASES
    assert len(names) == len(set(names))
