"""Every block of law that the research found is accounted for, regime by regime."""

import re
from functools import cache

import pyoxigraph as ox
import pytest

from lexflux import resources
from lexflux.knowledge_base import load
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook
from lexflux.terms import DCT, LF, compact

IDENTIFIER = DCT + "identifier"


@cache
def known() -> View:
    """Return all files of law."""
    return View(load().store)


class Coverage:
    """The blocks of the registers of one regime, and how each is accounted for."""

    def __init__(self, book: LawBook, regime: str) -> None:
        view = known()
        iri = book.regimes[regime]
        registers = [
            one
            for one in view.subjects(LF + "Register")
            if view.iri(one, LF + "regime") == iri and not view.iri(one, LF + "registers")
        ]
        stated = {quad.object.value for quad in view.store.quads_for_pattern(None, ox.NamedNode(LF + "statedIn"), None)}
        provisions = {
            iri_: one for iri_, one in book.provisions.items() if book.instruments[one.instrument].regime == iri
        }
        notes = [note for note in view.subjects(LF + "CoverageNote") if len(view.texts(note, LF + "reason")) == 2]
        self.registers = {
            compact(one.value): {term.value for term in view.objects(one, LF + "block")} for one in registers
        }
        self.numbers = {compact(one.value): int(str(view.literal(one, LF + "numberOfBlocks"))) for one in registers}
        self.blocks = set[str]().union(*self.registers.values())
        self.provisions = {one.identifier for one in provisions.values()}
        self.used = {one.identifier for iri_, one in provisions.items() if iri_ in stated}
        self.noted = {str(view.literal(note, DCT + "identifier")) for note in notes}


@pytest.fixture(params=sorted(load().book.regimes))
def coverage(request: pytest.FixtureRequest, book: LawBook) -> Coverage:
    return Coverage(book, request.param)


def test_every_block_is_modelled_or_has_a_reason(coverage: Coverage) -> None:
    """Each block of a register is the identifier of a provision that is used, or has a coverage note with a reason."""
    assert coverage.registers
    assert coverage.numbers == {name: len(blocks) for name, blocks in coverage.registers.items()}
    assert set() == coverage.blocks - coverage.used - coverage.noted


def test_no_provision_is_outside_the_register_or_noted_without_need(coverage: Coverage) -> None:
    """A coverage note is only for a provision that nothing uses, and every provision is of a register or a standard."""
    assert set() == coverage.noted & coverage.used
    assert set() == {
        identifier
        for identifier in coverage.provisions - coverage.blocks
        if not re.match(r"[^/]+-standards/", identifier)
    }


def registers_of(*kinds: str) -> list[ox.NamedNode]:
    view = known()
    return [
        one
        for one in view.subjects(LF + "Register")
        if view.iri(one, LF + "registers") in {LF + kind for kind in kinds}
    ]


@pytest.mark.parametrize("register", registers_of("Designation", "Step"), ids=lambda register: compact(register.value))
def test_every_designation_or_step_that_the_research_found_is_modelled_or_has_a_reason(register: ox.NamedNode) -> None:
    """
    Each row of such a register is the identifier of a designation, of a step or of a coverage note.

    Rows are adequacy decisions, approvals, countries of concern, member States; papers and filings.
    """
    view = known()
    rows = {term.value for term in view.objects(register, LF + "block")}
    modelled, noted = (
        {term.value for kind in kinds for one in view.subjects(LF + kind) for term in view.objects(one, IDENTIFIER)}
        for kinds in (("Designation", "Step"), ("CoverageNote",))
    )

    assert int(str(view.literal(register, LF + "numberOfBlocks"))) == len(rows)
    assert set() == rows - modelled - noted


# Agreements


FEWEST_AGREEMENTS = 44


class Agreements:
    """The rows of the agreements, and how each is accounted for."""

    def __init__(self, book: LawBook) -> None:
        view = known()
        whole = {node.value for node in view.subjects(LF + "Agreement")}
        stated = {quad.object.value for quad in view.store.quads_for_pattern(None, ox.NamedNode(LF + "statedIn"), None)}
        (register,) = (
            one for one in view.subjects(LF + "Register") if LF + "Agreement" in view.iris(one, LF + "registers")
        )
        self.whole = whole
        self.number = int(str(view.literal(register, LF + "numberOfBlocks")))
        self.rows = {term.value for term in view.objects(register, LF + "block")}
        self.provisions = {one.identifier: iri for iri, one in book.provisions.items() if one.instrument in whole}
        self.used = {identifier for identifier, iri in self.provisions.items() if iri in stated}
        self.noted = {
            str(view.literal(note, DCT + "identifier"))
            for note in view.subjects(LF + "CoverageNote")
            if len(view.texts(note, LF + "reason")) == 2
        } & set(self.provisions)


@pytest.fixture
def agreements(book: LawBook) -> Agreements:
    return Agreements(book)


def test_every_row_of_an_agreement_is_modelled_or_has_a_reason(agreements: Agreements) -> None:
    """
    Each row is modelled or has a reason, never both.

    It is the identifier of a provision that something is stated in, or it bears a coverage note with its reason.
    """
    assert agreements.number == len(agreements.rows)
    assert set() == agreements.rows - set(agreements.provisions)
    assert set() == set(agreements.provisions) - agreements.used - agreements.noted
    assert set() == agreements.used & agreements.noted


def test_agreements_have_no_provision_outside_the_register_but_parties_and_disputes(agreements: Agreements) -> None:
    """Beside the rows an agreement has at most a provision on its parties, one on disputes and one on it as a whole."""
    beyond = {identifier.partition(":")[2] for identifier in set(agreements.provisions) - agreements.rows}

    assert {"", "commitments", "disputes", "parties"} == beyond


def test_every_agreement_says_who_takes_part(agreements: Agreements) -> None:
    """Each agreement has its provision on parties, which states memberships or explains the lack of them."""
    assert FEWEST_AGREEMENTS <= len(agreements.whole)
    assert len(agreements.whole) == sum(identifier.endswith(":parties") for identifier in agreements.provisions)


def test_no_norm_rests_on_an_agreement(book: LawBook, agreements: Agreements) -> None:
    """A treaty binds states: no norm on transfers is stated in one, and no agreement belongs to a regime."""
    assert set() == {
        norm.iri
        for norm in book.norms.values()
        if any(book.provisions[iri].instrument in agreements.whole for iri in norm.stated_in)
    }
    assert {""} == {book.instruments[iri].regime for iri in agreements.whole}


@pytest.mark.parametrize("folder", ["agreements", "law", "lists"])
def test_nothing_is_said_to_be_remembered(folder: str) -> None:
    """What was not read is not verified against its text; nobody who reads an answer is told of a memory."""
    files = [path for path in sorted((resources.folder("ontology") / folder).rglob("*")) if path.is_file()]

    assert files
    assert not [path.name for path in files if re.search(r"\bmemory\b|recalled|记忆", path.read_text("utf-8"))]


def test_all_law_begins_some_day(book: LawBook) -> None:
    """What has no first day would be law on every day, so that days of which nothing was read look ruled and free."""
    assert not [
        compact(iri) for part in (book.norms, book.gaps) for iri, one in part.items() if one.validity.start is None
    ]
