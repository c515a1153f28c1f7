"""Sentences that hold by themselves: totals and their parts, levels and changes, shares, rates, moves, targets.

Each pattern draws its own subject, writes one paragraph in one of several wordings and states what holds in it.
"""

from fractions import Fraction

from generator.claims import Apart, AtMost, GrowthBy, GrowthFrom, Lists, Same, ShareOf
from generator.relations import Ratio, Sum
from generator.subjects import DIVISIONS, SPLITS, draw_moved, draw_parts, draw_thing, draw_whole


def whole_and_parts(teller):
    what, unit = draw_thing(teller)
    kinds = teller.rng.choice(SPLITS)
    whole = draw_whole(teller)
    parts = draw_parts(teller, whole, len(kinds))
    total = teller.count(whole)
    slots = [teller.count(part) for part in parts]
    refs = tuple(slot.ref for slot in slots)
    items = [f"{kind}{slot}{unit}" for kind, slot in zip(kinds, slots, strict=True)]
    if teller.rng.random() < 0.4:
        teller.relate(AtMost("definition", total.ref, refs))
        return teller.rng.choice(
            (
                f"全市共{what}{total}{unit}，其中{'，'.join(items)}。",
                f"累计{what}{total}{unit}，其中：{'、'.join(items)}。",
            )
        )
    teller.relate(Sum("definition", total.ref, refs))
    said = "、".join(kinds[:-1]) + "和" + kinds[-1]
    values = "、".join(f"{slot}{unit}" for slot in slots[:-1]) + f"和{slots[-1]}{unit}"
    return teller.rng.choice(
        (
            f"{what}{total}{unit}（{'、'.join(items)}）。",
            f"共{what}{total}{unit}，{said}分别为{values}。",
            f"{what}总量为{total}{unit}，按来源分，{'；'.join(items)}。",
        )
    )


def parts_then_total(teller):
    what, unit = draw_thing(teller)
    whole = draw_whole(teller)
    kinds = teller.rng.choice(SPLITS)
    slots = [teller.count(part) for part in draw_parts(teller, whole, len(kinds))]
    total = teller.count(whole)
    teller.relate(Sum("definition", total.ref, tuple(slot.ref for slot in slots)))
    items = [f"{kind}{what}{slot}{unit}" for kind, slot in zip(kinds, slots, strict=True)]
    return teller.rng.choice(
        (
            f"{'，'.join(items)}，合计{total}{unit}。",
            f"{'、'.join(items)}，共计{total}{unit}。",
            f"{'，'.join(items)}，{'两项合' if len(kinds) == 2 else '总'}计{total}{unit}。",
        )
    )


def level_change_rate(teller):
    what, unit = draw_thing(teller)
    now, change, sign = draw_moved(teller)
    level, moved = teller.count(now), teller.count(change)
    rate = teller.number(Fraction(100 * change, now - sign * change), teller.rng.choice((1, 2)))
    teller.relate(GrowthBy("definition", rate.ref, level.ref, moved.ref, sign))
    more, up = ("增加", "增长") if sign > 0 else ("减少", "下降")
    return teller.rng.choice(
        (
            f"{what}{level}{unit}，比上年同期{more}{moved}{unit}，{up}{rate}%。",
            f"全市{what}{level}{unit}，同比{more}{moved}{unit}，{up}{rate}%。",
            f"本月{what}{level}{unit}，较上月{more}{moved}{unit}，环比{up}{rate}%。",
            f"共{what}{level}{unit}，与去年同期相比{more}{moved}{unit}，{'增幅' if sign > 0 else '降幅'}为{rate}%。",
        )
    )


def level_rate_change(teller):
    what, unit = draw_thing(teller)
    now, change, sign = draw_moved(teller)
    level = teller.count(now)
    rate = teller.number(Fraction(100 * change, now - sign * change), teller.rng.choice((1, 2)))
    moved = teller.count(change)
    teller.relate(GrowthBy("definition", rate.ref, level.ref, moved.ref, sign))
    more, up = ("增加", "增长") if sign > 0 else ("减少", "下降")
    return f"{what}{level}{unit}，同比{up}{rate}%，{more}{moved}{unit}。"


