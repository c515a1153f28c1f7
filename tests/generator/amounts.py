"""Tables over time: amounts with rounded parts, counts of two months, their differences, growth, shares."""

from dataclasses import dataclass, replace
from fractions import Fraction

from generator.drafts import Draft, count_style
from generator.names import FEES, REVENUES, draw_size
from generator.numbers import Style
from generator.outlines import draw_outline
from generator.relations import Growth, Ratio, Sum


@dataclass(frozen=True)
class Wording:
    """How a table over time names its columns; ``{y}`` and ``{b}`` are this year and the one before."""

    now: str
    before: str
    difference: str
    change: str


OVER_TIME = (
    Wording("本期数", "上年同期数", "增减额", "增减率"),
    Wording("本月", "上月", "增减数", "环比"),
    Wording("本年累计", "上年同期", "增减额", "同比增减"),
    Wording("{y}年", "{b}年", "增减额", "增长率"),
    Wording("本月执行数", "去年同月执行数", "增减额", "同比增长"),
)
SCALES = (("万元", 0, 90000), ("万元", 2, 9000), ("亿元", 2, 80), ("亿元", 1, 300), ("吨", 1, 700))


def amount_table(publisher, key, title, note):
    """Revenue or investment by item or body: now, before, difference, growth, completion, share."""
    rng, habits = publisher.rng, publisher.habits
    shape = rng.choice(("total-top", "total-bottom", "indented", "blocks", "of-which", "headings"))
    items = rng.sample(REVENUES, rng.randint(4, 8)) + rng.sample(FEES, rng.randint(2, 5))
    if rng.random() < 0.5:
        items = publisher.bodies(rng.choice(("district", "company")), rng.randint(6, 12))
    outline = draw_outline(rng, shape, items, rng.choice(("合计", "合 计", "总计")))
    draft = Draft(key, outline, rng.choice(("项目", "指标", "收入项目", "类别")))
    unit, places, size = rng.choice(SCALES)
    rounding = habits.rounding if habits.rounding != "truncate" else "half-up"
    strip = rng.random() < 0.15 and places > 0
    amount = Style(places, comma=rng.random() < 0.3, rounding=rounding, strip=strip, minus=habits.minus)
    percent = _percent(rng, habits, rounding)
    words = _in_year(rng.choice(OVER_TIME), habits.year)
    budget = rng.choice(("年初预算", "预算数", "调整预算数")) if rng.random() < 0.5 else ""
    additive = [name for name in (budget, words.now, words.before) if name]
    for name in additive:
        draft.column(name, "amount count", amount)
    for row in outline.leaves():
        now = _draw_amount(rng, size)
        for name in additive:
            draft.put(row, name, now if name == words.now else now * _wobble(rng))
    for at, node in enumerate(outline.nodes):
        share = Fraction(rng.randint(5, 90), 100)
        for name in additive if node.part_of is not None else ():
            draft.put(at, name, draft.exact[node.part_of, name] * share)
    draft.add_up(additive)
    order = [*([budget] if budget else []), *_add_changes(publisher, draft, words, amount, percent)]
    if budget:
        order.append(_add_completion(rng, draft, words.now, budget, percent))
    if rng.random() < 0.5:
        order.append(add_share(rng, draft, words.now, percent))
    _head_units(draft)
    unit_line = rng.choice(("单位：{}", "单位:{}", "（单位：{}）", "计量单位：{}")).format(unit)
    numbering = _number_columns(order, words) if rng.random() < 0.15 and outline.labelling == 1 else ()
    return draft.done(title, unit_line, order, note=note, in_grid=habits.note_in_grid, numbering=numbering)


def _number_columns(order, words):
    """Return 栏次, the numbers of the columns, and how difference and growth follow from them."""
    at = {name: str(number) for number, name in enumerate(order, 1)}
    now, before = at[words.now], at[words.before]
    said = {words.difference: f"={now}-{before}", words.change: f"=({now}-{before})/{before}"}
    return ("栏次", *(at[name] + said.get(name, "") for name in order))


