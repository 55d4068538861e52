"""How a law counts over many transfers: whom, in which data, within which days, and what it leaves out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.errors import KnowledgeError
from lexflux.law.graphs import Texts, View
from lexflux.law.legislation import Legislation
from lexflux.law.norms import Interval, Length, read_length
from lexflux.terms import LF

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CumulativeCount:
    """
    How a law arrives at the number that ``count_of``, a fact of one transfer, states.

    It counts each ``unit`` (``lf:Person`` or ``lf:Device``) once that is among ``only``, of data sets that are all of
    ``data`` in transfers that are among ``transfers``, and adds up transfers that agree in ``added_up_by``. Exemptions
    stated in ``left_out_under`` leave a transfer out, those in ``perhaps_left_out_under`` by some sources. It
    ``begins`` anew on a day of the year, given as month and day, ``years_back`` years earlier, or goes back a
    ``length`` of time.
    """

    iri: str
    labels: Texts
    notes: Texts
    regime: str
    count_of: str
    unit: str
    only: str | None
    transfers: str | None
    data: tuple[str, ...]
    left_out_under: frozenset[str]
    perhaps_left_out_under: frozenset[str]
    added_up_by: frozenset[str]
    begins: tuple[int, ...] | None
    years_back: int
    length: Length | None
    stated_in: tuple[str, ...]

    def window(self, day: datetime.date) -> Interval:
        """Return the days that are counted with a day, the day included."""
        return Interval(self._first(day), day + ONE_DAY)

    def anew(self, day: datetime.date) -> datetime.date | None:
        """Return the next day after another with which the count begins anew; none where it goes back with each day."""
        if self.begins is None:
            return None
        this_year = datetime.date(day.year, *self.begins)
        return this_year if this_year > day else datetime.date(day.year + 1, *self.begins)

    def _first(self, day: datetime.date) -> datetime.date:
        if self.begins is not None:
            this_year = datetime.date(day.year, *self.begins)
            begun = day.year if this_year <= day else day.year - 1
            return datetime.date(begun - self.years_back, *self.begins)
        length = self.length or Length(0, 0, 0)
        return Length(-length.years, -length.months, -length.days).after(day)


def read_cumulative_counts(view: View, legislation: Legislation) -> dict[str, CumulativeCount]:
    """
    Return the cumulative counts by IRI.

    Raises
    ------
    KnowledgeError
        If one is of no fact, has no unit, or neither a day on which it begins anew nor a length.
    """
    return {node.value: _read(view, legislation, node) for node in view.subjects(LF + "CumulativeCount")}


def _read(view: View, legislation: Legislation, node: ox.NamedNode) -> CumulativeCount:
    stated = legislation.stated_in(view, node)
    begins = view.literal(node, LF + "windowBegins")
    length = read_length(view.literal(node, LF + "windowLength"), node.value)
    count_of, unit = (view.iri(node, LF + name) for name in ("countOf", "unitOfCount"))
    if count_of is None or unit is None or (begins is None) == (length is None):
        raise KnowledgeError("cumulative count incomplete", iri=node.value)
    return CumulativeCount(
        iri=node.value,
        labels=view.texts(node),
        notes=view.texts(node, LF + "sourceNote"),
        regime=legislation.regime(stated),
        count_of=count_of,
        unit=unit,
        only=view.iri(node, LF + "countsOnly"),
        transfers=view.iri(node, LF + "countsTransfers"),
        data=view.iris(node, LF + "countsData"),
        left_out_under=frozenset(view.iris(node, LF + "leavesOutUnder")),
        perhaps_left_out_under=frozenset(view.iris(node, LF + "mayLeaveOutUnder")),
        added_up_by=frozenset(view.iris(node, LF + "addedUpBy")),
        begins=_month_and_day(begins) if begins else None,
        years_back=int(view.literal(node, LF + "yearsBack") or 0),
        length=length,
        stated_in=stated,
    )


def _month_and_day(said: str) -> tuple[int, ...]:
    """
    Return month and day of an ``xsd:gMonthDay``.

    >>> _month_and_day("--01-01")
    (1, 1)
    """
    return tuple(map(int, said.removeprefix("--").split("-")))
