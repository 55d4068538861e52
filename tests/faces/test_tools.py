"""The tool server, asked by the client of the official SDK: in this process, over standard input, and over HTTP."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import anyio
import pytest
from anyio.from_thread import start_blocking_portal
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent

from lexflux.faces.tools.server import create_server
from lexflux.faces.tools.tools import TOOLS
from lexflux.faces.web.worker import Bounds
from lexflux.facts.context import json_schema
from lexflux.knowledge_base import KnowledgeBase

DAY = "2026-06-01"
COMMAND = [sys.executable, "-c", "from lexflux.faces.cli import main; main()", "mcp"]
SINGAPORE: dict[str, Any] = {
    "date": DAY,
    "exporter": {"locatedIn": "SG", "role": "Controller"},
    "recipient": {"locatedIn": "DE"},
    "mode": "TransmissionAbroad",
    "purpose": "OtherPurpose",
    "data": {"type": "ContactData"},
}
CHINA = {**SINGAPORE, "exporter": {"locatedIn": "CN", "role": "Controller"}, "recipient": {"locatedIn": "SG"}}
FLOW = {"date": DAY, "legs": [{**CHINA, "name": "out"}]}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("decide", {"transfer": SINGAPORE}),
    ("decide", {"transfer": FLOW}),
    ("next_question", {"transfer": CHINA}),
    ("explain", {"transfer": SINGAPORE}),
    ("plan", {"transfer": SINGAPORE}),
    ("compare", {"transfer": SINGAPORE, "regimes": ["sg", "eu"]}),
    ("treaties", {"one": "CN", "other": "SG", "on": DAY, "topics": ["localisation"]}),
    ("find", {"words": "onward transfer", "limit": 2}),
    ("show", {"name": "PIPL, art. 40"}),
    ("show", {"name": "GDPR, art. 49"}),
    ("query", {"name": "which-thresholds-are-set", "limit": 2}),
    ("sparql", {"query": "SELECT ?norm { ?norm lf:requires cn:SecurityAssessment }", "limit": 2}),
    ("sparql", {"query": "DESCRIBE <https://w3id.org/lexflux/cn/SecurityAssessment>"}),
]
DISCLAIMER = {"en": "not legal advice", "zh": "不构成法律意见"}


@pytest.fixture(scope="module")
def asked(knowledge: KnowledgeBase) -> Iterator[Callable[[Callable[[Client], Awaitable[Any]]], Any]]:
    """Return what asks the server in this process."""
    bounds = Bounds(seconds=1, memory=128 << 20, size=1 << 20, rows=2_000)
    client = Client(create_server(knowledge, bounds))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client):
        yield lambda work: portal.call(work, client)


def text_of(result: CallToolResult) -> str:
    content = result.content[0]
    assert isinstance(content, TextContent)
    return content.text


def test_there_are_at_most_ten_tools_and_they_are_told_in_short(asked: Any, knowledge: KnowledgeBase) -> None:
    """Each has a schema that is one, in both languages, and names the facts as the one schema of a transfer does."""
    tools = asked(lambda client: client.list_tools()).tools
    facts = json_schema(knowledge.book)["$defs"]["Transfer"]["properties"]

    assert list(TOOLS) == [one.name for one in tools]
    assert len(tools) <= 10
    for one in tools:
        Draft202012Validator.check_schema(one.input_schema)
        assert len(json.dumps(one.input_schema, ensure_ascii=False)) < 10_000
        assert one.annotations.read_only_hint
        assert re.search(r"[a-z] / .*[\u4e00-\u9fff]|/ .*[\u4e00-\u9fff]", one.description)
    told = tools[0].input_schema["properties"]["transfer"]["properties"]
    assert facts["purpose"]["title"] == told["purpose"]["title"]
    assert set(told) - {"legs", "parties", "datasets", "safeguards"} <= set(facts)


def test_every_answer_is_short_cites_and_says_what_it_is(asked: Any) -> None:
    """In both languages: the notice, the receipt, citations in brackets, and never more than its reader takes."""

    async def call_all(client: Client) -> list[CallToolResult]:
        named = [(name, {**given, "lang": lang}) for lang in DISCLAIMER for name, given in CALLS]
        return [await client.call_tool(name, given) for name, given in named]

    results = asked(call_all)
    for place, result in enumerate(results):
        language = "en" if place < len(CALLS) else "zh"
        text, data = text_of(result), result.structured_content
        assert not result.is_error, text
        assert DISCLAIMER[language] in text
        assert DISCLAIMER[language] in data["notice"]
        assert all(receipt["law"] and receipt["tool"] for receipt in data["receipts"])
        assert "lexflux " in text
        assert len(text) < 14_000
        if "verdicts" in data:
            assert re.search(r"arts?\.|regs?\.|第\d", text), text
            assert all(receipt["answer"][:12] in text for receipt in data["receipts"])


def test_a_comparison_of_much_is_told_by_its_outcomes(asked: Any) -> None:
    """A row for each law and place, each question once, all receipts, and how to ask for less."""
    given = {"transfer": CHINA, "origins": ["CN", "DE"]}
    result = asked(lambda client: client.call_tool("compare", given))
    text, data = text_of(result), result.structured_content

    assert len(data["columns"]) > 20
    assert text.count("\n| ") - 1 == len(data["columns"])
    assert len(text) < 14_000
    assert "regimes, days or origins" in text
    assert 1 == text.count("In which jurisdictions were the data collected")
    assert all(receipt["answer"][:12] in text for receipt in data["receipts"])


def test_undetermined_comes_with_the_next_question(asked: Any) -> None:
    """Never an all-clear by silence: whatever tool decides, what the verdict turns on is asked."""
    calls = [("decide", {"transfer": CHINA}), ("decide", {"transfer": FLOW}), ("explain", {"transfer": CHINA})]
    calls += [("plan", {"transfer": CHINA}), ("compare", {"transfer": CHINA, "regimes": ["cn"]})]

    async def call_all(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, given) for name, given in calls]

    for result in asked(call_all):
        data = result.structured_content
        assert "Undetermined" in {one["verdict"] for one in data["verdicts"]}
        assert data["toAskNext"][0]["question"] in text_of(result)
        assert data["toAskNext"][0]["cites"]


def test_a_dialogue_is_held_by_the_client_alone(asked: Any) -> None:
    """The transfer that comes back holds the answer; the server remembers nothing."""

    async def hold(client: Client) -> list[Any]:
        first = await client.call_tool("next_question", {"transfer": {}, "answer": "SG"})
        data = first.structured_content
        again = await client.call_tool("next_question", {"transfer": data["transfer"], "answer": DAY})
        return [data, again.structured_content]

    first, second = asked(hold)
    assert {"exporter": {"locatedIn": "SG"}} == first["transfer"]
    assert "date" == first["question"]["property"]
    assert DAY == str(second["transfer"]["date"])
    assert "date" != second["question"]["property"]


@pytest.mark.parametrize("language", DISCLAIMER)
def test_errors_are_one_message_with_the_nearest(asked: Any, language: str) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("decid", {}, "decide"),
        ("decide", {}, "transfer"),
        ("decide", {"transfer": []}, "object"),
        ("decide", {"transfer": SINGAPORE, "strict": "yes"}, "boolean"),
        ("decide", {"transfer": {**SINGAPORE, "purpose": "Marketting"}}, "Marketing"),
        ("decide", {"transfer": SINGAPORE, "on": "soon"}, "2026-01-31"),
        ("compare", {"transfer": SINGAPORE, "origin": ["DE"]}, "origins"),
        ("explain", {"transfer": SINGAPORE, "norms": ["SecurityAsessment"]}, "SecurityAsessment"),
        ("treaties", {"one": "CN", "other": "Singapour", "on": DAY}, "SG"),
        ("show", {"name": "cn/pipl-2021/art-400"}, "cn/pipl-2021/art-40"),
        ("show", {"name": "PIPL, art. 400"}, "pipl, art. 40"),
        ("query", {"name": "which-threshold-are-set"}, "which-thresholds-are-set"),
        ("query", {"name": "which-thresholds-are-set", "limit": 1000}, "1-100"),
        ("sparql", {"query": "SELECT ?n { ?n lf:requires cn:SecurityAsessment }"}, "cn/SecurityAssessment"),
        ("sparql", {"query": "SELECT ?n { ?n lf:requires }"}, "28"),
        ("sparql", {"query": "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }"}, "SERVICE"),
        ("sparql", {"query": "DROP ALL"}, "1"),
    ]

    async def call_all(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, {**given, "lang": language}) for name, given, _ in wrong]

    for result, (name, given, said) in zip(asked(call_all), wrong, strict=True):
        assert result.is_error, (name, given)
        assert said in text_of(result), text_of(result)
        assert DISCLAIMER[language] in text_of(result)
        assert "Traceback" not in text_of(result)


def test_nothing_found_is_told_as_no_all_clear(asked: Any) -> None:
    async def call(client: Client) -> list[str]:
        empty = "SELECT ?n { ?n lf:requires cn:SecurityAssessment ; lf:requires eu:AppropriateSafeguard }"
        return [
            text_of(await client.call_tool("find", {"words": "xyzzy"})),
            text_of(await client.call_tool("sparql", {"query": empty})),
        ]

    assert all("no all-clear" in text for text in asked(call))


def test_a_query_ends_at_its_bounds(asked: Any) -> None:
    """A hostile query costs its own process, and the next one is answered."""
    hostile = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    async def call(client: Client) -> list[CallToolResult]:
        return [await client.call_tool("sparql", {"query": one}) for one in (hostile, "ASK { ?a ?b ?c }")]

    ended, next_one = asked(call)
    assert ended.is_error
    assert "was ended" in text_of(ended)
    assert next_one.structured_content["answer"] is True


def test_provisions_are_resources(asked: Any, knowledge: KnowledgeBase) -> None:
    async def read(client: Client) -> list[str]:
        listed = (await client.list_resources()).resources
        template = (await client.list_resource_templates()).resource_templates[0].uri_template
        named = [template.replace("{lang}", "zh").replace("{name}", name) for name in ("cn/pipl-2021/art-40",)]
        read = [await client.read_resource(uri) for uri in (*(one.uri for one in listed), *named)]
        with pytest.raises(MCPError, match="art-40"):
            await client.read_resource("lexflux://law/en/cn/pipl-2021/art-400")
        with pytest.raises(MCPError, match="lexflux://law/"):
            await client.read_resource("file:///etc/passwd")
        return [one.contents[0].text for one in read]

    schema, *told, provision = asked(read)
    assert json_schema(knowledge.book) == json.loads(schema)
    assert [True, True] == [DISCLAIMER[lang] in text for lang, text in zip(DISCLAIMER, told, strict=True)]
    assert knowledge.book.citation("https://w3id.org/lexflux/cn/pipl-2021/art-40", "zh") in provision
    assert DISCLAIMER["zh"] in provision


def test_over_standard_input_and_output() -> None:
    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], "--lang", "zh"])

    async def run() -> str:
        async with Client(server) as client:
            return text_of(await client.call_tool("show", {"name": "PIPL, art. 40"}))

    assert DISCLAIMER["zh"] in anyio.run(run)


def test_over_http_and_only_for_this_machine() -> None:
    with subprocess.Popen([*COMMAND, "--http", "--port", "0"], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            address = re.findall(r"http://\S+", process.stderr.readline())[0]

            async def run() -> str:
                async with Client(address) as client:
                    return text_of(await client.call_tool("decide", {"transfer": SINGAPORE}))

            assert address.startswith("http://127.0.0.1:")
            assert DISCLAIMER["en"] in anyio.run(run)
        finally:
            process.terminate()
