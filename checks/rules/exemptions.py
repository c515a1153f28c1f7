"""Rows that the bulletin's own rule takes out: 应处置数为 0，则不参与评价."""

from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

from checks.engine.binding import bind_name
from checks.engine.sheets import Sheet
from checks.ground import Ground
from schemas.rules import RuleKind

_COMPARE = {"=": eq, "<": lt, ">": gt, "<=": le, ">=": ge, "!=": ne}


def exempt_keys(ground: Ground, sheet: Sheet) -> frozenset[int]:
    """Return the rows of a sheet that meet a condition of an exemption."""
    found = set()
    for rule in ground.rules(RuleKind.EXEMPTION):
        for condition in rule.conditions:
            series = bind_name(condition.name, sheet, ground.bulletin.family).series
            if series is None:
                continue
            for key, num in series.cells.items():
                value = num.value * (Fraction(1, 100) if series.unit == "%" and condition.value < 1 else 1)
                if _COMPARE[condition.op](value, condition.value):
                    found.add(key)
    return frozenset(found)
