"""The alignment with the Data Privacy Vocabulary: terms exist, false friends stay apart, descriptions come back whole.

The names of DPV that may be used, with where each was read, stand in ``tests/alignment/dpv-names.yaml``, what
descriptions give in ``tests/alignment/descriptions.yaml``, whole records in ``tests/alignment/records.yaml``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

import lexflux
from lexflux import resources
from lexflux.errors import InputError, UnknownTermError
from lexflux.faces import cli
from lexflux.facts import context, yamlfile
from lexflux.facts.reader import read_file, read_text
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.query.endpoints import construct_oxigraph
from lexflux.query.results import Graph
from lexflux.terms import DPV, LF, ONTOLOGY, PREFIXES, RDF, SKOS

EXAMPLES = Path(__file__).parents[2] / "examples"
STUDY = EXAMPLES / "dpv-hospital-study.ttl"
ALIGNMENT = resources.folder("ontology") / "alignments" / "dpv.ttl"
FOLDER = Path(__file__).parents[1] / "alignment"
NAMES = FOLDER / "dpv-names.yaml"
MATCHES = [SKOS + name for name in ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch")]
FOLLOWED = MATCHES[:3]
BROADER = ox.NamedNode(SKOS + "broader")
CN, EU = LF + "cn/", LF + "eu/"
PREFIX_LINES = """
@prefix cn: <https://w3id.org/lexflux/cn/> .
@prefix dpv: <https://w3id.org/dpv#> .
@prefix eu-gdpr: <https://w3id.org/dpv/legal/eu/gdpr#> .
@prefix ex: <https://example.org/> .
@prefix lf: <https://w3id.org/lexflux/> .
@prefix loc: <https://w3id.org/dpv/loc#> .
@prefix pd: <https://w3id.org/dpv/pd#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
HEAD = """
ex:t dpv:hasProcessing dpv:CrossBorderTransfer ; dpv:hasDataExporter ex:a ; dpv:hasDataImporter ex:b .
"""


def expand(name: str) -> str:
    """Return the IRI of a prefixed name; names relative to the Lexflux namespace are left to the reader."""
    prefix, _, rest = name.partition(":")
    return {**resources.prefixes(), "ex": "https://example.org/"}[prefix] + rest


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """Return the project's own knowledge base."""
    return lexflux.load()


@pytest.fixture(scope="module")
def links() -> list[tuple[str, str, str]]:
    """Return the links of the alignment."""
    quads = ox.parse(path=str(ALIGNMENT), format=ox.RdfFormat.TURTLE)
    return [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if quad.predicate.value in MATCHES
    ]


@pytest.fixture(scope="module")
def own() -> KnowledgeBase:
    """Return a knowledge base to put descriptions into."""
    return lexflux.load()


