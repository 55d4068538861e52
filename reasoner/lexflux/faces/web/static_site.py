"""The law as static files: the pages that need no server, each thing as data, and a search in the browser."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from lexflux.faces.names import named_things
from lexflux.faces.web import browsing, drawing, linked_data, places, searching, terms
from lexflux.faces.web.crawling import sitemap_of
from lexflux.faces.web.page import FOLDER, page
from lexflux.faces.web.search_index import search_index
from lexflux.faces.web.sparql import JSON_LD, N_TRIPLES, TURTLE
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES
from lexflux.terms import LF

ADDRESS = re.compile(r'(href="|src="|url=)(/[^"]*)"')
DATA = {".ttl": TURTLE, ".nt": N_TRIPLES, ".jsonld": JSON_LD}
ASSETS = ("style.css", "icon.svg", "search.js")
INDEX = "index.js"
PAGES: dict[str, Callable[[Request], Response]] = {
    "": browsing.about,
    "law": browsing.law,
    "places": places.places,
    "vocabulary": terms.vocabulary,
    "search": searching.search,
}
"""The pages on the whole by their address below a language."""
Make = Callable[[], bytes]


class StaticSite(Mapping[str, bytes]):
    """
    The files of the site by their names; each is made when it is asked for.

    Parameters
    ----------
    knowledge
        The knowledge base.
    address
        Where the site will be, for the sitemap, which needs whole addresses; without one there is no sitemap.
    tells_case
        Whether names of files that differ in case only are names of different files, as they are on most hosts.
    """

    def __init__(self, knowledge: KnowledgeBase, address: str | None = None, tells_case: bool = True) -> None:
        self._knowledge, self._address = knowledge, address
        self._app = Starlette()
        self._app.state.knowledge, self._app.state.is_static = knowledge, True
        self._things = sorted(one.removeprefix(LF) for one in named_things(knowledge.book) if one.startswith(LF))
        self._things = [one for one in self._things if one]
        self._renamed = {} if tells_case else dict(_renamed(self._things))
        self._files = dict(self._made())

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]()

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _made(self) -> Iterator[tuple[str, Make]]:
        for name in ASSETS:
            yield f"static/{name}", (FOLDER / "static" / name).read_bytes
        yield f"static/{INDEX}", partial(search_index, self._knowledge, self._file)
        yield "picture.css", drawing.stylesheet().encode
        yield "index.html", partial(self._moved, "index.html", "")
        for language in LANGUAGES:
            yield from self._pages(language)
        for thing in self._things:
            yield from self._thing(thing)
        if self._address:
            yield "sitemap.xml", partial(self._sitemap, self._address)

    def _pages(self, language: str) -> Iterator[tuple[str, Make]]:
        for path, endpoint in PAGES.items():
            yield (
                self._name(f"/{language}/{path}"),
                partial(self._page, endpoint, f"/{language}/{path}", {"lang": language}),
            )
        for kind in terms.kinds_of_terms(self._knowledge.book):
            path = f"/{language}/vocabulary/{kind}"
            yield self._name(path), partial(self._page, terms.vocabulary, path, {"lang": language, "kind": kind})

    def _thing(self, thing: str) -> Iterator[tuple[str, Make]]:
        for language in LANGUAGES:
            path = f"/{language}/doc/{thing}"
            yield self._name(path), partial(self._page, linked_data.document, path, {"lang": language, "path": thing})
        for suffix in DATA:
            yield self._name(f"/doc/{thing}{suffix}"), partial(self._described, thing, suffix)
        yield self._name(f"/id/{thing}"), partial(self._moved, self._name(f"/id/{thing}"), f"doc/{thing}")

    def _page(self, endpoint: Callable[[Request], Response], path: str, params: Mapping[str, str]) -> bytes:
        return self._relative(bytes(endpoint(self._asked(path, params)).body), self._name(path))

    def _asked(self, path: str, params: Mapping[str, str]) -> Request:
        scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "query_string": b"", "scheme": "http"}
        scope |= {"headers": [(b"accept", b"text/html")], "server": ("localhost", 80), "root_path": ""}
        return Request({**scope, "app": self._app, "path_params": dict(params)})

    def _moved(self, name: str, path: str) -> bytes:
        """Return a page that leads to the same in each language, to the first by itself."""
        targets = [(one, f"/{one}/{path}") for one in LANGUAGES]
        shown = page(self._asked("/", {}), "moved.html", LANGUAGES[0], here=path, targets=targets)
        return self._relative(bytes(shown.body), name)

    def _described(self, thing: str, suffix: str) -> bytes:
        return linked_data.described(self._knowledge, LF + thing, DATA[suffix])

    def _sitemap(self, address: str) -> bytes:
        pages = [name for name in self._files if name.endswith(".html") and name.startswith(tuple(LANGUAGES))]
        return sitemap_of([f"{address.rstrip('/')}/{name}" for name in pages]).encode()

    def _relative(self, content: bytes, name: str) -> bytes:
        """Return a page whose links to this site are relative; each leads to a file of it."""
        folder = posixpath.dirname(name)
        return ADDRESS.sub(lambda one: f'{one[1]}{self._beside(one[2], folder)}"', content.decode()).encode()

    def _beside(self, address: str, folder: str) -> str:
        path, sign, fragment = address.partition("#")
        name = self._name(path)
        assert name in self._files, f"{address} is linked and not of the site"
        return posixpath.relpath(name, folder) + sign + fragment

    def _file(self, thing: str) -> str:
        """Return the file of a thing below that of a language."""
        return self._name(f"/doc/{thing}.html")

    def _name(self, path: str) -> str:
        """Return the name of the file that has what a path of the site gives."""
        first, _, rest = path.removeprefix("/").partition("/")
        if first in ("static", "picture.css"):
            return path.removeprefix("/")
        thing, suffix = posixpath.splitext(rest.removeprefix("doc/"))
        where = rest.removesuffix(thing + suffix)
        return posixpath.join(first, where + self._renamed.get(thing, thing or "index") + (suffix or ".html"))


def _renamed(things: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the things whose names differ from those of others in case only, with names that differ otherwise."""
    seen: set[str] = set()
    for one in things:
        if one.casefold() in seen:
            yield one, one + "_"
        seen.add(one.casefold())
