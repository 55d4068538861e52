"""The page of an answer, whatever its form: a title, a headline, sections, and what stands at its end."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from lexflux.explain.lines import Line, Section, bullets, plain, text_lines
from lexflux.law.wording import Wording


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer says, in order; the first line of the headline is the verdict."""

    words: Wording
    title: list[str]
    headline: list[str]
    sections: list[Section]
    closing: list[str]
    hints: list[str] = field(default_factory=list)
    """Which options of a command show more."""


def page_as_text(page: Page) -> str:
    """Return a page as plain text."""
    parts = ["\n".join((*page.title, *page.headline))]
    parts += [one.title + "\n" + "\n".join(text_lines(page.words, one.lines, 1)) for one in page.sections]
    return "\n\n".join([*parts, "\n".join([*page.hints, *page.closing])]) + "\n"


def page_as_markdown(page: Page) -> str:
    """Return a page in Markdown."""
    heading, *rest = page.headline
    parts = [f"# {page.words.say('memo')}", *map(plain, page.title), f"**{heading}**", *rest]
    parts += [f"## {one.title}\n\n" + "\n".join(bullets(page.words, one.lines)) for one in page.sections]
    return "\n\n".join([*parts, "---\n\n" + "  \n".join([*page.hints, *page.closing])]) + "\n"


def page_as_html(page: Page) -> str:
    """Return a page as HTML, for a notebook."""
    heading, *rest = page.headline
    parts = [f"<p>{html.escape(line)}</p>" for line in page.title]
    parts.append(f"<p><strong>{html.escape(heading)}</strong><br>{'<br>'.join(map(html.escape, rest))}</p>")
    for one in page.sections:
        parts.append(f"<h4>{html.escape(one.title)}</h4>" + _html_list(page.words, one.lines))
    parts.append(f"<p><small>{'<br>'.join(map(html.escape, [*page.hints, *page.closing]))}</small></p>")
    return f'<div lang="{page.words.language}">' + "".join(parts) + "</div>"


def _html_list(words: Wording, lines: list[Line]) -> str:
    items = []
    for line in lines:
        cites = f" <cite>[{html.escape(words.cite(line.cites))}]</cite>" if line.cites else ""
        below = _html_list(words, line.below) if line.below else ""
        items.append(f"<li>{html.escape(f'{line.mark} {line.text}'.strip())}{cites}{below}</li>")
    return f'<ul style="list-style: none">{"".join(items)}</ul>'
