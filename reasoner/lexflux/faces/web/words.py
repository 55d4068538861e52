"""The words of the web in English and Chinese; `lexflux.phrases` has those of answers."""

from __future__ import annotations

from http import HTTPStatus

from lexflux.faces.web.page_words import PAGE_WORDS
from lexflux.messages import Pair
from lexflux.phrases import LANGUAGES, fill

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
    "status 304": ("The answer is the same as before.", "答案未变。"),
    "status 405": ("This address does not take this method.", "该地址不接受此方法。"),
    "status 406": ("None of the forms that are asked for is offered here.", "此处不提供所请求的任何格式。"),
    "status 408": ("The request did not come in time.", "请求未能及时到达。"),
    "status 413": ("The request is too large.", "请求过大。"),
    "status 415": ("The body is of a kind that is not read here.", "此处不读取该类型的请求体。"),
    "status 422": ("What is asked is read, and wrong.", "请求已读取，但内容有误。"),
    "status 429": ("Too many requests in a short time; wait a little.", "短时间内请求过多，请稍候。"),
    "status 500": ("A defect of Lexflux. Please report it.", "程序缺陷，请报告。"),
    "status 503": ("Too many requests wait already; try again soon.", "等待中的请求过多，请稍后再试。"),
    "status 504": ("It took too long and was ended.", "用时过长，已终止。"),
    "status 507": ("It took too much memory and was ended.", "所用内存过多，已终止。"),
    "query no SERVICE": (
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
        "The query was ended: it took more than {seconds} seconds of processor. Ask for less.",
        "查询已终止：处理器用时超过 {seconds} 秒。请缩小查询范围。",
    ),
    "query too much memory": (
        "The query was ended: it took more than {memory} MiB of memory, or is nested too deeply. Ask for less.",
        "查询已终止：所用内存超过 {memory} MiB，或者嵌套过深。请缩小查询范围。",
    ),
    "request too long": (
        "The request was ended: it took more than {seconds:g} seconds of processor. State more facts, or ask for less.",
        "请求已终止：处理器用时超过 {seconds:g} 秒。请补充事实，或者缩小所问范围。",
    ),
    "request too much memory": (
        "The request was ended: it took more than {memory} MiB of memory, or is nested too deeply.",
        "请求已终止：所用内存超过 {memory} MiB，或者嵌套过深。",
    ),
    # every page
    "skip": ("To the content", "跳至正文"),
    "menu": ("Pages", "页面"),
    "menu ask": ("Ask", "提问"),
    "menu law": ("Law", "法律"),
    "menu query": ("Query", "查询"),
    "menu about": ("About", "关于"),
    "versions": ("Lexflux {version} · law {law}", "Lexflux {version} · 法律 {law}"),
    "perhaps": ("Perhaps you look for:", "您要找的可能是："),
    "problem": ("That did not work", "未能完成"),
    # ask and answer
    "what it does": (
        "Describe a transfer of data to another country, or let yourself be asked. The answer says whether it may go, "
        "what has to be done first, and on which article each word of that rests.",
        "请描述一次跨境数据传输，或者逐项作答。答案说明能否传输、事先须做什么，以及每一结论依据的条款。",
    ),
    "describe": (
        "The transfer, as YAML, JSON-LD, Turtle or DPV; or several as CSV (empty: everything is asked)",
        "传输（YAML、JSON-LD、Turtle 或 DPV；多次传输可用 CSV；留空则逐项询问）",
    ),
    "which law": ("Law", "适用法律"),
    "which day": ("Day whose law is applied", "适用法律的日期"),
    "silence": ("What nobody stated", "未说明的事实"),
    "strict": ("presume nothing (takes longer)", "不作推定（耗时较长）"),
    "decide": ("Decide", "判定"),
    "ask me": ("Ask me for what is missing", "逐项询问"),
    "begin with questions": ("Begin: one question at a time", "开始：逐题作答"),
    "describe yourself": ("Or describe it in a file", "或者以文件描述"),
    "ask me more": ("Ask me for what could change this", "询问可能改变结论的事实"),
    "examples": ("Examples", "示例"),
    "your text": ("your text", "您的文本"),
    "answer": ("Answer", "答案"),
    "grounds": ("Norm by norm", "逐条理由"),
    "keep": ("To keep", "保存"),
    "permalink": ("Link to this answer", "本答案的链接"),
    "change facts": ("Change the facts", "修改事实"),
    "as file": ("As a file:", "文件："),
    "permalink holds": (
        "The link holds the facts themselves: whoever gets it can read them. Nothing is written down here;"
        " the last answers stay in memory for a while.",
        "链接中即含所述事实，持有链接者可以读取。此处不写入任何内容，仅在内存中暂留最近的结论。",
    ),
    "too long for a link": (
        "The facts are too long for a link; keep the text itself.",
        "事实过长，无法放入链接；请自行保存文本。",
    ),
    "facts as stated": ("The facts as a file has them", "以文件形式记录的事实"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "choose all": ("Choose all that apply, or write names or codes", "请选择全部适用项，或者填写名称、代码"),
    "choose one": ("Choose one, or write a name or code", "请选其一，或者填写名称、代码"),
    "how integer": ("A whole number, or a range such as 2000-3000", "整数，或者范围，如 2000-3000"),
    "how date": ("A day", "日期"),
    "something else": ("Something else", "其他"),
    "continue": ("Continue", "继续"),
    "not known": ("Not known", "不知道"),
    "none of them": ("None of them", "都不是"),
    "answer now": ("Show the answer as far as it goes", "先看现有答案"),
    # law
    "provisions": ("Provisions", "条款"),
    "instrument": ("Instrument", "文件"),
    "in force": ("In force", "有效期"),
    "rank": ("Rank", "效力位阶"),
    "known until": ("Known until {day}.", "所知截至 {day}。"),
    "as at": ("As at {day}: what is in force on that day.", "截至 {day}：仅列当日有效者。"),
    "of each day": (
        "All instruments, also those that are no longer or not yet in force.",
        "全部文件，含已失效及尚未生效者。",
    ),
    "show day": ("Show", "显示"),
    "agreements": ("Agreements between places", "法域间协定"),
    "as data": ("As data:", "数据格式："),
    # query
    "free query": ("Query in SPARQL", "SPARQL 查询"),
    "run": ("Run", "运行"),
    "stop": ("Stop", "停止"),
    "further": ("{count} more", "另有 {count} 项"),
    "each law": ("Each law", "各部法律"),
    "as a chart": ("As a chart", "图示"),
    "library": ("Questions of the library", "问题库"),
    "rows": ("{count} {count:row|rows}", "{count} 行"),
    "first rows": ("{count} rows, of which the first {shown} are shown.", "共 {count} 行，显示前 {shown} 行。"),
    "no rows": ("No rows.", "没有结果。"),
    "defaults": (
        "Known prefixes such as lf:, place: and skos: are declared for you. The default graph is that of all files of "
        "law. With JavaScript, terms are offered as you type (arrows and Enter choose), and Ctrl+Enter runs.",
        "lf:、place:、skos: 等已知前缀自动声明。默认图为全部法律文件之并。启用 JavaScript 时，输入即提示术语"
        "（方向键和回车选择），Ctrl+Enter 运行。",
    ),
    "your query": ("Your query", "您的查询"),
    "line": ("Line {number}:", "第 {number} 行："),
    "terms to choose": ("Terms to choose from", "可选术语"),
    "offered": ("terms offered: {count}", "提示 {count} 个术语"),
    "group research": ("Research", "法律研究"),
    "group compare": ("Comparison", "比较"),
    "group agreements": ("Agreements", "协定"),
    "group quality": ("Quality and coverage", "质量与覆盖"),
    "group explain": ("Explanation", "解释"),
    "group lists": ("Lists of free-trade zones", "自贸区清单"),
    "group align": ("Other vocabularies", "与其他词汇对接"),
    # about
    "covers": ("What is covered", "覆盖范围"),
    "regime": ("Regime", "制度"),
    "until": ("Known until", "所知截至"),
    "instruments": ("Instruments", "文件数"),
    "norms": ("Norms", "规范数"),
    "gaps": ("Not encoded", "未编码"),
    "programs": ("For programs", "供程序使用"),
    "sparql here": (
        "SPARQL 1.1 Protocol, queries only: {seconds} seconds, {rows} rows, {size} MiB for each.",
        "SPARQL 1.1 协议，仅查询：每次限 {seconds} 秒、{rows} 行、{size} MiB。",
    ),
    "void here": ("Description of the service and of the data (VoID).", "服务与数据说明（VoID）。"),
    "examples here": (
        "The questions of the library as examples (sh:SPARQLExecutable), each of which runs as it stands.",
        "问题库中的查询示例（sh:SPARQLExecutable），均可直接运行。",
    ),
    "id here": (
        "Each IRI of the ontology, as a page, Turtle, N-Triples or JSON-LD.",
        "本体中的每个 IRI，可取网页、Turtle、N-Triples 或 JSON-LD。",
    ),
    "decide here": (
        "POST a transfer in YAML, JSON or Turtle; parameters: regime, on, strict, reading, lang, format.",
        "以 POST 提交 YAML、JSON 或 Turtle 形式的传输；参数：regime、on、strict、reading、lang、format。",
    ),
    "explain here": ("The same, norm by norm; parameter: norm.", "同上，逐条说明理由；参数：norm。"),
    "ask here": (
        'POST {{"transfer": {{}}, "regime": null, "on": null, "answer": null}}; '
        "back come the state and the next question.",
        '以 POST 提交 {{"transfer": {{}}, "regime": null, "on": null, "answer": null}}，返回状态和下一问题。',
    ),
    "license": (
        "The ontology is under CC BY 4.0, the program under Apache 2.0. Law of the digest {digest}.",
        "本体采用 CC BY 4.0 许可，程序采用 Apache 2.0 许可。法律摘要 {digest}。",
    ),
    # the interface for programs
    "api": ("For programs: the HTTP interface", "供程序使用：HTTP 接口"),
    "api notice": (
        "The same calls as the commands make, answered in the same forms. Nothing is written down: the same request "
        "under the same law always has the same answer. One reading of the law, not legal advice.",
        "与命令行相同的调用和格式。此处不写入任何内容：同一请求在同一法律下答案始终相同。仅为对法律的一种解读，不构成法律意见。",
    ),
    "api for programs": ("Described for programs:", "供程序读取的说明："),
    "api errors": (
        "What goes wrong is told as application/problem+json (RFC 9457), each error with its line, node and property, "
        "and the nearest names that exist.",
        "错误以 application/problem+json（RFC 9457）返回，逐项给出行号、节点和属性，并提示最接近的有效名称。",
    ),
    "api keeping": (
        "An answer has an ETag, made of the request and the digest of the law (Lexflux-Law). Content-Location of a "
        "POST is an address that gives the same answer to GET, and holds the facts; with If-None-Match it gives 304 as "
        "long as the law is the same.",
        "答案带有 ETag，由请求和法律摘要（Lexflux-Law）得出。POST 响应的 Content-Location 是以 GET 取得同一答案的地址，"
        "其中含有事实；带 If-None-Match 时，只要法律未变即返回 304。",
    ),
    "api dpv": (
        "Lexflux-Carried-Over: DPV says that the transfer is described in DPV, and that what of it is not carried over "
        "counts as not stated. lexflux query what-of-a-dpv-description-is-lost lists that.",
        "Lexflux-Carried-Over: DPV 表示该传输以 DPV 描述，其中未转换的内容按未说明处理。"
        "lexflux query what-of-a-dpv-description-is-lost 可列出这些内容。",
    ),
    "api rows": (
        "Many transfers: POST them to decide as application/x-ndjson, one JSON object a line. Each is answered as it "
        "comes, in the form of lexflux check --format jsonl; a bad line costs only its own answer.",
        "批量传输：以 application/x-ndjson 向 decide 提交，每行一个 JSON 对象。逐行即时作答，格式同 lexflux check "
        "--format jsonl；某行有误只影响该行。",
    ),
    "api method": ("Methods", "方法"),
    "api body": ("Body", "请求体"),
    "api forms": ("Forms", "格式"),
    "api needed": ("(needed)", "（必填）"),
    "api several": ("(several)", "（可多个）"),
    "api try": ("Try it", "试用"),
    # lexflux serve, lexflux site
    "site begun": (
        "Writing {count} {count:file|files}; this takes a few minutes.",
        "正在写入 {count} 个文件，需数分钟。",
    ),
    "site written": ("Written. Begin with {start}", "已写入。请从 {start} 开始"),
    "serving": ("Lexflux is at {address} (Ctrl+C ends it)", "Lexflux 运行于 {address}（按 Ctrl+C 结束）"),
    "public": (
        "--public: everybody who reaches this machine can ask, and what they ask leaves their machine for yours. There "
        "is no login and no encryption: put a proxy with TLS before it. One client may ask {rate:g} times a second.",
        "--public：凡能访问本机者均可提问，其所述事实将传至本机。没有登录和加密：请在其前设置带 TLS 的代理。"
        "每个客户端每秒至多 {rate:g} 次请求。",
    ),
} | PAGE_WORDS


def say_status(status: int, language: str) -> str:
    """Return what an HTTP status means here, else its name."""
    key = f"status {status}"
    return say(key, language) if key in WORDS else HTTPStatus(status).phrase


def say(key: str, language: str, **values: object) -> str:
    """Return words in a language."""
    return fill(WORDS[key][LANGUAGES.index(language)], values)
