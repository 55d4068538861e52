"""The terms of Lexflux for ontologies that tests write: whatever is no law."""

from __future__ import annotations

import shutil
from pathlib import Path

from lexflux import resources

CORE = [resources.folder("ontology") / "core.ttl", *sorted((resources.folder("ontology") / "core").iterdir())]


def copy_terms(folder: Path) -> None:
    """Copy the core and the vocabularies into the folder of an ontology."""
    ontology = resources.folder("ontology")
    for part in ("core", "vocabulary"):
        shutil.copytree(ontology / part, folder / part)
    shutil.copy(ontology / "core.ttl", folder)
