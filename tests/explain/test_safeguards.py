"""What answers say of stated safeguards, in words of both languages, as a tree and as a graph."""

from __future__ import annotations

import datetime
import json

from rdflib import Graph, URIRef

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.explain.render import as_json, as_markdown, as_text, as_turtle
from lexflux.facts.reader import read_text
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF

DAY = datetime.date(2026, 6, 1)
REFUSED = """
exporter:
  locatedIn: CN
  sector: OtherSector
  isCriticalInfrastructureOperator: false
  peopleThisYear: 1500000
  peopleThisYearSensitive: 0
  peopleProcessed: 2000000
recipient: {locatedIn: SG, sector: OtherSector}
mode: TransmissionAbroad
purpose: OtherPurpose
legalBasis: ContractOrHumanResources
data: {type: CustomerData, importantDataStatus: NotImportant, collectedIn: CN}
safeguard: [{type: ExportNotice}, {type: SecurityAssessment, status: Refused}, {type: GreaterBayAreaContractHongKong}]
"""


def answer(book: LawBook) -> Decision:
    return decide(book, read_text(REFUSED, book), "cn", DAY)


def test_what_is_lacking_and_what_is_to_do_are_told_apart(book: LawBook) -> None:
    """A refused assessment is lacking and named with the reason; what nobody stated is to do."""
    english, chinese = as_text(answer(book), "en"), as_text(answer(book), "zh")

    assert "security assessment: needed · lacking" in english
    assert "impact assessment: needed · to do" in english
    assert "security assessment: status: refused; counts only as granted safeguard" in english
    assert "数据出境安全评估：需要 · 已声明欠缺" in chinese
    assert "个人信息保护影响评估：需要 · 待办" in chinese
    assert "security assessment: needed · lacking" in as_markdown(answer(book), "en")
    assert "security assessment: needed · lacking" in as_markdown(answer(book), "en", full=True)


def test_the_tree_and_the_graph_say_the_same(book: LawBook) -> None:
    """The status of each requirement, what does not count, and what is presumed are there for programs too."""
    tree = json.loads(as_json(answer(book), "en"))
    graph = Graph().parse(data=as_turtle(answer(book)), format="turtle")

    assert ["cn/SecurityAssessment"] == [one["safeguard"] for one in tree["expired"] if one["reason"] == "not as asked"]
    assert {"coversTransfer", "status"} <= {one["property"] for one in tree["presumedOfSafeguards"]}
    assert (None, URIRef(LF + "requirementStatus"), URIRef(LF + "Lacking")) in graph
    assert (None, URIRef(LF + "presumedValue"), URIRef(LF + "InPlace")) in graph
    lost = graph.subjects(URIRef(LF + "lostSafeguard"), URIRef(LF + "cn/SecurityAssessment"))
    assert [[URIRef(LF + "GrantedSafeguard")]] == [
        list(graph.objects(one, URIRef(LF + "countsOnlyAs"))) for one in lost
    ]
