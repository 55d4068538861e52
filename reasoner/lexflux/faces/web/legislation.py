"""What a page of law says to machines that read pages: schema.org/Legislation, in a block that runs nothing."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Instrument, Provision
from lexflux.phrases import TAGS
from lexflux.terms import LF

SCHEMA_ORG = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Data = dict[str, Any]


def legislation(book: LawBook, iri: str, language: str) -> Data | None:
    """
    Return an instrument or provision in the words of schema.org, None for anything else.

    A date that nobody checked is left out, since those words cannot say that it is in doubt. The licence is that of
    the page; the text of the law is not here.
    """
    if iri in book.instruments:
        return _described(iri, language) | _of_instrument(book, book.instruments[iri], language)
    if iri in book.provisions:
        return _described(iri, language) | _of_provision(book, book.provisions[iri], language)
    return None


def _described(iri: str, language: str) -> Data:
    return {
        "@context": SCHEMA_ORG,
        "@type": "Legislation",
        "@id": iri,
        "url": iri,
        "inLanguage": TAGS[language],
        "subjectOf": {"@type": "WebPage", "license": LICENCE, "inLanguage": TAGS[language]},
    }


def _of_instrument(book: LawBook, one: Instrument, language: str) -> Data:
    is_sure = one.dates_confidence != LF + "Unverified"
    adopted = one.adopted.isoformat() if one.adopted and is_sure else None
    found = {
        "name": text(one.titles, language),
        "alternateName": text(one.short_titles, language),
        "legislationIdentifier": one.identifier,
        "legislationType": book.label(one.rank, language),
        "legislationJurisdiction": book.label(one.regime, language) if one.regime else None,
        "legislationDate": adopted,
        "temporalCoverage": _coverage(one) if is_sure else None,
        "sameAs": list(one.official),
    }
    return {key: value for key, value in found.items() if value}


def _coverage(one: Instrument) -> str | None:
    if one.validity.start is None:
        return None
    return f"{one.validity.start}/{one.validity.end or '..'}"


def _of_provision(book: LawBook, one: Provision, language: str) -> Data:
    whole = book.instruments[one.instrument]
    found = {
        "name": book.citation(one.iri, language),
        "legislationIdentifier": one.identifier,
        "abstract": text(one.gists, language),
        "isPartOf": {"@type": "Legislation", "@id": whole.iri, "name": text(whole.titles, language)},
    }
    return {key: value for key, value in found.items() if value}


def block(data: Data | None) -> Markup:
    """Return data as a block of a page: no script, and nothing in it ends the block."""
    if data is None:
        return Markup("")
    content = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{content}</script>')  # noqa: S704 - escaped above
