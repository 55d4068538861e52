"""What an editor of queries completes: prefixes and the terms of the vocabulary, with their labels."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lexflux.faces.names import named_things
from lexflux.faces.web.sparql import TOKENS
from lexflux.knowledge_base import KnowledgeBase
from lexflux.remembering import remembered
from lexflux.resources import prefixes

PREFIXED = re.compile(r"(?<![\w:?$@-])([A-Za-z][\w-]*):(?!//)")
DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w-]*):", re.IGNORECASE)
LOCAL = re.compile(r"[A-Za-z_][\w-]*")


def terms(request: Request) -> Response:
    """Give the prefixes, and each term that a query can name by one with its label in a language."""
    knowledge: KnowledgeBase = request.app.state.knowledge
    found = {"prefixes": prefixes(), "terms": _terms(knowledge, request.path_params["lang"])}
    headers = {"ETag": f'"{knowledge.book.digest[:32]}"', "Cache-Control": "max-age=3600"}
    return JSONResponse(found, headers=headers)


@remembered(4)
def _terms(knowledge: KnowledgeBase, language: str) -> list[tuple[str, str]]:
    used = {quad.predicate.value for quad in knowledge.store}
    iris = sorted({*named_things(knowledge.book), *used})
    labels = ((prefixed(iri), knowledge.book.label(iri, language)) for iri in iris)
    return [(name, label if label != name else "") for name, label in labels if name]


def prefixed(iri: str) -> str:
    """
    Return an IRI with a prefix, nothing if a query cannot write it with one as it is.

    >>> prefixed("https://w3id.org/lexflux/Norm")
    'lf:Norm'
    """
    for prefix, namespace in prefixes().items():
        name = iri.removeprefix(namespace)
        if name != iri and LOCAL.fullmatch(name):
            return f"{prefix}:{name}"
    return ""


def declared(query: str) -> str:
    """
    Return a query with declarations of the prefixes that it uses, as far as they are known here.

    >>> declared("SELECT * { ?norm a lf:Norm }").splitlines()[0]
    'PREFIX lf: <https://w3id.org/lexflux/>'
    """
    said = TOKENS.sub(" ", query)
    missing = dict.fromkeys(PREFIXED.findall(said))
    lacking = [one for one in missing if one in prefixes() and one not in DECLARED.findall(said)]
    return "".join(f"PREFIX {one}: <{prefixes()[one]}>\n" for one in lacking) + query
