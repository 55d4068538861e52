"""Plans of transfers, as cases with their source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lexflux.knowledge_base import KnowledgeBase
from lexflux.planning.network import Planned
from lexflux.terms import compact, local

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))


def seen(planned: Planned) -> dict[str, Any]:
    """Return what cases say of a task."""
    task = planned.task
    return {
        "stage": planned.stage,
        "begins": planned.begins,
        "ends": planned.ends,
        "latest": planned.latest,
        "lasts_until": planned.lasts_until,
        "follows": task.follows,
        "certain": task.certain,
        "instead": sorted(map(compact, task.instead)),
        "papers": len(task.step.papers) if task.step else 0,
    }


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, knowledge: KnowledgeBase) -> None:
    """The plan has the tasks, days and bars that the law gives it."""
    case = CASES[name]

    plan = knowledge.plan(case["transfer"], on=case["day"])
    steps = {local(one.task.step.iri): one for one in plan.tasks if one.task.step}
    found = {step: {key: seen(steps[step])[key] for key in said} for step, said in case.get("tasks", {}).items()}

    assert case.get("tasks", {}) == found
    assert set() == steps.keys() & set(case.get("absent", ()))
    assert case.get("bars", []) == sorted({local(bar.finding.norm.iri) for bar in plan.bars})
    assert case.get("closed", []) == sorted({local(one.requirement.safeguard) for one in plan.closed})
    assert not {one.requirement.safeguard for one in plan.closed} & {one.task.requirement for one in plan.tasks}
    if "may_start" in case:
        assert case["may_start"] == plan.may_start
    if "longest" in case:
        critical = [step for step, one in steps.items() if one.critical and one.length_known]
        assert case["longest"] == critical
    if case.get("none"):
        assert () == plan.tasks
