"""What stands around a grid: its title and unit line above or in its first rows, its notes below."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    TITLE_END,
    UNIT_LINE,
)
from schemas.documents import Block, Grid, Lines, Paragraph, ParagraphRole
from schemas.places import Place, join_places
from schemas.tables import Note

_FURNITURE = (ParagraphRole.RUNNING_HEAD, ParagraphRole.PAGE_NUMBER, ParagraphRole.WATERMARK)
_REACH = 8
"""Paragraphs above a grid that are looked at for its title."""

_LONGEST_TITLE = 70


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
    unit = NO_CAPTION
    period: Paragraph | None = None
    fallback = NO_CAPTION
    behind_text = False
    for paragraph in reversed([kept for kept in above if kept.role not in _FURNITURE][-_REACH:]):
        text, found = _without_unit(paragraph)
        if found.unit and not unit.unit:
            unit = found
        if not text or INSTITUTION_LINE.fullmatch(text):
            continue
        if NOTE_START.match(text):
            break
        if PERIOD_LINE.fullmatch(text):
            period = period or paragraph
            continue
        if not _may_be_title(text):
            behind_text = True
            continue
        if not behind_text:
            return _titled(paragraph, period, unit)
        if paragraph.role is ParagraphRole.HEADING or LIST_NUMBER.match(text) or CAPTION_NUMBER.match(text):
            fallback = _titled(paragraph, None, unit)
            break
    return fallback if fallback.title else unit


def rows_to_caption(sheet: Sheet, header: Header) -> Caption:
    """Read title and unit from the rows over the header inside a grid."""
    unit, title = NO_CAPTION, NO_CAPTION
    for row in reversed(header.captions):
        for cell in sheet.filled(row):
            text, found = _without_unit(cell)
            if found.unit and not unit.unit:
                unit = found
            if text and not title.title and not INSTITUTION_LINE.fullmatch(text) and _may_be_title(text):
                shown = tidy_title(_kept(cell, text))
                title = Caption(shown, "", cell.span(0, len(cell.text)).quoting(shown))
    return Caption(title.title, unit.unit, title.title_place, unit.unit_place)


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
        number = item["number"] if item else None
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
    if text.endswith(("：", ":")):
        return False
    if TITLE_END.search(text[-12:]) or CAPTION_NUMBER.match(text) or LIST_NUMBER.match(text):
        return True
    return len(text) <= 40 and text.count("，") <= 1


def _titled(paragraph: Paragraph, period: Paragraph | None, unit: Caption) -> Caption:
    text, _ = _without_unit(paragraph)
    shown = tidy_title(_kept(paragraph, text))
    place = paragraph.place.quoting(shown)
    if period is not None:
        below = tidy(period.text)
        shown = f"{shown} {below}"
        place = join_places((paragraph.place, period.place), shown)
    return Caption(shown, unit.unit, place, unit.unit_place)


def _follows(number: str, following: str) -> bool:
    if number.isdecimal() and following.isdecimal():
        return int(following) == int(number) + 1
    order = "一二三四五六七八九十"
    return len(number) == 1 == len(following) and order.find(following) == order.find(number) + 1
