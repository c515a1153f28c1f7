"""The scale that a unit begins with, and units that only look as if they had one."""

import pytest

from schemas.printed import unit_to_scale


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("件", 0),
        ("万件", 4),
        ("亿元", 8),
        ("万亿元", 12),
        ("百万元", 6),
        ("千公顷", 3),
        ("", 0),
        ("%", 0),
        ("百分点", 0),
        ("千瓦", 0),
        ("万千瓦", 4),
        ("亿千瓦时", 8),
        ("千克", 0),
        ("千米", 0),
        ("个百分点", 0),
    ],
)
def test_a_unit_has_the_scale_that_is_printed_before_it(unit, scale):
    assert unit_to_scale(unit) == scale
