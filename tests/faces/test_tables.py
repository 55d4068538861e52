"""Tables in all their forms: nothing is cut, marks stay, LaTeX and SVG are well formed and fit a page."""

import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexflux.errors import UnknownTermError
from lexflux.faces.latex import SPECIAL, escaped
from lexflux.faces.pictures.breaking import CLOSING, OPENING, fill, width
from lexflux.faces.pictures.canvas import LONG_SIDE
from lexflux.faces.table import Table
from lexflux.faces.tables import FORMS, render

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    ("结论", "✗ 禁止", "✓ permitted"),
    (
        "依据",
        "《个人信息保护法》第三十八条（第一款）；《数据安全法》第三十一条",
        "art. 5(1) & 50% of a_b | {x}\nsecond line",
    ),
]
TABLE = Table(("", "中国内地", "European Union"), ROWS, "A title / 标题", ("– none found · ? not researched",), "zh")
TEXTS = st.text(st.sampled_from("依据《数据出境》（第四条），须、。ab c-d/e§ [1]"), max_size=60)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_word(form: str) -> None:
    """Whatever the form, each word of each cell, the title and the notes are there."""
    found = render(TABLE, form)
    if form == "svg":
        found = "".join(node.text or "" for node in Xml.fromstring(found).iter(f"{SVG}text"))
    wanted = re.findall(r"[\w()]+", " ".join(cell for row in (TABLE.columns, *ROWS) for cell in row))

    joined = "".join(found.split()).replace("\\", "")
    assert [] == [word for word in wanted if word not in joined]
    assert form == "csv" or ("A title" in found and "not researched" in found)


@settings(max_examples=100)
@given(TEXTS, st.floats(4, 20))
def test_lines_break_where_they_may(text: str, most: float) -> None:
    """No line begins with a closing mark or ends with an opening one, none is too wide, and nothing is lost."""
    lines = fill(text, most)

    assert "".join(text.split()) == "".join("".join(lines).split())
    assert not [line for line in lines[1:] if line[:1] in CLOSING and line]
    assert not [line for line in lines[:-1] if line[-1:] in OPENING and line]
    assert not [line for line in lines if width(line) > most and not re.fullmatch(r"\W*\w?\W*", line)]


def test_notes_may_be_longer_than_a_page() -> None:
    """All rows and notes are there, on as many pages as they take."""
    table = Table(("", "a"), [("row", "word " * 3000)], "title", ("note " * 20_000,))
    found = "".join(node.text or "" for node in Xml.fromstring(render(table, "svg")).iter(f"{SVG}text"))

    assert 3000 == found.count("word")
    assert 20_000 == found.count("note")


def test_a_picture_that_nobody_could_read_is_refused() -> None:
    """Two transfers under all law that may reach them have more columns than a page has room for."""
    table = Table(("", *map(str, range(62))), [("row", *["word"] * 62)], "title")

    with pytest.raises(UnknownTermError, match="A picture of 63 columns could not be read on a page"):
        render(table, "svg")
    assert 62 == render(table, "markdown").count("word")


def test_what_people_wrote_is_no_markup() -> None:
    """A cell in Markdown is text, whatever it holds."""
    table = Table(("",), [("# <b>[a](http://example.org)`|",), ("# one\n# two [reported]",)], "")
    *_, one, two = render(table, "markdown").splitlines()

    assert ("| \\# \\<b>\\[a](http://example.org)\\`\\| |", "| \\# one<br>\\# two [reported] |") == (one, two)


@pytest.mark.parametrize("rows", [1, 60])
def test_a_picture_is_as_wide_as_a_page(rows: int) -> None:
    """A picture is A4 upright or across, whatever stands in it, and fetches nothing from outside."""
    table = Table(("", *"abcdef"), [(f"row {one}", *["some words " * 9] * 6) for one in range(rows)], "title")
    picture = Xml.fromstring(render(table, "svg"))

    assert picture.attrib["width"] in ("210mm", "297mm")
    assert float(picture.attrib["viewBox"].split()[2]) <= LONG_SIDE
    assert not [value for node in picture.iter() for value in node.attrib.values() if "://" in value]


def test_an_outcome_has_a_mark_and_a_colour() -> None:
    """Who sees no colour sees the mark."""
    picture = Xml.fromstring(render(TABLE, "svg"))
    marks = {node.text: node.attrib["class"] for node in picture.iter(f"{SVG}text") if "mark" in node.attrib["class"]}

    assert {"✗": "mark bad", "✓": "mark good"} == {mark: marks[mark] for mark in "✗✓"}


def test_latex_escapes_what_tex_reads_itself() -> None:
    """No sign of TeX's own comes through as one, and Chinese asks for ctex."""
    document = render(TABLE, "latex")

    assert r"art. 5(1) \& 50\% of a\_b \textbar{} \{x\}\newline second line" in document
    assert "{ctexart}" in document
    assert "{article}" in render(Table(("a",), [("b",)]), "latex")
    left = re.sub(r"\\[a-zA-Z]+(\{\d*\})?|\\.|\$[^$]*\$|\{[\[\]]\}", "", escaped("".join(SPECIAL)))
    assert not set(left) & set("\\{}$&#%_^~")
