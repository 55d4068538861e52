"""Values of the parameters of a query as people give them: names of things, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from lexflux.faces.names import find
from lexflux.knowledge_base import KnowledgeBase
from lexflux.query.queries import Query


def values_of(
    knowledge: KnowledgeBase,
    query: Query,
    given: Mapping[str, str],
    language: str,
    on: str | None = None,
    regime: str | None = None,
) -> dict[str, str]:
    """
    Return the values of parameters, names as IRIs; language, day and regime are those asked for unless given.

    Raises
    ------
    UnknownTermError
        If a name stands for nothing, or for several things.
    """
    values = dict(given)
    for parameter in query.params:
        if parameter.kind == "iri" and _is_name(values.get(parameter.name)):
            values[parameter.name] = find(knowledge, values[parameter.name], parameter.default.strip("<>"))
    known = {parameter.name for parameter in query.params}
    if "lang" in known:
        values.setdefault("lang", language)
    if "date" in known and on:
        values.setdefault("date", on)
    if "regime" in known and regime:
        values.setdefault("regime", find(knowledge, regime))
    return values


def _is_name(value: str | None) -> bool:
    return value is not None and value != "any" and "//" not in value
