"""Links from the figures of the text to the table cells that state the same fact, each with what speaks for it.

A cell is linked if its row is the figure's body and its column the figure's metric, under names that mean the same
(``aliases``). Where the text calls the metric otherwise, a list decides: the members of one list whose numbers stand
in one column, each in the row of its body, show which column is meant. Whether the numbers agree is said, not judged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.figures.agreeing import agree
from parsers.figures.aliases import ALIAS, GOVERNMENT, MEASURE, NARROWED, PLACE, SAME, Aliases, plain
from parsers.figures.periods import Span, period_to_span, title_to_time
from parsers.figures.row_links import links_by_row
from schemas.bulletins import Period
from schemas.figures import Figure, FigureRole, Link
from schemas.printed import PERCENT
from schemas.tables import Column, ColumnKind, Row, Table, Value

LINKED = (FigureRole.LEVEL, FigureRole.PART)
_NUMBERS = (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.RATE, ColumnKind.SCORE, ColumnKind.CHANGE, ColumnKind.RANK)
WIDENED = "widened"
"""The column is called as the metric is, behind the head of its group: 指标情况及时受理率."""
_SURE = (SAME, ALIAS, MEASURE, NARROWED, WIDENED)
_SHORTEST = 3
"""Characters of a metric that a longer column name may end in."""
_DONE = re.compile(r"^(?:已|共|累计|本期|全年)")
"""What the text leaves out of the name of a column, or the column of the metric: 已整改数, 整改数."""
_FEWEST_SHOWING = 2
"""Members of a list whose numbers must stand in a column before it is taken for the one that is meant."""
_LIST = re.compile(r"等\d*(?:家|个|所)?(?:单位|部门|企业|公司)?$")
_AND = re.compile(r"[、和及与]")
"""What lists several bodies: the figure is said of each of them."""
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value in the row of a figure's body; ``body`` says why the names mean the same."""

    table: Table
    column: Column
    value: Value
    body: str


def link_figures(
    figures: Sequence[Figure], tables: Sequence[Table], aliases: Aliases, period: Period | None
) -> tuple[Figure, ...]:
    """Return the figures with their links and their family's keys; ``period`` is the bulletin's own."""
    context = period_to_span(period)
    rows = _Rows(tables, aliases, context)
    linked: dict[str, tuple[Link, ...]] = {}
    for group in _lists(figures):
        linked.update(_link_list(group, rows, aliases))
    linked.update(_link_ranks(figures, rows))
    found = [
        replace(figure, links=linked.get(figure.id, ()), metric_key=aliases.key_of(figure.metric)) for figure in figures
    ]
    by_row = dict(links_by_row(found, tables, aliases, context))
    return tuple(replace(figure, links=(by_row[figure.id],)) if figure.id in by_row else figure for figure in found)


class _Rows:
    """The rows of all tables by the names of their bodies."""

    def __init__(self, tables: Sequence[Table], aliases: Aliases, context: Span | None) -> None:
        self._aliases = aliases
        self._labels = [(row.label, table, row) for table in tables for row in table.rows if row.label]
        self._columns = {table.id: table.column_at() for table in tables}
        self._times = {table.id: title_to_time(table.title, context) for table in tables}
        self._values = {table.id: _by_row(table) for table in tables}
        self._found: dict[str, tuple[_Cell, ...]] = {}

    def cells_of(self, figure: Figure) -> tuple[_Cell, ...]:
        """Return the values of the rows that a figure's body names, of columns that can hold its number."""
        return tuple(
            cell
            for cell in self._cells(figure.entity)
            if _can_hold(cell, figure) and self.time_of(cell) in ("", figure.period)
        )

    def time_of(self, cell: _Cell) -> str:
        """Return the period that the table of a cell names in its title, "" if none."""
        return self._times[cell.table.id]

    def _cells(self, entity: str) -> tuple[_Cell, ...]:
        if entity not in self._found:
            members = [part for part in _AND.split(_LIST.sub("", entity)) if part] if _AND.search(entity) else []
            whole = tuple(self._search(entity)) if entity else ()
            self._found[entity] = whole or tuple(cell for member in members for cell in self._search(member))
        return self._found[entity]

    def _search(self, entity: str) -> Iterator[_Cell]:
        for label, table, row in self._labels:
            body = self._aliases.same_body(entity, label)
            if not body or _is_member(row):
                continue
            for value in self._values[table.id].get(row.row, ()):
                column = self._columns[table.id].get(value.col)
                if column is not None and column.kind in _NUMBERS and value.printed.value is not None:
                    yield _Cell(table, column, value, body)