def statements(turtle: str) -> frozenset[ox.Triple]:
    """Return the statements of a description, blank nodes with names."""

    def named(term: Any) -> Any:
        return ox.NamedNode(f"https://example.org/blank/{term.value}") if isinstance(term, ox.BlankNode) else term

    quads = ox.parse((PREFIX_LINES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return frozenset(ox.Triple(named(quad.subject), quad.predicate, named(quad.object)) for quad in quads)


@contextmanager
def beside(own: KnowledgeBase, description: Iterable[ox.Triple]) -> Iterator[KnowledgeBase]:
    """Put a description beside the law, and take it away again."""
    graph = ox.NamedNode("urn:lexflux:data:description")
    own.store.extend(ox.Quad(*triple, graph) for triple in description)
    yield own
    own.store.remove_graph(graph)


def transfer_of(own: KnowledgeBase, description: Iterable[ox.Triple], **chosen: str) -> Graph:
    """Return what the query makes of a description."""
    with beside(own, description):
        return own.construct("dpv-transfer-to-lexflux", **chosen)


def losses(own: KnowledgeBase, description: Iterable[ox.Triple]) -> set[tuple[str, str, str]]:
    """Return node, property and value of each statement that is reported as lost."""
    with beside(own, description):
        rows = own.query("what-of-a-dpv-description-is-lost")
    places = [rows.columns.index(name) for name in ("node", "property", "term")]
    return {tuple(str(row[place] or "") for place in places) for row in rows if not row[0]}  # type: ignore[misc]


def compact(term: object) -> str:
    """Return a term as a prefixed name."""
    short = {namespace: prefix for prefix, namespace in {**resources.prefixes(), "ex": "https://example.org/"}.items()}
    value = str(getattr(term, "value", term))
    namespace = max((space for space in short if value.startswith(space)), key=len, default="")
    return f"{short[namespace]}:{value.removeprefix(namespace)}" if namespace else value


# Both sides of a link exist ------------------------------------------------------------------------------------------


def test_our_terms_exist(links: list[tuple[str, str, str]], knowledge: KnowledgeBase) -> None:
    """Each of our terms that is linked is declared in the ontology, in another file than the alignment."""
    declared = {
        quad.subject.value
        for quad in knowledge.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None)
        if "alignments" not in str(quad)
    }

    assert set() == {ours for ours, _, _ in links} - declared
    assert len(links) > 500


def test_names_of_the_vocabulary_were_looked_up() -> None:
    """Each DPV name in the alignment, the queries and the example is among the names that were read in a release."""
    looked_up = {
        (entry["prefix"], name)
        for entry in yamlfile.parse(NAMES.read_text("utf-8"), NAMES.name)[0]
        for name in entry["names"].split()
    }
    texts = [
        path.read_text("utf-8")
        for path in (ALIGNMENT, STUDY, *sorted((resources.folder("queries") / "align").glob("*.rq")))
    ]
    used = {match for text in texts for match in re.findall(r"(?<![\w-])(dpv|pd|eu-gdpr|eu-dga|loc):([\w-]+)", text)}

    assert set() == used - looked_up
    assert set() == looked_up - used


def test_links_do_not_contradict(links: list[tuple[str, str, str]]) -> None:
    """Two terms are linked in one way only; a narrower or near term is never the broader one too."""
    pairs = [(ours, theirs) for ours, _, theirs in links]

    assert len(pairs) == len(set(pairs))


def test_nothing_is_equated() -> None:
    """Links are SKOS: no class, equivalence or import of the vocabulary reaches the ontology."""
    text = re.sub(r"^#.*$", "", ALIGNMENT.read_text("utf-8"), flags=re.MULTILINE)
    used = set(re.findall(r"owl:(\w+)", text))
    allowed = {
        "AnnotationProperty",
        "Axiom",
        "Ontology",
        "annotatedProperty",
        "annotatedSource",
        "annotatedTarget",
        "imports",
        "versionIRI",
        "versionInfo",
    }

    assert allowed == used
    assert {ONTOLOGY + "core"} == set(re.findall(r"owl:imports <([^>]*)>", text))


def test_doubtful_links_say_why(links: list[tuple[str, str, str]]) -> None:
    """Related and near terms say in both languages what differs, and each note belongs to a link that stands."""
    axioms: dict[object, dict[str, list[str]]] = {}
    for quad in ox.parse(path=str(ALIGNMENT), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.BlankNode):
            note = f"@{quad.object.language}" if isinstance(quad.object, ox.Literal) else quad.object.value
            axioms.setdefault(quad.subject, {}).setdefault(quad.predicate.value.rsplit("#", 1)[-1], []).append(note)
    noted = {
        (one["annotatedSource"][0], one["annotatedProperty"][0], one["annotatedTarget"][0]) for one in axioms.values()
    }
    plain = {theirs for _, match, theirs in links if match == SKOS + "closeMatch"} - {theirs for _, _, theirs in noted}

    assert noted <= set(links)
    assert {("@en", "@zh-hans")} == {tuple(sorted(one["scopeNote"])) for one in axioms.values()}
    assert {link for link in links if link[1] == SKOS + "relatedMatch"} <= noted
    assert {
        expand(name)
        for name in ("dpv:ComplianceIndeterminate", "dpv:Data", "dpv:hasObligation", "dpv:hasFulfilmentStatus")
    } == plain


def test_what_is_carried_over_can_be_stated(links: list[tuple[str, str, str]], book: LawBook) -> None:
    """A kind or mechanism that a followed link ends at is one that a transfer may state."""
    owners = {owner: set(context.kinds(book, LF + owner)) for owner in ("DataSet", "Safeguard", "Organisation")}
    ends = {ours for ours, match, _ in links if match in FOLLOWED and ours in book.classes}
    asked = {
        ours for ours in ends for owner in owners if LF + owner in book.classes[ours].ancestors and ours != LF + owner
    }

    assert {ours for ours in asked if not any(ours in kinds for kinds in owners.values())} <= {
        EU + "PersonalData",
        EU + "NonPersonalData",
    }


def test_each_place_has_one_code(links: list[tuple[str, str, str]], book: LawBook) -> None:
    """
    Each jurisdiction is the same as its own code; Hong Kong, Macao and Taiwan are found under both of theirs.

    A place below a State, such as a financial free zone with law of its own, has no code.
    """
    below = {quad.subject.value for quad in lexflux.load().store.quads_for_pattern(None, BROADER, None)}
    places = {iri for iri, types in book.individuals.items() if LF + "Place" in types} - below
    exact = {ours: theirs for ours, match, theirs in links if ours in places and match == SKOS + "exactMatch"}

    assert {place: PREFIXES["loc"] + place.rsplit("/", 1)[-1] for place in places} == exact
    for code in ("HK", "MO", "TW"):
        assert (PREFIXES["place"] + code, SKOS + "closeMatch", f"{PREFIXES['loc']}CN-{code}") in links


# From DPV ------------------------------------------------------------------------------------------------------------


DESCRIPTIONS = yamlfile.parse((FOLDER / "descriptions.yaml").read_text("utf-8"), "descriptions.yaml")[0]
RECORDS = yamlfile.parse((FOLDER / "records.yaml").read_text("utf-8"), "records.yaml")[0]


@pytest.mark.parametrize("case", DESCRIPTIONS, ids=lambda case: case["name"])
def test_what_a_description_says(case: dict[str, Any], own: KnowledgeBase) -> None:
    """What DPV says is carried over where its meaning proves it, and not where the words only look alike."""
    graph = transfer_of(own, statements(HEAD + case["dpv"]))
    found = {f"{compact(triple.predicate)} {compact(triple.object)}" for triple in graph}

    assert set() == set(case.get("gives", [])) - found
    assert set() == set(case.get("never", [])) & found


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_what_a_record_gives(record: dict[str, Any], own: KnowledgeBase, book: LawBook) -> None:
    """A record gives a transfer for each recipient, with exactly its facts, and the rest of it is reported by name."""
    description = statements(record["dpv"])

    graph = transfer_of(own, description)
    transfers = {triple.subject for triple in graph if triple.object == ox.NamedNode(LF + "Transfer")}
    recipients = [f"https://example.org/{name}" for name in record.get("recipients", [])] or [None]
    chosen = [transfer_of(own, description, **({"recipient": one} if one else {})) for one in recipients]

    assert len(record["transfers"]) == len(transfers)
    assert record["transfers"] == [read_text(one.to_turtle(), book, form="turtle").tree for one in chosen]
    assert {tuple(line.split(" ")) for line in record["lost"]} == {
        tuple(compact(part) for part in row if part) for row in losses(own, description)
    }


NOTHING = ox.NamedNode("https://example.org/nothing")
IS_A_PROCESS = (ox.NamedNode(RDF + "type"), ox.NamedNode(PREFIXES["dpv"] + "Process"))


def without(description: Iterable[ox.Triple], left_out: Iterable[ox.Triple]) -> frozenset[ox.Triple]:
    """Return a description in which some statements say something that nobody knows."""
    gone = frozenset(left_out)
    return (frozenset(description) - gone) | {ox.Triple(one.subject, one.predicate, NOTHING) for one in gone}


@pytest.mark.parametrize("case", [*DESCRIPTIONS[::3], *RECORDS], ids=lambda case: case["name"])
def test_the_report_is_true(case: dict[str, Any], own: KnowledgeBase) -> None:
    """A statement is reported as lost if, and only if, the transfers are the same whatever it says."""
    whole = statements(case["dpv"] if "transfers" in case else HEAD + case["dpv"])
    reported = losses(own, whole)
    lost = {one for one in whole if tuple(part.value for part in one) in reported}
    concepts = {one.subject for one in whole if "rdf-schema#Class" in str(one.object)}
    about = {one for one in whole if one.subject not in concepts and not one.subject.value.startswith(DPV)}
    kept = [one for one in about - lost if (one.predicate, one.object) != IS_A_PROCESS]

    assert_told(lambda description: transfer_of(own, description), whole, lost, kept)


def assert_told(
    convert: Callable[[Iterable[ox.Triple]], Graph],
    whole: frozenset[ox.Triple],
    lost: Iterable[ox.Triple],
    kept: Iterable[ox.Triple],
) -> None:
    """Assert that nothing hangs on what is lost, and something on each other statement, alone or as the last one."""
    result = convert(whole)

    assert result == convert(without(whole, lost))
    same = [one for one in kept if convert(without(whole, [one])) == result]
    floor = convert(without(whole, same))
    assert [] == [one for one in same if convert(without(whole, set(same) - {one})) == floor]


def test_other_processes_are_left_alone(own: KnowledgeBase) -> None:
    """A process that stays at home gives nothing and is reported; with several transfers one can be chosen."""
    description = statements(
        HEAD
        + """
ex:s dpv:hasProcessing dpv:Store ; dpv:hasDataExporter ex:a .
ex:u dpv:hasProcessing dpv:Transfer ; dpv:hasDataExporter ex:a ; dpv:hasDataImporter ex:c .
"""
    )

    def transfers(graph: Graph) -> set[str]:
        return {triple.subject.value for triple in graph if getattr(triple.object, "value", "") == LF + "Transfer"}

    assert {"https://example.org/t", "https://example.org/u"} == transfers(transfer_of(own, description))
    assert {"https://example.org/u"} == transfers(transfer_of(own, description, process="https://example.org/u"))
    assert ("https://example.org/s", expand("dpv:hasProcessing"), expand("dpv:Store")) in losses(own, description)


def test_notes_travel_with_the_transfer(own: KnowledgeBase) -> None:
    """A link that was followed with a doubt leaves its note on the transfer, in both languages."""
    graph = transfer_of(own, statements(HEAD + "ex:t dpv:hasLegalBasis eu-gdpr:A49-2 ."))
    comments = [triple.object for triple in graph if triple.predicate.value.endswith("#comment")]

    assert any("second subparagraph of Article 49(1)" in comment.value for comment in comments)
    assert any("第49条第1款第二项" in comment.value and comment.language == "zh-hans" for comment in comments)


# Round trip ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def study(knowledge: KnowledgeBase) -> Graph:
    """Return the example as a transfer of ours."""
    fresh = KnowledgeBase(knowledge.ontology, knowledge.shapes, knowledge.queries)
    fresh.add_data(STUDY)
    return fresh.construct("dpv-transfer-to-lexflux")


def test_the_example_as_a_transfer(study: Graph, book: LawBook) -> None:
    """The example gives exactly the facts that it states; European clauses and an assessment of one's own give none."""
    tree = read_text(study.to_turtle(), book, form="turtle").tree

    expected = {
        "data": [
            {
                "collectedIn": ["CN"],
                "importantDataStatus": ["NotImportant"],
                "technicalMeasure": ["DeIdentification", "Encryption"],
                "type": ["HealthData", "PersonalInformation"],
            }
        ],
        "date": ["2026-03-02"],
        "exporter": [
            {
                "isCriticalInfrastructureOperator": [False],
                "locatedIn": ["CN"],
                "peopleProcessed": [300000],
                "peopleThisYear": [0],
                "peopleThisYearSensitive": [6000],
                "sector": ["Health"],
            }
        ],
        "isStrictlyNecessary": [True],
        "legalBasis": ["Consent"],
        "mode": ["TransmissionAbroad"],
        "purpose": ["ScientificResearch"],
        "recipient": [{"locatedIn": ["BE"], "role": ["Controller"]}],
        "safeguard": [{"type": ["ImpactAssessment"]}, {"type": ["SeparateConsent"]}],
    }

    assert expected == tree


def test_round_trip(study: Graph, knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """The decision on the example reads in DPV: its facts come back, with its status, its duties and their articles."""
    file = tmp_path / "study.ttl"
    file.write_text(study.to_turtle(), "utf-8")
    answer = knowledge.decide(str(file), "cn")
    store = ox.Store()
    for quad in knowledge.store:
        store.add(quad)
    store.load(
        answer.graph().serialize(format="nt", encoding="utf-8"),
        format=ox.RdfFormat.N_TRIPLES,
        to_graph=ox.NamedNode("urn:lexflux:decision"),
    )
    text = (knowledge.queries / "align" / "lexflux-decision-to-dpv.rq").read_text("utf-8")
    graph = construct_oxigraph(store, text)

    def objects(subject: str, *path: str) -> set[str]:
        found = {subject}
        for step in path:
            found = {
                triple.object.value
                for triple in graph
                if triple.subject.value in found and triple.predicate.value == expand(step)
            }
        return found

    (process,) = {triple.subject.value for triple in graph if triple.object == ox.NamedNode(expand("dpv:Process"))}
    duties = {
        (safeguard.rsplit("/", 1)[-1], status.rsplit("#", 1)[-1])
        for duty in objects(process, "dpv:hasObligation")
        for safeguard in objects(duty, "dpv:hasTechnicalOrganisationalMeasure")
        for status in objects(duty, "dpv:hasFulfilmentStatus")
        if safeguard.startswith(LF)
    }

    assert "Conditional" == answer.verdict
    assert {expand("dpv:NonCompliant")} == objects(process, "dpv:hasComplianceStatus", "rdf:type")
    assert {"2026-03-02"} == objects(process, "dpv:hasComplianceStatus", "dct:date")
    assert expand("cn:pipl-2021") in objects(process, "dpv:hasComplianceStatus", "dpv:hasApplicableLaw")
    assert {expand("dpv:LegalComplianceAssessment")} == objects(process, "dpv:hasAssessment", "rdf:type")
    assert {expand("dpv:CrossBorderTransfer"), expand("dpv:Transmit")} == objects(process, "dpv:hasProcessing")
    assert {expand("dpv:ScientificResearch")} == objects(process, "dpv:hasPurpose")
    assert {expand("dpv:Consent")} == objects(process, "dpv:hasLegalBasis")
    assert {expand("loc:CN")} == objects(process, "dpv:hasDataExporter", "dpv:hasCountry")
    assert {expand("loc:BE")} == objects(process, "dpv:hasDataImporter", "dpv:hasCountry")
    assert {expand("pd:MedicalHealth"), expand("dpv:PersonalData")} <= objects(
        process, "dpv:hasPersonalData", "rdf:type"
    )
    assert {expand("dpv:Pseudonymisation"), expand("dpv:Encryption")} <= objects(
        process, "dpv:hasData", "dpv:hasTechnicalMeasure"
    )
    expected = {
        (
            requirement.safeguard.rsplit("/", 1)[-1],
            {"Met": "ObligationFulfilled", "Unmet": "ObligationUnfulfilled"}[requirement.status.rsplit("/", 1)[-1]],
        )
        for requirement in answer.requirements
    }
    assert expected == duties
    assert {
        ("SeparateConsent", "ObligationFulfilled"),
        ("StandardContractOrCertification", "ObligationUnfulfilled"),
    } <= duties
    assert expand("cn:pipl-2021/art-39") in objects(process, "dpv:hasObligation", "dct:source")


@pytest.mark.parametrize(
    ("transfer", "property_", "status"),
    [
        ("hotel-booking-abroad", "hasComplianceStatus", "Lawful"),
        ("hr-foreign-court", "hasComplianceStatus", "Unlawful"),
        ("hotel-group-members", "hasComplianceStatus", "ComplianceIndeterminate"),
    ],
)
def test_verdicts(transfer: str, property_: str, status: str) -> None:
    """Each verdict has its status; one that reaches no norm is not applicable, never lawful."""
    for regime, wanted in (("cn", (property_, status)), ("sg", ("hasApplicability", "NotApplicable"))):
        outcome = CliRunner().invoke(
            cli.app_of(),
            [
                "query",
                "lexflux-decision-to-dpv",
                "--transfer",
                str(EXAMPLES / f"{transfer}.yaml"),
                "--regime",
                regime,
                "-f",
                "ntriples",
                "--on",
                "2026-06-01",
            ],
        )
        lines = outcome.stdout.splitlines()

        assert any(
            f"#{wanted[0]}> <urn:lexflux:decision:" in line and "urn:lexflux:transfer:" in line for line in lines
        )
        assert any(line.endswith(f"/status> <{RDF}type> <{PREFIXES['dpv']}{wanted[1]}> .") for line in lines)


# What is lost, and the command line ----------------------------------------------------------------------------------


def run(*arguments: str) -> str:
    outcome = CliRunner().invoke(cli.app_of(), list(arguments))
    if outcome.exception is not None and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    return outcome.stdout


def test_losses_are_listed() -> None:
    """What DPV said and nobody carries over is listed with the neighbour of ours and why, in the language asked for."""
    rows = json.loads(
        run("query", "what-of-a-dpv-description-is-lost", "--data", str(STUDY), "--format", "json", "--lang", "zh")
    )
    lost = {(row["term"], row["ours"], row["match"]) for row in rows if not row["carried"]}
    notes = {row["ours"]: row["note"] for row in rows}

    assert (expand("dpv:SecurityAssessment"), CN + "SecurityAssessment", SKOS + "relatedMatch") in lost
    assert (expand("eu-gdpr:StandardContractualClauses"), EU + "StandardClauses2021", SKOS + "broadMatch") in lost
    assert (expand("dpv:Patient"), None, None) in lost
    assert not {term for term, _, _ in lost} & {
        expand("pd:HealthRecord"),
        expand("dpv:ScientificResearch"),
        expand("loc:BE"),
    }
    assert notes[CN + "SecurityAssessment"].startswith("名同实异")


def test_a_description_is_no_transfer_yet(book: LawBook) -> None:
    """Who hands a description itself to the reasoner learns how to turn it into a transfer."""
    with pytest.raises(InputError, match="lexflux query dpv-transfer-to-lexflux --data"):
        read_file(str(STUDY), book)


SAID = {
    "exporter": {"locatedIn": "US", "statedComplete": ["sector"]},
    "recipient": {"locatedIn": "CN", "ownership": [{"owner": {"locatedIn": "CN"}, "share": 60}]},
    "date": "2026-06-01",
    "deal": "EmploymentAgreement",
    "purpose": ["Marketing"],
    "circumstance": ["WithoutKnowledge"],
    "safeguard": [{"type": "DataComplianceProgram"}],
    "data": [{"type": "HealthData", "denied": {"type": "MinorData"}, "technicalMeasure": ["Encryption"]}],
}


def test_what_has_no_words_in_dpv(own: KnowledgeBase) -> None:
    """On the way out a fact is reported if, and only if, the description is the same whatever it says."""
    whole = statements(own.decide(SAID, regime="us").graph().serialize(format="nt"))
    with beside(own, whole):
        rows = own.query("what-of-a-transfer-dpv-cannot-say")
    reported = {tuple(str(value) for value in row[:3]) for row in rows}
    (transfer,) = {one.object.value for one in whole if one.predicate.value == LF + "decides"}
    facts = {one for one in whole if one.subject.value.startswith(transfer) and one.predicate.value != RDF + "type"}
    lost = {one for one in whole if tuple(part.value for part in one) in reported}

    def description(statements: Iterable[ox.Triple]) -> Graph:
        with beside(own, statements):
            return own.construct("lexflux-decision-to-dpv")

    assert_told(description, whole, lost, facts - lost)
    assert {"deal", "statedComplete", "denied", "ownership", "owner", "share", "circumstance", "locatedIn", "type"} == {
        re.split("[/#]", one.predicate.value)[-1] for one in lost
    }


def test_file_to_verdict(tmp_path: Path) -> None:
    """The example goes through the command line to a verdict, in each form of a graph that can be read again."""
    turtle = run("query", "dpv-transfer-to-lexflux", "--data", str(STUDY))
    (tmp_path / "study.ttl").write_text(turtle, "utf-8")
    linked = json.loads(run("query", "dpv-transfer-to-lexflux", "--data", str(STUDY), "--format", "jsonld"))
    triples = run("query", "dpv-transfer-to-lexflux", "--data", str(STUDY), "--format", "ntriples")

    assert "CONDITIONAL" in run("check", str(tmp_path / "study.ttl"))
    assert {node["@id"] for node in linked} == {line.split(" ", 1)[0].strip("<>") for line in triples.splitlines()}
    assert Graph.of(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)) == Graph.of(
        ox.parse(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    )


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            ["dpv-transfer-to-lexflux"],
            UnknownTermError,
            "Query 'dpv-transfer-to-lexflux' reads your data; give --data FILE.",
        ),
        (
            ["dpv-transfer-to-lexflux", "--data", str(STUDY), "-f", "csv"],
            UnknownTermError,
            "--format csv: the query gives a graph; choose turtle, jsonld, ntriples.",
        ),
        (
            ["which-points-of-law-are-open", "-f", "turtle"],
            UnknownTermError,
            "--format turtle: the query gives a table; choose text, markdown, csv, json, latex, svg.",
        ),
        (
            ["which-points-of-law-are-open", "--engine", "oxygraph"],
            UnknownTermError,
            "Unknown engine 'oxygraph'. Known: oxigraph, rdflib. Did you mean oxigraph?",
        ),
        (
            ["dpv-transfer-to-lexflux", "--data", str(STUDY), "--endpoint", "http://127.0.0.1:1/query"],
            UnknownTermError,
            "--endpoint answers from its own data; leave out --transfer and --data.",
        ),
        (
            ["dpv-transfer-to-lexflux", "--data", "absent.ttl"],
            InputError,
            "absent.ttl: cannot be read: No such file or directory.",
        ),
        (
            ["dpv-transfer-to-lexflux", "--data", "study.docx"],
            InputError,
            "study.docx: no known RDF syntax; name the file .ttl, .nt, .nq, .trig, .jsonld or .rdf.",
        ),
    ],
)
def test_wrong_use(arguments: list[str], error: type[Exception], message: str) -> None:
    """Wrong use of a graph query gets one message that says what to do."""
    with pytest.raises(error) as caught:
        run("query", *arguments)

    assert message == str(caught.value)


def test_broken_data(tmp_path: Path) -> None:
    """A broken file is named with its line."""
    file = tmp_path / "broken.ttl"
    file.write_text("@prefix ex: <https://example.org/> .\nex:a ex:b\n", "utf-8")

    with pytest.raises(InputError, match=rf"^{re.escape(str(file))}:\d: not valid Turtle: "):
        run("query", "dpv-transfer-to-lexflux", "--data", str(file))
