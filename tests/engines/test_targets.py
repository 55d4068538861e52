"""Targets that Oxigraph resolves and that property shapes are given select what pySHACL's own evaluator selects."""

from collections import Counter
from pathlib import Path

import pyshacl
from rdflib import BNode, Graph
from rdflib.namespace import SH

from lexflux.engines.shacl import shapes_graph
from lexflux.engines.targets import hand_down_targets, resolve_targets
from tests.terms import CORE

BAD = sorted((Path(__file__).parents[1] / "shapes" / "bad" / "knowledge").glob("*.ttl"))


def faults(report: Graph) -> Counter[tuple[str, str]]:
    """Return the focus nodes of a report with the shapes that they break; all blank nodes count as one."""
    return Counter(
        ("" if isinstance(focus, BNode) else str(focus), str(report.value(result, SH.sourceShape)))
        for result in report.objects(None, SH.result)
        for focus in report.objects(result, SH.focusNode)
    )


def test_targets_select_what_pyshacl_selects() -> None:
    """Plain pySHACL finds in the bad files the same faults, at the same nodes, as with targets handed down."""
    data, plain, resolved = Graph(), shapes_graph("knowledge"), shapes_graph("knowledge")
    for path in [*CORE, *BAD]:
        data.parse(path)
    resolve_targets(resolved, data)
    hand_down_targets(resolved)

    _, expected, _ = pyshacl.validate(data, shacl_graph=plain, advanced=True, inplace=True)
    _, found, _ = pyshacl.validate(data, shacl_graph=resolved, inplace=True)

    assert faults(expected) == faults(found)
    assert len(BAD) <= faults(found).total()
    assert not list(resolved.subjects(SH.target))
