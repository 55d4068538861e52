"""Each file with its imports has the declarations of OWL 2 DL, and tools find the imports without network."""

import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from lexflux import resources
from lexflux.law.imports import CORE, declared_entities, needed_imports, used_entities
from lexflux.law.ontology import law_files, load_ontology
from lexflux.terms import ONTOLOGY, OWL, RDF, RDFS, XSD

FOLDER = resources.folder("ontology")
STANDARD = (OWL, RDF, RDFS, XSD)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_ontology(FOLDER)


def imported(store: ox.Store, name: str) -> set[str]:
    quads = store.quads_for_pattern(ox.NamedNode(name), ox.NamedNode(OWL + "imports"), None)
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}


def closure(store: ox.Store, name: str) -> set[str]:
    """Return a file with all that it imports, directly and through others."""
    found: set[str] = set()
    waiting = {name}
    while waiting:
        found |= waiting
        waiting = {one for known in waiting for one in imported(store, known)} - found
    return found


def test_files_import_what_they_use_and_no_more(store: ox.Store) -> None:
    """Each file imports the core and what declares its classes, datatypes and properties; else run make format."""
    needed = {name: set(names) for name, names in needed_imports(store).items()}

    assert needed == {name: imported(store, name) for name in needed}


def test_every_class_and_property_is_declared_in_the_closure(store: ox.Store) -> None:
    """No class or property, ours or foreign, is used in a file unless the file or one it imports declares it."""
    declared = declared_entities(store)
    for name in needed_imports(store):
        within = closure(store, name)
        used = used_entities(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
        foreign = {iri for iri in used if not iri.startswith(STANDARD)}
        assert set() == {iri for iri in foreign if declared.get(iri) not in within}, name


def test_core_stands_alone(store: ox.Store) -> None:
    """The core imports nothing."""
    assert {CORE} == closure(store, CORE)


def test_class_lists_are_uses_and_lists_of_individuals_are_not() -> None:
    """Members of unions are classes; members of enumerations are individuals, which need no declaration."""
    head = f"@prefix owl: <{OWL}> . @prefix x: <https://example.org/> ."
    turtle = head + "x:A owl:equivalentClass [ owl:unionOf ( x:B [ owl:oneOf ( x:c ) ] ) ] ; x:note x:D ."

    used = used_entities(ox.Quad(*one.triple) for one in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))

    assert {"B", "note"} == {iri.rsplit("/", 1)[1] for iri in used if iri.startswith("https://example.org/")}


def test_datatypes_that_bound_numbers_are_uses() -> None:
    """A datatype counts as used where a property takes it, in a complement and as a member of an intersection."""
    head = f"@prefix owl: <{OWL}> . @prefix x: <https://example.org/> ."
    turtle = head + (
        "[] owl:someValuesFrom x:A . [] owl:datatypeComplementOf x:B . "
        "[] owl:intersectionOf ( x:C [ owl:datatypeComplementOf x:D ] ) ."
    )

    used = used_entities(ox.Quad(*one.triple) for one in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))

    assert {"A", "B", "C", "D"} == {iri.rsplit("/", 1)[1] for iri in used if iri.startswith("https://example.org/")}


def test_xml_catalogue_maps_every_ontology_to_its_file() -> None:
    """Each IRI under which an ontology can be imported leads to the file that declares it."""
    entries = ET.parse(FOLDER / "catalog-v001.xml").getroot()

    assert {entry.attrib["name"]: entry.attrib["uri"] for entry in entries} == {
        ONTOLOGY + path.relative_to(FOLDER).with_suffix("").as_posix(): path.relative_to(FOLDER).as_posix()
        for path in law_files(FOLDER)
    }
