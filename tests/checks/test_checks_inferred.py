"""What numbers show by themselves, and the guard against chance."""

from random import Random

import pytest
from check_makers import audit, contradicted, noticed, order, states, verdicts
from factories import make_place, make_table

from checks.rules.granularity import is_reachable
from schemas.audits import State
from schemas.findings import Basis, Result
from schemas.tables import RowKind

HEADER = ("单位", "甲数", "乙数", "丙数", "丁数")


def mined(rows=20, off=(), seed=1):
    rng = Random(seed)
    made = []
    for row in range(rows):
        a, b = rng.randint(20, 900), rng.randint(5, 300)
        made.append(f"第{row}处\t{a}\t{b}\t{a + b + (row in off)}\t{rng.randint(1, 999)}")
    return make_table(HEADER, made)


def test_columns_that_add_up_everywhere_are_a_relation():
    audited = audit(mined())
    assert {found.rule_text for found in audited.findings} == {"丙数=甲数+乙数"}
    assert {found.basis for found in audited.findings} == {Basis.INFERRED}


def test_an_exception_is_improbable_and_never_more():
    table = mined(off=(7,))
    (found,) = noticed(audit(table))
    assert (found.result, found.basis, found.difference) == (Result.IMPROBABLE, Basis.INFERRED, "1")
    assert found.code == "mined-sum"


@pytest.mark.parametrize("seed", range(12))
def test_unrelated_columns_show_no_relation(seed):
    rng = Random(seed)
    rows = [f"第{row}处\t" + "\t".join(str(rng.randint(0, 12)) for _ in range(7)) for row in range(15)]
    assert noticed(audit(make_table(("单位", *"子丑寅卯辰巳午"), rows))) == []


def test_a_near_copy_of_a_column_does_not_pass_for_it():
    rng = Random(3)
    rows = []
    for row in range(20):
        a, b = rng.randint(20, 900), rng.randint(5, 300)
        rows.append(f"第{row}处\t{a}\t{b}\t{a + b}\t{a + b + (1 if row in (4, 9) else 0)}")
    audited = audit(make_table(HEADER, rows))
    assert {found.rule_text for found in audited.findings} == {"丙数=甲数+乙数"}
    assert noticed(audited) == []


def by_month(off=()):
    rng = Random(5)
    calls, letters = [rng.randint(300, 900) for _ in range(12)], [rng.randint(20, 90) for _ in range(12)]
    total = [a + b + (month in off) for month, (a, b) in enumerate(zip(calls, letters, strict=True))]
    rows = [("电话", calls), ("网络", letters), ("全部", total), ("回访", [rng.randint(9, 99) for _ in range(12)])]
    header = ("指标", *(f"{month}月" for month in range(1, 13)))
    return make_table(header, ["\t".join((name, *map(str, numbers))) for name, numbers in rows])


def test_rows_over_months_are_mined_as_columns_are():
    assert {found.rule_text for found in audit(by_month()).findings} == {"全部=电话+网络"}
    (found,) = noticed(audit(by_month(off=(4,))))
    assert found.result is Result.IMPROBABLE


def test_relations_are_pooled_over_tables_of_one_header():
    tables = [mined(2, seed=seed) for seed in range(4)]
    assert {found.rule_text for found in audit(*tables).findings} == {"丙数=甲数+乙数"}
    assert audit(tables[0]).findings == ()


def test_columns_side_by_side_need_fewer_rows():
    assert {found.rule_text for found in audit(mined(4, seed=0)).findings} == {"丙数=甲数+乙数"}


@pytest.mark.parametrize(
    ("rate", "places", "base", "reachable"),
    [
        (9970, 2, 1617, False), (9969, 2, 1617, True), (9975, 2, 1617, True), (333, 1, 3, True), (334, 1, 3, False),
        (125, 1, 8, True), (12, 0, 8, True), (13, 0, 8, True), (10000, 2, 7, True),
        (0, 2, 7, True), (10001, 2, 7, False),
    ],
)  # fmt: skip
def test_only_some_rates_of_a_whole_number_can_be_printed(rate, places, base, reachable):
    assert is_reachable(rate, places, base, 100) is reachable


