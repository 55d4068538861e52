"""
What SHACL engines make of the twins: `lexflux export shacl-suite SUITE && python benchmarks/shacl_engines.py SUITE`.

Each engine that is installed (`pip install "lexflux[peers]"`) is asked of every test whether the data conform; a bad
twin that conforms was passed in silence. Each test has a process of its own, so that one that hangs costs its time
only.
"""

import argparse
import importlib.metadata
import multiprocessing
import queue
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph
from rdflib.namespace import SH, Namespace

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
LONGEST = 120.0


def pyshacl(data: Path, shapes: Path) -> bool:
    import pyshacl

    return bool(pyshacl.validate(str(data), shacl_graph=str(shapes), advanced=True)[0])


def pyrudof(data: Path, shapes: Path) -> bool:
    import pyrudof

    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(str(data))
    rudof.read_shacl(str(shapes))
    report = rudof.validate_shacl()
    return bool(report.conforms() if callable(report.conforms) else report.conforms)


def maplib(data: Path, shapes: Path) -> bool:
    import maplib

    model = maplib.Model()
    model.read(str(data), format="turtle", graph="urn:data")
    model.read(str(shapes), format="turtle", graph="urn:shapes")
    return bool(model.validate(shape_graph="urn:shapes", data_graph="urn:data").conforms)


def shacl_rust(data: Path, shapes: Path) -> bool:
    import shacl_rust

    return bool(shacl_rust.conforms_file(str(data), str(shapes)))


ENGINES: dict[str, Callable[[Path, Path], bool]] = {
    "pyshacl": pyshacl,
    "pyrudof": pyrudof,
    "maplib": maplib,
    "shacl-rust": shacl_rust,
}


def tests(suite: Path) -> Iterator[tuple[str, Path, Path, bool]]:
    """Yield the kind of shapes, data, shapes and whether the data conform, of each test of a suite."""
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        graph = Graph().parse(manifest, publicID=manifest.resolve().as_uri())
        for test in sorted(graph.subjects(RDF.type, SHT.Validate)):
            action, report = graph.value(test, MF.action), graph.value(test, MF.result)
            data, shapes = (
                manifest.parent / str(graph.value(action, link)).split(f"/{manifest.parent.name}/")[-1]
                for link in (SHT.dataGraph, SHT.shapesGraph)
            )
            yield manifest.parent.name, data, shapes, bool(graph.value(report, SH.conforms).toPython())  # type: ignore[union-attr]


def asked(engine: str, data: Path, shapes: Path, told: Any) -> None:
    try:
        told.put(ENGINES[engine](data, shapes))
    except BaseException as error:  # an engine written in Rust may panic
        told.put(type(error).__name__)


def answer(engine: str, data: Path, shapes: Path) -> bool | str:
    """Return whether an engine says that data conform, or why it says nothing."""
    told: Any = multiprocessing.Queue()
    process = multiprocessing.Process(target=asked, args=(engine, data, shapes, told))
    process.start()
    try:
        return told.get(timeout=LONGEST)  # type: ignore[no-any-return]
    except queue.Empty:
        return "out of time"
    finally:
        process.terminate()
        process.join()


def installed(engine: str) -> str | None:
    try:
        return importlib.metadata.version(engine)
    except importlib.metadata.PackageNotFoundError:
        return None


def row(engine: str, version: str, wanted: list[tuple[str, Path, Path, bool]]) -> Iterator[str]:
    """Yield a line for each kind of shapes."""
    found: dict[str, Counter[str]] = {}
    seconds: dict[str, float] = {}
    for kind, data, shapes, conforms in wanted:
        began = time.perf_counter()
        said = answer(engine, data, shapes)
        seconds[kind] = seconds.get(kind, 0.0) + time.perf_counter() - began
        counts = found.setdefault(kind, Counter())
        counts["good" if conforms else "bad"] += 1
        if isinstance(said, str):
            counts["failed"] += 1
        elif said == conforms:
            counts["good right" if conforms else "bad right"] += 1
        elif said:
            counts["silent"] += 1
    for kind, counts in found.items():
        yield (
            f"| {engine} {version} | {kind} | {counts['good right']} of {counts['good']} | "
            f"{counts['bad right']} of {counts['bad']} | {counts['silent']} | {counts['failed']} | "
            f"{seconds[kind]:.0f} s |"
        )


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite", type=Path, help="what `lexflux export shacl-suite` wrote")
    parser.add_argument("--every", type=int, default=1, help="only each so manieth test")
    parser.add_argument("--engine", action="append", choices=[*ENGINES], help="only this engine")
    options = parser.parse_args()
    wanted = list(tests(options.suite))[:: options.every]
    print("| engine | shapes | good accepted | bad refused | bad passed in silence | no answer | time |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for engine in options.engine or ENGINES:
        version = installed(engine)
        if version is None:
            print(f"| {engine} | not installed |  |  |  |  |  |")
            continue
        for line in row(engine, version, wanted):
            print(line, flush=True)


if __name__ == "__main__":
    main()
