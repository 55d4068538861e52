"""What binds two places: every case under ``tests/treaties`` is a pair of places, a day and what the agreements make of it.

A file is a list of cases with these keys, and no others:

name, source    the situation, and the provisions (or the agreement) from which the expectation follows
places, on      the two places and the day
expect          the expectation, see `EXPECTATIONS`; agreements and provisions bear their identifiers, everything else its local name
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from lexflux.analysis.disciplines import Discipline, Enforcement
from lexflux.analysis.treaties import Relation, Treaties, treaties
from lexflux.errors import InputError, UnknownTermError
from lexflux.explain.treaty_records import as_csv, as_json
from lexflux.explain.treaty_report import as_markdown, as_text
from lexflux.explain.treaty_words import TreatyWords
from lexflux.facts import yamlfile
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.agreements import AVAILABILITY_UNKNOWN, AVAILABLE, BOUND, UNAVAILABLE, Agreements, TreatyException
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Interval
from lexflux.terms import LF, local

FOLDER = Path(__file__).parents[1] / "treaties"
KEYS = {"name", "source", "places", "on", "expect"}
FEWEST_CASES = 50


@dataclass(frozen=True)
class Case:
    """One case as its file states it."""

    topic: str
    name: str
    sources: tuple[str, ...]
    places: tuple[str, str]
    on: datetime.date
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """An answer, as the expectations look at it."""

    answer: Treaties
    book: LawBook

    def agreement(self, iri: str) -> str:
        """Return the identifier of an agreement."""
        return self.book.instruments[iri].identifier

    def provision(self, iri: str) -> str:
        """Return the identifier of a provision."""
        return self.book.provisions[iri].identifier

    def stated(self, discipline: Discipline) -> list[str]:
        """Return the provisions that state a commitment."""
        return list(map(self.provision, discipline.commitment.stated_in))

    @property
    def disciplines(self) -> dict[str, Discipline]:
        """The disciplines by the provision that states them; of several in one provision the first, which is the strongest."""
        found: dict[str, Discipline] = {}
        for finding in self.answer.topics:
            for one in finding.disciplines:
                for provision in self.stated(one):
                    found.setdefault(provision, one)
        return found

    @property
    def relations(self) -> dict[str, Relation]:
        """The agreements of the answer by their identifiers."""
        answer = self.answer
        everything = (*answer.binding, *(one.relation for one in answer.left_out), *answer.soft, *answer.not_shared)
        return {self.agreement(relation.agreement): relation for relation in everything}

    def side(self, place: str) -> int:
        """Return which of the two places this is."""
        return [local(iri) for iri in self.answer.places].index(place)

    def enforcement(self, provision: str, place: str) -> Enforcement:
        """Return what the answer says of enforcing a commitment against a place."""
        return self.disciplines[provision].enforcement[self.side(place)]

    def exceptions(self, provision: str) -> tuple[TreatyException, ...]:
        """Return the exceptions from a commitment."""
        return self.disciplines[provision].exceptions


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file."""
    document, _ = yamlfile.parse(path.read_text("utf-8"), str(path))
    for stated in document:
        assert KEYS == stated.keys(), stated.get("name")
        assert stated["expect"].keys() <= EXPECTATIONS.keys(), stated["name"]
        sources = stated["source"] if isinstance(stated["source"], list) else [stated["source"]]
        one, other = stated["places"]
        yield Case(
            path.stem,
            stated["name"],
            tuple(sources),
            (one, other),
            datetime.date.fromisoformat(stated["on"]),
            stated["expect"],
        )


def _agreements(relations: Iterable[Relation], found: Found) -> set[str]:
    return {found.agreement(relation.agreement) for relation in relations}


def _binding(found: Found) -> set[str]:
    return _agreements(found.answer.binding, found)


def _left_out(found: Found) -> set[str]:
    return _agreements((one.relation for one in found.answer.left_out), found)


def _same(expected: Mapping[str, Any], look: Callable[[str], Any]) -> bool:
    return all(wanted == look(name) for name, wanted in expected.items())


def _same_by_place(expected: Mapping[str, Mapping[str, Any]], look: Callable[[str, str], Any]) -> bool:
    return all(wanted == look(name, place) for name, places in expected.items() for place, wanted in places.items())


def _since(found: Found, agreement: str) -> str:
    return str(next(one.since for one in found.answer.binding if found.agreement(one.agreement) == agreement))


