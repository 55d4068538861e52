"""Rows of a table that together describe one transfer: the same parties and purpose, each row another data set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lexflux.errors import InputError, JoinedInputError
from lexflux.terms import DATA, local

Path = tuple[str, ...]
SETS = local(DATA)


class Joined:
    """The trees of rows that are one transfer, ``name`` that of the table; what a row leaves out another may state."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._stated: dict[Path, tuple[int, Any]] = {}
        self._sets: list[Any] = []

    def add(self, number: int, tree: Mapping[str, Any]) -> None:
        """
        Add the tree of a row.

        Raises
        ------
        InputError
            If it says something else of the transfer or of a party than a row before it.
        """
        errors = []
        for path, value in _leaves(tree):
            first, known = self._stated.setdefault(path, (number, value))
            if known != value:
                where, fact = f"{self.name}:{number}", ".".join(path)
                errors.append(InputError("joined rows differ", where=where, fact=fact, other=f"{self.name}:{first}"))
        if errors:
            raise JoinedInputError.of(errors)
        if SETS in tree:
            self._sets.append(tree[SETS])

    def tree(self) -> dict[str, Any]:
        """Return the tree of the transfer."""
        tree: dict[str, Any] = {}
        for (*nodes, key), (_, value) in self._stated.items():
            below = tree
            for node in nodes:
                below = below.setdefault(node, {})
            below[key] = value
        return tree | ({SETS: self._sets} if self._sets else {})


def _leaves(tree: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Yield what a row states of the transfer and its parties, each with its path."""
    for key, value in tree.items():
        if key == SETS:
            continue
        if isinstance(value, dict):
            yield from (((key, *path), leaf) for path, leaf in _leaves(value))
        else:
            yield (key,), value
