"""``tongbao convert``: many files into one store, whatever becomes of some of them or of the run."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from bombs import bomb
from command_line import CLEAN, RAGGED, SLIP
from generator.bulletins import make_bulletin
from generator.to_pdf import bulletin_to_pdf
from generator.to_text import bulletin_to_text

pytestmark = pytest.mark.usefixtures("folder")


def contents(path):
    """Every row of every table of a store."""
    with sqlite3.connect(path) as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {name: sorted(store.execute("SELECT * FROM " + name), key=repr) for name in names}
    store.close()
    return rows


def ledger(path):
    with sqlite3.connect(path) as store:
        found = store.execute("SELECT path, member, state, reason FROM ledger ORDER BY path, member").fetchall()
    store.close()
    return {f"{name}/{member}" if member else name: (state, reason) for name, member, state, reason in found}


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """A folder of generated bulletins, as text and as PDF."""
    folder = tmp_path_factory.mktemp("generated")
    for seed in range(1, 7):
        bulletin = make_bulletin(seed)
        (folder / f"{seed}.txt").write_bytes(bulletin_to_text(bulletin).data())
        if seed < 3:
            (folder / f"{seed}.pdf").write_bytes(bulletin_to_pdf(bulletin))
    return folder


def convert(run, *words):
    status, out, err = run("convert", *words, "--json")
    return status, json.loads(out) if out else {}, err


def test_files_are_kept_once_with_all_their_names_and_bad_ones_with_their_reason(run, folder):
    archive = folder / "档案"
    archive.mkdir()
    (archive / "二 月.txt").write_text(CLEAN, encoding="gb18030")
    (archive / "copy.txt").write_text(CLEAN, encoding="gb18030")
    (archive / "slip.txt").write_text(SLIP, encoding="utf-8")
    (archive / "ragged.txt").write_text(RAGGED, encoding="utf-8")
    (archive / "empty.txt").write_bytes(b"")
    (archive / "garbage.pdf").write_bytes(b"%PDF-1.7 garbage")
    (archive / "program.exe").write_bytes(b"MZ\x90\x00" + bytes(range(256)) * 4)
    with zipfile.ZipFile(archive / "packed.zip", "w") as packed:
        packed.writestr("slip again.txt", SLIP)
    status, said, _ = convert(run, archive, "--into", "corpus.db", "--jobs", 2)
    assert status == 0
    assert {name: said[name] for name in ("files", "read", "partly", "failed", "duplicates", "documents")} == {
        "files": 8, "read": 2, "partly": 1, "failed": 3, "duplicates": 2, "documents": 3,
    }  # fmt: skip
    assert said["contradicted"] == 1
    found = ledger("corpus.db")
    assert found[str(archive / "empty.txt")][1].startswith("the file is empty")
    assert [state for state, _ in found.values()].count("failed") == 3
    assert convert(run, archive, "--into", "corpus.db")[1]["unchanged"] == 5


@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.full), 4])
def test_the_store_is_the_same_for_any_number_of_workers(run, generated, jobs):
    assert convert(run, generated, "--into", "one.db", "--jobs", 2)[0] == 0
    assert convert(run, generated, "--into", "other.db", "--jobs", jobs)[0] == 0
    assert contents("one.db") == contents("other.db")


def test_one_bulletin_as_text_and_pdf_is_counted_once(run, generated):
    said = convert(run, generated, "--into", "corpus.db")[1]
    assert (said["documents"], said["bulletins"]) == (8, 6)


@pytest.mark.full
def test_a_run_that_is_killed_goes_on_where_it_stopped(run, generated):
    assert convert(run, generated, "--into", "whole.db", "--jobs", 2)[0] == 0
    for least in (1, 4):
        command = [sys.executable, "-m", "tongbao", "convert", str(generated), "--into", "killed.db", "--jobs", "2"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and documents("killed.db") < least:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
    assert 0 < documents("killed.db") < 8
    status, said, _ = convert(run, generated, "--into", "killed.db", "--jobs", 2)
    assert (status, said["documents"]) == (0, 8)
    assert said["unchanged"] >= 4
    assert contents("killed.db") == contents("whole.db")
    assert run("store", "check", "killed.db")[0] == 0


def documents(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
            count = store.execute("SELECT count(*) FROM documents").fetchone()[0]
        store.close()
    except sqlite3.OperationalError:
        return 0
    return count


@pytest.fixture
def heard():
    """Let children hear Ctrl-C also where the tests run in the background, where shells have it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_an_interrupted_run_says_so_and_leaves_no_process(generated):
    command = [sys.executable, "-m", "tongbao", "convert", str(generated), "--into", "corpus.db", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and documents("corpus.db") < 1:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "the same command goes on" in err
    assert "Traceback" not in err


def test_a_file_that_hangs_costs_only_itself(run, folder):
    archive = folder / "archive"
    archive.mkdir()
    (archive / "bomb.pdf").write_bytes(bomb(b"/X Do"))
    (archive / "clean.txt").write_text(CLEAN, encoding="utf-8")
    said = convert(run, archive, "--into", "corpus.db", "--jobs", 1, "--limit", "seconds=1")[1]
    assert (said["read"], said["failed"]) == (1, 1)
    assert "a page takes longer than the limit of 1 seconds" in said["failures"][0]["reason"]
    assert said["failures"][0]["reason_zh"].startswith("放弃读取")


@pytest.mark.full
def test_a_worker_killed_from_outside_costs_nothing(generated, run):
    assert convert(run, generated, "--into", "whole.db", "--jobs", 2)[0] == 0
    command = [sys.executable, "-m", "tongbao", "convert", str(generated), "--into", "corpus.db", "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None and documents("corpus.db") < 2:
            time.sleep(0.02)
        for child in children(process.pid):
            os.kill(child, signal.SIGKILL)
        assert process.wait(60) == 0
    assert contents("corpus.db") == contents("whole.db")


def children(pid):
    """Workers of a process; not the helper that looks after its semaphores."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in listed if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def test_what_failed_is_read_again_only_when_asked(run, folder):
    (folder / "bad.txt").write_bytes(b"")
    assert convert(run, "bad.txt", "clean.txt", "--into", "corpus.db")[0] == 0
    status, said, _ = convert(run, "bad.txt", "--into", "corpus.db")
    assert (status, said["failed"]) == (2, 1)
    Path("bad.txt").write_text(SLIP, encoding="utf-8")
    assert convert(run, "--retry-failed", "--into", "corpus.db")[1]["read"] == 1
    assert [state for state, _ in ledger("corpus.db").values()] == ["read", "read"]


def test_failures_count_under_strict(run, folder):
    (folder / "bad.txt").write_bytes(b"")
    assert convert(run, "bad.txt", "clean.txt", "--into", "corpus.db", "--strict")[0] == 2


def test_a_dry_run_counts_and_writes_nothing(run):
    said = convert(run, "clean.txt", "slip.txt", "--into", "corpus.db", "--dry-run")[1]
    assert (said["dry_run"], said["read"]) == (True, 2)
    assert not Path("corpus.db").exists()
    convert(run, "clean.txt", "--into", "corpus.db")
    said = convert(run, "clean.txt", "slip.txt", "--into", "corpus.db", "--dry-run")[1]
    assert (said["read"], said["unchanged"], documents("corpus.db")) == (1, 1, 1)


def test_a_document_kept_by_an_older_reader_is_read_anew(run):
    convert(run, "clean.txt", "--into", "corpus.db")
    fresh = contents("corpus.db")
    with sqlite3.connect("corpus.db") as store:
        store.execute("UPDATE documents SET reader = 'tongbao 0.0.1', title = 'old'")
    store.close()
    assert convert(run, "clean.txt", "--into", "corpus.db")[1]["read"] == 1
    assert contents("corpus.db") == fresh


def test_a_list_is_read_from_standard_input():
    command = [sys.executable, "-m", "tongbao", "convert", "-", "--into", "corpus.db", "--json"]
    ran = subprocess.run(command, input=b"clean.txt\r\nslip.txt\n\n", capture_output=True, check=True)
    assert json.loads(ran.stdout)["read"] == 2


def test_a_manifest_is_kept_and_can_change_later(run, folder):
    for address in ("https://example.org/1", "https://example.org/2"):
        (folder / "list.csv").write_text(f"path,url\nclean.txt,{address}\nother.txt,x\n", encoding="utf-8")
        _, _, err = convert(run, "clean.txt", "--into", "corpus.db", "--manifest", "list.csv")
        assert "other.txt" in err
        assert contents("corpus.db")["manifest"] == [("clean.txt", "", "url", address)]


def test_misuse_is_one_line(run, folder):
    (folder / "notes.txt").write_text("not a store", encoding="utf-8")
    for words in (
        ["--into", "corpus.db"],
        ["clean.txt", "--into", "notes.txt"],
        ["clean.txt", "--into", "no/corpus.db"],
    ):
        status, out, err = run("convert", *words)
        assert (status, out, err.count("\n")) == (2, "", 1), words


def test_people_read_the_counts_in_their_language(run, folder):
    (folder / "bad.txt").write_bytes(b"")
    _, out, _ = run("convert", "clean.txt", "bad.txt", "--into", "corpus.db", "--lang", "zh")
    assert "读取" in out
    assert "bad.txt：文件为空；请重新获取原文件" in out
