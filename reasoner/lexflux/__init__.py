"""
The law of cross-border data transfers: load it, decide a transfer, explain the decision.

>>> import lexflux
>>> transfer = {
...     "exporter": {"locatedIn": "CN", "isCriticalInfrastructureOperator": True, "sector": "Health"},
...     "recipient": {"locatedIn": "SG", "sector": "Health"},
...     "data": {"type": "HealthData", "importantDataStatus": "NotImportant"},
...     "mode": "TransmissionAbroad",
... }
>>> answer = lexflux.load().decide(transfer, regime="cn", on="2026-11-22")
>>> answer.verdict, answer.missing[0].prop
('Conditional', 'https://w3id.org/lexflux/circumstance')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexflux.answers import Answer
    from lexflux.errors import LexfluxError
    from lexflux.faces.notebook.library import Library, load
    from lexflux.knowledge_base import KnowledgeBase

__all__ = ["Answer", "KnowledgeBase", "LexfluxError", "Library", "load"]
_HOMES = {
    "Answer": "lexflux.answers",
    "KnowledgeBase": "lexflux.knowledge_base",
    "LexfluxError": "lexflux.errors",
    "Library": "lexflux.faces.notebook.library",
    "load": "lexflux.faces.notebook.library",
}


def __getattr__(name: str) -> object:
    """Return what the package offers, imported when it is first asked for: commands start without most of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(_HOMES[name]), name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def load_ipython_extension(shell: object) -> None:
    """Add the magics of Lexflux to a notebook: ``%load_ext lexflux``."""
    from lexflux.faces.notebook.extension import register

    register(shell)
