"""The layout of law files: each article of an instrument in the order of the statute, and under it what it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

import pyoxigraph as ox

from lexflux import resources
from lexflux.law.bookkeeping import PROVISION, completed, implied
from lexflux.law.graphs import ONTOLOGY_CLASS, VANN, Subject, Term, load, preferred_prefixes
from lexflux.law.imports import needed_imports, xml_catalogue
from lexflux.law.ontology import law_files, load_ontology
from lexflux.law.statutory_order import in_statutory_order
from lexflux.law.turtle import Facts, TurtleWriter, facts_by_subject, top_level
from lexflux.terms import ELI, LF, OWL, PREFIXES, TYPE

# What an article states follows it in this order, after the classes and properties that it defines.
KINDS = (
    "Designation", "OwnershipRule", "Norm", "Commitment", "TreatyException", "ScopeExclusion", "Precedence", "Gap",
    "OpenPoint", "Reading", "ValidityPeriod", "ConclusionLimit", "GracePeriod", "NotBetween", "DisputeSettlement",
    "DisputeExclusion", "Sanction", "Citation",
)  # fmt: skip
IMPORTS = ox.NamedNode(OWL + "imports")
BLOCK = re.compile(r"(<[^>]*>|\[\]|[\w-]*:[^\s;]+)(?:\s|$)")


@dataclass(frozen=True)
class LawFile:
    """
    One Turtle file.

    ``written`` is what it writes out and ``whole`` what it says with all that follows, both in the order of the file.
    ``sections`` holds the comments inside it by the subject that they stand before: its IRI, or ``[]1`` for the first
    nameless one.
    """

    name: ox.NamedNode
    written: Mapping[Subject, Facts]
    whole: Mapping[Subject, Facts]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    head: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


def read_law_file(text: str) -> LawFile:
    """
    Return a Turtle file with what it must write out.

    Its sections are headed by articles, if it has any, and else by comments.
    """
    parser = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    triples = list(parser)
    name = next(
        one.subject for one in triples if one.object == ONTOLOGY_CLASS and isinstance(one.subject, ox.NamedNode)
    )
    quads = [ox.Quad(one.subject, one.predicate, one.object, name) for one in triples]
    spared = implied(quads)
    has_articles = any(quad.predicate.value == TYPE and quad.object == PROVISION for quad in quads)
    return LawFile(
        name=name,
        written=facts_by_subject(quad for quad in quads if quad not in spared),
        whole=facts_by_subject(completed(quads)),
        prefixes=parser.prefixes,
        head=text.partition("@prefix")[0],
        sections={} if has_articles else _sections(text, parser.prefixes),
    )


def _sections(text: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    sections: dict[str, str] = {}
    waiting = ""
    nameless = 0
    for line in text[text.index("@prefix") :].splitlines():
        block = BLOCK.match(line)
        nameless += line.startswith("[]")
        if line.startswith("#"):
            waiting += line + "\n"
        elif waiting and block:
            sections[_key(block[1], nameless, prefixes)] = waiting + "\n"
            waiting = ""
    return sections


def _key(name: str, nameless: int, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of a subject that the text calls so, or which of the nameless ones it is."""
    if name == "[]":
        return f"[]{nameless}"
    prefix, _, rest = name.partition(":")
    return name[1:-1] if name.startswith("<") else prefixes[prefix] + rest


def laid_out(file: LawFile, preferred: Mapping[str, str]) -> str:
    """
    Return the text of a file in the layout: one fact a line, and each article followed by what it states.

    Parameters
    ----------
    file
        The file.
    preferred
        The prefix that the files of an ontology prefer for each namespace (``vann:preferredNamespacePrefix``).
    """
    writer = TurtleWriter(file.written, _prefixes(file, preferred))
    order = _Order(file)
    number = count(1)
    keys = {one: one.value if isinstance(one, ox.NamedNode) else f"[]{next(number)}" for one in order.subjects}
    groups = [
        [file.sections.get(keys[one], "") + writer.block(one) for one in group] for group in order.groups() if group
    ]
    body = "\n\n\n".join(map(_paragraphs, groups))
    return f"{file.head}{writer.head()}\n\n{body}\n"


