"""The store: what is kept of a document, opened, replaced, checked and copied."""

import json
import sqlite3
from collections import Counter
from decimal import Decimal

import pytest
from command_line import CLEAN, EXAMPLES, RAGGED, SLIP
from hypothesis import given
from hypothesis import strategies as st

from corpus.store import lock_store, open_store
from corpus.store.checking import back_up, check_store
from corpus.store.decimals import decimal_to_size
from corpus.store.opening import StoreFault
from corpus.store.rows import number_to_bulletin
from corpus.store.writing import Entry, transaction, write_document, write_entry
from schemas.audits import State
from schemas.errors import Misuse, TongbaoError
from schemas.tokens import TokenClass
from tongbao.pipeline import audit, to_json
from tongbao.storing import audit_to_store_rows, current_reading

READING = current_reading(None)


def keep(store, path, name=None, reading=READING):
    found = audit(path)
    rows = audit_to_store_rows(found, reading)
    with transaction(store):
        write_document(store, rows)
        write_entry(store, Entry(name or str(path), "", rows.sha256, 1, rows.document[4]), reading)
    return found


def contents(store):
    """Every row of every table, as a reader would get them."""
    names = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = {name: store.execute("SELECT * FROM " + name) for name in names if "_index" not in name}
    return {name: sorted(found, key=repr) for name, found in rows.items()}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "corpus.db"


@pytest.fixture
def store(path):
    with open_store(path, create=True) as opened:
        yield opened


@pytest.mark.parametrize("name", ["fuzhou-12345-2017-08.txt", "fuzhou-12345-2017-04.pdf"])
def test_every_cell_number_and_finding_is_kept_with_its_place(store, name):
    found = keep(store, EXAMPLES / name)
    record = json.loads(to_json(found.bulletins[0]))
    kept = store.execute(
        "SELECT t.id, v.row, v.col, v.raw, v.value, v.unit, v.page, v.line, v.bbox, ifnull(v.quote, v.raw) "
        "FROM table_values v JOIN tables t USING (document, tbl) ORDER BY tbl, row, col"
    ).fetchall()
    printed = [
        (
            table["id"], value["row"], value["col"], value["raw"], value["value"], value["unit"],
            value["place"]["page"], value["place"]["line"], value["place"]["bbox"], value["place"]["quote"],
        )
        for table in record["tables"] for value in table["values"]
    ]  # fmt: skip
    assert [(*row[:8], json.loads(row[8]) if row[8] else None, row[9]) for row in kept] == sorted(
        printed, key=lambda row: ([table["id"] for table in record["tables"]].index(row[0]), row[1], row[2])
    )
    (cells,) = store.execute("SELECT count(*) FROM table_cells WHERE role <> 'loose' AND row >= 0").fetchone()
    assert cells == sum(len(table["cells"]) for table in record["tables"])
    figures = store.execute("SELECT id, raw, value, period FROM figures ORDER BY n").fetchall()
    listed = [(each["id"], each["raw"], each["value"], each["period"] or "") for each in record["figures"]]
    assert set(listed) <= set(figures)
    assert store.execute("SELECT id FROM findings ORDER BY n").fetchall() == [(each.id,) for each in found.findings]
    assert store.execute("SELECT count(*) FROM operands").fetchone()[0] == sum(
        len(each.operands) for each in found.findings
    )
    assert list(check_store(store)) == []


def test_the_numbers_of_the_ledger_have_their_state(store):
    found = keep(store, EXAMPLES / "fuzhou-12345-2017-08.txt")
    states = dict(
        store.execute(
            "SELECT state, count(*) FROM (SELECT state FROM table_values UNION ALL SELECT state FROM figures) "
            "WHERE state IS NOT NULL GROUP BY state"
        ).fetchall()
    )
    stating = (TokenClass.VALUE, TokenClass.FIGURE)
    assert states == Counter(entry.state.value for entry in found.ledger.every if entry.cls in stating)
    numbers = store.execute("SELECT numbers, contradicted, digits_in_document, digits_in_entries FROM documents")
    assert numbers.fetchone() == (
        found.ledger.count(), found.ledger.count(State.CONTRADICTED),
        found.ledger.digits_in_document, found.ledger.digits_in_entries,
    )  # fmt: skip


def test_a_file_read_in_part_says_so(store, tmp_path):
    (tmp_path / "ragged.txt").write_text(RAGGED, encoding="utf-8")
    keep(store, tmp_path / "ragged.txt")
    assert store.execute("SELECT state FROM documents").fetchone() == ("partly",)
    assert store.execute("SELECT kind, line FROM problems").fetchall() != []
    assert store.execute("SELECT count(*) FROM table_cells WHERE role = 'loose'").fetchone()[0] > 0


def test_a_document_kept_again_replaces_itself_and_leaves_nothing_behind(store, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "slip.txt").write_text(SLIP, encoding="utf-8")
    keep(store, tmp_path / "clean.txt")
    keep(store, tmp_path / "slip.txt")
    before = contents(store)
    keep(store, tmp_path / "clean.txt")
    assert contents(store) == before


