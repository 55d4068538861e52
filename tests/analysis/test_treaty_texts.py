"""What a provision of an agreement says by itself, apart from any pair; the cases are under ``tests/treaties/texts``.

A file is a list of cases with these keys, and no others:

name, source    the situation, and the provisions from which the expectation follows
of, expect      the provision whose strongest commitment is looked at, and the expectation, see `EXPECTATIONS`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from lexflux.analysis.disciplines import general_class
from lexflux.facts import yamlfile
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.agreements import Commitment, TreatyException
from lexflux.law.graphs import View
from lexflux.terms import LF, local

FOLDER = Path(__file__).parents[1] / "treaties" / "texts"
KEYS = {"name", "source", "of", "expect"}


@dataclass(frozen=True)
class Text:
    """A provision, as the expectations look at it."""

    knowledge: KnowledgeBase
    identifier: str

    def provision(self, iri: str) -> str:
        """Return the identifier of a provision."""
        return self.knowledge.book.provisions[iri].identifier

    @cached_property
    def commitment(self) -> Commitment:
        """The strongest commitment that the provision states."""
        agreements = self.knowledge.agreements
        stated = [
            one for one in agreements.commitments.values() if self.identifier in map(self.provision, one.stated_in)
        ]
        return max(stated, key=lambda one: agreements.strengths[one.strength])

    @property
    def exceptions(self) -> dict[str, TreatyException]:
        """The exceptions from the commitment by the provision that states them."""
        found = [one for one in self.knowledge.agreements.exceptions if self.commitment.iri in one.excuses]
        return {self.provision(iri): one for one in found for iri in one.stated_in}

    @property
    def absent(self) -> set[str]:
        """The topics on which the agreement has no commitment."""
        everything = self.knowledge.agreements.absent
        return {local(one.topic) for one in everything if one.agreement == self.commitment.agreement}

    @property
    def tenor(self) -> str:
        """The tenor of the commitment."""
        view = View(self.knowledge.store)
        return local(view.iri(ox.NamedNode(self.commitment.iri), LF + "tenor") or "")


EXPECTATIONS: dict[str, Callable[[Any, Text], bool]] = {
    "class": lambda expected, text: expected == local(general_class(text.knowledge.agreements, text.commitment)),
    "strength": lambda expected, text: expected == local(text.commitment.strength),
    "topics": lambda expected, text: set(expected) == set(map(local, text.commitment.topics)),
    "tenor": lambda expected, text: expected == text.tenor,
    "absent": lambda expected, text: set(expected) <= text.absent,
    "excused_by": lambda expected, text: all(
        name in {local(text.exceptions[one].test or "")} for one, name in expected.items()
    ),
    "not_excused_by": lambda expected, text: not set(expected) & text.exceptions.keys(),
    "not_self_judging": lambda expected, text: not any(text.exceptions[one].is_self_judging for one in expected),
    "for_all": lambda expected, text: all(text.exceptions[one].place is None for one in expected),
}


def read_cases() -> Iterator[Mapping[str, Any]]:
    """Yield the cases of all files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        document, _ = yamlfile.parse(path.read_text("utf-8"), str(path))
        yield from document


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in read_cases()])
def test_text(case: Mapping[str, Any], knowledge: KnowledgeBase) -> None:
    """The commitment is what the case derives from the text."""
    text = Text(knowledge, case["of"])
    sources = case["source"] if isinstance(case["source"], list) else [case["source"]]
    known = {one.identifier for one in knowledge.book.provisions.values()}

    assert case.keys() == KEYS
    assert set() == {*sources, case["of"]} - known
    assert [] == [key for key, expected in case["expect"].items() if not EXPECTATIONS[key](expected, text)]
