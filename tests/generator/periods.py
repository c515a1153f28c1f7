"""Tables over months, over groups of periods, per head of people, and with a rank beside every metric."""

from dataclasses import replace
from fractions import Fraction

from generator.drafts import Draft, count_style
from generator.names import draw_size
from generator.numbers import Style
from generator.outlines import Outline, draw_outline
from generator.relations import Growth, Ranked, Ratio, Sum
from generator.truth import Label


def months_table(publisher, key, title, note):
    """A row for each month and their sum; growth against the row above, which no header says."""
    rng, habits = publisher.rng, publisher.habits
    outline = Outline("flat")
    months = [outline.add(Label(f"{month}月")) for month in range(1, rng.randint(5, 12) + 1)]
    total = outline.add(Label(rng.choice(("合计", "累计", "总计"))), kind="total", adds=tuple(months))
    draft = Draft(key, outline, "月份")
    base, done, rate, growth = "来件数", "办毕数", "办毕率", "环比"
    for name in (base, done):
        draft.column(name, "count", count_style(habits))
    draft.column(rate, "rate", Style(2, sign="%"))
    draft.column(growth, "change rate", Style(1, sign="%", minus=habits.minus))
    for row in months:
        draft.put(row, base, Fraction(rng.randint(80, 4000)))
        draft.put(row, done, Fraction(int(draft.exact[row, base] * rng.randint(60, 100) / 100)))
    draft.add_up([base, done])
    for at in (*months, total):
        draft.put(at, rate, 100 * draft.exact[at, done] / draft.exact[at, base])
        draft.relate(lambda ref, at=at: Ratio("inferred", ref(at, rate), ref(at, done), ref(at, base)))
        if at in {months[0], total}:
            draft.say(at, growth, habits.missing)
            continue
        draft.put(at, growth, 100 * (draft.exact[at, base] / draft.exact[at - 1, base] - 1))
        draft.relate(lambda ref, at=at: Growth("inferred", ref(at, growth), ref(at, base), ref(at - 1, base)))
    return draft.done(title, "", [base, growth, done, rate], note=note, in_grid=habits.note_in_grid)


def grouped_changes_table(publisher, key, title, note):
    """Under each metric this month, the last and the change: in percent for counts, in points for a rate."""
    rng, habits = publisher.rng, publisher.habits
    shape = rng.choice(("flat", "total-top", "total-bottom"))
    bodies = publisher.bodies(rng.choice(("district", "street")), draw_size(rng))
    outline = draw_outline(rng, shape, bodies, habits.total_label)
    draft = Draft(key, outline, rng.choice(("地区", "单位", "属地")))
    now, before, change = rng.choice((("本月", "上月", "环比"), ("本期", "去年同期", "同比")))
    counts = rng.sample(("来电量", "工单量", "回访量", "督办量"), 2)
    rate = "接通率"
    style = Style(2, rounding="half-up")
    percent = Style(rng.choice((1, 2)), rounding=habits.rounding, minus=habits.minus)
    for name in counts:
        for period in (now, before):
            draft.column((name, period), "count", count_style(habits), (name, period))
        draft.column((name, change), "change rate", percent, (name, change + "（%）"))
    for period in (now, before):
        draft.column((rate, period), "rate", style, (rate + "（%）", period))
    draft.column(
        (rate, change), "change rate", replace(style, minus=habits.minus), (rate + "（%）", change + "（百分点）")
    )
    for row in outline.leaves():
        for name in counts:
            held = Fraction(rng.randint(5, 3000))
            draft.put(row, (name, now), held)
            draft.put(row, (name, before), Fraction(max(1, round(held * rng.randint(60, 150) / 100))))
    draft.add_up([(name, period) for name in counts for period in (now, before)])
    for at in draft.numbered():
        for period in (now, before):
            draft.put(at, (rate, period), Fraction(rng.randint(80000, 100000), 1000))
        for name in counts:
            draft.put(at, (name, change), 100 * (draft.exact[at, (name, now)] / draft.exact[at, (name, before)] - 1))
            draft.relate(
                lambda ref, at=at, name=name: Growth(
                    "definition", ref(at, (name, change)), ref(at, (name, now)), ref(at, (name, before))
                )
            )
        draft.put(at, (rate, change), draft.exact[at, (rate, now)] - draft.exact[at, (rate, before)])
        draft.relate(
            lambda ref, at=at: Sum(
                "definition", ref(at, (rate, change)), (ref(at, (rate, now)),), (ref(at, (rate, before)),)
            )
        )
    order = [(name, period) for name in (*counts, rate) for period in (now, before, change)]
    return draft.done(title, "", order, note=note, in_grid=habits.note_in_grid, flat_header=rng.random() < 0.4)


