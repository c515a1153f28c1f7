"""Dates and periods of the narrative, and how one is inherited from the words around it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from schemas.bulletins import Period


class Kind(Enum):
    """How far a mention reaches."""

    SPAN = auto()  # 4月, 2019年, 上半年: holds until another is named
    POINT = auto()  # 年末, 截至4月30日, 4月23日: holds within its sentence
    OTHER = auto()  # 上月, 去年: another time than the bulletin's; holds within its clause
    VAGUE = auto()  # 近日, 目前: names no days


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both included; ``end`` is None where it is open."""

    start: date
    end: date | None

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat() if self.end else '..'}"

    @property
    def last(self) -> date:
        return self.end or self.start


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or period where it stands: ``text[start:end]``; ``span`` is None where it names no days.

    ``against`` says that something is compared with it: 比上年, 较3月.
    """

    start: int
    end: int
    text: str
    span: Span | None
    kind: Kind
    against: bool = False


_TO = r"\ ?(?:[-—–~～]{1,2}|至|到)\ ?"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_CLOCK = r"(?:\ ?\d{1,2}(?:\ ?[-—–~～至]\ ?\d{1,2})?\ ?[时点](?:\d{1,2}分)?)?"
_UNTIL = r"截[至止]到?|至(?=\ ?(?:\d{4}|去|今|上)\ ?年\ ?(?:\d{1,2}\ ?月)?(?:底|末))|到(?=\ ?\d{4}\ ?年(?:底|末))"
_SAID_YEAR = (
    r"今年|本年度?|(?:去年|上年度?|上一年度?)(?!同期|同月|结余|结转|滚存)|前年|明年|当年(?!收支|结余|滚存)|次年"
)
_PART = (
    r"上半年|下半年|前三季度|前[二2两]个?季度|第?[一二三四1-4]\ ?季度"
    r"|前(?P<months>\d{1,2}|[一二三四五六七八九十]|十[一二])个月|全年|(?<!上)年末|(?<!上)年底"
    r"|(?<!上)年初(?!预算|数|计划|目标|下达|批复|确定|人代会)"
)
_SAID = (
    r"上年同期|上年同月|去年同期|上年末|上年底|上月末|上月底|上季度?末|月末|月底|季末|期末"
    r"|(?:近|过去|最近)?\ ?(?:[一二三四五六七八九十两]{1,2}|\d{1,2})\ ?(?:多)?年来|多年来|历年"
    r"|(?:近|最近|过去)\ ?[一二三四五六七八九十两]{1,2}(?:年|个月|周)"
    r"|本月|当月|上月|上个月|上一月|本季度?|上季度|上一季度|本期|上期|同期|截至目前|目前|近日|近期|日前"
    r"|年度(?=(?:目标|计划|任务|预算))|昨日|当日|当天|今日|本周|上周|第\ ?\d{1,2}\ ?周(?!岁|年)"
)
_PERIOD = re.compile(
    rf"""
    (?=[ “0-9截至到十六七八九二一三四五两今本去上下前明当次第全年月季期近过最多历同目日昨])
    (?P<until>{_UNTIL})?\ ?
    (?:
        “?(?P<plan>十[一二三四五六七八九]|[六七八九]|二十)五”?(?:规划)?(?:期间|时期|以来)
      | (?P<first>{_YEAR})\ ?年?{_TO}(?P<last>{_YEAR})\ ?年(?!\ ?\d{{1,2}}\ ?月)
      | (?P<whole>(?:(?P<year>{_YEAR})\ ?年|(?P<said_year>{_SAID_YEAR}))\ ?(?:度的?)?的?\ ?)?
        (?:
            (?P<month>{_MONTH})\ ?月?
                {_TO}(?:(?P<year_last>{_YEAR})\ ?年\ ?)?(?P<month_last>{_MONTH})\ ?月份?(?!\ ?\d)
          | (?P<month_only>{_MONTH})\ ?月\ ?
            (?: (?P<day>{_DAY})\ ?[日号]?{_CLOCK}
                (?:{_TO}
                    (?:(?:(?P<to_year>{_YEAR})\ ?年)?\ ?(?P<to_month>{_MONTH})\ ?月)?\ ?(?P<to_day>{_DAY})
                )?\ ?[日号]{_CLOCK}
              | (?P<month_word>份|底|末|初|中旬|上旬|下旬)?份? )
          | (?P<part>{_PART})
          | (?(whole)(?P<end_word>末|底|初)?|(?!))
        )
      | (?P<iso>(?P<iso_year>{_YEAR})[-./](?P<iso_month>{_MONTH})[-./](?P<iso_day>{_DAY}))(?!\d)
      | (?P<lone_year>{_YEAR})(?=\ ?(?:上半年|下半年|全年|年度))
      | (?<![A-Za-z])(?P<day_only>{_DAY})\ ?日(?=[，,、。)\u4e00-\u9fff])(?!内|均|常|产|以|左)
      | (?P<said>{_SAID})
    )
    (?P<since>以来|起|来(?=[，,]))?
    """,
    re.VERBOSE,
)
_NUMBERS = {
    han: n for n, han in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1)
}
_NUMBERS["两"] = 2
_YEARS_UP_TO = re.compile(r"(?:近|过去|最近)?([一二三四五六七八九十两]|十[一二]|\d{1,2})年(?:多?来)?")
"""过去五年, 五年来."""
_PLAN_NUMBERS = {**_NUMBERS, **{f"十{han}": 10 + n for han, n in _NUMBERS.items() if n < 10}, "二十": 20}
_COMPARED = re.compile(r"(?:比|较|与|和|同|跟|相比|对比|距)$")
YEARLY = "年度"
"""年度计划 is of the whole year, and its name: the word stays."""
_OF_RECORDS = re.compile(r"[^，。；]{1,12}(?:记录|统计|观测|建站)以来")
"""为1961年有气象记录以来第2高: says how long it has been looked at."""
_DAYS_OF_WEEK = 7
_OTHER_YEARS = ("去年", "上年", "上年度", "上一年", "上一年度", "前年")


def period_to_span(period: Period | None) -> Span | None:
    """Return the days of a bulletin's own period."""
    return Span(date.fromisoformat(period.start), date.fromisoformat(period.end)) if period else None


