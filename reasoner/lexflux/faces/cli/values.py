"""Values of options are taken here: what Typer validates with takes a tenth of a second to load and speaks English."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from typer import Context
from typer.core import TyperCommand, TyperGroup

from lexflux.errors import UnknownTermError, did_you_mean, listed, shortened
from lexflux.faces.cli.usage import UsageError, parameter_name, too_many_arguments, unknown_command

NOT_PLAIN = object()


@dataclass(frozen=True, slots=True)
class Plain:
    """
    How a parameter coerces a value: words, names of choices and numbers at once, everything else as Typer does.

    ``otherwise`` is what Typer would ask instead.
    """

    otherwise: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:
        """
        Return the value of a parameter.

        Raises
        ------
        UnknownTermError
            If it is no choice, no number, or a number out of bounds.
        """
        kind, bounds = param.type_descriptor.annotation, param.type_descriptor.parameter_info
        found = plain(kind, value)
        if found is NOT_PLAIN:
            if isinstance(value, str):
                _refuse(kind, value, parameter_name(param))
            return self.otherwise().coerce(value, param=param, ctx=ctx)
        if kind in (int, float) and found is not None:
            _check_bounds(found, bounds.min, bounds.max, parameter_name(param))
        return found


def _refuse(kind: Any, word: str, name: str) -> None:
    """Raise an error if a word is none of the choices of an option, or not its number."""
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        known = [str(one) for one in kind]
        raise UnknownTermError(
            "unknown value of an option",
            name=name,
            value=shortened(word),
            known=listed(known),
            hint=did_you_mean(word, known),
        )
    if kind in (int, float):
        raise UnknownTermError(
            "not a number" if kind is float else "not a whole number", name=name, value=shortened(word)
        )


def _check_bounds(number: float, least: float | None, most: float | None, name: str) -> None:
    if least is not None and number < least:
        raise UnknownTermError("number too small", name=name, value=number, bound=least)
    if most is not None and number > most:
        raise UnknownTermError("number too great", name=name, value=number, bound=most)


def plain(kind: Any, value: Any) -> Any:
    """
    Return what a word of the command line, or a default, is as a value of a kind; `NOT_PLAIN` if that is not plain.

    >>> plain(str, "CN"), plain(list[str], ("CN", "SG")), plain(int, "7"), plain(int, "x") is NOT_PLAIN
    ('CN', ['CN', 'SG'], 7, True)
    """
    if kind is str and isinstance(value, str):
        return value
    if kind == list[str] and isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return list(value)
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum) and value in [str(one) for one in kind]:
        return kind(value)
    if kind in (int, float):
        return _number(kind, value)
    if value is None:
        return () if kind == list[str] else None
    return NOT_PLAIN


def _number(kind: type[int] | type[float], value: Any) -> Any:
    """Return a number, or the word for one, as a number; nothing is left nothing."""
    if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
        return value
    try:
        found = kind(value)
    except ValueError:
        return NOT_PLAIN
    return found if kind is int or math.isfinite(found) else NOT_PLAIN


class Command(TyperCommand):
    """A command that loads no library to coerce plain values, and says itself that it takes no further words."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a command line; what is wrong with it tells of which command it is."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        if ctx.args:
            raise too_many_arguments(ctx)
        return super().invoke(ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, that for help included."""
        return _plainly(super().get_params(ctx))


class Group(TyperGroup):
    """Commands that load no library to coerce plain values, and which are named where there is no such one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named first, and what is left."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise unknown_command(ctx, args[0])
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, that for help included."""
        return _plainly(super().get_params(ctx))


def _plainly(params: list[Any]) -> list[Any]:
    for param in params:
        if hasattr(param, "get_runtime_param"):
            vars(param).setdefault("get_runtime_param", partial(Plain, param.get_runtime_param))
    return params
