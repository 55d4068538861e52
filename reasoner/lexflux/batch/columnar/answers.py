"""Answers on the rows of tables as tables: a row for each row that describes a transfer, and the outcomes by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from lexflux.batch.columnar.engine import Decided
from lexflux.batch.columnar.found import Found
from lexflux.batch.columnar.register import Outcome, Register
from lexflux.batch.entries import Problem
from lexflux.decision.statuses import Need, RequirementStatus, Verdict
from lexflux.facts.inventory.columns import LABEL
from lexflux.facts.inventory.table import Inventory
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.terms import compact, local

OUTSIDE = "NoLawInForce"
SEPARATOR = "; "
STATUSES = {"effective": "Effective", "unsettled": "Unsettled"}


def rows_table(inventory: Inventory, frame: pl.DataFrame, decided: Decided, register: Register) -> pl.DataFrame:
    """
    Return the answers on the rows of a block that describe a transfer.

    Beside the file, the number of the row and its label, there are for each regime the verdict, what it counts as for
    whoever asks whether all is clear, the verdicts that are possible, what is needed and not certainly in place, the
    number of the outcome, and whether the evaluator was asked.
    """
    kept = pl.Series(decided.kept)
    numbers = pl.Series("row", decided.numbers[decided.kept])
    columns = [pl.repeat(inventory.sheet.name, len(kept), eager=True).alias("file"), numbers]
    place = next((place for place, one in enumerate(inventory.columns) if _is_label(one.candidates)), None)
    if place is not None:
        columns.append(frame.to_series(place)[kept].cast(pl.String).alias("transfer"))
    for regime, answers in decided.answers.items():
        outcomes = pl.Series(answers.outcomes)
        firm = pl.Series(answers.firm)
        columns += [
            _looked_up(f"{regime}.verdict", outcomes, [_verdict(one.found.verdict) for one in register.outcomes]),
            _counts_as(f"{regime}.countsAs", outcomes, firm, register.outcomes),
            _looked_up(f"{regime}.possible", outcomes, [_possible(one.found) for one in register.outcomes]),
            _looked_up(f"{regime}.requires", outcomes, [_requires(one.found) for one in register.outcomes]),
            outcomes.cast(pl.Int32).alias(f"{regime}.outcome"),
            pl.Series(f"{regime}.exact", answers.exact),
        ]
    return pl.DataFrame(columns)


def _is_label(candidates: Sequence[Any]) -> bool:
    return len(candidates) == 1 and not candidates[0].node and candidates[0].name == LABEL


def _looked_up(name: str, outcomes: pl.Series, texts: Sequence[str]) -> pl.Series:
    return pl.Series(name, texts, dtype=pl.String).gather(outcomes) if texts else pl.Series(name, [], dtype=pl.String)


def _counts_as(name: str, outcomes: pl.Series, firm: pl.Series, known: Sequence[Outcome]) -> pl.Series:
    texts = [_verdict(one.counts_as(is_firm)) for one in known for is_firm in (False, True)]
    return _looked_up(name, outcomes * 2 + firm.cast(pl.Int64), texts)


def _verdict(verdict: Verdict | None) -> str:
    return OUTSIDE if verdict is None else local(verdict)


def _possible(found: Found) -> str:
    return SEPARATOR.join(map(local, found.possible))


def _requires(found: Found) -> str:
    lacking = (one for one in found.wanted if one.in_place != RequirementStatus.MET)
    return SEPARATOR.join(local(one.safeguard) + ("" if one.need == Need.NEEDED else "?") for one in lacking)


def outcome_records(register: Register, book: LawBook, language: str) -> list[dict[str, Any]]:
    """Return the outcomes as data: norms and requirements with labels and provisions, and one row as a witness."""
    words = Wording(book, language)
    notations = {iri: name for name, iri in book.regimes.items()}
    return [_record(words, notations, number, one) for number, one in enumerate(register.outcomes)]


def _record(words: Wording, notations: Mapping[str, str], number: int, one: Outcome) -> dict[str, Any]:
    found = one.found
    return {
        "outcome": number,
        "regime": notations[found.regime],
        "verdict": _verdict(found.verdict),
        "possible": [local(verdict) for verdict in found.possible],
        "rows": one.rows,
        "rowsWithNothingPresumed": one.firm,
        "witness": {"file": one.file, "row": one.witness},
        "norms": [_norm(words, iri, STATUSES[key]) for key in STATUSES for iri in getattr(found, key)],
        "requirements": [
            {
                "safeguard": compact(wanted.safeguard),
                "label": words.label(wanted.safeguard),
                "need": local(wanted.need),
                "inPlace": local(wanted.in_place),
            }
            for wanted in found.wanted
        ],
    }


def _norm(words: Wording, iri: str, status: str) -> dict[str, Any]:
    stated = words.book.norms[iri].stated_in
    return {
        "norm": compact(iri),
        "label": words.norm(iri),
        "status": status,
        "provisions": [compact(one) for one in stated],
        "cited": words.cite(stated),
    }


def problem_records(problems: Iterable[Problem], inventory: Inventory, language: str) -> list[dict[str, Any]]:
    """Return why rows are set aside: the file, the row, and for each error its column, where one alone is wrong."""
    return [
        {
            "file": one.file,
            "row": one.line,
            "errors": [
                {"column": _column(error.texts["en"], inventory), "kind": error.key, "reason": error.text(language)}
                for error in one.errors
            ],
        }
        for one in problems
    ]


def _column(said: str, inventory: Inventory) -> str | None:
    """Return the heading of the column that an error names."""
    return next((one.heading for one in inventory.columns if f"'{one.heading}'" in said), None)
