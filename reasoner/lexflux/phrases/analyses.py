"""Words of analyses by proof, routes, networks and scores, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
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
    "network of citations": ("Which instruments cite which · {day}", "法律文件之间的引用 · {day}"),
    "network of provisions": ("Which provisions cite which · {day}", "条款之间的引用 · {day}"),
    "network of recognition": ("Which regimes designate which places · {day}", "各制度对法域的认定 · {day}"),
    "network of agreements": ("Which places are bound by the same agreements · {day}", "受同一协定约束的法域 · {day}"),
    "network of similarity": ("How alike regimes are by their norms · {day}", "各制度规范的相似程度 · {day}"),
    "column cited by": ("from", "入度"),
    "column cites": ("to", "出度"),
    "column touched": ("touched by a repeal", "废止所波及"),
    "column neighbours": ("linked to", "相连"),
    "column weight": ("weight", "权重"),
    "column between": ("betweenness", "中介度"),
    "column pagerank": ("PageRank", "PageRank"),
    "column cases": ("cases that rest on it", "以其为依据的案例"),
    "matrix: cites": ("{one} cites {other}: {count}", "{one}引用{other}：{count}"),
    "matrix: citations": (
        "A row cites the columns; a cell counts citations. Beside each name stands its PageRank; the {most} of {whole} "
        "with the greatest are drawn, those of one regime together.",
        "行引用列，格内为引用次数。名称旁为 PageRank；图示 {whole} 项中数值最高的 {most} 项，同一制度者相邻。",
    ),
    "matrix: similarity": (
        "A cell is the share, in per cent, of the pairs of modality and topic that the norms of both regimes have "
        "among those that one of them has (P. Jaccard, 1901). Alike regimes stand together, along a maximum spanning "
        "tree. It tells what laws speak of, not that they say the same.",
        "格内为双方规范共有的模态与主题组合占任一方所有者的百分比（P. Jaccard，1901）。相似的制度沿最大生成树相邻排列。"
        "其表示法律涉及何事，并不表示规定相同。",
    ),
    "matrix: agreements": (
        "A cell is a party that is bound on the day, with the year since which it is; its shade is the strongest "
        "commitment of the agreement on data flows, before any exception. Beside each party stands the number of its "
        "agreements here.",
        "格为当日受约束的缔约方及其受约束的起始年份；深浅为该协定关于数据流动的最强承诺，未计例外。缔约方旁为其在此的协定数。",
    ),
    "matrix: no commitment": ("bound, no commitment on data flows", "受约束，无数据流动承诺"),
    "network method": (
        "From and to count edges; touched by a repeal is all that leads to a node, directly or through others; "
        "betweenness is the share of shortest paths through it (L. C. Freeman, 1977), PageRank how often who follows "
        "edges at random comes to it (L. Page, S. Brin, 1998, damping 0.85). Two places weigh the agreements "
        "that bind both; two regimes the share of pairs of modality and topic that both have (P. Jaccard, 1901).",
        "入度、出度为边数；废止所波及为直接或者间接指向该节点者之数；中介度为经过该节点的最短路径"
        "所占比例（L. C. Freeman，1977），"
        "PageRank 为沿边随机行进者到达该节点的频率（L. Page、S. Brin，1998，阻尼 0.85）。"
        "两法域的权重为共同受约束的协定数；两制度的权重为双方共有的模态与主题组合所占比例（P. Jaccard，1901）。",
    ),
    "score: cases": ("cases", "案例"),
    "score: answered": ("answered", "已作答"),
    "score: right": ("right verdict", "结论正确"),
    "score: wrong clear": ("wrongly let go", "误予放行"),
    "score: requirements": ("requirements found", "要求命中"),
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
        "No lawful way was found: not directly, and not through another place; tried, of those whose law is encoded: "
        "{count}.",
        "未发现合法途径：不能直接传输，也不能经其他法域转送；所试已编码法域：{count}个。",
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
    "routes: fuller": (
        "and {count} more {count:way, not a lighter one|ways, none of them lighter}",
        "另有{count}条途径，均不更轻",
    ),
    "routes: supposed": ("Supposed of each hop, and nothing else", "对每段均作如下假定，此外别无其他"),
    "routes: everything": (
        "Everything is reached directly, freely or with safeguards, from: {places}",
        "可直接（自由或者凭保障措施）到达各处的法域：{places}",
    ),
    "routes: no law": (
        "On this day no law that is encoded was in force anywhere; whether other law was is not told.",
        "当日任何法域均无已编码的法律施行；是否施行其他法律，不作说明。",
    ),
    "routes: nothing reaches all": (
        "From no place is every other one reached directly.",
        "没有法域可直接到达其他所有法域。",
    ),
    "routes: scope": (
        "Each hop is a transfer decided by all law that reaches it, onward hops under the conditions that come with "
        "the data. Third places are those whose law is encoded; what is here no way may be one with other "
        "facts, and a lawful way is no advice to go round a law.",
        "每段均为一次传输，依适用于它的全部法律判定；转送段并受数据所附条件约束。第三地仅限已编码法域；此处不通者，事实不同时可能可行"
        "；合法途径并非规避法律的建议。",
    ),
    "diff: counts not added up": (
        "Counts of several data sets are compared each for itself; where a law adds them up, the rules do not hold.",
        "数项数据的人数在此分别比较，不予相加；法律要求合计的，下列规则不适用。",
    ),
    "diff: derived baseline": (
        "Nobody wrote a baseline for these laws: an ordinary export is compared, in which what they read varies, kinds "
        "of data, roles, purposes and circumstances one at a time; what comes only together is not covered.",
        "尚无为该等法律编写的基准：所比较者为普通出口，其变动为法律所涉事实；数据类别、角色、目的和情形逐一变动，"
        "须同时出现者不在其内。",
    ),
    "rules folded": ("{count} more", "另有 {count} 项"),
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
    "audit: clean so far": (
        "Out of time: nothing unexplained was found in what was settled, which says nothing of the rest.",
        "超出时限：已穷尽部分未见无说明的发现；其余部分未作任何判断。",
    ),
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
    "diff of": ("{one} → {other}", "{one} → {other}"),
    "law as of": ("{regime}, law of {day}", "{regime}（{day}法律）"),
    "all else in place": (
        "Whatever else either law requires before the transfer is taken to be in place: "
        "the verdict turns on the mechanism alone.",
        "两法于传输前要求的其他事项均视为已落实：结论仅取决于出境机制。",
    ),
    "proven complete": (
        "Proven: of the {count} {count:pattern|patterns} that can occur none outside these rules differs, and "
        "none inside turns out otherwise. Patterns are not transfers: a share says nothing of how often they occur.",
        "已证明：在可能出现的 {count} 种情形中，规则之外无一不同，规则之内无一例外。"
        "情形不等于传输：占比不表示其发生的多少。",
    ),
    "not proven": (
        "Not proven: among {count} {count:pattern|patterns} some may differ outside these rules. Please report it.",
        "未能证明：{count} 种情形中，规则之外可能仍有不同。请报告。",
    ),
    "no mechanism": ("no mechanism", "无须办理机制"),
    "if this": ("if {rule}", "条件：{rule}"),
    "turns on a reading": (
        "turns on a reading of an open point of law wherever it was tried",
        "所试各例均取决于法律未决点的解读",
    ),
    "diff: no norm": ("no norm is about it", "无规范涉及"),
    "diff: not encoded": ("not encoded", "未编码"),
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
        "Open points of law are taken in their first reading (query which-points-of-law-are-open).",
        "法律未决点按其第一种解读处理（查询 which-points-of-law-are-open）。",
    ),
}
