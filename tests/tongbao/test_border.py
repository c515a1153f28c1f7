"""Every record becomes JSON of the contract's names, and the same bytes each time."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from audit_factories import make_audit, make_bulletin, make_full_audit
from factories import FILE, make_grid, make_place, make_printed, make_table
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from corpus.report.excerpts import Excerpts
from schemas.border.reading import FigureRecord
from schemas.bulletins import MetaField, Period
from schemas.documents import Cell, Grid, GridPart, Stitch
from schemas.figures import Alternative, Base, Change, ChangeKind, Figure, FigureRole, Link
from schemas.intervals import Interval
from schemas.limits import DEFAULT_LIMITS
from schemas.places import Place
from schemas.plain import OUTWARD_PLACES, decimal_to_plain, fraction_to_plain
from schemas.tables import RowKind
from schemas.tokens import Token, TokenClass
from tongbao.border import command_schemas, record_to_json
from tongbao.border.auditing import audit_to_record, settings_to_record
from tongbao.border.plain import interval_to_plain, place_to_record
from tongbao.border.reading import (
    bulletin_to_grids,
    bulletin_to_record,
    grid_to_records,
    meta_to_record,
    stitch_to_record,
    table_to_record,
)
from tongbao.border.showing import bulletin_to_show


@pytest.fixture
def audit():
    return make_full_audit()


@pytest.fixture
def documents(audit):
    bulletin = audit.bulletins[0]
    finding = audit.findings[1]
    return {
        "read": bulletin_to_record(bulletin),
        "tables": bulletin_to_grids(bulletin),
        "audit": audit_to_record(audit, settings_to_record(None, DEFAULT_LIMITS)),
        "show": bulletin_to_show(bulletin, None, finding, Excerpts(bulletin.document).of(finding)),
    }


@pytest.mark.parametrize("command", ["read", "tables", "audit", "show"])
def test_what_a_command_prints_fits_its_schema_and_has_no_name_beside_it(documents, command):
    schema = command_schemas()[command]
    printed = json.loads(record_to_json(documents[command]))
    closed = json.loads(json.dumps(schema))
    for model in [closed, *closed["$defs"].values()]:
        model.setdefault("additionalProperties", False)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(closed).iter_errors(printed)) == []


CONTRACT = {
    ("read",): "version tool source family meta tables figures rules records pictures problems",
    ("read", "source"): "path sha256 media_type pages encoding",
    ("read", "meta"): "title document_number issuer addressees signed_on issued_on period",
    ("read", "tables", 0): "id title unit pages stitched cells columns rows values",
    ("read", "tables", 0, "cells", 0): "row col rowspan colspan text role place",
    ("read", "tables", 0, "cells", 0, "place"): "file page bbox boxes line start end path quote",
    ("read", "tables", 0, "columns", 0): "col name path unit",
    ("read", "tables", 0, "rows", 0): "row label path kind",
    ("read", "tables", 0, "values", 0): "row col raw value places unit approx missing place",
    ("read", "rules", 0): "id kind text expression place",
    ("read", "problems", 0): "kind reason place",
    ("tables",): "tables",
    ("tables", "tables", 0): "page continues id cells",
    ("tables", "tables", 0, "cells", 0): "row col rowspan colspan text place",
    ("audit",): "version tool sources family settings ledger conventions findings problems",
    ("audit", "ledger"): "numbers checked contradicted improbable unchecked control entries",
    ("audit", "ledger", "control"): "digits_in_document digits_in_entries",
    ("audit", "ledger", "entries", 0): "ref class state findings reason place",
    ("audit", "conventions", 0): "id what scope evidence exceptions",
    ("audit", "findings", 1): (
        "id code rule basis result reason attribution explained_by formula printed recomputed recomputed_interval "
        "difference consequence power operands suspects blocked_by message message_zh"
    ),
    ("audit", "findings", 1, "rule"): "id text",
    ("audit", "findings", 1, "explained_by", 0): "hypothesis effect evidence",
    ("audit", "findings", 1, "operands", 0): "ref raw value role place",
    ("audit", "findings", 1, "suspects", 0): "ref raw fits",
}


@pytest.mark.parametrize("path", CONTRACT)
def test_the_names_of_the_contract_are_there(documents, path):
    command, *steps = path
    found = json.loads(record_to_json(documents[command]))
    for step in steps:
        found = found[step]
    assert set(CONTRACT[path].split()) - set(found) == set()


def test_figures_and_pictures_have_the_names_of_the_contract():
    properties = command_schemas()["read"]["$defs"]
    meaning = "metric metric_key entity period role base change article alternatives links text"
    assert {"id", "raw", "value", "unit", "approx", "place", *meaning.split()} <= set(
        properties["FigureRecord"]["properties"]
    )
    assert set(properties["ChangeRecord"]["properties"]) == {"against", "kind"}
    assert {"id", "place", "read", "note"} <= set(properties["PictureRecord"]["properties"])


def test_the_same_records_give_the_same_bytes(audit):
    once = record_to_json(audit_to_record(audit, settings_to_record(None, DEFAULT_LIMITS)))
    again = record_to_json(audit_to_record(make_full_audit(), settings_to_record(None, DEFAULT_LIMITS)))
    assert once == again


def test_half_a_surrogate_pair_is_escaped_and_all_else_written_alike():
    plain = place_to_record(make_place("甲“98.5”\t"))
    broken = place_to_record(make_place("甲\ud800"))
    assert json.loads(record_to_json(broken))["quote"] == "甲\ud800"
    assert record_to_json(broken) == record_to_json(plain).replace("“98.5”\\t", "\\ud800").replace(
        '"end": 8', '"end": 2'
    )


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("1E+2", "100"),
        ("98.50", "98.50"),
        ("0", "0"),
        ("-0.6", "-0.6"),
        ("1E-7", "0.0000001"),
        ("1234567890123", "1234567890123"),
    ],
)
def test_a_number_is_written_without_an_exponent(value, plain):
    assert decimal_to_plain(Decimal(value)) == plain


@pytest.mark.parametrize(
    ("low", "high", "plain"),
    [
        (Fraction(1, 2), Fraction(3, 2), ("0.5", "1.5")),
        (Fraction(1, 3), Fraction(1, 3), ("0.333333333333", "0.333333333334")),
        (Fraction(-1, 3), Fraction(-1, 3), ("-0.333333333334", "-0.333333333333")),
        (Fraction(7), Fraction(1, 8) + 7, ("7", "7.125")),
    ],
)
def test_an_interval_is_written_outwards(low, high, plain):
    assert interval_to_plain(Interval(low, high)) == plain


@given(st.fractions(), st.booleans())
def test_a_plain_fraction_is_exact_or_off_in_the_direction_asked(value, up):
    written = Fraction(fraction_to_plain(value, up=up))
    assert written >= value if up else written <= value
    assert abs(written - value) < Fraction(1, 10**OUTWARD_PLACES)
    if all(value.denominator % prime for prime in (3, 7, 11)) and Fraction(value).limit_denominator(1000) == value:
        finite = value.denominator == 1 or set(_primes(value.denominator)) <= {2, 5}
        assert not finite or written == value


def _primes(number):
    prime = 2
    while number > 1:
        while number % prime == 0:
            yield prime
            number //= prime
        prime += 1


def test_a_box_is_written_in_hundredths_of_a_point_and_its_parts_are_kept():
    parts = ((3, (1.0, 2.0, 3.0, 4.0)), (4, (1.0, 2.0, 3.0, 4.0)))
    record = place_to_record(Place(FILE, "甲", page=3, bbox=(1.23456, 2.0, 3.0, 4.0), boxes=parts))
    assert record.bbox == (1.23, 2.0, 3.0, 4.0)
    assert [box.page for box in record.boxes] == [3, 4]
    assert place_to_record(make_place("甲")).boxes is None


def test_a_missing_value_is_null_with_its_kind_and_zero_is_a_value():
    table = make_table(["单位", "甲", "乙", "丙"], ["某局\t0\t—\t"])
    values = table_to_record(table).values
    assert [(value.value, value.missing) for value in values] == [("0", None), (None, "dash"), (None, "blank")]
    assert [value.ref for value in values] == [f"{table.id}/r1c{col}" for col in (1, 2, 3)]


def test_header_rows_stand_in_the_paths_of_the_columns_only():
    table = make_table(["单位", "甲"], ["某局\t1", "合计\t1"], row_kinds={2: RowKind.TOTAL})
    assert [(row.row, row.kind) for row in table_to_record(table).rows] == [(1, "data"), (2, "total")]


def test_cells_without_a_proved_column_are_kept():
    grid = make_grid(["单位\t甲\t乙", "某局\t1\t2", "某处\t3"], loose={2})
    (record,) = grid_to_records(grid)
    assert [(cell.row, cell.text, cell.columns) for cell in record.loose] == [(2, "3", [1, 2])]
    assert [cell.text for cell in record.cells if cell.row == 2] == ["某处"]


def test_a_grid_over_two_pages_is_printed_as_two_and_a_loose_cell_goes_with_its_page():
    first, second = (
        make_grid(["单位\t甲", "某局\t1"]),
        make_grid(["单位\t甲", "某处\t2", "某所\t3\t4"], loose={2}, line=9),
    )
    dropped = tuple(cell for cell in second.cells if cell.row == 0)
    joined = [replace(cell, row=cell.row + 1) for cell in second.cells if cell.row > 0]
    grid = Grid(
        "grid-1",
        4,
        2,
        (*first.cells, *joined),
        (GridPart("a", 3, None, first.cells), GridPart("b", 4, None, second.cells, continues="a")),
        (Stitch(4, 2, ("header repeated",), dropped),),
        tuple(replace(cell, row=cell.row + 1) for cell in second.loose),
    )
    one, two = grid_to_records(grid)
    assert (one.page, one.continues, two.page, two.continues) == (3, None, 4, "a")
    assert one.loose == []
    assert [(cell.row, cell.text) for cell in two.loose] == [(2, "3"), (2, "4")]
    assert [[cell.text for cell in row] for row in stitch_to_record(grid.stitches[0]).dropped_rows] == [["单位", "甲"]]


def test_meta_keeps_every_addressee_and_names_that_the_contract_does_not_know():
    place = make_place("x")
    fields = [
        MetaField("title", "某通报", place),
        MetaField("addressees", "甲局", place),
        MetaField("addressees", "乙局", place),
        MetaField("secrecy", "非密", place),
    ]
    record = json.loads(record_to_json(meta_to_record(fields, Period("2017-04-01", "2017-04-30", "4月份", place))))
    assert record["addressees"] == ["甲局", "乙局"]
    assert record["secrecy"] == "非密"
    assert record["issuer"] is None
    assert record["period"]["start"] == "2017-04-01"
    assert set(record["places"]) == {"title", "addressees", "secrecy"}


def test_a_number_of_the_text_is_a_figure_and_a_date_is_none():
    tokens = (
        Token("t1", "27760", TokenClass.FIGURE, make_place("27760"), "件"),
        Token("t2", "2017", TokenClass.DATE, make_place("2017")),
    )
    record = bulletin_to_record(replace(make_bulletin("受理27760件"), tokens=tokens))
    assert [(figure.raw, figure.unit, figure.metric) for figure in record.figures] == [("27760", "件", None)]


def test_an_understood_number_of_the_text_takes_the_place_of_its_token():
    tokens = tuple(Token(f"t{n}", str(n), TokenClass.FIGURE, make_place(str(n))) for n in range(3))
    figure = Figure(
        "t1",
        "受理量",
        "accepted",
        "甲局",
        make_printed("-1.5", "个百分点"),
        "2031-03-01/2031-03-31",
        FigureRole.CHANGE,
        "受理量下降1.5个百分点",
        make_place("1"),
        Base("总数", None),
        Change("上月", ChangeKind.POINTS),
        None,
        (Alternative("metric", "办理量", "nearest noun"),),
        (Link("table-1", 2, 3, "same label"),),
    )
    bulletin = replace(make_bulletin("0 1 2"), tokens=tokens, figures=(figure, replace(figure, id="f9")))
    records = bulletin_to_record(bulletin).figures
    assert [record.id for record in records] == ["t0", "t1", "t2", "f9"]
    assert [record.role for record in records] == [None, "change", None, "change"]
    understood = json.loads(record_to_json(records[1]))
    Draft202012Validator(FigureRecord.model_json_schema(mode="serialization")).validate(understood)
    assert (understood["value"], understood["change"]) == ("-1.5", {"against": "上月", "kind": "points"})


def test_counts_of_the_ledger_add_up_and_several_families_are_said_to_be_mixed(audit):
    ledger = audit_to_record(audit, settings_to_record(None, DEFAULT_LIMITS)).ledger
    parts = ledger.checked + ledger.contradicted + ledger.improbable + ledger.suspect + ledger.unchecked
    assert ledger.numbers == parts == 14
    one = audit.bulletins[0]
    other = replace(one, family=replace(one.family, name="other"))
    mixed = replace(make_audit(one), bulletins=(one, other))
    assert audit_to_record(mixed, settings_to_record(None, DEFAULT_LIMITS)).family == "mixed"


def test_a_cell_of_the_pages_own_part_keeps_its_place():
    cells = make_grid(["甲\t1"]).cells
    assert all(isinstance(cell, Cell) for cell in cells)
    (record,) = grid_to_records(make_grid(["甲\t1"]))
    assert [cell.place.quote for cell in record.cells] == ["甲", "1"]
