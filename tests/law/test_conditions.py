"""Class expressions become conditions; what they leave open and what they say in two ways is read alike."""

import pyoxigraph as ox
import pytest

from lexflux.law.conditions import Condition, ConditionReader
from lexflux.terms import OWL

PREFIXES = (
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix x: <https://example.org/> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix lf: <https://w3id.org/lexflux/> . "
)
IT = ox.NamedNode("https://example.org/it")


def read(expression: str) -> Condition:
    store = ox.Store()
    store.load(f"{PREFIXES} x:it owl:equivalentClass {expression} .".encode(), format=ox.RdfFormat.TURTLE)
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


@pytest.mark.parametrize(("kind", "read_as"), [("", "[ owl:complementOf x:A ]"), ("x:WithoutA a lf:Element .", None)])
def test_name_of_a_negation_is_read_as_the_negation(kind: str, read_as: str | None) -> None:
    """Answers say what is absent under the name of what is absent; an element keeps its own name."""
    definition = "x:WithoutA owl:equivalentClass [ owl:complementOf x:A ]"
    named = read(f"[ owl:intersectionOf ( x:B x:WithoutA ) ] . {kind} {definition}")

    assert named == read(f"[ owl:intersectionOf ( x:B {read_as or 'x:WithoutA'} ) ]")
