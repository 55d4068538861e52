"""The question on which most turns, as a function of what is known: no memory, no clock, no terminal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from lexflux.asking.owners import OWNERSHIP, read_owners
from lexflux.asking.state import COMPLETE, ROOT, SAFEGUARDS, TYPE, UNKNOWN, State, answered, many, with_safeguards
from lexflux.decision.combinations import find_combinations
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.statuses import NormStatus, RequirementStatus, TurnsOn
from lexflux.decision.unknown import OTHER
from lexflux.errors import InputError
from lexflux.facts import context
from lexflux.facts.inventory.cells import Cell, CellReader, Stated
from lexflux.facts.inventory.columns import Target
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase, day_of_law, regime_of_exporter
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality
from lexflux.law.schema import PropertyShape
from lexflux.messages import Pair
from lexflux.terms import DATA_SET, DATE, LF, SAFEGUARD_CLASS, TRANSFER, local
from lexflux.terms import TYPE as RDF_TYPE

LOCATED_IN, SETS, DATA = LF + "locatedIn", "data", "data/1"
ORGANISATION = LF + "Organisation"
REGIME = "regime"
FIRST = (("exporter", ORGANISATION, LOCATED_IN), (ROOT, TRANSFER, DATE))
THEN = (("recipient", ORGANISATION, LOCATED_IN), (DATA, DATA_SET, RDF_TYPE))
OPEN = (RequirementStatus.UNMET, RequirementStatus.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Question:
    """
    What is asked next.

    The fact ``key`` of the node at ``path``, or which law is asked (``regime``). ``offered`` are the terms on which the
    outcome turns, ``allowed`` all that can be answered; ``norms`` those for which it matters, the most telling first.
    ``is_many`` says that several can apply, ``closes`` that the answer names all that do: who was not shown what else
    matters has not said that it is not the case.
    """

    path: str
    key: str
    owner: str
    prop: str
    is_many: bool
    offered: tuple[str, ...]
    allowed: tuple[str, ...]
    norms: tuple[str, ...] = ()
    shape: PropertyShape | None = None
    closes: bool = True


def next_question(knowledge: KnowledgeBase, state: State) -> Question | None:
    """
    Return the question on which most turns; None if no answer changes the verdict.

    Raises
    ------
    InputError
        If what is known is no transfer.
    """
    book = knowledge.book
    first = next(_unanswered(book, state, FIRST), None) or _which_law(knowledge, state)
    first = first or next(_unanswered(book, state, THEN), None)
    if first is not None:
        return first
    decision = decision_on(knowledge, state)
    found = chain(_missing(decision), _safeguards(decision, state), _presumed(decision))
    return next((one for one in found if _is_open(one, state) and _can_be_asked(one)), None)


def decision_on(knowledge: KnowledgeBase, state: State) -> Decision:
    """Return the decision on what is known so far."""
    facts = knowledge.read(dict(state.tree))
    day = day_of_law(facts, state.on)
    return decide(knowledge.book, facts, state.regime or regime_of_exporter(knowledge.book, facts, day), day)


def answer(knowledge: KnowledgeBase, state: State, question: Question, said: str, where: Pair) -> State:
    """
    Return the state after what somebody said to a question.

    That is terms by any of their names or by their numbers, a number, a day, yes or no, unknown, or none.

    Raises
    ------
    InputError
        If that is no answer; the message, about ``where``, names the nearest.
    """
    if question.key == REGIME:
        return _with_regime(knowledge.book, state, question, said, where)
    words = _by_number(question, said)
    if question.shape is not None and question.shape.is_node:
        owners = read_owners(knowledge.book, words, where)
        return answered(state, question.path, question.key, owners, is_many=True)
    target = Target(question.path, question.owner, question.key, question.shape)
    stated = Stated()
    CellReader(knowledge.book, None).read(Cell(words, target, where), stated)
    if not stated.values and not stated.states:
        raise InputError("nothing answered", where=where)
    if question.path == DATA and TYPE not in {**state.node(DATA), **stated.values}:
        return _without_data(state, stated, where)
    if question.path == SAFEGUARDS:
        return with_safeguards(state, many(stated.values.get(TYPE)), stated)
    if question.key == TYPE and not stated.values and UNKNOWN not in stated.states:
        stated.states = {COMPLETE: ["kind"]}
    return answered(state, question.path, question.key, stated, question.is_many, question.closes)


def _without_data(state: State, stated: Stated, where: Pair) -> State:
    """Return the state of which nobody knows which data are transferred; a transfer of none is no transfer."""
    if UNKNOWN not in stated.states:
        raise InputError("nothing answered", where=where)
    return answered(state, ROOT, SETS, Stated(states={UNKNOWN: [SETS]}), is_many=True)


def _by_number(question: Question, said: str) -> str:
    """Return an answer with the offered terms in the place of their numbers, where terms are asked for."""
    parts = [part.strip() for part in said.replace("，", ",").replace("、", ",").split(",")]
    if not question.allowed or not all(part.isascii() and part.isdigit() for part in parts):
        return said.strip()
    chosen = [question.offered[int(part) - 1] for part in parts if 0 < int(part) <= len(question.offered)]
    return "; ".join(map(local, chosen)) if len(chosen) == len(parts) else said.strip()


def _with_regime(book: LawBook, state: State, question: Question, said: str, where: Pair) -> State:
    named = {local_name: local_name for local_name in book.regimes}
    named |= {str(place): notation for place, notation in enumerate(book.regimes, 1)}
    chosen = named.get(said.strip().lower())
    if chosen is None:
        known = ", ".join(book.regimes)
        raise InputError("no such law", where=where, known=known)
    return State(state.tree, chosen, state.on)


# what is asked


def _unanswered(book: LawBook, state: State, facts: Iterable[tuple[str, str, str]]) -> Iterator[Question]:
    for path, owner, prop in facts:
        name = TYPE if prop == RDF_TYPE else local(prop)
        known = state.has(path, name) or state.is_settled(ROOT, path.partition("/")[0])
        if not known and not (prop == DATE and state.on):
            yield replace(_question(book, path, owner, prop, ()), closes=False)


def _which_law(knowledge: KnowledgeBase, state: State) -> Question | None:
    """Return the question which law to ask, where that of the exporter's place is not encoded."""
    if state.regime is not None:
        return None
    book = knowledge.book
    place = {"exporter": dict(state.node("exporter")), UNKNOWN: ["recipient", "data"]}
    place |= {key: value for key, value in state.tree.items() if key == local(DATE)}
    try:
        facts = knowledge.read(place)
        regime_of_exporter(book, facts, _day(facts, state.on))
    except InputError as error:
        if error.key not in ("law of exporter not encoded", "place of exporter not stated"):
            raise
        return Question(ROOT, REGIME, TRANSFER, "", False, tuple(book.regimes.values()), ())
    return None


