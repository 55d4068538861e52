"""What would have to be otherwise, as a page or as JSON: the smallest changes, each with what it does and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lexflux.decision.outcome import Decision
from lexflux.decision.words import FactWords
from lexflux.explain.lines import Line, Section
from lexflux.explain.page import Page
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due
from lexflux.proofs.alterations import RECIPIENT, Alteration
from lexflux.proofs.whatif import MILD, Goal, Proposal, WhatIf, joint_verdict
from lexflux.query.results import json_text
from lexflux.terms import DATA, TYPE, compact, local

SCHEMA = "lexflux-what-if/1"
MOST_AFTER = 6
MOST_NORMS = 3
NODES = (DATA, RECIPIENT)


class WhatIfWords(FactWords):
    """The words of one language for changes of one transfer."""

    def __init__(self, book: LawBook, decision: Decision, language: str) -> None:
        super().__init__(book, decision.stated, language)
        self.decision = decision

    def changes(self, alterations: Sequence[Alteration]) -> list[str]:
        """Return changes as texts, those of one fact together."""
        by_fact: dict[tuple[str, str], list[Alteration]] = {}
        for one in alterations:
            by_fact.setdefault((one.path, one.prop), []).append(one)
        return [self._change(path, prop, found) for (path, prop), found in by_fact.items()]

    def _change(self, path: str, prop: str, found: Sequence[Alteration]) -> str:
        if prop in NODES:
            (gone,) = {str(value) for one in found for value in one.before}
            said = self.say("whatif: left out") if prop == DATA else self.say("whatif: other recipient")
            return self.pair(self._described(gone), said)
        where = "" if path == "transfer" else f"{self.node(path)} · "
        return self.pair(where + self.property(prop), self._turn(prop, found))

    def _described(self, path: str) -> str:
        kinds = sorted(self.facts.nodes[path].kinds)
        return self.bracketed(self.node(path), self.joined(map(self.label, kinds))) if kinds else self.node(path)

    def _turn(self, prop: str, found: Sequence[Alteration]) -> str:
        before = self.joined(self.value(value) for one in found for value in one.before)
        after = self.clauses(self._either(one) for one in found if one.after)
        if prop == TYPE:
            return self.say("whatif: without kind", before=before)
        if not before and self.book.properties[prop].single:
            return self.say("whatif: be it", after=after)
        if before and after:
            return self.say("whatif: instead", before=before, after=after)
        return self.say("whatif: no longer", before=before) if before else self.say("whatif: also", after=after)

    def _either(self, one: Alteration) -> str:
        return self.say("either or").join(self.first([self.value(value) for value in one.after], MOST_AFTER))

    def goal(self, goal: Goal) -> str:
        """Return what is wanted."""
        if goal.without:
            return self.say("whatif: without", safeguard=self.label(goal.without))
        return self.say("whatif: goes") if goal.verdicts == MILD else self.say("whatif: not barred")


def what_if_page(book: LawBook, found: Sequence[WhatIf], joint: str, language: str) -> Page:
    """
    Return the page of what may be otherwise of one transfer.

    Parameters
    ----------
    book
        The law book.
    found
        The proposals under each law that was asked.
    joint
        The verdict of all law that was asked.
    language
        ``en`` or ``zh``.
    """
    words = [WhatIfWords(book, one.decision, language) for one in found]
    first = words[0]
    label = first.facts.nodes["transfer"].label
    named = first.joined(one.label(one.decision.regime) for one in words)
    day = first.say("law of", day=first.decision.on)
    sections = [section for one, law in zip(words, found, strict=True) for section in _sections(one, law, len(found))]
    headline = [f"{first.label(joint).upper()} · {named} · {day}"]
    return Page(
        first, [label] if label else [], headline, sections, [first.say("whatif: scope"), first.say("disclaimer")]
    )


def _sections(words: WhatIfWords, found: WhatIf, laws: int) -> Iterator[Section]:
    law = f"{words.label(words.decision.regime)} · " if laws > 1 else ""
    if not found.proposals:
        yield Section(law + words.label(words.decision.verdict).upper(), [Line(words.say("whatif: may go"))])
    shown: set[tuple[Alteration, ...]] = set()
    for goal, proposals in found.proposals.items():
        new = [one for one in proposals if one.alterations not in shown]
        lines = [_line(words, number, one) for number, one in enumerate(new, 1)]
        if not new:
            lines = [Line(words.say("whatif: as above") if proposals else words.say("whatif: none"))]
        shown |= {one.alterations for one in proposals}
        yield Section(law + words.goal(goal), lines)


def _line(words: WhatIfWords, number: int, one: Proposal) -> Line:
    then = words.say("whatif: then", verdict=words.label(one.decision.verdict).upper())
    together = words.say("whatif: together", verdict=words.label(joint_verdict(one)).upper())
    below = [Line(words.clauses((then, together)))]
    still = _still(one.decision)
    if still:
        below.append(Line(words.say("whatif: still", safeguards=words.joined(map(words.label, still)))))
    below += [*_norm_lines(words, "whatif: frees", one.frees), *_norm_lines(words, "whatif: ends", one.ends)]
    return Line(words.clauses(words.changes(one.alterations)), f"{number}.", below=below)


def _still(decision: Decision) -> list[str]:
    """Return what has to be there before the transfer and is not."""
    asked = (one for one in decision.requirements if one.due == Due.BEFORE_TRANSFER)
    return [one.safeguard for one in asked if not one.met_by]


def _norm_lines(words: WhatIfWords, key: str, norms: Sequence[str]) -> Iterator[Line]:
    for iri in norms[:MOST_NORMS]:
        yield Line(words.say(key, norm=words.norm(iri)), cites=words.book.norms[iri].stated_in)
    left = len(norms) - MOST_NORMS
    if left > 0:
        yield Line(words.say(key, norm=words.say("more values", count=left)))


def what_if_json(book: LawBook, found: Iterable[WhatIf], joint: str, language: str) -> str:
    """Return the proposals under each law, each with its norms and the whole transfer that it describes."""
    laws = [_law(WhatIfWords(book, one.decision, language), one) for one in found]
    words = FactWords(book, next(iter(found)).decision.stated, language)
    return json_text(
        {
            "schema": SCHEMA,
            "language": language,
            "verdict": local(joint),
            "laws": laws,
            "notice": [words.say("whatif: scope"), words.say("disclaimer")],
        }
    )


def _law(words: WhatIfWords, found: WhatIf) -> dict[str, Any]:
    return {
        "regime": compact(words.decision.regime),
        "on": words.decision.on.isoformat(),
        "verdict": local(words.decision.verdict),
        "goals": [
            {
                "label": words.goal(goal),
                "verdicts": sorted(map(local, goal.verdicts)),
                "without": goal.without and compact(goal.without),
                "proposals": [_proposal(words, one) for one in proposals],
            }
            for goal, proposals in found.proposals.items()
        ],
    }


def _proposal(words: WhatIfWords, one: Proposal) -> dict[str, Any]:
    return {
        "label": words.clauses(words.changes(one.alterations)),
        "changes": [_alteration(words, each) for each in one.alterations],
        "verdict": local(one.decision.verdict),
        "joint": local(joint_verdict(one)),
        "stillNeeded": [compact(each) for each in _still(one.decision)],
        "takeEffect": [_norm(words, iri) for iri in one.frees],
        "noLonger": [_norm(words, iri) for iri in one.ends],
        "transfer": one.facts.tree,
    }


def _alteration(words: WhatIfWords, one: Alteration) -> dict[str, Any]:
    shown = {
        name: [words.value(value) if value not in words.facts.nodes else str(value) for value in values]
        for name, values in (("before", one.before), ("after", one.after))
    }
    return {"node": one.path, "fact": "type" if one.prop == TYPE else local(one.prop), **shown}


def _norm(words: WhatIfWords, iri: str) -> dict[str, Any]:
    stated = words.book.norms[iri].stated_in
    return {"norm": compact(iri), "label": words.norm(iri), "provisions": [compact(one) for one in stated]}
