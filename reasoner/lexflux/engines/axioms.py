"""The logical part of the ontology as axioms, and the part of it that a question needs.

Questions get the ontology in a form that says the same of transfers and that HermiT answers several times faster:

* A term of a vocabulary is a class that excludes the other terms of its kind. Nothing leads on from a term and nothing
  counts terms, so it makes no difference whether such a class has one member or many.
* A question whether something lies inside or outside a condition gets the condition as two classes, one inside what it
  demands and one outside. Each says something only where it is asked for; as conditions are not defined in circles, any
  model extends to the others (lazy unfolding: F. Baader et al., "An Empirical Analysis of Optimization Techniques for
  Terminological Representation Systems", KR 1992).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from lexflux.law.graphs import Subject, Term, View
from lexflux.terms import LF, OWL, RDF, RDFS, TRANSFER, XSD

JUDGED = "urn:lexflux:judged:"
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (("owl", OWL), ("rdfs", RDFS), ("xsd", XSD)))
PROPERTIES = ("ObjectProperty", "DatatypeProperty")
CONDITIONS = ("Norm", "Gap", "Element")
TYPE, SUBCLASS, EQUIVALENT, COMPLEMENT = (
    RDF + "type",
    RDFS + "subClassOf",
    OWL + "equivalentClass",
    OWL + "complementOf",
)
HAS_VALUE, SOME, ONE_OF, UNION = (OWL + name for name in ("hasValue", "someValuesFrom", "oneOf", "unionOf"))
CLASS, INDIVIDUAL, DATATYPE = OWL + "Class", OWL + "NamedIndividual", RDFS + "Datatype"
LOGICAL = frozenset(
    [RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [RDF + name for name in ("first", "rest")]
    + [XSD + name for name in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")]
    + [
        OWL + name
        for name in (
            "allValuesFrom",
            "complementOf",
            "datatypeComplementOf",
            "disjointWith",
            "distinctMembers",
            "equivalentClass",
            "hasValue",
            "intersectionOf",
            "inverseOf",
            "members",
            "onDatatype",
            "oneOf",
            "onProperty",
            "someValuesFrom",
            "unionOf",
            "withRestrictions",
        )
    ]
)


class Axiom(NamedTuple):
    """One triple of the logical part of the ontology."""

    subject: Subject
    predicate: str
    object: Term

    @property
    def declares(self) -> str | None:
        """What kind of thing the subject is said to be in terms of OWL itself, if this says so."""
        kind = self.object.value if self.predicate == TYPE else ""
        return kind if kind.startswith(OWL) or kind == DATATYPE else None


def parse(lines: Iterable[str]) -> list[Axiom]:
    """Return the axioms of Turtle lines."""
    quads = ox.parse((PREFIXES + "\n".join(lines)).encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return [
        Axiom(quad.subject, quad.predicate.value, quad.object)
        for quad in quads
        if not isinstance(quad.object, ox.Triple)
    ]


def listed(members: Iterable[str]) -> str:
    """Return names as an RDF list."""
    return f"( {' '.join(f'<{member}>' for member in sorted(members))} )"


def outside(condition: str) -> str:
    """Return the name of the class of what lies outside a condition."""
    return f"{JUDGED}outside/{condition}"


class Logic:
    """The logical part of the ontology: axioms by subject, without annotations."""

    def __init__(self, store: ox.Store) -> None:
        view = View(store)
        self.properties = {node.value for kind in PROPERTIES for node in view.subjects(OWL + kind)}
        self.classes = {node.value for node in view.subjects(CLASS) if isinstance(node, ox.NamedNode)}
        self._entities = self.properties | self.classes
        self._annotations = {node.value for node in view.subjects(OWL + "AnnotationProperty")}
        self.terms = {node.value for node in view.subjects(INDIVIDUAL)} - self._entities
        self.axioms: dict[Subject, list[Axiom]] = {}
        for quad in store.quads_for_pattern(None, None, None):
            if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
                self._take(Axiom(quad.subject, quad.predicate.value, quad.object))
        self.conditions = sorted(
            self._with_names({node.value for kind in CONDITIONS for node in view.subjects(LF + kind)})
        )
        self._sides: dict[Subject, list[Axiom]] = {}
        conditions = frozenset(self.conditions)
        for condition in self.conditions:
            self._divide(ox.NamedNode(condition), conditions)
        for condition in self.conditions:
            self._guard(ox.NamedNode(condition))
        self._sided = {**self.axioms, **self._sides}

    def _take(self, axiom: Axiom) -> None:
        """Keep an axiom that is logical; that a norm is an individual too is not, nor what is said of it as such."""
        if axiom.predicate == TYPE:
            logical = axiom.subject.value not in self._entities or axiom.declares not in (None, INDIVIDUAL)
        else:
            logical = axiom.predicate in LOGICAL or axiom.predicate in self.properties
        if logical and axiom.subject.value not in self._annotations:
            self.axioms.setdefault(axiom.subject, []).append(axiom)

    def _with_names(self, conditions: set[str]) -> set[str]:
        """Return conditions with the classes that only name what is defined by them: they are about transfers too."""
        named = {
            subject.value
            for subject, axioms in self.axioms.items()
            if isinstance(subject, ox.NamedNode) and subject.value not in conditions
            if any(axiom.predicate == EQUIVALENT for axiom in axioms)
            if any(axiom.object.value in conditions for axiom in self._within(subject))
        }
        return self._with_names(conditions | named) if named else conditions

    def _guard(self, condition: ox.NamedNode) -> None:
        """
        Let a condition hold of transfers only.

        No condition looks at another through a property, so that for transfers nothing changes; but a complement that
        everything else belongs to makes HermiT ask for each term of the vocabulary whether it is exempt.
        """
        whole = ox.NamedNode(JUDGED + "whole")
        both = f"[ a owl:Class ; owl:intersectionOf ( <{TRANSFER}> <{whole.value}> ) ]"
        guarded = parse([f"<{condition.value}> owl:equivalentClass {both} ."])
        for axiom in [axiom for axiom in self.axioms[condition] if axiom.predicate == EQUIVALENT]:
            self.axioms[condition].remove(axiom)
            for part in guarded:
                kept = part._replace(object=axiom.object) if part.object == whole else part
                self.axioms.setdefault(kept.subject, []).append(kept)

    def _divide(self, condition: ox.NamedNode, conditions: Collection[str]) -> None:
        """Put a condition of which only its definition speaks as two sides, any other as itself and its complement."""
        beyond = ox.NamedNode(outside(condition.value))
        stated = [axiom for axiom in self.axioms[condition] if axiom.predicate != TYPE]
        self._sides[beyond] = [Axiom(beyond, TYPE, ox.NamedNode(CLASS))]
        complement = self._expression(COMPLEMENT, condition)
        if [axiom.predicate for axiom in stated] == [EQUIVALENT]:
            within = self._side(stated[0].object, True, conditions)
            self._sides[condition] = [Axiom(condition, TYPE, ox.NamedNode(CLASS)), Axiom(condition, SUBCLASS, within)]
            complement = self._expression(COMPLEMENT, self._side(stated[0].object, False, conditions))
        self._sides[beyond].append(Axiom(beyond, SUBCLASS, complement))

    def _side(self, term: Term, inside: bool, conditions: Collection[str]) -> Term:
        """Return an expression in which each condition is named by the side from which it is asked for."""
        if isinstance(term, ox.NamedNode) and term.value in conditions and not inside:
            return self._expression(COMPLEMENT, ox.NamedNode(outside(term.value)))
        if not isinstance(term, ox.BlankNode):
            return term
        copy = ox.BlankNode()
        self._sides[copy] = [
            Axiom(
                copy, axiom.predicate, self._side(axiom.object, inside != (axiom.predicate == COMPLEMENT), conditions)
            )
            for axiom in self.axioms.get(term, ())
        ]
        return copy

    def _expression(self, construct: str, of: Term) -> ox.BlankNode:
        node = ox.BlankNode()
        self._sides[node] = [Axiom(node, TYPE, ox.NamedNode(CLASS)), Axiom(node, construct, of)]
        return node

    def everything(self) -> list[Axiom]:
        """Return all axioms as the ontology states them."""
        return [axiom for axioms in self.axioms.values() for axiom in axioms]

    def without_likes(self) -> list[Axiom]:
        """
        Return all axioms, but of individuals of which nothing is said except the same kinds those about one only.

        Nothing can tell such individuals apart, so a model with one of them becomes a model with all by copies of it.
        """
        mentioned = {axiom.object for axiom in self.everything()}
        likes: dict[object, Subject] = {}
        for subject, axioms in self.axioms.items():
            is_plain = subject not in mentioned and all(axiom.predicate == TYPE for axiom in axioms)
            is_individual = isinstance(subject, ox.NamedNode) and subject.value in self.terms
            kinds = frozenset(axiom.object for axiom in axioms)
            likes.setdefault(kinds if is_plain and is_individual else subject, subject)
        return [axiom for subject in likes.values() for axiom in self.axioms[subject]]

    def reachable(self, roots: Iterable[str], sides: bool = False) -> list[Axiom]:
        """
        Return the axioms about the named classes and about all that these mention, with terms as classes.

        Classes that nothing mentions and that have nothing but one definition, or nothing but superclasses, can be left
        out: any model of the rest extends to them.

        Parameters
        ----------
        roots
            Names of classes and terms.
        sides
            Whether conditions are put as their two sides.
        """
        told = self._sided if sides else self.axioms
        waiting: list[Subject] = [ox.NamedNode(root) for root in roots]
        waiting += [subject for subject, axioms in told.items() if _binds(subject, axioms)]
        seen: set[Subject] = set()
        found: list[Axiom] = []
        while waiting:
            subject = waiting.pop()
            if subject not in seen:
                seen.add(subject)
                for axiom in told.get(subject, ()):
                    found += self._with_terms_as_classes(axiom)
                    waiting.append(ox.NamedNode(axiom.predicate))
                    if not isinstance(axiom.object, ox.Literal):
                        waiting.append(axiom.object)
        return found + self._different({subject.value for subject in seen} & self.terms)

    def _with_terms_as_classes(self, axiom: Axiom) -> list[Axiom]:
        """Return an axiom with each term of a vocabulary as a class, in what is said of it and where it is named."""
        if axiom.subject.value in self.terms:
            if axiom.predicate == TYPE:
                return [
                    axiom._replace(object=ox.NamedNode(CLASS)) if axiom.declares else axiom._replace(predicate=SUBCLASS)
                ]
            related = SOME if isinstance(axiom.object, ox.NamedNode) else HAS_VALUE
            restriction = f"[ a owl:Restriction ; owl:onProperty <{axiom.predicate}> ; <{related}> {axiom.object} ]"
            return parse([f"<{axiom.subject.value}> rdfs:subClassOf {restriction} ."])
        if axiom.predicate == HAS_VALUE and axiom.object.value in self.terms:
            return [axiom._replace(predicate=SOME)]
        if (
            axiom.predicate == ONE_OF
            and isinstance(axiom.object, ox.BlankNode)
            and any(part.object.value in self.terms for part in self._sided[axiom.object])
        ):
            return [axiom._replace(predicate=UNION)]
        return [axiom]

    def _different(self, terms: Iterable[str]) -> list[Axiom]:
        """Return that terms of the same vocabulary are different; those of different ones are never compared."""
        vocabularies: dict[str, set[str]] = {}
        for term in terms:
            for axiom in self.axioms.get(ox.NamedNode(term), ()):
                if axiom.predicate == TYPE and axiom.declares is None:
                    for widest in self._widest(axiom.object.value):
                        vocabularies.setdefault(widest, set()).add(term)
        return parse(
            f"[] a owl:AllDisjointClasses ; owl:members {listed(members)} ."
            for _, members in sorted(vocabularies.items())
            if len(members) > 1
        )

    def _widest(self, kind: str) -> set[str]:
        """Return the classes at the top of the named superclasses of a class."""
        wider = [
            axiom.object.value
            for axiom in self.axioms.get(ox.NamedNode(kind), ())
            if axiom.predicate == SUBCLASS and isinstance(axiom.object, ox.NamedNode)
        ]
        return {widest for one in wider for widest in self._widest(one)} or {kind}

    def by_name(self) -> tuple[list[Axiom], dict[str, list[Axiom]]]:
        """
        Return what kind of thing each name is, and the axioms by the name they are about, else by their kind.

        What a datatype is includes its definition: HermiT refuses a datatype that has none.
        """
        inner = {axiom.object for axiom in self.everything()}
        declarations = [
            axiom for axiom in self.everything() if axiom.declares and isinstance(axiom.subject, ox.NamedNode)
        ]
        datatypes = {axiom.subject for axiom in declarations if axiom.declares == DATATYPE}
        named: dict[str, list[Axiom]] = {}
        for subject, axioms in self.axioms.items():
            if subject in datatypes:
                declarations.extend(self._within(subject))
            elif isinstance(subject, ox.NamedNode):
                named[subject.value] = list(self._within(subject))
            elif subject not in inner:
                kind = next((axiom.declares for axiom in axioms if axiom.declares), OWL + "Axiom")
                named.setdefault(kind, []).extend(self._within(subject))
        return declarations, named

    def _within(self, subject: Subject) -> Iterator[Axiom]:
        """Yield the axioms about a subject with all nameless expressions inside them."""
        for axiom in self.axioms.get(subject, ()):
            yield axiom
            if isinstance(axiom.object, ox.BlankNode):
                yield from self._within(axiom.object)


def _binds(subject: Subject, axioms: Collection[Axiom]) -> bool:
    """Return whether a class has axioms that could tell something about other classes even if nothing mentions it."""
    declared = {axiom.declares for axiom in axioms}
    if isinstance(subject, ox.BlankNode):
        return OWL + "AllDisjointClasses" in declared
    stated = [axiom.predicate for axiom in axioms if axiom.predicate != TYPE]
    return CLASS in declared and stated != [EQUIVALENT] and bool(set(stated) - {SUBCLASS})
