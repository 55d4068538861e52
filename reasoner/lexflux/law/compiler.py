"""From the files of the ontology to a law book, refusing what is broken, undefined or outside the profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lexflux.law import vocabulary
from lexflux.law.classes import read_classes, read_individuals
from lexflux.law.cumulative import read_cumulative_counts
from lexflux.law.documents import read_documents, read_events, read_points
from lexflux.law.gates import find_gates
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook, named_unions
from lexflux.law.legislation import read_legislation
from lexflux.law.ontology import load_ontology
from lexflux.law.precedence import attack_graph
from lexflux.law.references import check_references
from lexflux.law.rules import RuleReader
from lexflux.law.schema import read_schema
from lexflux.law.steps import StepReader
from lexflux.law.unions import with_members
from lexflux.terms import LABEL, SKOS


def compile_law_book(ontology: Path, shapes: Path, hashes: dict[str, str], digest: str) -> LawBook:
    """
    Compile the law book.

    Parameters
    ----------
    ontology, shapes
        The folders.
    hashes, digest
        SHA-256 of the files by path, and of all of them together, for receipts.

    Raises
    ------
    KnowledgeError
        If a file is broken, a condition is outside the profile, a term is undefined or precedences form a cycle.
    """
    view = View(load_ontology(ontology))
    classes = read_classes(view)
    properties = vocabulary.read_properties(view)
    legislation = read_legislation(view)
    rules = RuleReader(view, legislation)
    norms = rules.norms()
    gaps = rules.gaps()
    precedences = rules.precedences(norms)
    book = LawBook(
        hashes=hashes,
        digest=digest,
        classes=classes,
        individuals=read_individuals(view, classes),
        properties=properties,
        labels=vocabulary.read_texts(view, LABEL),
        definitions=vocabulary.read_texts(view, SKOS + "definition"),
        notations=vocabulary.read_codes(view, SKOS + "notation"),
        synonyms=vocabulary.read_codes(view, SKOS + "altLabel", SKOS + "hiddenLabel"),
        regimes=vocabulary.read_regimes(view),
        known_until=vocabulary.read_known_until(view),
        territories=vocabulary.read_territories(view),
        subdivisions=vocabulary.read_subdivisions(view),
        instruments=legislation.instruments,
        provisions=legislation.provisions,
        replaced_by=legislation.replaced_by,
        norms=norms,
        gaps=gaps,
        absent_rules=rules.absent_rules(),
        audit_notes=rules.audit_notes(),
        precedences=precedences,
        periods=rules.periods(),
        limits=rules.limits(),
        open_points=rules.open_points(properties),
        designations=with_members(view, rules.designations(), classes),
        designated_classes=vocabulary.named(view, "DesignatedClass"),
        ownership_rules=rules.ownership_rules(),
        collections=rules.collections(),
        cumulative_counts=read_cumulative_counts(view, legislation),
        steps=StepReader(view, legislation, norms).steps(),
        data_kinds=vocabulary.named(view, "DataKind"),
        zones_of_kinds=vocabulary.read_zones_of_kinds(view),
        mechanisms=vocabulary.named(view, "TransferMechanism"),
        collective=vocabulary.named(view, "CollectiveSafeguard"),
        elements=vocabulary.named(view, "Element"),
        element_sources=vocabulary.read_element_sources(view),
        topics=vocabulary.read_topics(view),
        attacks=attack_graph(norms, precedences.values(), named_unions(classes)),
        disjoint=vocabulary.read_disjoint(view),
        asked=vocabulary.read_silent(view, "Asked"),
        presumed=vocabulary.read_silent(view, "Presumed"),
        may_also_be=vocabulary.read_may_also_be(view),
        counts_if=vocabulary.read_counts_if(view),
        excluded_by=vocabulary.read_excluded_by(view),
        usual=vocabulary.read_true(view, "usual"),
        conflicts=vocabulary.read_conflicts(view),
        actionable=vocabulary.read_true(view, "isActionable"),
        first_issued=vocabulary.read_first_issued(view),
        former_statements=vocabulary.read_former_statements(view),
        conditions_of_receipt=vocabulary.read_conditions_of_receipt(view),
        before_that=vocabulary.read_before_that(view),
        areas=vocabulary.read_areas(view),
        documents=read_documents(view, legislation),
        points=read_points(view, legislation),
        events=read_events(view),
        schema=read_schema(shapes, vocabulary.read_ranges(view)),
        gates={},
    )
    check_references(book)
    return replace(book, gates=find_gates(book))
