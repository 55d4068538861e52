"""The rules of the house: the ontology keeps them, and a query finds each place where one is broken."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from lexflux.facts import yamlfile
from lexflux.law import graphs
from tests.query.library import FOLDER, GATES, ask


@pytest.fixture(scope="module")
def broken() -> ox.Store:
    """Return the ontology in which each house rule is broken once."""
    return graphs.load([FOLDER / "broken.ttl"])


@pytest.mark.parametrize("name", GATES)
def test_the_ontology_keeps_the_house_rules(name: str, store: ox.Store) -> None:
    """The shipped ontology breaks none of the rules that the quality queries look for."""
    assert [] == ask(store, name).cells()


@pytest.mark.parametrize(
    ("name", "rows"), yamlfile.parse((FOLDER / "broken.yaml").read_text("utf-8"), "broken.yaml")[0].items()
)
def test_broken_rules_are_found(name: str, rows: list[list[str]], broken: ox.Store) -> None:
    """Each quality query finds the one place where its rule is broken, and nothing else."""
    assert sorted(map(tuple, rows)) == sorted(ask(broken, name).cells())


def test_labels_fall_back_to_english(broken: ox.Store) -> None:
    """A label that is missing in the language asked for is given in English."""
    assert [("https://example.org/Ornament", "ornament")] == ask(
        broken, "safeguards-nobody-requires", lang="zh"
    ).cells()
    assert [("https://example.org/Unused", "未使用")] == ask(broken, "elements-nobody-uses", lang="zh").cells()
