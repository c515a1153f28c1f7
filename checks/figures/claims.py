"""Claims about a whole column: so many bodies have a number, these are the first or the last.

A claim is asked of every set of rows that it may speak of: the table in which the named bodies stand, the tables
together, with or without the rows of members. It holds if it holds in one of them; the others are never a proof
against it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, num_to_operand
from checks.engine.sheets import table_to_nums
from checks.figures.cells import Pair, in_period, linked_pairs
from checks.figures.numbers import Tested, figure_to_num, figure_to_operand
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Consequence, Result
from schemas.tables import RowKind, Table

COUNT_CODE = "bodies-counted"
RANK_CODE = "list-of-extremes"
COUNT_RULE = "所称家数等于表中数值相符的行数"
RANK_RULE = "所列为表中最高（低）者"
ALL_CODE = "all-rows-alike"
ALL_RULE = "所称均为该数，即表中各行皆然"

_SO_MANY = re.compile(r"等(\d+)(?:家|个|所)")
_ALL = re.compile(r"均|都|全部|各单位|各地")
_ADDED = re.compile(r"合计|共计|总计|平均|累计|共有?$|为主")
"""Words that make one number of many: it is none that every row has."""
_EVERYONE = re.compile(r"(?:各|每个|所有|全部|全体)(?:责任|承办|有关|参评|被考核)?(?:单位|部门|地|地区|地方|机构)")
_SOME = re.compile(
    r"其[余他它]|另外|除|以外|之外|[多少半]数|部分|有些|有的|等(?!级|候|待)|仅|只有|其中|以[上下内]|前|后|最|较|达标|参与"
    r"|[\d一二两三四五六七八九十]+(?:家|个|所|名|位|项)"
)
"""Words that speak of some rows, or of the rest of them."""
_OF_SOME = re.compile(
    r"除|以外|之外|扣除|不含|不计|超过|不足|[大小多少高低]于|以[上下]|达到|[中内里][，,]|其中|的[^，,]{1,8}中"
)
"""Words that rank some rows only."""
_WITHIN = re.compile(r"的?[^，,：:]{0,4}(?:中|内|里)")
_NARROWS = re.compile(r"[)）]?的(?!目标|要求)")
"""Behind a number: 均为100%的单位 are those that have it."""
_AND = re.compile(r"、|和|与|以及|及(?!时|格)")
_TOP = re.compile(r"(?:排名|排在|位列|居|的)?前[一二三四五六七八九十两\d]+[位名]")
_BOTTOM = re.compile(r"(?:列|排名|位列|排在|居)?(?:最后|后|倒数)[一二三四五六七八九十两\d]+[位名]")
_OF_CHANGE = re.compile(r"进步|提[高升]|增[长幅加]|升幅|降幅|下降|上升|回落|改善")
_FEWEST = 2  # members of a list that show which column it ranks


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of rows that a claim may speak of, as the numbers of one column."""

    nums: tuple[Num, ...]

    def changed(self, nums: Mapping[str, Num]) -> "Scope":
        return Scope(tuple(nums[num.ref] for num in self.nums))


def scopes_of(pairs: Sequence[Pair], ground: Ground) -> list[Scope]:
    """Return the sets of rows that may be meant, the nearest first."""
    column = pairs[0].column
    touched = {pair.number for pair in pairs}
    alike = [
        number
        for number, table in enumerate(ground.bulletin.tables)
        if any(each.name == column for each in table.columns)
    ]
    near = [number for number in alike if min(touched) <= number <= max(touched)]
    later = [number for number in alike if number >= min(touched)]
    found: list[Scope] = []
    for numbers in ([number for number in alike if number in touched], near, later, alike):
        for members in (False, True):
            nums = tuple(
                num
                for number in numbers
                for num in column_nums(ground.bulletin.tables[number], number, column, members=members)
            )
            if nums and all(nums != scope.nums for scope in found):
                found.append(Scope(nums))
    return found


def column_nums(table: Table, number: int, name: str, *, members: bool) -> Iterator[Num]:
    """Yield the numbers of the columns of a table that are called so, without the rows of members if so asked."""
    cols = {column.col for column in table.columns if column.name == name}
    rows = table.row_at()
    for (row, col), num in table_to_nums(table, number).items():
        kind = rows[row].kind
        if col in cols and kind in (RowKind.DATA, RowKind.GROUP) and (members or rows[row].parent is None):
            yield num


