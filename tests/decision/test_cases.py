"""Every case under ``tests/cases`` is one transfer, one day and what the law makes of it.

The first folder names the regime, the file the topic. A file is a list of cases, or a mapping with ``bases`` (transfers by name) and ``cases``; the
``transfer`` of a case with a ``base`` is laid over that base as a JSON merge patch (RFC 7396): mappings are merged, everything else replaces,
null removes. A case has these keys, and no others:

name, source          the situation, and the provisions or official answers from which the expectation follows
on                    the day whose law is applied
base, transfer        the facts
readings              chosen readings of open points
trap                  a known trap, one of those in ``tests/cases/<regime>.yaml``
expect                the expectation, see `EXPECTATIONS`
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import DEFEATED, EFFECTIVE, NOT_TRIGGERED, UNDETERMINED, UNSETTLED, Decision, NormFinding
from lexflux.facts import yamlfile
from lexflux.facts.reader import read_tree
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook
from lexflux.law.ontology import load_ontology
from lexflux.terms import LF, local
from tests.regimes import beside_the_cases

FOLDER = Path(__file__).parents[1] / "cases"
KEYS = {"name", "source", "on", "base", "transfer", "readings", "trap", "expect"}
STATUSES = {"effective": EFFECTIVE, "defeated": DEFEATED, "not_triggered": NOT_TRIGGERED, "unsettled": UNSETTLED}
OFFICIAL_ANSWER = re.compile(r"(QA\d{4}P?)-\d+")
FEWEST_CASES = 120


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

    def decide(self, book: LawBook) -> Decision:
        """Return what the tool decides."""
        facts = read_tree(dict(self.transfer), book, name=f"{self.topic}: {self.name}")
        return decide(book, facts, self.regime, self.on, self.readings)


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


def read_cases(path: Path, folder: Path = FOLDER) -> Iterator[Case]:
    """Yield the cases of one file."""
    document, _ = yamlfile.parse(path.read_text("utf-8"), str(path))
    whole = document if isinstance(document, dict) else {"cases": document}
    for stated in whole["cases"]:
        where = f"{path.name}: {stated.get('name', stated)}"
        unknown = [*(stated.keys() - KEYS), *(stated["expect"].keys() - EXPECTATIONS.keys() - STATUSES.keys())]
        if unknown:
            raise MalformedCaseError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
        base = whole.get("bases", {})[stated["base"]] if "base" in stated else {}
        yield Case(
            regime=path.relative_to(folder).parts[0],
            topic=path.stem,
            name=stated["name"],
            sources=tuple(_listed(stated["source"])),
            on=datetime.date.fromisoformat(stated["on"]),
            transfer=patched(base, stated.get("transfer", {})),
            readings=stated.get("readings", {}),
            trap=stated.get("trap"),
            expect=stated["expect"],
        )


def all_cases() -> list[Case]:
    """Return the cases of all files, in a fixed order."""
    return [case for path in sorted(FOLDER.glob("*/**/*.yaml")) for case in read_cases(path)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _finding(finding: NormFinding, book: LawBook) -> str:
    by = ", ".join(_short(attack.prevailing) for attack in finding.attacks)
    return f"{local(finding.status)}{f' (attacked by {by})' if by else ''}, cites {', '.join(_identifiers(finding.norm.stated_in, book))}"


def _short(iri: str) -> str:
    return iri.removeprefix(LF).split("/", 1)[-1]


def _identifiers(provisions: Iterable[str], book: LawBook) -> list[str]:
    return sorted({book.provisions[iri].identifier for iri in provisions})


def verdict(decision: Decision) -> str:
    """Return the verdict."""
    return local(decision.verdict)


def possible(decision: Decision) -> list[str]:
    """Return the verdicts that are still possible."""
    return list(map(local, decision.possible))


def statuses(decision: Decision) -> dict[str, str]:
    """Return the status of each requirement, whether certain or only possible."""
    return {local(requirement.safeguard): local(requirement.status) for requirement in decision.requirements}


def asked(decision: Decision) -> list[str]:
    """Return the missing facts, the most decisive first."""
    return [f"{fact.path}.{local(fact.prop)}" for fact in decision.missing]


def expired(decision: Decision) -> dict[str, str]:
    """Return the safeguards that do not count on the day, with the day on which they stopped or start to."""
    return {local(one.safeguard): one.until.isoformat() for one in decision.expired}


def cited(decision: Decision) -> list[str]:
    """Return the provisions cited by the effective norms, and by what defeats the defeated ones."""
    book = decision.evaluation.book
    effective = [iri for finding in decision.with_status(EFFECTIVE) for iri in finding.norm.stated_in]
    attacks = [attack for finding in decision.with_status(DEFEATED) for attack in finding.attacks]
    prevailing = [iri for attack in attacks for iri in book.norms[attack.prevailing].stated_in]
    clauses = [iri for attack in attacks if attack.precedence for iri in book.precedences[attack.precedence].stated_in]
    return _identifiers([*effective, *prevailing, *clauses], book)


@cache
def _sanctions() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return for each sanction the provisions whose breach it punishes, and those that state it."""
    view = View(load_ontology(resources.folder("ontology")))
    return tuple(
        (frozenset(view.iris(node, LF + "forBreachOf")), frozenset(view.iris(node, LF + "statedIn")))
        for node in view.subjects(LF + "Sanction")
    )


