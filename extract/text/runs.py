"""Lines to runs of rows: where a table begins, what interrupts it, where it ends."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.text.headers import begins_with_header, has_numbers
from extract.text.kinds import NUMBERS, Kind
from extract.text.lines import RawLine
from extract.text.rows import RawRow, Style, line_is_rule, line_to_row, line_to_style
from extract.text.stitching import Between, Run, find_continuation
from extract.text.tabstops import drop_aligning_tabs
from extract.text.wording import is_enumerated, is_form_line, is_title, is_unit_line
from schemas.documents import ParagraphRole

_WIDE = 60  # characters; a longer cell makes a line with wide gaps prose
_ALIKE = 0.8  # share of the rows held apart by gaps that must have the same number of cells
_LONE = 3  # filled cells that make a table of one row


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows on consecutive lines."""

    style: Style
    rows: list[RawRow]


def lines_to_runs(lines: Sequence[RawLine], furniture: Mapping[int, ParagraphRole], file: str) -> list[Run]:
    """Return the tables in the order in which they begin; lines that none takes are text."""
    found: list[Run] = []
    for style, rows in _lines_to_segments(lines, furniture, file):
        run = found[-1] if found and found[-1].style is style else None
        between = None if run is None else _between(lines, furniture, run.rows[-1].at, rows[0].at)
        joint = None if run is None or between is None else find_continuation(run, between, rows)
        if run is None or between is None or joint is None:
            found.append(Run(style, list(rows)))
            continue
        if between.interrupted or joint.dropped:
            run.breaks.append(joint)
        run.rows.extend(line_to_row(at, lines[at], None, file) for at in between.texts)
        run.rows.extend(rows[len(joint.dropped) :])
    return [run for run in found if _is_table(run)]


def _lines_to_segments(
    lines: Sequence[RawLine], furniture: Mapping[int, ParagraphRole], file: str
) -> Iterator[tuple[Style, list[RawRow]]]:
    for piece in _lines_to_pieces(lines, furniture, file):
        if piece.style is Style.GAP and not _is_aligned(piece.rows):
            continue
        rows = drop_aligning_tabs(piece.rows) if piece.style is Style.TAB else piece.rows
        for part in _split_at_headers(rows):
            if rest := _without_titles(part):
                yield piece.style, rest


def _without_titles(rows: list[RawRow]) -> list[RawRow]:
    """Leave out lines at the top that stand over the table: its title, 部门：某局 and 单位：万元, tabs between them."""
    count = 0
    for row in rows:
        texts = [cell.text for cell in row.cells if cell.text]
        if len(texts) > 1:
            over = all(map(is_form_line, texts)) and any(map(is_unit_line, texts))
        else:
            over = all(is_title(text) or is_unit_line(text) for text in texts)
        if not over:
            break
        count += 1
    return rows[count:]


def _lines_to_pieces(lines: Sequence[RawLine], furniture: Mapping[int, ParagraphRole], file: str) -> Iterator[_Piece]:
    piece: _Piece | None = None
    for at, line in enumerate(lines):
        rule = line_is_rule(line)
        if rule and piece is not None and not line.page_break:
            continue  # drawn between the rows of a table
        style = None if rule or line.blank or at in furniture else line_to_style(line)
        row = None if style is None else line_to_row(at, line, style, file)
        if piece is not None and (row is None or not row.filled or style is not piece.style or line.page_break):
            yield piece
            piece = None
        if row is None or style is None or not row.filled:
            continue
        if piece is None:
            piece = _Piece(style, [])
        piece.rows.append(row)
    if piece is not None:
        yield piece


def _is_aligned(rows: Sequence[RawRow]) -> bool:
    """Tell a table held apart by spaces from prose and lists: as many cells in each row, numbers under numbers."""
    count, often = Counter(len(row.cells) for row in rows).most_common(1)[0]
    if len(rows) < 2 or often < len(rows) * _ALIKE or (count == 2 and often < 4):
        return False
    if any(len(cell.text) > _WIDE or "。" in cell.text for row in rows for cell in row.cells):
        return False
    figures = [row for row in rows if len(row.cells) == count and has_numbers(row)]
    return len(figures) * 3 >= len(rows) * 2 - 2 and any(
        all(row.kinds[col] in NUMBERS for row in figures) for col in range(1, count)
    )


def _split_at_headers(rows: Sequence[RawRow]) -> Iterator[list[RawRow]]:
    """Cut consecutive rows where another header begins, with the titles that stand right over it."""
    followed = [False] * len(rows)
    for index in range(len(rows) - 2, -1, -1):
        followed[index] = followed[index + 1] or has_numbers(rows[index + 1])
    part: list[RawRow] = []
    above: RawRow | None = None  # the nearest row with numbers
    for index, row in enumerate(rows):
        if above is not None and followed[index] and begins_with_header(rows[index : index + 2], above):
            kept = len(part)
            while kept and part[kept - 1].alone:
                kept -= 1
            yield part[:kept]
            part, above = part[kept:], None
        part.append(row)
        if has_numbers(row):
            above = row
    yield part


def _between(lines: Sequence[RawLine], furniture: Mapping[int, ParagraphRole], last: int, first: int) -> Between | None:
    """Describe the lines between two runs; None if there is more than one line of text."""
    texts = [
        at
        for at in range(last + 1, first)
        if at not in furniture and not lines[at].blank and not line_is_rule(lines[at])
    ]
    if len(texts) > 1:
        return None
    wording = lines[texts[0]].text.strip() if texts else ""
    set_aside = any(at in furniture for at in range(last + 1, first))
    return Between(tuple(texts), wording, first - last - 1 > len(texts) or lines[first].page_break, set_aside)


def _is_table(run: Run) -> bool:
    """Tell a table from a lone line with tabs in it and from a list of headings with their pages."""
    rows = [row for row in run.rows if not row.alone]
    return bool(rows) and (len(run.rows) > 1 or rows[0].filled >= _LONE) and not _is_contents(rows)


def _is_contents(rows: Sequence[RawRow]) -> bool:
    """Tell a table of contents: headings and, behind each, the page on which it stands."""
    if any(row.filled != 2 or row.kinds.strip(Kind.BLANK)[-1:] != Kind.WHOLE for row in rows):
        return False
    pages = [row.cells[row.trimmed - 1].text for row in rows]
    numbered = sum(is_enumerated(row.cells[0].text) or is_title(row.cells[0].text) for row in rows)
    return all(map(str.isdecimal, pages)) and sorted(pages, key=int) == pages and numbered * 2 > len(rows)