def asked_of(scopes: Sequence[Scope], test: Callable[[Scope], bool]) -> Tested:
    """Return a claim as a relation over all numbers that it may speak of: it holds if it holds in one of the scopes."""
    nums = {num.ref: num for scope in scopes for num in scope.nums}
    return Tested(tuple(nums.values()), lambda held: any(test(scope.changed(held)) for scope in scopes))


def check_counts(ground: Ground) -> Iterator[Draft]:
    """市教育局等92家单位，满意度均为100%: as many rows have that number."""
    pairs = _by_figure(ground)
    figures = ground.bulletin.figures
    for at, figure in enumerate(figures):
        said = _SO_MANY.search(figure.entity)
        linked = pairs.get(figure.id, [])
        stated = figure_to_num(figure)
        if not said or not linked or stated is None or len({pair.column for pair in linked}) != 1:
            continue
        if not _ALL.search(ground.wording.before(figure)):
            continue  # 等2家单位…为97.96%、98.44%: each has its own
        count = int(said[1])
        before = figures[max(0, at - 2) : at]
        counted = next((each for each in before if each.role is FigureRole.COUNT and each.printed.value == count), None)
        scopes = scopes_of(linked, ground)
        held = [scope for scope in scopes if _how_many(scope, stated) == count]
        best = (held or scopes)[0]
        operands = (figure_to_operand(counted or figure, "result"), figure_to_operand(figure))
        yield Draft(
            COUNT_CODE, "", COUNT_RULE, Basis.DEFINITION if held else Basis.INFERRED,
            Result.EXACT if held else Result.IMPROBABLE, linked[0].column, "", (),
            formula=f"{linked[0].column} {stated.raw}", table=linked[0].number,
            recomputed_text=str(_how_many(best, stated)), others=operands,
            relation=_count_relation(counted, stated, best) if held else None,
            claim=asked_of(scopes, partial(_counts_to, stated, count)),
            power="1" if held else "", consequence=Consequence.DISPLAY,
        )  # fmt: skip


def _count_relation(counted: Figure | None, stated: Num, scope: Scope) -> Tested | None:
    num = figure_to_num(counted) if counted else None
    if num is None:
        return None
    return Tested((num, stated), lambda nums: _how_many(scope, nums[stated.ref]) == nums[num.ref].scaled)


def _counts_to(stated: Num, count: int, scope: Scope) -> bool:
    return _how_many(scope, stated) == count


def _how_many(scope: Scope, stated: Num) -> int:
    """Count the rows that print the very number: 99.63 is none of those that have 100%."""
    return sum(num.value * 10**num.scale == stated.value * 10**stated.scale for num in scope.nums)


def _by_figure(ground: Ground) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in linked_pairs(ground):
        found.setdefault(pair.figure.id, []).append(pair)
    return found


def check_extremes(ground: Ground) -> Iterator[Draft]:
    """列后三位的是…: the listed numbers are the lowest of their column."""
    pairs = _by_figure(ground)
    figures = ground.bulletin.figures
    for at, claim in enumerate(figures):
        if claim.role is not FigureRole.COUNT or claim.printed.value is None:
            continue
        top, bottom = _TOP.search(claim.text), _BOTTOM.search(claim.text)
        if bool(top) == bool(bottom) or _OF_CHANGE.search(claim.text) or not in_period(claim, ground):
            continue
        listed = [each for each in figures[at + 1 : at + 1 + int(claim.printed.value)] if each.id in pairs]
        members = [pair for each in listed for pair in pairs[each.id]]
        if len(listed) != claim.printed.value or len(members) != len(listed) or len(members) < _FEWEST:
            continue
        if len({pair.column for pair in members}) > 1 or not all(pair.agrees for pair in members):
            continue
        if _ranks_column(claim, listed[0], members[0], ground):
            yield _extremes_to_draft(claim, members, ground, highest=top is not None)


