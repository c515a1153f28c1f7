"""The rule by which found figures are held against those typed by hand."""

from decimal import Decimal

import pytest
from gold.comparing import compare, fold, same_entity, same_metric
from gold.documents import EXAMPLES, find_document, gold_names, read_gold, read_gold_document

import parsers
from schemas.figures import Base, Change, Figure, FigureRole
from schemas.places import Place
from schemas.printed import Printed


def typed_figure(entry, **other):
    """The figure that a program finds which answers just as the person did."""
    line, start = entry.get("line", entry.get("paragraph")), entry["start"]
    place = Place("", entry["quote"], line=line, start=start, end=start + len(entry["quote"]))
    change = Change(**entry["change"]) if entry["change"] else None
    fields = {
        "metric": entry["metric"],
        "entity": entry["entity"],
        "printed": Printed(entry["quote"], Decimal(entry["value"]), 0, entry["unit"], place),
        "period": entry["period"],
        "role": FigureRole(entry["role"]),
        **other,
    }
    return Figure(
        id=f"{line}:{start}", metric_key="", text="", place=place, base=Base(entry["base"]), change=change, **fields
    )


@pytest.mark.parametrize("name", gold_names())
def test_what_the_person_typed_is_right_by_its_own_rule(name):
    gold = read_gold(name)
    found = [typed_figure(entry) for entry in gold["figures"]]
    for han in (False, True):
        tally = compare(gold, found, [], han=han)
        assert tally.found_gold == tally.gold
        assert tally.invented == tally.missed == []
        assert [(entry["quote"], fields) for entry, _, fields in tally.wrong] == []


GOLD = {
    "place_of": "某市",
    "whole": ["", "某市", "全市"],
    "same": [["满意度", "满意率"], ["甲区", "甲区政府"]],
    "tables": [[9, 12]],
    "tokens": [],
    "figures": [
        {
            "line": 1, "start": 0, "quote": "3件", "value": "3", "unit": "件", "approx": None, "role": "level",
            "metric": "投诉受理量", "must": [["投诉"], ["受理"]], "entity": "甲区", "period": "",
            "change": None, "base": "",
        },
        {
            "line": 1, "start": 9, "quote": "2%", "value": "-2", "unit": "%", "approx": None, "role": "change",
            "metric": "咨询满意度", "must": [["咨询"], ["满意度"]], "entity": "", "period": "",
            "change": {"against": "上年", "kind": "points"}, "base": "", "accept": [{"kind": "relative"}],
        },
    ],
}  # fmt: skip
FIRST, SECOND = GOLD["figures"]


@pytest.mark.parametrize(
    ("metric", "right"),
    [
        ("投诉受理量", True),
        ("受理投诉", True),
        ("投诉", False),  # a group of terms is missing
        ("投诉受理量和咨询受理量", False),  # takes the other figure's narrowing
        ("投诉" + "、" * 40 + "受理", False),  # too long to name anything
    ],
)
def test_a_metric_is_right_by_meaning(metric, right):
    assert same_metric(GOLD, FIRST, metric, "") is right


def test_names_of_one_metric_stand_for_each_other():
    assert same_metric(GOLD, SECOND, "咨询满意率", "")


@pytest.mark.parametrize(
    ("entity", "right"),
    [
        ("甲区", True),
        ("甲区政府", True),
        ("某市甲区", True),
        ("市甲区", True),
        ("乙区", False),
        ("", False),
        ("甲区、乙区", False),
    ],
)
def test_a_body_is_right_under_any_of_its_names(entity, right):
    assert same_entity(GOLD, FIRST, entity) is right


def test_lists_of_bodies_are_equal_if_their_members_are():
    entry = {**FIRST, "entity": "甲区、乙区和丙区等12家单位"}
    assert same_entity(GOLD, entry, "丙区、甲区、乙区")
    assert not same_entity(GOLD, entry, "甲区、乙区")


def test_values_are_equal_once_their_scales_are_taken_in():
    found = typed_figure(FIRST, printed=Printed("0.0003万件", Decimal("0.0003"), 4, "万件", Place("", "")))
    assert compare(GOLD, [found], []).found_gold == 1


def test_what_is_not_typed_is_invented_unless_it_stands_in_a_table():
    def elsewhere(line):
        return typed_figure({**FIRST, "line": line, "start": 30})

    assert len(compare(GOLD, [elsewhere(1)], []).invented) == 1
    assert compare(GOLD, [elsewhere(10)], []).invented == []


def test_marks_and_widths_do_not_matter():
    assert fold("“ｅ福州” ＡＰＰ（市级）") == "e福州APP市级"


FLOORS = {"unit": 0.99, "period": 0.99, "role": 0.97, "metric": 0.93, "entity": 0.93}


@pytest.mark.parametrize("name", [name for name in gold_names() if (EXAMPLES / read_gold(name)["document"]).exists()])
def test_the_figures_of_the_examples_are_read_as_a_person_reads_them(name):
    gold = read_gold(name)
    bulletin = parsers.parse_document(read_gold_document(find_document(gold, [EXAMPLES])))
    tally = compare(gold, bulletin.figures, bulletin.tokens)
    assert tally.invented == tally.missed == []
    for field, floor in FLOORS.items():
        assert tally.right[field] >= floor * tally.asked[field], (field, tally.right[field], tally.asked[field])
