"""Words that part a whole between them: 男 and 女, 城镇 and 乡村, the three industries add up to the line before."""

import re
from collections.abc import Iterator, Sequence

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.words import plain
from checks.ground import Ground
from checks.rules.axes import Axis, Line, sheet_to_axes, with_slips_only
from checks.rules.sums import plus
from schemas.findings import Basis

CODE = "complement"

_PARTITIONS: tuple[tuple[str, ...], ...] = (
    ("男", "女"),
    ("城镇", "乡村"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("城市", "乡村"),
    ("公有", "非公有"),
    ("国有", "非国有"),
    ("农业", "非农业"),
    ("税收", "非税"),
    ("营利性", "非营利性"),
    ("公办", "民办"),
    ("公立", "民营"),
    ("轻工业", "重工业"),
    ("商品零售", "餐饮"),
    ("出口", "进口"),
    ("进口", "出口"),
    ("境内", "境外"),
    ("线上", "线下"),
    ("第一产业", "第二产业", "第三产业"),
    ("一产", "二产", "三产"),
)
"""Kinds of one thing of which each part of it is one and no part is two; prefixes before the same ending."""

_OF_WHICH = re.compile(r"(?:[（(]?其中[）)]?[:：]?|[#＃])\s*")
_ENUMERATOR = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．]\s*")


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        for axis in sheet_to_axes(sheet):
            for whole, parts in _partitions(axis):
                law = _law(axis, whole, parts, ground)
                if law is not None:
                    yield from ground.judged(law)


def _partitions(axis: Axis) -> Iterator[tuple[Line, list[Line]]]:
    """Yield the sets of such names that stand line by line, and the line over them or before the first of them."""
    lines = {line.index: line for line in axis.lines}
    for siblings in _siblings(axis):
        names = [_name(line) for line in siblings]
        over = lines.get(siblings[0].parent) if siblings[0].parent is not None else None
        before, at = siblings[0], 0
        while at < len(siblings):
            count = _count(names[at:])
            if count and (over or at):
                yield over or before, siblings[at : at + count]
            else:
                before = siblings[at]
            at += count or 1


def _siblings(axis: Axis) -> Iterator[list[Line]]:
    """Yield the lines of one parent, or under one header, in their order."""
    groups: dict[object, list[Line]] = {}
    for line in axis.lines:
        groups.setdefault(line.parent if axis.down else line.path[:-1], []).append(line)
    yield from groups.values()


def _count(names: Sequence[str]) -> int:
    """Return how many of the names, from the first on, part a whole between them; 0 if none do."""
    for words in _PARTITIONS:
        here = names[: len(words)]
        if len(here) == len(words) and _all_begin(here, words):
            ends = {name.removeprefix(word) for name, word in zip(here, words, strict=True)}
            if len(ends) == 1:
                return len(words)
    return 0


def _all_begin(names: Sequence[str], words: Sequence[str]) -> bool:
    return all(name.startswith(word) for name, word in zip(names, words, strict=True))


def _name(line: Line) -> str:
    label = line.path[-1] if line.path else line.label
    return plain(_ENUMERATOR.sub("", _OF_WHICH.sub("", label.strip(), count=1), count=1))


def _law(axis: Axis, whole: Line, parts: Sequence[Line], ground: Ground) -> Law | None:
    known = ground.claims.get((axis.sheet.number, axis.down, whole.index), ())
    instances = tuple(axis.instances(whole, parts, plus(len(parts))))
    if not instances or frozenset(part.index for part in parts) in known:
        return None
    text = f"{whole.name}={'+'.join(part.name for part in parts)}"
    law = Law(CODE, "", text, Basis.DEFINITION, whole.name, instances, additive=True, named=True)
    law = with_slips_only(law, ground.memory)
    return law if law.instances else None
