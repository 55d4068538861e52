"""
The law of cross-border data transfers: load it, decide a transfer, explain the decision.

>>> import lexflux
>>> transfer = {
...     "exporter": {"locatedIn": "CN", "isCriticalInfrastructureOperator": True},
...     "recipient": {"locatedIn": "SG"},
...     "data": {"type": "HealthData", "importantDataStatus": "NotImportant"},
... }
>>> lexflux.load().decide(transfer, regime="cn", on="2026-11-22").verdict
'Conditional'
"""

from lexflux.errors import LexfluxError
from lexflux.knowledge_base import Answer, KnowledgeBase, load

__all__ = ["Answer", "KnowledgeBase", "LexfluxError", "load"]
