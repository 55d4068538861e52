"""A designation of a union of places holds for each of its members, as long as the place is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lexflux.law.graphs import View
from lexflux.law.lawbook import ClassDefinition
from lexflux.law.norms import Designation
from lexflux.terms import LF, local

AGREEMENT_MEMBER = LF + "AgreementMember"


def with_members(
    view: View, designations: Mapping[str, Designation], classes: Mapping[str, ClassDefinition]
) -> dict[str, Designation]:
    """
    Return the designations, and for each that names a union one more for each member of the union.

    What is handed on keeps the IRI of the designation, under which it is cited, and is found by that IRI with the
    member as fragment. A union joins an agreement as such: its standing there is not handed on
    (`lexflux.law.agreements` says what binds its members).
    """
    unions = {union.value: view.iri(union, LF + "membersAre") for union in view.subjects(LF + "UnionOfPlaces")}
    members = {kind: [one for one in designations.values() if one.designated_as == kind] for kind in unions.values()}
    found = dict(designations)
    for iri, designation in designations.items():
        kind = classes.get(designation.designated_as)
        if kind and AGREEMENT_MEMBER not in kind.ancestors:
            memberships = members.get(unions.get(designation.individual), [])
            found |= {f"{iri}#{local(one.individual)}": one for one in _handed_on(designation, memberships)}
    return found


def _handed_on(designation: Designation, memberships: list[Designation]) -> Iterator[Designation]:
    for membership in memberships:
        validity = designation.validity.intersect(membership.validity)
        if validity.start is None or validity.end is None or validity.start < validity.end:
            yield replace(designation, individual=membership.individual, validity=validity)
