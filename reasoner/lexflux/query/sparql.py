"""
SPARQL as people write it, made ready for every engine: prefixes that are known, names in full, tags as they are stored.

A query is read only as far as its words: what is a text, a comment, an IRI or a prefixed name. What is changed keeps
its line, and what is added stands on lines of its own before the first, so that an error can be told where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lexflux.errors import InputError, UnknownTermError, did_you_mean
from lexflux.remembering import remembered
from lexflux.resources import prefixes
from lexflux.terms import LF, compact

PREFIX_NAME = r"(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?"
LOCAL_NAME = r"(?:(?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-]|\.(?=[\w:.%\\·-]))*)"
TOKEN = re.compile(
    r'(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\')'
    r"|(?P<comment>\#[^\n\r]*)"
    r'|(?P<iri><[^<>"{}|^`\x00-\x20]*>)'
    r"|(?P<variable>[?$]\w+)|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)|(?P<blank>_:[\w.·-]+)"
    rf"|(?P<name>(?P<prefix>{PREFIX_NAME}):(?P<local>{LOCAL_NAME}))"
    r"|(?P<word>[A-Za-z]+)|(?P<other>.)",
    re.DOTALL,
)
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
ESCAPE = re.compile(r"\\(.)")
FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
TAGS = frozenset({"zh-hans"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """
    A query that is ready to be run.

    ``form`` is ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, empty if it has none; ``written`` the query as it
    was written, ``text`` as it is run, with so many ``lines_before``; ``names`` are the IRIs of the Lexflux namespace
    that it asks for, those that it constructs left out; ``names_data`` says that it names the graphs that it reads.
    """

    form: str
    written: str
    text: str
    lines_before: int
    names: frozenset[str]
    names_data: bool

    def broken(self, line: int, column: int, problem: str) -> InputError:
        """Return the error at a place of the text that is run, told at the place where it was written."""
        lines = self.written.rstrip().splitlines() or [""]
        line = max(line - self.lines_before, 1)
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        shown = f"{lines[line - 1]}\n{' ' * (column - 1)}^"
        return InputError("not SPARQL at", line=line, column=column, problem=problem, shown=shown)


@remembered(128)
def prepare(text: str, local: bool = True) -> Prepared:
    """
    Return a query with the prefixes that it uses and does not declare, and its names as every engine reads them.

    Parameters
    ----------
    text
        The query.
    local
        Whether it is asked of the store here, which asks no other server.

    Raises
    ------
    InputError
        If it asks another server, or uses a prefix that nobody knows.
    """
    found = list(TOKEN.finditer(text))
    words = [match for match in found if match["word"]]
    if local:
        _refuse_services(text, words)
    form = next((match["word"].upper() for match in words if match["word"].upper() in FORMS), "")
    declared = _declared(found)
    known = {**prefixes(), **declared}
    head = _head(text, found, declared)
    template = _template(found) if form == "CONSTRUCT" else range(0)
    names = (_iri(match, known) for match in found if match.start() not in template and not _declares(match))
    if any(match["text"] and match["text"][1:-1].lower() in TAGS for match in found):
        body = "".join(_in_lower_case(found, known))
    else:
        body = "".join(_written(match, known) for match in found)
    asked = frozenset(iri for iri in names if iri.startswith(LF) and not iri.endswith("/"))
    names_data = any(match["word"].upper() == "FROM" for match in words)
    return Prepared(form, text, "\n".join([*head, body]), len(head), asked, names_data)


def _refuse_services(text: str, words: list[re.Match[str]]) -> None:
    for match in words:
        if match["word"].upper() == "SERVICE":
            line, column = _place(text, match.start())
            raise InputError("query asks another server", line=line, column=column)


def _head(text: str, found: list[re.Match[str]], declared: Mapping[str, str]) -> list[str]:
    """Return the declarations of the prefixes that a query uses and does not declare."""
    used = {match["prefix"]: match for match in found if match["name"] and match["prefix"] not in declared}
    for prefix, match in used.items():
        if prefix not in prefixes():
            line, column = _place(text, match.start())
            hint = did_you_mean(prefix, prefixes())
            raise InputError("unknown prefix", prefix=prefix, line=line, column=column, hint=hint)
    return [f"PREFIX {prefix}: <{prefixes()[prefix]}>" for prefix in sorted(used)]


def refuse_unknown(names: Iterable[str], is_known: Callable[[str], bool], known: Callable[[], Iterable[str]]) -> None:
    """
    Refuse names of a query for which there is nothing, so that no row is never mistaken for an answer.

    Parameters
    ----------
    names
        IRIs of the Lexflux namespace.
    is_known
        Whether the data say anything with an IRI.
    known
        The IRIs of the data, asked for only where one is not known.

    Raises
    ------
    UnknownTermError
        If one is not known; the message names the nearest.
    """
    for name in sorted(names):
        if not is_known(name):
            hint = did_you_mean(compact(name), {compact(iri) for iri in known() if iri.startswith(LF)})
            raise UnknownTermError("unknown name in a query", name=compact(name), hint=hint)


def _declared(found: list[re.Match[str]]) -> dict[str, str]:
    """Return the prefixes that a query declares."""
    solid = [match for match in found if not match["comment"] and not match[0].isspace()]
    return {
        name["prefix"]: iri[0][1:-1]
        for word, name, iri in zip(solid, solid[1:], solid[2:], strict=False)
        if word[0].upper() == "PREFIX" and name["name"] and iri["iri"]
    }


def _declares(match: re.Match[str]) -> bool:
    """Return whether an IRI stands in the declaration of a prefix or of a base, or a name is the prefix declared."""
    if not match["iri"] and match["local"]:
        return False
    before = [word.upper() for word in match.string[: match.start()].rsplit(maxsplit=2)[-2:]]
    return "PREFIX" in before or before[-1:] == ["BASE"]


def _template(found: list[re.Match[str]]) -> range:
    """Return where the template of a CONSTRUCT query stands, which names what there need not be."""
    solid = [match for match in found if not match["comment"] and not match[0].isspace()]
    start = next(place for place, match in enumerate(solid) if match["word"] and match[0].upper() == "CONSTRUCT")
    depth = 0
    for match in solid[start + 1 :]:
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return range(solid[start].start(), match.end())
    return range(0)


def _iri(match: re.Match[str], known: Mapping[str, str]) -> str:
    """Return the IRI that a token writes in full or with a prefix, else nothing."""
    if match["iri"]:
        return CODE_POINT.sub(_character, match["iri"][1:-1])
    if match["name"] and match["prefix"] in known and match["local"]:
        return known[match["prefix"]] + ESCAPE.sub(r"\1", match["local"])
    return ""


def _written(match: re.Match[str], known: Mapping[str, str]) -> str:
    """Return a token as every engine reads it: not all understand escapes in names."""
    if match["iri"]:
        return f"<{_iri(match, known)}>"
    if match["name"] and "\\" in match["local"] and match["prefix"] in known:
        return f"<{_iri(match, known)}>"
    return match[0]


def _in_lower_case(found: list[re.Match[str]], known: Mapping[str, str]) -> Iterator[str]:
    """Yield tokens so that language tags are compared without case, which stores keep in one case or another."""
    depth, closing, waits = 0, list[int](), False
    for match in found:
        word = match["word"] and match["word"].upper()
        if word == "LANG":
            yield "LCASE("
            waits = True
        if match["text"] and match["text"][1:-1].lower() in TAGS:
            yield match["text"].lower()
        else:
            yield _written(match, known)
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "(" and waits:
            closing.append(depth - 1)
            waits = False
        if match[0] == ")" and depth in closing:
            closing.remove(depth)
            yield ")"


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16))


def _place(text: str, start: int) -> tuple[int, int]:
    """Return the line and column of a place in a text, both from one."""
    before = text[:start]
    return before.count("\n") + 1, start - before.rfind("\n")
