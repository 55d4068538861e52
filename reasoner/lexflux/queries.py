"""
The query library: SPARQL files that run as they stand, take parameters, and give the same rows on every engine.

A query file starts with a header of comments in a fixed form, and binds each parameter in one line, which `Query.bind` replaces::

    #+ title@en: What cites a provision?
    #+ title@zh: 哪些条款引用某条款？
    #+ description@en: One row per citation of the provision.
    #+ description@zh: 每行为对该条款的一处引用。
    #+ param: provision iri cn:regime  provision that is cited | 被引条款
    #+ param: lang lang en  language of the labels | 标签语言
    #+ reads: knowledge

    SELECT ...
      VALUES ?provision { cn:regime }
      VALUES ?lang { "en" }

The default of a parameter is written as ``any`` (and ``UNDEF`` in the query) where every value is meant.
"""

from __future__ import annotations

import csv
import datetime
import html
import http.client
import io
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from lexflux.errors import EngineError, InputError, KnowledgeError, UnknownTermError, did_you_mean
from lexflux.terms import LF, PREFIXES, RDF, XSD

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

ANY = "any"
READS = {"knowledge": frozenset({"knowledge"}), "knowledge, decision": frozenset({"knowledge", "decision"})}
LANGUAGE_RANGES = {"zh": "zh-Hans"}

HEADER_LINE = re.compile(r"#\+ (title@en|title@zh|description@en|description@zh|param|reads): (\S.*)")
PARAMETER_LINE = re.compile(r'([a-z]\w*) (iri|string|lang|date|integer) ("[^"]*"|\S+) {2}(\S.*?) \| (\S.*)')
VALUES_LINE = re.compile(r"^( *VALUES \?(\w+) \{ )(.+)( \})$", re.MULTILINE)

ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\ud800-\udfff<>\"{}|^`\\]+")
RELATIVE_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
STRING_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Iri(str):
    """An IRI in a result; equal to the string that spells it."""

    __slots__ = ()

    @property
    def compact(self) -> str:
        """
        The IRI as a prefixed name, or unchanged.

        >>> Iri("https://w3id.org/lexflux/cn/cbdf-2024/art-13").compact
        'cn:cbdf-2024/art-13'
        """
        fitting = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if self.startswith(namespace)]
        if not fitting:
            return str(self)
        namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
        return f"{prefix}:{self[len(namespace) :]}"


class Text(str):
    """A text with a language; equal to the same text in any language."""

    language: str

    def __new__(cls, value: str, language: str = "") -> Text:
        """Return a text in a language."""
        text = super().__new__(cls, value)
        text.language = language
        return text


class Typed(str):
    """A literal of a datatype for which Python has no type of its own, such as a duration or a year."""

    datatype: str

    def __new__(cls, value: str, datatype: str = "") -> Typed:
        """Return a literal of a datatype."""
        typed = super().__new__(cls, value)
        typed.datatype = datatype
        return typed


class Blank(str):
    """A blank node; its name holds in one result only."""

    __slots__ = ()


