"""Owners as people tell them: a place and a share each."""

from __future__ import annotations

import re

from lexflux.errors import InputError, shortened
from lexflux.facts import context, names
from lexflux.facts.inventory.cells import NONE, NOT_SO, UNKNOWN, Stated
from lexflux.law.lawbook import LawBook
from lexflux.messages import Pair
from lexflux.terms import LF, STATED_COMPLETE, STATED_UNKNOWN, local

OWNERSHIP, OWNER, SHARE = LF + "ownership", "owner", "share"
LOCATED_IN = LF + "locatedIn"
HELD = re.compile(r"(?P<place>.+?)\s*(?P<share>[0-9]{1,3})\s*%?")
SEPARATED = re.compile(r"\s*[,，;；、]\s*")
EXAMPLE = ("France 60", "法国 60")


def read_owners(book: LawBook, said: str, where: Pair) -> Stated:
    """
    Return the owners that an answer names, or that they are unknown, or that there are none.

    Raises
    ------
    InputError
        If a part of it is no place with a share.
    """
    word = said.strip().casefold()
    if word in UNKNOWN:
        return Stated(states={local(STATED_UNKNOWN): [local(OWNERSHIP)]})
    if word in NONE | NOT_SO:
        return Stated(states={local(STATED_COMPLETE): [local(OWNERSHIP)]})
    parts = [part for part in SEPARATED.split(said.strip()) if part]
    return Stated(values={local(OWNERSHIP): [_holding(book, part, where) for part in parts]})


def _holding(book: LawBook, part: str, where: Pair) -> dict[str, object]:
    shape = book.schema.shape(LOCATED_IN)
    places = tuple(context.terms(book, shape)) if shape else ()
    found = HELD.fullmatch(part)
    meant = names.meant(book, found["place"], places) if found else ()
    if found is None or len(meant) != 1:
        hint = names.hint(book, found["place"] if found else part, places)
        raise InputError("no owner", where=where, value=shortened(part), example=EXAMPLE, hint=hint)
    return {OWNER: {local(LOCATED_IN): local(meant[0])}, SHARE: int(found["share"])}
