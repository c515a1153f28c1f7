"""What the words around a number say that it is: a change, a share, a rank, a level …, and the words left over."""

import re
from dataclasses import dataclass

from parsers.figures import phrases
from parsers.figures.numbers import Number
from parsers.figures.phrases import CLAUSE, N
from parsers.figures.skeletons import GROUP
from schemas.figures import ChangeKind, FigureRole
from schemas.printed import PERCENT, Approx


@dataclass(frozen=True, slots=True)
class Said:
    """``head`` is what stands before the role's own words: the subject is looked for there.

    ``against`` is None where the words compare with nothing; ``thing`` is an object between verb and number.
    """

    role: FigureRole
    head: str
    falling: bool = False
    against: str | None = None
    base: str = ""
    thing: str = ""
    of_after: bool = False
    ratio: bool = False
    moved: str = ""


COUNTED = frozenset(
    """
    家 类 方面 种 大类 区 县 县(市) 县(市)区 县市 城区 市 省 镇 乡 乡镇 街道 村 社区 部门 环节 领域 位 部分 单位
    模块 平台 版块 板块 级 大 个方面 个部分 个季度 季度
    """.split()
)
"""Units that say how many things a list or claim speaks of."""
_OF_BUDGETS = ("调减", "调增", "核减")
"""Moves that speak of a budget, whatever else is compared around them."""
_BOUNDS = ("标准", "限值", "红线", "底线", "警戒线", "要求", "目标", "目标值")
"""What a rate may lie below or above: the number then is the bound, not the distance."""
TIMES = frozenset("天 日 工作日 小时 分钟 个月 月 年 周".split())
PLACES = frozenset("区 县 县(市) 县(市)区 县市 城区 市 省 镇 乡 乡镇 街道 村 社区".split())


def words_to_said(before: str, after: str, number: Number, previous: FigureRole | None) -> Said:
    """Return what ``number`` is, from the words of its sentence before and after it.

    ``before`` reaches back to the number before it, whose role is ``previous``.
    """
    return (
        _as_to(before, previous)
        or _as_turned(before, number)
        or _as_rank(before, number)
        or _as_change(before, number)
        or _as_growth(before, after, number)
        or _as_share(before, after, number)
        or _as_from(before, after)
        or _as_bound(before, after, number)
        or _as_count(before, after, number)
        or Said(FigureRole.LEVEL, _without_reached(before))
    )


def _as_to(before: str, previous: FigureRole | None) -> Said | None:
    if previous is FigureRole.FROM and len(before) <= 24 and phrases.TO.search(before):
        return Said(FigureRole.TO, "")
    return None


def _as_turned(before: str, number: Number) -> Said | None:
    if number.unit != "番":
        return None
    head = re.sub(r"翻了?(?:近|约)?$", "", before)
    if found := re.search(rf"(?:{phrases.AGAINST})$", head):
        return Said(FigureRole.CHANGE, head[: found.start()], against=named_against(found.groupdict()))
    return Said(FigureRole.CHANGE, head, against=_last_against(head))


def _as_change(before: str, number: Number) -> Said | None:
    if phrases.REACHED.search(before):
        return None
    beyond = phrases.CHANGE_BEYOND.search(before) if number.points else None
    found = beyond or phrases.CHANGE.search(before)
    thing = ""
    if found is None and (number.relative or number.points or number.unit):
        found = phrases.CHANGE_SHORT.search(before)
    if found is None and (number.relative or number.points):
        found = phrases.CHANGE_BEYOND.search(before)
    if found is None and not number.relative and not number.points and number.unit:
        found = phrases.CHANGE_OF_THING.search(before)
        thing = found["what"] if found else ""
    if found is None:
        return None
    groups = found.groupdict()
    against = named_against(groups)
    head = before[: found.start()]
    if number.relative and against and against.endswith(_BOUNDS):
        return Said(FigureRole.THRESHOLD, head)  # 低于最低标准92%
    if against is None:
        against = "预算" if (groups["down"] or groups["up"]) in _OF_BUDGETS else _last_against(head)
    return Said(
        FigureRole.CHANGE, head, falling=bool(groups["down"]), against=against, thing=thing, moved=_moved(groups)
    )


def _moved(groups: dict[str, str | None]) -> str:
    return groups["up"] or groups["down"] or ""


def _as_growth(before: str, after: str, number: Number) -> Said | None:
    if number.relative and (found := re.search(r"(?:保持|实现|取得|维持)(?:了|在)?$", before)):
        return Said(FigureRole.CHANGE, before[: found.start()]) if phrases.GROWTH_AFTER.match(after) else None
    return None


