"""From decisions to the files of a dossier."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.answers import Answer, JointAnswer
from lexflux.decision.flows import FlowDecision, LegDecision
from lexflux.decision.outcome import Decision
from lexflux.decision.words import DecisionWords
from lexflux.dossier.contents import contents_page, standing
from lexflux.dossier.dpv import as_dpv
from lexflux.dossier.lifecycle import lifecycle_page
from lexflux.dossier.markdown import as_markdown
from lexflux.dossier.naming import file_name
from lexflux.dossier.needed import needed_documents
from lexflux.dossier.overview import Row, flow_overview, has_documents, joint_overview, overview
from lexflux.dossier.page import Page
from lexflux.dossier.record import record_page, record_rows
from lexflux.dossier.table import as_csv
from lexflux.dossier.word import as_docx, is_at_hand
from lexflux.explain.together import laws_told
from lexflux.knowledge_base import KnowledgeBase

ENCODING = "utf-8"


def dossier(knowledge: KnowledgeBase, decision: Decision, language: str) -> dict[str, bytes]:
    """
    Return the files of the dossier on a decision, by name.

    Parameters
    ----------
    knowledge
        The knowledge base of the decision.
    decision
        The decision. Where it prohibits the transfer, or its law does not apply, there are no documents but why.
    language
        ``en`` or ``zh``.
    """
    words = DecisionWords(decision, language)
    if not has_documents(words):
        return _written(overview(words, (), ()), language)
    needed = needed_documents(decision)
    pages = [(contents_page(words, one, number), standing(words, one)) for number, one in enumerate(needed, 1)]
    pages.append((lifecycle_page(words, len(pages) + 1), ""))
    pages.append((record_page(words, len(pages) + 1), ""))
    record = pages[-1][0]
    beside = dict(_record_files(knowledge, words, record.name))
    rows: list[Row] = [(name, record.title, "") for name in beside]
    all_pages = [overview(words, pages, rows), *(page for page, _ in pages)]
    return {name: content for one in all_pages for name, content in _written(one, language).items()} | beside


def prepared(
    knowledge: KnowledgeBase, answer: Answer | JointAnswer | FlowDecision, language: str, leg: str | None = None
) -> dict[str, bytes]:
    """Return the files of the dossier on an answer: of one law, of each law that applies, or of each leg of a flow."""
    if isinstance(answer, FlowDecision):
        return flow_dossier(knowledge, answer, language, leg)
    if isinstance(answer, JointAnswer) and len(laws_told(answer.found)) > 1:
        return joint_dossier(knowledge, answer.found, language)
    told = laws_told(answer.found) if isinstance(answer, JointAnswer) else []
    return dossier(knowledge, (*told, *answer.decisions)[0], language)


def joint_dossier(knowledge: KnowledgeBase, found: LegDecision, language: str) -> dict[str, bytes]:
    """Return the files of the dossiers under each law that applies, a folder for each, and of a first page."""
    notations = {iri: notation for notation, iri in knowledge.book.regimes.items()}
    laws = {notations[one.regime]: one for one in laws_told(found)}
    files = {
        f"{folder}/{name}": content
        for folder, decision in laws.items()
        for name, content in dossier(knowledge, decision, language).items()
    }
    return files | _written(joint_overview(knowledge.book, found, language, laws), language)


def flow_dossier(knowledge: KnowledgeBase, found: FlowDecision, language: str, leg: str | None) -> dict[str, bytes]:
    """Return the files of the dossiers on the legs of a flow, or on one, a folder for each law that each leg asks."""
    asked = None if leg is None else found.flow.leg(leg).name
    files: dict[str, bytes] = {}
    listed: list[tuple[LegDecision, list[str]]] = []
    for number, one in enumerate(found.legs, 1):
        if asked in (None, one.leg.name):
            below = _leg_dossiers(knowledge, one, file_name(number, one.leg.name), language)
            listed.append((one, list(below)))
            files |= {
                f"{folder}/{name}": content for folder, inside in below.items() for name, content in inside.items()
            }
    return files | _written(flow_overview(knowledge.book, language, found.flow.label, listed), language)


def _leg_dossiers(
    knowledge: KnowledgeBase, leg: LegDecision, folder: str, language: str
) -> dict[str, dict[str, bytes]]:
    """Return the dossier on a leg under each law, by folder."""
    notations = {iri: notation for notation, iri in knowledge.book.regimes.items()}
    return {f"{folder}/{notations[one.regime]}": dossier(knowledge, one, language) for one in leg.decisions}


def _written(page: Page, language: str) -> dict[str, bytes]:
    """Return a page as Markdown, and as DOCX where that can be written."""
    found = {f"{page.name}.md": as_markdown(page).encode(ENCODING)}
    return found | {f"{page.name}.docx": as_docx(page, language)} if is_at_hand() else found


def _record_files(knowledge: KnowledgeBase, words: DecisionWords, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the record as a table and in the vocabulary of DPV."""
    columns = words.say("subject"), words.say("fact"), words.say("value")
    yield f"{name}.csv", as_csv(columns, record_rows(words)).encode(ENCODING)
    yield f"{name}.dpv.ttl", as_dpv(knowledge, words.decision).encode(ENCODING)
