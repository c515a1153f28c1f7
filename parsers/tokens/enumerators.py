"""Shapes of numbers that only count off the text itself: list marks, annexes, tables, pages, footnotes."""

import re

from parsers.tokens.units import MEASURE

_START = r"(?:^|[。；;！？!?>\n])[ #*>·•]{0,12}"
"""Where a sentence may begin: what a list mark may stand before."""

ENUMERATORS: tuple[re.Pattern[str], ...] = (
    # 1. 1、 1) （1）at the beginning of a paragraph or a sentence; 附件：1.
    re.compile(rf"{_START}([0-9]{{1,3}}(?:[.)]|、(?! ?[0-9]))(?![0-9]))"),
    re.compile(rf"{_START}([0-9]{{1,2}}[.、](?=(?:19|20)[0-9]{{2}} ?年))"),
    re.compile(rf"{_START}([(（] ?[0-9]{{1,3}} ?[)）])"),
    re.compile(r"[:：] ?([0-9]{1,2}(?:[.)]|、(?=[\u4e00-\u9fff]))(?![0-9]))"),
    re.compile(r"[:：] ?([(（][0-9]{1,2}[)）])"),
    # 病例1：男，
    re.compile(rf"{_START}((?:病例|案例|案件|建议|问题|任务|目标|措施|方案|事项|例) ?[0-9]{{1,3}})(?= ?[:：])"),
    # 1.1 总则
    re.compile(
        r"^[ #*]*([1-9][0-9]?(?:\.[1-9][0-9]?){1,4})(?![0-9.])"
        rf"(?! ?(?:{MEASURE}|以上|以下|左右|以内|上下))(?= ?[\u4e00-\u9fff]{{2}})"
    ),
    # 附件2-1, 表 1, 图3, 第2页
    re.compile(r"((?:附件|附表|附图|附录|附注|专栏|续表) ?[0-9]{1,3}(?:[-.][0-9]{1,3})?)(?! ?[份张个项])"),
    re.compile(
        r"((?:(?<![\u4e00-\u9fff])|(?<=[见如下上]))[表图注] ?[0-9]{1,3}(?:[-.][0-9]{1,3})?)(?! ?[份张个幅篇件条.%])"
    ),
    re.compile(r"(第 ?[0-9]{1,4} ?(?:页|章|节|编|部分)(?: ?[/,，]? ?共 ?[0-9]{1,4} ?页)?)"),
    # - 3 -, — 11 —
    re.compile(r"^ ?([-—–·] ?[0-9]{1,4} ?[-—–·]) ?$"),
    # a footnote's mark [1]
    re.compile(r"(?<![0-9\[])(\[[0-9]{1,2}\])"),
    # 1200[1]件, 12.5亿元2），: the same, glued to a figure
    re.compile(r"(?<=[0-9%])(\[[0-9]{1,2}\])(?=[\u4e00-\u9fff%，。；、])"),
    re.compile(r"(?:^|[。；;])[^()（）。；;]*?[元件人户个次吨亩家例起%]([0-9]{1,2}[)）])(?=[，。；、])"),
)
"""Group 1 is the mark."""

WHOLE = re.compile(r" ?[\u4e00-\u9fff]{1,6} ?[0-9]{1,3} ?")
"""建议3 alone in a label."""
