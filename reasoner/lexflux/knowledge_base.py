"""The knowledge base as a library: load once, then decide, explain and query."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from lexflux import resources
from lexflux.answers import Answer, JointAnswer
from lexflux.decision.all_law import AllLaw
from lexflux.decision.decide import check_readings, decide
from lexflux.decision.flows import FlowDecision, decide_flow, decide_leg, law_of_exporter, places_of_exporter
from lexflux.decision.reach import Reach
from lexflux.errors import InputError, shortened
from lexflux.facts.flow import read_file as read_flow_file
from lexflux.facts.flow import read_tree as read_flow_tree
from lexflux.facts.legs import Flow, Leg, flow_of
from lexflux.facts.reader import read_file, read_tree
from lexflux.facts.transfer import BASE, Facts
from lexflux.law import graphs
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_agreements, load_law_book
from lexflux.phrases import LANGUAGES
from lexflux.terms import LF, parse_day

if TYPE_CHECKING:
    import rdflib

    from lexflux.analysis.treaties import Treaties
    from lexflux.law.agreements import Agreements
    from lexflux.planning.plan import Plan
    from lexflux.query.queries import Query
    from lexflux.query.results import Graph, Result


EXPORTER, LOCATED_IN = LF + "exporter", LF + "locatedIn"


class KnowledgeBase:
    """The law book, the store behind it, and what can be asked of them."""

    def __init__(self, ontology: Path, shapes: Path, queries: Path) -> None:
        self.ontology = ontology
        self.shapes = shapes
        self.queries = queries

    @cached_property
    def book(self) -> LawBook:
        """The compiled law book."""
        return load_law_book(self.ontology, self.shapes)

    @cached_property
    def store(self) -> ox.Store:
        """All files of law in an Oxigraph store, one named graph each."""
        # Most of what is asked needs the compiled law alone.
        from lexflux.law.ontology import load_ontology

        return load_ontology(self.ontology)

    @cached_property
    def agreements(self) -> Agreements:
        """What the ontology says of agreements between jurisdictions."""
        return load_agreements(self.book, lambda: self.store)

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The store as an rdflib dataset whose default graph is the union of all."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def read(self, source: str | Path | Mapping[str, Any] | Facts) -> Facts:
        """Return the facts of a transfer given as a file, a mapping or facts."""
        if isinstance(source, Facts):
            return source
        if isinstance(source, Mapping):
            return read_tree(dict(source), self.book)
        return read_file(_path(source), self.book)

    def read_file(self, path: str) -> Facts | Flow:
        """Return what a file describes: the facts of a transfer, or a flow of several."""
        return read_flow_file(path, self.book)

    def decide_flow(
        self,
        source: str | Path | Mapping[str, Any] | Flow,
        regime: str | None = None,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> FlowDecision:
        """
        Decide each leg of a flow, and with it the flow.

        Parameters
        ----------
        source
            A file, a mapping or a flow.
        regime
            Notation of the one regime to ask; by default the law of each exporter's place, each regime under whose
            conditions data came from an earlier leg, and all other law that certainly reaches a leg.
        on, readings, strict
            As for `decide`.

        Raises
        ------
        InputError
            If the flow is wrong, there is none, or a leg has no date.
        UnknownTermError, NoLawInForceError
            As `lexflux.decision.decide.decide`.
        """
        read = source if isinstance(source, Flow) else self._read_either(source)
        if not isinstance(read, Flow):
            raise InputError("no flow")
        asked = (regime,) if regime else ()
        return decide_flow(self.book, read, asked, None if on is None else as_day(on), readings, strict)

    def _read_either(self, source: str | Path | Mapping[str, Any]) -> Facts | Flow:
        if isinstance(source, Mapping):
            return read_flow_tree(dict(source), self.book)
        return self.read_file(_path(source))

    def decide(
        self,
        source: str | Path | Mapping[str, Any] | Facts,
        regime: str | None = None,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> Answer:
        """
        Decide a transfer under one regime as its law stood on one day.

        Parameters
        ----------
        source
            A file, a mapping or facts.
        regime
            Notation of the regime; by default the law of the place where the exporter is.
        on
            Day of the law, as date or ``YYYY-MM-DD``; by default the date that the transfer states.
        readings
            Chosen readings of open points.
        strict
            Whether nothing is presumed.

        Raises
        ------
        InputError
            If the transfer is wrong, there is no date at all, or no regime is given and the law of the exporter's place
            is not encoded.
        UnknownTermError, NoLawInForceError
            As `lexflux.decision.decide.decide`.
        """
        facts = self.read(source)
        day = day_of_law(facts, on)
        asked = regime or regime_of_exporter(self.book, facts, day)
        return Answer(decide(self.book, facts, asked, day, readings, strict))

    def decide_together(
        self,
        source: str | Path | Mapping[str, Any] | Facts,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
        reaches: Sequence[Reach] | None = None,
    ) -> JointAnswer:
        """
        Decide a transfer under all law that reaches it, and tell which law may.

        Parameters
        ----------
        source, on, readings, strict
            As for `decide`.
        reaches
            The law that reaches it or may, if that has been found before.

        Raises
        ------
        InputError, UnknownTermError, NoLawInForceError
            As `decide`; that the law of the exporter's place is not encoded is an error only if no other law applies.
        """
        facts = self.read(source)
        day = day_of_law(facts, on)
        found = decide_leg(AllLaw(self.book, day, readings, strict), flow_of(facts).legs[0], reaches=reaches)
        if not found.decisions:
            regime_of_exporter(self.book, facts, day)
        return JointAnswer(self.book, found)

    def answer(
        self,
        source: Facts | Flow,
        regime: str | None = None,
        on: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> Answer | JointAnswer | FlowDecision:
        """
        Answer what is asked of a transfer or a flow: under one regime if it is named, else under all law that applies.

        Parameters and errors as for `decide`, `decide_together` and `decide_flow`.
        """
        if isinstance(source, Flow):
            return self.decide_flow(source, regime, on, readings, strict)
        if regime is None:
            return self.decide_together(source, on, readings, strict)
        return self.decide(source, regime, on, readings, strict)

    def plan(
        self,
        source: str | Path | Mapping[str, Any] | Facts | Flow,
        regimes: Sequence[str] = (),
        on: datetime.date | str | None = None,
        start: datetime.date | str | None = None,
        readings: Mapping[str, str] | None = None,
        strict: bool = False,
    ) -> Plan:
        """
        Plan what has to be done so that a transfer, or the legs of a flow, may go.

        Parameters
        ----------
        source
            A file, a mapping, facts or a flow.
        regimes
            Notations of the regimes to ask; by default as for `decide_flow`. What may reach it is asked about.
        on, readings, strict
            As for `decide`.
        start
            Day on which work begins; by default that of the law.

        Raises
        ------
        InputError, UnknownTermError, NoLawInForceError
            As `decide` and `decide_flow`.
        """
        from lexflux.planning.deciding import KeptLegs
        from lexflux.planning.plan import make_plan

        read = source if isinstance(source, (Facts, Flow)) else self._read_either(source)
        check_readings(self.book, readings or {})
        if isinstance(read, Facts) and not regimes:
            regime_of_exporter(self.book, read, day_of_law(read, on))
        flow = read if isinstance(read, Flow) else flow_of(read)
        day = None if on is None else as_day(on)

        def law_of(leg: Leg) -> AllLaw:
            return AllLaw(self.book, leg.facts.day_of_law(day), readings, strict)

        return make_plan(self.book, flow, KeptLegs(law_of, regimes), None if start is None else as_day(start))

    def treaties(self, one: str, other: str, on: datetime.date | str, topics: Sequence[str] = ()) -> Treaties:
        """Return what binds two places towards each other on one day; see `lexflux.analysis.treaties.treaties`."""
        from lexflux.analysis.treaties import treaties

        return treaties(self.book, self.agreements, (one, other), as_day(on), topics)

    def query(self, name: str, **parameters: str) -> Result:
        """
        Run a SELECT query of the library on the store; see `lexflux.query.queries`.

        Raises
        ------
        UnknownTermError
            If there is no such query or parameter, or a value is a name of which nothing is known.
        InputError
            If a value does not fit its parameter.
        """
        from lexflux.query import endpoints

        return endpoints.run_oxigraph(self.store, self._bound(name, parameters))

    def construct(self, name: str, **parameters: str) -> Graph:
        """Run a CONSTRUCT query of the library on the store; raises as `query`."""
        from lexflux.query import endpoints

        return endpoints.construct_oxigraph(self.store, self._bound(name, parameters))

    def _bound(self, name: str, parameters: Mapping[str, str]) -> str:
        from lexflux.query import queries

        text = queries.find(self._library, name).bind(**parameters)
        self.refuse_unknown_names(text)
        return text

    @cached_property
    def _library(self) -> dict[str, Query]:
        from lexflux.query import queries

        return queries.load_queries(self.queries)

    def refuse_unknown_names(self, text: str) -> None:
        """
        Refuse a SPARQL query with a name of the Lexflux namespace of which the store says nothing.

        Raises
        ------
        UnknownTermError
            If there is one; the message names the nearest.
        InputError
            As `lexflux.query.sparql.prepare`.
        """
        from lexflux.query.sparql import prepare, refuse_unknown

        refuse_unknown(prepare(text).names, self._is_mentioned, self._mentioned)

    def _is_mentioned(self, iri: str) -> bool:
        node = ox.NamedNode(iri)
        places = ((node, None, None), (None, node, None), (None, None, node), (None, None, None, node))
        return any(next(self.store.quads_for_pattern(*place), None) for place in places)

    def _mentioned(self) -> set[str]:
        terms = (term for quad in self.store for term in (quad.subject, quad.predicate, quad.object))
        return {term.value for term in terms if isinstance(term, ox.NamedNode)}

    def add_data(self, file: str | Path) -> None:
        """
        Add an RDF file to the store, in a graph named after it, so that queries read it beside the law.

        Its blank nodes get names, so that an answer can say which one it speaks of.
        """
        from lexflux.query.results import Graph

        path = Path(file)
        name = ox.NamedNode("urn:lexflux:data:" + quote(path.name))
        for triple in Graph.of(graphs.parse_file(path, BASE)):
            subject, value = named(triple.subject, name), named(triple.object, name)
            self.store.add(ox.Quad(subject, triple.predicate, value, name))


def _path(source: object) -> str:
    if not isinstance(source, (str, Path)):
        raise InputError("no source", kind=type(source).__name__)
    return str(source)


def named(term: Any, file: ox.NamedNode) -> Any:
    """Return a term, a blank node as a name below that of its file."""
    return ox.NamedNode(f"{file.value}/{term.value}") if isinstance(term, ox.BlankNode) else term


def day_of_law(facts: Facts, on: datetime.date | str | None) -> datetime.date:
    """Return the day asked for, else the date of the transfer; there is no hidden clock."""
    return facts.day_of_law(None if on is None else as_day(on))


def regime_of_exporter(book: LawBook, facts: Facts, on: datetime.date) -> str:
    """
    Return the notation of the regime that is the law of the exporter's place on a day.

    Raises
    ------
    InputError
        If the exporter's place is unknown or outside every regime.
    """
    found, _ = law_of_exporter(book, facts, on)
    if len(found) == 1:
        return found[0]
    known = ", ".join(sorted(book.regimes))
    places = places_of_exporter(facts)
    if not places:
        raise InputError("place of exporter not stated", known=known)
    named = tuple(", ".join(book.label(place, language) for place in places) for language in LANGUAGES)
    raise InputError("law of exporter not encoded", places=named, day=on, known=known)


def as_day(on: datetime.date | str) -> datetime.date:
    """Return a day given as a date, as the date of a moment, or as ``YYYY-MM-DD``."""
    if isinstance(on, datetime.datetime):
        return on.date()
    if isinstance(on, datetime.date):
        return on
    found = parse_day(on) if isinstance(on, str) else None
    if found is None:
        raise InputError("not a date", value=shortened(str(on)))
    return found


def needed_day(on: str | None) -> str:
    """Return the day asked for; where no file states one, none is an `InputError`."""
    if on is None:
        raise InputError("no day asked for")
    return on


def load(ontology: Path | None = None, shapes: Path | None = None, queries: Path | None = None) -> KnowledgeBase:
    """Return the knowledge base of the package, or of other folders."""
    return KnowledgeBase(
        ontology or resources.folder("ontology"),
        shapes or resources.folder("shapes"),
        queries or resources.folder("queries"),
    )
