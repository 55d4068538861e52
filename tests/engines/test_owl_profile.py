"""Every file is OWL 2 DL by itself with its imports, and so is what is exported: the OWL API says so."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.extract import of_regime
from lexflux.law.onefile import serialized, with_thresholds
from lexflux.law.thresholds import thresholds
from lexflux.terms import LF, ONTOLOGY
from tests.engines.owl_profile import violations

pytest.importorskip("jpype")

# One file of each folder; every file is checked where pytest is given --every-case.
SAMPLE = ("core", "core/transfers", "vocabulary/data-kinds", "law/sg/pdpa-2012", "alignments/dpv")
SAMPLE += ("agreements/depa",)
THRESHOLDS = ONTOLOGY + "thresholds"


@pytest.fixture(scope="module")
def folder(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with each file of the ontology as RDF/XML, thresholds and a broken one among them."""
    target = tmp_path_factory.mktemp("ontology")
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in (
        *knowledge.store,
        *with_thresholds(one for one in thresholds(knowledge.book) if "/sg/" in one.norm.iri),
    ):
        graphs.setdefault(str(quad.graph_name)[1:-1], []).append(quad.triple)
    broken = f"<{LF}broken> a <http://www.w3.org/2002/07/owl#Ontology> . <{LF}x> <{LF}undeclared> <{LF}y> ."
    graphs[LF + "broken"] = [quad.triple for quad in ox.parse(broken, format=ox.RdfFormat.TURTLE)]
    documents = {}
    for number, (name, triples) in enumerate(graphs.items()):
        documents[name] = f"{number}.rdf"
        (target / documents[name]).write_bytes(ox.serialize(triples, format=ox.RdfFormat.RDF_XML) or b"")
    (target / "documents.json").write_text(json.dumps(documents), "utf-8")
    return target


def test_files_are_owl_2_dl(folder: Path, request: pytest.FixtureRequest) -> None:
    """With its imports each file declares what it uses and stays in the profile; one that does not is noticed."""
    known = json.loads((folder / "documents.json").read_text("utf-8"))
    every = request.config.getoption("--every-case")
    names = [name for name in known if name.startswith(ONTOLOGY)] if every else [ONTOLOGY + name for name in SAMPLE]

    found = violations(folder, [*names, *([] if every else [THRESHOLDS]), LF + "broken"])

    assert found.pop(LF + "broken")
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("plain_owl", [False, True], ids=["with punning", "without"])
def test_one_file_is_owl_2_dl(knowledge: KnowledgeBase, tmp_path: Path, plain_owl: bool) -> None:
    """The files as one ontology are in the profile, whether classes are individuals too or not."""
    name = ONTOLOGY.removesuffix("/")
    part = (*of_regime(knowledge.store, "sg"), *with_thresholds(thresholds(knowledge.book)))
    (tmp_path / "one.rdf").write_bytes(serialized(part, "rdfxml", {"en": "Part"}, plain_owl))
    (tmp_path / "documents.json").write_text(json.dumps({name: "one.rdf"}), "utf-8")

    assert violations(tmp_path, [name]) == {name: []}
