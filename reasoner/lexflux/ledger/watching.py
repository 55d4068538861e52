"""Records decided as they come in: against the law of their day, and against what the ledger counted before them."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import polars as pl

from lexflux.batch.outcomes import Outcome, outcome_of, undecided
from lexflux.decision.all_law import AllLaw
from lexflux.decision.decide import decide
from lexflux.decision.flows import LegDecision, decide_leg
from lexflux.decision.gates import gates_at
from lexflux.decision.statuses import ALL_CLEAR, Verdict
from lexflux.errors import InputError, LexfluxError, NoLawInForceError
from lexflux.facts.counts import Bounds
from lexflux.facts.legs import flow_of
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.ledger.arrivals import Arrivals
from lexflux.ledger.batches import batch_of
from lexflux.ledger.coming import Change, ending_safeguards, law_changes
from lexflux.ledger.due import due_between
from lexflux.ledger.events import LAWS, Event, contents, head, law_of, notation_of, problem, signature
from lexflux.ledger.filling import places, stated
from lexflux.ledger.lines import Record
from lexflux.ledger.membership import Target, target_of
from lexflux.ledger.profiles import Profile, facts_of
from lexflux.ledger.store import Ledger
from lexflux.ledger.tallies import Tally
from lexflux.terms import DATA_SET, local, parse_day

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Watch:
    """
    What is watched for.

    ``near`` is the share of a threshold, in per cent, from which a count is near it; ``span`` how many days ahead a
    safeguard that ends, or law that changes, is told; ``regimes`` those asked, by default all that reach a transfer.
    """

    near: int = 90
    span: int = 30
    regimes: tuple[str, ...] = ()
    language: str = "en"


@dataclass(slots=True)
class Told:
    """What was told before: the last outcome of each profile, and what is told once."""

    outcomes: dict[str, str] = field(default_factory=dict)
    once: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What all law makes of transfers of a profile, as it is told: each law, and those that keep them from going."""

    signature: str
    event: str
    laws: list[Event]
    holding: list[Event]


