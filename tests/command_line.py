"""A small bulletin for the command line: clean, with a slip, and with a cell too few; and the command, started."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parent / "examples"
PDF = EXAMPLES / "fuzhou-12345-2017-04.pdf"

CLEAN = """\
某市河道巡查情况通报

现将2031年3月份河道巡查情况通报如下。

各片区巡查情况表

片区	应巡数	已巡数	完成率(%)
东片	200	198	99.00
西片	67	66	98.51
南片	80	70	87.50
北片	41	40	97.56
中片	33	32	96.97

说明：完成率=已巡数/应巡数×100%。
"""
SLIP = CLEAN.replace("87.50", "78.50")
RAGGED = CLEAN.replace("南片\t80\t70\t87.50", "南片\t80\t70")


def started(*words, **fields):
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tongbao", *map(str, words)], capture_output=True, check=False, **fields
    )
