"""An ontology folder as one store: each file in the graph of the ontology it declares, with what follows from it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from lexflux.law.bookkeeping import complete
from lexflux.law.editions.template import add_editions
from lexflux.law.graphs import load


def law_files(ontology: Path) -> list[Path]:
    """Return the files of the ontology, without the catalogue that only lists them."""
    return [path for path in sorted(ontology.rglob("*.ttl")) if path.name != "catalogue.ttl"]


def tables(ontology: Path) -> list[Path]:
    """Return the tables of the ontology, each beside the file that is its header."""
    return sorted(ontology.rglob("*.tsv"))


def load_ontology(ontology: Path) -> ox.Store:
    """
    Load an ontology folder with what follows from it.

    `lexflux.law.editions` adds what follows from tables, `lexflux.law.bookkeeping` what follows from files.

    Raises
    ------
    KnowledgeError
        If a file is not Turtle or declares no ontology, or a table is broken.
    """
    store = load(law_files(ontology))
    add_editions(store, tables(ontology))
    complete(store)
    return store
