"""Compiled knowledge that is read when it is first asked for: the fields of a whole, and the values of a mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def lazily(kind: type[Kind], names: Iterable[str], read: Callable[[str], Any]) -> Kind:
    """
    Return an instance of a class whose attributes of these names are read when they are first asked for.

    What is made of it with other values, as by `dataclasses.replace`, derives for itself what the class derives.
    """

    def find(name: str, instance: Any) -> Any:
        return read(name) if instance is first else getattr(kind, name).func(instance)

    attributes: dict[str, Any] = {name: cached_property(partial(find, name)) for name in names}
    made: Any = type(kind.__name__, (kind,), {"__module__": kind.__module__, "__doc__": kind.__doc__, **attributes})
    first: Kind = object.__new__(made)
    return first


class LazyMapping(dict[str, Any]):
    """
    A mapping, in a fixed order, whose values are made of what stands for them when they are first asked for.

    >>> squares = LazyMapping({"2": b"2", "3": b"3"}, lambda line: int(line) ** 2)
    >>> squares["3"], list(squares), squares.get("4"), squares == {"2": 4, "3": 9}, {**squares}
    (9, ['2', '3'], None, True, {'2': 4, '3': 9})
    """

    __hash__ = None

    def __init__(self, given: dict[str, Any], make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._given = given
        self._make = make

    def __missing__(self, key: str) -> Any:
        value = self._make(self._given[key])
        self[key] = value
        return value

    @cached_property
    def _whole(self) -> dict[str, Any]:
        return {key: self[key] for key in self._given}

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, or a default."""
        return self[key] if key in self._given else default

    def keys(self) -> Any:
        """Return the keys; no value is read for that."""
        return self._given.keys()

    def values(self) -> Any:
        """Return all values."""
        return self._whole.values()

    def items(self) -> Any:
        """Return all keys with their values."""
        return self._whole.items()

    def copy(self) -> dict[str, Any]:
        """Return all of it as a plain mapping."""
        return {**self._whole}

    def __contains__(self, key: object) -> bool:
        return key in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._given)

    def __eq__(self, other: object) -> bool:
        return self._whole == (other._whole if isinstance(other, LazyMapping) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __or__(self, other: Any) -> Any:
        return self._whole | other

    def __ror__(self, other: Any) -> Any:
        return other | self._whole

    def __repr__(self) -> str:
        return repr(self._whole)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._whole,)
