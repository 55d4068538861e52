"""Classes, their definitions and superclasses, and the individuals that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexflux.errors import KnowledgeError
from lexflux.law.conditions import And, Condition, ConditionReader, Named, Or, walk
from lexflux.law.graphs import View
from lexflux.law.lawbook import ClassDefinition
from lexflux.terms import OWL, RDFS, TYPE, compact

Definitions = Mapping[str, Condition | None]


def read_classes(view: View) -> dict[str, ClassDefinition]:
    """
    Return the classes of the ontology.

    Raises
    ------
    KnowledgeError
        If a definition is outside the profile, or leads back to its own class.
    """
    nodes = list(view.subjects(OWL + "Class"))
    reader = ConditionReader(view.store)
    definitions: dict[str, Condition | None] = {}
    for node in nodes:
        found = view.objects(node, OWL + "equivalentClass")
        definitions[node.value] = reader.read(found[0], node.value) if found else None
    _refuse_circles(definitions)
    parents = {node.value: set(view.iris(node, RDFS + "subClassOf")) for node in nodes}
    for iri, parent in _implied_parents(definitions):
        if iri in parents:
            parents[iri].add(parent)
    return {iri: ClassDefinition(definitions[iri], frozenset(_closure(iri, parents))) for iri in parents}


def read_individuals(view: View, classes: Mapping[str, ClassDefinition]) -> dict[str, frozenset[str]]:
    """Return the named individuals, each with the classes that it is stated to belong to and all their superclasses."""
    return {
        node.value: frozenset(
            ancestor for kind in view.iris(node, TYPE) if kind in classes for ancestor in classes[kind].ancestors
        )
        for node in view.subjects(OWL + "NamedIndividual")
    }


def _implied_parents(definitions: Definitions) -> Iterator[tuple[str, str]]:
    """Yield classes with the superclasses that follow from definitions: parts of its intersection, its unions."""
    for iri, definition in definitions.items():
        match definition:
            case Named(other):
                yield iri, other
            case And(parts):
                yield from ((iri, part.iri) for part in parts if isinstance(part, Named))
            case Or(parts):
                yield from ((part.iri, iri) for part in parts if isinstance(part, Named))
            case _:
                pass


def _refuse_circles(definitions: Definitions) -> None:
    finished: set[str] = set()

    def visit(iri: str, path: tuple[str, ...]) -> None:
        if iri in path:
            circle = " > ".join(compact(step) for step in (*path[path.index(iri) :], iri))
            raise KnowledgeError("class defined by itself", circle=circle)
        definition = definitions.get(iri)
        if iri not in finished and definition is not None:
            for part in walk(definition):
                if isinstance(part, Named):
                    visit(part.iri, (*path, iri))
        finished.add(iri)

    for iri in definitions:
        visit(iri, ())


def _closure(iri: str, parents: Mapping[str, set[str]]) -> set[str]:
    """Return a class with all its superclasses."""
    found: set[str] = set()
    stack = [iri]
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            stack.extend(parents.get(current, ()))
    return found
