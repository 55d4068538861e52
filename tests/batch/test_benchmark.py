"""The case files as a data set that others can score a program on."""

import json
import sys

import pytest

from lexflux.batch import benchmark
from lexflux.batch.benchmark import Record
from lexflux.law.lawbook import LawBook


@pytest.fixture(scope="module")
def records(book: LawBook) -> list[Record]:
    return list(benchmark.records(book, "hk"))


def test_each_record_stands_by_itself(records: list[Record]) -> None:
    """Schema, licence, source, day, facts, expectation and articles in both languages; identifiers are unique."""
    assert len({one["id"] for one in records}) == len(records) > 10
    for one in records:
        assert one["schema"] == "lexflux-case/1"
        assert one["licence"].startswith("https://")
        assert one["source"]
        assert one["expected"]["verdict"]
        assert all(norm["articles"]["en"] and norm["articles"]["zh"] for norm in one["norms"])
    assert json.loads(json.dumps(records)) == records


def test_lexflux_answers_its_own_cases(book: LawBook, records: list[Record]) -> None:
    answers = {one["id"]: benchmark.own_answer(book, one) for one in records}
    found = benchmark.score(records, answers)

    assert found["all"].right == found["all"].cases == len(records)
    assert found["all"].wrong_clear == 0
    assert {"hk", "depth 0"} <= found.keys()


def test_a_program_that_lets_all_go_is_told_apart(records: list[Record]) -> None:
    """What cannot be read is no answer; to let go what may not is the worst mistake, counted by itself."""
    script = (
        "import json,sys\nprint('hello')\n"
        "for line in sys.stdin: print(json.dumps({'id': json.loads(line)['id'], 'verdict': 'Permitted'}))"
    )
    found = benchmark.score(records, benchmark.ask([sys.executable, "-c", script], records, 60))["all"]

    assert found.answered == found.cases
    assert found.wrong_clear > 0
    assert found.found == 0 < found.wanted
