"""The classes and properties of the vocabulary, with how the ontology uses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from lexflux.law.conditions import Condition, HasValue, Named, Some, walk
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, ONTOLOGY, OWL, RDFS, TYPE

CORE = ONTOLOGY + "core/"
PROPERTIES = tuple(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
SUPERCLASS, DOMAIN, RANGE = RDFS + "subClassOf", RDFS + "domain", RDFS + "range"


class Vocabulary:
    """
    What the store says of classes and properties and by them.

    Parameters
    ----------
    book
        The law book.
    store
        The store behind it.
    """

    def __init__(self, book: LawBook, store: ox.Store) -> None:
        self.book = book
        self._view = View(store)

    @cached_property
    def files(self) -> list[str]:
        """The files that define the vocabulary: those of the core, by IRI."""
        names = (name.value for name in self._view.store.named_graphs() if isinstance(name, ox.NamedNode))
        return sorted(name for name in names if name.startswith(CORE))

    @cached_property
    def properties(self) -> list[str]:
        """The properties of the Lexflux namespace."""
        found = {node.value for kind in PROPERTIES for node in self._view.subjects(kind)}
        return sorted(iri for iri in found if iri.startswith(LF))

    def defined_in(self, file: str, kinds: Iterable[str]) -> list[str]:
        """Return the terms of our own of some kinds that a file defines, by IRI."""
        found = {node.value for kind in kinds for node in self._view.subjects(kind)}
        return sorted(iri for iri in found if iri.startswith(LF) and self._view.iri(_node(iri), DEFINED_BY) == file)

    def titles(self, file: str) -> dict[str, str]:
        """Return the titles of a file by language."""
        return self._view.texts(_node(file), TITLE)

    def is_class(self, iri: str) -> bool:
        """Return whether something is a class."""
        return OWL + "Class" in self._view.iris(_node(iri), TYPE)

    def members(self, iri: str) -> list[str]:
        """Return the named things that are said to be of a class, by IRI."""
        return [node.value for node in self._view.subjects(iri)]

    def subclasses(self, iri: str) -> list[str]:
        """Return the named classes that are said to lie in a class, by IRI."""
        return sorted(one for one, above in self._view.pairs(SUPERCLASS) if above == _node(iri))

    def superclasses(self, iri: str) -> list[str]:
        """Return the named classes in which a class is said to lie."""
        return list(self._view.iris(_node(iri), SUPERCLASS))

    def stated_of(self, iri: str) -> Counter[str]:
        """Return the properties that are stated of the members of a class, each with the number of members."""
        known = set(self.properties)
        found: Counter[str] = Counter()
        for member in self.members(iri):
            said = {quad.predicate.value for quad in self._view.store.quads_for_pattern(_node(member), None, None)}
            found.update(said & known)
        return found

    def belonging_to(self, iri: str) -> list[str]:
        """Return the properties whose domain is a class."""
        return sorted(one for one, domain in self._view.pairs(DOMAIN) if domain == _node(iri))

    def domain(self, prop: str) -> str | None:
        """Return the class of what has a property, None where the ontology does not name one."""
        return self._view.iri(_node(prop), DOMAIN)

    def range(self, prop: str) -> str | None:
        """Return the class or datatype of what a property gives, None where the ontology does not name one."""
        return self._view.iri(_node(prop), RANGE)

    def users(self, prop: str) -> Counter[str]:
        """Return the classes of the core of which members have a property, each with their number."""
        found: Counter[str] = Counter()
        subjects = {one for one, _ in self._view.pairs(prop)}
        for subject in subjects:
            found.update(kind for kind in self._view.iris(_node(subject), TYPE) if kind in self._core)
        return found

    def regimes_asking(self, iri: str) -> list[str]:
        """Return the notations of the regimes whose conditions ask for a property, or for a class by its name."""
        return sorted(notation for notation, asked in self._asked.items() if iri in asked)

    @cached_property
    def _asked(self) -> dict[str, frozenset[str]]:
        """Return by notation of a regime the properties and classes that its conditions name."""
        conditions = [(iri, norm.condition) for iri, norm in self.book.norms.items()]
        conditions += [(iri, gap.condition) for iri, gap in self.book.gaps.items()]
        conditions += [(iri, one.definition) for iri, one in self.book.classes.items() if one.definition]
        found: dict[str, set[str]] = {notation: set() for notation in self.book.regimes}
        for owner, condition in conditions:
            notation = owner.removeprefix(LF).partition("/")[0]
            if notation in found:
                found[notation] |= {named for part in walk(condition) if (named := _named_by(part))}
        return {notation: frozenset(asked) for notation, asked in found.items()}

    @cached_property
    def _core(self) -> frozenset[str]:
        return frozenset(iri for file in self.files for iri in self.defined_in(file, [OWL + "Class"]))

    def example(self, iri: str) -> str | None:
        """Return the member of a class of which most properties are stated, the first of them by IRI."""
        return max(self.members(iri), key=lambda one: (self._richness(one), one), default=None)

    def _richness(self, iri: str) -> int:
        return len({quad.predicate for quad in self._view.store.quads_for_pattern(_node(iri), None, None)})


def _named_by(part: Condition) -> str:
    match part:
        case Some(prop=iri) | HasValue(prop=iri) | Named(iri=iri):
            return iri
        case _:
            return ""


DEFINED_BY, TITLE = RDFS + "isDefinedBy", "http://purl.org/dc/terms/title"


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def example_query(vocabulary: Vocabulary, iri: str) -> str:
    """Return a query for the members of a class, or where there are none for what a property gives."""
    if vocabulary.is_class(iri):
        stated = _telling(vocabulary, iri)
        patterns = "".join(f" ; lf:{prop.removeprefix(LF)} ?{prop.removeprefix(LF)}" for prop in stated)
        columns = "".join(f" ?{prop.removeprefix(LF)}" for prop in stated)
        return f"SELECT ?it{columns} WHERE {{ ?it a lf:{iri.removeprefix(LF)}{patterns} }} ORDER BY ?it"
    return f"SELECT ?it ?value WHERE {{ ?it lf:{iri.removeprefix(LF)} ?value }} ORDER BY ?it"


def _telling(vocabulary: Vocabulary, iri: str) -> list[str]:
    """Return two properties that all members of a class have, or failing that the one that most have."""
    counts = vocabulary.stated_of(iri)
    known = sorted((prop for prop in counts if "/" not in prop.removeprefix(LF)), key=lambda one: (-counts[one], one))
    shared = [prop for prop in known if counts[prop] == len(vocabulary.members(iri))]
    return shared[:2] or known[:1]
