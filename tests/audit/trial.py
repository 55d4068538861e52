"""Whether some case notices a mutant of the law."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.errors import KnowledgeError
from lexflux.law.lawbook import LawBook
from lexflux.terms import compact
from tests.audit.look import Look
from tests.audit.mutants import Mutant
from tests.decision.cases import Case, deviations


class Trial:
    """The cases against mutants of one law book; what the unchanged law decides is found once for each case."""

    def __init__(self, book: LawBook, cases: Iterable[Case]) -> None:
        self._expectations: dict[str, list[tuple[str, Look]]] = {}
        for case in cases:
            self._expectations.setdefault(case.regime, []).append((str(case.expect), Look(case, book)))

    def survives(self, mutant: Mutant) -> bool:
        """Return whether no case notices the mutant. Law that the compiler refuses is noticed."""
        book = None
        for look in filter(mutant.concerns, self._order(mutant)):
            try:
                book = book or mutant.make()
            except KnowledgeError:
                return False
            if deviations(look.case, look.case.decide(book, look.facts)):
                return False
        return True

    def _order(self, mutant: Mutant) -> list[Look]:
        """Return the cases of the regime, first those that name most of what changed, as the likeliest to notice."""
        names = [compact(iri).split("/", 1)[-1] for iri in mutant.about]
        told = [(sum(name in text for name in names), look) for text, look in self._expectations.get(mutant.regime, ())]
        return [look for _, look in sorted(told, key=lambda one: -one[0])]
