"""Scores made of points, rates of two periods, and the same columns under several heads."""

from dataclasses import replace
from fractions import Fraction

from generator.drafts import Draft, count_style
from generator.names import draw_size
from generator.numbers import Style
from generator.outlines import draw_outline
from generator.relations import Ranked, Ratio, Sum

ITEMS = ("组织领导", "制度建设", "工作成效", "基础管理", "创新举措", "群众评价", "信息报送", "问题整改")


def points_table(publisher, key, title, note):
    """Items with the points that can be had in their headers, often with extra and lost points, and their total."""
    rng, habits = publisher.rng, publisher.habits
    outline = draw_outline(
        rng, "flat", publisher.bodies(rng.choice(("street", "bureau", "company")), draw_size(rng)), ""
    )
    draft = Draft(key, outline, rng.choice(("单位", "被考核单位", "考核对象")))
    names = rng.sample(ITEMS, rng.randint(3, 5))
    full = [10 * rng.randint(1, 4) for _ in names]
    whole, extra, lost = rng.choice(("总分", "合计得分", "总得分")), "加分", "扣分"
    style = Style(rng.choice((0, 1, 2)), strip=rng.random() < 0.3, rounding="half-up")
    style = replace(style, strip=style.strip and style.places > 0)
    with_points = rng.random() < 0.6
    corrected = rng.random() < 0.5
    for name, most in zip(names, full, strict=True):
        draft.column(name, "score amount count", style, (f"{name}（{most}分）" if with_points else name,))
    for name in (extra, lost, whole):
        draft.column(name, "score amount count change", style)
    rank = rng.choice(("排名", "名次"))
    draft.column(rank, "rank", Style(exact=True))
    rows = outline.leaves()
    for row in rows:
        for name, most in zip(names, full, strict=True):
            share = Fraction(1) if rng.random() < 0.2 else Fraction(rng.randint(50, 100), 100)
            draft.put(row, name, style.round(most * share))
        gained = style.round(Fraction(rng.randint(0, 20), 10)) if rng.random() < 0.3 else Fraction(0)
        dropped = style.round(Fraction(rng.randint(0, 30), 10)) if rng.random() < 0.4 else Fraction(0)
        total = sum(draft.exact[row, name] for name in names)
        draft.put(row, extra, gained)
        draft.put(row, lost, dropped)
        draft.put(row, whole, total + (gained - dropped if corrected else 0))
        plus = [*names, extra] if corrected else names
        draft.relate(
            lambda ref, row=row, plus=plus: Sum(
                "stated" if corrected else "definition",
                ref(row, whole),
                tuple(ref(row, name) for name in plus),
                (ref(row, lost),) if corrected else (),
            )
        )
    for row in rows:
        ahead = sum(draft.exact[other, whole] > draft.exact[row, whole] for other in rows)
        draft.put(row, rank, Fraction(1 + ahead))
    draft.relate(
        lambda ref: Ranked("definition", ref(rows[0], rank), tuple((ref(row, rank), ref(row, whole)) for row in rows))
    )
    order = [*names, *((extra, lost) if corrected else ()), whole, rank]
    if corrected:
        rule = rng.choice((f"{whole}=各项得分之和+加分-扣分", f"{whole}＝{'＋'.join(names)}＋加分－扣分"))
        note = "；".join(part for part in (note, rule) if part)
    return draft.done(title, "", order, note=note, in_grid=habits.note_in_grid, ordinal=habits.ordinal)


def periods_table(publisher, key, title, note):
    """The same counts and rate under this month and under the year so far; the rule of the rate serves both."""
    rng, habits = publisher.rng, publisher.habits
    shape = rng.choice(("flat", "total-top", "total-bottom"))
    bodies = publisher.bodies(rng.choice(("district", "street")), draw_size(rng))
    outline = draw_outline(rng, shape, bodies, habits.total_label)
    draft = Draft(key, outline, rng.choice(("地区", "单位")))
    lower, upper, rate = rng.choice(
        (("立案数", "查结数", "查结率"), ("交办数", "办复数", "办复率"), ("抽检批次", "合格批次", "抽检合格率"))
    )
    heads = rng.choice((("本月", "本年累计"), ("本期", "上年同期"), ("第一季度", "上半年")))
    order, additive = [], []
    for head in heads:
        for name in (lower, upper):
            draft.column((head, name), "count", count_style(habits), (head, name))
        unit = "（%）" if habits.rate_sign == "header" else ""
        draft.column((head, rate), "rate", habits.rate, (head, rate + unit))
        order += [(head, lower), (head, upper), (head, rate)]
        additive += [(head, lower), (head, upper)]
    for row in outline.leaves():
        base = Fraction(rng.randint(2, 400))
        for number, head in enumerate(heads):
            held = base * rng.randint(2, 6) if number else base
            draft.put(row, (head, lower), held)
            draft.put(row, (head, upper), Fraction(int(held * rng.randint(60, 100) / 100)))
    draft.add_up(additive)
    for at in draft.numbered():
        for head in heads:
            draft.put(at, (head, rate), habits.whole * draft.exact[at, (head, upper)] / draft.exact[at, (head, lower)])
            draft.relate(
                lambda ref, at=at, head=head: Ratio(
                    "stated", ref(at, (head, rate)), ref(at, (head, upper)), ref(at, (head, lower)), habits.whole
                )
            )
    rule = rng.choice((f"{rate}={upper}/{lower}×{{c:100}}%", f"{rate}为{upper}占{lower}的百分比"))
    note = "；".join(part for part in (rule, note) if part)
    return draft.done(
        title, "", order, note=note, in_grid=habits.note_in_grid, ordinal=habits.ordinal, flat_header=rng.random() < 0.3
    )


def rate_change_table(publisher, key, title, note):
    """Rates of two periods whose bases are not printed, and their difference in points."""
    rng, habits = publisher.rng, publisher.habits
    outline = draw_outline(rng, "flat", publisher.bodies(rng.choice(("district", "bureau")), draw_size(rng)), "")
    draft = Draft(key, outline, rng.choice(("地区", "单位", "部门")))
    rate = rng.choice(("群众满意率", "窗口好评率", "按时签收率"))
    now, before = rng.choice((("本月", "上月"), ("本季度", "上季度")))
    style = Style(habits.rate.places if habits.whole == 100 else 2, strip=habits.rate.strip, sign=rng.choice(("%", "")))
    points = replace(style, sign="", minus=habits.minus)
    names = (now + rate, before + rate)
    change = rng.choice(("较{}增减（百分点）", "与{}相比（百分点）", "增减百分点")).format(before)
    for name in names:
        draft.column(name, "rate", style, (name if style.sign else name + "（%）",))
    draft.column(change, "change rate", points)
    for row in outline.leaves():
        values = [Fraction(rng.randint(700000, 1000000), 10000) for _ in names]
        for name, value in zip(names, values, strict=True):
            draft.put(row, name, value)
        if habits.from_printed:
            values = [style.round(value) for value in values]
        draft.put(row, change, values[0] - values[1])
        draft.relate(
            lambda ref, row=row: Sum("definition", ref(row, change), (ref(row, names[0]),), (ref(row, names[1]),))
        )
    return draft.done(title, "", [*names, change], note=note, in_grid=habits.note_in_grid)
