"""Tables decided as columns: they agree with the evaluator, and every row is answered or set aside."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import polars as pl
import pytest

from lexflux.batch.columnar import coding, plan, wired
from lexflux.batch.columnar.engine import Question
from lexflux.batch.columnar.output import Frames, Output, Part
from lexflux.batch.columnar.run import Run, decide_tables
from lexflux.batch.columnar.schema import check_schemas
from lexflux.batch.columnar.sources import find_sources
from lexflux.batch.columnar.tables import of_frame, open_source
from lexflux.batch.table import decide_table
from lexflux.decision.statuses import Verdict, severity
from lexflux.errors import InputError, OutputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF
from tests.batch.generated import compared, table
from tests.disk import full_disk
from tests.regimes import home

FIRST = {"exporter.locatedIn": ["CN"], "recipient.locatedIn": ["US"], "data.type": ["FaceData"], "mode": [""]}
DAY = datetime.date(2026, 11, 22)


REGIMES = sorted(load().book.regimes)


@pytest.mark.parametrize("regime", REGIMES)
def test_columns_agree_with_the_evaluator(book: LawBook, regime: str) -> None:
    """
    Where the circuit settles a verdict it is that of the evaluator; elsewhere the evaluator itself is asked.

    Before that the circuit leaves open at least what the evaluator does, of verdicts and of norms. Under every other
    law all facts of the rows are stated, under the others they have every state.
    """
    stated = REGIMES.index(regime) % 2 == 1
    frame = table(book, REGIMES.index(regime) + 7, columns=10, rows=8, stated=stated, place=home(book, regime))
    for found in compared(book, frame, regime, DAY):
        assert found.circuit is not None
        assert found.evaluator is not None
        circuit, evaluator = found.circuit, found.evaluator
        assert found.columns == (evaluator if found.exact else circuit)
        assert found.columns.possible == evaluator.possible
        assert {*evaluator.possible} <= {*circuit.possible}
        assert {*circuit.effective} <= {*evaluator.effective}
        assert {*evaluator.effective, *evaluator.unsettled} <= {*circuit.effective, *circuit.unsettled}


def test_each_row_has_the_law_of_its_own_day(knowledge: KnowledgeBase) -> None:
    """Days may be mixed: each row is decided as in a table of that day, and before any law nothing is clear."""
    days = ["2001-01-01", "2026-11-22"]
    row = {"exporter.locatedIn": "US", "recipient.locatedIn": "CN", "data.type": "ContactData"}
    frame = pl.DataFrame([{**row, "date": day} for day in days])
    together = decide_table(knowledge, frame, ["us"]).rows
    alone = decide_table(knowledge, frame, ["us"], on=days[1]).rows

    columns = ["row", "us.verdict", "us.possible", "us.requires"]
    assert together[1].select(columns).equals(alone[1].select(columns))
    assert "NoLawInForce" == together["us.countsAs"][0]


def test_columns_of_every_type_say_what_texts_say(knowledge: KnowledgeBase) -> None:
    """Truth values, numbers, days, lists and structures state what the words of a text table do."""
    typed = pl.DataFrame(
        {
            "exporter": [{"locatedIn": "CN", "isCriticalInfrastructureOperator": True, "peopleThisYear": 200_000}],
            "recipient": [{"locatedIn": "US", "role": None}],
            "data.type": [["HealthData", "ContactData"]],
            "date": [DAY],
        }
    )
    worded = pl.DataFrame(
        {
            "exporter.locatedIn": [" CN "],
            "exporter.isCriticalInfrastructureOperator": ["yes"],
            "exporter.peopleThisYear": ["200,000"],
            "recipient.locatedIn": ["US"],
            "recipient.role": [""],
            "data.type": ["HealthData; ContactData"],
            "date": ["2026-11-22"],
        }
    )
    one, other = (decide_table(knowledge, frame, ["cn"]) for frame in (typed, worded))

    assert one.rows.equals(other.rows)
    assert "Conditional" in one.rows["cn.possible"][0]


def test_outcomes_name_norms_with_provisions_and_a_row(knowledge: KnowledgeBase) -> None:
    """An outcome says how many rows have it, one of them, and the provisions of its norms."""
    frame = table(knowledge.book, seed=3, columns=4, rows=12, place="SG")
    found = decide_table(knowledge, frame, ["sg"], on=DAY)

    outcomes = found.outcomes.to_dicts()
    assert len(found.rows) == sum(one["rows"] for one in outcomes)
    for one in outcomes:
        row = found.rows.filter(pl.col("row") == one["witness"]["row"])
        assert [one["outcome"]] == row["sg.outcome"].to_list()
        assert all(norm["provisions"] for norm in one["norms"])


@pytest.mark.parametrize(
    ("frame", "key"),
    [
        ({"exporter.locatedIn": ["CN"], "data.type": ["HealthData"]}, "table lacks columns"),
        (
            {"exporter.locatedIn": ["CN"], "recipient.locatedIn": ["US"], "data.type": ["Id"], "id": [1]},
            "column not read",
        ),
        ({"exporter.locatedIn": [], "recipient.locatedIn": [], "data.type": []}, "table without rows"),
    ],
    ids=["a column is missing", "a column is not known", "no row"],
)
def test_columns_are_checked_before_work_starts(
    knowledge: KnowledgeBase, frame: dict[str, list[str]], key: str
) -> None:
    """A table whose columns do not do is refused as a whole, with the reason."""
    with pytest.raises(InputError) as error:
        decide_table(knowledge, pl.DataFrame(frame), ["cn"], on=DAY)

    assert key == error.value.key


def test_broken_file_is_named(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """A Parquet file that ends too early is no table, and no traceback."""
    path = tmp_path / "cut.parquet"
    table(knowledge.book, seed=1, columns=2, rows=5).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(InputError, match=r"cut\.parquet"):
        decide_table(knowledge, path, ["cn"], on=DAY)


def test_output_is_whole_or_not_there(tmp_path: Path) -> None:
    """What is not finished leaves no more than parts to go on from, and no file is overwritten."""
    path = tmp_path / "out.parquet"
    part = Part(pl.DataFrame({"row": [1]}), [], {"rows": 1})
    stopped = Output(str(path))
    assert [] == stopped.begin({"law": "one"})
    stopped.add(part)
    assert ["out.parquet.parts"] == [one.name for one in tmp_path.iterdir()]

    resumed = Output(str(path), resumed=True)
    assert [part.counted] == resumed.begin({"law": "one"})
    resumed.add(part)
    resumed.finish([], str)
    with pytest.raises(InputError, match="not overwritten"):
        Output(str(path), resumed=True)
    assert [1, 1] == pl.read_parquet(path)["row"].to_list()
    assert {"out.parquet", "out.outcomes.jsonl", "out.outcomes.ttl", "out.quarantine.jsonl"} == {
        one.name for one in tmp_path.iterdir()
    }


def test_a_run_goes_on_when_a_full_disk_has_room_again(tmp_path: Path) -> None:
    """A part that could not be written does not count; the error is one of output, and resuming takes it up."""
    path, part = tmp_path / "out.parquet", Part(pl.DataFrame({"row": [*range(10_000)]}), [], {"rows": 10_000})
    stopped = Output(str(path))
    stopped.begin({"law": "one"})

    with full_disk(1_000), pytest.raises(OutputError, match=r"out\.parquet: cannot be written: File too large\."):
        stopped.add(part)
    resumed = Output(str(path), resumed=True)

    assert [] == resumed.begin({"law": "one"})
    resumed.add(part)
    resumed.finish([], str)
    assert 10_000 == len(pl.read_parquet(path))


def test_parts_of_another_run_are_not_gone_on_with(tmp_path: Path) -> None:
    """Parts decided under other law, or of other tables, are refused by what differs, and so is starting over them."""
    path = str(tmp_path / "out.parquet")
    Output(path).begin({"law": "one", "tables": "same"})

    with pytest.raises(InputError, match="differs in law"):
        Output(path, resumed=True).begin({"law": "other", "tables": "same"})
    with pytest.raises(InputError, match="--resume"):
        Output(path)


class Stopped(Output):
    """Answers written until a run is killed."""

    def add(self, part: Part) -> None:
        """Keep two parts, and no third."""
        if self._parts == 2:
            raise KeyboardInterrupt
        super().add(part)


def test_stopped_run_goes_on_to_the_same_answers(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    """A run that is stopped after some parts and gone on with ends as one that is not: rows, outcomes, counts."""
    frame = table(knowledge.book, seed=5, columns=4, rows=24, place="SG").with_columns(
        pl.Series("id", [*range(22), 3, None])
    )
    path = tmp_path / "in.csv"
    frame.write_csv(path)
    (source,) = find_sources([str(path)], tmp_path)
    opened = open_source(source, knowledge.book, ColumnMap(), identity="id")
    question = Question(("sg", "nz"), DAY)

    def run(output: Output) -> Run:
        return decide_tables([opened], question, knowledge.book, output=output, size=6)

    whole = run(Output(str(tmp_path / "whole.parquet")))
    with pytest.raises(KeyboardInterrupt):
        run(Stopped(str(tmp_path / "parts.parquet")))
    again = run(Output(str(tmp_path / "parts.parquet"), resumed=True))

    assert (12, 24) == (again.resumed, again.rows)
    assert again.rows == again.decided + again.set_aside
    assert (whole.decided, whole.errors, whole.joint) == (again.decided, again.errors, again.joint)
    assert whole.register.outcomes == again.register.outcomes
    for ending in ("parquet", "quarantine.jsonl", "outcomes.jsonl", "outcomes.ttl"):
        assert (tmp_path / f"whole.{ending}").read_bytes() == (tmp_path / f"parts.{ending}").read_bytes()
    aside = [json.loads(line) for line in (tmp_path / "whole.quarantine.jsonl").read_text("utf-8").splitlines()]
    assert {"identity repeated", "row without identity"} <= {one["errors"][0]["kind"] for one in aside}


def test_what_is_the_same_in_all_rows_is_told_once(knowledge: KnowledgeBase) -> None:
    """A map states what no column does, and a cell prevails over it."""
    always = {"recipient": {"locatedIn": "US"}, "purpose": "Marketing", "mode": "TransmissionAbroad"}
    frame = pl.DataFrame({"exporter.locatedIn": ["SG"], "data.type": ["FaceData"], "purpose": ["ScientificResearch"]})
    whole = frame.with_columns(pl.lit("US").alias("recipient.locatedIn"), pl.lit("TransmissionAbroad").alias("mode"))
    one = decide_table(knowledge, frame, ["sg"], on=DAY, column_map=ColumnMap(always=always))

    assert one.rows.equals(decide_table(knowledge, whole, ["sg"], on=DAY).rows)


@pytest.mark.parametrize(
    "always", [{"data": [{"type": "HealthData"}, {"type": "FaceData"}]}, {"statedUnknown": ["data"]}]
)
def test_several_data_sets_in_a_row_are_refused(knowledge: KnowledgeBase, always: dict[str, object]) -> None:
    """A row has one data set: what would make it several, or unknown, is refused, never decided as one."""
    frame = pl.DataFrame({"exporter.locatedIn": ["SG"], "recipient.locatedIn": ["US"], "data.type": ["ContactData"]})
    with pytest.raises(InputError) as error:
        decide_table(knowledge, frame, ["sg"], on=DAY, column_map=ColumnMap(always=always))

    assert "table of several" == error.value.key


def test_long_blocks_are_decided_as_short_ones(knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pays for long blocks only tells of every row what is told without: views, merged leaves, machine code."""
    pytest.importorskip("numba")
    frame = table(knowledge.book, seed=11, columns=6, rows=200, place="SG")
    opened = of_frame(frame, "generated.parquet", knowledge.book, ColumnMap())
    answers = []
    for fewest in (1, 1 << 30):
        monkeypatch.setattr(coding, "FEWEST_FOR_VIEWS", fewest)
        monkeypatch.setattr(plan, "FEWEST_FOR_MERGING", fewest)
        monkeypatch.setattr(wired, "FEWEST_FOR_MACHINE_CODE", fewest)
        answers.append(Frames())
        decide_tables([opened], Question(("sg",), DAY), knowledge.book, output=answers[-1], size=30)

    assert answers[0].rows.equals(answers[1].rows)
    assert answers[0].outcomes.equals(answers[1].outcomes)


