"""Peers that read rules: Nemo, clingo, zen-engine."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.peers.peer import Circuit, Input, Pairs, Part, Peer

from lexflux.batch.exports.datalog import clingo, datalog_facts, nemo
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.decision.evaluation import Truth

TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


def _facts(rulebook: Rulebook, given: Input) -> str:
    names = {number: test.name for number, test in rulebook.tests.items()}
    rows = given.tests.to_dicts()
    told = ((str(row["transfer"]), {one: TRUTHS[row[name]] for one, name in names.items()}) for row in rows)
    return "\n".join(datalog_facts(rulebook, told))


class Nemo(Peer):
    """The exported Datalog program; facts are parsed with it, since that is how the bindings take them."""

    name = "Nemo (Datalog, parsing of facts included)"
    most = 1_000

    def build(self, rulebook: Rulebook, first: Input) -> None:
        self.rulebook, self.rules = rulebook, nemo(rulebook)

    def load(self, given: Input) -> None:
        self.program = self.rules + _facts(self.rulebook, given)

    def run(self) -> None:
        from nmo_python import NemoEngine, load_string

        self.engine = NemoEngine(load_string(self.program))
        self.engine.reason()

    def triggers(self) -> tuple[Pairs, Pairs]:
        certain, possible = (
            {(int(one.strip('"')), norm.strip('"')) for one, norm in self.engine.result(name)}
            for name in ("triggered", "possibly_triggered")
        )
        return certain, possible


class Clingo(Peer):
    """The exported answer set program; grounding alone finds its answer."""

    name = "clingo (answer set program)"
    most = 10_000

    def build(self, rulebook: Rulebook, first: Input) -> None:
        self.rulebook, self.rules = rulebook, clingo(rulebook)

    def load(self, given: Input) -> None:
        self.facts = _facts(self.rulebook, given)

    def run(self) -> None:
        from clingo import Control

        control = Control()
        control.add("base", [], self.rules + self.facts)
        control.ground([("base", [])])
        with control.solve(yield_=True) as solving:
            self.shown = solving.model().symbols(shown=True)

    def triggers(self) -> tuple[Pairs, Pairs]:
        certain, possible = (
            {(int(one.arguments[0].string), one.arguments[1].string) for one in self.shown if one.name == name}
            for name in ("triggered", "possibly_triggered")
        )
        return certain, possible


class Zen(Peer):
    """A decision of one expression node for each gate level, asked transfer by transfer; two expressions a gate."""

    name = "zen-engine (expressions)"
    most = 1_000

    def build(self, rulebook: Rulebook, first: Input) -> None:
        import zen

        self.circuit = Circuit(rulebook)
        expressions = []
        for gate in self.circuit.gates:
            for side in "cp":
                value = " and ".join(self._read(part, side) for part in gate.parts)
                expressions.append({"id": f"{side}{gate.formula}", "key": f"{side}{gate.formula}", "value": value})
        content = {
            "nodes": [
                {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
                {
                    "id": "law",
                    "name": "law",
                    "type": "expressionNode",
                    "position": {"x": 1, "y": 0},
                    "content": {"expressions": expressions},
                },
                {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
            ],
            "edges": [
                {"id": "1", "sourceId": "in", "targetId": "law", "type": "edge"},
                {"id": "2", "sourceId": "law", "targetId": "out", "type": "edge"},
            ],
        }
        self.decision = zen.ZenEngine().create_decision(json.dumps(content))

    def _read(self, part: Part, side: str) -> str:
        other = {"c": "p", "p": "c"}[side] if part.negated else side
        earlier = "" if part.formula in self.circuit.tests else "$."
        return f"{'not ' if part.negated else ''}{earlier}{other}{part.formula}"

    def load(self, given: Input) -> None:
        tests = self.circuit.tests.items()
        self.rows = [
            {f"c{one}": row[name] is True for one, name in tests}
            | {f"p{one}": row[name] is not False for one, name in tests}
            for row in given.tests.to_dicts()
        ]

    def run(self) -> None:
        self.found = [self.decision.evaluate(row)["result"] for row in self.rows]

    def triggers(self) -> tuple[Pairs, Pairs]:
        certain, possible = (
            {
                (row, norm)
                for row, found in enumerate(self.found)
                for norm, part in self.circuit.norms.items()
                if self._held({**self.rows[row], **found}, part, side)
            }
            for side in "cp"
        )
        return certain, possible

    @staticmethod
    def _held(told: dict[str, Any], part: Part, side: str) -> bool:
        other = {"c": "p", "p": "c"}[side]
        return not told[f"{other}{part.formula}"] if part.negated else bool(told[f"{side}{part.formula}"])