def test_a_path_with_another_content_lets_go_of_the_old_one_unless_another_path_leads_to_it(store, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(CLEAN, encoding="utf-8")
    keep(store, file)
    keep(store, file, "other.txt")
    file.write_text(SLIP, encoding="utf-8")
    keep(store, file)
    assert store.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    keep(store, file, "other.txt")
    assert store.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert list(check_store(store)) == []


def test_what_is_interrupted_leaves_no_trace(store, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    before = contents(store)
    rows = audit_to_store_rows(audit(tmp_path / "clean.txt"), READING)

    def interrupted():
        with transaction(store):
            write_document(store, rows)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert contents(store) == before


def test_a_full_disk_is_one_line_and_the_store_goes_on_when_there_is_room(path, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    with open_store(path, create=True) as store:
        keep(store, tmp_path / "clean.txt")
        before = contents(store)

    def write_without_room():
        with open_store(path, create=True) as store:
            (pages,) = store.execute("PRAGMA page_count").fetchone()
            store.execute(f"PRAGMA max_page_count = {pages}")
            keep(store, EXAMPLES / "fuzhou-12345-2017-08.txt")

    with pytest.raises(StoreFault, match="the disk is full; what is stored is whole"):
        write_without_room()
    with open_store(path, create=True) as store:
        assert contents(store) == before
        assert list(check_store(store)) == []
        keep(store, EXAMPLES / "fuzhou-12345-2017-08.txt")
        assert store.execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_it_is_read_while_it_is_written(store, path, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "slip.txt").write_text(SLIP, encoding="utf-8")
    keep(store, tmp_path / "clean.txt")
    with transaction(store), open_store(path, read_only=True) as reader:
        write_document(store, audit_to_store_rows(audit(tmp_path / "slip.txt"), READING))
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    with open_store(path, read_only=True) as reader:
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_the_time_of_a_value_is_that_of_its_row_column_or_table(store, tmp_path):
    text = """\
某市业务情况通报

现将2031年3月份有关情况通报如下。

2031年2月受理情况表

单位	受理数(件)	上年同期(件)
东片	200	198
西片	67	66

分月受理情况表

月份	受理数(件)
1月	80
2月	70
"""
    (tmp_path / "times.txt").write_text(text, encoding="utf-8")
    keep(store, tmp_path / "times.txt")
    found = dict(store.execute("SELECT raw, period FROM table_values").fetchall())
    assert found["200"] == "2031-02-01/2031-02-28"
    assert found["198"] == "2030-03-01/2030-03-31" or found["198"] == "2030-02-01/2030-02-28"
    assert found["80"] == "2031-01-01/2031-01-31"


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0 and then nothing"])
def test_what_is_no_store_is_refused_in_one_line(path, content):
    path.write_bytes(content)
    with pytest.raises(TongbaoError, match=r"no store|damaged") as told, open_store(path):
        pass
    assert "\n" not in str(told.value)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Misuse, match="is no store of tongbao"), open_store(path, create=True):
        pass
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused(store, path):
    store.execute("PRAGMA user_version = 99")
    with pytest.raises(Misuse, match="newer tongbao"), open_store(path, create=True):
        pass


def test_a_store_that_is_not_there_is_not_made_by_looking_for_it(path):
    with pytest.raises(Misuse, match="no such store"), open_store(path):
        pass
    assert not path.exists()


def test_two_runs_at_once_are_refused(path):
    with lock_store(path), pytest.raises(Misuse, match="another run"), lock_store(path):
        pass
    with lock_store(path):
        pass


def test_a_backup_is_the_same_store(store, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    keep(store, tmp_path / "clean.txt")
    back_up(store, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as copy:
        assert contents(copy) == contents(store)
        assert list(check_store(copy)) == []
    with pytest.raises(Misuse, match="exists"):
        back_up(store, tmp_path / "copy.db")


def test_the_check_finds_what_is_missing(store, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    keep(store, tmp_path / "clean.txt")
    store.execute("DELETE FROM ledger")
    assert [fault.en for fault in check_store(store)] == ["documents that no line of the ledger leads to"]


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@given(NUMBERS, NUMBERS)
def test_sizes_sort_as_the_numbers_do(a, b):
    sizes = decimal_to_size(a), decimal_to_size(b)
    assert (a < b, a == b) == (sizes[0] < sizes[1], sizes[0] == sizes[1])


def test_sizes_of_numbers_far_apart():
    numbers = [
        "-3E+20",
        "-12",
        "-1.23",
        "-1.2",
        "-0.001",
        "0",
        "0.00",
        "1E-9",
        "0.1",
        "1.2",
        "1.20",
        "1.23",
        "12",
        "3E+20",
    ]
    sizes = [decimal_to_size(Decimal(number)) for number in numbers]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == len(numbers) - 2


@pytest.mark.parametrize(
    ("number", "bulletin"),
    [
        ("榕智综〔2017〕58号", "榕智综〔2017〕58号"),
        ("榕智综[2017] 58号", "榕智综〔2017〕58号"),
        ("〔2017〕58号", ""),
        ("", ""),
    ],
)
def test_files_of_one_bulletin_share_its_number(number, bulletin):
    assert number_to_bulletin(number) == bulletin