Value = Iri | Text | Typed | Blank | str | bool | int | float | Decimal | datetime.datetime | datetime.date | None
Row = tuple[Value, ...]


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

    ``group`` is the folder, ``reads`` says whether the query needs a decision beside the knowledge, ``text`` runs as it stands.
    """

    name: str
    group: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    params: tuple[Parameter, ...]
    reads: frozenset[str]
    text: str

    def bind(self, **values: object) -> str:
        """
        Return the text with the given values in place of the defaults.

        Parameters
        ----------
        values
            Values by name of parameter. An IRI is given in full, as a prefixed name (``cn:regime``) or relative to the Lexflux
            namespace (``HealthData``); a date as `datetime.date` or ``2026-01-31``; ``zh`` means Chinese in simplified
            characters; None keeps the default.

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
                raise self._unknown(name)
            if value is not None:
                terms[name] = self._term(params[name], value)
        return VALUES_LINE.sub(lambda line: f"{line[1]}{terms.get(line[2], line[3])}{line[4]}", self.text)

    def _term(self, parameter: Parameter, value: object) -> str:
        term = TERMS[parameter.kind](value)
        if term is None:
            expected = EXPECTATIONS[parameter.kind]
            raise InputError(
                f"Query '{self.name}', parameter '{parameter.name}': {str(value)!r} is not {expected[0]}.",
                f"查询“{self.name}”的参数“{parameter.name}”：{str(value)!r} 不是{expected[1]}。",
            )
        return term

    def _unknown(self, name: str) -> UnknownTermError:
        names = [parameter.name for parameter in self.params]
        hint = did_you_mean(name, names)
        known = ", ".join(names)
        return UnknownTermError(
            f"Query '{self.name}' has no parameter '{name}'; it has: {known or 'none'}.{hint[0]}",
            f"查询“{self.name}”没有参数“{name}”；其参数为：{known or '无'}。{hint[1]}",
        )


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
    iri = PREFIXES[prefix] + rest if prefix in PREFIXES else value
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
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            return None
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
EXPECTATIONS = {
    "iri": (
        "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        " IRI；请写全称、带前缀的名称（如 cn:regime）或者名称（如 HealthData）",
    ),
    "string": ("a plain text", "普通文本"),
    "lang": ("a language; write en or zh", "语言；请写 en 或 zh"),
    "date": ("a date; write it as 2026-01-31", "日期；请写作 2026-01-31"),
    "integer": ("a whole number", "整数"),
}


def load_queries(folder: Path) -> dict[str, Query]:
    """
    Return the queries of a folder by name, in the order of groups and names.

    Raises
    ------
    KnowledgeError
        If a header is missing or malformed, a parameter is not bound by exactly one line, or two files bear the same name.
    """
    found: dict[str, Query] = {}
    for path in sorted(folder.rglob("*.rq")):
        query = read_query(path)
        if not query.titles:
            raise _broken(path, "has no header; see lexflux.queries for its form", "缺少文件头；其格式见 lexflux.queries")
        if query.name in found:
            raise _broken(path, f"another query is named '{query.name}' too", f"另有查询同名“{query.name}”")
        found[query.name] = query
    return found


def find(queries: Mapping[str, Query], name: str) -> Query:
    """Return the query of that name, or raise `UnknownTermError` naming the nearest ones."""
    if name not in queries:
        hint = did_you_mean(name, queries)
        raise UnknownTermError(f"No query '{name}'.{hint[0]}", f"没有查询“{name}”。{hint[1]}")
    return queries[name]


