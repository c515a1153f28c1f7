"""What stands around a grid: its title and unit line above or in its first rows, its notes below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.folding import fold
from parsers.tables.headers import Header
from parsers.tables.sheets import Sheet
from parsers.tables.texts import tidy, tidy_title, units_of
from parsers.tables.words import (
    CAPTION_NUMBER,
    INSTITUTION_LINE,
    LIST_NUMBER,
    NOTE_START,
    NUMBERED_ITEM,
    PERIOD_LINE,
    SUBTITLE,
    TITLE_END,
    UNIT_LINE,
)
from schemas.documents import Block, Cell, Grid, Lines, Paragraph, ParagraphRole
from schemas.places import Place, join_places
from schemas.tables import Note

_FURNITURE = (ParagraphRole.RUNNING_HEAD, ParagraphRole.PAGE_NUMBER, ParagraphRole.WATERMARK)
_REACH = 8
"""Paragraphs above a grid that are looked at for its title."""

_LONGEST_TITLE = 70
_BRACKETS_AT_END = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]\s*$")


@dataclass(frozen=True, slots=True)
class Caption:
    """Title and unit line of a table, as printed, with their places."""

    title: str = ""
    unit: str = ""
    title_place: Place | None = None
    unit_place: Place | None = None


NO_CAPTION = Caption()


def paragraphs_to_caption(above: Sequence[Paragraph]) -> Caption:
    """Read title and unit from the paragraphs above a grid, the nearest last.

    The nearest line that may be a title is it; a heading further up stands in where running text lies between.
    """
    unit, fallback = NO_CAPTION, NO_CAPTION
    below: list[Paragraph] = []
    behind_text = False
    for paragraph in reversed([kept for kept in above if kept.role not in _FURNITURE][-_REACH:]):
        text, found = _without_unit(paragraph)
        if found.unit and not unit.unit:
            unit = found
        if not text or INSTITUTION_LINE.fullmatch(text):
            continue
        if NOTE_START.match(text):
            break
        if CAPTION_NUMBER.fullmatch(text):
            fallback = fallback if fallback.title else _titled(paragraph, [], unit)
        elif PERIOD_LINE.fullmatch(text) or SUBTITLE.fullmatch(text):
            below.append(paragraph)
        elif not _may_be_title(text):
            behind_text = True
        elif not behind_text:
            return _titled(paragraph, below[::-1], unit)
        elif paragraph.role is ParagraphRole.HEADING or LIST_NUMBER.match(text) or CAPTION_NUMBER.match(text):
            return fallback if fallback.title else _titled(paragraph, [], unit)
    return fallback if fallback.title else unit


def rows_to_caption(sheet: Sheet, header: Header) -> Caption:
    """Read title and unit from the rows over the header inside a grid."""
    unit = NO_CAPTION
    lines: list[Cell] = []
    for row in reversed(header.captions):
        for cell in sheet.filled(row):
            text, found = _without_unit(cell)
            if found.unit and not unit.unit:
                unit = found
            if not text or INSTITUTION_LINE.fullmatch(text):
                continue
            if PERIOD_LINE.fullmatch(text) or SUBTITLE.fullmatch(text):
                lines.append(cell)
            elif _may_be_title(text):
                return _titled(cell, lines[::-1], unit)
    return unit


def is_title_row(sheet: Sheet, row: int) -> bool:
    """Tell whether a caption row holds a title or a unit line, and not a paragraph of running text."""
    return all(len(sheet.text(row, cell.col)) <= _LONGEST_TITLE for cell in sheet.filled(row))


def over(inner: Caption, outer: Caption) -> Caption:
    """Return the caption of a table: what its own rows say first, what stands above it where they say nothing."""
    title = inner if inner.title else outer
    unit = inner if inner.unit else outer
    return Caption(title.title, unit.unit, title.title_place, unit.unit_place)


def paragraphs_to_notes(below: Sequence[Paragraph]) -> tuple[Note, ...]:
    """Return the notes right under a grid: from 备注 or 注 on, with the numbered items that go on with it."""
    notes: list[Note] = []
    number: str | None = None
    for paragraph in below:
        if paragraph.role in _FURNITURE:
            continue
        text = tidy(paragraph.text)
        start = NOTE_START.match(text)
        item = NUMBERED_ITEM.match(text[start.end() :].lstrip("：: ") if start else text)
        if not start and not (notes and item and number and _follows(number, item["number"])):
            break
        number = item["number"] if item else "0" if start and start.end() == len(text) else None
        notes.append(Note(paragraph.text.strip(), paragraph.place))
    return tuple(notes)


def blocks_between(blocks: Sequence[Block], index: int, step: int) -> list[Paragraph]:
    """Return the paragraphs from ``blocks[index]`` by ``step`` up to the next grid, the nearest first."""
    found: list[Paragraph] = []
    at = index + step
    while 0 <= at < len(blocks):
        block = blocks[at]
        if isinstance(block, Grid):
            break
        found.append(block)
        if len(found) == 4 * _REACH:
            break
        at += step
    return found


def _without_unit(lines: Lines) -> tuple[str, Caption]:
    """Return a line's tidy text without its unit, and the unit as a caption."""
    text = lines.text
    for found in UNIT_LINE.finditer(text):
        if units_of(found["unit"]):
            unit = found["unit"].strip()
            start = found.start("unit")
            caption = Caption("", unit, None, lines.span(start, start + len(found["unit"])).quoting(unit))
            return tidy(text[: found.start()] + " " + text[found.end() :]), caption
    return tidy(text), NO_CAPTION


def _kept(lines: Lines, text: str) -> str:
    """Return the printed text where nothing was taken out of it."""
    return lines.text if tidy(lines.text) == text else text


def _may_be_title(text: str) -> bool:
    if len(text) > _LONGEST_TITLE or text.endswith(("。", "；", ";", "，", "、", "！", "？")) or "。" in text:
        return False
    if text.endswith(("：", ":")) or fold(text).count("(") != fold(text).count(")"):
        return False
    if TITLE_END.search(text[-12:]) or CAPTION_NUMBER.match(text) or LIST_NUMBER.match(text):
        return True
    return len(text) <= 40 and text.count("，") <= 1


def _titled(line: Lines, below: Sequence[Lines], unit: Caption) -> Caption:
    """Return the caption of a title line with the lines ``below`` it that limit it."""
    text, _ = _without_unit(line)
    shown = " ".join((tidy_title(_kept(line, text)), *(_without_unit(lower)[0] for lower in below)))
    place = join_places([one.span(0, len(one.text)) for one in (line, *below)], shown)
    if not unit.unit:
        unit = _unit_at_end(line)
    return Caption(shown, unit.unit, place, unit.unit_place)


def _unit_at_end(line: Lines) -> Caption:
    """Return the unit in brackets that ends a title: 收入情况（万元）."""
    found = _BRACKETS_AT_END.search(line.text)
    if found is None or not units_of(found["unit"]):
        return NO_CAPTION
    return Caption("", found["unit"], None, line.span(found.start("unit"), found.end("unit")))


def _follows(number: str, following: str) -> bool:
    if number.isdecimal() and following.isdecimal():
        return int(following) == int(number) + 1
    order = "0一二三四五六七八九十"
    return len(number) == 1 == len(following) and order.find(following) == order.find(number) + 1 > 0
