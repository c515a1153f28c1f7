"""Tables whose rows are the metrics, made with all their numbers true: counts add up, rates, means and stocks do not.

The columns are months and their quarter, quarters and their year, years, bodies with their total, or men and women.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

BODIES = ("鼓楼区", "台江区", "仓山区", "晋安区", "马尾区", "长乐区", "闽侯县")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
METRICS = "count done rate left mean stock growth index degree per-head amount share".split()


@dataclass(frozen=True)
class Columns:
    """``parts`` and the name of their whole ("" where none is printed); ``timed`` says that they are periods."""

    parts: tuple[str, ...]
    whole: str
    timed: bool
    whole_first: bool = False


def make_table(seed: int) -> str:
    """Return a bulletin of one table, tab-separated, in which nothing is off."""
    rng = Random(f"metric rows {seed}")
    columns = _columns(rng)
    rows = _rows(rng, columns)
    names = [*columns.parts, columns.whole] if columns.whole else list(columns.parts)
    if columns.whole_first:
        names = [names[-1], *names[:-1]]
    lines = [[rng.choice(("指标", "项目", "类别")), *names]]
    for name, parts, whole in rows:
        numbers = [*parts, whole] if columns.whole else list(parts)
        lines.append([name, *([numbers[-1], *numbers[:-1]] if columns.whole_first else numbers)])
    title = f"某市{rng.randint(2015, 2023)}年{rng.choice(('运行', '受理', '统计'))}情况"
    return "\n".join([title, *("\t".join(line) for line in lines), ""])


def _columns(rng: Random) -> Columns:
    kind = rng.choice(("months", "quarters", "years", "bodies", "sexes"))
    if kind == "months":
        quarter = rng.randrange(4)
        months = tuple(f"{3 * quarter + month}月" for month in (1, 2, 3))
        return Columns(months, rng.choice((QUARTERS[quarter], "合计", "季度合计")), timed=True)
    if kind == "quarters":
        return Columns(QUARTERS, rng.choice(("全年", "年度", "合计")), timed=True)
    if kind == "years":
        first, count = rng.randint(2010, 2018), rng.randint(3, 6)
        years = tuple(f"{first + year}年" for year in range(count))
        return Columns(years, rng.choice(("合计", "平均", "", "")), timed=True)
    if kind == "bodies":
        bodies = tuple(rng.sample(BODIES, rng.randint(2, 6)))
        return Columns(bodies, rng.choice(("合计", "全市", "总计")), timed=False, whole_first=rng.random() < 0.3)
    return Columns(("男", "女"), "合计", timed=False)


def _rows(rng: Random, columns: Columns) -> list[tuple[str, list[str], str]]:
    many, mean = len(columns.parts), columns.whole == "平均"
    most = rng.choice((30, 300, 5000, 80000))
    counts = [Decimal(rng.randint(most // 3, most)) for _ in columns.parts]
    done = [Decimal(rng.randint(int(count * 4 / 5), int(count))) for count in counts]
    places, percent = rng.choice((1, 2)), rng.choice(("%", ""))
    unit = "" if percent else "（%）"

    def added(numbers: list[Decimal], printed: int = 0) -> tuple[list[str], str]:
        total = sum(numbers) / many if mean else sum(numbers)
        return [_print(number, printed) for number in numbers], _print(total, max(printed, 1) if mean else printed)

    def meant(numbers: list[Decimal], printed: int, mark: str = "") -> tuple[list[str], str]:
        return [_print(number, printed) + mark for number in numbers], _print(sum(numbers) / many, printed) + mark

    def drawn(low: int, high: int, scale: int) -> list[Decimal]:
        return [Decimal(rng.randint(low, high)).scaleb(-scale) for _ in columns.parts]

    found = []
    for metric in rng.sample(METRICS, rng.randint(3, 8)):
        if metric == "count":
            found.append((rng.choice(("受理", "受理（件）", "登记数", "案件数")), *added(counts)))
        elif metric == "done":
            found.append((rng.choice(("办结", "办结数", "结案（件）")), *added(done)))
        elif metric == "left":
            found.append(("未办结", *added([a - b for a, b in zip(counts, done, strict=True)])))
        elif metric == "amount":
            amounts = [number.quantize(Decimal(1).scaleb(-places)) for number in drawn(100, 99999, 2)]
            found.append((rng.choice(("金额（万元）", "投资（亿元）")), *added(amounts, places)))
        elif metric == "rate":
            rates = [_print(100 * b / a, places) + percent for a, b in zip(counts, done, strict=True)]
            found.append((f"办结率{unit}", rates, _print(100 * sum(done) / sum(counts), places) + percent))
        elif metric == "share":
            found.append(("占比", [_print(100 * count / sum(counts), places) + "%" for count in counts], "100%"))
        elif metric == "stock":
            stocks = drawn(50, 90, 0)
            name = rng.choice(("期末存量", "在册人数", "年末户数", "期末在办"))
            parts, whole = added(stocks)
            found.append((name, parts, parts[-1] if columns.timed else whole))
        elif metric == "mean":
            found.append(("平均用时（天）", *meant(drawn(10, 99, 1), 1)))
        elif metric == "growth":
            name = rng.choice(("同比增长（%）", "环比（%）", "增速（%）"))
            found.append((name, *meant(drawn(-200, 300, 1), 1)))
        elif metric == "index":
            found.append((rng.choice(("价格指数", "景气指数", "综合指数")), *meant(drawn(980, 1050, 1), 1)))
        elif metric == "degree":
            found.append((rng.choice(("满意度", "满意率", "群众满意度")), *meant(drawn(9000, 10000, 2), 2, percent)))
        else:
            found.append((rng.choice(("人均受理量", "每万人受理量", "户均面积")), *meant(drawn(10, 999, 1), 1)))
    return found


def _print(number: Decimal, places: int) -> str:
    return str(Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
