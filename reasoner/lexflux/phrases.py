"""The fixed words of answers and messages, in English and Chinese. Terms of law have their labels in the ontology."""

from __future__ import annotations

LANGUAGES = ("en", "zh")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

PHRASES: dict[str, tuple[str, str]] = {
    # dossiers
    "dossier title": ("Dossier on a cross-border data transfer", "跨境数据传输卷宗"),
    "documents": ("Documents", "文书"),
    "document": ("document", "文书"),
    "file": ("file", "文件"),
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
    "subject": ("subject", "对象"),
    "fact": ("fact", "事实"),
    "value": ("value", "取值"),
    "when due": ("due", "时间"),
    "required": ("requirement", "要求"),
    "what is required": ("Requirements", "要求"),
    "periods": ("Periods", "期间"),
    "life cycle title": ("Life cycle of the transfer", "传输的生命周期"),
    "life cycle rests on": (
        "What the law asks before, during and at the end of the transfer. What an event would bring is derived as if "
        "all that is required were in place, each of several ways among it.",
        "法律在传输之前、期间和终止时的要求。事件的后果以所要求的事项均已具备为前提推导，可选的各途径均包括在内。",
    ),
    "if it happens": ("If it happens: {event}", "如发生：{event}"),
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
        "{outcome} · written to {folder}: {count} files",
        "{outcome} · 已写入 {folder}：{count} 个文件",
    ),
    "markdown alone": (
        "Markdown alone; for DOCX as well: pip install 'lexflux[docx]'",
        "仅写出 Markdown；如需 DOCX：pip install 'lexflux[docx]'",
    ),
    # many transfers
    "outcomes": ("Outcomes ({count})", "结论（{count}项）"),
    "of these by presumption": (
        "{count} of these not applicable by presumption alone",
        "其中 {count} 项仅因推定而不适用",
    ),
    # asking
    "which law": ("law", "适用法律"),
    "which law is asked": (
        "The law of the exporter's place is not encoded; which law is asked instead?",
        "提供方所在地的法律尚未编码；改为适用哪一法律？",
    ),
    "asked of everybody": ("without it no law can be asked", "缺少此项则无法适用任何法律"),
    "how values": (
        "All that apply, by number or name, with commas; none (nothing else); unknown; ? for all allowed answers.",
        "请列全：以编号或名称作答，逗号分隔；无（别无其他）；未知；? 列出全部可选项。",
    ),
    "how a value": (
        "One, by number, name or code; unknown; ? for all allowed answers.",
        "请选其一：编号、名称或代码；未知；? 列出全部可选项。",
    ),
    "also of these kinds": (
        "Is it, beside what was said, of one of these kinds?",
        "除已说明者外，是否还属于以下类别？",
    ),
    "how owners": (
        "The place of each owner and its share in per cent, with commas (France 60, Japan 40); none; unknown.",
        "各所有者所在法域及份额百分比，逗号分隔（法国 60，日本 40）；无；未知。",
    ),
    "how boolean": ("yes; no; unknown.", "是；否；未知。"),
    "how integer": (
        "A number, or within which bounds (1,000-5,000; >= 1,000; < 1,000); unknown.",
        "数字或者范围（1,000-5,000；>= 1,000；< 1,000）；未知。",
    ),
    "how date": ("A day, such as 2026-01-31.", "日期，例如 2026-01-31。"),
    "how law": ("One of them, by number.", "请以编号选择。"),
    "dialogue begins": (
        "Each answer is written to the file at once; stop, or end the input, and what is open stays unknown.",
        "每次作答即写入文件；输入“停止”或者结束输入时，未答者保持未知。",
    ),
    "dialogue ends": ("Nothing that is left to ask changes the verdict.", "其余问题均不再改变结论。"),
    "dialogue interrupted": ("Interrupted; kept in {file}: {command}", "已中断；保存于 {file}：{command}"),
    "nothing kept": ("Interrupted before anything could be kept.", "已中断，尚无可保存的内容。"),
    "kept in": ("Written to {file}: {command}", "已写入 {file}：{command}"),
    "states unknown": ("Not known", "未知"),
    "states complete": ("Listed in full: nothing else is the case", "已列全，别无其他"),
    "states not so": ("Does not apply", "不适用"),
    "a transfer": ("transfer", "传输"),
    "a name": ("name", "名称"),
    "kind": ("kind", "类别"),
    "description": ("description", "说明"),
    "columns of": (
        "# Columns of {name} ({encoding}) as they are read; to correct them, save this and give it with --map FILE.",
        "# {name}（{encoding}）各列的读取方式；如需更正，请存为文件并以 --map FILE 指定。",
    ),
    "column open": ("# not read: {names}, or ignore", "# 未读取：{names}，或者 ignore"),
    "by presumption": ("by presumption", "仅因推定"),
    "more problems": (
        "and {count} more errors, with --format jsonl or csv",
        "另有 {count} 项错误，见 --format jsonl 或 csv",
    ),
    "column verdict": ("verdict", "结论"),
    "column transfer": ("transfer", "传输"),
    "column law": ("law", "法律"),
    "column grounds": ("grounds", "理由"),
    "bad inputs": ("Inputs with errors", "有误的输入"),
    "errors of a kind": ("{count} ×, first: {first}", "{count} 次，首例：{first}"),
    "asks": ("asks", "待查"),
    "is presumed": ("does not apply only because it is presumed that there is no", "不适用仅因推定不存在"),
    "law of": ("law of {day}", "适用 {day} 的法律"),
    "known until": (
        "The law is known here to {day}; what was made after that is not told.",
        "本库所知法律截至 {day}，此后制定的内容未予反映。",
    ),
    "possible": ("possible: {verdicts}", "可能的结论：{verdicts}"),
    "mechanism": ("By which way the data may go", "出境途径"),
    "way barred": ("none available: the transfer is prohibited", "无可用途径：传输被禁止"),
    "way lacking": ("needed, not in place: {what}", "须具备而尚未具备：{what}"),
    "way open": ("depends on what is missing: {what}", "取决于缺失的事实：{what}"),
    "way in place": ("in place: {what}", "已具备：{what}"),
    "way exempt": ("none needed: {what}", "无须：{what}"),
    "way none asked": ("none asked for by what is encoded", "已编码的法律未作要求"),
    "or one of": ("or {others}", "或{others}"),
    "considered": ("Considered, not available as the facts stand", "曾予考虑、依现有事实不可用"),
    "out of scope": ("Why the law does not apply", "为何不适用"),
    "scope asks": ("this is asked for by", "以上为下列条款所要求"),
    "requirements": ("Requirements", "要求"),
    "perhaps also by": ("perhaps also asked for by", "另可能由下列条款要求"),
    "needed if": ("needed or not depends on what is unknown", "是否需要取决于未知事项"),
    "or": ("or instead: {safeguard} ({citation})", "或以此替代：{safeguard}（{citation}）"),
    "time limit": ("{limit}", "期限：{limit}"),
    "AtTheLatest": ("within {period}", "{period}内"),
    "AtLeast": ("at least {period}", "至少{period}"),
    "AtLeastEvery": ("at least once in {period}", "每{period}至少一次"),
    "counted from": ("{period}, counted from {event}", "自{event}起{period}"),
    "last day": ("last day {day}", "最后一日为{day}"),
    "yearly by": ("each year by {day}", "每年{day}前"),
    "exemptions": ("Exempt from", "豁免"),
    "lifts": ("lifts: {named}", "免除：{named}"),
    "designated": ("by {act}", "依据：{act}"),
    "stays": ("Although exempt, these stay due", "虽获豁免，以下义务仍须履行"),
    "prohibitions": ("Prohibited by", "禁止依据"),
    "lifted by": ("lifted by: {safeguard}", "解除条件：{safeguard}"),
    "missing": ("What is missing, the most decisive first", "缺失的事实（按决定性排序）"),
    "matters": ("matters for {citations}", "关系到：{citations}"),
    "turns verdict": ("changes the verdict in {share} of cases", "在 {share} 的情形下改变结论"),
    "perhaps turns verdict": ("changes the verdict in about {share} of cases", "约在 {share} 的情形下改变结论"),
    "which kinds": ("Of which kinds is it?", "属于哪些类别？"),
    "is it": ("asked about: {values}", "所询问的取值：{values}"),
    "to write": ("in the file: {entry}", "文件中写作：{entry}"),
    "more values": ("{count} more", "另有 {count} 项"),
    "counts as": ("counts as {category}  [{citation}]", "属于{category}  [{citation}]"),
    "said unknown": ("stated as unknown", "已声明未知"),
    "presumed": ("Presumed not to be the case, since nobody said otherwise", "推定不存在（无人另作说明）"),
    "would help": ("Would help, if it is the case", "如属实则有利"),
    "together": (
        "Would be graver, if these were the case together, which nobody said",
        "如同时存在以下未予说明的事实，结论将更严",
    ),
    "if also": ("{outcome} if {fact}", "{outcome}：如有{fact}"),
    "more lines": (
        "and {count} more, with --format markdown or json",
        "另有 {count} 项，见 --format markdown 或 json",
    ),
    "open points": ("Open points of law", "法律未决点"),
    "reading": ("{reading}: {outcome}", "{reading}：{outcome}"),
    "then required": ("then required: {safeguards}", "此时要求：{safeguards}"),
    "gaps": ("Not encoded", "未编码之处"),
    "perhaps": ("perhaps", "可能"),
    "clashes": ("Clash of norms", "规范冲突"),
    "against": (
        "{one} ({one_citation}) against {other} ({other_citation}), with no precedence between them",
        "{one}（{one_citation}）与{other}（{other_citation}）之间无优先关系",
    ),
    "not read": ("Rests on provisions not read in the original", "以下依据未经阅读原文"),
    "unread facts": ("Stated facts that the law of this regime does not read", "所述事实中本制度法律不读取者"),
    "expired": ("Safeguards that do not count on this day", "当日不生效的保障措施"),
    "valid no longer": ("{safeguard}: valid until {day}", "{safeguard}：有效期至 {day}"),
    "concluded too late": ("{safeguard}: not concluded before {day}", "{safeguard}：未于 {day} 之前订立"),
    "counts if concluded": (
        "{safeguard}: only if concluded before {day}",
        "{safeguard}：仅于 {day} 之前订立的方可计入",
    ),
    "issued later": ("{safeguard}: issued only on {day}", "{safeguard}：{day} 才出具"),
    "not as asked": ("{safeguard}: {stated}; counts only as {needed}", "{safeguard}：{stated}；仅{needed}可计入"),
    "not accepted": (
        "{safeguard}: not accepted for this transfer under {norms}",
        "{safeguard}：就该传输不符合{norms}",
    ),
    "presumed of safeguards": (
        "Presumed of what is stated, since nobody said otherwise",
        "对所述内容的推定（无人另作说明）",
    ),
    "by that day": ("on {day} or before", "{day}或者之前"),
    "all safeguards": ("all safeguards stated", "所述全部保障措施"),
    "safeguards are": ("{fact} ({safeguards})", "{fact}（{safeguards}）"),
    "each row an error": ("Error, for each row: {remedy}", "错误，逐行处理：{remedy}"),
    "each row a warning": ("Warning, for each row: {remedy}", "警告，逐行处理：{remedy}"),
    "each row a note": ("Note, for each row: {remedy}", "提示，逐行处理：{remedy}"),
    "norms": ("Norms", "规范"),
    "effective": ("Effective norms", "有效规范"),
    "defeated": ("Defeated norms", "被排除的规范"),
    "unsettled": ("Norms that stay open", "未定的规范"),
    "not triggered": ("Norms that are not triggered", "未触发的规范"),
    "defeated by": ("defeated by {norm}", "被{norm}排除"),
    "may be defeated by": ("may be defeated by {norm}", "可能被{norm}排除"),
    "clause": ("under {clause} ({principle})", "依据：{clause}（{principle}）"),
    "names mechanism": ("which names the mechanism", "该豁免指明了此机制"),
    "because": ("because", "理由"),
    "all of": ("all of", "同时满足"),
    "any of": ("at least one of", "至少满足其一"),
    "not": ("not", "非"),
    "nothing stated": ("not stated", "未说明"),
    "none stated": ("none stated", "未列明"),
    "this or more": ("{number} or more", "{number}以上（含本数）"),
    "fewer than this": ("fewer than {number}", "不满{number}"),
    "range": ("{low} or more, {below}", "{low}以上（含本数）、{below}"),
    "kinds": ("kinds", "类别"),
    "sources": ("Sources", "出处"),
    "facts": ("Facts as stated", "所述事实"),
    "receipt": ("Receipt", "回执"),
    "receipt line": ("lexflux {tool}, law {law}, answer {answer}", "lexflux {tool}，法律库 {law}，结论 {answer}"),
    "first needed": ("Needed first", "须先具备"),
    "stays to do": ("Duties beside and after", "持续与后续义务"),
    "decided by": ("Decided by", "决定因素"),
    "from place": ("from {place}", "自{place}"),
    "nothing stated here": ("–: nothing on the topic in this knowledge base", "–：本知识库中无相关内容"),
    "mechanisms": ("Mechanism families", "机制类型"),
    "filings": ("Filings and reports", "备案与报告"),
    "deadlines": ("Deadlines", "期限"),
    "prohibited by": ("prohibited: {named}", "被禁止：{named}"),
    "lacking": ("lacking: {named}", "尚缺：{named}"),
    "lifted": ("exempt: {named}", "豁免：{named}"),
    "turns on unknown": ("turns on what is not known: {named}", "取决于未知事实：{named}"),
    "turns on point": ("turns on an open point: {named}", "取决于未决点：{named}"),
    "turns on gap": ("turns on what is not encoded: {named}", "取决于未编码之处：{named}"),
    "reached if received": (
        "Reached only if the data came to the exporter under conditions of this law (receivedUnder): {named}.",
        "仅当数据系依该法律所附条件到达提供方（receivedUnder）时方受约束：{named}。",
    ),
    "flow of legs": ("flow of {count} legs", "由 {count} 段组成的流"),
    "gravest of legs": (
        "The gravest verdict on a leg; each leg has to be lawful by itself and under what its data bring with them.",
        "取各段中最严的结论；每一段均须自身合法，并符合数据所附带的条件。",
    ),
    "party without name": ("a party", "当事方"),
    "data come under": ("the data come under: {named}", "数据所附条件：{named}"),
    "waits for": ("waits for what may not go yet: {named}", "须待尚不得传输的前段：{named}"),
    "exporter not encoded": (
        "the law of the exporter's place is not encoded, which is no permission: {named}",
        "提供方所在地的法律未编码，这并非许可：{named}",
    ),
    "gap leaves open": (
        "No encoded norm reaches the transfer, or perhaps none; what is not encoded below may: it is no all-clear.",
        "已编码的规范均未（或者可能均未）涉及该传输；下列未编码之处仍可能适用，故不能认定无碍。",
    ),
    "no law asked": (
        "no law could be asked, since the exporter's place is not stated",
        "未说明提供方所在地，无从适用法律",
    ),
    "whole leg": ("The whole answer on a leg: --leg NAME", "查看某一段的完整结论：--leg 名称"),
    "also reached": (
        "Other law reaches this transfer too and has to be met beside it: {named} (lexflux compare).",
        "该传输同时受其他法律约束，须一并满足：{named}（lexflux compare）。",
    ),
    "not reached": ("Not reached, which is not a permission: {named}", "未触及（并不等于许可）：{named}"),
    "not encoded": ("Law not encoded, so nothing is said about it: {named}", "法律尚未编码，不作任何判断：{named}"),
    "treaties bind states": (
        "An agreement binds states. It gives no company a right to transfer data.",
        "协定约束国家，并不赋予企业传输数据的权利。",
    ),
    "not in force on day": ("not in force on this day", "当日未生效"),
    "signed": ("signed or adopted: {day}", "签署或者通过：{day}"),
    "first in force": ("first in force: {day}", "最早生效：{day}"),
    "not in force": ("not known to be in force", "未知是否生效"),
    "no law": ("no law in force on this day", "当日无有效法律"),
    "outside": ("outside this regime, which is not a permission", "不在该制度范围内，并不等于许可"),
    "differs in": ("Differs in: {rows}", "差异：{rows}"),
    "treaties of": ("{one} · {other} · agreements as of {day}", "{one} · {other} · {day} 当日的协定"),
    "treaty notice": (
        "An agreement binds the two towards each other. It gives no company a right to transfer data, "
        "and domestic law stays to be followed.",
        "协定约束双方，不赋予任何企业传输数据的权利；国内法仍须遵守。",
    ),
    "treaty marks": (
        "● strongest on its topic; of equal strength, what is open to dispute settlement · ○ others · "
        "reported, unverified: not read in the original",
        "● 该主题下最强者；强度相同时，为可诉诸争端解决者 · ○ 其他 · 二手来源、未核实：未阅原文",
    ),
    "binding both": ("Binding between the two", "双方之间有约束力"),
    "between the two since": ("in force between the two since {day}", "自 {day} 起在双方之间生效"),
    "nothing shared": (
        "No treaty in this knowledge base is known to bind the two towards each other on this day.",
        "就本知识库所知，当日没有在双方之间有约束力的条约。",
    ),
    "next shared": ("Next to bind the two: {agreement}, from {day}.", "下一项将约束双方的：{agreement}，自 {day} 起。"),
    "no commitments": ("None of its commitments is encoded.", "其承诺均未编码。"),
    "not between": (
        "Both are bound, but not, or not known to be, towards each other",
        "双方均受约束，但相互之间不适用或者未知是否适用",
    ),
    "one party": ("Both are bound as one party, through the same union.", "双方经由同一联盟作为一方受约束。"),
    "since": ("since {day}", "自 {day} 起"),
    "since unknown": ("(since when is not known)", "起始日期未知"),
    "only from": ("only from {day}", "{day} 起才"),
    "until": ("until {day}", "至 {day} 前"),
    "through": ("through {union}", "经由{union}"),
    "topic": ("Topic: {topic}", "主题：{topic}"),
    "other topics": ("Other topics: no kind of domestic measure is disciplined", "其他主题：未约束任何国内措施种类"),
    "shut out": (
        "{availability}, but not for {count} of the {all} commitments",
        "{availability}，但 {all} 项承诺中有 {count} 项除外",
    ),
    "topic column": ("topic", "主题"),
    "strongest": ("strongest", "最强"),
    "agreement": ("agreement", "协定"),
    "strength": ("strength", "约束强度"),
    "exceptions": ("exceptions", "例外"),
    "enforcement against": ("enforcement against", "可否针对其执行"),
    "enforceable": ("open to dispute settlement", "可诉诸争端解决"),
    "not enforceable": ("not open to dispute settlement", "不可诉诸争端解决"),
    "enforceability unknown": ("whether open to dispute settlement is not known", "可否诉诸争端解决尚不清楚"),
    "except over": ("{outcome}, except over {measures}", "{outcome}，但{measures}除外"),
    "suspended": ("not owed yet", "尚无须履行"),
    "perhaps suspended": ("perhaps not owed yet", "可能尚无须履行"),
    "against place": ("against {place}: {outcome}", "针对{place}：{outcome}"),
    "grace": ("{place} until {until}", "{place}至 {until} 前"),
    "grace extendable": (
        "{place} until {until}, at the latest until {limit} if it is extended, which is not known here",
        "{place}至 {until} 前，如延长则最迟至 {limit} 前；是否延长此处未知",
    ),
    "unknown day": ("a day not known", "未知日期"),
    "objective": ("objective", "客观"),
    "subjective": ("subjective", "主观"),
    "test unknown": ("no test recorded", "未记录标准"),
    "double necessity": ("double: the measure itself must be necessary too", "双重：措施本身亦须必要"),
    "self-judging": ("self-judging", "自裁决"),
    "undisputable": ("not open to dispute by others", "他方不得异议"),
    "tension": ("{place}: domestic law in tension with these commitments", "{place}：与上述承诺存在张力的国内法"),
    "tension column": ("measures of {place} in tension", "{place}与之存在张力的措施"),
    "no regime": (
        "The domestic law of this place is not in this knowledge base: whether there is tension is not known.",
        "本知识库未收录该法域的国内法：是否存在张力未知。",
    ),
    "no tension": (
        "None of the {count} norms in force is recorded as a kind of measure that these commitments discipline; "
        "that is no all-clear.",
        "{count} 项有效规范中，没有被记为上述承诺所约束的措施者；这并不等于没有问题。",
    ),
    "own analysis": (
        "What a requirement counts as is the analysis of this knowledge base, no finding of a tribunal; "
        "tension is no breach. Whether a norm reaches a transfer, or an exemption lifts it, is for `lexflux check`.",
        "某项要求视为何种措施系本知识库的分析，并非裁决机构的认定；存在张力不等于违反。"
        "规范是否适用于某次传输、是否有豁免，请用 lexflux check 判定。",
    ),
    "amounts to": ("counts here as {kinds}", "此处视为{kinds}"),
    "norms in force": ("{count} in force", "{count} 项有效规范"),
    "one of several ways": ("in {count} one of several ways", "其中 {count} 项以其为可选途径之一"),
    "disciplined by": ("against {commitment}", "对照{commitment}"),
    "provisions": ("{count} provisions", "{count} 处"),
    "may be saved": ("may be saved by {exceptions}", "可援引的例外：{exceptions}"),
    "only for": ("for measures of {place} only", "仅限{place}的措施"),
    "absent": ("No commitment on the topic, as far as was read", "就所阅内容，未就该主题作出承诺"),
    "asked": ("Asked for", "所查询主题"),
    "nothing on": (
        "{topic}: nothing that binds the two is encoded on it; no duty was found, which is no proof that there is none",
        "{topic}：本知识库未收录双方之间就此具约束力的内容；未发现义务，并不等于没有义务",
    ),
    "not complete": (
        "The agreements of this knowledge base are not all there are: others can bind the two.",
        "本知识库所收协定并不完整：双方之间可能另有其他协定。",
    ),
    "on accession": (
        "Only if the state acceded: arguments under agreements that bind the other and not the state of the measure",
        "仅在该国加入后才涉及：依据约束另一方而不约束措施所属国的协定的论点",
    ),
    "class": ("class", "类别"),
    "not determined": ("not determined", "未确定"),
    "may be outside": ("may be outside by {exclusions}", "可能不在范围内：{exclusions}"),
    "arguments": ("Arguments advanced, with their sources", "已提出的论点及出处"),
    "set against": ("on {law} under {agreements}", "涉及{law}；援引{agreements}"),
    "soft agreements": ("Soft law, schemes and dialogues of both", "双方共同参与的软法、机制与对话"),
    "not shared": (
        "Not binding between the two; of a place that is not named no standing is known",
        "在双方之间无约束力；未列出的一方，未知有任何地位",
    ),
    "unrecorded": ("Whether these treaties bind either is not recorded here", "以下条约是否约束任一方，本知识库未收录"),
    "conforms": ("Conforms: {counts}.", "符合：{counts}。"),
    "does not conform": ("Does not conform: {counts}.", "不符合：{counts}。"),
    "counted": ("{count} {name}", "{name} {count} 项"),
    "violation": ("violation", "违规"),
    "violations": ("violations", "违规"),
    "warning": ("warning", "警告"),
    "warnings": ("warnings", "警告"),
    "note": ("note", "提示"),
    "notes": ("notes", "提示"),
    "consistent": ("consistent", "一致"),
    "inconsistent": ("inconsistent", "不一致"),
    "conflict": ("takes part in the contradiction", "参与矛盾"),
    "unsatisfiable": ("no transfer can fall under it", "没有传输可能落入"),
    "special rule": ("special rule candidate", "特别法候选"),
    "finding": ("finding", "发现"),
    "narrower": ("narrower", "较窄"),
    "wider": ("wider", "较宽"),
    "transfer": ("transfer", "传输"),
    "true": ("triggered", "触发"),
    "false": ("not triggered", "未触发"),
    "unknown": ("open", "未定"),
    "disclaimer": (
        "One reading of the law, for research and engineering; not legal advice.",
        "仅为对法律的一种解读，供研究与工程使用，不构成法律意见。",
    ),
    "memo": ("Memo on a cross-border data transfer", "跨境数据传输备忘录"),
    "outcome": ("Outcome", "结论"),
    "status": ("status", "状态"),
    "provision": ("provision", "依据"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "other": ("other", "其他"),
    "none": ("none", "无"),
    "where it was read": ("where it was read", "查阅处"),
    "open reading": ("reading of an open point", "未决点的解读"),
    "receipt same": ("The same receipt gives the same answer.", "同一回执得出相同结论。"),
    "receipt of other law": (
        "The same answer, though tool or law are not those of then:",
        "答案相同，但工具或法律库已非当时的：",
    ),
    "receipt differs": (
        "The answer differs from the one derived again (path: given -> derived):",
        "答案与重新推导的不一致（路径：所给 -> 推导）：",
    ),
    "further differences": ("and {count} more", "另有 {count} 处"),
}


