"""The types of what operations answer that no other face has as data."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from lexflux.explain.answer import Day, Finding, OneOfVerdicts, Regime


class TableData(TypedDict):
    """A table: its columns, its rows with one cell for each, and what stands below it; ``law`` is its digest."""

    schema: Literal["lexflux-table/1"]
    title: str
    columns: list[str]
    rows: list[list[str]]
    notes: list[str]
    law: str


class Explained(TypedDict):
    """The norms of one regime with their reasons, for one transfer."""

    regime: Regime
    on: Day
    verdict: OneOfVerdicts
    norms: list[Finding]


class Explanation(TypedDict):
    """Why each norm is effective, defeated, open or not triggered: by each law, and for each leg of a flow."""

    schema: Literal["lexflux-explanation/1"]
    explained: list[Explained]
    law: str
    notice: str


class ValidationFinding(TypedDict):
    """One finding of a validation with SHACL."""

    severity: Literal["Violation", "Warning", "Info"]
    node: str
    property: str
    value: str
    message: str
    shape: str


class Validation(TypedDict):
    """Whether a transfer or its decision conforms to its shapes; warnings and notes do not count."""

    schema: Literal["lexflux-validation/1"]
    conforms: bool
    results: list[ValidationFinding]
    law: str


class Offered(TypedDict):
    """A value that an answer may have, and its label."""

    value: str
    label: str


class Question(TypedDict):
    """The fact on which most turns."""

    node: str
    property: str
    subject: str
    question: str
    why: str
    how: str
    several: bool
    offered: list[Offered]
    norms: list[str]


class State(TypedDict):
    """Where a dialogue stands: what is known of the transfer, the law asked and its day."""

    transfer: dict[str, Any]
    regime: str | None
    on: str | None


class Asked(TypedDict):
    """What a program sends of a dialogue: the state as it came, and an answer to its question."""

    transfer: NotRequired[dict[str, Any]]
    regime: NotRequired[str | None]
    on: NotRequired[str | None]
    answer: NotRequired[str | None]


class NextQuestion(TypedDict):
    """Where a dialogue stands, and its next question; none where nothing changes the verdict any more."""

    schema: Literal["lexflux-question/1"]
    state: State
    question: Question | None


class Ground(TypedDict):
    """One reason for a verdict."""

    kind: str
    term: str
    text: str
    provisions: str


class RowError(TypedDict):
    """One error of a row."""

    kind: str
    text: str


class Row(TypedDict):
    """What one law says on one of many transfers, or why it cannot be read; as `lexflux check --format jsonl`."""

    file: str
    line: int | None
    transfer: NotRequired[str]
    leg: NotRequired[str]
    regime: NotRequired[str]
    regimeLabel: NotRequired[str]
    on: NotRequired[str | None]
    verdict: NotRequired[str]
    verdictLabel: NotRequired[str]
    countsAs: NotRequired[str]
    grounds: NotRequired[list[Ground]]
    errors: NotRequired[list[RowError]]


class ProblemPlace(TypedDict):
    """One error of an input, and where it stands."""

    detail: str
    line: NotRequired[int]
    node: NotRequired[str]
    property: NotRequired[str]
    parameter: NotRequired[str]


class ProblemData(TypedDict):
    """What went wrong (RFC 9457)."""

    title: str
    status: int
    detail: str
    line: NotRequired[int]
    column: NotRequired[int]
    errors: NotRequired[list[ProblemPlace]]
