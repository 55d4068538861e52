"""What the law of each regime makes of a kind of data: personal, sensitive, or of a category of its own."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.facts.transfer import Facts, stated_node
from lexflux.law.conditions import Named, Some, walk
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.remembering import remembered
from lexflux.terms import LF

DATA, TRANSFER, DATA_SET = LF + "data", LF + "Transfer", LF + "DataSet"
TRANSFER_PATH, DATA_PATH = "transfer", "data/1"


def legal_categories(book: LawBook, kind: str) -> Iterator[tuple[str, str]]:
    """
    Yield what data of a kind, of which nothing else is stated, certainly are in law: regimes with classes of theirs.

    The law is the newest that the knowledge base holds. What depends on other facts, such as numbers of people, is
    left out.

    Parameters
    ----------
    book
        The law book.
    kind
        IRI of a kind of data.
    """
    facts = Facts(
        {
            TRANSFER_PATH: stated_node(book, TRANSFER_PATH, TRANSFER, values={DATA: (DATA_PATH,)}),
            DATA_PATH: stated_node(book, DATA_PATH, DATA_SET, [kind]),
        }
    )
    for name, regime in sorted(book.regimes.items()):
        law, categories = _newest(book, name, regime)
        evaluation = Evaluation(book, facts, {}, law)
        for category in categories:
            if evaluation.truth(evaluation.holds(Named(category), DATA_PATH)) is Truth.TRUE:
                yield regime, category


@remembered(128)
def _newest(book: LawBook, name: str, regime: str) -> tuple[Snapshot, list[str]]:
    """Return the newest law of a regime, and the classes of data that it tells apart."""
    starts = (norm.validity.start for norm in book.norms.values() if norm.regime == regime)
    law = snapshot(book, name, max(start for start in starts if start))
    return law, _categories(book, law)


def _categories(book: LawBook, law: Snapshot) -> list[str]:
    """Return the classes of data that provisions define and norms ask for."""
    read = conditions_read(book, [norm.condition for norm in law.norms.values()])
    fillers = (part.filler for part in read if isinstance(part, Some) and part.prop == DATA)
    named = {part.iri for filler in fillers for part in walk(filler) if isinstance(part, Named)}
    return sorted(iri for iri in named if iri in book.classes and book.classes[iri].definition is not None)
