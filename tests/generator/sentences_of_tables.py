"""Sentences about the tables of a bulletin: lists of rows, firsts and lasts, totals, how many have all."""

import re
from dataclasses import dataclass
from fractions import Fraction

from generator.claims import Counts, Same, ShareOf
from generator.numbers import Style, read_number
from generator.relations import Sum
from generator.truth import Table

_NAME = re.compile(r"[^0-9（）()%\s]{3,12}")
_PERIOD = re.compile(r"本期|上期|本月|上月|同期|累计|环比|同比|增减|占比|比重|排名|名次|位次|等级|平均|栏")
_FULL = Fraction(100)


@dataclass(frozen=True)
class View:
    """A column of a flat table that prose can speak of: its name, and its rows as (body, row)."""

    table: Table
    name: str
    col: int
    kind: str
    unit: str
    rows: tuple[tuple[str, int], ...]
    alone: bool

    def ref(self, row):
        return (self.table.key, row, self.col)

    def text(self, row):
        return self.table.cells[row, self.col]

    def value(self, row):
        return read_number(self.text(row))

    def ordered(self):
        """Return the rows from the highest down."""
        return sorted((row for _, row in self.rows), key=lambda row: -self.value(row))

    def body(self, row):
        return next(body for body, at in self.rows if at == row)


def views_of(tables):
    """Return the columns that can be spoken of without being mistaken: one table, one name, plain rows."""
    tables = list(tables)
    labels = [row.label for table in tables for row in table.rows]
    leaves = [_leaf(column) for table in tables for column in table.columns]
    found = []
    for table in tables:
        if any(row.parent is not None or row.kind in ("group", "subtotal", "heading") for row in table.rows):
            continue
        own = [_leaf(column) for column in table.columns]
        for col, column in enumerate(table.columns):
            name = _leaf(column)
            kind = next((kind for kind in ("count", "rate", "score") if kind in column.kinds), "")
            if not kind or own.count(name) > 1 or not _NAME.fullmatch(name) or _PERIOD.search("".join(column.path)):
                continue
            rows = tuple(
                (row.label, at)
                for at, row in enumerate(table.rows)
                if row.kind == "data"
                and row.exhaustive
                and labels.count(row.label) == 1
                and len(row.label) > 2
                and read_number(table.cells.get((at, col), "")) is not None
            )
            data = [row for row in table.rows if row.kind == "data"]
            if len(rows) == len(data) >= 5 and _speaks(column, kind):
                unit = {"count": _unit(column), "rate": "%", "score": "分"}[kind]
                found.append(View(table, name, col, kind, unit, rows, leaves.count(name) == 1))
    return [view for view in found if view.unit]


def _leaf(column):
    return "".join(column.path[-1].split())


def _unit(column):
    return "" if "%" in "".join(column.path) else "件"


def _speaks(column, kind):
    if kind == "rate":
        return column.style.sign == "%" and "率" in column.path[-1]
    return not column.style.zero and (kind != "count" or column.style.exact)


def _slot(teller, view, row):
    """Write the number of a cell, as printed there, and say that it is the cell's."""
    text = view.text(row).rstrip("%件分个次处")
    slot = teller.copied(text) if view.kind != "count" else teller.count(read_number(text))
    teller.relate(Same("definition", slot.ref, view.ref(row)))
    return slot


def _listed(teller, view, rows):
    form = teller.rng.choice(("{}{}{}", "{}（{}{}）", "{}{}{}"))
    mark = teller.rng.choice(("、", "，"))
    return mark.join(form.format(view.body(row), _slot(teller, view, row), view.unit) for row in rows)


def top_list(teller, view):
    rows = view.ordered()
    size = teller.rng.choice((2, 3, 4))
    if view.value(rows[size - 1]) == view.value(rows[size]):
        return None
    number = teller.count(size)
    items = _listed(teller, view, rows[:size])
    return teller.rng.choice(
        (
            f"{view.name}居前{number}位的是：{items}。",
            f"从{view.name}看，排名前{number}位的分别为：{items}。",
            f"{view.name}列前{number}名的单位为{items}。",
        )
    )