def _prefixes(file: LawFile, preferred: Mapping[str, str]) -> dict[str, str]:
    """Return namespaces by prefix: the file's own, those that it declares, those of other files, the nearest first."""
    own = str(file.written[file.name][ox.NamedNode(VANN + "Uri")][0].value)
    path = own.split("/")
    near = sorted(preferred, key=lambda namespace: (-_shared(path, namespace.split("/")), namespace))
    found = {own: preferred[own]} if own in preferred else {}
    taken = set(found.values())
    for namespace, prefix in [
        *((namespace, prefix) for prefix, namespace in (PREFIXES | dict(file.prefixes)).items()),
        *((namespace, preferred[namespace]) for namespace in near),
    ]:
        if namespace not in found and prefix not in taken:
            found[namespace] = prefix
            taken.add(prefix)
    return {prefix: namespace for namespace, prefix in found.items()}


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many steps from the root two paths share."""
    return next((step for step, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))


def _paragraphs(blocks: list[str]) -> str:
    """Join blocks with blank lines between; blocks of one line stay together."""
    text = blocks[0]
    for before, block in pairwise(blocks):
        text += ("\n" if "\n" not in before + block else "\n\n") + block
    return text


class _Order:
    """The order of the subjects of a file."""

    def __init__(self, file: LawFile) -> None:
        self._whole = file.whole
        self._graph = file.written
        self.subjects = top_level(file.written)
        self._mentioned_by = {subject: tuple(self._mentions(subject)) for subject in self.subjects}
        self._place = {subject: place for place, subject in enumerate(self.subjects)}
        self.instruments = [one for one in self.subjects if self._is_a(one, "Instrument")]
        self.provisions = in_statutory_order(one for one in self.subjects if self._is_a(one, "Provision"))
        self._rank = {provision: rank for rank, provision in enumerate(self.provisions)}

    def groups(self) -> Iterator[list[Subject]]:
        """
        Yield the subjects in groups.

        The instruments and what no article states come first, then each article with what it states.
        """
        if not self.provisions:
            yield self.subjects
            return
        articles: dict[Subject, list[Subject]] = {provision: [provision] for provision in self.provisions}
        for subject, article in sorted(self._stated().items(), key=lambda one: self._kind(one[0])):
            articles[article].append(subject)
        wholes = {provision: self._instrument(provision) for provision in self.provisions}
        placed = {*wholes.values(), *(subject for article in articles.values() for subject in article)}
        yield [subject for subject in self.subjects if subject not in placed]
        for instrument in self.instruments:
            yield [instrument] if instrument in placed else []
            yield from (articles[provision] for provision in self.provisions if wholes[provision] == instrument)
        yield from (articles[provision] for provision in self.provisions if wholes[provision] is None)

    def _instrument(self, provision: Subject) -> Subject | None:
        named = self._values(provision, ELI + "is_part_of")
        return next((one for one in self.instruments if one in named), None)

    def _stated(self) -> dict[Subject, ox.NamedNode]:
        """
        Return the article under which each subject stands.

        That is the first that states it; failing that the first under which something mentions it, and failing that
        the first under which something stands that it mentions.
        """
        found: dict[Subject, ox.NamedNode] = {provision: provision for provision in self.provisions}
        found |= {one: article for one in self.subjects if one not in found and (article := self._stating(one))}
        for near in (self._mentioning, self._mentioned):
            rest = [one for one in self.subjects if one not in found and one not in self.instruments]
            while moved := {one: article for one in rest if one not in found and (article := near(one, found))}:
                found |= moved
        return {one: article for one, article in found.items() if one not in self._rank}

    def _stating(self, subject: Subject) -> ox.NamedNode | None:
        return self._first(value for link in ("statedIn", "citing") for value in self._values(subject, LF + link))

    def _mentioning(self, subject: Subject, found: Mapping[Subject, ox.NamedNode]) -> ox.NamedNode | None:
        return self._first(article for one, article in found.items() if subject in self._mentioned_by[one])

    def _mentioned(self, subject: Subject, found: Mapping[Subject, ox.NamedNode]) -> ox.NamedNode | None:
        return self._first(
            found[one] for one in self._mentioned_by[subject] if not isinstance(one, ox.Literal) and one in found
        )

    def _first(self, articles: Iterable[Term]) -> ox.NamedNode | None:
        known = (one for one in articles if isinstance(one, ox.NamedNode) and one in self._rank)
        return min(known, key=self._rank.__getitem__, default=None)

    def _mentions(self, subject: Subject) -> Iterator[Term]:
        """Yield the terms inside a block in their order."""
        for value in (value for values in self._graph[subject].values() for value in values):
            yield value
            if isinstance(value, ox.BlankNode):
                yield from self._mentions(value)

    def _kind(self, subject: Subject) -> tuple[int, int]:
        """Return the rank of a subject under its article; a nameless axiom goes with the first subject it mentions."""
        named = [
            one
            for one in (subject, *self._mentioned_by[subject])
            if isinstance(one, ox.NamedNode) and one in self._place
        ]
        ranks = [rank for rank, kind in enumerate(KINDS, 1) if self._is_a(named[0], kind)] if named else []
        return min(ranks, default=0), self._place[subject]

    def _is_a(self, subject: Subject, kind: str) -> bool:
        return ox.NamedNode(LF + kind) in self._values(subject, TYPE)

    def _values(self, subject: Subject, predicate: str) -> list[Term]:
        return self._whole.get(subject, {}).get(ox.NamedNode(predicate), [])


def with_imports(file: LawFile, imported: Iterable[str]) -> LawFile:
    """Return the file with these imports and no others."""
    imports: list[Term] = [ox.NamedNode(iri) for iri in imported]
    header = {link: values for link, values in file.written[file.name].items() if link != IMPORTS}
    return replace(file, written={**file.written, file.name: header | ({IMPORTS: imports} if imports else {})})


def main() -> None:
    """Bring the files of the ontology into the layout, with the imports each needs, and write the XML catalogue."""
    ontology = resources.folder("ontology")
    preferred = preferred_prefixes(load(law_files(ontology)))
    imports = needed_imports(load_ontology(ontology))
    for path in law_files(ontology):
        file = read_law_file(path.read_text("utf-8"))
        path.write_text(laid_out(with_imports(file, imports[file.name.value]), preferred), "utf-8")
    (ontology / "catalog-v001.xml").write_text(xml_catalogue(law_files(ontology), ontology), "utf-8")


if __name__ == "__main__":
    main()
