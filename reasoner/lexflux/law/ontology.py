"""An ontology folder as one store: each file in the named graph of the ontology that it declares, with what follows from the file."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from lexflux.law.bookkeeping import complete
from lexflux.law.graphs import load


def law_files(ontology: Path) -> list[Path]:
    """Return the files of the ontology, without the catalogue that only lists them."""
    return [path for path in sorted(ontology.rglob("*.ttl")) if path.name != "catalogue.ttl"]


def load_ontology(ontology: Path) -> ox.Store:
    """
    Load an ontology folder, completed by `lexflux.law.bookkeeping`.

    Raises
    ------
    KnowledgeError
        If a file is not Turtle or declares no ontology.
    """
    store = load(law_files(ontology))
    complete(store)
    return store
