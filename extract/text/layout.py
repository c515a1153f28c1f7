"""Rows to places in the grid: each cell in its column, or loose where that cannot be proved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.text.fitting import Fit, fit_header, fit_row
from extract.text.kinds import NUMBERS, Heading, Kind, is_total, text_to_heading
from extract.text.rows import RawCell, RawRow
from extract.text.shape import Shape
from extract.text.wording import is_note, is_unit_line
from schemas.documents import Problem
from schemas.places import Place


@dataclass(slots=True)
class LaidRow:
    """``cells`` by column; ``loose`` as ``(order, cell, columns)``. ``wide``: its one cell spans the whole row."""

    row: RawRow
    cells: dict[int, RawCell] = field(default_factory=dict)
    loose: list[tuple[int, RawCell, tuple[int, ...]]] = field(default_factory=list)
    wide: bool = False
    header: bool = False


def rows_to_layout(rows: Sequence[RawRow], shape: Shape) -> Iterator[LaidRow | Problem]:
    """Yield every row laid out, and a problem behind each row that could not be laid out in full."""
    stripped = not any(row.kinds.endswith(Kind.BLANK) for row in rows)
    heads = _lay_header([row for row in rows[: shape.header] if not row.alone], shape, stripped=stripped)
    indented = sum(len(one.kinds) < shape.width and _is_member(two, shape) for one, two in pairwise(rows)) > 1
    group_open = False  # may the next row be a member of a group that a label above has opened?
    for index, row in enumerate(rows):
        if row.alone and (index < shape.header or _is_wide(row, shape)):
            yield LaidRow(row, {0: row.cells[0]}, wide=True)
            group_open = False
            continue
        if index < shape.header:
            laid = next(heads)
            yield laid
            if laid.loose:
                yield _problem(laid, shape)
            continue
        fit = fit_row(row.kinds, shape)
        below = rows[index + 1] if index + 1 < len(rows) else None
        laid = _lay(row, fit, shape, parent=_is_parent(shape, below, group_open=group_open, indented=indented))
        yield laid
        if laid.loose or not (fit.exact or fit.explained):
            yield _problem(laid, shape)
        group_open = _opens_group(laid, shape, was_open=group_open)


def _is_wide(row: RawRow, shape: Shape) -> bool:
    """Tell a note, a title or a heading over rows from a label with nothing behind it."""
    text = row.cells[0].text
    if len(row.cells) == 1 or is_note(text) or is_unit_line(text) or "。" in text:
        return True
    return len(row.cells) < shape.width and shape.figures


def _lay_header(heads: Sequence[RawRow], shape: Shape, *, stripped: bool) -> Iterator[LaidRow]:
    """Lay the header's rows: as printed where they have one cell per column, else as far as that is proved.

    Where no row of the table ends in a blank, blanks at the ends of lines are not written: of several header rows, one
    of full width, one that has blanks between its names is short by these only.
    """
    several = len(heads) > 1 and any(len(row.cells) == shape.width for row in heads)
    for row in heads:
        laid = LaidRow(row, header=True)
        # Blanks behind the last name are no columns; among the names one more blank would shift them.
        plain = len(row.cells) > shape.width == row.trimmed and Kind.BLANK not in row.kinds[: row.trimmed]
        short = stripped and several and len(row.cells) < shape.width and Kind.BLANK in row.kinds
        if (shape.keeps(row.kinds) or plain or short) and not (len(heads) == 1 and _is_out_of_place(row, shape)):
            laid.cells = dict(enumerate(row.cells[: shape.width]))
        elif len(heads) == 1 and (columns := fit_header(row, shape)) is not None:
            laid.cells = dict(zip(columns, row.cells, strict=False))
        else:
            every = tuple(range(shape.width))
            laid.loose = [(order, cell, every) for order, cell in enumerate(row.cells) if cell.kind != Kind.BLANK]
        yield laid


def _is_out_of_place(row: RawRow, shape: Shape) -> bool:
    """Tell a header of full width whose cells cannot all stand as written.

    A number's name (…数, …率) stands over labels; or labels that are used as one field have a name each, and one
    of the columns behind them has none or one of another kind: a cell more makes up for a blank that is not written.
    """
    names = [text_to_heading(cell.text) for cell in row.cells[: shape.width]]
    if Heading.NUMBER in names[shape.first : shape.values]:
        return True
    if not shape.joint or Heading.BLANK in names[shape.first : shape.values]:
        return False
    behind = zip(names[shape.values :], shape.refusals[shape.values :], strict=True)
    return any(
        name is Heading.BLANK
        or (name is Heading.GRADE and Kind.GRADE in refused)
        or (name is Heading.NUMBER and refused >= NUMBERS)
        for name, refused in behind
    )


def _lay(row: RawRow, fit: Fit, shape: Shape, *, parent: bool) -> LaidRow:
    laid = LaidRow(row)
    for order, cell in enumerate(row.cells):
        col = fit.placed(order)
        if col is None and not fit.spare[order] and order == shape.first and (parent or is_total(cell.text)):
            col = _first_of_labels(fit.columns[order], shape)
        if col is not None:
            laid.cells[col] = cell
        elif cell.kind != Kind.BLANK:
            laid.loose.append((order, cell, fit.columns[order]))
    return laid


def _first_of_labels(columns: tuple[int, ...], shape: Shape) -> int | None:
    """Return the first label column if a label may stand there and in no column but those of labels."""
    inside = all(shape.first <= col < shape.values for col in columns)
    return shape.first if shape.joint and inside and columns[:1] == (shape.first,) else None


def _is_parent(shape: Shape, below: RawRow | None, *, group_open: bool, indented: bool) -> bool:
    """Tell whether the one label of a row, for which two label columns are free, stands in the first and spans both.

    So it does where no group is open whose member it could be, or where the table never writes the blank beside
    such a label; but not where a member follows whose group it does not name, unless that is the table's habit.
    """
    if below is not None and _is_member(below, shape) and not indented:
        return False
    return shape.compact or not group_open


def _is_member(row: RawRow, shape: Shape) -> bool:
    return row.kinds[shape.first : shape.first + 2] == Kind.BLANK + Kind.TEXT


def _opens_group(laid: LaidRow, shape: Shape, *, was_open: bool) -> bool:
    """Tell whether the row below may be a member: under a group's label and first member, or under a member."""
    if shape.values - shape.first < 2:
        return False
    label, inner = laid.cells.get(shape.first), laid.cells.get(shape.first + 1)
    if label is None or inner is None:
        return was_open or (label is None and bool(laid.loose))
    return inner.kind != Kind.BLANK


def _problem(laid: LaidRow, shape: Shape) -> Problem:
    """Say how many cells a row has and how many it should have, and what became of them."""
    row = laid.row
    number, found, width, placed = row.line.number, len(row.cells), shape.width, len(laid.cells)
    place = Place(
        row.cells[0].place.file,
        row.line.text,
        line=number,
        start=row.line.start,
        end=row.line.start + len(row.line.text),
    )
    loose = len(laid.loose)
    if found == width:
        reason = f"line {number}: the {found} cells do not fit the kinds of the {width} columns"
        reason_zh = f"第 {number} 行：{found} 个单元格与 {width} 列的内容类型对不上"
    else:
        reason = f"line {number}: {found} cells where the table has {width} columns"
        reason_zh = f"第 {number} 行：有 {found} 个单元格，而表有 {width} 列"
    if loose:
        reason += f"; the column of {loose} could not be proved, {placed} placed"
        reason_zh += f"；{loose} 个无法确定所在列，{placed} 个已确定"
    else:
        reason += "; the column of each was proved"
        reason_zh += "；各单元格所在列均可确定"
    return Problem("ragged-row", reason, reason_zh, place)
