"""The question on which most turns, as a function of what is known: no memory, no clock, no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lexflux.asking.candidates import Candidate, candidates
from lexflux.asking.owners import OWNERSHIP, read_owners
from lexflux.asking.state import (
    COMPLETE,
    ROOT,
    SAFEGUARDS,
    TYPE,
    UNKNOWN,
    State,
    answered,
    many,
    with_denied,
    with_safeguards,
)
from lexflux.asking.writing import complete
from lexflux.decision.all_law import AllLaw
from lexflux.decision.flows import NO_CONDITION, LegDecision, law_of_exporter
from lexflux.errors import InputError
from lexflux.facts import context
from lexflux.facts.inventory.cells import NONE, Cell, CellReader, Stated
from lexflux.facts.inventory.columns import Target
from lexflux.facts.legs import flow_of
from lexflux.knowledge_base import KnowledgeBase, day_of_law
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.messages import Pair
from lexflux.terms import DATA_SET, DATE, LF, NOT_APPLICABLE, PLACE, RECEIVED_UNDER, TRANSFER, local
from lexflux.terms import TYPE as RDF_TYPE

LOCATED_IN, SETS, DATA = LF + "locatedIn", "data", "data/1"
ORGANISATION, PLACE_CLASS = LF + "Organisation", LF + "Place"
REGIME = "regime"
FEW = 8
FIRST = (("exporter", ORGANISATION, LOCATED_IN), (ROOT, TRANSFER, DATE))
THEN = (("recipient", ORGANISATION, LOCATED_IN), (DATA, DATA_SET, RDF_TYPE))
# On where data come from it turns which of all laws apply, whatever else is known.
COLLECTED = (DATA, DATA_SET, LF + "collectedIn")


@dataclass(frozen=True, slots=True)
class Question:
    """
    What is asked next.

    The fact ``key`` of the node at ``path``, or which law is asked (``regime``). ``offered`` are the terms on which the
    outcome turns, ``allowed`` all that can be answered; ``norms`` those for which it matters, the most telling first.
    ``is_many`` says that several can apply, ``closes`` that the answer names all that do: who was not shown what else
    matters has not said that it is not the case. ``regimes`` are the laws of which it decides whether they apply,
    ``said`` the terms that were told before.
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
    regimes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def next_question(knowledge: KnowledgeBase, state: State) -> Question | None:
    """
    Return the question on which most turns; None if no answer changes the verdict, nor by which way the data may go.

    The verdict is that under all law that reaches the transfer, or under the law asked.

    Raises
    ------
    InputError
        If what is known is no transfer.
    """
    book = knowledge.book
    first = next(_unanswered(book, state, FIRST), None) or _which_law(knowledge, state)
    first = first or next(_unanswered(book, state, THEN if state.regime else (*THEN, COLLECTED)), None)
    if first is not None:
        return first
    asked = (_there(book, _asked(book, one), state) for one in candidates(book, decision_on(knowledge, state), state))
    left = (_still_offered(one, state) for one in asked)
    return next((one for one in left if _is_open(one, state) and _can_be_asked(one)), None)


def decision_on(knowledge: KnowledgeBase, state: State) -> LegDecision:
    """
    Return the decision on what is known so far, under the law asked or all law that applies.

    Of whom it is unknown where the data come from, the law of the exporter's place alone is asked: which other law
    applies stays open whatever else is said.
    """
    facts = knowledge.read(dict(state.tree))
    if state.regime is None:
        is_open = state.is_settled(ROOT, SETS) or local(COLLECTED[-1]) in many(state.node(DATA).get(UNKNOWN))
        return knowledge.decide_together(facts, state.on, reaches=() if is_open else None).found
    law = AllLaw(knowledge.book, day_of_law(facts, state.on))
    return LegDecision(law, flow_of(facts).legs[0], (law.decide(facts, state.regime),), {}, ())


def answer(knowledge: KnowledgeBase, state: State, question: Question, said: str, where: Pair) -> State:
    """
    Return the state after what somebody said to a question.

    That is terms by any of their names or by their numbers, a number, a day, yes or no, unknown, or none. Who chose
    some of the offered terms, or none, has said of the others that they are not the case; nothing is said of what was
    not offered.

    Raises
    ------
    InputError
        If that is no answer, or contradicts an earlier one; the message, about ``where``, names the nearest.
    """
    after = _after(knowledge, state, question, said, where)
    if "exporter" in after.tree:
        knowledge.read(complete(knowledge.book, after.tree))
    return after


