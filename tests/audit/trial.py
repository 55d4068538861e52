"""Whether some case notices a mutant of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lexflux.decision.outcome import Decision
from lexflux.errors import KnowledgeError
from lexflux.facts.reader import Facts
from lexflux.law.lawbook import LawBook
from lexflux.terms import compact
from tests.audit.mutants import Mutant
from tests.decision.cases import Case, deviations


@dataclass
class Trial:
    """The cases against mutants of one law book; what the unchanged law decides is found once for each case."""

    book: LawBook
    cases: list[Case]
    _decided: dict[int, tuple[Facts, Decision | None]] = field(default_factory=dict)

    def survives(self, mutant: Mutant) -> bool:
        """Return whether no case notices the mutant. Law that the compiler refuses is noticed."""
        book = None
        for number in self._concerned(mutant):
            try:
                book = book or mutant.make()
            except KnowledgeError:
                return False
            case = self.cases[number]
            if deviations(case, case.decide(book, self._unchanged(number)[0])):
                return False
        return True

    def _concerned(self, mutant: Mutant) -> Iterator[int]:
        for number in self._order(mutant):
            facts, decision = self._unchanged(number)
            if mutant.concerns(self.cases[number].on, facts, decision):
                yield number

    def _order(self, mutant: Mutant) -> Iterable[int]:
        """Return the cases of the regime by number, first those that name what changed, as the likeliest to notice."""
        name = compact(mutant.subject).split("/", 1)[-1]
        texts = self._expectations.get(mutant.regime, {})
        return sorted(texts, key=lambda number: name not in texts[number])

    @cached_property
    def _expectations(self) -> dict[str, dict[int, str]]:
        found: dict[str, dict[int, str]] = {}
        for number, case in enumerate(self.cases):
            found.setdefault(case.regime, {})[number] = str(case.expect)
        return found

    def _unchanged(self, number: int) -> tuple[Facts, Decision | None]:
        if number not in self._decided:
            facts = self.cases[number].facts(self.book)
            self._decided[number] = facts, self.cases[number].decide(self.book, facts)
        return self._decided[number]
