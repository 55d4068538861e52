"""Parts of the ontology: the law of a regime with what it uses, and what holds on a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

import pyoxigraph as ox

from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval
from lexflux.terms import LABEL, LF, OWL, RDF, RDFS, parse_day

IMPORTS = ox.NamedNode(OWL + "imports")
TYPE = ox.NamedNode(RDF + "type")
DEFINED_BY = ox.NamedNode(RDFS + "isDefinedBy")
STATED_IN = ox.NamedNode(LF + "statedIn")
FIRST_DAY, LAST_DAY = ox.NamedNode(LF + "appliesFrom"), ox.NamedNode(LF + "appliesUntil")
# What says something about others is nothing without them.
ABOUT = [
    ox.NamedNode(LF + name)
    for name in ("citing", "cited", "forBreachOf", "prevailing", "yielding", "concerns", "invokes", "ofAgreement")
]


def of_regime(store: ox.Store, regime: str) -> ox.Store:
    """Return the files that define something of a regime, given by its notation, with all that they import."""
    namespace = f"<{LF}{regime}/"
    defined = store.quads_for_pattern(None, DEFINED_BY, None)
    wanted = {quad.object for quad in defined if str(quad.subject).startswith(namespace)}
    imports = list(store.quads_for_pattern(None, IMPORTS, None))
    while more := {quad.object for quad in imports if quad.subject in wanted} - wanted:
        wanted |= more
    return _store(quad for quad in store if quad.graph_name in wanted)


def holding_on(store: ox.Store, book: LawBook, day: datetime.date) -> ox.Store:
    """
    Return the ontology without what does not hold on a day.

    Norms, gaps, designations and other statements go by their days; so do instruments with their provisions, as long
    as nothing that stays is stated in them. What bears on nothing else than what goes, goes too. A day that is not
    known keeps nothing out.
    """
    gone = _not_valid(store, book, day)
    gone |= _repealed(store, book, day, gone)
    while more := _about(store, gone) - gone:
        gone |= more
    return _without(store, gone)


def _not_valid(store: ox.Store, book: LawBook, day: datetime.date) -> set[str]:
    """Return what has days of its own, or those of an instrument, and does not hold."""
    validities = {iri: one.validity for iri, one in book.norms.items()}
    validities |= {iri: one.validity for iri, one in book.gaps.items()}
    validities |= {iri: one.validity for iri, one in book.designations.items()}
    gone = {iri for iri, validity in validities.items() if not validity.contains(day)}
    for predicate, place in ((FIRST_DAY, 0), (LAST_DAY, 1)):
        for quad in store.quads_for_pattern(None, predicate, None):
            bound = parse_day(quad.object.value) if isinstance(quad.object, ox.Literal) else None
            days = (Interval(start=bound), Interval(end=bound))[place]
            if isinstance(quad.subject, ox.NamedNode) and not days.contains(day):
                gone.add(quad.subject.value)
    return gone


def _repealed(store: ox.Store, book: LawBook, day: datetime.date, gone: Collection[str]) -> set[str]:
    """Return the instruments that are not in force, with their provisions, unless something that stays stands there."""
    stating = (quad for quad in store.quads_for_pattern(None, STATED_IN, None))
    needed = {getattr(quad.object, "value", "") for quad in stating if getattr(quad.subject, "value", "") not in gone}
    kept = {book.provisions[iri].instrument for iri in needed if iri in book.provisions}
    ended = {iri for iri, one in book.instruments.items() if not one.validity.contains(day)}
    provisions = {iri for iri, one in book.provisions.items() if one.instrument in ended and iri not in needed}
    return provisions | (ended - kept)


def _about(store: ox.Store, gone: set[str]) -> set[str]:
    """Return what says something about things of which none stays."""
    found = set()
    for predicate in ABOUT:
        values: dict[str, set[str]] = {}
        for quad in store.quads_for_pattern(None, predicate, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                values.setdefault(quad.subject.value, set()).add(quad.object.value)
        found |= {iri for iri, others in values.items() if others <= gone}
    return found


def _without(store: ox.Store, gone: set[str]) -> ox.Store:
    """
    Return the store without some things and what leads to them.

    Of what an expression that stays is made of, the class stays and nothing else that is said of it.
    """
    said: dict[str, list[ox.Quad]] = {}
    for quad in store:
        said.setdefault(_value(quad.subject), []).append(quad)
    inner = {quad.object.value for quad in store if isinstance(quad.object, ox.BlankNode)}
    outer = (quad for iri in said.keys() - inner - gone for quad in said[iri])
    waiting = [quad for quad in outer if _value(quad.object) not in gone]
    kept, classes = list[ox.Quad](), set[str]()
    while waiting:
        quad = waiting.pop()
        kept.append(quad)
        if isinstance(quad.object, ox.BlankNode):
            waiting += said[quad.object.value]
            continue
        name = _value(quad.object)
        if isinstance(quad.subject, ox.BlankNode) and name in gone and name not in classes:
            classes.add(name)
            waiting += filter(_defines, said[name])
    return _store(kept)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else ""


def _defines(quad: ox.Quad) -> bool:
    if quad.predicate == TYPE:
        return _value(quad.object).startswith(OWL + "Class")
    return quad.predicate.value in {LABEL, DEFINED_BY.value, RDFS + "subClassOf", OWL + "equivalentClass"}


def _store(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads)
    return store
