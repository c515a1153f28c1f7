"""Rates of the text: 问题4584个，已办结4562个，办结率99.53%.

A rate of completion is what was completed over the whole that stands before it. Where the bulletin prints a rule for
the rate, that rule says what it is of, and this check stays silent unless the numbers fit.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_scaled
from checks.figures.numbers import (
    CUT_OFF,
    Tested,
    could_print,
    cut_off,
    figure_to_num,
    figure_to_operand,
    num_to_interval,
    one_slip_mends,
    same_measure,
)
from checks.ground import Ground
from schemas.figures import SIZED, Figure, FigureRole
from schemas.findings import Basis, Reason, Result
from schemas.intervals import Interval
from schemas.printed import PERCENT
from schemas.rules import RuleKind, StatedRule, names_in

CODE = "rate-of-counts"
RULE = "比率等于计数除以总数"

_BASES = (*SIZED, FigureRole.TARGET)
_QUOTIENT = 2  # names of a rule that divides one by the other
_MEASURE = re.compile(r"(?:案件)?数量?$")
_DAY = 10  # characters of an ISO date
_FAR = 200
"""Figures before a rate among which another base is looked for before anything is said against it."""
_TELLING = 3  # digits of a rate that fits by chance in fewer than one of a hundred trials
_NOT = ("不", "未", "非", "无", "没有", "尚未")
_BEFORE = 6  # figures before a rate among which its counts are looked for
_COMPLETION = re.compile(r"(?:办结|办理|答复|完成|结案|处置|整改|合格|达标|及格|回复|上线|开工|竣工)率$")


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    rules = {_core(rule.target): rule for rule in ground.rules(RuleKind.FORMULA) if rule.expression is not None}
    for at, rate in enumerate(figures):
        stated = figure_to_num(rate)
        if stated is None or stated.unit != "%" or rate.role is not FigureRole.LEVEL or not rate.metric.endswith("率"):
            continue
        near = [figure for figure in figures[max(0, at - _BEFORE) : at] if _beside(figure, rate, ground)]
        rule = rules.get(_core(rate.metric))
        others = [
            figure
            for figure in figures[max(0, at - _FAR) : at]
            if figure.role in _BASES and figure.printed.exact and figure not in near
        ]
        draft = _by_rule(rate, stated, near, rule) if rule else _judge(rate, stated, near, others, ground)
        if draft is not None:
            yield draft


def _core(name: str) -> str:
    return _MEASURE.sub("", "".join(name.split()))


def _by_rule(rate: Figure, stated: Num, near: Sequence[Figure], rule: StatedRule) -> Draft | None:
    """Hold a rate against the counts that the printed rule names; without them its base is not printed."""
    expression = rule.expression
    names = names_in(expression) if expression is not None else ()
    if len(names) != _QUOTIENT or not near:
        return None
    found = [next((each for each in reversed(near) if _core(each.metric) == _core(name)), None) for name in names]
    counted, base = found
    part, whole = (figure_to_num(each) if each else None for each in found)
    if counted is None or base is None or part is None or whole is None:
        return Draft(
            CODE, rule.id, rule.text, Basis.STATED, Result.NOT_ASSESSABLE, rate.metric, rate.entity, (),
            reason=Reason.UNKNOWN_BASE, others=(figure_to_operand(rate, "result"),),
        )  # fmt: skip
    result = Result.EXACT if _holds(stated, part, whole) else Result.CONTRADICTED
    draft = _draft((rate, counted, base), (stated, part, whole), result)
    return replace(draft, rule_id=rule.id, rule_text=rule.text, basis=Basis.STATED)


def _beside(figure: Figure, rate: Figure, ground: Ground) -> bool:
    """Tell whether a figure may be a count of the rate: of the same body and paragraph, up to the same day."""
    return (
        figure.role in _BASES
        and figure.printed.unit not in ("", *PERCENT)
        and figure_to_num(figure) is not None
        and figure.entity == rate.entity
        and figure.period[-_DAY:] == rate.period[-_DAY:]
        and ground.wording.same_paragraph(figure, rate)
    )


def _judge(rate: Figure, stated: Num, near: Sequence[Figure], others: Sequence[Figure], ground: Ground) -> Draft | None:
    """Hold a rate against the counts beside it; ``others`` are counts farther off that may be its base."""
    stem = rate.metric.removesuffix("率")
    positions = [index for index in range(len(near) - 1, 0, -1) if _is_counted(stem, near[index], ground)]
    for position in positions:
        counted, part = near[position], figure_to_num(near[position])
        far = others if len(str(stated.scaled)) >= _TELLING else ()
        for base in (*reversed(near[:position]), *far):
            whole = figure_to_num(base)
            if _alike(base, counted) and part is not None and whole is not None and _holds(stated, part, whole):
                return _draft((rate, counted, base), (stated, part, whole), Result.EXACT)
    if len(positions) != 1:
        return None
    (position,) = positions
    counted, part = near[position], figure_to_num(near[position])
    bases = [base for base in near[:position] if _alike(base, counted)]
    if part is None or not bases or _OWN_TERMS.search(ground.wording.sentence(rate)):
        return None
    nearest, whole = bases[-1], figure_to_num(bases[-1])
    if not ground.wording.in_one_sentence(nearest, rate) or whole is None or whole.scaled == 0:
        return None
    if _is_counted(stem, nearest, ground) and not _DUE.search(ground.wording.before(nearest, 16)):
        return None  # 疾病筛查9721人，筛查率98.6%；听力筛查9702人: a sibling, not the whole
    last = position == len(near) - 1
    if _COMPLETION.search(rate.metric) and last and len(bases) == 1 and nearest is near[position - 1]:
        return _misfit((rate, counted, nearest), (stated, part, whole))
    if not last or part.value * 10**part.scale > whole.value * 10**whole.scale or _OF_OTHERS.search(stem):
        return None
    if stem.startswith(_NOT):
        return None  # 不捕率 is of both 批捕 and 不捕
    draft = _misfit((rate, counted, nearest), (stated, part, whole))
    return replace(draft, result=Result.IMPROBABLE) if draft is not None and draft.failing else None


def _alike(base: Figure, counted: Figure) -> bool:
    """Tell whether one may be the whole of the other: both counted one by one, or both in one measure."""
    return same_measure(base.printed.unit, counted.printed.unit) and base.printed.exact is counted.printed.exact


_DUE = re.compile("[应需拟]|到期|计划")
_OWN_TERMS = re.compile(r"不含|剔除|扣除|基数|按[^，。；]{1,12}计算|口径|抽样|累计|含上")
"""Words that give a rate terms of its own."""
_OF_OTHERS = re.compile(
    r"失业|死亡|发病|出生|增长|覆盖|参保|负债|贡献|占有|利用|入园|入学|普及|渗透|不良|逾期|使用|出租"
)
"""Rates whose whole is a population or stock, which seldom stands beside them."""


def _is_counted(stem: str, figure: Figure, ground: Ground) -> bool:
    """Tell whether a number counts what a rate is called after, by its metric or the words right before it."""
    words = re.split(r"[，,；;：:]", ground.wording.before(figure, 16))[-1]
    return _counts(stem, figure.metric) or _counts(stem, words)


def _counts(stem: str, metric: str) -> bool:
    """Tell whether a count is what a rate is called after, and not its negation: 不合格 is no 合格."""
    names = (stem, *_SAME.get(stem, ()))
    plain = any(not metric[: found.start()].endswith(_NOT) for name in names for found in re.finditer(name, metric))
    if len(stem) == 2 * _SHORT and stem[_SHORT:] + stem[:_SHORT] in metric:
        return True  # 整改完成率 of 完成整改
    return plain or (len(stem) == _SHORT and re.search(f"{stem[0]}.{{1,3}}{stem[1]}", metric) is not None)


_SHORT = 2
"""Characters of a rate's name that may stand apart in what it counts: 网办率 of 网上办件."""
_SAME = {"结案": ("审结", "办结", "执结", "审执结"), "办结": ("结案", "审结"), "审结": ("审执结",)}


