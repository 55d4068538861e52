"""Words of dialogues, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "which law": ("law", "适用法律"),
    "which law is asked": (
        "The law of the exporter's place is not encoded; which law is asked instead?",
        "提供方所在地的法律尚未编码；改为适用哪一法律？",
    ),
    "asked of everybody": ("without it no law can be asked", "缺少此项则无法适用任何法律"),
    "answer may turn verdict": (
        "the verdict, or which law applies, may turn on it",
        "结论或者适用何种法律可能取决于此项",
    ),
    "how values": (
        "All that apply, by number or name, with commas; none (of these); unknown.",
        "请列全：以编号或名称作答，逗号分隔；无（均不是）；未知。",
    ),
    "how a value": ("One, by number or name; unknown.", "请选其一：编号或名称；未知。"),
    "how named values": (
        "All that apply, by name, with commas; none; unknown.",
        "请列全：以名称作答，逗号分隔；无；未知。",
    ),
    "how a named value": ("One, by name or code; unknown.", "请写其一：名称或代码；未知。"),
    "how to see meaning": ("?1 says what 1 means, ? shows all answers.", "?1 查看第 1 项的含义，? 列出全部答案。"),
    "how to see all": ("? shows all answers.", "? 列出全部答案。"),
    "said so far": ("so far", "已说明"),
    "also of these kinds": (
        "Is it, beside what was said, of one of these kinds?",
        "除已说明者外，是否还属于以下类别？",
    ),
    "one of these": ("Is it one of these?", "是否为以下之一？"),
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
        "The exporter sends the data to another place or lets somebody there reach them; the recipient gets or reaches"
        " them.\nEach answer is written to the file at once; stop, or end the input, and what is open stays unknown.",
        "数据提供方将数据传往其他法域，或者供当地人员访问；接收方取得或者访问该数据。\n"
        "每次作答即写入文件；输入“停止”或者结束输入时，未答者保持未知。",
    ),
    "dialogue ends": (
        "Nothing that is left to ask changes the verdict, nor by which way the data may go.",
        "其余问题均不再改变结论，也不改变数据可经由的途径。",
    ),
    "dialogue interrupted": ("Interrupted; kept in {file}: {command}", "已中断；保存于 {file}：{command}"),
    "nothing kept": ("Interrupted before anything could be kept.", "已中断，尚无可保存的内容。"),
    "kept in": ("Written to {file}: {command}", "已写入 {file}：{command}"),
    "states unknown": ("Not known", "未知"),
    "states complete": ("Listed in full: nothing else is the case", "已列全，别无其他"),
    "states not so": ("Does not apply", "不适用"),
    "decides which law": ("decides whether this law applies: {laws}", "决定以下法律是否适用：{laws}"),
    "matters": ("matters for {citations}", "关系到：{citations}"),
    "answers lead to": ("leads to", "各答案导致"),
    "turns verdict": ("changes the verdict in {share} of cases", "在 {share} 的情形下改变结论"),
    "perhaps turns verdict": ("changes the verdict in about {share} of cases", "约在 {share} 的情形下改变结论"),
    "is it": ("asked about: {values}", "所询问的取值：{values}"),
    "to write": ("in the file: {entry}", "文件中写作：{entry}"),
    "said unknown": ("stated as unknown", "已声明未知"),
    "counts if concluded": (
        "{safeguard}: only if concluded before {day}",
        "{safeguard}：仅于 {day} 之前订立的方可计入",
    ),
}
