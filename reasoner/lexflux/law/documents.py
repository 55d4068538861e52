"""The documents that the law asks for, the points in them, and the events that matter in the life of a transfer."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.law.graphs import View
from lexflux.law.legislation import Legislation, read_interval
from lexflux.law.norms import Interval, Texts
from lexflux.terms import LF


class Stage(enum.StrEnum):
    """When in the life of a transfer something happens, the earliest first."""

    WHILE_RUNNING = LF + "WhileRunning"
    ON_INCIDENT = LF + "OnIncident"
    ON_TERMINATION = LF + "OnTermination"


@dataclass(frozen=True, slots=True)
class Document:
    """What puts safeguards of the classes that it ``documents`` in writing: an assessment, notice, contract or file."""

    iri: str
    documents: tuple[str, ...]
    regime: str
    stated_in: tuple[str, ...]
    validity: Interval


@dataclass(frozen=True, slots=True)
class Point:
    """
    One thing that a provision wants covered, ``of`` documents or events.

    ``answered_by`` are facts that say something on it, of parties those of the one to which ``answered_for`` leads;
    ``under`` the classes of safeguards under which alone it counts, if there are any.
    """

    iri: str
    of: tuple[str, ...]
    gists: Texts
    notes: Texts
    answered_by: tuple[str, ...]
    answered_for: tuple[str, ...]
    under: tuple[str, ...]
    stage: str | None
    regime: str
    stated_in: tuple[str, ...]
    validity: Interval


def read_documents(view: View, legislation: Legislation) -> dict[str, Document]:
    """Return the documents by IRI."""
    return {node.value: _document(view, legislation, node) for node in view.subjects(LF + "Document")}


def _document(view: View, legislation: Legislation, node: ox.NamedNode) -> Document:
    stated = legislation.stated_in(view, node)
    return Document(
        iri=node.value,
        documents=view.iris(node, LF + "documents"),
        regime=legislation.regime(stated),
        stated_in=stated,
        validity=legislation.within_force(read_interval(view, node), stated),
    )


def read_points(view: View, legislation: Legislation) -> dict[str, Point]:
    """Return the points by IRI."""
    return {node.value: _point(view, legislation, node) for node in view.subjects(LF + "Point")}


def _point(view: View, legislation: Legislation, node: ox.NamedNode) -> Point:
    stated = legislation.stated_in(view, node)
    return Point(
        iri=node.value,
        of=view.iris(node, LF + "pointOf"),
        gists=view.texts(node, LF + "gist"),
        notes=view.texts(node, LF + "sourceNote"),
        answered_by=view.iris(node, LF + "answeredBy"),
        answered_for=view.iris(node, LF + "answeredFor"),
        under=view.iris(node, LF + "underSafeguard"),
        stage=view.iri(node, LF + "stage"),
        regime=legislation.regime(stated),
        stated_in=stated,
        validity=legislation.within_force(read_interval(view, node), stated),
    )


def read_events(view: View) -> dict[str, str]:
    """Return the circumstances that are events in the life of a transfer, each with its stage."""
    nodes = view.subjects(LF + "Circumstance")
    return {node.value: stage for node in nodes if (stage := view.iri(node, LF + "stage"))}
