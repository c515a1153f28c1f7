"""Where the command line is tried: a folder of its own with small bulletins, and the command in this process."""

import pytest
from command_line import CLEAN, RAGGED, SLIP

from tongbao.cli import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of its own, in English, with a clean bulletin, one with a slip and one with a cell too few."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, text in (("clean.txt", CLEAN), ("slip.txt", SLIP), ("ragged.txt", RAGGED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capfdbinary):
    def call(*words):
        status = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return call
