"""Drawn lines to rules: level and upright, snapped to common positions, pieces joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extract.pdf.strokes import Segment
from schemas.places import Box

SNAP = 3.0  # points: rules nearer than this stand for one; printers draw a border twice
_JOIN = 3.0  # points: pieces of a rule nearer than this are one
_STRAIGHT = 1.0  # points that a level or upright rule may lean over its length
_SHORTEST = 2.0  # points of a rule after joining


class Rule(NamedTuple):
    """A level or upright rule at ``at`` from ``start`` to ``end``; y and x for a level one, x and y otherwise."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    level: list[Rule]
    upright: list[Rule]
    slants: list[Segment]


def segments_to_rules(segments: Iterable[Segment], fills: Iterable[Box] = ()) -> Rules:
    """Return the rules of a page; the outlines of filled rectangles count as rules."""
    level: list[Rule] = []
    upright: list[Rule] = []
    slants: list[Segment] = []
    for x0, y0, x1, y1 in segments:
        across, down = abs(x1 - x0), abs(y1 - y0)
        if down <= _STRAIGHT and across >= down:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif across <= _STRAIGHT:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        else:
            slants.append((x0, y0, x1, y1))
    for x0, top, x1, bottom in fills:
        level += (Rule(top, x0, x1), Rule(bottom, x0, x1))
        upright += (Rule(x0, top, bottom), Rule(x1, top, bottom))
    return Rules(join_rules(snap_rules(level)), join_rules(snap_rules(upright)), slants)


def snap_rules(rules: list[Rule]) -> list[Rule]:
    """Give rules that stand within ``SNAP`` of the next one their common mean position; sorted by it."""
    snapped: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=_at):
        if group and rule.at - group[-1].at > SNAP:
            snapped += _at_mean(group)
            group = []
        group.append(rule)
    return snapped + _at_mean(group)


def _at(rule: Rule) -> float:
    return rule.at


def _at_mean(group: list[Rule]) -> list[Rule]:
    if not group:
        return []
    mean = sum(rule.at for rule in group) / len(group)
    return [Rule(mean, rule.start, rule.end) for rule in group]


def join_rules(rules: list[Rule]) -> list[Rule]:
    """Join the pieces at each position where they touch or nearly do."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=_position):
        last = joined[-1] if joined else None
        if last is not None and last.at == rule.at and rule.start - last.end <= _JOIN:
            if rule.end > last.end:
                joined[-1] = Rule(last.at, last.start, rule.end)
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.end - rule.start >= _SHORTEST]


def _position(rule: Rule) -> tuple[float, float]:
    return (rule.at, rule.start)
