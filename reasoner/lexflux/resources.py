"""The package itself: its version, its data folders (installed, or beside the sources of a checkout), their hashes."""

from __future__ import annotations

import fnmatch
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from lexflux.remembering import remembered
from lexflux.terms import LF, PREFIXES

VERSION = "0.1.0"
PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent.parent


def tool_version() -> str:
    """Return the version of this package."""
    return VERSION


def folder(name: str) -> Path:
    """Return the data folder ``name`` (``ontology``, ``shapes``, ``queries``, ``examples``)."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else CHECKOUT / name


def hashes(root: Path, pattern: str) -> dict[str, str]:
    """Return the SHA-256 of each file below ``root`` that matches ``pattern``, by its path relative to ``root``."""
    found = []
    for folder, _, names in os.walk(root):
        below = Path(folder).relative_to(root).parts
        found += [((*below, name), f"{folder}{os.sep}{name}") for name in fnmatch.filter(names, pattern)]
    return {"/".join(parts): hash_of(path) for parts, path in sorted(found)}


def hash_of(path: str) -> str:
    """Return the SHA-256 of a file."""
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).hexdigest()


def digest(hashes: Mapping[str, str]) -> str:
    """Return one SHA-256 over named ones."""
    lines = "\n".join(f"{name} {value}" for name, value in sorted(hashes.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


@remembered(1)
def prefixes() -> dict[str, str]:
    """Return the namespaces by their prefixes: those of the code, and one for each regime that has a folder of law."""
    return {
        **PREFIXES,
        **{path.name: f"{LF}{path.name}/" for path in sorted(folder("ontology").glob("law/*")) if path.is_dir()},
    }
