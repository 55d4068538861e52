"""The forms in which people take the rows of a query."""

from __future__ import annotations

import datetime
import json
import sys
from decimal import Decimal

import polars
import pytest

from lexflux.errors import EngineError
from lexflux.query.results import Iri, Result, Text, Typed, json_text
from tests.query.library import CN

RESULT = Result(
    ("norm", "label", "day", "share", "count", "asserted", "within", "none"),
    (
        (
            Iri(CN + "cbdf-2024"),
            Text("规定<1>", "zh-Hans"),
            datetime.date(2024, 3, 22),
            Decimal("0.05"),
            3,
            True,
            Typed("P3Y", "http://www.w3.org/2001/XMLSchema#duration"),
            None,
        ),
        (Iri("https://example.org/x"), 'a "quoted", text', None, None, None, False, None, None),
    ),
)


def test_csv() -> None:
    """CSV has a line of names, IRIs in full, truth values as in SPARQL, and nothing for what is unbound."""
    expected = (
        "norm,label,day,share,count,asserted,within,none\n"
        "https://w3id.org/lexflux/cn/cbdf-2024,规定<1>,2024-03-22,0.05,3,true,P3Y,\n"
        'https://example.org/x,"a ""quoted"", text",,,,false,,\n'
    )

    assert expected == RESULT.to_csv()


def test_json() -> None:
    """JSON is a list of objects with numbers, truth values and null as such."""
    import json

    expected = {
        "norm": "https://w3id.org/lexflux/cn/cbdf-2024",
        "label": "规定<1>",
        "day": "2024-03-22",
        "share": 0.05,
        "count": 3,
        "asserted": True,
        "within": "P3Y",
        "none": None,
    }

    assert expected == json.loads(RESULT.to_json())[0]


def test_html_shows_prefixed_names_and_escapes() -> None:
    """In a notebook IRIs are prefixed names and texts are escaped."""
    shown = RESULT._repr_html_()

    assert "<td>cn:cbdf-2024</td><td>规定&lt;1&gt;</td><td>2024-03-22</td>" in shown
    assert shown.startswith("<table><thead><tr><th>norm</th>")


def test_polars() -> None:
    """A Polars frame has one column per variable with types of its own."""
    frame = RESULT.to_polars()

    assert list(RESULT.columns) == frame.columns
    assert [datetime.date(2024, 3, 22), None] == frame["day"].to_list()
    assert polars.Boolean == frame["asserted"].dtype
    assert [3, None] == frame["count"].to_list()


@pytest.mark.parametrize(("module", "extra"), [("pandas", "notebook"), ("polars", "batch")])
def test_missing_libraries_are_named(module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library of a data frame the message names what to install."""
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(EngineError) as caught:
        getattr(RESULT, f"to_{module}")()

    assert f"{module} is not installed; install it with: pip install 'lexflux[{extra}]'" == str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        {"文": "“x”\u2028\x7f\x00\t/", "empty": [[], {}], "share": [0.25, 1.0, -0.0, 12], "none": [None, True]},
        {"large": 1 << 70, "lone": "\ud800"},
        [Iri("https://example.org/x"), (1, 2)],
    ],
    ids=["signs", "beyond 64 bits and UTF-8", "kinds of text and list"],
)
def test_json_is_written_alike_whatever_writes_it(data: object) -> None:
    """The same bytes with and without the fast writer, so that a digest of an answer does not turn on the machine."""
    assert json.dumps(data, ensure_ascii=False, indent=2) + "\n" == json_text(data)