def bottom_list(teller, view):
    rows = view.ordered()[::-1]
    size = teller.rng.choice((2, 3))
    if view.value(rows[size - 1]) == view.value(rows[size]):
        return None
    number = teller.count(size)
    items = _listed(teller, view, rows[:size])
    return teller.rng.choice(
        (
            f"{view.name}列后{number}位的是：{items}。",
            f"{view.name}排名后{number}位的分别为：{items}。",
        )
    )


def highest_and_lowest(teller, view):
    rows = view.ordered()
    if view.value(rows[0]) == view.value(rows[1]) or view.value(rows[-1]) == view.value(rows[-2]):
        return None
    first, last = view.body(rows[0]), view.body(rows[-1])
    high, low = _slot(teller, view, rows[0]), _slot(teller, view, rows[-1])
    return teller.rng.choice(
        (
            f"{view.name}最高的是{first}（{high}{view.unit}），最低的是{last}（{low}{view.unit}）。",
            f"{view.name}最高的为{first}，达{high}{view.unit}；最低的为{last}，仅{low}{view.unit}。",
        )
    )


def plain_list(teller, view):
    rows = teller.rng.sample([row for _, row in view.rows], teller.rng.randint(3, min(5, len(view.rows))))
    bodies = [view.body(row) for row in rows]
    if teller.rng.random() < 0.4:
        slots = [_slot(teller, view, row) for row in rows]
        values = "、".join(f"{slot}{view.unit}" for slot in slots[:-1]) + f"和{slots[-1]}{view.unit}"
        return f"{'、'.join(bodies[:-1])}和{bodies[-1]}的{view.name}分别为{values}。"
    items = _listed(teller, view, rows)
    return teller.rng.choice((f"{view.name}情况：{items}。", f"{view.name}为：{items}。"))


def all_of_one_body(teller, views):
    """One body with several of its numbers."""
    table = views[0].table
    mine = [view for view in views if view.table is table]
    if len(mine) < 2:
        return None
    rows = set.intersection(*({row for _, row in view.rows} for view in mine))
    row = teller.rng.choice(sorted(rows))
    items = "，".join(
        f"{view.name}{teller.rng.choice(('', '为'))}{_slot(teller, view, row)}{view.unit}" for view in mine[:3]
    )
    return f"{mine[0].body(row)}{items}。"


def share_of_column(teller, view):
    """The first three with their share of the column: its base is a sum that is printed nowhere else."""
    rows = view.ordered()
    total = sum(view.value(row) for row in rows)
    if view.kind != "count" or not view.alone or not total:
        return None
    slots = [_slot(teller, view, row) for row in rows[:3]]
    share = teller.number(100 * sum(view.value(row) for row in rows[:3]) / total, 2)
    bases = tuple(view.ref(row) for _, row in view.rows)
    teller.relate(ShareOf("definition", share.ref, tuple(slot.ref for slot in slots), bases))
    items = "、".join(f"{view.body(row)}{slot}{view.unit}" for row, slot in zip(rows, slots, strict=False))
    return f"{view.name}较多的为：{items}，合计占全部{view.name}的{share}%。"


def total_of_column(teller, view):
    if view.kind != "count" or not view.alone or sum(view.value(row) for _, row in view.rows) < 100:
        return None
    total = teller.count(sum(view.value(row) for _, row in view.rows))
    bases = tuple(view.ref(row) for _, row in view.rows)
    teller.relate(Sum("definition", total.ref, bases))
    return teller.rng.choice((f"各单位{view.name}合计{total}{view.unit}。", f"{view.name}共计{total}{view.unit}。"))


def how_many_full(teller, view):
    full = [row for _, row in view.rows if view.value(row) == _FULL]
    if view.kind != "rate" or len(full) < 3:
        return None
    bodies = "、".join(view.body(row) for row in full[:3])
    number = teller.count(len(full))
    teller.relate(Counts("definition", number.ref, tuple(view.ref(row) for _, row in view.rows), _FULL))
    hundred = teller._add("100", Style(exact=True))
    return teller.rng.choice(
        (
            f"{bodies}等{number}家单位{view.name}均为{hundred}%。",
            f"{bodies}等{number}家，{view.name}均达到{hundred}%。",
        )
    )


OF_A_COLUMN = (
    top_list,
    bottom_list,
    highest_and_lowest,
    plain_list,
    share_of_column,
    total_of_column,
    how_many_full,
)
