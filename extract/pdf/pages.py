"""One page: what pdfium draws there, to lines and grids in reading order."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from extract.ocr import INSTALL
from extract.pdf.cells import Runs, fill_lattice, filled_to_cells, is_piece, is_table
from extract.pdf.characters import Char, Characters, Printed, raw_to_characters, turn_back
from extract.pdf.engine import page_to_frame
from extract.pdf.glyphs import RawCharacters, page_to_characters, page_to_text_objects
from extract.pdf.lattice import Lattice, rules_to_lattices
from extract.pdf.layout import Region, Strip, items_to_regions, strip_to_item
from extract.pdf.lines import Span, chars_to_spans, printed_to_spans, span_to_line
from extract.pdf.placed import PageItem, PlacedGrid, PlacedLine, PlacedText
from extract.pdf.quality import judge_layer, readable_pictures
from extract.pdf.rules import Rule, Rules, segments_to_rules
from extract.pdf.scans import read_scan
from extract.pdf.sheets import Sheet
from extract.pdf.strokes import Drawing, page_to_drawing
from extract.pdf.unruled import Found, find_unruled, is_set_in_columns
from schemas.documents import Cell, GridPart, Page, Picture, Problem, TextLine
from schemas.ids import make_id
from schemas.limits import Limits
from schemas.places import Box, box_around

_TAB = 2.0  # em of white inside a line that no running text has


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is printed on a page, as regions in reading order; ``watermarks`` are lines printed aslant.

    ``width`` and ``height`` are those of the frame that its text runs level in.
    """

    page: Page
    width: float
    height: float
    regions: list[list[PageItem]]
    watermarks: list[TextLine]
    digits: int
    pictures: list[Picture]
    problems: list[Problem]


def read_page(handle: Any, number: int, file: str, limits: Limits) -> PageContent:
    """Read a loaded page."""
    frame = page_to_frame(handle)
    page = Page(number, frame.width, frame.height, frame.turns * 90)
    sheet = Sheet(file, number, frame.width, frame.height)
    raw = page_to_characters(handle, frame, limits.characters)
    if raw is None:
        return PageContent(page, page.width, page.height, [], [], 0, [], [_no_text(sheet, limits)])
    quarters = _main_direction(raw)
    if quarters:
        frame = frame.turned(-quarters)
        sheet = Sheet(file, number, frame.width, frame.height, quarters)
        raw = page_to_characters(handle, frame, limits.characters) or raw
    drawing = page_to_drawing(handle, frame)
    layer = judge_layer(raw, drawing, frame)
    boxes = readable_pictures(drawing, frame)
    pictures = [_picture(sheet, box, "its text layer was read" if layer.pictured else "") for box in boxes]
    scan = read_scan(handle, page_to_frame(handle), file, number) if layer.unreadable else None
    problems = []
    if scan is not None:
        page = replace(page, recognised=True)
        pictures = [*(_picture(sheet, box, "read by OCR") for box in boxes), *scan.seals]
        problems += scan.problems
        raw, drawing, frame, sheet = scan.characters, scan.drawing, scan.frame, scan.sheet
    elif layer.unreadable:
        problems.append(_needs_ocr(sheet, *layer.unreadable))
    elif layer.garbled:
        problems.append(_some_garbled(sheet, layer.garbled))
    if layer.worthless and scan is None:
        return PageContent(page, frame.width, frame.height, [], [], 0, pictures, problems)
    characters = raw_to_characters(raw, frame)
    rules = segments_to_rules(drawing.lines)
    lattices = _rules_to_lattices(rules, drawing)
    runs = _run_numbers(handle, characters) if scan is None else dict[Char, int]
    grids, level, turned = _lattices_to_grids(lattices, characters, sheet, runs)
    regions = items_to_regions(printed_to_spans(level)[0], grids)
    free = [rule for rule in rules.level if not any(_lies_in(rule, grid.box) for grid in grids)]
    lines = [_region_to_items(region, free, sheet) for region in regions]
    for degrees, run in turned.items():
        lines.append([_placed(span, sheet, degrees) for span in chars_to_spans(run)])
    watermarks = _slanted_to_lines(characters.slanted, sheet)
    return PageContent(page, frame.width, frame.height, lines, watermarks, characters.digits, pictures, problems)


def _main_direction(raw: RawCharacters) -> int:
    """Return the quarter turns clockwise of the page's text: not 0 only if most of it runs so."""
    if not raw.degrees.any():
        return 0
    quarters = (raw.degrees[~raw.generated] / 90.0).round().astype(int) % 4
    counts = [int((quarters == quarter).sum()) for quarter in range(4)]
    most = max(range(4), key=counts.__getitem__)
    return most if counts[most] * 5 >= sum(counts) * 3 else 0


def _rules_to_lattices(rules: Rules, drawing: Drawing) -> list[Lattice]:
    """Return the nets of drawn lines; the outlines of shaded areas count as lines where no such net stands."""
    lattices = rules_to_lattices(rules)
    nets = [lattice.box for lattice in lattices if len(lattice.slots) > 1]
    fills = [fill for fill in drawing.fills if not any(_overlap(fill, net) for net in nets)]
    return rules_to_lattices(segments_to_rules(drawing.lines, fills)) if fills else lattices


def _lies_in(rule: Rule, box: Box) -> bool:
    """Tell whether a level rule belongs to what stands in the box."""
    return box[1] - 1 <= rule.at <= box[3] + 1 and rule.start >= box[0] - 3 and rule.end <= box[2] + 3


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) - max(one[1], other[1]) > 0


