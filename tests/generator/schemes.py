"""Vocabularies: what is counted, which rates follow, under which names. None is that of the examples."""

from dataclasses import dataclass
from fractions import Fraction

from generator.relations import Band


@dataclass(frozen=True)
class Count:
    """A count is drawn as a share of ``of``, or is what remains of ``of`` without ``but``."""

    name: str
    of: str | None
    share: tuple[float, float] = (0.0, 1.0)
    but: str | None = None


@dataclass(frozen=True)
class Rate:
    """``upper`` / ``lower``; ``reverse`` says that less is better."""

    name: str
    upper: str
    lower: str
    reverse: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """What one kind of bulletin counts; ``splits`` name a count and the two that make it up."""

    title: str
    unit: str
    bodies: tuple[str, ...]
    statement: str
    counts: tuple[Count, ...]
    rates: tuple[Rate, ...]
    splits: tuple[tuple[str, tuple[str, str]], ...]


def _vocabulary(title, unit, bodies, statement, *lines):
    """Read ``a 5..400`` (drawn), ``b = a * .8..1`` (a share), ``c = a - b`` (the rest), ``d = b / a`` (a rate).

    A rate of which less is better ends in ``!``.
    """
    counts, rates, splits = [], [], []
    for line in lines:
        name, _, made = line.partition(" = ")
        words = made.rstrip(" !").split()
        if not made:
            name, share = line.split()
            counts.append(Count(name, None, _ends(share)))
        elif words[1] == "*":
            counts.append(Count(name, words[0], _ends(words[2])))
        elif words[1] == "-":
            counts.append(Count(name, words[0], but=words[2]))
            splits.append((words[0], (words[2], name)))
        else:
            rates.append(Rate(name, words[0], words[2], reverse=made.endswith("!")))
    return Vocabulary(title, unit, bodies, statement, tuple(counts), tuple(rates), tuple(splits))


def _ends(text):
    low, _, high = text.partition("..")
    return (float(low), float(high))


