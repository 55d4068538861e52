"""What is ordinary of a transfer, its parties and its data: what is supposed where nobody describes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexflux import resources
from lexflux.facts import yamlfile

FILE = "ordinary.yaml"


def ordinary() -> dict[str, Mapping[str, Any]]:
    """Return the ordinary facts of a ``transfer``, of a ``party`` and of ``data``, as trees in the words of facts."""
    tree, _ = yamlfile.parse((resources.folder("shapes") / FILE).read_text("utf-8"), FILE)
    assert isinstance(tree, dict)
    return tree


def ordinary_export(origin: str, target: str) -> dict[str, Any]:
    """Return the tree of an ordinary export of contact data between two places, given by their codes."""
    supposed = ordinary()
    return {
        **supposed["transfer"],
        "exporter": {**supposed["party"], "locatedIn": origin},
        "recipient": {**supposed["party"], "locatedIn": target},
        "data": {**supposed["data"], "collectedIn": origin, "storedIn": origin, "type": "ContactData"},
    }