def _after(knowledge: KnowledgeBase, state: State, question: Question, said: str, where: Pair) -> State:
    if question.key == REGIME:
        return _with_regime(knowledge.book, state, question, said, where)
    words = _plainly(question, _by_number(question, said))
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
    if not question.is_many and local(NOT_APPLICABLE) in stated.states and words.strip().casefold() in NONE:
        raise InputError("none is no answer", where=where)
    chosen = many(stated.values.get(question.key))
    not_chosen = [local(iri) for iri in question.offered if not _includes(knowledge.book, iri, chosen, question)]
    if question.is_many and not_chosen and UNKNOWN not in stated.states and local(NO_CONDITION) not in chosen:
        stated.states = {}
        state = with_denied(state, question.path, question.key, not_chosen)
        question = replace(question, closes=False)
    if question.path == SAFEGUARDS:
        return with_safeguards(state, chosen, stated)
    if question.key == TYPE and not stated.values and question.closes and UNKNOWN not in stated.states:
        stated.states = {COMPLETE: ["kind"]}
    return answered(state, question.path, question.key, stated, question.is_many, question.closes)


def _includes(book: LawBook, offered: str, chosen: list[str], question: Question) -> bool:
    """Return whether a term is among the chosen, or a kind in which one of them lies."""
    named = {local(iri): iri for iri in question.allowed}
    if question.key != TYPE:
        return local(offered) in chosen
    return any(offered in book.classes[named[one]].ancestors for one in chosen)


def _without_data(state: State, stated: Stated, where: Pair) -> State:
    """Return the state of which nobody knows which data are transferred; a transfer of none is no transfer."""
    if UNKNOWN not in stated.states:
        raise InputError("nothing answered", where=where)
    return answered(state, ROOT, SETS, Stated(states={UNKNOWN: [SETS]}), is_many=True)


def _plainly(question: Question, said: str) -> str:
    """Return an answer in which none is the number nought, or the term for it, where there is such."""
    if said.casefold() not in NONE:
        return said
    if question.shape is not None and question.shape.datatype == "integer":
        return "0"
    return local(NO_CONDITION) if question.prop == RECEIVED_UNDER else said


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
            yield replace(_question(book, path, owner, prop, ()), closes=prop == COLLECTED[-1])


def _which_law(knowledge: KnowledgeBase, state: State) -> Question | None:
    """Return the question which law to ask, where none is encoded for the exporter's place, or that is unknown."""
    if state.regime is not None:
        return None
    book = knowledge.book
    place = {"exporter": dict(state.node("exporter")), UNKNOWN: ["recipient", "data"]}
    place |= {key: value for key, value in state.tree.items() if key == local(DATE)}
    facts = knowledge.read(place)
    home, _ = law_of_exporter(book, facts, day_of_law(facts, state.on))
    return None if home else Question(ROOT, REGIME, TRANSFER, "", False, tuple(book.regimes.values()), ())


def _asked(book: LawBook, one: Candidate) -> Question:
    found = _question(book, one.path, one.owner, one.prop, tuple(one.values), tuple(one.norms))
    return replace(found, regimes=tuple(one.regimes))


def _question(
    book: LawBook, path: str, owner: str, prop: str, offered: tuple[str, ...], norms: tuple[str, ...] = ()
) -> Question:
    if prop == RDF_TYPE:
        return Question(path, TYPE, owner, prop, True, offered, tuple(context.kinds(book, owner)), norms)
    shape = book.schema.shapes[owner][prop]
    allowed = (*context.terms(book, shape), *context.general_terms(book, shape)) if shape.term_class else ()
    if prop == RECEIVED_UNDER:
        offered = (NO_CONDITION, *offered)
    if shape.term_class == PLACE_CLASS:
        offered = ()
    elif shape.single or 0 < len(allowed) <= FEW:
        offered = (*offered, *(iri for iri in allowed if iri not in offered))
    return Question(path, local(prop), owner, prop, not shape.single, offered, allowed, norms, shape)


def _there(book: LawBook, question: Question, state: State) -> Question:
    """Return a question without the parts of places other than that of the party that it is about."""
    places = tuple(PLACE + str(one) for one in many(state.node(question.path).get(local(LOCATED_IN))))
    offered, allowed = (
        tuple(one for one in values if book.lies_in(one, places)) for values in (question.offered, question.allowed)
    )
    return replace(question, offered=offered, allowed=allowed)


def _still_offered(question: Question, state: State) -> Question:
    """Return a question without the values of which an earlier answer has said whether they are the case."""
    said = many(state.node(question.path).get(question.key)) if question.is_many else []
    settled = {*said, *state.denied(question.path, question.key)}
    return replace(
        question,
        offered=tuple(iri for iri in question.offered if local(iri) not in settled),
        said=tuple(iri for iri in question.allowed if local(iri) in said),
    )


def _is_open(question: Question, state: State) -> bool:
    if state.is_settled(question.path, question.key):
        return False
    if not question.is_many:
        return question.key not in state.node(question.path)
    return bool(question.offered) or not state.denied(question.path, question.key)


def _can_be_asked(question: Question) -> bool:
    """Return whether an answer is one value or several, or owners with their shares; nothing else is described here."""
    return question.shape is None or not question.shape.is_node or question.prop == OWNERSHIP
