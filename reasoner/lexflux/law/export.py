"""The ontology as it is published: every file says by itself what loading adds to it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pyoxigraph as ox

from lexflux import resources
from lexflux.law.graphs import preferred_prefixes
from lexflux.law.layout import LawFile, laid_out
from lexflux.law.ontology import load_ontology
from lexflux.law.turtle import facts_by_subject
from lexflux.terms import ONTOLOGY


def export(ontology: Path, target: Path) -> None:
    """
    Write an ontology folder out complete, each file as Turtle in its place, with catalogue and licence.

    Parameters
    ----------
    ontology
        The folder to read.
    target
        The folder to write; it is made if there is none, and files of the same name are replaced.

    Raises
    ------
    KnowledgeError
        If a file is not Turtle or declares no ontology.
    """
    store = load_ontology(ontology)
    preferred = preferred_prefixes(store)
    for name in store.named_graphs():
        if isinstance(name, ox.NamedNode):
            path = target / f"{name.value.removeprefix(ONTOLOGY)}.ttl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(laid_out(_published(store, name), preferred), "utf-8")
    for path in (ontology / "catalogue.ttl", ontology / "LICENSE"):
        if path.exists():
            shutil.copy(path, target)


def _published(store: ox.Store, name: ox.NamedNode) -> LawFile:
    quads = sorted(store.quads_for_pattern(None, None, None, name), key=lambda quad: (quad.subject != name, str(quad)))
    facts = facts_by_subject(quads)
    return LawFile(name, written=facts, whole=facts)


def main() -> None:
    """Write the ontology of the package out into the folder that the command names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder to write, made if there is none")
    export(resources.folder("ontology"), parser.parse_args().target)


if __name__ == "__main__":
    main()
