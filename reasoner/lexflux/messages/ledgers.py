"""Messages of errors of ledgers and their watch, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no ledger": (
        "{name}: no ledger; make one with `lexflux ledger add {name} FILE`, in a folder that is new or empty.",
        "{name}：不是台账；请以 `lexflux ledger add {name} FILE` 在新文件夹或者空文件夹中建立。",
    ),
    "ledger broken": ("{name}: the ledger cannot be read: {problem}.", "{name}：台账无法读取：{problem}。"),
    "ledger file cut": (
        "{name}: this file of the ledger is missing or cut short: the manifest says {size} "
        "{size:byte|bytes}. Put back a copy.",
        "{name}：台账的该文件缺失或者被截断：清单载明为 {size} 字节。请以副本恢复。",
    ),
    "ledger in use": (
        "{name}: another program is adding to this ledger; try again when it is done.",
        "{name}：另一程序正在写入该台账；请待其完成后重试。",
    ),
    "id in ledger": (
        "{name}: the ledger holds the id '{id}' already ({count} in all); nothing was added. A record is corrected "
        "with `lexflux ledger retract`.",
        "{name}：台账已有编号“{id}”（共{count}条）；未写入任何记录。更正请用 `lexflux ledger retract`。",
    ),
    "id twice": (
        "{where}, column '{column}': the id '{id}' stands in row {first} already.",
        "{where}，列“{column}”：编号“{id}”已见于第{first}行。",
    ),
    "ledger column missing": (
        "{name}: no column of the name {columns}; one is needed.",
        "{name}：缺少名为 {columns} 的列；须有其一。",
    ),
    "ledger column of type": (
        "{name}, column '{column}': of the type {type}; expected are dates in 'date', whole numbers in 'people' and "
        "'devices'.",
        "{name}，列“{column}”：类型为 {type}；日期列须为日期，人数、设备数列须为整数。",
    ),
    "ledger cell empty": ("{where}, column '{column}': empty.", "{where}，列“{column}”：为空。"),
    "no sketch": (
        "{where}, column '{column}': no HyperLogLog sketch as Apache DataSketches writes them.",
        "{where}，列“{column}”：不是Apache DataSketches格式的HyperLogLog草图。",
    ),
    "sketch without number": (
        "{where}, column '{column}': a sketch stands beside how many people there are, and not beside a key.",
        "{where}，列“{column}”：去重草图须与人数并列，不与标识并列。",
    ),
    "ledger cell wrong": (
        "{where}, column '{column}': '{value}' is not what is expected there, such as {example}.",
        "{where}，列“{column}”：“{value}”不符合要求，应形如 {example}。",
    ),
    "no record": (
        "{where}: no record; expected is an object with {keys}, of which 'transfer' is what `lexflux check` reads.",
        "{where}：不是记录；应为含 {keys} 的对象，其中 transfer 为 `lexflux check` 所读内容。",
    ),
    "key of no record": (
        "{where}: '{given}' is no key of a record; there are {keys}.",
        "{where}：“{given}”不是记录的键；可用：{keys}。",
    ),
    "id of another record": (
        "{where}: the id '{id}' is that of another record; this one was not added.",
        "{where}：编号“{id}”属于另一记录；本条未登记。",
    ),
    "file became shorter": (
        "{where}: shorter than before; it is read from its beginning, and records that the ledger has are passed over.",
        "{where}：文件较此前为短；从头读取，台账已有的记录略过。",
    ),
    "line too long": (
        "{where}: the line is longer than {most} bytes.",
        "{where}：该行超过 {most} 字节。",
    ),
    "webhook elsewhere": (
        "--webhook {given}: only http addresses of this machine, such as http://127.0.0.1:8080/.",
        "--webhook {given}：仅限本机的 http 地址，例如 http://127.0.0.1:8080/。",
    ),
    "webhook failed": (
        "{address}: the events cannot be posted: {problem}. They are told again when the watch runs again.",
        "{address}：事件无法推送：{problem}。重新运行时将再次提示。",
    ),
    "no such record": (
        "{name}: no record with the id '{id}' that counts.",
        "{name}：没有编号为“{id}”且仍计数的记录。",
    ),
    "no such key": ("{name}: no record has this key.", "{name}：没有记录含有该标识。"),
    "exporter not told": (
        "{name}: the ledger has several exporters: {known}; name the one (label of the exporter, or --exporter).",
        "{name}：台账有多个提供方：{known}；请指明其一（提供方的 label，或者 --exporter）。",
    ),
    "exporter not in ledger": (
        "{name}: the ledger has no transfers of '{exporter}'.{hint}",
        "{name}：台账没有“{exporter}”的传输。{hint}",
    ),
    "count contradicts ledger": (
        "{fact}: {given} is stated, but the ledger has {least} to {most}; correct the one that is wrong.",
        "{fact}：所述为 {given}，而台账为 {least} 至 {most}；请更正有误者。",
    ),
    "ledger for one transfer": (
        "--ledger counts for one transfer in one file, not for a flow or for many, and not with --ask or --output.",
        "--ledger 仅为单个文件中的单次传输计数，不用于流或者多次传输，也不与 --ask、--output 并用。",
    ),
    "exporter without name": (
        "{where}: the exporter has no name (exporter.label); a ledger counts for each exporter by name.",
        "{where}：提供方未写名称（exporter.label）；台账按提供方名称分别累计。",
    ),
}
