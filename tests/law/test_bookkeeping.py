"""What follows from the file in which a term stands: loading adds it, and only what does not follow is written out."""

import pyoxigraph as ox
import pytest

from lexflux import resources
from lexflux.law.bookkeeping import complete, implied
from lexflux.law.graphs import View
from lexflux.law.ontology import load_ontology
from lexflux.terms import ELI, LF, OWL, PREFIXES, PROV, RDFS, TYPE

FILE = "https://w3id.org/lexflux/ontology/law/x/act"
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
ACT = f"""
<{FILE}> a owl:Ontology .
lf:act a lf:Instrument ; lf:confidence lf:Read ; prov:wasDerivedFrom lf:gazette , lf:website .
<{LF}act/art-1> a lf:Provision .
<{LF}act/art-2> a lf:Provision ; lf:confidence lf:Reported ; prov:wasDerivedFrom lf:newspaper .
"""


def loaded(turtle: str) -> View:
    """Return a file of law as it is once it is loaded."""
    store = ox.Store()
    store.load((HEAD + turtle).encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(FILE))
    complete(store)
    return View(store)


def local_iris(view: View, subject: str, predicate: str) -> list[str]:
    return [iri.removeprefix(LF) for iri in view.iris(ox.NamedNode(LF + subject), predicate)]


def test_term_is_defined_by_its_file() -> None:
    """Every term of ours that has a type names the file, the file itself and foreign terms name none."""
    view = loaded(f"<{FILE}> a owl:Ontology . lf:Term a owl:Class . skos:note a owl:AnnotationProperty .")

    assert (FILE,) == view.iris(ox.NamedNode(LF + "Term"), RDFS + "isDefinedBy")
    assert () == view.iris(ox.NamedNode(FILE), RDFS + "isDefinedBy")
    assert () == view.iris(ox.NamedNode(PREFIXES["skos"] + "note"), RDFS + "isDefinedBy")


@pytest.mark.parametrize(
    ("types", "individual"),
    [
        ("lf:Place", True),
        ("owl:Class , lf:Norm", True),
        ("owl:Class , lf:Gap", True),
        ("owl:Class , lf:Element", False),
        ("owl:ObjectProperty , lf:OpenPoint", False),
        ("owl:Class", False),
    ],
)
def test_what_is_no_class_or_property_is_an_individual(types: str, individual: bool) -> None:
    """Norms and gaps are classes and individuals at once; other classes and properties are no individuals."""
    assert individual == (OWL + "NamedIndividual" in loaded(f"lf:it a {types} .").iris(ox.NamedNode(LF + "it"), TYPE))


def test_provision_is_part_of_the_instrument_in_its_name() -> None:
    """The IRI of a provision is that of its instrument and one more step."""
    view = loaded(ACT + "lf:other a lf:Instrument .")

    assert ["act"] == local_iris(view, "act/art-1", ELI + "is_part_of")


def test_provision_is_part_of_the_only_instrument_beside_it() -> None:
    """Where no instrument is named by the IRI, the only one of the same namespace is the whole."""
    view = loaded(f"<{LF}treaty/agreement> a lf:Instrument . <{LF}treaty/art-1> a lf:Provision .")

    assert ["treaty/agreement"] == local_iris(view, "treaty/art-1", ELI + "is_part_of")


def test_of_two_instruments_beside_a_provision_none_is_chosen() -> None:
    """What the file leaves open stays open."""
    instruments = "".join(f"<{LF}treaty/{name}> a lf:Instrument . " for name in ("one", "two"))
    view = loaded(f"{instruments} <{LF}treaty/art-1> a lf:Provision .")

    assert [] == local_iris(view, "treaty/art-1", ELI + "is_part_of")


def test_provision_was_read_as_its_instrument_unless_it_says_otherwise() -> None:
    """A provision takes confidence and all sources of its instrument; its own, where it has any, stand alone."""
    view = loaded(ACT)

    assert ["Read"] == local_iris(view, "act/art-1", LF + "confidence")
    assert ["gazette", "website"] == local_iris(view, "act/art-1", PROV + "wasDerivedFrom")
    assert ["Reported"] == local_iris(view, "act/art-2", LF + "confidence")
    assert ["newspaper"] == local_iris(view, "act/art-2", PROV + "wasDerivedFrom")


def test_provision_of_an_instrument_of_unknown_reading_has_none() -> None:
    """Nothing is said of how a provision was read if neither it nor its instrument says so."""
    view = loaded(f"lf:act a lf:Instrument . <{LF}act/art-1> a lf:Provision .")

    assert [] == local_iris(view, "act/art-1", LF + "confidence")
    assert [] == local_iris(view, "act/art-1", PROV + "wasDerivedFrom")


def test_loading_gives_back_what_need_not_be_written() -> None:
    """What each shipped file must write out, completed again, is the whole file, and altogether less is written."""
    store = load_ontology(resources.folder("ontology"))
    written = 0
    for graph in store.named_graphs():
        whole = set(store.quads_for_pattern(None, None, None, graph))
        again = ox.Store()
        again.extend(whole - implied(whole))
        written += len(again)
        complete(again)
        assert whole == set(again), graph

    assert written < len(store)
