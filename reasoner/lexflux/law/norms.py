"""Instruments, provisions, norms and precedences as the ontology states them."""

from __future__ import annotations

import calendar
import datetime
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lexflux.errors import KnowledgeError
from lexflux.law.conditions import Condition
from lexflux.terms import LF

Texts = Mapping[str, str]
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


class Modality(enum.StrEnum):
    """What a norm does to the transfers that it is about."""

    OBLIGATION = LF + "Obligation"
    PROHIBITION = LF + "Prohibition"
    PERMISSION = LF + "Permission"
    EXEMPTION = LF + "Exemption"
    SCOPE = LF + "Scope"


class Due(enum.StrEnum):
    """When a required safeguard must be in place, the earliest first."""

    BEFORE_TRANSFER = LF + "BeforeTransfer"
    THROUGHOUT = LF + "Throughout"
    AFTER_TRANSFER = LF + "AfterTransfer"


class LimitKind(enum.StrEnum):
    """What a time limit bounds: the latest moment, the shortest time of keeping, the longest between two, the last."""

    AT_THE_LATEST = LF + "AtTheLatest"
    AT_LEAST = LF + "AtLeast"
    AT_LEAST_EVERY = LF + "AtLeastEvery"
    WITHIN_THE_LAST = LF + "WithinTheLast"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days on which something holds: from the first, until the first on which it no longer does."""

    start: datetime.date | None = None
    end: datetime.date | None = None

    def contains(self, day: datetime.date) -> bool:
        """
        Return whether ``day`` lies in the half-open interval.

        >>> Interval(datetime.date(2024, 3, 22)).contains(datetime.date(2024, 3, 21))
        False
        """
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def intersect(self, other: Interval) -> Interval:
        """Return the days that both intervals hold."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return Interval(max(starts, default=None), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time by the calendar."""

    years: int
    months: int
    days: int

    def after(self, start: datetime.date) -> datetime.date:
        """
        Return the day that lies this time after another, the last of the month where the day does not exist.

        >>> Length(0, 0, 14).after(datetime.date(2026, 11, 20))
        datetime.date(2026, 12, 4)
        """
        months = start.month - 1 + self.months + 12 * (start.year + self.years)
        year, month = divmod(months, 12)
        day = min(start.day, calendar.monthrange(year, month + 1)[1])
        return datetime.date(year, month + 1, day) + datetime.timedelta(days=self.days)


def read_length(said: str | None, owner: str) -> Length | None:
    """Return an ISO 8601 duration of years, months and days that ``owner`` states, None where it states none."""
    if said is None:
        return None
    found = DURATION.fullmatch(said)
    if found is None:
        raise KnowledgeError("period without length", iri=owner)
    return Length(*(int(part or 0) for part in found.groups()))


@dataclass(frozen=True, slots=True)
class Instrument:
    """
    A law, rule, guideline, list or treaty (``eli:LegalResource``).

    ``adopted`` is its own date, ``enters_into_force`` whether a day is recorded from which it is in force; ``urls`` are
    the addresses of the copies that were read, ``official`` those at which it is published; ``bearers`` are whom its
    duties and bans bind that say nothing themselves.
    """

    iri: str
    identifier: str
    titles: Texts
    short_titles: Texts
    regime: str
    rank: str
    validity: Interval
    adopted: datetime.date | None
    enters_into_force: bool
    dates_confidence: str | None
    urls: tuple[str, ...]
    official: tuple[str, ...]
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """
    An article, paragraph, item or official answer (``eli:LegalResourceSubdivision``).

    ``urls`` are the addresses of the copies that were read, ``official`` those at which the law is published;
    ``validity`` are the days that it states itself, where it does not hold on all those of its instrument.
    """

    iri: str
    identifier: str
    labels: Texts
    gists: Texts
    notes: Texts
    instrument: str
    validity: Interval
    kinds: tuple[str, ...]
    confidence: str
    sources: tuple[str, ...]
    urls: tuple[str, ...]
    official: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """
    A class of transfers and what the law orders for them.

    A permission ``without_prejudice`` speaks of one rule alone and leaves whatever else forbids the transfer as it is.
    ``bearers`` are whom a duty or ban binds (parties by their place in the transfer, or roles), none where it is the
    exporter or the sources do not tell.
    """

    iri: str
    labels: Texts
    regime: str
    condition: Condition
    modality: str
    stated_in: tuple[str, ...]
    validity: Interval
    file: str
    requires: str | None = None
    due: str | None = None
    exempts_from: frozenset[str] = frozenset()
    permits: str | None = None
    in_place_of: str | None = None
    lifted_by: str | None = None
    time_limit: str | None = None
    counted_in: str | None = None
    limit_kind: str = LimitKind.AT_THE_LATEST
    counted_from: Texts = field(default_factory=dict)
    counted_from_day: str | None = None
    length: Length | None = None
    yearly_by: str | None = None
    notes: Texts = field(default_factory=dict)
    without_prejudice: bool = False
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditNote:
    """
    Why a finding of a kind on norms, or on a regime, is no fault or is left open.

    ``condition`` says of which transfers it is so, where a finding is about transfers and not about norms.
    """

    about: frozenset[str]
    kind: str
    reasons: Texts
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """
    A provision whose effect is not encoded, and the transfers that it touches.

    ``may_hold_back`` is whether it could keep a transfer from going that has all that is encoded.
    """

    iri: str
    labels: Texts
    reasons: Texts
    regime: str
    condition: Condition
    stated_in: tuple[str, ...]
    validity: Interval
    may_hold_back: bool = True


@dataclass(frozen=True, slots=True)
class Precedence:
    """Norms that prevail over others, with the provision and the principle on which that rests."""

    iri: str
    labels: Texts
    prevailing: frozenset[str]
    yielding: frozenset[str]
    principle: str
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValidityPeriod:
    """
    How long a safeguard of a class counts after the day on which it was issued.

    ``extension`` is by how much it is prolonged on application.
    """

    iri: str
    safeguard: str
    length: Length
    stated_in: tuple[str, ...]
    validity: Interval
    extension: Length | None = None


@dataclass(frozen=True, slots=True)
class ConclusionLimit:
    """From which day on a safeguard of a class is concluded too late to count under a regime."""

    iri: str
    safeguard: str
    before: datetime.date
    regime: str
    stated_in: tuple[str, ...]
    validity: Interval


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A question of law without a settled answer, and the readings that are held."""

    iri: str
    labels: Texts
    questions: Texts
    readings: tuple[str, ...]
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Designation:
    """A place or body that counts among a designated class while the designation is valid."""

    iri: str
    labels: Texts
    individual: str
    designated_as: str
    stated_in: tuple[str, ...]
    confidence: str
    validity: Interval


@dataclass(frozen=True, slots=True)
class Collection:
    """
    All data of a transfer that belong to each of some classes, taken together.

    ``adds_up`` are the counts that the law adds up over the data sets ``of`` which it is; ``iri`` is its class.
    """

    iri: str
    of: tuple[str, ...]
    adds_up: tuple[str, ...]
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnershipRule:
    """
    Organisations count among a class through their owners.

    They are among ``derives`` if owners who are among ``of_owners``, or among ``derives`` themselves, hold
    ``minimum_share`` per cent together.
    """

    iri: str
    derives: str
    of_owners: str
    minimum_share: int
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbsentRule:
    """That the law of a regime has no rule on a topic, as far as was read, in words."""

    regime: str
    topic: str
    labels: Texts
    confidence: str
