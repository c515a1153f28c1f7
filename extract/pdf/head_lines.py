"""Which lines over the values of a table without upright rules are its head, and where its body begins."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.rules import Rule
from extract.pdf.textlines import (
    AS_USUAL,
    EDGE_LINES,
    EVEN_ROWS,
    PROSE,
    WRAPPED_EM,
    TextLine,
    in_columns,
    is_beside,
    is_of_type,
    usual_pitch,
)

_HEAD_LINES = 8  # of a table's head at most
_NEAR = 2.2  # em from a line of the head to the next at most
_NEAR_NAMES = 3.3  # em from a line of several names to a row
_FEWEST_TEXTS = 3  # in the one or the other
_CLOSE = 1.05  # em from line to line: names on two levels of a head, one of them in the middle of its height
_NEXT_ROW = 1.2  # of the rows' usual distance, likewise
_HALVES = 2.2  # em between the halves of a name where nothing but values stands on the line between them
_EVEN_HALVES = 0.1  # em: the lines of a name in two stand evenly over and under the values beside them
_CENTRED = 0.3  # em that the names of the rows' column may stand off the middle of the head
_INSET = 2.0  # points: a rule under the name of a group in the head is so much shorter than those of the table
_CAPTION = re.compile(
    r"附?[表图]\s*[一二三四五六七八九十\d]|附件|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|.*单位\s*[:：]|.{3,}表$"
)
"""What titles, and lines that give the unit, are known by."""


def find_head(
    lines: Sequence[TextLine], anchors: list[int], over: list[Rule], done: int, sides: tuple[float, float]
) -> tuple[int, int]:
    """Return the first line of the head and that of the body, for the lines of values ``anchors``.

    ``over`` are the rules over the values, ``sides`` where the table begins and ends; lines before ``done`` are taken.
    """
    head = _head_start(lines, anchors, over, done, sides)
    if head == anchors[0]:
        head = _with_upper_half(lines, head, done)
        head = _with_group_row(lines, head, anchors, done)
        return head, head
    start = _body_start(lines, head, anchors, over)
    while start - 1 > head and lines[start - 1].is_anchor:
        start -= 1  # columns are numbered under their names
    return head, start


def _head_start(
    lines: Sequence[TextLine], anchors: Sequence[int], over: list[Rule], done: int, sides: tuple[float, float]
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
    steps = [after.base - before.base for before, after in pairwise(lines[first : anchors[-1] + 1])]
    em = max(line.em for line in lines[max(first - 1, 0) : first + 1])  # figures alone show less of it
    near = max([_NEAR * em, _NEXT_ROW * usual_pitch(lines, anchors), *steps]) + 1
    far = max(near, _NEAR_NAMES * em)
    while head > low:
        names = len(lines[head - 1].chunks) > 1 and not any(lines[head - 1].values)
        names = names and max(len(lines[head - 1].chunks), len(lines[first].chunks)) >= _FEWEST_TEXTS
        if not _stands_over(lines[head - 1], lines[head], sides, far if names else near):
            break
        head -= 1
    return _without_titles(lines, head, anchors, sides)


def _heads_values(lines: Sequence[TextLine], number: int, rules: Sequence[Rule]) -> bool:
    """Tell whether the rule under a line leaves out the column of the names: the line heads the values."""
    begin = min(rule.start for rule in rules)
    under = [rule for rule in rules if lines[number].base < rule.at < lines[number + 1].base + lines[number].em]
    return any(rule.start > begin + 2 * lines[number].em for rule in under)


def _is_head(lines: Sequence[TextLine], sides: tuple[float, float]) -> bool:
    """Tell whether lines under a rule are a head: set in columns, not running text."""
    em = max(line.em for line in lines)
    if any(line.left < sides[0] - 6 * em or line.right > sides[1] + 6 * em for line in lines):
        return False
    if any(after.base - before.base > 3.5 * em for before, after in pairwise(lines)):
        return False
    if any(len(line.chunks) == 1 and line.right - line.left > PROSE * (sides[1] - sides[0]) for line in lines):
        return False
    return in_columns(lines)


def _stands_over(line: TextLine, below: TextLine, sides: tuple[float, float], near: float) -> bool:
    """Tell whether the line belongs to the head that the line below begins."""
    em = max(line.em, below.em)
    if below.base - line.base > near or line.has_leaders:
        return False
    if len(line.chunks) == len(below.chunks) > 2:
        return True  # a name over each text, wherever in its column it stands
    aside = [chunk for chunk in line.chunks if chunk.box[2] < sides[0] - em or chunk.box[0] > sides[1] + em]
    if len(aside) == len(line.chunks):
        return False
    if len(line.chunks) == 1 and (line.left < sides[0] - 4 * em or line.right > sides[1] + 4 * em):
        return False
    return len(line.chunks) > 1 or line.right - line.left < PROSE * (sides[1] - sides[0])


# -------------------------------------------------------------------------------------------------------- titles


def _without_titles(lines: Sequence[TextLine], head: int, anchors: Sequence[int], sides: tuple[float, float]) -> int:
    """Return the first line of the head from ``head`` on that is no title: lone texts are, but the names of values."""
    first = anchors[0]
    fewest = next((number for number in range(head, first) if _is_in_columns(lines, number, first)), first)
    if fewest == first:
        return first
    values = _values_begin(lines, anchors)
    for number in range(head, fewest + 1):
        if _is_over_the_middle(lines, number, first, values):
            return number
    middle = [number for number in range(head, fewest) if _is_over_values(lines, number, anchors, values, sides)]
    return middle[0] if middle else fewest


def _is_in_columns(lines: Sequence[TextLine], number: int, first: int) -> bool:
    """Tell whether texts stand side by side on the line, or on it and the next one."""
    return len(lines[number].chunks) > 1 or (number + 1 < first and is_beside(lines[number], lines[number + 1]))


def _values_begin(lines: Sequence[TextLine], anchors: Sequence[int]) -> float:
    """Return where the columns of values begin: behind the names, on the values' lines or beside them."""
    named = [lines[n].first_value for n in anchors if any(not value for value in lines[n].values[:-1])]
    if named:
        return min(named)
    beside = [line.right for line in lines[anchors[0] : anchors[-1] + 1] if len(line.chunks) == 1]
    starts = [chunk.box[0] for number in anchors for chunk in lines[number].chunks]
    behind = [x for x in starts if x > max(beside, default=-1e9)]
    return min(behind or starts)


