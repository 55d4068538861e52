"""The questions: the most decisive first, none that cannot matter, and none too few."""

from __future__ import annotations

import datetime
from dataclasses import replace

import jsonschema
import pytest

import lexflux
from lexflux.asking.questions import Question, answer, decision_on, next_question
from lexflux.asking.skeletons import begin, open_facts, skeletons
from lexflux.asking.state import State
from lexflux.asking.words import QuestionWords
from lexflux.asking.writing import SCHEMA, complete, written
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.statuses import TurnsOn, Verdict
from lexflux.errors import InputError
from lexflux.facts import context, yamlfile
from lexflux.facts.reader import read_text
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

PLACE = ("here", "此处")
BEGUN = {
    "date": "2026-06-01",
    "exporter": {"locatedIn": "CN"},
    "recipient": {"locatedIn": "SG"},
    "data": [{"type": ["ContactData"]}],
}
KINDS = ["hr", "crm", "support", "clinical", "payments", "car", "ai-training", "e-commerce"]


def said(question: Question) -> str:
    """Return what somebody answers who has little to tell."""
    known = {"date": "2026-06-01", "regime": "1"}
    if question.key == "locatedIn":
        return "Germany" if question.path == "recipient" else "China"
    if question.key in known:
        return known[question.key]
    if question.shape is not None and question.shape.datatype:
        return {"boolean": "no", "integer": "500"}[question.shape.datatype]
    return "none" if question.is_many else question.allowed[0].rpartition("/")[2]


def asked(knowledge: KnowledgeBase, state: State) -> tuple[list[Question], State]:
    """Return all questions of a dialogue, and what is known at its end."""
    questions = []
    while (question := next_question(knowledge, state)) is not None:
        questions.append(question)
        state = answer(knowledge, state, question, said(question), PLACE)
        assert len(questions) < 60
    return questions, state


def test_programs_hold_the_dialogue_with_what_load_gives() -> None:
    """What `lexflux.load` gives answers under all law that applies, and so does a dialogue."""
    question = next_question(lexflux.load(), State({**BEGUN, "data": [{"type": ["ContactData"], "collectedIn": "CN"}]}))

    assert question is not None
    assert question.norms


def test_first_what_no_law_can_do_without(knowledge: KnowledgeBase) -> None:
    """Nothing is decided before place, day and data are known, or said to be unknown."""
    state, keys = State({}), []
    for reply in ("China", "2026-06-01", "Singapore", "contact data"):
        question = next_question(knowledge, state)
        assert question is not None
        keys.append(f"{question.path}.{question.key}")
        state = answer(knowledge, state, question, reply, PLACE)

    assert ["exporter.locatedIn", "transfer.date", "recipient.locatedIn", "data/1.type"] == keys
    assert BEGUN == dict(state.tree)


def test_then_the_most_decisive(knowledge: KnowledgeBase) -> None:
    """Under one law it is the first fact that an answer says to be missing, with the norms for which it matters."""
    state = State(BEGUN, "cn")
    question, decision = next_question(knowledge, state), decision_on(knowledge, state).decisions[0]

    assert question is not None
    assert decision.missing[0].prop == question.prop
    assert decision.missing[0].norms == question.norms
    assert set(question.offered) == set(decision.missing[0].values)


def test_which_laws_apply_is_asked_before_what_they_say(knowledge: KnowledgeBase) -> None:
    """Once it is told where the data come from, and under what, no law is left of which that is asked."""
    state, keys = State(BEGUN), []
    while (question := next_question(knowledge, state)) is not None and (question.regimes or not question.norms):
        keys.append(question.key)
        state = answer(knowledge, state, question, "China" if question.key == "collectedIn" else "none", PLACE)

    assert ["collectedIn", "receivedUnder"] == keys
    assert {} == {one.regime: one.missing for one in decision_on(knowledge, state).others}


def test_asking_forgets_nothing_and_changes_nothing(knowledge: KnowledgeBase) -> None:
    """State in, question out: the same question for the same state, and an answer leaves the state before as it was."""
    state = State(BEGUN)
    before = dict(state.tree)
    question = next_question(knowledge, state)
    assert question is not None
    answer(knowledge, state, question, "none", PLACE)

    assert (question, before) == (next_question(knowledge, state), dict(state.tree))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_to_ask_when_it_ends(kind: str, knowledge: KnowledgeBase) -> None:
    """At the end neither verdict nor mechanism turns on a fact, and the former on no presumption nobody heard of."""
    questions, state = asked(knowledge, State(begin(knowledge, kind, "en")))
    found = decision_on(knowledge, state)

    assert Verdict.UNDETERMINED != found.verdict
    for decision in found.decisions:
        assert [] == [fact for fact in decision.missing if fact.turns_on in (TurnsOn.VERDICT, TurnsOn.WAY)]
        assert [] == [one for one in find_presumptions(decision) if set(one.possible) != set(decision.possible)]
    assert len(questions) < 20


