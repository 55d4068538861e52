"""Write the table of benchmarks/README.md from a run of pytest-benchmark: `python benchmarks/table.py RUN.json`."""

import json
import platform
import sys
from pathlib import Path

README = Path(__file__).parent / "README.md"
START, END = "<!-- table -->", "<!-- end of table -->"

ROWS = {
    "test_one_decision_warm": ("One decision, warm", "< 1 ms"),
    "test_one_decision_in_detail_warm": ("One decision with all that it tells, warm", ""),
    "test_presumptions_warm": ("What a decision presumes, warm", "< 50 ms"),
    "test_all_kinds_of_fact_unknown": ("One decision, every many-valued fact unknown", "< 0.5 s"),
    "test_median_example_warm": ("One decision, warm, mean of all examples", "< 1 ms"),
    "test_all_regimes_warm": ("One transfer under all {regimes} regimes, warm", "< 50 ms"),
    "test_load_cached": ("Load all law from the cache", "< 0.5 s"),
    "test_check_cold_cached": ("`lexflux check`, new process, law cached", "< 0.35 s"),
    "test_check_first_time": ("`lexflux check`, new process, empty cache", "< 5 s"),
    "test_five_hundred_from_a_table": ("`lexflux check` of 500 transfers in a CSV file, new process", "< 10 s"),
    "test_question_warm": ("A question of the dialogue, warm", "< 200 ms"),
    "test_plan_of_ten_legs_warm": ("Plan of a flow with ten legs, warm", "< 1 s"),
    "test_compile_law_book": ("Compile all law", ""),
    "test_consistency": ("HermiT: is all of it consistent?", "< 60 s"),
    "test_judge_knowledge": ("`lexflux judge`: consistent, satisfiable, hierarchy of norms", "< 60 s"),
    "test_query_library": ("Median query of the library ({queries})", "< 50 ms"),
}
TABLES = {
    "test_columns_decided[open]": "Decided under the law of China",
    "test_columns_decided[settled]": "The same, circumstances and contracts under which data came from abroad stated",
    "test_columns_read[open]": "Read from Parquet, nothing more",
}
PEERS = {
    "test_evaluator": "Lexflux evaluator",
    "test_oxigraph_construct": "CONSTRUCT on Oxigraph",
    "test_rdflib_construct": "CONSTRUCT on rdflib (parsed before)",
    "test_pyshacl_rules": "SHACL rules under pySHACL",
    "test_hermit": "HermiT through owlready2",
}


def shown(seconds: float) -> str:
    """Return a time with a fitting unit."""
    return f"{seconds * 1e3:,.2f} ms" if seconds < 1 else f"{seconds:,.2f} s"


def main(path: str) -> None:
    """Read a run and write both tables between the marks of the README."""
    run = json.loads(Path(path).read_text("utf-8"))
    by_name = {entry["name"]: entry for entry in run["benchmarks"]}
    lines = ["| what | median | bar |", "| --- | --- | --- |"]
    for name, (label, bar) in ROWS.items():
        entry = by_name[name]
        median = entry["extra_info"].get("median_query") or entry["stats"]["median"] / entry["extra_info"].get(
            "divide", 1
        )
        lines.append(f"| {label.format(**entry['extra_info'])} | {shown(median)} | {bar} |")
    library = by_name["test_query_library"]["extra_info"]
    lines.append(
        f"| Slowest query of the library, `{library['slowest_name']}` | {shown(library['slowest_query'])} | < 500 ms |"
    )
    memory = by_name["test_check_cold_cached"]["extra_info"]["megabytes"]
    lines += [f"| Peak memory of a check | {memory:,.0f} MB | < 150 MB |", ""]
    rows = by_name["test_columns_read[open]"]["extra_info"]["rows"]
    lines += [
        f"A table of {rows:,} transfers in 19 columns (two cores):",
        "",
        "| what | rows a second |",
        "| --- | --- |",
    ]
    lines += [f"| {label} | {rows / by_name[name]['stats']['median']:,.0f} |" for name, label in TABLES.items()] + [""]
    ours = by_name["test_evaluator"]["stats"]["median"]
    norms = by_name["test_evaluator"]["extra_info"]["norms"]
    lines += [
        f"Which of {norms} norms does one transfer trigger?",
        "",
        "| engine | median | ratio |",
        "| --- | --- | --- |",
    ]
    for name, label in PEERS.items():
        median = by_name[name]["stats"]["median"]
        lines.append(f"| {label} | {shown(median)} | {median / ours:,.0f} |")
    machine = run["machine_info"]
    lines += [
        "",
        f"Python {machine['python_version']}, {machine['cpu']['count']} cores, {platform.system()}, "
        f"{run['datetime'][:10]}.",
    ]
    text = README.read_text("utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    README.write_text(f"{before}{START}\n" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