def _is_over_the_middle(lines: Sequence[TextLine], number: int, first: int, values: float) -> bool:
    """Tell whether the names over the rows' names stand in the middle of a head that begins with this line.

    The names over the values stand on more than one line then, and those over the rows' names between them.
    """
    line, below = lines[number], lines[number + 1 : first]
    if line.right < values or _CAPTION.match(line.chunks[0].text):
        return False
    chunks = sorted((chunk for one in below for chunk in one.chunks), key=lambda chunk: chunk.box[0])
    corner = [chunk for chunk in chunks if chunk.box[0] < chunks[0].box[2]]
    if len(corner) == len(chunks) or corner[0].box[2] > values + line.em:
        return False
    middle = (min(chunk.base for chunk in corner) + max(chunk.base for chunk in corner)) / 2
    return abs(middle - (line.base + max(chunk.base for chunk in chunks)) / 2) <= _CENTRED * line.em


def _is_over_values(
    lines: Sequence[TextLine], number: int, anchors: Sequence[int], values: float, sides: tuple[float, float]
) -> bool:
    """Tell whether a lone text stands in the middle of the columns of values, and not in that of the whole table.

    It heads them if a line under it has names for several of them, or stands half beside it.
    """
    line, first = lines[number], anchors[0]
    below = lines[number + 1 : first]
    em = line.em
    if _CAPTION.match(line.chunks[0].text) or not any(is_of_type(line, one) for one in below):
        return False
    if below and below[0].base - line.base < _CLOSE * em:
        return True  # no title stands so close to what it is about
    names = [chunk.box[2] for n in anchors for chunk in lines[n].chunks if chunk.box[2] <= values]
    named_until = max(names, default=-1e9)
    heads = [chunk for one in below for chunk in one.chunks if chunk.box[0] >= named_until]
    middle = (line.left + line.right) / 2
    if len(heads) == len(below[0].chunks) and number and not is_of_type(lines[number - 1], line):
        return _is_like_a_level(lines, number, first)  # no column names the rows
    if len(heads) < 2 or abs(middle - (sides[0] + sides[1]) / 2) < em:
        return False
    right = max(sides[1], *(chunk.box[2] for chunk in heads))
    lefts = (named_until if names else values, min(chunk.box[0] for chunk in heads))
    middles = [(chunk.box[0] + chunk.box[2]) / 2 for chunk in below[-1].chunks if chunk.box[0] >= named_until]
    over = [(left + right) / 2 for left in lefts] + ([(middles[0] + middles[-1]) / 2] if middles else [])
    return any(abs(middle - x) < em for x in over)


