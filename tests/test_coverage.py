"""Every block of law that the research found is accounted for."""

from lexflux.base import load
from lexflux.graphs import View
from lexflux.lawbook import LawBook
from lexflux.terms import DCT, LF


def test_every_block_is_modelled_or_has_a_reason(book: LawBook) -> None:
    """Each block of the register is the identifier of a provision that is used, or bears a coverage note with its reason."""
    view = View(load().store)
    (register,) = view.subjects(LF + "Register")
    blocks = {term.value for term in view.objects(register, LF + "block")}
    noted = {view.literal(note, DCT + "identifier") for note in view.subjects(LF + "CoverageNote") if len(view.texts(note, LF + "reason")) == 2}
    used = {iri for _, iri in _stated(view)}
    modelled = {provision.identifier for iri, provision in book.provisions.items() if iri in used}

    assert 239 == len(blocks)
    assert set() == blocks - modelled - noted


def test_no_provision_is_outside_the_register_or_noted_without_need(book: LawBook) -> None:
    """A coverage note is only for a provision that nothing uses, and every provision is either of the register or a standard."""
    view = View(load().store)
    (register,) = view.subjects(LF + "Register")
    blocks = {term.value for term in view.objects(register, LF + "block")}
    used = {book.provisions[iri].identifier for _, iri in _stated(view) if iri in book.provisions}
    noted = {view.literal(note, DCT + "identifier") for note in view.subjects(LF + "CoverageNote")}
    identifiers = {provision.identifier for provision in book.provisions.values()}

    assert set() == noted & used
    assert set() == {identifier for identifier in identifiers - blocks if not identifier.startswith("cn-standards/")}


def _stated(view: View) -> list[tuple[str, str]]:
    import pyoxigraph as ox

    return [(str(quad.subject), quad.object.value) for quad in view.store.quads_for_pattern(None, ox.NamedNode(LF + "statedIn"), None)]
