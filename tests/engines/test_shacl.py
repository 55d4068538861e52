"""The shapes, under our functions and the plain pySHACL command: what conforms, and the report on what does not."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pyoxigraph as ox
import pytest
import yaml
from rdflib import RDF, RDFS, Graph
from rdflib.namespace import OWL, SH

from lexflux import resources, terms
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Requirement
from lexflux.decision.statuses import NormStatus, RequirementStatus
from lexflux.engines.shacl import (
    Report,
    ValidationResult,
    shapes_graph,
    validate,
    validate_decision,
    validate_knowledge,
    validate_transfer,
)
from lexflux.errors import InputError, KnowledgeError
from lexflux.explain.graph import decision_graph
from lexflux.facts import context
from lexflux.facts.reader import read_file, read_text, read_tree
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF
from tests.terms import CORE, copy_terms

SHAPES = Path(__file__).parents[1] / "shapes"
ONTOLOGY = resources.folder("ontology")
TERMS = [
    *CORE,
    ONTOLOGY / "vocabulary" / "data-kinds.ttl",
    ONTOLOGY / "vocabulary" / "purposes.ttl",
    SHAPES / "law.ttl",
]
MINIMAL = "exporter: {locatedIn: CN}\nrecipient: {locatedIn: SG}\ndata: {type: ContactData}\n"


def files(kind: str, quality: str) -> list[Path]:
    return sorted(path for path in (SHAPES / quality / kind).iterdir() if path.suffix != ".txt")


def name(path: Path) -> str:
    return path.name


def load(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def texts(report: Report) -> str:
    return f"{report.text('en')}\n{report.text('zh')}\n"


def reports(results: Iterable[ValidationResult], wholes: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the report on each file by its stem, told apart by the IRI with which its parts begin."""
    found = list(results)
    return {
        stem: texts(Report(tuple(result for result in found if result.focus == whole or result.focus.startswith(part))))
        for stem, whole, part in wholes
    }


def reporting_shapes(kind: str) -> set[str]:
    """Return the local names of the shapes that carry a message, themselves or in a SPARQL constraint."""
    graph = shapes_graph(kind)
    shapes = {shape for kind_of in (SH.NodeShape, SH.PropertyShape) for shape in graph.subjects(RDF.type, kind_of)}
    return {
        terms.local(str(shape))
        for shape in shapes
        if (shape, SH.message, None) in graph or (shape, SH.sparql, None) in graph
    }


# Transfers


@pytest.mark.parametrize("path", files("transfer", "good"), ids=name)
def test_good_transfer_conforms_and_is_read(path: Path, book: LawBook) -> None:
    """What the shapes accept is read too."""
    assert Report(()) == validate_transfer(path)
    assert "transfer" in read_file(str(path), book).nodes


@pytest.mark.parametrize("path", files("transfer", "bad"), ids=name)
def test_bad_transfer_gets_its_report_and_is_refused(path: Path, book: LawBook) -> None:
    """Each file differs from its good twin in one point; the report stands beside it, and the reader refuses it too."""
    expected = path.with_name(path.name + ".txt").read_text("utf-8")

    assert expected == texts(validate_transfer(path))
    assert (SHAPES / "good" / "transfer" / path.name).exists()
    with pytest.raises(InputError):
        read_file(str(path), book)


@pytest.mark.parametrize("stem", ["unknown-party", "unknown-place"])
def test_what_is_said_to_be_unknown_is_an_answer_to_the_json_schema_too(stem: str, book: LawBook) -> None:
    """A party or place may be left out of YAML and JSON if it is listed as unknown, and only then."""
    schema = jsonschema.Draft202012Validator(context.json_schema(book))
    good, bad = (
        yaml.safe_load((SHAPES / kind / "transfer" / f"{stem}.yaml").read_text("utf-8")) for kind in ("good", "bad")
    )

    assert schema.is_valid(good)
    assert not schema.is_valid(bad)


