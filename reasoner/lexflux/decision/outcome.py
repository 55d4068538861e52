"""What a decision is: findings about norms, requirements, missing facts, open points, clashes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.statuses import FactState, Need, NormStatus, RequirementStatus, TurnsOn, Verdict, leaves_open
from lexflux.decision.unread import UnreadFact
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import ConclusionLimit, Due, Gap, Modality, Norm, ValidityPeriod
from lexflux.law.precedence import Attack
from lexflux.terms import LF

READ = LF + "Read"


@dataclass(frozen=True, slots=True)
class NormFinding:
    """What one norm says about the transfer: its status, and the effective or possible norms that attack it."""

    norm: Norm
    status: NormStatus
    triggered: Diagram
    effective: Diagram
    attacks: tuple[Attack, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A safeguard that a permission accepts in place of the required one."""

    norm: str
    safeguard: str
    in_place: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    A safeguard that norms demand, when, whether it is needed and there, and what may stand in its place.

    ``in_place`` is its status whether or not it is needed, ``status`` unknown where something that is not in place is
    only perhaps needed. ``grounds`` are those of the ``norms`` that certainly ask for it, or of which, where none does
    alone, one or another does.
    """

    safeguard: str
    due: Due
    need: Need
    in_place: RequirementStatus
    status: RequirementStatus
    norms: tuple[str, ...]
    met_by: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    grounds: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it is needed however the unknown facts turn out."""
        return self.need == Need.NEEDED


@dataclass(frozen=True, slots=True)
class MissingFact:
    """
    A fact that could still change the outcome, and the norms that make it matter.

    ``turns_on`` says what it can change: the verdict, else by which mechanism the data may go, else other conditions of
    the transfer, else only later duties.
    ``decisiveness`` is the share of completions of the other facts in which it does, ``estimated`` on some of them
    where they are too many. ``values`` are the terms or kinds of which the answer has to say whether they are the case,
    if there may be several.
    """

    path: str
    prop: str
    state: FactState
    decisiveness: float
    turns_on: TurnsOn
    norms: tuple[str, ...]
    estimated: bool
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPointFinding:
    """An open point of law on which the outcome depends, and the verdicts that each reading leaves possible."""

    point: str
    verdicts: Mapping[str, tuple[Verdict, ...]]
    requirements: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Clash:
    """
    Two effective norms that cannot both be followed, with no precedence between them.

    A prohibition clashes with a permission of the transfer itself (one that is not about the choice of a safeguard,
    and not without prejudice to other law),
    and two obligations clash whose required safeguards exclude each other (``owl:disjointWith``).
    """

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Expired:
    """
    A kind of a stated safeguard that does not count on the day of the decision.

    ``until`` is its last day under a validity period, the day from which it was concluded too late under a limit or,
    without a ``rule``, the later day on which it, or the first of its kind, was issued; ``needed`` instead is the class
    in which it would have to lie.
    """

    path: str
    safeguard: str
    until: datetime.date | None = None
    rule: ValidityPeriod | ConclusionLimit | None = None
    needed: str | None = None

    def grounds(self, book: LawBook) -> tuple[str, ...]:
        """Return the provisions by which the safeguard does not count."""
        if self.needed is not None:
            return book.element_sources.get(self.needed, ())
        return self.rule.stated_in if self.rule is not None else ()

    @property
    def reason(self) -> str:
        """Why the safeguard does not count."""
        if self.needed is not None:
            return "not as asked"
        match self.rule:
            case ValidityPeriod():
                return "valid no longer"
            case ConclusionLimit():
                return "concluded too late"
            case None:
                return "issued later"


@dataclass(frozen=True, slots=True)
class Details:
    """What an answer tells beside the verdict, and the evaluation from which that was derived."""

    findings: Mapping[str, NormFinding]
    requirements: tuple[Requirement, ...]
    missing: tuple[MissingFact, ...]
    open_points: tuple[OpenPointFinding, ...]
    gaps: tuple[tuple[Gap, bool], ...]
    clashes: tuple[Clash, ...]
    unread: tuple[UnreadFact, ...]
    evaluation: Evaluation


@dataclass(frozen=True)
class Decision:
    """
    What the law of one regime says about one transfer on one day.

    ``facts`` are the ``stated`` ones without the safeguards that do not count on the day, or perhaps not; a ``strict``
    decision presumes nothing. ``detail`` derives what is told beside the verdict when it is first asked for.
    """

    book: LawBook = field(repr=False, compare=False)
    regime: str
    on: datetime.date
    stated: Facts
    facts: Facts
    readings: Mapping[str, str]
    strict: bool
    verdict: Verdict
    possible: tuple[Verdict, ...]
    expired: tuple[Expired, ...]
    detail: Callable[[], Details]

    @property
    def details(self) -> Details:
        """What is told beside the verdict."""
        return self.detail()

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation behind the decision; what is asked of it comes after the details, and leaves them alone."""
        return self.details.evaluation

    @property
    def findings(self) -> Mapping[str, NormFinding]:
        """What each norm of the day says."""
        return self.details.findings

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What norms that can hold require: first what is due first, then what is most pressing."""
        return self.details.requirements

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """The facts that could still change the outcome, the most decisive first."""
        return self.details.missing

    @property
    def open_points(self) -> tuple[OpenPointFinding, ...]:
        """The open points of law on which the outcome depends."""
        return self.details.open_points

    @property
    def gaps(self) -> tuple[tuple[Gap, bool], ...]:
        """The gaps that the transfer touches, each with whether it certainly does."""
        return self.details.gaps

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The effective norms that cannot both be followed."""
        return self.details.clashes

    @property
    def unread(self) -> tuple[UnreadFact, ...]:
        """The stated facts that the law does not read."""
        return self.details.unread

    def with_status(self, *statuses: NormStatus) -> list[NormFinding]:
        """Return the findings with one of the given statuses, in the order of the norms' IRIs."""
        return [finding for _, finding in sorted(self.findings.items()) if finding.status in statuses]

    @property
    def left_open(self) -> bool:
        """Whether what is not encoded may keep the encoded norms from giving an all-clear."""
        return Verdict.UNDETERMINED in self.possible

    @property
    def gaps_left_open(self) -> list[Gap]:
        """The gaps that keep, or may keep, the encoded norms from giving an all-clear."""
        reached = Verdict.PERMITTED if self.with_status(NormStatus.EFFECTIVE) else Verdict.NOT_REACHED
        return [gap for gap, _ in self.gaps if self.left_open and leaves_open(gap, reached)]

    @property
    def exemptions(self) -> list[NormFinding]:
        """The effective exemptions."""
        return [
            finding for finding in self.with_status(NormStatus.EFFECTIVE) if finding.norm.modality == Modality.EXEMPTION
        ]

    @property
    def less_than_read(self) -> list[str]:
        """The provisions behind effective or unsettled norms that were not read in the original."""
        holding = self.with_status(NormStatus.EFFECTIVE, NormStatus.UNSETTLED)
        stated = {iri for finding in holding for iri in finding.norm.stated_in}
        return sorted(iri for iri in stated if self.evaluation.book.provisions[iri].confidence != READ)
