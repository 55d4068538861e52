"""What binds two places: every case under ``tests/treaties`` is a pair of places, a day and what the agreements make of it.

A file is a list of cases with these keys, and no others:

name, source    the situation, and the provisions (or the agreement) from which the expectation follows
places, on      the two places and the day
expect          the expectation, see `EXPECTATIONS`; agreements and provisions bear their identifiers, everything else its local name
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lexflux import yamlfile
from lexflux.agreements import BOUND, Agreements, TreatyException
from lexflux.base import KnowledgeBase, load
from lexflux.lawbook import LawBook
from lexflux.terms import local
from lexflux.treaties import Discipline, Enforcement, Relation, Treaties

FOLDER = Path(__file__).parent / "treaties"
KEYS = {"name", "source", "places", "on", "expect"}
FEWEST_CASES = 50
SIDES = (0, 1)


@dataclass(frozen=True)
class Case:
    """One case as its file states it."""

    topic: str
    name: str
    sources: tuple[str, ...]
    places: tuple[str, str]
    on: datetime.date
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """An answer, as the expectations look at it."""

    answer: Treaties
    book: LawBook

    def agreement(self, iri: str) -> str:
        """Return the identifier of an agreement."""
        return self.book.instruments[iri].identifier

    def provision(self, iri: str) -> str:
        """Return the identifier of a provision."""
        return self.book.provisions[iri].identifier

    def stated(self, discipline: Discipline) -> list[str]:
        """Return the provisions that state a commitment."""
        return list(map(self.provision, discipline.commitment.stated_in))

    @property
    def disciplines(self) -> dict[str, Discipline]:
        """The disciplines by the provision that states them; of several in one provision the first, which is the strongest."""
        found: dict[str, Discipline] = {}
        for finding in self.answer.topics:
            for one in finding.disciplines:
                for provision in self.stated(one):
                    found.setdefault(provision, one)
        return found

    @property
    def relations(self) -> dict[str, Relation]:
        """The agreements of the answer by their identifiers."""
        answer = self.answer
        everything = (*answer.binding, *(one.relation for one in answer.left_out), *answer.soft, *answer.not_shared)
        return {self.agreement(relation.agreement): relation for relation in everything}

    def side(self, place: str) -> int:
        """Return which of the two places this is."""
        return [local(iri) for iri in self.answer.places].index(place)

    def enforcement(self, provision: str, place: str) -> Enforcement:
        """Return what the answer says of enforcing a commitment against a place."""
        return self.disciplines[provision].enforcement[self.side(place)]

    def exceptions(self, provision: str) -> tuple[TreatyException, ...]:
        """Return the exceptions from a commitment."""
        return self.disciplines[provision].exceptions


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file."""
    document, _ = yamlfile.parse(path.read_text("utf-8"), str(path))
    for stated in document:
        assert KEYS == stated.keys(), stated.get("name")
        assert stated["expect"].keys() <= EXPECTATIONS.keys(), stated["name"]
        sources = stated["source"] if isinstance(stated["source"], list) else [stated["source"]]
        one, other = stated["places"]
        yield Case(path.stem, stated["name"], tuple(sources), (one, other), datetime.date.fromisoformat(stated["on"]), stated["expect"])


def _agreements(relations: Iterable[Relation], found: Found) -> set[str]:
    return {found.agreement(relation.agreement) for relation in relations}


def _binding(found: Found) -> set[str]:
    return _agreements(found.answer.binding, found)


def _left_out(found: Found) -> set[str]:
    return _agreements((one.relation for one in found.answer.left_out), found)


def _same(expected: Mapping[str, Any], look: Callable[[str], Any]) -> bool:
    return all(wanted == look(name) for name, wanted in expected.items())


def _same_by_place(expected: Mapping[str, Mapping[str, Any]], look: Callable[[str, str], Any]) -> bool:
    return all(wanted == look(name, place) for name, places in expected.items() for place, wanted in places.items())


def _since(found: Found, agreement: str) -> str:
    return str(next(one.since for one in found.answer.binding if found.agreement(one.agreement) == agreement))


def _standings(found: Found, agreement: str, place: str) -> list[str]:
    return [local(one.standing) for one in found.relations[agreement].standings[found.side(place)]]


