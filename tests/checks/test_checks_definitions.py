"""Relations that words define: rates by their names, shares, splits, changes, totals, members."""

from dataclasses import replace

import pytest
from check_makers import audit, contradicted, noticed, verdicts
from factories import make_table

from schemas.documents import LooseCell
from schemas.findings import Basis, Consequence, Reason, Result
from schemas.tables import Bond, RowKind

CALLS = ("单位", "总计", "接通", "未接通", "接通率")
CALLED = ["甲\t146\t140\t6\t95.89%", "乙\t108\t99\t9\t91.67%", "丙\t95\t95\t0\t100.00%", "丁\t76\t70\t6\t92.11%",
          "戊\t16\t13\t3\t81.25%", "己\t14\t9\t5\t64.29%", "庚\t233\t201\t32\t86.27%"]  # fmt: skip


def changed(rows, at, old, new):
    assert old in rows[at]
    return [*rows[:at], rows[at].replace(old, new, 1), *rows[at + 1 :]]


def called(rows):
    return audit(make_table(CALLS, rows, kinds="LCCCR", units={4: "%"}))


def codes(audited):
    return sorted({found.code for found in audited.findings if found.result is Result.EXACT})


def test_a_rate_is_what_it_is_called_after_over_the_base_that_closes():
    audited = called(CALLED)
    assert noticed(audited) == []
    rules = {found.rule_text: found.basis for found in audited.findings if found.code in ("rate", "split")}
    assert rules == {"接通率=接通÷总计": Basis.DEFINITION, "总计=接通+未接通": Basis.DEFINITION}


@pytest.mark.parametrize(
    ("at", "old", "new"),
    [(1, "91.67", "91.76"), (3, "\t6\t", "\t8\t"), (6, "233", "223"), (0, "140", "104")],
)
def test_slips_in_rates_and_splits_are_found_once_and_pinned(at, old, new):
    audited = called(changed(CALLED, at, old, new))
    (found,) = noticed(audited)
    assert found.result is Result.CONTRADICTED
    assert found.suspects[0].raw.strip("%") == new.strip()
    assert old.strip() in found.suspects[0].fits


def test_a_split_leaves_room_for_a_third_part_where_several_rows_do():
    rows = ["甲\t157\t24\t133", "乙\t628\t357\t264", "丙\t96\t55\t41", "丁\t84\t21\t63", "戊\t82\t25\t56",
            "己\t237\t201\t36", "庚\t158\t137\t21", "辛\t542\t265\t277"]  # fmt: skip
    audited = audit(make_table(("单位", "接收量", "受理量", "不受理量"), rows, kinds="LCCC"))
    assert noticed(audited) == []
    assert [found.reason for found in audited.findings if found.code == "split" and found.reason] == [
        Reason.UNKNOWN_BASE, Reason.UNKNOWN_BASE
    ]  # fmt: skip


TRADE = ["甲\t7061597\t3663684\t3397912", "乙\t1257\t16\t1241", "丙\t6323\t1658\t4666", "丁\t628672\t283268\t345404",
         "戊\t533\t530\t3", "己\t677157\t530973\t146183", "庚\t84801\t84700\t101"]  # fmt: skip


def trade(unit="", rows=TRADE):
    return audit(make_table(("方式", "合计", "进口", "出口"), rows, kinds="LCCC", units=dict.fromkeys((1, 2, 3), unit)))


def test_whole_numbers_of_no_unit_that_miss_by_their_rounding_are_amounts():
    assert noticed(trade()) == []
    assert [found.result for found in trade("件").findings].count(Result.ROUNDING) == 0
    assert len(noticed(trade("件"))) == 3


def test_a_single_sum_that_misses_by_one_is_noticed():
    rows = [row.replace("7061597", "7061596").replace("677157", "677156").replace("84801", "84802") for row in TRADE]
    rows[2] = rows[2].replace("6323", "6324")
    (found,) = noticed(trade(rows=rows))
    assert found.printed == "84802"


