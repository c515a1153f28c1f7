"""Rules that a bulletin prints about its own numbers, read from the document and never typed into code."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from schemas.places import Place
from schemas.plain import fraction_to_plain


@dataclass(frozen=True, slots=True)
class Number:
    """A constant of a formula; ``percent`` where it is printed with a % sign (20% is the value 1/5)."""

    value: Fraction
    text: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity named in a formula: a column header, a metric."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """``left op right`` with op one of ``+ - * /``."""

    op: str
    left: "Expression"
    right: "Expression"


Expression = Number | Name | Operation


def names_in(expression: Expression) -> tuple[str, ...]:
    """Return the quantities that an expression speaks of, in order, each once."""
    if isinstance(expression, Name):
        return (expression.text,)
    if isinstance(expression, Number):
        return ()
    return tuple(dict.fromkeys(names_in(expression.left) + names_in(expression.right)))


_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}


def write_expression(expression: Expression) -> str:
    """Return the expression as a line with the fewest parentheses: ``结案率×100×20%+返工率``."""
    return _write(expression, 0)


def _write(expression: Expression, outer: int) -> str:
    if isinstance(expression, Number):
        return expression.text
    if isinstance(expression, Name):
        return expression.text
    level = _PRECEDENCE[expression.op]
    line = f"{_write(expression.left, level - 1)}{_SIGNS[expression.op]}{_write(expression.right, level)}"
    return f"({line})" if level <= outer else line


class RuleKind(StrEnum):
    """What a stated rule says."""

    FORMULA = "formula"  # name = expression
    BANDS = "bands"  # a metric's value decides a grade
    EXEMPTION = "exemption"  # under a condition the row takes no part
    ORDER = "order"  # 按…降序排列
    ROUNDING = "rounding"  # 因四舍五入，分项之和可能不等于合计
    UNPARSED = "unparsed"  # looks like a rule and could not be read: visible, never dropped


@dataclass(frozen=True, slots=True)
class Band:
    """Values from ``low`` to ``high`` get ``grade``; an end that is None is unbounded.

    Where the text leaves in doubt to which of two bands a bound belongs (60分以上为合格，60分以下为不合格) both are
    closed there, and either grade is right. Percentages are fractions: 95% is 19/20.
    """

    grade: str
    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool

    def holds(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Condition:
    """``name op value`` with op one of ``= < > <= >= !=``; a percentage is a fraction.

    无应处置案件 is ``应处置案件 = 0``, whether the column prints a 0 or a row says so in words.
    """

    name: str
    op: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class StatedRule:
    """A rule as printed, and what it was read as.

    ``formula``: ``target`` = ``expression``; where more than a name is printed on the left side too
    (第一项加第二项之和，等于第三项加第四项之和) that is ``left`` and ``target`` is "".  ``bands``: ``target`` names
    the graded metric where the text does (else ""), ``grade_name`` the graded column.  ``exemption``: any of
    ``conditions`` takes the row out.  ``order``: rows stand by ``target``, descending or not; None where that is not
    said.  ``unparsed`` and ``rounding`` have their text only.

    Names stand as printed, without blanks, quotation marks and a unit in brackets behind them; 第一项, 3 and ① name
    rows or columns by their number.  A rate that is printed in % is the fraction wherever a formula uses or yields it:
    结案率 97.32% is 0.9732, so that 结案数/应结案数×100% and 结案率×100×20% come out as printed.  A formula that yields
    points from rates and weights alone (办结率×40%+满意率×60%) leaves open whether its points are of 1 or of 100.  The
    same target may have several formulas; where they differ, each speaks of some rows and none of all.
    """

    id: str
    kind: RuleKind
    text: str
    place: Place
    target: str = ""
    expression: Expression | None = None
    left: Expression | None = None
    bands: tuple[Band, ...] = ()
    grade_name: str = ""
    conditions: tuple[Condition, ...] = ()
    descending: bool | None = None


def write_rule(rule: StatedRule) -> str:
    """Return what the rule was read as, in a line: ``返工率=返工数÷处置数×100%``, ``A [90,100]; B [75,90)``.

    Empty where nothing was understood.
    """
    if rule.kind is RuleKind.FORMULA and rule.expression is not None:
        return f"{rule.target}={write_expression(rule.expression)}"
    if rule.kind is RuleKind.BANDS:
        return "; ".join(_write_band(band) for band in rule.bands)
    if rule.kind is RuleKind.EXEMPTION:
        return "; ".join(f"{each.name} {each.op} {fraction_to_plain(each.value)}" for each in rule.conditions)
    if rule.kind is RuleKind.ORDER:
        return rule.target + {True: " ↓", False: " ↑", None: ""}[rule.descending]
    return ""


def _write_band(band: Band) -> str:
    low = "(-∞" if band.low is None else ("[" if band.low_closed else "(") + fraction_to_plain(band.low)
    high = "+∞)" if band.high is None else fraction_to_plain(band.high, up=True) + ("]" if band.high_closed else ")")
    return f"{band.grade} {low},{high}"
