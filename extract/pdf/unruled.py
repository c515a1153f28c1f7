"""Tables without upright rules: three-line tables, and tables set in columns by white alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.pdf.blocks import lines_to_blocks
from extract.pdf.cells import Filled
from extract.pdf.layout import CHUNK, Strip, spans_to_strips
from extract.pdf.lines import Span, printed_to_spans
from extract.pdf.rules import Rule
from extract.pdf.structure import block_to_filled
from extract.pdf.textlines import TextLine, chunks_to_line
from extract.pdf.values import is_value

_SIDE_BY_SIDE = 3  # lines inside cells that are set in columns of their own
_STACKED = 3  # values one under the other in one cell


@dataclass(frozen=True, slots=True)
class Found:
    """A table set in columns; ``loose`` holds its strips where it is a piece: of a table on another page, or none."""

    filled: Filled
    loose: tuple[Strip, ...] = ()


def find_unruled(strips: Sequence[Strip], rules: Sequence[Rule]) -> Iterator[Strip | Found]:
    """Yield the strips of a region in order, those that are a table's as the table."""
    run: list[Strip] = []
    for strip in strips:
        if isinstance(strip[0].item, Span):
            run.append(strip)
            continue
        yield from _find_in(run, rules)
        yield strip
        run = []
    yield from _find_in(run, rules)


def _find_in(strips: list[Strip], rules: Sequence[Rule]) -> Iterator[Strip | Found]:
    if not any(len(strip) > 1 for strip in strips):
        yield from strips
        return
    lines = [_strip_to_line(strip) for strip in strips]
    done = 0
    for block in lines_to_blocks(lines, rules):
        filled = block_to_filled(lines, block)
        if filled is None:
            continue
        yield from strips[done : block.head]
        yield Found(filled, tuple(strips[block.head : block.end]) if block.piece else ())
        done = block.end
    yield from strips[done:]


def is_set_in_columns(filled: Filled) -> bool:
    """Tell whether a net's cells hold a table of their own: several values side by side, or one under the other.

    Such nets are drawn half: a frame, a shaded head and lines under the rows.
    """
    spans = filled.spans()
    wide = [span for cell in spans for span in cell if span.gap > CHUNK * span.em]
    strips = spans_to_strips(wide) if len(wide) >= _SIDE_BY_SIDE else []
    side_by_side = sum(_strip_to_line(strip).is_anchor for strip in strips)
    stacked = sum(len(cell) >= _STACKED and all(is_value(span.text) for span in cell) for cell in spans)
    if side_by_side < _SIDE_BY_SIDE and stacked < 2:
        return False
    rows, _ = printed_to_spans(filled.printed)
    lines = [_strip_to_line(strip) for strip in spans_to_strips(rows)]
    held = sum(block.end - block.head for block in lines_to_blocks(lines, ()) if not block.piece)
    return held * 2 >= len(lines)


def _strip_to_line(strip: Strip) -> TextLine:
    return chunks_to_line([chunk.item for chunk in strip if isinstance(chunk.item, Span)])
