"""What cannot be read is one clear line or a visible problem, never a silent loss and never a crash."""

import io
import random
from time import process_time

import fpdf
import pypdfium2
import pytest
from pdf_drafts import FONT, Canvas, read, rows, texts, typeset
from PIL import Image

from extract.pdf import read_pdf
from schemas.documents import Source
from schemas.errors import UnreadableInput
from schemas.limits import Limits

KEY = "geheim"
TABLE = [["单位", "受理"], ["甲局", "1205"], ["乙局", "96"]]


@pytest.fixture(autouse=True)
def _without_the_extra(monkeypatch):
    monkeypatch.setattr("extract.pdf.scans.load_recogniser", lambda: None)


def pages(count: int) -> bytes:
    canvas = Canvas()
    for page in range(count):
        if page:
            canvas.add_page()
        canvas.words(50, 80, f"第{page + 1}张表")
        canvas.grid([50, 150, 250], [100, 120, 140, 160], TABLE)
    return canvas.bytes()


def kinds(document) -> list[tuple[str, int]]:
    return [(problem.kind, problem.place.page) for problem in document.problems]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"no PDF at all",
        random.Random(7).randbytes(5000),
        b"%PDF-1.4\n" + random.Random(8).randbytes(900),
    ],
    ids=["empty", "head only", "text", "noise", "noise behind a head"],
)
def test_what_is_no_pdf_is_one_line_in_both_languages(data):
    with pytest.raises(UnreadableInput) as caught:
        read(data)
    assert "drawn.pdf" in caught.value.en
    assert "drawn.pdf" in caught.value.zh
    assert "\n" not in caught.value.en + caught.value.zh


def test_a_file_without_pages():
    document = pypdfium2.PdfDocument.new()
    target = io.BytesIO()
    document.save(target)
    document.close()
    with pytest.raises(UnreadableInput):
        read(target.getvalue())


def encrypted() -> bytes:
    canvas = Canvas()
    canvas.set_encryption(owner_password=KEY[::-1], user_password=KEY)
    canvas.grid([50, 150, 250], [100, 120, 140, 160], TABLE)
    return canvas.bytes()


def test_an_encrypted_file_asks_for_its_password():
    with pytest.raises(UnreadableInput, match="--password"):
        read(encrypted())
    with pytest.raises(UnreadableInput, match="does not open"):
        read(encrypted(), password=KEY[1:])
    (grid,) = read(encrypted(), password=KEY).grids()
    assert rows(grid) == TABLE


def test_a_truncated_file_is_read_in_part_and_says_which():
    whole = typeset("第一页12件\n#pagebreak()\n第二页34件\n#pagebreak()\n第三页56件")
    for share in (0.99, 0.9, 0.7, 0.5, 0.3, 0.1):
        data = whole[: int(len(whole) * share)]
        try:
            document = read(data)
        except UnreadableInput as error:
            assert error.zh  # noqa: PT017 - either outcome is right, a crash is not
            continue
        assert document.problems[0].kind == "file-cut-short"
        for text in texts(document):
            assert text in {"第一页12件", "第二页34件", "第三页56件"}