def sanctions(decision: Decision) -> dict[str, list[str]]:
    """Return for each requirement the provisions that punish the breach of what the norms behind it cite."""
    book = decision.evaluation.book
    found = {}
    for requirement in decision.requirements:
        broken = {iri for norm in requirement.norms for iri in book.norms[norm].stated_in}
        found[local(requirement.safeguard)] = _identifiers(
            {iri for breached, stated in _sanctions() if breached & broken for iri in stated}, book
        )
    return found


def _each_with_same_members(expected: Mapping[str, list[str]], found: Mapping[str, list[str]]) -> bool:
    return all(sorted(members) == found.get(name) for name, members in expected.items())


def _equal(expected: Any, found: Any) -> bool:
    return bool(expected == found)


def _same_members(expected: list[str], found: list[str]) -> bool:
    return sorted(expected) == sorted(found)


def _among(expected: Mapping[str, str], found: Mapping[str, str]) -> bool:
    return expected.items() <= found.items()


def _none_among(expected: list[str], found: Iterable[str]) -> bool:
    return not set(expected) & set(found)


def _in_this_order(expected: list[str], found: list[str]) -> bool:
    """Return whether all expected ones are found, in their order; an empty expectation means that nothing is found."""
    return [one for one in found if one in expected] == expected if expected else not found


def _all_among(expected: list[str], found: list[str]) -> bool:
    return set(expected) <= set(found)


# Each expectation beside the norm statuses: what is looked at, and how it is compared. Norm statuses are subsets; so are requires, ask and articles.
EXPECTATIONS: dict[str, tuple[Callable[[Decision], Any], Callable[[Any, Any], bool]]] = {
    "verdict": (verdict, _equal),
    "possible": (possible, _same_members),
    "requires": (statuses, _among),
    "not_required": (statuses, _none_among),
    "ask": (asked, _in_this_order),
    "open_points": (lambda decision: [local(finding.point) for finding in decision.open_points], _same_members),
    "gaps": (lambda decision: [_short(gap.iri) for gap, _ in decision.gaps], _same_members),
    "expired": (expired, _equal),
    "articles": (cited, _all_among),
    "sanctions": (sanctions, _each_with_same_members),
    "not_in_force": (lambda decision: list(map(_short, decision.findings)), _none_among),
}


def deviations(case: Case, decision: Decision) -> list[str]:
    """Return each way in which the decision is not what the case expects."""
    found = []
    for key, expected in case.expect.items():
        if key in STATUSES:
            found += _norm_deviations(case.regime, key, expected, decision)
            continue
        look, same = EXPECTATIONS[key]
        if not same(expected, look(decision)):
            found.append(f"{key}: expected {expected}, found {look(decision)}")
    if (
        case.expect["verdict"] != local(UNDETERMINED)
        and "possible" not in case.expect
        and possible(decision) != [case.expect["verdict"]]
    ):
        found.append(f"possible: expected only {case.expect['verdict']}, found {possible(decision)}")
    return found


def _norm_deviations(regime: str, key: str, expected: Iterable[str], decision: Decision) -> Iterator[str]:
    for name in expected:
        finding = decision.findings.get(f"{LF}{regime}/{name}")
        if finding is None:
            known = f"{LF}{regime}/{name}" in decision.evaluation.book.norms
            yield f"{key}: {name} is {f'not in force on {decision.on}' if known else 'no norm of the law book'}"
        elif finding.status != STATUSES[key]:
            yield f"{key}: {name} is {_finding(finding, decision.evaluation.book)}"


