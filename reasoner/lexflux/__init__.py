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
('Conditional', 'https://w3id.org/lexflux/legalBasis')
"""

from lexflux.answers import Answer
from lexflux.errors import LexfluxError
from lexflux.faces.notebook.library import Library, load
from lexflux.knowledge_base import KnowledgeBase

__all__ = ["Answer", "KnowledgeBase", "LexfluxError", "Library", "load"]


def load_ipython_extension(shell: object) -> None:
    """Add the magics of Lexflux to a notebook: ``%load_ext lexflux``."""
    from lexflux.faces.notebook.extension import register

    register(shell)
