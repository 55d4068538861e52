"""The package is a house of rooms: each imports only from itself and from those above it, and no law stands in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reasoner" / "lexflux"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The rooms from the ground up. A module of the ground is named itself; a folder is named with all its modules.
GROUND = ["terms", "phrases", "messages", "errors", "remembering", "resources", "files"]
ROOMS = [
    *GROUND,
    "law",
    "query",
    "facts",
    "citation",
    "decision",
    "grounding",
    "proofs",
    "planning",
    "engines",
    "analysis",
    "explain",
]
ROOMS += ["answers", "knowledge_base", "batch", "ledger", "asking", "dossier", "faces", ""]


def room(module: str) -> str:
    """Return the room of a module, given by its name inside the package."""
    return module.split(".", maxsplit=1)[0]


def module_name(path: Path) -> str:
    """Return the name of a module inside the package; the package itself is the empty name."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def runtime_imports(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of the package that are imported when the code runs, not those only for type checking."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "lexflux":
            inner = node.module.removeprefix("lexflux").lstrip(".")
            yield from (
                (f"{inner}.{alias.name}".lstrip(".") if (PACKAGE / inner.replace(".", "/")).is_dir() else inner)
                for alias in node.names
            )
        yield from runtime_imports(node)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_rooms_import_only_from_rooms_above_them(path: Path) -> None:
    """Data flow one way."""
    own = ROOMS.index(room(module_name(path)))

    late = {target for target in runtime_imports(ast.parse(path.read_text("utf-8"))) if ROOMS.index(room(target)) > own}

    assert set() == late


def test_modules_of_a_room_form_no_circle() -> None:
    """Inside a room too, modules can be put in an order in which each imports only earlier ones."""
    names = {module_name(path): set(runtime_imports(ast.parse(path.read_text("utf-8")))) for path in MODULES}
    waiting = {
        name: {target for target in targets if target in names and target != name} for name, targets in names.items()
    }
    while ready := {name for name, targets in waiting.items() if not targets & waiting.keys()}:
        waiting = {name: targets for name, targets in waiting.items() if name not in ready}

    assert {} == waiting


def test_every_room_is_in_the_order() -> None:
    """A new room takes its place in the house."""
    assert set(ROOMS) == {room(module_name(path)) for path in MODULES}


def test_tests_stand_in_the_same_rooms() -> None:
    """Who looks for the tests of a room finds a folder of its name; those of the ground stand beside the folders."""
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert folders - {*GROUND} <= {path.name for path in Path(__file__).parent.iterdir() if path.is_dir()}


def test_no_law_in_python() -> None:
    """Thresholds, articles and places belong in the ontology: no such number or code stands in the code."""
    for path in MODULES:
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))

        assert [] == re.findall(r"\b(?:10_?000|100_?000|1_?000_?000)\b|\bart-\d+|place/[A-Z]{2}\b", code), path.name
