"""Links to the cells in whose row the metric itself stands: 地区生产总值 under 1—9月, 增值税 under 执行数.

In tables of indicators, items and kinds the rows are what the text calls metrics, and the columns say of which time a
number is, how it moved, or what share it has. A figure is linked where one row is called as its metric is and one
column says what the figure says; wherever two might be meant there is no link.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.figures.agreeing import agree
from parsers.figures.aliases import plain
from parsers.figures.numbers import unit_to_base
from parsers.figures.periods import Kind, Span, text_to_periods
from parsers.folding import fold
from schemas.figures import ChangeKind, Figure, FigureRole, Link
from schemas.tables import Column, ColumnKind, Row, RowKind, Table, Value

_SIZES = (FigureRole.LEVEL, FigureRole.PART, FigureRole.TO)
_AMOUNTS = (ColumnKind.COUNT, ColumnKind.AMOUNT)
_NUMBERED = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+[)、.．]|[#*]|其中:?|[①-⑩])+")
_LEADING = re.compile(r"^(?:实现|完成|共|累计|其中|全[省市州县区旗镇乡]|[我本][省市州县区旗镇乡])+(?=..)")
_AIMED = re.compile(r"(?:预算数?|计划数?|目标值?|任务数?|基数|标准|权重|位次|排名|名次)$|^(?:为|占|完成.*[%率])")
"""Columns of what was aimed at, or of no size at all."""
_OWN = re.compile(r"本期|当期|报告期|执行|决算|完成|实际|实绩|发生额")
_RUNNING = re.compile(r"累计")
_SHARED = re.compile(r"占比|比重|构成|份额|所占比例")
_OF_WHOLE = re.compile(r"总|合计|全部|全[省市州县区旗镇乡]")
_OF_PLAN = re.compile(r"预算|计划|目标|任务")
_MONTH_BEFORE = re.compile(r"环比|上[月季期周]|上个月|上一[月季期]")
_AREA = re.compile(r"[全我本]([国省市州县区旗镇乡])(?![级局])")
_OTHERWISE = re.compile(
    r"口径|剔除|扣除|不变价|可比|还原|平均增|年均|预计|预期|目标|力争|计划增|安排|拟|折合|名义|两年"
)
"""Words that make another number of the same name."""


def links_by_row(
    figures: Sequence[Figure], tables: Sequence[Table], place: str, context: Span | None
) -> Iterator[tuple[str, Link]]:
    """Yield the figures (by id) that one cell states, with the link to it; ``place`` issues the bulletin."""
    rows = _rows_by_name(tables)
    if not rows:
        return
    held = _held_by_row(tables, context)
    home = _home_of(figures, place)
    for figure in figures:
        if figure.links or figure.entity or _OTHERWISE.search(figure.text) or not _is_of_home(figure, home):
            continue
        found = [
            (table, value)
            for table, row, left in _rows_of(figure, rows)
            if (
                value := _value_for(
                    figure, left, held.get((table.id, row.row), ()), own=figure.period in ("", str(context))
                )
            )
        ]
        agreeing = [(table, value) for table, value in found if agree(figure.printed, value.printed)]
        chosen = agreeing if len(found) > 1 else found
        if len(chosen) == 1:
            table, value = chosen[0]
            said = "numbers agree" if agreeing else "numbers differ"
            yield (
                figure.id,
                Link(table.id, value.row, value.col, f"row of the metric; column that says the same; {said}"),
            )


def column_to_time(column: Column, context: Span | None) -> str | None:
    """Return the time that the numbers of a column are of, as ISO; "" where it says none, None where they are no sizes.

    本期 and 执行数 are of the bulletin's own period, 累计 runs from the beginning of its year.
    """
    name = fold(column.name)
    if _AIMED.search(name) or column.kind not in (*_AMOUNTS, ColumnKind.RATE, ColumnKind.SCORE):
        return None
    mentions = [mention for mention in text_to_periods(name, context) if mention.kind is not Kind.VAGUE]
    if len(mentions) > 1:
        return None
    if mentions:
        span = mentions[0].span
        return None if span is None else str(span)
    if _RUNNING.search(name) and context is not None:
        return str(Span(context.start.replace(month=1, day=1), context.end))
    if column.kind is ColumnKind.RATE:
        return None  # a rate beside the sizes: 完成率, 占比
    return str(context) if _OWN.search(name) and context is not None else ""


def _rows_by_name(tables: Sequence[Table]) -> Mapping[str, list[tuple[Table, Row]]]:
    """Return the rows by their plain names; a name that several rows of a table bear names none of them."""
    found: dict[str, list[tuple[Table, Row]]] = {}
    for table in tables:
        named = [
            (_LEADING.sub("", _NUMBERED.sub("", plain(row.label))), row)
            for row in table.rows
            if row.kind is not RowKind.HEADER
        ]
        counts = Counter(name for name, _ in named)
        for name, row in named:
            if len(name) > 1 and counts[name] == 1:
                found.setdefault(name, []).append((table, row))
    return found


def _rows_of(figure: Figure, rows: Mapping[str, list[tuple[Table, Row]]]) -> Iterator[tuple[Table, Row, str]]:
    """Yield the rows that a metric names, with what it says beyond them: 年初预算 of 增值税年初预算."""
    metric = _LEADING.sub("", plain(figure.metric))
    if figure.role is FigureRole.SHARE:
        metric = _SHARED.sub("", metric)
    for end in range(len(metric), 1, -1):
        if metric[:end] in rows:
            for table, row in rows[metric[:end]]:
                yield table, row, metric[end:]
            return


def _value_for(figure: Figure, left: str, row: Sequence["_Held"], *, own: bool) -> Value | None:
    """Return the one value of a row that says what the figure says; ``own``: it is of the bulletin's own period."""
    columns = [each.column for each in row]
    named = [column for column in columns if plain(column.name) == left]
    if left and not (named and own):
        chosen = []
    elif left and figure.role in _SIZES:
        chosen = named
    elif figure.role in _SIZES:
        sized = [each for each in row if (each.column.kind is ColumnKind.RATE) == (figure.printed.unit in ("%", "‰"))]
        chosen = [each.column for each in sized if each.time and each.time == figure.period]
        chosen = chosen or [each.column for each in sized if each.time == "" and own]
    elif figure.role is FigureRole.CHANGE and own:
        chosen = list(_columns_of_change(figure, columns))
    elif figure.role is FigureRole.SHARE and own:
        chosen = list(_columns_of_share(figure, columns))
    else:
        chosen = []
    found = next(each.value for each in row if each.column == chosen[0]) if len(chosen) == 1 else None
    return found if found is not None and _same_measure(figure.printed.unit, found.printed.unit) else None


