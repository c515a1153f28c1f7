"""Formulas over numbered variables: evaluated at points, over boxes of intervals, and written with numbers in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from checks.engine.numbers import Ratio
from schemas.intervals import Interval
from schemas.rules import Expression, Name, Number, Operation, names_in, write_expression


class Formula(Protocol):
    """A function of numbers that come in a fixed order."""

    def at(self, values: Sequence[Ratio]) -> Ratio | None:
        """Return the value, None where it is undefined (a divisor of 0)."""
        ...

    def over(self, boxes: Sequence[Interval]) -> Interval | None:
        """Return the values over a box, None where they may be undefined."""
        ...

    def write(self, parts: Sequence[str]) -> str:
        """Return the formula as a line with ``parts`` in place of its variables."""
        ...


@dataclass(frozen=True)
class Sum:
    """The sum of all variables, each with its sign (1 or -1)."""

    signs: tuple[int, ...]

    def at(self, values: Sequence[Ratio]) -> Ratio | None:
        denominator = max((value[1] for value in values), default=1)
        if all(denominator % value[1] == 0 for value in values):
            total = sum(
                sign * value[0] * (denominator // value[1]) for sign, value in zip(self.signs, values, strict=True)
            )
            return (total, denominator)
        numerator, denominator = 0, 1
        for sign, value in zip(self.signs, values, strict=True):
            numerator, denominator = numerator * value[1] + sign * value[0] * denominator, denominator * value[1]
        return (numerator, denominator)

    def over(self, boxes: Sequence[Interval]) -> Interval | None:
        total = Interval.exactly(0)
        for sign, box in zip(self.signs, boxes, strict=True):
            total = total + box if sign > 0 else total - box
        return total

    def write(self, parts: Sequence[str]) -> str:
        line = "".join(("+" if sign > 0 else "-") + part for sign, part in zip(self.signs, parts, strict=True))
        return line.removeprefix("+")


@dataclass(frozen=True)
class Tree:
    """A stated expression, or a quotient of a definition, over the variables ``names`` in their order."""

    expression: Expression
    names: tuple[str, ...]

    @cached_property
    def _compiled(self) -> Callable[[Sequence[Ratio]], Ratio]:
        return _compile(self.expression, {name: index for index, name in enumerate(self.names)})

    def at(self, values: Sequence[Ratio]) -> Ratio | None:
        try:
            return self._compiled(values)
        except ZeroDivisionError:
            return None

    def over(self, boxes: Sequence[Interval]) -> Interval | None:
        """Return the exact range where the formula is monotone in each variable, else one that holds it.

        A variable that stands twice ((a-b)/b) is one number, not two: interval arithmetic alone would be too wide.
        """
        index = {name: position for position, name in enumerate(self.names)}
        try:
            value, slopes = _differentiate(self.expression, index, boxes)
        except ZeroDivisionError:
            return None
        if any(slope.low < 0 < slope.high for slope in slopes.values()):
            return value
        lows, highs = [], []
        for position, box in enumerate(boxes):
            falling = position in slopes and slopes[position].high <= 0
            lows.append(box.high if falling else box.low)
            highs.append(box.low if falling else box.high)
        low = self.at([(end.numerator, end.denominator) for end in lows])
        high = self.at([(end.numerator, end.denominator) for end in highs])
        if low is None or high is None:
            return value
        closed = all(box.low_closed and box.high_closed for box in boxes)
        ends = Interval.exactly(Fraction(*low)), Interval.exactly(Fraction(*high))
        return Interval(ends[0].low, ends[1].high, closed or ends[0].low == ends[1].high, closed or ends[0] == ends[1])

    def write(self, parts: Sequence[str]) -> str:
        words = dict(zip(self.names, parts, strict=True))
        return write_expression(_with_words(self.expression, words))


def quotient(upper: str, lower: str, *, complement: bool = False, growth: bool = False) -> Tree:
    """Return upper/lower, 1-upper/lower or upper/lower-1."""
    ratio = Operation("/", Name(upper), Name(lower))
    one = Number(Fraction(1), "1")
    if complement:
        return Tree(Operation("-", one, ratio), (upper, lower))
    if growth:
        return Tree(Operation("-", ratio, one), (upper, lower))
    return Tree(ratio, (upper, lower))


def tree_of(expression: Expression) -> Tree:
    return Tree(expression, names_in(expression))


def substitute(expression: Expression, meanings: dict[str, Expression]) -> Expression:
    """Return the expression with names replaced by what they stand for."""
    if isinstance(expression, Name):
        return meanings.get(expression.text, expression)
    if isinstance(expression, Number):
        return expression
    return Operation(expression.op, substitute(expression.left, meanings), substitute(expression.right, meanings))


def _compile(expression: Expression, index: dict[str, int]) -> Callable[[Sequence[Ratio]], Ratio]:
    if isinstance(expression, Number):
        constant = (expression.value.numerator, expression.value.denominator)
        return lambda _values: constant
    if isinstance(expression, Name):
        position = index[expression.text]
        return lambda values: values[position]
    left, right = _compile(expression.left, index), _compile(expression.right, index)
    combine = _COMBINE[expression.op]
    return lambda values: combine(left(values), right(values))


def _add(a: Ratio, b: Ratio) -> Ratio:
    return (a[0] + b[0], a[1]) if a[1] == b[1] else (a[0] * b[1] + b[0] * a[1], a[1] * b[1])


def _subtract(a: Ratio, b: Ratio) -> Ratio:
    return (a[0] - b[0], a[1]) if a[1] == b[1] else (a[0] * b[1] - b[0] * a[1], a[1] * b[1])


def _multiply(a: Ratio, b: Ratio) -> Ratio:
    return (a[0] * b[0], a[1] * b[1])


def _divide(a: Ratio, b: Ratio) -> Ratio:
    if b[0] == 0:
        raise ZeroDivisionError
    sign = 1 if b[0] > 0 else -1
    return (sign * a[0] * b[1], sign * a[1] * b[0])


_COMBINE: dict[str, Callable[[Ratio, Ratio], Ratio]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
}


def _differentiate(
    expression: Expression, index: dict[str, int], boxes: Sequence[Interval]
) -> tuple[Interval, dict[int, Interval]]:
    """Return the range by interval arithmetic, and of each variable the range of the slope in it."""
    if isinstance(expression, Number):
        return Interval.exactly(expression.value), {}
    if isinstance(expression, Name):
        position = index[expression.text]
        return boxes[position], {position: Interval.exactly(1)}
    left, left_slopes = _differentiate(expression.left, index, boxes)
    right, right_slopes = _differentiate(expression.right, index, boxes)
    zero = Interval.exactly(0)
    slopes: dict[int, Interval] = {}
    for position in sorted({*left_slopes, *right_slopes}):
        a, b = left_slopes.get(position, zero), right_slopes.get(position, zero)
        if expression.op == "+":
            slopes[position] = a + b
        elif expression.op == "-":
            slopes[position] = a - b
        elif expression.op == "*":
            slopes[position] = a * right + left * b
        else:
            slopes[position] = (a - (left / right) * b) / right
    value = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[expression.op](right)
    return value, slopes


def _with_words(expression: Expression, words: dict[str, str]) -> Expression:
    if isinstance(expression, Name):
        return Name(words[expression.text])
    if isinstance(expression, Number):
        return expression
    return Operation(expression.op, _with_words(expression.left, words), _with_words(expression.right, words))
