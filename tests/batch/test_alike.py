"""Law that reaches many transfers, asked once of those that are alike: the same as asked of each by itself."""

from __future__ import annotations

import datetime

import pytest

from lexflux.batch.alike import Reaches
from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.tables import of_frame
from lexflux.decision.reach import Reach, find_reaches
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase
from tests.batch.generated import stated_facts, table

DAY = datetime.date(2026, 6, 1)


def told(found: Reach) -> tuple[object, ...]:
    return found.regime, found.truth, found.norms, found.gaps, found.possible, found.missing


@pytest.mark.parametrize(("seed", "rows", "strict"), [(1, 12, False), (2, 12, False), (3, 12, False), (4, 2, True)])
def test_shared_findings_are_those_of_each_transfer(
    knowledge: KnowledgeBase, seed: int, rows: int, strict: bool
) -> None:
    """Rows that a law cannot tell apart share what is found of one; strictly each takes long, as much is unknown."""
    frame = table(knowledge.book, seed, 12, rows)
    columns = Columns(of_frame(frame, "generated.parquet", knowledge.book, ColumnMap()).inventory)
    reaches = Reaches(knowledge.book, {}, strict)

    for facts in stated_facts(columns, frame, DAY).values():
        alone = find_reaches(knowledge.book, facts, DAY, strict=strict)

        assert [*map(told, alone)] == [*map(told, reaches.of(facts, DAY))]
