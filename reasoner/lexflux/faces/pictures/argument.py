"""The argument of a decision as a picture: norms, what defeats them, what they require, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lexflux.analysis.compare import STATUS_MARKS
from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.statuses import NormStatus, RequirementStatus
from lexflux.decision.words import DecisionWords
from lexflux.faces.pictures.breaking import fill
from lexflux.faces.pictures.canvas import LEADING, MARGIN, TITLE, Canvas, Page, tone
from lexflux.law.norms import Modality

SHOWN = (NormStatus.EFFECTIVE, NormStatus.DEFEATED, NormStatus.UNSETTLED)
MARKS = {NormStatus.EFFECTIVE: "✓", NormStatus.DEFEATED: "⊘", NormStatus.UNSETTLED: "?"}
BEARING = (Modality.PROHIBITION, Modality.OBLIGATION, Modality.EXEMPTION, Modality.PERMISSION)
SIZE, WIDE, GAP, BETWEEN, PADDING = 10.0, 20.0, 5.0, 1.2, 0.7
"""The size of words in CSS pixels; widths, gaps and padding of boxes in em."""
VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its mark and words, where it leads, how it is drawn, and the boxes that it bears on or attacks."""

    key: str
    mark: str
    lines: Sequence[str]
    address: str
    kind: str
    bears_on: Sequence[str] = ()
    attacks: Sequence[str] = ()


def argument(decision: Decision, language: str, address: Callable[[str], str]) -> str:
    """
    Return the argument of a decision as an SVG document.

    Parameters
    ----------
    decision
        The decision.
    language
        Language of the words.
    address
        Gives the address of the page of a norm or safeguard.
    """
    words = DecisionWords(decision, language)
    nodes = {node.key: node for node in _nodes(words, address)}
    columns = _columns(nodes)
    wide = (len(columns) * (WIDE + GAP) - GAP) * SIZE + 2 * MARGIN
    title = words.say("picture of argument")
    notes = [words.say("argument note"), words.say("disclaimer")]
    canvas = Canvas(title, "\n".join(notes), language, Page(wide, wide), SIZE)
    canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, title, TITLE)
    placed, bottom = _placed(nodes, columns)
    for node in nodes.values():
        _draw_edges(canvas, node, placed)
    for node in nodes.values():
        _draw_box(canvas, node, *placed[node.key])
    lines = [line for note in notes for line in fill(note, canvas.page.inner / SIZE)]
    canvas.lines("note", MARGIN, bottom + 2 * SIZE, lines)
    return canvas.write(bottom + (len(lines) + 2) * SIZE * LEADING + MARGIN / 2)


def _nodes(words: DecisionWords, address: Callable[[str], str]) -> Iterator[Node]:
    decision = words.decision
    shown = {iri: one for iri, one in decision.findings.items() if one.status in SHOWN and _is_told(one)}
    targets: dict[str, list[str]] = {}
    for number, requirement in enumerate(decision.requirements):
        for norm in requirement.norms:
            targets.setdefault(norm, []).append(f"requirement {number}")
    attacked: dict[str, list[str]] = {}
    for iri, finding in shown.items():
        for attack in finding.attacks:
            if attack.prevailing in decision.findings:
                attacked.setdefault(attack.prevailing, []).append(iri)
    for iri in dict.fromkeys([*shown, *attacked]):
        finding = decision.findings[iri]
        direct = [VERDICT] if iri not in targets and iri not in attacked else []
        yield Node(
            iri,
            MARKS.get(finding.status, ""),
            _lines(words.norm(iri), f"{words.label(finding.norm.modality)} · {words.cite(finding.norm.stated_in)}"),
            address(iri),
            "node" if finding.status == NormStatus.EFFECTIVE else "node dashed",
            (*targets.get(iri, ()), *direct),
            tuple(attacked.get(iri, ())),
        )
    for number, requirement in enumerate(decision.requirements):
        status = words.label(requirement.status)
        yield Node(
            f"requirement {number}",
            STATUS_MARKS.get(requirement.status, "?"),
            _lines(words.label(requirement.safeguard), f"{words.label(requirement.need)} · {status}"),
            address(requirement.safeguard),
            "node" if requirement.status != RequirementStatus.UNKNOWN else "node dashed",
            (VERDICT,),
        )
    yield Node(VERDICT, "", _lines(words.label(decision.verdict).upper(), words.label(decision.regime)), "", "own")