def money_change_rate(teller):
    what = teller.subjects.money.pop()
    now = Fraction(draw_whole(teller, 2000, 90000), 100)
    sign = teller.rng.choice((1, -1))
    change = Fraction(int(now * 100 * Fraction(teller.rng.randint(3, 30), 100)), 100)
    level, moved = teller.number(now, 2), teller.number(change, 2)
    rate = teller.number(100 * change / (now - sign * change), 1)
    teller.relate(GrowthBy("definition", rate.ref, level.ref, moved.ref, sign))
    more, up = ("增加", "增长") if sign > 0 else ("减少", "下降")
    return teller.rng.choice(
        (
            f"{what}完成{level}亿元，比上年{more}{moved}亿元，{up}{rate}%。",
            f"实现{what}{level}亿元，同比{more}{moved}亿元，{up}{rate}%。",
        )
    )


def level_and_earlier(teller):
    what, unit = draw_thing(teller)
    now, change, sign = draw_moved(teller)
    level, before = teller.count(now), teller.count(now - sign * change)
    rate = teller.number(Fraction(100 * change, now - sign * change), teller.rng.choice((1, 2)))
    teller.relate(GrowthFrom("definition", rate.ref, level.ref, before.ref, sign))
    up = "增长" if sign > 0 else "下降"
    return teller.rng.choice(
        (
            f"{what}{level}{unit}，比上年的{before}{unit}{up}{rate}%。",
            f"{what}{level}{unit}，去年同期{before}{unit}，同比{up}{rate}%。",
            f"{what}{level}{unit}，同比上年（{before}{unit}）{up}{rate}%。",
            f"{what}{level}{unit}，上月为{before}{unit}，环比{up}{rate}%。",
        )
    )


def from_to(teller):
    what, unit = draw_thing(teller)
    before, change, sign = draw_moved(teller)
    first, last = teller.count(before), teller.count(before + sign * change)
    if teller.rng.random() < 0.5:
        moved = teller.count(change)
        teller.relate(Apart("definition", moved.ref, last.ref, first.ref, sign))
        tail = f"{'增加' if sign > 0 else '减少'}{moved}{unit}"
    else:
        moved = teller.number(Fraction(100 * change, before), 1)
        teller.relate(GrowthFrom("definition", moved.ref, last.ref, first.ref, sign))
        tail = f"{'增长' if sign > 0 else '下降'}{moved}%"
    verb = teller.rng.choice(("增加到", "上升至", "增至") if sign > 0 else ("减少为", "下降至", "减至"))
    start = teller.rng.choice(("由", "从"))
    return f"{what}数量{start}{first}{unit}{verb}{last}{unit}，{tail}。"


def rate_points(teller):
    what = teller.subjects.rates.pop()
    now, change = Fraction(teller.rng.randint(7000, 9800), 100), Fraction(teller.rng.randint(10, 900), 100)
    sign = teller.rng.choice((1, -1))
    if teller.rng.random() < 0.5:
        first, last = teller.number(now - sign * change, 2), teller.number(now, 2)
        words = f"{what}由{first}%{'提高到' if sign > 0 else '下降到'}{last}%"
    else:
        last, first = teller.number(now, 2), teller.number(now - sign * change, 2)
        words = f"{what}为{last}%，较上月的{first}%"
    moved = teller.number(change, 2)
    teller.relate(Apart("definition", moved.ref, last.ref, first.ref, sign))
    words += "，" if "由" in words else ""
    return f"{words}{'提高' if sign > 0 else '下降'}{moved}个百分点。"


def share_of_named(teller):
    what, unit = draw_thing(teller)
    whole = draw_whole(teller, 1000)
    kind = teller.rng.choice(SPLITS)[0]
    part = int(whole * teller.rng.uniform(0.1, 0.8))
    total, held = teller.count(whole), teller.count(part)
    share = teller.number(Fraction(100 * part, whole), teller.rng.choice((1, 2)))
    teller.relate(Ratio("definition", share.ref, held.ref, total.ref))
    return teller.rng.choice(
        (
            f"共{what}{total}{unit}，其中{kind}{held}{unit}，占总数的{share}%。",
            f"{what}{total}{unit}，其中{kind}{held}{unit}，占比{share}%。",
            f"全市{what}{total}{unit}，{kind}{held}{unit}，占全部的{share}%。",
            f"{what}共{total}{unit}，其中{kind}{held}{unit}（占{share}%）。",
        )
    )


