"""The table of operations. A new one is one more entry: routes, OpenAPI, the page and the tests follow from it."""

from __future__ import annotations

import json
from typing import Any

from lexflux import resources
from lexflux.explain.answer import Answer
from lexflux.explain.data import MEMBERS
from lexflux.explain.flow_answer import Flow
from lexflux.explain.joint_answer import Joint
from lexflux.explain.plan_answer import PlanData
from lexflux.explain.treaty_answer import TreatyAnswer
from lexflux.faces.web.api import data, data_of_law, of_law, of_transfers
from lexflux.faces.web.api.operation import STATE_FORMS, TRANSFER_FORMS, Body, Operation, Parameter
from lexflux.phrases import LANGUAGES

TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\x00-\x1f]+$"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
FLAG: dict[str, Any] = {"type": "string", "enum": ["true", "false"]}
NOTATION = TEXT | {"pattern": "^[a-z]+$", "maxLength": 20}

LANG = Parameter("lang", ("Language of texts.", "文字语言。"), {"type": "string", "enum": list(LANGUAGES)})
REGIME = Parameter(
    "regime",
    ("The law asked: cn, eu, uk ... (terms?kind=regimes).", "适用的法律：cn、eu、uk 等（见 terms?kind=regimes）。"),
    NOTATION,
)
REGIMES = Parameter("regime", REGIME.about, NOTATION, several=True)
ON = Parameter(
    "on", ("Day whose law is applied; without it that of the transfer.", "适用法律的日期；默认为传输日期。"), DAY
)
DAYS = Parameter("on", ("Days of law.", "适用法律的日期，可多个。"), DAY, several=True)
THAT_DAY = Parameter("on", ("The day (needed).", "日期（必填）。"), DAY, needed=True)
READING = Parameter(
    "reading",
    ("Chosen reading of an open point: POINT=READING.", "选定未决点的解读：POINT=READING。"),
    TEXT | {"pattern": "^[^=\\x00-\\x1f]+=[^\\x00-\\x1f]+$"},
    several=True,
)
STRICT = Parameter("strict", ("Presume nothing.", "不作推定。"), FLAG)
IN_ADDRESS = Parameter(
    "t",
    (
        "The transfer packed into the address, as Content-Location of a POST has it; with GET.",
        "以地址携带的传输，取自 POST 响应的 Content-Location；用于 GET。",
    ),
    {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
)
FIELDS = Parameter(
    "fields",
    (
        "In JSON only these members, in a joint answer and in that of each law alike, beside verdict and possible "
        "verdicts; leftOut names the others, which are not derived. Without it the whole answer.",
        "JSON 中仅含这些成员（共同结论与各法结论相同），另含结论及可能结论；其余不予推导，列于 leftOut。"
        "不填则为完整答案。",
    ),
    {"type": "string", "enum": sorted({*MEMBERS, *Joint.__annotations__})},
    several=True,
)
TOPIC = Parameter("topic", ("Only these topics.", "仅限这些主题。"), TEXT, several=True)

DECIDING = (REGIME, ON, READING, STRICT, IN_ADDRESS)
TRANSFER = Body(TRANSFER_FORMS, "Transfer")
PERHAPS_WRONG = Body(TRANSFER_FORMS, None)
TABLE = {"json": data.TableData, "text": None, "markdown": None, "csv": None, "svg": None}
TOLD = json.loads((resources.folder("examples") / "beijing-hospital.json").read_text("utf-8"))
EXAMPLE = json.dumps({key: TOLD[key] for key in TOLD.keys() - {"label", "comment", "source"}}, sort_keys=True)
FROM, TO = (TOLD[party]["locatedIn"] for party in ("exporter", "recipient"))
THE_DAY = ("on", TOLD["date"])
LATER = "2024-03-21"

_TABLE = (
    Operation(
        "decide",
        (
            "Decide a transfer or a flow: may it go, and what has to be done first? Lines of NDJSON are decided one by "
            "one, each in short.",
            "判定一次传输或一组传输：能否传输，事先须做什么？NDJSON 逐行判定，各行仅给简要结论。",
        ),
        of_transfers.decide,
        {"json": Answer | Joint | Flow, "text": None, "markdown": None, "turtle": None, "csv": None},
        (*DECIDING, FIELDS),
        TRANSFER,
        ((THE_DAY,), EXAMPLE),
        of_transfers.rows,
    ),
    Operation(
        "ask",
        (
            "Send where a dialogue stands, with an answer to its question; back come the state and the next question, "
            "none where nothing changes the verdict any more. Nothing is written down here.",
            "提交对话状态及对其问题的回答，返回新状态和下一问题；再无可改变结论者则为空。此处不写入任何内容。",
        ),
        of_transfers.ask,
        {"json": data.NextQuestion},
        (),
        Body(STATE_FORMS, "Asked"),
        ((), json.dumps({"transfer": {}, "answer": FROM})),
    ),
    Operation(
        "explain",
        (
            "Explain a decision norm by norm: effective, defeated, open or, of those named, not triggered.",
            "逐条说明判定理由：生效、被排除、未定；所点名者含未触发的规范。",
        ),
        of_transfers.explain,
        {"json": data.Explanation, "text": None},
        (*DECIDING, Parameter("norm", ("Only these norms.", "仅限这些规范。"), TEXT, several=True)),
        TRANSFER,
        ((THE_DAY,), EXAMPLE),
    ),
    Operation(
        "plan",
        (
            "Plan what has to be done: steps, authorities, papers, times, the earliest start.",
            "列出须办事项：步骤、机关、材料、期限与最早开始日。",
        ),
        of_transfers.plan,
        {"json": PlanData, "text": None, "markdown": None, "csv": None, "ical": None},
        (REGIMES, ON, Parameter("start", ("Day on which work begins.", "办理起始日。"), DAY), *DECIDING[2:]),
        TRANSFER,
        ((THE_DAY,), EXAMPLE),
    ),
    Operation(
        "compare",
        (
            "Compare a transfer under several laws, days or places of departure; without one, what laws and agreements "
            "say on topics, or the thresholds that laws set.",
            "比较一次传输在不同法律、日期或出发地下的结论；不提交传输时，按主题比较法律与协定，或比较门槛。",
        ),
        of_transfers.compare,
        TABLE,
        (
            REGIMES,
            DAYS,
            Parameter(
                "from", ("As if exporter and data were there.", "假设提供方和数据位于该法域。"), TEXT, several=True
            ),
            TOPIC,
            Parameter("agreement", ("Agreements, by identifier.", "协定标识。"), TEXT, several=True),
            Parameter("thresholds", ("The numbers that laws set.", "各法门槛。"), FLAG),
            IN_ADDRESS,
        ),
        Body(TRANSFER_FORMS, "Transfer", needed=False),
        ((("thresholds", "true"), THE_DAY), ""),
    ),
    Operation(
        "treaties",
        (
            "Say which agreements bind two places towards each other, how strongly, and which domestic law is in "
            "tension with them.",
            "列出约束两个法域的协定、其效力以及与之存在张力的国内法。",
        ),
        of_law.treaties,
        {"json": TreatyAnswer, "text": None, "markdown": None, "csv": None},
        (
            Parameter(
                "between",
                ("The two places, each once.", "两个法域，各写一次。"),
                TEXT,
                several=True,
                needed=True,
                times=2,
            ),
            THAT_DAY,
            TOPIC,
        ),
        None,
        ((("between", FROM), ("between", TO), THE_DAY, ("topic", "localisation")), ""),
    ),
    Operation(
        "routes",
        (
            "Find lawful ways for data from one place to another, directly or onward through a third; without the "
            "other where they may go, without both from where everything is reached.",
            "查找数据自一法域至另一法域的合法途径，直接或者经第三地；不填终点则列可至何处，均不填则列全部。",
        ),
        of_law.routes,
        {"json": data_of_law.WaysData | data_of_law.ReachedData | data.TableData, "text": None, "markdown": None},
        (
            Parameter("from", ("From where: a code or a name.", "起点：代码或名称。"), TEXT),
            Parameter("to", ("Where to.", "终点。"), TEXT),
            Parameter("data", ("Kinds of data (contact data).", "数据类别（联系方式）。"), TEXT, several=True),
            Parameter("purpose", ("Purposes.", "目的。"), TEXT, several=True),
            Parameter("people", ("Of how many people.", "涉及人数。"), {"type": "integer", "minimum": 0}),
            THAT_DAY,
        ),
        None,
        ((("from", FROM), THE_DAY), ""),
    ),
    Operation(
        "diff",
        (
            "Say exactly which transfers two laws, or one law on two days, treat differently: rules that are proven to "
            "leave none out.",
            "精确列出两部法律或者同一法律两日之间处理不同的传输，规则经证明无遗漏。",
        ),
        of_law.diff,
        {"json": data_of_law.DiffData, "text": None, "markdown": None},
        (
            Parameter(
                "law",
                ("The two laws, each of a day: cn@2024-03-21.", "两部法律及其日期：cn@2024-03-21。"),
                TEXT | {"pattern": "^[a-z]+@[0-9-]+$", "maxLength": 40},
                several=True,
                needed=True,
                times=2,
            ),
        ),
        None,
        ((("law", f"sg@{TOLD['date']}"), ("law", f"sg@{LATER}")), ""),
    ),
    Operation(
        "validate",
        (
            "Validate a transfer, or the decision on it, against its SHACL shapes.",
            "以 SHACL 形状验证一次传输或其判定。",
        ),
        of_transfers.validate,
        {"json": data.Validation, "text": None},
        (
            Parameter(
                "shapes",
                ("transfer, or compliance for the decision.", "transfer；或 compliance 以验证判定。"),
                {"type": "string", "enum": ["transfer", "compliance"]},
            ),
            *DECIDING,
        ),
        PERHAPS_WRONG,
        ((), EXAMPLE),
    ),
    Operation(
        "find",
        (
            "Find norms, provisions, terms and whatever else by words of their labels, gists and notes.",
            "按名称、概要和说明中的词语查找规范、条款、术语等。",
        ),
        of_law.find,
        TABLE,
        (
            Parameter("q", ("Words; all have to be there.", "词语，须全部出现。"), TEXT, needed=True),
            Parameter(
                "kind", ("norm, provision, safeguard, place ...", "类别：norm、provision、safeguard、place 等。"), TEXT
            ),
            REGIME,
            Parameter(
                "limit",
                ("At most so many (20).", "最多条数（20）。"),
                {"type": "integer", "minimum": 1, "maximum": 500},
            ),
        ),
        None,
        ((("q", "standard contract"),), ""),
    ),
    Operation(
        "terms",
        (
            "List what the knowledge base holds of one kind: regimes, norms, instruments, places, data-kinds ...",
            "列出知识库中某一类别的全部内容：regimes、norms、instruments、places、data-kinds 等。",
        ),
        of_law.terms,
        TABLE,
        (
            Parameter("kind", ("What is listed.", "列出的类别。"), TEXT, needed=True),
            Parameter("on", ("Only what holds on that day.", "仅列当日有效者。"), DAY),
            Parameter("zone", ("Of data kinds, those of a zone.", "某区域清单的数据类别。"), TEXT),
            Parameter("regime", ("What is of its law, or terms that it reads.", "该制度的内容或者所涉术语。"), TEXT),
        ),
        None,
        ((("kind", "regimes"),), ""),
    ),
)
OPERATIONS = {one.name: one for one in _TABLE}
