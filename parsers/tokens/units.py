"""Measure words and signs behind a number of the text."""

import re

from parsers.numerals import COUNTING_UNITS, MEASURE_UNITS, RATE_UNITS

_SCALE = r"(?:万亿|[十百千]?[万亿]|[十百千])"

_ALSO = (
    "个基点|条次|项次|种|类|册|支|根|块|片|面|幅|卷|段|道|门|项目|班|队|站|点|级|"
    "周岁|票|单元|步|届|轮|对|双|厘|海里|里|平方|斤|桶|箱|年|个月|月|周|日|时|成|"
    "折|番|余|多|集|句|字|行|列|代|层|孔|车|辆次|列次|航次|节|课时|学时|股|手|粒|"
    "滴|包|袋|瓶|盒|顿|餐|拨|伙|群|封|首|幕|席位"
)
"""Measure words of prose that no table has as its unit."""

_ALL = {*COUNTING_UNITS, *MEASURE_UNITS, *RATE_UNITS, *_ALSO.split("|")}
MEASURE = rf"(?:{_SCALE}?(?:" + "|".join(re.escape(word) for word in sorted(_ALL, key=lambda w: (-len(w), w))) + "))"
"""A pattern for folded text."""

_UNIT = re.compile(rf" ?({_SCALE}?[余多]?{MEASURE}(?:/(?:{MEASURE}|日))?|{_SCALE})")


def unit_after(folded: str, end: int) -> str:
    """Return the measure word or sign behind a number that ends at ``end``; "" where none is known."""
    found = _UNIT.match(folded, end)
    return found[1] if found else ""