def _standings(found: Found, agreement: str, place: str) -> list[str]:
    return [local(one.standing) for one in found.relations[agreement].standings[found.side(place)]]


def _through(found: Found, agreement: str, place: str) -> str:
    return next(
        local(one.place) for one in found.relations[agreement].standings[found.side(place)] if one.standing == BOUND
    )


def _because(found: Found, agreement: str) -> str | None:
    left_out = next(one for one in found.answer.left_out if found.agreement(one.relation.agreement) == agreement)
    return local(left_out.because.confidence) if left_out.because else None


def _strongest(found: Found, topic: str) -> list[str]:
    finding = next(one for one in found.answer.topics if local(one.topic) == topic)
    return [provision for one in finding.disciplines[: finding.strongest] for provision in found.stated(one)]


def _in_order(found: Found, topic: str, expected: list[str]) -> bool:
    finding = next(one for one in found.answer.topics if local(one.topic) == topic)
    everything = [provision for one in finding.disciplines for provision in found.stated(one)]
    return expected == [provision for provision in everything if provision in expected]


def _disciplined(found: Found) -> set[str]:
    return {local(one.topic) for one in found.answer.topics if one.disciplines[0].commitment.disciplines}


def _grounds(found: Found, provision: str, chosen: Callable[[TreatyException], bool]) -> set[str]:
    return {local(one.ground) for one in found.exceptions(provision) if chosen(one)}


def _tests(found: Found, provision: str, ground: str) -> str | None:
    return next(
        (local(one.test) for one in found.exceptions(provision) if local(one.ground) == ground and one.test), None
    )


def _excluded(found: Found, provision: str, place: str) -> set[str]:
    return {found.provision(iri) for one in found.enforcement(provision, place).exclusions for iri in one.stated_in}


def _tension(found: Found, place: str, kind: str) -> set[str]:
    law = found.answer.domestic[found.side(place)]
    reached = [one for tension in law.tensions if kind in map(local, tension.kinds) for one in tension.disciplines]
    return {provision for one in reached for provision in found.stated(one)}


def _demanding(found: Found, place: str, *, alternatives_only: bool = False) -> set[str]:
    demands = [demand for tension in found.answer.domestic[found.side(place)].tensions for demand in tension.demands]
    norms = [
        norm for demand in demands for norm in demand.norms if not alternatives_only or norm.iri in demand.alternatives
    ]
    return {found.provision(iri) for norm in norms for iri in norm.stated_in}