def _run_numbers(handle: Any, characters: Characters) -> Runs:
    @cache
    def runs() -> dict[Char, int]:
        objects = page_to_text_objects(handle)
        return {char: objects[place] for char, place in zip(characters.level.to_chars(), characters.order, strict=True)}

    return runs


def _lattices_to_grids(
    lattices: list[Lattice], characters: Characters, sheet: Sheet, runs: Runs
) -> tuple[list[PlacedGrid], Printed, dict[int, list[Char]]]:
    """Fill the nets, the smallest first since one may stand inside another; return what no table holds as well."""
    level, turned = characters.level, characters.turned
    grids = []
    for lattice in sorted(lattices, key=_area):
        filled, others, turned_others = fill_lattice(lattice, level, turned, runs)
        if is_table(filled):
            if is_set_in_columns(filled):
                continue  # its rules part neither its rows nor its columns: white does
            loose: tuple[PlacedText, ...] = ()
        elif is_piece(filled):
            held = zip(lattice.slots, filled.spans(), strict=True)
            loose = tuple(_loose_text(slot.box, spans, sheet) for slot, spans in held if spans)
        else:
            continue
        level, turned = level.take(others), turned_others
        grids.append(_grid(filled_to_cells(filled, sheet), lattice, sheet, loose))
    return grids, level, turned


def _loose_text(box: Box, spans: list[Span], sheet: Sheet) -> PlacedText:
    return PlacedText(box, tuple(_placed(span, sheet) for span in spans))


def _area(lattice: Lattice) -> float:
    x0, top, x1, bottom = lattice.box
    return (x1 - x0) * (bottom - top)


def _grid(
    cells: tuple[Cell, ...], lattice: Lattice, sheet: Sheet, loose: tuple[PlacedText, ...], *, ruled: bool = True
) -> PlacedGrid:
    box = sheet.box(lattice.box)
    key = make_id("part", sheet.file, sheet.number, *(f"{value:.1f}" for value in box))
    part = GridPart(key, sheet.number, box, cells)
    return PlacedGrid(part, lattice.box, lattice.xs, (len(lattice.ys) - 1, len(lattice.xs) - 1), ruled, loose)


def _region_to_items(region: Region, rules: list[Rule], sheet: Sheet) -> list[PageItem]:
    """Return the lines and grids of a region; lines set in columns are a grid too."""
    items: list[PageItem] = []
    for piece in find_unruled(region.strips, rules):
        if isinstance(piece, Found):
            loose = tuple(_strip_to_loose(strip, sheet) for strip in piece.loose)
            cells = filled_to_cells(piece.filled, sheet)
            grid = _grid(cells, piece.filled.lattice, sheet, loose, ruled=False)
            items.append(replace(grid, sides=tuple(map(_spans_to_sides, piece.filled.spans()))))
        else:
            item = strip_to_item(piece)
            items.append(item if isinstance(item, PlacedGrid) else _placed(item, sheet))
    return items


def _spans_to_sides(spans: list[Span]) -> tuple[float, float] | None:
    """Return where the text of a cell begins and ends."""
    return (min(span.box[0] for span in spans), max(span.box[2] for span in spans)) if spans else None


def _strip_to_loose(strip: Strip, sheet: Sheet) -> PlacedText:
    item = strip_to_item(strip)
    lines = (_placed(item, sheet),) if isinstance(item, Span) else ()
    return PlacedText(strip[0].box, lines)


def _placed(span: Span, sheet: Sheet, degrees: int = 0) -> PlacedLine:
    box = turn_back(span.box, degrees) if degrees else span.box
    return PlacedLine(span_to_line(span, sheet, degrees), box, span.em, tabbed=span.inner_gap > _TAB * span.em)


def _slanted_to_lines(chars: list[Char], sheet: Sheet) -> list[TextLine]:
    """Return slanted text as one line in the order of the file: rows mean nothing there."""
    if not chars:
        return []
    text = "".join(char.text for char in chars)
    return [TextLine(text, sheet.place(text, box_around(char[1:5] for char in chars)))]


def _picture(sheet: Sheet, box: Box, read: str) -> Picture:
    """Return the entry of a picture; ``read`` says how it was read, "" if it was not."""
    shown = sheet.box(box)
    key = make_id("picture", sheet.file, sheet.number, *(f"{value:.1f}" for value in shown))
    return Picture(key, sheet.place("", box), bool(read), read or "not read, may hold numbers")


def _whole_page(sheet: Sheet) -> Box:
    return (0.0, 0.0, sheet.width, sheet.height)


def _needs_ocr(sheet: Sheet, reason: str, reason_zh: str) -> Problem:
    return Problem(
        "page-unreadable",
        f"page {sheet.number}: {reason}; reading it needs OCR: {INSTALL}",
        f"第 {sheet.number} 页：{reason_zh}；需用 OCR 识别：{INSTALL}",
        sheet.place("", _whole_page(sheet)),
    )


def _some_garbled(sheet: Sheet, count: int) -> Problem:
    return Problem(
        "garbled-text",
        f"page {sheet.number}: {count} characters have no meaning in the text layer",
        f"第 {sheet.number} 页：文字层中有 {count} 个字符无法对应",
        sheet.place("", _whole_page(sheet)),
    )


def _no_text(sheet: Sheet, limits: Limits) -> Problem:
    return Problem(
        "page-unreadable",
        f"page {sheet.number}: its text cannot be loaded, or has more than {limits.characters} characters",
        f"第 {sheet.number} 页：文字无法读取，或超过 {limits.characters} 个字符",
        sheet.place("", _whole_page(sheet)),
    )
