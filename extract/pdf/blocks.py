"""Runs of lines that are set in columns: where a table without upright rules may stand.

An anchor is a line of several chunks with a value behind the first.  Anchors that follow one another, values under
values, are the body of a table; what stands over them in columns, or up to the table's top rule, is its head.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.lines import Span, is_han, row_to_span
from extract.pdf.rules import Rule
from extract.pdf.values import is_value

_FEWEST_ANCHORS = 3  # lines of values that make a table without a rule
_FEWEST_RULED = 2  # the same where a rule stands over or under them
_FEWEST_NAMES = 3  # over as many values, that make a table of one row
_SPREAD = 3.0  # em between the characters of a name set wide at most
_BETWEEN = 3  # lines without values that may stand between two anchors (wrapped names, a group's name)
_APART = 5.0  # em between two anchors of one table at most
_PROSE = 0.72  # of the region's width: a single chunk this wide is running text
EDGE_LINES = 2  # of a region (page numbers, running heads) over or under a piece that a page break cut off
_HEAD_LINES = 8  # of a table's head at most
_NEAR = 2.2  # em from a line of the head to the next at most
_CLOSE = 1.05  # em from line to line: names on two levels of a head, one of them in the middle of its height
_NEXT_ROW = 1.2  # of the rows' usual distance, likewise
_WRAPPED_EM = 1.75  # em from line to line of one cell at most
_EVEN_HALVES = 0.1  # em: the lines of a name in two stand evenly over and under the values beside them
_ACROSS = 0.6  # of the table's width: a rule this long runs across it
_INDENT = 10.0  # em: names of groups may stand so far to the left of their members'
_SIDE = 4.0  # points between the ends of rules of one table at most
_DOUBLE = 6.0  # points between the two strokes of a double rule at most
_ROW_LINES = 2  # of a row between two rules
_FEWEST_ROWS = 3  # between rules, under which a lone name may be another
_LOW_ROWS = 0.7  # of what stands between rules are single rows: rules part all rows
_AS_HIGH = 1.3  # times the usual height of such rows
_FEWEST_WORDED = 4  # lines of a table of words alone
_RUNNING_HEAD = 2.5  # em from a running head to the text at least
_UNLIKE = 1.25  # times its narrowest column the widest one is wide: lists of names are set in equal columns
_LONGEST_NAME = 4.5  # em of a person's name
NOTE = re.compile(r"[（(]?(?:注|备注|说明|附注|资料来源|数据来源)\s*\d*\s*[：:.、]|\*")
"""How a note under a table begins."""

_LEADERS = ("....", "……", "····", "．．．", "___")


_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中|合计|小计|总计")


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
        return len(self.chunks) > 1 and any(self.values[1:]) and not self.has_leaders

    @property
    def has_leaders(self) -> bool:
        return any(leader in chunk.text for chunk in self.chunks for leader in _LEADERS)

    @property
    def left(self) -> float:
        return self.chunks[0].box[0]

    @property
    def right(self) -> float:
        return max(chunk.box[2] for chunk in self.chunks)

    @property
    def first_value(self) -> float:
        """Where the values begin: behind the names, which may be numbered."""
        named = [n for n in range(1, len(self.chunks)) if self.values[n] and not self.values[n - 1]]
        return self.chunks[named[0] if named else 1 if len(self.chunks) > 1 else 0].box[0]

    @property
    def named_until(self) -> float:
        """Where the names before the values end; where the line begins if it has none."""
        before = [chunk.box[2] for chunk in self.chunks if chunk.box[2] <= self.first_value]
        return max(before, default=self.left)

    def value_spans(self) -> list[Span]:
        return [chunk for chunk, value in zip(self.chunks, self.values, strict=True) if value]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``head`` … ``end`` (exclusive) of a region; the body begins at ``body``; the level rules among them.

    A ``piece`` is too little for a table, but stands where a page break may have cut it off from one.
    """

    head: int
    body: int
    end: int
    rules: tuple[Rule, ...]
    piece: bool = False


def chunks_to_line(chunks: list[Span]) -> TextLine:
    values = [is_value(chunk.text) for chunk in chunks]
    if any(values) and len(chunks) > 2 and is_spread(*chunks[:2]) and not any(values[:2]):
        return chunks_to_line([row_to_span([*chunks[0].row, *chunks[1].row]), *chunks[2:]])
    boxes = [chunk.box for chunk in chunks]
    return TextLine(
        chunks,
        values,
        max(chunk.base for chunk in chunks),
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        max(chunk.em for chunk in chunks),
    )


