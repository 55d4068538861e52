"""Explanations: cited, bilingual, complete, and the same in every form."""

import csv
import datetime
import io
import json
import re
from pathlib import Path

import pytest
import yaml
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import PROV

from lexflux.batch.casefiles import patched
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.words import DecisionWords
from lexflux.explain import render
from lexflux.explain.graph import decision_graph
from lexflux.explain.report import sections
from lexflux.facts.reader import read_file, read_tree
from lexflux.law.lawbook import LawBook, text
from lexflux.terms import TYPE, local
from tests.decision.cases import CASES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
LF = Namespace("https://w3id.org/lexflux/")


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def decision(request: pytest.FixtureRequest, book: LawBook) -> Decision:
    facts = read_file(str(request.param), book)
    assert facts.date is not None
    return decide(book, facts, "cn", facts.date)


def test_text_names_verdict_and_every_requirement_with_its_provision(decision: Decision, book: LawBook) -> None:
    """Each requirement stands in the text with the citations of its norms, those that may join in the next line."""
    for language in ("en", "zh"):
        lines = render.as_text(decision, language, full=True).splitlines()
        words = DecisionWords(decision, language)

        assert any(book.label(decision.verdict, language).upper() in line for line in lines)
        for requirement in decision.requirements:
            asked = requirement.safeguard, requirement.need, requirement.in_place
            safeguard, need, in_place = (book.label(iri, language) for iri in asked)
            marks = words.pair(safeguard, f"{need} · {in_place}")
            (place,) = [place for place, line in enumerate(lines) if f" {marks} " in line]
            cited = " ".join(lines[place : place + 2])
            for norm in requirement.norms:
                for provision in map(book.provisions.__getitem__, book.norms[norm].stated_in):
                    assert text(provision.labels, language) in cited
                    assert text(book.instruments[provision.instrument].short_titles, language) in cited