def title_to_time(title: str, context: Span | None) -> str:
    """Return the one period that the title of a table or column names, as ISO; "" if it names none, or several."""
    spans = {mention.span for mention in text_to_periods(title, context) if mention.kind is not Kind.VAGUE}
    (span,) = spans if len(spans) == 1 else (None,)
    return str(span) if span is not None else ""


def text_to_periods(text: str, context: Span | None, near: Span | None = None) -> list[Mention]:
    """Return the dates and periods of ``text`` in order.

    What one leaves out is inherited from the left, then from ``context``; a year alone also from ``near``, the last
    date before the text.
    """
    found: list[Mention] = []
    current = context or near
    for match in _PERIOD.finditer(text):
        if match[0] == "同期" and text[max(0, match.start() - 1) : match.start()] in ("年", "月"):
            continue
        if not match[0].strip() or _OF_RECORDS.match(text, match.end()):
            continue
        against = _COMPARED.search(text, max(0, match.start() - 2), match.start()) is not None
        span, kind = _resolve(match, current, context)
        found.append(Mention(match.start(), match.end(), match[0], span, kind, against))
        over_years = match["first"] is not None and context is not None
        if span is not None and kind is not Kind.OTHER and not against and not over_years:
            current = span
    return found


def _resolve(match: re.Match[str], current: Span | None, context: Span | None) -> tuple[Span | None, Kind]:
    try:
        span, kind = _dated(match, current, context)
    except ValueError:  # 31 April: no day of the calendar
        return None, Kind.VAGUE
    if span is None:
        return None, Kind.VAGUE
    if match["until"]:
        return Span(span.last, span.last), Kind.POINT
    since_then = match["since"] == "起" and match.string[max(0, match.start() - 1) : match.start()] in ("自", "从")
    if match["since"] == "以来" or since_then:
        end = context.end if context and context.end and context.end >= span.start else None
        return Span(span.start, end), kind
    return span, kind


