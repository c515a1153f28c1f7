"""Grade bands: [90,100]为A; 90分以上（含90分）为优秀; 优秀（≥90分）; 不低于75分且低于90分的，等级为良好."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from parsers.rules.readings import Reading, Setting
from parsers.rules.signs import tidy_name
from schemas.rules import Band, RuleKind

_V = r"[0-9]+(?:\.[0-9]+)? *[%‰]?"
_U = r"(?: *(?:分(?!别)|个百分点|件|项|次|天|个|人|家|户|亿元|万元|元))?"
_IN = r"(?: *\( *(?P<{0}>不?含)(?:本数|此数|本级)? *(?:[0-9.]+ *[%‰]?)? *分? *\))?"
_TO = r" *(?:[-~～—–]{1,2}|至|到) *"
_OP = r"(?:[≥≤<>]=?|大于等于|小于等于|大于或等于|小于或等于)"
_WORD = (
    r"(?:不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|大于或等于|小于或等于|低于|少于|高于|大于|小于|超过|不足|不满|不到|"
    r"未达到|达不到|达到|满|[≥≤<>]=?)"
)
_ABOVE = r"(?:及其?以上|以上|及其?以下|以下|以内)"

_CONDITION = re.compile(
    "|".join(
        (
            # [75,90)
            rf"(?P<open>[\[(]) *(?P<i1>{_V}){_U} *[,，] *(?P<i2>{_V}){_U} *(?P<close>[\])])",
            # 75≤得分<90
            rf"(?P<c1>{_V}){_U} *(?P<op1>{_OP}) *(?P<mid>[\u4e00-\u9fffA-Za-z]{{0,12}}) *(?P<op2>{_OP}) *(?P<c2>{_V}){_U}",
            # 75分（含）以上90分以下
            rf"(?P<a1>{_V}){_U}{_IN.format('ain1')} *(?:及其?以上|以上){_IN.format('ain2')} *(?:[，、,]|且|并)? *"
            rf"(?P<aword>{_WORD})? *(?P<a2>{_V}){_U}{_IN.format('ain3')} *(?P<aend>及其?以下|以下|以内)?{_IN.format('ain4')}",
            # 不低于75分且低于90分
            rf"(?P<w1>{_WORD}) *(?P<v1>{_V}){_U}{_IN.format('win1')}(?: *以[上下])? *(?:[，、,]|且|并|但|而|又)+ *"
            rf"(?P<w2>{_WORD}) *(?P<v2>{_V}){_U}{_IN.format('win2')}(?: *以[上下])?",
            # 60分（含）至75分（不含）
            rf"(?P<r1>{_V}){_U}{_IN.format('rin1')}{_TO}(?P<r2>{_V}){_U}{_IN.format('rin2')}(?: *之间)?",
            # 90分以上（含90分）
            rf"(?P<s1>{_V}){_U}{_IN.format('sin1')} *(?P<side>{_ABOVE}){_IN.format('sin2')}",
            # 低于60分
            rf"(?P<w3>{_WORD}) *(?P<v3>{_V}){_U}{_IN.format('win3')}(?: *(?:及其?以[上下]|以[上下]))?",
        )
    )
)
_GRADES = (
    r"(?:优秀|优良|优|良好|良|较好|很好|好|一般|中等|中|及格|合格|较差|很差|差|不及格|不合格|不达标|达标|"
    r"基本合格|基本达标|基本满意|很满意|不满意|满意|先进|落后|[A-FＡ-Ｆ][+-]?|[一二三四五六甲乙丙丁特]|"
    r"第[一二三四五]|[红黄绿蓝橙]|Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|高|低|强|弱)"
)
_GRADE_END = r"(?:级|等级|等次|等|档次|档|类|牌|灯|星)?"
_QUOTE = r"[ (（]?"
_AFTER = re.compile(
    r" *(?:\))? *(?:的|者)?(?:单位|地区|部门|企业)?[，,:：]? *(?:其|则|均)?"
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)?(?:评定为|评为|评|确定为|认定为|定为|列为|记为|视为|属于|属|得|为|是|:|：|—|-|=) *"
    rf"{_QUOTE}(?P<grade>[A-Za-z][+-]?|[\u4e00-\u9fff]{{1,6}}?)(?P<end>{_GRADE_END})(?=[ ，,；;。、)）/\n]|$|[0-9\[]|(?:其|得|综|分|满))"
)
_BEFORE = re.compile(
    rf"(?P<grade>{_GRADES})(?P<end>{_GRADE_END}) *(?P<joint>[(（:：=—]|为|的?(?:是|标准为|标准是)|)? *(?P<target>[\u4e00-\u9fff]{{0,12}})$"
)
_KNOWN = re.compile(_GRADES + _GRADE_END)
_VERBS = ("评", "评定", "确定", "定", "等级定", "均", "应", "可", "考核", "认定")
_METRIC = re.compile(
    r"(?P<target>[\u4e00-\u9fffA-Za-z]{0,14}(?:得分|总分|分值|评分|成绩|指标值|指数|率|度|值|量|数|比例|占比|分))(?:在|达到?|为|处于|位于)?$"
)
_BY = re.compile(
    r"(?P<grade>[\u4e00-\u9fff]{0,4}(?:等级|等次|档次|级别))?(?:按照?|根据|依据?)(?P<target>[\u4e00-\u9fff]{2,14}?)(?:确定|划分|评定|分为)"
)

_NEAR = 40  # characters between two bands of one rule
_AT_LEAST = ("不低于", "不少于", "不小于", "大于等于", "大于或等于", "达到", "满", "≥", ">=")
_ABOVE_WORDS = ("高于", "大于", "超过", ">")
_AT_MOST = ("不高于", "不超过", "不大于", "小于等于", "小于或等于", "≤", "<=")


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a band; ``closed`` is None where the text leaves it in doubt."""

    value: Fraction
    closed: bool | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A band as printed."""

    start: int
    end: int
    grade: str
    low: _End | None
    high: _End | None
    sure: bool
    grade_name: str = ""
    target: str = ""


def read_bands(setting: Setting) -> Iterator[Reading]:
    """Yield the grade bands of a passage, those that stand together as one rule."""
    if not re.search("[0-9]", setting.text):
        return
    run: list[_Found] = []
    for band in _bands(setting):
        if run and (band.start - run[-1].end > _NEAR or band.grade in {each.grade for each in run}):
            yield from _run_to_reading(setting, run)
            run = []
        run.append(band)
    yield from _run_to_reading(setting, run)


def _bands(setting: Setting) -> Iterator[_Found]:
    text, last = setting.text, 0
    for found in _CONDITION.finditer(text):
        ends = _ends(found)
        if ends is None:
            continue
        low, high = ends
        band = _graded_after(setting, found, last) or _graded_before(setting, found, last)
        if band:
            yield replace(band, low=low, high=high)
            last = band.end


def _graded_after(setting: Setting, found: re.Match[str], last: int) -> _Found | None:
    after = _AFTER.match(setting.text, found.end())
    if after is None:
        return None
    grade = after["grade"] + after["end"]
    known = _KNOWN.fullmatch(grade) is not None or grade in setting.grades
    mathematical = bool(found["open"] or found["op1"] or (found["w3"] or "")[:1] in ("≥", "≤", "<", ">"))
    if not known and not mathematical:
        return None
    name = after["name"] or ""
    target = found["mid"] or ""
    lead = _METRIC.search(setting.text, max(last, found.start() - 18), found.start())
    start = lead.start() if lead else found.start()
    return _Found(
        start,
        after.end(),
        _bare(grade, after["grade"], setting),
        None,
        None,
        known,
        "" if name in _VERBS else name,
        target or (tidy_name(lead["target"]) if lead else ""),
    )


def _graded_before(setting: Setting, found: re.Match[str], last: int) -> _Found | None:
    before = _BEFORE.search(setting.text, max(last, found.start() - 22), found.start())
    if before is None or not (before["joint"] or before["end"] or len(before["grade"]) > 1):
        return None
    if before["target"] and not (before["joint"] and _METRIC.search(before["target"])):
        return None
    end = found.end()
    if end < len(setting.text) and setting.text[end] in ")）" and before["joint"] in ("(", "（"):
        end += 1
    grade = before["grade"] + before["end"]
    lead = _METRIC.search(before["target"])
    target = tidy_name(lead["target"]) if lead else found["mid"] or ""
    return _Found(
        before.start(),
        end,
        _bare(grade, before["grade"], setting),
        None,
        None,
        sure=bool(before["joint"]),
        target=target,
    )


def _bare(grade: str, short: str, setting: Setting) -> str:
    """A grade as the tables print it: A where they hold A and the text says A级."""
    return short if short in setting.grades and grade not in setting.grades else grade


def _ends(found: re.Match[str]) -> tuple[_End | None, _End | None] | None:
    """Return the lower and upper end that a condition sets, or None if it sets none in order."""
    low: _End | None = None
    high: _End | None = None
    if found["open"]:
        low = _End(_value(found["i1"]), found["open"] == "[")
        high = _End(_value(found["i2"]), found["close"] == "]")
    elif found["op1"]:
        return _between(found)
    elif found["a1"]:
        if not (found["aword"] or found["aend"]):
            return None
        low = _End(_value(found["a1"]), _said(found["ain1"], found["ain2"], default=None))
        closed = _said(found["ain3"], found["ain4"], default=None)
        if found["aword"]:
            limit = _word_to_end(found["aword"], found["a2"], found["ain3"])
            high = limit[1]
        else:
            high = _End(_value(found["a2"]), closed)
    elif found["w1"]:
        first = _word_to_end(found["w1"], found["v1"], found["win1"])
        second = _word_to_end(found["w2"], found["v2"], found["win2"])
        low, high = first[0] or second[0], first[1] or second[1]
        if low is None or high is None:
            return None
    elif found["r1"]:
        low = _End(_value(found["r1"], found["r2"]), _said(found["rin1"], default=None))
        high = _End(_value(found["r2"]), _said(found["rin2"], default=None))
    elif found["s1"]:
        end = _End(_value(found["s1"]), _said(found["sin1"], found["sin2"], default=None))
        low, high = (end, None) if "上" in found["side"] else (None, end)
    else:
        low, high = _word_to_end(found["w3"], found["v3"], found["win3"])
    if low and high and low.value > high.value:
        low, high = high, low
    return low, high


def _between(found: re.Match[str]) -> tuple[_End | None, _End | None] | None:
    first, second = _value(found["c1"], found["c2"]), _value(found["c2"])
    rising = found["op1"][0] in "≤<小" and found["op2"][0] in "≤<小"
    falling = found["op1"][0] in "≥>大" and found["op2"][0] in "≥>大"
    if not rising and not falling:
        return None
    ends = [
        _End(value, bool(re.search(r"[≥≤=]|等于", op))) for value, op in ((first, found["op1"]), (second, found["op2"]))
    ]
    return (ends[0], ends[1]) if rising else (ends[1], ends[0])


def _word_to_end(word: str, value: str, included: str | None) -> tuple[_End | None, _End | None]:
    number = _value(value)
    if word in _AT_LEAST:
        return _End(number, _said(included, default=True)), None
    if word in _ABOVE_WORDS:
        return _End(number, _said(included, default=False)), None
    if word in _AT_MOST:
        return None, _End(number, _said(included, default=True))
    return None, _End(number, _said(included, default=False))


def _said(*marks: str | None, default: bool | None) -> bool | None:
    for mark in marks:
        if mark:
            return mark == "含"
    return default


def _value(text: str, other: str = "") -> Fraction:
    """95% is 19/20; in 90-95% the sign stands for both."""
    sign = text[-1] if text[-1] in "%‰" else other[-1:] if other[-1:] in ("%", "‰") else ""
    divisor = {"%": 100, "‰": 1000}.get(sign, 1)
    return Fraction(text.rstrip("%‰ ")) / divisor


def _run_to_reading(setting: Setting, run: Sequence[_Found]) -> Iterator[Reading]:
    """Two bands are a rule; one is where its grade is a word for grades and the text says 为."""
    if len(run) < 2 and not (run and run[0].sure and run[0].grade not in ("高", "低", "中", "强", "弱", "好", "差")):
        return
    start, end = run[0].start, run[-1].end
    target = next((band.target for band in run if band.target), "")
    grade_name = next((band.grade_name for band in run if band.grade_name), "")
    announced = _BY.search(setting.text, max(start - 30, 0), start)
    if announced:
        start = announced.start()
        target = target or announced["target"]
        grade_name = grade_name or announced["grade"] or ""
    yield Reading(start, end, RuleKind.BANDS, target=target, bands=_settle(run), grade_name=grade_name)


def _settle(run: Sequence[_Found]) -> tuple[Band, ...]:
    """Give every band its ends.

    Where all but the lowest say 以上 only, each reaches up to the next. An end in doubt is open where a neighbour
    holds it for certain, and closed otherwise: two bands may then hold the same value, and either grade is right.
    """
    rising = {band.low.value: band.low for band in run if band.low is not None and band.high is None}
    certain_low = {band.low.value for band in run if band.low is not None and band.low.closed is True}
    certain_high = {band.high.value for band in run if band.high is not None and band.high.closed is True}
    settled = []
    for band in run:
        low, high = band.low, band.high
        if low is not None and high is None:
            above = min((value for value in rising if value > low.value), default=None)
            high = None if above is None else _End(above, rising[above].closed is False)
        settled.append(
            Band(
                band.grade,
                low.value if low else None,
                high.value if high else None,
                low is not None and _closed(low, certain_high),
                high is not None and _closed(high, certain_low),
            )
        )
    return tuple(settled)


def _closed(end: _End, taken: set[Fraction]) -> bool:
    return end.closed if end.closed is not None else end.value not in taken
