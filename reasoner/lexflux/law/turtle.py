"""Turtle as people read it: one fact a line, class expressions in nested brackets, names with prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from lexflux.errors import KnowledgeError
from lexflux.law.graphs import Subject, Term
from lexflux.terms import RDF, XSD

WIDTH = 120
INDENT = 4
AFTER_NAMESPACE = re.compile(r"[^/#]*$")
LOCAL_NAME = re.compile(r"\w(?:[\w-]*\w)?")
BARE = {
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
}
TYPE, FIRST, REST, NIL = (ox.NamedNode(RDF + name) for name in ("type", "first", "rest", "nil"))

Facts = dict[ox.NamedNode, list[Term]]


def facts_by_subject(quads: Iterable[ox.Quad]) -> dict[Subject, Facts]:
    """Return the facts of each subject, all in the order in which they come."""
    found: dict[Subject, Facts] = {}
    for quad in quads:
        if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
            found.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return found


def members(graph: Mapping[Subject, Facts], head: Term) -> Iterator[Term]:
    """Yield the members of a list."""
    while isinstance(head, ox.BlankNode):
        yield graph[head][FIRST][0]
        head = graph[head][REST][0]


class TurtleWriter:
    """
    Writes the subjects of a graph one by one, and notes which prefixes it used.

    Parameters
    ----------
    graph
        Facts by subject. A blank node is written inside its only mention, or as ``[]`` where nothing mentions it.
    prefixes
        Namespaces by prefix.
    """

    def __init__(self, graph: Mapping[Subject, Facts], prefixes: Mapping[str, str]) -> None:
        self._graph = graph
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._names: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def head(self) -> str:
        """Return the declarations of the prefixes used so far, in alphabetical order."""
        width = max(map(len, self.used), default=0)
        return "\n".join(
            f"@prefix {f'{prefix}:':{width + 1}} <{namespace}> ." for prefix, namespace in sorted(self.used.items())
        )

    def block(self, subject: Subject) -> str:
        """Return everything that is said of a subject, as one block that ends in a full stop."""
        facts = self._graph[subject]
        name = "[]" if isinstance(subject, ox.BlankNode) else self._name(subject.value)
        if TYPE in facts:
            name += f" a {', '.join(self._flat(kind) for kind in facts[TYPE])}"
        lines = [self._fact(predicate, values) for predicate, values in facts.items() if predicate != TYPE]
        if TYPE not in facts and len(name) + len(lines[0].lstrip()) < WIDTH:
            return " ;\n".join([f"{name} {lines[0].lstrip()}", *lines[1:]]) + " ."
        return (name + ("\n" if TYPE not in facts else " ;\n" if lines else "")) + " ;\n".join(lines) + " ."

    def _fact(self, predicate: ox.NamedNode, values: list[Term]) -> str:
        start = " " * INDENT + self._predicate(predicate) + " "
        flat = start + " , ".join(map(self._flat, values))
        if len(flat) <= WIDTH:
            return flat
        if all(isinstance(value, ox.NamedNode) for value in values):
            return start + "\n".join(_filled([f"{self._flat(value)} ," for value in values], len(start)))[:-2]
        separator = " ,\n" + " " * 2 * INDENT
        return start + separator.join(self._expression(value, INDENT, len(start)) for value in values)

    def _expression(self, term: Term, indent: int, column: int) -> str:
        """Return a term that begins at a column, on one line if it fits, else with each inner part on its own."""
        flat = self._flat(term)
        if not isinstance(term, ox.BlankNode) or column + len(flat) <= WIDTH:
            return flat
        if FIRST in self._graph[term]:
            return "(\n" + "\n".join(self._members(term, indent + INDENT)) + " )"
        *others, (predicate, last) = self._pairs(term)
        start = "[ " + "".join(f"{self._predicate(one)} {self._flat(value)} ; " for one, value in others)
        start += self._predicate(predicate)
        below = indent + INDENT
        beside = f"{start} {self._expression(last, indent, column + len(start) + 1)} ]"
        if below + len(self._flat(last)) > WIDTH and column + beside.index("\n") <= WIDTH:
            return beside
        return f"{start}\n{' ' * below}{self._expression(last, below, below)} ]"

    def _members(self, head: ox.BlankNode, indent: int) -> Iterator[str]:
        """Yield the lines of a list that does not fit on one: names together, each expression on its own."""
        names: list[str] = []
        for member in members(self._graph, head):
            if isinstance(member, ox.BlankNode):
                yield from _filled(names, indent, indent)
                names = []
                yield " " * indent + self._expression(member, indent, indent)
            else:
                names.append(self._flat(member))
        yield from _filled(names, indent, indent)

    def _flat(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return "()" if term == NIL else self._name(term.value)
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if FIRST in self._graph[term]:
            return f"( {' '.join(map(self._flat, members(self._graph, term)))} )"
        return f"[ {' ; '.join(f'{self._predicate(one)} {self._flat(value)}' for one, value in self._pairs(term))} ]"

    def _pairs(self, node: ox.BlankNode) -> list[tuple[ox.NamedNode, Term]]:
        return [(predicate, value) for predicate, values in self._graph[node].items() for value in values]

    def _literal(self, literal: ox.Literal) -> str:
        kind = literal.datatype.value
        if kind in BARE and BARE[kind].fullmatch(literal.value):
            return literal.value
        text = str(ox.Literal(literal.value))
        if literal.language:
            return f"{text}@{_tag(literal.language)}"
        return text if kind == XSD + "string" else f"{text}^^{self._name(kind)}"

    def _predicate(self, predicate: ox.NamedNode) -> str:
        return "a" if predicate == TYPE else self._name(predicate.value)

    def _name(self, iri: str) -> str:
        if iri not in self._names:
            self._names[iri] = self._shortened(iri)
        return self._names[iri]

    def _shortened(self, iri: str) -> str:
        local = AFTER_NAMESPACE.search(iri)[0]  # type: ignore[index]
        namespace = iri[: len(iri) - len(local)]
        if namespace not in self._prefixes or not LOCAL_NAME.fullmatch(local):
            return f"<{iri}>"
        self.used[self._prefixes[namespace]] = namespace
        return f"{self._prefixes[namespace]}:{local}"


def top_level(graph: Mapping[Subject, Facts]) -> list[Subject]:
    """
    Return the subjects that have blocks of their own.

    Raises
    ------
    KnowledgeError
        If a blank node is mentioned twice, which nested brackets cannot say.
    """
    mentioned = [
        value
        for facts in graph.values()
        for values in facts.values()
        for value in values
        if isinstance(value, ox.BlankNode)
    ]
    inner = set(mentioned)
    if len(mentioned) != len(inner):
        raise KnowledgeError("blank node mentioned twice")
    return [subject for subject in graph if subject not in inner]


def _tag(language: str) -> str:
    """
    Return a language tag as RFC 5646 writes it, section 2.1.1: Oxigraph keeps tags in lower case.

    >>> _tag("zh-hans")
    'zh-Hans'
    """
    first, *others = language.split("-")
    return "-".join([first, *({2: str.upper, 4: str.title}.get(len(part), str)(part) for part in others)])


def _filled(words: list[str], column: int, indent: int = 2 * INDENT) -> Iterator[str]:
    """Yield words in lines of at most the width; the first begins at a column and the others at the indent."""
    line = " " * column if column == indent else ""
    width = WIDTH if column == indent else WIDTH - column
    empty = True
    for word in words:
        if not empty and len(line) + len(word) > width:
            yield line[:-1]
            line, width = " " * indent, WIDTH
        line += word + " "
        empty = False
    if not empty:
        yield line[:-1]