def test_chinese_answer_has_no_english_sentence(decision: Decision) -> None:
    """Whatever the ontology or the phrases lack in Chinese would show as English words in a row."""
    for full in (True, False):
        lines = render.as_text(decision, "zh", full).splitlines()[1:-3]

        assert [] == [line for line in lines if re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", line)]


def test_defeated_norm_names_what_defeated_it_and_the_clause(book: LawBook) -> None:
    """A duty that an exemption defeats shows the exemption and the clause on which the defeat rests."""
    facts = {
        "exporter": {"locatedIn": "CN", "isCriticalInfrastructureOperator": True},
        "recipient": {"locatedIn": "SG"},
        "data": {"type": "ContactData", "importantDataStatus": "NotImportant"},
        "purpose": "ContractWithIndividual",
        "isStrictlyNecessary": True,
    }
    text = render.as_explanation(decide(book, read_tree(facts, book), "cn", datetime.date(2025, 6, 1)), "en")

    assert (
        "defeated by Exemption for contracts with the individual  [Cross-Border Flow Provisions, art. 5(1)(1)" in text
    )
    assert (
        "under Articles 3 to 6 come before the assessment duty (explicit clause)  "
        "[Cross-Border Flow Provisions, art. 7(2)]" in text
    )


def test_why_not_shows_the_failing_element(book: LawBook) -> None:
    """A norm that is not triggered is explained by the element that fails and the fact behind it."""
    facts = {
        "exporter": {"locatedIn": "CN", "peopleThisYear": 999_999},
        "recipient": {"locatedIn": "SG"},
        "data": {"type": "ContactData"},
    }
    decision = decide(book, read_tree(facts, book), "cn", datetime.date(2025, 6, 1))

    text = render.as_explanation(decision, "en", ("https://w3id.org/lexflux/cn/cbdf-2024/AssessmentByVolume",))

    assert "Norms that are not triggered" in text
    assert (
        "✗ 1,000,000 or more people this year, sensitive data aside "
        "(exporter · people this year, not sensitive: 999,999)" in text
    )


def test_memo_numbers_each_citation_once_and_lists_it(decision: Decision) -> None:
    """Every number used in the memo is in the list of sources, and the other way round."""
    memo = render.as_markdown(decision, "en", full=True)
    body, sources = memo.split("## Sources\n")
    used = {int(number) for number in re.findall(r" \[(\d+)\]", body)}
    listed = [int(number) for number in re.findall(r"^(\d+)\. ", sources, re.MULTILINE)]

    assert sorted(used) == listed
    assert list(range(1, len(listed) + 1)) == listed


def test_json_carries_receipt_and_reasons(decision: Decision) -> None:
    """The JSON answer is of a named schema, with the receipt and the reason of each triggered norm."""
    data = json.loads(render.as_json(decision, "zh"))

    assert "lexflux-answer/2" == data["schema"]
    assert data["receipt"]["answer"]
    assert all(norm["because"]["truth"] in ("true", "unknown", "false") for norm in data["norms"])
    assert {norm["status"] for norm in data["norms"]} <= {"Effective", "Defeated", "Unsettled"}


def test_csv_has_one_row_for_each_requirement(decision: Decision, book: LawBook) -> None:
    """The table names every requirement once, with its provisions."""
    header, *rows = csv.reader(io.StringIO(render.as_csv(decision, "en")))

    assert ["verdict", "due", "safeguard", "need", "in place", "provisions"] == header
    assert [book.label(requirement.safeguard, "en") for requirement in decision.requirements] == [
        row[2] for row in rows
    ]
    assert all(row[5] for row in rows)


def test_graph_says_what_the_decision_says(decision: Decision) -> None:
    """The graph holds the verdict, each triggered norm as a type of the transfer, each defeat with its precedence."""
    graph = decision_graph(decision)
    (node,) = graph.subjects(RDF.type, LF.Decision)
    transfer = graph.value(node, LF.decides)
    applications = {graph.value(one, LF.appliesNorm): one for one in graph.objects(node, LF.application)}

    assert URIRef(decision.verdict) == graph.value(node, LF.verdict)
    assert (node, PROV.wasDerivedFrom, transfer) in graph
    assert {URIRef(iri) for iri in decision.findings} == set(applications)
    for iri, finding in decision.findings.items():
        triggered = finding.triggered == decision.evaluation.diagrams.true
        assert triggered == ((transfer, RDF.type, URIRef(iri)) in graph)
        stated = {attack.precedence for attack in finding.attacks if attack.precedence}
        assert stated == {str(one) for one in graph.objects(applications[URIRef(iri)], LF.underPrecedence)}


def test_equal_decisions_give_equal_turtle(decision: Decision, book: LawBook) -> None:
    """The graph is a function of facts, date and law."""
    again = render.as_turtle(decide(book, decision.stated, "cn", decision.on))

    assert render.as_turtle(decision) == again
    assert len(decision_graph(decision)) == len(Graph().parse(data=again, format="turtle"))


def test_unread_provisions_are_marked(book: LawBook) -> None:
    """An answer that rests on a provision known only from memory or a report says so."""
    facts = {
        "exporter": {"locatedIn": "CN", "isCriticalInfrastructureOperator": False, "sector": "EHailing"},
        "recipient": {"locatedIn": "SG"},
        "data": {"type": "EHailingData", "importantDataStatus": "NotImportant"},
    }
    text = render.as_text(decide(book, read_tree(facts, book), "cn", datetime.date(2025, 6, 1)), "en")

    assert "! Rests on provisions not read in the original" in text
    assert "E-Hailing Measures, art. 27 [reported]" in text


def test_a_designation_is_cited_where_the_answer_rests_on_it(book: LawBook) -> None:
    """An exemption by adequacy names the decision on the place in answer, reasons and graph; other norms name none."""
    facts = {
        "exporter": {"locatedIn": "DE"},
        "recipient": {"locatedIn": "JP", "isSubjectToLocalDataLaw": True},
        "data": {"type": "ContactData"},
        "mode": "TransmissionAbroad",
        "purpose": "OtherPurpose",
    }
    decision = decide(book, read_tree(facts, book), "eu", datetime.date(2026, 6, 1))
    japan, adequacy = "https://w3id.org/lexflux/eu/adequacy/JP", "https://w3id.org/lexflux/eu/gdpr-2016/Adequacy"

    exemptions = next(section for section in sections(decision, "en") if section.title == "Exempt from")
    graph = decision_graph(decision)
    used = {
        str(norm)
        for node in graph.subjects(PROV.used, URIRef(japan))
        for norm in graph.objects(node, URIRef(LF + "appliesNorm"))
    }

    assert "designation under this law: Adequacy of Japan, Decision (EU) 2019/419 (since 2019-01-23)" in [
        line.text for line in exemptions.lines[0].below
    ]
    assert "本法下的认定：日本的充分性决定（第2019/419号决定）" in render.as_explanation(decision, "zh", (adequacy,))
    assert adequacy in used
    assert "Adequacy of Japan" not in render.as_explanation(
        decision, "en", ("https://w3id.org/lexflux/eu/gdpr-2016/NationalLimits",)
    )


@pytest.mark.parametrize(
    ("bounds", "english", "chinese"),
    [
        ({"from": 99_000, "below": 200_000}, "99,000 or more, fewer than 200,000", "99,000以上（含本数）、不满200,000"),
        ({"from": 99_000}, "99,000 or more", "99,000以上（含本数）"),
        ({"below": 200_000}, "fewer than 200,000", "不满200,000"),
    ],
)
def test_a_range_is_shown_in_words(bounds: dict[str, int], english: str, chinese: str, book: LawBook) -> None:
    """Where a count of which only bounds are known is asked for, the answer says what is known; so do the reasons."""
    tree = {
        "exporter": {"locatedIn": "CN", "peopleThisYear": bounds, "peopleThisYearSensitive": 0},
        "recipient": {"locatedIn": "SG"},
        "data": {"type": "CustomerData"},
    }
    found = decide(book, read_tree(tree, book), "cn", datetime.date(2026, 6, 1))

    assert f"people this year, not sensitive ({english})" in render.as_text(found, "en", full=True)
    assert f"（{chinese}）" in render.as_text(found, "zh", full=True)
    assert f"people this year, not sensitive: {english}" in render.as_explanation(found, "en")
    assert bounds in [one.get("range") for one in json.loads(render.as_json(found, "en"))["missing"]]
    assert f"lf:from {bounds['from']}" in render.as_turtle(found) if "from" in bounds else True


WRITTEN = "# <b>[a](http://example.org)</b>\n## b"
PLAIN = "\\# \\<b>\\[a](http://example.org)\\</b> ## b"


@pytest.mark.parametrize("full", [False, True])
def test_a_label_is_no_markup_in_markdown(full: bool, book: LawBook) -> None:
    """What somebody wrote stands as text in memo, flow and plan: no tag, no link, no heading."""
    tree = {
        "label": WRITTEN,
        "exporter": {"locatedIn": "DE", "label": WRITTEN, "role": "Controller"},
        "recipient": {"locatedIn": "IN", "label": WRITTEN, "role": "Controller"},
        "data": {"type": "CustomerData", "label": WRITTEN, "receivedUnder": "NoCondition"},
    }
    decision = decide(book, read_tree(tree, book), "eu", datetime.date(2026, 6, 1))
    shown = render.as_markdown(decision, "en", full=full)

    assert PLAIN in shown
    assert not re.search(r"(?<!\\)(<b>|\[a\])|^## b", shown, re.MULTILINE)


ENTRY = re.compile(r"in the file: (\w+): ?(\w*)")


@pytest.mark.parametrize("regime", sorted({case.regime for case in CASES}))
def test_what_is_missing_can_be_written_as_told(regime: str, book: LawBook) -> None:
    """Of each missing fact the answer names key and values as they stand in a file, and a file with them is read."""
    told = 0
    asking = [case for case in CASES if case.regime == regime and "ask" in case.expect]
    for number, case in enumerate((*asking[::3], *asking)):
        if told and number >= len(asking) / 3:
            break
        decision = case.decide(book)
        missing = decision.missing if decision else ()
        entries = ENTRY.findall(render.as_text(decision, "en", full=True)) if decision else []
        for fact, (key, value) in zip(missing, entries, strict=True):
            assert key == ("type" if fact.prop == TYPE else local(fact.prop))
            if value and fact.path in ("transfer", "exporter", "recipient"):
                node = case.transfer if fact.path == "transfer" else case.transfer[fact.path]
                unknown = [one for one in node.get("statedUnknown") or () if one != key]
                stated = {key: yaml.safe_load(value), "statedUnknown": unknown or None}
                patch = stated if fact.path == "transfer" else {fact.path: stated}
                read_tree(patched(dict(case.transfer), patch), book)
            told += 1

    assert told
