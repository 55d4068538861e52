"""Words of tables of transfers, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "carried over from DPV": (
        "{file} is described in DPV; what of it is not carried over counts as not stated. To list that, and doubts: "
        "lexflux query what-of-a-dpv-description-is-lost --data {path}",
        "{file} 以 DPV 描述；其中未转换的内容按未说明处理。查看未转换或者存疑之处："
        "lexflux query what-of-a-dpv-description-is-lost --data {path}",
    ),
    "outcomes": ("Outcomes ({count})", "结论（{count}项）"),
    "of these by presumption": (
        "{count} of these not applicable by presumption alone",
        "其中 {count} 项仅因推定而不适用",
    ),
    "a transfer": ("transfer", "传输"),
    "a name": ("name", "名称"),
    "columns of": (
        "# Columns of {name} ({encoding}) as they are read; to correct them, save this and give it with --map FILE.",
        "# {name}（{encoding}）各列的读取方式；如需更正，请存为文件并以 --map FILE 指定。",
    ),
    "column open": ("# not read: {names}, or ignore", "# 未读取：{names}，或者 ignore"),
    "by presumption": ("by presumption", "仅因推定"),
    "more problems": (
        "and {count} more {count:error|errors}, with --format jsonl or csv",
        "另有 {count} 项错误，见 --format jsonl 或 csv",
    ),
    "column verdict": ("verdict", "结论"),
    "column grounds": ("grounds", "理由"),
    "rows decided": (
        "Rows: {rows} read = {decided} decided + {aside} set aside",
        "行数：读入 {rows} = 已判定 {decided} + 搁置 {aside}",
    ),
    "answers of the evaluator": (
        "{count} {count:answer|answers}, of {patterns} {patterns:pattern|patterns}, {count:was|were} left open by the "
        "circuit and settled over all completions",
        "{count} 个结论线路未能确定，已就未知事实的全部补全情形求得，共 {patterns} 种不同情形",
    ),
    "rows of former run": ("{rows} of them by the run that was stopped", "其中 {rows} 行由中断前的运行判定"),
    "interrupted": (
        "Interrupted after {rows} {rows:row|rows}; nothing is written.",
        "已于 {rows} 行后中断；未写入任何文件。",
    ),
    "interrupted, to be resumed": (
        "Interrupted after {rows} {rows:row|rows}; the same command with --resume goes on.",
        "已于 {rows} 行后中断；以相同命令加 --resume 可继续。",
    ),
    "safeguards lacking": ("What to do", "须办事项"),
    "verdicts by law": ("Verdicts by law", "各法律的结论"),
    "all asked together": ("all laws asked together", "所问法律合并"),
    "rows set aside": ("Set aside", "搁置的行"),
    "since former run": ("Changed since the former run, as verdicts count", "较先前运行的变化（按计入的结论）"),
    "rows new and gone": ("Rows only now: {new}; only then: {gone}", "仅见于本次：{new} 行；仅见于先前：{gone} 行"),
    "column rows": ("rows", "行数"),
    "column firm": ("that count so", "如此计入的行数"),
    "column example": ("for example", "示例"),
    "column safeguard": ("needed and not certainly there", "必需而未确定具备"),
    "column rows needing": ("rows", "必需的行数"),
    "column rows perhaps": ("perhaps", "可能需要的行数"),
    "column first error": ("the first of its kind", "同类首例"),
    "column was": ("was", "原为"),
    "column now": ("is now", "现为"),
    "column part": ("part", "部分"),
    "column found": ("found", "内容"),
    "commonest outcomes": ("The commonest outcomes", "最常见的结果"),
    "row before law": ("no law in force on the day of the row", "该行日期尚无有效法律"),
    "nothing presumed": ("{count} of them with nothing presumed", "其中 {count} 行不依赖推定"),
    "needed and not there": ("needed and not there", "必需而尚未具备"),
    "perhaps needed": ("perhaps needed", "可能需要"),
    "forbidden by": ("forbidden by", "禁止依据"),
    "written to": ("Written: {files}", "已写入：{files}"),
    "errors of a kind": ("{count} ×, first: {first}", "{count} 次，首例：{first}"),
    "asks": ("asks", "待查"),
    "is presumed": ("does not apply only because it is presumed that there is no", "不适用仅因推定不存在"),
    "rulebook": (
        "Lexflux: the norms of the law of {regime} as it stands on {day}, and which of them are triggered. "
        "No verdict, and not legal advice.",
        "Lexflux：{regime}法律（{day}）的规范，以及何项被触发。并非结论，亦不构成法律意见。",
    ),
    "rulebook in SQL": (
        "Fill the table facts, a row for each transfer, which has one data set: true, false, or NULL where nobody "
        "knows. NULL is never no.\ntriggered has a row for each norm that is not ruled out; certain says whether it is "
        "triggered whatever the unknown is.\ntriggers has the same as columns: true, false, or NULL.",
        "请填写表 facts，每次传输一行，仅含一个数据集：true、false，或者无人知晓时为 NULL；NULL 绝不意味着否。\n"
        "triggered 列出一切未被排除的规范；certain 表示无论未知事实如何均被触发。\n"
        "triggers 以列载明同样内容：true、false 或者 NULL。",
    ),
    "rulebook in RDF": (
        "A transfer is typed with the norms that are certainly triggered; <urn:lexflux:open:"
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type> leads to all that are not ruled out.\n"
        "Transfers have to be written by lexflux export --facts for the same law and day: of others nothing is certain "
        "and everything possible.",
        "传输以 rdf:type 指向确定被触发的规范，以 <urn:lexflux:open:http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "指向一切未被排除者。\n传输须由 lexflux export --facts 就同一法律和日期写出；否则无一确定，一切皆有可能。",
    ),
    "rulebook in Datalog": (
        "State transfer(T), is(T, test) and is_not(T, test) for each transfer T, which has one data set; a test that "
        "is in neither is unknown, never no.\ntriggered has the norms that are triggered whatever the unknown is, "
        "possibly_triggered all that are not ruled out.",
        "请就每次传输 T（仅含一个数据集）载明 transfer(T)、is(T, 检验) 和 is_not(T, 检验)；两者皆无的检验为未知，"
        "绝不意味着否。\ntriggered 为无论未知事实如何均被触发的规范，possibly_triggered 为一切未被排除者。",
    ),
    "counts as": ("counts as {category}  [{citation}]", "属于{category}  [{citation}]"),
}
