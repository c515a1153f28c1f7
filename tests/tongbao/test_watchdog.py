"""Files that the engine would read for ever, or until the memory is full."""

import subprocess
import sys

import pytest
from bombs import bomb


@pytest.mark.parametrize(
    ("content", "limit"),
    [(b"/X Do", "seconds=1"), (b"/A BMC " * 100_000, "megabytes=200")],
    ids=["forms in one another", "marks never closed"],
)
def test_a_file_that_the_engine_does_not_come_back_from_is_given_up(content, limit, tmp_path):
    """In a process of its own: nothing else ends an engine that does not listen."""
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb(content))
    command = [sys.executable, "-m", "tongbao", "tables", str(path), "--limit", limit, "--lang", "en"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"tongbao: {path}: given up: ")
    assert ended.stderr.count("\n") == 1
