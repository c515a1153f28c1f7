"""Runs of lines that are set in columns: where a table without upright rules may stand.

An anchor is a line of several chunks with a value behind the first.  Anchors that follow one another, values under
values, are the body of a table; what stands over them in columns, or up to the table's top rule, is its head.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.lines import Span
from extract.pdf.rules import Rule
from extract.pdf.values import is_value

_FEWEST_ANCHORS = 3  # lines of values that make a table without a rule
_FEWEST_RULED = 2  # the same between rules
_BETWEEN = 3  # lines without values that may stand between two anchors (wrapped names, a group's name)
_APART = 5.0  # em between two anchors of one table at most
_PROSE = 0.72  # of the region's width: a single chunk this wide is running text
_HEAD_LINES = 8  # of a table's head at most
_NEAR = 2.2  # em from a line of the head to the next at most
_LEADERS = ("....", "……", "····", "．．．", "___")


@dataclass(slots=True)
class TextLine:
    """A line of a region cut into chunks where wide white stands in it; ``values`` tells which chunks are values."""

    chunks: list[Span]
    values: list[bool]
    base: float
    top: float
    bottom: float
    em: float

    @property
    def is_anchor(self) -> bool:
        return len(self.chunks) > 1 and (any(self.values[1:])) and not self.has_leaders

    @property
    def has_leaders(self) -> bool:
        return any(leader in chunk.text for chunk in self.chunks for leader in _LEADERS)

    @property
    def left(self) -> float:
        return self.chunks[0].box[0]

    @property
    def right(self) -> float:
        return max(chunk.box[2] for chunk in self.chunks)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``head`` … ``end`` (exclusive) of a region; the body begins at ``body``; the level rules among them."""

    head: int
    body: int
    end: int
    rules: tuple[Rule, ...]


def chunks_to_line(chunks: list[Span]) -> TextLine:
    boxes = [chunk.box for chunk in chunks]
    return TextLine(
        chunks,
        [is_value(chunk.text) for chunk in chunks],
        max(chunk.row[0].base for chunk in chunks),
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        max(chunk.em for chunk in chunks),
    )


def lines_to_blocks(lines: Sequence[TextLine], rules: Sequence[Rule]) -> list[Block]:
    """Return the blocks of a region, from the top; they do not overlap."""
    blocks: list[Block] = []
    done = 0
    for anchors in _anchor_runs(lines):
        block = _run_to_block(lines, anchors, rules, done)
        if block is not None:
            blocks.append(block)
            done = block.end
    return blocks


def _anchor_runs(lines: Sequence[TextLine]) -> list[list[int]]:
    """Return the numbers of the anchors that follow one another, values under values."""
    if sum(line.is_anchor for line in lines) < _FEWEST_RULED:
        return []
    width = max(line.right for line in lines) - min(line.left for line in lines)
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line.is_anchor:
            continue
        if runs and _goes_on(lines, runs[-1], index, width):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) >= _FEWEST_RULED]


def _goes_on(lines: Sequence[TextLine], run: list[int], index: int, width: float) -> bool:
    last, line = lines[run[-1]], lines[index]
    between = lines[run[-1] + 1 : index]
    if len(between) > _BETWEEN or line.base - last.base > _APART * line.em * (1 + len(between) / 2):
        return False
    if any(len(one.chunks) == 1 and one.right - one.left > _PROSE * width for one in between):
        return False
    spans = [chunk.box for number in run[-3:] for chunk in _values(lines[number])]
    shared = sum(any(_overlap(chunk.box, box) > 0 for box in spans) for chunk in _values(line))
    return shared * 2 >= len(_values(line))


def _values(line: TextLine) -> list[Span]:
    return [chunk for chunk, value in zip(line.chunks, line.values, strict=True) if value]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return min(one[2], other[2]) - max(one[0], other[0])


