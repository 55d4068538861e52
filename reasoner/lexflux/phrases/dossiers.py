"""Words of dossiers, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "dossier title": ("Dossier on a cross-border data transfer", "跨境数据传输卷宗"),
    "document": ("document", "文书"),
    "folder": ("folder", "文件夹"),
    "document needed": ("needed", "须备"),
    "document of one way": ("needed if this way is chosen", "采用该途径时须备"),
    "depends on unknown": ("needed or not depends on what is unknown", "是否须备取决于未知事项"),
    "document in place": (
        "stated to be in place; here to be checked against the law",
        "已说明具备；可据此核对法律要求",
    ),
    "contents complete": (
        "These are the points that the provisions encoded here name, in our own words. The provisions, their official "
        "templates and the practice of authorities may ask for more.",
        "以上为此处所编码条款列明的要点，以我们自己的文字概括。条款原文、官方范本和主管机关实践可能另有要求。",
    ),
    "contents without points": (
        "No point of this document is encoded here; which ones the law names has to be looked up in the provisions.",
        "此处未编码该文书的要点；法律列明哪些要点须查阅条款原文。",
    ),
    "whether complete": ("Whether this is complete", "完整性"),
    "only under": ("Only if the transfer rests on: {what}", "仅在以此为依据时：{what}"),
    "own words": ("Your own words:", "请填写："),
    "contents": ("contents", "内容依据"),
    "presumed the same": ("presumed, as its jurisdiction", "推定与所在法域相同"),
    "does not apply": ("does not apply", "不适用"),
    "no documents where prohibited": (
        "None: the transfer may not go, and no document makes up for that. What bars it stands above.",
        "无：传输不得进行，文书不能弥补。禁止依据见上。",
    ),
    "no documents where not reached": (
        "None: this law, as far as it is encoded, asks for nothing. That is no permission; what it rests on stands on "
        "this page.",
        "无：就已编码部分而言，该法律并无要求。这并不等于许可；所据见本页。",
    ),
    "still open": ("{count} open", "{count} 处待填"),
    "may be incomplete": (
        "The documents have what the law encoded here names. Official lists of papers, templates and rules that are "
        "not encoded may ask for more, so the dossier may be incomplete.",
        "文书仅含此处所编码法律列明的内容。官方材料清单、范本以及未编码的规则可能另有要求，故本卷宗可能不完整。",
    ),
    "without document": (
        "Required as well, with no document encoded here",
        "另有要求，但此处未编码其文书",
    ),
    "record title": ("Record of the transfer", "传输记录"),
    "when due": ("due", "时间"),
    "what is required": ("Requirements", "要求"),
    "periods": ("Periods", "期间"),
    "life cycle title": ("Life cycle of the transfer", "传输的生命周期"),
    "life cycle rests on": (
        "What the law asks before, during and at the end of the transfer. What an event would bring is derived as if "
        "all that is required were in place, each of several ways among it.",
        "法律在传输之前、期间和终止时的要求。事件的后果以所要求的事项均已具备为前提推导，可选的各途径均包括在内。",
    ),
    "if event happens": ("If it happens: {event}", "如发生：{event}"),
    "then the law asks": (
        "Then the law asks, or forbids, beside what it asks anyway",
        "此时除原有要求外，法律另行要求或者禁止",
    ),
    "also to settle": ("To settle and to watch", "须约定和关注"),
    "nothing encoded here": (
        "Nothing is encoded here on this, which is not to say that the law asks nothing.",
        "此处未编码相关规定，并不等于法律没有要求。",
    ),
    "dossier written": (
        "{outcome} · written to {folder}: {count} {count:file|files}",
        "{outcome} · 已写入 {folder}：{count} 个文件",
    ),
    "markdown alone": (
        "Markdown alone; for DOCX as well: pip install 'lexflux[docx]'",
        "仅写出 Markdown；如需 DOCX：pip install 'lexflux[docx]'",
    ),
    "column regime": ("regime", "制度"),
}
