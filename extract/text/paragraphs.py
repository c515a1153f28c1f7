"""Lines of text to paragraphs: joined where a hard wrap or a page break cuts a sentence and that is sure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.text import wording
from extract.text.lines import RawLine, slice_to_textlines
from schemas.documents import Paragraph, ParagraphRole, TextLine
from schemas.places import Place

_LONG = 40  # half-width columns: a line of prose, as against a label
_RAGGED = 4  # half-width columns by which the lines of wrapped prose differ
_INDENT = 4  # half-width columns before the first line of a paragraph, often not written
_SEVERAL = 3  # lines, or blocks of them, that show a habit
_WIDE = re.compile("[\u1100-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and how it stands among others.

    ``gap``: blank lines, a page break or furniture stand before it. ``full``: it is as long as the lines of
    hard-wrapped prose are here, ``wrapped``: in its own block.
    """

    at: int
    raw: RawLine
    gap: bool
    full: bool
    wrapped: bool


def lines_to_paragraphs(
    lines: Sequence[RawLine], text: Sequence[int], tables: Sequence[int], file: str
) -> Iterator[tuple[int, Paragraph]]:
    """Yield the paragraphs of the lines ``text`` (indices, in order), each with the index of its first line.

    ``tables``: the lines, in order, on which tables begin.
    """
    groups = list(_lines_to_groups(lines, text))
    for index, group in enumerate(groups):
        after = groups[index + 1] if index + 1 < len(groups) else None
        table = bisect_right(tables, group[-1].at)
        before_table = table < len(tables) and (after is None or tables[table] < after[0].at)
        role = _role(group, after, before_table=before_table)
        yield group[0].at, Paragraph(tuple(_to_textlines(group, file)), role)


def _lines_to_groups(lines: Sequence[RawLine], text: Sequence[int]) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph."""
    group: list[_Line] = []
    waiting: tuple[str, ...] = ()
    for line in _measure(lines, text):
        if group and not _goes_on(group[-1], line, waiting, first=line.at == text[1]):
            yield group
            group, waiting = [], ()
        group.append(line)
        waiting = wording.open_brackets(line.raw.text, waiting)
    if group:
        yield group


def _measure(lines: Sequence[RawLine], text: Sequence[int]) -> Iterator[_Line]:
    """Yield the lines, each held against the width at which the prose here is wrapped."""
    blocks = list(_lines_to_blocks(lines, text))
    wrapped = [width for block in blocks if (width := _wrap_width([lines[at].text for at in block])) is not None]
    usual = median(wrapped) if len(wrapped) >= _SEVERAL else None
    for block in blocks:
        own = _wrap_width([lines[at].text for at in block])
        width = own or usual
        for index, at in enumerate(block):
            short = 0 if width is None else width - _width(lines[at].text.strip())
            full = width is not None and -_RAGGED <= short <= _RAGGED + _INDENT * (index == 0)
            yield _Line(at, lines[at], index == 0, full, own is not None)


def _lines_to_blocks(lines: Sequence[RawLine], text: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of lines with nothing between them."""
    block: list[int] = []
    for at in text:
        if block and (at != block[-1] + 1 or lines[at].page_break):
            yield block
            block = []
        block.append(at)
    if block:
        yield block


def _wrap_width(texts: Sequence[str]) -> float | None:
    """Return the width at which a block is hard-wrapped, None if it is not.

    Most lines but the last are about as long as each other, and some break where no item of a list would end.
    """
    if len(texts) < _SEVERAL or not any(map(wording.sentence_like, texts)):
        return None
    widths = [_width(text.strip()) for text in texts[:-1]]
    usual = median(widths)
    alike = sum(abs(width - usual) <= _RAGGED for width in widths)
    cut = any(wording.ends_in_comma(one) or wording.begins_inside(two) for one, two in pairwise(texts))
    return usual if cut and alike * 5 >= len(widths) * 3 else None


def _width(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _goes_on(above: _Line, below: _Line, waiting: tuple[str, ...], *, first: bool) -> bool:
    """Tell whether a line surely goes on in the next one; ``first``: it is the first of the text, perhaps a title."""
    one, two = above.raw.text, below.raw.text
    if "\t" in one.strip() or "\t" in two.strip() or wording.ends_sentence(one):
        return False
    if waiting and wording.closes(two, waiting):
        return True
    if wording.begins_afresh(two) or wording.indent(below.raw) > wording.indent(above.raw) + 1:
        return False
    if wording.heading_mark(one) or (wording.is_enumerated_heading(one) and not above.full):
        return False
    if wording.ends_in_comma(one) or waiting or wording.begins_with_closer(two):
        return True
    prose = wording.sentence_like(one) or wording.sentence_like(two)
    if above.full and (wording.sentence_like(two) if below.gap else prose or above.wrapped):
        return True
    long = _width(one.strip()) >= _LONG and wording.sentence_like(one)
    return below.gap and not first and long and wording.sentence_like(two)


def _to_textlines(group: Sequence[_Line], file: str) -> Iterator[TextLine]:
    """Yield the lines without their marks; where two words or numbers would run together a blank is kept."""
    before: RawLine | None = None
    for line in group:
        text = line.raw.text
        if before is not None and _would_run_together(before.text, text):
            yield _blank_between(before, line.raw, file)
        start = len(text) - len(text.lstrip())
        yield from slice_to_textlines(line.raw, start + wording.heading_mark(text[start:]), len(text), file)
        before = line.raw


def _would_run_together(before: str, after: str) -> bool:
    """Tell whether a blank was written between two Latin words or numbers."""
    if not (before[-1:].isspace() or after[:1].isspace()):
        return False
    last, first = before.rstrip()[-1:], after.lstrip()[:1]
    return last.isascii() and first.isascii() and last.isalnum() and first.isalnum()


def _blank_between(before: RawLine, after: RawLine, file: str) -> TextLine:
    line, at = (before, len(before.text) - 1) if before.text[-1:].isspace() else (after, 0)
    blank = line.text[at]
    return TextLine(blank, Place(file, blank, line=line.number, start=line.start + at, end=line.start + at + 1))


def _role(group: Sequence[_Line], after: Sequence[_Line] | None, *, before_table: bool) -> ParagraphRole:
    """Tell a heading: marked, numbered, or a short line right before a table, its unit or prose."""
    text = group[0].raw.text
    if wording.heading_mark(text.lstrip()):
        return ParagraphRole.HEADING
    if len(group) > 1:
        return ParagraphRole.BODY
    if wording.is_enumerated_heading(text):
        return ParagraphRole.HEADING
    if not wording.is_short_line(text):
        return ParagraphRole.BODY
    if before_table:
        return ParagraphRole.HEADING
    follows = after[0].raw.text if after is not None else ""
    opens = (
        "。" in follows
        or follows.rstrip().endswith(("：", ":"))
        or wording.is_enumerated_heading(follows)
        or wording.is_unit_line(follows)
    )
    return ParagraphRole.HEADING if opens else ParagraphRole.BODY


def furniture_to_paragraph(line: RawLine, role: ParagraphRole, file: str) -> Paragraph:
    return Paragraph(slice_to_textlines(line, 0, len(line.text), file), role)