# Each expectation and how it is checked. Agreements and provisions that are not named are free.
EXPECTATIONS: dict[str, Callable[[Any, Found], bool]] = {
    "binding": lambda expected, found: set(expected) <= _binding(found),
    "not_binding": lambda expected, found: not set(expected) & _binding(found),
    "left_out": lambda expected, found: set(expected) <= _left_out(found),
    "because": lambda expected, found: _same(expected, lambda agreement: _because(found, agreement)),
    "next": lambda expected, found: (
        found.answer.next_shared is not None and expected == found.agreement(found.answer.next_shared.agreement)
    ),
    "since": lambda expected, found: _same(expected, lambda agreement: _since(found, agreement)),
    "standings": lambda expected, found: _same_by_place(
        expected, lambda agreement, place: _standings(found, agreement, place)
    ),
    "through": lambda expected, found: _same_by_place(
        expected, lambda agreement, place: _through(found, agreement, place)
    ),
    "soft": lambda expected, found: set(expected) <= _agreements(found.answer.soft, found),
    "not_soft": lambda expected, found: not set(expected) & _agreements(found.answer.soft, found),
    "strongest": lambda expected, found: _same(expected, lambda topic: _strongest(found, topic)),
    "order": lambda expected, found: all(_in_order(found, topic, wanted) for topic, wanted in expected.items()),
    "no_topics": lambda expected, found: not set(expected) & _disciplined(found),
    "enforcement": lambda expected, found: _same_by_place(
        expected, lambda provision, place: local(found.enforcement(provision, place).availability)
    ),
    "excluded": lambda expected, found: all(
        set(wanted) == _excluded(found, provision, place)
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "excluded_among": lambda expected, found: all(
        set(wanted) <= _excluded(found, provision, place)
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "immune_measures": lambda expected, found: all(
        set(wanted) == {text(one.limited_to, "en") for one in found.enforcement(provision, place).exclusions}
        for provision, places in expected.items()
        for place, wanted in places.items()
    ),
    "not_excluded": lambda expected, found: (
        not any(
            set(wanted) & _excluded(found, provision, place)
            for provision, places in expected.items()
            for place, wanted in places.items()
        )
    ),
    "suspended": lambda expected, found: _same_by_place(
        expected, lambda provision, place: found.enforcement(provision, place).suspended
    ),
    "tests": lambda expected, found: _same_by_place(
        expected, lambda provision, ground: _tests(found, provision, ground)
    ),
    "double": lambda expected, found: all(
        set(wanted) == _grounds(found, name, lambda one: one.has_lead_in) for name, wanted in expected.items()
    ),
    "self_judging": lambda expected, found: all(
        set(wanted) <= _grounds(found, name, lambda one: one.is_self_judging) for name, wanted in expected.items()
    ),
    "undisputable": lambda expected, found: all(
        set(wanted) == _grounds(found, name, lambda one: one.is_undisputable) for name, wanted in expected.items()
    ),
    "no_grounds": lambda expected, found: (
        not any(set(wanted) & _grounds(found, name, lambda _: True) for name, wanted in expected.items())
    ),
    "tension": lambda expected, found: all(
        set(wanted) <= _tension(found, place, kind)
        for place, kinds in expected.items()
        for kind, wanted in kinds.items()
    ),
    "no_tension": lambda expected, found: (
        not any(_tension(found, place, kind) for place, kinds in expected.items() for kind in kinds)
    ),
    "demanded_by": lambda expected, found: all(
        set(wanted) <= _demanding(found, place) for place, wanted in expected.items()
    ),
    "not_demanded_by": lambda expected, found: (
        not any(set(wanted) & _demanding(found, place) for place, wanted in expected.items())
    ),
    "one_of_several_ways": lambda expected, found: all(
        set(wanted) <= _demanding(found, place, alternatives_only=True) for place, wanted in expected.items()
    ),
    "arguments": lambda expected, found: set(expected) <= {local(one.iri) for one in found.answer.arguments},
    "no_arguments": lambda expected, found: not set(expected) & {local(one.iri) for one in found.answer.arguments},
    "no_domestic_law": lambda expected, found: all(
        not found.answer.domestic[found.side(place)].regimes for place in expected
    ),
}

CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path)]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """Return the knowledge base of the project."""
    return load()


@pytest.fixture(scope="module")
def agreements(knowledge: KnowledgeBase) -> Agreements:
    """Return what the ontology says of agreements."""
    return knowledge.agreements


def report(found: Found) -> str:
    """Return the answer in lines, for the reader of a failed case."""
    topics = {
        local(one.topic): [found.stated(discipline) for discipline in one.disciplines] for one in found.answer.topics
    }
    return f"binding {_binding(found)}, left out {_left_out(found)}, other {set(found.relations)}\n{json.dumps(topics, indent=1)}"


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.topic}: {case.name}") for case in CASES])
def test_case(case: Case, knowledge: KnowledgeBase) -> None:
    """The answer is the one that the case derives from the agreements."""
    found = Found(knowledge.treaties(*case.places, case.on), knowledge.book)
    known = {one.identifier for one in (*knowledge.book.provisions.values(), *knowledge.book.instruments.values())}

    assert [] == [source for source in case.sources if source not in known]
    assert [] == [key for key, expected in case.expect.items() if not EXPECTATIONS[key](expected, found)], report(found)


def test_there_are_enough_cases_with_names_of_their_own() -> None:
    """The collection does not shrink unnoticed, and a failure points to one case."""
    names = [(case.topic, case.name) for case in CASES]

    assert len(names) >= FEWEST_CASES
    assert len(names) == len(set(names))


DAY = datetime.date(2026, 6, 1)
PAIRS = [("CN", "SG"), ("NZ", "SG"), ("DE", "JP"), ("GB", "CA"), ("KH", "JP"), ("AR", "BR")]


