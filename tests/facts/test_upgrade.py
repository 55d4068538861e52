"""Files of a former schema: told what to write, and rewritten with all else as it was."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from lexflux.errors import InputError
from lexflux.facts.reader import read_text
from lexflux.facts.upgrade import upgraded
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import FormerStatement
from lexflux.terms import TYPE, local

FORMER = """\
# A file of before.
exporter:
  # the one that sends
  type: ProcessorForController
  locatedIn: US
recipient: {locatedIn: CN}
# what kind of deal
circumstance:
  - VendorAgreement   # the deal
  - GroupFiling
data: [{type: HealthData, usPersonsInTwelveMonths: 20000}]
"""
PRESENT = """\
# A file of before.
deal: VendorAgreement
exporter:
  # the one that sends
  role: Processor
  locatedIn: US
recipient: {locatedIn: CN}
# what kind of deal
circumstance: GroupFiling
data: [{type: HealthData, usPersonsInTwelveMonths: 20000}]
"""


def tree(former: FormerStatement) -> dict[str, Any]:
    found: dict[str, Any] = {
        "exporter": {"locatedIn": "US"},
        "recipient": {"locatedIn": "CN"},
        "data": [{"type": "HealthData"}],
        "safeguard": [{"type": "StandardContract"}],
    }
    if former.formerly == TYPE:
        found["exporter"]["type"] = former.name
    else:
        found[local(former.formerly)] = [former.name]
    return found


def test_all_else_in_a_file_stays(book: LawBook) -> None:
    """Comments, order and layout are those of the author; a file without anything of the kind comes back as it is."""
    assert PRESENT == upgraded(FORMER, book, "before.yaml")
    assert PRESENT == upgraded(PRESENT, book, "now.yaml")


def test_each_former_statement_is_told_and_rewritten(book: LawBook) -> None:
    """Whoever checks a former file hears what to write; upgraded, it is read, in whatever form it is written."""
    for former in book.former_statements:
        forms = [json.dumps(tree(former)), json.dumps(tree(former), indent=2), yaml.safe_dump(tree(former))]
        for content in forms:
            told = local(former.prop) if former.prop else re.escape(former.notes["en"])
            with pytest.raises(InputError, match=told):
                read_text(content, book)
            if former.prop is None:
                with pytest.raises(InputError, match=told):
                    upgraded(content, book, "former")
            else:
                assert read_text(upgraded(content, book, "former"), book)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (FORMER.replace("{locatedIn: CN}", "{locatedIn: CN}\ndeal: OtherDeal"), "deal has another value"),
        ("circumstance: EntrustedProcessing", "circumstance: EntrustedProcessing is said by recipient.role: Processor"),
        ("[1, 2]", "only YAML and JSON files"),
        ("a: [", "not valid YAML"),
    ],
    ids=["another value", "no node", "no mapping", "broken"],
)
def test_what_cannot_be_rewritten_is_told(content: str, message: str, book: LawBook) -> None:
    """Nothing is guessed: a clash with what the file says already, a node that is not there, another form of file."""
    with pytest.raises(InputError, match=message):
        upgraded(content, book, "before.yaml")


FORMER_FLOW = """\
date: 2026-06-01
parties:
  clinic: {type: ProcessorForController, locatedIn: US}
  vendor: {locatedIn: CN}
  support: {locatedIn: CN}
datasets:
  records: {type: HealthData}
legs:
  - name: first
    exporter: clinic
    recipient: vendor
    data: records
    circumstance: [VendorAgreement, ProvisionToAnotherHandler]
  - continues: first
    recipient: support
    circumstance: EntrustedProcessing
"""
PRESENT_FLOW = """\
date: 2026-06-01
parties:
  clinic: {role: Processor, locatedIn: US}
  vendor: {role: Controller, locatedIn: CN}
  support: {role: Processor, locatedIn: CN}
datasets:
  records: {type: HealthData}
legs:
  - name: first
    exporter: clinic
    recipient: vendor
    data: records
    deal: VendorAgreement
  - continues: first
    recipient: support
"""


def test_the_legs_and_parties_of_a_flow_are_rewritten(book: LawBook) -> None:
    """What a leg said of a party is said where the flow describes it."""
    assert PRESENT_FLOW == upgraded(FORMER_FLOW, book, "flow.yaml")
    assert PRESENT_FLOW == upgraded(PRESENT_FLOW, book, "flow.yaml")
