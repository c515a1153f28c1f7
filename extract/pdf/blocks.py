"""Runs of lines that are set in columns: where a table without upright rules may stand.

An anchor is a line of several chunks with a value behind the first.  Anchors that follow one another, values under
values, are the body of a table; what stands over them in columns, or up to the table's top rule, is its head.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.pdf.rules import Rule
from extract.pdf.stacks import stacks_of_rules
from extract.pdf.textlines import EDGE_LINES, NOTE, PROSE, WRAPPED_EM, Block, TextLine, did_not_fit, usual_pitch
from extract.pdf.worded import worded_blocks

_FEWEST_ANCHORS = 3  # lines of values that make a table without a rule
_FEWEST_RULED = 2  # the same where a rule stands over or under them
_FEWEST_NAMES = 3  # over as many values, that make a table of one row
_BETWEEN = 3  # lines without values that may stand between two anchors (wrapped names, a group's name)
_APART = 5.0  # em between two anchors of one table at most
_HEAD_LINES = 8  # of a table's head at most
_NEAR = 2.2  # em from a line of the head to the next at most
_CLOSE = 1.05  # em from line to line: names on two levels of a head, one of them in the middle of its height
_NEXT_ROW = 1.2  # of the rows' usual distance, likewise
_EVEN_HALVES = 0.1  # em: the lines of a name in two stand evenly over and under the values beside them
_ACROSS = 0.6  # of the table's width: a rule this long runs across it
_INDENT = 10.0  # em: names of groups may stand so far to the left of their members'


def lines_to_blocks(lines: Sequence[TextLine], rules: Sequence[Rule]) -> list[Block]:
    """Return the blocks of a region, from the top; they do not overlap."""
    blocks: list[Block] = []
    done = 0
    for stack in (*stacks_of_rules(lines, rules), None):
        behind = stack.head if stack is not None else len(lines)
        done = _free_blocks(lines[:behind], rules, done, blocks)
        if stack is not None:
            blocks.append(stack)
            done = stack.end
    return blocks


def _free_blocks(lines: Sequence[TextLine], rules: Sequence[Rule], done: int, blocks: list[Block]) -> int:
    """Add the blocks among the lines from ``done`` on that no stack of rules holds; return the line behind them."""
    for anchors in _anchor_runs(lines, rules, done):
        block = _run_to_block(lines, anchors, rules, done)
        if block is not None:
            done = worded_blocks(lines[: block.head], done, blocks)
            blocks.append(block)
            done = block.end
    return worded_blocks(lines, done, blocks)


# ---------------------------------------------------------------------------------------------------------- body


def _anchor_runs(lines: Sequence[TextLine], rules: Sequence[Rule], done: int) -> list[list[int]]:
    """Return the numbers of the anchors from ``done`` on that follow one another, values under values."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if index < done or not line.is_anchor:
            continue
        if runs and _goes_on(lines, runs[-1], index, rules):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _goes_on(lines: Sequence[TextLine], run: list[int], index: int, rules: Sequence[Rule]) -> bool:
    """Tell whether the anchor carries the run on: near, values under values, and nothing but names in between."""
    last, line = lines[run[-1]], lines[index]
    between = lines[run[-1] + 1 : index]
    if len(between) > _BETWEEN or line.base - last.base > _APART * line.em * (1 + len(between) / 2):
        return False
    recent = [lines[number] for number in run[-3:]]
    first_value = min(one.first_value for one in (*recent, line))
    left = min(one.left for one in (*recent, line))
    if any(_is_other_text(one, left, first_value) for one in between):
        return False
    if between and len([rule for rule in rules if last.base < rule.at < line.base]) > 1 + len(between):
        return False
    spans = [chunk.box for one in recent for chunk in one.value_spans()]
    values = line.value_spans()
    shared = sum(any(_overlap(chunk.box, box) > 0 for box in spans) for chunk in values)
    return shared * 2 >= len(values)


def _is_other_text(line: TextLine, left: float, first_value: float) -> bool:
    """Tell whether a line between two rows is none of theirs: a title, a note, a head.

    Names stand where the rows' names stand; beside a name one statement may stand in place of the values.
    """
    if line.left < left - _INDENT * line.em:
        return True
    over = [chunk for chunk in line.chunks if chunk.box[2] > first_value + 2 * line.em]
    if len(line.chunks) == 1:
        return bool(over)
    return len(over) > 1


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return min(one[2], other[2]) - max(one[0], other[0])


# --------------------------------------------------------------------------------------------------------- block