def test_any_cut_is_survived():
    data = pages(2)
    for end in range(0, len(data), max(1, len(data) // 40)):
        try:
            read(data[:end])
        except UnreadableInput as error:
            assert error.en  # noqa: PT017 - as above


def test_out_of_time_is_a_part_result_that_names_the_pages_left():
    document = read(pages(3), Limits(seconds=0))
    assert [page.number for page in document.pages] == [1]
    assert texts(document) == ["第1张表"]
    (problem,) = document.problems
    assert (problem.kind, problem.place.page) == ("out-of-time", 2)
    assert problem.reason.startswith("pages 2 to 3 were not read")


def test_files_of_many_pages_are_read_whole_and_in_order():
    """The file is opened anew every 50 pages."""
    document = read(pages(104))
    assert [page.number for page in document.pages] == list(range(1, 105))
    assert texts(document) == [f"第{page}张表" for page in range(1, 105)]


def raw_page(content: bytes, size: str = "600 800") -> bytes:
    """Return a file of one page with this content, which may use the font /F."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % size.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, starts = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


WORDS = b"BT /F 10 Tf 50 50 Td (12 cases) Tj ET "


@pytest.mark.parametrize("size", ["0 0", "2000000 2000000", "1e38 1e38"])
def test_pages_of_absurd_size_are_read(size):
    assert read(raw_page(WORDS, size)).digits == 2


@pytest.mark.parametrize("opening", [b"q ", b"[", b"<<", b"BT "])
def test_what_is_opened_a_hundred_thousand_times_and_never_closed(opening):
    read(raw_page(WORDS + opening * 100_000))


def scattered(count: int, line) -> bytes:
    seeded = random.Random(5)
    return b" ".join(line(seeded.randrange(600), seeded.randrange(800), seeded.randrange(600)) for _ in range(count))


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (scattered(30_000, lambda x, y, to: b"%d %d m %d %d l S" % (x, y, to, y + to - x)), "600 800"),
        (scattered(30_000, lambda x, y, z: b"%d %d m %d %d l S" % (x, y, *((x, z) if z % 2 else (z, y)))), "600 800"),
        (b"BT /F 4 Tf " + b" ".join(
            b"1 0 0 1 %d %d Tm (%d) Tj" % (col * 30, row * 6, row * col) for row in range(400) for col in range(20)
        ) + b" ET", "600 2400"),
        (b"BT /F 1 Tf 0 10 Td (" + b"123 " * 8_000 + b") Tj ET", "60000 800"),
        (b"BT /F 10 Tf " + b"1 0 0 1 50 50 Tm (1) Tj " * 30_000 + b" ET", "600 800"),
    ],
    ids=["slanted lines", "level and upright lines", "rows of numbers", "one long line", "one spot"],
)  # fmt: skip
def test_crowded_pages_are_read_in_seconds(content, size):
    start = process_time()
    read(raw_page(WORDS + content, size))
    assert process_time() - start < 20  # each takes less than two; what grows with the square takes minutes


def test_a_page_that_cannot_be_loaded_is_a_problem_and_the_others_are_read():
    data = pages(3)
    document = pypdfium2.PdfDocument(data)
    document.close()
    kids = data.index(b"/Kids [") + len(b"/Kids [")
    first = data[kids : data.index(b" 0 R", kids)]
    broken = data.replace(b"/Kids [" + first + b" 0 R", b"/Kids [" + b"9" * len(first) + b" 0 R", 1)
    found = read(broken)
    assert ("page-unreadable", 1) in kinds(found)
    assert texts(found) == ["第2张表", "第3张表"]


def picture(width=600, height=800) -> io.BytesIO:
    stream = io.BytesIO()
    Image.effect_noise((width // 2, height // 2), 40).save(stream, "PNG")
    stream.seek(0)
    return stream


def test_a_scan_is_unread_and_says_so():
    canvas = Canvas()
    canvas.image(picture(), 0, 0, 600, 800)
    canvas.add_page()
    canvas.words(50, 100, "第二页12件")
    document = read(canvas.bytes())
    assert kinds(document) == [("page-unreadable", 1)]
    assert 'OCR: pip install "tongbao[ocr]"' in document.problems[0].reason
    assert 'OCR 识别：pip install "tongbao[ocr]"' in document.problems[0].reason_zh
    assert [(one.read, one.place.page, one.note) for one in document.pictures] == [
        (False, 1, "not read, may hold numbers")
    ]
    assert texts(document) == ["第二页12件"]


def test_a_stamp_on_a_scan_does_not_make_it_read():
    canvas = Canvas()
    canvas.image(picture(), 0, 0, 600, 800)
    canvas.words(290, 780, "- 1 -")
    canvas.add_page()
    canvas.words(50, 100, "第二页12件")
    document = read(canvas.bytes())
    assert kinds(document) == [("page-unreadable", 1)]
    assert set(texts(document)) == {"- 1 -", "第二页12件"}


def test_a_file_of_scans_only_is_refused_with_the_remedy():
    canvas = Canvas()
    canvas.image(picture(), 0, 0, 600, 800)
    canvas.words(290, 780, "- 1 -")
    canvas.add_page()
    canvas.add_page()
    canvas.image(picture(), 0, 0, 600, 800)
    with pytest.raises(UnreadableInput) as caught:
        read(canvas.bytes())
    for line in (caught.value.en, caught.value.zh):
        assert line.startswith("drawn.pdf")
        assert 'pip install "tongbao[ocr]"' in line
        assert "\n" not in line


def test_a_scan_with_a_text_layer_is_read():
    canvas = Canvas()
    canvas.image(picture(), 0, 0, 600, 800)
    canvas.words(50, 100, "本月全市共受理各类诉求件12345件，环比下降3.2%。" * 2)
    canvas.grid([50, 150, 250], [200, 220, 240, 260], TABLE)
    document = read(canvas.bytes())
    assert kinds(document) == []
    assert [one.read for one in document.pictures] == [True]


def test_a_picture_inside_a_page_is_listed_and_a_bullet_is_not():
    canvas = Canvas()
    canvas.words(50, 100, "各类案件整体占比情况如下图所示：")
    canvas.image(picture(200, 100), 100, 200, 300, 150)
    canvas.image(picture(20, 20), 50, 90, 6, 6)
    document = read(canvas.bytes())
    assert [one.place.bbox for one in document.pictures] == [pytest.approx((100, 200, 400, 350), abs=1)]
    assert not document.pictures[0].read
    assert kinds(document) == []


def without_character_map(data: bytes) -> bytes:
    """Return the PDF with the names of its character maps spoilt: the glyphs no longer stand for anything."""
    return data.replace(b"/ToUnicode", b"/ToNothing")


def test_text_that_stands_for_nothing_is_not_told():
    canvas = Canvas()
    canvas.words(50, 100, "本月全市共受理各类诉求件一万二千三百四十五件")
    canvas.grid([50, 150, 250], [200, 220, 240, 260], TABLE)
    spoilt = canvas.bytes()
    with pytest.raises(UnreadableInput, match="character map"):
        read(without_character_map(spoilt))


def test_a_page_with_few_different_glyphs_and_no_character_map_is_not_told_either():
    canvas = Canvas()
    canvas.grid([50, 150, 250], [200, 220, 240, 260], TABLE)
    spoilt = canvas.bytes()
    with pytest.raises(UnreadableInput, match="character map"):
        read(without_character_map(spoilt))


def test_mojibake_is_recognised():
    pdf = fpdf.FPDF(unit="pt", format=(600, 800))
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    garbled = "本月全市共受理各类诉求件".encode("gb2312").decode("latin-1")
    for row in range(4):
        pdf.text(50, 100 + 20 * row, garbled)
    with pytest.raises(UnreadableInput, match="stand for nothing"):
        read(bytes(pdf.output()))


def test_letters_with_accents_are_not_mojibake():
    pdf = fpdf.FPDF(unit="pt", format=(600, 800))
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    pdf.text(50, 100, "Überprüfung der Häufigkeit: ça va, señor, naïveté 12.5 %, où être à l'œuvre".replace("œ", "oe"))
    document = read(bytes(pdf.output()))
    assert kinds(document) == []


def test_a_few_unknown_glyphs_are_told_as_unknown_and_a_problem():
    canvas = Canvas()
    canvas.words(50, 100, "本月全市共受理各类诉求件一万二千三百四十五件，环比下降百分之三。" * 2)
    canvas.grid([50, 150, 250], [200, 220, 240, 260], [["单位", "受理"], ["甲局", ""], ["乙局", "96"]])
    canvas.add_font("other", "", str(FONT))
    canvas.set_font("other", size=10)
    canvas.text(154, 235, "1205")
    data = canvas.bytes()
    last = data.rindex(b"/ToUnicode")
    document = read(data[:last] + b"/ToNothing" + data[last + 10 :])
    assert kinds(document) == [("garbled-text", 1)]
    assert "4 characters" in document.problems[0].reason
    (grid,) = document.grids()
    assert rows(grid)[1:] == [["甲局", "\ufffd" * 4], ["乙局", "96"]]
    assert document.digits == 2


def test_limits_are_told_by_name():
    source = Source("drawn.pdf", "0" * 64, "application/pdf")
    with pytest.raises(UnreadableInput, match="pages"):
        read_pdf(pages(3), source, Limits(pages=2))
    with pytest.raises(UnreadableInput, match="5 characters"):
        read_pdf(pages(1), source, Limits(characters=5))


def test_a_page_of_enormous_size_and_one_of_many_lines():
    canvas = Canvas(14_000, 14_000)
    canvas.grid([5000, 5100, 5200], [7000, 7020, 7040, 7060], TABLE)
    assert [rows(grid) for grid in read(canvas.bytes()).grids()] == [TABLE]
    canvas = Canvas()
    for at in range(3000):
        canvas.line(at % 600, at // 8, 600 - at % 599, 800 - at // 8)
        canvas.line(at / 5, 0, at / 5, 800)
        canvas.line(0, at / 4, 600, at / 4)
    canvas.words(50, 100, "图1")
    assert list(read(canvas.bytes()).grids()) == []


def test_many_pages_do_not_pile_up():
    """Pages are let go: nothing of the engine is open when the document is handed over."""
    document = read(pages(40))
    assert len(document.pages) == document.source.pages == 40
    again = read(pages(40))
    assert document == again
