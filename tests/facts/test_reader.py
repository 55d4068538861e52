"""Reading transfers: what is accepted, and one clear message for each way to be wrong."""

import json
import os
import threading
from pathlib import Path

import pytest

from lexflux import files
from lexflux.errors import InputError, JoinedInputError
from lexflux.facts import context
from lexflux.facts.documents import LARGEST_FILE
from lexflux.facts.reader import read_file, read_text, read_tree
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, PLACE

BROKEN = Path(__file__).parents[1] / "broken"
MINIMAL = "exporter: {locatedIn: CN}\nrecipient: {locatedIn: SG}\ndata: {type: ContactData}\n"


@pytest.mark.parametrize(
    "path", sorted(path for path in BROKEN.iterdir() if path.suffix != ".txt"), ids=lambda path: path.name
)
def test_broken_transfer_gets_its_message(path: Path, book: LawBook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is wrong in a way of its own; the complete message in both languages is recorded beside it."""
    monkeypatch.chdir(BROKEN)
    expected = path.with_name(path.name + ".txt").read_text("utf-8")

    with pytest.raises(InputError) as caught:
        read_file(path.name, book)

    assert expected == f"{caught.value.text('en')}\n{caught.value.text('zh')}\n"


def test_missing_file_is_named(book: LawBook) -> None:
    """A file that is not there is bad input, not a traceback."""
    with pytest.raises(InputError, match=r"nowhere\.yaml: cannot be read: No such file or directory\."):
        read_file("nowhere.yaml", book)


def test_huge_file_is_refused_unread(book: LawBook, tmp_path: Path) -> None:
    """A file far beyond a transfer's size is refused after its first megabytes."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(InputError, match="larger than 8 MB; one file describes one transfer"):
        read_file(str(path), book)
    assert path.stat().st_size > LARGEST_FILE


def test_not_utf8(book: LawBook, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are named by their place."""
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"label: caf\xe9\n")

    with pytest.raises(InputError, match=r"not UTF-8 text \(byte 10\)"):
        read_file(str(path), book)


def test_norway_octal_and_dates(book: LawBook) -> None:
    """YAML is read as 1.2: NO is Norway, 010 is ten, a date is a date."""
    facts = read_text(
        "exporter: {locatedIn: NO, peopleThisYear: 010}\n"
        "recipient: {locatedIn: SG}\ndata: {type: ContactData}\ndate: 2025-06-01\n",
        book,
    )

    exporter = facts.nodes["exporter"]
    assert (PLACE + "NO",) == exporter.values[LF + "locatedIn"]
    assert (10,) == exporter.values[LF + "peopleThisYear"]
    assert "2025-06-01" == str(facts.date)


def test_yaml_json_and_turtle_say_the_same(book: LawBook) -> None:
    """One transfer in three syntaxes gives the same facts."""
    as_json = '{"exporter": {"locatedIn": "CN"}, "recipient": {"locatedIn": "SG"}, "data": [{"type": "ContactData"}]}'
    as_turtle = """
        @prefix lf: <https://w3id.org/lexflux/> . @prefix place: <https://w3id.org/lexflux/place/> .
        <#t> a lf:Transfer ; lf:exporter [ lf:locatedIn place:CN ] ;
            lf:recipient [ lf:locatedIn place:SG ] ; lf:data [ a lf:ContactData ] .
    """

    assert read_text(MINIMAL, book).tree == read_text(as_json, book).tree == read_text(as_turtle, book).tree


def test_tree_reads_back(book: LawBook) -> None:
    """The canonical tree of facts is itself a transfer."""
    facts = read_text(
        MINIMAL
        + "legalBasis: Consent\nstatedUnknown: [isStrictlyNecessary]\n"
        + "safeguard: [{type: SecurityAssessment, issuedOn: 2024-05-01}]\n",
        book,
    )

    assert facts.tree == read_tree(facts.tree, book).tree


def test_range_of_a_count_reads_back(book: LawBook) -> None:
    """A count of which only bounds are known is the same in YAML and in Turtle, and is written as it was stated."""
    as_turtle = """
        @prefix lf: <https://w3id.org/lexflux/> . @prefix place: <https://w3id.org/lexflux/place/> .
        <#t> a lf:Transfer ; lf:recipient [ lf:locatedIn place:SG ] ; lf:data [ a lf:ContactData ] ;
            lf:exporter [ lf:locatedIn place:CN ; lf:peopleThisYear [ lf:from 5 ; lf:below 9 ] ] .
    """
    facts = read_text(MINIMAL.replace("{locatedIn: CN}", "{locatedIn: CN, peopleThisYear: {from: 5, below: 9}}"), book)

    assert [{"from": 5, "below": 9}] == facts.tree["exporter"][0]["peopleThisYear"]
    assert facts.tree == read_text(as_turtle, book).tree == read_tree(facts.tree, book).tree


def test_vocabulary_of_other_namespaces_needs_no_prefix(book: LawBook) -> None:
    """A safeguard of Chinese law is written by its name alone."""
    facts = read_text(MINIMAL + "safeguard: {type: StandardContract}\n", book)

    assert {LF + "cn/StandardContract"} == facts.nodes["safeguard/1"].kinds


def test_byte_order_mark_is_ignored(book: LawBook, tmp_path: Path) -> None:
    """Files of editors that write a byte-order mark are read."""
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MINIMAL.encode())

    assert {"transfer", "exporter", "recipient", "data/1"} == set(read_file(str(path), book).nodes)


def test_integer_with_two_signs_is_bad_input(book: LawBook) -> None:
    """Turtle may type anything as an integer; what is none gets the message of its property, not a traceback."""
    text = """
        @prefix lf: <https://w3id.org/lexflux/> . @prefix place: <https://w3id.org/lexflux/place/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <#t> a lf:Transfer ; lf:recipient [ lf:locatedIn place:SG ] ; lf:data [ a lf:ContactData ] ;
            lf:exporter [ lf:locatedIn place:CN ; lf:peopleThisYear "--5"^^xsd:integer ] .
    """

    with pytest.raises(InputError, match="exporter, peopleThisYear: found '--5'"):
        read_text(text, book, form="turtle")


def test_turtle_may_start_with_a_comment(book: LawBook) -> None:
    """What comes from standard input has no ending that tells its form; comments begin alike in Turtle and YAML."""
    turtle = """# A transfer
        PREFIX lf: <https://w3id.org/lexflux/> PREFIX place: <https://w3id.org/lexflux/place/>
        <#t> a lf:Transfer ; lf:exporter [ lf:locatedIn place:CN ] ;
            lf:recipient [ lf:locatedIn place:SG ] ; lf:data [ a lf:ContactData ] ."""

    assert read_text(turtle, book).tree == read_text("# A transfer\n" + MINIMAL, book).tree


def test_json_may_be_indented_with_tabs(book: LawBook) -> None:
    """JSON allows tabs, though YAML does not."""
    tree = read_text(MINIMAL, book).tree

    assert tree == read_text(json.dumps(tree, indent="\t"), book).tree


def test_own_context_that_maps_every_key_is_read(book: LawBook) -> None:
    """The packaged context, given inline and with other names, says the same."""
    terms = context.json_ld_context(book)["@context"]
    tree = {
        "@context": [terms, {"from": terms["exporter"], "to where": terms["recipient"]}],
        "from": {"locatedIn": "CN"},
        "to where": {"locatedIn": "SG"},
        "data": {"type": "ContactData"},
    }

    assert read_text(MINIMAL, book).tree == read_tree(tree, book).tree


def test_graph_of_nodes_that_refer_to_one_another_is_read(book: LawBook) -> None:
    """JSON-LD may state nodes side by side."""
    nodes = [
        {"type": "Transfer", "exporter": {"id": "#a"}, "recipient": {"id": "#b"}, "data": {"type": "ContactData"}},
        {"id": "#a", "locatedIn": "CN"},
        {"id": "#b", "locatedIn": "SG"},
    ]

    assert read_text(MINIMAL, book).tree == read_tree({"@graph": nodes}, book).tree


def test_long_chain_of_owners_is_read_and_reads_back(book: LawBook) -> None:
    """Nothing recurs over what is read: three hundred owners above one another are a true input."""
    owner = "{locatedIn: SG}"
    for _ in range(300):
        owner = f"{{locatedIn: SG, ownership: [{{share: 60, owner: {owner}}}]}}"

    facts = read_text(MINIMAL.replace("{locatedIn: SG}", owner), book)

    assert 604 == len(facts.nodes)
    assert facts.tree == read_text(json.dumps(facts.tree), book).tree


def test_thousand_data_sets_are_read(book: LawBook) -> None:
    """As many data sets as a large group has are read, each a node of its own."""
    listed = ", ".join(f"{{type: ContactData, label: set {number}}}" for number in range(1000))

    assert 1003 == len(read_text(MINIMAL.replace("{type: ContactData}", f"[{listed}]"), book).nodes)


def test_nodes_share_what_they_refer_to(book: LawBook) -> None:
    """Two that own each other are two nodes, in the facts and in the tree that these are written as."""
    both = {"id": "#b", "locatedIn": "SG", "ownership": {"share": 60, "owner": {"id": "#a"}}}
    tree = {
        "exporter": {"id": "#a", "locatedIn": "CN", "ownership": {"share": 60, "owner": both}},
        "recipient": {"id": "#b"},
        "data": {"type": "ContactData"},
    }

    facts = read_tree(tree, book)

    assert 6 == len(facts.nodes)
    assert facts.nodes.keys() == read_tree(facts.tree, book).nodes.keys()
    assert facts.tree == read_tree(facts.tree, book).tree


def test_errors_come_together(book: LawBook) -> None:
    """One error carries all of a file, in the order of its nodes, each with its line."""
    with pytest.raises(JoinedInputError) as caught:
        read_file(str(BROKEN / "many-errors.yaml"), book)

    assert 10 == len(caught.value.errors)
    assert 3 == caught.value.exit_code
    assert all(f"many-errors.yaml:{line}: " in caught.value.text("en") for line in (1, 2, 4, 5, 6, 7, 8, 9))


def test_a_pipe_without_a_writer_is_not_waited_for(
    book: LawBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody writes is told; what comes through a pipe is read."""
    monkeypatch.setattr(files, "SECONDS", 0.2)
    path = tmp_path / "transfer.yaml"
    os.mkfifo(path)
    with pytest.raises(InputError, match="named pipe"):
        read_file(str(path), book)

    writer = threading.Thread(target=path.write_text, args=(MINIMAL,))
    monkeypatch.setattr(files, "SECONDS", 10)
    writer.start()
    facts = read_file(str(path), book)
    writer.join()

    assert "recipient" in facts.nodes


def test_a_part_of_a_place_is_no_place(book: LawBook) -> None:
    """Who names a province as the place is told where it belongs; the nearest places are named in each language."""
    tree = {"date": "2026-11-01", "exporter": {"locatedIn": "Quebec"}, "recipient": {"locatedIn": "Singapor"}}
    with pytest.raises(InputError) as refused:
        read_tree({**tree, "data": {"type": "ContactData"}}, book)

    assert "subdivision: Quebec" in refused.value.text("en")
    assert "另写 subdivision: Quebec" in refused.value.text("zh")
    assert "SG (Singapore)" in refused.value.text("en")
    assert "SG (新加坡)" in refused.value.text("zh")
