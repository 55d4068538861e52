"""An answer about agreements as data: JSON with a receipt, and a table of its commitments."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from lexflux.analysis.disciplines import Discipline, Enforcement
from lexflux.analysis.tension import Demand, DomesticLaw
from lexflux.analysis.treaties import Relation
from lexflux.decision.receipt import digest
from lexflux.explain.treaty_words import TreatyWords
from lexflux.law.agreements import Argument
from lexflux.law.lawbook import text
from lexflux.query.results import csv_text, json_text
from lexflux.resources import tool_version
from lexflux.terms import compact, local

SCHEMA = "lexflux-treaties/1"


def as_csv(words: TreatyWords) -> str:
    """Return the answer as CSV: the table of its commitments."""
    return csv_text(commitments(words))


def commitments(words: TreatyWords) -> list[list[str]]:
    """
    Return the heads of columns, and a row for each topic and commitment, the strongest first.

    The last columns name the measures of each side that are in tension with the commitment.
    """
    answer = words.answer
    places = [words.label(place) for place in answer.places]
    against = [words.pair(words.say("enforcement against"), place) for place in places]
    tension = [words.say("tension column", place=place) for place in places]
    columns = ("topic column", "strongest", "agreement", "provision", "strength", "class", "exceptions")
    return [[*map(words.say, columns), *against, *tension], *map(list, _rows(words))]


def _rows(words: TreatyWords) -> Iterator[tuple[str, ...]]:
    for finding in words.answer.topics:
        for number, one in enumerate(finding.disciplines):
            strongest = words.say("yes" if number < finding.strongest else "no")
            yield words.label(finding.topic), strongest, *_cells(words, one)


def _cells(words: TreatyWords, one: Discipline) -> list[str]:
    exceptions = words.listed(
        words.noted(words.exception(exception), exception.stated_in) for exception in one.exceptions
    )
    tensions = [_tension(words, one, law) for law in words.answer.domestic]
    commitment = one.commitment
    head = [
        words.agreement(commitment.agreement),
        words.cite(commitment.stated_in),
        words.label(commitment.strength),
        words.joined(dict.fromkeys(words.label(found.commitment_class) for found in one.enforcement)),
        exceptions or "–",
    ]
    return [*head, *map(words.outcome, one.enforcement), *tensions]


def _tension(words: TreatyWords, one: Discipline, law: DomesticLaw) -> str:
    """Return the measures of a place in tension with a commitment; where its law is not encoded, that nobody looked."""
    demands = (demand for tension in law.tensions if one in tension.disciplines for demand in tension.demands)
    measures = words.joined(words.label(measure) for demand in demands for measure in demand.measures)
    return measures or ("–" if law.regimes else words.absence(None))


def as_json(words: TreatyWords) -> str:
    """Return the answer as JSON text of schema ``lexflux-treaties/1``, IRIs relative to the Lexflux namespace."""
    return json_text({**_data(words), "receipt": receipt(words)})


def receipt(words: TreatyWords) -> dict[str, str]:
    """Return the version of the tool and the hashes of the law and the answer; they are the same in every language."""
    content = _data(TreatyWords(words.answer, words.book, words.agreements, "en"))
    return {"tool": tool_version(), "law": words.book.digest, "answer": digest(content)}


def _data(words: TreatyWords) -> dict[str, Any]:
    answer = words.answer
    return {
        "schema": SCHEMA,
        "places": [local(place) for place in answer.places],
        "on": answer.on.isoformat(),
        "binding": [_relation_data(words, relation) for relation in answer.binding],
        "notBetween": [
            {
                **_relation_data(words, one.relation),
                "because": None if one.because is None else words.says(one.because.reasons, one.because.stated_in),
                "confidence": None if one.because is None else local(one.because.confidence),
            }
            for one in answer.left_out
        ],
        "topics": [
            {
                "topic": compact(finding.topic),
                "label": words.label(finding.topic),
                "strongest": [compact(one.commitment.iri) for one in finding.disciplines[: finding.strongest]],
                "disciplines": [_discipline_data(words, one) for one in finding.disciplines],
            }
            for finding in answer.topics
        ],
        "absent": [
            {"agreement": compact(one.agreement), "topic": compact(one.topic), "confidence": local(one.confidence)}
            for one in words.agreements.absent
            if one.agreement in {relation.agreement for relation in answer.binding}
        ],
        "domestic": [_domestic_data(words, law) for law in answer.domestic],
        "arguments": [_argument_data(words, one) for one in answer.arguments],
        "onAccession": [_argument_data(words, one) for one in answer.on_accession],
        "asked": list(map(compact, answer.asked)),
        "soft": [_relation_data(words, relation) for relation in answer.soft],
        "notShared": [_relation_data(words, relation) for relation in answer.not_shared],
        "membersNotRecorded": list(map(compact, answer.unrecorded)),
        "nextShared": None if answer.next_shared is None else _relation_data(words, answer.next_shared),
        "notice": [words.say("treaty notice"), words.say("not complete"), words.say("disclaimer")],
    }


def _provisions(words: TreatyWords, iris: Iterable[str]) -> list[dict[str, Any]]:
    found = [words.book.provisions[iri] for iri in iris]
    return [
        {
            "provision": one.identifier,
            "citation": words.book.citation(one.iri, words.language),
            "confidence": local(one.confidence),
            "gist": text(one.gists, words.language),
            "urls": list(one.urls),
        }
        for one in found
    ]


def _relation_data(words: TreatyWords, relation: Relation) -> dict[str, Any]:
    return {
        "agreement": compact(relation.agreement),
        "title": text(words.book.instruments[relation.agreement].titles, words.language),
        "rank": local(words.book.instruments[relation.agreement].rank),
        "since": _day(relation.since),
        "standings": {
            local(place): [
                {
                    "standing": local(one.standing),
                    "through": None if one.place == place else local(one.place),
                    "from": _day(one.validity.start),
                    "until": _day(one.validity.end),
                    "confidence": local(one.confidence),
                }
                for one in memberships
            ]
            for place, memberships in zip(words.answer.places, relation.standings, strict=True)
        },
    }


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _discipline_data(words: TreatyWords, one: Discipline) -> dict[str, Any]:
    commitment = one.commitment
    return {
        "commitment": compact(commitment.iri),
        "agreement": compact(commitment.agreement),
        "strength": local(commitment.strength),
        "disciplines": sorted(map(local, commitment.disciplines)),
        "confinedTo": sorted(map(local, commitment.confined_to)),
        "limits": {local(limit): value for limit, value in commitment.limits.items()},
        "provisions": _provisions(words, commitment.stated_in),
        "enforcement": {local(found.respondent): _enforcement_data(words, found) for found in one.enforcement},
        "exceptions": [
            {
                "exception": compact(exception.iri),
                "ground": local(exception.ground),
                "test": local(exception.test) if exception.test else None,
                "objective": exception.is_objective,
                "doubleNecessity": exception.has_lead_in,
                "selfJudging": exception.is_self_judging,
                "undisputable": exception.is_undisputable,
                "forPlace": local(exception.place) if exception.place else None,
                "provisions": _provisions(words, exception.stated_in),
            }
            for exception in one.exceptions
        ],
        "exclusions": [
            {
                "exclusion": compact(found.iri),
                "gist": words.says(found.gists, found.stated_in),
                "provisions": _provisions(words, found.stated_in),
            }
            for found in one.exclusions
        ],
    }


def _enforcement_data(words: TreatyWords, one: Enforcement) -> dict[str, Any]:
    return {
        "availability": local(one.availability),
        "class": local(one.commitment_class),
        "suspended": one.suspended,
        "settlement": _provisions(words, one.settlement.stated_in if one.settlement else ()),
        "exclusions": [
            {
                "gist": words.says(found.gists, found.stated_in),
                "limitedTo": text(found.limited_to, words.language) or None,
                "until": _day(found.validity.end),
                "provisions": _provisions(words, found.stated_in),
            }
            for found in one.exclusions
        ],
        "gracePeriods": [
            {
                "until": _day(found.until),
                "extendableUntil": _day(found.extendable_until),
                "provisions": _provisions(words, found.stated_in),
            }
            for found in one.grace_periods
        ],
    }


def _domestic_data(words: TreatyWords, law: DomesticLaw) -> dict[str, Any]:
    return {
        "place": local(law.place),
        "regimes": [words.label(regime) for regime in law.regimes],
        "normsInForce": law.in_force,
        "tensions": [
            {
                "kinds": sorted(map(local, one.kinds)),
                "commitments": [compact(found.commitment.iri) for found in one.disciplines],
                "demands": [_demand_data(words, demand) for demand in one.demands],
            }
            for one in law.tensions
        ],
    }


def _demand_data(words: TreatyWords, one: Demand) -> dict[str, Any]:
    return {
        "measures": {compact(measure): words.label(measure) for measure in one.measures},
        "norms": [
            {
                "norm": compact(norm.iri),
                "label": words.label(norm.iri),
                "oneOfSeveralWays": norm.iri in one.alternatives,
                "provisions": [words.book.provisions[iri].identifier for iri in norm.stated_in],
            }
            for norm in one.norms
        ],
    }


def _argument_data(words: TreatyWords, one: Argument) -> dict[str, Any]:
    return {
        "argument": compact(one.iri),
        "stance": local(one.stance),
        "gist": text(one.gists, words.language),
        "ground": local(one.ground) if one.ground else None,
        "concerns": sorted(map(compact, one.concerns)),
        "invokes": sorted(map(compact, one.invokes)),
        "binding": not words.binds(one),
        "answers": sorted(map(compact, one.answers)),
        "sources": [
            {"source": words.label(source), "urls": list(words.agreements.source_urls.get(source, ()))}
            for source in one.sources
        ],
        "confidence": local(one.confidence),
    }