VOCABULARIES = (
    _vocabulary(
        "民生诉求办理情况",
        "件",
        ("district", "bureau"),
        "本月无受理诉求",
        "受理量 5..4000",
        "应办结量 = 受理量 * .85..1",
        "办结量 = 应办结量 * .7..1",
        "按期办结量 = 办结量 * .6..1",
        "超期办结量 = 办结量 - 按期办结量",
        "退回重办量 = 办结量 * 0..0.15",
        "办结率 = 办结量 / 应办结量",
        "按期办结率 = 按期办结量 / 应办结量",
        "重办率 = 退回重办量 / 办结量 !",
    ),
    _vocabulary(
        "群众诉求响应情况",
        "件",
        ("street", "district"),
        "当月没有诉求",
        "群众诉求 3..900",
        "响应数 = 群众诉求 * .9..1",
        "解决数 = 群众诉求 * .5..1",
        "满意数 = 群众诉求 * .5..1",
        "响应率 = 响应数 / 群众诉求",
        "解决率 = 解决数 / 群众诉求",
        "满意率 = 满意数 / 群众诉求",
    ),
    _vocabulary(
        "网格巡查整改情况",
        "处",
        ("street", "company"),
        "本期未派遣问题",
        "巡查发现数 4..1500",
        "派遣数 = 巡查发现数 * .8..1",
        "整改数 = 派遣数 * .6..1",
        "按时整改数 = 整改数 * .6..1",
        "返办数 = 整改数 * 0..0.2",
        "整改率 = 整改数 / 派遣数",
        "按时整改率 = 按时整改数 / 派遣数",
        "返办率 = 返办数 / 整改数 !",
    ),
    _vocabulary(
        "政务服务好差评情况",
        "件",
        ("bureau", "district"),
        "本月无办件",
        "办件总量 20..20000",
        "网办件量 = 办件总量 * .2..1",
        "评价量 = 办件总量 * .3..1",
        "好评量 = 评价量 * .9..1",
        "差评量 = 评价量 - 好评量",
        "网办率 = 网办件量 / 办件总量",
        "评价率 = 评价量 / 办件总量",
        "好评率 = 好评量 / 评价量",
        "差评率 = 差评量 / 评价量 !",
    ),
    _vocabulary(
        "安全生产检查情况",
        "处",
        ("district", "street"),
        "本季度无检查任务",
        "应查企业数 5..400",
        "检查企业数 = 应查企业数 * .6..1",
        "发现隐患数 3..900",
        "已整改数 = 发现隐患数 * .6..1",
        "未整改数 = 发现隐患数 - 已整改数",
        "检查覆盖率 = 检查企业数 / 应查企业数",
        "隐患整改率 = 已整改数 / 发现隐患数",
    ),
    _vocabulary(
        "初次信访事项办理情况",
        "件",
        ("district", "bureau"),
        "无信访事项",
        "信访件数 2..600",
        "及时受理数 = 信访件数 * .85..1",
        "按期答复数 = 信访件数 * .8..1",
        "参评件数 = 信访件数 * .3..1",
        "满意件数 = 参评件数 * .7..1",
        "及时受理率 = 及时受理数 / 信访件数",
        "按期答复率 = 按期答复数 / 信访件数",
        "参评率 = 参评件数 / 信访件数",
        "群众满意率 = 满意件数 / 参评件数",
    ),
    _vocabulary(
        "河湖巡查履职情况",
        "次",
        ("district", "street"),
        "本月无巡查任务",
        "应巡次数 4..700",
        "实巡次数 = 应巡次数 * .7..1",
        "上报问题数 1..200",
        "办结问题数 = 上报问题数 * .5..1",
        "超时问题数 = 上报问题数 * 0..0.3",
        "巡河完成率 = 实巡次数 / 应巡次数",
        "问题办结率 = 办结问题数 / 上报问题数",
        "超时率 = 超时问题数 / 上报问题数 !",
    ),
    _vocabulary(
        "生活垃圾分类检查情况",
        "个",
        ("street", "company"),
        "未列入本次检查",
        "检查点位 6..300",
        "合格点位 = 检查点位 * .6..1",
        "不合格点位 = 检查点位 - 合格点位",
        "复查点位 = 不合格点位 * .3..1",
        "复查合格点位 = 复查点位 * .5..1",
        "点位合格率 = 合格点位 / 检查点位",
        "复查合格率 = 复查合格点位 / 复查点位",
    ),
    _vocabulary(
        "为民办实事项目进展情况",
        "个",
        ("bureau", "district"),
        "本年度无项目",
        "项目总数 3..120",
        "应开工项目 = 项目总数 * .7..1",
        "已开工项目 = 应开工项目 * .7..1",
        "应完工项目 = 项目总数 * .3..0.8",
        "已完工项目 = 应完工项目 * .6..1",
        "开工率 = 已开工项目 / 应开工项目",
        "完工率 = 已完工项目 / 应完工项目",
    ),
)

SCORES = ("综合得分", "综合评分", "考核得分", "总得分", "综合指标得分", "得分")
GRADES = (
    ("A", "B", "C", "D", "E"),
    ("优", "良", "中", "差"),
    ("优秀", "良好", "合格", "不合格"),
    ("一等", "二等", "三等"),
    ("绿", "黄", "红"),
    ("A级", "B级", "C级", "D级"),
)
GRADE_NAMES = ("等级", "评价等级", "等次", "考核等次", "评定结果")


def draw_bands(rng):
    """Return grades from the best down with falling bounds, all closed or all open below."""
    grades = rng.choice(GRADES)
    closed = rng.random() < 0.8
    bounds = sorted(rng.sample((95, 90, 85, 80, 75, 70, 60), len(grades) - 1), reverse=True)
    bands = [Band(grade, Fraction(low), closed) for grade, low in zip(grades, bounds, strict=False)]
    return (*bands, Band(grades[-1], None))


def draw_weights(rng, count):
    """Return whole percentages that make 100."""
    step = rng.choice((5, 10))
    cuts = sorted(rng.sample(range(step, 100, step), count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=False)]
