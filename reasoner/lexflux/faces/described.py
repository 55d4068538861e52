"""Transfers described in another vocabulary, in the commands: what is not carried over from it is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from lexflux.batch.dpv import is_in_dpv
from lexflux.batch.entries import Entry, Problem, of_source
from lexflux.errors import InputError, listed
from lexflux.facts.documents import Document, tree_of_file
from lexflux.facts.flow import read_source
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import phrase

UNNAMED = "FILE"


def carried_over(entries: Iterable[Entry | Problem], language: str, path: str | None = None) -> list[str]:
    """
    Return a line for each file in another vocabulary: part of it may count as not stated, and how to list that.

    With ``path`` the command names it in the place of the file, as for a text that is in none.
    """
    files = dict.fromkeys(one.carried_over for one in entries if isinstance(one, Entry) and one.carried_over)
    return [phrase("carried over from DPV", language, file=file, path=path or file) for file in files]


def tell_carried_over(entries: Iterable[Entry | Problem], language: str) -> None:
    """Say on standard error what `carried_over` returns."""
    sys.stderr.writelines(f"{line}\n" for line in carried_over(entries, language))


def in_dpv(knowledge: KnowledgeBase, document: Document, path: str) -> Entry:
    """
    Return the one transfer that a description in DPV gives; the store of ``knowledge`` holds it meanwhile.

    Raises
    ------
    InputError
        If its processes give none, or several.
    """
    found = list(of_source(document, path, knowledge))
    if len(found) > 1:
        named = listed(one.file.removeprefix(path).strip() for one in found)
        raise InputError("several transfers in DPV", name=path, count=len(found), found=named)
    return found[0]


def read_told(knowledge: KnowledgeBase, path: str, language: str) -> Facts | Flow:
    """
    Return the one transfer or flow that a file describes, also in DPV; then what is not carried over is told.

    Raises
    ------
    InputError
        If the file cannot be read, or describes several transfers.
    """
    source = tree_of_file(path)
    if isinstance(source, Document) and is_in_dpv(source):
        found = [in_dpv(knowledge, source, path)]
    else:
        found = list(of_source(source, path, knowledge))
    if len(found) != 1:
        return read_source(source, knowledge.book)
    tell_carried_over(found, language)
    return found[0].read()


def read_transfer_told(knowledge: KnowledgeBase, path: str, language: str) -> Facts:
    """Return the one transfer that a file describes, as `read_told`; a flow is an error."""
    found = read_told(knowledge, path, language)
    return knowledge.read(path) if isinstance(found, Flow) else found
