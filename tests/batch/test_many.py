"""Many transfers at once: each is answered, what is bad is told, and nothing that is open counts as clear."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from lexflux.batch.entries import Problem, find_entries
from lexflux.batch.outcomes import Outcome
from lexflux.batch.run import Answered, Asked, decide_many
from lexflux.batch.summary import Summary
from lexflux.decision.flows import gravest
from lexflux.decision.statuses import Verdict
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import local

EXAMPLES = Path(__file__).parents[2] / "examples"
LETTER = "exporter: {locatedIn: CN}\nrecipient: {locatedIn: SG}\ndata: {type: ContactData}\ndate: 2025-06-01\n"


def answers(knowledge: KnowledgeBase, *paths: Path, processes: int = 1, regime: str | None = None) -> list[Answered]:
    entries = list(find_entries(map(str, paths), knowledge, ColumnMap()))
    return [one for found in decide_many(knowledge, entries, Asked(regime), processes) for one in found]


def verdicts(found: Iterable[Answered]) -> list[str]:
    return [local(one.verdict) for one in found if isinstance(one, Outcome)]


def test_folder_gives_an_outcome_for_each_file(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """Files of a folder are answered in order; what is no transfer file is left alone, and so is what is hidden."""
    for name, place in (("b.yaml", "CN"), ("a.yaml", "US"), (".hidden.yaml", "CN"), ("notes.txt", "CN")):
        (tmp_path / name).write_text(LETTER.replace("SG", place), "utf-8")

    found = answers(knowledge, tmp_path, regime="cn")

    assert ["a.yaml", "b.yaml"] == [Path(one.file).name for one in found]


def test_each_answer_is_that_on_the_file_alone(knowledge: KnowledgeBase) -> None:
    """Whether a transfer is checked alone or among others makes no difference, under one law or under all."""
    files = [EXAMPLES / f"{name}.yaml" for name in ("multinational-hr", "hr-foreign-court", "hotel-group-members")]
    by_file = {file: [one for one in answers(knowledge, *files) if one.file == str(file)] for file in files}

    assert [knowledge.decide(file, "cn").verdict for file in files] == verdicts(answers(knowledge, *files, regime="cn"))
    assert [knowledge.decide_together(file).verdict for file in files] == [
        local(gravest(one.verdict for one in found if isinstance(one, Outcome))) for found in by_file.values()
    ]


def test_list_and_flow_in_one_file(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """A list is several transfers, each with its line; of a flow each law on each leg is answered."""
    one = "- " + LETTER.replace("\n", "\n  ").rstrip()
    (tmp_path / "list.yaml").write_text(f"{one}\n{one}\n", "utf-8")

    found = answers(knowledge, tmp_path / "list.yaml", EXAMPLES / "flows" / "records-and-support.yaml")

    assert [1, 5] == sorted({one.line for one in found if Path(one.file).name == "list.yaml" and one.line})
    legs = {one.leg for one in found if isinstance(one, Outcome) and one.leg}
    assert {"to the vendor", "to its support", "to the registry", "to the university"} == legs


def test_bad_input_keeps_the_answers_on_the_others(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """What cannot be read is a problem with all its errors; errors are counted by kind."""
    (tmp_path / "a.yaml").write_text(LETTER.replace("SG", "Atlantis").replace("ContactData", "Bogus"), "utf-8")
    (tmp_path / "b.yaml").write_text(LETTER, "utf-8")
    (tmp_path / "c.yaml").write_text("exporter: {", "utf-8")

    found = answers(knowledge, tmp_path, regime="cn")
    summary = Summary()
    summary.add(found)

    assert [Problem, Outcome, Problem] == list(map(type, found))
    assert (2, 1) == (summary.bad_inputs, summary.verdicts.total())
    assert {"value not allowed": 1, "unknown kind": 1, "broken syntax": 1} == {
        key: len(of) for key, of in summary.errors.items()
    }


def test_not_applicable_by_presumption_counts_as_undetermined(knowledge: KnowledgeBase) -> None:
    """A law that does not apply only because something is presumed gives no all-clear; the ground says what."""
    (found,) = answers(knowledge, EXAMPLES / "staff-visit.yaml", regime="cn")

    assert isinstance(found, Outcome)
    assert (Verdict.NOT_REACHED, Verdict.UNDETERMINED) == (found.verdict, found.counts_as)
    assert ["Presumed"] == [ground.kind for ground in found.grounds]


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_side_by_side_gives_the_same_answers_in_the_same_order(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """Two processes change nothing but the time."""
    places = ("SG", "US", "DE", "JP", "BR")
    for place in range(10):
        (tmp_path / f"{place:02}.yaml").write_text(LETTER.replace("SG", places[place % 5]), "utf-8")

    assert answers(knowledge, tmp_path) == answers(knowledge, tmp_path, processes=2)


def test_turtle_with_several_transfers_is_several(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """Each transfer of a file in RDF is answered as it would be alone, also where two share a party."""
    alone = (EXAMPLES / "beijing-hospital.ttl").read_text("utf-8")
    second = """
    <https://example.org/second> a lf:Transfer ; lf:date "2025-06-01"^^xsd:date ; lf:data [ a lf:ContactData ] ;
        lf:exporter <https://example.org/shared> ; lf:recipient [ a lf:Organisation ; lf:locatedIn place:SG ] .
    <https://example.org/third> a lf:Transfer ; lf:date "2025-06-01"^^xsd:date ; lf:data [ a lf:ContactData ] ;
        lf:exporter <https://example.org/shared> ; lf:recipient [ a lf:Organisation ; lf:locatedIn place:SG ] .
    <https://example.org/shared> a lf:Organisation ; lf:locatedIn place:CN .
    """
    (tmp_path / "three.ttl").write_text(alone + second, "utf-8")
    (tmp_path / "letter.yaml").write_text(LETTER, "utf-8")

    found = answers(knowledge, tmp_path / "three.ttl", regime="cn")
    one, other = (answers(knowledge, path, regime="cn") for path in (EXAMPLES / "beijing-hospital.ttl", tmp_path))

    assert verdicts(found) == [*verdicts(one), *[verdicts(other)[0]] * 2]
    assert "second" in found[1].file


def test_what_no_transfer_of_several_leads_to_is_refused(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """A safeguard that hangs on none of several transfers is not dropped."""
    text = (EXAMPLES / "beijing-hospital.ttl").read_text("utf-8")
    twice = text + text[text.index("\n<https") :].replace("transfers/beijing-hospital", "transfers/again")
    (tmp_path / "two.ttl").write_text(twice + "<https://example.org/stray> a cn:StandardContract .\n", "utf-8")

    found = answers(knowledge, tmp_path / "two.ttl", regime="cn")

    assert [Problem, Problem] == [type(one) for one in found]


def test_description_in_dpv_is_answered_as_the_transfer_that_it_gives(knowledge: KnowledgeBase) -> None:
    """A file in DPV needs no step of its own, and leaves nothing of it in the store."""
    before = len(knowledge.store)

    (found,) = answers(knowledge, EXAMPLES / "dpv-hospital-study.ttl", regime="cn")

    assert isinstance(found, Outcome)
    assert before == len(knowledge.store)


def test_description_in_dpv_without_a_transfer_is_a_problem(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """A process that moves no data gives no transfer, which is said."""
    (tmp_path / "none.ttl").write_text(
        "@prefix dpv: <https://w3id.org/dpv#> . <urn:p> a dpv:Process ; dpv:hasPurpose dpv:Marketing .", "utf-8"
    )

    (found,) = answers(knowledge, tmp_path / "none.ttl")

    assert isinstance(found, Problem)
    assert "no transfer in DPV" in {error.key for error in found.errors}
