"""The known survivors, each with the reason why no case notices it: the ceiling of the audit, which may only fall."""

from __future__ import annotations

from pathlib import Path

from lexflux.facts import yamlfile

FILE = Path(__file__).with_name("survivors.yaml")


def known_survivors() -> dict[str, str]:
    """Return the name of each known survivor with the reason."""
    groups, _ = yamlfile.parse(FILE.read_text("utf-8"), FILE.name)
    return {name: group["reason"] for group in groups for name in group["mutants"]}