def _misfit(figures: tuple[Figure, Figure, Figure], nums: tuple[Num, Num, Num]) -> Draft | None:
    """Judge a rate that is not that of the counts right before it.

    办结率 may as well be of what was due as of what came in. Where no whole number at all could be the base, and one
    digit would mend the three, the numbers cannot all be right; where another base could be meant, it is doubtful
    at most.
    """
    stated, part, whole = nums
    if cut_off(stated).meets(_quotient(part, whole)):
        return replace(_draft(figures, nums, Result.ROUNDING), explained_by=(CUT_OFF,))
    if not one_slip_mends(_relation(*nums, loosely=True)):
        return replace(
            _draft(figures, nums, Result.NOT_ASSESSABLE), reason=Reason.UNKNOWN_BASE,
            note="Another base may be meant.", note_zh="可能另有基数。",
        )  # fmt: skip
    doubtful = part.scaled > whole.scaled or _may_be_of_another(stated, part)
    return _draft(figures, nums, Result.IMPROBABLE if doubtful else Result.CONTRADICTED)


def _may_be_of_another(stated: Num, part: Num) -> bool:
    """Tell whether there is a whole number of which ``part`` is the stated rate, rounded or cut off."""
    printed, cut = num_to_interval(stated.as_rounded()), cut_off(stated)
    low, high = min(printed.low, cut.low), max(printed.high, cut.high)
    if low <= 0:
        return True
    return math.floor(part.scaled * 100 / low) >= max(math.ceil(part.scaled * 100 / high), part.scaled)


def _draft(figures: tuple[Figure, Figure, Figure], nums: tuple[Num, Num, Num], result: Result) -> Draft:
    (rate, counted, base), (stated, part, whole) = figures, nums
    known = result in (Result.EXACT, Result.CONTRADICTED, Result.IMPROBABLE)
    fits = rounds_to((100 * part.scaled, whole.scaled), stated.places)
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, rate.metric, rate.entity, (part, whole), stated,
        formula=f"{counted.printed.raw} ÷ {base.printed.raw}",
        recomputed=(stated.scaled,) if result is Result.EXACT else fits, table=stated.table,
        relation=_relation(stated, part, whole) if known else None,
        power=write_scaled(1, stated.places) if result is Result.EXACT else "",
    )  # fmt: skip


def _holds(stated: Num, part: Num, whole: Num) -> bool:
    if whole.scaled <= 0:
        return False
    return num_to_interval(stated.as_rounded()).meets(_quotient(part, whole))


def _quotient(part: Num, whole: Num) -> Interval:
    return num_to_interval(part) / num_to_interval(whole) * Interval.exactly(100)


def _relation(stated: Num, part: Num, whole: Num, *, loosely: bool = False) -> Tested:
    def test(nums: Mapping[str, Num]) -> bool:
        if loosely:
            return nums[whole.ref].scaled > 0 and could_print(
                nums[stated.ref], _quotient(nums[part.ref], nums[whole.ref])
            )
        return _holds(nums[stated.ref], nums[part.ref], nums[whole.ref])

    return Tested((stated, part, whole), test)
