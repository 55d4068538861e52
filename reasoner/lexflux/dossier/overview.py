"""The first page of a dossier: what the law says, what is open, and which documents are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.decision.statuses import Verdict
from lexflux.decision.words import DecisionWords
from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph, Table
from lexflux.explain.lines import Line, Section
from lexflux.explain.report import brief, closing, headline, title
from lexflux.explain.ways import out_of_scope

OVERVIEW = "README"
MOST = 12
Row = tuple[str, str, str]


def overview(words: DecisionWords, pages: Sequence[tuple[Page, str]], files: Sequence[Row]) -> Page:
    """
    Return the first page of a dossier.

    Parameters
    ----------
    words
        The decision in one language.
    pages
        The documents, each with whether it is called for.
    files
        What lies beside them: name, title, remark.
    """
    blocks: list[Block] = [
        *map(Paragraph, headline(words.decision, words.language)),
        *_sections(words, _first(words)),
        *_pages(words, pages, files),
        *_sections(words, _rest(words)),
        Paragraph(words.say("may be incomplete")),
        *map(Paragraph, closing(words.decision, words.language)),
    ]
    name = title(words.decision)
    heading = words.say("dossier title")
    return Page(OVERVIEW, words.pair(heading, name[0]) if name else heading, tuple(blocks))


def has_documents(words: DecisionWords) -> bool:
    """Return whether there is something to prepare: nothing for what is prohibited, or where a law does not apply."""
    return words.decision.verdict not in (Verdict.PROHIBITED, Verdict.NOT_REACHED)


def _first(words: DecisionWords) -> list[Section]:
    """Return what the reader has to know before any document: what bars the transfer, and what is to be asked first."""
    found = brief(words.decision, words.language, MOST)
    if words.decision.verdict == Verdict.NOT_REACHED:
        return [section for section in (out_of_scope(words), *found) if section.lines]
    return found if _is_open(words) else [section for section in found if section.title == words.say("prohibitions")]


def _rest(words: DecisionWords) -> list[Section]:
    told = [section.title for section in _first(words)]
    found = brief(words.decision, words.language, MOST)
    return [section for section in found if section.title not in told]


def _is_open(words: DecisionWords) -> bool:
    return words.decision.verdict in (Verdict.UNDETERMINED, Verdict.PROHIBITED, Verdict.NOT_REACHED)


def _pages(words: DecisionWords, pages: Sequence[tuple[Page, str]], files: Sequence[Row]) -> Iterator[Block]:
    yield Heading(words.say("documents"))
    if not has_documents(words):
        yield Paragraph(words.say("no documents since", verdict=words.label(words.decision.verdict)))
        return
    rows = [(page.name, page.title, _remark(words, page, said)) for page, said in pages]
    columns = words.say("file"), words.say("document"), words.say("status")
    yield Table(columns, (*rows, *files))


def _remark(words: DecisionWords, page: Page, said: str) -> str:
    return words.clauses(filter(None, (said, words.say("still open", count=page.open_count))))


def _sections(words: DecisionWords, sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield Heading(section.title)
        yield Items(tuple(_item(words, line) for line in section.lines))


def _item(words: DecisionWords, line: Line) -> Item:
    """Return a line of an answer as an entry; what stands as its mark there is said by its words."""
    said = words.bracketed(line.text, words.cite(line.cites)) if line.cites else line.text
    return Item(f"{line.mark} {said}".strip(), below=tuple(_item(words, below) for below in line.below))