def per_head_table(publisher, key, title, note):
    """Cases by ten thousand people, ranked from few to many, as the note says; the rows stand so or anyhow."""
    rng, habits = publisher.rng, publisher.habits
    outline = draw_outline(rng, "flat", publisher.bodies("district", draw_size(rng)), "")
    draft = Draft(key, outline, rng.choice(("县区", "地区")))
    people, cases, rank = "常住人口", rng.choice(("投诉量", "警情数")), rng.choice(("排名", "位次"))
    per_head = "万人" + cases
    draft.column(people, "amount", Style(rng.choice((1, 2)), rounding="half-up"), (people + "（万人）",))
    draft.column(cases, "count", count_style(habits), (cases + "（件）",))
    draft.column(per_head, "rate amount score count", Style(2, rounding=habits.rounding), (per_head + "（件/万人）",))
    draft.column(rank, "rank", Style(exact=True))
    rows = outline.leaves()
    drawn = [(Fraction(rng.randint(30000, 1200000), 10000), Fraction(rng.randint(20, 5000))) for _ in rows]
    in_order = rng.random() < 0.5
    if in_order:
        drawn.sort(key=lambda pair: pair[1] / pair[0])
    for row, (head_count, case_count) in zip(rows, drawn, strict=True):
        draft.put(row, people, head_count)
        draft.put(row, cases, case_count)
        draft.put(row, per_head, draft.exact[row, cases] / draft.exact[row, people])
        draft.relate(
            lambda ref, row=row: Ratio("stated", ref(row, per_head), ref(row, cases), ref(row, people), Fraction(1))
        )
    for row in rows:
        ahead = sum(draft.printed(other, per_head) < draft.printed(row, per_head) for other in rows)
        draft.put(row, rank, Fraction(1 + ahead))
    draft.relate(
        lambda ref: Ranked(
            "definition",
            ref(rows[0], rank),
            tuple((ref(row, rank), ref(row, per_head)) for row in rows),
            descending=False,
        )
    )
    # 排名 says how ranks are given, whatever the order of the rows; 排列 says how the rows stand
    order = f"各地按{per_head}由低到高排列" if in_order else f"按{per_head}由低到高排名"
    rule = f"{per_head}={cases}/{people}，{order}"
    note = "；".join(part for part in (rule, note) if part)
    return draft.done(title, "", [people, cases, per_head, rank], note=note, in_grid=habits.note_in_grid)


def ranked_metrics_table(publisher, key, title, note):
    """Several rates, each with its own rank column of the same name beside it."""
    rng, habits = publisher.rng, publisher.habits
    bodies = publisher.bodies(rng.choice(("district", "street", "bureau")), draw_size(rng))
    outline = draw_outline(rng, "flat", bodies, "")
    draft = Draft(key, outline, rng.choice(("单位", "地区")))
    rates = rng.sample(("上线率", "签收率", "办成率", "好评率", "网报率"), rng.randint(2, 3))
    two = rng.random() < 0.5
    rank = rng.choice(("排名", "名次"))
    style = Style(2, rounding=habits.rounding, sign=rng.choice(("%", "")))
    order, rows = [], outline.leaves()
    for rate in rates:
        unit = "" if style.sign else "（%）"
        draft.column(rate, "rate", style, (rate, "数值" + unit) if two else (rate + unit,))
        draft.column((rate, rank), "rank", Style(exact=True), (rate, rank) if two else (rank,))
        order += [rate, (rate, rank)]
        for row in rows:
            draft.put(row, rate, Fraction(rng.randint(600000, 1000000), 10000))
        for row in rows:
            ahead = [
                draft.printed(other, rate) for other in rows if draft.printed(other, rate) > draft.printed(row, rate)
            ]
            draft.put(row, (rate, rank), Fraction(1 + (len(set(ahead)) if habits.ties == "1223" else len(ahead))))
        draft.relate(
            lambda ref, rate=rate: Ranked(
                "definition",
                ref(rows[0], (rate, rank)),
                tuple((ref(row, (rate, rank)), ref(row, rate)) for row in rows),
            )
        )
    return draft.done(title, "", order, note=note, in_grid=habits.note_in_grid)
