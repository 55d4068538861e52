"""
Pages of the vocabulary in Markdown, made from the ontology: for each file of the core one in each language.

``python -m lexflux.faces.vocabulary_pages FOLDER`` writes them; `make regenerate` does so for ``docs/vocabulary``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lexflux.faces.names import name_of
from lexflux.faces.vocabulary import CORE, PROPERTIES, Vocabulary, example_query
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.phrases import LANGUAGES
from lexflux.terms import LF, OWL, RDFS, local

CLASSES = (OWL + "Class", RDFS + "Datatype")


def pages(knowledge: KnowledgeBase) -> dict[str, str]:
    """Return the pages by the names of their files, an index in each language among them."""
    vocabulary = Vocabulary(knowledge.book, knowledge.store)
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = Wording(knowledge.book, language)
        made = [_Page(vocabulary, words, file) for file in vocabulary.files]
        told = [page for page in made if page.classes or page.properties]
        found |= {page.name: page.written() for page in told}
        found["README" + _ending(language)] = _index(words, told)
    return found


def _ending(language: str) -> str:
    return ".md" if language == "en" else f".{language}.md"


def _index(words: Wording, made: Iterable[_Page]) -> str:
    links = [f"- [{page.title}]({page.name})" for page in made]
    return "\n".join([f"# {words.say('vocabulary')}", "", words.say("made from the ontology"), "", *links]) + "\n"


class _Page:
    """The page of one file in one language."""

    def __init__(self, vocabulary: Vocabulary, words: Wording, file: str) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self.classes = vocabulary.defined_in(file, CLASSES)
        self.properties = vocabulary.defined_in(file, PROPERTIES)
        self.title = text(vocabulary.titles(file), words.language)
        self.name = file.removeprefix(CORE) + _ending(words.language)

    def written(self) -> str:
        """Return the page: a diagram, then each class and each property."""
        say = self._words.say
        lines = [f"# {self.title}", "", say("made from the ontology"), "", *self._diagram()]
        lines += [f"## {say('classes')}", "", *(line for iri in self.classes for line in self._class(iri))]
        if self.properties:
            lines += [f"## {say('properties')}", ""]
            lines += [line for iri in self.properties for line in self._property(iri)]
        return "\n".join(lines).rstrip() + "\n"

    def _diagram(self) -> Iterator[str]:
        """Yield a class diagram of what the properties of this file lead from and to."""
        arrows = [
            f"    {local(domain)} --> {local(target)} : {local(prop)}"
            for prop in self.properties
            if (domain := self._vocabulary.domain(prop)) and (target := self._vocabulary.range(prop))
            if domain.startswith(LF) and target.startswith(LF)
        ]
        lying = [
            f"    {local(above)} <|-- {local(iri)}"
            for iri in self.classes
            for above in self._vocabulary.superclasses(iri)
            if above.startswith(LF)
        ]
        if arrows or lying:
            yield from ("```mermaid", "classDiagram", *lying, *arrows, "```", "")

    def _class(self, iri: str) -> Iterator[str]:
        say, vocabulary = self._words.say, self._vocabulary
        yield from self._head(iri)
        yield from self._listed("lies in", vocabulary.superclasses(iri))
        stated = vocabulary.stated_of(iri)
        yield from self._listed("has properties", sorted({*stated, *vocabulary.belonging_to(iri)}))
        yield from self._listed("is given by", [one for one in vocabulary.properties if vocabulary.range(one) == iri])
        yield from self._asking(iri)
        if vocabulary.members(iri):
            example = vocabulary.example(iri) or ""
            yield f"- {say('example', name=self._words.label(example))} (`lexflux show {self._name(example)}`)"
            yield from ("", "```sparql", example_query(vocabulary, iri), "```")
        yield ""

    def _property(self, iri: str) -> Iterator[str]:
        vocabulary = self._vocabulary
        yield from self._head(iri)
        domain, gives = vocabulary.domain(iri), vocabulary.range(iri)
        yield from self._listed("is of", [domain] if domain else [])
        yield from self._listed("leads to", [gives] if gives else [])
        users = sorted(one for one in vocabulary.users(iri) if one != domain)
        yield from self._listed("is used by", users)
        yield from self._asking(iri)
        if users:
            yield from ("", "```sparql", example_query(vocabulary, iri), "```")
        yield ""

    def _head(self, iri: str) -> Iterator[str]:
        yield from (f"### {self._words.label(iri)} · `lf:{iri.removeprefix(LF)}`", "")
        defined = text(self._words.book.definitions.get(iri, {}), self._words.language)
        yield from (defined, "") if defined else ()

    def _asking(self, iri: str) -> Iterator[str]:
        labels = (self._words.label(self._words.book.regimes[one]) for one in self._vocabulary.regimes_asking(iri))
        if asking := self._words.joined(labels):
            yield f"- {self._words.pair(self._words.say('asked by the law of'), asking)}"

    def _listed(self, key: str, iris: Iterable[str]) -> Iterator[str]:
        named = [f"{self._words.label(iri)} (`{self._name(iri)}`)" for iri in iris]
        if named:
            yield f"- {self._words.pair(self._words.say(key), self._words.joined(named))}"

    def _name(self, iri: str) -> str:
        return name_of(self._words.book, iri) if iri.startswith(LF) else local(iri)


def write(folder: Path) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in pages(load()).items():
        (folder / name).write_text(content, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