def _ranks_column(claim: Figure, first: Figure, member: Pair, ground: Ground) -> bool:
    """Tell whether the words rank the column of the listed numbers, and all its rows: not some, nor another column."""
    before, between = ground.wording.before(claim), ground.wording.between(claim, first)
    if between is None or _OF_SOME.search(before) or _WITHIN.match(between):
        return False
    names = {column.name for column in member.table.columns if len(column.name) > 1}
    named = max(((before.rfind(name), len(name), name) for name in names if name in before), default=None)
    return (named is None or named[2] == member.column) and not any(name in between for name in names)


def _extremes_to_draft(claim: Figure, members: Sequence[Pair], ground: Ground, *, highest: bool) -> Draft:
    scopes = scopes_of(members, ground)
    refs = {pair.cell.ref for pair in members}
    asked = asked_of(scopes, lambda scope: _are_extreme(refs, scope, highest=highest))
    held = asked.holds({})
    return Draft(
        RANK_CODE, "", RANK_RULE, Basis.DEFINITION if held else Basis.INFERRED,
        Result.EXACT if held else Result.IMPROBABLE, members[0].column, "", (),
        formula=f"{members[0].column} {', '.join(pair.cell.raw for pair in members)}", table=members[0].number,
        others=(
            figure_to_operand(claim, "result"),
            *(figure_to_operand(pair.figure) for pair in members),
            *(num_to_operand(pair.cell, "operand") for pair in members),
        ),
        claim=asked, consequence=Consequence.RANK,
    )  # fmt: skip


def _are_extreme(refs: AbstractSet[str], scope: Scope, *, highest: bool) -> bool:
    """Tell whether no other row stands beyond the last of the list; ties may go either way."""
    values = [num.value for num in scope.nums if num.ref in refs]
    others = [num.value for num in scope.nums if num.ref not in refs]
    if len(values) != len(refs) or not others:
        return False
    return max(others) <= min(values) if highest else min(others) >= max(values)


def check_all(ground: Ground) -> Iterator[Draft]:
    """接通率和及时反馈率均为100%: every row of these columns has that number."""
    for figure in ground.bulletin.figures:
        stated = figure_to_num(figure)
        if stated is None or figure.role is not FigureRole.LEVEL or figure.links or not _speaks_of_all(figure, ground):
            continue
        names = [name for name in _AND.split(figure.metric) if name]
        columns = [_columns_called(name, ground) for name in names]
        if any(len(found) != 1 for found in columns):
            continue  # no such column, or several tables have one
        nums = tuple(
            num
            for ((number, name),) in columns
            for num in column_nums(ground.bulletin.tables[number], number, name, members=True)
        )
        claim = asked_of([Scope(nums)], partial(_counts_to, stated, len(nums)))
        held = claim.holds({})
        if nums:
            yield Draft(
                ALL_CODE, "", ALL_RULE, Basis.DEFINITION if held else Basis.INFERRED,
                Result.EXACT if held else Result.IMPROBABLE, figure.metric, "", (),
                formula=f"{_how_many(Scope(nums), stated)} / {len(nums)}",
                table=nums[0].table, others=(figure_to_operand(figure, "result"),),
                relation=_all_relation(stated, nums) if held else None, claim=claim, power="1" if held else "",
            )  # fmt: skip


def _speaks_of_all(figure: Figure, ground: Ground) -> bool:
    """Tell whether a number is said of every row, at the time of the bulletin: neither of some, nor of the rest."""
    if not _ALL.search(figure.text) or _ADDED.search(ground.wording.before(figure)):
        return False
    said = f"{figure.entity}；{ground.wording.before(figure)}"
    everyone = not figure.entity or _EVERYONE.fullmatch(figure.entity) is not None
    ahead = ground.wording.after(figure, 2)
    return everyone and not _SOME.search(said) and not _NARROWS.match(ahead) and in_period(figure, ground)


def _columns_called(name: str, ground: Ground) -> list[tuple[int, str]]:
    return [
        (number, column.name)
        for number, table in enumerate(ground.bulletin.tables)
        for column in table.columns
        if name == column.name or name.endswith(column.name)
    ]


def _all_relation(stated: Num, nums: Sequence[Num]) -> Tested:
    return Tested((stated,), lambda changed: _how_many(Scope(tuple(nums)), changed[stated.ref]) == len(nums))
