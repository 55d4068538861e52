"""The regime shown in CONTRIBUTING is whole.

Written into a copy of the ontology it loads, decides, is listed, covered and judged.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux import resources
from lexflux.engines.judge import judge_knowledge
from lexflux.engines.shacl import validate_knowledge
from lexflux.facts import context
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.graphs import View
from lexflux.law.loading import load_law_book
from lexflux.terms import LF
from tests.decision.cases import STATUSES, Case, deviations, read_cases, report, unknown_names
from tests.regimes import days_for_the_judge, home
from tests.terms import copy_terms

ROOT = Path(__file__).parent.parent
SAMPLE = re.compile(r"^```\w+ (?P<path>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLES = {match["path"]: match["text"] for match in SAMPLE.finditer((ROOT / "CONTRIBUTING.md").read_text("utf-8"))}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the ontology and the samples in their places."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "ontology", folder / "ontology")
    for path, text in SAMPLES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def knowledge(checkout: Path) -> KnowledgeBase:
    """Return the knowledge with the sample regime."""
    return KnowledgeBase(checkout / "ontology", resources.folder("shapes"), resources.folder("queries"))


@pytest.fixture(scope="module")
def cases(checkout: Path) -> list[Case]:
    """Return the sample cases."""
    folder = checkout / "tests" / "cases"
    return [case for path in sorted(folder.rglob("*.yaml")) for case in read_cases(path, folder)]


def test_sample_cases_hold(knowledge: KnowledgeBase, cases: list[Case]) -> None:
    """Each case comes out as expected, among them a member of a designated union on both sides of the day."""
    for case in cases:
        decision = case.decide(knowledge.book)

        assert not unknown_names(case, knowledge.book)
        assert not deviations(case, decision), report(case, decision)


def test_sample_cases_show_every_norm(knowledge: KnowledgeBase, cases: list[Case]) -> None:
    """
    Each of the four norms is effective in some case and not triggered in another.

    What can be defeated is defeated in some case, as for shipped law.
    """
    norms = {iri for iri, norm in knowledge.book.norms.items() if norm.regime == knowledge.book.regimes["xa"]}
    found = {key: set[str]() for key in STATUSES}
    for case in cases:
        decision = case.decide(knowledge.book)
        assert decision is not None
        for iri, finding in decision.findings.items():
            for key, status in STATUSES.items():
                found[key] |= {iri} if finding.status == status else set()

    assert 4 == len(norms)
    assert norms == found["effective"] == found["not_triggered"]
    assert {iri for iri in norms if knowledge.book.attacks.attacks.get(iri)} == found["defeated"]


def test_sample_regime_is_found_everywhere(knowledge: KnowledgeBase) -> None:
    """Without any Python the regime has its place, days, queries, context and coverage."""
    rows = knowledge.query("provisions-without-norm", regime=knowledge.book.regimes["xa"])
    terms = context.json_ld_context(knowledge.book)

    assert ("xa",) == knowledge.book.regimes_of(LF + "place/XA", days_for_the_judge(knowledge.book, "xa")[0])
    assert "XA" == home(knowledge.book, "xa")
    assert 0 == len(rows)
    assert "Permit" in json.dumps(terms) + json.dumps(context.json_schema(knowledge.book))


def test_sample_register_is_covered(knowledge: KnowledgeBase) -> None:
    """The register names each provision of the act, and as many as it says."""
    view = View(knowledge.store)
    register = ox.NamedNode(LF + "xa/register")
    blocks = {term.value for term in view.objects(register, LF + "block")}

    assert str(len(blocks)) == view.literal(register, LF + "numberOfBlocks")
    assert blocks == {one.identifier for one in knowledge.book.provisions.values() if "/xa/" in one.iri}


def test_sample_keeps_the_rules_of_the_ontology(checkout: Path) -> None:
    """The shapes find nothing wrong with the samples, the regime and the edition of a list."""
    assert "Conforms: 0 violations, 0 warnings, 0 notes." == validate_knowledge(checkout / "ontology").text()


def test_judge_accepts_the_sample(checkout: Path, tmp_path: Path) -> None:
    """HermiT finds no contradiction between the sample and the terms, and no norm that nothing can trigger."""
    copy_terms(tmp_path)
    shutil.copytree(checkout / "ontology" / "law" / "xa", tmp_path / "xa")
    judgement = judge_knowledge(load_law_book(tmp_path), tmp_path)

    assert judgement.consistent
    assert {} == judgement.unsatisfiable