def strongest(answer: Treaties) -> dict[str, set[str]]:
    """Return the strongest commitments of each topic."""
    return {
        finding.topic: {one.commitment.iri for one in finding.disciplines[: finding.strongest]}
        for finding in answer.topics
    }


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_order_of_the_places_changes_nothing(one: str, other: str, knowledge: KnowledgeBase) -> None:
    """Asked the other way round, the same agreements bind, the same commitments are strongest and the same law is in tension."""
    there, back = knowledge.treaties(one, other, DAY), knowledge.treaties(other, one, DAY)

    assert {relation.agreement for relation in there.binding} == {relation.agreement for relation in back.binding}
    assert strongest(there) == strongest(back)
    assert [law.tensions and law.place for law in there.domestic] == [
        law.tensions and law.place for law in reversed(back.domestic)
    ]


def test_a_place_goes_by_code_name_or_regime(knowledge: KnowledgeBase) -> None:
    """Codes of two and three letters, names in both languages and the notation of a regime mean the same place, in any case."""
    wanted = knowledge.treaties("GB", "SG", DAY).places

    for one, other in (("gbr", "sgp"), ("United Kingdom", "singapore"), ("英国", "新加坡"), ("uk", "SG")):
        assert wanted == knowledge.treaties(one, other, DAY).places
    assert knowledge.treaties("CN", "MM", DAY).places == knowledge.treaties("China", "Myanmar", DAY).places


def test_an_unknown_place_gets_the_nearest(knowledge: KnowledgeBase) -> None:
    """A misspelt place is answered with the codes of the nearest, in both languages."""
    with pytest.raises(UnknownTermError) as failure:
        knowledge.treaties("CN", "Singapur", DAY)

    assert "Unknown place 'Singapur'. Did you mean SG (Singapore), NR (Nauru)?" == failure.value.text("en")
    assert "未知法域“Singapur”。您是否想写：SG (Singapore)、NR (Nauru)？" == failure.value.text("zh")


def test_the_same_place_twice_is_refused(knowledge: KnowledgeBase) -> None:
    """One place has no agreement with itself, whatever it is called."""
    with pytest.raises(InputError, match="Both places are Singapore: name two different ones"):
        knowledge.treaties("SG", "新加坡", DAY)


def test_before_everything_the_answer_is_empty_and_says_what_comes_first(knowledge: KnowledgeBase) -> None:
    """On a day before any agreement nothing is listed but the first one that will bind both."""
    answer = knowledge.treaties("CN", "SG", "1980-01-01")
    shown = as_text(TreatyWords(answer, knowledge.book, knowledge.agreements, "en"))

    assert ((), (), (), (), ()) == (answer.binding, answer.topics, answer.soft, answer.not_shared, answer.arguments)
    assert answer.next_shared is not None
    assert "No treaty in this knowledge base is known to bind the two towards each other on this day." in shown
    assert f"Next to bind the two: GATS, from {answer.next_shared.since}." in shown


def test_what_is_not_known_to_apply_between_two_is_not_announced(knowledge: KnowledgeBase) -> None:
    """Before both are bound, an agreement that will not be known to apply between them is not called the first one."""
    answer = knowledge.treaties("GB", "CA", "2024-12-01")

    assert answer.next_shared is None


def test_a_place_without_any_agreement(knowledge: KnowledgeBase) -> None:
    """Of a place that takes part in nothing the answer says that nothing is known to bind, and nothing of its law."""
    answer = knowledge.treaties("AQ", "SG", DAY)
    shown = as_text(TreatyWords(answer, knowledge.book, knowledge.agreements, "en"))

    assert ((), None) == (answer.binding, answer.next_shared)
    assert "No treaty in this knowledge base is known to bind the two towards each other on this day." in shown


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("write", [as_text, as_markdown, as_json])
def test_no_answer_reads_as_a_permission(
    write: Callable[[TreatyWords], str], language: str, knowledge: KnowledgeBase
) -> None:
    """Each answer says that an agreement binds states and gives no company a right, and none says what a verdict would."""
    notice = {"en": "gives no company a right to transfer data", "zh": "不赋予任何企业传输数据的权利"}[language]

    for one, other in PAIRS:
        shown = write(TreatyWords(knowledge.treaties(one, other, DAY), knowledge.book, knowledge.agreements, language))

        assert notice in shown
        assert not {
            knowledge.book.label(LF + verdict, language).upper() for verdict in ("Permitted", "Conditional")
        } & set(shown.split())


