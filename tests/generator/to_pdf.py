"""A bulletin as PDF: typst draws tables with merged cells over as many pages as they need.

``ruling`` is ``ruled`` (every cell has its box), ``three-line`` (rules above, under the header and below) or ``none``.
"""

import json
from pathlib import Path
from random import Random

import typst
from generator.truth import Bulletin, Table

FONTS = Path(__file__).parents[1] / "fonts"


def bulletin_to_typst(bulletin: Bulletin, ruling: str = "ruled") -> str:
    habits = bulletin.habits
    rng = Random(f"pdf-{bulletin.seed}")
    wide = max(sum(_widths(table)) for table in bulletin.tables()) > 52
    numbered = rng.random() < 0.7
    footer = '#set page(footer: context align(center)[— #counter(page).display("1") —])' if numbered else ""
    spacing = "auto" if habits.cjk_spacing else "none"
    stroke = rng.choice(("0.5pt", "0.75pt", "1pt")) if ruling == "ruled" else "none"
    source = [
        "#set document(date: none)",
        f'#set page(paper: "a4", flipped: {str(wide).lower()}, margin: {rng.choice((2, 2.5))}cm)',
        footer,
        f'#set text(font: "Noto Sans CJK SC", size: 10.5pt, lang: "zh", cjk-latin-spacing: {spacing})',
        f"#set table(stroke: {stroke}, inset: {rng.choice((3, 4, 5))}pt)",
        "#set table.cell(breakable: false)",
    ]
    for at, block in enumerate(bulletin.blocks):
        if isinstance(block, Table):
            source += _table(rng, habits, block, ruling)
        elif at == 1:
            source.append(f"#align(center, text(size: 16pt, {_string(block.text)}))\n")
        else:
            source.append(f"#par(first-line-indent: (amount: 2em, all: true), {_string(block.text)})\n")
    return "\n".join(source)


def bulletin_to_pdf(bulletin: Bulletin, ruling: str = "ruled") -> bytes:
    return typst.compile(
        bulletin_to_typst(bulletin, ruling).encode(), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def _string(text: str) -> str:
    """A typst string literal takes the same escapes as JSON but for ``\\uXXXX``, which is not needed."""
    return json.dumps(text, ensure_ascii=False)


def _widths(table):
    """Return the width of each column in characters: its numbers fit, its header and labels may wrap."""
    widths = []
    for col, column in enumerate(table.columns):
        texts = [text for (_, other), text in table.cells.items() if other == col]
        needed = max((0.58 * len(text) + 0.42 * sum(not each.isascii() for each in text) for text in texts), default=0)
        labels = [
            row.labels[col].text
            for row in table.rows
            if col < min(table.labelling, len(row.labels)) and row.labels[col]
        ]
        needed = max(needed, *(min(0.5 * len(text) + 1, 8) for text in [column.path[-1], *labels]))
        widths.append(needed + 1)
    return widths


def _table(rng, habits, table, ruling):
    size = 8 if len(table.columns) > 13 else 9
    widths = [f"{width:.1f}fr" for width in _widths(table)]
    alignment = rng.choice(("center + horizon", "(x, y) => if x == 0 { left } else { right }", "center"))
    lines = [f'#align(center, text(weight: "regular", {_string(table.title.text)}))\n']
    if table.unit_line:
        lines.append(f"#align(right, {_string(table.unit_line)})\n")
    lines.append(f"#block(width: 100%)[#set text(size: {size}pt)")
    lines.append(f"#table(columns: ({', '.join(widths)}), align: {alignment},")
    heads = "".join(_cell(cell.text, cell.rowspan, cell.colspan) for cell in table.header())
    rule = "table.hline(stroke: 1pt), " if ruling == "three-line" else ""
    lines.append(f"table.header(repeat: {str(habits.repeat_header).lower()}, {rule}{heads}{rule}),")
    for at, row in enumerate(table.rows):
        cells = [_cell(label.text, label.rowspan, label.colspan) for label in row.labels if label is not None]
        free = len(table.columns) - table.labelling
        if row.statement is not None:
            cells.append(_cell(row.statement, 1, free))
        elif row.kind == "heading":
            cells += [_cell("", 1, 1)] * free
        elif row.kind != "note":
            cells += [_cell(table.cells[at, col], 1, 1) for col in range(table.labelling, len(table.columns))]
        lines.append("".join(cells))
    lines.append(f"{rule})]\n")
    lines += [f"#par({_string(note.text)})\n" for note in table.notes]
    return lines


def _cell(text, rowspan, colspan):
    spans = (f"rowspan: {rowspan}, " if rowspan > 1 else "") + (f"colspan: {colspan}, " if colspan > 1 else "")
    return f"table.cell({spans}{'breakable: true, ' if rowspan > 1 else ''}{_string(text)}), "
