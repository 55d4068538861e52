"""What a tool says: a short text that cites, and data with the receipt, what to ask next and the notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import Verdict
from lexflux.decision.words import DecisionWords
from lexflux.explain.asked import question
from lexflux.explain.lines import property_words
from lexflux.faces.tools.words import say
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import text
from lexflux.phrases import phrase
from lexflux.resources import tool_version
from lexflux.terms import compact, local

SCHEMA = "lexflux-tool/1"
LONGEST = 12_000
"""Characters of a text; what is longer ends with how much is left out and how to ask for less."""
MOST_ASKED, MOST_NAMED = 6, 4
"""So many questions, and so many laws of each, are told; the data have all."""
OF_RECEIPT = ("tool", "law", "transferSchema", "regime", "on", "readings", "strict", "answer")
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, as text and as data; ``decisions`` are those on which it rests."""

    text: str
    data: Data = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    narrow: str = "narrow"


def closed(knowledge: KnowledgeBase, reply: Reply, language: str) -> tuple[str, Data]:
    """Return text and data of a reply with what every answer ends with: what to ask next, receipts and the notice."""
    asked = list(to_ask(reply.decisions, language))
    receipts = [_short(decision) for decision in reply.decisions]
    receipts = receipts or [{"tool": tool_version(), "law": knowledge.book.digest}]
    notice = phrase("disclaimer", language)
    parts = [bounded(reply.text, reply.narrow, language), *_asked_lines(asked, language)]
    told = [one for one in receipts if _line([one], language) not in parts[0]]
    parts += [_line(told, language)] if told else []
    parts += [notice] if notice not in parts[0] else []
    verdicts = [_verdict(decision, language) for decision in reply.decisions]
    data: Data = {"schema": SCHEMA, "language": language, **({"verdicts": verdicts} if verdicts else {}), **reply.data}
    if reply.decisions:
        data["toAskNext"] = asked
    return "\n\n".join(part.strip("\n") for part in parts), {**data, "receipts": receipts, "notice": notice}


def bounded(content: str, narrow: str, language: str) -> str:
    """Return a text that is not longer than its reader takes, cut between lines, with how much is left out."""
    if len(content) <= LONGEST:
        return content
    start = content[:LONGEST].rpartition("\n")[0]
    count = content.count("\n", len(start)) or 1
    return start + "\n" + say("more lines", language, count=count, how=say(narrow, language))


def to_ask(decisions: Iterable[Decision], language: str) -> Iterator[Data]:
    """Yield for each undetermined decision on what it turns: the first fact to ask, an open point, or a gap."""
    for decision in decisions:
        if decision.verdict == Verdict.UNDETERMINED:
            words = DecisionWords(decision, language)
            yield {"regime": words.label(decision.regime), **_turning_point(words, decision)}


def _turning_point(words: DecisionWords, decision: Decision) -> Data:
    if decision.missing:
        fact = decision.missing[0]
        provisions = words.book.norms[fact.norms[0]].stated_in if fact.norms else ()
        return {
            "node": fact.path,
            "property": compact(fact.prop),
            "about": property_words(words, [fact.path], fact.prop),
            "question": question(words, fact),
            "cites": words.cite(provisions),
        }
    if decision.open_points:
        point = words.book.open_points[decision.open_points[0].point]
        asked = text(point.questions, words.language)
        return {"question": say("open reading", words.language, point=asked), "cites": words.cite(point.stated_in)}
    if decision.gaps:
        gap = decision.gaps[0][0]
        return {
            "question": say("gap", words.language, gap=words.label(gap.iri)),
            "cites": words.cite(words.book.gaps[gap.iri].stated_in),
        }
    return {"question": say("no question", words.language), "cites": ""}


def _asked_lines(asked: list[Data], language: str) -> list[str]:
    """Return what is asked next, each question once with the laws of which it decides."""
    if not asked:
        return []
    alike: dict[tuple[str, str], list[Data]] = {}
    for one in asked:
        alike.setdefault((one.get("about", ""), one["question"]), []).append(one)
    lines = [say("to ask next", language)]
    for (about, asked_for), those in [*alike.items()][:MOST_ASKED]:
        regimes = [*dict.fromkeys(one["regime"] for one in those)]
        more = f" +{len(regimes) - MOST_NAMED}" if len(regimes) > MOST_NAMED else ""
        cites = next((f"  [{one['cites']}]" for one in those if one["cites"]), "")
        named = f"{', '.join(regimes[:MOST_NAMED])}{more} · " + (f"{about}: " if about else "")
        lines.append(f"  ? {named}{asked_for}{cites}")
    left = len(alike) - MOST_ASKED
    more_asked = ["  " + say("more to ask", language, count=left)] if left > 0 else []
    return ["\n".join([*lines, *more_asked, "  " + say("call back", language)])]


def _verdict(decision: Decision, language: str) -> Data:
    book = decision.evaluation.book
    return {
        "regime": next(name for name, iri in book.regimes.items() if iri == decision.regime),
        "on": decision.on.isoformat(),
        "verdict": local(decision.verdict),
        "label": book.label(decision.verdict, language),
        "possible": [local(one) for one in decision.possible],
    }


def _short(decision: Decision) -> Data:
    receipt = make_receipt(decision)
    return {part: receipt[part] for part in OF_RECEIPT}


def _line(receipts: Sequence[Data], language: str) -> str:
    """Return the receipts of answers under the same law, by the same version, in one line."""
    tool, law = receipts[0]["tool"], receipts[0]["law"][:12]
    if "answer" not in receipts[0]:
        return f"lexflux {tool} · {law}"
    answers = ", ".join(one["answer"][:12] for one in receipts)
    return phrase("receipt line", language, tool=tool, law=law, answer=answers)
