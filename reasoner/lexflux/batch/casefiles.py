"""The case files: transfers with what the law makes of them, as the tests read them and as they are published."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.errors import NoLawInForceError
from lexflux.facts import yamlfile
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook

FOLDER = resources.folder("tests/cases")
KEYS = {"name", "source", "on", "from", "until", "base", "transfer", "each", "readings", "trap", "expect", "background"}
DAY = datetime.timedelta(days=1)
STATES = ("statedUnknown", "notApplicable", "statedComplete")


@cache
def beside_the_cases(regime: str) -> dict[str, Any]:
    """
    Return what stands in ``tests/cases/<regime>.yaml``, if there is such a file.

    ``background`` is what every case states unless it says otherwise, by the node that states it: the ordinary answers
    to what the law asks of every transfer, so that a case need only say what it is about; ``traps`` are mistakes that
    readers of this law make, each shown wrong by a case with its number; ``always_yielding`` are norms that a more
    special or later one displaces whenever they are triggered, with the reason; ``plain_export`` is a way out of the
    regime with nothing forbidden and no waiver: ``from`` a place ``to`` another, ``with`` the safeguards that are
    always demanded.
    """
    path = FOLDER / f"{regime}.yaml"
    found = yamlfile.parse(path.read_text("utf-8"), path.name)[0] if path.exists() else {}
    return found if isinstance(found, dict) else {}


def with_background(regime: str, transfer: dict[str, Any]) -> dict[str, Any]:
    """Return a transfer whose nodes also state the background of a regime where they do not speak of it."""
    background = beside_the_cases(regime).get("background", {})
    found = _answering(transfer, background.get("transfer", {}))
    for name in background.keys() - {"transfer"}:
        described = transfer.get(name)
        if isinstance(described, dict):
            found[name] = _answering(described, background[name])
        if isinstance(described, list):
            found[name] = [_answering(one, background[name]) for one in described]
    return found


def _answering(node: dict[str, Any], background: dict[str, Any]) -> dict[str, Any]:
    spoken = {*node, *(name for state in STATES for name in node.get(state, ()))}
    answers = {name: value for name, value in background.items() if name not in spoken}
    complete = [name for name in answers.pop("statedComplete", ()) if name not in spoken]
    return {**answers, **node, **({"statedComplete": [*node.get("statedComplete", ()), *complete]} if complete else {})}


class MalformedCaseError(Exception):
    """A case file does not have the form that this module describes."""


@dataclass(frozen=True)
class Case:
    """One case as its file states it."""

    regime: str
    topic: str
    name: str
    sources: tuple[str, ...]
    on: datetime.date
    transfer: Mapping[str, Any]
    readings: Mapping[str, str]
    trap: str | None
    expect: Mapping[str, Any]
    holds: bool = True

    def facts(self, book: LawBook) -> Facts:
        """Return the facts of the transfer."""
        return read_tree(dict(self.transfer), book, name=f"{self.topic}: {self.name}")

    def decide(self, book: LawBook, facts: Facts | None = None) -> Decision | None:
        """Return what the tool decides, or None where the regime has no law yet."""
        try:
            return decide(book, facts or self.facts(book), self.regime, self.on, self.readings)
        except NoLawInForceError:
            return None


def patched(base: Any, patch: Any) -> Any:
    """Return ``base`` with ``patch`` laid over it as a JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = patched(result.get(key), value)
    return result


def read_cases(path: Path, folder: Path = FOLDER, expectations: Collection[str] | None = None) -> Iterator[Case]:
    """
    Yield the cases of one file.

    Parameters
    ----------
    path
        The file.
    folder
        Where it stands; the first folder below names its regime.
    expectations
        What an expectation may name; anything, if not given.

    Raises
    ------
    MalformedCaseError
        If a case has a key that is not known.
    """
    document, _ = yamlfile.parse(path.read_text("utf-8"), str(path))
    whole = document if isinstance(document, dict) else {"cases": document}
    for stated in whole["cases"]:
        where = f"{path.name}: {stated.get('name', stated)}"
        unknown = [*(stated.keys() - KEYS)]
        unknown += [] if expectations is None else stated["expect"].keys() - {*expectations}
        if unknown:
            raise MalformedCaseError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
        base = whole.get("bases", {})[stated["base"]] if "base" in stated else {}
        regime = path.relative_to(folder).parts[0]
        case = Case(
            regime=regime,
            topic=path.stem,
            name=stated["name"],
            sources=tuple(_listed(stated["source"])),
            on=_day(stated.get("on") or stated.get("from") or stated["until"]),
            transfer=_with_background(regime, patched(base, stated.get("transfer", {})), stated),
            readings=stated.get("readings", {}),
            trap=stated.get("trap"),
            expect=stated["expect"],
        )
        for one in _with_each(case, stated.get("each", {})):
            yield from _on_its_days(one, stated)


def _with_background(regime: str, transfer: dict[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return a transfer that also states what all cases of a regime state, unless the case is about silence."""
    return transfer if stated.get("background") == "none" else with_background(regime, transfer)


def _day(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)


def _with_each(case: Case, each: Mapping[str, list[Any]]) -> Iterator[Case]:
    """Yield the case with each value of the fact that varies, or the case itself if none does."""
    if not each:
        yield case
    for fact, values in each.items():
        for value in values:
            yield replace(
                case,
                name=f"{case.name}: {value}",
                transfer=_stating(case.transfer, fact.split("."), value),
                expect=_filled(case.expect, str(value)),
            )


def _stating(tree: Any, path: list[str], value: Any) -> Any:
    """Return a tree with the value at a path, whose steps are keys of mappings and places in lists, from zero."""
    if not path:
        return value
    step, *rest = path
    if isinstance(tree, list):
        return [_stating(one, rest, value) if str(place) == step else one for place, one in enumerate(tree)]
    return {**tree, step: _stating(tree.get(step, {}), rest, value)}


def _filled(expected: Any, value: str) -> Any:
    """Return an expectation with the value in the place of each pair of braces."""
    if isinstance(expected, dict):
        return {_filled(key, value): _filled(inner, value) for key, inner in expected.items()}
    if isinstance(expected, list):
        return [_filled(inner, value) for inner in expected]
    return expected.replace("{}", value) if isinstance(expected, str) else expected


def _on_its_days(case: Case, stated: Mapping[str, str]) -> Iterator[Case]:
    """Yield the case on its day, or on the days on both sides of the beginning and end of what it expects."""
    if "on" in stated:
        yield case
    for key in ("from", "until"):
        if key in stated:
            for day in (_day(stated[key]) - DAY, _day(stated[key])):
                holds = (day == _day(stated[key])) == (key == "from")
                yield replace(case, name=f"{case.name}, {day}", on=day, holds=holds)


def all_cases(folder: Path = FOLDER) -> list[Case]:
    """Return the cases of all files, in a fixed order."""
    return [case for path in sorted(folder.glob("*/**/*.yaml")) for case in read_cases(path, folder)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
