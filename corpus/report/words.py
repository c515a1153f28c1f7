"""Every word that a person reads, in English and Chinese; one fixed word for each verdict.

No word here accuses a person: a relation holds or does not hold, and who erred is not said.
"""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType

from corpus.report.corpus_words import CORPUS_WORDS
from corpus.report.glossary import GLOSSARY


class Lang(StrEnum):
    """What a person reads; JSON is the same in both."""

    EN = "en"
    ZH = "zh"


def say(lang: Lang, key: str, **fields: object) -> str:
    """Return the words for ``key`` with its fields filled in."""
    en, zh = WORDS[key]
    return (zh if lang is Lang.ZH else en).format(**fields)


def name(lang: Lang, kind: str, code: str) -> str:
    """Return the word for a code of our records, or the code itself, legibly, where no word is kept for it."""
    key = f"{kind}.{code.replace('-', '_')}"
    return say(lang, key) if key in WORDS else code.replace("_", " ").replace("-", " ")


def choose(lang: Lang, en: str, zh: str) -> str:
    """Return the one of two ready texts that ``lang`` asks for."""
    return zh if lang is Lang.ZH and zh else en


def join_sentences(sentences: Iterable[str], lang: Lang) -> str:
    """Chinese needs no space behind its full stop."""
    return ("" if lang is Lang.ZH else " ").join(sentences)


