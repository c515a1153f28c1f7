"""No false accusation under any habit of printing; every slip beyond the digits is noticed; nothing silent."""

import time
from fractions import Fraction

import pytest
from check_makers import audit, bulletin_of, contradicted, formula, noticed
from factories import make_table
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import checks
from checks.catalogue import CHECKS
from schemas.findings import Result
from schemas.intervals import Rounding, round_to
from schemas.tables import RowKind

RULES = [formula("办结率 = 办结数/受理数*pct(100)"), formula("得分 = 办结率*100*pct(40)+(1-返工率)*100*pct(60)")]
RULES.append(formula("返工率 = 返工数/办结数*pct(100)"))
HEADER = ("单位", "受理数", "办结数", "返工数", "办结率", "返工率", "得分")

HABITS = st.fixed_dictionaries(
    {
        "rounding": st.sampled_from((Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATION)),
        "places": st.integers(0, 2),
        "more": st.integers(0, 1),
        "strips": st.booleans(),
        "from_printed": st.booleans(),
    }
)
COUNTS = st.lists(
    st.tuples(st.integers(1, 3000), st.floats(0.3, 1), st.floats(0, 0.5)).map(
        lambda drawn: (drawn[0], max(1, int(drawn[0] * drawn[1])), int(drawn[0] * drawn[1] * drawn[2]))
    ),
    min_size=2,
    max_size=14,
)


def write(value, places, *, strips):
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if strips and places else text


def score_table(counts, habits, change=None):
    """Print counts, rates and scores as one publisher does; ``change`` alters the printed strings of the rows."""
    rounding, places, strips = habits["rounding"], habits["places"], habits["strips"]
    rows = []
    for number, (base, done, again) in enumerate(counts):
        rates = [Fraction(100 * done, base), Fraction(100 * again, done)]
        printed = [round_to(rate, places, rounding) for rate in rates]
        first, second = [Fraction(rate) for rate in printed] if habits["from_printed"] else rates
        score = round_to(first * Fraction(2, 5) + (100 - second) * Fraction(3, 5), places + habits["more"], rounding)
        cells = [str(base), str(done), str(again), *(write(rate, places, strips=strips) for rate in printed)]
        rows.append([f"第{number}处", *cells, write(score, places + habits["more"], strips=strips)])
    if change is not None:
        change(rows)
    kept = [4, 5, 6] if strips else []
    return make_table(HEADER, rows, kinds="LCCCRRS", units={4: "%", 5: "%"}, strips=kept)


@settings(max_examples=150, deadline=None)
@given(COUNTS, HABITS)
def test_true_numbers_are_never_contradicted_under_any_habit(counts, habits):
    assert contradicted(audit(score_table(counts, habits), rules=RULES)) == []


@settings(max_examples=60, deadline=None)
@given(COUNTS, HABITS)
def test_nor_where_the_counts_are_not_printed(counts, habits):
    table = score_table(counts, habits)
    rows = [[cell.text for cell in table.grid.cells if cell.row == row and cell.col in (0, 4, 5, 6)]
            for row in range(1, table.grid.rows)]  # fmt: skip
    kept = [1, 2, 3] if habits["strips"] else []
    less = make_table([HEADER[col] for col in (0, 4, 5, 6)], rows, kinds="LRRS", units={1: "%", 2: "%"}, strips=kept)
    assert contradicted(audit(less, rules=RULES[1:2])) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=3, max_size=20), st.integers(0, 2),
       st.sampled_from((Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATION)))  # fmt: skip
def test_totals_of_rounded_parts_are_never_contradicted(parts, places, rounding):
    true = [[Fraction(number, 10**4) for number in row] for row in parts]
    rows = [
        [f"第{n}处", *(f"{round_to(value, places, rounding):.{places}f}" for value in row)]
        for n, row in enumerate(true)
    ]
    sums = [sum(column, Fraction(0)) for column in zip(*true, strict=True)]
    rows.append(["合计", *(f"{round_to(value, places, rounding):.{places}f}" for value in sums)])
    table = make_table(("地区", "收入", "支出", "投资"), rows, kinds="LAAA", row_kinds={len(rows): RowKind.TOTAL})
    assert contradicted(audit(table)) == []


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(100, 10**6), st.integers(100, 10**6)), min_size=3, max_size=12),
       st.integers(0, 2), st.integers(0, 2), st.booleans())  # fmt: skip
