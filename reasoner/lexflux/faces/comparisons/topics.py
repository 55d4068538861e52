"""What regimes and agreements say on topics, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from lexflux.analysis.topics import topic_table
from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.wording import Wording


def topics_table(
    knowledge: KnowledgeBase, topics: Sequence[str], regimes: Sequence[str], on: str, language: str
) -> Table:
    """Return what regimes and agreements say on topics on a day."""
    day = as_day(on)
    found = topic_table(knowledge.book, knowledge.agreements, topics, regimes, day, language)
    words = Wording(knowledge.book, language)
    return Table(
        columns=("", *found.topics),
        rows=[(law, *cells) for law, cells in found.rows],
        title=words.say("law of", day=day),
        notes=[words.say(note) for note in ("two absences", "treaties bind states", "disclaimer")],
        language=language,
    )
