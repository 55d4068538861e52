"""What laws and agreements say, without a transfer, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from lexflux.errors import UnknownTermError
from lexflux.faces.comparisons.agreements import agreements_table
from lexflux.faces.comparisons.thresholds import thresholds_table
from lexflux.faces.comparisons.topics import topics_table
from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase, needed_day


def law_table(
    knowledge: KnowledgeBase,
    topics: Sequence[str],
    agreements: Sequence[str],
    regimes: Sequence[str],
    days: Sequence[str],
    language: str,
) -> Table:
    """
    Return what laws and agreements say on topics, or which thresholds laws set if neither is named.

    Raises
    ------
    InputError
        If no day is given where one is needed.
    UnknownTermError
        If several are given where one is compared, or a name is not known.
    """
    if not topics and not agreements:
        return thresholds_table(knowledge, regimes, days or [needed_day(None)], language)
    if len(days) > 1:
        raise UnknownTermError("several days of topics")
    day = days[0] if days else None
    if agreements:
        return agreements_table(knowledge, agreements, topics, day, language)
    return topics_table(knowledge, topics, regimes, needed_day(day), language)
