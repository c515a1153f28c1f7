"""Files that the engine would read for ever, or until the memory is full."""

import subprocess
import sys

import pytest


def bomb(content: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>>>",
        content,
        b"/X Do /Y Do",
        b"/Y Do /X Do",
    ]
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>"
    data = b"%PDF-1.7\n"
    for number, body in enumerate(objects, start=1):
        stream = b"<<%s/Length %d>>stream\n%s\nendstream" % (form if number > 4 else b"", len(body), body)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, stream if number > 3 else body)
    return data + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF\n"


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
