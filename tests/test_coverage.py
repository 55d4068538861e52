"""Every block of law that the research found is accounted for, regime by regime."""

import pyoxigraph as ox
import pytest

from lexflux.base import load
from lexflux.graphs import View
from lexflux.lawbook import LawBook
from lexflux.terms import DCT, LF

BLOCKS = {"cn": 239, "eu": 36, "sg": 0, "uk": 11, "us": 0}


class Coverage:
    """The blocks of one regime, and how each is accounted for."""

    def __init__(self, book: LawBook, regime: str) -> None:
        view = View(load().store)
        iri = book.regimes[regime]
        (register,) = (one for one in view.subjects(LF + "Register") if view.iri(one, LF + "regime") == iri)
        stated = {quad.object.value for quad in view.store.quads_for_pattern(None, ox.NamedNode(LF + "statedIn"), None)}
        provisions = {iri_: one for iri_, one in book.provisions.items() if book.instruments[one.instrument].regime == iri}
        notes = [note for note in view.subjects(LF + "CoverageNote") if len(view.texts(note, LF + "reason")) == 2]
        self.blocks = {term.value for term in view.objects(register, LF + "block")}
        self.provisions = {one.identifier for one in provisions.values()}
        self.used = {one.identifier for iri_, one in provisions.items() if iri_ in stated}
        self.noted = {str(view.literal(note, DCT + "identifier")) for note in notes}


@pytest.fixture(params=sorted(BLOCKS))
def coverage(request: pytest.FixtureRequest, book: LawBook) -> tuple[str, Coverage]:
    return request.param, Coverage(book, request.param)


def test_every_block_is_modelled_or_has_a_reason(coverage: tuple[str, Coverage]) -> None:
    """Each block of the register is the identifier of a provision that is used, or bears a coverage note with its reason."""
    regime, found = coverage

    assert BLOCKS[regime] == len(found.blocks)
    assert set() == found.blocks - found.used - found.noted


def test_no_provision_is_outside_the_register_or_noted_without_need(coverage: tuple[str, Coverage]) -> None:
    """A coverage note is only for a provision that nothing uses, and every provision is of the register or a standard."""
    _, found = coverage

    assert set() == found.noted & found.used
    assert set() == {identifier for identifier in found.provisions - found.blocks if not identifier.startswith("cn-standards/")}


def test_every_regime_is_covered(book: LawBook) -> None:
    """A new regime takes its place here with the number of its blocks."""
    assert set(BLOCKS) == set(book.regimes)
