"""
The command line: one module for each command, which parses, calls one function and prints.

Exit codes: 0 done; 1 the transfer may not go as it stands (conditional or prohibited), data do not conform, or a
receipt gives another answer; 2 wrong usage or an unknown name; 3 bad input; 4 undetermined; 5 broken knowledge; 6 an
engine is missing or failed; 70 a defect of Lexflux; 74 the output cannot be written. Data go to standard output,
everything else to standard error.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated

import typer

from lexflux.errors import LexfluxError, OutputError, UnknownTermError
from lexflux.faces.cli.options import DEFECT, EPILOG
from lexflux.faces.cli.usage import UsageError, wrong_usage
from lexflux.faces.cli.values import Command, Group

COMMANDS = (
    "check",
    "batch",
    "new",
    "explain",
    "plan",
    "whatif",
    "routes",
    "dossier",
    "compare",
    "diff",
    "treaties",
    "query",
    "find",
    "show",
    "cite",
    "cites",
    "adequate",
    "since",
    "list",
    "validate",
    "judge",
    "audit",
    "schema",
    "upgrade",
    "export",
    "score",
    "draw",
    "networks",
    "about",
    "watch",
    "serve",
    "site",
    "mcp",
    "ledger",
)
"""The commands, each a function, or an application of its own, of the module of its name."""

RARELY = 10**5
"""So many new objects before any circles are looked for."""
OUTPUT_ERRORS = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def app_of(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with some of its commands; of the others nothing is imported, to start sooner."""
    app = typer.Typer(
        name="lexflux",
        cls=Group,
        help="The law of cross-border data transfers: verdicts that cite. / 跨境数据传输法：有据可查的结论。",
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name in names:
        called = f"{name}_" if hasattr(builtins, name) else name
        command = getattr(import_module(f"{__name__}.{called}"), called)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, cls=Group, epilog=EPILOG)
        else:
            # The help is one paragraph, however its docstring is wrapped.
            told = " ".join((command.__doc__ or "").split())
            app.command(name, cls=Command, help=told, epilog=EPILOG)(command)
    return app


def _root(version: Annotated[bool, typer.Option("--version", help="Show the version. / 显示版本。")] = False) -> None:
    if version:
        from lexflux.resources import tool_version

        typer.echo(f"lexflux {tool_version()}")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; failures become one message and an exit code, never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        # Law is many objects that stay: a process that ends soon need not look for circles among them all the time.
        gc.set_threshold(RARELY)
    language = _language_of(given)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.stdout is None:
        sys.exit(_failed(OutputError("output closed"), language))
    try:
        code = _run(given, language)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        code = 0
    except OSError as error:
        _discard_output()
        code = _failed(OutputError("output failed", detail=error.strerror), language)
    sys.exit(code)


def _run(given: Sequence[str], language: str) -> int:
    """Run a command and return its exit code; what fails on writing is left to the caller."""
    named = given[:1]
    try:
        app = app_of(named if named and named[0] in COMMANDS else COMMANDS)
        ended_with = app(args=given, prog_name="lexflux", standalone_mode=False)
        return ended_with if isinstance(ended_with, int) else 0
    except typer.Abort:
        return _failed(UnknownTermError("aborted"), language)
    except UsageError as error:
        # Where no command is named at all, help was shown instead, and there is nothing to add.
        return _failed(wrong_usage(error), language) if str(error) else UnknownTermError.exit_code
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            # Typer makes of it the code that here says that a transfer may not go.
            raise ended.__context__ from None
        return ended.code if isinstance(ended.code, int) else 0
    except LexfluxError as error:
        return _failed(error, language)
    except OSError as error:
        if error.errno in OUTPUT_ERRORS:
            raise
        return _defect(error)
    except Exception as error:
        return _defect(error)


def _failed(error: LexfluxError, language: str) -> int:
    _tell(error.text(language))
    return error.exit_code


def _defect(error: Exception) -> int:
    _tell(f"lexflux: defect: {type(error).__name__}: {error}. Please report it. / 程序缺陷，请报告。")
    return DEFECT


def _tell(message: str) -> None:
    """Write to standard error, unless it is closed."""
    if sys.stderr is not None:
        sys.stderr.write(message + "\n")


def _discard_output() -> None:
    """Send what is still to be written nowhere, or Python would try once more when it ends, and complain."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, read by hand: what failed may be the parsing of options itself."""
    for index, argument in enumerate(arguments):
        if argument in ("--lang", "-l") and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return os.environ.get("LEXFLUX_LANG", "en")