def granular(off=None, by=0.09):
    bases = (31, 42, 95, 148, 179, 203, 264, 88, 77, 53)
    rows = []
    for row, base in enumerate(bases):
        rate = 100 * (base - 1 - row % 3) / base
        rows.append(f"第{row}处\t{base}\t{rate if row != off else rate - by:.2f}%")
    return make_table(("单位", "受理", "满意度"), rows, kinds="LCR", units={2: "%"})


def test_a_rate_that_no_whole_number_gives_is_improbable():
    assert noticed(audit(granular())) == []
    (found,) = noticed(audit(granular(off=4)))
    assert (found.code, found.result, found.basis) == ("granularity", Result.IMPROBABLE, Basis.INFERRED)
    assert found.suspects[0].raw.endswith("%")


def test_the_nearest_rate_to_one_above_all_is_all():
    (found,) = [each for each in noticed(audit(granular(off=4, by=-60))) if each.code == "granularity"]
    assert found.recomputed == "100.00"


def test_rates_of_another_base_show_no_granularity():
    rng = Random(5)
    rows = [f"第{row}处\t{rng.randint(30, 200)}\t{rng.randint(9000, 10000) / 100:.2f}%" for row in range(12)]
    table = make_table(("单位", "人数", "满意度"), rows, kinds="LCR", units={2: "%"})
    assert [found.code for found in audit(table).findings if found.code == "granularity"] == []


def test_a_column_of_equal_numbers_is_not_what_ranks_rank():
    rows = [f"第{row}处\t100\t{score}\t{row + 1}" for row, score in enumerate(SCORES[:8])]
    slipped = [*rows[:4], rows[4].replace("93.2", "63.2"), *rows[5:]]
    audited = audit(make_table(("单位", "基础分", "得分", "名次"), slipped, kinds="LSSK"))
    assert {found.suspects[0].raw for found in noticed(audited)} == {"63.2"}


def test_groups_are_found_by_repeated_ranks_though_one_first_rank_is_misprinted():
    rows = [
        f"{group}\t第{row}处\t{96 - 2 * row - at}\t{row + 1}" for at, group in enumerate("甲乙") for row in range(6)
    ]
    slipped = [*rows[:6], rows[6].removesuffix("1") + "7", *rows[7:]]
    audited = audit(make_table(("组别", "单位", "得分", "名次"), slipped, kinds="LLSK"))
    assert {found.suspects[0].raw for found in noticed(audited)} == {"7"}


def test_two_ranks_exchanged_among_five_rows_are_named():
    scores, ranks = ("76.00", "65.48", "80.73", "74.47", "93.53"), (3, 5, 4, 2, 1)
    found = noticed(ranked(ranks, scores))
    assert found
    assert {each.suspects[0].raw for each in found} <= {"4", "2"}


def test_ranks_do_not_wander_from_the_score_beside_them_for_another_that_is_off_as_often():
    rows = ["甲\t40.00\t92.54\t3", "乙\t40.00\t93.84\t2", "丙\t37.28\t85.81\t5", "丁\t40.00\t83.56\t3",
            "戊\t40.00\t93.98\t1", "己\t37.22\t91.74\t4"]  # fmt: skip
    (found,) = noticed(audit(make_table(("单位", "差评率得分", "综合得分", "排名"), rows, kinds="LSSK")))
    assert "丁" in found.message_zh


def ranked(ranks, scores, **fields):
    rows = [f"第{row}处\t{score}\t{rank}" for row, (score, rank) in enumerate(zip(scores, ranks, strict=True))]
    return audit(make_table(("单位", "得分", "名次"), rows, kinds="LSK", **fields))


SCORES = ("98.1", "97.5", "97.5", "95.0", "93.2", "91.8", "90.4", "88.8", "87.1", "85.0")


@pytest.mark.parametrize(
    ("ranks", "style"),
    [
        ((1, 2, 2, 4, 5, 6, 7, 8, 9, 10), "1224"),
        ((1, 2, 2, 3, 4, 5, 6, 7, 8, 9), "1223"),
        ((1, 3, 2, 4, 5, 6, 7, 8, 9, 10), "1234"),
    ],
)
def test_ties_are_numbered_as_the_column_shows(ranks, style):
    audited = ranked(ranks, SCORES)
    assert noticed(audited) == []
    assert any(style in convention.what for convention in audited.conventions)


def test_a_better_rank_beside_a_worse_number_is_a_proof():
    (found,) = noticed(ranked((1, 2, 2, 4, 9, 6, 7, 8, 9, 10), SCORES))
    assert (found.result, found.printed, found.suspects[0].fits) == (Result.CONTRADICTED, "9", ("5",))


