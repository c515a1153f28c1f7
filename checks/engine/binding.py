"""From a name in a stated rule to the series that it means: exact first, then aliases, then a unique resemblance."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks.engine.sheets import Series, Sheet
from checks.engine.words import bare, enumerator_to_int, plain, stem
from schemas.bulletins import Family

_LEADING = re.compile(r"^(?:.*[:：])?(?:[(（]?\d{1,2}[)）.、])?")
"""An announcement or an enumerator in front of a name: 计算方法如下：1）结案率."""

_NUMBER = re.compile(
    r"第?(?P<said>\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳]|[A-Z])[栏列]|(?P<bare>\d{1,2}|[①-⑳]|[A-Z])"
)


def name_to_number(name: str) -> str:
    """Return the number by which a rule names a column: 3, ③ and 第三栏; "" for a name."""
    found = _NUMBER.fullmatch(name)
    if found is None:
        return ""
    if found["bare"]:
        return found["bare"]
    said = found["said"]
    return str(enumerator_to_int(said)) if said.isdecimal() or said[0] in "一二三四五六七八九十" else said


def is_number(name: str) -> bool:
    """Tell whether a rule names a column by its number."""
    return bool(name_to_number(name))


_LEVELS = 4
"""The whole header path, its innermost part, and that without words shared with its neighbours."""


@dataclass(frozen=True, slots=True)
class Binding:
    """``series`` is None where nothing fits; ``rivals`` are those that fit equally well; ``sure`` if by exact name."""

    series: Series | None
    rivals: tuple[Series, ...] = ()
    sure: bool = True


def bind_name(name: str, sheet: Sheet, family: Family, near: Series | None = None) -> Binding:
    """Find the series that ``name`` means; of several of one name the one under the same header as ``near``."""
    matches = same_name(name, sheet.numbers, family)
    sure = True
    if not matches and not is_number(name):
        matches = _resembling(name, sheet.numbers)
        sure = False
    if len(matches) > 1 and near is not None:
        matches = _under_same_header(matches, near)
    if len(matches) == 1:
        return Binding(matches[0], (), sure)
    return Binding(None, tuple(matches), sure)


def same_name(name: str, series: Iterable[Series], family: Family) -> list[Series]:
    """Return the series of this very name, by the surest way that finds any."""
    series = list(series)
    if is_number(name):
        return [each for each in series if each.number == name_to_number(name)]
    name = _LEADING.sub("", name)
    wanted = {name, *_aliases(name, family)}
    for normal in (plain, bare):
        texts = {normal(each) for each in wanted}
        for level in range(_LEVELS):
            found = [each for each in series if any(normal(called) in texts for called in each.names[level])]
            if found:
                return found
    return []


def _aliases(name: str, family: Family) -> Iterable[str]:
    for canonical, others in family.metrics.items():
        names = (canonical, *others)
        if plain(name) in {plain(each) for each in names}:
            yield from names


def _resembling(name: str, series: Iterable[Series]) -> list[Series]:
    """Return the series whose name has this one at its end or its beginning, or counts the same; numbers decide then.

    按期结案率 is another rate than 结案率, and 综合评价总得分 is the 总得分 under 综合评价: only its rows can tell, so
    that what is found here is never sure.
    """
    wanted = bare(name)
    found = []
    for each in series:
        candidate = bare(each.called[0])
        shorter, longer = sorted((wanted, candidate), key=len)
        alike = len(shorter) >= 2 and 2 * len(shorter) >= len(longer) and longer.startswith(shorter)
        ends = len(wanted) >= 2 and candidate.endswith(wanted)
        if (stem(candidate) == stem(wanted) or alike or ends) and _is_rate(candidate) == _is_rate(wanted):
            found.append(each)
    return found


def _is_rate(name: str) -> bool:
    return name.endswith(("率", "度", "比", "占比"))


def _under_same_header(matches: list[Series], near: Series) -> list[Series]:
    shared = {each.index: _common_prefix(each.path, near.path) for each in matches}
    most = max(shared.values())
    return [each for each in matches if shared[each.index] == most]


def _common_prefix(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count