def _run_to_block(lines: Sequence[TextLine], anchors: list[int], rules: Sequence[Rule], done: int) -> Block | None:
    """Return the block round the anchors; None where they are too few."""
    if anchors[0] < done:
        return None
    body = [lines[number] for number in anchors]
    left = min(line.left for line in lines[anchors[0] : anchors[-1] + 1])
    right = max(line.right for line in body)
    em = median(line.em for line in body)
    near = [rule for rule in rules if rule.end > left - em and rule.start < right + em]
    across = [rule for rule in near if min(rule.end, right) - max(rule.start, left) > _ACROSS * (right - left)]
    over = [rule for rule in across if rule.at <= body[0].top + 0.3 * em]
    under = [rule for rule in across if rule.at >= body[-1].bottom - 0.3 * em]
    head = _head_start(lines, anchors, over, done, (left, right))
    if head == anchors[0]:
        head = _with_upper_half(lines, head, done)
        start = head
    else:
        start = _body_start(lines, head, anchors, over)
        while start - 1 > head and lines[start - 1].is_anchor:
            start -= 1  # columns are numbered under their names
    end = _body_end(lines, anchors, under, (left, right))
    upper, lower = lines[head].top - 1.5 * em, lines[end - 1].bottom + 1.5 * em
    inside = tuple(rule for rule in near if upper <= rule.at <= lower)
    bounds = sum(rule in across for rule in inside)
    fewest = (
        1
        if head < start and (bounds >= 3 or _names_each(lines[start - 1], body[0]))
        else _FEWEST_RULED
        if bounds
        else _FEWEST_ANCHORS
    )
    piece = len(anchors) < fewest
    at_edge = head <= EDGE_LINES or end >= len(lines) - EDGE_LINES
    return Block(head, start, end, inside, piece) if at_edge or not piece else None


def _names_each(head: TextLine, row: TextLine) -> bool:
    """Tell whether a line of names stands over a line of nothing but values, one over each."""
    if len(head.chunks) < _FEWEST_NAMES or len(head.chunks) != len(row.chunks):
        return False
    pairs = zip(head.chunks, row.chunks, strict=True)
    return all(row.values) and not any(head.values) and all(_overlap(a.box, b.box) > 0 for a, b in pairs)


def _head_start(
    lines: Sequence[TextLine],
    anchors: Sequence[int],
    over: list[Rule],
    done: int,
    sides: tuple[float, float],
) -> int:
    """Return the first line of the head: up to the top rule where one stands over it, else as far as columns go."""
    first = anchors[0]
    low = max(done, first - _HEAD_LINES)
    head = first
    for rule in reversed(over):
        start = next((number for number in range(low, first) if lines[number].base > rule.at), first)
        if start == head:
            continue
        titled = head < first and any(
            len(lines[number].chunks) == 1 and not _heads_values(lines, number, over) for number in range(start, head)
        )
        if titled or not _is_head(lines[start:first], sides):
            break
        head = start
    if head < first:
        return head
    near = max(_NEAR * lines[first].em, _NEXT_ROW * usual_pitch(lines, anchors))
    while head > low and _stands_over(lines[head - 1], lines[head], sides, near):
        head -= 1
    values = max(lines[number].named_until for number in anchors)
    while head < first and len(lines[head].chunks) == 1 and not _is_over_values(lines, head, first, values, sides):
        head += 1  # a title is no head
    return head


def _heads_values(lines: Sequence[TextLine], number: int, rules: Sequence[Rule]) -> bool:
    """Tell whether the rule under a line leaves out the column of the names: the line heads the values."""
    begin = min(rule.start for rule in rules)
    under = [rule for rule in rules if lines[number].base < rule.at < lines[number + 1].base + lines[number].em]
    return any(rule.start > begin + 2 * lines[number].em for rule in under)


def _is_over_values(
    lines: Sequence[TextLine], head: int, first: int, values: float, sides: tuple[float, float]
) -> bool:
    """Tell whether a lone text stands in the middle of the columns of values, and not in that of the whole table.

    It heads them if a line under it has names for several of them, or stands half beside it.
    """
    line = lines[head]
    middle, em = (line.left + line.right) / 2, line.em
    if head + 1 < first and lines[head + 1].base - line.base < _CLOSE * em:
        return True  # no title stands so close to what it is about
    heads = [chunk for below in lines[head + 1 : first] for chunk in below.chunks if chunk.box[0] >= values]
    if len(heads) < 2 or abs(middle - (sides[0] + sides[1]) / 2) < em:
        return False
    over = (min(chunk.box[0] for chunk in heads), max(sides[1], *(chunk.box[2] for chunk in heads)))
    return any(abs(middle - (left + over[1]) / 2) < em for left in (values, over[0]))


