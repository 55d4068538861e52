"""The race: its tables give the truths that the package reads, and engines that need no package agree on them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from benchmarks.peers import tables
from benchmarks.peers.one import PEERS, agreement
from benchmarks.peers.peer import Input

from lexflux.batch.exports.rulebook import compile_rulebook
from lexflux.law.lawbook import LawBook

DAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize("table", sorted(tables.TABLES))
def test_engines_agree_on_the_tables_of_the_race(book: LawBook, table: str) -> None:
    """Each begins from the same truths, and none triggers what another rules out."""
    rulebook = compile_rulebook(book, "cn", DAY)
    cells = tables.TABLES[table](30)
    given = Input(cells, tables.tests_of(cells, rulebook), Path(), Path())

    for name in ("circuit", "polars"):
        peer = PEERS[name]()
        peer.build(rulebook, given)
        peer.load(given)
        peer.run()
        assert "the same" == agreement(peer, rulebook, given), name
