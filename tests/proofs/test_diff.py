"""Differences between laws: every rule is right on both sides, and nothing outside the rules differs."""

from __future__ import annotations

import datetime
from functools import cache
from random import Random

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.statuses import Verdict
from lexflux.errors import InputError
from lexflux.faces.diffing import compared as compare
from lexflux.faces.diffs import DiffWords, as_markdown, as_text
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.snapshot import snapshot
from lexflux.law.wording import Wording
from lexflux.proofs.baselines import Baseline, known_baselines, read_baseline
from lexflux.proofs.diff import Diff, Outcome, Side, Turn, diff
from lexflux.proofs.rules import holds_in
from lexflux.terms import local

REFORM = (Side("cn", datetime.date(2024, 3, 21)), Side("cn", datetime.date(2024, 3, 22)))
BOOK = load_law_book()


def baseline(one: Side, other: Side) -> Baseline:
    laws = [snapshot(BOOK, side.regime, side.on) for side in (one, other)]
    return read_baseline(BOOK, known_baselines()[one.regime], laws)


@cache
def compared(one: Side, other: Side) -> Diff:
    base = baseline(one, other)
    return diff(BOOK, one, other, base, (base.origin, base.origin))


def named(outcome: Outcome) -> str:
    return "+".join(map(local, outcome.mechanisms)) or local(outcome.verdict)


def test_the_reform_of_march_2024_frees_what_five_articles_name() -> None:
    """Cross-Border Flow Provisions arts 4, 5 and 6: five rules of each former duty; what zones list is not encoded."""
    found = compared(*REFORM)
    rules = {named(group.outcome): [named(turn.outcome) for turn in group.turns if turn.rule] for group in found.groups}

    assert found.proven
    assert rules.keys() == {"PersonalInformationExportMechanism", "SecurityAssessment"}
    assert all(turns[:5] == ["Permitted"] * 5 and "Permitted" not in turns[5:] for turns in rules.values())


def cites(turn: Turn, book: LawBook) -> str:
    return book.citations([(one, "") for iri in turn.since for one in book.norms[iri].stated_in[:1]], "en")


def test_each_rule_of_the_reform_names_its_article() -> None:
    """What frees an export since is cited, each article once in each group."""
    articles = ("art. 4", "art. 5(1)(1), art. 5(1)(3)", "art. 5(1)(2)", "art. 5(1)(4)", "art. 6(2)")
    for group in compared(*REFORM).groups:
        freed = [turn for turn in group.turns if turn.outcome.verdict == Verdict.PERMITTED]

        assert sorted(f"Cross-Border Flow Provisions, {one}" for one in articles) == sorted(
            cites(turn, BOOK) for turn in freed
        )


def test_drawn_patterns_turn_out_as_the_rules_say() -> None:
    """On drawn patterns the evaluator decides on both days what the first rule that holds says."""
    found, random = compared(*REFORM), Random(3)
    for _ in range(12):
        world = [random.randrange(len(choice.alternatives)) for choice in found.worlds[0].choices]
        decisions = [
            decide(BOOK, worlds.world(BOOK, world), side.regime, side.on, readings(found))
            for worlds, side in zip(found.worlds, found.sides, strict=True)
        ]
        needed = {local(one.safeguard) for one in decisions[0].requirements if one.certain}
        group = found.groups["SecurityAssessment" in needed]
        turn = next(turn for turn in group.turns if turn.rule is None or holds_in(turn.rule, world))

        assert decisions[0].verdict == group.outcome.verdict
        assert decisions[1].verdict == turn.outcome.verdict


def readings(found: Diff) -> dict[str, str]:
    return {local(point): local(one) for point, one in found.worlds[0].readings.items()}


@pytest.mark.parametrize(
    ("regime", "before", "since", "only_before", "only_since"),
    [
        ("uk", "2026-02-04", "2026-02-05", ["TransferImpactAssessment"], ["DataProtectionTest"]),
        ("cn", "2025-12-31", "2026-01-01", [], []),
    ],
)
def test_other_days_of_change(
    regime: str, before: str, since: str, only_before: list[str], only_since: list[str]
) -> None:
    """The United Kingdom replaces one assessment by another; the Cybersecurity Law of 2026 changes no mechanism."""
    found = compared(*(Side(regime, datetime.date.fromisoformat(day)) for day in (before, since)))

    assert found.proven
    assert found.groups == ()
    assert [local(duty.safeguard) for duty in found.duties if not duty.since] == only_before
    assert [local(duty.safeguard) for duty in found.duties if duty.since] == only_since


def test_laws_that_read_nothing_of_a_baseline_are_not_compared() -> None:
    """A baseline about which neither law asks is refused."""
    one, other = (Side("sg", datetime.date(2026, 6, 1)), Side("sg", datetime.date(2025, 6, 1)))
    base = baseline(*REFORM)
    counts = [dimension for dimension in base.dimensions if "people" in dimension.choice.facts[0][1]]
    narrow = Baseline(base.facts, tuple(counts), base.source)

    with pytest.raises(InputError):
        diff(BOOK, one, other, narrow, ("SG", "SG"))


def test_laws_without_a_baseline_are_compared_on_what_they_read() -> None:
    """India's Act to come is told from the rules of today on kinds of data, roles and purposes, not on places alone."""
    sides = Side("in", datetime.date(2026, 11, 1)), Side("in", datetime.date(2027, 5, 15))
    found = compare(BOOK, sides, None)
    varied = {local(prop) for one in found.baseline.dimensions for _, prop in one.choice.facts}
    words = DiffWords(Wording(BOOK, "en"), found)

    assert found.proven
    assert varied >= {"type", "purpose"}
    assert found.patterns is not None
    assert found.patterns > 100_000
    assert "one at a time" in as_text(words)
    assert "<details>" in as_markdown(words)


def test_every_rule_names_what_it_rests_on() -> None:
    """Norms, or gaps that leave it open; where no norm is about the transfers, words say so instead of a dash."""
    found = compared(*(Side("vn", datetime.date.fromisoformat(day)) for day in ("2025-12-31", "2026-01-01")))
    turns = [(group.outcome, turn) for group in found.groups for turn in group.turns]
    grounds = [(old, turn.before) for old, turn in turns] + [(turn.outcome, turn.since) for _, turn in turns]

    assert found.proven
    assert {bool(named) for outcome, named in grounds if outcome.verdict == Verdict.NOT_REACHED} == {False}
    assert all(named for outcome, named in grounds if outcome.verdict != Verdict.NOT_REACHED)
    assert any(iri in BOOK.gaps for outcome, named in grounds for iri in named)
    for language, none in (("en", "[no norm is about it \u2192"), ("zh", "[无规范涉及 \u2192")):
        shown = as_text(DiffWords(Wording(BOOK, language), found))

        assert none in shown
        assert "\u2013 \u2192" not in shown
