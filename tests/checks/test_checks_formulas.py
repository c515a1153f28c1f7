"""Formulas evaluated at points and over boxes."""

from fractions import Fraction

import pytest
from check_makers import expression_of
from hypothesis import given
from hypothesis import strategies as st

from checks.engine.formulas import Sum, Tree, quotient, substitute, tree_of
from schemas.intervals import Interval

SHAPES = ("a+b*c", "(a-b)/b", "a/(a+b)", "a*0.2+b*0.3+(1-c)*0.5", "a/b-1", "(a+b)*(a-c)", "a*a-b/c")


@given(
    st.sampled_from(SHAPES),
    st.lists(st.tuples(st.integers(1, 400), st.integers(0, 30), st.integers(0, 30)), min_size=3, max_size=3),
)
def test_a_range_holds_every_value_of_its_box(shape, drawn):
    tree = tree_of(expression_of(shape))
    boxes = [Interval(Fraction(low), Fraction(low + width)) for low, width, _ in drawn][: len(tree.names)]
    points = [(low + min(step, width), 1) for low, width, step in drawn][: len(tree.names)]
    found = tree.over(boxes)
    assert found is not None
    assert Fraction(*tree.at(points)) in found


@pytest.mark.parametrize(
    ("shape", "boxes", "low", "high"),
    [
        ("a/(a+b)", [(2, 4), (6, 8)], Fraction(2, 10), Fraction(4, 10)),
        ("(a-b)/b", [(10, 12), (5, 6)], Fraction(10, 6) - 1, Fraction(12, 5) - 1),
        ("a-a", [(3, 9)], 0, 0),
    ],
)
def test_a_number_that_stands_twice_is_one_number(shape, boxes, low, high):
    found = tree_of(expression_of(shape)).over([Interval(Fraction(a), Fraction(b)) for a, b in boxes])
    assert (found.low, found.high) == (low, high)


def test_a_divisor_of_0_gives_no_value():
    assert quotient("a", "b").at([(0, 1), (0, 1)]) is None
    assert quotient("a", "b").over([Interval.exactly(1), Interval(Fraction(-1), Fraction(1))]) is None


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        (quotient("a", "b"), Fraction(3, 4)),
        (quotient("a", "b", complement=True), Fraction(1, 4)),
        (quotient("a", "b", growth=True), Fraction(-1, 4)),
        (Sum((1, -1)), -1),
    ],
)
def test_quotients_and_sums(tree, value):
    assert Fraction(*tree.at([(3, 1), (4, 1)])) == value


def test_sums_of_different_places():
    assert Fraction(*Sum((1, 1, -1)).at([(125, 100), (3, 10), (1, 1)])) == Fraction(55, 100)


def test_numbers_are_filled_in():
    tree = tree_of(expression_of("结案率*100*pct(20)+(1-返工率)*50"))
    assert tree.write(["98.5%", "1.02%"]) == "98.5%×100×20%+(1-1.02%)×50"
    assert Sum((1, -1)).write(["7", "3"]) == "7-3"


def test_a_name_is_replaced_by_what_it_stands_for():
    spelled = substitute(expression_of("甲率*2"), {"甲率": expression_of("甲/乙")})
    assert isinstance(tree_of(spelled), Tree)
    assert tree_of(spelled).names == ("甲", "乙")
