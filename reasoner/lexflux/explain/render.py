"""The forms of an answer: text, Markdown, a tree for the terminal, JSON, Turtle."""

from __future__ import annotations

from lexflux.decision.outcome import Decision
from lexflux.decision.words import DecisionWords
from lexflux.explain.data import as_data
from lexflux.explain.lines import Line, Section, plain
from lexflux.explain.norms import fact_lines, norm_sections
from lexflux.explain.page import Page, page_as_html, page_as_markdown, page_as_text
from lexflux.explain.report import closing, headline, sections, title
from lexflux.law.lawbook import text
from lexflux.query.results import csv_text, json_text


def decision_page(decision: Decision, language: str, full: bool) -> Page:
    """Return the page of an answer, short or ``full``."""
    return Page(
        words=DecisionWords(decision, language),
        title=title(decision),
        headline=headline(decision, language),
        sections=sections(decision, language, full),
        closing=closing(decision, language, full),
    )


def as_text(decision: Decision, language: str, full: bool = False) -> str:
    """Return the answer as plain text: in short on one screen, or the ``full`` one."""
    return page_as_text(decision_page(decision, language, full))


def as_explanation(decision: Decision, language: str, norms: tuple[str, ...] = ()) -> str:
    """Return the norms with their reasons as an indented tree of plain text."""
    words = DecisionWords(decision, language)
    parts = ["\n".join((*title(decision), *headline(decision, language)))]
    for section in norm_sections(decision, language, norms):
        parts.append(section.title + "\n" + "\n".join(_branches(words, section.lines, "")))
    return "\n\n".join([*parts, "\n".join(closing(decision, language))]) + "\n"


def _branches(words: DecisionWords, lines: list[Line], indent: str) -> list[str]:
    found = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        mark = f"{line.mark} " if line.mark else ""
        cites = f"  [{words.cite(line.cites)}]" if line.cites else ""
        found.append(indent + ("└─ " if last else "├─ ") + mark + line.text + cites)
        found += _branches(words, line.below, indent + ("   " if last else "│  "))
    return found


def as_markdown(decision: Decision, language: str, full: bool = False) -> str:
    """
    Return the answer in Markdown, in short.

    The ``full`` one is a memo: outcome, requirements, reasons, facts, with numbered citations and their sources.
    """
    if full:
        return _Memo(decision, language).write()
    return page_as_markdown(decision_page(decision, language, full=False))


def as_html(decision: Decision, language: str) -> str:
    """Return the short answer as HTML, for a notebook."""
    return page_as_html(decision_page(decision, language, full=False))


class _Memo:
    """A memo in the making: provisions are numbered as they are first cited."""

    def __init__(self, decision: Decision, language: str) -> None:
        self.decision = decision
        self.language = language
        self.words = DecisionWords(decision, language)
        self.numbers: dict[str, int] = {}

    def write(self) -> str:
        words = self.words
        heading, *rest = headline(self.decision, self.language)
        parts = [f"# {words.say('memo')}", *map(plain, title(self.decision)), f"**{heading}**", *rest]
        parts += [self._section(section) for section in sections(self.decision, self.language)]
        parts += [self._section(section) for section in norm_sections(self.decision, self.language)]
        parts.append(self._section(Section(words.say("facts"), fact_lines(self.decision, self.language))))
        parts.append(self._sources())
        parts.append("---\n\n" + "  \n".join(closing(self.decision, self.language)))
        return "\n\n".join(parts) + "\n"

    def _section(self, section: Section) -> str:
        return f"## {section.title}\n\n" + "\n".join(self._lines(section.lines, 0))

    def _lines(self, lines: list[Line], depth: int) -> list[str]:
        found = []
        for line in lines:
            mark = f"{line.mark} " if line.mark and not line.mark[0].isdigit() else ""
            notes = "".join(f" [{self._number(iri)}]" for iri in line.cites)
            found.append("  " * depth + f"- {mark}{plain(line.text)}{notes}")
            found += self._lines(line.below, depth + 1)
        return found

    def _number(self, iri: str) -> int:
        return self.numbers.setdefault(iri, len(self.numbers) + 1)

    def _sources(self) -> str:
        words = self.words
        lines = [f"## {words.say('sources')}", ""]
        for iri, number in self.numbers.items():
            provision = words.book.provisions[iri]
            gist = text(provision.gists, self.language)
            links = " ".join(
                f"[{words.say(key)}]({url})"
                for key, urls in (("where it was read", provision.urls), ("official address", provision.official))
                for url in urls
            )
            lines.append(f"{number}. {words.cite([iri])}: {gist} {links}".rstrip())
        return "\n".join(lines)


def as_json(decision: Decision, language: str) -> str:
    """Return the answer as JSON text."""
    return json_text(as_data(decision, language))


def as_csv(decision: Decision, language: str) -> str:
    """Return the requirements as CSV, one row for each after a row of column names; each row has the verdict too."""
    words = DecisionWords(decision, language)
    rows: list[tuple[str, ...]] = [("verdict", "due", "safeguard", "need", "in place", "provisions")]
    for one in decision.requirements:
        provisions = dict.fromkeys(iri for norm in one.norms for iri in words.book.norms[norm].stated_in)
        named = (decision.verdict, one.due, one.safeguard, one.need, one.in_place)
        rows.append((*map(words.label, named), words.cite(provisions)))
    return csv_text(rows)


def as_turtle(decision: Decision) -> str:
    """Return the decision graph as Turtle text."""
    from lexflux.explain.graph import decision_graph

    return decision_graph(decision).serialize(format="turtle")
