"""A hard document from a seed: bulletin tables in the many ways of drawing them, as PDF with the truth beside it."""

import io
import json
from dataclasses import dataclass, replace
from random import Random

import pypdfium2
import typst
from generator.hard_habits import Drawing, draw_habits
from generator.hard_layout import FONTS, Laid, Press, Sheet
from generator.hard_tables import DrawnTable, bulletin_tables, words_table

PROSE = (
    "本月各单位按照职责分工，认真受理群众诉求，办理质量总体平稳，个别单位回复不够及时，需要进一步加强督促。",
    "从办理情况看，城乡建设、交通运输和环境保护三类诉求占比较高，市场监管类诉求有所下降。",
    "请各单位对照通报逐项整改，并于下月十日前将整改情况报送办公室。",
)


@dataclass(frozen=True)
class HardDocument:
    seed: int
    drawing: Drawing
    laid: Laid
    pdf: bytes


def make_hard(seed: int) -> HardDocument:
    drawing = draw_habits(seed)
    rng = Random(f"hard-pages-{seed}")
    press = Press(seed, drawing)
    press.paragraph("通报", size=16, indent=0, align="center")
    for text in rng.sample(PROSE, rng.randint(1, 3)) * (4 if drawing.newspaper else 1):
        press.paragraph(text)
    if drawing.low:
        press.skip(rng.uniform(0.4, 0.75) * press.room)
    for table in _tables(seed, rng, drawing):
        if press.table(table):
            press.paragraph(rng.choice(PROSE))
    if drawing.newspaper:
        for text in PROSE * 4:
            press.paragraph(text)
    press.paragraph(rng.choice(("市政府办公室", "市督查考核办公室")), align="right")
    press.paragraph("2024年3月5日", align="right")
    return HardDocument(seed, drawing, press.laid, _turned(laid_to_pdf(press.laid, drawing), drawing.turn))


def _tables(seed: int, rng: Random, drawing: Drawing) -> list[DrawnTable]:
    if drawing.words:
        return [words_table(seed)]
    most = 5 if drawing.newspaper else 20 if drawing.landscape or drawing.turn else 11
    tables = bulletin_tables(seed, most=most, levels=drawing.levels, blanks=drawing.blanks)
    return [_with_diagonal(table) if drawing.diagonal else table for table in tables][: rng.randint(1, 3)]


def _with_diagonal(table: DrawnTable) -> DrawnTable:
    """Write what heads the columns and what heads the rows into the corner, a line between them."""
    corner = table.cells[0]
    if corner.text not in {"单位", "地区", "类别", "项目", "指标", "月份"}:
        return table
    parts = ("情况", corner.text)
    return replace(table, cells=(replace(corner, text="".join(parts), parts=parts), *table.cells[1:]))


def laid_to_pdf(laid: Laid, drawing: Drawing) -> bytes:
    source = [
        "#set document(date: none)",
        (
            '#set text(font: "Noto Sans CJK SC", lang: "zh", cjk-latin-spacing: none, kerning: false, '
            'top-edge: "baseline", bottom-edge: "baseline")'
        ),
        *(_page(sheet, drawing) for sheet in laid.sheets),
    ]
    return typst.compile("\n".join(source).encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _page(sheet: Sheet, drawing: Drawing) -> str:
    parts = [f"#page(width: {sheet.width}pt, height: {sheet.height}pt, margin: 0pt)["]
    if sheet.watermark:
        parts += [
            f"#place(dx: {x}pt, dy: {y}pt, rotate(-40deg, text(size: 40pt, fill: luma(215))[{sheet.watermark}]))"
            for x in (80, 320)
            for y in (200, 480)
        ]
    style = '(paint: black, thickness: 0.6pt, dash: "dashed")' if drawing.ruling == "dashed" else "0.6pt"
    for stroke in sheet.strokes:
        level = stroke.y0 == stroke.y1
        if drawing.ruling == "rectangles" and (level or stroke.x0 == stroke.x1):
            width, height = stroke.x1 - stroke.x0 or 0.6, stroke.y1 - stroke.y0 or 0.6
            parts.append(
                f"#place(dx: {stroke.x0:.2f}pt, dy: {stroke.y0:.2f}pt, "
                f"rect(width: {width:.2f}pt, height: {height:.2f}pt, fill: black))"
            )
        else:
            parts.append(
                f"#place(line(start: ({stroke.x0:.2f}pt, {stroke.y0:.2f}pt), "
                f"end: ({stroke.x1:.2f}pt, {stroke.y1:.2f}pt), stroke: {style}))"
            )
    parts += [
        f"#place(dx: {one.x:.2f}pt, dy: {one.base:.2f}pt, "
        f"box(text(size: {one.size:.2f}pt, {json.dumps(one.text, ensure_ascii=False)})))"
        for one in sheet.words
    ]
    parts += [
        f"#place(dx: {x:.1f}pt, dy: {y:.1f}pt, circle(radius: 42pt, stroke: 2pt + red))"
        f"#place(dx: {x + 32:.1f}pt, dy: {y + 32:.1f}pt, polygon(fill: red, (10pt, 0pt), (20pt, 18pt), (0pt, 18pt)))"
        for x, y in sheet.rings
    ]
    return "\n".join([*parts, "]"])


def _turned(pdf: bytes, degrees: int) -> bytes:
    """Return the PDF with its pages displayed turned clockwise."""
    if not degrees:
        return pdf
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        page.set_rotation(degrees)
        page.close()
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()
