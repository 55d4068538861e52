"""Messages of errors of answers, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "snapshot not before": (
        "The snapshot is of {day}, not before {after}; ask for a later day with --on.",
        "快照日期为 {day}，不早于 {after}；请以 --on 给出更晚的日期。",
    ),
    "nothing to check": ("No transfer is described there.", "其中未描述任何传输。"),
    "unknown verdict": (
        "--fail-on: no verdict is called '{name}'; there are {known}.{hint}",
        "--fail-on：没有名为“{name}”的结论；可选：{known}。{hint}",
    ),
    "no date": (
        "No date: state the date of the transfer, or ask for a day of the law (--on YYYY-MM-DD).",
        "缺少日期：请说明传输日期，或者指定适用法律的日期（--on YYYY-MM-DD）。",
    ),
    "not a date": ("'{value}' is no date; write it as 2026-01-31.", "“{value}”不是日期；请写作 2026-01-31。"),
    "no day asked for": (
        "No date: ask for a day (--on YYYY-MM-DD).",
        "缺少日期：请指定日期（--on YYYY-MM-DD）。",
    ),
    "no flow": (
        "Expected a flow: a description with legs.",
        "应为由多次传输组成的流：含有 legs 的描述。",
    ),
    "leg of no flow": (
        "--leg {leg}: the file describes one transfer; leave the option out.",
        "--leg {leg}：该文件只述一次传输；请省略此选项。",
    ),
    "too much unknown": (
        "So much about owners and their shares is unknown that the possible sums of shares cannot be told apart; "
        "state some of the owners or shares.",
        "持股人及其份额的未知事实过多，无法区分可能的份额合计；请说明部分持股人或者份额。",
    ),
    "unknown reading": ("Unknown reading '{name}'. Known: {known}.{hint}", "未知解读“{name}”。已知：{known}。{hint}"),
    "not a receipt": ("{name}: not a receipt of schema {schema}.", "{name}：不是 {schema} 格式的回执。"),
    "garbled receipt": ("{name}: the receipt lacks or garbles {problem}.", "{name}：回执缺少或损坏字段 {problem}。"),
    "altered receipt": (
        "{name}: the receipt was altered: its facts and outcome do not fit its number, or its files its law.",
        "{name}：回执被改动：事实与结论同其编号不符，或者文件同其法律库不符。",
    ),
    "receipt of the unknown": ("{name}: from the receipt: {problem}", "{name}：回执所载：{problem}"),
    "receipt too deep": ("{name}: nested too deeply for an answer.", "{name}：嵌套过深，不是答案。"),
    "place of exporter not stated": (
        "The exporter's place is not stated: choose a regime (--regime). Known: {known}.",
        "未说明提供方所在法域：请指定制度（--regime）。已知：{known}。",
    ),
    "law of exporter not encoded": (
        "No regime here is the law of the exporter's place ({places}) on {day}, so nothing is said about that law. "
        "To ask whether another regime reaches the transfer, choose it (--regime). Known: {known}.",
        "{day} 当日，提供方所在法域（{places}）的法律不在本知识库中，不作任何判断。"
        "如需了解其他制度是否触及该传输，请指定制度（--regime）。已知：{known}。",
    ),
    "unknown choice": ("Unknown '{name}'. Known: {known}.", "未知“{name}”。已知：{known}。"),
    "no source": (
        "Nothing to read in a value of type {kind}: give the name of a file, a mapping or facts.",
        "无法读取类型为 {kind} 的值：请给出文件名、映射或者事实。",
    ),
    "no citation": (
        "'{name}' names no law; cite as: Cybersecurity Law art. 37, 《网络安全法》第三十七条.{hint}",
        "“{name}”未指明法律；写法例如：《网络安全法》第三十七条、Cybersecurity Law art. 37。{hint}",
    ),
    "no library for DOCX": (
        "{name}: reading DOCX needs python-docx: pip install 'lexflux[docx]', or save it as text.",
        "{name}：读取 DOCX 需要 python-docx：pip install 'lexflux[docx]'，或者另存为文本。",
    ),
    "unknown mark": (
        "--fail-on '{name}' is no mark; choose {known}.{hint}",
        "--fail-on “{name}”不是标记；可选：{known}。{hint}",
    ),
    "no library for calendars": (
        "Writing iCalendar needs icalendar: pip install 'lexflux[calendar]', or choose another --format.",
        "输出 iCalendar 需要 icalendar：pip install 'lexflux[calendar]'，或者改用其他 --format。",
    ),
}
