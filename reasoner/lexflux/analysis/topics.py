"""What the law of each regime and each agreement says on a topic, without a transfer."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lexflux.analysis.disciplines import general_class
from lexflux.analysis.norm_topics import topics_among, topics_of
from lexflux.errors import UnknownTermError, did_you_mean_these, listed, nearest
from lexflux.law.agreements import BOUND, TREATY, Agreements
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import AbsentRule, Norm
from lexflux.law.snapshot import regime_iri
from lexflux.law.wording import Wording
from lexflux.terms import LF, local

NAMED_BY_NORM = {LF + "Prohibition", LF + "Exemption", LF + "Scope"}


@dataclass(frozen=True, slots=True)
class Statement:
    """
    What a regime or agreement says on a topic: with which force, about what, and in which provisions.

    ``force_class`` is what the strength of a commitment is worth, given who can be held to it.
    """

    law: str
    topic: str
    force: str
    subject: str
    stated_in: tuple[str, ...]
    force_class: str | None = None


@dataclass(frozen=True, slots=True)
class TopicTable:
    """What each regime and agreement says on topics: one row for each law, its cells by topic."""

    topics: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def topic_table(
    book: LawBook,
    agreements: Agreements,
    topics: Sequence[str],
    regimes: Sequence[str],
    on: datetime.date,
    language: str,
) -> TopicTable:
    """
    Return what regimes and agreements say on topics on a day.

    Parameters
    ----------
    book, agreements
        The law.
    topics
        Topics by local name (``Consent``) or by label in any language.
    regimes
        Notations of the regimes to compare; none given, all regimes and all agreements that say something on the
        topics.
    on
        The day of the law.
    language
        Language of the cells.

    Raises
    ------
    UnknownTermError
        If a topic or regime does not exist.
    """
    chosen = [find_topic(book, name) for name in topics]
    laws = [regime_iri(book, regime) for regime in regimes or sorted(book.regimes)]
    said: dict[tuple[str, str], list[Statement]] = {}
    for one in statements(book, agreements, on):
        said.setdefault((one.law, one.topic), []).append(one)
    words = Wording(book, language)
    absent = absences(words, agreements)
    concluded = {law for law, day in agreements.signed.items() if day <= on}
    laws += [] if regimes else sorted({law for law, topic in (*said, *absent) if topic in chosen} & concluded)
    rows = []
    for law in laws:
        cells = (_cell(words, said.get((law, one), [])) or words.absence(absent.get((law, one))) for one in chosen)
        rows.append((title_on(words, agreements, law, on), tuple(cells)))
    return TopicTable(tuple(map(words.label, chosen)), tuple(rows))


def find_topic(book: LawBook, name: str) -> str:
    """
    Return the topic with this local name, or with this label in any language.

    Raises
    ------
    UnknownTermError
        If there is none; the message names all, the nearest last.
    """
    topics = sorted(iri for iri, types in book.individuals.items() if LF + "Topic" in types)
    named = {label.casefold(): iri for iri in topics for label in (local(iri), *book.labels.get(iri, {}).values())}
    if name.casefold() in named:
        return named[name.casefold()]
    hint = did_you_mean_these([local(named[word]) for word in nearest(name, named)])
    known = [local(iri) for iri in topics]
    raise UnknownTermError("unknown topic", name=name, known=listed(known), hint=hint)


def title_on(words: Wording, agreements: Agreements, law: str, on: datetime.date) -> str:
    """Return the name of a regime or an agreement, which says so if it is not in force on the day."""
    if law not in words.book.instruments:
        return words.label(law)
    title = text(words.book.instruments[law].short_titles, words.language)
    return (
        title if binds_on(agreements, words.book, law, on) else words.bracketed(title, words.say("not in force on day"))
    )


def absences(words: Wording, agreements: Agreements) -> dict[tuple[str, str], str]:
    """Return for which laws and agreements, on which topics, somebody looked and found nothing, in words."""
    rules = {(one.regime, one.topic): _absent_rule(words, one) for one in words.book.absent_rules}
    commitments = {(one.agreement, one.topic): words.cite(one.stated_in, one.agreement) for one in agreements.absent}
    return rules | commitments


def _absent_rule(words: Wording, one: AbsentRule) -> str:
    return words.joined((text(one.labels, words.language), words.label(one.confidence)))


def _cell(words: Wording, said: Sequence[Statement]) -> str:
    lines = [
        f"{words.pair(_force(words, one), words.label(one.subject))} [{words.cite(one.stated_in, within=one.law)}]"
        for one in said
    ]
    return "\n".join(lines)


def _force(words: Wording, one: Statement) -> str:
    force = words.label(one.force)
    return words.bracketed(force, words.label(one.force_class)) if one.force_class else force


def statements(book: LawBook, agreements: Agreements, on: datetime.date) -> list[Statement]:
    """Return what has a topic: the norms in force on the day, and the provisions of agreements concluded by then."""
    found = [one for norm in book.norms.values() if norm.validity.contains(on) for one in _of_norm(book, norm)]
    concluded = {iri for iri, day in agreements.signed.items() if day <= on}
    stated = [*_of_commitments(agreements, on), *_of_exceptions(book, agreements)]
    said = {(iri, one.topic) for one in stated for iri in one.stated_in}
    found += [one for one in stated if one.law in concluded]
    found += [one for one in _of_provisions(book, concluded) if (one.subject, one.topic) not in said]
    return _joined(found)


def binds_on(agreements: Agreements, book: LawBook, agreement: str, on: datetime.date) -> bool:
    """Return whether an agreement has members on the day; only treaties need any."""
    bound = any(
        one.agreement == agreement and one.standing == BOUND and one.validity.contains(on)
        for one in agreements.memberships
    )
    return bound or book.instruments[agreement].rank != TREATY


def _of_norm(book: LawBook, norm: Norm) -> Iterator[Statement]:
    named = norm.iri if norm.modality in NAMED_BY_NORM else norm.requires or norm.permits or norm.iri
    for topic in topics_of(book, norm):
        yield Statement(norm.regime, topic, norm.modality, named, norm.stated_in)


def _of_commitments(agreements: Agreements, on: datetime.date) -> Iterator[Statement]:
    for one in agreements.commitments.values():
        held = one.topics if one.validity.contains(on) else ()
        for topic in held:
            of_class = general_class(agreements, one)
            yield Statement(one.agreement, topic, one.strength, one.iri, one.stated_in, of_class)


def _of_exceptions(book: LawBook, agreements: Agreements) -> Iterator[Statement]:
    """Yield what exceptions say on the topics of their ground and of their test."""
    for one in agreements.exceptions:
        agreement = book.provisions[one.stated_in[0]].instrument
        for topic in topics_among(book, {one.iri, one.ground, one.test or ""}):
            yield Statement(agreement, topic, one.test or one.ground, one.iri, one.stated_in)


def _of_provisions(book: LawBook, agreements: Container[str]) -> Iterator[Statement]:
    """Yield the topics of provisions themselves; what is stated in one has topics of its own."""
    for iri, provision in book.provisions.items():
        kind = provision.kinds[:1] if provision.instrument in agreements else ()
        for topic, force in itertools.product(book.topics.get(iri, ()), kind):
            yield Statement(provision.instrument, topic, force, iri, (iri,))


def _joined(found: Iterable[Statement]) -> list[Statement]:
    """Return statements with the same force and subject as one, all provisions together."""
    provisions: dict[tuple[str, str, str, str, str], dict[str, None]] = {}
    for one in found:
        key = (one.law, one.topic, one.force, one.subject, one.force_class or "")
        provisions.setdefault(key, {}).update(dict.fromkeys(one.stated_in))
    return [
        Statement(law, topic, force, subject, tuple(sorted(stated)), of_class or None)
        for (law, topic, force, subject, of_class), stated in sorted(provisions.items())
    ]