def test_a_rate_without_counts_has_nothing_to_be_checked_against():
    table = make_table(
        ("单位", "人数", "满意率"), ["甲\t12\t93.1", "乙\t45\t88.2", "丙\t31\t90.9"], kinds="LCR", units={2: "%"}
    )
    assert [found.code for found in audit(table).findings] == []


def test_a_base_that_only_happens_to_close_is_not_taken():
    rows = ["甲\t10\t5\t50%", "乙\t20\t10\t50%", "丙\t30\t15\t50%"]
    audited = audit(make_table(("单位", "人数", "件数", "知晓率"), rows, kinds="LCCR", units={3: "%"}))
    assert "rate" not in codes(audited)


SHARED = ["甲\t120\t24.0", "乙\t200\t40.0", "丙\t73\t14.6", "丁\t107\t21.4", "合计\t500\t100.0"]


@pytest.mark.parametrize("total", [True, False])
def test_shares_are_of_the_total_or_of_all_rows_together(total):
    rows = SHARED if total else SHARED[:-1]
    kinds = {5: RowKind.TOTAL} if total else {}
    table = make_table(("类别", "件数", "占比"), rows, kinds="LCR", units={2: "%"}, row_kinds=kinds)
    assert "share" in codes(audit(table))
    slipped = make_table(
        ("类别", "件数", "占比"), changed(rows, 2, "14.6", "16.4"), kinds="LCR", units={2: "%"}, row_kinds=kinds
    )
    assert [(found.code, found.printed, found.recomputed) for found in noticed(audit(slipped))] == [
        ("share", "16.4", "14.6")
    ]


COMPARED = ["甲\t120\t100\t20\t20.0", "乙\t90\t120\t-30\t-25.0", "丙\t77\t64\t13\t20.3", "丁\t310\t295\t15\t5.1",
            "戊\t58\t81\t-23\t-28.4"]  # fmt: skip


def compared(rows):
    header = ("单位", "本月", "上月", "增减数", "环比")
    return audit(make_table(header, rows, kinds="LCCDD", units={4: "%"}))


def test_changes_are_held_against_both_numbers():
    assert noticed(compared(COMPARED)) == []
    rules = {found.rule_text for found in compared(COMPARED).findings if found.code == "change"}
    assert rules == {"增减数=本月-上月", "环比=本月÷上月-1"}


@pytest.mark.parametrize(("at", "old", "new"), [(3, "5.1", "1.5"), (1, "-30", "-20"), (2, "77", "71")])
def test_a_wrong_change_is_found(at, old, new):
    assert [found.suspects[0].raw for found in noticed(compared(changed(COMPARED, at, old, new)))] == [new]


def test_rates_change_by_points_where_counts_grow_by_per_cents():
    rows = ["受理量\t120件\t100件\t20.0%", "投诉量\t90件\t120件\t-25.0%", "来电量\t310件\t295件\t5.1%",
            "办结率\t97.5%\t95.0%\t2.5%", "满意率\t88.0%\t89.5%\t-1.5%"]  # fmt: skip
    header = ("指标", "本期", "上年同期", "同比")
    rows = [row.replace("件", "") for row in rows]
    audited = audit(make_table(header, rows, kinds="LAAD", units={3: "%"}))
    assert noticed(audited) == []
    assert len(verdicts(audited, "change", exact=True)) == 5


COUNTS = ("地区", "受理", "办结", "在办")
COUNTED = ["甲\t1203\t1150\t53", "乙\t877\t801\t76", "丙\t1542\t1540\t2", "丁\t664\t598\t66", "合计\t4286\t4089\t197"]


def totalled(rows, **fields):
    fields = {"row_kinds": {len(rows): RowKind.TOTAL}} | fields
    return audit(make_table(COUNTS, rows, **fields))


def test_totals_are_the_sum_of_their_rows_at_the_bottom_or_the_top():
    assert len(verdicts(totalled(COUNTED), "total-row", exact=True)) == 3
    top = [COUNTED[-1], *COUNTED[:-1]]
    assert len(verdicts(totalled(top, row_kinds={1: RowKind.TOTAL}), "total-row", exact=True)) == 3


