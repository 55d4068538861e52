"""Messages of errors of comparisons of law, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no adequacy": (
        "{regime}: no recognition of places as adequate is encoded. What that law designates is something else: "
        "{known} (lexflux query which-places-are-designated).",
        "{regime}：未编码充分性认定。该法所作指定为他类：{known}（lexflux query which-places-are-designated）。",
    ),
    "same place twice": (
        "Both places are {place}: name two different ones.",
        "两个法域均为{place}：请写出两个不同的法域。",
    ),
    "unknown place": ("Unknown place '{name}'.{hint}", "未知法域“{name}”。{hint}"),
    "unknown topic": ("Unknown topic '{name}'. Known: {known}.{hint}", "未知主题“{name}”。已知：{known}。{hint}"),
    "unknown agreement": (
        "'{name}' is no agreement.{hint}",
        "“{name}”不是协定。{hint}",
    ),
    "several days of topics": (
        "--topic and --agreement compare the law of one day: give --on once.",
        "--topic 和 --agreement 只比较一个日期的法律：--on 只写一次。",
    ),
}
