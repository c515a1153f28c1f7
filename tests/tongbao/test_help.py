"""What the commands say of themselves: help in both languages, and the schemas of their JSON."""

import json

import click
import pytest
from command_line import CLEAN, PDF
from rich.cells import cell_len

from corpus.store import open_store
from tongbao.border import command_schemas
from tongbao.cli import commands

pytestmark = pytest.mark.usefixtures("folder")


def every_command(group=commands, names=()):
    """Return each command with the words that call it, those of groups too."""
    listed = {names: group}
    for name, command in getattr(group, "commands", {}).items():
        listed |= every_command(command, (*names, name))
    return listed


def test_every_command_has_help_with_an_example_that_works(run, folder):
    (folder / "archive").mkdir()
    (folder / "archive" / "bulletin.txt").write_text(CLEAN, encoding="utf-8")
    with open_store(folder / "corpus.db", create=True):
        pass
    for names, command in every_command().items():
        status, out, _ = run(*names, "--help")
        assert status == 0
        assert command.help
        assert "Example: tongbao " in " ".join(out.split())
        words = command.epilog.removeprefix("Example: tongbao ").split()
        for word in words:
            if word == "bulletin.pdf":
                (folder / word).write_bytes(PDF.read_bytes())
            if word == "bulletin.txt":
                (folder / word).write_text(CLEAN, encoding="utf-8")
        (folder / "copy.db").unlink(missing_ok=True)
        assert run(*words)[0] in (0, 1)  # 1 is an answer too: something is contradicted


def test_the_help_is_there_in_chinese_too(run, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for names, command in every_command().items():
        status, out, _ = run(*names, "--help")
        assert status == 0
        assert out.startswith("用法：tongbao")
        assert command.help.split("\n")[0][:20] not in out
        assert "示例：tongbao " in out
        assert max(map(cell_len, out.splitlines())) <= 80
        said = [param.help for param in command.params if isinstance(param, click.Option) and param.help]
        assert not [words for words in said if words[:20] in out]
    assert "列出正文中的数" in run("--help")[1]
    assert run("read", "--help", "--lang", "en")[1].startswith("Usage: ")


def test_no_command_at_all_shows_the_help(run):
    status, _, err = run()
    assert status == 2
    assert "Commands:" in err


def test_the_schemas_are_printed_all_or_one(run):
    _, out, _ = run("schema")
    assert set(json.loads(out)) == {"read", "tables", "figures", "audit", "show", "convert", "search", "series"}
    _, out, _ = run("schema", "audit")
    assert json.loads(out) == command_schemas()["audit"]