def _is_told(finding: NormFinding) -> bool:
    """Return whether a norm bears on the outcome; what only says how far a law reaches would hide the others."""
    return finding.norm.modality in BEARING or bool(finding.attacks)


def _lines(words: str, below: str) -> list[str]:
    inner = WIDE - 2 * PADDING - 1.4
    return [*fill(words, inner / 1.08), *(f"\t{line}" for line in fill(below, inner))]


def _columns(nodes: Mapping[str, Node]) -> list[list[str]]:
    """Return the boxes in columns, each left of all on which it bears; those of one circle stand side by side."""
    depth = {VERDICT: 0}
    waiting = [key for key in nodes if key != VERDICT]
    while waiting:
        ready = [key for key in waiting if all(one in depth for one in _next(nodes[key]))] or waiting[:1]
        for key in ready:
            depth[key] = 1 + max((depth[one] for one in _next(nodes[key]) if one in depth), default=0)
        waiting = [key for key in waiting if key not in depth]
    columns: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for key in nodes:
        columns[-1 - depth[key]].append(key)
    return _ordered(nodes, columns)


def _next(node: Node) -> tuple[str, ...]:
    return (*node.bears_on, *node.attacks)


def _ordered(nodes: Mapping[str, Node], columns: list[list[str]]) -> list[list[str]]:
    """Return the columns from the right, each ordered so that lines cross little."""
    rank = {VERDICT: 0.0}
    for column in reversed(columns):
        for key in column:
            places = [rank[one] for one in _next(nodes[key]) if one in rank]
            rank[key] = sum(places) / len(places) if places else 0.0
        column.sort(key=lambda key: rank[key])
        for place, key in enumerate(column):
            rank[key] = place / len(column)
    return columns


Box = tuple[float, float, float]
"""Left and upper edge, and height."""


def _placed(nodes: Mapping[str, Node], columns: Sequence[Sequence[str]]) -> tuple[dict[str, Box], float]:
    """Return where each box stands, columns centred on the highest, and where the highest ends."""
    top = MARGIN + SIZE * TITLE + 2 * SIZE
    heights = {key: (len(node.lines) * LEADING + 2 * PADDING) * SIZE for key, node in nodes.items()}
    sums = [sum(heights[key] + BETWEEN * SIZE for key in column) for column in columns]
    placed: dict[str, Box] = {}
    for place, (column, whole) in enumerate(zip(columns, sums, strict=True)):
        y = top + (max(sums) - whole) / 2
        for key in column:
            placed[key] = (MARGIN + place * (WIDE + GAP) * SIZE, y, heights[key])
            y += heights[key] + BETWEEN * SIZE
    return placed, top + max(sums)


def _draw_box(canvas: Canvas, node: Node, left: float, top: float, high: float) -> None:
    with canvas.linked(node.address):
        canvas.box(node.kind, left, top, WIDE * SIZE, high, 5)
        x, is_own = left + PADDING * SIZE, node.kind == "own"
        if node.mark:
            canvas.text(f"mark {tone(node.mark)}".strip(), x, top + (PADDING + 1) * SIZE, node.mark)
        for place, line in enumerate(node.lines):
            kind = "inverse" if is_own else "note" if line.startswith("\t") else "row"
            y = top + (PADDING + 1 + place * LEADING) * SIZE
            canvas.text(kind, x + (1.4 * SIZE if node.mark else 0), y, line.lstrip("\t"))


def _draw_edges(canvas: Canvas, node: Node, placed: Mapping[str, Box]) -> None:
    for kind, targets in (("edge", node.bears_on), ("attack", node.attacks)):
        for target in targets:
            _draw_edge(canvas, kind, placed[node.key], placed[target])


def _draw_edge(canvas: Canvas, kind: str, source: Box, target: Box) -> None:
    """Draw a line from the right of a box to the left of another; an attack ends in a cross."""
    start, end = (source[0] + WIDE * SIZE, source[1] + source[2] / 2), (target[0], target[1] + target[2] / 2)
    bend = GAP * SIZE / 2
    curve = f"C{start[0] + bend:.1f} {start[1]:.1f} {end[0] - bend:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    canvas.path(kind, f"M{start[0]:.1f} {start[1]:.1f} {curve}")
    x, y = end[0] - 6, end[1]
    tip = f"M{x - 4:.1f} {y - 4:.1f} l8 8 m0 -8 l-8 8" if kind == "attack" else f"M{end[0]:.1f} {y:.1f} l-7 -3 v6 z"
    canvas.path("attack" if kind == "attack" else "tip", tip)
