"""Peers that read columns: DuckDB, Polars, a NumPy program, OpenFisca."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from benchmarks.peers.peer import Circuit, Input, Pairs, Part, Peer

from lexflux.batch.exports.rulebook import Rulebook
from lexflux.batch.exports.sql import sql

BUSIEST = 10
Planes = dict[int, np.ndarray]


def of_columns(found: dict[str, np.ndarray]) -> Pairs:
    """Return where columns of truth values are true."""
    return {(int(row), norm) for norm, held in found.items() for row in np.flatnonzero(held)}


class DuckDb(Peer):
    """The exported views."""

    name = "DuckDB (views)"

    def build(self, rulebook: Rulebook, first: Input) -> None:
        import duckdb

        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute(sql(rulebook))

    def load(self, given: Input) -> None:
        self.connection.execute("DELETE FROM facts")
        self.connection.execute(f"INSERT INTO facts BY NAME SELECT * FROM '{given.tests_path}'")

    def run(self) -> None:
        self.connection.execute("CREATE OR REPLACE TEMP TABLE done AS SELECT * FROM triggers")

    def triggers(self) -> tuple[Pairs, Pairs]:
        done = self.connection.execute("SELECT * FROM done")
        _, *norms = (column[0] for column in done.description)
        told = [
            (int(row), norm, holds) for row, *cells in done.fetchall() for norm, holds in zip(norms, cells, strict=True)
        ]
        certain = {(row, norm) for row, norm, holds in told if holds}
        return certain, {(row, norm) for row, norm, holds in told if holds is not False}


class Polars(Peer):
    """Expressions, the gates level by level; null is unknown."""

    name = "Polars (expressions)"

    def build(self, rulebook: Rulebook, first: Input) -> None:
        self.circuit = Circuit(rulebook)
        depth: dict[int, int] = dict.fromkeys(self.circuit.tests, 0)
        self.levels: dict[int, list[pl.Expr]] = {}
        for gate in self.circuit.gates:
            depth[gate.formula] = 1 + max(depth[part.formula] for part in gate.parts)
            parts = [self._read(part) for part in gate.parts]
            self.levels.setdefault(depth[gate.formula], []).append(pl.all_horizontal(parts).alias(f"g{gate.formula}"))
        self.asked = [self._read(part).alias(norm) for norm, part in self.circuit.norms.items()]

    def _read(self, part: Part) -> pl.Expr:
        found = pl.col(self.circuit.tests.get(part.formula, f"g{part.formula}"))
        return ~found if part.negated else found

    def load(self, given: Input) -> None:
        self.frame = given.tests

    def run(self) -> None:
        frame = self.frame.lazy()
        for level in sorted(self.levels):
            frame = frame.with_columns(self.levels[level])
        self.found = frame.select(self.asked).collect()

    def triggers(self) -> tuple[Pairs, Pairs]:
        norms = self.found.columns
        return (
            of_columns({norm: self.found[norm].fill_null(False).to_numpy() for norm in norms}),
            of_columns({norm: self.found[norm].fill_null(True).to_numpy() for norm in norms}),
        )


class NumPy(Peer):
    """A program of array operations, two-valued, for the ten norms that most transfers trigger."""

    name = "NumPy (ten busiest norms, two-valued)"
    masks = False

    def build(self, rulebook: Rulebook, first: Input) -> None:
        whole = Circuit(rulebook)
        found = _both(whole, first.tests)
        busy = sorted(whole.norms, key=lambda norm: -int(_side(found, whole.norms[norm], 0).sum()))[:BUSIEST]
        iris = [iri for iri in rulebook.triggered if any(iri.endswith(f"/{norm}") for norm in busy)]
        self.circuit = Circuit(rulebook, iris)

    def load(self, given: Input) -> None:
        self.tests = {one: given.tests[name].fill_null(False).to_numpy() for one, name in self.circuit.tests.items()}

    def run(self) -> None:
        planes: Planes = dict(self.tests)
        for gate in self.circuit.gates:
            parts = [~planes[one.formula] if one.negated else planes[one.formula] for one in gate.parts]
            planes[gate.formula] = np.logical_and.reduce(parts)
        self.found = {
            norm: ~planes[one.formula] if one.negated else planes[one.formula]
            for norm, one in self.circuit.norms.items()
        }

    def triggers(self) -> tuple[Pairs, Pairs]:
        found = of_columns(self.found)
        return found, found


class OpenFisca(Peer):
    """Variables of OpenFisca, a pair for each gate: where it holds, and where it may."""

    name = "OpenFisca-core (variables)"

    def build(self, rulebook: Rulebook, first: Input) -> None:
        from openfisca_core import entities, periods, taxbenefitsystems, variables

        self.circuit = Circuit(rulebook)
        transfer = entities.build_entity("transfer", "transfers", "", is_person=True)
        self.period = periods.period("2026-06")
        system = taxbenefitsystems.TaxBenefitSystem([transfer])

        def add(name: str, formula: Any) -> None:
            told = {"value_type": bool, "entity": transfer, "definition_period": periods.DateUnit.MONTH, "label": name}
            system.add_variable(
                type(name, (variables.Variable,), {**told, **({"formula": formula} if formula else {})})
            )

        for test in self.circuit.tests:
            add(f"c{test}", None)
            add(f"p{test}", None)
        for gate in self.circuit.gates:
            for side in "cp":
                add(f"{side}{gate.formula}", _formula(gate.parts, side))
        self.system = system

    def load(self, given: Input) -> None:
        from openfisca_core.simulation_builder import SimulationBuilder

        self.simulation = SimulationBuilder().build_default_simulation(self.system, len(given.tests))
        for test, name in self.circuit.tests.items():
            for side, unknown in (("c", False), ("p", True)):
                self.simulation.set_input(f"{side}{test}", self.period, given.tests[name].fill_null(unknown).to_numpy())

    def run(self) -> None:
        for one in self.circuit.gates:
            for side in "cp":
                self.simulation.delete_arrays(f"{side}{one.formula}")
        self.found = [{norm: self._side(part, side) for norm, part in self.circuit.norms.items()} for side in "cp"]

    def _side(self, part: Part, side: str) -> np.ndarray:
        if part.negated:
            return ~self.simulation.calculate(f"{_other(side)}{part.formula}", self.period)
        return np.asarray(self.simulation.calculate(f"{side}{part.formula}", self.period))

    def triggers(self) -> tuple[Pairs, Pairs]:
        certain, possible = map(of_columns, self.found)
        return certain, possible


def _other(side: str) -> str:
    return "p" if side == "c" else "c"


def _formula(parts: Any, side: str) -> Any:
    def formula(population: Any, period: Any) -> np.ndarray:
        return np.logical_and.reduce(
            [
                ~population(f"{_other(side)}{one.formula}", period)
                if one.negated
                else population(f"{side}{one.formula}", period)
                for one in parts
            ]
        )

    return formula


def _both(circuit: Circuit, tests: pl.DataFrame) -> tuple[Planes, Planes]:
    """Return the planes of what certainly and what possibly holds."""
    found: tuple[Planes, Planes] = ({}, {})
    for one, name in circuit.tests.items():
        for planes, unknown in zip(found, (False, True), strict=True):
            planes[one] = tests[name].fill_null(unknown).to_numpy()
    for gate in circuit.gates:
        sides = [np.logical_and.reduce([_side(found, part, side) for part in gate.parts]) for side in (0, 1)]
        for planes, held in zip(found, sides, strict=True):
            planes[gate.formula] = held
    return found


def _side(found: tuple[Planes, Planes], part: Part, side: int) -> np.ndarray:
    return ~found[1 - side][part.formula] if part.negated else found[side][part.formula]


def by_circuit(rulebook: Rulebook, tests: pl.DataFrame) -> tuple[Pairs, Pairs]:
    """Return what the circuit itself finds: what all peers have to agree with."""
    circuit = Circuit(rulebook)
    found = _both(circuit, tests)
    certain, possible = (
        of_columns({norm: _side(found, part, side) for norm, part in circuit.norms.items()}) for side in (0, 1)
    )
    return certain, possible
