"""What a former run left: a day, the answers that it gave, and the law under which it gave them."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lexflux.decision.receipt import SCHEMA, digest
from lexflux.errors import InputError, shortened
from lexflux.facts.documents import content_of
from lexflux.facts.transfer import in_order
from lexflux.terms import parse_day

ANSWERS = ("outcomes", "answers")


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """
    The answer on one transfer of a former run.

    ``outcome`` is that of its receipt, or of a line of a list the verdict alone; ``facts`` the digest of the facts of a
    receipt, empty where the facts were not recorded.
    """

    regime: str
    on: datetime.date
    outcome: Mapping[str, Any]
    facts: str = ""
    file: str = ""
    line: int | None = None
    label: str = ""
    leg: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether more than the verdict is recorded."""
        return bool(self.facts)


@dataclass(frozen=True)
class Snapshot:
    """A former day; with what was answered on it and the SHA-256 of each file of law, as far as that was recorded."""

    day: datetime.date
    answers: tuple[Recorded, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_facts(self) -> dict[tuple[str, str], Recorded]:
        return {(one.facts, one.regime): one for one in self.answers if one.is_whole}

    @cached_property
    def _by_name(self) -> dict[tuple[object, ...], Recorded]:
        """Lists of answers by the name of a transfer, where no other has it, and by file and line."""
        lines = [one for one in self.answers if not one.is_whole]
        names = Counter((one.label, one.leg, one.regime) for one in lines)
        named = {(one.label, one.leg, one.regime): one for one in lines if names[one.label, one.leg, one.regime] == 1}
        found: dict[tuple[object, ...], Recorded] = {key: one for key, one in named.items() if key[0]}
        return found | {(Path(one.file).name, one.line, one.leg, one.regime): one for one in lines}

    def of(self, facts: object, file: str, line: int | None, label: str, leg: str, regime: str) -> Recorded | None:
        """Return what is recorded of a transfer: found by its facts, else by its name, else by its file and line."""
        by_facts = self._by_facts.get((_digest(facts), regime))
        by_label = self._by_name.get((label, leg, regime)) if label else None
        return by_facts or by_label or self._by_name.get((Path(file).name, line, leg, regime))

    def differing_files(self, files: Mapping[str, str]) -> list[str]:
        """Return the files of law that are not as they were, by name; none where no law was recorded."""
        if not self.files:
            return []
        return sorted(name for name in {*files, *self.files} if files.get(name) != self.files.get(name))


def read_snapshot(given: str) -> Snapshot:
    """
    Return the snapshot that a day, a file or a folder stands for.

    Parameters
    ----------
    given
        A day; an answer or receipt in JSON; the answers on many in JSON or JSON lines (``check --format jsonl``, or
        receipts one a line); or a folder of such files.

    Raises
    ------
    InputError
        If it is none of these, or holds no answer.
    """
    day = parse_day(given)
    if day is not None:
        return Snapshot(day)
    paths = sorted(Path(given).glob("*.json*")) if Path(given).is_dir() else [Path(given)]
    trees = [(tree, str(path)) for path in paths for tree in _trees(str(path))]
    receipts: list[dict[str, Any] | None] = [_receipt(tree) for tree, _ in trees]
    answers = [
        one for (tree, name), receipt in zip(trees, receipts, strict=True) for one in _answers(tree, receipt, name)
    ]
    if not answers:
        raise InputError("not a snapshot", name=shortened(given))
    files: dict[str, str] = next(
        (receipt["files"] for receipt in receipts if receipt and isinstance(receipt.get("files"), dict)), {}
    )
    return Snapshot(max(one.on for one in answers), tuple(answers), files)


def _trees(path: str) -> Iterator[Any]:
    """Yield the objects of a file: one, or one a line."""
    content = content_of(path, path)
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        yield from _lines(content, path)
        return
    listed = next((whole[key] for key in ANSWERS if isinstance(whole, dict) and key in whole), None)
    yield from listed if isinstance(listed, list) else [whole]


def _lines(content: str, path: str) -> Iterator[Any]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError("not JSON", where=f"{path}:{number}", detail=error) from error


def _receipt(tree: Any) -> dict[str, Any] | None:
    found = tree.get("receipt", tree) if isinstance(tree, dict) else None
    return found if isinstance(found, dict) and found.get("schema") == SCHEMA else None


def _answers(tree: Any, receipt: dict[str, Any] | None, name: str) -> Iterator[Recorded]:
    """Yield the answer that an object records; the last line of a list, which sums up, and errors record none."""
    if not isinstance(tree, dict):
        raise InputError("not a snapshot", name=name)
    record = receipt if receipt is not None else tree
    on = parse_day(str(record.get("on")))
    if receipt is not None and on and isinstance(receipt.get("outcome"), dict):
        yield Recorded(str(receipt.get("regime")), on, receipt["outcome"], _digest(receipt.get("facts")))
    elif receipt is None and isinstance(tree.get("verdict"), str) and on:
        line = tree.get("line")
        yield Recorded(
            regime=str(tree.get("regime")),
            on=on,
            outcome={"verdict": tree["verdict"]},
            file=str(tree.get("file")),
            line=line if isinstance(line, int) else None,
            label=str(tree.get("transfer") or ""),
            leg=str(tree.get("leg") or ""),
        )


def _digest(facts: object) -> str:
    return digest(in_order(facts))
