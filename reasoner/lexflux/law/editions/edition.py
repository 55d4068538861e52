"""One edition of a list: what its header says, and writing into its graph the terms that the header leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from lexflux.errors import KnowledgeError
from lexflux.law.expressions import GraphWriter
from lexflux.law.graphs import TYPE, Term, View
from lexflux.law.tables import namespace_of
from lexflux.terms import DCT, LABEL, LF, OWL, RDFS, SKOS, local

EDITION = LF + "edition/"
EQUIVALENT = OWL + "equivalentClass"
STATED_IN = LF + "statedIn"
# What a pattern or route gives to norms stands there under the same name of its own: a template orders nothing.
ORDERED = {LF + name: EDITION + name for name in ("modality", "requires", "due", "exemptsFrom")}
COPIED = (SKOS + "definition", LF + "modality", LF + "exemptsFrom", LF + "principle", LF + "sourceNote")


class Edition:
    """
    An edition under its header.

    A pattern of ``ontology/lists/editions.ttl`` describes the term of the same local name in each edition. What the
    header says of a term itself stands; writing a pattern adds the rest.
    """

    def __init__(self, store: ox.Store, graph: ox.NamedNode) -> None:
        self.view = View(store)
        self.writer = GraphWriter(store, graph)
        self.namespace = namespace_of(store, graph)
        self.shared = self.namespace.rstrip("/").rpartition("/")[0] + "/"

    def identifier(self) -> str:
        """Return the identifier of the list that the rows are of: the instrument after which the namespace is named."""
        instrument = ox.NamedNode(self.namespace.rstrip("/"))
        found = self.view.literal(instrument, DCT + "identifier")
        if found is None:
            raise KnowledgeError("table without list", header=self.writer.graph.value, instrument=instrument.value)
        return found

    def grounds(self) -> list[Term]:
        """Return the provisions on which the exemption and the precedences of the edition rest."""
        return [value for _, value in self.said("precedenceStatedIn")]

    def said(self, predicate: str) -> list[tuple[ox.NamedNode, Term]]:
        """Return the subjects and values of a predicate of headers."""
        return self.writer.pairs(EDITION + predicate)

    def own_subjects(self, predicate: str, value: Term) -> list[ox.NamedNode]:
        """Return the terms of the edition with a value of a predicate, in whichever file it is stated."""
        quads = self.view.store.quads_for_pattern(None, ox.NamedNode(predicate), value)
        subjects = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return sorted((one for one in subjects if one.value.startswith(self.namespace)), key=str)

    def term(self, name: str) -> ox.NamedNode:
        """Return the term of the edition of this local name."""
        return ox.NamedNode(self.namespace + name)

    def patterns(self, kind: str) -> Iterator[ox.NamedNode]:
        """Yield the patterns of terms of a type."""
        for pattern in self.view.subjects(EDITION + "Pattern"):
            if kind in self.view.iris(pattern, EDITION + "patternOf"):
                yield pattern

    def write(self, name: str, stated_in: Iterable[Term], condition: Callable[[], Term] | None = None) -> None:
        """Write the term that the pattern ``name`` describes; the condition is built only if the header states none."""
        pattern, node = ox.NamedNode(EDITION + name), self.term(name)
        self.writer.add(node, TYPE.value, *self.view.objects(pattern, EDITION + "patternOf"))
        self.fill(node, LABEL, lambda: self.label(pattern, LABEL))
        self.fill(node, STATED_IN, lambda: list(dict.fromkeys(stated_in)))
        for predicate in COPIED:
            self.copy(pattern, predicate, node)
        if condition:
            self.fill(node, EQUIVALENT, lambda: [condition()])

    def copy(self, pattern: ox.NamedNode, predicate: str, node: ox.NamedNode) -> None:
        """State of a node what a pattern states, unless the header says something else."""
        self.fill(node, predicate, lambda: self.view.objects(pattern, ORDERED.get(predicate, predicate)))

    def fill(self, node: ox.NamedNode, predicate: str, values: Callable[[], Sequence[Term]]) -> None:
        """State the values of a predicate, unless something is said of it already."""
        if not self.writer.says(node, predicate):
            self.writer.add(node, predicate, *values())

    def label(self, pattern: ox.NamedNode, predicate: str, subject: Iterable[Term] = ()) -> list[Term]:
        """Return the labels of a pattern with the name of the edition, and what a norm is about, filled in."""
        patterns = [term for term in self.view.objects(pattern, predicate) if isinstance(term, ox.Literal)]
        names = _by_language(value for _, value in self.said("name"))
        if not names and any("{list}" in term.value for term in patterns):
            raise KnowledgeError("edition without name", header=self.writer.graph.value)
        subjects = _by_language(subject)
        return [
            ox.Literal(
                term.value.format(list=names.get(term.language), subject=subjects.get(term.language)),
                language=term.language,
            )
            for term in patterns
        ]

    def within(self, name: str) -> list[Term]:
        """Return the classes of transfers to which conditions of a pattern or route are confined."""
        return self.view.objects(ox.NamedNode(EDITION + name), EDITION + "within")

    def describe(
        self, node: ox.NamedNode, pattern: ox.NamedNode, subject: Iterable[Term], stated_in: Sequence[Term]
    ) -> None:
        """Write of a class of data its label, definition and provisions, unless that was done already."""
        self.fill(node, RDFS + "subClassOf", lambda: [ox.NamedNode(LF + "DataSet")])
        self.fill(node, LABEL, lambda: self.label(pattern, LABEL, subject))
        self.copy(pattern, SKOS + "definition", node)
        self.fill(node, STATED_IN, lambda: stated_in)

    def of_data(self, classes: Sequence[Term], together: Sequence[Term] = ()) -> Term:
        """Return the transfers with a data set of one of the classes, or with data of one if taken together."""
        alone = self.writer.some(ox.NamedNode(LF + "data"), self.writer.either(*classes))
        if not together:
            return alone
        return self.writer.either(
            alone, self.writer.some(ox.NamedNode(LF + "collection"), self.writer.either(*together))
        )


def name_of(pattern: ox.NamedNode) -> str:
    """Return the local name that a pattern, form or route gives."""
    return local(pattern.value)


def _by_language(terms: Iterable[Term]) -> dict[str | None, str]:
    return {term.language: term.value for term in terms if isinstance(term, ox.Literal)}
