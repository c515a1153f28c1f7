"""``tongbao figures``: every number of the running text once, with what it says, its place and its state."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tongbao.border import command_schemas
from tongbao.border.figures import Wanted
from tongbao.cli import main
from tongbao.figures import period_to_words

PROSE = """\
某市河道巡查情况通报

2031年3月，全市受理投诉1,200件，同比下降12.5%。其中市城管局受理投诉480件，占总数的40.0%；市交通局受理投诉720件，占总数的60.0%。
2031年1至3月，全市办结率98.7%，列前三位。
"""


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "prose.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(PROSE.replace("720", "721"), encoding="utf-8")

    def call(*words):
        status = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return call


def to_rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_and_json_say_the_same_of_every_number(run):
    status, out, _ = run("figures", "prose.txt", "--json")
    assert status == 0
    record = json.loads(out)
    Draft202012Validator(command_schemas()["figures"]).validate(record)
    rows = to_rows(run("figures", "prose.txt", "--csv")[1])
    assert [row["raw"] for row in rows] == [each["raw"] for each in record["figures"]]
    for row, each in zip(rows, record["figures"], strict=True):
        for key in ("id", "value", "unit", "period", "role", "state", "metric", "entity"):
            assert row[key] == (each[key] or "")
        assert row["line"] == str(each["place"]["line"])
        line = PROSE.splitlines()[each["place"]["line"] - 1]
        assert line[each["place"]["start"] : each["place"]["end"]] == each["raw"]


def test_what_a_figure_says_and_its_state_are_there(run):
    rows = {row["raw"]: row for row in to_rows(run("figures", "prose.txt", "--csv")[1])}
    fall, share = rows["12.5%"], rows["40.0%"]
    assert (fall["value"], fall["role"], fall["change_against"]) == ("-12.5", "change", "上年同期")
    assert (share["role"], share["base"], share["state"]) == ("share", "总数", "checked")
    assert rows["480件"]["entity"] == "市城管局"
    assert rows["1,200件"]["period"] == "2031-03-01/2031-03-31"


def test_the_filters_take_what_holds_one_of_their_words(run):
    _, out, _ = run("figures", "prose.txt", "--csv", "--entity", "市城管局", "--entity", "市交通局", "--metric", "占比")
    assert [row["raw"] for row in to_rows(out)] == ["40.0%", "60.0%"]
    _, out, _ = run("figures", "prose.txt", "--entity", "无此单位")
    assert "No such number in the text." in out


def test_the_words_of_a_filter_are_folded():
    assert Wanted(metrics=("Pm２.5",)).metrics
    figure = type("Figure", (), {"metric": "PM2.5 浓度（均值）", "metric_key": None, "entity": "市城管局"})
    assert Wanted(metrics=("pm２.5浓度(",)).takes(figure)
    assert not Wanted(metrics=("浓度",), entities=("市交通局",)).takes(figure)


def test_several_files_are_listed_one_after_the_other(run):
    record = json.loads(run("figures", "prose.txt", "other.txt", "--json")[1])
    first, second = (source["sha256"] for source in record["sources"])
    files = [each["place"]["file"] for each in record["figures"]]
    assert files == [first] * files.count(first) + [second] * files.count(second)
    assert {row["file"] for row in to_rows(run("figures", "prose.txt", "other.txt", "--csv")[1])} == {
        "prose.txt", "other.txt",
    }  # fmt: skip
    status, out, err = run("figures", "prose.txt", "missing.txt", "--json")
    assert (status, err.count("\n"), len(json.loads(out)["sources"])) == (2, 1, 1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_for_people_fits_80_columns_and_lines_up(run, lang):
    _, out, _ = run("figures", "prose.txt", "--lang", lang)
    lines = out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    ends = {cell_len(line[: line.index(raw) + len(raw)]) for line in lines for raw in ("12.5%", "480件") if raw in line}
    assert len(ends) == 1
    assert "\x1b" not in out
    for words in {"en": ["2031-03", "down", "checked"], "zh": ["2031-03", "减（上年同期）", "已核验"]}[lang]:
        assert words in out


def test_a_long_path_into_a_markup_file_leaves_room_for_the_rest(run, tmp_path):
    deep = "<div>" * 9 + "".join(f"<p>{line}</p>" for line in PROSE.split("\n")) + "</div>" * 9
    (tmp_path / "page.html").write_text(f"<html><meta charset=utf-8><body>{deep}</body></html>", encoding="utf-8")
    _, out, _ = run("figures", "page.html")
    lines = out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert [line for line in lines if "市交通局 · 受理投诉" in line and "720件" in line and "…" in line]


def test_csv_and_json_cannot_be_asked_together(run):
    status, out, err = run("figures", "prose.txt", "--csv", "--json")
    assert (status, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2017-01-01/2017-12-31", "2017"),
        ("2017-08-01/2017-08-31", "2017-08"),
        ("2024-02-01/2024-02-29", "2024-02"),
        ("2017-01-01/2017-03-31", "2017-01/03"),
        ("2017-08-01/2017-08-30", "2017-08-01/2017-08-30"),
        ("2016-12-01/2017-02-28", "2016-12-01/2017-02-28"),
        ("2017-08-09/2017-08-09", "2017-08-09"),
        ("2017-08-09", "2017-08-09"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(period, words):
    assert period_to_words(period) == words
