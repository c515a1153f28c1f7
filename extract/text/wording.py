"""What a line of text is, told from its wording: an item, a heading, a note, prose."""

import re

from extract.text.lines import RawLine

_NUMERAL = "一二三四五六七八九十百零〇"
_ENUMERATOR = re.compile(
    rf"(第[{_NUMERAL}0-9０-９]{{1,4}}[章节条款项部分编]"
    rf"|[（(【\[][{_NUMERAL}0-9０-９]{{1,4}}[）)】\]]"
    rf"|[{_NUMERAL}]{{1,4}}[、．.]"
    r"|[0-9０-９]{1,3}(、|[.．](?![0-9０-９])|[）)])"
    r"|[①-⑳❶-❿⒈-⒛㈠-㈩Ⅰ-Ⅻ]"
    r"|[-*+•●○◆◇■□▲△★☆※◎⊙➢▶►·][ \u3000\t]*(?=\D))"
)
_OPENER = re.compile(
    r"(附件|附表|附：|附:|抄送|主送|备注|注[：:0-9]|说明[：:]|联系人|联系电话|单位[：:]|来源[：:]|（此件|\(此件)"
)
_NOTE = re.compile(
    r"\s*[（(【\[*※]?\s*(备\s*注|附\s*注|注|说\s*明|资料来源|数据来源|注释)\s*[0-9０-９一二三]?\s*[）)】\]]?\s*[:：.、]"
)
_UNIT_LINE = re.compile(r"[（(]?(计量|金额|货币|数据)?单位\s*[:：].{1,12}")
_FORM_LINE = re.compile(r"[（(]?[^：:，。\d]{1,12}[:：][^：:。]{0,40}|[^：:，。\d]{0,4}\d{1,2}表")
_DATE = re.compile(
    r"[0-9０-９〇零一二三四五六七八九十\s]+年([0-9０-９一二三四五六七八九十\s]+月)?([0-9０-９一二三四五六七八九十\s]+日)?.{0,4}"
)
_MARK = re.compile(r"#{1,6}(?=[ \t\u3000*（(一二三四五六七八九十])[ \t\u3000]*")
_TITLE_END = re.compile(r"(表|附件|附表|附录)\s*[0-9０-９一二三四五六七八九十]*\s*([（(][^（()）]*[)）])?$")
_TITLE_START = re.compile(r"(附?表|附件|附录)\s*[0-9０-９一二三四五六七八九十]")
_END = "。！？!?；;：:"
_CLOSERS = "”’」』）)】]》〉\"'"
_COMMAS = "，,、"
_OPEN = "（(《〈【[“‘「『"
_CLOSE = "）)》〉】]”’」』"
_PAIRS = dict(zip(_OPEN, "))》》]]”’」』", strict=True))  # both widths of a bracket are one
_SAME = str.maketrans("）〉】", ")》]")
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_HEADING = 40  # characters; an enumerated line longer than this is a paragraph
_TITLE = 60


def heading_mark(text: str) -> int:
    """Return the length of a Markdown ``#`` mark at the start."""
    match = _MARK.match(text)
    return match.end() if match else 0


def enumerator_style(text: str) -> str:
    """Return how a line is numbered, its numeral left out: "（）" for （三）, "、" for 三、, "" where it is not."""
    match = _ENUMERATOR.match(text.lstrip())
    if match is None:
        return ""
    bare = re.sub(rf"[{_NUMERAL}]+", "一", re.sub(r"[0-9０-９]+", "1", match[0]))
    return bare.translate(str.maketrans("（）．", "().")).strip()


def is_enumerated(text: str) -> bool:
    return _ENUMERATOR.match(text.lstrip()) is not None


def begins_afresh(text: str) -> bool:
    """Tell a line that never goes on from the one above: an item, a heading, a note, 抄送."""
    plain = text.lstrip(" \t\u3000*")
    return (
        heading_mark(plain) > 0
        or _ENUMERATOR.match(plain) is not None
        or _OPENER.match(plain) is not None
        or plain.startswith((">", "```", "|"))
    )


def is_note(text: str) -> bool:
    return _NOTE.match(text) is not None


def is_unit_line(text: str) -> bool:
    return _UNIT_LINE.fullmatch(text.strip()) is not None


def is_form_line(text: str) -> bool:
    """Tell what fills a line over a table: 部门：某局, 金额单位：万元, 公开07表."""
    return _FORM_LINE.fullmatch(text.strip()) is not None


def is_prose(text: str) -> bool:
    """Tell a sentence, or a good part of one, from a label."""
    plain = text.strip()
    return "。" in plain or len(plain) > 2 * _HEADING


def is_title(text: str) -> bool:
    """Tell a line that names a table or an annex."""
    plain = text.strip(" \t\u3000*#")
    return not is_prose(plain) and (_TITLE_END.search(plain) is not None or _TITLE_START.match(plain) is not None)


def is_date(text: str) -> bool:
    return _DATE.fullmatch(text.strip()) is not None


def is_enumerated_heading(text: str) -> bool:
    """Tell 一、基本情况 from an item that is a sentence."""
    plain = text.strip(" \t\u3000*")
    return (
        _ENUMERATOR.match(plain) is not None
        and len(plain) <= _HEADING
        and plain[-1:] not in _END + _COMMAS
        and "。" not in plain
        and "；" not in plain
    )


def is_short_line(text: str) -> bool:
    """Tell a line that may be a title: short, without any punctuation of a sentence, more than numbers."""
    plain = text.strip(" \t\u3000*")
    return (
        0 < len(plain) <= _TITLE
        and not any(mark in plain for mark in _END + "，、")
        and not is_date(plain)
        and not is_unit_line(plain)
        and sum("\u4e00" <= character <= "\u9fff" for character in plain) >= 2
    )


def ends_sentence(text: str) -> bool:
    return text.rstrip(" \t\u3000*" + _CLOSERS)[-1:] in tuple(_END) if text.strip() else True


def open_brackets(text: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the closing marks that brackets and quotation marks still wait for behind ``text``."""
    waiting = list(before)
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark in _PAIRS:
            waiting.append(_PAIRS[mark])
        elif mark.translate(_SAME) in waiting[-2:]:  # one that was never closed does not hold the rest open
            while waiting.pop() != mark.translate(_SAME):
                pass
    return tuple(waiting[-8:])


def closes(text: str, waiting: tuple[str, ...]) -> bool:
    """Tell whether a line closes the last bracket that waits."""
    depth = 0
    for match in _BRACKET.finditer(text[:_TITLE]):
        mark = match[0]
        if mark in _PAIRS:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return mark.translate(_SAME) == waiting[-1]
    return False


def ends_in_comma(text: str) -> bool:
    return text.rstrip(" \t\u3000*")[-1:] in tuple(_COMMAS)


def begins_with_closer(text: str) -> bool:
    """Tell a line that begins with what no line begins with."""
    return text.lstrip()[:1] in tuple(_CLOSE + "，。、；：！？%％")


def begins_inside(text: str) -> bool:
    """Tell a line that begins inside a phrase: with a closing mark, a measure word, a particle."""
    return begins_with_closer(text) or text.lstrip()[:1] in tuple("件个人次项户家宗起的了和及与等为")


def sentence_like(text: str) -> bool:
    return any(mark in text for mark in "，。；")


def indent(line: RawLine) -> int:
    """Return the width of the blanks before a line, in half-width columns."""
    text = line.text
    blank = text[: len(text) - len(text.lstrip())]
    return sum(2 if character == "\u3000" else 4 if character == "\t" else 1 for character in blank)