def wrong_values(book: LawBook) -> dict[str, tuple[str, object]]:
    """Return a wrong value for each fact of the schema, under a name, with the class of node that the fact is about."""
    found: dict[str, tuple[str, object]] = {}
    for owner, owned in book.schema.shapes.items():
        for prop, shape in owned.items():
            key = f"{terms.local(owner)}-{terms.local(prop)}"
            found[f"{key}-nonsense"] = (
                owner,
                {terms.local(prop): f"urn:test:{key}-nonsense/undescribed" if shape.is_node else "nonsense"},
            )
            if shape.minimum is not None:
                found[f"{key}-too-small"] = (owner, {terms.local(prop): shape.minimum - 1})
            if shape.maximum is not None:
                found[f"{key}-too-large"] = (owner, {terms.local(prop): shape.maximum + 1})
    return found


def transfer_with(owner: str, facts: object, root: str) -> dict[str, object]:
    """Return a good transfer but for ``facts`` on a node of class ``owner``; ``root`` begins the IRIs of its nodes."""

    def node(kind: str, part: str, stated: dict[str, object]) -> dict[str, object]:
        return {"id": f"{root}/{part}", **stated, **(facts if LF + kind == owner and isinstance(facts, dict) else {})}

    holding = node("Holding", "holding", {"owner": {"id": f"{root}/owner", "locatedIn": "DE"}, "share": 10})
    inner = {"peopleProcessed": node("CountRange", "range", {"from": 5})} if owner == LF + "CountRange" else {}
    inner |= {"denied": node("Denial", "denial", {"locatedIn": "DE"})} if owner == LF + "Denial" else {}
    return node(
        "Transfer",
        "transfer",
        {
            "type": "Transfer",
            "exporter": node("Organisation", "exporter", {"locatedIn": "CN", "ownership": [holding], **inner}),
            "recipient": {"id": f"{root}/recipient", "locatedIn": "SG"},
            "data": [node("DataSet", "data", {"type": "ContactData"})],
            "safeguard": [node("Safeguard", "safeguard", {"type": "StandardContract"})],
        },
    )


def test_every_fact_is_checked_alike_by_shapes_and_reader(book: LawBook) -> None:
    """Of all facts of the schema, values of the wrong kind or out of bounds are refused by both."""
    data = load(TERMS)
    labels, read = set(), set()
    for label, (owner, facts) in wrong_values(book).items():
        tree = transfer_with(owner, facts, f"urn:test:{label}")
        labels.add(label)
        try:
            read_tree(tree, book)
            read.add(label)
        except InputError:
            pass
        quads = ox.parse(json.dumps({**context.json_ld_context(book), **tree}).encode(), format=ox.RdfFormat.JSON_LD)
        data.parse(data=ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES), format="nt")

    refused = {result.focus.removeprefix("urn:test:").split("/")[0] for result in validate("transfer", data).results}

    assert set() == read
    assert labels == refused & labels


def test_graph_of_a_transfer_is_validated(book: LawBook) -> None:
    """A transfer may come as a graph; a node is named by its place."""
    graph = Graph().parse(SHAPES / "bad" / "transfer" / "data-of-a-kind.ttl")

    assert ["data/1"] == [result.focus for result in validate_transfer(graph).results]


def test_nested_nodes_are_named_by_their_place(tmp_path: Path) -> None:
    """A holder of a holding is named by the way that leads to it."""
    path = tmp_path / "transfer.yaml"
    path.write_text(
        MINIMAL.replace("{locatedIn: SG}", "{locatedIn: SG, ownership: [{owner: {sector: Banking}, share: 60}]}"),
        "utf-8",
    )

    assert ["recipient/ownership/1/owner"] == [result.focus for result in validate_transfer(path).results]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: .*No such file or directory"),
        ("<#t> a", "not valid Turtle: "),
        ("\udcff", "not UTF-8 text"),
        ("<#t> <#p> <#o> .", "no node of type Transfer"),
    ],
    ids=["missing", "broken", "not-utf8", "no-transfer"],
)
def test_unreadable_transfer(content: str | None, message: str, tmp_path: Path) -> None:
    """A file that is no text of its format, or describes no transfer, is bad input, not a report."""
    path = tmp_path / "transfer.ttl"
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(InputError, match=message):
        validate_transfer(path)


