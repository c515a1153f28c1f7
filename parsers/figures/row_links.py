"""Links to the cells in whose row the metric itself stands: 地区生产总值 under 1—9月, 增值税 under 执行数.

In tables of indicators, items and kinds the rows are what the text calls metrics, and the columns say of which time a
number is, how it moved, or what share it has. A figure is linked where one row is called as its metric is and one
column says what the figure says; figures beside it that name another column only are of the same row (小学52所，招生#),
and where no row is named, of the total. Wherever two cells might be meant there is no link.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.figures.agreeing import agree
from parsers.figures.aliases import Aliases, plain
from parsers.figures.columns import held_by_row, value_for
from parsers.figures.periods import Span
from schemas.figures import Figure, FigureRole, Link
from schemas.tables import Row, RowKind, Table, Value

_NUMBERED = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+[)、.．]|[#*]|其中:?|[①-⑩])+")
_LEADING = re.compile(r"^(?:实现|完成|共|累计|其中|全[省市州县区旗镇乡]|[我本][省市州县区旗镇乡])+(?=..)")
_SHARED = re.compile(r"占比|比重|构成|份额|所占比例")
_AREA = re.compile(r"[全我本]([国省市州县区旗镇乡])(?![级局])")
_OTHERWISE = re.compile(
    r"口径|剔除|扣除|不变价|可比|还原|平均增|年均|预计|预期|目标|力争|计划增|安排|拟|折合|名义|两年"
)
"""Words that make another number of the same name."""
_BESIDE = 3
"""Figures before or behind one that is linked which may be of the same row."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A value that a figure may state."""

    table: Table
    row: int
    value: Value


def links_by_row(
    figures: Sequence[Figure], tables: Sequence[Table], aliases: Aliases, context: Span | None
) -> Iterator[tuple[str, Link]]:
    """Yield the figures (by id) that one cell states, with the link to it."""
    rows = _rows_by_name(tables)
    if not rows:
        return
    held = held_by_row(tables, context)
    home = _home_of(figures, aliases.place)
    open_to = [
        figure if not figure.links and not _OTHERWISE.search(figure.text) and _is_of_home(figure, home) else None
        for figure in figures
    ]
    linked: dict[int, _Found] = {}

    def values(figure: Figure, candidates: Iterable[tuple[Table, Row, str]]) -> list[_Found]:
        own = figure.period in ("", str(context))
        return [
            _Found(table, row.row, value)
            for table, row, left in candidates
            if (value := value_for(figure, left, held.get((table.id, row.row), ()), aliases, own=own))
        ]

    for at, figure in enumerate(open_to):
        if figure is None or figure.entity:
            continue
        found = values(figure, _rows_of(figure, rows))
        agreeing = [each for each in found if agree(figure.printed, each.value.printed)]
        totals = values(figure, _totals_of(figure, tables)) if not found else []
        totals = [each for each in totals if agree(figure.printed, each.value.printed)]
        chosen = (agreeing if len(found) > 1 else found) or totals
        if len(chosen) == 1:
            linked[at] = chosen[0]
            yield figure.id, _to_link(figure, chosen[0], "row of the total" if totals else "row of the metric")
    for at, figure in enumerate(open_to):
        if figure is None or figure.entity or at in linked:
            continue
        places = (*range(at - 1, at - 1 - _BESIDE, -1), *range(at + 1, at + 1 + _BESIDE))
        near = next((linked[other] for other in places if other in linked), None)
        if near is not None and next(_rows_of(figure, rows), None) is None:
            row = near.table.row_at()[near.row]
            found = values(figure, [(near.table, row, plain(figure.metric))])
            if found:
                yield figure.id, _to_link(figure, found[0], "row named beside")


def _to_link(figure: Figure, found: _Found, row: str) -> Link:
    said = "numbers agree" if agree(figure.printed, found.value.printed) else "numbers differ"
    return Link(found.table.id, found.value.row, found.value.col, f"{row}; column that says the same; {said}")


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


def _totals_of(figure: Figure, tables: Sequence[Table]) -> Iterator[tuple[Table, Row, str]]:
    """Yield the total rows of all tables, with the metric as what names a column."""
    metric = _LEADING.sub("", plain(figure.metric))
    for table in tables:
        totals = [row for row in table.rows if row.kind is RowKind.TOTAL]
        if len(totals) == 1 and metric:
            yield table, totals[0], metric


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
