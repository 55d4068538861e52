"""The first page of a dossier: what the law says, what is open, and which documents are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import Verdict
from lexflux.decision.words import DecisionWords
from lexflux.dossier.needed import without_document
from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph, Table
from lexflux.explain.lines import Line, Section
from lexflux.explain.report import brief, closing, headline, title
from lexflux.explain.together import joint_cover
from lexflux.explain.ways import out_of_scope
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.terms import LF

OVERVIEW = "README"
EVERYTHING = 10**6
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
    first, rest = _sections(words)
    blocks: list[Block] = [
        *map(Paragraph, headline(words.decision, words.language)),
        *(block for section in first for block in _section(words, section)),
        *_pages(words, pages, files),
        *(block for section in rest for block in _section(words, section)),
        *map(Paragraph, closing(words.decision, words.language)),
    ]
    name = title(words.decision)
    heading = words.say("dossier title")
    return Page(OVERVIEW, words.pair(heading, name[0]) if name else heading, tuple(blocks))


def has_documents(words: DecisionWords) -> bool:
    """Return whether there is something to prepare: nothing for what is prohibited, or where a law does not apply."""
    return words.decision.verdict not in (Verdict.PROHIBITED, Verdict.NOT_REACHED)


def _sections(words: DecisionWords) -> tuple[list[Section], list[Section]]:
    """Return what the reader has to know before any document, and the rest: what bars or is asked comes first."""
    found = [out_of_scope(words), *brief(words.decision, words.language, EVERYTHING)]
    urgent = {out_of_scope(words).title, words.say("prohibitions"), words.say("missing")}
    told = [section for section in found if section.lines]
    return [one for one in told if one.title in urgent], [one for one in told if one.title not in urgent]


def _pages(words: DecisionWords, pages: Sequence[tuple[Page, str]], files: Sequence[Row]) -> Iterator[Block]:
    yield Heading(words.say("documents"))
    if not has_documents(words):
        prohibited = words.decision.verdict == Verdict.PROHIBITED
        yield Paragraph(words.say("no documents where prohibited" if prohibited else "no documents where not reached"))
        return
    rows = [(page.name, page.title, _remark(words, page, said)) for page, said in pages]
    columns = words.say("file"), words.say("document"), words.say("status")
    yield Table(columns, (*rows, *files))
    yield Paragraph(words.say("may be incomplete"))
    others = [words.label(one.safeguard) for one in without_document(words.decision)]
    if others:
        yield Paragraph(words.pair(words.say("without document"), words.joined(others)))


def _remark(words: DecisionWords, page: Page, said: str) -> str:
    still_open = words.say("still open", count=page.open_count) if page.open_count else ""
    return words.clauses(filter(None, (said, still_open)))


def _section(words: Wording, section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    yield Items(tuple(_item(words, line) for line in section.lines))


def _item(words: Wording, line: Line) -> Item:
    """Return a line of an answer as an entry."""
    said = words.bracketed(line.text, words.cite(line.cites)) if line.cites else line.text
    return Item(f"{line.mark} {said}".strip(), below=tuple(_item(words, below) for below in line.below))


def joint_overview(book: LawBook, found: LegDecision, language: str, laws: Mapping[str, Decision]) -> Page:
    """Return the first page of the dossiers under several laws: the joint verdict, why each applies, and its folder."""
    words, cover = Wording(book, language), joint_cover(book, found, language, full=True)
    rows = tuple((words.label(one.regime), words.label(one.verdict), folder) for folder, one in laws.items())
    blocks = (
        *map(Paragraph, cover.headline),
        Table((words.say("column regime"), words.say("outcome"), words.say("folder")), rows),
        *(block for section in cover.sections for block in _section(words, section)),
        Paragraph(words.say("disclaimer")),
    )
    heading, title = words.say("dossier title"), "".join(cover.title)
    return Page(OVERVIEW, words.pair(heading, title) if title else heading, blocks)


def flow_overview(book: LawBook, language: str, label: str, legs: Sequence[tuple[LegDecision, Sequence[str]]]) -> Page:
    """Return the first page of the dossiers on a flow: each leg with its verdict and folders, or why it has none."""
    words = Wording(book, language)
    rows = tuple((leg.leg.name, words.label(leg.verdict), _where(words, leg, folders)) for leg, folders in legs)
    blocks = (
        Paragraph(words.say("gravest of legs")),
        Table((words.label(LF + "leg"), words.say("outcome"), words.say("folder")), rows),
        Paragraph(words.say("disclaimer")),
    )
    heading = words.say("dossier title")
    return Page(OVERVIEW, words.pair(heading, label) if label else heading, blocks)


def _where(words: Wording, leg: LegDecision, folders: Sequence[str]) -> str:
    """Return the folders of a leg, and the places whose law is not encoded."""
    missing = words.say("exporter not encoded", named=words.joined(map(words.label, leg.not_encoded)))
    unasked = [] if leg.decisions or leg.not_encoded else [words.say("no law asked")]
    return words.clauses([*folders, *([missing] if leg.not_encoded else []), *unasked])