def phrase(key: str, language: str, **values: object) -> str:
    """
    Return a fixed phrase with its places filled.

    >>> phrase("law of", "en", day="2026-01-01")
    'law of 2026-01-01'
    """
    texts = PHRASES[key]
    return texts[LANGUAGES.index(language)].format(**values)


def duration(period: str, counted_in: str, language: str) -> str:
    """
    Return an ``xsd:duration`` of years, months, days or hours as text.

    >>> duration("P10D", "WorkingDays", "zh")
    '10个工作日'
    """
    number, unit = int("".join(character for character in period if character.isdigit())), period[-1]
    working = counted_in == "WorkingDays"
    hours = "T" in period
    names = {
        "Y": ("year", "年"),
        "M": ("minute", "分钟") if hours else ("month", "个月"),
        "D": ("working day", "个工作日") if working else ("day", "日"),
        "H": ("hour", "小时"),
    }
    en, zh = names[unit]
    return f"{number}{zh}" if language == "zh" else f"{number} {en}{'s' if number != 1 else ''}"


def yearly_day(day: str, language: str) -> str:
    """
    Return an ``xsd:gMonthDay`` as text.

    >>> yearly_day("--03-01", "en")
    '1 March'
    """
    month, number = (int(part) for part in day.strip("-").split("-"))
    return f"{month}月{number}日" if language == "zh" else f"{number} {MONTHS[month - 1]}"
