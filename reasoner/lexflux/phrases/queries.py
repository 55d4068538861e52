"""Words of queries and engines, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "title of shacl suite": (
        "Twins of the shapes of Lexflux {version}: a test suite for SHACL engines",
        "Lexflux {version} 约束正反例：SHACL 引擎测试集",
    ),
    "shacl suite": (
        "# Twins of the shapes of Lexflux {version}\n\n{tests} {tests:test|tests} for SHACL engines, in the form "
        "of the SHACL test suite of the W3C: `manifest.ttl` includes a manifest for each set of shapes, and each "
        "`sht:Validate` there names a data graph, a shapes graph and the report that is to come out. A test "
        "called `bad` breaks one rule, and `good` ones break none; an engine that lets a bad one pass is silent "
        "about a fault.\n\n- `transfer/`: SHACL Core and SPARQL constraints, on descriptions of one transfer.\n- "
        "`compliance/`: SPARQL constraints on decisions.\n- `knowledge/`: SPARQL targets too (SHACL Advanced "
        "Features), on an ontology of law.\n\nOf each result the manifest has what the standard compares; "
        "messages and blank nodes of the shapes are left out. Licence: {licence}. Cite as Lexflux, version "
        "{version}, with the day on which it was exported.",
        "# Lexflux {version} 约束正反例\n\n{tests} 项 SHACL 引擎测试，采用 W3C SHACL 测试集的形式：`manifest.ttl` "
        "包含各组约束的清单，其中每项 `sht:Validate` 指明数据图、约束图和应得的报告。名为 `bad` 的测试违反一条规则"
        "，`good` 不违反任何规则；引擎放过反例，即对错误保持沉默。\n\n- `transfer/`：针对单次传输描述的 SHACL 核心"
        "约束与 SPARQL 约束。\n- `compliance/`：针对判定的 SPARQL 约束。\n- `knowledge/`：针对法律本体，另含 SPARQ"
        "L 目标（SHACL 高级特性）。\n\n每项结果仅列标准所比较的内容，不含消息及约束中的空白节点。许可：{licence}。"
        "引用时请注明 Lexflux 版本 {version} 和导出日期。",
    ),
    "vocabulary": ("The vocabulary of Lexflux", "Lexflux 词汇表"),
    "nothing listed": ("Nothing of this kind is held for what is asked.", "知识库中没有符合条件的此类内容。"),
    "no rows": ("No row answers this query.", "没有符合该查询的结果。"),
    "each row an error": ("Error, for each row: {remedy}", "错误，逐行处理：{remedy}"),
    "each row a warning": ("Warning, for each row: {remedy}", "警告，逐行处理：{remedy}"),
    "each row a note": ("Note, for each row: {remedy}", "提示，逐行处理：{remedy}"),
    "conforms": ("Conforms: {counts}.", "符合：{counts}。"),
    "does not conform": ("Does not conform: {counts}.", "不符合：{counts}。"),
    "counted": ("{count} {name}", "{name} {count} 项"),
    "violation": ("violation", "违规"),
    "violations": ("violations", "违规"),
    "warning": ("warning", "警告"),
    "warnings": ("warnings", "警告"),
    "notes": ("notes", "提示"),
    "consistent": ("consistent", "一致"),
    "inconsistent": ("inconsistent", "不一致"),
    "conflict": ("takes part in the contradiction", "参与矛盾"),
    "unsatisfiable": ("no transfer can fall under it", "没有传输可能落入"),
    "special rule": ("special rule candidate", "特别法候选"),
    "finding": ("finding", "发现"),
    "narrower": ("narrower", "较窄"),
    "wider": ("wider", "较宽"),
}
