"""What follows from the file in which a term stands: no file of law writes it out, loading adds it.

Each rule looks at one file, which is one named graph whose name is the ontology that the file declares. What a file
says itself stays as it is said, so that an exception to a rule is written out and a file that writes everything out is
complete already. `shapes/knowledge/provisions.ttl` says the rules on provisions in SHACL, for tools that read the files
without this package.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from lexflux.terms import ELI, LF, OWL, PROV, RDF, RDFS

PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri}>\n"
    for prefix, iri in (("eli", ELI), ("lf", LF), ("owl", OWL), ("prov", PROV), ("rdfs", RDFS))
)

# A term of ours is defined by the file in which it has a type.
DEFINED_BY = """
INSERT { GRAPH ?file { ?term rdfs:isDefinedBy ?file } }
WHERE {
  GRAPH ?file { ?term a ?type }
  FILTER (isIRI(?term) && STRSTARTS(STR(?term), STR(lf:)) && ?term != ?file)
}"""

# What is no entity of OWL already, such as a class or datatype, is an individual; norms and gaps are individuals beside
# the classes that they are.
INDIVIDUAL = """
INSERT { GRAPH ?file { ?term a owl:NamedIndividual } }
WHERE {
  GRAPH ?file { ?term a ?type }
  FILTER (isIRI(?term))
  FILTER (
    ?type IN (lf:Norm, lf:Gap)
    || NOT EXISTS {
      GRAPH ?file { ?term a ?entity FILTER (?entity = rdfs:Datatype || STRSTARTS(STR(?entity), STR(owl:))) }
    }
  )
}"""

# A provision is part of the instrument that its IRI names before the last step,
NAMED_INSTRUMENT = """
INSERT { GRAPH ?file { ?provision eli:is_part_of ?instrument } }
WHERE {
  GRAPH ?file {
    ?provision a lf:Provision
    FILTER NOT EXISTS { ?provision eli:is_part_of ?written }
    BIND (IRI(REPLACE(STR(?provision), "/[^/]*$", "")) AS ?instrument)
    ?instrument a lf:Instrument
  }
}"""

# and failing that of the only instrument beside it.
INSTRUMENT_BESIDE = """
INSERT { GRAPH ?file { ?provision eli:is_part_of ?instrument } }
WHERE {
  {
    SELECT ?file ?namespace (SAMPLE(?named) AS ?instrument)
    WHERE { GRAPH ?file { ?named a lf:Instrument } BIND (REPLACE(STR(?named), "[^/]*$", "") AS ?namespace) }
    GROUP BY ?file ?namespace
    HAVING (COUNT(*) = 1)
  }
  GRAPH ?file {
    ?provision a lf:Provision
    FILTER NOT EXISTS { ?provision eli:is_part_of ?written }
  }
  FILTER (REPLACE(STR(?provision), "[^/]*$", "") = ?namespace)
}"""

# A provision was read where, and as surely as, the instrument that its IRI names or beside which it stands.
READ_WITH_INSTRUMENT = """
INSERT {{ GRAPH ?file {{ ?provision {reading} ?value }} }}
WHERE {{
  GRAPH ?file {{
    ?provision a lf:Provision ; eli:is_part_of ?instrument .
    ?instrument {reading} ?value
    FILTER NOT EXISTS {{ ?provision {reading} ?written }}
  }}
  BIND (REPLACE(STR(?provision), "[^/]*$", "") AS ?namespace)
  FILTER (?namespace IN (CONCAT(STR(?instrument), "/"), REPLACE(STR(?instrument), "[^/]*$", "")))
}}"""

RULES = (
    DEFINED_BY,
    INDIVIDUAL,
    NAMED_INSTRUMENT,
    INSTRUMENT_BESIDE,
    READ_WITH_INSTRUMENT.format(reading="lf:confidence"),
    READ_WITH_INSTRUMENT.format(reading="prov:wasDerivedFrom"),
)

TYPE = ox.NamedNode(RDF + "type")
NAMED_INDIVIDUAL = ox.NamedNode(OWL + "NamedIndividual")
PROVISION = ox.NamedNode(LF + "Provision")
IDENTITY = frozenset({TYPE.value, RDFS + "isDefinedBy", ELI + "is_part_of"})
READING = frozenset({LF + "confidence", PROV + "wasDerivedFrom"})


def complete(store: ox.Store) -> None:
    """Add to each named graph of a store what follows from the file that it is; adding it again changes nothing."""
    for rule in RULES:
        store.update(PREFIXES + rule)


def implied(file: Collection[ox.Quad]) -> set[ox.Quad]:
    """
    Return what a file need not write out, because loading adds it to the rest.

    Parameters
    ----------
    file
        The statements of one file, in the named graph of the ontology that it declares.
    """
    whole = completed(file)
    provisions = {quad.subject for quad in whole if quad.predicate == TYPE and quad.object == PROVISION}
    written = {quad for quad in whole if not _may_follow(quad, provisions)}
    # How a provision was read follows from its instrument: what must be written is known once all instruments are.
    for predicates in (IDENTITY, READING):
        amiss = {
            (quad.subject, quad.predicate) for quad in whole ^ completed(written) if quad.predicate.value in predicates
        }
        written |= {quad for quad in whole if (quad.subject, quad.predicate) in amiss}
    return whole - written


def completed(file: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return the statements of a file with all that follows from it."""
    store = ox.Store()
    store.extend(file)
    complete(store)
    return set(store)


def _may_follow(quad: ox.Quad, provisions: Collection[object]) -> bool:
    if quad.predicate == TYPE:
        return quad.object == NAMED_INDIVIDUAL
    return quad.predicate.value in IDENTITY or (quad.predicate.value in READING and quad.subject in provisions)
