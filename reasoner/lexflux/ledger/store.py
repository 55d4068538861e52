"""A ledger on disk: parts that are never changed by an addition, and a manifest that names those that count."""

from __future__ import annotations

import contextlib
import fcntl
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from lexflux.errors import InputError, shortened
from lexflux.files import UNFINISHED, unwritable, write_whole
from lexflux.ledger.profiles import Profile

FORMAT = "lexflux-ledger/1"
MANIFEST, LOCK, WATCH = "manifest.json", ".lock", "watch.json"
OWN = (LOCK, WATCH, "records", "profiles")
SCHEMA = pl.Schema(
    {
        "id": pl.String,
        "date": pl.Date,
        "profile": pl.UInt32,
        "key": pl.String,
        "code": pl.UInt64,
        "number": pl.Int64,
        "sketch": pl.Binary,
    }
)
"""
The columns of a part: a record has the ``key`` of a person or device with its hash, the ``code``, or their ``number``,
perhaps with a ``sketch`` of their keys. Parts of former versions have no sketches.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of records: how many, of how many bytes, and the first and last of their days and ids."""

    name: str
    rows: int
    size: int
    days: tuple[str, str]
    ids: tuple[str, str]
    hash: str


@dataclass(slots=True)
class Manifest:
    """What counts of a ledger: its parts, its profiles in the order of their numbers, and what was corrected."""

    parts: list[Part] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)

    @property
    def retracted(self) -> list[str]:
        """The ids of records that no longer count."""
        return [one["id"] for one in self.corrections if one["kind"] == "retraction"]


