"""The report that is written, and the pictures and lines by which a number is shown in its print."""

import csv
import io
import json

import pytest
from command_line import PDF
from jsonschema import Draft202012Validator
from PIL import Image

from tongbao.border import command_schemas
from tongbao.overlay import AMBER, BLUE, GREY, MAGENTA

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_report_is_written_and_its_place_is_said(run, folder, lang):
    status, out, _ = run("audit", "slip.txt", "--html", "report.html", "--lang", lang)
    assert status == 1
    assert str(folder / "report.html") in out.replace("\n", "")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in page
    assert "<mark>78.50</mark>" in page
    once = (folder / "report.html").read_bytes()
    run("audit", "slip.txt", "--html", "report.html", "--lang", lang)
    assert (folder / "report.html").read_bytes() == once


def test_an_output_never_replaces_an_input_or_a_users_file(run, folder):
    (folder / "notes.html").write_text("mine")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for words in (
        ("audit", "slip.txt", "--html", "slip.txt"),
        ("audit", "slip.txt", "--html", "notes.html"),
        ("show", PDF, "--page", "1", "-o", "slip.txt"),
        ("show", PDF, "--page", "1", "-o", PDF),
    ):
        assert run(*words)[0] == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_show_draws_what_was_read_over_the_page(run, folder):
    status, out, _ = run("show", PDF, "--page", "17", "-o", "page.png")
    assert status == 0
    assert "page.png" in out
    assert (folder / "page.png").read_bytes().startswith(b"\x89PNG")


def colours(path, *wanted):
    """Count the pixels of each colour."""
    with Image.open(path) as picture:
        counts = {colour: count for count, colour in picture.convert("RGB").getcolors(1 << 24)}
    return [counts.get(colour, 0) for colour in wanted]


def test_show_draws_the_layers_that_are_asked_for(run, folder):
    seen = {"rules": MAGENTA, "grids": BLUE, "figures": AMBER}  # page 17 has an improbable number
    for layer, colour in seen.items():
        status, out, _ = run("show", PDF, "--page", "17", f"--{layer}", "-o", "page.png")
        assert status == 0
        assert len(out.splitlines()) >= 2
        others = [other for other in seen.values() if other != colour]
        count, *none = colours(folder / "page.png", colour, *others)
        assert count > 50
        assert none == [0, 0]


def test_show_numbers_the_blocks_in_reading_order(run, folder):
    assert run("show", PDF, "--page", "5", "--order", "-o", "page.png")[0] == 0
    assert colours(folder / "page.png", BLUE)[0] > 500
    assert run("show", PDF, "--page", "5", "--words", "-o", "words.png")[0] == 0
    assert colours(folder / "words.png", BLUE, GREY)[0] == 0


def test_show_tells_of_one_number_of_the_text_or_of_a_table(run, folder):
    rows = list(csv.DictReader(io.StringIO(run("figures", PDF, "--csv", "--entity", "仓山区市容局")[1])))
    (off,) = [row for row in rows if row["state"] == "contradicted"]
    _, out, _ = run("show", PDF, "--figure", off["id"])
    assert "CONTRADICTED  page 5" in out
    assert "仓山区市容局 · 转接电话受理量" in out
    assert f"[{off['value']}]" in out
    assert run("show", PDF, "--figure", off["id"], "-o", "cut.png")[0] == 0
    with Image.open(folder / "cut.png") as picture:
        width, height = picture.size
    assert width > 800  # the whole line, with the lines around it
    assert height > 100
    shown = json.loads(run("show", PDF, "--figure", off["id"], "--json")[1])
    Draft202012Validator(command_schemas()["show"]).validate(shown)
    assert shown["number"]["ref"] == off["id"]
    (finding,) = [each for each in shown["findings"] if each["result"] == "contradicted"]
    cell = next(each["ref"] for each in finding["operands"] if "/" in each["ref"])
    _, out, _ = run("show", PDF, "--value", cell)
    assert "仓山区市容局 · 转接诉求量总计" in out
    assert run("show", PDF, "--value", cell, "-o", "value.png")[0] == 0


def test_show_cuts_a_finding_out_of_the_print(run, folder):
    _, audited, _ = run("audit", PDF, "--json")
    finding = json.loads(audited)["findings"][-1]
    assert run("show", PDF, "--finding", finding["id"], "-o", "cut.png")[0] == 0
    assert (folder / "cut.png").read_bytes().startswith(b"\x89PNG")
    _, out, _ = run("show", PDF, "--finding", finding["id"], "--json")
    shown = json.loads(out)
    assert shown["finding"] == finding
    marked = [excerpt["text"][start:end] for excerpt in shown["excerpts"] for start, end in excerpt["marks"]]
    assert sorted(marked) == sorted(operand["raw"] for operand in finding["operands"])


def test_show_marks_the_numbers_of_a_finding_in_the_lines_of_a_text(run):
    _, audited, _ = run("audit", "slip.txt", "--json")
    (finding,) = [each for each in json.loads(audited)["findings"] if each["result"] == "contradicted"]
    _, out, _ = run("show", "slip.txt", "--finding", finding["id"])
    assert "南片 [80] [70] [78.50]" in out


def test_show_prints_the_structure(run):
    _, out, _ = run("show", "clean.txt")
    assert "某市河道巡查情况通报" in out
    assert "6 rows, 4 columns" in out
    _, out, _ = run("show", PDF, "--page", "17", "--json")
    assert {17} == {
        page for block in json.loads(out)["blocks"] for page in [block["place"]["page"]] if block["kind"] == "paragraph"
    }
