"""The cases under ``tests/cases``, and what of a case a decision does not meet.

A case is one transfer, one day and what the law makes of it.

The first folder names the regime, the file the topic. A file is a list of cases, or a mapping with ``bases`` (transfers
by name) and ``cases``; the ``transfer`` of a case with a ``base`` is laid over that base as a JSON merge patch
(RFC 7396): mappings are merged, everything else replaces, null removes. A case has these keys, and no others:

name, source          the situation, and the provisions or official answers from which the expectation follows
on                    the day whose law is applied; or instead
from, until           the first day on which each single expectation holds and the first on which it no longer does, so
                      that it must fail on the day before the one and on the other: one case for each of these days and
                      the day inside
base, transfer        the facts
each                  a fact by its path, such as recipient.locatedIn or data.0.type, and values: one case for each,
                      which stands for {} in the expectation
background            ``none`` if the case does not state what all cases of its regime state, see `tests.regimes`
readings              chosen readings of open points
trap                  a known trap, one of those in ``tests/cases/<regime>.yaml``
expect                the expectation, see `EXPECTATIONS`

Three expectations say what the law is and not only what comes of it:

rules                 what a norm orders that plays a part: requires, due, within, permits, in_place_of, exempts_from or
                      lifted_by, or else its modality; and the provisions that it cites. All of it, and nothing else.
cites                 the provisions of a gap, precedence, designation, ownership rule or validity period that plays a
                      part
in_force              norms and gaps that are law of the day, whether they play a part or not
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from lexflux import resources
from lexflux.batch import casefiles
from lexflux.batch.casefiles import FOLDER, Case
from lexflux.decision.deadlines import last_day
from lexflux.decision.evaluation import Truth
from lexflux.decision.given import find_unaccepted
from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.ownership import OWNERSHIP
from lexflux.decision.statuses import NormStatus, Verdict
from lexflux.law.conditions import Named
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality, Norm, OwnershipRule
from lexflux.law.ontology import load_ontology
from lexflux.law.wording import Wording
from lexflux.terms import LF, local

EFFECTS = {
    Modality.OBLIGATION: ("requires", "due"),
    Modality.PERMISSION: ("permits", "in_place_of"),
    Modality.PROHIBITION: ("lifted_by",),
    Modality.EXEMPTION: ("exempts_from",),
    Modality.SCOPE: (),
}
STATUSES = {
    "effective": NormStatus.EFFECTIVE,
    "defeated": NormStatus.DEFEATED,
    "not_triggered": NormStatus.NOT_TRIGGERED,
    "unsettled": NormStatus.UNSETTLED,
}
OFFICIAL_ANSWER = re.compile(r"(QA\d{4}P?)-\d+")


def read_cases(path: Path, folder: Path = FOLDER) -> Iterator[Case]:
    """Yield the cases of one file, whose expectations are all known here."""
    return casefiles.read_cases(path, folder, {*EXPECTATIONS, *STATUSES})


def all_cases() -> list[Case]:
    """Return the cases of all files, in a fixed order."""
    return [case for path in sorted(FOLDER.glob("*/**/*.yaml")) for case in read_cases(path)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _single(value: Any) -> Any:
    """Return a list of one as its member."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _finding(finding: NormFinding, book: LawBook) -> str:
    by = ", ".join(short(attack.prevailing) for attack in finding.attacks)
    attacked = f" (attacked by {by})" if by else ""
    return f"{local(finding.status)}{attacked}, cites {', '.join(_identifiers(finding.norm.stated_in, book))}"


def short(iri: str) -> str:
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


def last_days(decision: Decision) -> dict[str, str]:
    """Return the last day for what is required, where the facts tell."""
    norms = decision.evaluation.law.norms
    found = [
        (local(requirement.safeguard), last_day(decision, norms[iri]))
        for requirement in decision.requirements
        for iri in requirement.norms
    ]
    return {safeguard: day.isoformat() for safeguard, day in found if day}


def asked(decision: Decision) -> list[str]:
    """Return the missing facts, the most decisive first."""
    return [f"{fact.path}.{local(fact.prop)}" for fact in decision.missing]


def expired(decision: Decision) -> dict[str, str]:
    """Return the safeguards that do not count, with the day on which they stopped or start to, or what they are not."""
    return {
        local(one.safeguard): one.until.isoformat() if one.until else local(one.needed or "")
        for one in decision.expired
    }


