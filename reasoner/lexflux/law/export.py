"""The ontology as it is published: every file says by itself what loading adds to it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from lexflux.files import Files
from lexflux.law.graphs import preferred_prefixes
from lexflux.law.layout import LawFile, laid_out
from lexflux.law.ontology import load_ontology
from lexflux.law.turtle import facts_by_subject
from lexflux.terms import ONTOLOGY


def published(ontology: Path) -> Files:
    """
    Return an ontology folder complete, each file as Turtle in its place, with catalogues and licence.

    Parameters
    ----------
    ontology
        The folder to read.

    Raises
    ------
    KnowledgeError
        If a file is not Turtle or declares no ontology.
    """
    store = load_ontology(ontology)
    preferred = preferred_prefixes(store)
    named = (name for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    laws = {
        f"{name.value.removeprefix(ONTOLOGY)}.ttl": laid_out(_published(store, name), preferred).encode()
        for name in named
    }
    beside = (ontology / name for name in ("catalogue.ttl", "catalog-v001.xml", "LICENSE"))
    return laws | {path.name: path.read_bytes() for path in beside if path.exists()}


def _published(store: ox.Store, name: ox.NamedNode) -> LawFile:
    quads = sorted(store.quads_for_pattern(None, None, None, name), key=lambda quad: (quad.subject != name, str(quad)))
    facts = facts_by_subject(quads)
    return LawFile(name, written=facts, whole=facts)
