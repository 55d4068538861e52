"""Loading the law book and the agreements: compiled once, then taken from a cache that is keyed by content."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lexflux import resources
from lexflux.law.lawbook import LawBook

if TYPE_CHECKING:
    import pyoxigraph as ox

    from lexflux.law.agreements import Agreements

Compiled = TypeVar("Compiled")


def cache_folder() -> Path:
    """Return the folder of compiled knowledge: ``LEXFLUX_CACHE``, else the user's cache folder. Safe to delete."""
    chosen = os.environ.get("LEXFLUX_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lexflux"


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
    digest = _digest(hashes)

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
    """Return what is built of some content, from the cache if content and code are the same as then."""
    tag = f"{sys.version_info[0]}.{sys.version_info[1]}"
    path = cache_folder() / f"{_digest({**_code(), 'python': tag, 'content': content, 'kind': kind.__name__})}.pickle"
    with contextlib.suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
        found = pickle.loads(path.read_bytes())
        if isinstance(found, kind):
            return found
    built = build()
    _store(path, _pickled(built))
    return built


class _Pickler(pickle.Pickler):
    """Pickles records by their values: with their own method, a record that is read looks up all its fields again."""

    def reducer_override(self, obj: object) -> Any:
        if dataclasses.is_dataclass(obj) and not isinstance(obj, type) and "__slots__" in vars(type(obj)):
            return type(obj), tuple(getattr(obj, field.name) for field in dataclasses.fields(obj))
        return NotImplemented


def _pickled(built: object) -> bytes:
    content = io.BytesIO()
    _Pickler(content, pickle.HIGHEST_PROTOCOL).dump(built)
    return content.getvalue()


@cache
def _code() -> dict[str, str]:
    return resources.hashes(resources.PACKAGE, "*.py")


def _digest(hashes: dict[str, str]) -> str:
    lines = "\n".join(f"{name} {value}" for name, value in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _store(path: Path, content: bytes) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
