"""What a total column stands for by its header: the other names under the same head, groups by their own total."""

import re
from collections.abc import Iterator, Sequence

from checks.engine.sheets import Series
from checks.engine.words import plain

_TOTAL = re.compile(r".*(?:合计|小计|总计|共计)[数额]?|计")
_OF_WHICH = re.compile(r"(?:其中|[#＃])")

Path = tuple[str, ...]


def header_to_parts(series: Sequence[Series], whole: int) -> tuple[int, ...] | None:
    """Return the positions of the columns that make up a total by the header alone; None where it does not say.

    合计 beside 因公出国费, 公务用车费 (小计, 购置费, 运行费) and 公务接待费 is the sum of the first, the 小计 and the
    last. A total with names of its own below it (合计: 上年, 本年) is the sum of what they say under its neighbours.
    """
    path = series[whole].path
    for level in range(len(path) - 1, -1, -1):
        if is_total_name(path[level]):
            parts = _parts(series, whole, level)
            if parts is not None and len(parts) > 1:
                return parts
    return None


def is_total_name(name: str) -> bool:
    return _TOTAL.fullmatch(plain(name)) is not None


def _parts(series: Sequence[Series], whole: int, level: int) -> tuple[int, ...] | None:
    path = series[whole].path
    head, rest = path[:level], path[level + 1 :]
    names = _names_under(series, head)
    found: list[int] = []
    for name in names:
        if name == path[level] or _OF_WHICH.match(name):
            continue
        below = _stand_for(series, (*head, name), rest, series[whole])
        if below is None:
            return None
        found += below
    nested = bool(rest) or any(len(each.path) > 1 for each in series)
    return tuple(found) if head or nested else None


def _names_under(series: Sequence[Series], head: Path) -> list[str]:
    """Return the header cells right under a head, in order, each once."""
    names = (each.path[len(head)] for each in series if len(each.path) > len(head) and each.path[: len(head)] == head)
    return list(dict.fromkeys(names))


def _stand_for(series: Sequence[Series], prefix: Path, rest: Path, whole: Series) -> list[int] | None:
    """Return the columns that stand for what is under ``prefix``, as ``rest`` says; None where one is unlike the whole.

    Columns that are no counts or amounts at all (占比, 排名) stand for nothing.
    """
    exact = [index for index, each in enumerate(series) if each.path == (*prefix, *rest)]
    if exact:
        return _alike(series, exact[0], whole)
    names = _names_under(series, prefix)
    totals = [name for name in names if is_total_name(name)]
    if totals:
        return _stand_for(series, (*prefix, totals[0]), rest, whole)
    if not names or rest[:1] == (names[0],):
        return None
    found: list[int] = []
    for name in names:
        below = None if _OF_WHICH.match(name) else _stand_for(series, (*prefix, name), rest, whole)
        if below is None:
            return None
        found += below
    return found


def _alike(series: Sequence[Series], index: int, whole: Series) -> list[int] | None:
    part = series[index]
    if not part.summable:
        return []
    return [index] if part.cells and part.unit == whole.unit else None


def total_positions(series: Sequence[Series]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the total columns whose header says what they stand for, with their parts."""
    for index, each in enumerate(series):
        if each.summable and each.cells:
            parts = header_to_parts(series, index)
            if parts is not None:
                yield index, parts