def unaccepted(decision: Decision) -> list[str]:
    """Return the stated safeguards that no permission accepts for the transfer."""
    return [local(one.safeguard) for one in find_unaccepted(decision)]


def cited(decision: Decision) -> list[str]:
    """Return the provisions cited by the effective norms, and by what defeats the defeated ones."""
    book = decision.evaluation.book
    effective = [iri for finding in decision.with_status(NormStatus.EFFECTIVE) for iri in finding.norm.stated_in]
    attacks = [attack for finding in decision.with_status(NormStatus.DEFEATED) for attack in finding.attacks]
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


def rules(decision: Decision) -> dict[str, dict[str, Any]]:
    """Return what each norm that plays a part orders, or its modality if that is all it says, and where it stands."""
    words = Wording(decision.evaluation.book, "en")
    return {
        short(finding.norm.iri): _rule(finding.norm, words)
        for finding in decision.with_status(NormStatus.EFFECTIVE, NormStatus.DEFEATED, NormStatus.UNSETTLED)
    }


def _rule(norm: Norm, words: Wording) -> dict[str, Any]:
    book = words.book
    effects = {key: getattr(norm, key) for key in EFFECTS[norm.modality] if getattr(norm, key)}
    rule = {key: local(iri) for key, iri in effects.items() if isinstance(iri, str)}
    if "exempts_from" in effects:
        rule["exempts_from"] = _single(sorted(map(local, norm.exempts_from)))
    if limit := words.limit(norm):
        rule["within"] = limit.removeprefix("within ")
    return {**(rule or {"modality": local(norm.modality)}), "cites": _single(_identifiers(norm.stated_in, book))}


def cites(decision: Decision) -> dict[str, Any]:
    """
    Return the provisions behind what a decision rests on beside norms.

    These are the gaps that it touches, the precedences by which norms yield, the designations of what the transfer
    names, the rules by which an organisation counts as owned and those by which a safeguard does not count.
    """
    book = decision.evaluation.book
    attacks = [attack for finding in decision.findings.values() for attack in finding.attacks]
    named = {value for node in decision.facts.nodes.values() for values in node.values.values() for value in values}
    found: list[Any] = [
        *(gap for gap, _ in decision.gaps),
        *(book.precedences[attack.precedence] for attack in attacks if attack.precedence),
        *(book.designations[iri] for one in named for iri in decision.evaluation.designated.get(str(one), {}).values()),
        *(rule for rule in book.ownership_rules.values() if _owned(rule, decision)),
        *(expired.rule for expired in decision.expired if expired.rule),
    ]
    own = decision.regime.rsplit("/", 1)[0]
    found.sort(key=lambda one: one.iri.startswith(own))  # of two lists with one short name that of this law counts
    return {short(one.iri): _single(_identifiers(one.stated_in, book)) for one in found}


def law_of_the_day(decision: Decision) -> list[str]:
    """Return the norms and gaps in force."""
    return [*map(short, decision.findings), *(short(gap.iri) for gap in decision.evaluation.law.gaps)]


def _owned(rule: OwnershipRule, decision: Decision) -> bool:
    evaluation = decision.evaluation
    owned = [path for path, node in decision.facts.nodes.items() if OWNERSHIP in node.values]
    return any(evaluation.truth(evaluation.holds(Named(rule.derives), path)) is Truth.TRUE for path in owned)


