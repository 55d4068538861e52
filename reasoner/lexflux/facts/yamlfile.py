"""YAML 1.2 core schema with line numbers: ``NO`` stays a word, ``on`` stays a key, ``010`` is ten, dates stay text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from lexflux.errors import InputError


class _CoreSchemaLoader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


_CoreSchemaLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_CoreSchemaLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_CoreSchemaLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_CoreSchemaLoader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)
_CoreSchemaLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))  # type: ignore[arg-type]


class Lines:
    """Where keys and values stand in a YAML or JSON text (JSON is read as YAML for this)."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._keys: dict[str, int] = {}
        self._pairs: dict[tuple[str, str], int] = {}
        if root is not None:
            self._visit(root, "")

    def _visit(self, node: yaml.Node, key: str) -> None:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                self._keys.setdefault(str(name.value), name.start_mark.line + 1)
                self._visit(value, str(name.value))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._visit(item, key)
        else:
            self._pairs.setdefault((key, str(node.value)), line)

    def of(self, key: str, value: str = "") -> int | None:
        """Return the line of ``key`` with ``value``, else of the key, else None."""
        return self._pairs.get((key, value)) or self._keys.get(key)


def parse(text: str, name: str) -> tuple[Any, Lines]:
    """
    Parse one YAML document.

    Raises
    ------
    InputError
        If the text is not YAML, or repeats a key; the message has file and line.
    """
    loader = _CoreSchemaLoader(text)
    try:
        root = loader.get_single_node()
        if root is not None:
            _refuse_repeated_keys(root, name)
        document = None if root is None else loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark is not None else name
        problem = getattr(error, "problem", None) or str(error)
        raise InputError("broken syntax", where=where, syntax="YAML", problem=problem) from error
    finally:
        loader.dispose()
    return document, Lines(root)


def _refuse_repeated_keys(node: yaml.Node, name: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                line = key.start_mark.line + 1
                raise InputError("repeated key", name=name, line=line, repeated=key.value)
            seen.add(str(key.value))
            _refuse_repeated_keys(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(item, name)
