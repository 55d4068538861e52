"""What a run over tables came to: one model, shown as text, Markdown, JSON and SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lexflux.decision.statuses import Need, RequirementStatus, Verdict, rank
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.law.norms import Modality
from lexflux.law.wording import Wording
from lexflux.query.results import json_text
from lexflux.terms import LF, compact, local

if TYPE_CHECKING:
    from lexflux.batch.columnar.former import Changes
    from lexflux.batch.columnar.register import Outcome
    from lexflux.batch.columnar.run import Run

MOST_OUTCOMES, MOST_STEPS, MOST_CHANGES, MOST_NAMED = 10, 10, 20, 3
NO_LAW = "NoLawInForce"


@dataclass(frozen=True, slots=True)
class Summed:
    """What a run came to under which regimes, the files it wrote, and what changed since a former one."""

    run: Run
    regimes: Sequence[str]
    written: Sequence[str]
    changes: Changes | None = None


def show(words: Wording, summed: Summed, form: str) -> str:
    """Return the summary in one of the forms of a table but LaTeX."""
    if form == "json":
        return json_text(_tree(words, summed))
    tables = [*_tables(words, summed)]
    if form == "svg":
        return render(_as_one(words, summed, tables), form)
    head, tail = "\n".join(_head(words, summed)), "\n".join(_tail(words, summed))
    return "\n\n".join([head, *(render(one, form).rstrip("\n") for one in tables), tail]) + "\n"


def _head(words: Wording, summed: Summed) -> Iterator[str]:
    run = summed.run
    yield words.say("rows decided", rows=f"{run.rows:,}", decided=f"{run.decided:,}", aside=f"{run.set_aside:,}")
    if run.resumed:
        yield words.say("rows of former run", rows=f"{run.resumed:,}")
    if run.exact:
        yield words.say("answers of the evaluator", count=f"{run.exact:,}", patterns=f"{run.patterns:,}")


def _tail(words: Wording, summed: Summed) -> Iterator[str]:
    if summed.written:
        yield words.say("written to", files=words.joined(summed.written))
    yield words.say("disclaimer")


def _tables(words: Wording, summed: Summed) -> Iterator[Table]:
    yield _verdict_table(words, summed)
    yield _outcome_table(words, summed)
    parts = (_step_table(words, summed), _error_table(words, summed), _change_table(words, summed))
    yield from (one for one in parts if one.rows or one.notes)


def _as_one(words: Wording, summed: Summed, tables: Sequence[Table]) -> Table:
    """Return the tables as one, each cell of it a table's row, for a picture on one page."""
    rows = [[one.title, "\n".join(" · ".join(filter(None, row)) for row in one.rows)] for one in tables]
    title, *notes = _head(words, summed)
    columns = [words.say("column part"), words.say("column found")]
    return Table(columns, rows, title, [*notes, words.say("disclaimer")], words.language)


