"""Counts crossed by two lists, rankings without a formula, and tables in which nothing follows from anything."""

from dataclasses import replace
from fractions import Fraction

from generator.amounts import add_share
from generator.drafts import Draft, count_style
from generator.names import CHANNELS, TOPICS, draw_size
from generator.numbers import Style
from generator.outlines import draw_outline
from generator.relations import Ranked, Sum
from generator.truth import Label


def crossing_table(publisher, key, title, note):
    """Counts by body and channel, with a column and often a row of sums and a two-level header."""
    rng, habits = publisher.rng, publisher.habits
    shape = rng.choice(("flat", "total-top", "total-bottom", "total-bottom", "members", "blocks"))
    bodies = publisher.bodies(rng.choice(("district", "street", "topic")), rng.randint(5, 12))
    outline = draw_outline(rng, shape, bodies, habits.total_label)
    draft = Draft(key, outline, rng.choice(("地区", "单位", "类别")))
    group = rng.choice(("受理渠道", "来源渠道", "案件类型", "诉求类别", "办理状态"))
    parts = rng.sample(CHANNELS if "渠道" in group else TOPICS, rng.randint(3, 6))
    if group == "办理状态":
        parts = ["已办结", "办理中", "未办结"][: rng.choice((2, 3))]
    whole = rng.choice(("合计", "小计", "总数", "总计"))
    two = rng.random() < 0.6
    style = count_style(habits)
    zero = rng.choice(("", "—", "-")) if rng.random() < 0.15 else None
    style = replace(style, sign=rng.choice(("件", "个")) if rng.random() < 0.08 else "", zero=zero)
    for name in [*parts, whole]:
        draft.column(name, "count", style, (group, name) if two else (name,))
    for row in outline.leaves():
        for name in parts:
            draft.put(row, name, Fraction(int(rng.choice((0, 3, 30, 300)) * rng.random() * 2)))
        draft.put(row, whole, sum((draft.exact[row, name] for name in parts), Fraction(0)))
    draft.add_up([*parts, whole])
    for at in draft.numbered():
        draft.relate(lambda ref, at=at: Sum("definition", ref(at, whole), tuple(ref(at, name) for name in parts)))
    order = [whole, *parts] if rng.random() < 0.4 else [*parts, whole]
    if shape in ("total-top", "total-bottom") and rng.random() < 0.4:
        share = add_share(rng, draft, whole, habits.rate, habits.whole)
        if habits.rate_sign in {"header", "none"}:
            draft.columns[share] = replace(draft.columns[share], path=(share + "(%)",))
        order.append(share)
    flat_header = rng.random() < 0.5
    return draft.done(
        title,
        rng.choice(("单位：件", "")),
        order,
        note=note,
        in_grid=habits.note_in_grid,
        ordinal=habits.ordinal and shape == "flat",
        flat_header=flat_header,
    )


def ranking_table(publisher, key, title, note):
    """A score and a rank, without any formula; of an index less is better."""
    rng, habits = publisher.rng, publisher.habits
    index = rng.random() < 0.3
    bodies = publisher.bodies(rng.choice(("district", "street", "company")), draw_size(rng))
    outline = draw_outline(rng, "flat", bodies, "")
    draft = Draft(key, outline, rng.choice(("单位", "县区", "参评单位")))
    score = "环境质量综合指数" if index else rng.choice(("得分", "考评成绩", "平均分"))
    rank = rng.choice(("名次", "排名"))
    draft.column(score, "score amount count rate", Style(rng.choice((2, 1)), rounding=habits.rounding))
    draft.column(rank, "rank", Style(exact=True))
    low, high = (200, 900) if index else (6000, 10000)
    values = sorted((Fraction(rng.randint(low, high), 100) for _ in bodies), reverse=not index)
    if habits.ordered == "no":
        rng.shuffle(values)
    for row, value in zip(outline.leaves(), values, strict=True):
        draft.put(row, score, value)
    printed = {row: draft.printed(row, score) for row in outline.leaves()}
    for row, own in printed.items():
        ahead = [value for value in printed.values() if (value < own if index else value > own)]
        draft.put(row, rank, Fraction(1 + (len(set(ahead)) if habits.ties == "1223" else len(ahead))))
    draft.relate(
        lambda ref: Ranked("definition", ref(0, rank), tuple((ref(r, rank), ref(r, score)) for r in printed), not index)
    )
    order = [score, rank] if rng.random() < 0.7 else [rank, score]
    return draft.done(title, "", order, note=note, in_grid=habits.note_in_grid)


def sampled_table(publisher, key, title, note):
    """Rates whose base is not printed, averages that are no sums."""
    rng, habits = publisher.rng, publisher.habits
    outline = draw_outline(rng, "flat", publisher.bodies("bureau", rng.randint(5, 12)), "")
    draft = Draft(key, outline, rng.choice(("部门", "单位")))
    names = rng.sample(("受访人数", "接通时长", "服务满意度", "知晓率", "抽查份数", "平均办理天数"), 4)
    for name in names:
        if name in {"受访人数", "抽查份数"}:
            draft.column(name, "count", count_style(habits))
        elif name in {"服务满意度", "知晓率"}:
            draft.column(name, "rate", Style(habits.rate.places, sign="%"))
        else:
            draft.column(name, "amount count score text", Style(1))
    rows = outline.leaves()
    for row in rows:
        for name in names:
            exact = draft.columns[name].style.exact
            draft.put(row, name, Fraction(rng.randint(20, 900)) if exact else Fraction(rng.randint(100, 9999), 100))
    if rng.random() < 0.5:
        at = outline.add(Label(rng.choice(("平均", "平均值", "全市平均"))))
        for name in names:
            draft.put(at, name, sum(draft.exact[row, name] for row in rows) / len(rows))
    return draft.done(title, "", names, note=note, in_grid=habits.note_in_grid)
