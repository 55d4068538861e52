"""Messages of errors of tables of transfers, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "not a snapshot": (
        "{name}: neither a day (2026-01-31) nor a file of former answers: check --format json, or jsonl of many.",
        "{name}：既不是日期（2026-01-31），也不是先前答案的文件（check --format json，多次传输为 jsonl）。",
    ),
    "table without rows": ("{name}: headings alone, no transfer.", "{name}：仅有列名，没有传输。"),
    "encoding not known": (
        "{where}: neither UTF-8 nor GB18030 (byte {byte} of the line); save the table as UTF-8.",
        "{where}：既非 UTF-8 也非 GB18030（该行第 {byte} 个字节）；请将表格另存为 UTF-8。",
    ),
    "no library for workbooks": (
        "{name}: reading XLSX needs openpyxl: pip install 'lexflux[xlsx]', or save the table as CSV.",
        "{name}：读取 XLSX 需要 openpyxl：pip install 'lexflux[xlsx]'，或者将表格另存为 CSV。",
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
        "{where}, column {letter} '{column}': an earlier column tells {target} already. Several data sets of one "
        "transfer stand in a row each; the map joins the rows (joined: HEADING of the column of its number or name).",
        "{where}，{letter} 列“{column}”：前面已有一列说明 {target}。一次传输的多个数据集各占一行，"
        "由列映射合并（joined: 传输编号或者名称所在列的列名）。",
    ),
    "no column to join by": (
        "{where}: there is no column '{column}' by which rows could be joined.{hint}",
        "{where}：没有可据以合并各行的“{column}”列。{hint}",
    ),
    "joined rows differ": (
        "{where}: says something else of {fact} than {other}, though both are rows of one transfer; only data sets may "
        "differ.",
        "{where}：就 {fact} 的说明与 {other} 不同，而两行属于同一传输；各行只有数据集可以不同。",
    ),
    "joined rows one by one": (
        "{name}: a stream of rows cannot join several to one transfer; use lexflux check.",
        "{name}：逐行处理时无法将多行合并为一次传输；请使用 lexflux check。",
    ),
    "row of another length": (
        "{where}: {found} {found:cell|cells}, but there {expected:is|are} {expected} {expected:column|columns}.",
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
    "several transfers in DPV": (
        "{name}: its processes in DPV give {count} transfers, and one is asked for: {found}; describe one process with "
        "one recipient, or give all to lexflux check or to the page, which answer each.",
        "{name}：其 DPV 处理活动对应 {count} 次传输，而此处只读取一次：{found}；请仅描述一项处理活动和一个接收方，"
        "或者交由 lexflux check 或网页逐一作答。",
    ),
    "no transfer in DPV": (
        "{name}: a description in DPV without a process that gives a transfer: one needs data and a recipient or an "
        "exporter. See lexflux query what-of-a-dpv-description-is-lost --data {name}",
        "{name}：DPV 描述中没有可转换为传输的处理活动（须有数据以及接收方或者提供方）。"
        "参见 lexflux query what-of-a-dpv-description-is-lost --data {name}",
    ),
    "not JSON": ("{where}: not valid JSON: {detail}.", "{where}：不是合法的 JSON：{detail}。"),
}