# The ontology


def test_good_knowledge_conforms() -> None:
    """The good files have no finding at all."""
    assert Report(()) == validate("knowledge", load([*TERMS, *files("knowledge", "good")]))


def test_bad_knowledge_gets_its_report() -> None:
    """
    Each file breaks one rule; the complete report stands beside it, and no rule goes unbroken.

    The files have namespaces of their own.
    """
    paths = files("knowledge", "bad")
    expected = {path.stem: path.with_suffix(".txt").read_text("utf-8") for path in paths}

    results = validate("knowledge", load([*TERMS, *paths])).results

    assert expected == reports(
        results, [(path.stem, f"ontology/test/{path.stem}", f"test/{path.stem}/") for path in paths]
    )
    assert reporting_shapes("knowledge") == {result.shape for result in results}


def test_shipped_ontology_conforms() -> None:
    """The ontology keeps all its own rules."""
    assert "Conforms: 0 violations, 0 warnings, 0 notes." == validate_knowledge().text()


def test_broken_ontology_file_is_named(tmp_path: Path) -> None:
    """A file that is no Turtle is a broken ontology, not a finding."""
    (tmp_path / "broken.ttl").write_text("lf:x a", "utf-8")

    with pytest.raises(KnowledgeError, match=r"broken\.ttl: not Turtle"):
        validate_knowledge(tmp_path)


def test_rules_of_every_subject_are_imported() -> None:
    """The head of the rules imports all files beside it, so that no rule stands idle."""
    folder = resources.folder("shapes") / "knowledge"

    assert [path.as_uri() for path in sorted(folder.glob("*.ttl"))] == sorted(
        map(str, Graph().parse(folder.with_suffix(".ttl")).objects(None, OWL.imports))
    )


def test_catalogue_lists_every_file_in_order() -> None:
    """The catalogue imports all files of the ontology, by relative IRI, in alphabetical order."""
    expected = [
        path.relative_to(ONTOLOGY).as_posix()
        for path in sorted(ONTOLOGY.rglob("*.ttl"))
        if path.name != "catalogue.ttl"
    ]
    catalogue = ONTOLOGY / "catalogue.ttl"

    imported = Graph().parse(catalogue, publicID="file:///").objects(None, OWL.imports)

    assert sorted(expected) == sorted(str(iri).removeprefix("file:///") for iri in imported)
    assert sorted(expected) == [
        line.split("<")[1].split(">")[0] for line in catalogue.read_text("utf-8").splitlines() if ".ttl>" in line
    ]


# Decisions


def test_good_decisions_conform() -> None:
    """A complete decision with its duties met has no finding at all."""
    assert Report(()) == validate("compliance", load([*TERMS, *files("compliance", "good")]))


def test_bad_decision_gets_its_report() -> None:
    """
    Each decision has one thing to report; the complete report stands beside it, and no shape stays silent.

    The decisions have IRIs of their own.
    """
    paths = files("compliance", "bad")
    expected = {path.stem: path.with_suffix(".txt").read_text("utf-8") for path in paths}

    results = validate("compliance", load([*TERMS, *paths])).results

    assert expected == reports(
        results,
        [(path.stem, f"urn:lexflux:decision:{path.stem}", f"urn:lexflux:decision:{path.stem}/") for path in paths],
    )
    assert reporting_shapes("compliance") == {result.shape for result in results}


