"""The query library as the tests ask it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from lexflux import resources
from lexflux.query.endpoints import run_oxigraph
from lexflux.query.queries import Query, find, load_queries
from lexflux.query.results import Result
from lexflux.terms import LF

CN = LF + "cn/"
FOLDER = Path(__file__).parents[1] / "queries"
LIBRARY = load_queries(resources.folder("queries"))
QUERIES = {name: query for name, query in LIBRARY.items() if not query.gives_graph}
GRAPHS = {name: query for name, query in LIBRARY.items() if query.gives_graph}
GATES = [
    "citations-to-unknown-provisions",
    "elements-nobody-uses",
    "intervals-that-end-before-they-start",
    "labels-in-one-language-only",
    "norms-without-provision",
    "safeguards-nobody-requires",
]
HEADER = """\
#+ title@en: A title
#+ title@zh: 标题
#+ description@en: A description.
#+ description@zh: 说明。
#+ param: norm iri any  norm | 规范
#+ param: lang lang en  language | 语言
#+ reads: knowledge
SELECT ?norm WHERE {
  VALUES ?norm { UNDEF }
  VALUES ?lang { "en" }
}
"""

Run = Callable[[str], Result]


def named(query: str) -> Query:
    return find(QUERIES, query)


def ask(store: ox.Store, query: str, **values: object) -> Result:
    return run_oxigraph(store, named(query).bind(**values))


def table(result: Result, *columns: str) -> set[tuple[object, ...]]:
    places = [result.columns.index(column) for column in columns]
    return {tuple(row[place] for place in places) for row in result}
