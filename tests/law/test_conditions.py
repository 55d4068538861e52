"""Class expressions become conditions; what they leave open and what they say in two ways is read alike."""

import pyoxigraph as ox
import pytest

from lexflux.errors import KnowledgeError
from lexflux.knowledge_base import load
from lexflux.law.conditions import Condition, ConditionReader
from lexflux.terms import OWL, RDF

PREFIXES = (
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix x: <https://example.org/> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix lf: <https://w3id.org/lexflux/> . "
)
DATATYPE = "[ a rdfs:Datatype ; owl:onDatatype xsd:integer ; owl:withRestrictions ( {} ) ]"
OVER_99, FROM_500 = DATATYPE.format("[ xsd:minExclusive 99 ]"), DATATYPE.format("[ xsd:minInclusive 500 ]")
UP_TO_99, BELOW_500 = DATATYPE.format("[ xsd:maxInclusive 99 ]"), DATATYPE.format("[ xsd:maxExclusive 500 ]")
DEFINITIONS = f"x:Over99 a rdfs:Datatype ; owl:equivalentClass {OVER_99} . " + (
    f"x:From500 a rdfs:Datatype ; owl:equivalentClass {FROM_500} . "
)
IT = ox.NamedNode("https://example.org/it")


def read(expression: str) -> Condition:
    store = ox.Store()
    text = f"{PREFIXES} {DEFINITIONS} x:it owl:equivalentClass {expression} ."
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    (quad,) = store.quads_for_pattern(IT, ox.NamedNode(OWL + "equivalentClass"), None)
    assert not isinstance(quad.object, ox.Triple)
    return ConditionReader(store).read(quad.object, IT.value)


@pytest.mark.parametrize(
    ("every", "none_outside"),
    [
        ("x:A", "[ owl:complementOf x:A ]"),
        ("[ owl:complementOf x:A ]", "x:A"),
        ("[ owl:oneOf ( x:a x:b ) ]", "[ owl:complementOf [ owl:oneOf ( x:a x:b ) ] ]"),
        ("[ owl:unionOf ( [ owl:complementOf x:A ] x:B ) ]", "[ owl:intersectionOf ( x:A [ owl:complementOf x:B ] ) ]"),
        ("[ owl:intersectionOf ( x:A x:B ) ]", "[ owl:complementOf [ owl:intersectionOf ( x:A x:B ) ] ]"),
        (
            "[ owl:onProperty x:q ; owl:allValuesFrom x:A ]",
            "[ owl:onProperty x:q ; owl:someValuesFrom [ owl:complementOf x:A ] ]",
        ),
    ],
)
def test_all_values_from_a_class_is_no_value_outside_it(every: str, none_outside: str) -> None:
    """The two ways to write it give the same condition, so that verdicts, reasons and exports are the same."""
    assert read(f"[ owl:complementOf [ owl:onProperty x:p ; owl:someValuesFrom {none_outside} ] ]") == read(
        f"[ owl:onProperty x:p ; owl:allValuesFrom {every} ]"
    )


@pytest.mark.parametrize(
    ("kind", "definition", "read_as"),
    [
        ("owl:Class", "lf:Transfer [ owl:complementOf x:A ]", "[ owl:complementOf x:A ]"),
        ("lf:Element", "lf:Transfer [ owl:complementOf x:A ]", "x:WithoutA"),
        ("owl:Class", "lf:Transfer x:C [ owl:complementOf x:A ]", "x:WithoutA"),
    ],
)
def test_name_of_a_negation_is_read_as_the_negation(kind: str, definition: str, read_as: str) -> None:
    """Answers say what is absent under the name of what is absent; an element keeps its own name."""
    stated = f"x:WithoutA a {kind} ; owl:equivalentClass [ owl:intersectionOf ( {definition} ) ]"

    assert read(f"[ owl:intersectionOf ( x:B x:WithoutA ) ] . {stated}") == read(
        f"[ owl:intersectionOf ( x:B {read_as} ) ]"
    )


@pytest.mark.parametrize(
    ("derived", "stated"),
    [
        ("x:Over99", OVER_99),
        ("[ a rdfs:Datatype ; owl:datatypeComplementOf x:Over99 ]", UP_TO_99),
        ("[ a rdfs:Datatype ; owl:datatypeComplementOf x:From500 ]", BELOW_500),
        (f"[ a rdfs:Datatype ; owl:datatypeComplementOf {UP_TO_99} ]", OVER_99),
        (f"[ a rdfs:Datatype ; owl:datatypeComplementOf {BELOW_500} ]", FROM_500),
        (
            "[ a rdfs:Datatype ; owl:intersectionOf ( x:Over99 "
            "[ a rdfs:Datatype ; owl:datatypeComplementOf x:From500 ] ) ]",
            DATATYPE.format("[ xsd:minExclusive 99 ] [ xsd:maxExclusive 500 ]"),
        ),
    ],
)
def test_bounds_from_a_named_datatype_are_as_if_stated(derived: str, stated: str) -> None:
    """A bound that follows from a datatype, its complement or an intersection is the one that facets would state."""
    some = "[ owl:onProperty x:p ; owl:someValuesFrom {} ]"

    assert read(some.format(stated)) == read(some.format(derived))


@pytest.mark.parametrize(
    "values",
    [
        "[ a rdfs:Datatype ; owl:intersectionOf ( x:Over99 x:From500 ) ]",
        "[ a rdfs:Datatype ; owl:unionOf ( x:Over99 x:From500 ) ]",
        "[ a rdfs:Datatype ; owl:datatypeComplementOf [ a rdfs:Datatype ; owl:datatypeComplementOf x:Over99 ] ]",
        "[ a rdfs:Datatype ; owl:datatypeComplementOf xsd:integer ]",
    ],
)
def test_other_data_ranges_are_refused(values: str) -> None:
    """Two bounds on one side, a union, a complement of a complement or of all integers are outside the profile."""
    with pytest.raises(KnowledgeError, match="outside the profile"):
        read(f"[ owl:onProperty x:p ; owl:someValuesFrom {values} ]")


@pytest.mark.parametrize("operator", ["intersectionOf", "unionOf"])
def test_operators_have_two_operands_or_more(operator: str) -> None:
    """OWL 2 DL has no intersection or union of one class, and reasoners may refuse a file that has."""
    store = load().store
    rest, end = ox.NamedNode(RDF + "rest"), ox.NamedNode(RDF + "nil")
    lists = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(OWL + operator), None)]

    assert lists
    assert not [first for first in lists if next(store.quads_for_pattern(first, rest, end), None)]