def shares_of_list(teller):
    what, unit = draw_thing(teller)
    kinds = teller.rng.choice([kinds for kinds in SPLITS if len(kinds) > 2])
    whole = draw_whole(teller, 1000)
    total = teller.count(whole)
    items = []
    for kind, part in zip(kinds, draw_parts(teller, whole, len(kinds)), strict=True):
        held = teller.count(part)
        share = teller.number(Fraction(100 * part, whole), 2)
        teller.relate(Ratio("definition", share.ref, held.ref, total.ref))
        items.append(teller.rng.choice((f"{kind}{held}{unit}，占{share}%", f"{kind}{held}{unit}，占比{share}%")))
    return f"共{what}{total}{unit}。{'；'.join(items)}。"


def shares_in_brackets(teller):
    what, unit = draw_thing(teller)
    kinds = teller.rng.choice([kinds for kinds in SPLITS if len(kinds) > 2])
    whole = draw_whole(teller, 1000)
    total = teller.count(whole)
    items = []
    for kind, part in zip(kinds, draw_parts(teller, whole, len(kinds)), strict=True):
        held = teller.count(part)
        share = teller.number(Fraction(100 * part, whole), 1)
        teller.relate(Ratio("definition", share.ref, held.ref, total.ref))
        items.append(f"{kind}{held}{unit}（{share}%）")
    return f"{what}{total}{unit}，其中{'、'.join(items)}。"


def share_together(teller):
    what, unit = draw_thing(teller)
    whole = draw_whole(teller, 2000)
    total = teller.count(whole)
    slots = [teller.count(part) for part in draw_parts(teller, int(whole * teller.rng.uniform(0.3, 0.8)), 3)]
    names = DIVISIONS[:3]
    value = Fraction(100 * sum(int(slot.text.replace(",", "")) for slot in slots), whole)
    share = teller.number(value, 2)
    teller.relate(ShareOf("definition", share.ref, tuple(slot.ref for slot in slots), (total.ref,)))
    items = "、".join(f"{name}{slot}{unit}" for name, slot in zip(names, slots, strict=True))
    return teller.rng.choice(
        (
            f"全市{what}{total}{unit}，数量较多的有：{items}，合计占总数的{share}%。",
            f"{what}{total}{unit}。居前的是{items}，共占总量的{share}%。",
        )
    )


