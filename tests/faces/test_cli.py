"""The command line as a user meets it: output, exit codes, messages, no traceback."""

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest

from lexflux.faces.cli import main
from lexflux.law.loading import load_law_book

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "multinational-hr.yaml")
FLOW = str(ROOT / "examples" / "flows" / "records-and-support.yaml")
MINIMAL = "exporter: {locatedIn: CN}\nrecipient: {locatedIn: SG}\ndata: {type: ContactData}\n"


def lexflux(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in this process, which saves a second of imports; what it prints and ends with is the same."""
    streams = [io.TextIOWrapper(io.BytesIO(text), encoding="utf-8") for text in (stdin.encode(), b"", b"")]
    with (
        patch.object(sys, "stdin", streams[0]),
        redirect_stdout(streams[1]),
        redirect_stderr(streams[2]),
        pytest.raises(SystemExit) as ended,
    ):
        main(arguments)
    printed = []
    for stream in streams[1:]:
        stream.flush()
        stream.seek(0)
        printed.append(stream.read())
    code = ended.value.code
    assert code is None or isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code or 0, *printed)


def lexflux_process(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-c", "from lexflux.faces.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_one_transfer_loads_no_library_that_it_does_not_need() -> None:
    """What makes a start long is not imported: validation, graphs, ontologies, columns, processes, networks."""
    told = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
    command = [sys.executable, "-c", f"{told} from lexflux.faces.cli import main; main()", "check", EXAMPLE]
    load_law_book()

    done = subprocess.run(command, capture_output=True, text=True, check=False)
    modules = set(done.stderr.split())
    loaded = {name.split(".")[0] for name in modules}

    assert {"lexflux", "yaml"} <= loaded
    assert "lexflux.law.agreements" not in modules  # a transfer is decided by laws alone
    assert set() == loaded & {
        *("pydantic", "rdflib", "pyshacl", "owlready2", "networkx", "numpy", "polars", "rich"),
        *("multiprocessing", "concurrent", "http", "ssl", "email", "zipfile"),
    }


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (["--version"], "", 0),
        (["--help"], "", 0),
        (["check", EXAMPLE], "", 4),
        (["check", EXAMPLE, "--regime", "cn"], "", 0),
        (["check", "-", "--on", "2025-06-01"], MINIMAL, 4),
        (["check", "-", "--on", "2025-06-01"], MINIMAL + "mode: TransmissionAbroad\npurpose: Marketing\n", 4),
        (["check", "-", "--on", "2025-06-01", "--exit-zero"], MINIMAL, 0),
        (["check", "-"], MINIMAL, 3),
        (["check", "-", "--on", "yesterday"], MINIMAL, 3),
        (["check", "-", "--on", "1990-01-01"], MINIMAL, 3),
        (["check", "-", "--on", "2025-06-01"], "exporter: {", 3),
        (["check", "nowhere.yaml"], "", 3),
        (["check", EXAMPLE, "--regime", "xx"], "", 2),
        (["check", EXAMPLE, "--reading", "nonsense"], "", 2),
        (["check"], "", 2),
        (["check", FLOW], "", 4),
        (["check", FLOW, "--leg", "to its support", "--format", "json"], "", 4),
        (["check", FLOW, "--leg", "nowhere"], "", 3),
        (["check", EXAMPLE, "--leg", "1"], "", 2),
        (["explain", FLOW, "--leg", "to its support", "--norm", "SubprocessorEngaged"], "", 0),
        (["compare", FLOW], "", 3),
        (["judge", FLOW], "", 3),
        (["validate", "transfer", FLOW], "", 3),
        (["validate", "compliance", FLOW], "", 3),
        (["query", "which-norms-were-triggered", "--transfer", FLOW], "", 3),
        (["chek"], "", 2),
        (["show", "Bogus"], "", 2),
        (["list", "bogus"], "", 2),
        (["query", "bogus"], "", 2),
        (["schema", "bogus"], "", 2),
        (["validate", "transfer"], "", 2),
        (["validate", "transfer", EXAMPLE], "", 0),
        (["validate", "compliance", EXAMPLE], "", 0),
        (["judge", EXAMPLE], "", 0),
        (["query", "which-norms-were-triggered", "--transfer", EXAMPLE], "", 0),
        (["query", "which-thresholds-are-set", "--param", "bogus=1"], "", 2),
        (["query", "which-thresholds-are-set", "--param", "regime=us"], "", 0),
        (["query", "which-thresholds-are-set", "--param", "regime=xx"], "", 2),
        (["check", "-", "--on", "2025-06-01"], MINIMAL.replace("CN", "AQ"), 3),
        (["check", "-", "--on", "2025-06-01", "--regime", "cn"], MINIMAL.replace("CN", "VN"), 4),
        (["compare", EXAMPLE], "", 0),
        (["compare", EXAMPLE, "--from", "DE", "--format", "svg"], "", 0),
        (["compare", EXAMPLE, "--from", "XX"], "", 3),
        (["compare", EXAMPLE, "--regime", "xx"], "", 2),
        (["compare"], "", 2),
        (["compare", EXAMPLE, FLOW], "", 2),
        (["compare", EXAMPLE, FLOW, "--on", "2024-03-21", "--on", "2024-03-22"], "", 3),
        (["compare", "--agreement", "cptpp", "--agreement", "rcep", "--topic", "localisation"], "", 0),
        (["compare", "--agreement", "cptp"], "", 2),
        (["compare", "--topic", "consent", "--on", "2026-06-01", "--from", "DE"], "", 2),
        (["compare", "--thresholds", "--on", "2026-06-01", "--format", "latex"], "", 0),
        (["compare", "--thresholds"], "", 3),
        (["about"], "", 0),
        (["draw", "lists", "--on", "2026-06-01"], "", 0),
        (["draw", "lists"], "", 3),
        (["draw", "law"], "", 2),
        (["draw", "law", "--regime", "xx"], "", 2),
        (["list", "regimes", "--format", "svg"], "", 0),
        (["compare", EXAMPLE, "--topic", "consent"], "", 2),
        (["compare", "--topic", "consent", "--on", "2026-06-01"], "", 0),
        (["compare", "--topic", "consent"], "", 3),
        (["compare", "--topic", "bogus", "--on", "2026-06-01"], "", 2),
        (["treaties", "CN", "SG", "--on", "2026-06-01"], "", 0),
        (["treaties", "CN", "SG", "--on", "1980-01-01"], "", 0),
        (["treaties", "CN", "SG", "--on", "2026-06-01", "--format", "svg"], "", 0),
        (["treaties", "CN", "SG"], "", 3),
        (["treaties", "CN", "SG", "--on", "yesterday"], "", 3),
        (["treaties", "CN", "CHN", "--on", "2026-06-01"], "", 3),
        (["treaties", "CN", "XX", "--on", "2026-06-01"], "", 2),
        (["treaties", "CN", "--on", "2026-06-01"], "", 2),
    ],
)
def test_exit_codes(arguments: list[str], stdin: str, code: int) -> None:
    """Each way to end has its documented exit code, a message where it failed, and never a traceback."""
    done = lexflux(*arguments, stdin=stdin)

    assert code == done.returncode
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) == (code in (2, 3))


@pytest.mark.parametrize(
    ("redirection", "code", "message"),
    [
        ("> /dev/full", 74, "The output cannot be written: No space left on device.\n"),
        (">&-", 74, "Standard output is closed.\n"),
        ("| head -0", 0, ""),
        ("2>&-", 0, ""),
    ],
)
def test_output_that_cannot_be_written_is_told(redirection: str, code: int, message: str) -> None:
    """A full disk and a closed output have an exit code of their own; a closed pipe or error output harms nothing."""
    command = f'set -o pipefail; "$0" -c "from lexflux.faces.cli import main; main()" list regimes {redirection}'
    done = subprocess.run(["bash", "-c", command, sys.executable], capture_output=True, text=True, check=False)

    assert (code, message) == (done.returncode, done.stderr)


def test_bad_input_is_told_even_where_nobody_reads_errors(tmp_path: Path) -> None:
    """The exit code stays that of bad input with standard error closed."""
    file = tmp_path / "transfer.yaml"
    file.write_text("exporter: {", "utf-8")
    command = f'"$0" -c "from lexflux.faces.cli import main; main()" check {file} 2>&-'

    assert 3 == subprocess.run(["bash", "-c", command, sys.executable], capture_output=True, check=False).returncode


def test_undetermined_has_its_own_exit_code() -> None:
    """A script can tell an undetermined verdict from a bad one."""
    transfer = """
exporter: {locatedIn: CN, isCriticalInfrastructureOperator: false, peopleThisYear: 5000, peopleThisYearSensitive: 0}
recipient: {locatedIn: SG}
data: {type: ContactData, importantDataStatus: NotImportant}
statedUnknown: [safeguard, legalBasis]
"""

    assert 4 == lexflux("check", "-", "--on", "2025-06-01", stdin=transfer).returncode


def test_error_message_in_chinese() -> None:
    """Messages follow the language of the answer."""
    done = lexflux("check", "-", "--on", "2025-06-01", "--lang", "zh", stdin=MINIMAL.replace("CN}", "CN, bogus: 1}"))

    assert "<stdin>:1：exporter 的 bogus：未知属性。\n" == done.stderr


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["chek"], "'lexflux' has no command 'chek'. Did you mean check", "“lexflux”没有命令“chek”。您是否想写：check"),
        (["ledger", "ad"], "'lexflux ledger' has no command 'ad'. Did you mean add", "没有命令“ad”。您是否想写：add"),
        (["check", "--formt", "x"], "has no option '--formt'. Did you mean --format?", "没有选项“--formt”"),
        (["check", "-", "--format", "jso"], "--format: 'jso' is none of its values.", "--format：没有取值“jso”"),
        (["check", "-", "--format"], "--format needs a value after it.", "--format 之后须写明取值"),
        (["check", "-", "--full=3"], "--full: no value goes with it", "--full 不带取值"),
        (["treaties", "CN"], "'lexflux treaties': B is missing.", "“lexflux treaties”：缺少 B"),
        (["routes", "CN", "SG", "JP"], "takes nothing more, but was given: JP.", "不接受更多参数，多出：JP"),
        (["routes", "CN", "--people", "x"], "--people: 'x' is no whole number", "--people：“x”不是整数"),
        (["routes", "CN", "--people", "9" * 5000], "--people: '9999", "--people：“9999"),
        (["routes", "CN", "--people", "-3"], "--people: -3 is too small; at least 0.", "--people：-3 过小，至少为 0"),
        (["query", "x", "--timeout", "nan"], "--timeout: 'nan' is no number.", "--timeout：“nan”不是数字"),
        (
            ["serve", "--port", "65536"],
            "--port: 65536 is too great; at most 65535.",
            "--port：65536 过大，至多为 65535",
        ),
        (["validate", "law"], "WHAT: 'law' is none of its values.", "WHAT：没有取值“law”"),
    ],
)
def test_wrong_usage_is_told_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], english: str, chinese: str
) -> None:
    """What is wrong, where, and what is expected or near; as every other error, and with the code of wrong usage."""
    told = lexflux(*arguments)
    monkeypatch.setenv("LEXFLUX_LANG", "zh")
    told_in_chinese = lexflux(*arguments)

    assert (2, 2) == (told.returncode, told_in_chinese.returncode)
    assert english in told.stderr
    assert chinese in told_in_chinese.stderr


def test_without_a_command_help_is_shown() -> None:
    told = lexflux("ledger")

    assert 2 == told.returncode
    assert "add" in told.stdout + told.stderr
    assert "missing" not in told.stderr


def test_receipt_of_an_answer_is_accepted(tmp_path: Path) -> None:
    """The JSON answer itself serves as receipt file; an altered one is refused."""
    answer = lexflux("check", EXAMPLE, "--regime", "cn", "--format", "json").stdout
    file = tmp_path / "answer.json"
    file.write_text(answer, "utf-8")
    altered = tmp_path / "altered.json"
    altered.write_text(
        answer.replace('"verdict": "Permitted",\n      "possible"', '"verdict": "Prohibited",\n      "possible"'),
        "utf-8",
    )

    same, different = lexflux("check", "--receipt", str(file)), lexflux("check", "--receipt", str(altered))

    assert (0, "The same receipt gives the same answer.\n") == (same.returncode, same.stdout)
    assert 3 == different.returncode
    assert "altered" in different.stderr


def test_answer_that_was_rewritten_is_told(tmp_path: Path) -> None:
    """Around an untouched receipt nothing can be rewritten: each change is named, and many are counted."""
    answer = lexflux("check", EXAMPLE, "--format", "json", "--lang", "zh").stdout
    rewritten = tmp_path / "rewritten.json"
    rewritten.write_text(answer.replace('"inPlace": "Met"', '"inPlace": "Unmet"', 1), "utf-8")

    few = lexflux("check", "--receipt", str(rewritten))
    many = lexflux("check", "--receipt", "-", stdin=answer.replace('"confidence"', '"assurance"'))

    assert (1, 2) == (few.returncode, len(few.stdout.splitlines()))
    assert '.inPlace: "Unmet" -> "Met"' in few.stdout
    assert 1 == many.returncode
    assert re.fullmatch(r"  and \d+ more", many.stdout.splitlines()[-1])


def test_answer_under_other_law_still_holds() -> None:
    """A version that gives the same answer is told beside it, and is no failure."""
    answer = lexflux("check", EXAMPLE, "--format", "json").stdout
    tool = json.loads(answer)["answers"][0]["receipt"]["tool"]

    done = lexflux("check", "--receipt", "-", stdin=answer.replace(f'"tool": "{tool}"', '"tool": "0.0.1"'))

    assert 0 == done.returncode
    assert f'  answers[0].receipt.tool: "0.0.1" -> "{tool}"' == done.stdout.splitlines()[1]


def test_a_joint_verdict_that_was_rewritten_is_told() -> None:
    """Under all law the joint verdict is derived again too, not the answer of each law alone."""
    answer = json.loads(lexflux("check", EXAMPLE, "--format", "json").stdout)

    done = lexflux("check", "--receipt", "-", stdin=json.dumps({**answer, "verdict": "Permitted", "mayReach": []}))

    assert 1 == done.returncode
    assert f'  verdict: "Permitted" -> "{answer["verdict"]}"' == done.stdout.splitlines()[1]


def test_receipts_of_a_flow_are_accepted() -> None:
    """The answers on the legs of a flow are derived again, with the names of its parties."""
    answer = lexflux("check", FLOW, "--format", "json").stdout

    same = lexflux("check", "--receipt", "-", stdin=answer)
    other = lexflux("check", "--receipt", "-", stdin=answer.replace('"inPlace": "Met"', '"inPlace": "Unmet"', 1))

    assert (0, 1) == (same.returncode, other.returncode)
    assert "verdicts of legs and flow" in same.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "<stdin>: not a receipt of schema"),
        ("[" * 5_000, "<stdin>: not valid JSON"),
        ("1" * 5_000, "<stdin>: not valid JSON"),
        ('{"receipt": {}, "receipt": {}}', "<stdin>: the key 'receipt' stands twice"),
        ('{"receipt": ', "<stdin>:1: not valid JSON"),
    ],
)
def test_what_is_no_answer_is_bad_input(content: str, message: str) -> None:
    """Whatever is given in place of an answer gets one message."""
    done = lexflux("check", "--receipt", "-", stdin=content)

    assert (3, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines()))
    assert done.stderr.startswith(message)


def test_no_chinese_is_cut_in_a_narrow_terminal() -> None:
    """Tables and answers keep every character however narrow the terminal."""
    wide = lexflux_process("list", "norms", "--lang", "zh", COLUMNS="400").stdout
    narrow = lexflux_process("list", "norms", "--lang", "zh", COLUMNS="40").stdout

    assert "…" not in narrow.replace("[", "")
    assert sorted(wide.replace("\n", "").replace(" ", "")) == sorted(narrow.replace("\n", "").replace(" ", ""))


def test_generated_schema_files_are_current() -> None:
    """The committed context and JSON Schemas are what the one schema, and the types of the answer, generate."""
    generated = {
        "transfer.schema.json": "json-schema",
        "transfer.context.jsonld": "context",
        "answer.schema.json": "answer",
    }
    for name, what in generated.items():
        assert (ROOT / "shapes" / name).read_text("utf-8") == lexflux("schema", what).stdout


def test_every_example_conforms_to_the_json_schema() -> None:
    """The JSON Schema accepts what the reader accepts."""
    import jsonschema

    from lexflux.facts.yamlfile import parse

    schema = json.loads((ROOT / "shapes" / "transfer.schema.json").read_text("utf-8"))
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        document, _ = parse(path.read_text("utf-8"), path.name)
        jsonschema.Draft202012Validator(schema).validate(document)


def test_shell_completion_is_offered() -> None:
    """The completion script for bash can be printed."""
    done = lexflux_process("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")

    assert "_complete" in done.stdout.lower()


def test_card_of_a_norm() -> None:
    """A card gives both labels, the provision, the condition in words and the precedence."""
    card = lexflux("show", "cn/cbdf-2024/SmallVolumeExemption").stdout

    assert "Exemption for small volumes / 少量个人信息豁免" in card
    assert "Cross-Border Flow Provisions, art. 5(1)(4)" in card
    assert "fewer than 100,000 people this year" in card
    assert "Articles 3 to 6 come before the assessment duty" in card


def test_the_law_asked_is_that_of_the_exporter() -> None:
    """Without a regime the law of the exporter's place answers; outside every regime is outside, not permitted."""
    germany, antarctica = (
        lexflux("check", "-", "--on", "2026-06-01", stdin=MINIMAL.replace("CN", place)) for place in ("DE", "AQ")
    )

    assert "European Union" in germany.stdout
    assert "" == antarctica.stdout
    assert (
        "No regime here is the law of the exporter's place (Antarctica) on 2026-06-01, so nothing is said about "
        "that law." in antarctica.stderr
    )
    assert f"Known: {', '.join(sorted(load_law_book().regimes))}." in antarctica.stderr


def test_parameters_of_queries_are_named_as_people_name_things() -> None:
    """Codes, short titles and local names stand for IRIs; an unknown name gets the nearest, not an empty table."""
    day = ("--on", "2026-06-01", "--format", "csv")
    bound = lexflux("query", "which-agreements-bind-two-places", *day, "--param", "one=SG", "--param", "other=JP")
    party = lexflux(
        "query", "who-takes-part-in-an-agreement", *day, "--param", "agreement=DEPA", "--param", "standing=BoundParty"
    )
    wrong = lexflux("query", "what-is-listed-for-a-sector", "--param", "sector=Retial")

    assert "CPTPP" in bound.stdout
    assert ["Chile", "South Korea", "New Zealand", "Singapore"] == [
        row.split(",")[3] for row in party.stdout.splitlines()[1:]
    ]
    assert (2, "") == (wrong.returncode, wrong.stdout)
    assert "Unknown term 'Retial'. Did you mean Retail" in wrong.stderr


def test_query_can_be_taken_elsewhere(tmp_path: Path) -> None:
    """The SPARQL that a command prints, parameters filled in, gives another program what the command gives."""
    question = ("query", "which-thresholds-are-set", "--param", "regime=us", "--lang", "zh", "--format")
    taken = tmp_path / "taken.rq"
    taken.write_text("".join(lexflux(*question, "sparql").stdout.partition("PREFIX")[1:]), "utf-8")

    elsewhere = lexflux("query", str(taken), "--format", "csv")

    assert len(elsewhere.stdout.splitlines()) > 3
    assert lexflux(*question, "csv").stdout == elsewhere.stdout


def test_quality_query_says_what_to_do() -> None:
    """Under the rows of a quality query stands, in the language of the answer, how grave they are and what to do."""
    english, chinese, data = (
        lexflux("query", "coverage-of-blocks", "--param", "regime=sg", *how).stdout.splitlines()[-1]
        for how in ((), ("--lang", "zh"), ("--format", "csv"))
    )

    assert english.startswith("Note, for each row: Where modelledAs is none, ")
    assert chinese.startswith("提示，逐行处理：modelledAs 为 none 的，")
    assert data.startswith("SG-")


def test_a_comparison_as_json_says_what_it_does_not_cover() -> None:
    """The JSON form keeps the notes: regimes that are not reached and places whose law is not encoded."""
    content = (ROOT / "examples" / "patient-records-cloud.yaml").read_text(encoding="utf-8")
    told = json.loads(lexflux("compare", "-", "--format", "json", stdin=content.replace(": IN\n", ": AQ\n")).stdout)

    assert ["Outcome", "Decided by"] == [row[""] for row in told["rows"]][:2]
    (outside,) = (note for note in told["notes"] if note.startswith("Not reached, which is not a permission: "))
    assert {"mainland China", "Singapore"} <= set(outside.partition(": ")[2].split(", "))
    assert any(note.startswith("Reached only if") and "United Kingdom" in note for note in told["notes"])
    assert "Law not encoded, so nothing is said about it: Antarctica" in told["notes"]


def test_other_law_that_reaches_the_transfer_is_named() -> None:
    """A hotel in France is bound by Chinese law for bookings from China and by the Union's; neither hides the other."""
    hotel = str(ROOT / "examples" / "hotel-booking-abroad.yaml")
    chinese, joint, domestic = (
        lexflux("check", *arguments).stdout for arguments in ((hotel, "-r", "cn"), (hotel,), (EXAMPLE, "-r", "cn"))
    )

    assert "Other law reaches this transfer too and has to be met beside it: European Union" in chinese
    assert "  ● European Union: CONDITIONAL\n" in joint
    assert "  ● mainland China: PERMITTED\n" in joint
    assert "too and has to be met" not in domestic


def test_all_law_together_is_one_verdict_with_the_reason_for_each() -> None:
    """It may not go under one law for certain: so says the exit code; each law says by which rule it applies."""
    hotel = str(ROOT / "examples" / "hotel-booking-abroad.yaml")

    done = lexflux("check", hotel, "--format", "json", "--lang", "zh")
    told = json.loads(done.stdout)

    assert 1 == done.returncode
    assert ("lexflux-joint/1", "Undetermined") == (told["schema"], told["verdict"])
    assert {"eu": "Conditional", "cn": "Permitted"} == {one["regime"]: one["verdict"] for one in told["laws"]}
    assert all(one["scope"] and one["scope"][0]["provisions"] for one in told["laws"])
    assert "uk" in [one["regime"] for one in told["mayReach"]]
    assert [one["regime"]["regime"] for one in told["answers"]] == [one["regime"] for one in told["laws"]]
    assert len(told["requirements"]) == len({one["safeguard"] for one in told["requirements"]})


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--to", "sql", "--on", "2026-06-01"], "--regime and --on"),
        (["--to", "sql", "-r", "cl"], "--regime and --on"),
        (["--to", "sql", "-r", "chile", "--on", "2026-06-01"], "Unknown regime"),
        (["--facts", "x.yaml", "law.ttl"], "--facts needs --to"),
        ([], "Name a folder or file"),
    ],
)
def test_a_rulebook_is_that_of_one_law_and_day(options: list[str], said: str) -> None:
    """Nothing is exported by guess."""
    done = lexflux("export", *options)

    assert 2 == done.returncode
    assert said in done.stderr
    assert not done.stdout


