"""The fixed words of answers and messages, in English and Chinese. Terms of law have their labels in the ontology."""

from __future__ import annotations

import os

LANGUAGES = ("en", "zh")
TAGS = {"en": "en", "zh": "zh-Hans"}
LANGUAGE_VARIABLE = "LEXFLUX_LANG"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

PHRASES: dict[str, tuple[str, str]] = {
    "carried over from DPV": (
        "{file} is described in DPV; what of it is not carried over, or with a doubt: "
        "lexflux query what-of-a-dpv-description-is-lost --data {file}",
        "{file} 以 DPV 描述；其中未转换或者存疑转换的内容："
        "lexflux query what-of-a-dpv-description-is-lost --data {file}",
    ),
    # ledger: the headings of its columns
    "ledger: id": ("id", "编号"),
    "ledger: date": ("date", "日期"),
    "ledger: person": ("person", "个人标识"),
    "ledger: people": ("people", "人数"),
    "ledger: device": ("device", "设备标识"),
    "ledger: devices": ("devices", "设备数"),
    "ledger: kinds": ("counted as", "计数对象类别"),
    "ledger: added": (
        "{name}: {count} records added, of {profiles} kinds of transfer",
        "{name}：已登记{count}条记录，涉及{profiles}类传输",
    ),
    "ledger: between": ("{least} to {most}", "{least}至{most}"),
    "ledger: since": ("since {day}", "自{day}起"),
    "ledger: perhaps": ("{count} records count perhaps", "其中{count}条记录是否计入未定"),
    "ledger: bounds": (
        "People told apart by keys count once; where records only say how many, the number is a range.",
        "有标识者去重计数；记录仅有人数的，所计为区间。",
    ),
    "ledger: nothing counted": ("Nothing is counted.", "无累计数。"),
    "ledger: reached": ("{number}: reached on {day} by record {id}", "{number}：{day}因记录{id}达到"),
    "ledger: perhaps reached": (
        "{number}: perhaps reached, on {day} by record {id} at the earliest",
        "{number}：可能已达到，最早为{day}因记录{id}",
    ),
    "ledger: not reached": (
        "{number}: not reached, nor at the present pace before the count begins anew",
        "{number}：未达到；按目前速度，重新起算前也不会达到",
    ),
    "ledger: will reach": (
        "{number}: at the present pace on {earliest} at the earliest, {latest} at the latest",
        "{number}：按目前速度最早于{earliest}达到，最晚{latest}",
    ),
    "ledger: never": ("perhaps never", "或许不会达到"),
    "ledger: verdict": ("verdict: {before}, from this number on {after}", "结论：由{before}变为{after}"),
    "ledger: due": ("needed from then on", "自此须有"),
    "ledger: no longer due": ("no longer needed", "不再须有"),
    "ledger: because": ("takes effect", "开始适用"),
    "ledger: ended": ("ceases to apply", "不再适用"),
    "ledger: no change": (
        "{numbers}: change nothing for these transfers as far as they are described",
        "{numbers}：就所述传输而言无影响",
    ),
    "ledger: perhaps changes": (
        "may take effect or cease to, depending on what is unknown",
        "可能开始适用或者不再适用，取决于未知事实",
    ),
    "ledger: retracted": ("{id} no longer counts.", "{id} 不再计数。"),
    "ledger: erased": ("The key is erased from {count} records.", "已自{count}条记录中删除该标识。"),
    "ledger: retraction": (
        "{on}: retracted, {records} rows: {reason}",
        "{on}：撤回，{records}行：{reason}",
    ),
    "ledger: erasure": ("{on}: a key erased from {records} rows: {reason}", "{on}：自{records}行删除标识：{reason}"),
    "ledger: earlier": (
        "{name}: {count} records are dated before one that stands ahead of them; they count on their own days.",
        "{name}：{count}条记录的日期早于其前的记录；仍按各自日期计数。",
    ),
    # what if
    "whatif: goes": ("So that it may go as it stands", "使其可按现状传输"),
    "whatif: not barred": ("So that at least nothing forbids it or leaves it open", "使其至少不被禁止、不再未定"),
    "whatif: without": ("So that it needs no {safeguard}", "使其无须{safeguard}"),
    "whatif: instead": ("{after} instead of {before}", "由{before}改为{after}"),
    "whatif: be it": ("{after}, which nobody stated", "{after}（原未说明）"),
    "whatif: also": ("also {after}", "另有{after}"),
    "whatif: no longer": ("no longer {before}", "不再{before}"),
    "whatif: left out": ("left out", "不传输"),
    "whatif: without kind": ("without {before}", "不含{before}"),
    "whatif: other recipient": (
        "another one of the same place, without what is said of its kinds and owners",
        "改为同一法域的另一接收方，且无所述类型和所有者",
    ),
    "whatif: then": ("then {verdict}", "结论变为：{verdict}"),
    "whatif: together": ("under all law that applies: {verdict}", "全部适用法律合并结论：{verdict}"),
    "whatif: still": ("still needed or perhaps needed before: {safeguards}", "仍须或者可能须事先具备：{safeguards}"),
    "whatif: frees": ("takes effect: {norm}", "开始适用：{norm}"),
    "whatif: ends": ("no longer applies: {norm}", "不再适用：{norm}"),
    "whatif: as above": ("the same changes as above", "与上述变更相同"),
    "whatif: none": (
        "No change of what a company can decide alone was found that does this.",
        "未发现企业可自行决定、且能达到此结果的变更。",
    ),
    "whatif: may go": ("It may go as it stands: nothing to change.", "可按现状传输：无须变更。"),
    "whatif: scope": (
        "Each proposal was decided again as a transfer of its own, with unknown facts left unknown. Only facts that a "
        "company can decide are changed; whether a change is true or wise is not judged: a fact is not made true by "
        "stating it.",
        "每项建议均已作为独立的传输重新判定，未知事实仍属未知。仅变更企业可自行决定的事实；变更是否属实、是否适当不在判断之列："
        "事实不因说明而成真。",
    ),
    # conflicts of laws
    "conflicts of laws": ("Conflicts of laws, which no verdict resolves", "法律冲突：任何结论均不能消解"),
    "conflict perhaps": ("perhaps", "可能"),
    "ordered as stated": (
        "ordered, as is stated: {circumstance}; the law behind the order is not read here",
        "所令（依所述）：{circumstance}；命令所依法律在此未读",
    ),
    "ordered by": ("ordered by {law}", "下令的法律：{law}"),
    "opposed by": ("opposed by {law}", "与之对立的法律：{law}"),
    # test suite for SHACL engines
    "title of shacl suite": (
        "Twins of the shapes of Lexflux {version}: a test suite for SHACL engines",
        "Lexflux {version} 约束正反例：SHACL 引擎测试集",
    ),
    "shacl suite": (
        "# Twins of the shapes of Lexflux {version}\n\n{tests} tests for SHACL engines, in the form of the SHACL "
        "test suite of the W3C: `manifest.ttl` includes a manifest for each set of shapes, and each "
        "`sht:Validate` there names a data graph, a shapes graph and the report that is to come out. A test "
        "called `bad` breaks one rule, and `good` ones break none; an engine that lets a bad one pass is silent "
        "about a fault.\n\n- `transfer/`: SHACL Core and SPARQL constraints, on descriptions of one transfer.\n- "
        "`compliance/`: SPARQL constraints on decisions.\n- `knowledge/`: SPARQL targets too (SHACL Advanced "
        "Features), on an ontology of law.\n\nOf each result the manifest has what the standard compares; "
        "messages and blank nodes of the shapes are left out. Licence: {licence}. Cite as Lexflux, version "
        "{version}, with the day on which it was exported.",
        "# Lexflux {version} 约束正反例\n\n{tests} 项 SHACL 引擎测试，采用 W3C SHACL 测试集的形式：`manifest.ttl` "
        "包含各组约束的清单，其中每项 `sht:Validate` 指明数据图、约束图和应得的报告。名为 `bad` 的测试违反一条规则"
        "，`good` 不违反任何规则；引擎放过反例，即对错误保持沉默。\n\n- `transfer/`：针对单次传输描述的 SHACL 核心"
        "约束与 SPARQL 约束。\n- `compliance/`：针对判定的 SPARQL 约束。\n- `knowledge/`：针对法律本体，另含 SPARQ"
        "L 目标（SHACL 高级特性）。\n\n每项结果仅列标准所比较的内容，不含消息及约束中的空白节点。许可：{licence}。"
        "引用时请注明 Lexflux 版本 {version} 和导出日期。",
    ),
    "shacl suite written": ("{tests} tests written to {name}", "已将 {tests} 项测试写入 {name}"),
    # networks
    "network of citations": ("Which instruments cite which · {day}", "法律文件之间的引用 · {day}"),
    "network of recognition": ("Which regimes designate which places · {day}", "各制度对法域的认定 · {day}"),
    "network of agreements": ("Which places are bound by the same agreements · {day}", "受同一协定约束的法域 · {day}"),
    "network of similarity": ("How alike regimes are by their norms · {day}", "各制度规范的相似程度 · {day}"),
    "column cited by": ("from", "入度"),
    "column cites": ("to", "出度"),
    "column touched": ("touched by a repeal", "废止所波及"),
    "column neighbours": ("linked to", "相连"),
    "column weight": ("weight", "权重"),
    "column between": ("betweenness", "中介度"),
    "network method": (
        "From and to count edges; touched by a repeal is all that leads to a node, directly or through others; "
        "betweenness is the share of shortest paths through it (L. C. Freeman, 1977). Two places weigh the agreements "
        "that bind both; two regimes the share of pairs of modality and topic that both have (P. Jaccard, 1901).",
        "入度、出度为边数；废止所波及为直接或者间接指向该节点者之数；中介度为经过该节点的最短路径"
        "所占比例（L. C. Freeman，1977）。"
        "两法域的权重为共同受约束的协定数；两制度的权重为双方共有的模态与主题组合所占比例（P. Jaccard，1901）。",
    ),
    # scores
    "score: cases": ("cases", "案例"),
    "score: answered": ("answered", "已作答"),
    "score: right": ("right verdict", "结论正确"),
    "score: wrong clear": ("wrongly let go", "误予放行"),
    "score: requirements": ("requirements found", "要求命中"),
    # routes
    "routes of": (
        "Ways from {origin} to {target} · {cargo} · law of {day}",
        "自{origin}至{target}的途径 · {cargo} · {day}法律",
    ),
    "routes from": ("Where {cargo} may go from {origin} · law of {day}", "{cargo}自{origin}可至何处 · {day}法律"),
    "routes everywhere": ("From where {cargo} may go where · law of {day}", "{cargo}自何处可至何处 · {day}法律"),
    "routes: people": ("{count} people", "{count}人"),
    "routes: ways": ("Lawful ways, the least burdensome first", "合法途径，负担最轻者在前"),
    "routes: perhaps": (
        "Ways that turn on what is not known, or on law that is not encoded",
        "取决于未知事实或者未编码法律的途径",
    ),
    "routes: barred": ("Barred", "不通"),
    "routes: none": (
        "No lawful way was found: not directly, and not through one of the {count} other places whose law is encoded.",
        "未发现合法途径：不能直接传输，也不能经其他{count}个已编码法域之一转送。",
    ),
    "routes: burden": (
        "steps {steps}, days of authorities {days}, papers {papers}",
        "步骤{steps}项，机关期限{days}日，材料{papers}份",
    ),
    "routes: alike": ("or {places}, which all law treats alike", "或者{places}，各法待之相同"),
    "routes: hop": ("{origin} → {target}: {passage}", "{origin} → {target}：{passage}"),
    "routes: free": ("free", "自由"),
    "routes: with safeguards": ("with safeguards", "须有保障措施"),
    "routes: open": ("open", "未定"),
    "routes: opens with": ("opens with {safeguard}", "所需：{safeguard}"),
    "routes: perhaps with": ("perhaps also {safeguard}", "可能还需：{safeguard}"),
    "routes: or instead": ("or instead: {safeguards}", "或者代之以：{safeguards}"),
    "routes: turns on": ("turns on {facts}", "取决于：{facts}"),
    "routes: conditions": ("the data bring: {conditions}", "数据所附条件：{conditions}"),
    "routes: law not encoded": ("the law of {places} is not encoded", "{places}的法律未编码"),
    "routes: fuller": ("and {count} more ways, none of them lighter", "另有{count}条途径，均不更轻"),
    "routes: supposed": ("Supposed of each hop, and nothing else", "对每段均作如下假定，此外别无其他"),
    "routes: everything": (
        "Everything is reached directly, freely or with safeguards, from: {places}",
        "可直接（自由或者凭保障措施）到达各处的法域：{places}",
    ),
    "routes: nothing reaches all": (
        "From no place is every other one reached directly.",
        "没有法域可直接到达其他所有法域。",
    ),
    "routes: scope": (
        "Each hop is a transfer decided by all law that reaches it, onward hops under the conditions that come with "
        "the data. Third places are those whose law is encoded; what is here no way may be one with other facts "
        "(`lexflux check`), and a lawful way is no advice to go round a law.",
        "每段均为一次传输，依适用于它的全部法律判定；转送段并受数据所附条件约束。第三地仅限已编码法域；此处不通者，事实不同时可能可行"
        "（见 `lexflux check`）；合法途径并非规避法律的建议。",
    ),
    "diff: counts not added up": (
        "Counts of several data sets are compared each for itself; where a law adds them up, the rules do not hold.",
        "数项数据的人数在此分别比较，不予相加；法律要求合计的，下列规则不适用。",
    ),
    # audit by proof
    "audit of": ("Audit by proof: {regime}, law of {day}", "证明式审计：{regime}，{day}法律"),
    "audit: clash": (
        "permissions that meet a prohibition, or duties that exclude each other, with no precedence",
        "与禁止相遇的许可或者相互排斥的义务，且无优先关系",
    ),
    "audit: not reached": (
        "exports that no norm reaches, the nearest to a plain one",
        "无规范适用的出口，最接近普通出口者",
    ),
    "audit: scope alone": (
        "exports that norms of scope reach and nothing else governs",
        "仅有范围规范适用、别无规定的出口",
    ),
    "audit: always defeated": (
        "norms that are triggered and always displaced, in all their life",
        "有效期内一经触发即被排除的规范",
    ),
    "audit: never triggered": ("norms that no transfer triggers, in all their life", "有效期内无传输可触发的规范"),
    "audit: redundant": (
        "exemptions, prohibitions and permissions without which no answer changes",
        "删去而结论不变的豁免、禁止和许可",
    ),
    "audit: redundant duty": ("other norms without which no answer changes", "删去而结论不变的其他规范"),
    "audit: repeated": (
        "duties that another norm repeats: citations, no fault",
        "由其他规范重申的义务：属引证，并非缺陷",
    ),
    "audit: unasked": ("facts that are presumed and of which no question asks", "被推定而无问题询问的事实"),
    "audit: explained": ("explained: {reason}", "说明：{reason}"),
    "audit: open": ("Findings that nobody has explained: {count}", "尚无说明的发现：{count}项"),
    "audit: clean or explained": ("Nothing found that is not explained.", "所有发现均有说明，或者并无发现。"),
    "audit question: clash": ("clashes", "冲突"),
    "audit question: undecided": ("undecided exports", "未作规定的出口"),
    "audit question: never effective": ("norms that never take effect", "永不生效的规范"),
    "audit question: redundant": ("redundant norms", "多余的规范"),
    "audit question: unasked": ("unasked presumptions", "未询问的推定"),
    "settled wholly": ("Settled: {question}, {settled} of {of}.", "已穷尽：{question}，{settled}/{of}。"),
    "settled in part": (
        "Out of time: {question}, {settled} of {of}; of the others nothing is said.",
        "超出时限：{question}，{settled}/{of}；其余未作判断。",
    ),
    "shown by": ("shown by", "例证"),
    "plain export": ("a plain export", "普通出口"),
    "not confirmed": ("! the evaluator does not confirm this example; please report it", "! 评估器未确认该例，请报告"),
    "nothing found": ("Nothing was found.", "未发现问题。"),
    "audit scope": (
        "Asked of every transfer of one data set that the law tells apart, each open point in each reading; what takes "
        "two data sets, chains of owners or dates of issue is not covered.",
        "就法律所区分的每一单数据集传输、未决点的每一种解读作出；须有两个数据集、股权链或者签发日期的情形不在其内。",
    ),
    # diff
    "diff of": ("{one} → {other}", "{one} → {other}"),
    "law as of": ("{regime}, law of {day}", "{regime}（{day}法律）"),
    "all else in place": (
        "Whatever else either law requires before the transfer is taken to be in place: "
        "the verdict turns on the mechanism alone.",
        "两法于传输前要求的其他事项均视为已落实：结论仅取决于出境机制。",
    ),
    "proven complete": (
        "Proven: of the {count} patterns that can occur none outside these rules differs, and none inside turns out "
        "otherwise. Patterns are not transfers: a share says nothing of how often they occur.",
        "已证明：在可能出现的 {count} 种情形中，规则之外无一不同，规则之内无一例外。"
        "情形不等于传输：占比不表示其发生的多少。",
    ),
    "not proven": (
        "Not proven: among {count} patterns some may differ outside these rules. Please report it.",
        "未能证明：{count} 种情形中，规则之外可能仍有不同。请报告。",
    ),
    "was": ("Needed before: {outcome}", "此前须办：{outcome}"),
    "no mechanism": ("no mechanism", "无须办理机制"),
    "if this": ("if {rule}", "条件：{rule}"),
    "turns on a reading": (
        "turns on a reading of an open point of law wherever it was tried",
        "所试各例均取决于法律未决点的解读",
    ),
    "otherwise says": ("{outcome} otherwise", "其他情形：{outcome}"),
    "otherwise": ("otherwise", "其他情形"),
    "always": ("always", "一律"),
    "not one of": ("other than {values}", "除{values}以外"),
    "either or": (" or ", "或者"),
    "of patterns": ("{share} % of patterns", "占情形的 {share} %"),
    "no mechanism differs": (
        "On no pattern do verdict or mechanism differ.",
        "所有情形下结论和机制均无不同。",
    ),
    "duties that differ": ("Other duties that differ", "其他有别的义务"),
    "only before": ("only before: {duty}", "仅此前：{duty}"),
    "only since": ("only since: {duty}", "仅此后：{duty}"),
    "goes with": ("exactly where the {mechanism} does", "与{mechanism}同进退"),
    "baseline of": ("Baseline: what is the same in all transfers compared", "基准：所比较传输的共同事实"),
    "what varies": (
        "What varies: {names}. Nothing else is the case, on either side.",
        "变动的事实：{names}。除此以外，双方均无其他事实。",
    ),
    "read by neither": ("Read by neither law, and left out: {names}.", "两法均不涉及、已略去：{names}。"),
    "first readings": (
        "Open points of law are taken in their first reading (lexflux query which-points-of-law-are-open).",
        "法律未决点按其第一种解读处理（lexflux query which-points-of-law-are-open）。",
    ),
    # plan
    "plan": ("Plan", "办理计划"),
    "plan begins": ("work begins on {day}", "自{day}起办理"),
    "may not start": (
        "It may not start: a prohibition takes effect, and nothing is planned under the law that states it.",
        "不得开始：有禁止性规定生效，对作出该规定的法律不作办理计划。",
    ),
    "may start": (
        "Start: not before {day}, and only once all before it is done.",
        "开始：不早于{day}，且须先办毕开始之前的全部事项。",
    ),
    "may start in stages": (
        "Start: not before {day}, or {later} if what is perhaps required is; and only once all before it is done.",
        "开始：不早于{day}；如可能要求的事项均须办理，则不早于{later}；且须先办毕开始之前的全部事项。",
    ),
    "rests on answer": (
        "The plan presumes, leaves open and leaves out what the answer of `lexflux check` lists: read it first.",
        "本计划以 `lexflux check` 结论所列的推定、未决点和未编码之处为前提，请先阅读该结论。",
    ),
    "nothing before the start": (
        "Nothing is left to do before the start by what is known.",
        "据所知，开始之前已无须办理的事项。",
    ),
    "not settled": (
        "Whether it may go at all is not settled; what is certain is planned, the rest marked with ?.",
        "可否进行尚无定论；确定事项已列入计划，其余以 ? 标注。",
    ),
    "times of authorities": (
        "Counted as if authorities used their whole time; they may decide sooner, and prolong where it says so.",
        "按主管机关用满期限计算；其可能提前决定，注明可延长的，也可能延长。",
    ),
    "lower bound": (
        "A lower bound: for {count} of the tasks before the start no time is known; they count as none.",
        "仅为下限：开始之前的事项中有{count}项办理时间不明，按零计算。",
    ),
    "working days counted": (
        "Working days are Monday to Friday: no calendar of public holidays is known, and each may move a day.",
        "工作日按周一至周五计算：未载法定节假日和调休安排，所列日期可能因此变动。",
    ),
    "longest way": ("The start waits the longest for: {numbers}", "决定开始日期的事项：{numbers}"),
    "side by side": ("Can run side by side: {numbers}", "可同时办理：{numbers}"),
    "first to answer": ("To be answered first", "须先回答"),
    "question": ("question", "问题"),
    "in the way": ("In the way", "阻碍"),
    "before the start": ("Before the transfer may start", "传输开始之前"),
    "around the start": ("With the start and after it", "开始之时及其后"),
    "each year": ("Each year", "每年"),
    "before expiry": ("Before expiry, if the transfer is to go on", "届满之前（拟继续传输的）"),
    "if it happens": ("Only if it happens", "仅在发生时"),
    "nothing to do": ("Nothing is left to do by what is known.", "据所知，无须办理任何事项。"),
    "no step known": (
        "{safeguard} (its steps are not encoded: see the article)",
        "{safeguard}（办理步骤尚未编码，请查阅条款）",
    ),
    "depends on questions": (
        "whether needed, or in this way, depends on what is unknown",
        "是否须办理、是否以此途径办理取决于未知事项",
    ),
    "comes with choice": ("comes with the safeguard that is planned", "因所计划的保障措施而产生"),
    "for what": ("for", "用于"),
    "or instead of it": ("taken for its few acts of authorities; or instead", "主管机关环节较少，故采用；亦可改采"),
    "by one of": ("by one of", "以下列之一满足"),
    "which legs": ("legs", "传输段"),
    "with whom": ("with", "接收方"),
    "who does": ("who", "办理者"),
    "to whom": ("to", "受理"),
    "which channel": ("channel", "渠道"),
    "after which": ("after", "须在其后"),
    "when": ("when", "时间"),
    "from to": ("{begins} to {ends}", "{begins}至{ends}"),
    "from day": ("from {begins} on", "{begins}起"),
    "at the latest": ("at the latest on {day}", "最迟{day}"),
    "term": ("time", "期限"),
    "no term": ("none in the law known here", "所知法律未定"),
    "counted from what": ("counted from {event}", "自{event}起算"),
    "prolonged": ("may be prolonged", "可以延长"),
    "which papers": ("papers", "材料"),
    "in place until": ("what is in place, until {day}", "已到位者至{day}"),
    "in place": ("what is in place; the day of its issue is not stated", "已到位者；未说明出具日期"),
    "lasts": ("lasts", "有效期"),
    "lasts until": ("{period}, until {day}", "{period}，至{day}"),
    "basis": ("basis", "依据"),
    "stage": ("stage", "批次"),
    "critical": ("longest way", "决定开始日期"),
    "what to do": ("what", "事项"),
    "the start": ("start of the transfer: not before this day", "传输开始：不早于本日"),
    "last day of": ("last day: {task}", "最后一日：{task}"),
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
    "rows decided": (
        "Rows: {rows} read = {decided} decided + {aside} set aside",
        "行数：读入 {rows} = 已判定 {decided} + 搁置 {aside}",
    ),
    "answers of the evaluator": (
        "{count} answers were left open by the circuit and given by the evaluator, for {patterns} different patterns",
        "{count} 个结论线路未能确定，由评估器对 {patterns} 种不同情形给出",
    ),
    "rows of former run": ("{rows} of them by the run that was stopped", "其中 {rows} 行由中断前的运行判定"),
    "interrupted": ("Interrupted after {rows} rows; nothing is written.", "已于 {rows} 行后中断；未写入任何文件。"),
    "interrupted, to be resumed": (
        "Interrupted after {rows} rows; the same command with --resume goes on.",
        "已于 {rows} 行后中断；以相同命令加 --resume 可继续。",
    ),
    "safeguards lacking": ("What to do", "须办事项"),
    "verdicts by law": ("Verdicts by law", "各法律的结论"),
    "all asked together": ("all laws asked together", "所问法律合并"),
    "rows set aside": ("Set aside", "搁置的行"),
    "since former run": ("Changed since the former run, as verdicts count", "较先前运行的变化（按计入的结论）"),
    "rows new and gone": ("Rows only now: {new}; only then: {gone}", "仅见于本次：{new} 行；仅见于先前：{gone} 行"),
    "column rows": ("rows", "行数"),
    "column firm": ("that count so", "如此计入的行数"),
    "column example": ("for example", "示例"),
    "column safeguard": ("needed and not certainly there", "必需而未确定具备"),
    "column rows needing": ("rows", "必需的行数"),
    "column rows perhaps": ("perhaps", "可能需要的行数"),
    "column first error": ("the first of its kind", "同类首例"),
    "column was": ("was", "原为"),
    "column now": ("is now", "现为"),
    "column part": ("part", "部分"),
    "column found": ("found", "内容"),
    "commonest outcomes": ("The commonest outcomes", "最常见的结果"),
    "row before law": ("no law in force on the day of the row", "该行日期尚无有效法律"),
    "nothing presumed": ("{count} of them with nothing presumed", "其中 {count} 行不依赖推定"),
    "needed and not there": ("needed and not there", "必需而尚未具备"),
    "perhaps needed": ("perhaps needed", "可能需要"),
    "forbidden by": ("forbidden by", "禁止依据"),
    "written to": ("Written: {files}", "已写入：{files}"),
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
    "by": ("by {named}", "以{named}"),
    "considered": ("Considered, not available as the facts stand", "曾予考虑、依现有事实不可用"),
    "out of scope": ("Why the law does not apply", "为何不适用"),
    "scope asks": ("this is asked for by", "以上为下列条款所要求"),
    "requirements": ("Requirements: {due} (needed? · in place?)", "要求：{due}（是否需要 · 是否落实）"),
    "not needed": ("Not needed, though otherwise required", "本应要求、现不需要"),
    "to do": (
        "What to do, before the transfer unless said otherwise (needed? · in place?)",
        "待办事项，未注明者须在传输之前（是否需要 · 是否落实）",
    ),
    "in place already": ("in place", "已落实"),
    "in place if needed": ("in place, perhaps not needed", "已落实，未必需要"),
    "remarks": ("Also", "另须注意"),
    "whole answer": (
        "This is the short answer; the whole one: --full (in Python full=True).",
        "以上为简要结论；完整结论见 --full（Python 中为 full=True）。",
    ),
    "perhaps also by": ("perhaps also asked for by", "另可能由下列条款要求"),
    "or": ("or instead: {safeguard} ({citation})", "或以此替代：{safeguard}（{citation}）"),
    "cannot meet": (
        "as it is described, this transfer cannot meet it: {why}",
        "按所述情形，该传输不可能满足：{why}",
    ),
    "cannot be met": (
        "As the transfer is described, this cannot be met: {named}.",
        "按所述情形，以下要求不可能满足：{named}。",
    ),
    "perhaps cannot meet": ("perhaps this transfer cannot meet it: {why}", "该传输可能无法满足：如{why}"),
    "one of": ("one of: {named}", "其一即可：{named}"),
    "in place by": ("by {safeguard} ({citation})", "以{safeguard}满足（{citation}）"),
    "or any of": ("or instead: {others}", "或以此替代：{others}"),
    "time limit": ("{limit}", "期限：{limit}"),
    "AtTheLatest": ("within {period}", "{period}内"),
    "AtLeast": ("at least {period}", "至少{period}"),
    "WithinTheLast": ("within the last {period} before expiry", "届满前{period}内"),
    "AtLeastEvery": ("at least once in {period}", "每{period}至少一次"),
    "counted from": ("{period}, counted from {event}", "自{event}起{period}"),
    "last day": ("last day {day}", "最后一日为{day}"),
    "yearly by": ("each year by {day}", "每年{day}前"),
    "exemptions": ("Exempt from", "豁免"),
    "lifts": ("lifts here: {named}", "于此免除：{named}"),
    "designated": ("designation under this law: {act}", "本法下的认定：{act}"),
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
    "whole ontology": ("Lexflux: the whole ontology", "Lexflux：完整本体"),
    "part of the ontology": ("Lexflux: {part}, with what its law imports", "Lexflux：{part}及其法律所导入的内容"),
    "law of the day": ("{name}; what holds on {day}", "{name}；{day} 有效的部分"),
    "rulebook": (
        "Lexflux: the norms of the law of {regime} as it stands on {day}, and which of them are triggered. "
        "No verdict, and not legal advice.",
        "Lexflux：{regime}法律（{day}）的规范，以及何项被触发。并非结论，亦不构成法律意见。",
    ),
    "rulebook in SQL": (
        "Fill the table facts, a row for each transfer, which has one data set: true, false, or NULL where nobody "
        "knows. NULL is never no.\ntriggered has a row for each norm that is not ruled out; certain says whether it is "
        "triggered whatever the unknown is.\ntriggers has the same as columns: true, false, or NULL.",
        "请填写表 facts，每次传输一行，仅含一个数据集：true、false，或者无人知晓时为 NULL；NULL 绝不意味着否。\n"
        "triggered 列出一切未被排除的规范；certain 表示无论未知事实如何均被触发。\n"
        "triggers 以列载明同样内容：true、false 或者 NULL。",
    ),
    "rulebook in RDF": (
        "A transfer is typed with the norms that are certainly triggered; <urn:lexflux:open:"
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type> leads to all that are not ruled out.\n"
        "Transfers have to be written by lexflux export --facts for the same law and day: of others nothing is certain "
        "and everything possible.",
        "传输以 rdf:type 指向确定被触发的规范，以 <urn:lexflux:open:http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "指向一切未被排除者。\n传输须由 lexflux export --facts 就同一法律和日期写出；否则无一确定，一切皆有可能。",
    ),
    "rulebook in Datalog": (
        "State transfer(T), is(T, test) and is_not(T, test) for each transfer T, which has one data set; a test that "
        "is in neither is unknown, never no.\ntriggered has the norms that are triggered whatever the unknown is, "
        "possibly_triggered all that are not ruled out.",
        "请就每次传输 T（仅含一个数据集）载明 transfer(T)、is(T, 检验) 和 is_not(T, 检验)；两者皆无的检验为未知，"
        "绝不意味着否。\ntriggered 为无论未知事实如何均被触发的规范，possibly_triggered 为一切未被排除者。",
    ),
    "members": ("members: {count}", "成员：{count} 项"),
    "subclasses": ("classes in it: {count}", "其下的类：{count} 个"),
    "properties of it": ("properties, and of how many members they are stated:", "属性及其所述成员数："),
    "example": ("example: {name}", "示例：{name}"),
    "asked with": ("query: lexflux query --sparql '{query}'", "查询：lexflux query --sparql '{query}'"),
    "belongs to": ("property of: {name}", "所属类：{name}"),
    "gives": ("gives: {name}", "取值：{name}"),
    "stated of": ("stated of, with their number:", "所述对象及其数量："),
    "exactMatch": ("the same as", "等同于"),
    "closeMatch": ("near to", "相近于"),
    "narrowMatch": ("wider than", "宽于"),
    "broadMatch": ("narrower than", "窄于"),
    "relatedMatch": ("related to", "相关于"),
    "cite as": ("cite as: {name}, in: Lexflux {version}, {iri}", "引用格式：{name}，载 Lexflux {version}，{iri}"),
    "form of citation": ("cite as", "引用格式"),
    "vocabulary": ("The vocabulary of Lexflux", "Lexflux 词汇表"),
    "made from the ontology": (
        "Made from the ontology by `make regenerate`. `lexflux show NAME` says more of each term, with numbers.",
        "由 `make regenerate` 依本体生成。`lexflux show 名称` 给出各术语的更多内容和数量。",
    ),
    "classes": ("Classes", "类"),
    "properties": ("Properties", "属性"),
    "lies in": ("lies in", "属于"),
    "has properties": ("properties", "属性"),
    "is given by": ("is given by", "为以下属性的取值"),
    "is of": ("property of", "所属类"),
    "leads to": ("gives", "取值"),
    "is used by": ("is stated of", "所述对象"),
    "asked by the law of": ("asked for by the law of", "以下法域的法律据此判断"),
    "another text": ("another text of {work}: {texts}", "{work}的另一文本：{texts}"),
    # notebook
    "rows not shown": ("{count} more rows are not shown", "另有 {count} 行未显示"),
    "column needed": ("needed?", "是否须办"),
    "column in place": ("in place?", "是否到位"),
    "column fact": ("fact", "事实"),
    "column decisiveness": ("changes the verdict in", "改变结论的情形占比"),
    "column from": ("from", "自"),
    "column to": ("to", "至"),
    "column answers": ("answer of each law", "各法律的结论"),
    "column name": ("name", "名称"),
    "column kind": ("kind", "类别"),
    "column regime": ("regime", "制度"),
    "column label": ("label", "标签"),
    "column stated in": ("stated in", "出处"),
    "column text": ("text", "文本"),
    "no rows": ("No row answers this query.", "没有符合该查询的结果。"),
    "more found": ("and {count} more, with --limit", "另有 {count} 项，可用 --limit 显示"),
    "a class": ("class", "类"),
    "a property": ("property", "属性"),
    "a datatype": ("datatype", "数据类型"),
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
    "more lines": ("and {count} more", "另有 {count} 项"),
    "open points": ("Open points of law", "法律未决点"),
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
    "none found": ("none found", "未发现"),
    "not researched": ("not researched", "未研究"),
    "two absences": (
        "– none found: looked for, and as far as was read there is none · ? not researched: nothing is encoded and "
        "no search recorded, which is no all-clear",
        "– 未发现：已查，就所阅内容没有 · ? 未研究：未收录，也无查找记录，不等于没有",
    ),
    "agreements of": ("Agreements by topic, {day}", "协定按主题比较，{day}"),
    "agreements as last agreed": (
        "Agreements by topic, as last agreed (--on DATE for a day)",
        "协定按主题比较（最近文本；--on 指定日期）",
    ),
    "topics left out": (
        "{count} topics on which none of these has a commitment recorded are left out: {named}",
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
    "map note": (
        "Outlines after Natural Earth, simplified; they take no position on any border. A shade says how many regimes "
        "count a place, for whomever; a place that none counts is not barred, and a union's own members are not "
        "counted by it. For whom and since when: the table.",
        "轮廓据 Natural Earth 简化，不代表对任何边界的立场。深浅表示认定该法域的制度数量，不论适用对象；"
        "无制度认定不等于禁止，联盟不对其成员作此认定。适用对象与起始日见表。",
    ),
    "not on the map": ("Recognised, and without an outline here: {named}", "已获认定而图中无轮廓：{named}"),
    "recognising regimes": ("Recognised by so many regimes", "认定该法域的制度数量"),
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
    "picture of argument": ("The argument: norms, what they require, the verdict", "论证图：规范、要求与结论"),
    "argument note": (
        "✓ takes effect, ⊘ defeated, ? unsettled. A line leads to what a norm requires, or to the verdict; a dashed "
        "one that ends in a cross defeats. A dashed box is not settled.",
        "✓ 生效，⊘ 被排除，? 未定。实线指向规范所要求的保障措施或者结论；末端为叉的虚线表示排除。虚线框为未定。",
    ),
    "picture of law": ("The law of a regime in time: {regime}", "法律时间线：{regime}"),
    "picture of lists": ("Editions of the zone lists", "自贸区清单各版本"),
    "timeline note": (
        "A bar runs from the entry into force to the end of an instrument, dashed where a day is not known; "
        "a dot is a day on which one of its norms begins or ends by itself. The law is known to {day}.",
        "横条自施行至失效，日期不明者为虚线；圆点为其中规范单独开始或者终止之日。所知法律截至 {day}。",
    ),
    "lists note": (
        "An arrow leads to the edition that followed; a dashed one to a list of another zone that may be used "
        "on {day}.",
        "箭头指向后一版本；虚线箭头指向 {day} 可参照的其他区域清单。",
    ),
    "known to": ("known to", "所知截至"),
    "instruments": ("instruments", "文件"),
    "provisions read": ("provisions", "条款"),
    "begins later": ("norms that begin later", "此后生效的规范"),
    "about agreements": (
        "{count} agreements ({ranks}) with {commitments} commitments, {exceptions} exceptions and {arguments} "
        "arguments; their provisions: {provisions}.",
        "协定 {count} 项（{ranks}），承诺 {commitments} 项、例外 {exceptions} 项、论点 {arguments} 项；"
        "条款：{provisions}。",
    ),
    "about lists": (
        "{editions} editions of zone lists, of {open} of which something is not encoded.",
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
        "{lines} lines that stay the same are left out.",
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
        "What is not encoded may apply, so that the encoded norms alone give no all-clear: {named}.",
        "未编码之处可能适用，故仅凭已编码的规范不能认定无碍：{named}。",
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
    "may reach": (
        "Other law may reach it, which is no all-clear; that turns on what nobody stated: {named}.",
        "其他法律可能适用于该传输，故不能认定无碍；取决于尚未说明的事实：{named}。",
    ),
    "law to come": ("From {day}, {regime} also has: {named}", "自 {day} 起，{regime}另有：{named}"),
    "law perhaps to come": ("Law to come that may reach it: {named}", "将来可能适用的法律：{named}"),
    "which laws": ("Which law applies, and by which rule", "适用的法律及其依据"),
    "other laws": ("{count} others", "另外 {count} 部法律"),
    "perhaps also": ("perhaps also {named}", "可能还有{named}"),
    "may apply": ("may apply: {named}", "可能适用：{named}"),
    "to do together": (
        "What to do under all of them, before the transfer unless said otherwise (needed? · in place?)",
        "各法合计的待办事项，除注明外须在传输前完成（需要？· 已就位？）",
    ),
    "one law alone": (
        "Joint verdict of all law that applies: the gravest counts. The page of one law: --regime NAME.",
        "此为全部适用法律的合并结论，取其最严。仅看一部法律：--regime 名称。",
    ),
    "decides reach": ("decides whether this law applies", "决定下列法律是否适用"),
    "turns on the law": ("what is open or not encoded", "未决或者未编码之处"),
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
    # citations
    "stands": ("stands", "现行有效"),
    "superseded": ("superseded", "已被取代"),
    "ended": ("no longer in force", "已失效"),
    "not-yet": ("not yet in force", "尚未施行"),
    "says-otherwise": ("says something else, as far as it is held here", "与本库所载内容不符"),
    "renumbered": ("the number has moved", "条号已变动"),
    "no-entry-into-force": ("no day of entry into force is recorded", "未载明施行日期"),
    "not-held": ("not in this knowledge base", "本知识库未收录"),
    "unnamed": ("names no law", "未指明法律"),
    "superseded by": ("since {day}: {new}", "自{day}起：{new}"),
    "ended on": ("since {day}", "自{day}起"),
    "number omitted": ("the text has no such article", "文本中没有该条"),
    "in force from": ("in force from {day}", "自{day}起施行"),
    "adopted on": ("adopted on {day}", "{day}通过"),
    "not adopted by then": ("not adopted by then", "当日尚未通过"),
    "number was": (
        "until {day} this number was {former}, whose rule is now {new}",
        "{day}以前该条号为{former}，其规则现为{new}",
    ),
    "sentence names": (
        "the sentence names {named}; what is held of the article is about {held}",
        "该句所称为{named}；本库所载该条内容涉及{held}",
    ),
    "sentence counts": (
        "the sentence draws the line at {named}; what is held of the article draws it at {held}",
        "该句所述界限为{named}；本库所载该条界限为{held}",
    ),
    "nothing of the kind": ("nothing of the kind", "并无此类内容"),
    "stands in": ("{named}: see {where}", "{named}：见{where}"),
    "not held is not none": (
        "which does not mean that it does not exist",
        "未收录不等于不存在",
    ),
    "title meant": ("did you mean {title}?", "是否指{title}？"),
    "held as": ("held as {where}", "本库所载为{where}"),
    "title presumed": (
        "taken as one of {title}, the only law that the sentence names",
        "按该句唯一指明的法律（{title}）理解",
    ),
    "law known until": (
        "the law is known here until {day}; what was made later is not told",
        "本库所知法律截至{day}；其后制定者未予反映",
    ),
    "in every mark": ("{count} {mark}", "{mark} {count} 处"),
    "citations found": ("Citations ({count})", "引用（{count} 处）"),
    "no citation found": ("No citation was found in the text.", "文中未发现引用。"),
    "column place": ("place", "位置"),
    "column citation": ("citation", "引用"),
    "column mark": ("mark", "标记"),
    "column reason": ("why", "理由"),
    "changed on": ("changed on", "变动日期"),
    "now stands": ("now in its place", "现取代者"),
    "stood before": ("before under this number", "此前该条号"),
    "stands now in": ("that rule now", "该规则现为"),
    "cited as": (
        "{citation}; Lexflux {version}, {identifier}, law of {day}",
        "{citation}；Lexflux {version}，{identifier}，{day}的法律",
    ),
    "places recognised": ("places and bodies recognised: {count}", "所认定的法域和机构：{count} 个"),
    "own law": ("its own law, as far as encoded", "本法域法律（已编码者）"),
    "column place of law": ("place", "法域"),
    "column scope": ("scope", "范围"),
    "column days": ("days", "期间"),
    "column provision": ("provision", "依据"),
    "known to begin later": ("Known to begin after that day", "已知在该日之后开始者"),
    "from day to day": ("from {before} to {after}", "自 {before} 至 {after}"),
    "transfers compared": ("transfers: {count}", "传输：{count} 项"),
    "answers changed": ("answers that change: {count}", "结论变动：{count} 项"),
    "files of law differ": (
        "law files that are not those of the snapshot: {count} ({files})",
        "与快照不同的法律文件：{count} 个（{files}）",
    ),
    "verdicts recorded alone": (
        "of the former run the verdicts alone are recorded; what lies between is derived from the law held here",
        "先前运行仅记录结论；其余依现有法律库推导",
    ),
    "answer of other law": (
        "the recorded answer is not what the law held here gives for that day: law, tool or facts have changed since",
        "所记录的答案与现有法律库就该日得出的不同：法律库、工具或者事实此后已变",
    ),
    "recorded, not in the register": (
        "recorded then, not met in the register with the same facts or name: {count}",
        "当时有记录，登记册中未见相同事实或者名称者：{count} 项",
    ),
    "changes of verdict": ("verdict", "结论"),
    "changes of requirements": ("requirements", "要求"),
    "changes of questions": ("what is open", "待定事项"),
    "changes of grounds": ("articles alone", "仅依据条文"),
    "begins": ("begins", "开始适用"),
    "ends": ("ends", "停止适用"),
    "turns": ("now otherwise", "现有不同"),
    "no law then": ("no law in force", "尚无施行中的法律"),
    "by time alone": (
        "no law began or ended: the day alone, such as that of a safeguard or the end of its validity",
        "并无法律变动：仅因日期，例如保障措施的日期或者有效期届满",
    ),
    "nothing changes": ("No answer changes.", "没有结论变动。"),
    "column change": ("change", "变动"),
    "column day": ("day", "日期"),
    "column norms": ("by", "原因"),
    "enacted, not in force": ("enacted, not yet in force", "已通过、尚未施行"),
}


def phrase(key: str, language: str, **values: object) -> str:
    """
    Return a fixed phrase with its places filled.

    >>> phrase("law of", "en", day="2026-01-01")
    'law of 2026-01-01'
    """
    texts = PHRASES[key]
    return texts[LANGUAGES.index(language)].format(**values)


def preferred_language() -> str:
    """Return the language for what nobody asks for in one: that of ``LEXFLUX_LANG``, else English."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


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
