"""What a person sees fits 80 columns, lines up over wide characters, and cannot be steered by a file."""

import io
from dataclasses import replace

import pytest
from audit_factories import make_audit, make_bulletin, make_finding, make_full_audit, make_operand
from factories import make_document, make_grid, make_table
from rich.cells import cell_len
from rich.console import Console

from corpus.report import Lang
from corpus.report.excerpts import Excerpts
from corpus.report.reader import Reader
from schemas.findings import Reason, Result
from tongbao import terminal


def printed(write, *, width=80, colour=False, **fields):
    console = Console(
        file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False, force_terminal=colour, **fields
    )
    write(console)
    return console.file.getvalue()


WIDE = make_grid(
    [
        ["单位", *(f"按期结案数 {n}" for n in range(14))],
        ["市城乡建设发展总公司（含下属各分公司和管理处）", *("12345" for _ in range(14))],
        ["某局", *("7" for _ in range(14))],
    ]
)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [80, 40])
def test_every_line_fits_the_terminal(lang, width):
    audit = make_full_audit()
    texts = [
        printed(lambda console: terminal.print_audit(console, audit, Reader(lang)), width=width),
        printed(lambda console: terminal.print_bulletin(console, audit.bulletins[0], Reader(lang)), width=width),
        printed(lambda console: terminal.print_grids(console, make_document(WIDE), Reader(lang)), width=width),
        printed(
            lambda console: terminal.print_structure(console, make_document("甲" * 200, WIDE), Reader(lang), None),
            width=width,
        ),
    ]
    assert max(cell_len(line) for text in texts for line in text.splitlines()) <= width


def test_a_table_too_wide_is_printed_in_bands_that_lose_no_number():
    text = printed(lambda console: terminal.print_grids(console, make_document(WIDE), Reader(Lang.EN)))
    assert text.count("12345") == 14
    assert text.count("某局") == text.count("columns ") > 1
    assert "of 15" in text


def test_columns_line_up_over_wide_characters():
    grid = make_grid(["单位\t甲", "某某某局\t1", "ab\t2"])
    lines = printed(lambda console: terminal.print_grids(console, make_document(grid), Reader(Lang.EN))).splitlines()[
        1:4
    ]
    assert [cell_len(line[: line.index(mark)]) for line, mark in zip(lines, "甲12", strict=True)] == [10, 10, 10]


def test_a_cell_without_a_proved_column_is_printed_too():
    grid = make_grid(["单位\t甲\t乙", "某局\t1\t2", "某处\t3"], loose={2})
    assert "not proved: 3" in printed(
        lambda console: terminal.print_grids(console, make_document(grid), Reader(Lang.EN))
    )


def test_pipes_get_no_colours_and_terminals_do_unless_no_color_is_set(monkeypatch):
    def write(console):
        terminal.print_audit(console, make_full_audit(), Reader(Lang.EN))

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in printed(write)
    assert "\x1b[1;31m" in printed(write, colour=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in printed(write, colour=True, color_system="standard")


def test_a_file_cannot_steer_the_terminal():
    table = make_table(["单位", "\x1b]0;x\x07甲"], ["\x1b[2J局[red]\u202e\t1"], title="\x1b[31m[bold]表")
    finding = make_finding(Result.CONTRADICTED, [make_operand(table, 1, 1)], "\x1b[31m", rule_text="\x9b31m")
    audit = make_audit(make_bulletin(tables=[table], title="\x1b[31m"), [finding])
    texts = [
        printed(lambda console: terminal.print_audit(console, audit, Reader(Lang.EN))),
        printed(lambda console: terminal.print_bulletin(console, audit.bulletins[0], Reader(Lang.EN))),
        printed(lambda console: terminal.print_grids(console, audit.bulletins[0].document, Reader(Lang.EN))),
        printed(lambda console: terminal.print_structure(console, audit.bulletins[0].document, Reader(Lang.EN), None)),
    ]
    assert not set("\x1b\x07\x9b\u202e") & set("".join(texts))
    assert "\\x1b[2J局[red]\\u202e" in texts[2]
    assert "[bold]表" in texts[1]


def test_the_printed_line_of_a_finding_has_its_numbers_in_brackets():
    audit = make_full_audit()
    finding, document = audit.findings[1], audit.bulletins[0].document
    lines = Excerpts(document).of(finding)
    text = printed(lambda console: terminal.print_finding(console, finding, Reader(Lang.EN), lines))
    assert "乙局 [67] [66] [98.5]" in text
    assert "66 ÷ 67 × 100% = 98.51" in text
    assert "printed 98.5, recomputed 98.51" in text


def test_many_findings_without_a_verdict_are_counted():
    table = make_table(["单位", "甲"], [f"局\t{n}" for n in range(25)])
    findings = [
        make_finding(Result.NOT_ASSESSABLE, [make_operand(table, n + 1, 1)], f"m{n}", reason=Reason.UNDEFINED)
        for n in range(25)
    ]
    audit = make_audit(make_bulletin(tables=[table]), findings)
    text = printed(lambda console: terminal.print_audit(console, audit, Reader(Lang.EN)))
    assert text.count("NOT ASSESSABLE") == terminal.MOST_NOT_ASSESSABLE
    assert f"{25 - terminal.MOST_NOT_ASSESSABLE} more" in text


@pytest.mark.parametrize("lang", list(Lang))
def test_a_partial_read_is_one_line(lang):
    problems = make_full_audit().bulletins[0].problems
    line = terminal.problems_to_line(
        "a.txt", [*problems, *(replace(each, kind="page-unreadable") for each in problems)], Reader(lang)
    )
    assert "\n" not in line
    assert "a.txt" in line
    assert line.count("× 1") == 2


def test_all_words_print_on_a_gbk_console():
    audit = make_full_audit()
    for lang in Lang:
        text = printed(lambda console: terminal.print_audit(console, audit, Reader(lang)))  # noqa: B023 - called at once
        assert text.encode("gbk").decode("gbk") == text
