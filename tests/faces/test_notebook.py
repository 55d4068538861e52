"""The notebook: what each object shows, in the language that is asked for, the magics, and the example notebooks."""

from __future__ import annotations

import datetime
import gc
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import CapturedIO, capture_output
from nbclient import NotebookClient

from lexflux import KnowledgeBase, Library, load
from lexflux.errors import UnknownTermError
from lexflux.faces.notebook.results import LabelledResult
from tests.faces.test_tools import DAY
from tests.faces.test_tools import SINGAPORE as TRANSFER

NOTEBOOKS = sorted((Path(__file__).parents[2] / "examples" / "notebooks").glob("*.ipynb"))
DISCLAIMER = {"en": "not legal advice", "zh": "不构成法律意见"}


@pytest.fixture(scope="module")
def library() -> Library:
    found = load()
    gc.freeze()  # a shell that is reset collects garbage, through all that other tests have left
    return found


@pytest.fixture
def shell(library: Library) -> Iterator[InteractiveShell]:
    """Return a shell with the magics and the knowledge base, as ``kb``, as it stands after a first cell."""
    one = InteractiveShell.instance()
    one.run_line_magic("load_ext", "lexflux")
    one.user_ns["kb"] = library
    yield one
    one.reset(new_session=True)


def run(shell: InteractiveShell, cell: str) -> tuple[Any, CapturedIO]:
    """Return what a cell gives and what it shows."""
    with capture_output() as shown:
        found = shell.run_cell(cell)
    return found, shown


def shown_things(kb: Library) -> dict[str, Any]:
    """Return one of each thing that the public door gives."""
    return {
        "knowledge base": kb,
        "answer": kb.decide(TRANSFER, "sg"),
        "questions": kb.decide(TRANSFER, "sg").questions(),
        "joint answer": kb.decide(TRANSFER),
        "joint questions": kb.decide(TRANSFER).questions(),
        "plan": kb.plan(TRANSFER),
        "flow": kb.decide_flow({"date": DAY, "legs": [{**TRANSFER, "name": "one"}]}),
        "treaties": kb.treaties("CN", "SG", DAY, ["localisation"]),
        "hits": kb.find("onward", "transfer"),
        "query": kb.query("which-thresholds-are-set"),
        "table": kb.compare(TRANSFER),
    }


