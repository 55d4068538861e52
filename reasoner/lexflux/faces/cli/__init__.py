"""
The command line: one module for each command, which parses, calls one function and prints.

Exit codes: 0 done; 1 the transfer may not go as it stands (conditional or prohibited), data do not conform, or a
receipt gives another answer; 2 wrong usage or an unknown name; 3 bad input; 4 undetermined; 5 broken knowledge; 6 an
engine is missing or failed; 70 a defect of Lexflux. Data go to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from lexflux.errors import LexfluxError
from lexflux.faces.cli import (
    check,
    compare,
    explain,
    export,
    judge,
    list_,
    new,
    query,
    schema,
    serve,
    show,
    treaties,
    upgrade,
    validate,
)
from lexflux.faces.cli.options import DEFECT, EPILOG

COMMANDS: dict[str, Callable[..., None]] = {
    "check": check.check,
    "new": new.new,
    "explain": explain.explain,
    "compare": compare.compare,
    "treaties": treaties.treaties,
    "query": query.query,
    "show": show.show,
    "list": list_.list_,
    "validate": validate.validate,
    "judge": judge.judge,
    "schema": schema.schema,
    "upgrade": upgrade.upgrade,
    "export": export.export,
    "serve": serve.serve,
}

app = typer.Typer(
    name="lexflux",
    help="The law of cross-border data transfers: verdicts that cite. / 跨境数据传输法：有据可查的结论。",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in COMMANDS.items():
    # The help is one paragraph, however its docstring is wrapped.
    app.command(name, help=" ".join((command.__doc__ or "").split()), epilog=EPILOG)(command)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version. / 显示版本。")] = False) -> None:
    if version:
        from lexflux.resources import tool_version

        typer.echo(f"lexflux {tool_version()}")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; failures become one message and an exit code, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(args=given)
    except LexfluxError as error:
        sys.stderr.write(error.text(_language_of(given)) + "\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        sys.stderr.write(f"lexflux: defect: {type(error).__name__}: {error}. Please report it. / 程序缺陷，请报告。\n")
        sys.exit(DEFECT)


def _language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, read by hand: what failed may be the parsing of options itself."""
    for index, argument in enumerate(arguments):
        if argument in ("--lang", "-l") and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return os.environ.get("LEXFLUX_LANG", "en")
