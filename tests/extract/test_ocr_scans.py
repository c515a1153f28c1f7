"""Scans read back: drawn pages made into grey, noisy, askew pictures. Needs the extra ocr (make test-full)."""

import io

import numpy as np
import pypdfium2
import pytest
from pdf_drafts import Canvas, read, rows, typeset
from PIL import Image, ImageDraw, ImageFilter

from extract import bytes_to_document, second_reading
from schemas.errors import UnreadableInput

pytestmark = pytest.mark.full

SCALE = 200 / 72
TABLE = """
#align(center, text(size: 16pt)[2021年3月份热线办理情况通报])
本月共受理诉求件12345件，办结12018件，办结率97.35%，同比提高0.4个百分点。
#table(columns: (5cm, 2.5cm, 2.5cm, 3cm), align: center, stroke: 0.6pt,
  table.cell(rowspan: 2)[责任单位], table.cell(colspan: 2)[数量], table.cell(rowspan: 2)[满意率],
  [受理], [重办], [市公安局交警支队], [1367], [1], [100.00%], [市教育局], [673], [0], [99.85%],
  [市住房保障和房产管理局], [1], [], [98.11%], [市水务公司], [111], [10], [97.70%], [合计], [2152], [11], [99.21%])
"""


def scan(pdf: bytes, tilt: float = 0.0, noise: float = 6.0, turn: int = 0) -> list[Image.Image]:
    """Return the pages as a worn scanner gives them: grey, blurred, noisy, ``tilt`` degrees askew."""
    chance = np.random.default_rng(7)
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for page in document:
        drawn = page.render(scale=SCALE).to_pil().convert("L")
        drawn = drawn.rotate(-tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(drawn.filter(ImageFilter.GaussianBlur(0.6)), float) * 0.85 + 20
        grey += chance.normal(0, noise, grey.shape)
        pictures.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).rotate(turn, expand=True))
    document.close()
    return pictures


