"""Printed numbers as scaled integers."""

from fractions import Fraction

import pytest
from factories import make_place
from hypothesis import given
from hypothesis import strategies as st

from checks.engine.habits import fits
from checks.engine.numbers import Num, interval_of, miss, rounds_to, write_ratio, write_scaled
from schemas.intervals import Interval, Rounding, printed_interval, round_to


def num(scaled, places=2, *, exact=False):
    return Num("t/r1c1", 0, 1, 1, scaled, places, exact, "", 0, write_scaled(scaled, places), make_place("x"))


@given(st.integers(-5000, 5000), st.integers(1, 400), st.integers(0, 3), st.sampled_from(list(Rounding)))
def test_a_value_fits_what_it_is_rounded_to(numerator, denominator, places, rounding):
    printed = round_to(Fraction(numerator, denominator), places, rounding)
    scaled = int(printed.scaleb(places))
    distance = miss((numerator, denominator), num(scaled, places))
    assert fits(distance, Rounding.HALF_UP if rounding is Rounding.NEAREST else rounding, scaled)


@given(st.integers(-500, 500), st.integers(1, 40), st.integers(-300, 300), st.integers(0, 2))
def test_fitting_is_lying_in_the_printed_interval(numerator, denominator, scaled, places):
    distance = miss((numerator, denominator), num(scaled, places))
    box = printed_interval(num(scaled, places).value.__class__(scaled, 10**places), places)
    assert fits(distance, Rounding.NEAREST, scaled) == (Fraction(numerator, denominator) in box)


@pytest.mark.parametrize(
    ("value", "places", "prints"),
    [((1, 3), 2, (33,)), ((1, 8), 2, (13, 12)), ((-1, 8), 2, (-13, -12)), ((5, 2), 0, (3, 2)), ((7, 1), 0, (7,))],
)
def test_both_neighbours_are_printed_at_a_tie(value, places, prints):
    assert rounds_to(value, places) == prints


@pytest.mark.parametrize(
    ("scaled", "places", "text"), [(5, 2, "0.05"), (-120, 1, "-12.0"), (7, 0, "7"), (0, 2, "0.00")]
)
def test_scaled_numbers_are_written_plainly(scaled, places, text):
    assert write_scaled(scaled, places) == text


def test_ratios_are_written_without_idle_zeros():
    assert write_ratio((1, 2), 3) == "0.5"
    assert write_ratio((-7, 3), 2) == "-2.33"


def test_counts_are_points_and_cut_off_numbers_reach_a_unit_up():
    assert interval_of(num(5, 0, exact=True)) == Interval.exactly(5)
    generous = interval_of(num(150), unit_above=True)
    assert (generous.low, generous.high) == (Fraction(1495, 1000), Fraction(151, 100))