def _run_to_block(lines: Sequence[TextLine], anchors: list[int], rules: Sequence[Rule], done: int) -> Block | None:
    """Return the block round the anchors; None where they are too few."""
    body = [lines[number] for number in anchors]
    left, right = min(line.left for line in body), max(line.right for line in body)
    em = median(line.em for line in body)
    across = [rule for rule in rules if min(rule.end, right) - max(rule.start, left) > 0.5 * (right - left)]
    top, bottom = body[0].top, body[-1].bottom
    over = [rule for rule in across if rule.at <= top + 0.3 * em]
    under = [rule for rule in across if rule.at >= bottom - 0.3 * em]
    head = _head_start(lines, anchors[0], over, done, (left, right))
    end = _body_end(lines, anchors, under, (left, right))
    upper, lower = lines[head].top - 1.5 * em, lines[end - 1].bottom + 1.5 * em
    inside = tuple(
        rule for rule in rules if upper <= rule.at <= lower and rule.end > left - em and rule.start < right + em
    )
    ruled = any(rule in across for rule in inside)
    if len(anchors) < (_FEWEST_RULED if ruled else _FEWEST_ANCHORS):
        return None
    return Block(head, anchors[0], end, inside)


def _head_start(lines: Sequence[TextLine], first: int, over: list[Rule], done: int, sides: tuple[float, float]) -> int:
    """Return the first line of the head: up to the top rule where one stands over it, else as far as columns go."""
    low = max(done, first - _HEAD_LINES)
    ruled = [_first_below(lines, rule.at, low, first) for rule in over]
    whole = [start for start in ruled if start < first and _is_head(lines[start:first], sides)]
    if whole:
        return min(whole)
    start = first
    while start > low and _stands_over(lines[start - 1], lines[start], sides):
        start -= 1
    while start < first and len(lines[start].chunks) == 1:
        start += 1  # a title is no head
    return start


def _first_below(lines: Sequence[TextLine], y: float, low: int, first: int) -> int:
    """Return the number of the first line, from ``low`` on, that stands below the height."""
    return next((number for number in range(low, first) if lines[number].base > y), first)


def _is_head(lines: Sequence[TextLine], sides: tuple[float, float]) -> bool:
    """Tell whether lines under a rule are a head: set in columns, not running text."""
    em = max(line.em for line in lines)
    if any(line.left < sides[0] - 6 * em or line.right > sides[1] + 6 * em for line in lines):
        return False
    if any(after.base - before.base > 3.5 * em for before, after in pairwise(lines)):
        return False
    if any(len(line.chunks) == 1 and line.right - line.left > _PROSE * (sides[1] - sides[0]) for line in lines):
        return False
    return any(len(line.chunks) > 1 for line in lines)


def _stands_over(line: TextLine, below: TextLine, sides: tuple[float, float]) -> bool:
    """Tell whether the line belongs to the head that the line below begins."""
    em = max(line.em, below.em)
    if below.base - line.base > _NEAR * em or line.has_leaders:
        return False
    if line.left < sides[0] - 4 * em or line.right > sides[1] + 4 * em:
        return False
    return len(line.chunks) > 1 or line.right - line.left < _PROSE * (sides[1] - sides[0])


def _body_end(lines: Sequence[TextLine], anchors: list[int], under: list[Rule], sides: tuple[float, float]) -> int:
    """Return the line behind the last of the body: the rest of a wrapped name, or what stands over the end rule."""
    end = anchors[-1] + 1
    pitch = _usual_pitch(lines, anchors)
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        step = line.base - before.base
        boxed = any(rule.at > line.base and rule.at - line.base < 2 * line.em for rule in under)
        ruled_off = any(before.base < rule.at < line.base for rule in under)
        narrow = line.right - line.left < _PROSE * (sides[1] - sides[0]) and line.left >= sides[0] - line.em
        if ruled_off or not narrow or step > (1.3 * pitch if boxed else 0.85 * pitch):
            break
        end += 1
    return end


def _usual_pitch(lines: Sequence[TextLine], anchors: list[int]) -> float:
    """Return the usual distance of the baselines of neighbouring rows."""
    steps = [lines[after].base - lines[before].base for before, after in pairwise(anchors) if after == before + 1]
    return median(steps) if steps else 1.6 * lines[anchors[0]].em
