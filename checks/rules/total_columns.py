"""Columns called a total: the sum of the columns beside them, under one header or in one run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.formulas import Sum
from checks.engine.laws import Instance, Law
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series
from checks.engine.support import closeness
from checks.engine.words import DEDUCTION, has_any, is_total, stem
from checks.ground import Ground
from checks.rules.header_trees import total_positions
from checks.rules.sums import adds_up_to, counts_once, plus
from schemas.findings import Basis
from schemas.tables import ColumnKind

CODE = "total-column"


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.sheets):
        by_header = _by_header(pool, ground)
        if by_header is not None:
            yield from ground.judged(by_header)
        for whole in pool.positions():
            series = pool.first.series[whole]
            if not _is_whole(series.name, series.kind) or ground.explained(pool.first, series):
                continue
            law = _choose(pool, whole, ground)
            if law is not None:
                yield from ground.judged(law)


def _by_header(pool: Pool, ground: Ground) -> Law | None:
    """Return one law of all totals whose parts the header names, in a table too short for each to prove its own."""
    if pool.first.transposed or sum(len(sheet.keys) for sheet in pool.sheets) > _FEW_ROWS:
        return None
    series = pool.first.series
    instances: list[Instance] = []
    names: list[str] = []
    for whole, parts in total_positions(series):
        if not ground.explained(pool.first, series[whole]):
            name = series[whole].plain
            instances += [
                replace(each, where=f"{each.where}·{name}", soft=counts_once(series[whole], each.target, each.operands))
                for each in pool.instances(whole, parts, plus(len(parts)))
            ]
            names.append(name)
    if len(names) < 2 and not any(len(series[whole].path) > 1 for whole, _ in total_positions(series)):
        return None
    text = "合计栏=同一表头下各栏之和"
    law = Law(CODE, "", text, Basis.DEFINITION, "合计", tuple(instances), additive=True, named=True)
    return law if instances else None


_FEW_ROWS = 3
"""Rows that are too few for each total column to prove its own parts."""


def _is_whole(name: str, kind: ColumnKind) -> bool:
    if kind in (ColumnKind.COUNT, ColumnKind.AMOUNT):
        return is_total(name)
    return kind is ColumnKind.SCORE and any(word in name for word in ("总分", "总得分", "合计", "综合得分", "总成绩"))


def _choose(pool: Pool, whole: int, ground: Ground) -> Law | None:
    found = []
    for order, parts in enumerate(_part_sets(pool, whole)):
        if ground.is_turned(pool.first, whole, parts):
            continue
        law = _law(pool, whole, parts)
        close = closeness(law, ground.memory)
        if close.is_borne_out:
            found.append((close.failing, close.order, order, law))
    return min(found, key=lambda each: each[:3])[3] if found else None


def _law(pool: Pool, whole: int, parts: Sequence[int]) -> Law:
    series = pool.first.series
    signs = tuple(-1 if has_any(series[part].name, DEDUCTION) else 1 for part in parts)
    formula = plus(len(parts)) if min(signs) > 0 else Sum(signs)
    text = f"{series[whole].plain}={formula.write([series[part].plain for part in parts])}"
    instances = (*pool.instances(whole, parts, formula), *_with_blanks(pool, whole, parts, signs))
    if any(sheet.table.grid.loose for sheet in pool.sheets):  # with a cell lost, a column may be less than it was
        instances = tuple(replace(instance, soft=True) for instance in instances)
    return Law(CODE, "", text, Basis.DEFINITION, series[whole].plain, instances)


def _with_blanks(pool: Pool, whole: int, parts: Sequence[int], signs: Sequence[int]) -> list[Instance]:
    """Return the rows that leave some parts blank, if a blank stands for nothing in nearly all of them."""
    found = []
    for sheet in pool.sheets:
        for key in sheet.keys:
            goal = sheet.series[whole].cells.get(key)
            held = [
                (sheet.series[part].cells[key], sign)
                for part, sign in zip(parts, signs, strict=True)
                if key in sheet.series[part].cells
            ]
            nums, names = tuple(num for num, _ in held), [sheet.series[part].name for part in parts]
            if goal is None or not 0 < len(held) < len(parts) or not sheet.may_add(key, goal, nums, names):
                continue
            formula = Sum(tuple(sign for _, sign in held))
            found.append(Instance(goal, nums, formula, sheet.where(key), key in sheet.aggregates))
    off = sum(not adds_up_to(each) for each in found)
    return found if len(found) - off >= _FEWEST_BLANK and off <= max(1, len(found) // 5) else []


_FEWEST_BLANK = 3


def _part_sets(pool: Pool, whole: int) -> Iterator[tuple[int, ...]]:
    """Yield sets of columns: those under the same header, the run before or after, and beginnings of runs."""
    series = pool.first.series
    alike = [index for index in pool.positions() if index != whole and _adds_to(series[index], series[whole])]
    seen = set()
    group = series[whole].path[:-1]
    same_header = tuple(index for index in alike if group and series[index].path[: len(group)] == group)
    after, before = _run(alike, whole, 1), _run(alike, whole, -1)[::-1]
    wholes = tuple(index for index in alike if is_total(series[index].name) and _ends_alike(series, index, whole))
    runs = [same_header, after, before, tuple(alike), wholes]
    runs += [after[:length] for length in range(len(after) - 1, 1, -1)]
    runs += [before[start:] for start in range(1, len(before) - 1)]
    for parts in runs:
        if len(parts) > 1 and parts not in seen:
            seen.add(parts)
            yield parts


def _adds_to(part: Series, whole: Series) -> bool:
    """Tell whether two columns may add up: of one kind, or points whose headers say neither 分 nor a measure."""
    if part.kind is whole.kind or (part.summable and whole.summable):
        return True
    return whole.kind is ColumnKind.SCORE and part.summable and part.unit in ("", whole.unit)


def _ends_alike(series: Sequence[Series], index: int, whole: int) -> bool:
    return stem(series[index].name)[-2:] == stem(series[whole].name)[-2:]


def _run(alike: Sequence[int], whole: int, step: int) -> tuple[int, ...]:
    """Return the columns of the kind that stand next to each other beside the total."""
    run, index = [], whole + step
    held = set(alike)
    while index in held:
        run.append(index)
        index += step
    return tuple(run)
