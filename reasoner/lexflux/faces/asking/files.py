"""Files that a dialogue begins with and writes; none is overwritten, and none is left that cannot be checked."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lexflux.asking.state import State, node_at
from lexflux.asking.writing import complete, written
from lexflux.batch.run import Asked
from lexflux.errors import InputError, UnknownTermError
from lexflux.faces.asking.terminal import Interrupted, converse
from lexflux.facts.documents import Source, tree_of_file
from lexflux.facts.transfer import Facts
from lexflux.files import refuse_existing, write_whole
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.phrases import phrase

NEW_FILE = "transfer.yaml"


def tree_to_ask_about(path: str) -> dict[str, object]:
    """
    Return the tree of a transfer in a file.

    Raises
    ------
    InputError
        If the file is not one transfer in YAML or JSON.
    """
    source = tree_of_file(path)
    if not isinstance(source, Source) or not isinstance(source.tree, dict) or "legs" in source.tree:
        raise InputError("flow cannot be asked", name=path)
    return source.tree


def beside(path: str) -> str:
    """Return the name of the file that has the answers to what another leaves open."""
    return str(Path(path).with_suffix("")) + "-answered.yaml"


def ask(knowledge: KnowledgeBase, state: State, file: Path, language: str) -> State | None:
    """Hold the dialogue and write what is answered, also if it is interrupted; None if nothing could be kept."""
    kept: list[State] = []

    def keep(now: State) -> None:
        if _can_be_checked(now):
            kept[:] = [now]
            write_whole(file, written(knowledge.book, now.tree, language).encode())

    try:
        keep(converse(knowledge, state, language, keep))
        said = "kept in"
    except Interrupted:
        said = "dialogue interrupted"
    found = kept[-1] if kept else None
    _tell(found, file, language, said)
    return found


def ask_first(
    knowledge: KnowledgeBase, files: Sequence[str], output: str | None, asked: Asked
) -> tuple[Facts | None, Asked]:
    """
    Return the facts after a dialogue that begins with one file or none, and what is asked of them.

    Raises
    ------
    UnknownTermError
        If several files are given.
    InputError
        If the file is not one transfer, or that of the answers exists already.
    """
    if len(files) > 1:
        raise UnknownTermError("several files to ask about")
    target = Path(output or (beside(files[0]) if files else NEW_FILE))
    refuse_existing(target)
    day = None if asked.on is None else as_day(asked.on)
    state = State(tree_to_ask_about(files[0]) if files else {}, asked.regime, day)
    found = ask(knowledge, state, target, asked.language)
    if found is None:
        return None, asked
    return knowledge.read(complete(knowledge.book, found.tree)), replace(asked, regime=found.regime)


def _can_be_checked(state: State) -> bool:
    """Return whether a file with what is known gives an answer: a day, and a law to ask."""
    place = node_at(dict(state.tree), "exporter") or {}
    return bool(state.on or "date" in state.tree) and bool(state.regime or "locatedIn" in place)


def _tell(state: State | None, file: Path, language: str, key: str) -> None:
    if state is None:
        said = phrase("nothing kept", language)
    else:
        said = phrase(key, language, file=str(file), command=_command(state, file))
    sys.stderr.write(f"\n{said}\n")


def _command(state: State, file: Path) -> str:
    day = ["--on", state.on.isoformat()] if state.on and "date" not in state.tree else []
    law = ["--regime", state.regime] if state.regime else []
    return shlex.join(["lexflux", "check", str(file), *law, *day])
