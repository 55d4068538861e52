"""The words of the tool server in English and Chinese."""

from __future__ import annotations

from lexflux.messages import Pair
from lexflux.phrases import LANGUAGES, fill

WORDS: dict[str, Pair] = {
    "instructions": (
        "Lexflux reads the law of cross-border data transfers. Each answer is one reading of the law of one day, with "
        "its articles; it is not legal advice, and says so. Undetermined is never a permission: put the next question "
        "to the person who knows the facts, never guess them, and call again with the answer. What is not found here "
        "may exist all the same.",
        "Lexflux 解读跨境数据传输法。每个答案都是对某日法律的一种解读，并注明条款；不构成法律意见，答案中亦会说明。"
        "未定绝不等于允许：请将下一问题交给知情者回答，切勿臆测事实，得到回答后再次调用。此处未找到的内容也可能存在。",
    ),
    "decide": (
        "Whether a transfer, or each leg of a flow, may go under the law of a day; what has to be done first; which "
        "facts are missing; what is presumed; every word with its article.",
        "判定一次传输（或流的每一段）依某日法律能否进行、事先须做什么、缺少哪些事实、作了哪些推定，均注明条款。",
    ),
    "next_question": (
        "The question on which the verdict turns most, with its reason and the terms that can answer it. Give the "
        "answer back as `answer` with the same transfer; the transfer that comes back holds it. Nothing is remembered.",
        "对结论影响最大的问题、提问理由及可供回答的术语。以同一 transfer 加 answer 作答，返回的 transfer 即含该回答；"
        "服务器不保存任何内容。",
    ),
    "explain": (
        "Norm by norm, why each applies or not, down to the facts. Name norms to see those alone.",
        "逐条说明每项规范为何适用或不适用，直至事实。可指定规范。",
    ),
    "plan": (
        "What has to be done, in order of time: who acts, before which authority, with which papers, in which time.",
        "按时间列出须办事项：由谁办理、向何机关、凭何材料、在何期限内。",
    ),
    "compare": (
        "One transfer under several regimes or days, or as if it left from other places.",
        "将一次传输置于若干制度、日期之下并列比较，或者假设从其他法域提供。",
    ),
    "treaties": (
        "Which agreements bind two places towards each other on a day, how strongly, and which domestic law is in "
        "tension with them. An agreement gives no company a right.",
        "某日哪些协定约束两个法域、约束力如何、哪些国内法与之存在张力。协定不赋予任何企业权利。",
    ),
    "find": (
        "What the knowledge base says about words, in either language: norms, provisions, terms, agreements.",
        "以中文或英文词语查找知识库中的规范、条款、术语和协定。",
    ),
    "show": (
        "The card of a norm, an article, an instrument or a term: gist, dates, how it was read, what cites it.",
        "规范、条款、文件或术语的卡片：要旨、日期、读取方式、相互引用。",
    ),
    "query": (
        "One of the questions of the library, with its parameters; rows carry labels and citations.",
        "运行问题库中的一个问题；各行带有标签与引用。",
    ),
    "sparql": (
        "A SPARQL 1.1 query over the law, within bounds of time, memory and rows. Prefixes lf:, cn:, eu:, eli:, skos: "
        "and the like are known; each file of law is a named graph, the default graph is their union.",
        "对法律知识运行 SPARQL 1.1 查询，限时、限内存、限行数。lf:、cn:、eu:、eli:、skos: 等前缀已知；"
        "每个法律文件为一命名图，默认图为其并。",
    ),
    # arguments
    "transfer": (
        "The transfer, or a flow with legs. Leave out what nobody stated; never invent. Names of terms: tool find, or "
        "the resource lexflux://schema/transfer.",
        "一次传输，或含 legs 的流。未说明者请勿填写，切勿编造。术语名称见 find 工具或资源 lexflux://schema/transfer。",
    ),
    "state": (
        "What is known so far, empty at the beginning.",
        "迄今所知的事实，开始时可为空。",
    ),
    "regime": (
        "Notation of the regime; by default the law of the exporter's place.",
        "制度代码，默认为提供方所在地法律。",
    ),
    "on": ("Day whose law is applied, by default the date of the transfer.", "适用法律的日期，默认为传输日期。"),
    "day": ("Day, as 2026-01-31.", "日期，如 2026-01-31。"),
    "strict": ("Presume nothing.", "不作任何推定。"),
    "lang": ("Language of the answer: en or zh.", "答案语言：en 或 zh。"),
    "answer": (
        "Answer to the question that was asked last: terms, a number, a day, yes or no, unknown, none.",
        "对上一问题的回答：术语、数字、日期、是或否、unknown、none。",
    ),
    "norms": ("Names of norms.", "规范名称。"),
    "start": ("Day on which work begins.", "办理起始日。"),
    "regimes": ("Notations of regimes.", "制度代码。"),
    "days": ("Days of law.", "适用法律的日期。"),
    "origins": ("Places from which it is taken to leave.", "假设的提供地。"),
    "place": ("Code or name of a place, such as CN, SG, EU.", "法域代码或名称，如 CN、SG、EU。"),
    "topics": ("Topics to which the answer is confined; better one than none.", "限定的主题，最好指定。"),
    "words": ("Words or parts of words, all of which have to be there.", "词语，须全部出现。"),
    "kind": (
        "norm, provision, safeguard, agreement, place ...",
        "类别：norm、provision、safeguard、agreement、place 等。",
    ),
    "limit": ("At most so many.", "最多条数。"),
    "name": ("Name, identifier or citation, such as PIPL, art. 40.", "名称、标识或引用，如 PIPL, art. 40。"),
    "query name": ("Name of the question.", "问题名称。"),
    "parameters": ("Values of its parameters by name.", "各参数的取值。"),
    "sparql text": ("The query.", "查询文本。"),
    # answers
    "more lines": (
        "… {count} more {count:line is|lines are} left out. {how}",
        "……另有 {count} 行未列出。{how}",
    ),
    "narrow explain": ("Name the norms that matter.", "请指定相关规范。"),
    "narrow plan": ("Ask for one leg or regime, or call decide.", "请限定单个传输段或制度，或调用 decide。"),
    "narrow treaties": ("Name topics.", "请指定主题。"),
    "narrow compare": (
        "These are the outcomes alone. Name regimes, days or origins, eight columns at most, to see them side by side.",
        "以上仅为结论。请指定 regimes、days 或 origins（至多八列），以便逐项并列。",
    ),
    "one law alone": ("The answer of one law: give regime.", "仅看一部法律：请给出 regime。"),
    "more to ask": ("{count} more are in the data.", "另有 {count} 项见数据部分。"),
    "narrow": ("Ask for less.", "请缩小范围。"),
    "left rows": (
        "{count} more {count:row is|rows are} left out; raise limit or ask for less.",
        "另有 {count} 行未列出；请提高 limit 或缩小范围。",
    ),
    "whole answer": (
        "This is the short answer; explain has the grounds norm by norm.",
        "以上为简要结论；逐条理由见 explain。",
    ),
    "no rows": (
        "No row answers this. That is no all-clear: what is not encoded is not found here.",
        "没有符合的结果。这不等于没有规定：未编码的内容在此无从找到。",
    ),
    "to ask next": ("To ask next", "下一步须问"),
    "settled": ("Nothing that is left to ask changes the verdict.", "余下的问题均不改变结论。"),
    "settled by own law": (
        "Nothing that is left to ask changes the verdict, nor by which way the data may go. All law that applies:",
        "余下的问题均不再改变结论，也不改变数据可经由的途径。所有适用的法律如下：",
    ),
    "call back": (
        "Answer with next_question, or add the fact to the transfer and call again.",
        "请用 next_question 作答，或者将该事实加入 transfer 后再次调用。",
    ),
    "open reading": ("an open point of law: {point}", "法律未决点：{point}"),
    "gap": ("law that is not encoded: {gap}", "未编码的法律：{gap}"),
    "no question": (
        "What the verdict turns on cannot be asked as one fact; read what is listed.",
        "结论所系不能作为单一事实提问；请阅读所列各项。",
    ),
    # resources
    "resource provision": ("A provision, norm, instrument or term, as a card", "条款、规范、文件或术语的卡片"),
    "resource schema": ("The JSON Schema of a transfer, with all terms", "传输的 JSON Schema，含全部术语"),
    "resource about": ("What is encoded, how well it is known, and how to cite it", "编码范围、所知程度与引用方式"),
    # lexflux mcp
    "serving": (
        "Lexflux tools are at {address} (Ctrl+C ends it)",
        "Lexflux 工具服务运行于 {address}（按 Ctrl+C 结束）",
    ),
}


def say(key: str, language: str, **values: object) -> str:
    """Return words in a language."""
    return fill(WORDS[key][LANGUAGES.index(language)], values)


def both(key: str) -> str:
    """Return words in both languages, for what is listed before anybody says in which."""
    return " / ".join(WORDS[key])
