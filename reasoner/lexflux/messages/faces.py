"""Messages of errors of commands, pages and notebooks, in English and Chinese."""

MESSAGES: dict[str, tuple[str, str]] = {
    "unknown command": (
        "'{command}' has no command '{name}'.{hint} Known: {known}.",
        "“{command}”没有命令“{name}”。{hint}已有：{known}。",
    ),
    "unknown option": (
        "'{command}' has no option '{name}'.{hint} See {command} -h.",
        "“{command}”没有选项“{name}”。{hint}参见 {command} -h。",
    ),
    "unknown value of an option": (
        "{name}: '{value}' is none of its values. Known: {known}.{hint}",
        "{name}：没有取值“{value}”。可写：{known}。{hint}",
    ),
    "not a number": ("{name}: '{value}' is no number.", "{name}：“{value}”不是数字。"),
    "not a whole number": (
        "{name}: '{value}' is no whole number; write digits alone, such as 5000.",
        "{name}：“{value}”不是整数；请仅写数字，例如 5000。",
    ),
    "number too small": ("{name}: {value} is too small; at least {bound}.", "{name}：{value} 过小，至少为 {bound}。"),
    "number too great": ("{name}: {value} is too great; at most {bound}.", "{name}：{value} 过大，至多为 {bound}。"),
    "option without value": (
        "{name} needs a value after it. See {command} -h.",
        "{name} 之后须写明取值。参见 {command} -h。",
    ),
    "flag with value": (
        "{name}: no value goes with it, it is said or left out. See {command} -h.",
        "{name} 不带取值，只需写或者不写。参见 {command} -h。",
    ),
    "missing argument": (
        "'{command}': {name} is missing. See {command} -h.",
        "“{command}”：缺少 {name}。参见 {command} -h。",
    ),
    "too many arguments": (
        "'{command}' takes nothing more, but was given: {names}. See {command} -h.",
        "“{command}”不接受更多参数，多出：{names}。参见 {command} -h。",
    ),
    "wrong usage": ("{problem} See {command} -h.", "用法有误：{problem} 参见 {command} -h。"),
    "aborted": ("Ended by the user.", "已由用户中止。"),
    "nothing to export": (
        "Name a folder or file to write, or with --to a target.",
        "请写明要写入的文件夹或者文件，或者用 --to 写明目标。",
    ),
    "rulebook without a law": (
        "--to needs --regime and --on: a rulebook is that of one law on one day. Known regimes: {known}.",
        "--to 须与 --regime 和 --on 同用：规则集属于某一法律的某一日期。已知制度：{known}。",
    ),
    "facts without a target": (
        "--facts needs --to: transfers are written as a rulebook of that target reads them.",
        "--facts 须与 --to 同用：传输按该目标规则集的读法写出。",
    ),
    "tables are for batch": (
        "Tables in columns are decided by: lexflux batch FILE --regime LAW --output FILE; check writes --output only "
        "with --ask.",
        "列式表格请用：lexflux batch 文件 --regime 法律 --output 文件；check 的 --output 仅与 --ask 同用。",
    ),
    "output closed": ("Standard output is closed.", "标准输出已关闭。"),
    "output failed": ("The output cannot be written: {detail}.", "无法写出结果：{detail}。"),
    "did you mean": (" Did you mean {names}?", "您是否想写：{names}？"),
    "one of these": (" One of: {names}.", "可写：{names}。"),
    "query takes too long": (
        "The query was ended after {seconds} s. Narrow it (LIMIT, a bound name, fewer patterns that share no "
        "variable), or give it longer: --timeout SECONDS.",
        "查询在 {seconds} 秒后终止。请缩小范围（LIMIT、限定名称、减少无共同变量的模式），或者放宽：--timeout 秒数。",
    ),
    "query takes too much memory": (
        "The query was ended when it took more than {memory} MiB. Narrow it: LIMIT, a bound name, fewer patterns that "
        "share no variable.",
        "查询占用超过 {memory} MiB，已终止。请缩小范围：LIMIT、限定名称、减少无共同变量的模式。",
    ),
    "further errors": ("... and {count} more.", "……另有 {count} 处。"),
    "repeated key in JSON": ("{name}: the key '{repeated}' stands twice.", "{name}：键“{repeated}”出现两次。"),
    "no transfer to compare": (
        "No transfer is described: paste the facts of one, as YAML or JSON.",
        "尚未描述任何传输：请粘贴一项传输的事实，YAML 或者 JSON 均可。",
    ),
    "no topics to compare": (
        "No topic is chosen: mark at least one.",
        "尚未选择任何主题：请至少勾选一项。",
    ),
    "no agreements to compare": (
        "No agreement is chosen: mark at least one.",
        "尚未选择任何协定：请至少勾选一项。",
    ),
    "routes from nowhere": (
        "A place to which data go needs one from which they come: say from where.",
        "给出终点时须给出起点：请填写起点。",
    ),
    "people not a number": (
        "'{value}' is no number of people: write a whole number, such as 5000, or nothing.",
        "“{value}”不是人数：请填写整数，例如 5000，或者留空。",
    ),
    "ambiguous name": ("'{name}' fits several: {candidates}.", "“{name}”对应多个：{candidates}。"),
    "unknown term": ("Unknown term '{name}'.{hint}", "未知术语“{name}”。{hint}"),
    "unknown norm": ("Unknown norm '{name}'.{hint}", "未知规范“{name}”。{hint}"),
    "two forms of export": (
        "--format {form}: the ending of '{name}' says {other}; choose one of them.",
        "--format {form}：“{name}”的扩展名表示 {other}；请择一。",
    ),
    "part as a folder": (
        "'{name}' is a folder, which is written whole; for --regime, --on or --owl name one file, such as {name}.ttl.",
        "“{name}”为文件夹，只能完整写入；使用 --regime、--on 或 --owl 时请写出单一文件，例如 {name}.ttl。",
    ),
    "folder of the suite": (
        "The test suite is written into a folder: lexflux export {name} FOLDER.",
        "测试集写入文件夹：lexflux export {name} 文件夹。",
    ),
    "options of export": (
        "'{name}' has one form: leave out --format, --on, --owl, --to and --facts (only cases take --regime).",
        "{name} 仅有一种形式：请去掉 --format、--on、--owl、--to、--facts（仅 cases 可用 --regime）。",
    ),
    "two targets of export": (
        "Both '{one}' and '{other}' are named as what to write: name one.",
        "同时指定了“{one}”与“{other}”作为写出目标：请只写其一。",
    ),
    "unknown kind of list": ("Unknown kind '{name}'. Known: {known}.{hint}", "未知类别“{name}”。已知：{known}。{hint}"),
    "unknown zone": ("Unknown zone '{name}'. Known: {known}.{hint}", "未知区域“{name}”。已知：{known}。{hint}"),
    "zone of no data kinds": (
        "--zone chooses among data kinds; '{name}' have no zone. Leave it out.",
        "--zone 用于筛选 data-kinds；“{name}”不分区域，请去掉该选项。",
    ),
    "list of no regime": (
        "--regime chooses among what laws say; '{name}' are of no regime. Leave it out.",
        "--regime 用于筛选法律内容；“{name}”不属于某一制度，请去掉该选项。",
    ),
    "unknown schema": ("Unknown schema '{name}'. Known: {known}.", "未知模式“{name}”。已知：{known}。"),
    "unknown engine": ("Unknown engine '{name}'. Known: {known}.{hint}", "未知引擎“{name}”。已知：{known}。{hint}"),
    "option not a pair": ("{option} '{given}': write {form}.", "{option}“{given}”：请写作 {form}。"),
    "no file": (
        "Give a FILE, or - for standard input, or --receipt FILE.",
        "请给出 FILE、-（标准输入）或者 --receipt FILE。",
    ),
    "no file to validate": ("'lexflux validate {what}' needs a FILE.", "“lexflux validate {what}”需要文件。"),
    "one thing to compare": (
        "Give one of: FILE..., --topic TOPIC and --agreement NAME, or --thresholds.",
        "请给出其一：FILE...、--topic TOPIC 与 --agreement NAME，或者 --thresholds。",
    ),
    "many need several days": (
        "Several transfers are compared between days: give --on at least twice, without --full.",
        "多次传输只按日期比较：--on 至少写两次，且不用 --full。",
    ),
    "option of another comparison": (
        "This comparison takes no {option}.",
        "该比较不接受 {option}。",
    ),
    "regime of a picture": (
        "lexflux draw law needs one --regime, adequacy and map take any number of them, lists take none.",
        "lexflux draw law 须指明一个 --regime，adequacy 和 map 可指明若干个，lists 不接受该选项。",
    ),
    "host needs --public": (
        "--host {host}: other machines could ask; add --public if that is meant.",
        "--host {host}：其他计算机将能访问；如确有此意，请加 --public。",
    ),
    "no address of a site": (
        "--address {address}: an address of a site begins with https:// or http://.",
        "--address {address}：站点地址应以 https:// 或 http:// 开头。",
    ),
    "too many columns": (
        "That is more than {most} columns: name fewer days or places.",
        "超过 {most} 栏：请减少日期或法域。",
    ),
    "too many rows for a page": (
        "{count} transfers are more than one page takes ({most}); the command takes as many as you like.",
        "共 {count} 次传输，超过一页上限（{most}）；命令行不限数量：lexflux check。",
    ),
    "nothing to settle": (
        "That says nothing that could be added to this transfer.",
        "所述内容无法加入此次传输。",
    ),
    "parameter of no request": (
        "There is no parameter '{name}' here; there are {known}.{hint}",
        "此处没有参数“{name}”；可用：{known}。{hint}",
    ),
    "parameter missing": ("The parameter '{name}' is missing: {about}", "缺少参数“{name}”：{about}"),
    "parameter given twice": ("The parameter '{name}' stands more than once.", "参数“{name}”出现了不止一次。"),
    "parameter times": ("Give the parameter '{name}' {times} {times:time|times}.", "参数“{name}”须给出 {times} 次。"),
    "parameter not of these": ("{name}: '{value}' is none of {known}.", "{name}：“{value}”不在以下之列：{known}。"),
    "parameter not a number": (
        "{name}: '{value}' is no whole number from {least} to {most}.",
        "{name}：“{value}”不是 {least} 至 {most} 的整数。",
    ),
    "parameter not written so": (
        "{name}: '{value}' is not written like that: {about}",
        "{name}：“{value}”写法有误：{about}",
    ),
    "nothing described": (
        "No transfer: POST one in YAML, JSON or Turtle, or give t=... as Content-Location of an answer has it.",
        "没有传输：请以 POST 提交 YAML、JSON 或 Turtle，或者给出答案 Content-Location 中的 t=...。",
    ),
    "one comparison": (
        "Give one of: a transfer; topic and agreement; thresholds=true.",
        "请给出其一：一次传输；topic 与 agreement；thresholds=true。",
    ),
    "not a state": (
        "'{member}' is not understood there; a body looks like {known}.",
        "不理解“{member}”；请求体形如 {known}。",
    ),
    "broken link": ("The link is not whole; ask again.", "链接不完整，请重新提问。"),
    "cannot listen": (
        "{host}:{port}: cannot listen there: {problem}. Choose another --port, or --port 0 for a free one.",
        "{host}:{port}：无法在此监听：{problem}。请另选 --port，或用 --port 0 取空闲端口。",
    ),
    "argument of no tool": (
        "{tool}: there is no argument '{name}'; there are {known}.{hint}",
        "{tool}：没有参数“{name}”；可用：{known}。{hint}",
    ),
    "argument missing": ("{tool}: give the argument '{name}'.", "{tool}：请给出参数“{name}”。"),
    "argument of another type": (
        "{tool}: the argument '{name}' is to be: {type}.",
        "{tool}：参数“{name}”的类型应为：{type}。",
    ),
    "unknown tool": ("There is no tool '{name}'; there are {known}.{hint}", "没有工具“{name}”；可用：{known}。{hint}"),
    "unknown resource": (
        "There is no resource '{name}'; write it as {form}.{hint}",
        "没有资源“{name}”；请写作 {form}。{hint}",
    ),
    "query refused": ("{detail}", "{detail}"),
    "no notebook": (
        "%load_ext lexflux works in IPython and Jupyter only.",
        "%load_ext lexflux 仅可用于 IPython 和 Jupyter。",
    ),
    "no knowledge base of that name": (
        "There is no knowledge base of the name '{name}'; make one: {name} = lexflux.load().",
        "没有名为“{name}”的知识库；请先执行 {name} = lexflux.load()。",
    ),
    "limit is no number": (
        "--limit: '{value}' is no number of rows; write it as 20.",
        "--limit：“{value}”不是行数；请写作 20。",
    ),
    "endpoint takes no data": (
        "--endpoint answers from its own data; leave out --transfer and --data.",
        "--endpoint 依其自身数据作答；请勿同时给出 --transfer 或 --data。",
    ),
}