def _is_like_a_level(lines: Sequence[TextLine], number: int, first: int) -> bool:
    """Tell whether a text under a title stands over the middle of the names below as those stand over the values."""
    line, names = lines[number], lines[number + 1]
    steps = (names.base - line.base, lines[first].base - lines[first - 1].base)
    middles = (line.left + line.right, names.left + names.right)
    even = abs(steps[0] - steps[1]) <= EVEN_ROWS * steps[1]
    return even and abs(middles[0] - middles[1]) / 2 < line.em and line.chunks[0].text[0] not in "（("


# ---------------------------------------------------------------------------------------------------------- body


def _body_start(lines: Sequence[TextLine], head: int, anchors: list[int], over: list[Rule]) -> int:
    """Return the first line of the body: under the rule of the head, or a name that heads the first rows."""
    first = anchors[0]
    ends = (min((rule.start for rule in over), default=0.0), max((rule.end for rule in over), default=0.0))
    across = [rule for rule in over if rule.start - ends[0] < _INSET and ends[1] - rule.end < _INSET]
    parted = [number for number in range(head + 1, first) if any(_between(lines, number, rule) for rule in across)]
    if parted:
        return parted[-1]
    if any(_between(lines, first, rule) for rule in over):
        return first
    pitch = usual_pitch(lines, anchors)
    start = first
    while start - 1 > head and _is_name(lines[start - 1], lines[first]):
        above = lines[start - 1].base - lines[start - 2].base
        below = lines[start].base - lines[start - 1].base
        is_row = above >= 0.9 * pitch and 0.85 * pitch < below < 1.2 * pitch
        is_wrapped = below <= WRAPPED_EM * lines[start - 1].em and below < 0.95 * above
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
    halves = _is_name(above, anchor) and _is_name(below, anchor) and abs(up - down) <= _EVEN_HALVES * above.em
    farthest = WRAPPED_EM if anchor.left < above.right else _HALVES
    return first - 1 if halves and up + down <= farthest * above.em else first


def _with_group_row(lines: Sequence[TextLine], first: int, anchors: list[int], done: int) -> int:
    """Return the line above the first row if it stands on top of the page as a row without values would."""
    if not done < first <= EDGE_LINES or not _is_name(lines[first - 1], lines[anchors[0]]):
        return first
    row, pitch = lines[first - 1], usual_pitch(lines, anchors)
    alone = first == 1 or row.base - lines[first - 2].base > AS_USUAL * pitch
    as_usual = abs(lines[first].base - row.base - pitch) <= EVEN_ROWS * pitch
    return first - 1 if alone and as_usual and is_of_type(row, lines[first]) else first


def _is_name(line: TextLine, anchor: TextLine) -> bool:
    """Tell whether the line holds one chunk only, where the anchor's names stand."""
    return len(line.chunks) == 1 and line.right <= anchor.first_value


def _between(lines: Sequence[TextLine], number: int, rule: Rule) -> bool:
    """Tell whether the rule runs between the line and the one above it."""
    return lines[number - 1].base < rule.at < lines[number].base
