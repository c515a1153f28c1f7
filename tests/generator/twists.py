"""Sentences that only look wrong: another base, another scope or time, a display, an overlap, a stage, a tie.

They state nothing that could be held against them; whoever accuses one of them was too quick.
"""

from fractions import Fraction


def share_of_something_else(teller):
    what, unit = teller.subjects.things.pop()
    whole = teller.rng.randint(3000, 9000)
    total, part = teller.count(whole), teller.count(whole // 3)
    share = teller.number(Fraction(teller.rng.randint(500, 2500), 100), 2)
    return teller.rng.choice(
        (
            f"{what}{total}{unit}，其中重点领域{part}{unit}，占全省同类数量的{share}%。",
            f"{what}{total}{unit}，其中重点领域{part}{unit}，占上年末存量的{share}%。",
        )
    )


def rate_of_what_was_due(teller):
    came = teller.rng.randint(1000, 9000)
    total = teller.count(came)
    done = teller.count(int(came * teller.rng.uniform(0.7, 0.85)))
    rate = teller.number(Fraction(teller.rng.randint(9000, 9990), 100), 2)
    return teller.rng.choice(
        (
            f"受理申请{total}件，办结{done}件，按期办结率{rate}%。",
            f"受理申请{total}件，已办结{done}件，到期办结率为{rate}%。",
        )
    )


def counted_twice(teller):
    what, unit = teller.subjects.things.pop()
    whole = teller.rng.randint(500, 3000)
    total = teller.count(whole)
    parts = [teller.count(int(whole * share)) for share in (0.6, 0.45, 0.2)]
    return (
        f"{what}{total}{unit}，其中涉及交通{parts[0]}{unit}、住房{parts[1]}{unit}、教育{parts[2]}{unit}"
        f"（部分同时涉及多个领域）。"
    )


def stages(teller):
    came = teller.rng.randint(800, 4000)
    falling = [teller.count(int(came * share)) for share in (1, 0.95, 0.9, 0.83)]
    return f"共接收案件{falling[0]}件，其中立案{falling[1]}件，应结案{falling[2]}件，结案{falling[3]}件。"


def parts_of_a_part(teller):
    what, unit = teller.subjects.things.pop()
    whole = teller.rng.randint(2000, 5000)
    reached = int(whole * 0.8)
    a, b = int(reached * 0.9), int(reached * 0.07)
    slots = [teller.count(value) for value in (whole, reached, a, b, reached - a - b)]
    return (
        f"{what}{slots[0]}{unit}，其中有效回访{slots[1]}{unit}，满意{slots[2]}{unit}、"
        f"基本满意{slots[3]}{unit}、不满意{slots[4]}{unit}。"
    )


def growth_on_other_terms(teller):
    what = teller.subjects.money.pop()
    level = teller.number(Fraction(teller.rng.randint(9000, 90000), 100), 2)
    moved = teller.number(Fraction(3725, 100), 2)
    rate = teller.number(Fraction(teller.rng.randint(10, 99), 10), 1)
    return teller.rng.choice(
        (
            f"{what}{level}亿元，比上年增加{moved}亿元，按可比价格计算增长{rate}%。",
            f"{what}{level}亿元，增加{moved}亿元，同口径增长{rate}%。",
        )
    )


def two_comparisons(teller):
    what, unit = teller.subjects.things.pop()
    level, moved = teller.count(teller.rng.randint(900, 5000)), teller.count(teller.rng.randint(20, 90))
    rate = teller.number(Fraction(teller.rng.randint(50, 400), 10), 1)
    return f"{what}{level}{unit}，环比增加{moved}{unit}，同比增长{rate}%。"


def about(teller):
    what, unit = teller.subjects.things.pop()
    whole = teller.rng.randint(31000, 39000)
    near = teller.number(Fraction(whole // 1000 + 1, 10), 1)
    level = teller.count(whole)
    return teller.rng.choice(
        (
            f"{what}近{near}万{unit}。从构成看，{what}{level}{unit}，群众参与踊跃。",
            f"{what}不足{near}万{unit}。据统计，{what}{level}{unit}，秩序良好。",
        )
    )


def another_time(teller):
    what, unit = teller.subjects.things.pop()
    now, year = teller.count(teller.rng.randint(300, 900)), teller.count(teller.rng.randint(2000, 9000))
    return teller.rng.choice(
        (
            f"当日{what}{now}{unit}，全年累计{what}{year}{unit}。",
            f"本周{what}{now}{unit}。年初以来{what}{year}{unit}。",
        )
    )


def parts_of_some(teller):
    what, unit = teller.subjects.things.pop()
    whole = teller.rng.randint(3000, 9000)
    slots = [teller.count(int(whole * share)) for share in (1, 0.4, 0.2)]
    return f"{what}{slots[0]}{unit}，其中较集中的有：东片{slots[1]}{unit}、西片{slots[2]}{unit}。"


def shares_made_to_fit(teller):
    what, unit = teller.subjects.things.pop()
    whole = 3 * teller.rng.randint(400, 900) + 1
    parts = (whole // 3, whole // 3, whole - 2 * (whole // 3))
    total = teller.count(whole)
    values = [Fraction(round(Fraction(10000 * part, whole)), 100) for part in parts]
    values[2] = 100 - values[0] - values[1]
    items = [
        f"{kind}{teller.count(part)}{unit}，占{teller.number(value, 2)}%"
        for kind, part, value in zip(("东片", "西片", "北片"), parts, values, strict=True)
    ]
    return f"共{what}{total}{unit}。{'；'.join(items)}。"


def moved_out_and_in(teller):
    what, unit = teller.subjects.things.pop()
    first, last, moved = (teller.count(value) for value in (teller.rng.randint(40, 90), teller.rng.randint(20, 39), 60))
    return f"平均等候由{first}分钟缩短至{last}分钟，{what}{moved}{unit}。"


def same_name_elsewhere(teller):
    """The country and the province have numbers of the same name."""
    what, unit = teller.subjects.things.pop()
    here, there = teller.count(teller.rng.randint(300, 900)), teller.count(teller.rng.randint(30000, 90000))
    return f"全市{what}{here}{unit}。据通报，全省{what}{there}{unit}。"


def another_time_than_the_table(teller, view):
    rows = view.ordered()
    items = "、".join(
        f"{view.body(row)}{teller.count(int(view.value(row)) + teller.rng.randint(3, 90))}{view.unit}"
        for row in rows[:3]
    )
    return f"上年同期{view.name}居前的是{items}。" if view.kind == "count" else None


def rounded_display(teller, view):
    row = view.ordered()[0]
    if view.kind != "rate" or view.value(row).denominator == 1:
        return None
    style = view.table.columns[view.col].style
    if style.rounding == "truncate":
        return None
    shown = teller.number(view.value(row), max(style.places - 1, 0))
    return f"{view.body(row)}{view.name}约{shown}%，表现较好。"


def tie_at_the_border(teller, view):
    rows = view.ordered()
    for size in (2, 3, 4):
        if size < len(rows) and view.value(rows[size - 1]) == view.value(rows[size]):
            chosen = [*rows[: size - 1], rows[size]]
            number = teller.count(size)
            items = "、".join(
                f"{view.body(row)}（{teller.copied(view.text(row).rstrip('%件分个次处'))}{view.unit}）"
                for row in chosen
            )
            return f"{view.name}列前{number}位的是：{items}。"
    return None


ALONE = (
    share_of_something_else,
    rate_of_what_was_due,
    counted_twice,
    stages,
    parts_of_a_part,
    growth_on_other_terms,
    two_comparisons,
    about,
    another_time,
    parts_of_some,
    shares_made_to_fit,
    moved_out_and_in,
    same_name_elsewhere,
)
OF_A_COLUMN = (another_time_than_the_table, rounded_display, tie_at_the_border)
