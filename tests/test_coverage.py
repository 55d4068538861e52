"""Every block of law that the research found is accounted for, regime by regime."""

import pyoxigraph as ox
import pytest

from lexflux.base import load
from lexflux.graphs import View
from lexflux.lawbook import LawBook
from lexflux.terms import DCT, LF, compact

BLOCKS = {"cn": 239, "cn/lists": 217, "eu": 36, "sg": 11, "uk": 11, "us": 36}


class Coverage:
    """The blocks of the registers of one regime, and how each is accounted for."""

    def __init__(self, book: LawBook, regime: str) -> None:
        view = View(load().store)
        iri = book.regimes[regime]
        registers = [one for one in view.subjects(LF + "Register") if view.iri(one, LF + "regime") == iri]
        stated = {quad.object.value for quad in view.store.quads_for_pattern(None, ox.NamedNode(LF + "statedIn"), None)}
        provisions = {iri_: one for iri_, one in book.provisions.items() if book.instruments[one.instrument].regime == iri}
        notes = [note for note in view.subjects(LF + "CoverageNote") if len(view.texts(note, LF + "reason")) == 2]
        self.registers = {compact(one.value).removesuffix("/register"): {term.value for term in view.objects(one, LF + "block")} for one in registers}
        self.blocks = set[str]().union(*self.registers.values())
        self.provisions = {one.identifier for one in provisions.values()}
        self.used = {one.identifier for iri_, one in provisions.items() if iri_ in stated}
        self.noted = {str(view.literal(note, DCT + "identifier")) for note in notes}


@pytest.fixture(params=sorted(load().book.regimes))
def coverage(request: pytest.FixtureRequest, book: LawBook) -> Coverage:
    return Coverage(book, request.param)


def test_every_block_is_modelled_or_has_a_reason(coverage: Coverage) -> None:
    """Each block of a register is the identifier of a provision that is used, or bears a coverage note with its reason."""
    assert coverage.registers
    assert {name: len(blocks) for name, blocks in coverage.registers.items()} == {name: BLOCKS[name] for name in coverage.registers}
    assert set() == coverage.blocks - coverage.used - coverage.noted


def test_no_provision_is_outside_the_register_or_noted_without_need(coverage: Coverage) -> None:
    """A coverage note is only for a provision that nothing uses, and every provision is of a register or a standard."""
    assert set() == coverage.noted & coverage.used
    assert set() == {identifier for identifier in coverage.provisions - coverage.blocks if not identifier.startswith("cn-standards/")}
