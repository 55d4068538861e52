"""Messages of errors of the law and its files, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
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
        "{path}:{line}: {found} {found:cell|cells}, but the first line names {expected} {expected:column|columns}.",
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
        "No law of {regime} on data transfers that is encoded here applied on {day}: the first begins on {first}. "
        "Whether earlier law applied then is not told.",
        "{day} 当日，此处所编码的{regime}数据传输法律均不适用，最早的自 {first} 起；此前有无其他法律，未予说明。",
    ),
    "entities in XML": (
        "{path}: RDF/XML with a document type is not read: its entities can grow without end; write it as Turtle.",
        "{path}：不读取带有文档类型声明的 RDF/XML，其实体可能无限膨胀；请改写为 Turtle。",
    ),
    "pipe without a writer": (
        "{name}: a named pipe into which nobody wrote for {seconds} s; start the writer first, or use - for standard "
        "input.",
        "{name}：命名管道在 {seconds} 秒内无人写入；请先启动写入方，或者以 - 读取标准输入。",
    ),
    "no regular file": ("{path}: not a file that ends; name a file.", "{path}：不是普通文件；请给出文件。"),
    "remote context": (
        "{name}: contexts are not fetched; leave @context out, give it inline, or write {context}.",
        "{name}：不会联网获取 @context；请省略、内联写出，或者写 {context}。",
    ),
}
