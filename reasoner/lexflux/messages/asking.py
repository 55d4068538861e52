"""Messages of errors of dialogues, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "unknown skeleton": (
        "--kind: there is no skeleton '{name}'; there are {known}.{hint}",
        "--kind：没有骨架“{name}”；可选：{known}。{hint}",
    ),
    "unwritable file": ("{name}: cannot be written: {problem}.", "{name}：无法写入：{problem}。"),
    "no owner": (
        "{where}: '{value}' is no place with a share in per cent, such as {example}.{hint}",
        "{where}：“{value}”不是法域及份额百分比，例如 {example}。{hint}",
    ),
    "several files to ask about": ("--ask: name one file, or none.", "--ask：请给出一个文件，或者不给出。"),
    "nothing answered": (
        "{where}: say something, or unknown, or none.",
        "{where}：请作答，或者写“未知”或“无”。",
    ),
    "none is no answer": (
        "{where}: it is one of these, or unknown, or not applicable.",
        "{where}：请从中选择，或者写“未知”或“不适用”。",
    ),
    "no such law": ("{where}: choose one of {known}.", "{where}：请从 {known} 中选择。"),
    "file exists": (
        "{name}: exists already and is not overwritten; name another file.",
        "{name}：已存在，不予覆盖；请另取文件名。",
    ),
    "flow cannot be asked": (
        "{name}: a flow; ask about one transfer at a time.",
        "{name}：为多段流；请逐次就单次传输提问。",
    ),
}