def test_a_wrong_score_is_found_by_the_rank_beside_it():
    scores = [*SCORES[:5], "99.8", *SCORES[6:]]
    (found,) = noticed(ranked((1, 2, 2, 4, 5, 6, 7, 8, 9, 10), scores))
    assert "99.8" in {suspect.raw for suspect in found.suspects}


def test_few_rows_make_a_rank_improbable_at_most():
    assert [found.result for found in noticed(ranked((1, 2, 5, 4, 3), SCORES[:5]))] in ([Result.IMPROBABLE], [])


def test_some_places_of_a_longer_ranking_only_keep_its_order():
    audited = ranked((3, 7, 9, 15, 16, 22, 30, 31), SCORES[:1] + SCORES[2:9])
    assert noticed(audited) == []
    assert len(verdicts(audited, "rank", exact=True)) == 8


def test_lower_may_be_better():
    assert len(verdicts(ranked((10, 9, 7, 8, 6, 5, 4, 3, 2, 1), SCORES), "rank", exact=True)) == 10


def test_ranks_that_begin_anew_in_each_group():
    scores = ("98.1", "95.0", "93.2", "90.4", "97.5", "91.8", "88.8", "85.0")
    audited = ranked((1, 2, 3, 4, 1, 2, 3, 4), scores, parents={1: 5, 2: 5, 3: 5, 4: 5, 6: 5, 7: 5, 8: 5})
    assert contradicted(audited) == []


LONG = [str(900 - 31 * row - row % 7) for row in range(20)]


def listed(numbers, **fields):
    rows = [f"第{row}处\t{number}" for row, number in enumerate(numbers)]
    return make_table(("单位", "受理"), rows, **fields)


def test_an_order_is_seen_and_makes_no_number_checked():
    table = listed(LONG)
    audited = audit(table)
    assert verdicts(audited, exact=True) == [("row-order", "exact", "", "")]
    assert {entry.state for entry in states(audited, table).values()} == {State.UNCHECKED}
    assert {entry.reason for entry in states(audited, table).values()} == {"only-bounds"}


def test_a_row_far_out_of_order_is_improbable():
    (found,) = noticed(audit(listed([*LONG[:4], "87", *LONG[5:]])))
    assert (found.code, found.result, found.printed) == ("row-order", Result.IMPROBABLE, "87")


def test_rows_slightly_out_of_order_may_follow_an_unprinted_column():
    assert noticed(audit(listed([LONG[1], LONG[0], *LONG[2:]]))) == []


def test_a_stated_order_contradicts_where_it_is_surely_meant():
    table = listed([*LONG[:4], "87", *LONG[5:]])
    assert len(contradicted(audit(table, rules=[order("受理")]))) == 1
    short = listed(["90", "70", "80", "60"])
    assert noticed(audit(short, rules=[order("受理")])) == []
    noted = listed(["90", "70", "80", "60"], notes=["按受理从高到低排列"])
    rule = order("受理", place=make_place("按受理从高到低排列", noted.notes[0].place.line))
    assert len(contradicted(audit(noted, rules=[rule]))) == 1


def test_other_bodies_stand_last_whatever_their_number():
    rows = [*(f"第{row}处\t{number}" for row, number in enumerate(LONG)), "其他\t899"]
    assert noticed(audit(make_table(("单位", "受理"), rows, row_kinds={22: RowKind.TOTAL}))) == []


def test_a_rate_above_100_is_improbable_where_no_other_is():
    rates = ("91.5", "88.0", "90.1", "95.7", "190.2", "93.3")
    table = make_table(
        ("单位", "知晓率"), [f"第{n}处\t{rate}" for n, rate in enumerate(rates)], kinds="LR", units={1: "%"}
    )
    (found,) = noticed(audit(table))
    assert (found.code, found.result, found.printed) == ("bound", Result.IMPROBABLE, "190.2")


def test_a_completion_rate_may_exceed_100():
    rates = ("91.5", "88.0", "90.1", "95.7", "190.2", "93.3")
    table = make_table(
        ("单位", "任务完成率"), [f"第{n}处\t{rate}" for n, rate in enumerate(rates)], kinds="LR", units={1: "%"}
    )
    assert noticed(audit(table)) == []
