"""The ledger: every number once, checked only where most changes of a digit would be noticed."""

from dataclasses import replace

from check_makers import audit, bulletin_of, formula, noticed, states
from factories import make_document, make_place, make_table

import checks
import parsers
from schemas.audits import State
from schemas.findings import Attribution, Result
from schemas.tokens import Token, TokenClass

RULE = formula("办结率 = 办结数/受理数*pct(100)")
ROWS = ["甲\t120\t117\t97.50", "乙\t80\t79\t98.75", "丙\t67\t66\t98.51", "丁\t33\t31\t93.94", "戊\t45\t44\t97.78"]


def rated(rows):
    return make_table(("单位", "受理数", "办结数", "办结率"), rows, kinds="LCCR", units={3: "%"})


def test_every_value_and_every_token_stands_once():
    table = rated(ROWS)
    tokens = [
        Token("token-1", "2017", TokenClass.DATE, make_place("2017", 90)),
        Token("token-2", "318", TokenClass.FIGURE, make_place("318", 91)),
        Token("token-3", "100", TokenClass.FORMULA, make_place("100", 92)),
    ]
    ledger = audit(table, tokens=tokens, rules=[RULE]).ledger
    refs = [entry.ref for entry in ledger.entries]
    assert len(refs) == len(set(refs)) == len(table.values) + len(tokens)
    reasons = {entry.ref: entry.reason for entry in ledger.entries if entry.ref.startswith("token")}
    assert reasons == {"token-1": "date", "token-2": "narrative", "token-3": "formula-constant"}
    assert ledger.digits_in_entries == sum(sum(c.isdecimal() for c in entry.raw) for entry in ledger.entries)


def test_numbers_of_a_relation_that_would_notice_are_checked():
    table = rated(ROWS)
    assert {entry.state for entry in states(audit(table, rules=[RULE]), table).values()} == {State.CHECKED}


def test_what_any_number_would_fit_is_not_checked():
    table = rated([*ROWS, "己\t60\t0\t0.00"])
    found = states(audit(table, rules=[RULE]), table)
    assert (found[6, 1].state, found[6, 1].reason) == (State.UNCHECKED, "weak-check")
    assert found[6, 2].state is State.CHECKED


def test_the_pinned_number_is_contradicted_and_the_others_are_not():
    table = rated([*ROWS[:2], "丙\t67\t66\t95.81", *ROWS[3:]])
    found = states(audit(table, rules=[RULE]), table)
    assert found[3, 3].state is State.CONTRADICTED
    assert State.CONTRADICTED not in {entry.state for at, entry in found.items() if at != (3, 3)}


def test_every_unchecked_number_has_a_reason():
    table = rated([*ROWS, "己\t0\t0\t0.00", "庚\t45\t\t97.78"])
    for entry in states(audit(table, rules=[RULE]), table).values():
        assert (entry.state is State.UNCHECKED) == bool(entry.reason)


def test_blank_cells_are_no_numbers():
    table = rated([*ROWS, "己\t0\t0\t—"])
    assert (6, 3) not in states(audit(table, rules=[RULE]), table)


def test_a_page_is_undetermined_without_a_second_reading():
    bulletin = bulletin_of(rated([*ROWS[:2], "丙\t67\t66\t95.81", *ROWS[3:]]), rules=[RULE])
    source = replace(bulletin.document.source, media_type="application/pdf")
    paged = replace(bulletin, document=replace(bulletin.document, source=source))
    assert {found.attribution for found in noticed(checks.audit([bulletin]))} == {Attribution.PUBLISHED}
    assert {found.attribution for found in noticed(checks.audit([paged]))} == {Attribution.UNDETERMINED}


def test_two_rows_exchanged_are_recognised():
    rows = [*ROWS, "己\t91\t90\t98.90", "庚\t13\t12\t92.31"]
    rows[1], rows[3] = "乙\t80\t79\t93.94", "丁\t33\t31\t98.75"
    found = noticed(audit(rated(rows), rules=[RULE]))
    assert [each.result for each in found] in ([Result.CONTRADICTED] * 2, [Result.IMPROBABLE] * 2)
    assert all("rows-swapped" in {every.hypothesis for every in each.explained_by} for each in found)


def test_power_says_the_smallest_change_that_is_noticed():
    found = audit(rated(ROWS), rules=[RULE]).findings
    assert {each.power for each in found if each.code == "stated-formula"} == {"0.01"}


def test_numerals_in_han_stand_apart_and_hold_no_digit():
    bulletin = parsers.parse_document(make_document("某市通报", "统一受理5件，其中三类占近四成。"))
    ledger = checks.audit([bulletin]).ledger
    assert [(entry.raw, entry.cls.value, entry.reason) for entry in ledger.han] == [
        ("统一", "word", "word"),
        ("三类", "figure", "unlisted"),
        ("四成", "figure", "approximate"),
    ]
    assert ledger.digits_in_document == ledger.digits_in_entries == 1
    assert ledger.count() == 1


def test_a_number_that_nothing_holds_says_what_is_missing():
    text = (
        "全年受理诉求120件，同比增长5.2%，满意率98.5%，日均办结7.5件，其中电话31件，占三类渠道总量的61.3%，"
        "力争2022年达到90%，超过30日的单位有5个，位居全省第8。"
    )
    bulletin = parsers.parse_document(make_document("2021年某市通报", text))
    reasons = {entry.raw: entry.reason for entry in checks.audit([bulletin]).ledger.entries}
    assert reasons | {"120": "narrative", "5.2": "earlier-not-printed", "98.5": "counts-not-printed"} == reasons
    assert (
        reasons | {"7.5": "sum-not-printed", "31": "part-alone", "30": "threshold", "8": "rank-of-unprinted"} == reasons
    )