def _by_row(table: Table) -> Mapping[int, list[Value]]:
    found: dict[int, list[Value]] = {}
    for value in table.values:
        found.setdefault(value.row, []).append(value)
    return found


def _is_member(row: Row) -> bool:
    """本委 under 市建委 is no body of its own name."""
    return row.parent is not None and len(plain(row.label)) <= 2


def _can_hold(cell: _Cell, figure: Figure) -> bool:
    if (figure.role is FigureRole.RANK) != (cell.column.kind is ColumnKind.RANK):
        return False
    rate = figure.printed.unit in PERCENT
    if rate != (cell.column.kind in (ColumnKind.RATE, ColumnKind.CHANGE)):
        return False
    if cell.column.kind is ColumnKind.SCORE and figure.printed.unit not in ("分", ""):
        return False
    years = set(_YEAR.findall(cell.column.name))
    return not years or not figure.period or figure.period[:4] in years


def _lists(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures in runs of one metric, unit and role: the members of a list, or one figure alone."""
    group: list[Figure] = []
    for figure in figures:
        if figure.role not in LINKED:
            continue
        if group and _key(group[-1]) != _key(figure):
            yield group
            group = []
        group.append(figure)
    if group:
        yield group


def _key(figure: Figure) -> tuple[object, ...]:
    place = figure.place
    return (figure.metric, figure.printed.unit, place.page, place.path)


def _link_list(group: Sequence[Figure], rows: _Rows, aliases: Aliases) -> Iterator[tuple[str, tuple[Link, ...]]]:
    metric = group[0].metric
    cells = {figure.id: rows.cells_of(figure) for figure in group}
    reasons: dict[tuple[str, int], str] = {}
    for each in cells.values():
        for cell in each:
            key = (cell.table.id, cell.column.col)
            if key not in reasons:
                reasons[key] = _metric_reason(metric, cell.column, aliases)
    named = {key for key, reason in reasons.items() if reason in _SURE}
    shown = _shown_by_list(group, cells)
    for figure in group:
        found = [cell for cell in cells[figure.id] if (cell.table.id, cell.column.col) in named]
        found = list(_most_specific(found, reasons))
        if not found and shown:
            found = [cell for cell in cells[figure.id] if (cell.table.id, cell.column.col) == shown]
        yield figure.id, tuple(_to_link(figure, cell, reasons, shown, rows.time_of(cell)) for cell in found)


def _link_ranks(figures: Sequence[Figure], rows: "_Rows") -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the ranks of the text with the one rank that a table gives the body: 排名第3 and 名次."""
    for figure in figures:
        cells = rows.cells_of(figure) if figure.role is FigureRole.RANK else ()
        if len(cells) == 1:
            said = "numbers agree" if agree(figure.printed, cells[0].value.printed) else "numbers differ"
            evidence = f"{_BODY_WORDS[cells[0].body]}; column of ranks; {said}"
            yield figure.id, (Link(cells[0].table.id, cells[0].value.row, cells[0].value.col, evidence),)


def _most_specific(found: Sequence[_Cell], reasons: Mapping[tuple[str, int], str]) -> Iterator[_Cell]:
    """Of the columns of one table that a metric ends like, keep the one of the longest name: 按期结案率, not 结案率."""
    best: dict[str, tuple[int, int]] = {}
    for cell in found:
        best[cell.table.id] = max(best.get(cell.table.id, (-9, 0)), _specificity(cell, reasons))
    return (cell for cell in found if _specificity(cell, reasons) == best[cell.table.id])


def _specificity(cell: _Cell, reasons: Mapping[tuple[str, int], str]) -> tuple[int, int]:
    reason = reasons[cell.table.id, cell.column.col]
    return (-_SURE.index(reason), len(plain(cell.column.name)) if reason == NARROWED else 0)


def _metric_reason(metric: str, column: Column, aliases: Aliases) -> str:
    names = dict.fromkeys((*column.path[-1:], column.name))
    said = next((reason for name in names if (reason := aliases.same_metric(metric, name))), "")
    if said:
        return said
    bare = _DONE.sub("", plain(metric))
    if bare and any(bare == _DONE.sub("", plain(name)) for name in names):
        return MEASURE
    return WIDENED if len(bare) >= _SHORTEST and plain(column.name).endswith(bare) else ""


def _shown_by_list(group: Sequence[Figure], cells: Mapping[str, tuple[_Cell, ...]]) -> tuple[str, int] | None:
    """Return the one column in which the numbers of a list stand, each in the row of its body."""
    counts: dict[tuple[str, int], int] = {}
    for figure in group:
        agreeing = {
            (cell.table.id, cell.column.col) for cell in cells[figure.id] if agree(figure.printed, cell.value.printed)
        }
        for key in agreeing:
            counts[key] = counts.get(key, 0) + 1
    most = max(counts.values(), default=0)
    best = [key for key, count in counts.items() if count == most]
    if len(best) > 1:  # where all calls were answered, three columns hold the same numbers
        names = {(cell.table.id, cell.column.col): cell.column.name for each in cells.values() for cell in each}
        shared = {key: len(_pairs_of(names[key]) & _pairs_of(group[0].metric)) for key in best}
        closest = [key for key in best if shared[key] and shared[key] == max(shared.values())]
        best = closest if len(closest) == 1 or not _say_the_same(best, cells) else best[:1]
    return best[0] if most >= _FEWEST_SHOWING and len(best) == 1 else None


def _say_the_same(keys: Sequence[tuple[str, int]], cells: Mapping[str, tuple[_Cell, ...]]) -> bool:
    """Tell whether several columns hold the same number for each member of a list: any of them will do."""
    for each in cells.values():
        values = {cell.value.printed.value for cell in each if (cell.table.id, cell.column.col) in keys}
        if len(values) > 1:
            return False
    return True


def _pairs_of(name: str) -> set[str]:
    """Return the neighbouring characters of a name: what two names of one thing share."""
    return {name[at : at + 2] for at in range(len(name) - 1)}


_BODY_WORDS = {
    SAME: "same body",
    ALIAS: "body under another name of the family",
    PLACE: "same body, the place left out",
    GOVERNMENT: "the district and its government",
}
_METRIC_WORDS = {
    SAME: "same metric",
    ALIAS: "metric under another name of the family",
    MEASURE: "same metric, its measure word apart",
    NARROWED: "metric of the column, narrowed down",
    WIDENED: "column that ends in the metric",
}


def _to_link(
    figure: Figure, cell: _Cell, reasons: Mapping[tuple[str, int], str], shown: tuple[str, int] | None, time: str
) -> Link:
    key = (cell.table.id, cell.column.col)
    metric = _METRIC_WORDS.get(reasons[key], "")
    if not metric:
        metric = "column in which the other numbers of the list stand"
    elif key == shown:
        metric += ", and the list stands in this column"
    said = "numbers agree" if agree(figure.printed, cell.value.printed) else "numbers differ"
    evidence = "; ".join((_BODY_WORDS[cell.body], metric, *(["period of the table"] if time else []), said))
    return Link(cell.table.id, cell.value.row, cell.value.col, evidence)