def test_none_says_of_what_was_offered_that_it_is_not_the_case_and_of_nothing_else(knowledge: KnowledgeBase) -> None:
    """Who is asked about one sector has not said that it works in no other."""
    state = State({**BEGUN, "data": [{"type": ["CustomerData"]}]}, "cn")
    while (question := next_question(knowledge, state)) is not None and question.key != "sector":
        state = answer(knowledge, state, question, said(question), PLACE)
    assert question is not None
    after = answer(knowledge, state, question, "none", PLACE).node("exporter")

    assert {"sector": [local(iri) for iri in question.offered]} == after["denied"]
    assert "sector" not in after.get("statedComplete", [])


def test_none_is_nought_where_people_are_counted_and_no_answer_to_yes_or_no(knowledge: KnowledgeBase) -> None:
    """What is neither yes nor no does not become a fact that does not apply."""
    state, refused, counted = State(BEGUN, "cn"), [], {}
    while (question := next_question(knowledge, state)) is not None:
        datatype = question.shape.datatype if question.shape else None
        try:
            state = answer(knowledge, state, question, "none", PLACE)
        except InputError:
            refused.append(datatype)
            state = answer(knowledge, state, question, "unknown", PLACE)
        if datatype == "integer":
            counted[question.key] = state.node(question.path)[question.key]

    assert "boolean" in refused
    assert "integer" not in refused
    assert {0} == set(counted.values())


def test_an_answer_that_contradicts_another_is_refused(knowledge: KnowledgeBase) -> None:
    """No dialogue goes on with facts that no file may state."""
    state = State({**BEGUN, "data": [{"type": ["ContactData"], "denied": {"type": ["HealthData"]}}]}, "cn")
    first = next_question(knowledge, State({key: value for key, value in BEGUN.items() if key != "data"}))
    assert first is not None

    with pytest.raises(InputError):
        answer(knowledge, state, first, "HealthData", PLACE)


def test_unknown_everywhere_ends_too(knowledge: KnowledgeBase) -> None:
    """Who knows nothing is asked each thing once."""
    state, seen = State(BEGUN), set()
    while (question := next_question(knowledge, state)) is not None:
        assert (question.path, question.key) not in seen
        seen.add((question.path, question.key))
        state = answer(knowledge, state, question, "未知", PLACE)

    assert Verdict.UNDETERMINED == decision_on(knowledge, state).verdict


def test_unknown_data_are_said_to_be_unknown(knowledge: KnowledgeBase) -> None:
    """Who does not know the kinds of the data says so of the data; that there are none is no answer."""
    state = State({key: value for key, value in BEGUN.items() if key != "data"})
    question = next_question(knowledge, state)
    assert question is not None

    assert {**state.tree, "statedUnknown": ["data"]} == answer(knowledge, state, question, "unknown", PLACE).tree
    with pytest.raises(InputError):
        answer(knowledge, state, question, "none", PLACE)


def test_the_law_is_asked_for_where_that_of_the_place_is_not_encoded(
    knowledge: KnowledgeBase, without_law: list[str]
) -> None:
    """A place without encoded law ends no dialogue: another law may reach the transfer."""
    state = State({**BEGUN, "exporter": {"locatedIn": local(without_law[0])}})
    question = next_question(knowledge, state)
    assert question is not None
    assert "regime" == question.key
    assert next(iter(knowledge.book.regimes)) == answer(knowledge, state, question, "1", PLACE).regime


def test_kinds_are_denied_only_by_who_was_shown_them(knowledge: KnowledgeBase) -> None:
    """The kinds first told leave open what nobody was asked about; a later answer says of others that they are not."""
    questions, state = asked(knowledge, State(BEGUN))
    later = [question for question in questions if question.key == "type" and question.path == "data/1"]

    assert [True] == [question.closes and bool(question.offered) for question in later]
    assert set(map(local, later[0].offered)) == set(state.denied("data/1", "type"))
    assert "kind" not in state.node("data/1").get("statedComplete", [])


