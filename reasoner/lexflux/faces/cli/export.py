"""`lexflux export`: the ontology as it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lexflux import resources


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="New folder to write. / 要写入的新文件夹。")],
) -> None:
    """Write the ontology out whole: rows of tables as Turtle, with what follows from each file.
    / 完整导出本体：表格各行转为 Turtle，并补全各文件所隐含的陈述。
    """  # noqa: D205 - one paragraph of help
    from lexflux.law.export import export as write

    write(resources.folder("ontology"), folder)
