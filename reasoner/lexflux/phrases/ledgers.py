"""Words of ledgers and their watch, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "ledger: id": ("id", "编号"),
    "ledger: date": ("date", "日期"),
    "ledger: person": ("person", "个人标识"),
    "ledger: people": ("people", "人数"),
    "ledger: device": ("device", "设备标识"),
    "ledger: devices": ("devices", "设备数"),
    "ledger: sketch": ("sketch", "去重草图"),
    "ledger: estimated": (
        "by {sketch} about {number} (95 in 100 such estimates lie within {least} to {most})",
        "按{sketch}估计约{number}（此类估计百分之九十五在{least}至{most}之间）",
    ),
    "ledger: kinds": ("counted as", "计数对象类别"),
    "ledger: added": (
        "{name}: {count} {count:record|records} added, of {profiles} {profiles:kind|kinds} of transfer",
        "{name}：已登记{count}条记录，涉及{profiles}类传输",
    ),
    "ledger: between": ("{least} to {most}", "{least}至{most}"),
    "ledger: since": ("since {day}", "自{day}起"),
    "ledger: perhaps": ("{count} {count:record counts|records count} perhaps", "其中{count}条记录是否计入未定"),
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
    "ledger: erased": ("The key is erased from {count} {count:record|records}.", "已自{count}条记录中删除该标识。"),
    "ledger: retraction": (
        "{on}: retracted, {records} {records:row|rows}: {reason}",
        "{on}：撤回，{records}行：{reason}",
    ),
    "ledger: erasure": (
        "{on}: a key erased from {records} {records:row|rows}: {reason}",
        "{on}：自{records}行删除标识：{reason}",
    ),
    "ledger: earlier": (
        "{name}: {count} {count:record is|records are} dated before one that stands ahead of {count:it|them}; "
        "{count:it counts on its own day|they count on their own days}.",
        "{name}：{count}条记录的日期早于其前的记录；仍按各自日期计数。",
    ),
}
