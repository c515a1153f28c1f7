"""``tongbao search`` and ``series``: what a person and a program see of a store."""

import csv
import io
import json

import jsonschema
import pytest
from command_line import CLEAN

from tongbao.border import command_schemas

APRIL = CLEAN.replace("3月份", "4月份").replace("198	99.00", "190	95.00")


@pytest.fixture
def store(run, folder):
    """March, March with a slip, and April."""
    (folder / "april.txt").write_text(APRIL, encoding="utf-8")
    assert run("convert", "slip.txt", "april.txt", "--into", "corpus.db", "--jobs", "1")[0] == 0
    return "corpus.db"


def test_hits_name_value_period_place_and_file(run, store):
    status, out, _ = run("search", "东片 完成率", "--in", store)
    assert status == 0
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "0 numbers in texts, 2 in tables, 0 paragraphs, 0 cells"
    at = lines.index("95.00 %  各片区巡查情况表 · 东片 · 完成率  2031-04  checked")
    assert lines[at + 1 : at + 3] == ["东片 200 190 95.00", "april.txt, line 8"]


def test_the_worst_first(run, store):
    words = "--metric 完成率 --sort value --first 1".split()
    record = json.loads(run("search", *words, "--in", store, "--json")[1])
    (hit,) = record["hits"]
    assert (hit["value"], hit["state"], hit["document"]["files"]) == ("78.50", "contradicted", ["slip.txt"])
    jsonschema.validate(record, command_schemas()["search"])


def test_filters(run, store):
    def found(*words):
        record = json.loads(run("search", *words, "--in", store, "--json", "--first", "0")[1])
        return [hit["raw"] for hit in record["hits"]]

    assert found("片", "--min", "95", "--unit", "%", "--period", "2031-04") == ["95.00", "98.51", "97.56", "96.97"]
    assert found("--state", "contradicted") == ["78.50"]
    assert found("完成率", "--max", "80%", "--unit", "%") == ["78.50"]
    assert found("完成率", "--issuer", "没有") == []


def test_csv_opens_in_a_spreadsheet(run, store):
    _, out, _ = run("search", "西片", "--in", store, "--csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert {row["value"] for row in rows if row["kind"] == "value"} == {"67", "66", "98.51"}
    assert {row["line"] for row in rows} == {"9"}


def test_a_series_has_a_point_for_each_period_and_marks_what_is_contradicted(run, store):
    record = json.loads(run("series", "南片", "完成率", "--in", store, "--json")[1])
    assert [(point["period"], point["value"], point["state"]) for point in record["points"]] == [
        ("2031-03-01/2031-03-31", "78.50", "contradicted"),
        ("2031-04-01/2031-04-30", "87.50", "checked"),
    ]
    jsonschema.validate(record, command_schemas()["series"])
    _, out, _ = run("series", "南片", "完成率", "--in", store, "--lang", "zh")
    assert "不符" in out
    assert "slip.txt" in out


def test_a_series_takes_whole_names_only(run, store):
    _, out, _ = run("series", "片", "完成率", "--in", store)
    assert "no number of just this body" in out


def test_a_bulletin_as_text_and_as_html_is_one_and_its_numbers_are_found_once(run, folder):
    numbered = CLEAN.replace("情况通报\n\n现将", "情况通报\n\n某河办〔2031〕5号\n\n现将", 1)
    lines = numbered.splitlines()
    rows = "".join(f"<tr><td>{'</td><td>'.join(line.split(chr(9)))}</td></tr>" for line in lines if "\t" in line)
    first = next(at for at, line in enumerate(lines) if "\t" in line)
    said = [f"<p>{line}</p>" for line in lines if line and "\t" not in line]
    above = sum(bool(line) for line in lines[:first])
    page = f"<html><meta charset=utf-8><body>{''.join(said[:above])}<table>{rows}</table>{''.join(said[above:])}</body>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    (folder / "b.txt").write_text(numbered, encoding="utf-8")
    told = json.loads(run("convert", "a.html", "b.txt", "--into", "corpus.db", "--jobs", "1", "--json")[1])
    assert (told["documents"], told["bulletins"]) == (2, 1)
    record = json.loads(run("search", "南片 完成率", "--in", "corpus.db", "--json")[1])
    (hit,) = [hit for hit in record["hits"] if hit["kind"] == "value"]
    assert (hit["value"], hit["document"]["files"], hit["document"]["also"]) == ("87.50", ["a.html"], ["b.txt"])


@pytest.mark.parametrize(
    "words", [[], ["完成率", "--min", "much"], ["完成率", "--period", "spring"], ["完成率", "--csv", "--json"]]
)
def test_a_question_that_makes_no_sense_is_one_line(run, store, words):
    status, out, err = run("search", *words, "--in", store)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_what_is_found_can_be_shown(run, store):
    record = json.loads(run("search", "南片 完成率", "--in", store, "--json")[1])
    hit = next(hit for hit in record["hits"] if hit["state"] == "contradicted")
    status, out, _ = run("show", hit["document"]["files"][0], "--value", hit["ref"])
    assert status == 0
    assert "[78.50]" in out