def _as_stated(expected: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Return whether each name has exactly what is expected of it, lists in any order."""
    return all(_sorted(value) == found.get(name) for name, value in expected.items())


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _sorted(inner) for key, inner in value.items()}
    return sorted(value) if isinstance(value, list) else value


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


# Each expectation beside the norm statuses: what is looked at, and how it is compared. Norm statuses are subsets; so
# are requires, ask and articles.
EXPECTATIONS: dict[str, tuple[Callable[[Decision], Any], Callable[[Any, Any], bool]]] = {
    "verdict": (verdict, _equal),
    "possible": (possible, _same_members),
    "requires": (statuses, _among),
    "not_required": (statuses, _none_among),
    "by": (last_days, _among),
    "ask": (asked, _in_this_order),
    "open_points": (lambda decision: [local(finding.point) for finding in decision.open_points], _same_members),
    "gaps": (lambda decision: [short(gap.iri) for gap, _ in decision.gaps], _same_members),
    "expired": (expired, _equal),
    "not_accepted": (unaccepted, _equal),
    "articles": (cited, _all_among),
    "sanctions": (sanctions, _each_with_same_members),
    "rules": (rules, _as_stated),
    "cites": (cites, _as_stated),
    "in_force": (law_of_the_day, _all_among),
    "not_in_force": (law_of_the_day, _none_among),
}


def deviations(case: Case, decision: Decision | None) -> list[str]:
    """Return each way in which the decision is not what the case expects; no expectation holds without law."""
    if not case.holds:
        single = [replace(case, expect=expect, holds=True) for expect in _one_by_one(case.expect)]
        return [f"{one.expect} holds already or still" for one in single if not deviations(one, decision)]
    if decision is None:
        return [f"no law in force on {case.on}"]
    found = []
    for key, expected in case.expect.items():
        if key in STATUSES:
            found += _norm_deviations(case.regime, key, expected, decision)
            continue
        look, same = EXPECTATIONS[key]
        if not same(expected, look(decision)):
            found.append(f"{key}: expected {expected}, found {look(decision)}")
    expected = case.expect.get("verdict", local(Verdict.UNDETERMINED))
    if expected != local(Verdict.UNDETERMINED) and "possible" not in case.expect and possible(decision) != [expected]:
        found.append(f"possible: expected only {expected}, found {possible(decision)}")
    return found


def _one_by_one(expect: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an expectation for each single name or value that is expected."""
    for key, expected in expect.items():
        if isinstance(expected, Mapping):
            yield from ({key: {name: value}} for name, value in expected.items())
        else:
            yield from ({key: [one] if isinstance(expected, list) else one} for one in _listed(expected))


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
    identifiers, safeguards = _identifiers_known(book), _safeguards_known(book)
    answers = [OFFICIAL_ANSWER.fullmatch(source) for source in case.sources]
    named = [
        source
        for source, answer in zip(case.sources, answers, strict=True)
        if source not in identifiers and not (answer and _known(answer[1], book))
    ]
    norms = [
        name
        for key in (*STATUSES, "rules")
        for name in case.expect.get(key, [])
        if f"{LF}{case.regime}/{name}" not in book.norms
    ]
    law = [
        name
        for key in ("in_force", "not_in_force")
        for name in case.expect.get(key, [])
        if f"{LF}{case.regime}/{name}" not in book.norms and f"{LF}{case.regime}/{name}" not in book.gaps
    ]
    required = [
        name
        for key in ("requires", "not_required", "expired", "sanctions")
        for name in case.expect.get(key, ())
        if name not in safeguards
    ]
    gaps = [name for name in case.expect.get("gaps", []) if f"{LF}{case.regime}/{name}" not in book.gaps]
    points = [name for name in case.expect.get("open_points", []) if name not in set(map(local, book.open_points))]
    cited_ones = [case.expect.get("articles", []), *map(_listed, case.expect.get("cites", {}).values())]
    articles = [name for names in cited_ones for name in names if name not in identifiers]
    return [*named, *norms, *law, *required, *gaps, *points, *articles]


@lru_cache(4)
def _identifiers_known(book: LawBook) -> frozenset[str]:
    return frozenset(one.identifier for part in (book.provisions, book.instruments) for one in part.values())


@lru_cache(4)
def _safeguards_known(book: LawBook) -> frozenset[str]:
    kinds = (iri for iri, definition in book.classes.items() if LF + "Safeguard" in definition.ancestors)
    return frozenset(map(local, kinds))


def _known(answer: str, book: LawBook) -> bool:
    return any(f"{LF}{regime}/source-{answer}" in book.individuals for regime in book.regimes)


def report(case: Case, decision: Decision | None) -> str:
    """Return the decision in lines, for the reader of a failed case."""
    if decision is None:
        return f"{case.topic}: {case.name}: no law in force on {case.on}"
    book = decision.evaluation.book
    shown = [
        f"{short(iri)}: {_finding(finding, book)}"
        for iri, finding in sorted(decision.findings.items())
        if finding.status != NormStatus.NOT_TRIGGERED
    ]
    lines = [
        f"{case.topic}: {case.name} (from {', '.join(case.sources)})",
        f"verdict {verdict(decision)} of {possible(decision)} on {decision.on}",
        f"requires {statuses(decision)}",
        f"missing {asked(decision)}",
        f"open points {[local(finding.point) for finding in decision.open_points]}",
        f"gaps {[short(gap.iri) for gap, _ in decision.gaps]}",
        f"expired {expired(decision)}",
        *shown,
    ]
    return "\n  ".join(lines)


CASES = all_cases()
