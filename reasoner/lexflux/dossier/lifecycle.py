"""The life of a transfer: what comes before it, what is watched while it runs, incidents, and its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lexflux.decision.outcome import Requirement
from lexflux.decision.words import DecisionWords
from lexflux.dossier.naming import capitalised, file_name
from lexflux.dossier.needed import calls, counts, needed_documents, points_of
from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph
from lexflux.dossier.supposed import Consequence, consequences
from lexflux.explain.report import verdict_line
from lexflux.explain.requirements import sets_perhaps
from lexflux.law.documents import Point, Stage
from lexflux.law.lawbook import text
from lexflux.law.norms import Due, Norm

LIFE_CYCLE = "LifeCycle"


def lifecycle_page(words: DecisionWords, number: int) -> Page:
    """Return what the law asks before a transfer, while it runs, on an incident and at its end."""
    brought = consequences(words.decision)
    blocks: list[Block] = [
        Paragraph(verdict_line(words)),
        Paragraph(words.say("life cycle rests on")),
        Heading(capitalised(words.label(Due.BEFORE_TRANSFER))),
        _list(words, (_required(words, one) for one in _due(words, Due.BEFORE_TRANSFER))),
    ]
    for stage in Stage:
        blocks.append(Heading(capitalised(words.label(stage))))
        blocks += _stage(words, stage, [one for one in brought if words.book.events[one.event] == stage])
    blocks.append(Paragraph(words.say("disclaimer")))
    return Page(file_name(number, LIFE_CYCLE), words.say("life cycle title"), tuple(blocks))


def _stage(words: DecisionWords, stage: Stage, brought: list[Consequence]) -> Iterator[Block]:
    duties = _lasting(words) if stage == Stage.WHILE_RUNNING else []
    points = [_point(words, one) for one in _points_at(words, stage)]
    if duties:
        yield Items(tuple(duties))
    for one in brought:
        yield from _event(words, one)
    if points:
        yield Heading(words.say("also to settle"), 3)
        yield Items(tuple(points))
    if not (duties or brought or points):
        yield Paragraph(words.say("nothing encoded here"))


def _lasting(words: DecisionWords) -> list[Item]:
    """Return what is required while a transfer runs, and how long what it rests on stays valid."""
    running = [*_due(words, Due.THROUGHOUT), *_due(words, Due.AFTER_TRANSFER)]
    return [*(_required(words, one) for one in running), *_validity(words)]


def _event(words: DecisionWords, brought: Consequence) -> Iterator[Block]:
    """Yield an event: what belongs to it, and what the law asks once it happens."""
    definition = text(words.book.definitions.get(brought.event, {}), words.language)
    yield Heading(words.say("if event happens", event=words.label(brought.event)), 3)
    yield Paragraph(definition)
    points = [_point(words, one) for one in points_of(words.decision, brought.event)]
    if points:
        yield Items(tuple(points))
    yield Paragraph(words.pair(words.say("then the law asks"), "").rstrip())
    duties = [_brought(words, one) for one in brought.requirements]
    barred = [_barred(words, words.book.norms[iri]) for iri in brought.prohibitions]
    yield Items((*duties, *barred))


def _due(words: DecisionWords, due: Due) -> list[Requirement]:
    return [one for one in words.decision.requirements if one.due == due]


def _list(words: DecisionWords, items: Iterable[Item]) -> Block:
    listed = tuple(items)
    return Items(listed) if listed else Paragraph(words.say("nothing encoded here"))


def _required(words: DecisionWords, requirement: Requirement) -> Item:
    """Return a requirement with its status, and under it what each norm says that asks for it, or perhaps does."""
    said = words.pair(words.label(requirement.safeguard), words.label(requirement.status))
    if not requirement.certain:
        said = words.bracketed(said, words.say("depends on unknown"))
    norms = [words.book.norms[iri] for iri in requirement.norms]
    perhaps = [norm for norm in norms if sets_perhaps(requirement, [norm])]
    sure = _norms(words, [norm for norm in norms if norm not in perhaps])
    also = (Item(words.say("perhaps also by"), below=_norms(words, perhaps)),) if perhaps else ()
    return Item(said, below=(*sure, *also))


def _brought(words: DecisionWords, requirement: Requirement) -> Item:
    """Return what an event would require, which has no status as long as it has not happened."""
    said = words.label(requirement.safeguard)
    if not requirement.certain:
        said = words.bracketed(said, words.say("depends on unknown"))
    return Item(said, below=_norms(words, [words.book.norms[iri] for iri in requirement.norms]))


def _norms(words: DecisionWords, norms: Iterable[Norm]) -> tuple[Item, ...]:
    """Return what norms ask, what several say in the same words once, with the time limits of each."""
    found: dict[str, Item] = {}
    for item in (_norm(words, norm) for norm in norms):
        known = found.setdefault(item.text, item)
        found[item.text] = replace(known, below=tuple(dict.fromkeys((*known.below, *item.below))))
    return tuple(found.values())


def _norm(words: DecisionWords, norm: Norm) -> Item:
    """Return what a norm asks: in the words of its provision, with its time limit."""
    provision = words.book.provisions[norm.stated_in[0]]
    limit = words.limit(norm)
    below = (Item(words.say("time limit", limit=limit)),) if limit else ()
    return Item(words.bracketed(text(provision.gists, words.language), words.cite(norm.stated_in)), below=below)


def _barred(words: DecisionWords, norm: Norm) -> Item:
    item = _norm(words, norm)
    lifted = (Item(words.say("lifted by", safeguard=words.label(norm.lifted_by))),) if norm.lifted_by else ()
    name = words.pair(words.norm(norm.iri), words.label(norm.modality))
    return Item(name, below=(item, *lifted))


def _points_at(words: DecisionWords, stage: Stage) -> list[Point]:
    """Return the points that matter at a stage: those of documents that are called for, and those of none."""
    needed = {one.document.iri for one in needed_documents(words.decision)}
    points = [one for one in words.book.points.values() if one.stage == stage and counts(words.decision, one)]
    return [one for one in points if not one.of or not needed.isdisjoint(one.of)]


def _point(words: DecisionWords, point: Point) -> Item:
    gist = words.pair(words.label(point.iri), text(point.gists, words.language))
    return Item(words.bracketed(gist, words.cite(point.stated_in)), is_open=True)


def _validity(words: DecisionWords) -> Iterator[Item]:
    """Yield how long safeguards that are or may be required stay valid."""
    for period in words.decision.evaluation.law.periods:
        if any(True for _ in calls(words.decision, period.safeguard)):
            yield Item(words.bracketed(words.label(period.iri), words.cite(period.stated_in)))
