"""What a law adds up over the data sets of a transfer: which of them belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.facts.sums import Part, with_collections
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import And, Condition, Named
from lexflux.law.norms import Collection
from lexflux.terms import DATA

Asked = Callable[[Collection, str], Truth]
"""Returns whether a data set belongs to a collection."""


def added_up(evaluation: Evaluation, asked: Asked | None = None) -> Facts:
    """
    Return the facts of a transfer with the collections of several data sets for which its law asks.

    What belongs to them is ``asked``, by default of the evaluation.
    """
    asked = asked or (lambda one, at: evaluation.truth(evaluation.holds(belonging(one), at)))
    book, data = evaluation.book, evaluation.facts.nodes["transfer"].values.get(DATA, ())
    added = [book.collections[iri] for iri in sorted(evaluation.law.kinds & book.collections.keys())]
    if len(data) < 2 or not added:
        return evaluation.facts
    found = [(one, _parts(evaluation.facts, one, map(str, data), asked)) for one in added]
    return with_collections(book, evaluation.facts, [(one, parts) for one, parts in found if len(parts) > 1])


def belonging(collection: Collection) -> Condition:
    """Return the condition of data that belong to a collection."""
    return And(tuple(map(Named, collection.of)))


def _parts(facts: Facts, collection: Collection, data: Iterable[str], asked: Asked) -> list[Part]:
    """Return the data sets that belong to a collection or may do so."""
    truths = ((path, asked(collection, path)) for path in data)
    return [Part(facts.nodes[path], truth is Truth.TRUE) for path, truth in truths if truth is not Truth.FALSE]