def test_an_answer_has_the_same_digest_in_both_languages(knowledge: KnowledgeBase) -> None:
    """The receipt tells answers apart, not the languages in which they are read."""
    answer = knowledge.treaties("CN", "SG", DAY)
    receipts = [
        json.loads(as_json(TreatyWords(answer, knowledge.book, knowledge.agreements, language)))["receipt"]
        for language in ("en", "zh")
    ]

    assert receipts[0] == receipts[1]


def test_the_table_has_a_row_for_each_topic_and_commitment(knowledge: KnowledgeBase) -> None:
    """The table names the measures of each side that are in tension with a commitment."""
    answer = knowledge.treaties("CN", "SG", DAY)
    rows = list(csv.reader(io.StringIO(as_csv(TreatyWords(answer, knowledge.book, knowledge.agreements, "en")))))
    (flow,) = (row for row in rows if row[0] == "flow of data" and row[1] == "yes")

    assert sum(len(finding.disciplines) for finding in answer.topics) == len(rows) - 1
    assert ["RCEP", "RCEP, article 12.15.2", "binding duty"] == flow[2:5]
    assert "security assessment" in flow[-2]
    assert "" == flow[-1]


def analysed(knowledge: KnowledgeBase, one: str, other: str, day: str, **changes: Any) -> Found:
    """Return the answer as it would be if the ontology said something else."""
    changed = replace(knowledge.agreements, **changes)
    return Found(treaties(knowledge.book, changed, (one, other), datetime.date.fromisoformat(day)), knowledge.book)


def test_nothing_is_enforceable_by_itself(knowledge: KnowledgeBase) -> None:
    """Without a word on dispute settlement it is unknown, and a commitment is shut out only by an exclusion."""
    silent = analysed(knowledge, "NZ", "SG", "2026-06-01", settlements={})
    open_ = analysed(knowledge, "NZ", "SG", "2026-06-01", dispute_exclusions=())

    assert AVAILABILITY_UNKNOWN == silent.enforcement("cptpp:14.11.2", "SG").availability
    assert AVAILABLE == open_.enforcement("depa:4.3", "SG").availability


def test_an_exclusion_that_names_no_commitment_shuts_out_the_whole_agreement(
    knowledge: KnowledgeBase, agreements: Agreements
) -> None:
    """An exclusion without commitments is of its agreement, and of no other."""
    whole = tuple(replace(one, excludes=frozenset()) for one in agreements.dispute_exclusions)
    found = analysed(knowledge, "NZ", "SG", "2026-06-01", dispute_exclusions=whole)

    assert UNAVAILABLE == found.enforcement("depa:4.2", "SG").availability
    assert AVAILABLE == found.enforcement("cptpp:14.11.2", "SG").availability


