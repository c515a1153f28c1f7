"""Grade bands: [90,100]为A; 90分以上（含90分）为优秀; 优秀（≥90分）; 不低于75分且低于90分的，等级为良好."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parsers.rules.ranges import End, Range, find_ranges
from parsers.rules.readings import Reading, Setting
from parsers.rules.signs import tidy_name
from schemas.rules import Band, RuleKind

_GRADES = (
    r"(?:优秀|优良|优|良好|良|较好|很好|好|一般|中等|中|及格|合格|较差|很差|差|不及格|不合格|不达标|达标|"
    r"基本合格|基本达标|基本满意|很满意|不满意|满意|先进|落后|[A-F]{1,3}[+-]?|[一二三四五六甲乙丙丁特]|"
    r"第[一二三四五]|[红黄绿蓝橙]|Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|高|低|强|弱)"
)
_GRADE_END = r"(?:级|等级|等次|等|档次|档|类|牌|灯|星|色)?"
_FREE = r"(?:^|[^\u4e00-\u9fffA-Za-z]|[为是和及与即])"
_AFTER = re.compile(
    r" *+(?:\))? *+(?:的|者)?(?:单位|地区|部门|企业)?[，,:：]? *+(?:其|则|均)?"
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)?"
    r"(?:评定为|评为|评|确定为|认定为|定为|列为|记为|视为|属于|属|得|为|是|:|：|—|-|=) *+"
    rf"[ (]?(?P<grade>[A-Za-z]{{1,3}}[+-]?|[\u4e00-\u9fff]{{1,6}}?)(?P<end>{_GRADE_END})"
    r"(?=[ ，,；;。、)）/\n]|$|[0-9\[]|其|得|综|分|满)"
)
_BEFORE = re.compile(
    rf"{_FREE}(?P<grade>{_GRADES}|[\u4e00-\u9fff]{{1,6}}?)(?P<end>{_GRADE_END}) *+"
    r"(?P<joint>[(（:：=—]|为|的?(?:是|标准为|标准是)|)? *+"
    r"(?P<target>[\u4e00-\u9fff]{0,12})$"
)
_AND = re.compile(r"^(?:分别(?:为|是)|分(?:为|成)|等级[为是]|[和及与即为是])")
_KNOWN = re.compile(_GRADES + _GRADE_END)
_VERBS = ("评", "评定", "确定", "定", "等级定", "均", "应", "可", "考核", "认定")
_METRIC = re.compile(
    r"(?P<target>[\u4e00-\u9fffA-Za-z]{0,14}(?:得分|总分|分值|评分|成绩|指标值|指数|率|度|值|量|数|比例|占比|分))"
    r"(?:在|达到?|为|处于|位于)?$"
)
_BY = re.compile(
    r"(?P<grade>[\u4e00-\u9fff]{0,4}(?:等级|等次|档次|级别))?(?:按照?|根据|依据?)"
    r"(?P<target>[\u4e00-\u9fff]{2,14}?)(?:确定|划分|评定|分为)"
)

_LONGEST_NAME = 22  # characters of a metric or grade before its range
_NEAR = 40  # characters between two bands of one rule


@dataclass(frozen=True, slots=True)
class _Found:
    """A band as printed."""

    start: int
    end: int
    grade: str
    range: Range
    sure: bool
    grade_name: str = ""
    target: str = ""


def read_bands(setting: Setting) -> Iterator[Reading]:
    """Yield the grade bands of a passage, those that stand together as one rule.

    Where a range beside them sets a grade that was not understood, or a grade is set twice, the rule is unparsed:
    half the bands would say something else than all.
    """
    if not re.search("[0-9]", setting.text):
        return
    run: list[_Found] = []
    strays: list[Range] = []
    for ranged, band in _bands(setting):
        if run and not _stand_together(setting, run[-1].end, ranged.start):
            yield from _run_to_reading(setting, run, strays)
            run, strays = [], []
        if not run:
            begins = band.start if band else ranged.start
            strays = [stray for stray in strays if _stand_together(setting, stray.end, begins)]
        if band:
            run.append(band)
        else:
            strays.append(ranged)
    yield from _run_to_reading(setting, run, strays)


def _stand_together(setting: Setting, end: int, start: int) -> bool:
    return start - end <= _NEAR and "。" not in setting.text[end:start]


def _bands(setting: Setting) -> Iterator[tuple[Range, _Found | None]]:
    """Yield each range, with the band that it is."""
    last = 0
    for ranged in find_ranges(setting.text):
        band = _graded_after(setting, ranged, last) or _graded_before(setting, ranged, last)
        yield ranged, band
        last = band.end if band else last


def _graded_after(setting: Setting, found: Range, last: int) -> _Found | None:
    """90分以上为优秀."""
    after = _AFTER.match(setting.text, found.end)
    if after is None:
        return None
    grade = after["grade"] + after["end"]
    known = _KNOWN.fullmatch(grade) is not None or grade in setting.grades
    if not known and not found.in_signs:
        return None
    lead = _METRIC.search(setting.text, max(last, found.start - _LONGEST_NAME), found.start)
    name = after["name"] or ""
    return _Found(
        lead.start() if lead else found.start,
        after.end(),
        _bare(grade, after["grade"], setting),
        found,
        known,
        "" if name in _VERBS else name,
        found.subject or (tidy_name(lead["target"]) if lead else ""),
    )


def _graded_before(setting: Setting, found: Range, last: int) -> _Found | None:
    """优秀（90分以上）; A级：90-100分; 优秀90分以上."""
    before = _BEFORE.search(setting.text, max(last - 1, found.start - _LONGEST_NAME, 0), found.start)
    if before is None:
        return None
    short = _AND.sub("", before["grade"])
    grade = short + before["end"]
    known = _KNOWN.fullmatch(grade) is not None or grade in setting.grades
    if not (known or (before["joint"] and (before["end"] or found.in_signs))):
        return None
    if not grade or not (before["joint"] or before["end"] or len(short) > 1):
        return None
    lead = _METRIC.search(before["target"])
    if before["target"] and not (before["joint"] and lead):
        return None
    closes = before["joint"] == "(" and setting.text.startswith(")", found.end)
    return _Found(
        before.end("grade") - len(short),
        found.end + closes,
        _bare(grade, short, setting),
        found,
        known and bool(before["joint"]),
        target=tidy_name(lead["target"]) if lead else found.subject,
    )


def _bare(grade: str, short: str, setting: Setting) -> str:
    """A grade as the tables print it: A where they hold A and the text says A级."""
    return short if short in setting.grades and grade not in setting.grades else grade


def _run_to_reading(setting: Setting, run: Sequence[_Found], strays: Sequence[Range]) -> Iterator[Reading]:
    """Two bands are a rule; one is where its grade is a word for grades and the text says 为."""
    if len(run) < 2 and not (run and run[0].sure and run[0].grade not in ("高", "低", "中", "强", "弱", "好", "差")):
        return
    if strays or len({band.grade for band in run}) < len(run):
        yield Reading(run[0].start, run[-1].end, RuleKind.UNPARSED)
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
    rising = {band.range.low.value: band.range.low for band in run if band.range.low and not band.range.high}
    certain_low = {band.range.low.value for band in run if band.range.low and band.range.low.closed}
    certain_high = {band.range.high.value for band in run if band.range.high and band.range.high.closed}
    settled = []
    for band in run:
        low, high = band.range.low, band.range.high
        if low is not None and high is None:
            above = min((value for value in rising if value > low.value), default=None)
            high = None if above is None else End(above, rising[above].closed is False)
        settled.append(
            Band(
                band.grade,
                low.value if low else None,
                high.value if high else None,
                low is not None and _is_closed(low, certain_high),
                high is not None and _is_closed(high, certain_low),
            )
        )
    return tuple(settled)


def _is_closed(end: End, taken: set[Fraction]) -> bool:
    return end.closed if end.closed is not None else end.value not in taken
