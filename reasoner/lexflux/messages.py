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
        "{path}:{line}, column '{column}': '{value}' is no whole number; write digits alone, such as 100000.",
        "{path}:{line}，“{column}”列：“{value}”不是整数；请只写数字，如 100000。",
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
        "{path}:{line}, column '{column}': '{value}' is described already; label and meaning stand where it is named first.",
        "{path}:{line}，“{column}”列：“{value}”已有说明；标签和含义只写在首次出现处。",
    ),
    "rows of one norm differ": (
        "{path}:{line}, column '{column}': rows of the same norm '{value}' have the same cell here; line {before} differs.",
        "{path}:{line}，“{column}”列：同一规范“{value}”的各条目此处应相同，与第 {before} 行不一致。",
    ),
    "norm without condition": (
        "{path}:{line}, column '{column}': rows of this form make no condition; state owl:equivalentClass of '{value}' in the header.",
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
    "outside the profile": (
        "The condition of {where} uses {constructs}, which is outside the profile. "
        "Use intersectionOf, unionOf, complementOf, someValuesFrom, hasValue or oneOf.",
        "{where} 的条件使用了 {constructs}，超出条件范式。"
        "请使用 intersectionOf、unionOf、complementOf、someValuesFrom、hasValue 或 oneOf。",
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
    "period without length": (
        "<{iri}> needs lf:period as years, months and days, such as P3Y.",
        "<{iri}> 的 lf:period 须为年月日期间，如 P3Y。",
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
    "no kind": (
        "{where}: {path}, {fact}: state at least one kind, for example HealthData or SecurityAssessment.",
        "{where}：{path} 的 {fact}：请至少说明一个类别，例如 HealthData 或 SecurityAssessment。",
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
    "several values": (
        "{where}: {path}, {fact}: found {count} values. {rule}",
        "{where}：{path} 的 {fact}：现为{count}个值。{rule}",
    ),
    "required fact": ("{where}: {path}, {fact}: found nothing. {rule}", "{where}：{path} 的 {fact}：现为空缺。{rule}"),
    "value and state": (
        "{where}: {path}, {fact}: has a value and is also stated as unknown or not applicable.",
        "{where}：{path} 的 {fact}：既有取值又被列为未知或不适用。",
    ),
    # decision
    "unknown reading": ("Unknown reading '{name}'. Known: {known}.{hint}", "未知解读“{name}”。已知：{known}。{hint}"),
    "not a receipt": ("{name}: not a receipt of schema {schema}.", "{name}：不是 {schema} 格式的回执。"),
    "garbled receipt": ("{name}: the receipt lacks or garbles {problem}.", "{name}：回执缺少或损坏字段 {problem}。"),
    "altered receipt": (
        "{name}: the receipt was altered: its outcome does not fit its digest.",
        "{name}：回执被改动：结论与其摘要不符。",
    ),
    # engines
    # analysis
    # explain
    # knowledge base
    # faces
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
