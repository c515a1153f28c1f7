"""A year and its quarters, months 1 to n and what they come to: sums that the names of periods define."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.words import enumerator_to_int, plain
from checks.ground import Ground
from checks.rules.axes import Axis, Line, sheet_to_axes, with_slips_only
from checks.rules.sums import plus
from schemas.findings import Basis
from schemas.printed import PERCENT

CODE = "period-sum"

_YEAR = r"(?:(?:19|20)\d{2}年)?"
_QUARTER = re.compile(_YEAR + r"第?([一二三四1-4])季度?")
_MONTH = re.compile(_YEAR + r"(\d{1,2}|十?[一二三四五六七八九十])月份?")
_HALF = re.compile(_YEAR + r"([上下])半年")
_WHOLE_YEAR = re.compile(_YEAR + r"(?:全年|年度)(?:合计|总计|累计|共计|总量|总数)?")
_UP_TO = re.compile(_YEAR + r"1[-—–~～至]{1,2}(\d{1,2})月份?(?:累计|合计)?")


@dataclass(frozen=True, slots=True)
class _Span:
    """Months of a year, from ``first`` on, ``months`` of them."""

    first: int
    months: int


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        for axis in sheet_to_axes(sheet):
            for whole, parts in _periods(axis):
                if axis.is_explained(whole, ground):
                    continue
                text = f"{whole.name}={'+'.join(part.name for part in parts)}"
                instances = tuple(
                    each for each in axis.instances(whole, parts, plus(len(parts))) if each.target.unit not in PERCENT
                )
                law = Law(CODE, "", text, Basis.DEFINITION, whole.name, instances, additive=True)
                law = with_slips_only(law, ground.memory)
                if law.instances:
                    yield from ground.judged(law)


def _periods(axis: Axis) -> Iterator[tuple[Line, list[Line]]]:
    """Yield each period with the shorter ones of one length that fill it, all under the same other names."""
    spans: dict[tuple[str, ...], list[tuple[_Span, Line]]] = {}
    for line in axis.lines:
        for level, name in enumerate(line.path):
            span = _name_to_span(plain(name))
            if span is not None:
                rest = (*line.path[:level], "", *line.path[level + 1 :])
                spans.setdefault(rest, []).append((span, line))
                break
    for known in spans.values():
        for span, whole in known:
            for length in (6, 3, 1):
                parts = [line for part, line in known if part.months == length and _is_within(part, span)]
                if length < span.months and len(parts) == span.months // length > 1:
                    yield whole, parts
                    break


def _is_within(part: _Span, whole: _Span) -> bool:
    return whole.first <= part.first and part.first + part.months <= whole.first + whole.months


def _name_to_span(name: str) -> _Span | None:
    if _WHOLE_YEAR.fullmatch(name):
        return _Span(1, 12)
    if found := _UP_TO.fullmatch(name):
        return _Span(1, int(found[1])) if 1 < int(found[1]) <= 12 else None
    if found := _HALF.fullmatch(name):
        return _Span(1 if found[1] == "上" else 7, 6)
    if found := _QUARTER.fullmatch(name):
        return _Span(3 * (enumerator_to_int(found[1]) or 0) - 2, 3)
    if found := _MONTH.fullmatch(name):
        month = enumerator_to_int(found[1])
        return _Span(month, 1) if month and month <= 12 else None
    return None