class Ledger:
    """
    A ledger in a folder.

    Parameters
    ----------
    folder
        Where it is; made with the first records that are added.
    create
        Whether there may be none yet.

    Raises
    ------
    InputError
        If the folder holds something else, or a file that the manifest names is missing, cut short or broken.
    """

    def __init__(self, folder: str | Path, create: bool = False) -> None:
        self.folder = Path(folder)
        self.manifest = Manifest()
        self.profiles: dict[Profile, int] = {}
        self._written = b""
        if (self.folder / MANIFEST).exists():
            self._read()
        elif not create or self._holds_something_else():
            raise InputError("no ledger", name=str(folder))

    @property
    def last(self) -> str:
        """The last day of a record; empty if there is none."""
        return max((part.days[1] for part in self.manifest.parts), default="")

    def scan(self, *columns: str, parts: Sequence[Part] | None = None) -> pl.LazyFrame:
        """Return columns of the records that count, not read yet."""
        retracted = self.manifest.retracted
        needed = [*columns, *(["id"] if retracted and "id" not in columns else [])]
        scanned = [self._scan(part, needed) for part in (self.manifest.parts if parts is None else parts)]
        if not scanned:
            return pl.LazyFrame(schema={name: SCHEMA[name] for name in columns})
        frame = pl.concat(scanned)
        return frame.filter(~pl.col("id").is_in(retracted)).select(columns) if retracted else frame

    def scan_all(self, part: Part) -> pl.LazyFrame:
        """Return the records of a part, retracted ones too."""
        return self._scan(part, SCHEMA.names())

    def collect(self, frame: pl.LazyFrame) -> pl.DataFrame:
        """
        Return the rows of what `scan` returned.

        Raises
        ------
        InputError
            If a part is broken.
        """
        try:
            return frame.collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError("ledger broken", name=str(self.folder), problem=_first_line(error)) from error

    def append(self, records: pl.DataFrame, profiles: Sequence[Profile]) -> None:
        """
        Add records, all or none; they have the columns of `SCHEMA` but the code, and number among ``profiles``.

        Raises
        ------
        InputError
            If an id is in the ledger already, or another program is adding records.
        OutputError
            If the disk is full.
        """
        with self.writing():
            self._refuse_known(records["id"])
            self.append_new(records, profiles)

    def append_new(self, records: pl.DataFrame, profiles: Sequence[Profile]) -> None:
        """Add records, as `append` does, whose ids are known not to be in the ledger, while others cannot write."""
        numbers = self._numbers(profiles)
        renumbered = pl.Series([numbers[one] for one in profiles] or [0], dtype=pl.UInt32)
        coded = records.with_columns(
            renumbered.gather(records["profile"]).alias("profile"), code_of(pl.col("key")).alias("code")
        ).select(SCHEMA.names())
        known = len(self.profiles)
        new = [one for one, number in numbers.items() if number >= known]
        self.commit([coded], new, [])

    def commit(
        self,
        added: Sequence[pl.DataFrame],
        profiles: Sequence[Profile],
        corrections: Sequence[dict[str, Any]],
        replaced: Sequence[Part] = (),
    ) -> None:
        """Write files of records and profiles, then the manifest that makes them count, in one step."""
        kept = [part for part in self.manifest.parts if part not in replaced]
        number = 1 + max((int(Path(part.name).stem) for part in self.manifest.parts), default=0)
        names = [f"records/{number + place:06}.parquet" for place in range(len(added))]
        parts = [self._write_part(name, frame) for name, frame in zip(names, added, strict=True)]
        files = [*self.manifest.profiles, *self._write_profiles(profiles)]
        manifest = Manifest([*kept, *parts], files, [*self.manifest.corrections, *corrections])
        written = _as_json(manifest).encode()
        write_whole(self.folder / MANIFEST, written)
        self.manifest, self._written = manifest, written
        self.profiles.update({one: len(self.profiles) + place for place, one in enumerate(profiles)})
        for part in replaced:
            (self.folder / part.name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other programs from writing, and know what they have written so far."""
        try:
            for name in ("records", "profiles"):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = (self.folder / LOCK).open("w")
        except OSError as error:
            raise unwritable(self.folder, error) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise InputError("ledger in use", name=str(self.folder)) from error
            for left in self.folder.rglob(f".*{UNFINISHED}"):
                left.unlink(missing_ok=True)
            if (self.folder / MANIFEST).exists():
                self._read()
            yield

    def known(self, ids: pl.Series) -> pl.DataFrame:
        """Return the records of the ledger, retracted ones too, that have one of some ids."""
        least, greatest = str(ids.min()), str(ids.max())
        near = [part for part in self.manifest.parts if part.ids[0] <= greatest and least <= part.ids[1]]
        frames = [self.scan_all(part) for part in near]
        if not frames:
            return pl.DataFrame(schema=SCHEMA)
        wanted = pl.LazyFrame({"id": ids.unique()})
        return self.collect(pl.concat(frames).join(wanted, on="id", how="semi"))

    def _refuse_known(self, ids: pl.Series) -> None:
        known = self.known(ids) if len(ids) else pl.DataFrame()
        if len(known):
            raise InputError("id in ledger", name=str(self.folder), id=shortened(known["id"][0]), count=len(known))

    def _numbers(self, profiles: Sequence[Profile]) -> dict[Profile, int]:
        new = (one for one in dict.fromkeys(profiles) if one not in self.profiles)
        return self.profiles | {one: len(self.profiles) + place for place, one in enumerate(new)}

    def _holds_something_else(self) -> bool:
        found = self.folder.iterdir() if self.folder.exists() else ()
        return any(one.name not in OWN and one.suffix != UNFINISHED for one in found)

    def _scan(self, part: Part, columns: Sequence[str]) -> pl.LazyFrame:
        path = self.folder / part.name
        if not path.is_file() or path.stat().st_size != part.size:
            raise InputError("ledger file cut", name=str(path), size=part.size)
        frame = pl.scan_parquet(path)
        if part.hash != _probe() and "code" in columns:
            frame = frame.with_columns(code_of(pl.col("key")).alias("code"))
        if "sketch" in columns and "sketch" not in frame.collect_schema():
            frame = frame.with_columns(pl.lit(None, pl.Binary).alias("sketch"))
        return frame.select(columns)

    def _write_part(self, name: str, records: pl.DataFrame) -> Part:
        path = self.folder / name
        try:
            write_whole(path, lambda file: records.write_parquet(file, compression="lz4", statistics=True))
        except pl.exceptions.PolarsError as error:
            raise unwritable(path, error) from error
        days, ids = ((records[column].min(), records[column].max()) for column in ("date", "id"))
        return Part(name, len(records), path.stat().st_size, _texts(days), _texts(ids), _probe())

    def _write_profiles(self, profiles: Sequence[Profile]) -> list[str]:
        if not profiles:
            return []
        name = f"profiles/{len(self.manifest.profiles) + 1:06}.jsonl"
        lines = "".join(json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in profiles)
        write_whole(self.folder / name, lines.encode())
        return [name]

    def _read(self) -> None:
        path = self.folder / MANIFEST
        try:
            written = path.read_bytes()
            if written == self._written:
                return
            tree = json.loads(written)
            if not isinstance(tree, dict) or tree.get("format") != FORMAT:
                raise InputError("no ledger", name=str(self.folder))
            parts = [Part(**{**one, "days": tuple(one["days"]), "ids": tuple(one["ids"])}) for one in tree["parts"]]
            self.manifest = Manifest(parts, tree["profiles"], tree["corrections"])
            lines = (line for name in self.manifest.profiles for line in (self.folder / name).read_bytes().splitlines())
            self.profiles = {Profile.of_json(json.loads(line)): place for place, line in enumerate(lines)}
            self._written = written
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError("ledger broken", name=str(path), problem=_first_line(error)) from error


def code_of(key: pl.Expr) -> pl.Expr:
    """Return the hash of a key by which people are told apart."""
    return pl.when(key.is_not_null()).then(key.hash(0))


def _probe() -> str:
    """Return what tells hashes of one version of the library from those of another."""
    return str(pl.select(code_of(pl.lit("lexflux"))).item())


def _texts(pair: tuple[Any, Any]) -> tuple[str, str]:
    least, greatest = pair
    return str(least), str(greatest)


def _as_json(manifest: Manifest) -> str:
    parts = [
        {"name": one.name, "rows": one.rows, "size": one.size, "days": one.days, "ids": one.ids, "hash": one.hash}
        for one in manifest.parts
    ]
    tree = {"format": FORMAT, "parts": parts, "profiles": manifest.profiles, "corrections": manifest.corrections}
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _first_line(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return shortened(said.splitlines()[0])
