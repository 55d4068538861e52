"""The whole audit: ``python -m tests.audit [REGIME]``.

It prints the survivors with the file of law that each concerns, and a table by regime and kind of change. It fails if a
mutant survives that is not known to, or if a known survivor is noticed or is no mutant any more and can be struck off.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from lexflux.law.loading import load_law_book
from tests.audit.known import known_survivors
from tests.audit.mutants import Mutant, home, mutants
from tests.audit.trial import Trial
from tests.decision.cases import CASES


def main(regime: str | None) -> int:
    """Run the audit for one regime or all, and return the exit code."""
    book = load_law_book()
    audited = [mutant for mutant in mutants(book) if regime in (None, mutant.regime)]
    if not audited:
        print(f"no regime '{regime}'; known: {', '.join(sorted(book.regimes))}")
        return 2
    trial = Trial(book, CASES)
    survivors = [mutant for mutant in audited if trial.survives(mutant)]
    known = known_survivors()
    for mutant in survivors:
        print(f"{'known ' if mutant.name in known else 'NEW   '} {mutant.name} [{home(mutant.subject)}]")
    print("\n".join(table(audited, survivors)))
    return verdict(audited, survivors, known, whole=regime is None)


def table(audited: Iterable[Mutant], survivors: Iterable[Mutant]) -> list[str]:
    """Return the numbers of mutants and survivors by regime and kind, and of all."""
    of_all = Counter((mutant.regime, mutant.kind) for mutant in audited)
    left = Counter((mutant.regime, mutant.kind) for mutant in survivors)
    rows = [
        f"{regime:3} {kind:13} {left[regime, kind]:5} of {number:5}"
        for (regime, kind), number in sorted(of_all.items())
    ]
    share = left.total() / max(of_all.total(), 1)
    return [*rows, f"all{'':14} {left.total():5} of {of_all.total():5} survive, {share:.2%}"]


def verdict(audited: Iterable[Mutant], survivors: Iterable[Mutant], known: Iterable[str], whole: bool) -> int:
    """Say what is not as the list of known survivors has it, and return 1 if anything is not."""
    names, alive = {mutant.name for mutant in audited}, {mutant.name for mutant in survivors}
    new = sorted(alive - set(known))
    struck = sorted(name for name in known if name not in alive and (whole or name in names))
    for name in new:
        print(f"no case notices: {name}")
    for name in struck:
        print(f"to be struck off the known survivors: {name}")
    return int(bool(new or struck))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
