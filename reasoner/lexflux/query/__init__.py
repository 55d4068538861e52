"""SPARQL over the law or a decision."""
