"""
The query library: SPARQL files that run as they stand, take parameters, and give the same rows on every engine.

A query file starts with a header of comments in a fixed form, and binds each parameter in one line, which `Query.bind`
replaces::

    #+ title@en: What cites a provision?
    #+ title@zh: 哪些条款引用某条款？
    #+ description@en: One row per citation of the provision.
    #+ description@zh: 每行为对该条款的一处引用。
    #+ param: provision iri cn:regime  provision that is cited | 被引条款
    #+ param: lang lang en  language of the labels | 标签语言
    #+ labels: ?norm
    #+ reads: knowledge

    SELECT ...
      VALUES ?provision { cn:regime }
      VALUES ?lang { "en" }

`lexflux.query.texts` says what ``labels``, ``text`` and ``citation`` stand for. A query of the folder ``quality`` also
says how grave a row is and what to do about it::

    #+ severity: error
    #+ remedy@en: Correct the identifier.
    #+ remedy@zh: 更正标识符。

The default of a parameter is written as ``any`` (and ``UNDEF`` in the query) where every value is meant. A SELECT query
gives a table, a CONSTRUCT query a graph; ``reads`` names what else than the knowledge must be in the store: a decision,
or data of the user.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lexflux.errors import InputError, KnowledgeError, UnknownTermError, did_you_mean, listed
from lexflux.phrases import PHRASES
from lexflux.query.texts import HEADS, with_texts
from lexflux.resources import prefixes
from lexflux.terms import LF, XSD, parse_day

ANY = "any"
READS = {
    "knowledge": frozenset({"knowledge"}),
    "knowledge, decision": frozenset({"knowledge", "decision"}),
    "knowledge, data": frozenset({"knowledge", "data"}),
}
SEVERITIES = ("error", "warning", "info")
LANGUAGE_RANGES = {"zh": "zh-Hans"}

HEADER_LINE = re.compile(
    r"#\+ ((?:title|description|remedy)@(?:en|zh)|param|labels|text|citation|reads|severity): (\S.*)"
)
PARAMETER_LINE = re.compile(r'([a-z]\w*) (iri|string|lang|date|integer) ("[^"]*"|\S+) {2}(\S.*?) \| (\S.*)')
GRAPH_FORM = re.compile(
    r"(?:\s|#[^\n]*\n|PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>)*(?:CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)
VALUES_LINE = re.compile(r"^( *VALUES \?(\w+) \{ )(.+)( \})$", re.MULTILINE)

ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\ud800-\udfff<>\"{}|^`\\]+")
RELATIVE_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
STRING_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; ``default`` is a SPARQL term, or ``UNDEF`` where every value is meant."""

    name: str
    kind: str
    default: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """
    One question of the library.

    ``group`` is the folder, ``reads`` says whether the query needs a decision or data of the user beside the knowledge,
    ``text`` is plain SPARQL 1.1 for any engine. ``severity`` and ``remedies`` say of a query of the folder ``quality``
    how grave a row is and what to do about it; elsewhere they are empty.
    """

    name: str
    group: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    params: tuple[Parameter, ...]
    reads: frozenset[str]
    text: str
    severity: str
    remedies: Mapping[str, str]

    @property
    def gives_graph(self) -> bool:
        """Whether the query gives a graph, not a table."""
        return GRAPH_FORM.match(self.text) is not None

    def bind(self, **values: object) -> str:
        """
        Return the text with the given values in place of the defaults.

        Parameters
        ----------
        values
            Values by name of parameter. An IRI is given in full, as a prefixed name (``cn:regime``) or relative to the
            Lexflux namespace (``HealthData``); a date as `datetime.date` or ``2026-01-31``; ``zh`` means Chinese in
            simplified characters; None keeps the default.

        Raises
        ------
        UnknownTermError
            If the query has no parameter of that name.
        InputError
            If a value does not fit the type of its parameter.
        """
        params = {parameter.name: parameter for parameter in self.params}
        terms = {}
        for name, value in values.items():
            if name not in params:
                hint = did_you_mean(name, params)
                known = ", ".join(params) or PHRASES["none"]
                raise UnknownTermError("unknown parameter", query=self.name, name=name, known=known, hint=hint)
            if value is not None:
                terms[name] = self._term(params[name], value)
        return VALUES_LINE.sub(lambda line: f"{line[1]}{terms.get(line[2], line[3])}{line[4]}", self.text)

    def _term(self, parameter: Parameter, value: object) -> str:
        term = TERMS[parameter.kind](value)
        if term is None:
            raise InputError(MISFITS[parameter.kind], query=self.name, parameter=parameter.name, value=str(value))
        return term


def iri_term(value: object) -> str | None:
    """
    Return an IRI as a SPARQL term, or None if ``value`` is no IRI or name.

    >>> iri_term("HealthData")
    '<https://w3id.org/lexflux/HealthData>'
    >>> iri_term("cn:regime> } #") is None
    True
    """
    if not isinstance(value, str):
        return None
    if RELATIVE_NAME.fullmatch(value):
        return f"<{LF}{value}>"
    prefix, _, rest = value.partition(":")
    iri = prefixes()[prefix] + rest if prefix in prefixes() else value
    return f"<{iri}>" if ABSOLUTE_IRI.fullmatch(iri) else None


def string_term(value: object) -> str | None:
    r"""
    Return a text as a SPARQL term, or None if it cannot be written safely.

    A backslash before ``u`` is refused: some engines read code points such as ``\u0022`` before they look for strings.

    >>> string_term('say "no"')
    '"say \\"no\\""'
    """
    if not isinstance(value, str) or re.search(r"\\[uU]|[\x00\ud800-\udfff]", value):
        return None
    return f'"{value.translate(STRING_ESCAPES)}"'


