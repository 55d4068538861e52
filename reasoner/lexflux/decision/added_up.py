"""What a law adds up over the data sets of a transfer: which of them belong together."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.facts.sums import Part, with_collections
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import And, Named
from lexflux.law.norms import Collection
from lexflux.terms import DATA


def added_up(evaluation: Evaluation) -> Facts:
    """Return the facts of a transfer with the collections of several data sets for which its law asks."""
    book, data = evaluation.book, evaluation.facts.nodes["transfer"].values.get(DATA, ())
    asked = [book.collections[iri] for iri in sorted(evaluation.law.kinds & book.collections.keys())]
    if len(data) < 2 or not asked:
        return evaluation.facts
    found = [(collection, _parts(evaluation, collection, map(str, data))) for collection in asked]
    return with_collections(book, evaluation.facts, [(one, parts) for one, parts in found if len(parts) > 1])


def _parts(evaluation: Evaluation, collection: Collection, data: Iterable[str]) -> list[Part]:
    """Return the data sets that belong to a collection or may do so."""
    belongs = And(tuple(map(Named, collection.of)))
    truths = ((path, evaluation.truth(evaluation.holds(belongs, path))) for path in data)
    nodes = evaluation.facts.nodes
    return [Part(nodes[path], truth is Truth.TRUE) for path, truth in truths if truth is not Truth.FALSE]
