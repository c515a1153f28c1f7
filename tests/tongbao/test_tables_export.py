"""``tongbao tables --csv/--xlsx``: numbers are numbers, what is printed is kept, no text becomes a formula."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from audit_factories import make_bulletin
from factories import make_grid, make_printed, make_table
from openpyxl import load_workbook

import tongbao
from corpus.report import Lang
from corpus.report.reader import Reader
from schemas.errors import Misuse
from tongbao.cli import main
from tongbao.export.cells import guarded, rows_to_csv
from tongbao.export.tables_csv import bulletin_to_csvs
from tongbao.export.tables_xlsx import bulletin_to_workbook, printed_to_format
from tongbao.files import write_folder

PDF = Path(__file__).parents[1] / "examples" / "fuzhou-12345-2017-04.pdf"

READER = Reader(Lang.EN)


def to_rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_csv_has_header_paths_plain_numbers_and_a_list_of_every_value():
    table = make_table(["单位", "受理数", "完成率"], ["东片\t1,200\t99.50", "西片\t—\t98"], kinds="LCR", title="巡查表")
    files = bulletin_to_csvs(make_bulletin(tables=[table]), READER)
    assert set(files) == {"tables.csv", "values.csv", "table-01.csv"}
    assert to_rows(files["table-01.csv"]) == [
        ["单位", "受理数", "完成率"],
        ["东片", "1200", "99.50"],
        ["西片", "—", "98"],
    ]
    values = list(csv.DictReader(io.StringIO(files["values.csv"].decode("utf-8-sig"))))
    assert [(each["row_label"], each["column"], each["raw"], each["value"], each["missing"]) for each in values] == [
        ("东片", "受理数", "1,200", "1200", ""),
        ("东片", "完成率", "99.50", "99.50", ""),
        ("西片", "受理数", "—", "", "dash"),
        ("西片", "完成率", "98", "98", ""),
    ]
    assert [each["line"] for each in values] == ["2", "2", "3", "3"]
    (listed,) = csv.DictReader(io.StringIO(files["tables.csv"].decode("utf-8-sig")))
    assert (listed["file"], listed["title"], listed["rows"]) == ("table-01.csv", "巡查表", "2")


def test_every_value_of_the_example_is_in_both_files(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert main(["tables", str(PDF), "--csv", "out", "--xlsx", "out.xlsx"]) == 0
    assert "8 tables" in capfd.readouterr().out
    printed = [value.printed for table in tongbao.read(PDF).tables for value in table.values]
    with (tmp_path / "out" / "values.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["raw"] for row in csv.DictReader(file)] == [each.raw for each in printed]
    book = load_workbook(tmp_path / "out.xlsx")
    assert len(book.worksheets) == 9
    listed = list(book.worksheets[-1].iter_rows(min_row=2, values_only=True))
    assert [row[7] for row in listed] == [each.raw for each in printed]
    assert [row[8] for row in listed] == [each.value if each.value is None else float(each.value) for each in printed]
    shown = [
        (cell.value, cell.number_format)
        for sheet in book.worksheets[:-1]
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    assert len(shown) == sum(each.value is not None for each in printed)
    assert (100, '0.00"%"') in shown


def test_cells_without_a_proved_column_are_kept_apart():
    table = make_table(["单位", "甲", "乙"], ["东片\t1\t2", "西片\t3"], loosely=())
    grid = make_grid(["单位\t甲\t乙", "东片\t1\t2", "西片\t3"], loose={2})
    ragged = type(table)(**{name: getattr(table, name) for name in table.__slots__} | {
        "grid": grid, "values": tuple(value for value in table.values if value.row == 1),
    })  # fmt: skip
    bulletin = make_bulletin(tables=[ragged])
    rows = to_rows(bulletin_to_csvs(bulletin, READER)["table-01.csv"])
    assert rows == [["单位", "甲", "乙", "column not proved"], ["东片", "1", "2", ""], ["西片", "", "", "3"]]
    sheet = load_workbook(io.BytesIO(bulletin_to_workbook(bulletin, READER))).worksheets[0]
    assert [cell.value for cell in sheet[6]] == ["西片", None, None, None, "3"]


EVIL = [
    '=HYPERLINK("http://x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    "\r=1",
    "\x1b[31m",
    "a\x00b",
]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_of_a_file_is_ever_a_formula(text):
    table = make_table([text, "甲"], [[text, "1"]], title=text, notes=[text])
    bulletin = make_bulletin(tables=[table])
    for data in bulletin_to_csvs(bulletin, READER).values():
        for row in to_rows(data):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r"))]
    book = load_workbook(io.BytesIO(bulletin_to_workbook(bulletin, READER)))
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "HYPERLINK" not in text or book.worksheets[0]["A4"].value == text


@pytest.mark.parametrize("text", ["-12.5", "+3%", "-1,234", "甲=乙", "1-2"])
def test_signed_numbers_and_plain_text_stay_as_they_are(text):
    assert guarded(text) == text
    assert rows_to_csv([[text]]).decode("utf-8-sig").strip().strip('"') == text


@pytest.mark.parametrize(
    ("raw", "value", "shown"),
    [
        ("98.50", "98.50", "0.00"),
        ("1,234", "1234", "#,##0"),
        ("95.1%", "95.1", '0.0"%"'),
        ("约30万", "30", '"约"0"万"'),
        ("-5", "-5", '"-"0;"-"0'),
        ("△5.0", "-5.0", '"△"0.0;"△"0.0'),
        ("007", "7", "000"),
        ("三位", "3", None),
        ("（1,234）", "1234", '"（"#,##0"）"'),
        ("3 1/2", "3.5", None),
        ("12", "13", None),
    ],
)
def test_a_number_shows_as_it_is_printed(raw, value, shown):
    assert printed_to_format(raw, Decimal(value)) == shown


def test_a_number_longer_than_a_spreadsheet_holds_is_kept_as_text():
    table = make_table(["单位", "甲"], ["东片\t12345678901234567"])
    sheet = load_workbook(io.BytesIO(bulletin_to_workbook(make_bulletin(tables=[table]), READER))).worksheets[0]
    assert sheet["B5"].value == "12345678901234567"
    assert make_printed("5").value == 5


def test_sheets_are_named_after_their_tables_within_what_excel_takes():
    titles = ["a/b:c*[x]?", "同名" * 30, "同名" * 30, "'引'", ""]
    tables = [make_table(["单位", "甲"], ["东片\t1"], title=title) for title in titles]
    book = load_workbook(io.BytesIO(bulletin_to_workbook(make_bulletin(tables=tables), READER)))
    assert len(set(book.sheetnames)) == len(titles) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_the_workbook_is_the_same_bytes_each_time_and_known_as_ours(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["tables", str(PDF), "--xlsx", "a.xlsx"]) == 0
    once = Path("a.xlsx").read_bytes()
    assert main(["tables", str(PDF), "--xlsx", "a.xlsx"]) == 0
    assert Path("a.xlsx").read_bytes() == once
    load_workbook("a.xlsx").save("a.xlsx")  # what a user saved is the user's
    assert main(["tables", str(PDF), "--xlsx", "a.xlsx"]) == 2
    assert ZipFile("a.xlsx").comment == b""


def test_a_folder_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    write_folder(folder, {"a.csv": b"1", "b.csv": b"2"}, [])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.csv": b"1", "b.csv": b"2"}
    write_folder(folder, {"a.csv": b"1", "b.csv": b"2"}, [])
    for files in ({"a.csv": b"0", "b.csv": b"2"}, {"c.csv": b"1"}):
        with pytest.raises(Misuse, match="not empty"):
            write_folder(folder, files, [])

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "new", {"a.csv": b"1"}, [])
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (folder / "a.csv").read_bytes() == b"1"