def unknown_names(case: Case, book: LawBook) -> list[str]:
    """Return what the case names and the law book does not have."""
    identifiers = {provision.identifier for provision in book.provisions.values()} | {
        instrument.identifier for instrument in book.instruments.values()
    }
    answers = [OFFICIAL_ANSWER.fullmatch(source) for source in case.sources]
    named = [
        source
        for source, answer in zip(case.sources, answers, strict=True)
        if source not in identifiers and not (answer and _known(answer[1], book))
    ]
    norms = [
        name
        for key in (*STATUSES, "not_in_force")
        for name in case.expect.get(key, [])
        if f"{LF}{case.regime}/{name}" not in book.norms
    ]
    safeguards = {local(iri) for iri, definition in book.classes.items() if LF + "Safeguard" in definition.ancestors}
    required = [
        name
        for key in ("requires", "not_required", "expired", "sanctions")
        for name in case.expect.get(key, ())
        if name not in safeguards
    ]
    gaps = [name for name in case.expect.get("gaps", []) if f"{LF}{case.regime}/{name}" not in book.gaps]
    points = [name for name in case.expect.get("open_points", []) if name not in set(map(local, book.open_points))]
    articles = [name for name in case.expect.get("articles", []) if name not in identifiers]
    return [*named, *norms, *required, *gaps, *points, *articles]


def _known(answer: str, book: LawBook) -> bool:
    return any(f"{LF}{regime}/source-{answer}" in book.individuals for regime in book.regimes)


def report(case: Case, decision: Decision) -> str:
    """Return the decision in lines, for the reader of a failed case."""
    book = decision.evaluation.book
    shown = [
        f"{_short(iri)}: {_finding(finding, book)}"
        for iri, finding in sorted(decision.findings.items())
        if finding.status != NOT_TRIGGERED
    ]
    lines = [
        f"{case.topic}: {case.name} (from {', '.join(case.sources)})",
        f"verdict {verdict(decision)} of {possible(decision)} on {decision.on}",
        f"requires {statuses(decision)}",
        f"missing {asked(decision)}",
        f"open points {[local(finding.point) for finding in decision.open_points]}, gaps {[_short(gap.iri) for gap, _ in decision.gaps]}",
        f"expired {expired(decision)}",
        *shown,
    ]
    return "\n  ".join(lines)


CASES = all_cases()
REGIMES = sorted({case.regime for case in CASES})


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.regime}/{case.topic}: {case.name}") for case in CASES])
def test_case(case: Case, book: LawBook) -> None:
    """The decision is the one that the case derives from the law."""
    decision = case.decide(book)

    assert not unknown_names(case, book)
    assert not deviations(case, decision), report(case, decision)


def test_names_of_cases_are_unique() -> None:
    """No two cases of a topic bear the same name, so that a failure points to one of them."""
    names = [(case.regime, case.topic, case.name) for case in CASES]

    assert not sorted({name for name in names if names.count(name) > 1})


def test_there_are_enough_cases() -> None:
    """The collection does not shrink unnoticed."""
    assert len(CASES) >= FEWEST_CASES


def test_every_trap_is_shown_by_a_case() -> None:
    """Each known mistake is shown wrong by at least one case, and no case names an unknown one."""
    shown = {case.trap for case in CASES if case.trap is not None}
    traps = {number: trap for one in REGIMES for number, trap in beside_the_cases(one).get("traps", {}).items()}

    assert not {number: trap for number, trap in traps.items() if number not in shown}
    assert not shown - traps.keys()


@pytest.fixture(scope="module")
def decisions(book: LawBook) -> list[Decision]:
    """Return the decisions of all cases."""
    return [case.decide(book) for case in CASES]


def _with_status(decisions: Iterable[Decision], status: str) -> set[str]:
    return {iri for decision in decisions for iri, finding in decision.findings.items() if finding.status == status}


def _lines(names: Iterable[str]) -> str:
    return "norms without such a case:\n  " + "\n  ".join(names)


def test_every_norm_is_effective_in_a_case(book: LawBook, decisions: list[Decision]) -> None:
    """Each norm takes effect in some case, and some case says that it must, but for those that always yield."""
    yielding = {f"{LF}{one}/{name}" for one in REGIMES for name in beside_the_cases(one).get("always_yielding", {})}
    named = {f"{LF}{case.regime}/{name}" for case in CASES for name in case.expect.get("effective", [])}
    effective = _with_status(decisions, EFFECTIVE)

    lacking = sorted(_short(iri) for iri in book.norms.keys() - yielding if iri not in effective or iri not in named)

    assert not lacking, _lines(lacking)
    assert not yielding & effective
    assert yielding <= book.norms.keys()


def test_every_norm_is_not_triggered_in_a_case(book: LawBook, decisions: list[Decision]) -> None:
    """Each norm is in force and not triggered in some case."""
    lacking = sorted(map(_short, book.norms.keys() - _with_status(decisions, NOT_TRIGGERED)))

    assert not lacking, _lines(lacking)


def test_every_norm_that_can_be_defeated_is_defeated_in_a_case(book: LawBook, decisions: list[Decision]) -> None:
    """Each norm over which another may prevail yields to it in some case."""
    attacked = {iri for iri in book.norms if book.attacks.attacks.get(iri)}
    lacking = sorted(map(_short, attacked - _with_status(decisions, DEFEATED)))

    assert not lacking, _lines(lacking)
