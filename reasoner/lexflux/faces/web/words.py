"""The words of the web in English and Chinese; `lexflux.phrases` has those of answers."""

from __future__ import annotations

from lexflux.messages import Pair
from lexflux.phrases import LANGUAGES

WORDS: dict[str, Pair] = {
    "site": ("Lexflux: the law of cross-border data transfers", "Lexflux：跨境数据传输法"),
    # problems
    "status 400": (
        "The request cannot be read. For SPARQL: one parameter query, and none but default-graph-uri, named-graph-uri, "
        "format and lang beside it; there are no updates.",
        "无法读取该请求。SPARQL 请求须有且仅有一个 query 参数，另可有 default-graph-uri、named-graph-uri、format 和 "
        "lang；不支持更新。",
    ),
    "status 404": ("Nothing is at this address.", "该地址没有内容。"),
    "status 405": ("This address does not take this method.", "该地址不接受此方法。"),
    "status 406": ("None of the forms that are asked for is offered here.", "此处不提供所请求的任何格式。"),
    "status 408": ("The request did not come in time.", "请求未能及时到达。"),
    "status 413": ("The request is too large.", "请求过大。"),
    "status 415": ("The body is of a kind that is not read here.", "此处不读取该类型的请求体。"),
    "status 500": ("A defect of Lexflux. Please report it.", "程序缺陷，请报告。"),
    "status 503": ("Too many queries wait already; try again soon.", "等待中的查询过多，请稍后再试。"),
    "no SERVICE": (
        "SERVICE is not offered: queries are answered from the law here alone.",
        "不支持 SERVICE：查询仅依此处的法律知识作答。",
    ),
    "query syntax": ("Not a SPARQL query: {detail}", "不是合法的 SPARQL 查询：{detail}"),
    "query failed": ("The query failed: {detail}", "查询失败：{detail}"),
    "query not acceptable": (
        "The query gives a table or a graph in none of the forms that are asked for.",
        "该查询的结果（表格或图）无法以所请求的任何格式给出。",
    ),
    "query too large": (
        "The result was given up: it has more than {rows} rows or {size} MiB. Add LIMIT.",
        "结果已放弃：超过 {rows} 行或 {size} MiB。请加 LIMIT。",
    ),
    "query too long": (
        "The query was ended: it took more than {seconds} seconds. Ask for less.",
        "查询已终止：用时超过 {seconds} 秒。请缩小查询范围。",
    ),
    "query too much memory": (
        "The query was ended: it took more than {memory} MiB of memory, or is nested too deeply. Ask for less.",
        "查询已终止：所用内存超过 {memory} MiB，或者嵌套过深。请缩小查询范围。",
    ),
    # every page
    "skip": ("To the content", "跳至正文"),
    "menu": ("Pages", "页面"),
    "menu ask": ("Ask", "提问"),
    "menu law": ("Law", "法律"),
    "menu query": ("Query", "查询"),
    "menu about": ("About", "关于"),
    "versions": ("Lexflux {version} · law {law}", "Lexflux {version} · 法律 {law}"),
    "problem": ("That did not work", "未能完成"),
    # law
    "provisions": ("Provisions", "条款"),
    "as data": ("As data:", "数据格式："),
    # lexflux serve
    "serving": ("Lexflux is at {address} (Ctrl+C ends it)", "Lexflux 运行于 {address}（按 Ctrl+C 结束）"),
    "public": (
        "--public: everybody who reaches this machine can ask, and what they ask leaves their machine for yours. There "
        "is no login and no encryption; put a proxy with TLS and a limit of requests before it.",
        "--public：凡能访问本机者均可提问，其所述事实将传至本机。没有登录和加密；请在其前设置带 TLS 和限流的代理。",
    ),
}


def say(key: str, language: str, **values: object) -> str:
    """Return words in a language."""
    return WORDS[key][LANGUAGES.index(language)].format_map(values)