def _table(words: Wording, key: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table([words.say(one) for one in columns], rows, words.say(key), language=words.language)


def _verdict(words: Wording, verdict: str | None) -> str:
    if verdict in (None, NO_LAW):
        return words.say("row before law")
    assert verdict is not None
    return words.label(verdict if "/" in verdict else LF + verdict)


def verdicts(summed: Summed, regime: str) -> list[tuple[Verdict | None, int, int]]:
    """Return for each verdict under a law, the gravest first, how many rows have it, and of how many it counts so."""
    found: Counter[Verdict | None] = Counter()
    firm: Counter[Verdict | None] = Counter()
    for one in summed.run.register.of_regime(regime):
        found[one.found.verdict] += one.rows
        firm[one.found.verdict] += one.firm if one.found.verdict == Verdict.NOT_REACHED else one.rows
    ordered = sorted(found, key=lambda one: -1 if one is None else rank(one), reverse=True)
    return [(one, found[one], firm[one]) for one in ordered]


def _verdict_table(words: Wording, summed: Summed) -> Table:
    columns = ("column law", "column verdict", "column rows", "column firm")
    rows = [
        [words.label(words.book.regimes[name]), _verdict(words, verdict), f"{count:,}", f"{firm:,}"]
        for name in summed.regimes
        for verdict, count, firm in verdicts(summed, words.book.regimes[name])
    ]
    joint = sorted(summed.run.joint.items(), key=lambda one: -rank(Verdict(LF + one[0])))
    rows += [[words.say("all asked together"), _verdict(words, name), f"{count:,}", ""] for name, count in joint]
    return _table(words, "verdicts by law", columns, rows)


def _commonest(words: Wording, summed: Summed) -> Iterator[tuple[str, Outcome]]:
    for name in summed.regimes:
        yield from ((name, one) for one in summed.run.register.of_regime(words.book.regimes[name])[:MOST_OUTCOMES])


def _outcome_table(words: Wording, summed: Summed) -> Table:
    columns = ("column rows", "column law", "column verdict", "column grounds", "column example")
    rows = [
        [f"{one.rows:,}", name, _with_possible(words, one), _behind(words, one), f"{one.file}:{one.witness}"]
        for name, one in _commonest(words, summed)
    ]
    return _table(words, "commonest outcomes", columns, rows)


def _with_possible(words: Wording, one: Outcome) -> str:
    said = _verdict(words, one.found.verdict)
    if len(one.found.possible) > 1:
        said = words.bracketed(said, " / ".join(map(words.label, one.found.possible)))
    if one.found.verdict == Verdict.NOT_REACHED and one.firm < one.rows:
        said = "\n".join([said, words.say("nothing presumed", count=f"{one.firm:,}")])
    return said


def _behind(words: Wording, one: Outcome) -> str:
    """Return what stands behind an outcome, a line each: what forbids, what is needed and not there, what perhaps."""
    lines = []
    for key, named in grounds(words, one):
        if named:
            left = [words.say("more values", count=len(named) - MOST_NAMED)] if len(named) > MOST_NAMED else []
            lines.append(words.pair(words.say(key), words.clauses([*named[:MOST_NAMED], *left])))
    return "\n".join(lines)


def grounds(words: Wording, one: Outcome) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands behind an outcome: what forbids, what is needed and not there, what is perhaps needed."""
    norms = [words.book.norms[iri] for iri in one.found.effective]
    forbidding = [norm for norm in norms if norm.modality == Modality.PROHIBITION]
    cited = (words.cite(norm.stated_in) for norm in forbidding)
    yield "forbidden by", [f"{words.norm(norm.iri)}  [{cites}]" for norm, cites in zip(forbidding, cited, strict=True)]
    for key, need in (("needed and not there", Need.NEEDED), ("perhaps needed", Need.PERHAPS)):
        yield key, [words.label(safeguard) for safeguard in _lacking(one, need)]


def _lacking(one: Outcome, need: Need) -> list[str]:
    return [w.safeguard for w in one.found.wanted if w.in_place != RequirementStatus.MET and w.need == need]


def steps(words: Wording, summed: Summed) -> list[tuple[str, str, int, int]]:
    """Return for each law and safeguard how many rows need it and have it not, and how many perhaps; most first."""
    needed: Counter[tuple[str, str]] = Counter()
    perhaps: Counter[tuple[str, str]] = Counter()
    for name in summed.regimes:
        for one in summed.run.register.of_regime(words.book.regimes[name]):
            for counted, need in ((needed, Need.NEEDED), (perhaps, Need.PERHAPS)):
                counted.update(dict.fromkeys(((name, safeguard) for safeguard in _lacking(one, need)), one.rows))
    pairs = sorted({*needed, *perhaps}, key=lambda pair: (-needed[pair], -perhaps[pair], pair))
    return [(*pair, needed[pair], perhaps[pair]) for pair in pairs]


def _step_table(words: Wording, summed: Summed) -> Table:
    columns = ("column rows needing", "column rows perhaps", "column law", "column safeguard")
    rows = [
        [f"{needed:,}", f"{perhaps:,}", name, words.label(safeguard)]
        for name, safeguard, needed, perhaps in steps(words, summed)[:MOST_STEPS]
    ]
    return _table(words, "safeguards lacking", columns, rows)


def _error_table(words: Wording, summed: Summed) -> Table:
    found = sorted(summed.run.errors.values(), key=lambda one: -one[0])
    rows = [[f"{count:,}", texts[words.language]] for count, texts in found]
    return _table(words, "rows set aside", ("column rows", "column first error"), rows)


def _change_table(words: Wording, summed: Summed) -> Table:
    columns = ("column rows", "column law", "column was", "column now", "column example")
    changes = summed.changes
    moves = [] if changes is None else changes.moves
    rows = [
        [f"{one.rows:,}", one.regime, _verdict(words, one.was), _verdict(words, one.now), one.example]
        for one in moves[:MOST_CHANGES]
    ]
    found = _table(words, "since former run", columns, rows)
    if changes is None:
        return found
    counts = words.say("rows new and gone", new=f"{changes.new:,}", gone=f"{changes.gone:,}")
    return Table(found.columns, rows, found.title, [counts], words.language)


def _tree(words: Wording, summed: Summed) -> dict[str, Any]:
    run, changes = summed.run, summed.changes
    return {
        "rows": run.rows,
        "decided": run.decided,
        "setAside": run.set_aside,
        "byEvaluator": {"answers": run.exact, "patterns": run.patterns},
        "regimes": [_regime(words, summed, name) for name in summed.regimes],
        "joint": run.joint,
        "toDo": [
            {
                "regime": name,
                "safeguard": compact(safeguard),
                "label": words.label(safeguard),
                "rowsThatNeedIt": needed,
                "rowsThatPerhapsNeedIt": perhaps,
            }
            for name, safeguard, needed, perhaps in steps(words, summed)
        ],
        "errors": [
            {"kind": key, "rows": count, "first": one[words.language]} for key, (count, one) in run.errors.items()
        ],
        "changes": None if changes is None else _changes(changes),
        "files": list(summed.written),
        "law": words.book.digest,
        "disclaimer": words.say("disclaimer"),
    }


def _regime(words: Wording, summed: Summed, name: str) -> dict[str, Any]:
    regime = words.book.regimes[name]
    return {
        "regime": name,
        "label": words.label(regime),
        "verdicts": [
            {"verdict": local(verdict) if verdict else NO_LAW, "rows": count, "rowsThatCountSo": firm}
            for verdict, count, firm in verdicts(summed, regime)
        ],
        "commonest": [
            {
                "rows": one.rows,
                "verdict": local(one.found.verdict) if one.found.verdict else NO_LAW,
                "possible": list(map(local, one.found.possible)),
                "grounds": dict(grounds(words, one)),
                "witness": {"file": one.file, "row": one.witness},
            }
            for one in summed.run.register.of_regime(regime)[:MOST_OUTCOMES]
        ],
    }


def _changes(changes: Changes) -> dict[str, Any]:
    moves = [
        {"regime": one.regime, "was": one.was, "now": one.now, "rows": one.rows, "example": one.example}
        for one in changes.moves
    ]
    return {"moves": moves, "rowsNew": changes.new, "rowsGone": changes.gone}
