"""The package is a pipeline: each module imports only what stands above it."""

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "reasoner" / "lexflux"

ORDER = [
    "errors", "terms", "resources", "phrases", "graphs", "conditions", "norms", "schema", "precedence", "lawbook", "compiler", "agreements", "knowledge",
    "snapshot", "yamlfile", "context", "facts", "diagram", "evaluate", "decision", "decide", "receipt",
    "explain", "explain.reasons", "explain.report", "explain.graph", "explain.render",
    "engines", "engines.sparql", "engines.axioms", "engines.hermit", "engines.judge",
    "validate", "results", "endpoints", "queries", "topics", "compare",
    "disciplines", "tension", "treaties", "explain.wording", "explain.records", "explain.treaties",
    "base", "", "cards", "svg", "faces", "cli",
]  # fmt: skip


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "lexflux":
            inner = node.module.removeprefix("lexflux").lstrip(".")
            found |= {f"{inner}.{alias.name}".lstrip(".") if f"{inner}.{alias.name}".lstrip(".") in ORDER else inner for alias in node.names}
    return found


def test_modules_import_only_what_stands_above_them() -> None:
    """Data flow one way; types for checking only may come from below."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        checking = (
            set(re.findall(r"^    from lexflux\.([\w.]+) import", path.read_text("utf-8"), re.MULTILINE))
            if name in ("base", "cli", "faces", "cards", "knowledge")
            else set()
        )
        late = {target for target in imports(path) if ORDER.index(target) >= ORDER.index(name)} - checking

        assert set() == late, f"{name} imports {late}"


def test_every_module_is_in_the_order() -> None:
    """A new module takes its place in the pipeline."""
    names = {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".") for path in PACKAGE.rglob("*.py")}

    assert set(ORDER) == names


def test_no_law_in_python() -> None:
    """Thresholds, articles and places belong in the ontology: no such number or code stands in the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))

        assert [] == re.findall(r"\b(?:10_?000|100_?000|1_?000_?000)\b|\bart-\d+|place/[A-Z]{2}\b", code), path.name
