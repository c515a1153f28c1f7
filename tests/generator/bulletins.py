"""A whole bulletin from a seed."""

from fractions import Fraction
from random import Random

from generator import amounts, crossings, indicators, periods, points, prose
from generator.evaluation import draw_scheme, evaluation_table, scheme_notes
from generator.habits import Publisher, draw_habits
from generator.numbers import read_number
from generator.truth import Bulletin, Marked, Table

OTHERS = (
    (amounts.amount_table, "财政收入完成情况"),
    (crossings.crossing_table, "诉求来源分布情况"),
    (amounts.count_change_table, "案件数量变化情况"),
    (crossings.ranking_table, "考评排名情况"),
    (crossings.sampled_table, "抽样回访情况"),
    (indicators.indicator_table, "主要指标完成情况"),
    (indicators.single_table, "业务运行总体情况"),
    (points.points_table, "专项工作考核情况"),
    (points.periods_table, "专项业务累计情况"),
    (points.rate_change_table, "服务质量变化情况"),
    (periods.months_table, "分月业务情况"),
    (periods.grouped_changes_table, "话务运行对比情况"),
    (periods.per_head_table, "万人投诉情况"),
    (periods.ranked_metrics_table, "单项指标排名情况"),
)
TIERS = ("各区县", "乡镇街道", "市直部门", "功能区")


def make_bulletin(seed):
    """Return the clean bulletin of this seed."""
    rng = Random(f"bulletin-{seed}")
    habits = draw_habits(rng)
    tables, subject, rules = _draw_tables(Publisher(rng, habits))
    blocks = [Marked(line) for line in prose.opening(rng, habits, subject)]
    blocks.append(Marked("一、总体情况"))
    blocks += [Marked(line) for line in prose.overview(rng, habits, subject, _sums(tables[0]))]
    if rng.random() < 0.6:
        blocks.append(Marked(prose.case(rng, habits)))
    rules_first = rng.random() < 0.3
    stated = [Marked(line) for line in _numbered(rng, rules)]
    if rules_first:
        blocks += [Marked("二、评价办法"), *stated]
    if rng.random() < 0.5:
        blocks += [Marked(line) for line in prose.closing(rng, habits)]
        ending = []
    else:
        ending = [Marked(line) for line in prose.closing(rng, habits)]
    attached = rng.random() < 0.4
    for number, table in enumerate(tables, 1):
        if attached:
            blocks.append(Marked(f"附件{{e:{number}}}"))
        blocks.append(table)
    if not rules_first:
        blocks += stated
    return Bulletin(seed, tuple(blocks + ending), habits)


def _draw_tables(publisher):
    """Return the tables, what the bulletin is about, and the lines of its rules."""
    rng = publisher.rng
    makers, rules, subject = [], [], ""
    if rng.random() < 0.85:
        scheme = draw_scheme(rng)
        subject = scheme.vocabulary.title
        rules = scheme_notes(publisher, scheme)
        makers += [(_evaluator(scheme), tier + subject) for tier in rng.sample(TIERS, rng.randint(1, 3))]
    makers += rng.sample(OTHERS, rng.randint(0, 2) if makers else rng.randint(1, 3))
    tables = []
    for number, (make, title) in enumerate(makers, 1):
        note = _note(rng, publisher.habits) if rng.random() < 0.4 else ""
        tables.append(make(publisher, f"t{number}", Marked(_title(rng, publisher.habits, number, title)), note))
    return tables, subject or makers[0][1], rules


def _evaluator(scheme):
    return lambda publisher, key, title, note: evaluation_table(publisher, scheme, key, title, note)


def _title(rng, habits, number, title):
    period = f"{{d:{habits.year}}}年{{d:{habits.month}}}月"
    return rng.choice(
        (
            f"（{'一二三四五六七八'[number - 1]}）{title}表",
            f"表{{e:{number}}} {period}{title}",
            f"{period}{title}统计表",
            f"{{e:{number}}}.{title}表",
            f"表{'一二三四五六七八'[number - 1]}：{title}",
        )
    )


def _note(rng, habits):
    return rng.choice(
        (
            f"数据统计时间为{{d:{habits.month}}}月{{d:1}}日至{{d:{habits.month}}}月{{d:28}}日",
            "数据来源于业务系统",
            "部分单位本期无相关业务，未列入统计",
            "因四舍五入，部分数据分项之和与合计略有差异",
        )
    )


def _numbered(rng, rules):
    """Put enumerators before the rules of one bulletin."""
    if not rules:
        return []
    number = rng.choice(("{{e:{0}}}.", "（{{e:{0}}}）", "{{e:{0}}}、", "{{e:{0}}}) ", ""))
    lines = [number.format(at) + rule for at, rule in enumerate(rules, 1)]
    lead = rng.choice(("说明：", "备注：", "注：", ""))
    if lead and rng.random() < 0.5:
        return [lead + lines[0], *lines[1:]]
    return [lead, *lines] if lead else lines


def _sums(table: Table):
    """Sums of the count columns over the data rows that stand for themselves, as printed."""
    found = []
    for col, column in enumerate(table.columns):
        if "count" not in column.kinds or not column.style.exact:
            continue
        rows = [at for at, row in enumerate(table.rows) if row.kind == "data" and row.parent is None]
        rows = rows or [at for at, row in enumerate(table.rows) if row.kind == "data" and row.exhaustive]
        total = sum((read_number(table.cells.get((at, col), "")) or Fraction(0) for at in rows), Fraction(0))
        name = "".join(column.path[-1].partition("（")[0].partition("(")[0].split())
        found.append((name, str(int(total))))
    return [(name, text) for name, text in found if not any(character.isdecimal() for character in name)]
