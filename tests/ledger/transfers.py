"""A transfer whose counting is certain, and ledgers of records of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lexflux.ledger.batches import batch_of
from lexflux.ledger.lines import Record
from lexflux.ledger.profiles import Profile
from lexflux.ledger.store import Ledger

Row = tuple[str, datetime.date, Profile, list[str] | int]


def transfer(kind: str = "ContactData", recipient: str = "HQ", **facts: Any) -> dict[str, Any]:
    """Return a transfer of a hotel in the mainland of which all is told that decides whether it is counted."""
    return {
        "exporter": {
            **{"label": "Hotel", "locatedIn": "CN", "role": "Controller", "sector": "Tourism"},
            **{"isCriticalInfrastructureOperator": False, "isForeignControlled": False},
        },
        "recipient": {"label": recipient, "locatedIn": "FR", "role": "Controller", "sector": "Tourism"},
        "data": [{"type": kind, "collectedIn": "CN", "importantDataStatus": "NotImportant"}],
        **{"mode": "TransmissionAbroad", "purpose": "Marketing", "legalBasis": "Consent"},
        **{"isStrictlyNecessary": False, "statedComplete": ["purpose"], **facts},
    }


def kept(folder: Path, rows: Sequence[Row]) -> Ledger:
    """Return a ledger with records."""
    ledger = Ledger(folder / "ledger", create=True)
    told = (
        Record("test", name, day, ((profile, counted if isinstance(counted, int) else tuple(counted)),))
        for name, day, profile, counted in rows
    )
    batch = batch_of(told)
    ledger.append(batch.records, batch.profiles)
    return Ledger(folder / "ledger")
