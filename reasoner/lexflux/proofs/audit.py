"""What is wrong or odd in the law of a regime as it is encoded, each finding with a transfer that shows it.

Five questions: which norms never take effect in all their life; which forbid and permit the same transfer with no
precedence between them; which transfers no norm decides; which norms could be left out without any answer changing;
and which facts are presumed though nobody is asked for them. All but the last are answered by SAT over every transfer
of one data set, within a time; what could not be settled in it is said.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lexflux.decision.clashes import allows_the_transfer
from lexflux.decision.statuses import Verdict
from lexflux.grounding.formulas import FALSE, Formula
from lexflux.grounding.laws import GroundLaw, without_norm
from lexflux.law.conditions import HasValue, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import AuditNote, Modality, Norm
from lexflux.law.reading import conditions_read
from lexflux.law.snapshot import snapshot_if_in_force
from lexflux.proofs.findings import REPEATED, Audit, Finding, Proof
from lexflux.proofs.one_day import OneDay

MOST_REGIONS = 5
ALARMING = (Modality.EXEMPTION, Modality.PROHIBITION, Modality.PERMISSION)


class Auditor:
    """
    Audits the law of a regime.

    Parameters
    ----------
    book
        The law book.
    regime
        Notation of the regime.
    on
        The day of the law; whether a norm ever takes effect is asked of all its life.
    seconds
        So much processor time it may take; each question then says how far it came.
    """

    def __init__(self, book: LawBook, regime: str, on: datetime.date, seconds: float) -> None:
        self.book = book
        self.regime = regime
        self.on = on
        self._end = time.process_time() + seconds
        self._day = OneDay(book, regime, on)
        self._proofs: list[Proof] = []

    def audit(self) -> Audit:
        """Return what was found in the time given."""
        questions: tuple[Callable[[], Iterator[Finding]], ...] = (
            self._clashes,
            self._undecided,
            self._never_effective,
            self._redundant,
            self._unasked,
        )
        found = tuple(self._explained(finding) for question in questions for finding in question())
        return Audit(self.regime, self.on, found, tuple(self._proofs))

    def _explained(self, finding: Finding) -> Finding:
        """Return a finding on norms with what the ontology says of it."""
        if not finding.norms:
            return finding
        about = (
            one for one in self.book.audit_notes if one.kind == finding.kind and one.about.issuperset(finding.norms)
        )
        return replace(finding, reasons=next((dict(one.reasons) for one in about), {}))

    def _over(self) -> bool:
        return time.process_time() > self._end

    def _settled(self, question: str, settled: int, of: int) -> None:
        self._proofs.append(Proof(question, settled, of))

    def _clashes(self) -> Iterator[Finding]:
        """Yield each permission of a transfer with the prohibitions that it can meet, and duties that exclude."""
        day, law = self._day, self._day.law.law
        pairs = self._opposed(law.norms.values())
        found: dict[str, dict[str, list[int]]] = {}
        settled = 0
        for one, other in pairs:
            if self._over():
                break
            settled += 1
            both = day.formulas.conjunction((day.law.effective[one], day.law.effective[other]))
            if day.encoding.possible(both):
                found.setdefault(one, {})[other] = day.encoding.chosen()
        self._settled("clash", settled, len(pairs))
        for one, others in found.items():
            first = next(iter(others))
            both = day.formulas.conjunction((day.law.effective[one], day.law.effective[first]))
            world = next(day.nearest(both), others[first])
            finding = day.finding("clash", (one,), (first,), world)
            yield Finding("clash", (one,), tuple(others), finding.facts, finding.told, finding.confirmed)

    def _opposed(self, norms: Iterable[Norm]) -> list[tuple[str, str]]:
        listed = list(norms)
        permissions = [one for one in listed if allows_the_transfer(one)]
        forbidding = [one for one in listed if one.modality == Modality.PROHIBITION]
        duties = [one for one in listed if one.modality == Modality.OBLIGATION and one.requires]
        excluding = [
            (one.iri, other.iri)
            for place, one in enumerate(duties)
            for other in duties[place + 1 :]
            if frozenset((one.requires, other.requires)) in self.book.disjoint
        ]
        return [*((one.iri, other.iri) for one in permissions for other in forbidding), *excluding]

    def _undecided(self) -> Iterator[Finding]:
        """
        Yield the nearest transfers that leave and that no norm reaches, or only norms of scope.

        One is shown of each class of them that the ontology explains, then those outside all these classes.
        """
        asked = self._regions()
        settled = 0
        for kind, where, verdict in asked:
            left = where
            for note in self._notes(kind):
                explained = self._day.formulas.conjunction((left, self._explaining(note)))
                left = self._day.formulas.without(left, explained)
                for finding in self._shown(kind, explained, verdict, 1):
                    yield replace(finding, reasons=dict(note.reasons))
            yield from self._shown(kind, left, verdict, MOST_REGIONS)
            if self._over():
                break
            settled += 1
        self._settled("undecided", settled, len(asked))

    def _regions(self) -> tuple[tuple[str, Formula, Verdict], ...]:
        """Return where a transfer that leaves is let go because no norm reaches it, or only norms of scope."""
        law, formulas = self._day.law, self._day.formulas
        deciding = [law.effective[norm.iri] for norm in law.law.norms.values() if norm.modality != Modality.SCOPE]
        outside = formulas.conjunction((law.verdicts[Verdict.NOT_REACHED], self._day.leaving))
        inside = formulas.conjunction((law.verdicts[Verdict.PERMITTED], self._day.leaving))
        only_scope = formulas.without(inside, formulas.disjunction(deciding))
        return ("not reached", outside, Verdict.NOT_REACHED), ("scope alone", only_scope, Verdict.PERMITTED)

    def _notes(self, kind: str) -> list[AuditNote]:
        """Return the notes on findings of a kind about transfers under this law."""
        regime = self.book.regimes[self.regime]
        return [one for one in self.book.audit_notes if one.kind == kind and regime in one.about]

    def _explaining(self, note: AuditNote) -> Formula:
        return FALSE if note.condition is None else self._day.law.grounding.holds(note.condition)

    def _shown(self, kind: str, where: Formula, verdict: Verdict, most: int) -> Iterator[Finding]:
        """Yield findings on the transfers of a region, the nearest to an ordinary one."""
        for world in self._day.nearest(where, most) if self._day.encoding.possible(where) else ():
            yield self._day.finding(kind, (), (), world, verdict=verdict)
            if self._over():
                break

    def _never_effective(self) -> Iterator[Finding]:
        """Yield the norms that no transfer of any day of their life brings into effect."""
        regime = self._day.law.law.regime
        waiting = {iri: norm for iri, norm in self.book.norms.items() if norm.regime == regime}
        count, unsettled = len(waiting), 0
        triggered: set[str] = set()
        days = self._days(waiting.values())
        for place, on in enumerate(days):
            own = [iri for iri, norm in waiting.items() if norm.validity.contains(on)]
            if not own:
                continue
            if self._over():
                settled = {iri: norm for iri, norm in waiting.items() if not self._lives(norm, days[place:])}
                unsettled, waiting = len(waiting) - len(settled), settled
                break
            day = self._day if on == self.on else OneDay(self.book, self.regime, on)
            for iri in own:
                if day.encoding.possible(day.law.effective[iri]):
                    del waiting[iri]
                elif day.encoding.possible(day.law.triggered[iri]):
                    triggered.add(iri)
        self._settled("never effective", count - unsettled, count)
        for iri in sorted(waiting):
            yield Finding("always defeated" if iri in triggered else "never triggered", (iri,), self._defeating(iri))

    def _days(self, norms: Iterable[Norm]) -> list[datetime.date]:
        """Return the days from each of which the law is another, the day of the audit first, then the latest."""
        changes = {day for norm in norms for day in (norm.validity.start, norm.validity.end) if day is not None}
        changes |= {
            day
            for one in self.book.designations.values()
            for day in (one.validity.start, one.validity.end)
            if day is not None
        }
        return [self.on, *sorted(changes - {self.on}, reverse=True)]

    def _lives(self, norm: Norm, days: Sequence[datetime.date]) -> bool:
        return any(norm.validity.contains(day) for day in days)

    def _defeating(self, iri: str) -> tuple[str, ...]:
        return tuple(attack.prevailing for attack in self.book.attacks.attacks.get(iri, ()))[:4]

    def _redundant(self) -> Iterator[Finding]:
        """
        Yield the norms without which every verdict and every requirement would be the same.

        Norms of scope are not asked: they say by which rule a law applies, whatever else does.
        """
        law = self._day.law
        acting = (norm for norm in law.law.norms.values() if law.effective[norm.iri] != FALSE)
        norms = [norm for norm in acting if norm.modality != Modality.SCOPE]
        settled = 0
        for norm in norms:
            if self._over():
                break
            settled += 1
            differs = self._differing(law, without_norm(law, norm))
            if not self._day.encoding.possible(differs):
                inside = tuple(self._containing(norm))
                kind = "redundant" if norm.modality in ALARMING else REPEATED if inside else "redundant duty"
                yield Finding(kind, (norm.iri,), inside)
        self._settled("redundant", settled, len(norms))

    def _differing(self, one: GroundLaw, other: GroundLaw) -> Formula:
        formulas = self._day.formulas
        pairs = [*zip(one.verdicts.values(), other.verdicts.values(), strict=True)]
        for mine, theirs in ((one.needed, other.needed), (one.needed_before, other.needed_before)):
            pairs += [(mine[name], theirs[name]) for name in mine]
        needed = ((one.needed[name], one.satisfied[name], other.satisfied[name]) for name in one.needed)
        pairs += [(formulas.conjunction((where, a)), formulas.conjunction((where, b))) for where, a, b in needed]
        return formulas.disjunction(formulas.difference(a, b) for a, b in pairs if a != b)

    def _containing(self, norm: Norm) -> Iterator[str]:
        """Yield the norms that require the same wherever a norm does."""
        law = self._day.law
        for other in law.law.obligations:
            same = other.requires == norm.requires and other.iri != norm.iri
            if same and not self._day.encoding.possible(
                self._day.formulas.without(law.effective[norm.iri], law.effective[other.iri])
            ):
                yield other.iri

    def _unasked(self) -> Iterator[Finding]:
        """Yield the facts that the law reads, that are presumed, and for which there is no question."""
        read = conditions_read(self.book, [norm.condition for norm in self._day.law.law.norms.values()])
        props = {part.prop for part in read if isinstance(part, (Some, HasValue))}
        shapes = {prop: shape for prop in props if (shape := self.book.schema.shape(prop)) is not None}
        for prop, shape in sorted(shapes.items()):
            if not shape.asked and not shape.questions:
                yield Finding("unasked", (prop,))
        self._settled("unasked", len(shapes), len(shapes))


def by_kind(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Return findings by their kind, in the order in which they were found."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.kind, []).append(finding)
    return found


def in_force(book: LawBook, on: datetime.date) -> list[str]:
    """Return the notations of the regimes of which some norm was in force on a day."""
    return [name for name in sorted(book.regimes) if snapshot_if_in_force(book, name, on) is not None]
