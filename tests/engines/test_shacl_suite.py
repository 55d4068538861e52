"""The twins of the shapes as tests for other engines, in the form of the W3C's own suite."""

from pathlib import Path

import pyshacl
from rdflib import RDF, Graph
from rdflib.namespace import SH, Namespace

from lexflux.engines.shacl_suite import BASE, TWINS, write_suite
from lexflux.law.lawbook import LawBook

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")


def test_each_twin_is_a_test_with_the_report_that_is_to_come_out(book: LawBook, tmp_path: Path) -> None:
    """Data and shapes stand where the manifest says; a bad twin has results, and plain pySHACL finds them."""
    folder = tmp_path / "suite"
    count = write_suite(book, folder, ["compliance"])
    manifest = Graph().parse(folder / "compliance" / "manifest.ttl", publicID=f"{BASE}compliance/manifest.ttl")
    tests = set(manifest.subjects(RDF.type, SHT.Validate))
    bad = {test for test in tests if "#bad-" in str(test)}

    assert count == len(tests) == len([*TWINS.glob("*/compliance/*.ttl")])
    assert [*Graph().parse(folder / "manifest.ttl").objects(None, MF.include)]
    for test in tests:
        action, report = manifest.value(test, MF.action), manifest.value(test, MF.result)
        files = [
            str(manifest.value(action, link)).replace(BASE, f"{folder}/") for link in (SHT.dataGraph, SHT.shapesGraph)
        ]
        assert all(Path(file).exists() for file in files)
        assert (test in bad) == bool([*manifest.objects(report, SH.result)])
        assert (test not in bad) == manifest.value(report, SH.conforms).toPython()  # type: ignore[union-attr]
    assert not pyshacl.validate(
        str(folder / "compliance" / "bad" / "application-of-no-norm.ttl"),
        shacl_graph=str(folder / "compliance" / "shapes.ttl"),
    )[0]