def _dated(match: re.Match[str], current: Span | None, context: Span | None) -> tuple[Span | None, Kind]:
    if match["said"]:
        return _said(match["said"], current, context)
    if match["plan"]:
        start = 1953 + 5 * (_PLAN_NUMBERS[match["plan"]] - 1) if _PLAN_NUMBERS[match["plan"]] < 4 else 0
        start = start or 1981 + 5 * (_PLAN_NUMBERS[match["plan"]] - 6)
        return Span(date(start, 1, 1), date(start + 4, 12, 31)), Kind.SPAN
    if match["first"]:
        return Span(date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31)), Kind.SPAN
    if match["iso"]:
        day = date(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
        return Span(day, day), Kind.POINT
    if match["lone_year"]:
        return year_span(int(match["lone_year"])), Kind.SPAN
    if match["day_only"]:
        near = current or context
        if near is None:
            return None, Kind.VAGUE
        day = date(near.last.year, near.last.month, int(match["day_only"]))
        return Span(day, day), Kind.POINT
    year = _year_of(match, current, context)
    if year is None:
        return None, Kind.VAGUE
    span, kind = _in_year(match, year)
    return span, Kind.OTHER if match["said_year"] in _OTHER_YEARS else kind


def _year_of(match: re.Match[str], current: Span | None, context: Span | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["said_year"]:
        base = (current or context) if match["said_year"] in ("当年", "次年") else (context or current)
        offset = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "次": 1}[match["said_year"][0]]
        return base.last.year + offset if base else None
    near = current or context
    return near.last.year if near else None


def _in_year(match: re.Match[str], year: int) -> tuple[Span, Kind]:
    if match["month"]:
        first = date(year, int(match["month"]), 1)
        last = month_span(int(match["year_last"] or year), int(match["month_last"]))
        if last.last < first:
            raise ValueError("a period that ends before it begins")
        return Span(first, last.end), Kind.SPAN
    if match["month_only"]:
        return _in_month(match, year, int(match["month_only"]))
    if match["part"]:
        return _part_of_year(match, year)
    whole = year_span(year)
    if match["end_word"] in ("末", "底"):
        return Span(whole.last, whole.last), Kind.POINT
    if match["end_word"] == "初":
        return Span(whole.start, whole.start), Kind.POINT
    return whole, Kind.SPAN


def _in_month(match: re.Match[str], year: int, month: int) -> tuple[Span, Kind]:
    if match["day"]:
        first = date(year, month, int(match["day"]))
        if not match["to_day"]:
            return Span(first, first), Kind.POINT
        last = date(int(match["to_year"] or year), int(match["to_month"] or month), int(match["to_day"]))
        if last < first:
            raise ValueError("a period that ends before it begins")
        return Span(first, last), Kind.SPAN
    span = month_span(year, month)
    if match["month_word"] in ("底", "末"):
        return Span(span.last, span.last), Kind.POINT
    if match["month_word"] == "初":
        return Span(span.start, span.start), Kind.POINT
    return span, Kind.SPAN


def _part_of_year(match: re.Match[str], year: int) -> tuple[Span, Kind]:
    part = match["part"].replace(" ", "")
    if match["months"]:
        count = int(match["months"]) if match["months"].isdecimal() else _NUMBERS[match["months"]]
        return Span(date(year, 1, 1), month_span(year, count).end), Kind.SPAN
    fixed = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "全年": (1, 12)}
    if part in fixed:
        first, last = fixed[part]
        return Span(date(year, first, 1), month_span(year, last).end), Kind.SPAN
    if part in ("年末", "年底"):
        return Span(date(year, 12, 31), date(year, 12, 31)), Kind.POINT
    if part == "年初":
        return Span(date(year, 1, 1), date(year, 1, 1)), Kind.POINT
    if part.startswith("前"):
        return Span(date(year, 1, 1), date(year, 6, 30)), Kind.SPAN
    name = part.removeprefix("第")[0]
    quarter = int(name) if name.isdecimal() else _NUMBERS[name]
    return Span(date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter).end), Kind.SPAN


def _said(word: str, current: Span | None, context: Span | None) -> tuple[Span | None, Kind]:
    if word == "本周":
        week = current is not None and (current.last - current.start).days == _DAYS_OF_WEEK - 1
        return (current, Kind.SPAN) if week else (None, Kind.VAGUE)
    base = context or current
    if years := _YEARS_UP_TO.fullmatch(word.replace(" ", "")):
        count = _NUMBERS.get(years[1], 0) or int(years[1])
        if context is not None:
            return _years_up_to(context.last, count), Kind.SPAN
        whole_year = current is not None and current == year_span(current.start.year)
        return (current, Kind.SPAN) if whole_year and count == 1 else (None, Kind.VAGUE)
    if (
        base is None
        or word.endswith(("年来", "历年", "周"))
        or word.startswith(("近", "最近", "过去"))
        or word in ("近日", "近期", "日前", "目前", "截至目前", "同期", "昨日", "今日", "上周")
    ):
        return None, Kind.VAGUE
    if word in ("上月", "上个月", "上一月"):
        before = base.start.replace(day=1) - timedelta(days=1)
        return month_span(before.year, before.month), Kind.OTHER
    if word in ("上年同期", "去年同期", "上年同月"):
        return _a_year_before(base), Kind.OTHER
    if word in ("上年末", "上年底"):
        day = date(base.last.year - 1, 12, 31)
        return Span(day, day), Kind.OTHER
    if word in ("上月末", "上月底"):
        day = base.start.replace(day=1) - timedelta(days=1)
        return Span(day, day), Kind.OTHER
    if word == YEARLY:
        return year_span(base.last.year), Kind.OTHER
    if word in ("月末", "月底", "季末", "期末"):
        return Span(base.last, base.last), Kind.POINT
    if word in ("当日", "当天"):
        return current, Kind.POINT
    if word in ("上季度", "上一季度", "上期"):
        before = base.start - timedelta(days=1)
        months = (base.last.year - base.start.year) * 12 + base.last.month - base.start.month
        first = before.month - months
        if first < 1:
            return Span(date(before.year - 1, first + 12, 1), before), Kind.OTHER
        return Span(date(before.year, first, 1), before), Kind.OTHER
    if word in ("本月", "当月") and (base.start.year, base.start.month) != (base.last.year, base.last.month):
        return month_span(base.last.year, base.last.month), Kind.SPAN
    return base, Kind.SPAN


def _years_up_to(last: date, count: int) -> Span:
    """五年来 of a paper of 14 December 2021 begins on 15 December 2016."""
    day = min(last.day, monthrange(last.year - count, last.month)[1])
    end_before = date(last.year - count, last.month, day)
    return Span(end_before + timedelta(days=1), last)


def _a_year_before(span: Span) -> Span:
    last = span.last
    end = date(last.year - 1, last.month, min(last.day, monthrange(last.year - 1, last.month)[1]))
    return Span(span.start.replace(year=span.start.year - 1, day=min(span.start.day, 28)), end)


def month_span(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))