@pytest.mark.parametrize("language", DISCLAIMER)
def test_everything_shows_itself_short_and_with_the_disclaimer(
    library: Library, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTML that runs nothing and loads nothing, Markdown, a frame with all rows, and one line as plain text."""
    monkeypatch.setenv("LEXFLUX_LANG", language)
    for name, one in shown_things(library).items():
        html, markdown = one._repr_html_(), one._repr_markdown_()
        assert DISCLAIMER[language] in html, name
        assert DISCLAIMER[language] in markdown, name
        assert not re.search(r"<script|<link|<iframe|\son\w+=|src=", html), name
        assert len(html) < 40_000, name
        assert len(repr(one)) < 150, name
        assert "\n" not in repr(one), name
        if hasattr(one, "to_polars"):
            assert one.to_polars().height == len(one.to_pandas()), name


def test_who_names_no_law_is_answered_by_all_that_applies(library: Library) -> None:
    """The exporter's law alone would be an all-clear by silence; a law that may apply is counted in one line."""
    joint = library.decide(TRANSFER)

    assert "JointAnswer" in repr(joint)
    assert joint.verdict == library.decide_together(TRANSFER).verdict
    assert f"perhaps {len(joint.found.others)} more" in repr(joint)
    assert {fact.prop for one in joint.found.others for fact in one.missing} <= {fact.prop for fact in joint.missing}
    assert len(joint.requirements) == joint.to_polars().height


def test_what_is_shown_is_escaped(library: Library) -> None:
    """A label of a user is text, whatever it looks like."""
    marked = {**TRANSFER, "label": "<script>alert(1)</script>"}

    for one in (library.decide(marked), library.compare(marked), library.plan(marked)):
        assert "<script" not in one._repr_html_()


def test_a_plan_is_typed_and_says_what_is_not_settled(library: Library) -> None:
    plan = library.plan({**TRANSFER, "exporter": {"locatedIn": "CN"}})
    frame = plan.to_pandas()

    assert {datetime.date} == set(map(type, frame["begins"].dropna()))
    assert "not settled" in plan._repr_html_()
    assert all(question.fact.prop for question in plan.questions)


def test_many_rows_are_counted_not_dropped(library: Library) -> None:
    found = library.query("which-thresholds-are-set")

    assert f"{len(found) - 30} more rows are not shown" in found._repr_html_()
    assert len(found) == len(found.to_pandas())


def test_labels_stand_beside_what_they_name(library: Library) -> None:
    found = library.sparql("SELECT ?s { cn:SecurityAssessment a ?class . BIND (cn:SecurityAssessment AS ?s) } LIMIT 1")
    assert isinstance(found, LabelledResult)

    row = found.labelled("zh").to_pandas().iloc[0]

    assert ["s", "sLabel"] == list(row.index)
    assert row["sLabel"] == library.book.label(row["s"], "zh")
    assert row["sLabel"] in found.spoken_in("zh")._repr_html_()


def test_pictures_are_shown_inline(library: Library, shell: InteractiveShell) -> None:
    shell.run_cell("picture = kb.draw.law('sg')")
    data, _ = shell.display_formatter.format(shell.user_ns["picture"])

    assert data["image/svg+xml"].lstrip().startswith("<svg")
    assert "<script" not in data["image/svg+xml"]


def test_the_magic_asks_in_the_language_and_keeps_what_it_finds(shell: InteractiveShell) -> None:
    query = "SELECT ?norm ?safeguard { ?norm lf:requires ?safeguard }"
    found, _ = run(shell, f"%%sparql --lang zh --limit 2\n{query}")
    run(shell, f"%%sparql --out kept\n{query}")

    assert 2 == len(found.result)
    assert len(shell.user_ns["kept"]) - 2 == found.result.left
    assert f"另有 {found.result.left} 行未显示" in found.result._repr_html_()
    assert "@prefix" in run(shell, "%%sparql\nDESCRIBE cn:SecurityAssessment")[0].result.to_turtle()
    assert "是" == run(shell, "%%sparql -l zh\nASK { cn:regime a lf:Regime }")[0].result


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%%sparql\nSELECT ?n { ?n lf:requires cn:SecurityAsessment }", "cn/SecurityAssessment"),
        ("%%sparql\nSELECT ?n { ?n lf:requires }", "line 1, column 28"),
        ("%%sparql\nSELECT ?n { SERVICE <http://example.org/> { ?n a ?x } }", "SERVICE"),
        ("%%sparql --limit few\nSELECT ?n { ?n lf:requires ?x }", "--limit: 'few'"),
        ("%%sparql --kb nothing\nSELECT ?n { ?n lf:requires ?x }", "nothing = lexflux.load()"),
        ("%lexflux fr", "Known: en, zh"),
        ("kb.find('xyzzy', 'plugh')", "xyzzy plugh"),
    ],
)
def test_errors_are_one_message_and_stop_the_notebook(shell: InteractiveShell, cell: str, said: str) -> None:
    found, shown = run(shell, cell)

    assert not found.success
    assert said in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stdout + shown.stderr


def test_the_library_is_a_knowledge_base(library: Library) -> None:
    assert isinstance(library, KnowledgeBase)
    with pytest.raises(UnknownTermError, match="pipl-2021/art-40"):
        library.show("cn/pipl-2021/art-400")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_example_notebooks_run(path: Path, shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell runs and shows something of its language; none has outputs, which would be law of another day."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    monkeypatch.setattr("lexflux.load", lambda: shell.user_ns["kb"])
    monkeypatch.setenv("LEXFLUX_LANG", "en")

    for cell in (one for one in notebook.cells if one.cell_type == "code"):
        assert not cell.outputs
        found, shown = run(shell, cell.source)
        assert found.success, shown.stdout + shown.stderr
    assert path.suffixes[0].removeprefix(".") == shell.run_cell("__import__('os').environ['LEXFLUX_LANG']").result


def test_the_two_languages_of_a_notebook_say_the_same() -> None:
    cells = {path.stem: nbformat.read(path, as_version=4).cells for path in NOTEBOOKS}
    code = {
        name: [re.sub(r'%lexflux \w+|lang="\w+"', "", one.source) for one in those if one.cell_type == "code"]
        for name, those in cells.items()
    }

    assert {name for name in code if name.endswith(".en")} == {n.replace(".zh", ".en") for n in code if ".zh" in n}
    assert all(code[name] == code[name.replace(".en", ".zh")] for name in code)


def test_a_notebook_runs_in_a_kernel_of_its_own() -> None:
    path = next(one for one in NOTEBOOKS if one.stem == "researcher.zh")
    client = NotebookClient(nbformat.read(path, as_version=4), timeout=120, kernel_name="python3")

    outputs = [out for cell in client.execute().cells for out in cell.get("outputs", ())]

    kinds = {kind for out in outputs for kind in out.get("data", {})}
    assert {"text/html", "text/markdown", "text/plain", "image/svg+xml"} <= kinds
    assert any(DISCLAIMER["zh"] in out.get("data", {}).get("text/html", "") for out in outputs)
