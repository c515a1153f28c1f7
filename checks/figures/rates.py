"""Rates of the text: 问题4584个，已办结4562个，办结率99.53%.

A rate of completion is what was completed over the whole that stands before it. Where the bulletin prints a rule for
the rate, that rule says what it is of, and this check stays silent unless the numbers fit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, write_ratio, write_scaled
from checks.figures.numbers import Tested, figure_to_num, figure_to_operand, num_to_interval, same_measure
from checks.figures.texts import paragraph_of
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Reason, Result
from schemas.intervals import Interval
from schemas.rules import RuleKind, StatedRule, names_in

CODE = "rate-of-counts"
RULE = "比率等于计数除以总数"

_SIZED = (FigureRole.LEVEL, FigureRole.PART)
_QUOTIENT = 2  # names of a rule that divides one by the other
_MEASURE = re.compile(r"(?:案件)?数量?$")
_DAY = 10  # characters of an ISO date
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
        draft = _by_rule(rate, stated, near, rule) if rule else _judge(rate, stated, near)
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
    document = ground.bulletin.document
    return (
        figure.role in _SIZED
        and figure.printed.exact
        and figure.entity == rate.entity
        and figure.period[-_DAY:] == rate.period[-_DAY:]
        and paragraph_of(figure, document) == paragraph_of(rate, document)
    )


def _judge(rate: Figure, stated: Num, near: Sequence[Figure]) -> Draft | None:
    stem = rate.metric.removesuffix("率")
    position = next((index for index in range(len(near) - 1, 0, -1) if stem in near[index].metric), None)
    if position is None:
        return None
    counted, part = near[position], figure_to_num(near[position])
    bases = [base for base in near[:position] if same_measure(base.printed.unit, counted.printed.unit)]
    if part is None or not bases:
        return None
    for base in reversed(bases):
        whole = figure_to_num(base)
        if whole is not None and _holds(stated, part, whole):
            return _draft((rate, counted, base), (stated, part, whole), Result.EXACT)
    nearest, whole = bases[-1], figure_to_num(bases[-1])
    certain = len(bases) == 1 and _COMPLETION.search(rate.metric) and nearest is near[position - 1]
    if not certain or whole is None or whole.scaled < part.scaled or whole.scaled == 0:
        return None
    return _draft((rate, counted, nearest), (stated, part, whole), Result.CONTRADICTED)


def _draft(figures: tuple[Figure, Figure, Figure], nums: tuple[Num, Num, Num], result: Result) -> Draft:
    (rate, counted, base), (stated, part, whole) = figures, nums
    shown = write_ratio((100 * part.scaled, whole.scaled), stated.places + 2)
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, rate.metric, rate.entity, (),
        formula=f"{counted.printed.raw} ÷ {base.printed.raw}", recomputed_text=f"{shown}%",
        relation=_relation(stated, part, whole) if result is Result.EXACT else None,
        power=write_scaled(1, stated.places) if result is Result.EXACT else "",
        others=(figure_to_operand(rate, "result"), figure_to_operand(counted), figure_to_operand(base)),
    )  # fmt: skip


def _holds(stated: Num, part: Num, whole: Num) -> bool:
    if whole.scaled <= 0:
        return False
    true = num_to_interval(part) / num_to_interval(whole) * Interval.exactly(100)
    return num_to_interval(stated.as_rounded()).meets(true)


def _relation(stated: Num, part: Num, whole: Num) -> Tested:
    def test(nums: Mapping[str, Num]) -> bool:
        return _holds(nums[stated.ref], nums[part.ref], nums[whole.ref])

    return Tested((stated, part, whole), test)
