"""Rows to a tree: whose member each row is, and which rows a subtotal or total stands for.

The print is read first (``members``); sums only decide whether members so found are a partition of their parent, and
which rows a total stands for where the print leaves that open (``totals``).
"""

from collections.abc import Sequence

from parsers.tables.closing import Sums
from parsers.tables.lines import TOTALS, Line
from parsers.tables.members import bind_members
from parsers.tables.totals import bind_to_totals, judge
from schemas.tables import Bond, RowKind


def lines_to_tree(lines: list[Line], sums: Sums) -> None:
    """Set parents, kinds and paths of ``lines``."""
    named = [line for line in lines if line.kind is RowKind.DATA or line.kind in TOTALS]
    bind_members(named, sums)
    bind_to_totals(named, sums)
    judge(named, sums)
    _name_groups(named)
    _set_paths(lines)


def _name_groups(lines: Sequence[Line]) -> None:
    over = {line.parent for line in lines if line.bond not in (None, Bond.OF_WHICH, Bond.SUBTOTAL)}
    for line in lines:
        if line.row in over and line.kind is RowKind.DATA:
            line.kind = RowKind.GROUP


def _set_paths(lines: Sequence[Line]) -> None:
    """A row's path is its parent's, which stands above it, and its own label; a subtotal is in no path."""
    paths: dict[int, tuple[str, ...]] = {}
    for line in lines:
        above = paths[line.parent] if line.parent is not None and line.bond is not Bond.SUBTOTAL else ()
        names = (*(name for name in line.scope if name not in above), line.label)
        line.path = paths[line.row] = (*above, *filter(None, names))
