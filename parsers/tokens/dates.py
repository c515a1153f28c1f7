"""Shapes of dates, times and periods in folded text."""

import re
from collections.abc import Callable

Guard = Callable[[re.Match[str]], bool]

_TO = r" ?(?:[-~～—–]{1,2}|至|到) ?"
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9])"
_PART = r"(?:份|底|末|初|上旬|中旬|下旬)"
_FREE = r"(?<![0-9.])(?<![0-9],)"
"""Not the middle of another number."""

_IN_MONTH = rf"{_MONTH} ?月{_PART}?(?: ?{_DAY}(?:{_TO}{_DAY})? ?[日号])?"
_OF_YEAR = (
    rf"(?:{_MONTH}{_TO}{_MONTH} ?月{_PART}?"
    rf"|{_IN_MONTH}"
    r"|第? ?[1-4一二三四] ?季度|前[二三]季度|上半年|下半年|全年|年?度|年?底|年?末|年?初)"
)
_APART = r"(?<![0-9])(?<![0-9],)"
"""1.2023年 is an enumerator and a year where a page prints no blank between them."""
_DAYTIME = r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|早|晚)"
_NO_SPAN = r"(?! ?(?:内|以内|之内|以上|以下|左右|[游均元产]))"
"""What follows a length of time (30 日内), not a day."""


def _is_no_ratio(match: re.Match[str]) -> bool:
    """三次产业结构为 10:40:50 is no time of day."""
    parts = [int(part) for part in re.split("[:：]", match[0])]
    said = match.string[max(match.start() - 6, 0) : match.start()]
    return not (len(parts) == 3 and sum(parts) == 100) and not re.search("比|结构|构成", said)


DATES: tuple[tuple[re.Pattern[str], Guard | None], ...] = (
    # 2017-09-25 07:53
    (
        re.compile(
            rf"{_FREE}{_YEAR}([-./]){_MONTH}\1{_DAY}(?![0-9])"
            rf"(?:[ T]{{1,2}}{_HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9]))?"
        ),
        None,
    ),
    # 2019—2021年, 2003年至2018年, 2023-2024学年, 2020/21年度
    (re.compile(rf"{_APART}{_YEAR} ?年?{_TO}(?:{_YEAR}|[0-9]{{2}}) ?(?:学年|财年|年度?)(?! ?[0-9]{{1,2}} ?月)"), None),
    (re.compile(rf"{_FREE}{_YEAR}/[0-9]{{2}} ?(?:学年|财年|年度)"), None),
    # 2017年4月份, 2022年4月18日, 2019年一季度, 2019年底
    (re.compile(rf"{_APART}{_YEAR} ?年(?: ?{_OF_YEAR})?"), None),
    (re.compile(rf"{_FREE}{_YEAR} ?(?:上半年|下半年|全年|年度)"), None),
    (re.compile(rf"{_FREE}[0-9]{{2}} ?年 ?{_IN_MONTH}"), None),
    # 2017-09
    (re.compile(rf"{_FREE}{_YEAR}-(?:0[1-9]|1[0-2])(?![-0-9.%])"), None),
    # 1-4月, 4月26日, 4月18—20日, 12月底
    (re.compile(rf"{_FREE}{_MONTH} ?月?{_TO}{_MONTH} ?月{_PART}?(?! ?[0-9]{{1,2}} ?[日号])"), None),
    (re.compile(rf"{_FREE}{_IN_MONTH}"), None),
    # 19日, 26日至28日
    (re.compile(rf"{_FREE}(?<![A-Za-z过满近共达约每足逾])(?<![过满近共达约每足逾] ){_DAY} ?日{_NO_SPAN}"), None),
    # 07:53, 15:44:29
    (re.compile(r"(?<![0-9:：.])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：.])"), _is_no_ratio),
    # 0—24时, 7时30分, 下午4点
    (re.compile(rf"{_FREE}{_HOUR}(?:{_TO}{_HOUR})? ?时(?![间段长限效差代候])(?: ?[0-5]?[0-9] ?分(?![值数]))?"), None),
    (re.compile(rf"{_DAYTIME} ?{_HOUR} ?点(?:钟|半|整)?(?: ?[0-5]?[0-9] ?分)?"), None),
    (re.compile(rf"{_FREE}{_HOUR} ?点(?:钟|半|整|许)"), None),
    # 2024年第28周
    (re.compile(r"第 ?[0-9]{1,2} ?周(?!岁|年|[至到~—-])"), None),
    # 第1季度, 90年代, 20世纪
    (re.compile(rf"{_FREE}第? ?[1-4] ?季度"), None),
    (re.compile(rf"{_FREE}(?:[0-9]{{2}}|{_YEAR}) ?年代|{_FREE}[0-9]{{1,2}} ?世纪"), None),
    # （2019）, “2023”; not (1900)万元
    (re.compile(rf"(?<=[(〔\[【“]){_YEAR}(?=[)〕\]】”](?!(?:万亿|[十百千]?[万亿])?[元件人个吨户家]))"), None),
)
"""In order of precedence; what an earlier one has taken no later one takes."""
