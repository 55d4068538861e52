"""The targets to which a rulebook goes, and the transfers of files as each of them reads transfers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lexflux.batch.entries import Entry, Problem, find_entries
from lexflux.batch.exports.datalog import clingo, datalog_facts, nemo
from lexflux.batch.exports.graphs import graph_facts, shacl, sparql
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.batch.exports.sql import sql, sql_facts
from lexflux.errors import InputError, JoinedInputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase

Transfers = Iterable[tuple[str, Facts]]


@dataclass(frozen=True)
class Target:
    """How rules are written, and transfers, each by its name."""

    rules: Callable[[Rulebook], str]
    facts: Callable[[Rulebook, Transfers], Iterator[str]]


def _as_sql(rulebook: Rulebook, transfers: Transfers) -> Iterator[str]:
    yield from sql_facts(rulebook, ((name, rulebook.truths(facts)) for name, facts in transfers))


def _as_datalog(rulebook: Rulebook, transfers: Transfers) -> Iterator[str]:
    yield from datalog_facts(rulebook, ((name, rulebook.truths(facts)) for name, facts in transfers))


TARGETS = {
    "sparql": Target(sparql, graph_facts),
    "shacl": Target(shacl, graph_facts),
    "sql": Target(sql, _as_sql),
    "datalog": Target(nemo, _as_datalog),
    "asp": Target(clingo, _as_datalog),
}


def transfers_of(paths: Iterable[str], knowledge: KnowledgeBase) -> Iterator[tuple[str, Facts]]:
    """
    Yield the transfers that files, folders and inventories describe, each by its file and row.

    Raises
    ------
    InputError
        If something cannot be read, or describes a flow of several transfers.
    """
    for entry in find_entries(paths, knowledge, ColumnMap()):
        if isinstance(entry, Problem):
            raise JoinedInputError.of([one for one in entry.errors if isinstance(one, InputError)])
        yield _name(entry), _transfer(entry)


def _name(entry: Entry) -> str:
    name = Path(entry.file).name
    return quote(name if entry.line is None else f"{name}:{entry.line}", safe=":")


def _transfer(entry: Entry) -> Facts:
    found = entry.read()
    if isinstance(found, Flow):
        raise InputError("rulebook of flows", name=entry.file)
    return found