def test_row_is_explained_as_a_file_is(knowledge: KnowledgeBase) -> None:
    """The answer on one row has the verdict that the table gives it; there is none on a row that is not there."""
    frame = table(knowledge.book, seed=3, columns=4, rows=5, place="SG")
    found = decide_table(knowledge, frame, ["sg"], on=DAY)
    row = found.rows.row(0, named=True)

    assert row["sg.verdict"] == json.loads(found.explain(row["row"], "sg", form="json"))["verdict"]
    with pytest.raises(InputError, match="no row 77"):
        found.explain(77, "sg")


def test_several_laws_together_are_never_milder_than_one(knowledge: KnowledgeBase) -> None:
    """The joint verdict is the gravest, and open where the law of the exporter's place is not asked."""
    places = {"exporter.locatedIn": ["CN", "DE", "BR"], "recipient.locatedIn": "US", "data.type": "FaceData"}
    frame = pl.DataFrame(places)
    rows = decide_table(knowledge, frame, ["cn", "eu"], on=DAY).rows

    for row in rows.iter_rows(named=True):
        parts = [Verdict(LF + row[f"{name}.verdict"]) for name in ("cn", "eu")]
        assert severity(Verdict(LF + row["joint.verdict"])) >= max(map(severity, parts))
    assert "Undetermined" == rows["joint.verdict"][2]


