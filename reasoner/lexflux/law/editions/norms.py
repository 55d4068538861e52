"""From rows to the norms that they name: each is due by its route if the condition that its rows make is met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from lexflux.law.editions.edition import EDITION, EQUIVALENT, Edition, name_of
from lexflux.law.editions.rows import Listing, Row, kinds_of
from lexflux.law.graphs import TYPE, Term
from lexflux.terms import LABEL, LF, OWL

GAP = ox.NamedNode(LF + "Gap")
IMPORTANT = "ImportantData"
ORDINARY_ITEMS, SENSITIVE_ITEMS = "Items", "SensitiveItems"
OTHER = "OtherInformation"
ELEMENT_OF_IMPORTANT_DATA = "OfListedImportantData"


@dataclass(frozen=True, slots=True)
class RowNorm:
    """A norm with what the rows that name it list, in their order."""

    node: ox.NamedNode
    listings: tuple[Listing, ...]

    @property
    def first(self) -> Listing:
        """The first line, which gives route and scope."""
        return self.listings[0]

    def of(self, *forms: str) -> list[Listing]:
        """Return the lines of some forms."""
        return [listing for listing in self.listings if listing.is_of(*forms)]


def norms_of(edition: Edition, rows: Iterable[Row]) -> list[RowNorm]:
    """
    Return the norms that rows name, those that the header calls gaps left out.

    Raises
    ------
    KnowledgeError
        If rows of one norm differ in form, route or scope.
    """
    listed: dict[ox.NamedNode, list[Listing]] = {}
    for row in rows:
        if row.norm and GAP not in edition.view.objects(row.norm, TYPE.value):
            listed.setdefault(row.norm, []).extend(row.listings)
    norms = [RowNorm(node, tuple(listings)) for node, listings in listed.items()]
    for norm in norms:
        _check_alike(norm)
    return norms


def _check_alike(norm: RowNorm) -> None:
    for column in ("form", "route", "for"):
        for listing in norm.listings:
            if listing.line.parts(column) != norm.first.line.parts(column):
                before = norm.first.line.number
                raise listing.line.error("rows of one norm differ", column, value=name_of(norm.node), before=before)


def important(norms: Iterable[RowNorm]) -> list[RowNorm]:
    """Return the norms on kinds of data that rows print as important."""
    return [norm for norm in norms if kinds_of(norm.of(IMPORTANT))]


def write_norm(edition: Edition, norm: RowNorm, norms: Sequence[RowNorm]) -> None:
    """
    Write a norm among the norms of its edition, as far as the header leaves it open.

    Raises
    ------
    KnowledgeError
        If its rows make no condition, or name no route, and the header does not make up for it.
    """
    edition.writer.add(norm.node, TYPE.value, ox.NamedNode(OWL + "Class"), ox.NamedNode(LF + "Norm"))
    if norm.first.route:
        edition.fill(norm.node, LABEL, lambda: _label(edition, norm))
        for name in ("modality", "requires", "due"):
            edition.copy(norm.first.route, LF + name, norm.node)
    elif not edition.writer.says(norm.node, LF + "modality"):
        norm.first.line.required("route")
    edition.fill(norm.node, EQUIVALENT, lambda: [_condition(edition, norm, norms)])


def _label(edition: Edition, norm: RowNorm) -> list[Term]:
    """Return the label: of what the rows say that they are about, or else of the first kind of data that they list."""
    subject: Sequence[Term] = next((texts for one in norm.listings if (texts := one.line.texts("subject"))), ())
    if not subject:
        kind = next(iter(kinds_of(norm.listings)), None)
        subject = edition.view.objects(kind, LABEL) if kind else norm.first.line.both_texts("subject")
    assert norm.first.route
    return edition.label(norm.first.route, EDITION + "normLabel", subject)


def _condition(edition: Edition, norm: RowNorm, norms: Sequence[RowNorm]) -> Term:
    within = edition.within(name_of(norm.first.route)) if norm.first.route else []
    if important(norms) == [norm] and len(norm.listings) == len(listed_as_important(norm)):
        # All that the edition prints as important has a name.
        return edition.writer.both(*within, edition.term(ELEMENT_OF_IMPORTANT_DATA))
    return edition.writer.both(*within, *norm.first.scope, _matter(edition, norm))


def _matter(edition: Edition, norm: RowNorm) -> Term:
    if rows := norm.of(IMPORTANT):
        return edition.of_data(classes_of_data(edition, rows), classes_together(edition, rows))
    if rows := norm.of(ORDINARY_ITEMS, SENSITIVE_ITEMS):
        return edition.of_data([_items(edition, listing) for listing in rows], classes_together(edition, rows))
    if norm.of(OTHER) and (pattern := other_information(edition, norm.first)):
        return edition.term(name_of(pattern))
    raise norm.first.line.error("norm without condition", "norm", value=name_of(norm.node))


def listed_as_important(norm: RowNorm) -> list[Listing]:
    """Return the lines of a norm that print kinds of data as important."""
    return [listing for listing in norm.of(IMPORTANT) if listing.kinds]


def other_information(edition: Edition, listing: Listing) -> ox.NamedNode | None:
    """Return the pattern of the element on other information by the route of a line, or None."""
    patterns = edition.patterns(LF + "Element")
    return next((one for one in patterns if listing.route in edition.view.objects(one, EDITION + "byRoute")), None)


def classes_of_data(edition: Edition, listings: Sequence[Listing]) -> list[Term]:
    """Return the classes of what lines list: kinds of any number of people, by their number, with a condition."""
    conditioned = [one for one in listings if one.only_if]
    by_number: dict[tuple[int, int], list[Listing]] = {}
    for listing in listings:
        if not listing.only_if:
            by_number.setdefault((listing.least or 0, listing.below or 0), []).append(listing)
    unbounded = by_number.pop((0, 0), [])
    return [
        *(kind for listing in unbounded for kind in listing.kinds),
        *(_data(edition, kinds_of(group), group[0]) for _, group in sorted(by_number.items(), key=lambda one: one[0])),
        *(_data(edition, listing.kinds, listing) for listing in conditioned),
    ]


def classes_together(edition: Edition, listings: Iterable[Listing]) -> list[Term]:
    """Return the classes of what lines with a number list, taken together over data sets, by their number."""
    counted = [one for one in listings if one.kinds and (one.least is not None or one.below is not None)]
    return [edition.writer.both(_collection(edition, one), *_number(edition, one)) for one in counted]


def _collection(edition: Edition, listing: Listing) -> ox.NamedNode:
    """Write the collection of the data that a line lists; lines that list the same have the same one."""
    pattern, kind, form = ox.NamedNode(EDITION + "Together"), listing.kinds[0], listing.form
    simple = len(listing.kinds) == 1 and not listing.only_if
    of = kind if simple else edition.term(f"{name_of(listing.entry)}Data")
    node = ox.NamedNode(f"{of.value}Together")
    if not simple:
        edition.describe(of, pattern, edition.view.objects(kind, LABEL), [listing.entry])
        edition.fill(of, EQUIVALENT, lambda: [_data(edition, listing.kinds, replace(listing, least=None, below=None))])
    edition.describe(node, pattern, edition.view.objects(kind, LABEL), [listing.entry])
    edition.fill(node, TYPE.value, lambda: edition.view.objects(pattern, EDITION + "patternOf"))
    edition.fill(node, LF + "collects", lambda: [of, *edition.view.objects(form, EDITION + "ofData")])
    edition.fill(node, LF + "addsUp", lambda: edition.view.objects(form, EDITION + "countedBy"))
    return node


def _items(edition: Edition, listing: Listing) -> Term:
    for column in ("kind", "from") if listing.below is None else ("kind",):
        listing.line.required(column)
    return _data(edition, listing.kinds, listing)


def _data(edition: Edition, kinds: Sequence[Term], listing: Listing) -> Term:
    """Return data of the form of a line: of some of the kinds, of a class of its condition, of its number of people."""
    either = edition.writer.either
    return edition.writer.both(
        *edition.view.objects(listing.form, EDITION + "ofData"),
        *([either(*kinds)] if kinds else []),
        *([either(*listing.only_if)] if listing.only_if else []),
        *_number(edition, listing),
    )


def _number(edition: Edition, listing: Listing) -> list[Term]:
    if listing.least is None and listing.below is None:
        return []
    (counted,) = edition.view.objects(listing.form, EDITION + "countedBy")
    return [edition.writer.between(counted, listing.least, listing.below)]
