"""The widest open descriptions: every fact that some laws read is a choice between the values that they tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lexflux.decision.unknown import cells_of
from lexflux.facts import context
from lexflux.facts.transfer import Facts, NodeFacts, stated_node
from lexflux.grounding.worlds import Choice, Fact, Worlds, completed
from lexflux.law.conditions import Condition, HasValue, Named, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.law.schema import PropertyShape
from lexflux.law.snapshot import Snapshot
from lexflux.terms import DATA, DATA_SET, LF, SAFEGUARD, SAFEGUARD_CLASS, TRANSFER, TYPE

ORGANISATION = LF + "Organisation"
EXPORTER, RECIPIENT = LF + "exporter", LF + "recipient"
PARTIES = {EXPORTER: "exporter", RECIPIENT: "recipient"}


class Opening:
    """
    Opens whatever some laws read of a transfer.

    Parameters
    ----------
    book
        The law book.
    laws
        The laws of the days.
    data_sets
        How many data sets a transfer may carry; the first is always there.
    """

    def __init__(self, book: LawBook, laws: Sequence[Snapshot], data_sets: int = 1) -> None:
        self.book = book
        self.laws = laws
        self.data_sets = data_sets
        self.read = self._read()
        self.props = {part.prop for part in self.read if isinstance(part, (Some, HasValue))}
        self.kinds = frozenset[str]().union(*(law.kinds for law in laws))

    def worlds(self) -> Worlds:
        """Return the open descriptions."""
        nodes = {node.path: node for node in self._nodes()}
        choices = [*self._presence(nodes), *self._open_points()]
        for node in nodes.values():
            choices += self._choices(node)
        free = {fact for choice in choices for fact in choice.facts}
        closed = {
            path: completed(self.book, node, left_open=[prop for at, prop in free if at == path])
            for path, node in nodes.items()
        }
        return Worlds(Facts(closed), tuple(choices))

    def _read(self) -> Sequence[Condition]:
        law = (
            condition
            for one in self.laws
            for condition in chain(
                (norm.condition for norm in one.norms.values()),
                (gap.condition for gap in one.gaps),
                (Named(iri) for needed in one.counts_if.values() for iri in needed),
            )
        )
        return tuple(conditions_read(self.book, law))

    def _nodes(self) -> Iterator[NodeFacts]:
        parties = {prop: (path,) for prop, path in PARTIES.items()}
        yield stated_node(self.book, "transfer", TRANSFER, values={**parties, DATA: ("data/1",)})
        yield from (stated_node(self.book, path, ORGANISATION) for path in PARTIES.values())
        yield from (stated_node(self.book, f"data/{number}", DATA_SET) for number in range(1, self.data_sets + 1))
        for number, kind in enumerate(self._safeguards(), 1):
            yield stated_node(self.book, f"safeguard/{number}", SAFEGUARD_CLASS, [kind])

    def _safeguards(self) -> list[str]:
        """Return the kinds of safeguards that make a difference: those that lie in a class of which a law asks."""
        asked = {part.iri for part in self.read if isinstance(part, Named)}
        asked |= {str(norm.requires) for law in self.laws for norm in law.obligations}
        asked |= {norm.permits for law in self.laws for norm in law.norms.values() if norm.permits}
        return [
            kind
            for kind in context.kinds(self.book, SAFEGUARD_CLASS)
            if kind != SAFEGUARD_CLASS and not asked.isdisjoint(self.book.classes[kind].ancestors)
        ]

    def _presence(self, nodes: Iterable[str]) -> Iterator[Choice]:
        for path in nodes:
            owner = {"data": DATA, "safeguard": SAFEGUARD}.get(path.split("/", maxsplit=1)[0])
            if owner is not None and path != "data/1":
                yield Choice((("transfer", owner),), (((),), ((path,),)))

    def _open_points(self) -> Iterator[Choice]:
        for point in sorted(self.props & self.book.open_points.keys()):
            readings = self.book.open_points[point].readings
            yield Choice((("transfer", point),), tuple(((reading,),) for reading in readings))

    def _choices(self, node: NodeFacts) -> Iterator[Choice]:
        for prop, shape in self.book.schema.shapes[node.owner].items():
            if prop in self.props and not shape.is_node:
                yield from self.of_fact((node.path, prop), shape)
        if node.owner in (DATA_SET, ORGANISATION):
            for kind in sorted(self.kinds & {*context.kinds(self.book, node.owner)} - {node.owner}):
                yield Choice(((node.path, TYPE),), (((),), ((kind,),)))

    def of_fact(self, fact: Fact, shape: PropertyShape) -> Iterator[Choice]:
        """Yield the choices that are open about a fact: one of its values, or of a list each value or not."""
        values = self.values(shape)
        if shape.single:
            yield Choice((fact,), tuple(((value,),) for value in values))
        else:
            yield from (Choice((fact,), (((),), ((value,),))) for value in values)

    def values(self, shape: PropertyShape) -> tuple[Value, ...]:
        """Return the values of a fact that the laws tell apart, of the others one."""
        if shape.datatype is not None:
            return cells_of(self.book, shape.prop) if shape.datatype != "date" else ()
        named = sorted({value for law in self.laws for value in law.named.get(shape.prop, ())})
        listed = self.book.properties[shape.prop].values
        if listed is not None:
            return listed
        return (*named, *self._other(shape, named))

    def _other(self, shape: PropertyShape, named: Sequence[str]) -> Sequence[str]:
        """Return a term that no law names, if there is one."""
        designated = {iri for law in self.laws for iri in law.designated}
        terms = context.terms(self.book, shape)
        return [term for term in terms if term not in named and term not in designated][:1]
