"""Tables of words alone: lines of several texts, one under the other, in columns of unlike widths."""

from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.textlines import NOTE, WRAPPED_EM, Block, TextLine

_FEWEST_NAMES = 3  # texts in a line
_APART = 5.0  # em between two rows at most
_FEWEST_WORDED = 4  # lines of a table of words alone
_RUNNING_HEAD = 2.5  # em from a running head to the text at least
_UNLIKE = 1.25  # times its narrowest column the widest one is wide: lists of names are set in equal columns
_LONGEST_NAME = 4.5  # em of a person's name


def worded_blocks(lines: Sequence[TextLine], done: int, blocks: list[Block]) -> int:
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
        far = min(_APART * line.em, 2 * pitch or 1e9) if is_row else WRAPPED_EM * line.em
        wider = _widen(columns, line)
        if wider is None or line.has_leaders or step > far or NOTE.match(line.chunks[0].text):
            break
        pitch = max(pitch, step)
        rows += [line] * is_row
        columns, end = wider, end + 1
    widths = [max(line.chunks[n].box[2] - line.chunks[n].box[0] for line in rows) for n in range(len(columns))]
    counted = [line.chunks[0].text for line in rows[1:]] == [str(number) for number in range(1, len(rows))]
    listed = not counted and max(widths) < max(_UNLIKE * min(widths), _LONGEST_NAME * first.em)
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