def language_term(value: object) -> str | None:
    """
    Return a language range as a SPARQL term, or None.

    >>> language_term("zh")
    '"zh-Hans"'
    """
    if not isinstance(value, str) or not LANGUAGE_TAG.fullmatch(value):
        return None
    return f'"{LANGUAGE_RANGES.get(value, value)}"'


def date_term(value: object) -> str | None:
    """Return a date as a SPARQL term, or None."""
    if isinstance(value, datetime.datetime):
        return None
    if isinstance(value, str):
        value = parse_day(value)
    return f'"{value.isoformat()}"^^<{XSD}date>' if isinstance(value, datetime.date) else None


def integer_term(value: object) -> str | None:
    """Return a whole number as a SPARQL term, or None."""
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]+", str(value), re.ASCII):
        return None
    return str(int(str(value)))


TERMS: Mapping[str, Callable[[object], str | None]] = {
    "iri": iri_term,
    "string": string_term,
    "lang": language_term,
    "date": date_term,
    "integer": integer_term,
}
MISFITS = {
    "iri": "parameter not an IRI",
    "string": "parameter not a plain text",
    "lang": "parameter not a language",
    "date": "parameter not a date",
    "integer": "parameter not a whole number",
}


def load_queries(folder: Path) -> dict[str, Query]:
    """
    Return the queries of a folder by name, in the order of groups and names.

    Raises
    ------
    KnowledgeError
        If a header is missing or malformed, a parameter is not bound by exactly one line, or two files bear the same
        name.
    """
    found: dict[str, Query] = {}
    for path in sorted(folder.rglob("*.rq")):
        query = read_query(path)
        if not query.titles:
            raise KnowledgeError("query without header", path=path)
        if query.name in found:
            raise KnowledgeError("two queries of one name", path=path, name=query.name)
        found[query.name] = query
    return found


def find(queries: Mapping[str, Query], name: str) -> Query:
    """Return the query of that name, or raise `UnknownTermError` naming the nearest ones."""
    if name not in queries:
        hint = did_you_mean(name, queries)
        raise UnknownTermError("unknown query", name=name, hint=hint)
    return queries[name]


def read_query(path: Path) -> Query:
    """
    Return the query of one file.

    Outside the library it may do without a header, and then has no title and no parameters.

    Raises
    ------
    InputError
        If the file cannot be read.
    KnowledgeError
        If the header is malformed, or a parameter is not bound by exactly one line.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("unreadable file", name=path, problem=error) from error
    return query_of(text, path)


def query_of(text: str, path: Path) -> Query:
    """
    Return the query of a text that came from a file, or under its name from elsewhere.

    Raises
    ------
    KnowledgeError
        As `read_query`.
    """
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("#+"):
            match = HEADER_LINE.fullmatch(line)
            if match is None:
                raise KnowledgeError("header line unreadable", path=path, line=line)
            header.setdefault(match[1], []).append(match[2])
    if not header:
        return Query(path.stem, path.parent.name, {}, {}, (), frozenset(), text, "", {})
    params = tuple(_parameter(path, line) for line in header.get("param", []))
    for parameter in params:
        _check_binding(path, parameter, text)
    if not header.keys().isdisjoint(HEADS) and "lang" not in {parameter.name for parameter in params}:
        raise KnowledgeError("texts need a language", path=path)
    gate = path.parent.name == "quality"
    return Query(
        name=path.stem,
        group=path.parent.name,
        titles=_both(path, header, "title"),
        descriptions=_both(path, header, "description"),
        params=params,
        reads=_reads(path, _single(path, header, "reads")),
        text=with_texts(text, header),
        severity=_severity(path, _single(path, header, "severity")) if gate else "",
        remedies=_both(path, header, "remedy") if gate else {},
    )


def _reads(path: Path, line: str) -> frozenset[str]:
    if line not in READS:
        known = ("', '".join(READS), "”“".join(READS))
        raise KnowledgeError("reads not known", path=path, known=known)
    return READS[line]


def _severity(path: Path, line: str) -> str:
    if line not in SEVERITIES:
        raise KnowledgeError("severity not known", path=path, known=listed(SEVERITIES))
    return line


def _both(path: Path, header: Mapping[str, list[str]], key: str) -> dict[str, str]:
    return {language: _single(path, header, f"{key}@{language}") for language in ("en", "zh")}


def _single(path: Path, header: Mapping[str, list[str]], key: str) -> str:
    lines = header.get(key, [])
    if len(lines) != 1:
        raise KnowledgeError("header line not once", path=path, line=key, count=len(lines))
    return lines[0]


def _parameter(path: Path, line: str) -> Parameter:
    match = PARAMETER_LINE.fullmatch(line)
    if match is None:
        form = "NAME TYPE DEFAULT  english label | 中文标签"
        raise KnowledgeError("parameter unreadable", path=path, line=line, form=form)
    name, kind, default, english, chinese = match.groups()
    return Parameter(name, kind, _default(kind, default), {"en": english, "zh": chinese})


def _default(kind: str, default: str) -> str:
    if default == ANY:
        return "UNDEF"
    if kind == "lang":
        return f'"{default}"'
    return f'"{default}"^^xsd:date' if kind == "date" else default


def _check_binding(path: Path, parameter: Parameter, text: str) -> None:
    bound = [match[3] for match in VALUES_LINE.finditer(text) if match[2] == parameter.name]
    if bound != [parameter.default]:
        expected = f"VALUES ?{parameter.name} {{ {parameter.default} }}"
        raise KnowledgeError("parameter not bound once", path=path, name=parameter.name, expected=expected)
