"""A ledger opened for a command, or why it cannot be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lexflux.errors import EngineError, InputError
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase, as_day, day_of_law
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.ledger.store import Ledger


def open_ledger(folder: str, create: bool = False) -> Ledger:
    """
    Return the ledger in a folder.

    Raises
    ------
    EngineError
        If Polars is not installed.
    InputError
        If there is none.
    """
    try:
        from lexflux.ledger.store import Ledger
    except ImportError as error:
        raise EngineError("not installed", module=str(error.name), extra="batch") from error
    return Ledger(folder, create)


def facts_with_counts(
    knowledge: KnowledgeBase, facts: Facts | Flow, folder: str, on: str | None, included: bool, language: str
) -> Facts:
    """Return the facts of a transfer with the counts of a ledger, which are shown; raises `InputError` for a flow."""
    if isinstance(facts, Flow):
        raise InputError("ledger for one transfer")
    ledger = open_ledger(folder)
    from lexflux.faces.ledgers.pages import counted_text
    from lexflux.ledger.filling import fill

    day = day_of_law(facts, None if on is None else as_day(on))
    filled = fill(knowledge.book, ledger, facts, day, included)
    words = Wording(knowledge.book, language)
    sys.stderr.writelines(f"{counted_text(words, one)}\n" for one in filled.counted.values() if one.bounds.most != 0)
    return filled.facts
