"""The smallest changes that make something true: minimal correction sets over the choices of a world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lexflux.grounding.formulas import Formula
from lexflux.proofs.encoding import Encoding

Changes = dict[int, int]
"""The choices that change, by number, each with its new alternative."""


def smallest_changes(
    encoding: Encoding, world: Sequence[int], goal: Formula, may_change: Iterable[int], most: int
) -> Iterator[Changes]:
    """
    Yield changes of a world of which none can be left out if a formula is to hold.

    Each set of choices comes once, and none that contains another (R. Reiter, "A Theory of Diagnosis from First
    Principles", 1987).

    Parameters
    ----------
    encoding
        The worlds.
    world
        The alternatives that are the case.
    goal
        What is to hold.
    may_change
        The choices that may change; all others stay.
    most
        So many are yielded at most.
    """
    formulas = encoding.formulas
    changeable = list(may_change)
    kept = {choice: encoding.literal(formulas.atom(choice, world[choice])) for choice in changeable}
    fixed = [encoding.literal(formulas.atom(choice, place)) for choice, place in enumerate(world) if choice not in kept]
    encoding.solver.prefer(kept.values())
    asking = encoding.solver.new()
    for _ in range(most):
        if not encoding.possible(goal, given=[asking, *fixed]):
            break
        found = encoding.chosen()
        needed = [choice for choice in changeable if found[choice] != world[choice]]
        for choice in list(needed):
            stay = [kept[one] for one in changeable if one not in needed or one == choice]
            if encoding.possible(goal, given=[asking, *fixed, *stay]):
                found = encoding.chosen()
                needed = [one for one in changeable if found[one] != world[one]]
        yield {choice: found[choice] for choice in needed}
        encoding.solver.add(-asking, *(kept[choice] for choice in needed))
    encoding.solver.add(-asking)
