"""Picture files, and places on sheets that lay askew. Needs no recogniser."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extract import bytes_to_document, page_drawer
from extract.pdf.pictures import picture_to_pdf
from extract.pdf.sheets import Sheet
from schemas.errors import UnreadableInput
from schemas.limits import Limits


def picture(kind: str, size=(400, 600), pages: int = 1, **options) -> bytes:
    target = io.BytesIO()
    first, *others = [Image.new("RGB", size, (255, 255, 255 - page)) for page in range(pages)]
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(target, kind, **more, **options)
    return target.getvalue()


@pytest.mark.parametrize(("kind", "pages"), [("PNG", 1), ("JPEG", 1), ("TIFF", 1), ("TIFF", 3)])
def test_without_the_extra_a_picture_is_refused_with_the_remedy(monkeypatch, kind, pages):
    monkeypatch.setattr("extract.pdf.scans.load_recogniser", lambda: None)
    with pytest.raises(UnreadableInput) as caught:
        bytes_to_document(picture(kind, pages=pages), "通报.png")
    for line in (caught.value.en, caught.value.zh):
        assert line.startswith("通报.png")
        assert 'pip install "tongbao[ocr]"' in line
    assert f"none of its {pages} pages" in caught.value.en


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_damaged_picture_is_one_line(kind):
    data = picture(kind)
    for end in (9, 40, len(data) * 2 // 3):
        with pytest.raises(UnreadableInput, match=r"^a\.bin") as caught:
            bytes_to_document(data[:end], "a.bin")
        assert "\n" not in caught.value.en


def test_a_picture_of_too_many_pages_is_refused_by_the_limit():
    with pytest.raises(UnreadableInput, match="pages"):
        picture_to_pdf(picture("TIFF", pages=3), "a.tiff", Limits(pages=2))


@pytest.mark.parametrize(
    ("size", "options", "points"),
    [
        ((1654, 2339), {"dpi": (200, 200)}, (595.4, 842.0)),
        ((827, 1170), {}, (595.1, 841.9)),  # no resolution: the longer side is that of A4
        ((827, 1170), {"dpi": (1, 1)}, (595.1, 841.9)),  # a sheet of thirty metres is none
        ((2339, 1654), {"dpi": (200, 200)}, (842.0, 595.4)),
    ],
)
def test_a_picture_has_the_size_of_its_sheet_and_can_be_drawn(tmp_path, size, options, points):
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG", size, **options))
    drawn = Image.open(io.BytesIO(page_drawer(path)(1, [], scale=1.0)))
    assert drawn.size == pytest.approx(points, abs=1.5)


def test_what_shows_through_is_paper(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGBA", (200, 300), (0, 0, 0, 0)).save(path)
    drawn = Image.open(io.BytesIO(page_drawer(path)(1, []))).convert("L")
    assert drawn.getextrema()[0] > 250


boxes = st.tuples(*[st.floats(50, 250)] * 2).map(lambda at: (at[0], at[1], at[0] + 100, at[1] + 12))


@given(boxes, st.floats(-5, 5))
def test_a_sheet_laid_askew_and_back_gives_the_box_again(box, tilt):
    there = Sheet("f", 1, 600, 800, tilt=tilt).box(box)
    back = Sheet("f", 1, 600, 800, tilt=-tilt).box(there)
    grown = 2 * (112 * abs(tilt) * 3.1416 / 180) + 0.01  # boxes stay upright, so each turn adds its slope
    assert back[0] <= box[0] + 0.01
    assert back[2] >= box[2] - 0.01
    assert back == pytest.approx(box, abs=grown)


@given(boxes, st.floats(-5, 5))
def test_characters_of_a_line_askew_stand_in_its_box_from_left_to_right(box, tilt):
    sheet = Sheet("f", 1, 600, 800, tilt=tilt)
    edges = tuple((box[0] + at, box[0] + at + 10) for at in range(0, 100, 10))
    shown = sheet.edges(edges, box)
    x0, _, x1, _ = sheet.box(box)
    assert shown[0][0] >= x0 - 0.01
    assert shown[-1][1] <= x1 + 0.01
    assert all(one[0] < other[0] for one, other in pairwise(shown))
