"""Tables that stand the other way: a metric in each row, or one row without a label."""

from fractions import Fraction

from generator.drafts import Draft, count_style
from generator.numbers import Style
from generator.outlines import Outline
from generator.relations import Growth, Ratio, Sum
from generator.truth import Label

ANY = "count amount rate change score text"
"""What a column of mixed metrics may be called."""


def indicator_table(publisher, key, title, note):
    """Metrics of different kinds in rows, this period and the last in columns.

    The last column grows counts by percent and rates by points, as such tables do without saying so.
    """
    rng, habits = publisher.rng, publisher.habits
    counts = rng.sample(
        ("受理量（件）", "办结量（件）", "回访量（人次）", "发放督办单（份）", "热线接听（通）"), rng.randint(2, 4)
    )
    amounts = rng.sample(("工业投资（亿元）", "社会消费品零售额（亿元）", "用电量（万千瓦时）"), rng.randint(0, 2))
    rates = rng.sample(("接通率（%）", "办结率（%）", "群众满意率（%）", "参评率（%）"), rng.randint(1, 3))
    outline = Outline("flat")
    draft = Draft(key, outline, rng.choice(("指标", "指标名称", "项目")))
    now, before, change = rng.choice((("本月", "上月", "环比（%）"), ("本期", "上年同期", "同比增长（%）")))
    percent = Style(rng.choice((1, 2)), rounding="half-up", minus=habits.minus)
    for name, kinds in ((now, ANY), (before, ANY), (change, ANY)):
        draft.column(name, kinds, percent)
    metrics = [*counts, *amounts, *rates]
    if rng.random() < 0.5:
        rng.shuffle(metrics)
    for metric in metrics:
        at = outline.add(Label(metric))
        if metric in rates:
            values = [Fraction(rng.randint(80000, 100000), 1000) for _ in range(2)]
            style = Style(2, rounding="half-up")
            difference = values[0] - values[1]
        else:
            style = count_style(habits) if metric in counts else Style(2, rounding="half-up")
            values = [Fraction(rng.randint(20, 90000), 1 if metric in counts else 7) for _ in range(2)]
            difference = 100 * (values[0] / values[1] - 1)
            draft.relate(lambda ref, at=at: Growth("definition", ref(at, change), ref(at, now), ref(at, before)))
        draft.put(at, now, values[0], style)
        draft.put(at, before, values[1], style)
        draft.put(at, change, difference)
    return draft.done(title, "", [now, before, change], note=note, in_grid=habits.note_in_grid)


def single_table(publisher, key, title, _):
    """One row of numbers for the whole city and nothing that names it."""
    rng, habits = publisher.rng, publisher.habits
    outline = Outline("flat", labelling=0)
    draft = Draft(key, outline, "")
    whole = rng.choice(("办件总数", "受理总数"))
    for name in (whole, "已办结数", "办理中数"):
        draft.column(name, "count", count_style(habits))
    draft.column("办结率", "rate", Style(2, sign="%"))
    at = outline.add()
    total = Fraction(rng.randint(300, 90000))
    done = Fraction(int(total) * rng.randint(70, 99) // 100)
    for name, value in ((whole, total), ("已办结数", done), ("办理中数", total - done)):
        draft.put(at, name, value)
    draft.put(at, "办结率", 100 * done / total)
    draft.relate(lambda ref: Ratio("inferred", ref(at, "办结率"), ref(at, "已办结数"), ref(at, whole)))
    draft.relate(lambda ref: Sum("inferred", ref(at, whole), (ref(at, "已办结数"), ref(at, "办理中数"))))
    return draft.done(title, "", [whole, "已办结数", "办理中数", "办结率"])
