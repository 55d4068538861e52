"""YAML 1.2 core schema with line numbers: ``NO`` stays a word, ``on`` stays a key, ``010`` is ten, dates stay text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from lexflux.errors import InputError, shortened
from lexflux.facts.trees import Lines, TreeBuilder, number
from lexflux.messages import message

TAG = "tag:yaml.org,2002:"
BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NULL = re.compile(r"~|null|Null|NULL|")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, name: str, most: int | None = None) -> tuple[Any, Lines]:
    """
    Parse one YAML document, of ``most`` values at most.

    Raises
    ------
    InputError
        If the text is not YAML, uses a tag, repeats a key, or goes beyond the bounds of `TreeBuilder`; the message has
        file and line.
    """
    builder = TreeBuilder(name, most)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            _take(event, builder)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark is not None else name
        problem = getattr(error, "problem", None) or str(error)
        raise InputError("broken syntax", where=where, syntax="YAML", problem=problem) from error
    return builder.finish()


def _take(event: yaml.Event, builder: TreeBuilder) -> None:
    line = event.start_mark.line + 1  # type: ignore[union-attr]
    match event:
        case yaml.DocumentStartEvent() if builder.lines.starts or builder.root is not None:
            raise _broken(builder, line, "second document")
        case yaml.CollectionStartEvent() if builder.expects_key:
            raise _broken(builder, line, "key no word")
        case yaml.CollectionStartEvent(anchor=anchor, tag=tag):
            _refuse_tag(tag, ("map", "seq"), builder, line)
            builder.begin({} if isinstance(event, yaml.MappingStartEvent) else [], line, anchor)
        case yaml.CollectionEndEvent():
            builder.end()
        case yaml.AliasEvent(anchor=anchor):
            _take_alias(str(anchor), builder, line)
        case yaml.ScalarEvent(anchor=anchor, value=value, tag=tag):
            _refuse_tag(tag, ("str",), builder, line)
            if builder.expects_key:
                builder.key(value, line)
            else:
                plain = event.implicit[0] and tag is None
                builder.add(_scalar(value) if plain else value, line, anchor)


def _take_alias(anchor: str, builder: TreeBuilder, line: int) -> None:
    if anchor not in builder.anchors:
        raise _broken(builder, line, "unknown alias", name=shortened(anchor))
    value = builder.anchors[anchor]
    if builder.is_open(value):
        raise _broken(builder, line, "alias of itself", name=shortened(anchor))
    if builder.expects_key:
        builder.key(str(value), line)
    else:
        builder.add(value, line)


def _refuse_tag(tag: str | None, known: tuple[str, ...], builder: TreeBuilder, line: int) -> None:
    if tag is not None and tag not in ("!", *(TAG + name for name in known)):
        raise _broken(builder, line, "tag not read", name=shortened(tag.replace(TAG, "!!")))


def _broken(builder: TreeBuilder, line: int, problem: str, **values: str) -> InputError:
    texts = message(problem, **values)
    where = f"{builder.name}:{line}"
    return InputError("broken syntax", where=where, syntax="YAML", problem=(texts["en"], texts["zh"]))


def _scalar(word: str) -> str | bool | int | float | None:
    if NULL.fullmatch(word):
        return None
    if BOOLEAN.fullmatch(word):
        return word.lower() == "true"
    return number(word) if NUMBER.fullmatch(word) else word