WORDS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        **GLOSSARY,
        # The answer
        "answer.none": (
            "No contradiction found in {held} of {numbers} numbers; {unchecked} have nothing to be checked against.",
            "在 {numbers} 个数中，{held} 个经核验未发现不符；{unchecked} 个没有可与之核对的内容。",
        ),
        "answer.none.one": (
            "No contradiction found in {held} of {numbers} numbers; {unchecked} has nothing to be checked against.",
            "在 {numbers} 个数中，{held} 个经核验未发现不符；{unchecked} 个没有可与之核对的内容。",
        ),
        "answer.none.all": (
            "No contradiction found: all {numbers} numbers were checked.",
            "未发现不符：{numbers} 个数均经核验。",
        ),
        "answer.contradicted.one": ("1 relation is contradicted.", "发现 1 处不符。"),
        "answer.contradicted": ("{count} relations are contradicted.", "发现 {count} 处不符。"),
        "answer.checked": (
            "{held} of {numbers} numbers were checked; {unchecked} have nothing to be checked against.",
            "在 {numbers} 个数中，{held} 个经过核验；{unchecked} 个没有可与之核对的内容。",
        ),
        "answer.checked.one": (
            "{held} of {numbers} numbers were checked; {unchecked} has nothing to be checked against.",
            "在 {numbers} 个数中，{held} 个经过核验；{unchecked} 个没有可与之核对的内容。",
        ),
        "answer.checked.all": ("All {numbers} numbers were checked.", "{numbers} 个数均经核验。"),
        "answer.unchecked": (
            "Nothing is known of the {numbers} numbers: none of them has anything to be checked against.",
            "{numbers} 个数均没有可与之核对的内容，未能核验。",
        ),
        "answer.empty": (
            "No number was read in a table or in the text: there was nothing to check.",
            "表格和正文中未读到数，无可核验。",
        ),
        "answer.improbable.one": ("1 is improbable.", "1 处存疑。"),
        "answer.improbable": ("{count} are improbable.", "{count} 处存疑。"),
        "answer.not_assessable.one": ("1 could not be assessed.", "1 处无法核验。"),
        "answer.not_assessable": ("{count} could not be assessed.", "{count} 处无法核验。"),
        "answer.extraction.one": (
            "1 relation fails because of the reading of the file and says nothing of the publication.",
            "1 处因文件读取不全而不成立，与原件无关。",
        ),
        "answer.extraction": (
            "{count} relations fail because of the reading of the file and say nothing of the publication.",
            "{count} 处因文件读取不全而不成立，与原件无关。",
        ),
        "answer.passes.one": ("1 relation holds.", "1 项关系成立。"),
        "answer.passes": ("{count} relations hold.", "{count} 项关系成立。"),
        "answer.control": (
            "Every digit is accounted for: {digits} in the document, {digits} in the ledger.",
            "数字逐个入账：文中 {digits} 个，账中 {digits} 个。",
        ),
        "answer.control.open": (
            "Not every digit is accounted for: {document} in the document, {entries} in the ledger.",
            "数字未能全部入账：文中 {document} 个，账中 {entries} 个。",
        ),
        # Places
        "place.page": ("page {page}", "第 {page} 页"),
        "place.line": ("line {line}", "第 {line} 行"),
        "colon": (": ", "："),
        # Headings and labels, of the report and of the terminal
        "audit": ("Audit of a published bulletin", "通报核验报告"),
        "reports": ("Reports", "核验报告"),
        "reports.open": ("Open the report:", "打开报告："),
        "file": ("File", "文件"),
        "sha256": ("SHA-256", "SHA-256"),
        "family": ("Read as", "类型"),
        "encoding": ("Encoding", "编码"),
        "pages": ("Pages", "页数"),
        "program": ("Program", "程序"),
        "settings": ("Settings", "设置"),
        "meta.title": ("Title", "标题"),
        "meta.issuer": ("Issuer", "发文单位"),
        "meta.document_number": ("Document number", "发文字号"),
        "meta.addressees": ("Addressees", "主送"),
        "meta.signed_on": ("Signed", "成文日期"),
        "meta.issued_on": ("Issued", "印发日期"),
        "meta.copied_to": ("Copied to", "抄送"),
        "period": ("Period", "时段"),
        "findings": ("Findings", "核验发现"),
        "findings.contradicted": ("Contradicted", "不符"),
        "findings.improbable": ("Improbable", "存疑"),
        "findings.extraction": ("Lost in reading: nothing is said of the publication", "读取所致：与原件无关"),
        "findings.not_assessable": ("Not assessable", "无法核验"),
        "findings.none": (
            "Every relation that could be assessed holds.",
            "凡能核验的关系均成立。",
        ),
        "passes": ("Relations that hold", "成立的关系"),
        "passes.text": ("In the running text", "正文"),
        "passes.count": ("{count} hold", "{count} 项成立"),
        "printed": ("Printed", "印出"),
        "recomputed": ("Recomputed", "重算"),
        "difference": ("Difference", "差额"),
        "formula": ("Calculation", "代入"),
        "rule": ("Rule", "规则"),
        "explanations": ("Explanations tested", "检验过的解释"),
        "suspects": ("Would hold if", "如作此改动即成立"),
        "suspect.fits": ("{raw} were {fits}", "{raw} 改为 {fits}"),
        "or": (" or ", " 或 "),
        "operands": ("The numbers and where they are printed", "所涉数字及其出处"),
        "quote": ("Number", "数"),
        "label": ("Row and column", "行与列"),
        "role": ("Role", "作用"),
        "place": ("Place", "出处"),
        "blocked_by": ("Waits for", "须先解决"),
        "power": ("A change of {power} or more would have been noticed", "{power} 及以上的改动都会被发现"),
        "conventions": ("How the columns were computed", "各列的计算惯例"),
        "conventions.note": (
            "Inferred from the whole column; the exceptions are named.",
            "由整列推断，例外另列。",
        ),
        "exceptions": ("Exceptions", "例外"),
        "exceptions.none": ("none", "无"),
        "scope": ("Where", "范围"),
        "evidence": ("Evidence", "依据"),
        "convention": ("Convention", "惯例"),
        "rules": ("Rules that the bulletin states", "通报所载规则"),
        "rules.note": (
            "Read from the document and applied to its own numbers.",
            "读自通报本身，并用于核验其自身的数。",
        ),
        "rules.none": ("None was found.", "未发现。"),
        "rule.kind.formula": ("formula", "公式"),
        "rule.kind.bands": ("grade bands", "等级区间"),
        "rule.kind.exemption": ("exemption", "不参与条件"),
        "rule.kind.order": ("order", "排序"),
        "rule.kind.rounding": ("rounding", "舍入说明"),
        "rule.kind.unparsed": ("not understood", "未能理解"),
        "rule.read_as": ("Read as", "读作"),
        "text": ("The text as read", "所读正文"),
        "tables": ("The tables as read", "所读表格"),
        "tables.note": (
            "Each number is coloured by its state in the ledger; click one to see what it was checked against.",
            "各数按账中状态着色；点击可见其核验情况。",
        ),
        "tables.none": ("No table was found.", "未发现表格。"),
        "table.untitled": ("(no title)", "（无标题）"),
        "table.size": ("{rows} rows, {cols} columns", "{rows} 行 {cols} 列"),
        "values": ("Values", "全部数值"),
        "table.loose": ("column not proved", "未能确定所在列"),
        "table.continues": ("from {place} on", "自{place}起"),
        "table.columns": ("columns {first} to {last} of {all}", "共 {all} 列，第 {first} 至 {last} 列"),
        "table.unit": ("unit: {unit}", "单位：{unit}"),
        "ledger": ("The ledger: every number once", "账目：每个数一条"),
        "ledger.note": (
            "The counts above are of the numbers that state something: those in tables and in the text.",
            "以上计数只含有所陈述的数，即表中数和正文数。",
        ),
        "ledger.reasons": ("Why numbers were not checked", "未核验的原因"),
        "ledger.all": ("All {count} entries", "全部 {count} 条"),
        "ledger.sum": ("in all", "合计"),
        "ledger.han": ("{name}, in Chinese numerals", "{name}（汉字）"),
        "number": ("Number", "数"),
        "class": ("Class", "类别"),
        "state": ("State", "状态"),
        "reason": ("Reason", "原因"),
        "count": ("Count", "个数"),
        "problems": ("What could not be read or checked", "未能读取或核验的内容"),
        "problem": ("Problem", "问题"),
        "problems.none": ("Nothing.", "无。"),
        "about": ("About this audit", "关于本次核验"),
        "glossary": ("What the verdicts mean", "结论用语"),
        "panel.close": ("Close", "关闭"),
        "panel.none": ("It stands in no relation.", "未涉及任何关系。"),
        "contents": ("Contents", "目录"),
        "cutout.alt": (
            "Cut-out of page {page} with the numbers of this finding boxed",
            "第 {page} 页局部，本项所涉数字已框出",
        ),
        "cutout.header": ("Header of the table, page {page}", "表头，第 {page} 页"),
        "rows.more": ("… and {count} more rows", "……另有 {count} 行"),
        "cutout.left_out": (
            "No cut-out: only the first {count} findings have one. tongbao show FILE --finding {id} draws it.",
            "未附原文截图：仅前 {count} 项附图。tongbao show FILE --finding {id} 可绘制。",
        ),
        # Lines of the terminal
        "usage.see": ("{said}; see {command} --help", "{said}；用法见 {command} --help"),
        "term.partly": (
            "{path}: read in part: {problems}; see problems in --json or in the report",
            "{path}：仅部分读取：{problems}；详见 --json 或报告中的 problems",
        ),
        "term.pair": ("{name}: {value}", "{name}：{value}"),
        "term.aside": ("{text} ({aside})", "{text}（{aside}）"),
        "term.based": ("{rule} ({sources})", "{rule}（{sources}）"),
        "term.compared": ("printed {printed}, recomputed {recomputed}", "印出 {printed}，重算 {recomputed}"),
        "term.more": ("… and {count} more; --json or --html shows all", "……另有 {count} 项，--json 或 --html 可见全部"),
        "term.show": (
            "Show the print: tongbao show {path} --finding {id}",
            "查看原文：tongbao show {path} --finding {id}",
        ),
        "term.written": ("Report: {path}", "报告：{path}"),
        "term.tables": ("{count} tables: {path}", "表格 {count} 张：{path}"),
        "term.drawn": ("Picture: {path}", "图片：{path}"),
        "layer.words": ("grey: words", "灰：文字"),
        "layer.rules": ("magenta: rules that were seen", "品红：所见线条"),
        "layer.grids": (
            "blue: tables; green: cells; red: cells whose column is not proved",
            "蓝：表格；绿：单元格；红：未能确定所在列的单元格",
        ),
        "layer.order": ("blue numbers: blocks in reading order", "蓝色编号：阅读顺序"),
        "layer.figures": (
            "numbers: green checked, red contradicted, amber improbable, violet involved, grey not checked",
            "数：绿已核验，红不符，橙存疑，紫涉及，灰未核验",
        ),
        "term.hangs": (
            "{path}: given up: a page takes longer than the limit of {seconds} seconds; --limit seconds=N raises it",
            "{path}：放弃读取：有页面超过 {seconds} 秒的时限；可用 --limit seconds=N 放宽",
        ),
        "term.swells": (
            "{path}: given up: reading it takes more than {megabytes} MB of memory; --limit megabytes=N raises it",
            "{path}：放弃读取：所需内存超过 {megabytes} MB；可用 --limit megabytes=N 放宽",
        ),
        "term.interrupted": ("interrupted", "已中断"),
        "term.reading": ("Reading", "读取中"),
        "term.internal": (
            "{fault}: this is a fault of tongbao, not of the file; please report it",
            "{fault}：这是 tongbao 的缺陷，并非文件之过，请予反馈",
        ),
        "term.figures": ("{count} numbers in the text", "正文数 {count} 个"),
        "block.paragraph": ("text", "文字"),
        "block.grid": ("table", "表格"),
        "block.heading": ("heading", "标题"),
        "block.running_head": ("running head", "页眉"),
        "block.page_number": ("page number", "页码"),
        "block.watermark": ("watermark", "水印"),
        "block.body": ("text", "文字"),
        **CORPUS_WORDS,
    }
)