def is_spread(name: Span, following: Span) -> bool:
    """Tell whether a text is one Chinese character, or some with white between, and the next one more of them."""
    letters = [*name.text.split(), following.text]
    near = following.box[0] - name.box[2] < _SPREAD * following.em
    return near and all(len(letter) == 1 and is_han(letter) for letter in letters)


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
            done = _worded_blocks(lines[: block.head], done, blocks)
            blocks.append(block)
            done = block.end
    return _worded_blocks(lines, done, blocks)


def usual_pitch(lines: Sequence[TextLine], anchors: Sequence[int]) -> float:
    """Return the usual distance of the baselines of neighbouring rows."""
    steps = [lines[after].base - lines[before].base for before, after in pairwise(anchors) if after == before + 1]
    return median(steps) if steps else 1.6 * lines[anchors[0]].em


def did_not_fit(line: TextLine, above: TextLine, lines: Sequence[TextLine], numbers: Iterable[int]) -> bool:
    """Tell whether the line's first word would not have fitted behind what stands above it in its column."""
    chunk = line.chunks[0]
    over = [one for one in above.chunks if one.box[0] <= chunk.box[0] + line.em and one.box[2] > chunk.box[0]]
    if len(line.chunks) > 1 or not over or _ENUMERATED.match(chunk.text):
        return False
    column = [one for number in numbers for one in lines[number].chunks if abs(one.box[0] - over[0].box[0]) < line.em]
    word = chunk.text.split(" ")[0]
    width = line.em if is_han(word[0]) else chunk.edges[len(word) - 1][1] - chunk.box[0]
    return over[0].box[2] + width > max([over[0].box[2], *(one.box[2] for one in column)]) + 0.2 * line.em


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
        titled = head < first and any(len(line.chunks) == 1 for line in lines[start:head])
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
    if any(len(line.chunks) == 1 and line.right - line.left > _PROSE * (sides[1] - sides[0]) for line in lines):
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
    return len(line.chunks) > 1 or line.right - line.left < _PROSE * (sides[1] - sides[0])


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
        is_wrapped = below <= _WRAPPED_EM * lines[first].em and below < 0.95 * above
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
    return first - 1 if halves and up + down <= _WRAPPED_EM * anchor.em else first


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
            narrow = line.right - line.left < _PROSE * (sides[1] - sides[0]) and line.left >= sides[0] - line.em
            rest = step <= _WRAPPED_EM * line.em and did_not_fit(line, before, lines, anchors)
            belongs = narrow and (near or rest)
        if ruled_off or not belongs or (NOTE.match(line.chunks[0].text) and not boxed):
            break
        end += 1
    return end


