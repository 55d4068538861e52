"""The rules of the house: the ontology keeps them, and a query finds each place where one is broken."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from lexflux.decision.outcome import READ
from lexflux.facts import yamlfile
from lexflux.law import graphs
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality, Norm
from lexflux.terms import LF
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


def test_how_well_a_regime_is_known_is_told_in_numbers(store: ox.Store, book: LawBook) -> None:
    """Every regime has its last known day, and its provisions, norms, gaps and open points are all counted."""
    result = ask(store, "how-well-is-each-regime-known")
    told = {str(row[0]): dict(zip(result.columns[2:], map(str, row[2:]), strict=True)) for row in result.cells()}

    told = {f"{LF}{name.replace(':', '/')}": row for name, row in told.items()}
    assert told.keys() == set(book.regimes.values())
    for regime, row in told.items():
        provisions = [one for one in book.provisions.values() if book.instruments[one.instrument].regime == regime]
        norms = [norm for norm in book.norms.values() if norm.regime == regime and bears_the_verdict(norm)]
        unread = [norm for norm in norms if any(book.provisions[iri].confidence != READ for iri in norm.stated_in)]
        assert row["knownUntil"] == book.known_until[regime].isoformat()
        assert len(provisions) == sum(int(row[name]) for name in ("read", "reported", "unverified"))
        assert [len(norms), len(unread)] == [int(row["verdictNorms"]), int(row["onUnreadProvisions"])]
        assert len([gap for gap in book.gaps.values() if gap.regime == regime]) == int(row["gaps"])


def bears_the_verdict(norm: Norm) -> bool:
    """Return whether a norm bars or frees a transfer, or asks for something that has to come before it."""
    freeing = (Modality.PROHIBITION, Modality.EXEMPTION, Modality.PERMISSION)
    return norm.modality in freeing or norm.due == Due.BEFORE_TRANSFER
