"""The demo leaves a report of each bulletin in both languages, and a page that leads to them."""

import re
from pathlib import Path

from tongbao.demo import main

AUGUST = Path(__file__).parents[1] / "examples" / "fuzhou-12345-2017-08.txt"


def demo(folder, monkeypatch, capsys, locale="C.UTF-8"):
    monkeypatch.setenv("LC_ALL", locale)
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / AUGUST.name).write_bytes(AUGUST.read_bytes())
    (folder / "in" / "by_hand.json").write_text("{}")
    return main([str(folder / "in"), str(folder / "out")]), capsys.readouterr()


def test_it_says_the_answer_and_where_the_reports_lie(tmp_path, monkeypatch, capsys):
    status, printed = demo(tmp_path, monkeypatch, capsys)
    assert status == 0
    assert "2 relations are contradicted." in printed.out
    assert "* 市自来水有限公司" in printed.out
    assert printed.out.splitlines()[-1] == f"Report: {tmp_path / 'out' / 'index.html'}"
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    files = re.findall(r'href="([^"]+)"', index)
    assert files == [f"{AUGUST.name}.en.html", f"{AUGUST.name}.zh.html"]
    assert all((tmp_path / "out" / file).is_file() for file in files)


def test_it_can_run_again_but_not_over_a_file_of_the_users(tmp_path, monkeypatch, capsys):
    assert demo(tmp_path, monkeypatch, capsys, "zh_CN.UTF-8")[0] == 0
    assert demo(tmp_path, monkeypatch, capsys)[0] == 0
    (tmp_path / "out" / "index.html").write_text("mine")
    status, printed = demo(tmp_path, monkeypatch, capsys)
    assert status == 2
    assert "index.html: exists" in printed.err
    assert (tmp_path / "out" / "index.html").read_text() == "mine"


def test_misuse_is_one_line(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert main([str(tmp_path / "missing"), str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 2
