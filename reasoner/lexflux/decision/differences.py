"""Where two JSON trees differ, said in one line for each place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

LONGEST_VALUE = 120
NOTHING = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in a tree, what stood there and what stands there now; ``NOTHING`` where the tree lacks the place."""

    path: tuple[str | int, ...]
    was: Any
    now: Any

    def __str__(self) -> str:
        """
        Return the difference in one line, without characters that a terminal would obey.

        >>> print(Difference(("requirements", 0, "status"), "Met", "Unmet"))
        requirements[0].status: "Met" -> "Unmet"
        """
        steps = (f"[{step}]" if isinstance(step, int) else f".{_visible(step)}" for step in self.path)
        return f"{''.join(steps).lstrip('.')}: {_shown(self.was)} -> {_shown(self.now)}"


def differences(was: Any, now: Any, path: tuple[str | int, ...] = ()) -> Iterator[Difference]:
    """Yield where a tree that was given differs from the one that it should be; the order of keys is no difference."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in (*now, *sorted(was.keys() - now.keys())):
            yield from differences(was.get(key, NOTHING), now.get(key, NOTHING), (*path, key))
    elif isinstance(was, list) and isinstance(now, list):
        for place, (one, other) in enumerate(zip_longest(was, now, fillvalue=NOTHING)):
            yield from differences(one, other, (*path, place))
    elif was != now or isinstance(was, bool) != isinstance(now, bool):
        yield Difference(path, was, now)


def _shown(value: Any) -> str:
    if value is NOTHING:
        return "–"
    try:
        text = _visible(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return "…"
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def _visible(text: str) -> str:
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)
