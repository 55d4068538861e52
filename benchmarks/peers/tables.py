"""Tables of transfers from China, the same for the same seed, and the truth of each test of a rulebook in them."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import polars as pl

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.coding import Coding
from lexflux.batch.columnar.tables import of_frame
from lexflux.batch.columnar.truths import HELD, Asked, Combinations, Truths
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.decision.evaluation import Truth
from lexflux.facts.inventory.columnmap import ColumnMap

SEED = 1
BOOLEANS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


class _Cells:
    def __init__(self, rows: int, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.rows = rows

    def one_of(self, *terms: str) -> list[str]:
        return list(self.chance.choice(terms, self.rows))

    def below(self, most: int, least: int = 0) -> list[int]:
        return list(self.chance.integers(least, most, self.rows))

    def yes(self, share: float) -> list[bool]:
        return list(self.chance.random(self.rows) < share)


def realistic(rows: int, seed: int = SEED) -> pl.DataFrame:
    """Return a register of a company: a few sectors, recipients and kinds of data; most of what the law asks stated."""
    cells = _Cells(rows, seed)
    return pl.DataFrame(
        {
            "exporter.locatedIn": cells.one_of("CN", "CN", "CN", "US"),
            "exporter.sector": cells.one_of("Agriculture", "Banking", "Automotive", "Education"),
            "exporter.locality": cells.one_of("none"),
            "exporter.isCriticalInfrastructureOperator": cells.yes(0.1),
            "exporter.peopleProcessed": cells.below(2_000_000),
            "exporter.peopleThisYear": cells.below(200_000),
            "exporter.peopleSincePreviousYear": cells.below(400_000, 200_000),
            "exporter.peopleThisYearSensitive": cells.below(20_000),
            "exporter.role": cells.one_of("Controller"),
            "recipient.locatedIn": cells.one_of("US", "JP", "SG", "HK", "DE"),
            "recipient.role": cells.one_of("Controller", "Processor"),
            "purpose": cells.one_of("Marketing", "ScientificResearch", "OtherPurpose"),
            "mode": cells.one_of("TransmissionAbroad"),
            "isStrictlyNecessary": cells.yes(0.5),
            "data.type": cells.one_of("ContactData", "HealthData", "FaceData", "ContactData"),
            "data.importantDataStatus": cells.one_of("NotImportant"),
            "data.collectedIn": cells.one_of("CN", "CN", "US"),
            "data.peopleThisYearInSet": cells.below(2_000_000),
            "safeguard.type": cells.one_of(
                "", "StandardContract", "SecurityAssessment", "SeparateConsent; StandardContract"
            ),
        }
    )


def adversarial(rows: int, seed: int = SEED) -> pl.DataFrame:
    """Return what is hard: a third of the facts unknown, lists with several terms, nearly no two rows alike."""
    cells = _Cells(rows, seed)
    sectors = ("Banking", "Automotive", "Retail", "Tourism", "Insurance", "CivilAviation", "Education", "Payment")
    kinds = (
        "ContactData",
        "HealthData",
        "FaceData",
        "GeneticData",
        "MinorData",
        "LocationTrackData",
        "CreditInformation",
    )
    pairs = [f"{one}; {other}" for one, other in itertools.combinations(sectors, 2)]
    zones = ("LingangNewArea", "TianjinFreeTradeZone", "BeijingFreeTradeZone", "ShanghaiFreeTradeZone")
    numbers = [str(number) for number in (0, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000)]
    unknown = ("unknown",)
    return pl.DataFrame(
        {
            "exporter.locatedIn": cells.one_of("CN"),
            "exporter.sector": cells.one_of(*pairs, *sectors, *unknown),
            "exporter.locality": cells.one_of(*zones, "none", *unknown * 2),
            "exporter.isCriticalInfrastructureOperator": cells.one_of("yes", "no", *unknown),
            "exporter.isForeignControlled": cells.one_of("yes", "no", *unknown),
            "exporter.peopleProcessed": cells.one_of(*numbers, ">= 1000000", *unknown * 3),
            "exporter.role": cells.one_of("Controller", "Processor", *unknown),
            "recipient.locatedIn": cells.one_of("US", "JP", "SG", "HK", "MO", "TW", "DE", "KR", "RU", "VN"),
            "recipient.role": cells.one_of("Controller", "Processor", *unknown),
            "purpose": cells.one_of("Marketing", "Marketing; ScientificResearch", "InternationalTrade", *unknown),
            "mode": cells.one_of("TransmissionAbroad", *unknown),
            "isStrictlyNecessary": cells.one_of("yes", "no", *unknown),
            "hasLabourRules": cells.one_of("yes", "no", *unknown),
            "data.type": cells.one_of(*kinds, *(f"{one}; {other}" for one, other in itertools.combinations(kinds, 2))),
            "data.importantDataStatus": cells.one_of("NotImportant", *unknown),
            "data.collectedIn": cells.one_of("CN", "US", *unknown),
            "data.peopleThisYearInSet": cells.one_of(*numbers, *unknown * 3),
            "safeguard.type": cells.one_of(
                "", "StandardContract", "SecurityAssessment", "Certification", "SeparateConsent"
            ),
        }
    )


TABLES: dict[str, Callable[[int], pl.DataFrame]] = {"realistic": realistic, "adversarial": adversarial}


def columns_of(frame: pl.DataFrame, rulebook: Rulebook) -> Columns:
    """Return the columns of a table as the package reads them."""
    return Columns(of_frame(frame, "race.parquet", rulebook.book, ColumnMap()).inventory)


def tests_of(frame: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """Return a column for each test of a rulebook: true, false, or null where it is unknown; one for the number."""
    columns = columns_of(frame, rulebook)
    asked = Asked(rulebook.book, rulebook.law, rulebook.on, {}, strict=False)
    truths = Truths(columns, asked, rulebook.leaves)
    block = Coding(columns, rulebook.on.toordinal()).block(frame)
    assert not block.refused.any()
    combinations = Combinations(block.codes, block.days)
    found = {
        atom: pl.repeat(BOOLEANS[truth], len(frame), dtype=pl.Boolean, eager=True)
        for atom, truth in truths.fixed.items()
    }
    for table in truths.tables:
        met = truths.rows(table, combinations)
        rows = met.rows[met.which]
        for place, atom in enumerate(table.atoms):
            told = [BOOLEANS[HELD[one[place]]] for one in table.truths]
            found[atom] = pl.Series(told, dtype=pl.Boolean).gather(rows)
    kept = {test.name: found[number] for number, test in rulebook.tests.items()}
    return pl.DataFrame({"transfer": pl.arange(0, len(frame), eager=True), **kept})