def _through(found: Found, agreement: str, place: str) -> str:
    return next(local(one.place) for one in found.relations[agreement].standings[found.side(place)] if one.standing == BOUND)


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
    return next((local(one.test) for one in found.exceptions(provision) if local(one.ground) == ground and one.test), None)


def _excluded(found: Found, provision: str, place: str) -> set[str]:
    return {found.provision(iri) for one in found.enforcement(provision, place).exclusions for iri in one.stated_in}


def _tension(found: Found, place: str, kind: str) -> set[str]:
    law = found.answer.domestic[found.side(place)]
    reached = [one for tension in law.tensions if kind in map(local, tension.kinds) for one in tension.disciplines]
    return {provision for one in reached for provision in found.stated(one)}


# Each expectation and how it is checked. Agreements and provisions that are not named are free.
EXPECTATIONS: dict[str, Callable[[Any, Found], bool]] = {
    "binding": lambda expected, found: set(expected) <= _binding(found),
    "not_binding": lambda expected, found: not set(expected) & _binding(found),
    "left_out": lambda expected, found: set(expected) == _left_out(found),
    "because": lambda expected, found: _same(expected, lambda agreement: _because(found, agreement)),
    "since": lambda expected, found: _same(expected, lambda agreement: _since(found, agreement)),
    "standings": lambda expected, found: _same_by_place(expected, lambda agreement, place: _standings(found, agreement, place)),
    "through": lambda expected, found: _same_by_place(expected, lambda agreement, place: _through(found, agreement, place)),
    "soft": lambda expected, found: set(expected) <= _agreements(found.answer.soft, found),
    "not_soft": lambda expected, found: not set(expected) & _agreements(found.answer.soft, found),
    "strongest": lambda expected, found: _same(expected, lambda topic: _strongest(found, topic)),
    "order": lambda expected, found: all(_in_order(found, topic, wanted) for topic, wanted in expected.items()),
    "no_topics": lambda expected, found: not set(expected) & _disciplined(found),
    "enforcement": lambda expected, found: _same_by_place(expected, lambda provision, place: local(found.enforcement(provision, place).availability)),
    "excluded": lambda expected, found: all(
        set(wanted) == _excluded(found, provision, place) for provision, places in expected.items() for place, wanted in places.items()
    ),
    "excluded_among": lambda expected, found: all(
        set(wanted) <= _excluded(found, provision, place) for provision, places in expected.items() for place, wanted in places.items()
    ),
    "not_excluded": lambda expected, found: (
        not any(set(wanted) & _excluded(found, provision, place) for provision, places in expected.items() for place, wanted in places.items())
    ),
    "suspended": lambda expected, found: _same_by_place(expected, lambda provision, place: found.enforcement(provision, place).suspended),
    "tests": lambda expected, found: _same_by_place(expected, lambda provision, ground: _tests(found, provision, ground)),
    "double": lambda expected, found: all(set(wanted) == _grounds(found, name, lambda one: one.has_lead_in) for name, wanted in expected.items()),
    "self_judging": lambda expected, found: all(set(wanted) <= _grounds(found, name, lambda one: one.is_self_judging) for name, wanted in expected.items()),
    "undisputable": lambda expected, found: all(set(wanted) == _grounds(found, name, lambda one: one.is_undisputable) for name, wanted in expected.items()),
    "no_grounds": lambda expected, found: not any(set(wanted) & _grounds(found, name, lambda _: True) for name, wanted in expected.items()),
    "tension": lambda expected, found: all(set(wanted) <= _tension(found, place, kind) for place, kinds in expected.items() for kind, wanted in kinds.items()),
    "no_domestic_law": lambda expected, found: all(not found.answer.domestic[found.side(place)].regimes for place in expected),
}

CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path)]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """Return the knowledge base of the project."""
    return load()


@pytest.fixture(scope="module")
def agreements(knowledge: KnowledgeBase) -> Agreements:
    return knowledge.agreements


def report(found: Found) -> str:
    """Return the answer in lines, for the reader of a failed case."""
    topics = {local(one.topic): [found.stated(discipline) for discipline in one.disciplines] for one in found.answer.topics}
    return f"binding {_binding(found)}, left out {_left_out(found)}, other {set(found.relations)}\n{json.dumps(topics, indent=1)}"


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
