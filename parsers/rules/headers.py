"""Weights that stand in the headers alone: 日常检查（占40%）, 专项考核（占60%）, 总分."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from parsers.folding import fold
from parsers.passages import Passage, PassageKind
from parsers.rules.expressions import text_to_number
from parsers.rules.signs import tidy_name
from schemas.ids import make_id
from schemas.places import join_places
from schemas.rules import Expression, Name, Number, Operation, RuleKind, StatedRule, write_expression
from schemas.tables import CellRole, Column, ColumnKind, Table

_WEIGHT = re.compile(r" *\( *(?:所?占(?:比|总分)?|权重)? *[:：]? *([0-9]{1,3}(?:\.[0-9]+)?) *% *\)$")
_TOTAL = re.compile(
    r"总分|总成绩|总得分|综合(?:得分|成绩|评分|指数|评价)|合计(?:得分)?|最终(?:得分|成绩)|考核(?:得分|成绩)|得分|成绩"
)
_ADDED, _GIVEN = re.compile(r"加分|扣分|减分|奖励分"), re.compile(r"加分|奖励")
_NUMBERS = (ColumnKind.SCORE, ColumnKind.RATE, ColumnKind.COUNT, ColumnKind.AMOUNT)


def tables_to_weighted_totals(
    tables: Sequence[Table], passages: Sequence[Passage]
) -> Iterator[tuple[StatedRule, tuple[tuple[int, int, int], ...]]]:
    """Yield, for each table whose headers give weights of 100 % together, what its total column is then.

    With each rule come the stretches of the weights: ``(passage, start, end)``.
    """
    headers = {passage.lines: at for at, passage in enumerate(passages) if passage.kind is PassageKind.HEADER}
    for table in tables:
        columns = [column for column in table.columns if column.kind in _NUMBERS]
        weights = {column.col: weight for column in columns if (weight := _weight_of(column)) is not None}
        totals = [column for column in columns if column.col not in weights and _TOTAL.search(_name_of(column))]
        if len(weights) < 2 or sum(weight.value for weight in weights.values()) != 1 or len(totals) != 1:
            continue
        cells = [
            cell
            for cell in table.grid.cells
            if table.roles.get((cell.row, cell.col)) is CellRole.HEADER and cell.col in weights and _find(cell.text)
        ]
        spans = [
            (headers[cell.lines], found.start(), found.end())
            for cell in cells
            if cell.lines in headers and (found := _find(cell.text)) is not None
        ]
        expression = _expression(columns, weights, totals[0])
        text = f"{_name_of(totals[0])}={write_expression(expression)}"
        place = join_places([cell.place for cell in cells], text) if cells else table.place
        rule = StatedRule(
            make_id("rule", table.id, RuleKind.FORMULA, text),
            RuleKind.FORMULA, text, place, target=_name_of(totals[0]), expression=expression,
        )  # fmt: skip
        yield rule, tuple(spans)


def _expression(columns: Sequence[Column], weights: Mapping[int, Number], total: Column) -> Expression:
    """Return the weighted sum, with the columns of points that are added or taken off beside it."""
    terms: list[Expression] = [
        Operation("*", Name(_name_of(column)), weights[column.col]) for column in columns if column.col in weights
    ]
    expression = reduce(lambda left, right: Operation("+", left, right), terms)
    for extra in columns:
        name = _name_of(extra)
        if min(weights) < extra.col < total.col and extra.col not in weights and _ADDED.search(name):
            expression = Operation("+" if _GIVEN.search(name) else "-", expression, Name(name))
    return expression


def _weight_of(column: Column) -> Number | None:
    found = _find(_text_of(column))
    return None if found is None else text_to_number(found[1] + "%")


def _find(text: str) -> re.Match[str] | None:
    """Return the weight at the end of a header, with the offsets of the text as printed."""
    return _WEIGHT.search(fold(text).rstrip())


def _name_of(column: Column) -> str:
    return tidy_name(_WEIGHT.sub("", fold(_text_of(column)).rstrip()))


def _text_of(column: Column) -> str:
    return column.path[-1] if column.path else column.name
