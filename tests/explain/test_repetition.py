"""Answers derived again: what was changed in an answer, wherever it stands, is found and said."""

import copy
import datetime
import json
from collections.abc import Collection, Iterator
from random import Random
from typing import Any

import pytest

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import decide_again, make_receipt, number
from lexflux.errors import InputError
from lexflux.explain import repetition
from lexflux.explain.data import as_data
from lexflux.explain.render import as_json
from lexflux.explain.repetition import concerns_origin, repeat
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook
from tests.decision.test_receipt import DAY, READINGS, TRANSFER, receipt_of

Tree = Any
Path = tuple[str | int, ...]

# The owner is told of twice, by keys in an order that is not the alphabetical one.
SHARED_OWNER = {
    "recipient": {"locatedIn": "SG", "ownership": [{"share": 60, "owner": {"id": "parent", "locatedIn": "CN"}}]},
    "exporter": {"locatedIn": "CN", "ownership": [{"share": 60, "owner": {"id": "parent"}}]},
    "data": [{"type": "FaceData"}, {"type": "ContactData"}, {"type": "EmployeeData"}],
    "safeguard": [{"type": "SeparateConsent"}, {"type": "ExportNotice"}],
    "circumstance": ["SecurityIncident"],
}
NAMED = {
    "purpose": ["HumanResourcesManagement"],
    "mode": ["TransmissionAbroad"],
    "recipient": {"label": "Beta Inc", "role": "Processor", "locatedIn": "US"},
    "exporter": {"role": "Controller", "label": "Acme", "locatedIn": "CN"},
    "data": [{"label": "staff", "collectedIn": "CN", "type": "EmployeeData"}],
}
TRANSFERS = {"expired safeguard": TRANSFER, "shared owner": SHARED_OWNER, "with names, in no order": NAMED}


@pytest.fixture(autouse=True, scope="module")
def derived_once() -> Iterator[None]:
    """Derive what follows from one and the same receipt once, of the hundreds of answers in which it stands."""
    decisions: dict[str, Decision] = {}
    told: dict[tuple[int, str], Tree] = {}

    def again(receipt: Tree, book: LawBook, name: str = "<receipt>") -> Decision:
        try:
            key = book.digest + json.dumps(receipt)
        except RecursionError:
            return decide_again(receipt, book, name)
        if key not in decisions:
            decisions[key] = decide_again(receipt, book, name)
        return decisions[key]

    def data(decision: Decision, language: str, fields: Collection[str] | None = None) -> Tree:
        if fields is not None:
            return as_data(decision, language, fields)
        if (id(decision), language) not in told:
            told[id(decision), language] = as_data(decision, language)
        return told[id(decision), language]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(repetition, "decide_again", again)
        patched.setattr(repetition, "as_data", data)
        yield


def answer_of(book: LawBook, transfer: Tree, language: str = "en") -> Tree:
    """Return an answer as it stands in a file."""
    return json.loads(as_json(decide(book, read_tree(transfer, book), "cn", DAY, READINGS), language))


@pytest.fixture
def answer(book: LawBook) -> Tree:
    return answer_of(book, TRANSFER)


def lines(answer: Tree, book: LawBook) -> list[str]:
    """Return what is said of an answer."""
    return list(map(str, repeat(answer, book)[1]))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("transfer", TRANSFERS.values(), ids=TRANSFERS)
def test_answer_is_the_same_again(transfer: Tree, language: str, book: LawBook) -> None:
    """Untouched, an answer and its receipt alone are derived again, word for word."""
    answer = answer_of(book, transfer, language)

    assert [] == lines(answer, book)
    assert [] == lines(answer["receipt"], book)


def test_an_answer_in_part_is_the_same_again(book: LawBook) -> None:
    """Of what was not asked for nothing is missed; what was changed of the rest is found."""
    part: Tree = as_data(
        decide(book, read_tree(TRANSFER, book), "cn", DAY, READINGS), "en", ["requirements", "receipt"]
    )

    assert [] == lines(part, book)
    assert [] != lines({**part, "requirements": []}, book)


