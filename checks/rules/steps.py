"""Accounts that run down by steps: 二、利润 = 一、收入, 减：成本, 加：其他收益, signed as printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from checks.engine.drafts import Draft
from checks.engine.formulas import Sum
from checks.engine.laws import Instance, Law
from checks.engine.sheets import Sheet
from checks.engine.words import bare
from checks.ground import Ground
from checks.rules.sums import adds_up_to
from schemas.findings import Basis
from schemas.tables import Row, RowKind

CODE = "step"

_STEPS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
)
"""How steps are numbered; the outermost numbering of a table counts."""

_SIGNED = re.compile(r"(?P<minus>减|减去|扣除|减少)[:：]|(?P<plus>加|加上|增加)[:：]")
_OF_WHICH = re.compile(r"其中[:：]?|[#＃]")

_WHOLE_RUN = 1000


@dataclass(frozen=True, slots=True)
class _Way:
    """How the rows between two steps are read.

    ``left_out``: how many rows from a 其中 on are no items of their own. ``minus``: the sign of what is taken away: 1
    where it is printed negative. ``two_back``: the base is the step before the last less the last (一 − 二).
    """

    left_out: int
    minus: int
    two_back: bool


_WAYS = tuple(_Way(*way) for way in product((1, 2, _WHOLE_RUN), (-1, 1), (False, True)))


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        law = _sheet_to_law(sheet)
        if law is not None:
            yield from ground.judged(law)


def _sheet_to_law(sheet: Sheet) -> Law | None:
    """Return the law of all steps of a table, each read in the way in which most of its columns close."""
    rows = [row for row in sheet.table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE)]
    numbered = ([at for at, row in enumerate(rows) if style.match(_name(row))] for style in _STEPS)
    steps = next((found for found in numbered if len(found) > 1), [])
    found: list[Instance] = []
    closes = False
    for number, at in enumerate(steps[1:], start=1):
        between = rows[steps[number - 1] + 1 : at]
        if not any(_SIGNED.match(_name(row)) for row in between):
            continue
        earlier = [rows[step] for step in steps[:number]]
        tried = [_read(sheet, rows[at], earlier, between, way) for way in _WAYS if number > 1 or not way.two_back]
        best = max(tried, key=lambda each: sum(map(adds_up_to, each)))
        closing = sum(map(adds_up_to, best))
        closes |= closing > 0
        # Rows may be left out of print before a step that closes nowhere.
        found += best if closing else [replace(each, soft=True) for each in best]
    if not closes:
        return None
    return Law(CODE, "", "按“加”“减”各项逐级结算", Basis.DEFINITION, "结算数", tuple(found), additive=True)


def _name(row: Row) -> str:
    return row.label.strip()


def _read(sheet: Sheet, result: Row, earlier: Sequence[Row], between: Sequence[Row], way: _Way) -> list[Instance]:
    terms = [(earlier[-1], 1)]
    if way.two_back:
        terms = [(earlier[-2], 1), (earlier[-1], -1)]
    terms += _signed_items(between, way)
    found = []
    for series in sheet.summables:
        goal = series.cells.get(result.row)
        held = [(series.cells[row.row], sign) for row, sign in terms if row.row in series.cells]
        if goal is None or len(held) < 2 or terms[0][0].row not in series.cells:
            continue
        nums, signs = zip(*held, strict=True)
        where = f"{bare(result.label)}·{series.plain}"
        found.append(Instance(goal, nums, Sum(signs), where, soft=len(held) < len(terms)))
    return found


def _signed_items(between: Sequence[Row], way: _Way) -> Iterator[tuple[Row, int]]:
    """Yield the rows from the first 加 or 减 on with their signs; a sign stands until the next one."""
    sign, left_out = 0, 0
    for row in between:
        marked = _SIGNED.match(_name(row))
        if marked is not None:
            sign, left_out = (way.minus if marked["minus"] else 1), 0
        elif _OF_WHICH.match(_name(row)):
            left_out = way.left_out
        if left_out:
            left_out -= 1
        elif sign:
            yield row, sign
