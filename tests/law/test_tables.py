"""Tables beside headers of law: every wrong cell is told with its place and what was expected there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux import resources
from lexflux.errors import KnowledgeError
from lexflux.law.conditions import And, ConditionReader, Named, Or, Range, Some
from lexflux.law.graphs import View
from lexflux.law.ontology import load_ontology
from lexflux.terms import DCT, LABEL, LF, OWL, compact
from tests.terms import copy_terms

FOLDER = Path(__file__).parents[1] / "ontologies" / "tables"
GOOD = FOLDER / "good" / "edition.tsv"
X = LF + "x/"

MESSAGES = {
    "column-missing": "x.tsv:1: the column 'row' is missing.",
    "forms-of-one-norm-differ": "x.tsv:5, column 'form': rows of the same norm 'AssessmentOfMaps' "
    "have the same cell here; line 2 differs.",
    "items-without-number": "x.tsv:4, column 'from': must not be empty here.",
    "kind-described-twice": "x.tsv:5, column 'kind': 'BuyerItems' is described already; "
    "label and meaning stand where it is named first.",
    "kind-not-described": "x.tsv:5, column 'kind': 'BuyerItms' is no DataKind. Did you mean BuyerItems",
    "kind-of-nothing": "x.tsv:4, column 'kind of': must not be empty here.",
    "line-before-any-row": "x.tsv:2, column 'row': must not be empty here.",
    "norm-about-nothing": "x.tsv:5, column 'subject en': must not be empty here.",
    "norm-without-condition": "x.tsv:4, column 'norm': rows of this form make no condition; "
    "state owl:equivalentClass of 'AssessmentOfBuyerItems' in the header.",
    "norm-without-route": "x.tsv:5, column 'route': must not be empty here.",
    "number-with-commas": "x.tsv:4, column 'from': '5,000' is no whole number; write digits alone, such as 250.",
    "numbers-in-no-order": "x.tsv:5, column 'below': 700 is not above 700, the number in column 'from'.",
    "row-twice": "x.tsv:5, column 'row': 'A-2' stands in line 4 already.",
    "rows-of-one-norm-differ": "x.tsv:5, column 'route': rows of the same norm 'AssessmentOfBuyerItems' "
    "have the same cell here; line 4 differs.",
    "text-in-one-language": "x.tsv:2, column 'gist zh': must not be empty here.",
    "too-many-cells": "x.tsv:2: 22 cells, but the first line names 21 columns.",
    "two-routes": "x.tsv:4, column 'route': one name is expected, not 'Assessment | Contract'.",
    "unknown-column": "x.tsv:1: no column is called 'sektor'. Did you mean sector",
    "unknown-form": "x.tsv:4, column 'form': 'Item' is no RowForm. Did you mean Items",
    "unknown-prefix": "x.tsv:4, column 'sector': 'shop:Retail' is no Sector. Did you mean Retail",
    "unknown-route": "x.tsv:2, column 'route': 'Asessment' is no Route. Did you mean Assessment?",
    "unknown-sector": "x.tsv:4, column 'sector': 'Retial' is no Sector. Did you mean Retail",
}

Load = Callable[..., View]


@pytest.fixture
def small(tmp_path: Path) -> Load:
    """Load core, vocabulary, what editions share, and one table under a header, in which texts may be replaced."""

    def load(table: Path = GOOD, *, header: bool = True, **replaced: str) -> View:
        ontology = tmp_path / "ontology"
        copy_terms(ontology)
        shutil.copy(resources.folder("ontology") / "lists" / "editions.ttl", ontology)
        shutil.copy(table, ontology / "x.tsv")
        text = (FOLDER / "header.ttl").read_text("utf-8")
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        if header:
            (ontology / "x.ttl").write_text(text, "utf-8")
        return View(load_ontology(ontology))

    return load


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_broken_table_is_refused(path: Path, small: Load) -> None:
    """Each table is broken in one cell; file, line, column and what is expected are named in both languages."""
    with pytest.raises(KnowledgeError) as caught:
        small(path)

    assert MESSAGES[path.stem] in caught.value.text("en")
    assert caught.value.text("zh") != caught.value.text("en")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "vann:preferredNamespaceUri",
            "rdfs:comment",
            "states vann:preferredNamespaceUri, the namespace of its terms.",
        ),
        (
            "dct:identifier",
            "rdfs:comment",
            "describes the list <https://w3id.org/lexflux/x/list-2020> and its dct:identifier.",
        ),
        ("edition:name", "rdfs:comment", "state edition:name, how labels call the edition."),
    ],
)
def test_header_that_says_too_little_is_refused(old: str, new: str, message: str, small: Load) -> None:
    """A header without namespace, list or name of the edition is told so."""
    with pytest.raises(KnowledgeError) as caught:
        small(**{old: new})

    assert message in caught.value.text("en")


def test_table_without_header_is_refused(small: Load) -> None:
    """Rows belong to a list, which only a header can describe."""
    with pytest.raises(KnowledgeError, match=r"x\.tsv: a table needs a header beside it: x\.ttl\."):
        small(header=False)


def test_every_row_becomes_an_entry_with_its_norm_or_gap(small: Load) -> None:
    """An entry has what its row says; it states the norm that the row names, with a label of route, list and kind."""
    view = small()
    (norm,) = stated_in(view, "A-2", "Norm")

    assert ["A-1", "A-2", "A-3", "A-4"] == sorted(
        str(view.literal(entry, DCT + "identifier")).removeprefix("x-list/")
        for entry in view.subjects(LF + "ListEntry")
    )
    assert {
        "en": "Security assessment under the X list: listed buyer items",
        "zh": "X清单：所列买方信息申报安全评估",
    } == view.texts(norm, LABEL)
    assert ["x/list-2020/NotRead"] == [compact(gap.value) for gap in stated_in(view, "A-4", "Gap")]


def test_line_without_row_goes_on_with_the_row_above(small: Load) -> None:
    """A second line lists another kind of the same row; an entry has a number only if all that it lists has it."""
    view = small()
    one, two = (ox.NamedNode(f"{X}list-2020/A-{number}") for number in (1, 2))

    assert ("x/StoreMaps", "x/StorePlans") == tuple(map(compact, view.iris(one, LF + "listedKind")))
    assert [None, "5000"] == [view.literal(entry, LF + "fromPeople") for entry in (one, two)]


def test_kinds_conditions_and_numbers_of_a_line_hold_together(small: Load, tmp_path: Path) -> None:
    """
    Of several kinds in a cell one must hold.

    What the data must be beside, and how many people, is asked of the same data set.
    """
    table = GOOD.read_text("utf-8").replace(
        "BuyerItems\t\t\t\t\t\t\t700", "BuyerItems | lf:ContactData\t\t\t\t\t\tlf:HealthData\t700"
    )
    (tmp_path / "conditioned.tsv").write_text(table, "utf-8")
    view = small(tmp_path / "conditioned.tsv")
    (norm,) = stated_in(view, "A-3", "Norm")
    (expression,) = view.objects(norm, OWL + "equivalentClass")

    match ConditionReader(view.store).read(expression, norm.value):
        case And((_, _, Or((Some(prop, And((_, kinds, Named(beside), Some(counted, numbers)))), Some(_, together))))):
            assert Or((Named(X + "BuyerItems"), Named(LF + "ContactData"))) == kinds
            assert [LF + "data", LF + "HealthData", LF + "peopleThisYearInSet"] == [prop, beside, counted]
            assert Range(700, True, 5000, False) == numbers
            assert And((Named(X + "list-2020/A-3DataTogether"), Some(counted, numbers))) == together
        case other:
            pytest.fail(str(other))


def test_spreadsheet_form_is_read(small: Load, tmp_path: Path) -> None:
    """A byte order mark, quoted cells and Windows line ends, as spreadsheet programs write them, change nothing."""
    text = GOOD.read_text("utf-8").replace("row 1\t", '"row 1"\t').replace("\n", "\r\n")
    (tmp_path / "spreadsheet.tsv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    view = small(tmp_path / "spreadsheet.tsv")

    assert "row 1" == view.texts(ox.NamedNode(X + "list-2020/A-1"))["en"]


def stated_in(view: View, row: str, kind: str) -> list[ox.NamedNode]:
    """Return the norms or gaps that are stated in an entry of the small list."""
    entry = f"{X}list-2020/{row}"
    return [node for node in view.subjects(LF + kind) if entry in view.iris(node, LF + "statedIn")]
