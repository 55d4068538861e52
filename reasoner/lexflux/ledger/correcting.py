"""Corrections of a ledger: records that no longer count, and people whose keys are erased."""

from __future__ import annotations

import datetime
import secrets

import polars as pl

from lexflux.errors import InputError, shortened
from lexflux.ledger.store import SCHEMA, Ledger, Part, code_of


def retract(ledger: Ledger, record: str, reason: str, on: datetime.date) -> None:
    """
    Let a record no longer count. It stays where it is, with the day and the reason of its retraction.

    Raises
    ------
    InputError
        If there is no such record, or it is retracted already.
    """
    with ledger.writing():
        known = ledger.known(pl.Series([record]))
        if known.is_empty() or record in ledger.manifest.retracted:
            raise InputError("no such record", name=str(ledger.folder), id=shortened(record))
        made = {"kind": "retraction", "id": record, "on": str(on), "reason": reason, "records": len(known)}
        ledger.commit([], [], [made])


def erase(ledger: Ledger, key: str, reason: str, on: datetime.date) -> int:
    """
    Erase the key of a person or device from all records, and return from how many.

    Who left before is still counted, once: another key that stands for nobody takes its place. The parts that held the
    key are written anew and then removed; the correction says how many records changed, and not whose.

    Raises
    ------
    InputError
        If no record has the key.
    """
    with ledger.writing():
        held = [part for part in ledger.manifest.parts if _holds(ledger, part, key)]
        if not held:
            raise InputError("no such key", name=str(ledger.folder))
        stand_in = f"erased-{secrets.token_hex(16)}"
        renewed = [_without(ledger.collect(ledger.scan_all(part)), key, stand_in) for part in held]
        changed = sum(int((frame["key"] == stand_in).sum()) for frame in renewed)
        made = {"kind": "erasure", "on": str(on), "reason": reason, "records": changed, "key": stand_in}
        ledger.commit(renewed, [], [made], held)
    return changed


def _holds(ledger: Ledger, part: Part, key: str) -> bool:
    found = ledger.collect(ledger.scan_all(part).filter(pl.col("key") == key).select(pl.len()))
    return bool(found.item())


def _without(records: pl.DataFrame, key: str, stand_in: str) -> pl.DataFrame:
    renewed = pl.when(pl.col("key") == key).then(pl.lit(stand_in)).otherwise(pl.col("key"))
    coded = records.with_columns(key=renewed).with_columns(code_of(pl.col("key")).alias("code"))
    return coded.select(SCHEMA.names())
