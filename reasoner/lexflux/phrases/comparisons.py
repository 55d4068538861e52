"""Words of comparisons of law, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "bad inputs": ("Inputs with errors", "有误的输入"),
    "stays to do": ("Duties beside and after", "持续与后续义务"),
    "decided by": ("Decided by", "决定因素"),
    "from place": ("from {place}", "自{place}"),
    "two absences": (
        "– none found: looked for, and as far as was read there is none · ? not researched: nothing is encoded and "
        "no search recorded, which is no all-clear",
        "– 未发现：已查，就所阅内容没有 · ? 未研究：未收录，也无查找记录，不等于没有",
    ),
    "agreements of": ("Agreements by topic, {day}", "协定按主题比较，{day}"),
    "agreements as last agreed": (
        "Agreements by topic, as last agreed",
        "协定按主题比较（最近文本）",
    ),
    "topics left out": (
        "{count} {count:topic|topics} on which none of these has a commitment recorded "
        "{count:is|are} left out: {named}",
        "略去 {count} 个主题，所选协定均无相关承诺的记录：{named}",
    ),
    "enforcement": ("enforcement", "执行"),
    "exceptions from all": ("exceptions from all of these from which there are any", "上述有例外的承诺共同的例外"),
    "not over": ("not over {measures}", "不及于{measures}"),
    "matrix marks": (
        "● enforceable · ? perhaps enforceable · ○ not enforceable, left to each party, or no duty",
        "● 可执行 · ? 或可执行 · ○ 不可执行、由各方自定或者并非义务",
    ),
    "thresholds of": ("Thresholds, {days}", "门槛，{days}"),
    "no thresholds": ("No threshold is encoded for: {named}", "未编码任何门槛：{named}"),
    "threshold marks": (
        "+ new since the day before it · − no longer on the day after it",
        "+ 较前一日新增 · − 后一日不再有",
    ),
    "picture of adequacy": ("Who counts whom as adequate, {day}", "充分性认定，{day}"),
    "adequacy note": (
        "The year since which a place counts; ? no day is known. Most places of a regime count in the class named "
        "first; * in another class, or until a day that is known.",
        "数字为认定起始年份；? 为起始日不详。各制度名后为其多数法域所列类别；* 为其他类别，或者有已知的终止日。",
    ),
    "unread note": (
        "Reported, unverified: not read in the original.",
        "二手来源、未核实：未阅原文。",
    ),
    "was read": ("read in the original", "已阅原文"),
    "was reported": ("reported by others", "二手来源"),
    "not verified": ("not verified", "未核实"),
    "sample year": ("year", "年份"),
    "no adequacy": (
        "In what is encoded no place is designated as adequate for: {named}",
        "已编码的法律中，下列制度未认定任何法域：{named}",
    ),
    "known to": ("known to", "所知截至"),
    "instruments": ("instruments", "文件"),
    "provisions read": ("provisions", "条款"),
    "begins later": ("norms that begin later", "此后生效的规范"),
    "on less than a reading": ("norms that bear the verdict, not read in the original", "决定结论而未阅原文的规范"),
    "so many of": ("{some} of {all}", "{some}／{all}"),
    "about agreements": (
        "{count} {count:agreement|agreements} ({ranks}) with {commitments} {commitments:commitment|commitments}, "
        "{exceptions} {exceptions:exception|exceptions} and {arguments} {arguments:argument|arguments}; "
        "their provisions: {provisions}.",
        "协定 {count} 项（{ranks}），承诺 {commitments} 项、例外 {exceptions} 项、论点 {arguments} 项；"
        "条款：{provisions}。",
    ),
    "about lists": (
        "{editions} {editions:edition|editions} of zone lists, of {open} of which something is not encoded.",
        "自贸区清单 {editions} 版，其中 {open} 版有未编码之处。",
    ),
    "about silence": (
        "What is not named here is not encoded: about it Lexflux says nothing, which is no permission "
        "(lexflux list gaps, lexflux list instruments).",
        "未列出者即未编码：Lexflux 不作任何判断，这并不等于许可（lexflux list gaps、lexflux list instruments）。",
    ),
    "licences": ("Code: {code}. Ontology: {law}.", "代码：{code}。本体：{law}。"),
    "to cite": ("To cite", "引用"),
    "citation of Lexflux": (
        "The Lexflux authors, Lexflux: the law of cross-border data transfers as an ontology, version {version}, "
        "law {law}, with the day of the law asked for.",
        "Lexflux 作者，Lexflux：作为本体的跨境数据传输法，版本 {version}，法律库 {law}，并注明所问法律的日期。",
    ),
    "none asked": ("–: nothing by what is encoded", "–：就已编码的法律而言没有"),
    "what": ("what", "事项"),
    "what changes": ("what changes, {days}", "变化：{days}"),
    "same": ("the same", "不变"),
    "no longer": ("no longer", "不再有"),
    "changed and same": (
        "Under {changed} of the laws and transfers compared something changes, under {same} nothing; "
        "{lines} {lines:line that stays the same is|lines that stay the same are} left out.",
        "所比较的传输与法律中，{changed} 组有变化，{same} 组没有变化；略去不变的 {lines} 行。",
    ),
    "untouched": (
        "Reached by none of the laws encoded, which is not a permission: {named}",
        "未被任何已编码的法律触及（并不等于许可）：{named}",
    ),
    "verdicts change": ("Verdicts that change", "结论变化"),
    "changes marks": (
        "+ new · → otherwise · − no longer · –: not there by what is encoded",
        "+ 新增 · → 变更 · − 不再有 · –：就已编码的法律而言没有",
    ),
    "mechanisms": ("Mechanism families", "机制类型"),
    "filings": ("Filings and reports", "备案与报告"),
    "deadlines": ("Deadlines", "期限"),
    "prohibited by": ("prohibited: {named}", "被禁止：{named}"),
    "lifted": ("exempt: {named}", "豁免：{named}"),
    "turns on unknown": ("turns on what is not known: {named}", "取决于未知事实：{named}"),
    "turns on point": ("turns on an open point: {named}", "取决于未决点：{named}"),
    "turns on gap": ("turns on what is not encoded: {named}", "取决于未编码之处：{named}"),
    "reached if received": (
        "Reached only if the data came to the exporter under conditions of this law (receivedUnder): {named}.",
        "仅当数据系依该法律所附条件到达提供方（receivedUnder）时方受约束：{named}。",
    ),
    "not reached": ("Not reached, which is not a permission: {named}", "未触及（并不等于许可）：{named}"),
    "not encoded": ("Law not encoded, so nothing is said about it: {named}", "法律尚未编码，不作任何判断：{named}"),
    "treaties bind states": (
        "An agreement binds states. It gives no company a right to transfer data.",
        "协定约束国家，并不赋予企业传输数据的权利。",
    ),
    "not in force on day": ("not in force on this day", "当日未生效"),
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
    "since unknown": ("(since when is not known)", "起始日期未知"),
    "only from": ("only from {day}", "{day} 起才"),
    "through": ("through {union}", "经由{union}"),
    "other topics": ("Other topics: no kind of domestic measure is disciplined", "其他主题：未约束任何国内措施种类"),
    "shut out": (
        "{availability}, but not for {count} of the {all} {all:commitment|commitments}",
        "{availability}，但 {all} 项承诺中有 {count} 项除外",
    ),
    "topic column": ("topic", "主题"),
    "strongest": ("strongest", "最强"),
    "agreement": ("agreement", "协定"),
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
        "None of the {count} {count:norm|norms} in force is recorded as a kind of measure that these commitments "
        "discipline; that is no all-clear.",
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
    "not determined": ("not determined", "未确定"),
    "may be outside": ("may be outside by {exclusions}", "可能不在范围内：{exclusions}"),
    "arguments": ("Arguments advanced, with their sources", "已提出的论点及出处"),
    "not between the two": ("does not apply between the two", "在双方之间不适用"),
    "no treaty": ("no treaty, binds nobody", "并非条约，不具约束力"),
    "binds only": ("of the two it binds only {place}", "双方中仅约束{place}"),
    "binds neither": ("binds neither of the two", "不约束任何一方"),
    "set against": ("on {law} under {agreements}", "涉及{law}；援引{agreements}"),
    "soft agreements": ("Soft law, schemes and dialogues of both", "双方共同参与的软法、机制与对话"),
    "not shared": (
        "Not binding between the two; of a place that is not named no standing is known",
        "在双方之间无约束力；未列出的一方，未知有任何地位",
    ),
    "unrecorded": ("Whether these treaties bind both is not recorded here", "以下条约是否约束双方，本知识库未收录"),
    "places recognised": ("places and bodies recognised: {count}", "所认定的法域和机构：{count} 个"),
    "own law": ("its own law, as far as encoded", "本法域法律（已编码者）"),
    "column place of law": ("place", "法域"),
    "column scope": ("scope", "范围"),
    "column days": ("days", "期间"),
    "column provision": ("provision", "依据"),
    "known to begin later": ("Known to begin after that day", "已知在该日之后开始者"),
}
