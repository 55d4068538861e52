"""Which law reaches a transfer, or may: why it does, and on which facts that turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.outcome import MissingFact
from lexflux.decision.reach import Reach
from lexflux.decision.to_come import LawToCome
from lexflux.decision.words import FactWords
from lexflux.explain.lines import Line, property_words
from lexflux.explain.reasons import Reason, why

MOST_FACTS = 2
MOST_RULES = 2


def remarks(words: FactWords, reaches: Sequence[Reach]) -> list[str]:
    """Return which other law reaches a transfer, and which may and on what that turns, each in a sentence."""
    certain = [words.label(one.regime) for one in reaches if one.is_certain]
    found = [words.say("also reached", named=words.joined(certain))] if certain else []
    perhaps = list(_grouped(words, [one for one in reaches if not one.is_certain]))
    return [*found, words.say("may reach", named=words.clauses(perhaps))] if perhaps else found


def _grouped(words: FactWords, reaches: Sequence[Reach]) -> Iterator[str]:
    """Yield the law that may reach a transfer, in words, that which turns on the same facts together."""
    for turning, among in by_facts(words, reaches).items():
        yield words.bracketed(words.joined(words.label(one.regime) for one in among), turning)


def by_facts(words: FactWords, reaches: Sequence[Reach]) -> dict[str, list[Reach]]:
    """Return laws that may reach a transfer by the facts, in words, on which that turns."""
    found: dict[str, list[Reach]] = {}
    for one in reaches:
        found.setdefault(turning_on(words, one), []).append(one)
    return found


def turning_on(words: FactWords, reach: Reach) -> str:
    """Return in words on which facts it turns whether a law reaches a transfer, the most decisive first."""
    facts = facts_together(reach.missing)
    named = [property_words(words, paths, prop) for prop, paths in facts[:MOST_FACTS]]
    if not named:
        return words.say("turns on the law")
    left = len(facts) - len(named)
    return words.joined([*named, words.say("more values", count=left)] if left else named)


def facts_together(missing: Iterable[MissingFact]) -> list[tuple[str, list[str]]]:
    """Return properties that are missing, in their order, each with the paths of which it is."""
    found: dict[str, list[str]] = {}
    for fact in missing:
        found.setdefault(fact.prop, []).append(fact.path)
    return list(found.items())


def coming(words: FactWords, laws: Sequence[LawToCome], mark: str = "") -> list[Line]:
    """Return which law to come reaches a transfer from which day, with its articles, and in one line which may."""
    lines = [_coming_line(words, law, mark) for law in laws if law.is_certain]
    perhaps = [words.bracketed(words.label(law.regime), str(law.day)) for law in laws if not law.is_certain]
    return [*lines, Line(words.say("law perhaps to come", named=words.joined(perhaps)), mark)] if perhaps else lines


def _coming_line(words: FactWords, law: LawToCome, mark: str) -> Line:
    named = [words.label(part.iri) for part in law.parts[:MOST_RULES]]
    left = len(law.parts) - len(named)
    said = words.joined([*named, words.say("more values", count=left)] if left else named)
    cited = dict.fromkeys(iri for part in law.parts[:MOST_RULES] for iri in part.stated_in)
    return Line(words.say("law to come", day=law.day, regime=words.label(law.regime), named=said), mark, tuple(cited))


def scope_lines(words: FactWords, norms: Sequence[str], evaluation: Evaluation) -> list[Line]:
    """Return by which of its rules a law reaches a transfer, each with what holds of it, or may."""
    return [_scope_line(words, iri, evaluation) for iri in norms[:MOST_RULES]]


def _scope_line(words: FactWords, iri: str, evaluation: Evaluation) -> Line:
    norm = words.book.norms[iri]
    reason = why(evaluation, norm.condition)
    named = words.joined(dict.fromkeys(map(words.label, _elements(reason))))
    said = words.pair(words.norm(iri), named) if named else words.norm(iri)
    return Line(said, "" if reason.truth is Truth.TRUE else "?", norm.stated_in)


def _elements(reason: Reason) -> Iterator[str]:
    """Yield the elements of law of which a condition is made, the outermost that say more than a name."""
    if reason.kind == "element":
        inner = reason.children[0] if reason.children else None
        if inner is not None and inner.kind == "all" and any(child.kind == "element" for child in inner.children):
            yield from _elements(inner)
        else:
            yield reason.iri
    elif reason.kind != "not":
        for child in reason.children:
            yield from _elements(child)
