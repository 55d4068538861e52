"""Outcomes as linked data: each a collection of rows, with the norms, requirements and provisions behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from lexflux.batch.columnar.found import Wanted
from lexflux.batch.columnar.register import Outcome, Register
from lexflux.decision.statuses import NormStatus
from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered
from lexflux.resources import prefixes
from lexflux.terms import local

VOID = "http://rdfs.org/ns/void#"


def outcome_graph(register: Register, book: LawBook) -> str:
    """
    Return outcomes as Turtle, in the terms of `lexflux.explain.graph.decision_graph`.

    Those with the same norm in the same status share its application, and so for requirements. A row is an IRI with the
    fragment of RFC 7111.
    """
    known = {**prefixes(), "void": VOID}
    head = [f"@prefix {name}: <{namespace}> ." for name, namespace in known.items()]
    blocks = [_outcome(number, one) for number, one in enumerate(register.outcomes)]
    applied = dict.fromkeys(pair for one in register.outcomes for pair in _statuses(one))
    wanted = dict.fromkeys(wanted for one in register.outcomes for wanted in one.found.wanted)
    shared = [*(_applied(*pair, book) for pair in applied), *map(_wanted, wanted)]
    return "\n".join([*head, "", *shared, *blocks]) + "\n"


def _statuses(one: Outcome) -> Iterator[tuple[str, NormStatus]]:
    yield from ((norm, NormStatus.EFFECTIVE) for norm in one.found.effective)
    yield from ((norm, NormStatus.UNSETTLED) for norm in one.found.unsettled)


def _applied(norm: str, status: NormStatus, book: LawBook) -> str:
    used = "".join(f" ; prov:used <{provision}>" for provision in book.norms[norm].stated_in)
    told = f"lf:appliesNorm <{norm}> ; lf:normStatus <{status}>"
    return f"{_application(norm, status)} a lf:NormApplication, prov:Activity ; {told}{used} ."


def _wanted(wanted: Wanted) -> str:
    told = f"lf:requiredSafeguard <{wanted.safeguard}> ; lf:need <{wanted.need}>"
    return f"{_requirement(wanted)} a lf:Requirement ; {told} ; lf:inPlaceStatus <{wanted.in_place}> ."


@remembered(1 << 12)
def _application(norm: str, status: NormStatus) -> str:
    return f"<urn:lexflux:application:{quote(norm, safe='')}:{local(status)}>"


@remembered(1 << 12)
def _requirement(wanted: Wanted) -> str:
    parts = (quote(wanted.safeguard, safe=""), local(wanted.need), local(wanted.in_place))
    return f"<urn:lexflux:requirement:{':'.join(parts)}>"


def _outcome(number: int, one: Outcome) -> str:
    found = one.found
    verdict = [f"lf:verdict <{found.verdict}>"] if found.verdict else []
    told = [
        "a prov:Collection, void:Dataset",
        f"lf:underRegime <{found.regime}>",
        *verdict,
        *_links("lf:possibleVerdict", (f"<{verdict}>" for verdict in found.possible)),
        *_links("lf:application", (_application(*pair) for pair in _statuses(one))),
        *_links("lf:requirement", map(_requirement, found.wanted)),
        f"void:entities {one.rows}",
        f"prov:hadMember <{quote(one.file)}#row={one.witness}>",
    ]
    return f"<urn:lexflux:outcome:{number}> " + " ;\n  ".join(told) + " .\n"


def _links(prop: str, values: Iterable[str]) -> Iterator[str]:
    joined = ", ".join(values)
    if joined:
        yield f"{prop} {joined}"
