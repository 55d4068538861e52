"""The ontology as one file: nothing is lost in any syntax, and parts hold what they should."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest

from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.extract import holding_on, of_regime
from lexflux.law.lawbook import LawBook
from lexflux.law.onefile import FORMS, WITHOUT_GRAPHS, serialized, with_thresholds
from lexflux.law.thresholds import thresholds
from lexflux.terms import DCT, LF, OWL, RDF, SH

TITLE = {"en": "Part", "zh-Hans": "部分"}
DAYS = [datetime.date(2023, 1, 1), datetime.date(2026, 6, 1)]
TYPE = ox.NamedNode(RDF + "type")
CLASS, NORM = ox.NamedNode(OWL + "Class"), ox.NamedNode(LF + "Norm")


@pytest.fixture(scope="module")
def part(knowledge: KnowledgeBase) -> ox.Store:
    """Return the files of the smallest law."""
    return of_regime(knowledge.store, "sg")


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    """Return statements with blank nodes named by where they stand."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def merged(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Return statements without graphs, and without what only a file of its own says of itself."""
    own = {OWL + "imports", OWL + "versionIRI"}
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.predicate.value not in own and quad.object != ox.NamedNode(OWL + "Ontology")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost_in_any_syntax(part: ox.Store, form: str) -> None:
    """Read again, a file says what the store says; without graphs it is one ontology, and its files are parts."""
    content = serialized(part, form, TITLE, False)
    read = list(ox.parse(content, format=FORMS[form]))

    if form in WITHOUT_GRAPHS:
        whole = canonical(merged(read))
        assert canonical(merged(list(part))) <= whole
        assert len([quad for quad in read if quad.object == ox.NamedNode(OWL + "Ontology")]) == 1
        assert len([quad for quad in whole if quad.predicate.value.endswith("hasPart")]) == len({*part.named_graphs()})
    else:
        assert canonical(read) == canonical(list(part))
    assert b"zh-Hans" in content
    assert b"zh-hans" not in content


def test_the_same_content_gives_the_same_file(part: ox.Store, knowledge: KnowledgeBase) -> None:
    """Whatever names blank nodes have in memory, two exports can be compared line by line."""
    renamed = ox.parse(serialized(part, "nquads", {}, False), format=ox.RdfFormat.N_QUADS, rename_blank_nodes=True)

    assert serialized(renamed, "trig", TITLE, False) == serialized(part, "trig", TITLE, False)


def test_without_punning_no_class_is_an_individual(part: ox.Store, book: LawBook) -> None:
    """What a class is as a thing of law is still told."""
    read = list(ox.parse(serialized(part, "turtle", TITLE, True), format=ox.RdfFormat.TURTLE))
    types: dict[str, set[object]] = {}
    for quad in read:
        if quad.predicate == TYPE:
            types.setdefault(str(quad.subject), set()).add(quad.object)
    norms = {str(quad.subject) for quad in read if quad.object == NORM and quad.predicate.value == DCT + "type"}

    assert not [kinds for kinds in types.values() if CLASS in kinds and len(kinds) > 1]
    assert norms == {f"<{iri}>" for iri in book.norms if iri.startswith(LF + "sg/")}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_part_of_a_day_has_its_norms_and_no_loose_end(knowledge: KnowledgeBase, day: datetime.date) -> None:
    """Norms that do not hold on the day are gone, and nothing leads to what is gone."""
    part = holding_on(knowledge.store, knowledge.book, day)
    subjects = {quad.subject for quad in part}
    gone = {quad.subject for quad in knowledge.store} - subjects
    norms = {quad.subject for quad in part.quads_for_pattern(None, TYPE, NORM)}

    assert {node.value for node in norms} == {  # type: ignore[union-attr]
        iri for iri, norm in knowledge.book.norms.items() if norm.validity.contains(day)
    }
    assert not {quad.object for quad in part} & gone
    stated = {quad.subject for quad in part.quads_for_pattern(None, ox.NamedNode(LF + "statedIn"), None)}
    assert norms <= stated


def test_a_regime_brings_what_it_imports_and_no_other_law(part: ox.Store) -> None:
    """Nothing of another regime stands in the part of one, but the vocabulary does."""
    files = {name.value for name in part.named_graphs() if isinstance(name, ox.NamedNode)}

    assert {name for name in files if "/law/" in name} == {name for name in files if "/law/sg/" in name}
    assert LF + "ontology/core/transfers" in files


def test_thresholds_are_told_with_their_days_and_articles(book: LawBook) -> None:
    """Every number that the condition of a norm tests is a plain statement beside the restriction."""
    found = list(thresholds(book))
    told = list(with_thresholds(found))

    numbers = {
        (one.prop, number) for one in found for number in (one.bounds.low, one.bounds.high) if number is not None
    }
    tested = {
        (prop, number)
        for prop, ranges in book.thresholds.items()
        for bounds in ranges
        for number in (bounds.low, bounds.high)
        if number is not None
    }
    assert numbers <= tested
    assert len(found) == len([quad for quad in told if quad.predicate.value == LF + "threshold"])
    dated = [one for one in found if one.norm.validity.start]
    assert len(dated) == len([quad for quad in told if quad.predicate.value == LF + "appliesFrom"])
    assert all(
        any(quad.subject == subject and quad.predicate.value.startswith((SH + "min", SH + "max")) for quad in told)
        for subject in {quad.object for quad in told if quad.predicate.value == LF + "threshold"}
    )