def rate_of_counts(teller):
    whole = draw_whole(teller, 300)
    done = whole - teller.rng.randint(1, max(2, whole // 12))
    verb, name, unit, lead = teller.rng.choice(
        (
            ("办结", "办结率", "件", "受理申请"),
            ("整改", "整改率", "处", "发现隐患"),
            ("答复", "答复率", "条", "收到留言"),
            ("完成", "完成率", "项", "下达任务"),
            ("合格", "合格率", "批次", "抽检产品"),
        )
    )
    total, held = teller.count(whole), teller.count(done)
    rate = teller.number(Fraction(100 * done, whole), 2)
    teller.relate(Ratio("definition", rate.ref, held.ref, total.ref))
    return teller.rng.choice(
        (
            f"{lead}{total}{unit}，{verb}{held}{unit}，{name}{rate}%。",
            f"共{lead}{total}{unit}，已{verb}{held}{unit}，{name}为{rate}%。",
            f"{lead}{total}{unit}，其中{verb}{held}{unit}，{name}达{rate}%。",
        )
    )


def of_the_budget(teller):
    what = teller.subjects.money.pop()
    plan = Fraction(draw_whole(teller, 2000, 90000), 100)
    done = plan * Fraction(teller.rng.randint(600, 1200), 1000)
    if teller.rng.random() < 0.5:
        level, base = teller.number(done, 2), teller.number(plan, 2)
        share = teller.number(100 * done / plan, 1)
        words = teller.rng.choice(
            (
                f"{what}完成{level}亿元，完成年初预算{base}亿元的{share}%。",
                f"{what}{level}亿元，为调整预算数{base}亿元的{share}%。",
                f"{what}实现{level}亿元，占年度计划{base}亿元的{share}%。",
            )
        )
    else:
        base, level = teller.number(plan, 2), teller.number(done, 2)
        share = teller.number(100 * done / plan, 1)
        words = teller.rng.choice(
            (
                f"{what}预算{base}亿元，执行{level}亿元，为预算的{share}%。",
                f"{what}年度目标{base}亿元，实际完成{level}亿元，完成目标的{share}%。",
            )
        )
    teller.relate(Ratio("definition", share.ref, level.ref, base.ref))
    return words


def said_twice(teller):
    what, unit = draw_thing(teller)
    whole = draw_whole(teller, 1000)
    head, body = teller.count(whole), teller.count(whole)
    teller.relate(Same("definition", body.ref, head.ref))
    kind = teller.rng.choice(SPLITS)[0]
    part = teller.count(int(whole * teller.rng.uniform(0.2, 0.7)))
    return teller.rng.choice(
        (
            f"全市{what}{head}{unit}，总体平稳有序。全市{what}{body}{unit}，其中{kind}{part}{unit}。",
            f"本期{what}{head}{unit}。从类别看，本期{what}{body}{unit}，{kind}{part}{unit}。",
        )
    )


def said_in_ten_thousands(teller):
    what, unit = draw_thing(teller)
    whole = draw_whole(teller, 12000, 900000)
    head = teller.number(Fraction(whole, 10000), 2)
    body = teller.count(whole)
    teller.relate(Same("definition", head.ref, body.ref, Fraction(10000)))
    kind = teller.rng.choice(SPLITS)[0]
    part = teller.count(int(whole * teller.rng.uniform(0.2, 0.7)))
    return f"全市{what}{head}万{unit}，运行平稳。全市{what}{body}{unit}，其中{kind}{part}{unit}。"


def two_groups(teller):
    what, unit = draw_thing(teller)
    whole = draw_whole(teller, 1000)
    total = teller.count(whole)
    one, other = draw_parts(teller, whole, 2)
    first, second = teller.count(one), teller.count(other)
    teller.relate(Sum("definition", total.ref, (first.ref, second.ref)))
    a, b = teller.rng.choice([kinds for kinds in SPLITS if len(kinds) == 2])
    return teller.rng.choice(
        (
            f"共{what}{total}{unit}，包括{a}{first}{unit}和{b}{second}{unit}。",
            f"{what}{total}{unit}，由{a}{first}{unit}、{b}{second}{unit}组成。",
            f"共{what}{total}{unit}，分{a}、{b}两类，分别为{first}{unit}和{second}{unit}。",
        )
    )


def counted_list(teller):
    names = teller.rng.sample(("档案馆", "图书馆", "体育馆", "文化馆", "博物馆", "青少年宫", "科技馆"), 4)
    number = teller.count(len(names))
    if teller.rng.random() < 0.3:
        return f"对{'、'.join(names)}等{number}家单位进行了走访。"
    teller.relate(Lists("definition", number.ref, len(names)))
    return teller.rng.choice(
        (
            f"延长开放的场馆有{number}个：{'、'.join(names[:-1])}和{names[-1]}。",
            f"{number}个场馆延长开放，分别是{'、'.join(names)}。",
            f"客流较多的{number}个场馆依次为{'、'.join(names[:-1])}和{names[-1]}。",
        )
    )


def level_growth_only(teller):
    what, unit = draw_thing(teller)
    now, change, sign = draw_moved(teller)
    level = teller.count(now)
    rate = teller.number(Fraction(100 * change, now - sign * change), 1)
    up = teller.rng.choice(("同比增长", "环比上升") if sign > 0 else ("同比下降", "环比回落"))
    return teller.rng.choice(
        (f"{what}{level}{unit}，{up}{rate}%。", f"{what}达到{level}{unit}，{up}{rate}%，态势平稳。")
    )


PATTERNS = (
    whole_and_parts,
    parts_then_total,
    level_change_rate,
    level_rate_change,
    money_change_rate,
    level_and_earlier,
    from_to,
    rate_points,
    share_of_named,
    shares_of_list,
    shares_in_brackets,
    share_together,
    rate_of_counts,
    of_the_budget,
    said_twice,
    said_in_ten_thousands,
    two_groups,
    counted_list,
    level_growth_only,
)
