"""A rulebook for engines that read graphs: one CONSTRUCT query, or rules of SHACL, each with both masks.

A transfer is typed with the norms that are certainly triggered, and `POSSIBLY` leads to all that are not ruled out.
What nobody stated is told apart only in a graph that Lexflux wrote for the same law and day; of any other transfer
nothing is certain and every norm is possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexflux.batch.exports.heading import heading
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.decision.decide import apply_law
from lexflux.engines.sparql import OPEN, fact_triples, proof, refutation
from lexflux.facts.transfer import Facts
from lexflux.law.norms import Norm
from lexflux.terms import TRANSFER, TYPE, compact

POSSIBLY = OPEN + TYPE
READ_FOR = "urn:lexflux:readFor"
NAMESPACE = "urn:lexflux:transfer:"


def _law(rulebook: Rulebook) -> str:
    return f"<urn:lexflux:law:{compact(rulebook.law.regime)}:{rulebook.on.isoformat()}>"


def _patterns(rulebook: Rulebook, norm: Norm, this: str) -> Iterator[tuple[str, str]]:
    """Yield the property that leads to a norm with the pattern of where it does: certainly, and possibly."""
    read = f"{this} <{READ_FOR}> {_law(rulebook)}"
    a_transfer = f"{this} a <{TRANSFER}>"
    certain = proof(rulebook.book, norm.condition, this)
    ruled_out = refutation(rulebook.book, norm.condition, this)
    yield TYPE, f"{a_transfer} . {read} FILTER ({certain})"
    yield POSSIBLY, f"{a_transfer} FILTER (NOT EXISTS {{ {read} }} || !({ruled_out}))"


def sparql(rulebook: Rulebook) -> str:
    """Return the query that constructs both masks of all norms."""
    groups = [
        f"# {compact(norm.iri)}\n  {{ {pattern} BIND (<{prop}> AS ?says) BIND (<{norm.iri}> AS ?norm) }}"
        for norm in rulebook.law.norms.values()
        for prop, pattern in _patterns(rulebook, norm, "?transfer")
    ]
    query = "CONSTRUCT { ?transfer ?says ?norm } WHERE {\n  " + "\n  UNION\n  ".join(groups) + "\n}\n"
    return heading(rulebook, "rulebook in RDF", "# ") + query


def shacl(rulebook: Rulebook) -> str:
    """Return the shape in Turtle whose SPARQL rules infer both masks of all norms."""
    rules = [
        f'[ a sh:SPARQLRule ; sh:construct """CONSTRUCT {{ $this <{prop}> <{norm.iri}> }} WHERE {{ {pattern} }}""" ]'
        for norm in rulebook.law.norms.values()
        for prop, pattern in _patterns(rulebook, norm, "$this")
    ]
    prefix = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    shape = f"{_law(rulebook)} a sh:NodeShape ;\n  sh:targetClass <{TRANSFER}> ;\n  sh:rule\n    "
    return heading(rulebook, "rulebook in RDF", "# ") + prefix + shape + " ,\n    ".join(rules) + " .\n"


def graph_facts(rulebook: Rulebook, transfers: Iterable[tuple[str, Facts]]) -> Iterator[str]:
    """Yield transfers as N-Triples, each by its name, with what their silence leaves open under the law of the day."""
    for name, facts in transfers:
        evaluation, _ = apply_law(rulebook.book, facts, rulebook.law, rulebook.on, {}, strict=False)
        yield f"<{NAMESPACE}{name}> <{READ_FOR}> {_law(rulebook)} ."
        yield fact_triples(evaluation.facts, rulebook.law, rulebook.book, NAMESPACE + name).rstrip()
