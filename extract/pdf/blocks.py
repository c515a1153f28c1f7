"""Runs of lines that are set in columns: where a table without upright rules may stand.

An anchor is a line of several chunks with a value behind the first.  Anchors that follow one another, values under
values, are the body of a table; what stands over them in columns, or up to the table's top rule, is its head.
"""

from collections.abc import Sequence
from statistics import median

from extract.pdf.columns import name_each
from extract.pdf.head_lines import find_head
from extract.pdf.rules import Rule
from extract.pdf.stacks import stacks_of_rules
from extract.pdf.textlines import (
    AS_USUAL,
    EDGE_LINES,
    EVEN_ROWS,
    NOTE,
    PROSE,
    WRAPPED_EM,
    Block,
    TextLine,
    did_not_fit,
    is_of_type,
    shared_height,
    shared_width,
    usual_pitch,
)
from extract.pdf.worded import worded_blocks

_FEWEST_ANCHORS = 3  # lines of values that make a table without a rule
_FEWEST_RULED = 2  # the same where a rule stands over or under them
_FEWEST_NAMES = 3  # over as many values, that make a table of one row
_BETWEEN = 3  # lines without values that may stand between two anchors (wrapped names, a group's name)
_APART = 5.0  # em between two anchors of one table at most
_ACROSS = 0.6  # of the table's width: a rule this long runs across it
_INDENT = 10.0  # em: what begins so far to the left of the rows is a name only if they leave no room for other text


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
    as_usual = line.base - last.base <= AS_USUAL * usual_pitch(lines, run)
    for one in between:
        far = one.left < left - _INDENT * one.em
        beside = one.right < left and (as_usual or shared_height(one, last) > 0 or shared_height(one, line) > 0)
        if (far and not beside) or _is_other_text(one, first_value):
            return False
    if between and len([rule for rule in rules if last.base < rule.at < line.base]) > 1 + len(between):
        return False
    spans = [chunk.box for one in recent for chunk in one.value_spans()]
    values = line.value_spans()
    shared = sum(any(shared_width(chunk.box, box) > 0 for box in spans) for chunk in values)
    return shared * 2 >= len(values)


def _is_other_text(line: TextLine, first_value: float) -> bool:
    """Tell whether a line between two rows is none of theirs: a title, a note, a head.

    Names stand where the rows' names stand; beside a name one statement may stand in place of the values.
    """
    over = [chunk for chunk in line.chunks if chunk.box[2] > first_value + 2 * line.em]
    if len(line.chunks) == 1:
        return bool(over)
    return len(over) > 1


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
    head, start = find_head(lines, anchors, over, done, (left, right))
    left = min([left, *(line.left for line in lines[start : anchors[0]])])
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
    """Tell whether a line of names stands closely over a line of nothing but values, one over each."""
    if len(head.chunks) < _FEWEST_NAMES or not all(row.values) or any(head.values):
        return False
    values = [(chunk.box[0], chunk.box[2]) for chunk in row.chunks]
    if len(head.chunks) == len(values):
        return name_each(head.chunks, values)
    under = [[n for n, name in enumerate(head.chunks) if shared_width(name.box, one.box) > 0] for one in row.chunks]
    return all(len(each) == 1 for each in under) and len({each[0] for each in under}) == len(values)


def _body_end(lines: Sequence[TextLine], anchors: list[int], under: list[Rule], sides: tuple[float, float]) -> int:
    """Return the line behind the last of the body: the rest of a wrapped name, or what stands over the end rule."""
    end = anchors[-1] + 1
    while end < len(lines):
        if _belongs(lines, end, lines[end - 1], anchors, under=under, sides=sides):
            end += 1
        elif _is_group_name(lines, end) and _belongs(lines, end + 1, lines[end - 1], anchors, under=under, sides=sides):
            end += 2
        else:
            break
    return end


def _is_group_name(lines: Sequence[TextLine], number: int) -> bool:
    """Tell whether a line may be the name of a group, to the left of the rows' names and between two rows."""
    line = lines[number]
    return number + 1 < len(lines) and len(line.chunks) == 1 and line.right <= lines[number + 1].left


def _is_group_row(line: TextLine, row: TextLine, steps: float) -> bool:
    """Tell whether a text stands where the names of the rows do, as far below the last as they do from one another."""
    return line.right <= row.first_value and abs(steps - 1) <= EVEN_ROWS and is_of_type(line, row)


def _belongs(
    lines: Sequence[TextLine],
    number: int,
    before: TextLine,
    anchors: list[int],
    *,
    under: list[Rule],
    sides: tuple[float, float],
) -> bool:
    """Tell whether a line behind the last row of values is a row of words, or the rest of the row before it."""
    line, pitch = lines[number], usual_pitch(lines, anchors)
    step = line.base - before.base
    boxed = any(rule.at > line.base and rule.at - line.base < 2 * line.em for rule in under)
    ruled_off = any(before.base < rule.at < line.base for rule in under)
    near = step <= (1.3 * pitch if boxed else 0.85 * pitch)
    if len(line.chunks) > 1:  # a name and a statement in place of its values
        far = line.left < sides[0] - _INDENT * line.em
        belongs = step <= 1.3 * pitch and not far and not _is_other_text(line, lines[anchors[-1]].first_value)
    else:
        narrow = line.right - line.left < PROSE * (sides[1] - sides[0]) and line.left >= sides[0] - line.em
        near |= number >= len(lines) - EDGE_LINES and _is_group_row(line, lines[anchors[-1]], step / pitch)
        rest = step <= WRAPPED_EM * line.em and did_not_fit(line, before, lines, anchors)
        belongs = narrow and (near or rest)
    return belongs and not ruled_off and (boxed or not NOTE.match(line.chunks[0].text))
