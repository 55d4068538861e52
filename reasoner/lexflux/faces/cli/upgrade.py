"""`lexflux upgrade`: a file of a former schema, rewritten."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lexflux.knowledge_base import load


def upgrade(
    file: Annotated[str, typer.Argument(help="Transfer file in YAML or JSON, or - for standard input. / 传输文件。")],
    in_place: Annotated[bool, typer.Option("--in-place", help="Rewrite the file itself. / 直接改写原文件。")] = False,
) -> None:
    """Print a file of a former schema as it is written since, all else as it was. / 将旧版文件改写为现行写法。"""
    from lexflux.facts.documents import content_of
    from lexflux.facts.upgrade import upgraded
    from lexflux.files import write_whole

    name = "<stdin>" if file == "-" else file
    found = upgraded(content_of(file, name), load().book, name)
    if in_place and file != "-":
        write_whole(Path(file), found.encode())
    else:
        sys.stdout.write(found)
