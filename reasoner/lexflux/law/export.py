"""The ontology as it is published: every file says by itself what loading adds to it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pyoxigraph as ox

from lexflux.errors import InputError
from lexflux.law.graphs import preferred_prefixes
from lexflux.law.layout import LawFile, laid_out
from lexflux.law.ontology import load_ontology
from lexflux.law.turtle import facts_by_subject
from lexflux.terms import ONTOLOGY


def export(ontology: Path, target: Path) -> None:
    """
    Write an ontology folder out complete, each file as Turtle in its place, with catalogues and licence.

    Parameters
    ----------
    ontology
        The folder to read.
    target
        The folder to write: a new one, or an empty one. It is written whole or not at all.

    Raises
    ------
    InputError
        If the target is a file or a folder that holds something, or cannot be written.
    KnowledgeError
        If a file is not Turtle or declares no ontology.
    """
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InputError("folder not empty", path=target)
        store = load_ontology(ontology)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as folder:
            whole = Path(folder) / "ontology"
            whole.mkdir()
            _write(store, ontology, whole)
            whole.replace(target)
    except OSError as error:
        raise InputError("folder not written", path=target, problem=error.strerror) from error


def _write(store: ox.Store, ontology: Path, folder: Path) -> None:
    preferred = preferred_prefixes(store)
    for name in store.named_graphs():
        if isinstance(name, ox.NamedNode):
            path = folder / f"{name.value.removeprefix(ONTOLOGY)}.ttl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(laid_out(_published(store, name), preferred), "utf-8")
    for path in (ontology / beside for beside in ("catalogue.ttl", "catalog-v001.xml", "LICENSE")):
        if path.exists():
            shutil.copy(path, folder)


def _published(store: ox.Store, name: ox.NamedNode) -> LawFile:
    quads = sorted(store.quads_for_pattern(None, None, None, name), key=lambda quad: (quad.subject != name, str(quad)))
    facts = facts_by_subject(quads)
    return LawFile(name, written=facts, whole=facts)
