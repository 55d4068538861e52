"""The answers that a knowledge base gives, under one law or under all that apply, and their forms."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision, MissingFact, Requirement
from lexflux.decision.presumptions import Presumption, find_presumptions
from lexflux.decision.receipt import make_receipt
from lexflux.errors import UnknownTermError, shortened
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES, preferred_language
from lexflux.terms import local

if TYPE_CHECKING:
    import rdflib

    from lexflux.explain import answer, joint_answer


@dataclass(frozen=True, repr=False)
class Answer:
    """
    A decision with its explanations.

    >>> from lexflux.knowledge_base import load
    >>> answer = load().decide({
    ...     "exporter": {"locatedIn": "SG", "role": "Controller"}, "recipient": {"locatedIn": "DE"},
    ...     "mode": "TransmissionAbroad", "purpose": "OtherPurpose", "data": {"type": "ContactData"},
    ... }, on="2025-06-01")
    >>> answer.verdict
    'Conditional'
    >>> answer
    <Answer: Conditional, Singapore, law of 2025-06-01>
    """

    decision: Decision

    def __repr__(self) -> str:
        book = self.decision.evaluation.book
        return f"<Answer: {self.verdict}, {book.label(self.decision.regime, 'en')}, law of {self.decision.on}>"

    @property
    def verdict(self) -> str:
        """``NotReached``, ``Permitted``, ``Conditional``, ``Prohibited`` or ``Undetermined``."""
        return local(self.decision.verdict)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What effective or open norms demand, and whether it is in place."""
        return self.decision.requirements

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The one decision, as a `JointAnswer` has several."""
        return (self.decision,)

    @property
    def day(self) -> datetime.date:
        """The day whose law is applied."""
        return self.decision.on

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """Facts that could still change the outcome, the most decisive first."""
        return self.decision.missing

    @property
    def presumptions(self) -> tuple[Presumption, ...]:
        """What is presumed not to be the case, and would change the outcome if it were, the gravest first."""
        return find_presumptions(self.decision)

    @property
    def receipt(self) -> dict[str, Any]:
        """Everything from which the same answer can be derived again."""
        return make_receipt(self.decision)

    def explain(self, language: str = "en", form: str = "text", full: bool = False) -> str:
        """
        Return the answer in ``en`` or ``zh`` as text, ``tree``, ``markdown``, ``html``, ``json``, ``csv``, ``turtle``.

        Text and Markdown are short unless ``full``, HTML is always short; the other forms are whole.
        """
        return render(self.decision, language, form, full)

    def data(self, language: str = "en", fields: Collection[str] | None = None) -> answer.Answer:
        """
        Return the answer as data, of which ``explain`` writes the JSON; its schema is ``lexflux schema answer``.

        With ``fields`` only these members, and those that are always there, so that nothing else is derived.
        """
        return decision_data(self.decision, language, fields)

    def graph(self) -> rdflib.Graph:
        """Return the decision as an RDF graph."""
        from lexflux.explain.graph import decision_graph

        return decision_graph(self.decision)

    def _repr_markdown_(self) -> str:
        return self.explain(preferred_language(), "markdown")

    def _repr_html_(self) -> str:
        return self.explain(preferred_language(), "html")


@dataclass(frozen=True, repr=False)
class JointAnswer:
    """What all law that reaches a transfer makes of it, and which law may reach it."""

    book: LawBook
    found: LegDecision

    def __repr__(self) -> str:
        laws = ", ".join(self.book.label(one.regime, "en") for one in self.decisions) or "no law"
        perhaps = f" and perhaps {len(self.found.others)} more" if self.found.others else ""
        return f"<JointAnswer: {self.verdict}, {laws}{perhaps}, law of {self.day}>"

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What effective or open norms demand, law by law, and whether it is in place."""
        return tuple(requirement for one in self.decisions for requirement in one.requirements)

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """Facts that could still change the outcome, or whether a law applies, each once, the most decisive first."""
        found = [fact for one in self.decisions for fact in one.missing]
        found += [fact for one in self.found.others for fact in one.missing]
        found.sort(key=lambda fact: -fact.decisiveness)
        return tuple({(fact.path, fact.prop): fact for fact in reversed(found)}.values())[::-1]

    @property
    def presumptions(self) -> tuple[Presumption, ...]:
        """What is presumed not to be the case, law by law, the gravest of each first."""
        return tuple(presumption for one in self.decisions for presumption in find_presumptions(one))

    @property
    def receipts(self) -> tuple[dict[str, Any], ...]:
        """Of each law everything from which the same answer can be derived again."""
        return tuple(map(make_receipt, self.decisions))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decision under each law asked."""
        return self.found.decisions

    @property
    def day(self) -> datetime.date:
        """The day whose law is applied."""
        return (self.decisions or self.found.others)[0].on

    @property
    def verdict(self) -> str:
        """The joint verdict, named as that of an `Answer`: that of the strictest law, or undetermined."""
        return local(self.found.verdict)

    def data(self, language: str = "en", fields: Collection[str] | None = None) -> joint_answer.Joint:
        """Return the answer as data; as `Answer.data`, in the joint answer and in that of each law alike."""
        from lexflux.explain import data, joint_answer, together

        known = {*data.MEMBERS, *joint_answer.Joint.__annotations__}
        return together.joint_data(self.book, self.found, chosen(language, LANGUAGES), chosen_all(fields, known))

    def explain(self, language: str = "en", form: str = "text", full: bool = False) -> str:
        """Return the answer in ``en`` or ``zh`` as text, ``markdown``, ``html``, ``json``, ``csv`` or ``turtle``."""
        from lexflux.explain import page, together
        from lexflux.query.results import json_text

        def shown(write: Callable[[page.Page], str]) -> Callable[[], str]:
            return lambda: write(together.joint_page(self.book, self.found, chosen(language, LANGUAGES), full))

        forms: dict[str, Callable[[], str]] = {
            "text": shown(page.page_as_text),
            "markdown": shown(page.page_as_markdown),
            "html": shown(page.page_as_html),
            "json": lambda: json_text(self.data(language)),
            "csv": lambda: together.joint_csv(self.book, self.found, language),
            "turtle": lambda: together.joint_turtle(self.found.decisions),
        }
        return forms[chosen(form, forms)]()

    def _repr_markdown_(self) -> str:
        return self.explain(preferred_language(), "markdown")

    def _repr_html_(self) -> str:
        return self.explain(preferred_language(), "html")


def render(decision: Decision, language: str, form: str, full: bool = False) -> str:
    """Return a decision in one of the forms of `Answer.explain`."""
    from lexflux.explain import render as renderers

    forms: dict[str, Callable[[Decision, str], str]] = {
        "text": partial(renderers.as_text, full=full),
        "tree": renderers.as_explanation,
        "markdown": partial(renderers.as_markdown, full=full),
        "html": renderers.as_html,
        "json": renderers.as_json,
        "csv": renderers.as_csv,
        "turtle": lambda decision, _: renderers.as_turtle(decision),
    }
    return forms[chosen(form, forms)](decision, chosen(language, LANGUAGES))


def decision_data(decision: Decision, language: str, fields: Collection[str] | None = None) -> answer.Answer:
    """Return a decision as data, as `Answer.data`."""
    from lexflux.explain.data import MEMBERS, as_data

    return as_data(decision, chosen(language, LANGUAGES), chosen_all(fields, MEMBERS))


def chosen_all(names: Collection[str] | None, known: Collection[str]) -> Collection[str] | None:
    """Return names if each is known, as `chosen`; None for all."""
    return None if names is None else [chosen(name, known) for name in names]


def chosen(name: str, known: Iterable[str]) -> str:
    """Return the name of a form or language if it is known, or say which are."""
    choices = list(known)
    if name not in choices:
        raise UnknownTermError("unknown choice", name=shortened(str(name)), known=", ".join(choices))
    return name
