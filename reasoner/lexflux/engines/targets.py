"""Targets of shapes, stated so that pySHACL has less to do: the report is the same, many times sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node


def resolve_targets(shapes: Graph, data: Graph, store: ox.Store | None = None) -> None:
    """
    Replace each SPARQL target in ``shapes`` by the nodes of ``data`` that it selects, as ``sh:targetNode``.

    Both are sets of focus nodes, so a validation reports the same (SHACL 2.1.3.1; SHACL Advanced Features 3.1). The
    Oxigraph store answers many times as fast as the evaluator of pySHACL. ``store`` holds the same triples in its
    default graph, where they are at hand.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Graph
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
    from rdflib.namespace import SH

    targets = list(shapes.subject_objects(SH.target))
    asked = Graph(OxigraphStore(store=store), DATASET_DEFAULT_GRAPH_ID)
    if targets and store is None:
        asked += data
    for shape, target in targets:
        shapes.remove((shape, SH.target, target))
        for row in asked.query(_select(shapes, target)):
            shapes.add((shape, SH.targetNode, row[0]))  # type: ignore[index]


def hand_down_targets(shapes: Graph) -> None:
    """
    Give the targets of a node shape to its property shapes, and take these away from it.

    A property shape reports the same whether it has a target or a node shape with that target names it (SHACL 2.3.2,
    4.8.2); but pySHACL then looks at all focus nodes at once, where otherwise it begins anew for each. A shape that
    others refer to keeps its property shapes, and so does a closed one, since they say what it is open to.
    """
    from rdflib import RDF
    from rdflib.namespace import SH

    links = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    referring = (SH.node, SH["not"], SH.qualifiedValueShape, RDF.first)
    referred = {shape for link in referring for shape in shapes.objects(None, link)}
    for shape in set(shapes.subjects(SH.property)) - referred - set(shapes.subjects(SH.closed)):
        targets = [(link, target) for link in links for target in shapes.objects(shape, link)]
        for constraint in list(shapes.objects(shape, SH.property)) if targets else []:
            shapes.remove((shape, SH.property, constraint))
            for link, target in targets:
                shapes.add((constraint, link, target))


def _select(shapes: Graph, target: Node) -> str:
    from rdflib.namespace import SH

    declared = [entry for owner in shapes.objects(target, SH.prefixes) for entry in shapes.objects(owner, SH.declare)]
    prefixes = [f"PREFIX {shapes.value(entry, SH.prefix)}: <{shapes.value(entry, SH.namespace)}>" for entry in declared]
    return "\n".join([*prefixes, str(shapes.value(target, SH.select))])