def count_change_table(publisher, key, title, note):
    """Counts of this month and the last with their change."""
    rng, habits = publisher.rng, publisher.habits
    shape = rng.choice(("flat", "total-top", "total-bottom"))
    bodies = publisher.bodies(rng.choice(("district", "street", "bureau")), draw_size(rng))
    outline = draw_outline(rng, shape, bodies, habits.total_label)
    draft = Draft(key, outline, rng.choice(("地区", "单位", "属地")))
    words = rng.choice(OVER_TIME[:3])
    style = count_style(habits)
    for name in (words.now, words.before):
        draft.column(name, "count", style)
    for row in outline.leaves():
        now = int(1500 * 0.003 ** rng.random())
        draft.put(row, words.now, Fraction(now))
        draft.put(row, words.before, Fraction(0 if rng.random() < 0.05 else round(now * _wobble(rng))))
    draft.add_up([words.now, words.before])
    percent = _percent(rng, habits, habits.rounding)
    order = _add_changes(publisher, draft, words, style, percent)
    _head_units(draft)
    unit_line = rng.choice(("单位：件", ""))
    return draft.done(title, unit_line, order, note=note, in_grid=habits.note_in_grid, ordinal=habits.ordinal)


def _in_year(words, year):
    return Wording(*(text.format(y=year, b=year - 1) for text in vars(words).values()))


def _percent(rng, habits, rounding):
    places, strip = rng.choice((1, 2, 1)), rng.random() < 0.2
    return Style(places, strip=strip, rounding=rounding, sign=rng.choice(("%", "", "")), minus=habits.minus)


def _draw_amount(rng, size):
    """Return an amount with six decimals that nobody prints."""
    return Fraction(round(size * 0.002 ** rng.random() * 10**6), 10**6)


def _wobble(rng):
    return Fraction(rng.randint(600, 1500), 1000)


def _add_changes(publisher, draft, words, amount, percent):
    """Add difference and growth, from raw or from printed operands; return the order of the four columns."""
    rng = publisher.rng
    with_difference = rng.random() < 0.6
    draft.column(words.difference, "amount count change", amount)
    draft.column(words.change, "change rate", percent)
    for at in draft.numbered():
        now, before = draft.exact[at, words.now], draft.exact[at, words.before]
        if publisher.habits.from_printed:
            now, before = draft.printed(at, words.now), draft.printed(at, words.before)
        draft.put(at, words.difference, now - before)
        if with_difference:
            draft.relate(
                lambda ref, at=at: Sum(
                    "definition", ref(at, words.difference), (ref(at, words.now),), (ref(at, words.before),)
                )
            )
        if before == 0:
            draft.say(at, words.change, rng.choice(("—", "/", "-", "")))
            continue
        draft.put(at, words.change, 100 * (now / before - 1))
        draft.relate(
            lambda ref, at=at: Growth("definition", ref(at, words.change), ref(at, words.now), ref(at, words.before))
        )
    return [words.now, words.before, *([words.difference] if with_difference else []), words.change]


def _add_completion(rng, draft, now, budget, percent):
    name = rng.choice(("完成预算", "预算完成率", "占预算", "执行进度"))
    draft.column(name, "rate", percent)
    for at in draft.numbered():
        draft.put(at, name, 100 * draft.exact[at, now] / draft.exact[at, budget])
        draft.relate(lambda ref, at=at: Ratio("inferred", ref(at, name), ref(at, now), ref(at, budget)))
    return name


def add_share(rng, draft, now, percent, whole=Fraction(100)):
    """Add the share of each row in the total row; return the column's name."""
    name = rng.choice(("占比", "比重", "占总量比重", "占合计比重"))
    draft.column(name, "rate", percent)
    total = next(at for at, node in enumerate(draft.outline.nodes) if node.kind == "total")
    for at in draft.numbered():
        if draft.exact[total, now] == 0:
            draft.say(at, name, "—")
            continue
        draft.put(at, name, whole * draft.exact[at, now] / draft.exact[total, now])
        draft.relate(lambda ref, at=at: Ratio("definition", ref(at, name), ref(at, now), ref(total, now), whole))
    return name


def _head_units(draft):
    """A percentage without a sign in its cells has it in its header."""
    for name, column in draft.columns.items():
        if column.kinds & {"rate", "change"} and "amount" not in column.kinds and not column.style.sign:
            draft.columns[name] = replace(column, path=(name + "（%）",))
