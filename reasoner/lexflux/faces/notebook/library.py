"""The knowledge base at a prompt or in a notebook: what it returns shows itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from lexflux import resources
from lexflux.answers import chosen
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.phrases import LANGUAGES, preferred_language

if TYPE_CHECKING:
    from lexflux.faces.notebook.answers import Hits, ShownAnswer, ShownFlow, ShownJoint, ShownPlan, ShownTreaties
    from lexflux.faces.notebook.results import LabelledResult
    from lexflux.faces.notebook.shown import Card, Picture, ShownTable
    from lexflux.faces.table import Table
    from lexflux.query.results import Graph, Result

Source = str | Path | Mapping[str, Any] | Facts
Kind = TypeVar("Kind")


class Library(KnowledgeBase):
    """
    The knowledge base, with answers, tables and pictures that a notebook shows.

    >>> kb = load()
    >>> kb.find("onward", "transfer", kind="norm").to_polars().height > 0
    True
    >>> kb.sparql("ASK { cn:regime a lf:Regime }")
    True
    """

    def __repr__(self) -> str:
        laws, digest = len(self.book.regimes), self.book.digest[:12]
        return f"<KnowledgeBase: {laws} regimes, {len(self.book.norms)} norms, law {digest}>"

    def _repr_html_(self) -> str:
        return self.about()._repr_html_()

    def _repr_markdown_(self) -> str:
        return self.about()._repr_markdown_()

    def about(self, language: str | None = None) -> ShownTable:
        """Return what is encoded of which law, how well it is known, and how to cite it."""
        from lexflux.faces.about import about_table

        return _table(about_table(self, _spoken(language)))

    @overload  # type: ignore[override]  # who names no law asks about all that applies
    def decide(
        self,
        source: Source,
        regime: None = None,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> ShownJoint: ...

    @overload
    def decide(
        self,
        source: Source,
        regime: str,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> ShownAnswer: ...

    def decide(
        self,
        source: Source,
        regime: str | None = None,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> ShownAnswer | ShownJoint:
        """Decide a transfer under one regime, or else all law that applies; see `KnowledgeBase.answer`."""
        from lexflux.faces.notebook.answers import ShownAnswer, ShownJoint

        if regime is None:
            return _as(ShownJoint, super().decide_together(source, on, readings, strict))
        return _as(ShownAnswer, super().decide(source, regime, on, readings, strict))

    def decide_flow(
        self,
        source: str | Path | Mapping[str, Any] | Flow,
        regime: str | None = None,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> ShownFlow:
        """Decide each leg of a flow; see `lexflux.knowledge_base.KnowledgeBase.decide_flow`."""
        from lexflux.faces.notebook.answers import ShownFlow

        return _as(ShownFlow, super().decide_flow(source, regime, on, readings, strict), book=self.book)

    def plan(
        self,
        source: Source | Flow,
        regimes: Sequence[str] = (),
        on: datetime.date | str | None = None,
        start: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> ShownPlan:
        """Plan what has to be done; see `lexflux.knowledge_base.KnowledgeBase.plan`."""
        from lexflux.faces.notebook.answers import ShownPlan

        return _as(ShownPlan, super().plan(source, regimes, on, start, readings, strict), book=self.book)

    def treaties(self, one: str, other: str, on: datetime.date | str, topics: Sequence[str] = ()) -> ShownTreaties:
        """Return what binds two places on one day; see `lexflux.analysis.treaties.treaties`."""
        from lexflux.faces.notebook.answers import ShownTreaties

        found = super().treaties(one, other, on, topics)
        return _as(ShownTreaties, found, book=self.book, agreements=self.agreements)

    def query(self, name: str, **parameters: str) -> LabelledResult:
        """Run a SELECT query of the library; see `lexflux.knowledge_base.KnowledgeBase.query`."""
        return self._labelled(super().query(name, **parameters))

    def sparql(self, text: str) -> LabelledResult | Graph | bool:
        """
        Run a query of one's own, prefixes known; a table, a graph or a truth value comes back.

        Raises
        ------
        InputError
            If it is no SPARQL, or asks another server.
        UnknownTermError
            If it names something of the Lexflux namespace of which nothing is said.
        """
        from lexflux.query import endpoints
        from lexflux.query.sparql import prepare

        self.refuse_unknown_names(text)
        form = prepare(text).form
        if form == "ASK":
            return endpoints.ask_oxigraph(self.store, text)
        if form in ("CONSTRUCT", "DESCRIBE"):
            return endpoints.construct_oxigraph(self.store, text)
        return self._labelled(endpoints.run_oxigraph(self.store, text))

    def _labelled(self, found: Result) -> LabelledResult:
        from lexflux.faces.notebook.results import LabelledResult

        return LabelledResult(found.columns, found.rows, book=self.book)

    def find(
        self, *words: str, kind: str | None = None, regime: str | None = None, language: str | None = None
    ) -> Hits:
        """Return what the knowledge base says about words, in either language; see `lexflux.faces.finding.Finding`."""
        from lexflux.faces.finding import Finding
        from lexflux.faces.notebook.answers import Hits

        return Hits(Finding(self, words, _spoken(language), kind, regime))

    def show(self, name: str, language: str | None = None) -> Card:
        """Return the card of a norm, an article, a term or a class; see `lexflux.faces.names.find_all`."""
        from lexflux.faces.cards import card
        from lexflux.faces.notebook.shown import Card

        return Card(card(self, name, _spoken(language)), _spoken(language))

    def compare(
        self,
        source: Source,
        regimes: Sequence[str] = (),
        on: Iterable[datetime.date | str] = (),
        origins: Sequence[str] = (),
        language: str | None = None,
    ) -> ShownTable:
        """
        Put one transfer under several regimes or days side by side.

        Parameters
        ----------
        source
            A file, a mapping or facts.
        regimes
            Notations of the regimes; by default those that the transfer touches.
        on
            Days of law; by default the date of the transfer.
        origins
            Places from which the transfer is taken to leave, such as ``DE``.
        language
            Of the table.

        Raises
        ------
        InputError, UnknownTermError, NoLawInForceError
            As `decide`.
        """
        from lexflux.faces.comparisons.transfer import transfer_table

        days = [str(day) for day in _several(on)]
        return _table(transfer_table(self, self.read(source), "", regimes, days, origins, _spoken(language)))

    def compare_topics(
        self,
        topics: Sequence[str],
        on: datetime.date | str,
        regimes: Sequence[str] = (),
        language: str | None = None,
    ) -> ShownTable:
        """Return what regimes and agreements say on topics on a day, side by side."""
        from lexflux.faces.comparisons.topics import topics_table

        return _table(topics_table(self, _several(topics), regimes, str(on), _spoken(language)))

    def compare_agreements(
        self,
        names: Sequence[str],
        topics: Sequence[str] = (),
        on: datetime.date | str | None = None,
        language: str | None = None,
    ) -> ShownTable:
        """Return what agreements say by topic, side by side; with a day only those that are in force on it."""
        from lexflux.faces.comparisons.agreements import agreements_table

        day = None if on is None else str(on)
        return _table(agreements_table(self, _several(names), topics, day, _spoken(language)))

    def compare_thresholds(
        self, on: Iterable[datetime.date | str], regimes: Sequence[str] = (), language: str | None = None
    ) -> ShownTable:
        """Return the numbers on which laws turn, by regime and day."""
        from lexflux.faces.comparisons.thresholds import thresholds_table

        return _table(thresholds_table(self, regimes, [str(day) for day in _several(on)], _spoken(language)))

    @cached_property
    def draw(self) -> Drawing:
        """Pictures of the law; see `Drawing`."""
        return Drawing(self)


class Drawing:
    """Pictures of the law in time and on a day."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    def adequacy(self, on: datetime.date | str, language: str | None = None, regimes: Sequence[str] = ()) -> Picture:
        """Draw which regimes, by default all, count which places as adequate on a day."""
        from lexflux.faces.pictures.adequacy import adequacy_matrix

        return _picture(adequacy_matrix(self._knowledge, as_day(on), _spoken(language), regimes))

    def law(self, regime: str, language: str | None = None) -> Picture:
        """Draw the law of a regime in time."""
        from lexflux.faces.pictures.law import law_timeline

        return _picture(law_timeline(self._knowledge, regime, _spoken(language)))

    def lists(self, on: datetime.date | str, language: str | None = None) -> Picture:
        """Draw the family of list editions as it stands on a day."""
        from lexflux.faces.pictures.law import list_editions

        return _picture(list_editions(self._knowledge, as_day(on), _spoken(language)))


def _as(kind: type[Kind], found: Any, **more: object) -> Kind:
    """Return a dataclass as a kind below its own."""
    return kind(*(getattr(found, one.name) for one in fields(found)), **more)


def _table(table: Table) -> ShownTable:
    from lexflux.faces.notebook.shown import ShownTable

    return ShownTable(table)


def _picture(svg: str) -> Picture:
    from lexflux.faces.notebook.shown import Picture

    return Picture(svg)


def _spoken(language: str | None) -> str:
    return preferred_language() if language is None else chosen(language, LANGUAGES)


def _several(given: Any) -> list[Any]:
    """Return what may be given as one or as several."""
    return [given] if isinstance(given, (str, datetime.date)) else list(given)


def load(ontology: Path | None = None, shapes: Path | None = None, queries: Path | None = None) -> Library:
    """Return the knowledge base of the package, or of other folders."""
    return Library(
        ontology or resources.folder("ontology"),
        shapes or resources.folder("shapes"),
        queries or resources.folder("queries"),
    )
