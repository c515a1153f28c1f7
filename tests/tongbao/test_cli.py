"""The command line: what is printed where, with which exit status, and never a traceback."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import EXAMPLES, PDF, SLIP, started
from fpdf import FPDF
from jsonschema import Draft202012Validator

from schemas.limits import Limits
from tongbao.border import command_schemas
from tongbao.options import locale_to_lang, words_to_limits

pytestmark = pytest.mark.usefixtures("folder")


# Verdicts and exit statuses


def test_nothing_contradicted_is_0_and_a_contradiction_is_1(run):
    assert run("audit", "clean.txt")[0] == 0
    status, out, _ = run("audit", "slip.txt")
    assert status == 1
    assert "1 relation is contradicted." in out
    assert "78.5" in out


def test_several_files_are_audited_together_and_one_slip_counts(run):
    status, out, _ = run("audit", "clean.txt", "slip.txt", "--json")
    assert status == 1
    assert [Path(source["path"]).name for source in json.loads(out)["sources"]] == ["clean.txt", "slip.txt"]


def test_a_file_given_twice_counts_once(run):
    _, once, _ = run("audit", "slip.txt", "--json")
    _, twice, _ = run("audit", "slip.txt", "slip.txt", "--json")
    assert once == twice


def test_a_partial_read_exits_by_its_findings_and_is_2_under_strict(run):
    for words, status in ((("audit",), 0), (("audit", "--strict"), 2), (("read",), 0), (("read", "--strict"), 2)):
        found, _, err = run(*words, "ragged.txt")
        assert found == status
        assert re.fullmatch(r"tongbao: ragged\.txt: read in part: .*\n", err)
    _, out, _ = run("audit", "ragged.txt", "--json")
    assert json.loads(out)["problems"]
    assert run("audit", "--strict", "clean.txt")[0] == 0


def test_a_bad_file_among_others_is_recorded_and_the_rest_is_audited(run):
    status, out, err = run("audit", "clean.txt", "missing.txt", "--json")
    assert status == 2
    assert err.count("\n") == 1
    assert "missing.txt" in err
    audit = json.loads(out)
    assert len(audit["sources"]) == 1
    assert [(each["kind"], each["place"]) for each in audit["problems"]] == [("unreadable-input", None)]
    Draft202012Validator(command_schemas()["audit"]).validate(audit)


# Misuse and unreadable input


WORD = "secret"


def encrypted(path):
    pdf = FPDF()
    pdf.set_encryption(owner_password=WORD, user_password=WORD)
    pdf.add_page()
    pdf.set_font("helvetica")
    pdf.cell(text="12345")
    pdf.output(str(path))


@pytest.mark.parametrize("command", ["read", "tables", "figures", "audit", "show"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_input_that_cannot_be_read_is_one_clear_line_and_2(run, folder, command, lang):
    (folder / "empty.txt").touch()
    (folder / "garbage.bin").write_bytes(bytes(range(256)) * 64)
    (folder / "cut.pdf").write_bytes(PDF.read_bytes()[:3000])
    (folder / "fake.pdf").write_bytes(b"%PDF-1.7\nnothing")
    encrypted(folder / "locked.pdf")
    for name in ("missing.txt", ".", "empty.txt", "garbage.bin", "cut.pdf", "fake.pdf", "locked.pdf"):
        status, out, err = run(command, name, "--lang", lang)
        assert (status, out) == (2, ""), name
        assert err.count("\n") == 1, err
        assert name in err
        assert "Traceback" not in err
        assert "fault of tongbao" not in err
        assert bool(re.search("[\u4e00-\u9fff]", err)) == (lang == "zh"), err


def test_a_name_that_would_break_the_line_or_steer_the_terminal_does_neither(run):
    status, _, err = run("read", "no\n\x1b[31msuch file")
    assert status == 2
    assert err.count("\n") == 1
    assert "no \\x1b[31msuch file" in err


def test_the_password_opens_the_file(run, folder):
    encrypted(folder / "locked.pdf")
    assert run("read", "locked.pdf", "--password", WORD)[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("audit",),
        ("no-such-command",),
        ("audit", "clean.txt", "--no-such-option"),
        ("audit", "clean.txt", "--lang", "fr"),
        ("audit", "clean.txt", "--limit", "bytes"),
        ("audit", "clean.txt", "--limit", "nonsense=3"),
        ("audit", "clean.txt", "--family", "no-such-family"),
        ("show", "clean.txt", "--page", "1"),
        ("show", "clean.txt", "--page", "0"),
        ("show", "clean.txt", "-o", "x.png"),
        ("show", "clean.txt", "--finding", "f-0"),
        ("show", "slip.txt", "--finding", "f-0", "--page", "1"),
        ("show", PDF, "--page", "999", "-o", "x.png"),
        ("show", PDF, "--page", "1", "--words"),
        ("show", PDF, "--words", "-o", "x.png"),
        ("show", PDF, "--page", "1", "--figure", "token-0", "-o", "x.png"),
        ("show", "clean.txt", "--figure", "token-0"),
        ("show", "clean.txt", "--value", "table-0/r1c1"),
        ("audit", "-", "-"),
        ("schema", "no-such-command"),
        ("tables", "clean.txt", "--xlsx", "clean.txt"),
        ("tables", "clean.txt", "--csv", "clean.txt"),
        ("tables", "clean.txt", "--csv", "slip.txt"),
        ("tables", "clean.txt", "--csv", "no/where"),
        ("tables", "clean.txt", "--csv", "."),
        ("figures", "clean.txt", "--csv", "--json"),
        ("figures",),
        ("audit", "clean.txt", "--html", "clean.txt"),
        ("audit", "clean.txt", "--html", "no/where.html"),
    ],
)
def test_misuse_is_one_line_and_2(run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"tongbao: .+\n", err)
    assert "fault of tongbao" not in err


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (("audit", "a.txt", "--htlm", "x"), "No such option '--htlm'", "没有选项 --htlm（是否指 --html"),
        (("audti", "a.txt"), "No such command 'audti'", "没有命令 audti"),
        (("audit",), "Missing argument 'FILES...'", "缺少参数 FILES"),
        (("tables", "a.txt", "--csv"), "Option '--csv' requires an argument", "选项 --csv 后须有值"),
        (("show", "a.pdf", "--page", "0"), "Invalid value for '--page'", "--page 的值无效：应为不小于 1 的整数"),
        (("audit", "a.txt", "--lang", "fr"), "Invalid value for '--lang'", "--lang 的值无效：应为 en、zh 之一"),
    ],
)
def test_a_wrong_command_line_is_said_in_both_languages_with_where_to_look(run, monkeypatch, words, en, zh):
    help_of = "tongbao" if words[0] == "audti" else f"tongbao {words[0]}"
    for locale, said in (("C.UTF-8", en), ("zh_CN.UTF-8", zh)):
        monkeypatch.setenv("LC_ALL", locale)
        status, out, err = run(*words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
        assert err.endswith(f"{help_of} --help\n")


def test_standard_input_that_cannot_be_read_is_named_by_its_dash():
    ran = started("audit", "-", input=b"")
    assert (ran.returncode, ran.stderr) == (2, b"tongbao: -: the file is empty; get the published file again\n")


def test_an_interruption_while_writing_leaves_the_old_output_and_nothing_else(run, folder, monkeypatch):
    assert run("audit", "slip.txt", "--html", "report.html")[0] == 1
    assert run("tables", "clean.txt", "--xlsx", "tables.xlsx")[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    for words in (("audit", "clean.txt", "--html", "report.html"), ("tables", "slip.txt", "--xlsx", "tables.xlsx")):
        assert run(*words) == (130, "", "tongbao: interrupted\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_limit_can_be_set_and_says_how_to_raise_it(run):
    status, _, err = run("read", "clean.txt", "--limit", "bytes=10")
    assert status == 2
    assert "--limit bytes=" in err
    assert words_to_limits(("bytes=10", "pages=2")) == Limits(bytes=10, pages=2)


def test_a_fault_of_ours_is_one_line_too(run, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("out of\nluck")

    monkeypatch.setattr("tongbao.commands.read_input", fail)
    status, out, err = run("read", "clean.txt")
    assert (status, out) == (2, "")
    assert err == "tongbao: RuntimeError: out of luck: this is a fault of tongbao, not of the file; please report it\n"


def test_interrupting_is_130_and_one_line(run, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("tongbao.commands.read_input", interrupt)
    assert run("read", "clean.txt") == (130, "", "tongbao: interrupted\n")


def test_a_real_signal_while_reading_standard_input_is_130():
    # the handler is set anew: what runs in the background of a shell is started with interrupts ignored
    script = (
        "import signal, sys, tongbao.cli; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "print('ready', flush=True); sys.exit(tongbao.cli.main(['read', '-']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        time.sleep(0.5)  # until it waits for its input
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b"tongbao: interrupted\n"


# What is printed


@pytest.mark.parametrize("command", ["read", "tables", "figures", "audit", "show"])
@pytest.mark.parametrize("name", ["clean.txt", "slip.txt", "ragged.txt"])
def test_json_fits_its_schema_and_is_the_same_in_every_language(run, command, name):
    _, en, _ = run(command, name, "--json", "--lang", "en")
    _, zh, _ = run(command, name, "--json", "--lang", "zh")
    assert en == zh
    Draft202012Validator(command_schemas()[command]).validate(json.loads(en))


@pytest.mark.parametrize("command", ["read", "tables", "figures", "audit", "show"])
def test_the_example_pdf_fits_the_schemas(run, command):
    _, out, _ = run(command, PDF, "--json")
    Draft202012Validator(command_schemas()[command]).validate(json.loads(out))


def test_json_is_utf_8_whatever_the_locale():
    outputs = {
        started("audit", "slip.txt", "--json", env={**os.environ, **setting}).stdout
        for setting in ({"LC_ALL": "C"}, {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"}, {"LANG": "zh_CN.UTF-8"})
    }
    assert len(outputs) == 1
    assert "片" in outputs.pop().decode("utf-8")


@pytest.mark.parametrize("name", ["fuzhou-12345-2017-08.txt", "fuzhou-12345-2017-04.pdf"])
def test_the_same_file_gives_the_same_bytes_in_every_process(folder, name):
    for seed in ("1", "2"):
        ran = started(
            "audit", EXAMPLES / name, "--json", "--html", f"{seed}.html", env={**os.environ, "PYTHONHASHSEED": seed}
        )
        (folder / f"{seed}.json").write_bytes(ran.stdout)
    for kind in ("json", "html"):
        assert (folder / f"1.{kind}").read_bytes() == (folder / f"2.{kind}").read_bytes()
        assert (folder / f"1.{kind}").stat().st_size > 100_000


def test_a_gbk_console_gets_gbk_and_what_it_cannot_print_does_not_stop_it(folder):
    (folder / "wide.txt").write_text(SLIP.replace("东片", "东片😀"), encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"}
    for command in ("audit", "read", "tables", "show"):
        ran = started(command, "wide.txt", env=environment)
        assert b"Traceback" not in ran.stderr
        assert "片" in ran.stdout.decode("gbk")


@pytest.mark.parametrize("command", ["read", "tables", "figures", "audit", "show"])
def test_people_get_lines_of_80_columns_without_escape_codes_in_a_pipe(command):
    ran = started(command, "slip.txt")
    assert b"\x1b" not in ran.stdout + ran.stderr
    assert ran.stderr == b""
    assert max(len(line.encode("gbk", "replace")) for line in ran.stdout.decode().splitlines()) <= 80


def test_standard_input_is_read_and_named_by_its_dash():
    by_name = json.loads(started("audit", "slip.txt", "--json").stdout)
    ran = started("audit", "-", "--json", input=SLIP.encode())
    piped = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert piped["sources"][0]["path"] == "-"
    piped["sources"][0]["path"] = "slip.txt"
    assert piped == by_name


def test_a_reader_who_leaves_early_changes_nothing_of_the_status():
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m tongbao audit slip.txt --json | head -c 1"],
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, b"{", b"")


def test_a_full_disk_is_one_line():
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tongbao", "read", "clean.txt"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr == b"tongbao: standard output: cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_comes_from_the_locale(monkeypatch, environment, lang):
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(key, raising=False)
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    assert locale_to_lang() == lang


def test_words_for_people_come_in_the_language_asked(run):
    assert "发现 1 处不符。" in run("audit", "slip.txt", "--lang", "zh")[1]
    assert "1 relation is contradicted." in run("audit", "slip.txt", "--lang=en")[1]