def _same_measure(a: str, b: str) -> bool:
    """Tell whether two units may measure the same; a table need not say what it counts."""
    return not a or not b or unit_to_base(a) == unit_to_base(b)


@dataclass(frozen=True, slots=True)
class _Held:
    """A value with its column and the time that the column is of."""

    value: Value
    column: Column
    time: str | None


def _held_by_row(tables: Sequence[Table], context: Span | None) -> Mapping[tuple[str, int], list[_Held]]:
    found: dict[tuple[str, int], list[_Held]] = {}
    for table in tables:
        columns = {column.col: (column, column_to_time(column, context)) for column in table.columns}
        for value in table.values:
            if value.col in columns and value.printed.value is not None:
                found.setdefault((table.id, value.row), []).append(_Held(value, *columns[value.col]))
    return found


def _columns_of_change(figure: Figure, held: Iterable[Column]) -> Iterator[Column]:
    """Yield the columns of growth in per cent that are measured from what the figure is measured from."""
    if figure.change is None or figure.change.kind is not ChangeKind.RELATIVE or figure.printed.unit != "%":
        return
    moved = [column for column in held if column.kind is ColumnKind.CHANGE and column.unit == "%"]
    against = figure.change.against
    if not against:
        yield from moved if len(moved) == 1 else ()
        return
    monthly = _MONTH_BEFORE.search(against) is not None
    yield from (column for column in moved if (_MONTH_BEFORE.search(column.name) is not None) == monthly)


def _columns_of_share(figure: Figure, held: Iterable[Column]) -> Iterator[Column]:
    """Yield the columns of shares of the whole, or of what was planned, as the figure says."""
    base = figure.base.text if figure.base else ""
    for column in held:
        if column.kind is not ColumnKind.RATE:
            continue
        if _OF_PLAN.search(base):
            if _OF_PLAN.search(column.name):
                yield column
        elif _SHARED.search(column.name) and (not base or _OF_WHOLE.search(base)):
            yield column


def _home_of(figures: Sequence[Figure], place: str) -> str:
    """Return the kind of area that the bulletin is about: 县 of 全县, 我县 if it is often said, or of the place."""
    said = Counter(kind for figure in figures for kind in _areas(figure)).most_common(1)
    often = said[0][0] if said else ""
    return often if said and said[0][1] >= _OFTEN else place[-1:] or often


_OFTEN = 3
_TAIL = 4
"""Characters at the end of a metric that a clause with another area names, if it speaks of it anew."""
_MEASURED = re.compile(r"[数量额率]$|占比$")


def _areas(figure: Figure) -> list[str]:
    return _AREA.findall(figure.text)


def _is_of_home(figure: Figure, home: str) -> bool:
    """Tell whether no other area is spoken of: 全省增长4.9% in a county's bulletin is no number of the county."""
    areas = _areas(figure)
    named = not areas or _MEASURED.sub("", plain(figure.metric))[-_TAIL:] in plain(figure.text)
    return named and all(kind == home for kind in areas)
