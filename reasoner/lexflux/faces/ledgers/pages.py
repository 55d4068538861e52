"""The counts of a ledger and their thresholds, as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from lexflux.decision.statuses import Verdict
from lexflux.facts.counts import Bounds
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.ledger.counting import Counted
from lexflux.ledger.due import Due
from lexflux.ledger.sketches import NAME, Estimate
from lexflux.ledger.standings import Passed, Standing
from lexflux.terms import local


def standings_text(book: LawBook, found: Iterable[Standing], language: str) -> str:
    """Return the counts of an exporter with their thresholds as text."""
    words = Wording(book, language)
    blocks = ["\n".join(_lines(words, one)) for one in found]
    closing = [words.say("ledger: bounds"), words.say("disclaimer")]
    return "\n\n".join([*(blocks or [words.say("ledger: nothing counted")]), "\n".join(closing)]) + "\n"


def standings_json(book: LawBook, found: Iterable[Standing], language: str) -> str:
    """Return the counts of an exporter with their thresholds as JSON."""
    words = Wording(book, language)
    return json.dumps([_tree(words, one) for one in found], ensure_ascii=False, indent=2) + "\n"


def counted_text(words: Wording, counted: Counted) -> str:
    """Return a count as one line: what, for whom, how many, since when, and how many records count perhaps."""
    since = words.say("ledger: since", day=counted.window.start)
    perhaps = [words.say("ledger: perhaps", count=f"{counted.perhaps:,}")] if counted.perhaps else []
    told = [_bounds(words, counted.bounds), *_estimate(words, counted.estimate), since, *perhaps]
    return words.pair(_title(words, counted), words.joined(told))


def _lines(words: Wording, standing: Standing) -> Iterator[str]:
    counted = standing.counted
    yield f"{counted_text(words, counted)}  [{words.cite(counted.count.stated_in)}]"
    changing = [one for one in standing.passed if one.due is None or one.due.changes]
    for passed in changing:
        yield f"  {_mark(passed)} {_passage(words, passed)}"
        if passed.due is not None:
            yield from (f"      {line}" for line in due_lines(words, passed.due))
    others = [f"{one.passage.step.number:,}" for one in standing.passed if one not in changing]
    if others:
        yield f"  – {words.say('ledger: no change', numbers=words.joined(others))}"


def _title(words: Wording, counted: Counted) -> str:
    target = counted.target
    named = [target.exporter, *([f"→ {target.recipient}"] if target.recipient else [])]
    kinds = [words.joined(map(words.label, sorted(target.kinds)))] if target.kinds else []
    scenario = [words.joined(map(words.label, sorted(target.circumstances)))] if target.circumstances else []
    return " · ".join([" ".join(named), words.label(counted.count.iri), *kinds, *scenario])


def _bounds(words: Wording, found: Bounds) -> str:
    if found.most is None:
        return words.say("this or more", number=f"{found.least:,}")
    if found.least == found.most:
        return f"{found.least:,}"
    return words.say("ledger: between", least=f"{found.least:,}", most=f"{found.most:,}")


def _estimate(words: Wording, found: Estimate | None) -> Iterator[str]:
    if found is not None:
        number, least, most = (f"{one:,}" for one in (found.number, found.least, found.most))
        yield words.say("ledger: estimated", sketch=NAME, number=number, least=least, most=most)


def _mark(passed: Passed) -> str:
    return "●" if passed.passage.surely else "◐" if passed.passage.perhaps else "○"


def _passage(words: Wording, passed: Passed) -> str:
    passage = passed.passage
    number = f"{passage.step.number:,}"
    if passage.surely:
        return words.say("ledger: reached", number=number, day=passage.surely.day, id=passage.surely.id)
    if passage.perhaps:
        return words.say("ledger: perhaps reached", number=number, day=passage.perhaps.day, id=passage.perhaps.id)
    if passage.earliest is None:
        return words.say("ledger: not reached", number=number)
    latest = str(passage.latest) if passage.latest else words.say("ledger: never")
    return words.say("ledger: will reach", number=number, earliest=passage.earliest, latest=latest)


def due_lines(words: Wording, due: Due) -> Iterator[str]:
    """Yield what a number changes, one line for each kind of change."""
    if due.before != due.after:
        yield words.say("ledger: verdict", before=words.label(due.before), after=words.label(due.after))
    if due.needed:
        yield words.pair(words.say("ledger: due"), words.joined(map(words.label, due.needed)))
    if due.no_longer:
        yield words.pair(words.say("ledger: no longer due"), words.joined(map(words.label, due.no_longer)))
    norms = [f"{words.label(iri)} [{words.cite(words.book.norms[iri].stated_in)}]" for iri in due.because]
    if norms:
        yield words.pair(words.say("ledger: because"), words.joined(norms))
    if due.ended:
        yield words.pair(words.say("ledger: ended"), words.joined(map(words.label, due.ended)))
    if due.perhaps:
        yield words.pair(words.say("ledger: perhaps changes"), words.joined(map(words.label, due.perhaps)))


def _tree(words: Wording, standing: Standing) -> dict[str, Any]:
    counted = standing.counted
    return {
        "count": counted.count.iri,
        "label": words.label(counted.count.iri),
        "fact": local(counted.count.count_of),
        "exporter": counted.target.exporter,
        "recipient": counted.target.recipient or None,
        "kinds": sorted(map(local, counted.target.kinds)),
        "circumstances": sorted(map(local, counted.target.circumstances)),
        "from": str(counted.window.start),
        "on": str(counted.day),
        "least": counted.bounds.least,
        "most": counted.bounds.most,
        "distinctKeys": counted.keys,
        "recordsWithNumbers": counted.numbers,
        "recordsPerhaps": counted.perhaps,
        "estimate": None if counted.estimate is None else {"sketch": NAME, **asdict(counted.estimate)},
        "provisions": list(counted.count.stated_in),
        "thresholds": [_threshold(words, one) for one in standing.passed],
    }


def _threshold(words: Wording, passed: Passed) -> dict[str, Any]:
    passage = passed.passage
    found: dict[str, Any] = {"number": passage.step.number, "norms": list(passage.step.norms)}
    for name, crossing in (("reached", passage.surely), ("perhapsReached", passage.perhaps)):
        found[name] = None if crossing is None else {"record": crossing.id, "date": str(crossing.day)}
    found |= {"earliest": passage.earliest and str(passage.earliest), "latest": passage.latest and str(passage.latest)}
    return found | ({} if passed.due is None else {"changes": due_tree(passed.due)})


def due_tree(due: Due) -> dict[str, Any]:
    """Return what a number changes as JSON."""
    verdicts: dict[str, Verdict] = {"before": due.before, "after": due.after}
    found: dict[str, Any] = {name: local(one) for name, one in verdicts.items()}
    return found | {
        "needed": list(map(local, due.needed)),
        "noLongerNeeded": list(map(local, due.no_longer)),
        "takeEffect": list(due.because),
        "end": list(due.ended),
        "perhaps": list(due.perhaps),
    }
