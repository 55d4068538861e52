"""Plain values of options taken as they are: what Typer validates values with takes a tenth of a second to load."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from typer import Context
from typer.core import TyperCommand, TyperGroup

NOT_PLAIN = object()


@dataclass(frozen=True, slots=True)
class Plain:
    """
    How a parameter coerces a value: words and names of choices at once, everything else as Typer does.

    ``otherwise`` is what Typer would ask instead.
    """

    otherwise: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:
        """Return the value of a parameter."""
        found = plain(param.type_descriptor.annotation, value)
        return self.otherwise().coerce(value, param=param, ctx=ctx) if found is NOT_PLAIN else found


def plain(kind: Any, value: Any) -> Any:
    """
    Return what a word of the command line, or a default, is as a value of a kind; `NOT_PLAIN` if that is not plain.

    >>> plain(str, "CN"), plain(list[str], ("CN", "SG")), plain(int, "7") is NOT_PLAIN
    ('CN', ['CN', 'SG'], True)
    """
    if kind is str and isinstance(value, str):
        return value
    if kind == list[str] and isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return list(value)
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum) and value in [str(one) for one in kind]:
        return kind(value)
    if value is None:
        return () if kind == list[str] else None
    return NOT_PLAIN


class Command(TyperCommand):
    """A command that loads no library to coerce plain values."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, that for help included."""
        return _plainly(super().get_params(ctx))


class Group(TyperGroup):
    """Commands that load no library to coerce plain values."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, that for help included."""
        return _plainly(super().get_params(ctx))


def _plainly(params: list[Any]) -> list[Any]:
    for param in params:
        if hasattr(param, "get_runtime_param"):
            vars(param).setdefault("get_runtime_param", partial(Plain, param.get_runtime_param))
    return params
