"""Words of headers and labels, stripped to what binds them: no bulletin's own vocabulary, only the language's."""

import re
import unicodedata
from functools import lru_cache

_UNIT_IN_BRACKETS = re.compile(
    r"\((?:%|‰|单位[^()]*|[十百千万亿]*(?:件次|人次|件|次|个|家|户|人|元|分|处|条|项|起|宗|吨|亩|公顷|平方米|公里|天|小时|分钟|"
    r"名|辆|套|篇|期|份|台|只|头|千克|克|升|立方米|千瓦时|吨标准煤|百分点|位|平方公里|万))\)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[“”\"'‘’《》*#:,;、。．]")

TOTAL = ("总计", "合计", "总数", "总量", "共计", "小计", "总和", "总额", "总件数")
"""What a row or column that adds the others up is called."""

AVERAGE = (
    "平均",
    "均值",
    "人均",
    "户均",
    "中位",
    "最高",
    "最低",
    "最大",
    "最小",
    "单价",
    "每",
    "密度",
    "系数",
    "倍数",
    "峰值",
)
"""Words of numbers that do not add up."""

MEANS = (
    "人均", "户均", "亩均", "日均", "月均", "年均", "平均", "均价", "均分", "均值", "单价", "密度",
    "每万", "每千", "每百", "每十万", "每人", "每户", "指数", "系数",
)  # fmt: skip
"""Words of means among them, which name rows of numbers as they name columns (最高 may be a court's)."""

DISTINCT_UNITS = ("家", "户", "人", "名", "种", "类", "天", "位")
"""Units of things that may stand in several parts and are counted once in the whole."""

DISTINCT_WORDS = ("单位数", "企业数", "机构数", "人数", "户数", "家数", "部门数", "天数", "村数", "种类数")
"""Names of such counts."""

RATIOS = ("%", "‰", "百分点", "个百分点")
"""Units of numbers that are no part of an amount."""

NEGATIONS = ("未", "不", "非", "无", "没")

CURRENT = ("本期", "本月", "本季", "本年", "今年", "当月", "当期", "本周", "当年", "累计", "报告期", "现")
PREVIOUS = (
    "上期",
    "上月",
    "上季",
    "上年",
    "去年",
    "同期",
    "上周",
    "前期",
    "基期",
    "上一年",
    "往年",
    "同月",
    "年初",
    "期初",
)
"""Words of a period and of the one that it is held against."""

CHANGE = (
    "同比",
    "环比",
    "增长",
    "增减",
    "增幅",
    "增速",
    "变化",
    "变动",
    "升降",
    "增加",
    "减少",
    "下降",
    "较上",
    "比上",
    "相比",
    "较去年",
    "比去年",
    "较同期",
    "比同期",
    "较年初",
    "比年初",
    "差额",
)

PLAN = ("计划", "目标", "任务", "预算", "指标数", "应完成")
DONE = ("完成", "执行", "实际", "达成", "到位", "实绩", "决算")
"""Words of what was to be done and of what was."""

_WEIGHT = ("权重", "满分", "标准分", "基准分", "基础分", "基本分")

DEDUCTION = ("扣分", "扣减", "减分", "倒扣", "罚分", "扣除", "核减")
"""Points that a total is less, not more, by."""

SHARE = ("占比", "比重", "构成", "百分比", "比例", "份额")

RANK = ("排名", "名次", "位次", "序位", "排序", "位列")

_COUNT_TAILS = (
    "总件数",
    "件数",
    "次数",
    "人数",
    "户数",
    "家数",
    "个数",
    "条数",
    "数量",
    "总数",
    "总量",
    "数",
    "量",
    "件",
)
_DONE = ("已", "应")


_HAN_DIGITS = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def enumerator_to_int(text: str) -> int | None:
    """Return the number of 3, 三, 十二 or ③; None for what is none below 100."""
    if text.isdecimal():
        return int(text)
    if text and text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    if not text or len(ones) > 1 or len(tens) > 1 or any(each not in _HAN_DIGITS for each in tens + ones):
        return None
    return (10 * (_HAN_DIGITS.find(tens) + 1 if tens else 1) if ten else 0) + (
        _HAN_DIGITS.find(ones) + 1 if ones else 0
    )


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a header or a metric without spaces, brackets around units, and marks; full-width made narrow."""
    text = _SPACES.sub("", unicodedata.normalize("NFKC", name))
    text = _UNIT_IN_BRACKETS.sub("", text)
    return _MARKS.sub("", text).removesuffix("%")


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return ``plain`` without anything in brackets."""
    return _BRACKETS.sub("", plain(name))


@lru_cache(maxsize=4096)
def stem(name: str) -> str:
    """Return what is counted: 按期结案数 and 已按期结案件数 both count 按期结案."""
    text = bare(name)
    for tail in _COUNT_TAILS:
        if text.endswith(tail) and len(text) > len(tail):
            text = text[: -len(tail)]
            break
    if text.startswith("已") and len(text) > 1:
        text = text[1:]
    return text


@lru_cache(maxsize=4096)
def rate_stem(name: str) -> str | None:
    """Return what a rate speaks of: 按期结案率 of 按期结案, 群众满意度 of 群众满意; None if it is no rate's name."""
    text = bare(name)
    for tail in ("百分比", "比例", "占比", "率", "度"):
        if text.endswith(tail) and len(text) > len(tail):
            return text[: -len(tail)]
    return None


@lru_cache(maxsize=4096)
def negated(name: str) -> str | None:
    """Return the stem that a name negates (未接通数 negates 接通); None if it negates nothing."""
    text = stem(name)
    for word in NEGATIONS:
        if text.startswith(word) and len(text) > len(word):
            return text[len(word) :]
    return None


_NO_RATES = ("季度", "年度", "月度", "制度", "额度", "角度", "用度")


@lru_cache(maxsize=4096)
def names_rate(name: str) -> bool:
    """Tell whether a name is that of a rate or a degree (办结率, 满意度), which no sum is made of."""
    text = bare(name)
    return len(text) > 1 and text.endswith(("率", "度")) and not text.endswith(_NO_RATES)


def names_ratio(name: str, *, broken: bool) -> bool:
    """Tell whether a name is that of a rate, a mean, a growth rate or an index.

    ``broken`` says that its numbers alone have decimals.

    Shares are not meant: those of the parts add up to that of the whole.
    """
    if has_any(name, (*SHARE, "占")):
        return False
    if names_rate(name) or has_any(name, MEANS):
        return True
    if has_any(name, ("指数", "增幅", "增速", "涨幅", "降幅")) or any(mark in name for mark in "%％‰"):
        return True
    return broken and has_any(name, CHANGE)


def has_any(name: str, words: tuple[str, ...]) -> bool:
    text = plain(name)
    return any(word in text for word in words)


def is_total(name: str) -> bool:
    return has_any(name, TOTAL)


def adds_up(name: str) -> bool:
    """Tell whether numbers of this name may be added over rows at all."""
    return not has_any(name, AVERAGE)


def is_plan(name: str) -> bool:
    """Tell whether a number is called what was to be done: 任务数, 计划完成数, and not 任务完成数."""
    text = bare(name)
    last = max(((text.rfind(word), word) for word in PLAN + DONE if word in text), default=(-1, ""))[1]
    return last in PLAN or (last in DONE and text.startswith(("计划", "应", "目标")))


def gives_weight(name: str) -> bool:
    """Tell whether numbers are what something counts for or all begin with: exact, however few digits are printed."""
    return bare(name).endswith(_WEIGHT)