def shuffled(tree: Tree, random: Random) -> Tree:
    """Return a tree with its keys in another order."""
    if isinstance(tree, list):
        return [shuffled(part, random) for part in tree]
    if not isinstance(tree, dict):
        return tree
    keys = list(tree)
    random.shuffle(keys)
    return {key: shuffled(tree[key], random) for key in keys}


@pytest.mark.parametrize("transfer", TRANSFERS.values(), ids=TRANSFERS)
def test_order_of_keys_does_not_count(transfer: Tree, book: LawBook) -> None:
    """Programs may write the keys of JSON in any order."""
    answer = answer_of(book, transfer)

    for seed in range(5):
        assert [] == lines(shuffled(answer, Random(seed)), book)


def places(tree: Tree, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of all parts of a tree."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


def tampered(value: Tree, random: Random) -> Tree:
    """Return another value."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + random.choice([-1, 1])
        case str():
            return random.choice(["", value + " ", "Permitted" if value != "Permitted" else "Prohibited"])
        case list() if value:
            return random.choice([value[1:], [*value, value[0]], []])
        case dict() if value:
            return dict(list(value.items())[1:])
        case _:
            return "something"


def put(answer: Tree, path: Path, value: Tree) -> Tree:
    """Return an answer with another value at a path."""
    other = copy.deepcopy(answer)
    holder = other
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return other


def is_noticed(other: Tree, book: LawBook) -> bool:
    try:
        return bool(lines(other, book))
    except InputError:
        return True


@pytest.mark.parametrize("transfer", TRANSFERS.values(), ids=TRANSFERS)
def test_whatever_is_changed_is_noticed(transfer: Tree, book: LawBook) -> None:
    """In each part of an answer, however deep, another value, a value more or one less is found."""
    answer, random = answer_of(book, transfer), Random(1)
    by_part: dict[Path, list[Path]] = {}
    for path in places(answer):
        by_part.setdefault(path[: 2 if path[0] == "receipt" else 1], []).append(path)
    chosen = [random.choice(paths) for paths in by_part.values()]

    assert answer.keys() | {"receipt"} == {path[0] for path in chosen}
    assert [] == [
        path for path in chosen if not is_noticed(put(answer, path, tampered(at(answer, path), random)), book)
    ]


def at(tree: Tree, path: Path) -> Tree:
    for step in path:
        tree = tree[step]
    return tree


def test_what_was_left_out_or_added_is_noticed(answer: Tree, book: LawBook) -> None:
    """A part that is gone is missed, and one that no answer has stands out."""
    for part in answer.keys() - {"receipt"}:
        assert is_noticed({key: value for key, value in answer.items() if key != part}, book), part
    assert ['approval: "granted" -> –'] == lines({**answer, "approval": "granted"}, book)


def test_what_differs_is_said(answer: Tree, book: LawBook) -> None:
    """A line has the place, what stands there, and what should."""
    other = put(put(answer, ("verdict",), "Permitted"), ("requirements", 0, "need"), "NotNeeded")

    assert ['verdict: "Permitted" -> "Undetermined"', 'requirements[0].need: "NotNeeded" -> "PerhapsNeeded"'] == lines(
        other, book
    )


def test_nothing_in_an_answer_reaches_the_terminal_raw(answer: Tree, book: LawBook) -> None:
    """Whoever altered an answer cannot make the report of it say something else."""
    escape = "\x1b[2J\x9b\u202e\n"

    (line,) = lines({**answer, escape: escape}, book)

    assert line.isprintable()


def forged(receipt: Tree) -> Tree:
    """Return a receipt with the number that it should have."""
    return {**receipt, "answer": number(receipt), "law": resources.digest(receipt["files"])}


@pytest.mark.parametrize("part", ["verdict", "possible", "norms", "requirements", "missing", "openPoints", "gaps"])
def test_forged_outcome_is_noticed(part: str, answer: Tree, book: LawBook) -> None:
    """Anybody can compute the number of a receipt anew; the outcome is derived and not believed."""
    receipt = put(answer["receipt"], ("outcome", part), [])

    assert any(line.startswith(f"receipt.outcome.{part}") for line in lines(forged(receipt), book))


def test_forged_facts_are_noticed(answer: Tree, book: LawBook) -> None:
    """Under other facts the answer around the receipt is another."""
    other = put(answer, ("receipt",), forged(put(answer["receipt"], ("facts", "exporter", 0, "peopleThisYear"), [5])))

    assert any(line.startswith("norms[") for line in lines(other, book))


def test_answer_of_other_law_still_holds(answer: Tree, book: LawBook) -> None:
    """Where only the law has changed and not what comes of it, that is said, and it is no other answer."""
    changed = "ontology/law/cn/cbdf-2024.ttl"
    receipt = forged(put(answer["receipt"], ("files", changed), "0" * 64))

    _, found = repeat({**answer, "receipt": receipt}, book)

    assert [("receipt", "law"), ("receipt", "files", changed)] == [one.path for one in found]
    assert all(map(concerns_origin, found))


def test_answer_that_changed_with_the_law_does_not_hold(answer: Tree, book: LawBook) -> None:
    """The changed file and what became another answer are both named."""
    changed = "ontology/law/cn/cbdf-2024.ttl"
    receipt = put(answer["receipt"], ("files", changed), "0" * 64)
    receipt = forged(put(receipt, ("outcome", "verdict"), "Permitted"))

    _, found = repeat(receipt, book)

    assert {("receipt", "files", changed), ("receipt", "outcome", "verdict")} <= {one.path for one in found}
    assert not all(map(concerns_origin, found))


ODD: list[Tree] = [None, True, 0, -1.5, "", "x", "\ud800", "2025-06-01", [], [[]], {}, {"": None}, {"x": ["\x00"]}]


@pytest.mark.parametrize("odd", [*ODD, {"receipt": {}}, {"receipt": []}, {"schema": "lexflux-receipt/1"}], ids=repr)
def test_what_is_no_answer_is_bad_input(odd: Tree, book: LawBook) -> None:
    """One message, whatever somebody takes for an answer."""
    with pytest.raises(InputError):
        repeat(odd, book)


@pytest.mark.parametrize(
    "part", ["tool", "files", "regime", "on", "readings", "facts", "outcome", "answer", "language"]
)
def test_odd_parts_are_no_defect(part: str, answer: Tree, book: LawBook) -> None:
    """A part of a wrong type, with the number that it should have, is refused or reported."""
    for odd in ODD:
        other = copy.deepcopy(answer)
        (other if part == "language" else other["receipt"])[part] = odd
        if part in ("tool", "regime", "on", "readings", "facts", "outcome"):
            other["receipt"]["answer"] = number(other["receipt"])
        # A day may be as right as the one before it, and a reading may not matter.
        assert is_noticed(other, book) or (part, odd) in (("on", "2025-06-01"), ("readings", {})), odd


def test_deep_nesting_is_bad_input(answer: Tree, book: LawBook) -> None:
    """Nobody can make the comparison overflow."""
    deep: Tree = []
    for _ in range(100_000):
        deep = [deep]

    for path in (("receipt", "outcome"), ("receipt", "facts", "data"), ("gaps",)):
        assert is_noticed(put_shallow(answer, path, deep), book)


def put_shallow(answer: Tree, path: Path, value: Tree) -> Tree:
    """Put a value that is too deep to be copied."""
    return {**answer, path[0]: put_shallow(answer[path[0]], path[1:], value) if path[1:] else value}


def test_receipt_alone_says_no_more_than_the_answer(answer: Tree, book: LawBook) -> None:
    """The receipt in an answer is the one that the library gives."""
    assert answer["receipt"] == receipt_of(book, TRANSFER, readings=READINGS)
    assert answer["receipt"] == make_receipt(repeat(answer, book)[0])
    assert datetime.date.fromisoformat(answer["receipt"]["on"]) == DAY