@pytest.mark.parametrize(
    ("example", "verdict", "grave"),
    [
        ("beijing-hospital", "Permitted", set()),
        ("staff-visit", "NotReached", set()),
        ("hr-job-applicants", "Conditional", {"UnmetBeforeTransfer"}),
        ("hr-foreign-court", "Prohibited", {"LiftableProhibition", "UnmetBeforeTransfer"}),
    ],
)
def test_violations_go_with_the_verdict(example: str, verdict: str, grave: set[str], book: LawBook) -> None:
    """What may go has no violation; what is conditional lacks a duty; what is prohibited says so."""
    facts = read_file(str(resources.folder("examples") / f"{example}.yaml"), book)
    decision = decide(book, facts, "cn", facts.date or datetime.date(2026, 6, 1))

    report = validate_decision(decision_graph(decision))

    assert verdict == terms.local(decision.verdict)
    assert grave == {result.shape for result in report.results if result.severity == "Violation"}


def test_violations_name_duty_norm_and_provision(book: LawBook) -> None:
    """For a real decision the violations are exactly its unmet duties, once under each effective norm and provision."""
    transfer = (
        MINIMAL.replace("CN}", "CN, isCriticalInfrastructureOperator: true, sector: Health}")
        + "legalBasis: Consent\nmode: TransmissionAbroad\npurpose: OtherPurpose\nsafeguard: {type: ImpactAssessment}\n"
    )
    decision = decide(book, read_text(transfer, book), "cn", datetime.date(2025, 6, 1))

    def grounds(requirement: Requirement) -> list[str]:
        return [norm for norm in requirement.norms if decision.findings[norm].status == NormStatus.EFFECTIVE] or list(
            requirement.norms
        )

    expected = {
        (
            f"requirement/{number}",
            book.label(requirement.safeguard, "en"),
            book.label(norm, "en"),
            book.citation(provision, "en"),
        )
        for number, requirement in enumerate(decision.requirements, 1)
        for norm in grounds(requirement)
        for provision in book.norms[norm].stated_in
        if requirement.status == RequirementStatus.UNMET and book.norms[norm].due == LF + "BeforeTransfer"
    }

    report = validate_decision(decision_graph(decision))

    violations = [result for result in report.results if result.severity == "Violation"]
    assert any(requirement.status == RequirementStatus.MET for requirement in decision.requirements)
    assert {
        (
            value,
            f"{duty}: not in place, and due before the transfer. Norm: {norm}. Provision: {provision}. "
            "Put it in place before the data leave.",
        )
        for value, duty, norm, provision in expected
    } == {(result.value, result.messages["en"]) for result in violations}
    assert len(violations) == len(expected)
    assert {"decision"} == {result.focus for result in violations}


# The shapes themselves


@pytest.mark.parametrize("kind", ["transfer", "compliance", "knowledge"])
def test_each_shape_is_reached(kind: str) -> None:
    """A node shape has a target or is referred to, and a property shape is used by a node shape."""
    graph = shapes_graph(kind)
    referred = {shape for link in (SH.property, SH.node, SH.qualifiedValueShape) for shape in graph.objects(None, link)}
    targeted = {
        shape
        for link in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
        for shape in graph.subjects(link)
    }

    assert set() == set(graph.subjects(RDF.type, SH.NodeShape)) - referred - targeted
    assert set() == set(graph.subjects(RDF.type, SH.PropertyShape)) - referred


@pytest.mark.parametrize("kind", ["transfer", "compliance", "knowledge"])
def test_each_shape_speaks_both_languages_with_a_severity(kind: str) -> None:
    """Labels, names and messages are in English and Chinese, and whatever has a message says how grave it is."""
    graph = shapes_graph(kind)
    said = {(holder, link) for link in (RDFS.label, SH.name, SH.message) for holder in graph.subjects(link)}
    constraints = set(graph.objects(None, SH.sparql))

    assert set() == {
        (holder, link)
        for holder, link in said
        if {"en", "zh-Hans"} != {text.language for text in graph.objects(holder, link)}
    }
    assert (
        set()
        == {holder for holder, link in said if link == SH.message and (holder, SH.severity, None) not in graph}
        - constraints
    )


