"""Messages of errors of analyses by proof, routes, networks and scores, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no law of a day": (
        "'{given}' names no law of a day; write for example cn@2024-03-22.",
        "“{given}”未指明某日的法律；写法例如 cn@2024-03-22。",
    ),
    "no baseline": (
        "{name}: no baseline: it needs a transfer and, under vary, the facts that vary; see shapes/baselines.",
        "{name}：不是基准：须有 transfer，并在 vary 下列出变动的事实；见 shapes/baselines。",
    ),
    "fact not in baseline": (
        "{name}: '{fact}' is no fact of the transfer of the baseline, or no value of it.{hint}",
        "{name}：“{fact}”不是基准传输的事实或者其取值。{hint}",
    ),
    "vocabularies not comparable": (
        "{one} and {other} read none of the facts that vary in {name}: nothing to compare; choose another --baseline.",
        "{one} 与 {other} 均不涉及 {name} 中变动的事实，无从比较；请另选 --baseline。",
    ),
    "folder exists": (
        "{name}: exists already and is not overwritten; name a new folder.",
        "{name}：已存在，不予覆盖；请指定新文件夹。",
    ),
    "nothing to score": (
        "Give the cases (lexflux export cases > cases.jsonl) and a program (--program).",
        "请给出案例文件（lexflux export cases > cases.jsonl）和被测程序（--program）。",
    ),
    "no cases": (
        "{name}: no file of cases, one JSON object a line, as `lexflux export cases` writes them.",
        "{name}：不是案例文件；应为 `lexflux export cases` 所写的逐行 JSON。",
    ),
    "program failed": (
        "The program '{name}' did not run to its end: {problem}.",
        "程序“{name}”未能运行完毕：{problem}。",
    ),
    "route to itself": (
        "A way leads from one place to another; '{name}' is given twice.",
        "途径自一法域至另一法域；“{name}”给出了两次。",
    ),
    "unknown data kind": ("Unknown kind of data '{name}'.{hint}", "未知数据类别“{name}”。{hint}"),
    "unknown purpose": ("Unknown purpose '{name}'.{hint}", "未知目的“{name}”。{hint}"),
    "nothing found": ("Nothing found for '{words}'.{hint}", "未找到“{words}”。{hint}"),
}
