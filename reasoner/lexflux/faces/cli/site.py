"""`lexflux site`: the law as a folder of static files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lexflux.errors import EngineError, UnknownTermError
from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import load


def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New folder. / 新文件夹。")],
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="URL", help="Where it will be, for the sitemap. / 部署地址，用于站点地图。"),
    ] = None,
    lang: Lang = Language.en,
) -> None:
    """Write the law as static files: bilingual pages, linked data, a search; for any host, or to open as they are.
    / 将法律写为静态文件：中英文网页、关联数据、检索；可置于任何主机，也可直接打开。
    """  # noqa: D205 - one paragraph of help
    try:
        from lexflux.faces.web.static_site import StaticSite
        from lexflux.faces.web.words import say
    except ModuleNotFoundError as error:
        raise EngineError("not installed", module=error.name, extra="web") from error
    from lexflux.files import free_folder, write_folder

    free_folder(folder)
    if address is not None and not address.startswith(("http://", "https://")):
        raise UnknownTermError("no address of a site", address=address)
    files = StaticSite(load(), address, tells_case(folder))
    sys.stderr.write(say("site begun", lang, count=len(files)) + "\n")
    write_folder(folder, files)
    sys.stderr.write(say("site written", lang, start=folder / "index.html") + "\n")


def tells_case(folder: Path) -> bool:
    """Return whether the file system of a folder tells names apart that differ in case only."""
    there = next(one for one in folder.resolve().parents if one.exists())
    other = there.parent / there.name.swapcase()
    return other.name == there.name or not other.exists()
