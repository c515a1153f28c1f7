"""What a person reads about stores: converting, searching, series; a part of ``words``."""

CORPUS_WORDS: dict[str, tuple[str, str]] = {
    # The codebook of the store
    "codebook.column": ("column", "列"),
    "codebook.type": ("type", "类型"),
    "codebook.holds": ("holds", "内容"),
    # Converting
    "convert.progress": (
        "{files} of {total} files · {failed} failed · {rate} files/s · {speed} pages/s · {left} left",
        "文件 {files}/{total} · 失败 {failed} · 每秒 {rate} 个、{speed} 页 · 剩余 {left}",
    ),
    "convert.unlimited": (
        "this system does not say how much memory a program holds: only the time of each file is limited",
        "本系统无法得知程序所占内存：每个文件只限时间，不限内存",
    ),
    "convert.unused": (
        "{count} lines of the manifest name a file that was not met, such as {name}",
        "清单中有 {count} 行所列文件未遇到，例如 {name}",
    ),
    "convert.interrupted": (
        "interrupted: what is stored is whole; the same command goes on",
        "已中断：已存内容完好，重新运行同一命令即可继续",
    ),
    "convert.head": ("{store}: {files} files", "{store}：文件 {files} 个"),
    "convert.plan": ("{store}: {files} files; nothing was written", "{store}：文件 {files} 个；未写入任何内容"),
    "convert.wanted": ("would be read", "将读取"),
    "convert.read": ("read", "读取"),
    "convert.partly": ("read in part", "部分读取"),
    "convert.unchanged": ("kept before, unchanged", "已有且未变"),
    "convert.duplicates": ("the same bytes under another name", "内容与其他文件相同"),
    "convert.skipped": ("skipped", "略过"),
    "convert.failed": ("failed", "失败"),
    "convert.contradicted": ("of those read: something contradicted", "读取的文件中有不符之处者"),
    "convert.pages": ("pages", "页数"),
    "convert.bulletins": ("bulletins in the store", "库中通报"),
    "convert.documents": ("documents in the store", "库中文档"),
    "convert.failure": ("{name}: {reason}", "{name}：{reason}"),
    "convert.more": (
        "… and {count} more: SELECT path, member, reason FROM ledger WHERE state = 'failed'",
        "……另有 {count} 个：SELECT path, member, reason_zh FROM ledger WHERE state = 'failed'",
    ),
    # The store
    "store.whole": (
        "{store}: whole; {documents} documents, {numbers} numbers",
        "{store}：完好；文档 {documents} 份，数 {numbers} 个",
    ),
    "store.fault": ("{said}: {count}", "{said}：{count}"),
    "store.copied": ("Copy: {path}", "副本：{path}"),
    "list.comma": (", ", "、"),
    # Searching
    "search.totals": (
        "{figures} numbers in texts, {values} in tables, {texts} paragraphs, {cells} cells",
        "正文数 {figures} 个，表中数 {values} 个，段落 {texts} 处，单元格 {cells} 处",
    ),
    "search.over": ("over {count}", "超过 {count}"),
    "search.numbers": ("{figures} numbers in texts, {values} in tables", "正文数 {figures} 个，表中数 {values} 个"),
    "search.synonyms": ("{word}: also {names}", "{word}：另含 {names}"),
    "search.by": ("found as {names}", "按 {names} 检出"),
    "search.first": ("the first {count} are shown; --first N shows more", "只列出前 {count} 项；可用 --first N 多列"),
    "search.also": ("{file} (also {others})", "{file}（另见 {others}）"),
    "search.where": ("{file}, {place}", "{file}，{place}"),
    "series.head": ("{entity} · {metric}", "{entity} · {metric}"),
    "series.none": (
        "no number of just this body and this measure; tongbao search looks for parts of their names",
        "没有恰属此单位此指标的数；可用 tongbao search 按名称的一部分检索",
    ),
    "series.times": ("printed {count} times", "印出 {count} 处"),
    "series.period": ("Period", "时段"),
    "series.file": ("File", "文件"),
}