def test_a_wrong_total_changes_a_total():
    (found,) = contradicted(totalled(changed(COUNTED, 4, "4089", "4098")))
    assert (found.code, found.printed, found.recomputed) == ("total-row", "4098", "4089")
    assert found.consequence is Consequence.TOTAL
    assert [each.hypothesis for each in found.explained_by] == ["digits-swapped"]
    assert found.suspects[0].raw == "4098"


def test_a_slip_where_sums_cross_is_one_finding_and_the_rest_is_blocked():
    header = ("地区", "电话", "网络", "合计")
    rows = ["甲\t120\t31\t151", "乙\t87\t44\t131", "丙\t154\t12\t166", "丁\t66\t59\t125", "合计\t427\t146\t573"]
    rows = changed(rows, 1, "87", "78")
    audited = audit(make_table(header, rows, row_kinds={5: RowKind.TOTAL}))
    (found,) = noticed(audited)
    assert (found.suspects[0].raw, found.suspects[0].fits) == ("78", ("87",))
    blocked = [each for each in audited.findings if each.reason is Reason.BLOCKED]
    assert len(blocked) == 1
    assert blocked[0].blocked_by == (found.id,)


def test_a_total_that_fails_in_all_columns_is_no_sum_of_these_rows():
    rows = [*COUNTED[:-1], "合计\t9000\t8000\t1000"]
    assert verdicts(totalled(rows), "total-row") == [("total-row", "ambiguous_binding", "9000", "")]


def test_rows_that_say_there_was_nothing_take_no_part_and_missing_numbers_do():
    rows = [*COUNTED[:3], "戊\t本月无受理\t\t", *COUNTED[3:]]
    assert noticed(totalled(rows, statements=[4])) == []
    rows = [*COUNTED[:3], "戊\t数据暂缺\t\t", *COUNTED[3:-1], "合计\t4300\t4100\t200"]
    assert {found[1] for found in verdicts(totalled(rows, statements=[4]), "total-row")} == {"missing_cell"}


def test_a_blank_is_no_zero_where_the_sum_needs_it():
    rows = changed(COUNTED, 2, "1542", "")
    assert ("total-row", "missing_cell", "", "") in verdicts(totalled(rows), "total-row")


def test_means_are_not_added_up():
    header = ("地区", "受理", "办结", "平均时长", "满意度得分")
    rows = [
        "甲\t1203\t1150\t3.2\t91.5",
        "乙\t877\t801\t4.1\t88.2",
        "丙\t1542\t1540\t2.7\t95.1",
        "合计\t3622\t3491\t3.2\t91.6",
    ]
    table = make_table(header, rows, kinds="LCCAS", row_kinds={4: RowKind.TOTAL})
    assert noticed(audit(table)) == []


def test_bodies_that_stand_in_several_parts_count_once():
    header = ("类别", "件数", "办结", "涉及单位数")
    rows = ["甲\t1203\t1150\t41", "乙\t877\t801\t38", "丙\t1542\t1540\t25", "合计\t3622\t3491\t57"]
    audited = audit(make_table(header, rows, row_kinds={4: RowKind.TOTAL}))
    assert contradicted(audited) == []


def test_rounded_parts_leave_a_total_open():
    rows = ["甲\t12.4\t3.3", "乙\t8.4\t2.4", "丙\t7.4\t1.4", "合计\t28.3\t7.1"]
    audited = audit(make_table(("地区", "收入", "支出"), rows, kinds="LAA", row_kinds={4: RowKind.TOTAL}))
    assert {found[1] for found in verdicts(audited)} == {"rounding"}


