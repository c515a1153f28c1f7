"""Tables that level rules bound: three-line tables, and tables with a line under each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.rules import Rule
from extract.pdf.textlines import PROSE, Block, TextLine, in_columns

_SIDE = 4.0  # points between the ends of rules of one table at most
_INSET = 2.0  # points that a rule under a group's name is shorter on each side than one over all of its columns
_DOUBLE = 6.0  # points between the two strokes of a double rule at most
_ROW_LINES = 2  # of a row between two rules
_FEWEST_ROWS = 2  # between rules, under which a lone name may be another
_LOW_ROWS = 0.7  # of what stands between rules are single rows: rules part all rows
_AS_HIGH = 1.3  # times the usual height of such rows
_REACH = 0.6  # of the widest rule's length: a rule so long that ends with it parts rows too


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two level rules: the numbers of its lines; ``widest`` is the longest rule of the table."""

    upper: Rule
    lines: range
    lower: Rule
    widest: Rule

    @property
    def height(self) -> float:
        return self.lower.at - self.upper.at

    def is_tabular(self, lines: Sequence[TextLine]) -> bool:
        """Tell whether the lines are set in columns."""
        em = max(line.em for line in lines)
        left, right = self.widest.start, self.widest.end
        if any(line.left < left - em or line.right > right + em or line.has_leaders for line in lines):
            return False
        wide = [line for line in lines if len(line.chunks) == 1 and line.right - line.left > PROSE * (right - left)]
        return in_columns(lines) and 3 * len(wide) < len(lines)


def stacks_of_rules(lines: Sequence[TextLine], rules: Sequence[Rule]) -> list[Block]:
    """Return the tables that level rules of one length bound: over the head, under it, and under the body at least.

    What stands between two of the rules is set in columns; running text there parts two tables.
    """
    found: list[Block] = []
    left = sorted(rules, key=lambda rule: rule.start - rule.end)
    while left:
        widest = left[0]
        same = [rule for rule in left if _is_of_table(rule, widest)]
        left = [rule for rule in left if not _is_of_table(rule, widest)]
        runs = _tabular_runs(lines, sorted(same), widest)
        found += [block for run in runs for block in _bands_to_block(lines, run, rules)]
    found.sort(key=lambda block: (block.head, -block.end))
    return [block for number, block in enumerate(found) if all(one.end <= block.head for one in found[:number])]


def _is_of_table(rule: Rule, widest: Rule) -> bool:
    """Tell whether a rule parts rows of a table: it ends where the longest does, and begins there or behind names."""
    long = rule.end - rule.start >= _REACH * (widest.end - widest.start)
    return long and abs(rule.end - widest.end) < _SIDE


def _underlines_a_group(rule: Rule, widest: Rule) -> bool:
    """Tell whether a rule is one under a name of the head: it is inset, or leaves the names' column out."""
    inset = rule.start - widest.start >= _INSET and widest.end - rule.end >= _INSET
    return inset or abs(rule.start - widest.start) >= _SIDE


def _tabular_runs(lines: Sequence[TextLine], rules: Sequence[Rule], widest: Rule) -> list[list[_Band]]:
    """Return the bands between neighbouring rules that follow one another and hold lines set in columns."""
    runs: list[list[_Band]] = [[]]
    for upper, lower in pairwise(rules):
        inside = [number for number, line in enumerate(lines) if upper.at < line.base < lower.at + 1]
        if inside:
            band = _Band(upper, range(inside[0], inside[-1] + 1), lower, widest)
            held = [lines[number] for number in band.lines]
            if band.is_tabular(held) or len(held) == 1:
                runs[-1].append(band)
            else:
                runs.append([])
        elif lower.at - upper.at > _DOUBLE:
            runs.append([])
    return [part for run in runs for part in _part_at_lone_lines(lines, run) if len(part) >= 2]


def _part_at_lone_lines(lines: Sequence[TextLine], bands: list[_Band]) -> list[list[_Band]]:
    """Part the bands where one holds a lone text, unless each row stands between rules and the band is as low as they.

    Then the text is the name of a group or a note, and else the title of the table below.
    """
    lone = [len(band.lines) == 1 and len(lines[band.lines.start].chunks) == 1 for band in bands]
    rows = [band for band, alone in zip(bands, lone, strict=True) if not alone]
    low = [band.height for band in rows if len(band.lines) <= _ROW_LINES]
    highest = _AS_HIGH * median(low) if len(low) >= max(_FEWEST_ROWS, _LOW_ROWS * len(rows)) else 0.0
    parts: list[list[_Band]] = [[]]
    for band, alone in zip(bands, lone, strict=True):
        if alone and band.height > highest and not _underlines_a_group(band.lower, band.widest):
            parts.append([])
        else:
            parts[-1].append(band)
    return parts


def _bands_to_block(lines: Sequence[TextLine], bands: list[_Band], rules: Sequence[Rule]) -> list[Block]:
    """Return the block of some bands: the first is the head, unless it holds values; none if they are no table."""
    head, end = bands[0].lines.start, bands[-1].lines.stop
    top, bottom = bands[0].upper, bands[-1].lower
    inside = tuple(
        rule
        for rule in rules
        if top.at <= rule.at <= bottom.at and rule.end > bands[0].widest.start and rule.start < bands[0].widest.end
    )
    ends = [n for n, band in enumerate(bands) if not _underlines_a_group(band.lower, band.widest)]
    heads = ends[0] + 1 if ends else 1
    first = [lines[number] for band in bands[:heads] for number in band.lines]
    anchors = [line for band in bands for number in band.lines if (line := lines[number]).is_anchor]
    names_rows = sum(len(line.chunks) for line in first) == 1 and any(
        first[0].right < one.first_value for one in anchors
    )
    valued = names_rows or any(line.is_anchor and 2 * sum(line.values) >= len(line.values) for line in first)
    if not valued and heads == len(bands):
        return []  # the rules of a head; its body goes on below them without
    body = head if valued else bands[heads].lines.start
    rows = [lines[number] for number in range(body, end)]
    many = sum(len(line.chunks) > 1 for line in rows)
    return [Block(head, body, end, inside)] if many * 4 >= len(rows) else []
