"""Silence is never a quiet no: what nobody states is asked for, or presumed and listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from lexflux.decision.outcome import Decision
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.statuses import Verdict
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from tests.decision.cases import Case, all_cases

CASES = [case for case in all_cases() if case.holds]


def without(facts: Facts, book: LawBook) -> Iterator[tuple[str, str, tuple[str, ...], Facts]]:
    """Yield facts that say nothing of one many-valued fact, with its node, property and the values left out."""
    for path, node in facts.nodes.items():
        for prop, values in node.values.items():
            shape = book.schema.shapes[node.owner][prop]
            if not shape.single and shape.term_class:
                left = {one: stated for one, stated in node.values.items() if one != prop}
                silent = replace(node, values=left, complete=node.complete - {prop})
                yield path, prop, tuple(map(str, values)), Facts({**facts.nodes, path: silent})


def says_so(decision: Decision, path: str, prop: str, values: tuple[str, ...]) -> bool:
    """Return whether an answer is open, or lists one of the values that were left out among what it presumes."""
    return decision.verdict == Verdict.UNDETERMINED or any(
        path in one.paths and prop == one.prop and not set(values).isdisjoint(one.values)
        for one in find_presumptions(decision)
    )


def left_out_in_silence(case: Case, book: LawBook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the facts of a case without which the answer would be another one and say nothing of it."""
    facts = case.facts(book)
    stated = case.decide(book, facts)
    for path, prop, values, less in without(facts, book) if stated is not None else ():
        found = case.decide(book, less)
        if found is not None and found.verdict != stated.verdict and not says_so(found, path, prop, values):
            yield path, prop, values


@pytest.mark.parametrize("topic", sorted({(case.regime, case.topic) for case in CASES}), ids="/".join)
def test_leaving_a_fact_out_is_noticed(topic: tuple[str, str], book: LawBook) -> None:
    """Without one of its many-valued facts a case keeps its verdict, or the answer asks, or says what it presumes."""
    silent = [
        (case.name, path, prop, values)
        for case in CASES
        if (case.regime, case.topic) == topic
        for path, prop, values in left_out_in_silence(case, book)
    ]

    assert [] == silent
