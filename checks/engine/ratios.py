"""What headers say of quotients and products: 人均消费 is 消费 per person, 元/平方米 yuan per area, 生师比 生 to 师."""

import re

from checks.engine.sheets import Series
from checks.engine.words import bare, gives_weight, stem
from schemas.tables import ColumnKind

_SCALE = re.compile(r"^(?:百万|千万|十万|万亿|[百千万亿])(?=.)")
_ONE_OF = (
    {"公斤", "千克", "斤", "吨", "克"},
    {"人", "人次", "名", "人口"},
    {"户", "户次"},
    {"亩", "公顷", "平方米", "平方公里", "㎡"},
)
"""Units that measure the same."""

_PERSONS, _HOUSEHOLDS, _AREA = re.compile(r"人口|人数|人次"), re.compile(r"户数$|户$"), re.compile(r"面积")
_PER: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:人均|每人|平均每人)(?P<what>.*)$"), _PERSONS, "人"),
    (re.compile(r"^每?(?:百|千|万|十万|百万)名?(?:常住|户籍)?人口?(?P<what>.*)$"), _PERSONS, "人"),
    (re.compile(r"^(?:户均|每户|每?[百千万]户)(?P<what>.*)$"), _HOUSEHOLDS, "户"),
    (re.compile(r"^(?:亩均|每亩)(?P<what>.*)$"), _AREA, "亩"),
    (re.compile(r"^(?P<what>.*)密度$"), _AREA, "平方公里"),
    (re.compile(r"^(?P<what>.*?)(?:平均)?(?:单产|亩产)$"), _AREA, "亩"),
)
"""What a quotient is called, what its divisor is called, and the unit that is divided by."""

_RATIO = re.compile(r"^(?P<upper>\w)(?P<lower>\w)比$")


def says_quotient(target: Series, upper: Series, lower: Series) -> bool:
    """Tell whether the headers name a column as the quotient of two others."""
    return _by_unit(target, upper, lower) or _by_name(target, upper, lower) or _as_ratio(target, upper, lower)


def _by_unit(target: Series, upper: Series, lower: Series) -> bool:
    """件/万人 is 件 over 万人, whatever either is called; numbers of one unit are told apart by their values."""
    above, slash, below = target.unit.partition("/")
    return bool(slash) and _same_unit(above, upper.unit) and _same_unit(below, lower.unit)


def _by_name(target: Series, upper: Series, lower: Series) -> bool:
    name = bare(target.name)
    for pattern, divisor, unit in _PER:
        found = pattern.match(name)
        if found is None:
            continue
        if not (divisor.search(bare(lower.name)) or _same_unit(unit, lower.unit)):
            return False
        what = stem(found["what"])
        return bool(what) and any(what in bare(called) or stem(called) in what for called in upper.called)
    return False


def _as_ratio(target: Series, upper: Series, lower: Series) -> bool:
    """性别比 is men to women; 生师比 and 床护比 say both."""
    name = bare(target.name)
    if name.startswith("性别比"):
        return _is_called(upper, "男") and _is_called(lower, "女")
    found = _RATIO.match(name)
    return found is not None and _is_called(upper, found["upper"]) and _is_called(lower, found["lower"])


def says_product(target: Series, one: Series, other: Series) -> bool:
    """Tell whether a score is that of a weight and of the rate to which it was earned: 得分, 权重, 完成率."""
    earned = bare(other.name).endswith(("率", "比例", "完成度"))
    return target.kind is ColumnKind.SCORE and gives_weight(one.name) and earned and not gives_weight(other.name)


def _is_called(series: Series, word: str) -> bool:
    return any(word in bare(called) for called in series.called)


def _same_unit(one: str, other: str) -> bool:
    one, other = _SCALE.sub("", one), _SCALE.sub("", other)
    if not one or not other:
        return False
    return one == other or any(one in group and other in group for group in _ONE_OF)