@pytest.mark.parametrize(
    ("other", "key"),
    [
        ({"exporter.locatedIn": ["CN"], "recipient.locatedIn": ["US"], "data.type": ["FaceData"]}, "tables differ"),
        ({**FIRST, "exporter.locatedIn": [1.5]}, "column of wrong type"),
    ],
    ids=["a column less", "numbers for places"],
)
def test_tables_decided_together_have_the_same_columns(
    knowledge: KnowledgeBase, other: dict[str, list[object]], key: str
) -> None:
    """A column that one table lacks would be presumed; a type that states no fact would set all rows aside."""
    frames = enumerate(map(pl.DataFrame, (FIRST, other)))
    tables = [of_frame(frame, f"{at}.parquet", knowledge.book, ColumnMap()) for at, frame in frames]

    with pytest.raises(InputError, match=r"1\.parquet") as error:
        check_schemas(tables)
    assert key == error.value.key


def test_patterns_of_names_and_folders_give_tables(tmp_path: Path) -> None:
    """Files are found in order, each once; a pattern that fits none is refused, and a file that is no table."""
    for name in ("b.csv", "a.parquet", ".hidden.csv", "note.txt"):
        (tmp_path / name).touch()

    found = find_sources([str(tmp_path), str(tmp_path / "*.csv")], tmp_path)
    assert ["a.parquet", "b.csv"] == [one.path.name for one in found]
    for wrong in ("*.arrow", "note.txt", "none.csv"):
        with pytest.raises(InputError):
            find_sources([str(tmp_path / wrong)], tmp_path)