def test_a_member_state_is_no_other_party_than_its_union(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """Even where a member State is bound beside its union, the agreement is not one between the two, nor between two member States."""
    own = tuple(
        replace(one, iri=one.iri + "-own", place=LF + "place/DE")
        for one in agreements.memberships
        if local(one.place) == "EU"
    )

    for one, other in (("DE", "EU"), ("DE", "FR")):
        found = analysed(knowledge, one, other, "2026-06-01", memberships=(*agreements.memberships, *own))
        assert set() == _binding(found)
        assert "eu-jp-epa" in _left_out(found)


def test_an_agreement_that_has_ended_binds_nobody(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """From the day on which an agreement is no longer in force it binds neither place."""
    end = datetime.date(2026, 6, 1)
    instruments = {
        iri: replace(one, validity=Interval(one.validity.start, end)) for iri, one in knowledge.book.instruments.items()
    }
    ended = replace(knowledge.book, instruments=instruments)

    assert () == treaties(ended, agreements, ("CN", "SG"), end).binding
    assert () != treaties(ended, agreements, ("CN", "SG"), end - datetime.timedelta(days=1)).binding


@pytest.mark.parametrize(
    ("measure", "demanded_by"),
    [("cn/AssessmentByCyberspaceAuthority", "cn-pipl-2021/40"), ("cn/pipl-2021/ForeignAuthorities", "cn-pipl-2021/41")],
)
def test_what_a_wider_safeguard_or_a_norm_amounts_to_counts(
    measure: str, demanded_by: str, knowledge: KnowledgeBase
) -> None:
    """A norm is in tension through what it demands, through what that is a kind of, or by itself."""
    found = analysed(knowledge, "CN", "SG", "2026-06-01", amounts_to={LF + measure: frozenset({LF + "PriorApproval"})})

    assert demanded_by in _demanding(found, "CN")


def test_arguments_about_law_that_is_gone_are_left_out(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """An argument about a law that another has replaced is shown while that law is in force."""
    (provision,) = (iri for iri, one in knowledge.book.provisions.items() if one.identifier == "cn-csl-2017/37")
    norm = next(iri for iri, one in sorted(knowledge.book.norms.items()) if provision in one.stated_in)
    (argument,) = (one for one in agreements.arguments.values() if local(one.iri) == "infrastructure-security")

    for concerned in (provision, norm):
        about = {argument.iri: replace(argument, concerns=frozenset({concerned}), answers=())}
        shown = [analysed(knowledge, "CN", "SG", day, arguments=about).answer for day in ("2025-12-31", "2026-01-01")]
        assert [1, 0] == [len(answer.arguments) for answer in shown]


def test_a_party_is_not_called_a_signatory_too(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """That a bound party once signed or applied says nothing more, and is not shown."""
    signed = tuple(
        replace(one, iri=one.iri + "-signed", standing=LF + "Signatory")
        for one in agreements.memberships
        if one.standing == BOUND
    )
    found = analysed(knowledge, "CN", "SG", "2026-06-01", memberships=(*agreements.memberships, *signed))

    assert ["BoundParty"] == _standings(found, "rcep", "CN")
    assert ["Applicant"] == _standings(found, "cptpp", "CN")


def test_an_exclusion_of_some_measures_leaves_the_rest_open(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """Where only some measures are immune, the commitment stays open to dispute settlement except over them; otherwise it is shut."""
    found = analysed(knowledge, "VN", "AU", "2021-01-13")
    words = TreatyWords(found.answer, knowledge.book, agreements, "en")
    whole = tuple(replace(one, limited_to={}) for one in agreements.dispute_exclusions)

    assert (
        "open to dispute settlement, except over existing measures, measures under its cybersecurity law"
        == words.outcome(found.enforcement("cptpp:14.11.2", "VN"))
    )
    assert "open to dispute settlement" == words.outcome(found.enforcement("cptpp:14.11.2", "AU"))
    assert (
        UNAVAILABLE
        == analysed(knowledge, "VN", "AU", "2021-01-13", dispute_exclusions=whole)
        .enforcement("cptpp:14.11.2", "VN")
        .availability
    )


def test_a_standing_without_a_day_counts_from_the_signature(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """An application whose day is not known is not shown before there was an agreement to join, and then says that its day is not known."""
    undated = tuple(
        replace(one, validity=Interval()) if one.standing != BOUND else one for one in agreements.memberships
    )
    signed = min(day for iri, day in agreements.signed.items() if knowledge.book.instruments[iri].identifier == "cptpp")
    before = analysed(knowledge, "CN", "JP", str(signed - datetime.timedelta(days=1)), memberships=undated)
    after = analysed(knowledge, "CN", "JP", str(signed), memberships=undated)

    assert "cptpp" not in before.relations
    assert ["Applicant"] == _standings(after, "cptpp", "CN")
    assert "(since when is not known)" in as_text(TreatyWords(after.answer, knowledge.book, agreements, "en"))


def test_an_answer_on_a_topic_keeps_what_concerns_it(knowledge: KnowledgeBase) -> None:
    """Confined to a topic, the answer has its commitments, the domestic law and arguments that concern them, and still all that binds the two."""
    whole, localisation = (knowledge.treaties("CN", "SG", "2026-06-01", topics) for topics in ((), ("localisation",)))

    assert ["Localisation"] == [local(one.topic) for one in localisation.topics]
    assert whole.binding == localisation.binding
    assert {"LocalStorage"} == {
        local(kind) for law in localisation.domestic for tension in law.tensions for kind in tension.kinds
    }
    assert () == localisation.soft + localisation.not_shared
    named = {one.iri for one in localisation.arguments}
    assert named
    assert named < {one.iri for one in whole.arguments}
    assert all(answered in named for one in localisation.arguments for answered in one.answers)


def test_an_unknown_topic_gets_the_nearest(knowledge: KnowledgeBase) -> None:
    """A topic that does not exist gets the nearest."""
    with pytest.raises(UnknownTermError, match=r"Unknown topic 'localization'\..*Did you mean Localisation\?"):
        knowledge.treaties("CN", "SG", "2026-06-01", ["localization"])