def test_export_writes_a_new_folder_whole_and_spares_what_is_there(tmp_path: Path) -> None:
    """The published ontology has the rows of tables as Turtle; a folder that holds something is left as it was."""
    folder = tmp_path / "new" / "published"

    first = lexflux("export", str(folder))
    written = sorted(folder.rglob("*"))
    again = lexflux("export", str(folder))

    assert (0, "") == (first.returncode, first.stderr)
    assert {".ttl", ".xml"} <= {path.suffix for path in written}
    assert [] == list(folder.rglob("*.tsv"))
    assert 3 == again.returncode
    assert "exists already and is not overwritten" in again.stderr
    assert written == sorted(folder.rglob("*"))
    assert [folder] == list(folder.parent.iterdir())


def test_the_test_suite_goes_into_an_empty_folder_and_into_no_other(tmp_path: Path) -> None:
    """An empty folder is taken; one that holds something is left as it was, and a new folder is asked for."""
    empty, taken = tmp_path / "empty", tmp_path / "taken"
    empty.mkdir()
    taken.mkdir()
    (taken / "note.txt").write_text("mine", "utf-8")

    written, refused = (lexflux("export", "shacl-suite", str(folder)) for folder in (empty, taken))

    assert 0 == written.returncode
    assert (empty / "manifest.ttl").exists()
    assert 3 == refused.returncode
    assert f"{taken}: exists already and is not overwritten; name a new folder." in refused.stderr
    assert [taken / "note.txt"] == list(taken.iterdir())