def test_growth_of_rounded_amounts_is_never_contradicted(pairs, places, percent, from_printed):
    rows = []
    for number, (now, before) in enumerate((Fraction(a, 100), Fraction(b, 100)) for a, b in pairs):
        shown = [round_to(now, places), round_to(before, places)]
        assume(shown[1] != 0)
        used = [Fraction(each) for each in shown] if from_printed else [now, before]
        change = round_to(100 * (used[0] / used[1] - 1), percent)
        rows.append([f"第{number}项", *(f"{each:.{places}f}" for each in shown), f"{change:.{percent}f}"])
    table = make_table(("项目", "本期", "上年同期", "同比"), rows, kinds="LAAD", units={3: "%"})
    assert contradicted(audit(table)) == []


HALF_UP = {"rounding": Rounding.HALF_UP, "places": 2, "more": 0, "strips": False, "from_printed": True}
STEADY = [
    (120, 117, 5),
    (67, 66, 3),
    (133, 121, 11),
    (245, 244, 17),
    (91, 90, 8),
    (313, 302, 29),
    (58, 51, 4),
    (77, 71, 9),
]


@pytest.mark.parametrize("col", [4, 5, 6])
@pytest.mark.parametrize("row", range(len(STEADY)))
def test_a_leading_digit_changed_is_noticed_and_pinned_and_its_return_clears_it(row, col):
    assert noticed(audit(score_table(STEADY, HALF_UP), rules=RULES)) == []

    def change(rows):
        digits = rows[row][col]
        rows[row][col] = str((int(digits[0]) + 1) % 10) + digits[1:]

    table = score_table(STEADY, HALF_UP, change)
    found = noticed(audit(table, rules=RULES))
    assert [each.suspects[0].ref for each in found] == [f"{table.id}/r{row + 1}c{col}"]
    assert found[0].result is Result.CONTRADICTED


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_rows_in_another_order_give_the_same_verdicts(rng):
    rows = list(STEADY)
    rng.shuffle(rows)

    def told(counts):
        found = audit(score_table(counts, HALF_UP), rules=RULES).findings
        return sorted((each.code, each.result, each.printed) for each in found if each.code == "stated-formula")

    assert told(rows) == told(STEADY)


def test_the_same_input_gives_the_same_audit():
    assert audit(score_table(STEADY, HALF_UP), rules=RULES) == audit(score_table(STEADY, HALF_UP), rules=RULES)


def test_findings_have_ids_of_their_own():
    found = audit(score_table(STEADY, HALF_UP), score_table(STEADY[::-1], HALF_UP), rules=RULES).findings
    assert len({each.id for each in found}) == len(found)


def test_nothing_to_look_at_is_said_and_never_a_pass():
    table = score_table(STEADY, HALF_UP)
    assert [problem.kind for problem in audit().problems] == ["no-tables"]
    assert "empty-table" in [problem.kind for problem in audit(make_table(("单位", "受理"), [])).problems]
    assert "no-relations" in [problem.kind for problem in audit(make_table(("单位", "受理"), ["甲\t5"])).problems]
    none = checks.audit([bulletin_of(table, rules=RULES)], checks=())
    assert ([problem.kind for problem in none.problems], none.findings) == (["no-checks"], ())


def test_every_check_says_what_it_proves_in_both_languages():
    assert all(check.code and check.proves and check.proves_zh for check in CHECKS)


def test_no_message_accuses_a_person():
    def change(rows):
        rows[2][4] = "19.02"

    found = audit(score_table(STEADY, HALF_UP, change), rules=RULES).findings
    words = ("造假", "作假", "篡改", "虚报", "错误", "fraud", "fake", "wrong", "error", "false")
    assert not [word for each in found for word in words if word in each.message + each.message_zh]


def test_1500_numbers_take_less_than_half_a_second_of_one_core():
    tables = [score_table(STEADY * 4, HALF_UP) for _ in range(8)]
    bulletin = bulletin_of(*tables, rules=RULES)
    assert sum(len(table.values) for table in tables) >= 1500
    checks.audit([bulletin])
    spent = []
    for _ in range(3):
        began = time.process_time()
        checks.audit([bulletin])
        spent.append(time.process_time() - began)
    assert min(spent) < 0.5