def test_a_residue_that_rounding_hardly_gives_is_improbable():
    parts = [f"{name}\t{number}.3\t{number}.4" for number, name in enumerate("甲乙丙丁戊己庚辛壬癸", start=11)]
    total = [sum(range(11, 21)) * 10 + 30 + 4, sum(range(11, 21)) * 10 + 40]
    rows = [*parts, f"合计\t{total[0] / 10:.1f}\t{total[1] / 10:.1f}"]
    audited = audit(make_table(("地区", "收入", "支出"), rows, kinds="LAA", row_kinds={11: RowKind.TOTAL}))
    (found,) = noticed(audited)
    assert (found.result, found.difference) == (Result.IMPROBABLE, "0.4")
    assert "rare-residue" not in {each.hypothesis for each in found.explained_by if each.effect == "diagnosing"}


GROUPED = [
    "甲局\t54\t50\t4",
    "本级\t46\t42\t4",
    "管理处\t8\t8\t0",
    "乙局\t23\t20\t3",
    "一队\t15\t12\t3",
    "二队\t8\t8\t0",
]
PARENTS = {2: 1, 3: 1, 5: 4, 6: 4}


def test_a_row_is_the_sum_of_the_rows_under_it():
    table = make_table(COUNTS, GROUPED, parents=PARENTS)
    assert len(verdicts(audit(table), "group-members", exact=True)) == 6
    slipped = make_table(COUNTS, changed(GROUPED, 3, "23", "32"), parents=PARENTS)
    assert ("32", ("23",)) in [
        (suspect.raw, suspect.fits) for found in noticed(audit(slipped)) for suspect in found.suspects
    ]


def test_of_which_rows_claim_no_partition():
    rows = ["甲局\t54\t50\t4", "其中：本级\t16\t12\t4", "乙局\t23\t20\t3", "其中：一队\t15\t12\t3"]
    table = make_table(COUNTS, rows, parents={2: 1, 4: 3}, loosely=[2, 4])
    assert verdicts(audit(table), "group-members", exact=True) == []


def test_members_that_mostly_do_not_add_up_are_no_parts():
    rows = changed(changed(changed(GROUPED, 0, "54", "90"), 0, "50", "81"), 3, "23", "77")
    found = verdicts(audit(make_table(COUNTS, rows, parents=PARENTS)), "group-members")
    assert [each[1] for each in found] == ["ambiguous_binding"] or all(each[1] != "contradicted" for each in found)


@pytest.mark.parametrize("first", [True, False])
def test_a_total_column_is_the_sum_of_its_run(first):
    parts = [(120, 31, 9), (87, 44, 15), (154, 12, 7), (66, 59, 28)]
    header = ["地区", "合计", "电话", "网络", "来访"] if first else ["地区", "电话", "网络", "来访", "合计"]
    rows = [
        "\t".join(str(cell) for cell in ((name, sum(each), *each) if first else (name, *each, sum(each))))
        for name, each in zip("甲乙丙丁", parts, strict=True)
    ]
    audited = audit(make_table(header, rows))
    assert len(verdicts(audited, "total-column", exact=True)) == 4
    slipped = audit(make_table(header, changed(rows, 2, "154", "145")))
    assert [found.suspects[0].raw for found in noticed(slipped)] == ["145"]


def test_ragged_rows_are_an_extraction_and_shift_nothing():
    table = make_table(COUNTS, GROUPED, parents=PARENTS)
    grid = table.grid
    lost = [cell for cell in grid.cells if cell.row == 2 and cell.col > 0]
    loose = tuple(LooseCell(2, cell.col, cell.lines, cell.place, (1, 2, 3)) for cell in lost[:2])
    grid = replace(grid, cells=tuple(cell for cell in grid.cells if cell not in lost), loose=loose)
    table = replace(
        table, grid=grid, values=tuple(value for value in table.values if value.row != 2),
        rows=tuple(replace(row, bond=Bond.CELL) if row.parent else row for row in table.rows),
    )  # fmt: skip
    audited = audit(table)
    assert {(found.code, found.reason, found.attribution.value) for found in audited.findings if found.reason} == {
        ("ragged-row", Reason.MISSING_CELL, "extraction"),
        ("group-members", Reason.MISSING_CELL, "extraction"),
    }