def read_query(path: Path) -> Query:
    """
    Return the query of one file; outside the library it may do without a header, and then has no title and no parameters.

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
        raise InputError(f"{path}: cannot be read: {error}.", f"{path}：无法读取：{error}。") from error
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("#+"):
            match = HEADER_LINE.fullmatch(line)
            if match is None:
                raise _broken(path, f"cannot read the header line '{line}'", f"无法读取文件头“{line}”")
            header.setdefault(match[1], []).append(match[2])
    if not header:
        return Query(path.stem, path.parent.name, {}, {}, (), frozenset(), text)
    params = tuple(_parameter(path, line) for line in header.get("param", []))
    for parameter in params:
        _check_binding(path, parameter, text)
    return Query(
        name=path.stem,
        group=path.parent.name,
        titles={language: _single(path, header, f"title@{language}") for language in ("en", "zh")},
        descriptions={language: _single(path, header, f"description@{language}") for language in ("en", "zh")},
        params=params,
        reads=_reads(path, _single(path, header, "reads")),
        text=text,
    )


def _reads(path: Path, line: str) -> frozenset[str]:
    if line not in READS:
        raise _broken(path, "'reads' must be 'knowledge' or 'knowledge, decision'", "reads 须为“knowledge”或“knowledge, decision”")
    return READS[line]


def _single(path: Path, header: Mapping[str, list[str]], key: str) -> str:
    lines = header.get(key, [])
    if len(lines) != 1:
        raise _broken(path, f"needs exactly one header line '{key}', has {len(lines)}", f"须恰有一行“{key}”，现有 {len(lines)} 行")
    return lines[0]


def _parameter(path: Path, line: str) -> Parameter:
    match = PARAMETER_LINE.fullmatch(line)
    if match is None:
        form = "NAME TYPE DEFAULT  english label | 中文标签"
        raise _broken(path, f"cannot read the parameter '{line}'; write it as '{form}'", f"无法读取参数“{line}”；请写作“{form}”")
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
        raise _broken(path, f"parameter '{parameter.name}' must be bound by exactly one line '{expected}'", f"参数“{parameter.name}”须恰由一行“{expected}”绑定")


def _broken(path: Path, english: str, chinese: str) -> KnowledgeError:
    return KnowledgeError(f"{path}: {english}.", f"{path}：{chinese}。")


@dataclass(frozen=True, slots=True)
class Result:
    """
    The rows of a query, with values of Python types: equal results are equal whatever engine gave them.

    >>> Result(("norm", "from"), ((Iri("https://w3id.org/lexflux/cn/x"), datetime.date(2026, 1, 1)),)).cells()
    [('cn:x', '2026-01-01')]
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self) -> list[tuple[str, ...]]:
        """Return the rows as texts to show, IRIs as prefixed names."""
        return [tuple(_shown(value) for value in row) for row in self.rows]

    def to_csv(self) -> str:
        """Return the rows as CSV with a line of column names, IRIs in full."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_written(value) for value in row] for row in self.rows)
        return buffer.getvalue()

    def to_json(self) -> str:
        """Return the rows as a JSON list of objects, IRIs in full."""
        records = [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]
        return json.dumps(records, ensure_ascii=False, indent=2, default=_json_value)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame; raise `EngineError` if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise _not_installed("pandas", "notebook") from error
        return pandas.DataFrame([[_plain(value) for value in row] for row in self.rows], columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a Polars data frame; raise `EngineError` if Polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise _not_installed("polars", "batch") from error
        return polars.DataFrame({name: [_plain(row[place]) for row in self.rows] for place, name in enumerate(self.columns)}, strict=False)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.cells())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _written(value: Value) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(value: Value) -> str:
    return value.compact if isinstance(value, Iri) else _written(value)


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON form of {value!r}")


def _not_installed(module: str, extra: str) -> EngineError:
    command = f"pip install 'lexflux[{extra}]'"
    return EngineError(f"{module} is not installed; install it with: {command}", f"未安装 {module}；请执行：{command}")


def run_oxigraph(store: ox.Store, text: str) -> Result:
    """
    Run a SELECT query on an Oxigraph store, all named graphs together.

    Raises
    ------
    InputError
        If the text is not SPARQL, or not a SELECT query.
    """
    try:
        found = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise _not_sparql(error) from error
    if not isinstance(found, ox.QuerySolutions):
        raise _not_select()
    columns = tuple(variable.value for variable in found.variables)
    return Result(columns, tuple(tuple(_from_oxigraph(term) for term in solution) for solution in found))


def run_rdflib(dataset: rdflib.Dataset, text: str) -> Result:
    """
    Run a SELECT query on an rdflib dataset; give it ``default_union=True`` so that all named graphs are read.

    Raises
    ------
    InputError
        If the text is not SPARQL, or not a SELECT query.
    """
    from rdflib.plugins.sparql import prepareQuery

    try:
        prepared = prepareQuery(text)
    except Exception as error:  # rdflib's parser has no exception class of its own
        raise _not_sparql(error) from error
    found = dataset.query(prepared)
    if found.type != "SELECT":
        raise _not_select()
    columns = tuple(str(variable) for variable in found.vars or ())
    return Result(columns, tuple(tuple(_from_rdflib(term) for term in row) for row in _tuples(found)))


def _tuples(found: rdflib.query.Result) -> Iterable[tuple[object, ...]]:
    for row in found:
        if isinstance(row, tuple):
            yield row


def run_endpoint(url: str, text: str, timeout: float = 60) -> Result:
    """
    Run a SELECT query on a SPARQL 1.1 endpoint, by direct POST; the endpoint decides which graphs it reads.

    Parameters
    ----------
    url
        Address of the query service, ``http`` or ``https``.
    text
        The query.
    timeout
        Seconds to wait for the answer.

    Raises
    ------
    EngineError
        If the endpoint cannot be reached, refuses the query, or answers in another form than SPARQL JSON results.
    InputError
        If ``url`` is not an ``http`` or ``https`` address, or the query not a SELECT query.
    """
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise InputError(f"'{url}' is no address of an endpoint; write it as https://host/path.", f"“{url}”不是端点地址；请写作 https://主机/路径。")
    headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": "application/sparql-results+json"}
    request = urllib.request.Request(url, text.encode("utf-8"), headers, method="POST")  # noqa: S310 (the scheme was checked)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            content = answer.read()
    except urllib.error.HTTPError as error:
        with error:
            detail = error.read(500).decode("utf-8", "replace").strip()
        raise _endpoint_failed(url, f"HTTP {error.code} {error.reason}: {detail}") from error
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise _endpoint_failed(url, str(getattr(error, "reason", error) or type(error).__name__)) from error
    try:
        return _from_json(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _endpoint_failed(url, "the answer is not in the SPARQL 1.1 JSON results format") from error


def _from_json(answer: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> Result:
    if "boolean" in answer:
        raise _not_select()
    columns = tuple(str(name) for name in answer["head"]["vars"])
    return Result(columns, tuple(tuple(_from_binding(row.get(name)) for name in columns) for row in answer["results"]["bindings"]))


def _endpoint_failed(url: str, detail: str) -> EngineError:
    return EngineError(f"Endpoint {url} failed: {detail}", f"端点 {url} 出错：{detail}")


def _not_sparql(error: Exception) -> InputError:
    return InputError(f"Not a SPARQL query: {error}", f"不是合法的 SPARQL 查询：{error}")


def _not_select() -> InputError:
    return InputError("Only SELECT queries give a table.", "只有 SELECT 查询能给出表格。")


def _from_oxigraph(term: object) -> Value:
    match term:
        case ox.NamedNode():
            return Iri(term.value)
        case ox.BlankNode():
            return Blank(term.value)
        case ox.Literal():
            return _literal(term.value, term.datatype.value, term.language)
        case _:
            return None


def _from_rdflib(term: object) -> Value:
    import rdflib

    match term:
        case rdflib.URIRef():
            return Iri(term)
        case rdflib.BNode():
            return Blank(term)
        case rdflib.Literal():
            return _literal(str(term), None if term.datatype is None else str(term.datatype), term.language)
        case _:
            return None


def _from_binding(binding: Mapping[str, str] | None) -> Value:
    if binding is None:
        return None
    match binding["type"]:
        case "uri":
            return Iri(binding["value"])
        case "bnode":
            return Blank(binding["value"])
        case "literal" | "typed-literal":
            return _literal(binding["value"], binding.get("datatype"), binding.get("xml:lang"))
        case other:
            raise ValueError(other)


def _boolean(lexical: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[lexical]


INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong")
PYTHON_TYPES: Mapping[str, Callable[[str], Value]] = {
    XSD + "string": str,
    XSD + "boolean": _boolean,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "date": datetime.date.fromisoformat,
    XSD + "dateTime": datetime.datetime.fromisoformat,
    **{XSD + name: int for name in INTEGERS},
}


def _literal(lexical: str, datatype: str | None, language: str | None) -> Value:
    if language:
        return Text(lexical, _language(language))
    if datatype is None or datatype == RDF + "langString":
        return lexical
    try:
        return PYTHON_TYPES[datatype](lexical)
    except (KeyError, ValueError, InvalidOperation):
        return Typed(lexical, datatype)


def _language(tag: str) -> str:
    """Return a language tag in its usual case (RFC 5646, section 2.1.1), since engines differ in it."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in others)])
