"""The ontology, or the part of it that somebody asks for, as one file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox

from lexflux.errors import UnknownTermError, did_you_mean, listed
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.extract import holding_on, of_regime
from lexflux.law.onefile import ENDINGS, FORMS, serialized, with_thresholds
from lexflux.law.thresholds import thresholds
from lexflux.phrases import phrase
from lexflux.terms import LF

MODALITY = ox.NamedNode(LF + "modality")
TAGS = {"en": "en", "zh": "zh-Hans"}


def form_of(name: str, form: str | None) -> str | None:
    """
    Return the form of a file to be written: the one asked for, else that of the ending; None for a folder.

    Raises
    ------
    UnknownTermError
        If the name asks for another form than the option does.
    """
    by_name = ENDINGS.get(Path(name).suffix.lower())
    if form and by_name and form != by_name:
        raise UnknownTermError("two forms of export", name=name, form=form, other=by_name)
    return form or by_name or (next(iter(FORMS)) if name == "-" else None)


def exported(
    knowledge: KnowledgeBase, form: str, regime: str | None, day: datetime.date | None, plain_owl: bool
) -> bytes:
    """
    Return the ontology as one file, with all that loading adds and the thresholds of its norms.

    Parameters
    ----------
    knowledge
        The knowledge base.
    form
        One of `lexflux.law.onefile.FORMS`.
    regime
        Notation of a regime: its law and what it imports, and nothing else.
    day
        Only what holds on that day; see `lexflux.law.extract.holding_on`.
    plain_owl
        Whether no class is an individual too; see `lexflux.law.onefile.serialized`.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    """
    book, store = knowledge.book, knowledge.store
    if regime is not None and regime not in book.regimes:
        hint = did_you_mean(regime, book.regimes)
        raise UnknownTermError("unknown regime", name=regime, known=listed(book.regimes), hint=hint)
    if regime is not None:
        store = of_regime(store, regime)
    if day is not None:
        store = holding_on(store, book, day)
    norms = {str(quad.subject)[1:-1] for quad in store.quads_for_pattern(None, MODALITY, None)}
    numbers = with_thresholds(one for one in thresholds(book) if one.norm.iri in norms)
    return serialized([*store, *numbers], form, _title(knowledge, regime, day), plain_owl)


def _title(knowledge: KnowledgeBase, regime: str | None, day: datetime.date | None) -> dict[str, str]:
    """Return the title of a file by language tag: what of the ontology it has."""
    found = {}
    for language, tag in TAGS.items():
        label = knowledge.book.label(knowledge.book.regimes[regime], language) if regime else ""
        name = phrase("part of the ontology", language, part=label) if label else phrase("whole ontology", language)
        found[tag] = phrase("law of the day", language, name=name, day=day.isoformat()) if day else name
    return found
