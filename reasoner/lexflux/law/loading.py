"""Loading the law book and the agreements: compiled once, then taken from a cache that is keyed by content."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

from lexflux import resources
from lexflux.law import cache
from lexflux.law.lawbook import LawBook
from lexflux.law.serialization import from_json, to_json

if TYPE_CHECKING:
    import pyoxigraph as ox

    from lexflux.law.agreements import Agreements

Compiled = TypeVar("Compiled")
ROOMS = ("law", "query")
# What is in use is given again, not read again: knowledge does not change, and a process that asks twice needs it once.
_IN_USE: WeakValueDictionary[str, object] = WeakValueDictionary()


def load_law_book(ontology: Path | None = None, shapes: Path | None = None) -> LawBook:
    """
    Return the law book of the given folders (default: the package's), from the cache if their content is unchanged.

    Raises
    ------
    KnowledgeError
        If a file is broken, a condition is outside the profile, a term is undefined or precedences form a cycle.
    """
    ontology = ontology or resources.folder("ontology")
    shapes = shapes or resources.folder("shapes")
    hashes = {
        **{f"ontology/{path}": digest for path, digest in resources.hashes(ontology, "*.ttl").items()},
        **{f"ontology/{path}": digest for path, digest in resources.hashes(ontology, "*.tsv").items()},
        **{f"shapes/{path}": digest for path, digest in resources.hashes(shapes, "transfer.ttl").items()},
    }
    digest = resources.digest(hashes)

    def compiled() -> LawBook:
        from lexflux.law.compiler import compile_law_book

        return compile_law_book(ontology, shapes, hashes, digest)

    return _remembered(LawBook, digest, compiled)


def load_agreements(book: LawBook, store: Callable[[], ox.Store]) -> Agreements:
    """Return what the ontology says of agreements; the store is asked for only if its content was not read before."""
    from lexflux.law.agreement_reader import read_agreements
    from lexflux.law.agreements import Agreements

    return _remembered(Agreements, book.digest, lambda: read_agreements(book, store()))


def _remembered(kind: type[Compiled], content: str, build: Callable[[], Compiled]) -> Compiled:
    """Return what is built of some content, from memory or the cache if content and code are the same as then."""
    key = content_key(content, kind.__name__)
    held = _IN_USE.get(key)
    if isinstance(held, kind):
        return held
    found = _recalled(kind, key) or _built(key, build)
    _IN_USE[key] = found
    return found


def _recalled(kind: type[Compiled], key: str) -> Compiled | None:
    known = cache.recall(key)
    if known is not None:
        with suppress(LookupError, RecursionError, TypeError, ValueError):
            return from_json(known, kind)
    return None


def _built(key: str, build: Callable[[], Compiled]) -> Compiled:
    built = build()
    cache.keep(key, to_json(built))
    return built


def content_key(content: str, kind: str) -> str:
    """Return the key in the cache of a kind of thing that this code makes of some content."""
    return resources.digest({**_code(), "content": content, "kind": kind})


@functools.cache
def _code() -> dict[str, str]:
    """Return the hashes of the code that makes what is kept: of the ground and of two rooms, which need no other."""
    ground = {path.name: resources.hash_of(str(path)) for path in sorted(resources.PACKAGE.glob("*.py"))}
    rooms = {room: resources.hashes(resources.PACKAGE / room, "*.py") for room in ROOMS}
    return ground | {f"{room}/{name}": digest for room, own in rooms.items() for name, digest in own.items()}
