"""Reading flows of several transfers: what names stand for, and one clear message for each way to be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexflux.errors import InputError
from lexflux.facts.flow import Flow, read_file
from lexflux.facts.reader import read_file as read_transfer
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

GOOD = """\
label: A flow
date: 2026-06-01
parties:
  hospital: {locatedIn: DE}
  vendor: {locatedIn: US}
  support: {locatedIn: IN}
datasets:
  records: {type: HealthData}
  logs: {type: ContactData}
legs:
  - name: first
    exporter: hospital
    recipient: vendor
    data: records
  - name: second
    continues: first
    recipient: support
    data: [records, logs]
"""


def read(text: str, book: LawBook, folder: Path) -> Facts | Flow:
    """Read a text as the file flow.yaml."""
    (folder / "flow.yaml").write_text(text, "utf-8")
    return read_file("flow.yaml", book)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_names_stand_for_what_is_described_once(book: LawBook, tmp_path: Path) -> None:
    """A leg has the party and data of their names, the date of the flow and the exporter to whom the data came."""
    flow = read(GOOD, book, tmp_path)

    assert isinstance(flow, Flow)
    assert flow.label == "A flow"
    assert [leg.name for leg in flow.legs] == ["first", "second"]
    assert [str(leg.facts.date) for leg in flow.legs] == ["2026-06-01", "2026-06-01"]
    second = flow.legs[1]
    assert second.parties == ("vendor", "support")
    assert [local(str(value)) for value in second.facts.nodes["exporter"].values[LF + "locatedIn"]] == ["US"]
    assert [second.facts.nodes[path].label for path in second.carried] == ["records"]
    assert flow.legs[0].passed_on
    assert not second.passed_on


def test_a_file_of_one_transfer_is_read_as_ever(book: LawBook, tmp_path: Path) -> None:
    """Without legs the file is the transfer that it was."""
    text = "exporter: {locatedIn: CN}\nrecipient: {locatedIn: SG}\ndata: {type: ContactData}\n"

    facts = read(text, book, tmp_path)

    assert isinstance(facts, Facts)
    assert facts == read_transfer("flow.yaml", book)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  - name: first\n",
            "  - name: first\n    continues: second\n",
            "flow.yaml:12: legs continue each other in a circle: first (flow.yaml:12) → second (flow.yaml:17) → "
            "first (flow.yaml:12); the first leg of a flow continues none.",
        ),
        (
            "continues: first\n",
            "continues: second\n",
            "flow.yaml:16: legs continue each other in a circle: second (flow.yaml:16) → second (flow.yaml:16); "
            "the first leg of a flow continues none.",
        ),
        (
            "    recipient: vendor\n    data: records\n",
            "    recipient: vendor\n    data: records\n    continues: third\n"
            "  - {name: third, exporter: vendor, recipient: hospital, data: records}\n",
            "flow.yaml:15: leg 'first' continues 'third', which comes later, at flow.yaml:16; "
            "put the earlier leg first.",
        ),
        (
            "continues: first\n",
            "continues: firts\n",
            "flow.yaml:16: leg 'second' continues 'firts', but no leg is called so; known: first, second. "
            "Did you mean first?",
        ),
        (
            "recipient: vendor",
            "recipient: vendro",
            "flow.yaml:13: leg 'first', recipient: 'vendro' is not described under parties (flow.yaml:3). "
            "Did you mean vendor?",
        ),
        (
            "[records, logs]",
            "[recods]",
            "flow.yaml:18: leg 'second', data: 'recods' is not described under datasets (flow.yaml:7). "
            "Did you mean records?",
        ),
        (
            "legs:",
            "safeguards:\n  clauses: {type: Consent, coversLeg: [first, secnd]}\nlegs:",
            "flow.yaml:11: safeguard 'clauses' covers leg 'secnd', but no leg is called so; known: first, second. "
            "Did you mean second?",
        ),
        ("name: second", "name: first", "flow.yaml:15: a leg called 'first' stands at flow.yaml:11 already."),
        (
            "continues: first\n",
            "continues: first\n    exporter: hospital\n",
            "flow.yaml:17: leg 'second' continues 'first', but its exporter is 'hospital' and the data went to "
            "'vendor' (flow.yaml:13); leave the exporter out, or add the leg in between.",
        ),
        (
            "datasets:",
            "datasset:",
            "flow.yaml:7: 'datasset' is no key of a flow; expected parties, datasets, safeguards, legs, date, "
            "label. Did you mean datasets, date?",
        ),
        ("  records: {type: HealthData}\n  logs: {type: ContactData}\n", "  - records\n",
         "flow.yaml:7: datasets must be a mapping from names to descriptions."),
        (
            "locatedIn: US",
            "located: US",
            "flow.yaml:5: recipient, located: unknown property. Did you mean locatedIn, locality?",
        ),
    ],
)  # fmt: skip
def test_one_message_says_what_is_wrong_and_where(
    old: str, new: str, message: str, book: LawBook, tmp_path: Path
) -> None:
    """Both places stand in the message where two do not fit together."""
    with pytest.raises(InputError) as caught:
        read(GOOD.replace(old, new, 1), book, tmp_path)

    assert caught.value.text("en").splitlines()[0] == message
    assert caught.value.text("zh")


@pytest.mark.parametrize("legs", ["legs: []\n", "legs: {first: 1}\n", "legs: first\n"])
def test_legs_are_a_list_of_transfers(legs: str, book: LawBook, tmp_path: Path) -> None:
    """Anything else is refused."""
    with pytest.raises(InputError, match=r"flow\.yaml:1: legs must be a list of transfers, at least one\."):
        read(legs, book, tmp_path)


def test_who_expects_one_transfer_is_told_of_a_flow(book: LawBook, tmp_path: Path) -> None:
    """A command for one transfer says what the file is."""
    read(GOOD, book, tmp_path)

    with pytest.raises(InputError, match=r"flow\.yaml: describes a flow of several transfers"):
        read_transfer("flow.yaml", book)


TURTLE = """\
@prefix lf: <https://w3id.org/lexflux/> .
@prefix place: <https://w3id.org/lexflux/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
ex:flow a lf:Flow ; rdfs:label "A flow" ; lf:date "2026-06-01"^^xsd:date ; lf:leg ex:two , ex:one .
ex:one a lf:Transfer ; rdfs:label "first" ; lf:exporter ex:hospital ; lf:recipient ex:vendor ; lf:data ex:records .
ex:two a lf:Transfer ; rdfs:label "second" ; lf:continues ex:one ; lf:recipient ex:support ;
    lf:data ex:records , ex:logs .
