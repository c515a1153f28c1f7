"""The examples of the READMEs run as tests: Python blocks, and console sessions held against what they print.

It stands at the root because pytest asks only the ``conftest.py`` files above a file whether they collect it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent
LANGUAGES = {"README.md": "C.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}
FINDING = re.compile(r"finding-[0-9a-f]+")


def run_session(example: Example) -> None:
    """Run each ``$`` line in an empty folder beside the examples; ``...`` in the output stands for anything."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "LC_ALL": LANGUAGES[Path(example.path).name],
        "PYTHONUTF8": "1",
    }
    namespace = example.namespace
    status, printed = 0, namespace.get("printed", "")
    for command, expected in session_to_steps(example.parsed):
        if command == "echo $?":
            printed = str(status)
        else:
            named = FINDING.search(printed)  # the id as the session above it printed it, on this reading
            ran = subprocess.run(  # noqa: S603 - our own README
                shlex.split(FINDING.sub(named[0], command) if named else command),
                cwd=namespace["folder"],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            status, printed = ran.returncode, plain(ran.stdout.decode("utf-8"))
            namespace["printed"] = printed
        pattern = ".*".join(re.escape(part) for part in FINDING.sub("ID", plain(expected)).split("..."))
        if not re.fullmatch(pattern, FINDING.sub("ID", printed), re.DOTALL):
            raise AssertionError(f"$ {command}\n--- expected\n{expected}\n--- printed\n{printed}")


def session_to_steps(session: str) -> list[tuple[str, str]]:
    """Return each command with the output that is shown under it."""
    steps = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    return [(command, expected) for command, _, expected in (step.partition("\n") for step in steps)]


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def enter(namespace: dict[str, object]) -> None:
    folder = Path(mkdtemp(prefix="tongbao-readme-"))
    (folder / "tests").symlink_to(ROOT / "tests")
    namespace["folder"], namespace["before"] = folder, Path.cwd()
    os.chdir(folder)


def leave(namespace: dict[str, object]) -> None:
    os.chdir(str(namespace["before"]))
    shutil.rmtree(str(namespace["folder"]))


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_session)],
    patterns=list(LANGUAGES),
    setup=enter,
    teardown=leave,
).pytest()
