"""Messages of errors of descriptions of transfers, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "not UTF-8": ("{name}: not UTF-8 text (byte {byte}).", "{name}：不是 UTF-8 文本（第 {byte} 字节）。"),
    "file too large": (
        "{name}: larger than {size} MB; one file describes one transfer.",
        "{name}：超过 {size} MB；一个文件只描述一次传输。",
    ),
    "empty document": ("{name}: empty; expected a transfer.", "{name}：内容为空；应为一次传输的描述。"),
    "repeated key": (
        "{name}:{line}: the key '{repeated}' stands twice in one node.",
        "{name}:{line}：同一节点中键“{repeated}”重复。",
    ),
    "not a mapping": (
        "{name}: expected a mapping of facts such as exporter, recipient, data.",
        "{name}：应为事实的键值映射，如 exporter、recipient、data。",
    ),
    "key without value": (
        "{where}: '{name}' has no value; leave it out if nobody stated it, "
        "or list it under statedUnknown or notApplicable.",
        "{where}：“{name}”没有取值；未说明请删除，明确未知请列入 statedUnknown，不适用请列入 notApplicable。",
    ),
    "not one transfer": (
        "{name}: expected one node of type Transfer, found {count}.",
        "{name}：应恰有一个类型为 Transfer 的节点，现有 {count} 个。",
    ),
    "several transfers": (
        "{name}: expected one node of type Transfer, found {count}: {found}; put each into a file of its own.",
        "{name}：应恰有一个类型为 Transfer 的节点，现有 {count} 个：{found}；请各放入一个文件。",
    ),
    "a flow, not a transfer": (
        "{name}: describes a flow of several transfers; only check and explain read one, "
        "of other commands ask with a file of one transfer.",
        "{name}：所述为由多次传输组成的流；仅 check 和 explain 可读取，其他命令请使用只述一次传输的文件。",
    ),
    "no key of a flow": (
        "{where}: '{fact}' is no key of a flow; expected parties, datasets, safeguards, legs, date, label.{hint}",
        "{where}：“{fact}”不是流的键；应为 parties、datasets、safeguards、legs、date、label。{hint}",
    ),
    "node of no leg": (
        "{where}: {node} is described, but belongs to no leg of the flow.",
        "{where}：{node} 虽有描述，但不属于流的任何一段。",
    ),
    "no list of legs": (
        "{where}: legs must be a list of transfers, at least one.",
        "{where}：legs 须为传输的列表，至少一项。",
    ),
    "not described by name": (
        "{where}: {block} must be a mapping from names to descriptions.",
        "{where}：{block} 须为名称到描述的映射。",
    ),
    "two legs of one name": (
        "{where}: a leg called '{name}' stands at {before} already.",
        "{where}：名为“{name}”的一段已见于 {before}。",
    ),
    "unknown leg": (
        "No leg is called '{name}'; known: {known}.{hint}",
        "没有名为“{name}”的一段；已有：{known}。{hint}",
    ),
    "continues no leg": (
        "{where}: leg '{leg}' continues '{name}', but no leg is called so; known: {known}.{hint}",
        "{where}：“{leg}”一段承接“{name}”，但没有该名称的一段；已有：{known}。{hint}",
    ),
    "covers no leg": (
        "{where}: safeguard '{node}' covers leg '{name}', but no leg is called so; known: {known}.{hint}",
        "{where}：保障措施“{node}”所涵盖的“{name}”不是任何一段的名称；已知：{known}。{hint}",
    ),
    "continues a later leg": (
        "{where}: leg '{leg}' continues '{later}', which comes later, at {there}; put the earlier leg first.",
        "{where}：“{leg}”一段承接其后位于 {there} 的“{later}”；请将先发生的一段写在前面。",
    ),
    "circle of legs": (
        "{where}: legs continue each other in a circle: {steps}; the first leg of a flow continues none.",
        "{where}：各段循环承接：{steps}；流的第一段不承接任何一段。",
    ),
    "not passed on by its recipient": (
        "{where}: leg '{leg}' continues '{before}', but its exporter is '{exporter}' and the data went to "
        "'{recipient}' ({there}); leave the exporter out, or add the leg in between.",
        "{where}：“{leg}”一段承接“{before}”，但其提供方为“{exporter}”，而数据此前提供给“{recipient}”（{there}）；"
        "请省略提供方，或者补上中间一段。",
    ),
    "not described": (
        "{where}: leg '{leg}', {fact}: '{name}' is not described under {block} ({there}).{hint}",
        "{where}：“{leg}”一段的 {fact}：“{name}”未在 {block}（{there}）中描述。{hint}",
    ),
    "described in DPV": (
        "{name}: no node of type Transfer, but a description in DPV; "
        "turn it into a transfer first: lexflux query dpv-transfer-to-lexflux --data {name}",
        "{name}：没有类型为 Transfer 的节点，而是 DPV 描述；"
        "请先转换：lexflux query dpv-transfer-to-lexflux --data {name}",
    ),
    "unknown property": (
        "{where}: {path}, {fact}: unknown property.{hint}",
        "{where}：{path} 的 {fact}：未知属性。{hint}",
    ),
    "property of another node": (
        "{where}: {path}, {fact}: unknown property. It is a fact of {owner}.",
        "{where}：{path} 的 {fact}：未知属性。它是 {owner} 的事实。",
    ),
    "unknown kind": (
        "{where}: {path}, {fact}: '{kind}' is no known kind of {owner}.{hint}",
        "{where}：{path} 的 {fact}：“{kind}”不是已知的 {owner} 类别。{hint}",
    ),
    "name for several safeguards": (
        "{where}: {path}, {fact}: '{kind}' stands for several safeguards, each with conditions of its own. "
        "State the one that is meant: {names}.",
        "{where}：{path} 的 {fact}：“{kind}”统称若干保障措施，各有计入条件。请说明所指的一项：{names}。",
    ),
    "no kind": (
        "{where}: {path}, {fact}: state at least one kind, for example HealthData or SecurityAssessment.",
        "{where}：{path} 的 {fact}：请至少说明一个类别，例如 HealthData 或 SecurityAssessment。",
    ),
    "restated": (
        " It is said by {now} since; `lexflux upgrade` rewrites the file.",
        "现以 {now} 表述；可用 `lexflux upgrade` 改写文件。",
    ),
    "restated by hand": (" {note}", "{note}"),
    "several ways to restate": (
        "{where}: {fact}: {value}. {note}",
        "{where}：{fact}：{value}。{note}",
    ),
    "restated twice": (
        "{where}: {fact}: {value} is said by {now} since, but {prop} has another value there.",
        "{where}：{fact}：{value} 现以 {now} 表述，但该处 {prop} 已有其他取值。",
    ),
    "nothing to restate it of": (
        "{where}: {fact}: {value} is said by {now} since, and there is no such node.",
        "{where}：{fact}：{value} 现以 {now} 表述，但没有该节点。",
    ),
    "no tree to upgrade": (
        "{name}: only YAML and JSON files with the fields of a transfer can be upgraded.",
        "{name}：仅可改写以传输字段书写的 YAML 和 JSON 文件。",
    ),
    "union of places": (
        " {name} is a union of places: name the member.",
        "{name}是多个法域组成的联盟：请写出具体成员。",
    ),
    "part of a place": (
        " {name} is part of a place: name the place here, and the part as subdivision: {term}.",
        "{name}是某一法域的一部分：请在此写明该法域，并另写 subdivision: {term}。",
    ),
    "second document": ("a second document begins here", "此处开始了第二个文档"),
    "key no word": ("a key is a word, no mapping or list", "键须为词，不能是映射或列表"),
    "unknown alias": ("nothing is named &{name}", "没有名为 &{name} 的内容"),
    "alias of itself": ("*{name} stands inside what it names", "*{name} 位于其所指内容之内"),
    "tag not read": ("the tag {name} is not read", "不读取标签 {name}"),
    "control character": (
        "{where}: holds the control character {code}; expected plain text.",
        "{where}：含有控制字符 {code}；应为普通文本。",
    ),
    "context not a mapping": (
        "{name}: @context must be a mapping of terms, or a list of such.",
        "{name}：@context 须为术语映射，或由其组成的列表。",
    ),
    "term not read": (
        "{name}: the @context defines {terms} in a way that is not read; "
        "define terms by @id, @type and @language, for all nodes alike.",
        "{name}：@context 对 {terms} 的定义方式无法读取；请以 @id、@type、@language 定义术语，并适用于所有节点。",
    ),
    "keys not mapped": (
        "{where}: the @context of the file does not map {keys}, so that JSON-LD would drop what is stated there; "
        "map each key, or write {context}.",
        "{where}：文件的 @context 未映射 {keys}，JSON-LD 会丢弃其内容；请逐一映射，或者写 {context}。",
    ),
    "keyword not read": (
        "{where}: {keyword} is not read here; state facts by @id, @type and the keys of the schema.",
        "{where}：此处不读取 {keyword}；请用 @id、@type 和模式中的键说明事实。",
    ),
    "not one name": ("{where}: '{name}' must be one name.", "{where}：“{name}”须为单个名称。"),
    "too many values": (
        "{name}: says more than {most} values, its aliases counted out; one file describes one transfer.",
        "{name}：取值（别名展开后）超过 {most} 个；一个文件只描述一次传输。",
    ),
    "too deep": (
        "{where}: nested more than {deepest} levels deep; nothing is read beyond that.",
        "{where}：嵌套超过 {deepest} 层；更深的内容不予读取。",
    ),
    "triple term": (
        "{where}: holds statements about statements (triple terms), which are not read; state facts directly.",
        "{where}：含有关于陈述的陈述（triple term），不予读取；请直接陈述事实。",
    ),
    "second graph": (
        "{where}: has more than one graph; only one is read. Move what stands in {graphs}.",
        "{where}：含有多个图，只读取一个。请移出 {graphs} 中的内容。",
    ),
    "node not reached": (
        "{where}: nothing leads from the transfer to the node {node} with {fact} '{value}', so it would not be read; "
        "name it as the value of a fact, or leave it out.",
        "{where}：从传输出发无法到达节点 {node}（{fact} 为“{value}”），其内容不会被读取；"
        "请将其列为某项事实的值，或者删除。",
    ),
    "no fact of the node": (
        "{where}: {path}, {fact}: '{named}' is no fact of this node.{hint}",
        "{where}：{path} 的 {fact}：“{named}”不是该节点的事实。{hint}",
    ),
    "two classes of node": (
        "{where}: {path}, {fact}: the node is also a {owner}.",
        "{where}：{path} 的 {fact}：该节点同时是 {owner}。",
    ),
    "value not allowed": (
        "{where}: {path}, {fact}: found '{value}'. {rule}{hint}",
        "{where}：{path} 的 {fact}：现为“{value}”。{rule}{hint}",
    ),
    "range without bounds": (
        "{where}: {path}, {fact}: found nothing. A range of a count gives 'from', this number or more, 'below', fewer "
        "than this number, or both.",
        "{where}：{path} 的 {fact}：现为空缺。计数区间应写 from（该数以上）、below（不满该数）或者两者。",
    ),
    "several values": (
        "{where}: {path}, {fact}: found {count} values. {rule}",
        "{where}：{path} 的 {fact}：现为{count}个值。{rule}",
    ),
    "required fact": ("{where}: {path}, {fact}: found nothing. {rule}", "{where}：{path} 的 {fact}：现为空缺。{rule}"),
    "value and state": (
        "{where}: {path}, {fact}: has a value and is also stated as unknown or not applicable.",
        "{where}：{path} 的 {fact}：既有取值又被列为未知或不适用。",
    ),
    "complete and unknown": (
        "{where}: {path}, {fact}: is said to be stated in full and also to be unknown or not applicable.",
        "{where}：{path} 的 {fact}：既称已列全又被列为未知或不适用。",
    ),
    "denied fact of another node": (
        "{where}: {path}, denied {fact}: a node of class {owner} has no such fact; deny it on the node it belongs to.",
        "{where}：{path} 所否认的 {fact}：“{owner}”类节点无此事实；请在其所属节点否认。",
    ),
    "kinds that exclude each other": (
        "{where}: {path}, {fact}: {one} and {other} exclude each other; describe data of both kinds as two nodes.",
        "{where}：{path} 的 {fact}：{one} 与 {other} 互相排斥；兼有两类的，请分为两个节点描述。",
    ),
    "stated and denied": (
        "{where}: {path}, {fact}: '{value}' is denied, and stated of the same node itself or through a kind below it.",
        "{where}：{path} 的 {fact}：“{value}”被否认，但同一节点又直接或者经由其下位类别作了声明。",
    ),
}
