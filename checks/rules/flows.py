"""Stocks and what comes and goes: 上年结转 + 本年新收 − 本年办结 = 结转下年, in columns or in rows."""

import re
from collections.abc import Iterator, Sequence

from checks.engine.drafts import Draft
from checks.engine.formulas import Sum
from checks.engine.laws import Law
from checks.engine.support import Closeness, closeness
from checks.engine.words import plain
from checks.ground import Ground
from checks.rules.axes import Axis, Line, sheet_to_axes, with_slips_only
from schemas.findings import Basis

CODE = "carry-over"

_THEN = r"(?:上一?|去|往)(?:年|期|月|季|周)度?"
_OPENING = re.compile(
    rf"(?:{_THEN}|年初|期初|月初|季初).*(?:结转|结存|结余|余额|未结|旧存|存量|遗留)|旧存|(?:期|年|月)初.{{0,4}}数?"
)
_CLOSING = re.compile(
    r"(?:未?结转|转)(?:至|入)?(?:下一?|次)(?:年|期|月|季|周)(?:度|继续办理)?.{0,4}|未结(?:案?件?数?)?|(?:期|年|月|季)末.{0,6}"
    r"|本(?:年|期|月)末?(?:未结|结存|结余|余额).{0,2}|现存|结存"
)
_IN = re.compile(r".*(?:新收|新增|收案|新立|新受理|受理|增加|举借|发行|购入|入库|新接|转入|收到).{0,3}")
_OUT = re.compile(r".*(?:办结|结案|审结|办理完毕|减少|偿还|还本|出库|核销|处置|兑付|注销|转出|报废).{0,3}")
_END_OF_YEAR = re.compile(r"(\d{4})年(?:度)?(?:末|底)(.*)")


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        for axis in sheet_to_axes(sheet):
            for lines in _blocks(axis):
                law = _choose(axis, lines, ground)
                if law is not None:
                    yield from ground.judged(law)


def _blocks(axis: Axis) -> Iterator[list[Line]]:
    """Yield the lines from an opening stock to the closing one under the same names, each once."""
    blocks: dict[tuple[str, ...], list[Line]] = {}
    for line in axis.lines:
        blocks.setdefault(line.path[:-1], []).append(line)
    for lines in blocks.values():
        years = [_END_OF_YEAR.fullmatch(_name(line)) for line in lines]
        for first, opening in enumerate(lines):
            last = next((at for at in range(first + 3, len(lines)) if _closes(lines, years, first, at)), None)
            if last is not None and (_OPENING.fullmatch(_name(opening)) or years[first]):
                yield lines[first : last + 1]
                break


def _closes(lines: Sequence[Line], years: Sequence[re.Match[str] | None], first: int, at: int) -> bool:
    one, other = years[first], years[at]
    if one is not None or other is not None:
        return one is not None and other is not None and int(other[1]) == int(one[1]) + 1 and one[2] == other[2]
    return _CLOSING.fullmatch(_name(lines[at])) is not None


def _name(line: Line) -> str:
    return plain(line.path[-1] if line.path else line.name)


def _choose(axis: Axis, lines: Sequence[Line], ground: Ground) -> Law | None:
    """Return the law of what comes and what goes; of several words for either the first, or all of them.

    Nothing is said where no slip explains what is off: something else may have come or gone.
    """
    opening, *between, closing = lines
    comes = [line for line in between if _IN.fullmatch(_name(line)) and not _OUT.fullmatch(_name(line))]
    goes = [line for line in between if _OUT.fullmatch(_name(line))]
    if not comes or not goes or axis.is_explained(closing, ground):
        return None
    found: list[tuple[Closeness, int, Law]] = []
    for order, (ins, outs) in enumerate(((comes, goes), (comes, goes[:1]), (comes[:1], goes), (comes[:1], goes[:1]))):
        signs = (1, *(1 for _ in ins), *(-1 for _ in outs))
        operands = (opening, *ins, *outs)
        instances = tuple(axis.instances(closing, operands, Sum(signs)))
        if instances:
            text = f"{closing.name}={Sum(signs).write([line.name for line in operands])}"
            law = Law(CODE, "", text, Basis.DEFINITION, closing.name, instances, additive=True, named=True)
            found.append((closeness(law, ground.memory), order, law))
    if not found:
        return None
    law = with_slips_only(min(found, key=lambda each: (each[0].failing, each[1]))[2], ground.memory)
    return law if law.instances else None
