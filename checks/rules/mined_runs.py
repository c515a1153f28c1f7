"""Sums without a word: a row that is the sum of the rows behind it in all columns, a column of those beside it.

可支配收入 over （一）工资性收入 … （四）转移净收入; 市区 over its districts. Only rows and columns that stand
in one run next to their whole are tried, and a run counts only where chance would not have made it. What is found so
is ``inferred``: its exceptions are improbable at most.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from checks.engine.chance import CERTAIN, with_exceptions
from checks.engine.drafts import Draft
from checks.engine.laws import Instance, Law, Memory
from checks.engine.words import SHARE, enumerator_to_int, has_any
from checks.ground import Ground
from checks.rules.axes import Axis, Line, sheet_to_axes, with_slips_only
from checks.rules.sums import adds_up_to, plus
from schemas.findings import Basis

CODE = "mined-sum"

_LONGEST = 40
"""Lines of one run."""

_MOST_LINES = 200
"""Longer tables are not searched."""

_MOST_EXCEPTIONS = 8
"""One key in so many may fail, and always one."""


@dataclass(frozen=True, slots=True)
class _Run:
    whole: Line
    parts: tuple[Line, ...]
    instances: tuple[Instance, ...]
    evidence: float


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        for axis in sheet_to_axes(sheet):
            if 3 <= len(axis.lines) <= _MOST_LINES:
                for run in _search(axis, ground):
                    yield from ground.judged(_law(run, ground.memory))


def _law(run: _Run, memory: Memory) -> Law:
    text = f"{run.whole.name}={'+'.join(part.name for part in run.parts)}"
    law = Law(CODE, "", text, Basis.INFERRED, run.whole.name, run.instances, additive=True)
    return with_slips_only(law, memory)


def _search(axis: Axis, ground: Ground) -> list[_Run]:
    """Return the runs that are sums, from the last line up, so that groups are known before what they are part of."""
    found: list[_Run] = []
    ends: dict[int, int] = {}
    lines = axis.lines
    for at in range(len(lines) - 1, -1, -1):
        known = axis.is_explained(lines[at], ground)
        start = at + 1
        while start < len(lines):
            run = None if known else _best(axis, at, _behind(lines, start, ends))
            if run is None:
                break
            found.append(run)
            last = lines.index(run.parts[-1])
            start = ends.get(last, last + 1)
            ends[at] = start
    if not axis.down:
        explained = {id(run.whole) for run in found}
        for at in range(2, len(lines)):
            if id(lines[at]) not in explained and not axis.is_explained(lines[at], ground):
                run = _best(axis, at, lines[max(at - _LONGEST, 0) : at][::-1])
                found += [run] if run is not None else []
    return found


def _behind(lines: Sequence[Line], start: int, ends: dict[int, int]) -> list[Line]:
    """Return the lines from ``start`` on, without those that are parts of one of them."""
    kept: list[Line] = []
    at = start
    while at < len(lines) and len(kept) < _LONGEST:
        kept.append(lines[at])
        at = ends.get(at, at + 1)
    return kept


def _best(axis: Axis, at: int, beside: Sequence[Line]) -> _Run | None:
    """Return the beginning of ``beside`` that adds up to a line most surely."""
    whole = axis.lines[at]
    tried = log10(max(len(axis.lines) * len(beside), 1))
    listed = _length_of_list(whole, beside)
    best: _Run | None = None
    for length in range(2, len(beside) + 1):
        run = _weigh(axis, whole, tuple(beside[:length]), _LISTED if length == listed else tried)
        if run is not None and (best is None or run.evidence < best.evidence - 0.5):
            best = run
    return best


_LISTED = -2.0
"""log10 of how much likelier a complete list under a row is to add up to it than a run that nothing marks."""


def _length_of_list(whole: Line, beside: Sequence[Line]) -> int:
    """Return the length of the list that stands beside a line and is numbered from 1 on, as the line itself is not."""
    numbers = [_number(line) for line in beside]
    if not numbers or numbers[0] is None or numbers[0][1] != 1:
        return 0
    own, style = _number(whole), numbers[0][0]
    if own is not None and own[0] == style:
        return 0
    length = 0
    while length < len(numbers) and numbers[length] == (style, length + 1):
        length += 1
    return length


def _number(line: Line) -> tuple[str, int] | None:
    """Return the style and the number of an enumerator before a row's name."""
    found = _ENUMERATOR.match(line.label)
    if found is None:
        return None
    digits = found["digits"]
    style = found["open"] + ("0" if digits.isdecimal() else "一") + found["close"]
    return style, enumerator_to_int(digits) or 0


_ENUMERATOR = re.compile(r"(?P<open>[（(]?)(?P<digits>\d{1,2}|[一二三四五六七八九十])(?P<close>[)）、.．])")


def _weigh(axis: Axis, whole: Line, parts: tuple[Line, ...], tried: float) -> _Run | None:
    instances = [each for each in axis.instances(whole, parts, plus(len(parts))) if _says_something(each)]
    closing = [each for each in instances if adds_up_to(each)]
    exceptions = len(instances) - len(closing)
    if not closing or exceptions > max(1, len(closing) // _MOST_EXCEPTIONS) or exceptions >= len(closing):
        return None
    if exceptions and all(has_any(axis.keys[_key(axis, each)], SHARE) for each in closing):
        return None
    evidence = with_exceptions(sum(map(_chance, closing)), len(closing), exceptions) + tried
    if evidence > CERTAIN:
        return None
    ordered = tuple(sorted(parts, key=lambda part: part.index))
    instances = [each for each in axis.instances(whole, ordered, plus(len(parts))) if _says_something(each)]
    return _Run(whole, ordered, tuple(instances), evidence)


def _key(axis: Axis, instance: Instance) -> int:
    return instance.target.col if axis.down else instance.target.row


def _says_something(instance: Instance) -> bool:
    return any(num.scaled for num in (instance.target, *instance.operands))


def _chance(instance: Instance) -> float:
    """Return log10 of the chance that unrelated numbers of this size add up so."""
    sizes = sorted(abs(num.scaled) for num in instance.operands)
    open_units = 1 if instance.target.exact else len(sizes) + 1
    return min(0.0, log10(open_units / (1 + sizes[-2])))
