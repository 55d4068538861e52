"""What queries say of the law: the recorded rows, and what the law book says.

Expected rows stand in ``tests/queries``: one file per query with cases (``with`` binds parameters, ``only`` keeps the
rows whose cell begins with a text or is one of a list, ``columns`` and ``rows`` are what must remain).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from lexflux.facts import yamlfile
from lexflux.knowledge_base import load
from lexflux.law.conditions import Condition, Named, Not, walk
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF
from tests.query.library import CN, FOLDER, QUERIES, ask, table

DAYS = [
    "2011-12-30",
    "2017-06-01",
    "2021-09-01",
    "2023-12-20",
    "2024-03-21",
    "2024-03-22",
    "2025-05-29",
    "2025-05-30",
    "2025-12-31",
    "2026-01-01",
    "2026-11-22",
]


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem in QUERIES:
            for case in yamlfile.parse(path.read_text("utf-8"), path.name)[0]:
                yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def kept(cell: str, wanted: str | list[str]) -> bool:
    return cell in wanted if isinstance(wanted, list) else cell.startswith(wanted)


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_expected_rows(name: str, case: dict[str, Any], store: ox.Store) -> None:
    """A query gives exactly the recorded rows, in order where the columns order them."""
    result = ask(store, name, **case.get("with", {}))

    records = [dict(zip(result.columns, cells, strict=True)) for cells in result.cells()]
    chosen = [
        record
        for record in records
        if all(kept(record[column], wanted) for column, wanted in case.get("only", {}).items())
    ]
    assert sorted(case["rows"]) == sorted([record[column] for column in case["columns"]] for record in chosen)


def test_numbers_of_norms_and_gaps_are_those_of_the_law_book(store: ox.Store, book: LawBook) -> None:
    """Queries that count find what the compiled law book holds, of each regime and modality."""
    day = datetime.date(2026, 11, 22)
    norms = Counter((norm.regime, norm.modality) for norm in book.norms.values() if norm.validity.contains(day))
    gaps = Counter(gap.regime for gap in book.gaps.values())

    counted = table(ask(store, "how-many-norms-does-each-regime-have"), "regime", "modality", "norms")

    assert {(*key, number) for key, number in norms.items()} == counted
    assert set(gaps.items()) == table(ask(store, "how-many-gaps-does-each-regime-have"), "regime", "gaps")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("regime", sorted(load().book.regimes))
def test_norms_in_force_are_those_of_the_law_book(regime: str, day: str, store: ox.Store, book: LawBook) -> None:
    """The query and the compiled law book agree on which norms hold on a day."""
    on = datetime.date.fromisoformat(day)
    expected = {
        iri for iri, norm in book.norms.items() if norm.regime == book.regimes[regime] and norm.validity.contains(on)
    }

    rows = ask(store, "which-norms-are-in-force", date=day, regime=book.regimes[regime])

    assert expected == {norm for (norm,) in table(rows, "norm")}


@pytest.mark.parametrize("kind", ["HealthData", "ChildData", "EmployeeData", "MapData"])
def test_norms_that_mention_a_data_kind(kind: str, store: ox.Store, book: LawBook) -> None:
    """Found are the norms whose condition reaches the kind or a wider one; asserted says whether without a negation."""
    day = datetime.date(2026, 11, 22)
    wanted = book.classes[LF + kind].ancestors
    expected = {
        (iri, reaches(book, norm.condition, wanted, negations=False))
        for iri, norm in book.norms.items()
        if norm.validity.contains(day) and reaches(book, norm.condition, wanted, negations=True)
    }

    rows = ask(store, "which-norms-mention-a-data-kind", kind=kind, date=day)

    assert expected == table(rows, "norm", "asserted")
    assert expected


def reaches(book: LawBook, condition: Condition, wanted: frozenset[str], *, negations: bool) -> bool:
    """Return whether a condition names a wanted class, through definitions, and through negations if they count."""
    stack, seen = [condition], set()
    while stack:
        part = stack.pop()
        if isinstance(part, Not) and not negations:
            continue
        if isinstance(part, Named) and part.iri in wanted:
            return True
        if isinstance(part, Named) and part.iri not in seen:
            seen.add(part.iri)
            definition = book.classes[part.iri].definition if part.iri in book.classes else None
            stack.extend([] if definition is None else [definition])
        stack.extend(children(part))
    return False


def children(part: Condition) -> list[Condition]:
    inner = [getattr(part, "part", None), getattr(part, "filler", None), *getattr(part, "parts", ())]
    return [child for child in inner if child is not None]


def test_roles_of_a_safeguard(store: ox.Store, book: LawBook) -> None:
    """Every norm in force that names the standard contract is found in the role in which it does, also by a union."""
    day = datetime.date(2026, 11, 22)
    contract = CN + "StandardContract"
    wanted = {contract} | {union for union, members in book.unions.items() if contract in members}
    named_by = {"requires": "requires", "permits": "permits", "inPlaceOf": "in_place_of", "liftedBy": "lifted_by"}
    norms = [norm for norm in book.norms.values() if norm.validity.contains(day)]
    expected = {
        (LF + role, norm.iri)
        for role, attribute in named_by.items()
        for norm in norms
        if getattr(norm, attribute) in wanted
    }
    expected |= {(LF + "exemptsFrom", norm.iri) for norm in norms if norm.exempts_from & wanted}
    expected |= {
        (LF + "safeguard", norm.iri)
        for norm in norms
        if any(
            getattr(part, "prop", None) == LF + "safeguard" and getattr(part, "filler", None) == Named(contract)
            for part in everything(book, norm.condition)
        )
    }

    rows = ask(store, "which-norms-concern-a-safeguard", safeguard="cn:StandardContract", date=day)

    assert expected == table(rows, "role", "norm")


def everything(book: LawBook, condition: Condition) -> Iterator[Condition]:
    """Yield all parts of a condition, those of the definitions that it names too."""
    for part in walk(condition):
        yield part
        if (
            isinstance(part, Named)
            and part.iri in book.classes
            and (definition := book.classes[part.iri].definition) is not None
        ):
            yield from everything(book, definition)


def test_every_block_is_covered_once(store: ox.Store, book: LawBook) -> None:
    """The coverage list has each provision of the regime once, and calls a norm what a norm rests on."""
    regime = book.regimes["cn"]
    expected = {
        provision.identifier
        for provision in book.provisions.values()
        if book.instruments[provision.instrument].regime == regime
    }
    with_norm = {
        book.provisions[iri].identifier
        for norm in book.norms.values()
        if norm.regime == regime
        for iri in norm.stated_in
    }

    result = ask(store, "coverage-of-blocks")

    rows = table(result, "identifier", "modelledAs")
    assert expected == {identifier for identifier, _ in rows}
    assert len(expected) == len(result)
    assert with_norm == {identifier for identifier, modelled in rows if modelled == "norm"}