# ------------------------------------------------------------------------------------------------ stacks of rules


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two level rules: the numbers of its lines."""

    upper: Rule
    lines: range
    lower: Rule

    @property
    def height(self) -> float:
        return self.lower.at - self.upper.at

    def is_tabular(self, lines: Sequence[TextLine]) -> bool:
        """Tell whether the lines are set in columns."""
        em = max(line.em for line in lines)
        left, right = self.upper.start, self.upper.end
        if any(line.left < left - em or line.right > right + em or line.has_leaders for line in lines):
            return False
        wide = [line for line in lines if len(line.chunks) == 1 and line.right - line.left > _PROSE * (right - left)]
        return any(len(line.chunks) > 1 for line in lines) and 3 * len(wide) < len(lines)


def stacks_of_rules(lines: Sequence[TextLine], rules: Sequence[Rule]) -> list[Block]:
    """Return the tables that level rules of one length bound: over the head, under it, and under the body at least.

    What stands between two of the rules is set in columns; running text there parts two tables.
    """
    found: list[Block] = []
    left = sorted(rules, key=lambda rule: rule.at)
    while left:
        same = [one for one in left if abs(one.start - left[0].start) < _SIDE and abs(one.end - left[0].end) < _SIDE]
        left = [one for one in left if all(one is not other for other in same)]
        found += [block for run in _tabular_runs(lines, same) for block in _bands_to_block(lines, run, rules)]
    found.sort(key=lambda block: (block.head, -block.end))
    return [block for number, block in enumerate(found) if all(one.end <= block.head for one in found[:number])]


def _tabular_runs(lines: Sequence[TextLine], rules: Sequence[Rule]) -> list[list[_Band]]:
    """Return the bands between neighbouring rules that follow one another and hold lines set in columns."""
    runs: list[list[_Band]] = [[]]
    for upper, lower in pairwise(rules):
        inside = [number for number, line in enumerate(lines) if upper.at < line.base < lower.at + 1]
        if inside:
            band = _Band(upper, range(inside[0], inside[-1] + 1), lower)
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
        if alone and band.height > highest:
            parts.append([])
        else:
            parts[-1].append(band)
    return parts


def _bands_to_block(lines: Sequence[TextLine], bands: list[_Band], rules: Sequence[Rule]) -> list[Block]:
    """Return the block of some bands: the first is the head, unless it holds values; none if they are no table."""
    head, end = bands[0].lines.start, bands[-1].lines.stop
    top, bottom = bands[0].upper, bands[-1].lower
    inside = tuple(
        rule for rule in rules if top.at <= rule.at <= bottom.at and rule.end > top.start and rule.start < top.end
    )
    first = [lines[number] for number in bands[0].lines]
    valued = any(line.is_anchor and 2 * sum(line.values) >= len(line.values) for line in first)
    body = head if valued else bands[1].lines.start
    rows = [lines[number] for number in range(body, end)]
    many = sum(len(line.chunks) > 1 for line in rows)
    return [Block(head, body, end, inside)] if many * 4 >= len(rows) else []


# ---------------------------------------------------------------------------------------------------- words alone


def _worded_blocks(lines: Sequence[TextLine], done: int, blocks: list[Block]) -> int:
    """Add the tables of words alone: lines of several texts, one under the other, in columns of unlike widths."""
    number = done
    while number < len(lines):
        end, piece = _worded_run(lines, number)
        if end:
            blocks.append(Block(number, number + (not piece), end, (), piece))
            done = number = end
        else:
            number += 1
    return done


def _worded_run(lines: Sequence[TextLine], start: int) -> tuple[int, bool]:
    """Return the line behind a table of words that begins here, 0 if none does, and whether it is a piece.

    What begins a page may carry on a table from the page before, and is none by itself.
    """
    first = lines[start]
    if len(first.chunks) < _FEWEST_NAMES or first.has_leaders or all(first.values):
        return 0, False
    piece = start == 0 or (start == 1 and lines[1].base - lines[0].base > _RUNNING_HEAD * lines[0].em)
    if any(first.values) and not piece:
        return 0, False
    columns = [(chunk.box[0], chunk.box[2]) for chunk in first.chunks]
    rows = [first]
    end, pitch = start + 1, 0.0
    while end < len(lines):
        line = lines[end]
        step = line.base - lines[end - 1].base
        is_row = len(line.chunks) == len(columns)
        far = min(_APART * line.em, 2 * pitch or 1e9) if is_row else _WRAPPED_EM * line.em
        wider = _widen(columns, line)
        if wider is None or line.has_leaders or step > far or NOTE.match(line.chunks[0].text):
            break
        pitch = max(pitch, step)
        rows += [line] * is_row
        columns, end = wider, end + 1
    widths = [max(line.chunks[n].box[2] - line.chunks[n].box[0] for line in rows) for n in range(len(columns))]
    listed = max(widths) < max(_UNLIKE * min(widths), _LONGEST_NAME * first.em)
    if piece:
        return end, True
    return (0 if len(rows) < _FEWEST_WORDED or listed else end), False


def _widen(columns: list[tuple[float, float]], line: TextLine) -> list[tuple[float, float]] | None:
    """Return the columns with a line of texts laid over them; None where white no longer parts them.

    As many texts as columns stand in them in order, fewer (the second lines of some cells) where they lie.
    """
    wider = list(columns)
    for number, chunk in enumerate(line.chunks):
        x0, x1 = chunk.box[0], chunk.box[2]
        under = [n for n, (left, right) in enumerate(columns) if min(right, x1) > max(left, x0)]
        if len(line.chunks) == len(columns):
            under = [number]
        if len(under) != 1:
            return None
        low, high = wider[under[0]]
        wider[under[0]] = (min(low, x0), max(high, x1))
    parted = all(right[0] - left[1] >= 0.5 * line.em for left, right in pairwise(wider))
    return wider if parted else None
