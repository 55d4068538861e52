"""Answers on the rows of tables as tables: a row for each row that describes a transfer, and the outcomes by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import polars as pl

from lexflux.batch.columnar.engine import Decided
from lexflux.batch.columnar.found import Found, Wanted
from lexflux.batch.columnar.joint import SIZE, Joint, names, verdicts_of
from lexflux.batch.columnar.register import Outcome, Register
from lexflux.batch.columnar.tables import Table
from lexflux.batch.entries import Problem
from lexflux.decision.statuses import Need, RequirementStatus, Verdict
from lexflux.facts.inventory.columns import LABEL
from lexflux.facts.inventory.table import Inventory
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.terms import compact, local

OUTSIDE = "NoLawInForce"
SEPARATOR = "; "
WORDS = pl.Categorical()
"""The type of columns in which many rows say the same: each text is kept once."""
STATUSES = {"effective": "Effective", "unsettled": "Unsettled"}
TOGETHER = "joint"
"""What the columns on all law together begin with."""


class RowTables:
    """
    Makes tables of answers.

    Beside the file, the number of the row, its label and its identity, there are for each regime the verdict, what it
    counts as for whoever asks whether all is clear, the verdicts that are possible, what is needed and not certainly in
    place, the number of the outcome, and whether the circuit left it open; then the verdict of several together.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self._told: list[tuple[str, str, str, str, str]] = []

    def of(self, table: Table, frame: pl.DataFrame, decided: Decided) -> pl.DataFrame:
        """Return the answers on the rows of a block that describe a transfer."""
        kept = pl.Series(decided.kept)
        columns = [
            pl.repeat(table.inventory.sheet.name, len(kept), dtype=WORDS, eager=True).alias("file"),
            pl.Series("row", decided.numbers[decided.kept]),
            *_own_columns(table, frame, kept),
        ]
        told = self._texts()
        for regime, answers in decided.answers.items():
            outcomes, firm = pl.Series(answers.outcomes), pl.Series(answers.firm)
            found = told[outcomes]
            columns += [
                found["verdict"].alias(f"{regime}.verdict"),
                found["firm"].zip_with(firm, found["presuming"]).alias(f"{regime}.countsAs"),
                found["possible"].alias(f"{regime}.possible"),
                found["requires"].alias(f"{regime}.requires"),
                outcomes.cast(pl.Int32).alias(f"{regime}.outcome"),
                pl.Series(f"{regime}.exact", answers.exact),
            ]
        return pl.DataFrame([*columns, *_jointly(decided.joint)])

    def _texts(self) -> pl.DataFrame:
        """Return the texts of all outcomes, of which those told before are not made again."""
        self._told += [_told(one) for one in self.register.outcomes[len(self._told) :]]
        schema = dict.fromkeys(("verdict", "firm", "presuming", "possible", "requires"), WORDS)
        return pl.DataFrame(self._told, schema, orient="row")


def _told(one: Outcome) -> tuple[str, str, str, str, str]:
    counting = (_verdict(one.counts_as(firm)) for firm in (True, False))
    return _verdict(one.found.verdict), *counting, _possible(one.found), _requires(one.found)  # type: ignore[return-value]


def _own_columns(table: Table, frame: pl.DataFrame, kept: pl.Series) -> list[pl.Series]:
    """Return what the table itself calls its rows."""
    found = []
    for place, one in enumerate(table.inventory.columns):
        if one.heading == table.identity:
            found.append(frame.to_series(place)[kept].alias("id"))
        elif _is_label(one.candidates):
            found.append(frame.to_series(place)[kept].cast(pl.String).alias("transfer"))
    return found


def _jointly(joint: Joint | None) -> list[pl.Series]:
    if joint is None:
        return []
    told = pl.Series([*names()], dtype=WORDS)
    sets = pl.Series([SEPARATOR.join(map(local, verdicts_of(bits))) for bits in range(SIZE)], dtype=WORDS)
    return [
        told.gather(joint.verdict).alias(f"{TOGETHER}.verdict"),
        told.gather(joint.counts_as).alias(f"{TOGETHER}.countsAs"),
        sets.gather(joint.possible).alias(f"{TOGETHER}.possible"),
    ]


def _is_label(candidates: Sequence[Any]) -> bool:
    return len(candidates) == 1 and not candidates[0].node and candidates[0].name == LABEL


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
    norm, requirement = cache(partial(_norm, words)), cache(partial(_requirement, words))
    return [
        {
            **_record(notations, number, one),
            "norms": [norm(iri, STATUSES[key]) for key in STATUSES for iri in getattr(one.found, key)],
            "requirements": [*map(requirement, one.found.wanted)],
        }
        for number, one in enumerate(register.outcomes)
    ]


def _record(notations: Mapping[str, str], number: int, one: Outcome) -> dict[str, Any]:
    found = one.found
    return {
        "outcome": number,
        "regime": notations[found.regime],
        "verdict": _verdict(found.verdict),
        "possible": [local(verdict) for verdict in found.possible],
        "rows": one.rows,
        "rowsWithNothingPresumed": one.firm,
        "witness": {"file": one.file, "row": one.witness},
    }


def _requirement(words: Wording, wanted: Wanted) -> dict[str, Any]:
    return {
        "safeguard": compact(wanted.safeguard),
        "label": words.label(wanted.safeguard),
        "need": local(wanted.need),
        "inPlace": local(wanted.in_place),
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
