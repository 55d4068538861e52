"""What a flow is, however it was described: transfers in order, of which some continue earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from lexflux.errors import InputError, did_you_mean, listed, shortened
from lexflux.facts.transfer import Facts

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Leg:
    """
    One transfer of a flow.

    ``continues`` names the leg whose recipient passes the data on here, ``carried`` has the paths of the data sets that
    come from there. ``passed_on`` says that a later leg continues this one towards a third party.
    """

    name: str
    facts: Facts
    parties: tuple[str, str]
    continues: str | None = None
    carried: tuple[str, ...] = ()
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Transfers in order, of which some continue earlier ones."""

    label: str
    legs: tuple[Leg, ...]

    def leg(self, name: str) -> Leg:
        """
        Return a leg by its name.

        Raises
        ------
        InputError
            If no leg has it.
        """
        found = {leg.name: leg for leg in self.legs}
        if name not in found:
            raise InputError("unknown leg", name=shortened(name), known=listed(found), hint=did_you_mean(name, found))
        return found[name]


def flow_of(facts: Facts) -> Flow:
    """Return a single transfer as a flow of one leg."""
    return Flow(facts.nodes["transfer"].label, (Leg("1", facts, ("", "")),))


def circle(leg: Name, continued: Mapping[Name, Name]) -> list[Name]:
    """
    Return the legs of the circle in which a leg stands, from it back to itself; none if it stands in none.

    >>> circle("a", {"a": "b", "b": "a"}), circle("c", {"a": "b", "b": "a", "c": "a"})
    (['a', 'b', 'a'], [])
    """
    steps = [leg]
    while (after := continued.get(steps[-1])) is not None:
        if after in steps:
            return [*steps, after] if after == leg else []
        steps.append(after)
    return []
