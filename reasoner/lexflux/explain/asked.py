"""What is missing for an answer: each fact with its question, how it is written in a file, and for what it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.decision.leading import find_leading
from lexflux.decision.outcome import MissingFact
from lexflux.decision.statuses import FactState, TurnsOn
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain.lines import MOST_VALUES, Line, Section, property_words, rest
from lexflux.facts.context import terms
from lexflux.law.lawbook import text
from lexflux.law.schema import PropertyShape
from lexflux.terms import ISSUED_ON, LF, TYPE, local

EXPORTER, LOCALITY, LOCATED_IN = "exporter", LF + "locality", LF + "locatedIn"

ENDS_OF_QUESTIONS = "?？"


def missing(words: DecisionWords, most: int | None = None) -> Section:
    """Return what is missing; with ``most`` so many in short, the others by name."""
    facts = words.decision.missing
    write = _whole if most is None else _short
    lines = [write(words, number, fact) for number, fact in enumerate(facts[:most], 1)]
    left = facts[len(lines) :]
    names = [property_words(words, [fact.path], fact.prop) for fact in left]
    return Section(words.say("missing"), [*lines, *rest(words, len(left), names)])


def question(words: FactWords, fact: MissingFact) -> str:
    """Return what is asked."""
    shape = words.book.schema.shape(fact.prop)
    return text(shape.questions, words.language) if shape else words.say("which kinds")


def question_lines(words: FactWords, fact: MissingFact) -> list[Line]:
    """Return what is asked, and under which key the answer is written in a file."""
    key = "type" if fact.prop == TYPE else local(fact.prop)
    return [Line(question(words, fact)), Line(words.say("to write", entry=f"{key}:"))]


def _first_sentence(asked: str) -> str:
    end = next((place + 1 for place, sign in enumerate(asked) if sign in ENDS_OF_QUESTIONS), len(asked))
    return asked[:end]


def _short(words: DecisionWords, number: int, fact: MissingFact) -> Line:
    line = _named(words, number, fact)
    line.below.append(Line(_first_sentence(question(words, fact))))
    line.below.append(
        Line(" · ".join([_to_write(words, fact), *_turning(words, fact)]), cites=_cites(words, fact.norms[:1]))
    )
    line.below.extend(_leading(words, fact))
    return line


def _whole(words: DecisionWords, number: int, fact: MissingFact) -> Line:
    line = _named(words, number, fact)
    line.below.append(Line(question(words, fact)))
    if fact.values:
        line.below.append(Line(words.say("is it", values=words.joined(words.shortened(fact.values, MOST_VALUES)))))
    line.below.append(Line(_to_write(words, fact)))
    line.below.extend(_leading(words, fact))
    line.below.extend(_limit_lines(words, fact))
    if fact.norms:
        named = words.first([words.norm(norm) for norm in fact.norms], MOST_VALUES)
        cites = _cites(words, fact.norms[:MOST_VALUES])
        line.below.append(Line(words.say("matters", citations=words.joined(named)), cites=cites))
    line.below.extend(map(Line, _turning(words, fact)))
    return line


def _named(words: DecisionWords, number: int, fact: MissingFact) -> Line:
    name, known = property_words(words, [fact.path], fact.prop), _known_of(words, fact)
    return Line(words.bracketed(name, known) if known else name, f"{number}.")


def _cites(words: DecisionWords, norms: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri for norm in norms for iri in words.book.norms[norm].stated_in))


def _turning(words: DecisionWords, fact: MissingFact) -> Iterator[str]:
    if fact.turns_on == TurnsOn.VERDICT:
        turns = "perhaps turns verdict" if fact.estimated else "turns verdict"
        yield words.say(turns, share=f"{fact.decisiveness:.0%}")


def _leading(words: DecisionWords, fact: MissingFact) -> Iterator[Line]:
    """Yield to which verdicts the answers lead, in one line, if some leads elsewhere than nothing said does."""
    told = [
        words.pair(
            words.joined(words.first([words.value(answer) for answer in one.answers], MOST_VALUES)),
            " / ".join(map(words.label, one.possible)),
        )
        for one in find_leading(words.decision, fact)
    ]
    if told:
        yield Line(words.pair(words.say("answers lead to"), words.clauses(told)))


def _to_write(words: DecisionWords, fact: MissingFact) -> str:
    entry = _entry(words, fact, words.book.schema.shape(fact.prop))
    return words.say("to write", entry=entry)


def _entry(words: DecisionWords, fact: MissingFact, shape: PropertyShape | None) -> str:
    """Return how a fact is written in a file: its key, and values that it may have, all of them if these are few."""
    key = "type" if fact.prop == TYPE else local(fact.prop)
    values = list(map(local, _turned_on(words, fact)))
    left = fact.prop == TYPE
    if shape and shape.term_class:
        node = words.decision.facts.nodes[fact.path]
        denied, places = node.denied.get(fact.prop, ()), node.values.get(LOCATED_IN, ())
        near = (term for term in terms(words.book, shape) if words.book.lies_in(term, places))
        others = [local(term) for term in near if term not in denied]
        values = list(dict.fromkeys([*values, *others])) if len(others) <= MOST_VALUES or not values else values
        left = len(values) < len(others)
    elif shape:
        values = ["true", "false"] if shape.datatype == "boolean" else []
    more = ["..."] if values and (left or len(values) > MOST_VALUES) else []
    return f"{key}: {' | '.join([*values[:MOST_VALUES], *more])}".strip()


def _turned_on(words: DecisionWords, fact: MissingFact) -> Sequence[str]:
    """Return the terms or kinds on which a fact turns, without those that another zone's list describes."""
    if fact.prop in words.book.schema.ranges:
        return ()
    exporter, zones = words.decision.facts.nodes.get(EXPORTER), words.book.zones_of_kinds
    if exporter is None or LOCALITY in exporter.unknown:
        return fact.values
    own = {*exporter.values.get(LOCALITY, ())}
    return [one for one in fact.values if one not in zones or not own.isdisjoint(zones[one])] or fact.values


def _limit_lines(words: DecisionWords, fact: MissingFact) -> Iterator[Line]:
    """Yield before which day a safeguard must have been concluded, if the day of its conclusion is what is missing."""
    undated = words.decision.facts.nodes[fact.path].perhaps if fact.prop == ISSUED_ON else ()
    for limit in words.decision.evaluation.law.limits:
        if limit.safeguard in undated:
            said = words.say("counts if concluded", safeguard=words.label(limit.safeguard), day=limit.before)
            yield Line(said, cites=limit.stated_in)


def _known_of(words: DecisionWords, fact: MissingFact) -> str:
    """Return what is said of a missing fact all the same: its bounds, or that it is unknown."""
    if fact.state == FactState.HAS_RANGE:
        return words.value(words.decision.facts.nodes[fact.path].ranges[fact.prop])
    return words.say("said unknown") if fact.state == FactState.SAID_UNKNOWN else ""
