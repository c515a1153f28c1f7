"""What is installed is whole: a wheel does the demo's job in an empty environment without the checkout."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "examples" / "fuzhou-12345-2017-08.txt"

pytestmark = pytest.mark.full


def run(*command, cwd, codes=(0,)):
    ran = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, check=False)
    assert ran.returncode in codes, ran.stderr.decode()
    return ran.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An empty environment with the wheel in it, and the folder where its programs lie."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return programs


def test_the_installed_command_audits_and_writes_its_report(installed, tmp_path):
    shutil.copy(EXAMPLE, tmp_path / "bulletin.txt")
    command = (installed / "tongbao", "audit", "bulletin.txt", "--json", "--html", "report.html")
    audit = json.loads(run(*command, cwd=tmp_path, codes=(1,)))
    assert audit["ledger"]["numbers"] > 1000
    contradicted = [finding["printed"] for finding in audit["findings"] if finding["result"] == "contradicted"]
    assert contradicted == ["95.13%", "98.5"]
    assert "<style>" in (tmp_path / "report.html").read_text("utf-8")


def test_the_installed_library_is_typed_and_has_its_verbs(installed, tmp_path):
    typed = "importlib.resources.files(tongbao).joinpath('py.typed').is_file()"
    script = f"import importlib.resources, tongbao; print(tongbao.__all__, {typed})"
    printed = run(installed / "python", "-c", script, cwd=tmp_path)
    assert printed.strip() == "['audit', 'read', 'report', 'to_json'] True"


def test_the_installed_demo_writes_a_report_of_each_bulletin(installed, tmp_path):
    (tmp_path / "examples").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "examples" / "bulletin.txt")
    printed = run(installed / "python", "-m", "tongbao.demo", "examples", "out", cwd=tmp_path)
    assert str(tmp_path / "out" / "index.html") in printed
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "index.html",
        "bulletin.txt.en.html",
        "bulletin.txt.zh.html",
    }
