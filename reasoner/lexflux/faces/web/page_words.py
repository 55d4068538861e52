"""The words of the pages on comparisons, places, terms, plans and law in English and Chinese."""

from __future__ import annotations

from lexflux.messages import Pair

PAGE_WORDS: dict[str, Pair] = {
    "menu compare": ("Compare", "比较"),
    "menu places": ("Places", "法域"),
    "menu vocabulary": ("Vocabulary", "词汇"),
    "menu search": ("Search", "检索"),
    # search
    "search words": (
        "Words or parts of words in English or Chinese, all of which have to be there",
        "中文或英文词语（可为词的一部分），须全部出现",
    ),
    "any law": ("any", "不限"),
    "hits": ("{count} found", "找到 {count} 条"),
    "first hits": ("{count} found; these are the best {shown}", "找到 {count} 条，显示最相符的 {shown} 条"),
    "nothing found": ("Nothing has all these words.", "没有含全部词语的内容。"),
    "search needs script": (
        "Without a server, searching needs JavaScript. All that can be found is listed under Law and Vocabulary.",
        "没有服务器时检索需要 JavaScript。全部内容另见“法律”和“词汇”。",
    ),
    "static site": (
        "These are files of the law alone. Transfers are decided by the program: install it, then lexflux serve.",
        "此处仅为法律内容的静态文件。判定传输须使用程序：安装后运行 lexflux serve。",
    ),
    "search rather": ("Search in all of it", "全文检索"),
    # law
    "trail": ("Part of", "所属"),
    "part content": ("What it says", "内容"),
    "part stated": ("What it states", "所载规范与定义"),
    "part open": ("Open or not encoded", "未决与未编码"),
    "part history": ("History", "沿革"),
    "part citations": ("Citations", "引用关系"),
    "part sanctions": ("Sanctions", "法律责任"),
    "part reading": ("How it was read", "来源与可信度"),
    "part vocabulary": ("What refers to it", "关联与用法"),
    "part identity": ("Elsewhere, and how to cite it", "他处标识与引用格式"),
    # vocabulary
    "vocabulary is": (
        "The terms in which transfers are described, each by the name that a file gives it.",
        "描述传输所用的术语；代码字体为文件中所用名称。",
    ),
    "kinds of terms": ("Kinds of terms", "术语类别"),
    "the class": ("What they are, and how the law uses them", "该类别及其在法律中的用法"),
    "terms": ("{count} {count:term|terms}", "{count} 个术语"),
    # compare
    "compare": ("Put side by side", "并列比较"),
    "compare transfer": ("A transfer", "一次传输"),
    "compare topics": ("Topics", "主题"),
    "compare agreements": ("Agreements", "协定"),
    "compare thresholds": ("Thresholds", "门槛"),
    "compare otherwise": ("Compare otherwise", "另行比较"),
    "what compares transfer": (
        "One transfer under each law that it touches, on several days, or as if it left from other places.",
        "同一传输在各相关制度下、多个日期，或者假设自其他法域传出时的结论。",
    ),
    "what compares topics": (
        "What each law and each agreement says on topics; none chosen but a topic: all laws.",
        "各制度与协定就所选主题的规定；不选制度即为全部。",
    ),
    "what compares agreements": (
        "What agreements undertake: how strongly, with which exceptions, and whether it can be enforced. Without a day "
        "they are shown as last agreed.",
        "各协定所作承诺：强度、例外及可执行性。不填日期则按最近议定文本。",
    ),
    "what compares thresholds": (
        "The numbers on which duties turn, by law and day.",
        "各制度在各日期据以确定义务的数量门槛。",
    ),
    "describe one": ("The transfer, as YAML, JSON or Turtle", "传输（YAML、JSON 或 Turtle）"),
    "choose regime": ("Laws (none: all that matter)", "制度（不选：全部相关者）"),
    "choose topic": ("Topics", "主题"),
    "choose agreement": ("Agreements", "协定"),
    "choose from": (
        "As if exporter and data were in (codes of places, with commas; empty: where they are)",
        "假设提供方和数据位于（法域代码，以逗号分隔；留空即所述地点）",
    ),
    "days side by side": ("Days of law (empty: the day of the transfer)", "适用法律的日期（留空：传输所述日期）"),
    "nth day": ("Day {number}", "日期 {number}"),
    # diff
    "diff page": ("What changed", "变化"),
    "diff is": (
        "Which transfers two laws, or one law on two days, treat differently: rules that are proven to leave none out, "
        "on a typical transfer of which some facts vary. This takes some seconds; what takes too long here, the "
        "command lexflux diff still answers.",
        "两部法律或者同一法律两日之间，哪些传输的处理不同：在典型传输上变动若干事实，所列规则经证明无遗漏。"
        "需数秒；此处超时者，仍可用 lexflux diff 命令。",
    ),
    "first law": ("First law", "法律一"),
    "second law": ("Second law", "法律二"),
    "the same law": ("the same law", "同一法律"),
    "on day": ("On the day", "日期"),
    # routes
    "law of places": ("The law of places", "各法域的法律"),
    "routes page": ("Routes", "途径"),
    "routes are": (
        "Lawful ways for data, directly or onward through a third place, the least burdensome first; each hop is "
        "decided by all law that reaches it. Without a second place: where data may go; without both: from where "
        "everything is reached. The latter takes some seconds.",
        "数据的合法途径，直接或者经第三地转送，负担最轻者在前；每段均依所有适用的法律判定。不填终点：可至何处；"
        "两者均不填：自何处可至何处，须数秒。",
    ),
    "route from": ("From where (code or name)", "起点（代码或名称）"),
    "route to": ("Where to (code or name)", "终点（代码或名称）"),
    "of how many people": ("Data of how many people (empty: not known)", "涉及人数（留空：不详）"),
    "route data": ("Kinds of data (none: contact data)", "数据类别（不选：联系方式）"),
    "route purpose": ("Purposes (none: not known)", "目的（不选：不详）"),
    "find ways": ("Find ways", "查找途径"),
    "lines of a hop": ("{count} to note", "{count} 项"),
    "hop": ("Hop", "路段"),
    "why and with what": ("Why, and with what it opens", "理由与所需"),
    # places
    "absence of adequacy": (
        "A dash says that no decision of this kind is encoded, not that a transfer there may not go: other ways "
        "remain, and for these ask with a transfer.",
        "“–”仅表示未编码此类认定，并不表示不得向该法域传输；其他途径仍可适用，请以具体传输提问。",
    ),
    "choose granting": ("Who recognises (none: all)", "由谁认定（不选：全部）"),
    "as table": ("As a table", "列表"),
    "as map": ("As a map", "地图"),
    "as picture": ("Place by place", "逐法域"),
    # answer
    "from here": ("From here", "后续"),
    "to plan": ("What to do, step by step", "分步办理"),
    "to since": ("Since when?", "自何时起？"),
    "to places": ("As if it left from elsewhere", "假设自他处传出"),
    "to laws": ("Under each law", "各制度并列"),
    "other day": ("On another day", "改按其他日期"),
    "argument": ("The argument as a picture", "论证图"),
    "say whether": ("Say whether it is so", "说明是否如此"),
    "it is": ("It is: {named}", "是：{named}"),
    "it is not": ("It is not", "不是"),
    "none is": ("None of them", "都不是"),
    "file yaml": ("facts (YAML)", "事实（YAML）"),
    "file json": ("answer (JSON)", "答案（JSON）"),
    "file markdown": ("memo (Markdown)", "备忘录（Markdown）"),
    "file turtle": ("answer (Turtle)", "答案（Turtle）"),
    "file csv": ("requirements (CSV)", "要求（CSV）"),
    "file dossier": ("dossier (DOCX, in a ZIP file)", "文书（DOCX，ZIP 压缩包）"),
    "file ical": ("plan (iCalendar)", "办理计划（iCalendar）"),
    "whole legs": ("The whole answer on each leg, with its articles:", "各段的完整答案及条款："),
    "back to flow": ("Back to the flow", "返回数据流"),
    # plan
    "plan page": ("What to do", "办理计划"),
    "back to answer": ("Back to the answer", "返回答案"),
    "work begins": ("Work begins on", "办理起始日"),
    "row ?": ("needed?", "是否需要"),
    "row +": ("why", "缘由"),
    # since
    "since page": ("Since when?", "自何时起？"),
    "since is": (
        "The days between the two on which the law, or time alone, changes the answer on these facts.",
        "两日之间因法律变动或者期间届满而使本案答案改变的各日。",
    ),
    "from which day": ("From", "起"),
    "to which day": ("To", "止"),
    "all law": ("All law that applies, or may", "所有适用或者可能适用的法律"),
    "answer stays": ("The answer does not change between these days.", "两日之间答案不变。"),
    # several
    "or a file": ("or a file with it (it takes the place of what is above)", "或者上传文件（将代替上面的内容）"),
    "answers": ("Answers", "各项答案"),
    "several transfers": (
        "{count} {count:transfer, with a link to its|transfers, each with a link to its} answer.",
        "{count} 次传输，各附答案链接。",
    ),
    "place of it": ("Line", "行"),
    "transfer": ("Transfer", "传输"),
    "why": ("Why", "理由"),
}