def _is_head(lines: Sequence[TextLine], sides: tuple[float, float]) -> bool:
    """Tell whether lines under a rule are a head: set in columns, not running text."""
    em = max(line.em for line in lines)
    if any(line.left < sides[0] - 6 * em or line.right > sides[1] + 6 * em for line in lines):
        return False
    if any(after.base - before.base > 3.5 * em for before, after in pairwise(lines)):
        return False
    if any(len(line.chunks) == 1 and line.right - line.left > PROSE * (sides[1] - sides[0]) for line in lines):
        return False
    return any(len(line.chunks) > 1 for line in lines)


def _stands_over(line: TextLine, below: TextLine, sides: tuple[float, float], near: float) -> bool:
    """Tell whether the line belongs to the head that the line below begins."""
    em = max(line.em, below.em)
    if below.base - line.base > near or line.has_leaders:
        return False
    first, last = line.chunks[0].box, line.chunks[-1].box
    if len(line.chunks) == len(below.chunks) > 2:
        return True  # a name over each text, wherever in its column it stands
    if first[2] < sides[0] - em or last[0] > sides[1] + em:
        return False
    if len(line.chunks) == 1 and (line.left < sides[0] - 4 * em or line.right > sides[1] + 4 * em):
        return False
    return len(line.chunks) > 1 or line.right - line.left < PROSE * (sides[1] - sides[0])


def _body_start(lines: Sequence[TextLine], head: int, anchors: list[int], over: list[Rule]) -> int:
    """Return the first line of the body: under the rule of the head, or a name that heads the first rows."""
    first = anchors[0]
    parted = [number for number in range(head + 1, first) if any(_between(lines, number, rule) for rule in over)]
    if parted:
        return parted[-1]
    if any(lines[first - 1].base < rule.at < lines[first].base for rule in over):
        return first
    pitch = usual_pitch(lines, anchors)
    start = first
    while start - 1 > head and _is_name(lines[start - 1], lines[first]):
        above = lines[start - 1].base - lines[start - 2].base
        below = lines[start].base - lines[start - 1].base
        is_row = above >= 0.9 * pitch and 0.85 * pitch < below < 1.2 * pitch
        is_wrapped = below <= WRAPPED_EM * lines[first].em and below < 0.95 * above
        if not is_row and not is_wrapped:
            break
        start -= 1
    return start


def _with_upper_half(lines: Sequence[TextLine], first: int, done: int) -> int:
    """Return the line above the first anchor if it is half of its wrapped name, the other half under the anchor."""
    if first <= done or first + 1 >= len(lines):
        return first
    above, anchor, below = lines[first - 1 : first + 2]
    up, down = anchor.base - above.base, below.base - anchor.base
    halves = _is_name(above, anchor) and _is_name(below, anchor) and abs(up - down) <= _EVEN_HALVES * anchor.em
    return first - 1 if halves and up + down <= WRAPPED_EM * anchor.em else first


def _is_name(line: TextLine, anchor: TextLine) -> bool:
    """Tell whether the line holds one chunk only, where the anchor's names stand."""
    return len(line.chunks) == 1 and line.right <= anchor.first_value


def _between(lines: Sequence[TextLine], number: int, rule: Rule) -> bool:
    """Tell whether the rule runs between the line and the one above it."""
    return lines[number - 1].base < rule.at < lines[number].base


def _body_end(lines: Sequence[TextLine], anchors: list[int], under: list[Rule], sides: tuple[float, float]) -> int:
    """Return the line behind the last of the body: the rest of a wrapped name, or what stands over the end rule."""
    end = anchors[-1] + 1
    pitch = usual_pitch(lines, anchors)
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        step = line.base - before.base
        boxed = any(rule.at > line.base and rule.at - line.base < 2 * line.em for rule in under)
        ruled_off = any(before.base < rule.at < line.base for rule in under)
        near = step <= (1.3 * pitch if boxed else 0.85 * pitch)
        if len(line.chunks) > 1:  # a name and a statement in place of its values
            belongs = step <= 1.3 * pitch and not _is_other_text(line, sides[0], lines[anchors[-1]].first_value)
        else:
            narrow = line.right - line.left < PROSE * (sides[1] - sides[0]) and line.left >= sides[0] - line.em
            rest = step <= WRAPPED_EM * line.em and did_not_fit(line, before, lines, anchors)
            belongs = narrow and (near or rest)
        if ruled_off or not belongs or (NOTE.match(line.chunks[0].text) and not boxed):
            break
        end += 1
    return end
