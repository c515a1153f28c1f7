"""A grid that has been understood."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.documents import Grid
from schemas.places import Place
from schemas.printed import Printed


class CellRole(StrEnum):
    """What a cell is in its table."""

    HEADER = "header"
    LABEL = "label"
    VALUE = "value"
    NOTE = "note"
    BLANK = "blank"


class ColumnKind(StrEnum):
    """What the values of a column are; decided from header words, units and the values together."""

    LABEL = "label"
    COUNT = "count"  # things counted: exact integers
    AMOUNT = "amount"  # money, area, weight …: rounded
    RATE = "rate"  # 率, 占比: a quotient, in % or as a fraction
    CHANGE = "change"  # 同比, 环比, 增长
    SCORE = "score"  # 得分, 综合指标值
    RANK = "rank"  # 名次, 排名
    GRADE = "grade"  # 等级: A, 优秀
    ORDINAL = "ordinal"  # 序号: an enumerator, not a number
    TEXT = "text"


class RowKind(StrEnum):
    """What a row is in its table."""

    HEADER = "header"
    DATA = "data"
    GROUP = "group"  # a row that its member rows add up to, or a heading over them
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"


class Bond(StrEnum):
    """How a row was recognised as a member of its parent, from the surest to the least sure."""

    CELL = "cell"  # a label cell stands over the members, or says so: 下属单位, 所属
    SUBTOTAL = "subtotal"  # the parent is a 小计 or 合计 row of these rows
    CODE = "code"  # 201 over 20101
    NUMBERING = "numbering"  # 一、 over （一） over 1.
    INDENT = "indent"  # set in, or without a number behind a row that has one
    OF_WHICH = "of-which"  # 其中, #: never a partition


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``path`` its header cells from the top, ``name`` the whole path as one phrase.

    ``places`` is the number of decimals that the column prints; with ``strips_zeros`` trailing zeros are not
    printed and a cell's places are the column's. ``adds`` is False where a total row prints no sum: rates, scores,
    means, prices, 公斤/亩.
    """

    col: int
    name: str
    path: tuple[str, ...]
    unit: str
    kind: ColumnKind
    places: int = 0
    strips_zeros: bool = False
    adds: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``path`` its label cells from the outermost group, ``label`` the innermost.

    ``parent`` is the row whose member this is (市环卫处 under 市城管委); ``statement`` the words that stand in
    place of its numbers; ``bond`` says how the parent was recognised. ``exhaustive`` is False where a row is no
    part of a partition: 其中 rows, rows such as 平均 or 同比 that are derived from the others, and members of groups
    whose numbers mostly do not add up. Members of a 小计 have it as their parent; the rows that a table's TOTAL row
    stands for are the exhaustive ones without a parent.
    """

    row: int
    label: str
    path: tuple[str, ...]
    kind: RowKind
    parent: int | None = None
    statement: str | None = None
    exhaustive: bool = True
    bond: Bond | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value cell: ``ref`` is ``{table}/r{row}c{col}``."""

    row: int
    col: int
    printed: Printed

    def ref(self, table_id: str) -> str:
        return value_ref(table_id, self.row, self.col)


def value_ref(table_id: str, row: int, col: int) -> str:
    """Return the name under which the ledger and findings know a table value."""
    return f"{table_id}/r{row}c{col}"


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a table (备注, 说明, 注): inside the grid or right under it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been understood.

    ``roles`` gives each cell's role by its top left position; ``values`` are the typed value cells, in row and
    column order; cells of ragged rows whose column is not proved are in ``grid.loose`` only.
    """

    id: str
    title: str
    unit: str
    grid: Grid
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    values: tuple[Value, ...]
    roles: dict[tuple[int, int], CellRole]
    notes: tuple[Note, ...] = ()
    title_place: Place | None = None
    unit_place: Place | None = None

    @property
    def place(self) -> Place:
        return self.grid.place

    def value_at(self) -> dict[tuple[int, int], Value]:
        """Return the values by ``(row, col)``."""
        return {(value.row, value.col): value for value in self.values}

    def column_at(self) -> dict[int, Column]:
        return {column.col: column for column in self.columns}

    def row_at(self) -> dict[int, Row]:
        return {row.row: row for row in self.rows}
