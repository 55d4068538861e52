"""Facts in an address, so that a link to an answer holds all that it rests on and no server has to remember it."""

from __future__ import annotations

import base64
import binascii
import zlib

from lexflux.errors import InputError
from lexflux.faces.web.bodies import LARGEST_BODY

LONGEST_ADDRESS = 16_000
"""Longer ones are cut or refused on the way."""


def packed(content: str) -> str:
    """
    Return a text in letters that may stand in an address, nothing if it is too long for one.

    >>> unpacked(packed("locatedIn: CN"))
    'locatedIn: CN'
    """
    found = base64.urlsafe_b64encode(zlib.compress(content.encode("utf-8", "surrogatepass"), 9)).decode().rstrip("=")
    return found if len(found) <= LONGEST_ADDRESS else ""


def unpacked(letters: str) -> str:
    """
    Return the text that letters of an address stand for.

    Raises
    ------
    InputError
        If they stand for none, or for more than a body may have.
    """
    try:
        raw = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(raw, LARGEST_BODY).decode()
    except (binascii.Error, zlib.error, ValueError) as error:
        raise InputError("broken link") from error
    if not unpacking.eof:
        raise InputError("broken link")
    return content
