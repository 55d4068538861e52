"""The rulebook of one law on one day for other engines: SPARQL, SHACL, SQL and Datalog, written from one circuit."""