def named_against(groups: dict[str, str | None]) -> str | None:
    if named := groups.get("against") or groups.get("beside"):
        return re.sub(r"\([^()]*\)", "", named)
    if groups.get("said"):
        return phrases.SAID_AGAINST.get(groups["said"] or "", "上年同期")
    return None


def _last_against(head: str) -> str | None:
    """比上月有所增加，增加#: the comparison may stand in an earlier clause of the same part."""
    found = list(phrases.EARLIER_AGAINST.finditer(head, head.rfind("；") + 1))
    return named_against(found[-1].groupdict()) if found else None


def change_to_kind(number: Number, metric: str, level_unit: str) -> tuple[ChangeKind, bool]:
    """Return how a change is measured, and whether the other reading of a percentage is possible too."""
    if number.points:
        return ChangeKind.POINTS, False
    if not number.relative:
        return ChangeKind.DIFFERENCE, False
    rate = re.search(r"(?:率|度|占比|比重|比例)$", metric) is not None
    if number.unit in PERCENT and rate and level_unit in ("%", "‰", ""):
        return ChangeKind.POINTS, True
    return ChangeKind.RELATIVE, False


def _as_share(before: str, after: str, number: Number) -> Said | None:
    if number.relative and number.unit != "番":
        if found := phrases.RATIO.search(before):
            return Said(FigureRole.SHARE, before[: found.start()], base=found["base"], ratio=True)
        if found := phrases.MULTIPLE.search(before):
            return Said(FigureRole.SHARE, before[: found.start()], base=found["base"], ratio=True)
        if (found := phrases.SHARE.search(before)) and not re.search(
            r"占(?:地|用|有|领|据)", before[found.start() : found.start() + 2]
        ):
            return Said(FigureRole.SHARE, before[: found.start()], base=found["base"].strip("，, "))
        if (found := phrases.SHARE_TAKEN.search(before)) and after.startswith(("安排", "计提", "提取", "执行")):
            return Said(FigureRole.SHARE, before[: found.start()], base=found["base"])
        if found := phrases.SHARE_NOUN.search(before):
            return Said(FigureRole.SHARE, before[: found.start()])
        if phrases.COMPARED_WITH.search(CLAUSE.split(before)[-1]) and phrases.OF_WHAT_BOUND.match(after):
            return None
        if found := re.match(
            rf"的(?P<what>[^，,；;：:。、{N}]{{2,14}}?)(?:已|均|都|实现|完成|达到|纳入|入驻|可|能|由|在|被|来自|为|是|$|[，,；;。、])",
            after,
        ):
            return Said(FigureRole.SHARE, before, base=found["what"], of_after=True)
    return None


def _as_rank(before: str, number: Number) -> Said | None:
    found = phrases.RANK.search(before)
    if found is None:
        return None
    head = before if found["head"] is None else phrases.RANK_LEAD.sub("", found["head"])
    head = found["plain"] if found["plain"] is not None else head
    if number.unit in ("", "位", "名", "座次", "位次"):
        if before.endswith(("最后", "末")) and number.value > 1:
            return Said(FigureRole.COUNT, head)
        return Said(FigureRole.RANK, head)
    if before.endswith("第"):
        return Said(FigureRole.ORDINAL, before[:-1])
    return None


def _as_from(before: str, after: str) -> Said | None:
    clause = CLAUSE.split(before)[-1]
    after = phrases.RATIO_REST.sub("", after)
    onward = after.partition(N)[0]
    if (found := phrases.BESIDE.fullmatch(clause)) and N in after and phrases.RISEN.fullmatch(onward):
        head = before[: len(before) - len(clause)] + found["head"]
        return Said(FigureRole.FROM, head, against=found["said"].removesuffix("的"))
    found = phrases.FROM.fullmatch(clause)
    if found is None:
        return None
    if N not in after or len(onward) > 24 or onward in ("到", "至") or not phrases.TO.search(onward):
        return None  # 年龄从60岁到101岁 is a range
    head = before[: len(before) - len(clause)] + found["head"]
    return Said(FigureRole.FROM, head)