def to_bytes(pictures: list[Image.Image], kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if kind == "TIFF" else {}
    pictures[0].save(target, kind, dpi=(200, 200), **more)
    return target.getvalue()


def kinds(document) -> set[str]:
    return {problem.kind for problem in document.problems}


@pytest.mark.parametrize("tilt", [0.0, 0.7, -2.3])
def test_a_drawn_scan_is_read_back_exactly_with_its_places(tilt):
    pdf = typeset(TABLE)
    born, document = read(pdf), bytes_to_document(to_bytes(scan(pdf, tilt)), "a.png")
    (printed,), (found,) = born.grids(), document.grids()
    shape = [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in printed.cells]
    assert [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in found.cells] == shape
    assert document.digits == born.digits
    assert document.pages[0].recognised
    assert "recognised" in kinds(document)
    if not tilt:
        for one, other in zip(printed.cells, found.cells, strict=True):
            assert other.place.bbox == pytest.approx(one.place.bbox, abs=2.5)
    text = "".join(paragraph.text for paragraph in document.paragraphs())
    assert "12345件" in text
    assert "97.35%" in text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_sheet_fed_the_wrong_way_round_is_read_and_its_places_are_where_it_shows_them(turn):
    pdf = typeset(TABLE)
    upright = bytes_to_document(to_bytes(scan(pdf)), "a.png")
    turned = bytes_to_document(to_bytes(scan(pdf, turn=turn)), "a.png")
    assert [rows(grid) for grid in turned.grids()] == [rows(grid) for grid in upright.grids()]
    width, height = upright.pages[0].width, upright.pages[0].height
    first = next(iter(upright.grids())).cells[5].place.bbox
    shown = next(iter(turned.grids())).cells[5].place.bbox
    x, y = (first[0] + first[2]) / 2, (first[1] + first[3]) / 2
    middle = {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[turn]
    assert ((shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2) == pytest.approx(middle, abs=2.5)


def test_the_pages_of_a_tiff_are_pages():
    pictures = scan(typeset("第一页12件 #pagebreak() 第二页34件"))
    document = bytes_to_document(to_bytes(pictures, "TIFF"), "a.tiff")
    assert [page.number for page in document.pages] == [1, 2]
    assert {line.place.page for paragraph in document.paragraphs() for line in paragraph.lines} == {1, 2}
    assert document.digits == 4


def test_a_scan_between_pages_of_text_is_read_and_marked(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(to_bytes(scan(typeset("本月受理诉求件567件，办结498件。", page="width: 400pt, height: 300pt"))))
    canvas = Canvas()
    canvas.words(50, 100, "上月共受理各类诉求件一千二百件")
    canvas.add_page()
    canvas.image(str(path), 0, 0, 600, 450)
    document = read(canvas.bytes())
    assert [page.recognised for page in document.pages] == [False, True]
    assert [(one.read, one.note) for one in document.pictures] == [(True, "read by OCR")]
    assert any("567件" in paragraph.text for paragraph in document.paragraphs())
    assert {problem.place.page for problem in document.problems} == {2}


def test_a_text_layer_that_stands_for_nothing_is_replaced_by_what_is_printed():
    canvas = Canvas()
    canvas.words(50, 100, "本月全市共受理各类诉求件一千三百零一件", size=12)
    canvas.grid([50, 150, 250], [200, 220, 240, 260], [["单位", "受理"], ["甲局", "1205"], ["乙局", "96"]])
    spoilt = canvas.bytes().replace(b"/ToUnicode", b"/ToNothing")
    document = read(spoilt)
    assert [rows(grid) for grid in document.grids()] == [[["单位", "受理"], ["甲局", "1205"], ["乙局", "96"]]]


def test_a_seal_swallows_no_digit_and_a_red_headline_stays():
    page = scan(typeset("#v(2cm) #align(right)[福州市某局 \\ 2021年3月28日]", text="size: 14pt"), noise=3)[0].convert(
        "RGB"
    )
    pen = ImageDraw.Draw(page)
    middle = (page.width - 330, 290)
    for width, radius in ((10, 150), (6, 40)):
        around = [middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius]
        ring = Image.new("RGB", page.size, "white")
        ImageDraw.Draw(ring).ellipse(around, outline=(225, 40, 50), width=width)
        page = Image.fromarray(np.minimum(np.asarray(page), np.asarray(ring)))  # ink over ink darkens
    pen = ImageDraw.Draw(page)
    pen.rectangle([200, 1000, 1400, 1004], fill=(225, 40, 50))
    document = bytes_to_document(to_bytes([page]), "a.png")
    text = "".join(paragraph.text for paragraph in document.paragraphs())
    assert "2021年3月28日" in text
    assert [one.note.split(",")[0] for one in document.pictures if not one.read] == ["a seal"]


def test_a_picture_without_words_is_not_passed_off_as_read():
    noise = Image.effect_noise((800, 1100), 12)
    with pytest.raises(UnreadableInput, match="no words"):
        bytes_to_document(to_bytes([noise]), "a.png")


def test_rules_are_found_and_strokes_of_characters_are_not():
    from extract.ocr.ruling import ink_to_rules, without_strokes  # noqa: PLC0415 - needs the extra

    ink = np.zeros((600, 900), np.uint8)
    for y in (100, 200, 300):
        ink[y : y + 2, 50:850] = 255
    ink[100:302, 50:53] = 255
    ink[200:202, 300:303] = 0  # worn
    ink[400:404, 100:160] = 255  # the stroke of a 一 in a headline
    ink[500:560, 100:300] = 255  # a bar of a chart
    level, upright = ink_to_rules(ink, SCALE)
    assert sorted(level) == [(50, 100, 850, 102), (50, 200, 850, 202), (50, 300, 850, 302), (100, 400, 160, 404)]
    assert upright == [(50, 100, 53, 302)]
    assert len(without_strokes(level, [(95, 380, 165, 425)])) == 3


@pytest.mark.parametrize("tilt", [-4.0, -0.35, 0.0, 1.2, 4.6])
def test_the_tilt_of_a_sheet_is_found(tilt):
    from extract.ocr.cleaning import find_tilt, picture_to_ink  # noqa: PLC0415 - needs the extra

    grey = np.asarray(scan(typeset(TABLE), tilt)[0])
    assert find_tilt(picture_to_ink(grey, SCALE)) == pytest.approx(tilt, abs=0.1)


def test_the_same_scan_gives_the_same_document():
    data = to_bytes(scan(typeset(TABLE), 0.7))
    assert bytes_to_document(data, "a.png") == bytes_to_document(data, "a.png")


def test_a_second_reading_gives_what_stands_in_a_cell_and_nothing_outside_tables(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(typeset(TABLE))
    document, second = read(path.read_bytes()), second_reading(path)
    (grid,) = document.grids()
    assert [second(cell.place) for cell in grid.cells] == [cell.text for cell in grid.cells]
    title = next(document.paragraphs())
    assert second(title.place) is None