ex:hospital lf:locatedIn place:DE .
ex:vendor lf:locatedIn place:US .
ex:support lf:locatedIn place:IN .
ex:records a lf:HealthData ; rdfs:label "records" .
ex:logs a lf:ContactData ; rdfs:label "logs" .
"""


def read_turtle(text: str, book: LawBook, folder: Path) -> Facts | Flow:
    """Read a text as the file flow.ttl."""
    (folder / "flow.ttl").write_text(text, "utf-8")
    return read_file("flow.ttl", book)


def test_a_flow_in_turtle_says_the_same(book: LawBook, tmp_path: Path) -> None:
    """Legs are put in order, and nodes with two legs are read in both; no other difference is made."""
    expected, found = read(GOOD, book, tmp_path), read_turtle(TURTLE, book, tmp_path)

    assert isinstance(expected, Flow)
    assert isinstance(found, Flow)
    assert [leg.name for leg in found.legs] == ["first", "second"]
    for one, other in zip(expected.legs, found.legs, strict=True):
        assert one.facts.tree == other.facts.tree
        assert (one.continues, one.passed_on, len(one.carried)) == (
            other.continues,
            other.passed_on,
            1 if one.continues else 0,
        )
    assert [found.legs[1].facts.nodes[path].label for path in found.legs[1].carried] == ["records"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "lf:recipient ex:vendor ;",
            "lf:recipient ex:vendor ; lf:continues ex:two ;",
            "continue each other in a circle",
        ),
        ("lf:continues ex:one", "lf:continues ex:none", "'https://example.org/none', but no leg is called so"),
        ("lf:continues ex:one", "lf:continues ex:one ; lf:exporter ex:hospital", "leave the exporter out"),
        ("ex:hospital lf:", "ex:stray a lf:HealthData .\nex:hospital lf:", "stray is described, but belongs to no leg"),
        ("lf:leg ex:two , ex:one", 'rdfs:comment "none"', "legs must be a list of transfers, at least one"),
        ("lf:leg ex:two", "lf:mode lf:StorageAbroad ; lf:leg ex:two", "'mode' is no key of a flow"),
        ("lf:locatedIn place:US", "lf:located place:US", "unknown property"),
    ],
)
def test_a_wrong_flow_in_turtle_gets_one_message(
    old: str, new: str, message: str, book: LawBook, tmp_path: Path
) -> None:
    """As in YAML, what does not fit is named."""
    with pytest.raises(InputError) as caught:
        read_turtle(TURTLE.replace(old, new, 1), book, tmp_path)

    assert message in caught.value.text("en")
    assert caught.value.text("zh")
