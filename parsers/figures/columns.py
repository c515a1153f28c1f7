"""Which of the values in a row says what a figure says: by the time, the change or the share that its column prints."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.figures.aliases import MEASURE, SAME, Aliases, plain
from parsers.figures.periods import Kind, Span, text_to_periods
from parsers.folding import fold
from schemas.figures import ChangeKind, Figure, FigureRole
from schemas.printed import PERCENT, unit_to_base
from schemas.tables import Column, ColumnKind, Table, Value

_SIZES = (FigureRole.LEVEL, FigureRole.PART, FigureRole.TO)
_AMOUNTS = (ColumnKind.COUNT, ColumnKind.AMOUNT)
_AIMED = re.compile(r"(?:预算数?|计划数?|目标值?|任务数?|基数|标准|权重|位次|排名|名次)$|^(?:为|占|完成.*[%率])")
"""Columns of what was aimed at, or of no size at all."""
_OWN = re.compile(r"本期|当期|报告期|执行|决算|完成|实际|实绩|发生额")
_RUNNING = re.compile(r"累计")
_SHARED = re.compile(r"占比|比重|构成|份额|所占比例")
_OF_WHOLE = re.compile(r"总|合计|全部|全[省市州县区旗镇乡]")
_OF_PLAN = re.compile(r"预算|计划|目标|任务")
_MONTH_BEFORE = re.compile(r"环比|上[月季期周]|上个月|上一[月季期]")


@dataclass(frozen=True, slots=True)
class Held:
    """A value with its column and the time that the column is of."""

    value: Value
    column: Column
    time: str | None


def held_by_row(tables: Sequence[Table], context: Span | None) -> Mapping[tuple[str, int], list[Held]]:
    """Return the values of all tables by table and row."""
    found: dict[tuple[str, int], list[Held]] = {}
    for table in tables:
        columns = {column.col: (column, column_to_time(column, context)) for column in table.columns}
        for value in table.values:
            if value.col in columns and value.printed.value is not None:
                found.setdefault((table.id, value.row), []).append(Held(value, *columns[value.col]))
    return found


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


def value_for(figure: Figure, left: str, row: Sequence[Held], aliases: Aliases, *, own: bool) -> Value | None:
    """Return the one value of a row that says what the figure says.

    ``left`` is what its metric says beyond the row's name, ``own`` that it is of the bulletin's own period.
    """
    columns = [each.column for each in row]
    named = [column for column in columns if _is_called(column, left, figure.printed.unit, aliases)]
    if left and not (named and own):
        chosen = []
    elif left and figure.role in _SIZES:
        chosen = named
    elif figure.role in _SIZES:
        chosen = list(_columns_of_time(figure, row, own=own))
    elif figure.role is FigureRole.CHANGE and own:
        chosen = list(_columns_of_change(figure, columns))
    elif figure.role is FigureRole.SHARE and own:
        chosen = list(_columns_of_share(figure, columns))
    else:
        chosen = []
    found = next(each.value for each in row if each.column == chosen[0]) if len(chosen) == 1 else None
    return found if found is not None and _same_measure(figure.printed.unit, found.printed.unit) else None


def _is_called(column: Column, said: str, unit: str, aliases: Aliases) -> bool:
    """Tell whether the text names a column: 招生 is 招生数, 抽检#批次 is 抽检批次."""
    name = plain(column.name)
    return bool(said) and (
        aliases.same_metric(said, name) in (SAME, MEASURE) or (unit != "" and name.removesuffix(unit) == said)
    )


def _columns_of_time(figure: Figure, row: Sequence[Held], *, own: bool) -> Iterator[Column]:
    """Yield the columns of sizes at the figure's time; of several that say no time, those that count what it counts."""
    rate = figure.printed.unit in PERCENT
    sized = [each for each in row if (each.column.kind is ColumnKind.RATE) == rate]
    dated = [each.column for each in sized if each.time and each.time == figure.period]
    timeless = [each.column for each in sized if each.time == "" and own]
    counting = [column for column in timeless if column.unit and column.unit == figure.printed.unit]
    yield from dated or (counting if len(timeless) > 1 else timeless)


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


def _same_measure(a: str, b: str) -> bool:
    """Tell whether two units may measure the same; a table need not say what it counts."""
    return not a or not b or unit_to_base(a) == unit_to_base(b)