def _as_bound(before: str, after: str, number: Number) -> Said | None:
    """75岁以上的, 超过30天的: a bound that sorts cases; 6小时内: a bound to keep."""
    clause = CLAUSE.split(before)[-1]
    if (
        phrases.TARGET.search(clause)
        or phrases.TARGET_FAR.search(clause)
        or (number.approx in (Approx.AT_MOST, Approx.AT_LEAST) and phrases.TARGET_WITHIN.search(clause))
    ):
        return Said(FigureRole.TARGET, before)
    if number.approx is Approx.AT_MOST and number.unit in TIMES and phrases.WITHIN_TIME.match(after):
        return Said(FigureRole.TARGET, before)
    if clause.endswith("在") and phrases.BETWEEN.match(after):
        return Said(FigureRole.THRESHOLD, before.removesuffix("在"))
    if phrases.COMPARED_WITH.search(clause):
        if found := phrases.OF_WHAT_BOUND.match(after):
            aimed = found["what"] in ("目标", "指标", "要求", "任务")
            return Said(FigureRole.TARGET if aimed else FigureRole.THRESHOLD, before)
        if number.relative and clause.endswith(("低于", "高于")):
            return Said(FigureRole.THRESHOLD, before)
    if limit := phrases.WITHIN_LIMIT.search(clause):
        return Said(FigureRole.THRESHOLD, limit["what"])
    sorted_by = number.approx in (Approx.AT_LEAST, Approx.AT_MOST, Approx.OVER, Approx.UNDER) or re.search(
        r"(?:满|未满|大于|小于|年满)$", clause
    )
    if number.unit in ("岁", "周岁") and sorted_by and re.match(r"[\u4e00-\u9fff]", after):
        return Said(FigureRole.THRESHOLD, before)
    if sorted_by and number.unit:
        sized = re.match(rf"[^，,；;。：:、{N}{GROUP}]{{2,14}}{N}", after) and not phrases.AMOUNTS.search(clause)
        alone = not re.sub(r"(?:超过|超|逾|满|未满|不足|不到|大于|小于|其中|[、，])+", "", clause)
        bounded = number.approx in (Approx.AT_LEAST, Approx.AT_MOST) or (alone and number.unit in TIMES)
        if (
            after.startswith(N)
            or (sized and bounded)
            or re.match(r"(?:者|占|的(?!是|为)|人口|人员|老年人|老人|企业|工业|单位|户|以上的|组)", after)
        ):
            return Said(FigureRole.THRESHOLD, before)
    return None


_COUNTED_BEHIND_LIST = frozenset("家 个 项 类 种 名 位 条 件 部 方面 领域 部门 单位 大类".split())
"""Units with which 等# counts what was listed."""
_COUNTED_BEFORE_NOUN = frozenset("家 类 种 大类 方面 级 部分 环节 大 单位 部门 个 项 位 名 套 支".split())
"""Units with which a number counts the things that the noun behind it names."""


def _as_count(before: str, after: str, number: Number) -> Said | None:
    clause = CLAUSE.split(before)[-1]
    noun = re.match(rf"[^，,；;：:。、{N}{GROUP}()]{{1,12}}", after)
    if number.unit in PLACES and (number.han or not clause.strip("、") or clause.endswith("等")):
        return Said(FigureRole.COUNT, before)
    if phrases.TOP.search(clause) and number.unit in ("位", "名", "个", "家", ""):
        return Said(FigureRole.COUNT, before)
    if (
        clause
        and number.unit in ("家", "个", "名")
        and re.match(r"(?:实现|达到|完成|存在|获|未)", after)
        and not clause.startswith(("，", "共"))
    ):
        return Said(FigureRole.COUNT, before)
    if number.unit in COUNTED and number.han:
        return Said(FigureRole.COUNT, before)
    if clause.endswith("等") and number.unit in _COUNTED_BEHIND_LIST:
        return Said(FigureRole.COUNT, before)
    if number.unit in _COUNTED_BEFORE_NOUN and noun and _is_noun(noun[0]):
        return Said(FigureRole.COUNT, before)
    return None


def _is_noun(words: str) -> bool:
    """Tell whether the words behind a number name what is counted rather than say what was done."""
    return not re.match(
        r"(?:的|是|为|在|均|都|已|全部|分别|其中|占|比|较(?!大)|同比|环比|增|减|下降|上升|左右|以上|以下|以内|共|和|与|及|或|至|到|并|且|等|也|则|由|被|将|未|不|无|有|按|经|因|实现|完成)",
        words,
    )


def _without_reached(before: str) -> str:
    """提高到#, 增至#: the words of movement are no part of the subject."""
    if found := re.search(r"(?:(?:控制|保持)(?:在|到)?|(?:稳定|维持)[在到])$", before):
        return before[: found.start()]
    if found := phrases.REACHED.search(before):
        return before[: found.start()]
    return before