def _day(facts: Facts, on: datetime.date | None) -> datetime.date:
    return day_of_law(facts, on)


def _missing(decision: Decision) -> Iterator[Question]:
    for fact in decision.missing:
        node = decision.stated.nodes.get(fact.path)
        if node is not None and fact.turns_on == TurnsOn.VERDICT:
            book = decision.evaluation.book
            yield _question(book, fact.path, node.owner, fact.prop, fact.values, fact.norms)


def _safeguards(decision: Decision, state: State) -> Iterator[Question]:
    """Yield which of the safeguards are in place that would settle the verdict, unless the list is closed."""
    if SAFEGUARDS in (*many(state.tree.get(COMPLETE)), *many(state.tree.get(UNKNOWN))):
        return
    book = decision.evaluation.book
    needed = [one for one in decision.requirements if one.due == Due.BEFORE_TRANSFER and one.status in OPEN]
    effective = (finding.norm for finding in decision.with_status(NormStatus.EFFECTIVE))
    lifting = [norm for norm in effective if norm.modality == Modality.PROHIBITION and norm.lifted_by]
    wanted = [each for one in needed for each in (one.safeguard, *(other.safeguard for other in one.alternatives))]
    wanted += [str(norm.lifted_by) for norm in lifting]
    kinds = context.kinds(book, SAFEGUARD_CLASS)
    offered = dict.fromkeys(kind for one in wanted for kind in kinds if _lies_in(book, kind, one))
    if offered:
        norms = tuple(dict.fromkeys([*(norm for one in needed for norm in one.norms), *(norm.iri for norm in lifting)]))
        yield Question(SAFEGUARDS, TYPE, SAFEGUARD_CLASS, RDF_TYPE, True, tuple(offered), tuple(kinds), norms)


def _lies_in(book: LawBook, kind: str, safeguard: str) -> bool:
    return not book.classes[kind].ancestors.isdisjoint({safeguard, *book.unions.get(safeguard, ())})


def _presumed(decision: Decision) -> Iterator[Question]:
    """Yield the lists on whose being complete the verdict rests: one value more, or two together, would change it."""
    book = decision.evaluation.book
    found: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for one in find_presumptions(decision):
        if set(one.possible) != set(decision.possible):
            for path in one.paths:
                values, norms = found.setdefault((path, one.prop), ({}, {}))
                values |= dict.fromkeys(one.values)
                norms |= dict.fromkeys(one.norms)
    if not found:
        found = {fact: ({}, {}) for one in find_combinations(decision) for fact in one.facts}
    for (path, prop), (values, norms) in found.items():
        node = decision.stated.nodes.get(path)
        if node is not None:
            offered = tuple(value for value in values if value != OTHER)
            yield _question(book, path, node.owner, prop, offered, tuple(norms))


def _question(
    book: LawBook, path: str, owner: str, prop: str, offered: tuple[str, ...], norms: tuple[str, ...] = ()
) -> Question:
    if prop == RDF_TYPE:
        return Question(path, TYPE, owner, prop, True, offered, tuple(context.kinds(book, owner)), norms)
    shape = book.schema.shapes[owner][prop]
    allowed = (*context.terms(book, shape), *context.general_terms(book, shape)) if shape.term_class else ()
    return Question(path, local(prop), owner, prop, not shape.single, offered, allowed, norms, shape)


def _is_open(question: Question, state: State) -> bool:
    said = not question.is_many and question.key in state.node(question.path)
    return not said and not state.is_settled(question.path, question.key)


def _can_be_asked(question: Question) -> bool:
    """Return whether an answer is one value or several, or owners with their shares; nothing else is described here."""
    return question.shape is None or not question.shape.is_node or question.prop == OWNERSHIP