def test_the_cases_go_into_a_new_file_or_to_standard_output(tmp_path: Path) -> None:
    """Named after the word or with --output; what cases cannot be, and a second name for the ontology, are refused."""
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"

    plain = lexflux("export", "cases", "--regime", "adgm")
    written = [lexflux("export", "cases", "-r", "adgm", *to) for to in ([str(one)], ["--output", str(other)])]
    again = lexflux("export", "cases", str(one))
    twice = ["cases", str(tmp_path / "a"), "--output", str(tmp_path / "b")]
    asked = (["cases", "--on", "2026-06-01"], twice, [str(tmp_path / "a"), "b"])
    refused = [lexflux("export", *words) for words in asked]

    assert [0, 0] == [found.returncode for found in written]
    assert plain.stdout
    assert plain.stdout == one.read_text("utf-8") == other.read_text("utf-8")
    assert 3 == again.returncode
    assert [2, 2, 2] == [found.returncode for found in refused]
    assert {one, other} == {*tmp_path.iterdir()}


def test_what_a_reader_would_drop_is_refused_by_every_command(tmp_path: Path) -> None:
    """A key that the file's own context lacks, or a context elsewhere, gets the same message wherever the file goes."""
    dropped = tmp_path / "dropped.jsonld"
    dropped.write_text('{"@context": {"exporter": "x:y"}, "exporter": "a", "recipient": "b"}', "utf-8")
    remote = tmp_path / "remote.jsonld"
    remote.write_text('{"@context": "https://example.org/context.jsonld"}', "utf-8")

    checked, validated = lexflux("check", str(dropped)), lexflux("validate", "transfer", str(dropped))
    queried, checked_remote = (
        lexflux("query", "dpv-transfer-to-lexflux", "--data", str(remote)),
        lexflux("check", str(remote)),
    )

    assert (3, 3) == (checked.returncode, validated.returncode)
    assert checked.stderr == validated.stderr
    assert "does not map recipient" in checked.stderr
    assert (3, 3) == (queried.returncode, checked_remote.returncode)
    assert queried.stderr == checked_remote.stderr
    assert "contexts are not fetched" in queried.stderr
