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
        "{path}:{line}, column '{column}': '{value}' is no whole number; write digits alone, such as 5000.",
        "{path}:{line}，“{column}”列：“{value}”不是整数；请只写数字，如 5000。",
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
    # query
    # facts
    # decision
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