class Watcher:
    """
    Decides records in the order in which they come, and adds them to a ledger.

    Parameters
    ----------
    book, ledger
        The law book and the ledger.
    watch
        What is watched for.
    told
        What was told before.
    """

    def __init__(self, book: LawBook, ledger: Ledger, watch: Watch, told: Told) -> None:
        self.book, self.ledger, self.watch, self.told = book, ledger, watch, told
        self.words = Wording(book, watch.language)
        self._tallies: dict[tuple[str, Target], Tally] = {}
        self._looked_ahead: set[tuple[Profile, str]] = set()
        self._day: datetime.date | None = None
        self._late: list[tuple[Tally, Bounds, Bounds, Record]] = []
        self._reached: set[tuple[object, ...]] = set()
        self._batch = batch_of([])
        self._arrived, self._done = Arrivals.of([], self._batch), 0
        self._places: dict[tuple[Profile, datetime.date], dict[Fact, tuple[str, Target]]] = {}
        self._outcomes: dict[tuple[Profile, datetime.date, tuple[tuple[int, int], ...]], _Settled] = {}

    def look(self, records: Sequence[Record]) -> list[Event]:
        """
        Return what is to be told of records that come next; those that the ledger has were told of before.

        Records that come together are decided in the order of their days, since a law counts what went before. One that
        is dated before others of the ledger counts for these, too, so that a number may be reached on their day.
        """
        new, events = self._new(records)
        last = parse_day(self.ledger.last)
        new.sort(key=_day_of)
        self._batch = batch_of(new)
        self._arrived, self._done = Arrivals.of(new, self._batch), 0
        for day, of_day in groupby(new, _day_of):
            self._on(day)
            events += self._decided(self._arrived.between(self._done, self._done + len(list(of_day))))
        if new and last is not None and new[-1].day < last:
            self._on(last)
            for key in {key for one in self._arrived.present for key in self._facts(one, last).values()}:
                self._tally(*key)
        return [*events, *self._reached_late()]

    def keep(self) -> None:
        """Add the records that were looked at last to the ledger, which nobody else has written since."""
        if len(self._batch.records):
            self.ledger.append_new(self._batch.records, self._batch.profiles)
        self._batch, self._done = batch_of([]), 0
        self._reached.clear()

    def _new(self, records: Sequence[Record]) -> tuple[list[Record], list[Event]]:
        """Return the records that the ledger has not, and what is wrong with others that have an id of it."""
        named: dict[str, list[Record]] = {}
        for record in records:
            named.setdefault(record.id, []).append(record)
        known = self.ledger.known(pl.Series([*named], dtype=pl.String)) if named else pl.DataFrame()
        held = {name: set(rows) for name, rows in contents(known, list(self.ledger.profiles))} if len(known) else {}
        events: list[Event] = []
        for name, same in named.items():
            first = held.get(name, set(_contents(same[0])))
            for record in (one for one in same if set(_contents(one)) != first):
                error = InputError("id of another record", where=record.where, id=record.id)
                events.append(problem(error, record.where, self.watch.language, record.id))
        return [same[0] for name, same in named.items() if name not in held], events

    def _on(self, day: datetime.date) -> None:
        if day != self._day:
            self._day = day
            self._tallies.clear()
            self._looked_ahead.clear()
            self._outcomes.clear()
            self._places.clear()

    def _decided(self, arrivals: Arrivals) -> list[Event]:
        """Return what is to be told of records of one day, which are taken apart where a count passes a number."""
        day = arrivals.records[0].day
        tallies = {key: self._tally(*key) for one in arrivals.present for key in self._facts(one, day).values()}
        more = {key: tally.more(arrivals) for key, tally in tallies.items()}
        before = {key: tally.bounds for key, tally in tallies.items()}
        passing = [
            key for key, tally in tallies.items() if tally.place(before[key]) != tally.place(tally.after(more[key]))
        ]
        if passing and len(arrivals) > 1:
            middle = len(arrivals) // 2
            return [
                *self._decided(arrivals.between(0, middle)),
                *self._decided(arrivals.between(middle, len(arrivals))),
            ]
        for key, tally in tallies.items():
            tally.add(more[key])
        self._done += len(arrivals)
        events = [*self._reached_late(), *self._of_records(arrivals.records)]
        for key in passing:
            events += self._passed(tallies[key], before[key], tallies[key].bounds, arrivals.records[0])
        return [*events, *(event for tally in tallies.values() for event in self._near(tally))]

    def _tally(self, count: str, target: Target) -> Tally:
        found = self._tallies.get((count, target))
        if found is None:
            day = self._day or datetime.date.max
            found = Tally(self.book, self.ledger, self.book.cumulative_counts[count], target, day)
            window = found.count.window(day)
            before = [window.contains(record.day) for record in self._arrived.records[: self._done]]
            self._tallies[count, target] = found
            if True in before:
                self._take(found, self._arrived.between(before.index(True), self._done))
        return found

    def _take(self, tally: Tally, arrivals: Arrivals) -> None:
        """Count records of days before that of a count, and note by which of them it passed a number."""
        more, before = tally.more(arrivals), tally.bounds
        passes = tally.place(before) != tally.place(tally.after(more))
        if passes and len(arrivals) > 1:
            middle = len(arrivals) // 2
            self._take(tally, arrivals.between(0, middle))
            self._take(tally, arrivals.between(middle, len(arrivals)))
            return
        tally.add(more)
        if passes:
            self._late.append((tally, before, tally.bounds, arrivals.records[0]))

    def _reached_late(self) -> list[Event]:
        noted, self._late = self._late, []
        return [event for one in noted for event in self._passed(*one)]

    def _facts(self, profile: Profile, day: datetime.date) -> dict[Fact, tuple[str, Target]]:
        """Return where the counts of a profile stand in its facts, and what each counts."""
        key = profile, day
        if key not in self._places:
            facts = facts_of(self.book, profile)
            asked = {self.book.regimes[one] for one in self.watch.regimes}
            regimes = asked or gates_at(self.book, facts, day).open_regimes
            counts = [one for one in self.book.cumulative_counts.values() if one.regime in regimes]
            self._places[key] = {
                (path, count.count_of): (
                    count.iri,
                    self._target(facts, profile, path if facts.nodes[path].owner == DATA_SET else None),
                )
                for count in counts
                for path in places(self.book, facts, count)
            }
        return self._places[key]

    @staticmethod
    def _target(facts: Facts, profile: Profile, path: str | None) -> Target:
        return target_of(facts, profile.exporter, profile.recipient, path)

    def _counted(self, profile: Profile, day: datetime.date) -> Facts:
        nodes = dict(facts_of(self.book, profile).nodes)
        for (path, prop), key in self._facts(profile, day).items():
            nodes[path] = stated(nodes[path], prop, self._tally(*key).bounds)
        return Facts(nodes)

    def _of_records(self, records: Sequence[Record]) -> Iterator[Event]:
        """Yield what is to be told of records while no count passes a number: of those alike law makes the same."""
        known: dict[Profile, tuple[str, _Settled | LexfluxError]] = {}
        for record in records:
            for profile in {profile: None for profile, _ in record.counted}:
                found = known.get(profile)
                if found is None:
                    name = f"{profile.exporter}\n{profile.recipient}\n{profile.tree}"
                    try:
                        found = name, (yield from self._settled(profile, record))
                    except (InputError, NoLawInForceError) as error:
                        found = name, error
                    known[profile] = found
                name, settled = found
                if not isinstance(settled, _Settled):
                    yield problem(settled, record.where, self.watch.language, record.id)
                    continue
                if settled.holding:
                    yield {**head(settled.event, record, profile), LAWS: settled.holding}
                now, before = settled.signature, self.told.outcomes.get(name)
                if now != before:
                    self.told.outcomes[name] = now
                    new = head("new outcome", record, profile)
                    yield {**new, "before": before, "after": now, LAWS: settled.laws}

    def _settled(self, profile: Profile, record: Record) -> Generator[Event, None, _Settled]:
        """Return what all law makes of a profile as things stand, and yield what lies ahead of it."""
        day = record.day
        tallies = [self._tally(*key) for key in self._facts(profile, day).values()]
        key = profile, day, tuple(tally.place(tally.bounds) for tally in tallies)
        if key not in self._outcomes:
            leg = self._leg(self._counted(profile, day), day)
            self._outcomes[key] = _settled(self._outcome(leg, day))
            yield from self._ahead(profile, record, leg, self._outcomes[key].signature)
        return self._outcomes[key]

    def _outcome(self, leg: LegDecision, day: datetime.date) -> list[Outcome]:
        language = self.watch.language
        decided = [outcome_of(decision, "", None, language) for decision in leg.decisions]
        return [*decided, *undecided(self.words, leg, day, "", None, "")]

    def _leg(self, facts: Facts, day: datetime.date) -> LegDecision:
        return decide_leg(AllLaw(self.book, day), flow_of(facts).legs[0], regimes=self.watch.regimes)

    def _ahead(self, profile: Profile, record: Record, leg: LegDecision, outcome: str) -> Iterator[Event]:
        """Yield what ends, and what law changes for transfers of a profile with an outcome, within the span."""
        if (profile, outcome) in self._looked_ahead:
            return
        self._looked_ahead.add((profile, outcome))
        until = record.day + datetime.timedelta(days=self.watch.span)
        for safeguard, last in ending_safeguards(leg.decisions, until):
            named = {"safeguard": local(safeguard), "label": self.words.label(safeguard), "until": str(last)}
            yield from self._once(profile, {**head("expires", record, profile), **named})
        for change in law_changes(self.book, leg, until, self._leg):
            yield from self._once(profile, {**head("law changes", record, profile), **self._change(change)})

    def _change(self, change: Change) -> Event:
        norms = {iri: self.words.label(iri) for iri in (*change.begins, *change.ends)}
        return {
            "on": str(change.day),
            "before": local(change.before),
            "after": local(change.after),
            "takeEffect": [{"norm": iri, "label": norms[iri]} for iri in change.begins],
            "end": [{"norm": iri, "label": norms[iri]} for iri in change.ends],
        }

    def _passed(self, tally: Tally, before: Bounds, after: Bounds, record: Record) -> Iterator[Event]:
        """Yield the numbers that a record made a count reach, surely or perhaps, with what that changes."""
        for name, was, now in (
            ("threshold reached", before.least, after.least),
            ("threshold perhaps reached", before.most or 0, after.most or 0),
        ):
            for number in (one for one in tally.numbers if was < one <= now):
                key = name, tally.count.iri, tally.target, number, record.id
                if (name == "threshold reached" or after.least < number) and key not in self._reached:
                    self._reached.add(key)
                    profile = record.counted[0][0]
                    yield {
                        **head(name, record, profile),
                        **({} if tally.day == record.day else {"on": str(tally.day)}),
                        **self._count(tally, number),
                        **self._due(tally, number, record),
                    }

    def _due(self, tally: Tally, number: int, record: Record) -> Event:
        profile, notation = record.counted[0][0], notation_of(self.book, tally.count.regime)
        facts = self._counted(profile, tally.day)
        try:
            before, after = (
                decide(self.book, self._at(facts, profile, tally, value), notation, tally.day)
                for value in (number - 1, number)
            )
        except NoLawInForceError:
            return {}
        due = due_between(before, after)
        return {"needed": list(map(local, due.needed)), "noLongerNeeded": list(map(local, due.no_longer))}

    def _at(self, facts: Facts, profile: Profile, tally: Tally, value: int) -> Facts:
        nodes = dict(facts.nodes)
        for (path, prop), (count, target) in self._facts(profile, tally.day).items():
            if (count, target) == (tally.count.iri, tally.target):
                node = nodes[path]
                nodes[path] = replace(node, values={**node.values, prop: (value,)}, ranges=_but(node.ranges, prop))
        return Facts(nodes)

    def _near(self, tally: Tally) -> Iterator[Event]:
        found = tally.bounds
        number = next((one for one in tally.numbers if found.least < one), None)
        if number is not None and 100 * (found.most or 0) >= self.watch.near * number:
            told = f"near\n{tally.count.iri}\n{tally.target}\n{number}\n{tally.count.window(tally.day).start}"
            if tally.count.length is not None:
                told = f"near\n{tally.count.iri}\n{tally.target}\n{number}"
            if told not in self.told.once:
                self.told.once[told] = None
                yield {"event": "near threshold", "date": str(tally.day), **self._count(tally, number)}

    def _count(self, tally: Tally, number: int) -> Event:
        target, found = tally.target, tally.bounds
        return {
            "count": tally.count.iri,
            "label": self.words.label(tally.count.iri),
            "exporter": target.exporter,
            **({"recipient": target.recipient} if target.recipient else {}),
            **({"kinds": sorted(map(local, target.kinds))} if target.kinds else {}),
            "number": number,
            "least": found.least,
            "most": found.most,
        }

    def _once(self, profile: Profile, event: Event) -> Iterator[Event]:
        told = f"{event['event']}\n{profile.exporter}\n{profile.recipient}\n{profile.tree}\n{event.get('safeguard')}\n"
        told += f"{event.get('until')}\n{event.get('on')}"
        if told not in self.told.once:
            self.told.once[told] = None
            yield event


def _day_of(record: Record) -> datetime.date:
    return record.day


def _contents(record: Record) -> Iterator[tuple[Any, ...]]:
    """Yield what the rows of a record say."""
    for profile, counted in record.counted:
        if isinstance(counted, int):
            yield record.day, profile, None, counted
        else:
            yield from ((record.day, profile, key, None) for key in counted)


def _but(mapping: Mapping[str, Any], prop: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != prop}


def _settled(outcomes: Sequence[Outcome]) -> _Settled:
    held = [one for one in outcomes if one.counts_as not in ALL_CLEAR]
    barred = any(one.counts_as != Verdict.UNDETERMINED for one in held)
    event = "may not go" if barred else "undetermined"
    return _Settled(signature(outcomes), event, list(map(law_of, outcomes)), list(map(law_of, held)))