def documented_command(path: Path) -> str:
    """Return the pySHACL command that the head of a file documents."""
    return next(
        line.removeprefix("#   ")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("#   ") and "pyshacl " in line
    )


def run(command: str) -> tuple[int, str]:
    """Run a documented command in the checkout."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=resources.CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, "\n".join(line for line in done.stdout.splitlines() if line.startswith("Conforms"))


def in_terms(command: str, folder: Path) -> str:
    """Let a documented command read the terms without the law, whose triples plain rdflib takes long to parse."""
    copy_terms(folder / "ontology")
    return command.replace("find ontology", f"find {folder}/ontology")


def with_shacl_of_shacl(command: str, quality: str) -> str:
    """Have the shapes themselves checked first, once: with the good file, which conforms only if they do."""
    return f"{command} --metashacl" if quality == "good" else command


@pytest.mark.parametrize("head", ["shapes/transfer.ttl"])
@pytest.mark.parametrize(("quality", "expected"), [("good", (0, "Conforms: True")), ("bad", (1, "Conforms: False"))])
def test_plain_command_validates_a_transfer(head: str, quality: str, expected: tuple[int, str], tmp_path: Path) -> None:
    """The command in the head of the file runs without our code, and tells good from bad by the terms alone."""
    path = SHAPES / quality / "transfer" / "data-of-a-known-kind.ttl"

    command = in_terms(documented_command(resources.CHECKOUT / head), tmp_path).replace("TRANSFER.ttl", str(path))

    assert expected == run(with_shacl_of_shacl(command, quality))


@pytest.mark.parametrize(
    ("quality", "stem", "expected"),
    [("good", "duty-met", (0, "Conforms: True")), ("bad", "duty-unmet-before-the-transfer", (1, "Conforms: False"))],
)
def test_plain_command_validates_a_decision(quality: str, stem: str, expected: tuple[int, str], tmp_path: Path) -> None:
    """The command in the head of the file runs without our code, and tells good from bad by the terms alone."""
    command = in_terms(documented_command(resources.CHECKOUT / "shapes" / "compliance.ttl"), tmp_path)

    command = command.replace("DECISION.ttl", f"{SHAPES / quality / 'compliance' / stem}.ttl {SHAPES / 'law.ttl'}")

    assert expected == run(with_shacl_of_shacl(command, quality))


def test_plain_command_validates_an_ontology(tmp_path: Path) -> None:
    """
    The command in the head of the file runs without our code, and all good files conform.

    That the whole ontology does is found in seconds by `test_shipped_ontology_conforms`; plain pySHACL takes minutes.
    """
    for number, path in enumerate([*TERMS, *files("knowledge", "good")]):
        shutil.copy(path, tmp_path / f"{number}.ttl")
    command = documented_command(resources.CHECKOUT / "shapes" / "knowledge.ttl")

    assert (0, "Conforms: True") == run(with_shacl_of_shacl(command.replace("published", str(tmp_path)), "good"))


def test_report_counts_and_speaks_both_languages() -> None:
    """A report with a warning conforms; one with a violation does not."""
    warning = ValidationResult("Warning", "exporter", "sector", "Banking", {"en": "Look.", "zh": "请看。"}, "Shape")
    violation = ValidationResult("Violation", "data/1", "", "", {"en": "Wrong.", "zh": "有误。"}, "Shape")

    assert (
        "Conforms: 0 violations, 1 warning, 0 notes.\nwarning: exporter sector = Banking\n  Look."
        == Report((warning,)).text()
    )
    assert [
        "不符合：违规 1 项，警告 1 项，提示 0 项。",
        "违规：data/1",
        "  有误。",
        "警告：exporter sector = Banking",
        "  请看。",
    ] == Report((violation, warning)).text("zh").splitlines()
