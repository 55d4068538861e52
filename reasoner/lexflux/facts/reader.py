"""A transfer's facts, read from YAML, JSON, JSON-LD or Turtle and checked against the one schema."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError, did_you_mean, did_you_mean_these, nearest
from lexflux.facts import context, yamlfile
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import Fact
from lexflux.terms import DATE, DCT, LF, NOT_APPLICABLE, PLACE, RDFS, STATED_UNKNOWN, TRANSFER, TYPE, XSD, local

LARGEST_FILE = 8 << 20
BASE = "https://transfer.invalid/"
CONTEXT = LF + "shapes/transfer.context.jsonld"
NOTES = frozenset({RDFS + "label", RDFS + "comment", DCT + "source"})
SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonld": "json", ".ttl": "turtle"}


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """What is stated about one node; ``path`` says where it stands in the transfer."""

    path: str
    owner: str
    kinds: frozenset[str]
    types: frozenset[str]
    values: Mapping[str, tuple[Value, ...]]
    unknown: frozenset[str]
    not_applicable: frozenset[str]
    label: str = ""


@dataclass(frozen=True)
class Facts:
    """All facts of one transfer, by path of the node; the transfer itself has the path ``transfer``."""

    nodes: Mapping[str, NodeFacts]

    @property
    def date(self) -> datetime.date | None:
        """Day of the transfer, if stated."""
        found = self.nodes["transfer"].values.get(DATE, ())
        return found[0] if found and isinstance(found[0], datetime.date) else None

    @cached_property
    def tree(self) -> dict[str, Any]:
        """The facts as the JSON tree from which they can be read again, keys and values in a fixed order."""
        referred = [
            value
            for node in self.nodes.values()
            for values in node.values.values()
            for value in values
            if value in self.nodes
        ]
        return self._node(self.nodes["transfer"], {path for path in referred if referred.count(path) > 1}, set())

    def _node(self, node: NodeFacts, shared: set[Value], written: set[str]) -> dict[str, Any]:
        tree: dict[str, Any] = {"id": BASE + node.path} if node.path in shared else {}
        if node.path in written:
            return tree
        written.add(node.path)
        if node.kinds:
            tree["type"] = sorted(map(local, node.kinds))
        for prop in sorted(node.values):
            values = [
                self._node(self.nodes[str(value)], shared, written) if value in self.nodes else _json(value)
                for value in node.values[prop]
            ]
            tree[local(prop)] = sorted(values, key=lambda value: json.dumps(value, sort_keys=True))
        for name, stated in (("statedUnknown", node.unknown), ("notApplicable", node.not_applicable)):
            if stated:
                tree[name] = sorted(map(local, stated))
        return tree


def _json(value: Value) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return local(value) if isinstance(value, str) else value


def read_file(path: str, book: LawBook) -> Facts:
    """
    Read a transfer from a file, or from standard input if ``path`` is ``-``.

    Raises
    ------
    InputError
        If the file cannot be read, is empty, too large, broken or says something that the schema forbids.
    """
    name, content = _content(path)
    return read_text(content, book, name=name, form=SUFFIXES.get(Path(path).suffix.lower()))


def read_quads(path: str, book: LawBook) -> list[ox.Quad]:
    """Return what a file, or standard input if ``path`` is ``-``, says about a transfer, unchecked; raises as `read_file` if it is not readable."""
    name, content = _content(path)
    return _quads(content, book, name, SUFFIXES.get(Path(path).suffix.lower()))[0]


def _content(path: str) -> tuple[str, str]:
    """Return how messages call a file, and its text."""
    name = "<stdin>" if path == "-" else path
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1) if path == "-" else _bounded(Path(path))
        content = raw.decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"{name}: cannot be read: {error.strerror}.", f"{name}：无法读取：{error.strerror}。"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: not UTF-8 text (byte {error.start}).", f"{name}：不是 UTF-8 文本（第 {error.start} 字节）。"
        ) from error
    if len(raw) > LARGEST_FILE:
        size = LARGEST_FILE >> 20
        raise InputError(
            f"{name}: larger than {size} MB; one file describes one transfer.",
            f"{name}：超过 {size} MB；一个文件只描述一次传输。",
        )
    return name, content


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def read_text(content: str, book: LawBook, name: str = "<text>", form: str | None = None) -> Facts:
    """
    Read a transfer from text.

    Parameters
    ----------
    content
        The text.
    book
        The law book, for schema and vocabulary.
    name
        How messages call the text.
    form
        ``yaml``, ``json`` or ``turtle``; by default told from the first characters.
    """
    quads, lines = _quads(content, book, name, form)
    return _Reader(book, name, lines).read(quads)


def _quads(content: str, book: LawBook, name: str, form: str | None) -> tuple[list[ox.Quad], yamlfile.Lines]:
    if not content.strip():
        raise InputError(f"{name}: empty; expected a transfer.", f"{name}：内容为空；应为一次传输的描述。")
    form = form or _guess(content)
    if form == "turtle":
        try:
            return list(ox.parse(content.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE)), yamlfile.Lines(None)
        except SyntaxError as error:
            raise InputError(
                f"{name}:{error.lineno or ''}: not valid Turtle: {error.msg}.",
                f"{name}:{error.lineno or ''}：不是合法的 Turtle：{error.msg}。",
            ) from error
    if form == "json":
        try:
            json.loads(content)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{name}:{error.lineno}: not valid JSON: {error.msg}.",
                f"{name}:{error.lineno}：不是合法的 JSON：{error.msg}。",
            ) from error
    document, lines = yamlfile.parse(content, name)
    return _tree_quads(document, book, name, lines), lines


def _guess(content: str) -> str:
    start = content.lstrip()
    if start.startswith("{"):
        return "json"
    return "turtle" if start.startswith(("@prefix", "PREFIX", "@base", "BASE", "<")) else "yaml"


def read_tree(document: Any, book: LawBook, name: str = "<tree>", lines: yamlfile.Lines | None = None) -> Facts:
    """Read a transfer from the tree of a YAML or JSON document: JSON-LD under the packaged context."""
    lines = lines or yamlfile.Lines(None)
    return _Reader(book, name, lines).read(_tree_quads(document, book, name, lines))


def _tree_quads(document: Any, book: LawBook, name: str, lines: yamlfile.Lines) -> list[ox.Quad]:
    if not isinstance(document, dict):
        raise InputError(
            f"{name}: expected a mapping of facts such as exporter, recipient, data.",
            f"{name}：应为事实的键值映射，如 exporter、recipient、data。",
        )
    tree = {key: value for key, value in document.items() if key != "$schema"}
    given = tree.get("@context", CONTEXT)
    if given == CONTEXT:
        tree = {**context.json_ld_context(book), **{key: value for key, value in tree.items() if key != "@context"}}
    elif any(isinstance(part, str) for part in (given if isinstance(given, list) else [given])):
        raise InputError(
            f"{name}: contexts are not fetched; leave @context out, give it inline, or write {CONTEXT}.",
            f"{name}：不会联网获取 @context；请省略、内联写出，或者写 {CONTEXT}。",
        )
    tree.setdefault("type" if "@type" not in tree else "@type", "Transfer")
    _refuse_nulls(tree, name, lines)
    try:
        return list(ox.parse(json.dumps(tree).encode(), format=ox.RdfFormat.JSON_LD, base_iri=BASE))
    except SyntaxError as error:
        raise InputError(
            f"{name}: not valid JSON-LD: {error.msg}.", f"{name}：不是合法的 JSON-LD：{error.msg}。"
        ) from error


def _refuse_nulls(tree: Any, name: str, lines: yamlfile.Lines) -> None:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if key == "@context":
            continue
        if value is None:
            line = lines.of(str(key))
            where = f"{name}:{line}" if line else name
            raise InputError(
                f"{where}: '{key}' has no value; leave it out if nobody stated it, or list it under statedUnknown or notApplicable.",
                f"{where}：“{key}”没有取值；未说明请删除，明确未知请列入 statedUnknown，不适用请列入 notApplicable。",
            )
        _refuse_nulls(value, name, lines)


class _Reader:
    """Turns the quads of one document into facts, refusing what the schema does not allow."""

    def __init__(self, book: LawBook, name: str, lines: yamlfile.Lines) -> None:
        self.book = book
        self.name = name
        self.lines = lines
        self.nodes: dict[str, NodeFacts] = {}
        self.paths: dict[ox.NamedNode | ox.BlankNode, tuple[str, str]] = {}
        self.by_subject: dict[
            ox.NamedNode | ox.BlankNode, list[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]
        ] = {}

    def read(self, quads: list[ox.Quad]) -> Facts:
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode | ox.BlankNode) and not isinstance(quad.object, ox.Triple):
                self.by_subject.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))
        roots = [
            subject
            for subject, pairs in self.by_subject.items()
            if any(p == TYPE and o == ox.NamedNode(TRANSFER) for p, o in pairs)
        ]
        if len(roots) != 1:
            raise InputError(
                f"{self.name}: expected one node of type Transfer, found {len(roots)}.",
                f"{self.name}：应恰有一个类型为 Transfer 的节点，现有 {len(roots)} 个。",
            )
        self._node(roots[0], TRANSFER, "transfer")
        return Facts(self.nodes)

    def _fail(self, path: str, key: str, value: str, en: str, zh: str) -> InputError:
        line = self.lines.of(key, value)
        where = f"{self.name}:{line}" if line else self.name
        return InputError(f"{where}: {path}, {key}: {en}", f"{where}：{path} 的 {key}：{zh}")

    def _node(self, subject: ox.NamedNode | ox.BlankNode, owner: str, path: str) -> None:
        self.paths[subject] = (path, owner)
        facts = self.book.schema.facts[owner]
        kinds: set[str] = set()
        stated: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
        states: dict[str, set[str]] = {STATED_UNKNOWN: set(), NOT_APPLICABLE: set()}
        label = ""
        for prop, value in self.by_subject.get(subject, []):
            if prop == TYPE:
                kinds.add(self._kind(owner, path, value))
            elif prop in states:
                states[prop].add(self._stated_property(facts, path, prop, value))
            elif prop in facts:
                if value not in stated.setdefault(prop, []):
                    stated[prop].append(value)
            elif prop in NOTES:
                label = value.value if prop == RDFS + "label" and isinstance(value, ox.Literal) else label
            else:
                raise self._unknown_property(facts, path, prop, value)
        values = {prop: self._values(facts[prop], found, path) for prop, found in stated.items()}
        self._check(facts, path, values, states, kinds, owner)
        kinds.discard(owner)
        types = frozenset(ancestor for kind in (*kinds, owner) for ancestor in self.book.classes[kind].ancestors)
        self.nodes[path] = NodeFacts(
            path,
            owner,
            frozenset(kinds),
            types,
            values,
            frozenset(states[STATED_UNKNOWN]),
            frozenset(states[NOT_APPLICABLE]),
            label,
        )

    def _unknown_property(self, facts: Mapping[str, Fact], path: str, prop: str, value: object) -> InputError:
        key = local(prop)
        elsewhere = [local(owner) for owner, owned in self.book.schema.facts.items() if LF + key in owned]
        hint = did_you_mean(key, map(local, facts))
        if elsewhere:
            hint = (f" It is a fact of {elsewhere[0]}.", f"它是 {elsewhere[0]} 的事实。")
        shown = value.value if isinstance(value, ox.Literal | ox.NamedNode) else ""
        return self._fail(path, key, shown, f"unknown property.{hint[0]}", f"未知属性。{hint[1]}")

    def _kind(self, owner: str, path: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
        if value == ox.NamedNode(owner):
            return owner
        allowed = context.kinds(self.book, owner) if owner != TRANSFER else []
        if isinstance(value, ox.NamedNode) and value.value in allowed:
            return value.value
        word = local(value.value) if isinstance(value, ox.NamedNode) else str(value)
        hint = did_you_mean(word, map(local, allowed))
        raise self._fail(
            path,
            "type",
            word,
            f"'{word}' is no known kind of {local(owner)}.{hint[0]}",
            f"“{word}”不是已知的 {local(owner)} 类别。{hint[1]}",
        )

    def _stated_property(
        self, facts: Mapping[str, Fact], path: str, prop: str, value: ox.NamedNode | ox.BlankNode | ox.Literal
    ) -> str:
        if isinstance(value, ox.NamedNode) and value.value in facts:
            return value.value
        word = local(value.value) if not isinstance(value, ox.BlankNode) else ""
        hint = did_you_mean(word, map(local, facts))
        raise self._fail(
            path,
            local(prop),
            word,
            f"'{word}' is no fact of this node.{hint[0]}",
            f"“{word}”不是该节点的事实。{hint[1]}",
        )

    def _values(
        self, fact: Fact, found: list[ox.NamedNode | ox.BlankNode | ox.Literal], path: str
    ) -> tuple[Value, ...]:
        if fact.single and len(found) > 1:
            raise self._wrong(fact, path, "", (f"{len(found)} values", f"{len(found)}个值"))
        return tuple(
            self._value(fact, value, path, number if len(found) > 1 or not fact.single else 0)
            for number, value in enumerate(found, 1)
        )

    def _value(self, fact: Fact, value: ox.NamedNode | ox.BlankNode | ox.Literal, path: str, number: int) -> Value:
        if fact.is_node:
            if isinstance(value, ox.Literal) or not self.by_subject.get(value):
                raise self._wrong(fact, path, _shown(value), _quoted(_shown(value)))
            owner = self.book.schema.ranges[fact.prop]
            if value in self.paths:
                return self._again(fact, value, owner, path)
            child = ("" if path == "transfer" else path + "/") + local(fact.prop) + (f"/{number}" if number else "")
            self._node(value, owner, child)
            return child
        if fact.term_class:
            return self._term(fact, value, path)
        return self._literal(fact, value, path)

    def _again(self, fact: Fact, value: ox.NamedNode | ox.BlankNode, owner: str, path: str) -> str:
        """Return the path under which a node was first met: owners may own one another."""
        known, known_owner = self.paths[value]
        if known_owner != owner:
            raise self._fail(
                path,
                local(fact.prop),
                "",
                f"the node is also a {local(known_owner)}.",
                f"该节点同时是 {local(known_owner)}。",
            )
        return known

    def _term(self, fact: Fact, value: ox.NamedNode | ox.BlankNode | ox.Literal, path: str) -> str:
        if isinstance(value, ox.NamedNode) and fact.term_class in self.book.individuals.get(value.value, ()):
            return value.value
        word = _shown(value)
        hint = ("", "") if isinstance(value, ox.Literal) else self._near_terms(fact, word)
        raise self._wrong(fact, path, word, _quoted(word), hint)

    def _near_terms(self, fact: Fact, word: str) -> tuple[str, str]:
        by_name: dict[str, str] = {}
        for iri in context.terms(self.book, fact):
            for name in (local(iri), *self.book.labels.get(iri, {}).values(), *self.book.notations.get(iri, ())):
                by_name.setdefault(name.casefold(), local(iri))
        exact = by_name.get(word.casefold())
        names = [exact] if exact else list(dict.fromkeys(by_name[name] for name in nearest(word, by_name)))
        labelled = [
            f"{name} ({self.book.label(PLACE + name, 'en')})" if fact.term_class == LF + "Place" else name
            for name in names
        ]
        return did_you_mean_these(labelled)

    def _literal(self, fact: Fact, value: ox.NamedNode | ox.BlankNode | ox.Literal, path: str) -> Value:
        word = _shown(value)
        if isinstance(value, ox.Literal) and value.datatype.value == XSD + str(fact.datatype):
            if fact.datatype == "boolean" and word in ("true", "false"):
                return word == "true"
            if fact.datatype == "integer" and word.lstrip("+-").isdecimal():
                number = int(word)
                if (fact.minimum is None or number >= fact.minimum) and (
                    fact.maximum is None or number <= fact.maximum
                ):
                    return number
            if fact.datatype == "date" and word.count("-") == 2:
                try:
                    return datetime.date.fromisoformat(word)
                except ValueError:
                    pass
        raise self._wrong(fact, path, word, _quoted(word))

    def _wrong(
        self, fact: Fact, path: str, value: str, found: tuple[str, str], hint: tuple[str, str] = ("", "")
    ) -> InputError:
        en, zh = text(fact.messages, "en"), text(fact.messages, "zh")
        return self._fail(
            path, local(fact.prop), value, f"found {found[0]}. {en}{hint[0]}", f"现为{found[1]}。{zh}{hint[1]}"
        )

    def _check(
        self,
        facts: Mapping[str, Fact],
        path: str,
        values: Mapping[str, tuple[Value, ...]],
        states: Mapping[str, set[str]],
        kinds: set[str],
        owner: str,
    ) -> None:
        if owner in (LF + "DataSet", LF + "Safeguard") and not kinds - {owner}:
            raise self._fail(
                path,
                "type",
                "",
                "state at least one kind, for example HealthData or SecurityAssessment.",
                "请至少说明一个类别，例如 HealthData 或 SecurityAssessment。",
            )
        for prop, fact in facts.items():
            if fact.required and prop not in values and prop not in states[STATED_UNKNOWN]:
                raise self._wrong(fact, path, "", ("nothing", "空缺"))
            limit = values.get(fact.not_beyond or "", ())
            if limit and prop in values and values[prop][0] > limit[0]:  # type: ignore[operator]
                raise self._wrong(fact, path, str(values[prop][0]), _quoted(f"{values[prop][0]} > {limit[0]}"))
        for prop in (*states[STATED_UNKNOWN], *states[NOT_APPLICABLE]):
            if prop in values:
                raise self._fail(
                    path,
                    local(prop),
                    "",
                    "has a value and is also stated as unknown or not applicable.",
                    "既有取值又被列为未知或不适用。",
                )


def _quoted(word: str) -> tuple[str, str]:
    return f"'{word}'", f"“{word}”"


def _shown(value: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    if isinstance(value, ox.NamedNode):
        return value.value.removeprefix(PLACE).removeprefix(LF).removeprefix(BASE)
    return value.value