def test_owners_are_told_by_place_and_share(knowledge: KnowledgeBase) -> None:
    """Where the verdict turns on who owns the recipient, places and shares are asked for."""
    tree = {**BEGUN, "exporter": {"locatedIn": "US"}, "recipient": {"locatedIn": "SG"}, "deal": "DataBrokerage"}
    state = State({**tree, "data": [{"type": ["HealthData"], "usPersonsInTwelveMonths": 10**6}]})
    while (question := next_question(knowledge, state)) is not None and question.key != "ownership":
        state = answer(knowledge, state, question, said(question), PLACE)
    assert question is not None
    after = answer(knowledge, state, question, "China 60, France 40%", PLACE)

    assert [("CN", 60), ("FR", 40)] == [
        (one["owner"]["locatedIn"], one["share"]) for one in after.node("recipient")["ownership"]
    ]
    assert Verdict.PROHIBITED == decision_on(knowledge, after).verdict


@pytest.mark.parametrize("reply", ["Atlantis", "", "7 of 9"])
def test_what_is_no_answer_is_refused(reply: str, knowledge: KnowledgeBase) -> None:
    """The message says about what, in both languages; the state stays."""
    question = next_question(knowledge, State({}))
    assert question is not None

    with pytest.raises(InputError) as refused:
        answer(knowledge, State({}), question, reply, PLACE)

    assert refused.value.text("en").startswith("here: ")
    assert refused.value.text("zh").startswith("此处：")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_question_says_why_and_how(language: str, knowledge: KnowledgeBase) -> None:
    """Question, norm with its article, offered answers with labels, and how to answer, in both languages."""
    words = QuestionWords(knowledge.book, language)
    questions, _ = asked(knowledge, State(begin(knowledge, "clinical", language)))

    for question in questions:
        assert words.subject(question)
        assert words.asked(question)
        assert words.how(question)
        assert ("[" in words.why(question)) == bool(question.norms)
        assert len(words.offered(question)) == len(question.offered)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_skeletons_are_files_that_can_be_checked(
    kind: str, language: str, knowledge: KnowledgeBase, book: LawBook
) -> None:
    """Each kind begins with facts of the schema, shows what the law asks besides, and conforms for editors too."""
    tree = {**begin(knowledge, kind, language), "date": "2026-06-01", "recipient": {"locatedIn": "DE"}}
    tree["exporter"] = {"locatedIn": "CN", **tree.get("exporter", {})}
    shown = open_facts(knowledge, State(tree))
    text = written(book, tree, language, shown)
    read = yamlfile.parse(text, kind)[0]

    jsonschema.Draft202012Validator(context.json_schema(book)).validate(read)
    assert SCHEMA == text.splitlines()[0]
    assert knowledge.decide(read_text(text, book)).decision.stated.nodes["data/1"].kinds
    assert all(f"# {key}: " in text for path, keys in shown.items() for key in keys)


def test_kinds_of_skeletons(knowledge: KnowledgeBase) -> None:
    """The kinds that the command promises exist."""
    assert KINDS == list(skeletons(knowledge.shapes))


def test_what_is_written_says_what_is_known(knowledge: KnowledgeBase, book: LawBook) -> None:
    """The file of a dialogue gives the facts of its state, whatever they are."""
    _, state = asked(knowledge, State(begin(knowledge, "car", "zh")))
    again = read_text(written(book, state.tree, "zh"), book)

    assert knowledge.read(complete(book, state.tree)).tree == again.tree


def test_only_what_no_law_can_do_without_is_called_so(knowledge: KnowledgeBase) -> None:
    """A fact without a norm may turn the verdict; without place, day and data no law is asked."""
    words = QuestionWords(knowledge.book, "en")
    first = next_question(knowledge, State({}))
    assert first is not None
    shape = knowledge.book.schema.shape(LF + "technicalMeasure")
    key = "technicalMeasure"
    measures = replace(first, path="data/1", key=key, prop=LF + key, shape=shape, closes=True)

    assert ("without it no law can be asked", "the verdict, or which law applies, may turn on it") == (
        words.why(first),
        words.why(measures),
    )


def test_parts_of_another_place_are_no_answer(knowledge: KnowledgeBase) -> None:
    """Whoever is in the Emirates is offered their zones and no province of Canada."""
    zone = {"locatedIn": "AE", "role": "Controller", "sector": "OtherSector"}
    data = {"type": "ContactData", "receivedUnder": "NoCondition", "collectedIn": ["AE"]}
    tree = {
        "exporter": zone,
        "recipient": {"locatedIn": "US", "role": "Controller"},
        "data": [data],
        "mode": "TransmissionAbroad",
    }
    question = next_question(knowledge, State(tree, None, datetime.date(2026, 6, 1)))

    assert question is not None
    assert ("exporter", "subdivision") == (question.path, question.key)
    assert set(question.offered) == set(question.allowed)
    assert {knowledge.book.subdivisions.get(one, LF + "place/AE") for one in question.allowed} == {LF + "place/AE"}
