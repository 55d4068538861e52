"""What is wrong with a command line, as the message of every other error: in both languages, with the nearest."""

from __future__ import annotations

from typing import Any

import typer

from lexflux.errors import LexfluxError, UnknownTermError, did_you_mean, listed, shortened

UsageError: Any = typer.BadParameter.__bases__[0]
"""What Typer raises for any wrong usage; it has no public name."""


def parameter_name(param: Any) -> str:
    """Return what a parameter is called on the command line: an option by its long name, an argument as help does."""
    options = [one for one in param.opts if one.startswith("--")]
    return str(options[0] if options else param.metavar or param.name.upper())


def wrong_usage(error: Any) -> LexfluxError:
    """Return the error that tells of a wrong usage."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else "lexflux"
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        known = [one for each in context.command.get_params(context) for one in each.opts if one.startswith("--")]
        return UnknownTermError(
            "unknown option", name=shortened(option), command=command, hint=did_you_mean(option, known)
        )
    if option is not None:
        flags = [one for one in context.command.get_params(context) if option in one.opts and one.is_flag]
        return UnknownTermError("flag with value" if flags else "option without value", name=option, command=command)
    if hasattr(error, "param_type"):
        return UnknownTermError("missing argument", name=parameter_name(error.param), command=command)
    return UnknownTermError("wrong usage", problem=str(error), command=command)


def unknown_command(context: Any, name: str) -> LexfluxError:
    """Return the error that there is no such command."""
    known = context.command.list_commands(context)
    return UnknownTermError(
        "unknown command",
        name=shortened(name),
        command=context.command_path,
        known=listed(known),
        hint=did_you_mean(name, known),
    )


def too_many_arguments(context: Any) -> LexfluxError:
    """Return the error that a command was given more words than it takes."""
    return UnknownTermError(
        "too many arguments", names=listed(map(shortened, context.args)), command=context.command_path
    )
