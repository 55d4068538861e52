"""The messages of errors, in English and Chinese; `lexflux.phrases` has the words of answers."""

from __future__ import annotations

from lexflux.phrases import LANGUAGES

Pair = tuple[str, str]
"""The same words in English and Chinese."""

MESSAGES: dict[str, Pair] = {
    # differences
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
    # dossiers
    "folder exists": (
        "{name}: exists already and is not overwritten; name another folder with -o.",
        "{name}：已存在，不予覆盖；请以 -o 另取文件夹名。",
    ),
    # citations
    "no citation": (
        "'{name}' names no law; cite as: Cybersecurity Law art. 37, 《网络安全法》第三十七条.{hint}",
        "“{name}”未指明法律；写法例如：《网络安全法》第三十七条、Cybersecurity Law art. 37。{hint}",
    ),
    "no library for DOCX": (
        "{name}: reading DOCX needs python-docx: pip install 'lexflux[docx]', or save it as text.",
        "{name}：读取 DOCX 需要 python-docx：pip install 'lexflux[docx]'，或者另存为文本。",
    ),
    "no adequacy": (
        "{regime}: no recognition of places as adequate is encoded. What that law designates is something else: "
        "{known} (lexflux query which-places-are-designated).",
        "{regime}：未编码充分性认定。该法所作指定为他类：{known}（lexflux query which-places-are-designated）。",
    ),
    "not a snapshot": (
        "{name}: neither a day (2026-01-31) nor a file of former answers: check --format json, or jsonl of many.",
        "{name}：既不是日期（2026-01-31），也不是先前答案的文件（check --format json，多次传输为 jsonl）。",
    ),
    "snapshot not before": (
        "The snapshot is of {day}, not before {after}; ask for a later day with --on.",
        "快照日期为 {day}，不早于 {after}；请以 --on 给出更晚的日期。",
    ),
    "unknown mark": (
        "--fail-on '{name}' is no mark; choose {known}.{hint}",
        "--fail-on “{name}”不是标记；可选：{known}。{hint}",
    ),
    # many transfers
    "nothing to check": ("No transfer is described there.", "其中未描述任何传输。"),
    "table without rows": ("{name}: headings alone, no transfer.", "{name}：仅有列名，没有传输。"),
    "encoding not known": (
        "{where}: neither UTF-8 nor GB18030 (byte {byte} of the line); save the table as UTF-8.",
        "{where}：既非 UTF-8 也非 GB18030（该行第 {byte} 个字节）；请将表格另存为 UTF-8。",
    ),
    "no library for workbooks": (
        "{name}: reading XLSX needs openpyxl: pip install 'lexflux[xlsx]', or save the table as CSV.",
        "{name}：读取 XLSX 需要 openpyxl：pip install 'lexflux[xlsx]'，或者将表格另存为 CSV。",
    ),
    "no library for calendars": (
        "Writing iCalendar needs icalendar: pip install 'lexflux[calendar]', or choose another --format.",
        "输出 iCalendar 需要 icalendar：pip install 'lexflux[calendar]'，或者改用其他 --format。",
    ),
    "no such sheet": (
        "{name}: no sheet is called '{sheet}'; there are {known}.",
        "{name}：没有工作表“{sheet}”；现有：{known}。",
    ),
    "table lacks columns": (
        "{name}: no column states {names}, without which no row is a transfer; add one, or say in a --map file under "
        "always what is the same in all rows.",
        "{name}：没有列说明 {names}，缺此则各行均不构成传输；请增加该列，或者在 --map 文件的 always 下写明。",
    ),
    "table of several": (
        "{name}: the map says under always that there are several, or unknown, {names}; in a table each row has one: "
        "state one as a mapping, or give such transfers as files.",
        "{name}：映射的 always 使 {names} 为多个或者未知，而表格每行只有一个；请改为单个，或者以文件给出该类传输。",
    ),
    "nothing to export": (
        "Name a folder or file to write, or with --to a target.",
        "请写明要写入的文件夹或者文件，或者用 --to 写明目标。",
    ),
    "rulebook without a law": (
        "--to needs --regime and --on: a rulebook is that of one law on one day. Known regimes: {known}.",
        "--to 须与 --regime 和 --on 同用：规则集属于某一法律的某一日期。已知制度：{known}。",
    ),
    "facts without a target": (
        "--facts needs --to: transfers are written as a rulebook of that target reads them.",
        "--facts 须与 --to 同用：传输按该目标规则集的读法写出。",
    ),
    "rulebook of flows": (
        "{name}: describes a flow of several transfers; a rulebook reads one transfer at a time: give each as a file.",
        "{name}：描述的是多次传输的流，而规则集每次只读一次传输；请各用一个文件。",
    ),
    "rulebook of one data set": (
        "the transfer has several data sets, or an unknown number of them; a rulebook in SQL or Datalog is about one: "
        "describe each as a transfer of its own, or export to sparql or shacl.",
        "该传输含有多个或者数目不明的数据集，而 SQL、Datalog 规则仅针对一个；请分别描述，或者改用 sparql、shacl。",
    ),
    "no form of a table": (
        "{name}: answers on tables are written to files that end in {known}.",
        "{name}：表格的结论写入以 {known} 结尾的文件。",
    ),
    "tables without law": (
        "A table is decided under the laws that you name: --regime {example}, or --regime all. Known: {known}.",
        "表格依所指明的法律判定：--regime {example}，或者 --regime all。现有：{known}。",
    ),
    "tables are for batch": (
        "Tables in columns are decided by: lexflux batch FILE --regime LAW --output FILE; check writes --output only "
        "with --ask.",
        "列式表格请用：lexflux batch 文件 --regime 法律 --output 文件；check 的 --output 仅与 --ask 同用。",
    ),
    "no tables": (
        "{given}: no table there; tables end in {known}.",
        "{given}：其中没有表格；表格文件以 {known} 结尾。",
    ),
    "no table": (
        "{name}: is no table by its name; tables end in {known}.",
        "{name}：不是表格；表格文件以 {known} 结尾。",
    ),
    "tables differ": (
        "{name}: its columns are not those of {other} (+ beyond, - lacking): {names}. What a table does not ask "
        "would be presumed; give tables with the same columns.",
        "{name}：各列与 {other} 不同（+ 多出，- 缺少）：{names}。表格未问及的事实会被推定；请给出列相同的表格。",
    ),
    "column of wrong type": (
        "{where}, column '{column}': holds {found}, but what it states is {wanted}.",
        "{where}，“{column}”列：类型为 {found}，而应为 {wanted}。",
    ),
    "no column of identity": (
        "{name}: --id: no column is called '{column}'; there are {known}.",
        "{name}：--id：没有名为“{column}”的列；现有：{known}。",
    ),
    "row without identity": ("{where}, column '{column}': is empty.", "{where}，“{column}”列：为空。"),
    "identity repeated": (
        "{where}, column '{column}': '{value}' stands in {other} already.",
        "{where}，“{column}”列：“{value}”已见于 {other}。",
    ),
    "run not finished": (
        "{name}: a run that was stopped left parts; go on with --resume, or remove the folder.",
        "{name}：有中断的运行留下的部分结果；请加 --resume 继续，或者删除该文件夹。",
    ),
    "run of another kind": (
        "{name}: is of another run (differs in {names}); remove the folder, or ask the same of the same tables.",
        "{name}：属于另一次运行（不同之处：{names}）；请删除该文件夹，或者对相同表格提出相同问题。",
    ),
    "no answers on tables": (
        "{name}: --since: is no file of answers that lexflux batch wrote, or has no law in common with this run.",
        "{name}：--since：不是 lexflux batch 所写的结论文件，或者与本次运行没有共同的法律。",
    ),
    "no such row": ("{name}: has no row {row}.", "{name}：没有第 {row} 行。"),
    "only with output": ("{options} needs --output.", "{options} 须与 --output 同用。"),
    "no size of memory": (
        "--memory '{given}': write a size such as 800M or 2G.",
        "--memory “{given}”：请写作 800M 或 2G。",
    ),
    "memory too small": (
        "--memory {given}: less than a run needs; at least {least}.",
        "--memory {given}：少于运行所需；至少 {least}。",
    ),
    "table of flows": (
        "{name}: the map makes each row a flow of several transfers, which tables in columns do not hold; give flows "
        "as files.",
        "{name}：映射使每行成为含多次传输的流程，列式表格不支持；请以文件给出流程。",
    ),
    "column not read": (
        "{where}, column {letter} '{column}': the heading names no fact of a transfer; say in a --map file what it is "
        "about, or ignore.",
        "{where}，{letter} 列“{column}”：列名不对应传输的任何事实；请以 --map 文件说明其含义，或者写 ignore。",
    ),
    "column of two meanings": (
        "{where}, column {letter} '{column}': {names}? Say in a --map file which it is, or ignore.",
        "{where}，{letter} 列“{column}”：是 {names}？请以 --map 文件说明，或者写 ignore。",
    ),
    "two columns of one fact": (
        "{where}, column {letter} '{column}': an earlier column tells {target} already.",
        "{where}，{letter} 列“{column}”：前面已有一列说明 {target}。",
    ),
    "row of another length": (
        "{where}: {found} cells, but there are {expected} columns.",
        "{where}：有 {found} 个单元格，而列数为 {expected}。",
    ),
    "place of a cell": ("{where}, column '{column}'", "{where}，“{column}”列"),
    "cell is no truth value": (
        "{where}: '{value}' is neither yes nor no.",
        "{where}：“{value}”既不是“是”也不是“否”。",
    ),
    "cell is no count": (
        "{where}: '{value}' is no whole number; write it as 12000, 12,000 or 2000-3000.",
        "{where}：“{value}”不是整数；请写作 12000、12,000、1.2万或 2000-3000。",
    ),
    "cell is no day": (
        "{where}: '{value}' is no date; write it as 2026-01-31.",
        "{where}：“{value}”不是日期；请写作 2026-01-31。",
    ),
    "cell is two days": (
        "{where}: '{value}' is two days; say in a --map file dates: day-first or month-first.",
        "{where}：“{value}”可指两个日期；请在 --map 文件中写 dates: day-first 或 month-first。",
    ),
    "cell of two meanings": (
        "{where}: '{value}' may be {names}; write the one that is meant.",
        "{where}：“{value}”可指 {names}；请写明其一。",
    ),
    "cell is no term": (
        "{where}: '{value}' is not known ({expected}).{hint}",
        "{where}：“{value}”不是已知术语（{expected}）。{hint}",
    ),
    "unknown skeleton": (
        "--kind: there is no skeleton '{name}'; there are {known}.{hint}",
        "--kind：没有骨架“{name}”；可选：{known}。{hint}",
    ),
    "unwritable file": ("{name}: cannot be written: {problem}.", "{name}：无法写入：{problem}。"),
    "no owner": (
        "{where}: '{value}' is no place with a share in per cent, such as {example}.{hint}",
        "{where}：“{value}”不是法域及份额百分比，例如 {example}。{hint}",
    ),
    "several files to ask about": ("--ask: name one file, or none.", "--ask：请给出一个文件，或者不给出。"),
    "nothing answered": (
        "{where}: say something, or unknown, or none.",
        "{where}：请作答，或者写“未知”或“无”。",
    ),
    "no such law": ("{where}: choose one of {known}.", "{where}：请从 {known} 中选择。"),
    "file exists": (
        "{name}: exists already and is not overwritten; name another file.",
        "{name}：已存在，不予覆盖；请另取文件名。",
    ),
    "flow cannot be asked": (
        "{name}: a flow; ask about one transfer at a time.",
        "{name}：为多段流；请逐次就单次传输提问。",
    ),
    "no key of a map": (
        "{where}: '{name}' is no key of a map of columns, or has a value of the wrong kind; keys are {known}.{hint}",
        "{where}：“{name}”不是列映射的键，或者其值类型有误；可用的键：{known}。{hint}",
    ),
    "order of dates": ("{where}: dates is {known}.", "{where}：dates 为 {known}。"),
    "separator of cells": ("{where}: separator is one character.", "{where}：separator 为一个字符。"),
    "no fact for a column": (
        "{where}: column '{column}': a transfer does not state '{target}'; write a fact such as recipient.locatedIn, "
        "or ignore.{hint}",
        "{where}：“{column}”列：传输中没有“{target}”；请写 recipient.locatedIn 之类的事实，或者 ignore。{hint}",
    ),
    "form of many": (
        "--format {form}: these are many transfers; choose {forms}.",
        "--format {form}：此处有多次传输；请选 {forms}。",
    ),
    "unknown verdict": (
        "--fail-on: no verdict is called '{name}'; there are {known}.{hint}",
        "--fail-on：没有名为“{name}”的结论；可选：{known}。{hint}",
    ),
    # asked for
    "no date": (
        "No date: state the date of the transfer, or ask for a day of the law (--on YYYY-MM-DD).",
        "缺少日期：请说明传输日期，或者指定适用法律的日期（--on YYYY-MM-DD）。",
    ),
    "output closed": ("Standard output is closed.", "标准输出已关闭。"),
    "output failed": ("The output cannot be written: {detail}.", "无法写出结果：{detail}。"),
    "not a date": ("'{value}' is no date; write it as 2026-01-31.", "“{value}”不是日期；请写作 2026-01-31。"),
    "no day asked for": (
        "No date: ask for a day (--on YYYY-MM-DD).",
        "缺少日期：请指定日期（--on YYYY-MM-DD）。",
    ),
    "did you mean": (" Did you mean {names}?", "您是否想写：{names}？"),
    # law
    "table without header": (
        "{path}: a table needs a header beside it: {header}.",
        "{path}：表格旁须有首部文件 {header}。",
    ),
    "header without namespace": (
        "<{header}>: the header of an edition states vann:preferredNamespaceUri, the namespace of its terms.",
        "<{header}>：清单版本的首部须声明 vann:preferredNamespaceUri，即其术语的命名空间。",
    ),
    "table without list": (
        "<{header}>: the header of a table describes the list <{instrument}> and its dct:identifier.",
        "<{header}>：表格首部须描述清单 <{instrument}> 及其 dct:identifier。",
    ),
    "edition without name": (
        "<{header}>: state edition:name, how labels call the edition.",
        "<{header}>：请声明 edition:name，即标签中对该版本的称谓。",
    ),
    "unknown column": ("{path}:1: no column is called '{column}'.{hint}", "{path}:1：没有名为“{column}”的列。{hint}"),
    "column missing": ("{path}:1: the column '{column}' is missing.", "{path}:1：缺少“{column}”列。"),
    "too many cells": (
        "{path}:{line}: {found} cells, but the first line names {expected} columns.",
        "{path}:{line}：有 {found} 个单元格，而首行只有 {expected} 列。",
    ),
    "empty cell": (
        "{path}:{line}, column '{column}': must not be empty here.",
        "{path}:{line}，“{column}”列：此处不得为空。",
    ),
    "cell is no number": (
        "{path}:{line}, column '{column}': '{value}' is no whole number; write digits alone, such as 250.",
        "{path}:{line}，“{column}”列：“{value}”不是整数；请只写数字，如 250。",
    ),
    "cell of several names": (
        "{path}:{line}, column '{column}': one name is expected, not '{value}'.",
        "{path}:{line}，“{column}”列：只能写一个名称，而非“{value}”。",
    ),
    "unknown name in cell": (
        "{path}:{line}, column '{column}': '{value}' is no {expected}.{hint}",
        "{path}:{line}，“{column}”列：“{value}”不是 {expected}。{hint}",
    ),
    "numbers in no order": (
        "{path}:{line}, column '{column}': {value} is not above {least}, the number in column 'from'.",
        "{path}:{line}，“{column}”列：{value} 不大于“from”列的 {least}。",
    ),
    "row twice": (
        "{path}:{line}, column '{column}': '{value}' stands in line {before} already.",
        "{path}:{line}，“{column}”列：“{value}”已见于第 {before} 行。",
    ),
    "kind twice": (
        "{path}:{line}, column '{column}': '{value}' is described already; "
        "label and meaning stand where it is named first.",
        "{path}:{line}，“{column}”列：“{value}”已有说明；标签和含义只写在首次出现处。",
    ),
    "rows of one norm differ": (
        "{path}:{line}, column '{column}': rows of the same norm '{value}' have the same cell here; "
        "line {before} differs.",
        "{path}:{line}，“{column}”列：同一规范“{value}”的各条目此处应相同，与第 {before} 行不一致。",
    ),
    "norm without condition": (
        "{path}:{line}, column '{column}': rows of this form make no condition; "
        "state owl:equivalentClass of '{value}' in the header.",
        "{path}:{line}，“{column}”列：此形式的条目不构成条件；请在首部声明“{value}”的 owl:equivalentClass。",
    ),
    "unreadable file": ("{name}: cannot be read: {problem}.", "{name}：无法读取：{problem}。"),
    "unknown RDF syntax": (
        "{path}: no known RDF syntax; name the file .ttl, .nt, .nq, .trig, .jsonld or .rdf.",
        "{path}：无法判断 RDF 语法；文件扩展名请用 .ttl、.nt、.nq、.trig、.jsonld 或 .rdf。",
    ),
    "broken syntax": ("{where}: not valid {syntax}: {problem}.", "{where}：不是合法的 {syntax}：{problem}。"),
    "ontology not Turtle": ("{path}: not Turtle: {problem}.", "{path}：不是合法的 Turtle：{problem}。"),
    "no ontology": ("{path}: declares no owl:Ontology.", "{path}：未声明 owl:Ontology。"),
    "blank node mentioned twice": (
        "A blank node is mentioned twice; give it a name.",
        "有空白节点被引用两次；请为其命名。",
    ),
    "folder not empty": (
        "{path}: is there and is no empty folder; name a new folder.",
        "{path}：已存在且不是空文件夹；请指定新文件夹。",
    ),
    "folder not written": ("{path}: cannot be written: {problem}.", "{path}：无法写入：{problem}。"),
    "outside the profile": (
        "The condition of {where} uses {constructs}, which is outside the profile. "
        "Use intersectionOf, unionOf, complementOf, someValuesFrom, allValuesFrom, hasValue or oneOf.",
        "{where} 的条件使用了 {constructs}，超出条件范式。"
        "请使用 intersectionOf、unionOf、complementOf、someValuesFrom、allValuesFrom、hasValue 或 oneOf。",
    ),
    "class defined by itself": ("Class defined by itself: {circle}.", "类的定义循环：{circle}。"),
    "not stated in a provision": (
        "<{iri}> must be stated in a known provision; found: {found}.",
        "<{iri}> 须依据已知条款；现为：{found}。",
    ),
    "not one condition": (
        "<{iri}> needs exactly one owl:equivalentClass, its condition; it has {count}.",
        "<{iri}> 须恰有一个 owl:equivalentClass 作为条件；现有 {count} 个。",
    ),
    "precedence of no norm": (
        "<{iri}> names <{named}> as {side}, which is no norm.{hint}",
        "<{iri}> 的 {side} 指向非规范 <{named}>。{hint}",
    ),
    "cumulative count incomplete": (
        "{iri}: a cumulative count names the fact that it gives (lf:countOf), its unit (lf:unitOfCount), and either "
        "lf:windowBegins or lf:windowLength.",
        "{iri}：累计数量须指明所累计事实（lf:countOf）、计数单位（lf:unitOfCount），以及 lf:windowBegins 或者 "
        "lf:windowLength 之一。",
    ),
    "period without length": (
        "<{iri}> needs lf:period as years, months and days, such as P3Y.",
        "<{iri}> 的 lf:period 须为年月日期间，如 P3Y。",
    ),
    "limit without day": (
        "<{iri}> needs lf:concludedBefore, a day such as 2026-01-31.",
        "<{iri}> 须有 lf:concludedBefore，如 2026-01-31 的日期。",
    ),
    "undefined term": (
        "<{owner}> uses <{iri}>, which nothing defines.{hint}",
        "<{owner}> 使用了未定义的 <{iri}>。{hint}",
    ),
    "cycle of precedences": (
        "Cycle of precedences: {chain}. Stated by: {named}. Remove or narrow one of them.",
        "优先关系成环：{chain}。所依据的优先关系：{named}。请删除或限缩其一。",
    ),
    "cycle of exemptions": (
        "Cycle of precedences: {chain}. Stated by: exemptions alone. Remove or narrow one of them.",
        "优先关系成环：{chain}。所依据的优先关系：仅豁免规范。请删除或限缩其一。",
    ),
    "unknown regime": ("Unknown regime '{name}'. Known: {known}.{hint}", "未知制度“{name}”。已知：{known}。{hint}"),
    "no law in force": (
        "No norm of {regime} on data transfers is in force on {day}. "
        "The first in this law book applies from {first}. Choose a later day.",
        "{day} 当日，{regime}尚无有效的数据传输规范。本知识库最早的规范自 {first} 起适用。请选择更晚的日期。",
    ),
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
    "entities in XML": (
        "{path}: RDF/XML with a document type is not read: its entities can grow without end; write it as Turtle.",
        "{path}：不读取带有文档类型声明的 RDF/XML，其实体可能无限膨胀；请改写为 Turtle。",
    ),
    "no regular file": ("{path}: not a file that ends; name a file.", "{path}：不是普通文件；请给出文件。"),
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
    # facts
    "not UTF-8": ("{name}: not UTF-8 text (byte {byte}).", "{name}：不是 UTF-8 文本（第 {byte} 字节）。"),
    "file too large": (
        "{name}: larger than {size} MB; one file describes one transfer.",
        "{name}：超过 {size} MB；一个文件只描述一次传输。",
    ),
    "empty document": ("{name}: empty; expected a transfer.", "{name}：内容为空；应为一次传输的描述。"),
    "repeated key": (
        "{name}:{line}: the key '{repeated}' stands twice in one node.",
        "{name}:{line}：同一节点中键“{repeated}”重复。",
    ),
    "not a mapping": (
        "{name}: expected a mapping of facts such as exporter, recipient, data.",
        "{name}：应为事实的键值映射，如 exporter、recipient、data。",
    ),
    "remote context": (
        "{name}: contexts are not fetched; leave @context out, give it inline, or write {context}.",
        "{name}：不会联网获取 @context；请省略、内联写出，或者写 {context}。",
    ),
    "key without value": (
        "{where}: '{name}' has no value; leave it out if nobody stated it, "
        "or list it under statedUnknown or notApplicable.",
        "{where}：“{name}”没有取值；未说明请删除，明确未知请列入 statedUnknown，不适用请列入 notApplicable。",
    ),
    "not one transfer": (
        "{name}: expected one node of type Transfer, found {count}.",
        "{name}：应恰有一个类型为 Transfer 的节点，现有 {count} 个。",
    ),
    "several transfers": (
        "{name}: expected one node of type Transfer, found {count}: {found}; put each into a file of its own.",
        "{name}：应恰有一个类型为 Transfer 的节点，现有 {count} 个：{found}；请各放入一个文件。",
    ),
    # flows of several transfers
    "a flow, not a transfer": (
        "{name}: describes a flow of several transfers; only check and explain read one, "
        "of other commands ask with a file of one transfer.",
        "{name}：所述为由多次传输组成的流；仅 check 和 explain 可读取，其他命令请使用只述一次传输的文件。",
    ),
    "no flow": (
        "Expected a flow: a description with legs.",
        "应为由多次传输组成的流：含有 legs 的描述。",
    ),
    "leg of no flow": (
        "--leg {leg}: the file describes one transfer; leave the option out.",
        "--leg {leg}：该文件只述一次传输；请省略此选项。",
    ),
    "no key of a flow": (
        "{where}: '{fact}' is no key of a flow; expected parties, datasets, safeguards, legs, date, label.{hint}",
        "{where}：“{fact}”不是流的键；应为 parties、datasets、safeguards、legs、date、label。{hint}",
    ),
    "node of no leg": (
        "{where}: {node} is described, but belongs to no leg of the flow.",
        "{where}：{node} 虽有描述，但不属于流的任何一段。",
    ),
    "no list of legs": (
        "{where}: legs must be a list of transfers, at least one.",
        "{where}：legs 须为传输的列表，至少一项。",
    ),
    "not described by name": (
        "{where}: {block} must be a mapping from names to descriptions.",
        "{where}：{block} 须为名称到描述的映射。",
    ),
    "two legs of one name": (
        "{where}: a leg called '{name}' stands at {before} already.",
        "{where}：名为“{name}”的一段已见于 {before}。",
    ),
    "unknown leg": (
        "No leg is called '{name}'; known: {known}.{hint}",
        "没有名为“{name}”的一段；已有：{known}。{hint}",
    ),
    "continues no leg": (
        "{where}: leg '{leg}' continues '{name}', but no leg is called so; known: {known}.{hint}",
        "{where}：“{leg}”一段承接“{name}”，但没有该名称的一段；已有：{known}。{hint}",
    ),
    "covers no leg": (
        "{where}: safeguard '{node}' covers leg '{name}', but no leg is called so; known: {known}.{hint}",
        "{where}：保障措施“{node}”所涵盖的“{name}”不是任何一段的名称；已知：{known}。{hint}",
    ),
    "continues a later leg": (
        "{where}: leg '{leg}' continues '{later}', which comes later, at {there}; put the earlier leg first.",
        "{where}：“{leg}”一段承接其后位于 {there} 的“{later}”；请将先发生的一段写在前面。",
    ),
    "circle of legs": (
        "{where}: legs continue each other in a circle: {steps}; the first leg of a flow continues none.",
        "{where}：各段循环承接：{steps}；流的第一段不承接任何一段。",
    ),
    "not passed on by its recipient": (
        "{where}: leg '{leg}' continues '{before}', but its exporter is '{exporter}' and the data went to "
        "'{recipient}' ({there}); leave the exporter out, or add the leg in between.",
        "{where}：“{leg}”一段承接“{before}”，但其提供方为“{exporter}”，而数据此前提供给“{recipient}”（{there}）；"
        "请省略提供方，或者补上中间一段。",
    ),
    "not described": (
        "{where}: leg '{leg}', {fact}: '{name}' is not described under {block} ({there}).{hint}",
        "{where}：“{leg}”一段的 {fact}：“{name}”未在 {block}（{there}）中描述。{hint}",
    ),
    "query takes too long": (
        "The query was ended after {seconds} s. Narrow it (LIMIT, a bound name, fewer patterns that share no "
        "variable), or give it longer: --timeout SECONDS.",
        "查询在 {seconds} 秒后终止。请缩小范围（LIMIT、限定名称、减少无共同变量的模式），或者放宽：--timeout 秒数。",
    ),
    "query takes too much memory": (
        "The query was ended when it took more than {memory} MiB. Narrow it: LIMIT, a bound name, fewer patterns that "
        "share no variable.",
        "查询占用超过 {memory} MiB，已终止。请缩小范围：LIMIT、限定名称、减少无共同变量的模式。",
    ),
    "no transfer in DPV": (
        "{name}: a description in DPV without a process that gives a transfer: one needs data and a recipient or an "
        "exporter. See lexflux query what-of-a-dpv-description-is-lost --data {name}",
        "{name}：DPV 描述中没有可转换为传输的处理活动（须有数据以及接收方或者提供方）。"
        "参见 lexflux query what-of-a-dpv-description-is-lost --data {name}",
    ),
    "described in DPV": (
        "{name}: no node of type Transfer, but a description in DPV; "
        "turn it into a transfer first: lexflux query dpv-transfer-to-lexflux --data {name}",
        "{name}：没有类型为 Transfer 的节点，而是 DPV 描述；"
        "请先转换：lexflux query dpv-transfer-to-lexflux --data {name}",
    ),
    "unknown property": (
        "{where}: {path}, {fact}: unknown property.{hint}",
        "{where}：{path} 的 {fact}：未知属性。{hint}",
    ),
    "property of another node": (
        "{where}: {path}, {fact}: unknown property. It is a fact of {owner}.",
        "{where}：{path} 的 {fact}：未知属性。它是 {owner} 的事实。",
    ),
    "unknown kind": (
        "{where}: {path}, {fact}: '{kind}' is no known kind of {owner}.{hint}",
        "{where}：{path} 的 {fact}：“{kind}”不是已知的 {owner} 类别。{hint}",
    ),
    "name for several safeguards": (
        "{where}: {path}, {fact}: '{kind}' stands for several safeguards, each with conditions of its own. "
        "State the one that is meant: {names}.",
        "{where}：{path} 的 {fact}：“{kind}”统称若干保障措施，各有计入条件。请说明所指的一项：{names}。",
    ),
    "no kind": (
        "{where}: {path}, {fact}: state at least one kind, for example HealthData or SecurityAssessment.",
        "{where}：{path} 的 {fact}：请至少说明一个类别，例如 HealthData 或 SecurityAssessment。",
    ),
    "restated": (
        " It is said by {now} since; `lexflux upgrade` rewrites the file.",
        "现以 {now} 表述；可用 `lexflux upgrade` 改写文件。",
    ),
    "restated by hand": (" {note}", "{note}"),
    "several ways to restate": (
        "{where}: {fact}: {value}. {note}",
        "{where}：{fact}：{value}。{note}",
    ),
    "restated twice": (
        "{where}: {fact}: {value} is said by {now} since, but {prop} has another value there.",
        "{where}：{fact}：{value} 现以 {now} 表述，但该处 {prop} 已有其他取值。",
    ),
    "nothing to restate it of": (
        "{where}: {fact}: {value} is said by {now} since, and there is no such node.",
        "{where}：{fact}：{value} 现以 {now} 表述，但没有该节点。",
    ),
    "no tree to upgrade": (
        "{name}: only YAML and JSON files with the fields of a transfer can be upgraded.",
        "{name}：仅可改写以传输字段书写的 YAML 和 JSON 文件。",
    ),
    "union of places": (
        " {name} is a union of places: name the member.",
        "{name}是多个法域组成的联盟：请写出具体成员。",
    ),
    "further errors": ("... and {count} more.", "……另有 {count} 处。"),
    "second document": ("a second document begins here", "此处开始了第二个文档"),
    "key no word": ("a key is a word, no mapping or list", "键须为词，不能是映射或列表"),
    "unknown alias": ("nothing is named &{name}", "没有名为 &{name} 的内容"),
    "alias of itself": ("*{name} stands inside what it names", "*{name} 位于其所指内容之内"),
    "tag not read": ("the tag {name} is not read", "不读取标签 {name}"),
    "control character": (
        "{where}: holds the control character {code}; expected plain text.",
        "{where}：含有控制字符 {code}；应为普通文本。",
    ),
    "context not a mapping": (
        "{name}: @context must be a mapping of terms, or a list of such.",
        "{name}：@context 须为术语映射，或由其组成的列表。",
    ),
    "term not read": (
        "{name}: the @context defines {terms} in a way that is not read; "
        "define terms by @id, @type and @language, for all nodes alike.",
        "{name}：@context 对 {terms} 的定义方式无法读取；请以 @id、@type、@language 定义术语，并适用于所有节点。",
    ),
    "keys not mapped": (
        "{where}: the @context of the file does not map {keys}, so that JSON-LD would drop what is stated there; "
        "map each key, or write {context}.",
        "{where}：文件的 @context 未映射 {keys}，JSON-LD 会丢弃其内容；请逐一映射，或者写 {context}。",
    ),
    "keyword not read": (
        "{where}: {keyword} is not read here; state facts by @id, @type and the keys of the schema.",
        "{where}：此处不读取 {keyword}；请用 @id、@type 和模式中的键说明事实。",
    ),
    "not one name": ("{where}: '{name}' must be one name.", "{where}：“{name}”须为单个名称。"),
    "too many values": (
        "{name}: says more than {most} values, its aliases counted out; one file describes one transfer.",
        "{name}：取值（别名展开后）超过 {most} 个；一个文件只描述一次传输。",
    ),
    "too deep": (
        "{where}: nested more than {deepest} levels deep; nothing is read beyond that.",
        "{where}：嵌套超过 {deepest} 层；更深的内容不予读取。",
    ),
    "triple term": (
        "{where}: holds statements about statements (triple terms), which are not read; state facts directly.",
        "{where}：含有关于陈述的陈述（triple term），不予读取；请直接陈述事实。",
    ),
    "second graph": (
        "{where}: has more than one graph; only one is read. Move what stands in {graphs}.",
        "{where}：含有多个图，只读取一个。请移出 {graphs} 中的内容。",
    ),
    "node not reached": (
        "{where}: nothing leads from the transfer to the node {node} with {fact} '{value}', so it would not be read; "
        "name it as the value of a fact, or leave it out.",
        "{where}：从传输出发无法到达节点 {node}（{fact} 为“{value}”），其内容不会被读取；"
        "请将其列为某项事实的值，或者删除。",
    ),
    "no fact of the node": (
        "{where}: {path}, {fact}: '{named}' is no fact of this node.{hint}",
        "{where}：{path} 的 {fact}：“{named}”不是该节点的事实。{hint}",
    ),
    "two classes of node": (
        "{where}: {path}, {fact}: the node is also a {owner}.",
        "{where}：{path} 的 {fact}：该节点同时是 {owner}。",
    ),
    "value not allowed": (
        "{where}: {path}, {fact}: found '{value}'. {rule}{hint}",
        "{where}：{path} 的 {fact}：现为“{value}”。{rule}{hint}",
    ),
    "range without bounds": (
        "{where}: {path}, {fact}: found nothing. A range of a count gives 'from', this number or more, 'below', fewer "
        "than this number, or both.",
        "{where}：{path} 的 {fact}：现为空缺。计数区间应写 from（该数以上）、below（不满该数）或者两者。",
    ),
    "several values": (
        "{where}: {path}, {fact}: found {count} values. {rule}",
        "{where}：{path} 的 {fact}：现为{count}个值。{rule}",
    ),
    "required fact": ("{where}: {path}, {fact}: found nothing. {rule}", "{where}：{path} 的 {fact}：现为空缺。{rule}"),
    "value and state": (
        "{where}: {path}, {fact}: has a value and is also stated as unknown or not applicable.",
        "{where}：{path} 的 {fact}：既有取值又被列为未知或不适用。",
    ),
    "complete and unknown": (
        "{where}: {path}, {fact}: is said to be stated in full and also to be unknown or not applicable.",
        "{where}：{path} 的 {fact}：既称已列全又被列为未知或不适用。",
    ),
    "denied fact of another node": (
        "{where}: {path}, denied {fact}: a node of class {owner} has no such fact; deny it on the node it belongs to.",
        "{where}：{path} 所否认的 {fact}：“{owner}”类节点无此事实；请在其所属节点否认。",
    ),
    "kinds that exclude each other": (
        "{where}: {path}, {fact}: {one} and {other} exclude each other; describe data of both kinds as two nodes.",
        "{where}：{path} 的 {fact}：{one} 与 {other} 互相排斥；兼有两类的，请分为两个节点描述。",
    ),
    "stated and denied": (
        "{where}: {path}, {fact}: '{value}' is denied, and stated of the same node itself or through a kind below it.",
        "{where}：{path} 的 {fact}：“{value}”被否认，但同一节点又直接或者经由其下位类别作了声明。",
    ),
    # decision
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
    "repeated key in JSON": ("{name}: the key '{repeated}' stands twice.", "{name}：键“{repeated}”出现两次。"),
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
    # analysis
    "same place twice": (
        "Both places are {place}: name two different ones.",
        "两个法域均为{place}：请写出两个不同的法域。",
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
    "routes from nowhere": (
        "A place to which data go needs one from which they come: say from where.",
        "给出终点时须给出起点：请填写起点。",
    ),
    "people not a number": (
        "'{value}' is no number of people: write a whole number, such as 5000, or nothing.",
        "“{value}”不是人数：请填写整数，例如 5000，或者留空。",
    ),
    "unknown data kind": ("Unknown kind of data '{name}'.{hint}", "未知数据类别“{name}”。{hint}"),
    "unknown purpose": ("Unknown purpose '{name}'.{hint}", "未知目的“{name}”。{hint}"),
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
    "two forms of export": (
        "--format {form}: the ending of '{name}' says {other}; choose one of them.",
        "--format {form}：“{name}”的扩展名表示 {other}；请择一。",
    ),
    "part as a folder": (
        "'{name}' is a folder, which is written whole; for --regime, --on or --owl name one file, such as {name}.ttl.",
        "“{name}”为文件夹，只能完整写入；使用 --regime、--on 或 --owl 时请写出单一文件，例如 {name}.ttl。",
    ),
    "folder of the suite": (
        "A folder is written for the test suite, and for nothing else: lexflux export {name} FOLDER.",
        "仅测试集需另写文件夹：lexflux export {name} 文件夹。",
    ),
    "nothing found": ("Nothing found for '{words}'.{hint}", "未找到“{words}”。{hint}"),
    "unknown kind of list": ("Unknown kind '{name}'. Known: {known}.{hint}", "未知类别“{name}”。已知：{known}。{hint}"),
    "unknown zone": ("Unknown zone '{name}'. Known: {known}.{hint}", "未知区域“{name}”。已知：{known}。{hint}"),
    "zone of no data kinds": (
        "--zone chooses among data kinds; '{name}' have no zone. Leave it out.",
        "--zone 用于筛选 data-kinds；“{name}”不分区域，请去掉该选项。",
    ),
    "unknown choice": ("Unknown '{name}'. Known: {known}.", "未知“{name}”。已知：{known}。"),
    "no source": (
        "Nothing to read in a value of type {kind}: give the name of a file, a mapping or facts.",
        "无法读取类型为 {kind} 的值：请给出文件名、映射或者事实。",
    ),
    "unknown schema": ("Unknown schema '{name}'. Known: {known}.", "未知模式“{name}”。已知：{known}。"),
    "unknown engine": ("Unknown engine '{name}'. Known: {known}.{hint}", "未知引擎“{name}”。已知：{known}。{hint}"),
    "option not a pair": ("{option} '{given}': write {form}.", "{option}“{given}”：请写作 {form}。"),
    "no file": (
        "Give a FILE, or - for standard input, or --receipt FILE.",
        "请给出 FILE、-（标准输入）或者 --receipt FILE。",
    ),
    "no file to validate": ("'lexflux validate {what}' needs a FILE.", "“lexflux validate {what}”需要文件。"),
    "not JSON": ("{where}: not valid JSON: {detail}.", "{where}：不是合法的 JSON：{detail}。"),
    "one thing to compare": (
        "Give one of: FILE..., --topic TOPIC and --agreement NAME, or --thresholds.",
        "请给出其一：FILE...、--topic TOPIC 与 --agreement NAME，或者 --thresholds。",
    ),
    "many need several days": (
        "Several transfers are compared between days: give --on at least twice, without --full.",
        "多次传输只按日期比较：--on 至少写两次，且不用 --full。",
    ),
    "option of another comparison": (
        "This comparison takes no {option}.",
        "该比较不接受 {option}。",
    ),
    "regime of a picture": (
        "lexflux draw law needs one --regime, adequacy and map take any number of them, lists take none.",
        "lexflux draw law 须指明一个 --regime，adequacy 和 map 可指明若干个，lists 不接受该选项。",
    ),
    "unknown agreement": (
        "'{name}' is no agreement.{hint}",
        "“{name}”不是协定。{hint}",
    ),
    "several days of topics": (
        "--topic and --agreement compare the law of one day: give --on once.",
        "--topic 和 --agreement 只比较一个日期的法律：--on 只写一次。",
    ),
    "query needs data": (
        "Query '{query}' reads your data; give --data FILE.",
        "查询“{query}”读取您的数据；请给出 --data FILE。",
    ),
    "host needs --public": (
        "--host {host}: other machines could ask; add --public if that is meant.",
        "--host {host}：其他计算机将能访问；如确有此意，请加 --public。",
    ),
    "no address of a site": (
        "--address {address}: an address of a site begins with https:// or http://.",
        "--address {address}：站点地址应以 https:// 或 http:// 开头。",
    ),
    "too many columns": (
        "That is more than {most} columns: name fewer days or places.",
        "超过 {most} 栏：请减少日期或法域。",
    ),
    "too many rows for a page": (
        "{count} transfers are more than one page takes ({most}); the command takes as many as you like.",
        "共 {count} 次传输，超过一页上限（{most}）；命令行不限数量：lexflux check。",
    ),
    "nothing to settle": (
        "That says nothing that could be added to this transfer.",
        "所述内容无法加入此次传输。",
    ),
    "parameter of no request": (
        "There is no parameter '{name}' here; there are {known}.{hint}",
        "此处没有参数“{name}”；可用：{known}。{hint}",
    ),
    "parameter missing": ("The parameter '{name}' is missing: {about}", "缺少参数“{name}”：{about}"),
    "parameter given twice": ("The parameter '{name}' stands more than once.", "参数“{name}”出现了不止一次。"),
    "parameter times": ("Give the parameter '{name}' {times} times.", "参数“{name}”须给出 {times} 次。"),
    "parameter not of these": ("{name}: '{value}' is none of {known}.", "{name}：“{value}”不在以下之列：{known}。"),
    "parameter not a number": (
        "{name}: '{value}' is no whole number from {least} to {most}.",
        "{name}：“{value}”不是 {least} 至 {most} 的整数。",
    ),
    "parameter not written so": (
        "{name}: '{value}' is not written like that: {about}",
        "{name}：“{value}”写法有误：{about}",
    ),
    "nothing described": (
        "No transfer: POST one in YAML, JSON or Turtle, or give t=... as Content-Location of an answer has it.",
        "没有传输：请以 POST 提交 YAML、JSON 或 Turtle，或者给出答案 Content-Location 中的 t=...。",
    ),
    "one comparison": (
        "Give one of: a transfer; topic and agreement; thresholds=true.",
        "请给出其一：一次传输；topic 与 agreement；thresholds=true。",
    ),
    "not a state": (
        "'{member}' is not understood there; a body looks like {known}.",
        "不理解“{member}”；请求体形如 {known}。",
    ),
    "no ledger": (
        "{name}: no ledger; make one with `lexflux ledger add {name} FILE`, in a folder that is new or empty.",
        "{name}：不是台账；请以 `lexflux ledger add {name} FILE` 在新文件夹或者空文件夹中建立。",
    ),
    "ledger broken": ("{name}: the ledger cannot be read: {problem}.", "{name}：台账无法读取：{problem}。"),
    "ledger file cut": (
        "{name}: this file of the ledger is missing or cut short: the manifest says {size} bytes. Put back a copy.",
        "{name}：台账的该文件缺失或者被截断：清单载明为 {size} 字节。请以副本恢复。",
    ),
    "ledger in use": (
        "{name}: another program is adding to this ledger; try again when it is done.",
        "{name}：另一程序正在写入该台账；请待其完成后重试。",
    ),
    "id in ledger": (
        "{name}: the ledger holds the id '{id}' already ({count} in all); nothing was added. A record is corrected "
        "with `lexflux ledger retract`.",
        "{name}：台账已有编号“{id}”（共{count}条）；未写入任何记录。更正请用 `lexflux ledger retract`。",
    ),
    "id twice": (
        "{where}, column '{column}': the id '{id}' stands in row {first} already.",
        "{where}，列“{column}”：编号“{id}”已见于第{first}行。",
    ),
    "ledger column missing": (
        "{name}: no column of the name {columns}; one is needed.",
        "{name}：缺少名为 {columns} 的列；须有其一。",
    ),
    "ledger column of type": (
        "{name}, column '{column}': of the type {type}; expected are dates in 'date', whole numbers in 'people' and "
        "'devices'.",
        "{name}，列“{column}”：类型为 {type}；日期列须为日期，人数、设备数列须为整数。",
    ),
    "ledger cell empty": ("{where}, column '{column}': empty.", "{where}，列“{column}”：为空。"),
    "ledger cell wrong": (
        "{where}, column '{column}': '{value}' is not what is expected there, such as {example}.",
        "{where}，列“{column}”：“{value}”不符合要求，应形如 {example}。",
    ),
    "no record": (
        "{where}: no record; expected is an object with {keys}, of which 'transfer' is what `lexflux check` reads.",
        "{where}：不是记录；应为含 {keys} 的对象，其中 transfer 为 `lexflux check` 所读内容。",
    ),
    "key of no record": (
        "{where}: '{given}' is no key of a record; there are {keys}.",
        "{where}：“{given}”不是记录的键；可用：{keys}。",
    ),
    "id of another record": (
        "{where}: the id '{id}' is that of another record; this one was not added.",
        "{where}：编号“{id}”属于另一记录；本条未登记。",
    ),
    "file became shorter": (
        "{where}: shorter than before; it is read from its beginning, and records that the ledger has are passed over.",
        "{where}：文件较此前为短；从头读取，台账已有的记录略过。",
    ),
    "line too long": (
        "{where}: the line is longer than {most} bytes.",
        "{where}：该行超过 {most} 字节。",
    ),
    "webhook elsewhere": (
        "--webhook {given}: only http addresses of this machine, such as http://127.0.0.1:8080/.",
        "--webhook {given}：仅限本机的 http 地址，例如 http://127.0.0.1:8080/。",
    ),
    "webhook failed": (
        "{address}: the events cannot be posted: {problem}. They are told again when the watch runs again.",
        "{address}：事件无法推送：{problem}。重新运行时将再次提示。",
    ),
    "no such record": (
        "{name}: no record with the id '{id}' that counts.",
        "{name}：没有编号为“{id}”且仍计数的记录。",
    ),
    "no such key": ("{name}: no record has this key.", "{name}：没有记录含有该标识。"),
    "exporter not told": (
        "{name}: the ledger has several exporters: {known}; name the one (label of the exporter, or --exporter).",
        "{name}：台账有多个提供方：{known}；请指明其一（提供方的 label，或者 --exporter）。",
    ),
    "exporter not in ledger": (
        "{name}: the ledger has no transfers of '{exporter}'.{hint}",
        "{name}：台账没有“{exporter}”的传输。{hint}",
    ),
    "count contradicts ledger": (
        "{fact}: {given} is stated, but the ledger has {least} to {most}; correct the one that is wrong.",
        "{fact}：所述为 {given}，而台账为 {least} 至 {most}；请更正有误者。",
    ),
    "ledger for one transfer": (
        "--ledger counts for one transfer in one file, not for a flow or for many, and not with --ask or --output.",
        "--ledger 仅为单个文件中的单次传输计数，不用于流或者多次传输，也不与 --ask、--output 并用。",
    ),
    "exporter without name": (
        "{where}: the exporter has no name (exporter.label); a ledger counts for each exporter by name.",
        "{where}：提供方未写名称（exporter.label）；台账按提供方名称分别累计。",
    ),
    "broken link": ("The link is not whole; ask again.", "链接不完整，请重新提问。"),
    "cannot listen": (
        "{host}:{port}: cannot listen there: {problem}. Choose another --port, or --port 0 for a free one.",
        "{host}:{port}：无法在此监听：{problem}。请另选 --port，或用 --port 0 取空闲端口。",
    ),
    "argument of no tool": (
        "{tool}: there is no argument '{name}'; there are {known}.{hint}",
        "{tool}：没有参数“{name}”；可用：{known}。{hint}",
    ),
    "argument missing": ("{tool}: give the argument '{name}'.", "{tool}：请给出参数“{name}”。"),
    "argument of another type": (
        "{tool}: the argument '{name}' is to be: {type}.",
        "{tool}：参数“{name}”的类型应为：{type}。",
    ),
    "unknown tool": ("There is no tool '{name}'; there are {known}.{hint}", "没有工具“{name}”；可用：{known}。{hint}"),
    "unknown resource": (
        "There is no resource '{name}'; write it as {form}.{hint}",
        "没有资源“{name}”；请写作 {form}。{hint}",
    ),
    "query refused": ("{detail}", "{detail}"),
    "no notebook": (
        "%load_ext lexflux works in IPython and Jupyter only.",
        "%load_ext lexflux 仅可用于 IPython 和 Jupyter。",
    ),
    "no knowledge base of that name": (
        "There is no knowledge base of the name '{name}'; make one: {name} = lexflux.load().",
        "没有名为“{name}”的知识库；请先执行 {name} = lexflux.load()。",
    ),
    "limit is no number": (
        "--limit: '{value}' is no number of rows; write it as 20.",
        "--limit：“{value}”不是行数；请写作 20。",
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
