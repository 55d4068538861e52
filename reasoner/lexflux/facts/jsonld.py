"""A tree as statements: JSON-LD, after a check that its expansion drops nothing that was written.

JSON-LD leaves out, without a word, each key that its context does not map and each value that makes no valid IRI. So
there are two expansions: first of its keys with a mark for a value, to see which come through and as what; then of the
tree, its values in the place of an IRI encoded so that they make one, and a reader can name them. Nodes are handed over
flat, however deep they stand in the tree.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from lexflux.errors import InputError, JoinedInputError, listed, shortened
from lexflux.facts import context
from lexflux.facts.transfer import BASE
from lexflux.facts.trees import LONGEST_NUMBER, Lines
from lexflux.law.graphs import Subject
from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered
from lexflux.terms import CONTEXT, TRANSFER

Tree = dict[str, Any]
Form = tuple[str, ...]
Places = dict[tuple[Subject, str, str], int]
"""The lines of nodes, of their keys, and of the values of these."""

MOST_VALUES = 50_000
NODE = "_:lexflux"
MARK = "lexflux-mark-"
AT = "urn:lexflux:at"
MARKED = re.compile(MARK + r"(\d+)$")
WORD = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
NAME = re.compile(r"[A-Za-z][\w+.-]*:(?://[\w.-]+)?[\w/.?=&;,+~#-]*|_:\w+", re.ASCII)
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
ABOUT_THE_TREE = ("@context", "$schema")
OF_A_VALUE = frozenset({"@value", "@type", "@language"})
OF_A_TERM = frozenset({"@id", "@type", "@language", "@context", "@container", "@protected", "@version"})


@dataclass(slots=True)
class Member:
    """A value under a key of a node: a scalar, a value object, or the number of another node."""

    key: str
    line: int | None
    value: Any = None
    node: int | None = None

    @property
    def form(self) -> Form:
        """The key, and what else of a member decides what its expansion is."""
        if isinstance(self.value, dict):
            return (self.key, *(f"{key} {value}" for key, value in self.value.items() if key != "@value"))
        return (self.key, "@id") if self.node is not None else (self.key,)


@dataclass(slots=True)
class Node:
    """A mapping of the tree: its identifier, if it states one, and what it says."""

    line: int | None
    identifier: str | None = None
    members: list[Member] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """The definitions of terms, those that mean a keyword, and the keywords that are set for all."""

    terms: Tree
    keywords: Mapping[str, str]
    settings: frozenset[str]

    @classmethod
    def of(cls, terms: Tree) -> Context:
        """Return the context with these definitions."""
        meant = {
            term: str(definition.get("@id") if isinstance(definition, dict) else definition)
            for term, definition in terms.items()
        }
        keywords = {term: keyword for term, keyword in meant.items() if keyword.startswith("@")}
        return cls(terms, keywords, frozenset(term for term in terms if term.startswith("@")))

    def used_by(self, nodes: list[Tree]) -> Tree:
        """Return the definitions that nodes use; the packaged context has a term for each kind of every law."""
        used: Tree = {}
        waiting = {*self.settings, *_words(nodes)}
        while waiting:
            found = {term: self.terms[term] for term in waiting if term in self.terms and term not in used}
            used |= found
            waiting = _words([*found.values()])
        return used


@remembered(4)
def _packaged(book: LawBook) -> Context:
    return Context.of(context.json_ld_context(book)["@context"])


class Expansion:
    """The expansion of one tree; ``name`` is how messages call it."""

    def __init__(self, tree: Tree, book: LawBook, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self.errors: list[InputError] = []
        self.tree = tree
        self.context = self._context(tree, book)
        self.nodes: list[Node] = []
        self._collect(tree)

    def statements(self) -> tuple[list[ox.Quad], Places]:
        """
        Return the statements of the tree, and where its nodes stand.

        Raises
        ------
        InputError
            If something that the tree says would be dropped, with all such errors.
        """
        if self.errors:
            raise JoinedInputError.of(self.errors)
        iris = self._become_iris()
        found: list[ox.Quad] = []
        places: Places = {}
        for quad in self._expanded(iris):
            if quad.predicate.value == AT and isinstance(quad.object, ox.Literal) and isinstance(quad.subject, Subject):
                places |= self._places(quad.subject, self.nodes[int(quad.object.value)])
            else:
                found.append(quad)
        return found, places

    # what the tree says

    def _context(self, tree: Tree, book: LawBook) -> Context:
        """Return the inline context of a tree as one mapping, else the packaged one; none is fetched."""
        given = tree.get("@context", CONTEXT)
        if given == CONTEXT:
            return _packaged(book)
        parts = given if isinstance(given, list) else [given]
        if any(map(_refers_elsewhere, parts)):
            raise InputError("remote context", name=self.name, context=CONTEXT)
        if not all(isinstance(part, dict) for part in parts):
            raise InputError("context not a mapping", name=self.name)
        merged = {term: definition for part in parts for term, definition in part.items()}
        unread = [str(term) for term, definition in merged.items() if not _is_plain(term, definition)]
        if unread:
            raise InputError("term not read", name=self.name, terms=listed(map(shortened, unread)))
        return Context.of(merged)

    def _collect(self, tree: Tree) -> None:
        """Collect the nodes of the tree, each before those below it."""
        waiting: list[tuple[Tree, Node]] = []
        count = 0

        def begin(mapping: Tree) -> int:
            node = Node(self.lines.start(mapping))
            self.nodes.append(node)
            waiting.append((mapping, node))
            return len(self.nodes) - 1

        roots = tree.get("@graph")
        if roots is None:
            begin(tree)
        else:
            for root in roots if isinstance(roots, list) else [roots]:
                if isinstance(root, dict):
                    begin(root)
            self._refuse_beside_graph(tree, roots)
        while waiting:
            mapping, node = waiting.pop()
            for key, line, value in self._pairs(mapping):
                count += 1
                if count > MOST_VALUES:
                    raise InputError("too many values", name=self.name, most=f"{MOST_VALUES:,}")
                self._member(node, key, line, value, begin)
        if roots is None and not any(member.key == "@type" for member in self.nodes[0].members):
            self.nodes[0].members.append(Member("@type", None, TRANSFER))

    def _refuse_beside_graph(self, tree: Tree, roots: Any) -> None:
        """Refuse what stands beside ``@graph``: it would make a named graph, or be dropped."""
        beside = [str(key) for key in tree if key not in {"@graph", *ABOUT_THE_TREE}]
        no_nodes = [root for root in (roots if isinstance(roots, list) else [roots]) if not isinstance(root, dict)]
        if beside or no_nodes or roots == []:
            named = listed(map(shortened, ["@graph", *beside]))
            self.errors.append(InputError("keyword not read", where=self.name, keyword=named))

    def _pairs(self, mapping: Tree) -> Iterator[tuple[str, int | None, Any]]:
        """Yield the keys of a mapping with each of their values and its line."""
        for key, value in mapping.items():
            if mapping is not self.tree or key not in ABOUT_THE_TREE:
                yield from ((str(key), at, item) for item, at in self._items(value, self.lines.of(mapping, key)))

    def _items(self, value: Any, line: int | None) -> Iterator[tuple[Any, int | None]]:
        """Yield the values in a list, however deep; an empty one is like a key without a value."""
        waiting: list[tuple[Any, int | None]] = [(value, line)]
        while waiting:
            item, at = waiting.pop()
            if isinstance(item, dict) and set(item) == {"@set"}:
                item = item["@set"]
            if isinstance(item, list | tuple) and item:
                inner = [(part, self.lines.of(item, place) or at) for place, part in enumerate(item)]  # type: ignore[arg-type]
                waiting += reversed(inner)
            else:
                yield (None if item in ([], ()) else item), at

    def _member(self, node: Node, key: str, line: int | None, value: Any, begin: Callable[[Tree], int]) -> None:
        keyword = str(self.context.keywords.get(key, key))
        if keyword.startswith("@") and keyword not in ("@id", "@type"):
            self._refuse("keyword not read", line, keyword=shortened(key))
        elif value is None:
            self._refuse("key without value", line, name=shortened(key))
        elif keyword == "@id":
            self._identify(node, key, line, value)
        elif isinstance(value, dict) and "@value" in value:
            self._value_object(node, key, line, value)
        elif isinstance(value, dict):
            node.members.append(Member(keyword, line, node=begin(value)))
        else:
            node.members.append(Member(keyword, line, self._scalar(value)))

    def _identify(self, node: Node, key: str, line: int | None, value: Any) -> None:
        if isinstance(value, str) and node.identifier is None:
            node.identifier = value
        else:
            self._refuse("not one name", line, name=shortened(key))

    def _value_object(self, node: Node, key: str, line: int | None, value: Tree) -> None:
        scalar = isinstance(value["@value"], str | int | float)
        language = value.get("@language", "en")
        if value.keys() <= OF_A_VALUE and scalar and LANGUAGE.fullmatch(str(language)):
            node.members.append(Member(key, line, value))
        else:
            self._refuse("keyword not read", line, keyword=listed(map(shortened, value)))

    def _scalar(self, value: Any) -> Any:
        """Return what JSON can say of a value; a number that is too long to be any count becomes a word."""
        if isinstance(value, bool | str):
            return value
        if isinstance(value, int):
            return value if abs(value) < 10**LONGEST_NUMBER else f"more than {LONGEST_NUMBER} digits"
        if isinstance(value, datetime.date):
            return value.isoformat()
        return value if isinstance(value, float) and abs(value) < float("inf") else str(value)

    def _refuse(self, message: str, line: int | None, **values: Any) -> None:
        where = self.name if line is None else f"{self.name}:{line}"
        self.errors.append(InputError(message, where=where, **values))

    # its expansion

    def _expanded(self, iris: frozenset[Form]) -> list[ox.Quad]:
        """Return the quads of the nodes, each with the number of its place."""
        flat = []
        for place, node in enumerate(self.nodes):
            tree: Tree = {"@id": self._identifier(place)}
            for member in node.members:
                tree.setdefault(self._key(member), []).append(self._value(member, member.form in iris))
            if node.members:
                tree[AT] = str(place)
            flat.append(tree)
        return self._expand(flat)

    def _expand(self, flat: list[Tree]) -> list[ox.Quad]:
        return _parse({"@context": self.context.used_by(flat), "@graph": flat}, self.name)

    def _key(self, member: Member) -> str:
        return member.key if self._is_known(member.key) else quote(member.key, safe="", errors="replace")

    def _identifier(self, place: int) -> str:
        stated = self.nodes[place].identifier
        return f"{NODE}{place}" if stated is None else _encoded(stated)

    def _is_known(self, key: str) -> bool:
        return key == "@type" or key in self.context.terms or bool(WORD.fullmatch(key) or NAME.fullmatch(key))

    def _value(self, member: Member, is_iri: bool) -> Any:
        if member.node is not None:
            return {"@id": self._identifier(member.node)}
        if isinstance(member.value, dict) and "@type" in member.value:
            return {**member.value, "@type": _encoded(str(member.value["@type"]))}
        return _encoded(member.value) if is_iri and isinstance(member.value, str) else member.value

    def _become_iris(self) -> frozenset[Form]:
        """Return the forms in which values become IRIs; refuse the keys whose values do not come through at all."""
        members: dict[Form, Member] = {}
        for member in (member for node in self.nodes for member in node.members):
            members.setdefault(member.form, member)
        quads = self._expand([{"@id": NODE, self._key(one): _mark(at, one)} for at, one in enumerate(members.values())])
        through = {
            int(marked[1]): isinstance(quad.object, ox.NamedNode)
            for quad in quads
            if (marked := MARKED.search(getattr(quad.object, "value", "")))
        }
        dropped = [member for at, member in enumerate(members.values()) if at not in through]
        if dropped:
            self._refuse_dropped(dropped)
        return frozenset(form for at, form in enumerate(members) if through[at])

    def _refuse_dropped(self, dropped: list[Member]) -> None:
        keys = listed(dict.fromkeys(shortened(member.key) for member in dropped))
        line = dropped[0].line
        where = self.name if line is None else f"{self.name}:{line}"
        raise InputError("keys not mapped", where=where, keys=keys, context=CONTEXT)

    def _places(self, subject: Subject, node: Node) -> Places:
        """Return the lines of a node, its keys, and their values."""
        found: Places = {}
        for member in node.members:
            if member.line is not None:
                key = member.key.removeprefix("@")
                found.setdefault((subject, key, ""), member.line)
                found.setdefault((subject, key, _text(member.value)), member.line)
        if node.line is not None:
            found[subject, "", ""] = node.line
        return found


def _refers_elsewhere(part: Any) -> bool:
    """Return whether a context names another document, itself or in the definition of a term."""
    if not isinstance(part, dict):
        return isinstance(part, str)
    inner = [definition["@context"] for definition in part.values() if _has_context(definition)]
    return "@import" in part or any(
        _refers_elsewhere(one) for each in inner for one in (each if isinstance(each, list) else [each])
    )


def _has_context(definition: Any) -> bool:
    return isinstance(definition, dict) and "@context" in definition


def _is_plain(term: str, definition: Any) -> bool:
    """Return whether a context says of a term only what the expansion of flat nodes keeps."""
    if term in ("@vocab", "@base", "@version", "@language", "@protected") or not isinstance(definition, dict):
        return not isinstance(definition, list)
    if not definition.keys() <= OF_A_TERM or definition.get("@container", "@set") not in ("@set", ["@set"]):
        return False
    return definition.get("@type") not in ("@json", "@none")


def _mark(number: int, member: Member) -> Any:
    """Return a mark in the form of a value, by which it is known again where it comes through."""
    if member.node is not None:
        return {"@id": f"_:{MARK}{number}"}
    mark = f"{MARK}{number}"
    return {**member.value, "@value": mark} if isinstance(member.value, dict) else mark


def _encoded(word: str) -> str:
    """Return a word that makes a valid IRI, from which a message can give back the word itself."""
    plain = WORD.fullmatch(word) or NAME.fullmatch(word)
    return word if plain else quote(word, safe="", errors="replace")


def _words(parts: list[Any]) -> set[str]:
    """Return the strings in trees, each with what may be its prefix."""
    words: set[str] = set()
    waiting = [*parts]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            words.add(part)
        elif isinstance(part, dict):
            words.update(part)
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return words | {word.partition(":")[0] for word in words if ":" in word}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) else json.dumps(value)


def _parse(tree: Mapping[str, Any], name: str) -> list[ox.Quad]:
    try:
        return list(ox.parse(json.dumps(tree).encode(), format=ox.RdfFormat.JSON_LD, base_iri=BASE))
    except SyntaxError as error:
        raise InputError("broken syntax", where=name, syntax="JSON-LD", problem=shortened(error.msg)) from error
