"""Pages as pictures, boxes drawn where things stand."""

import io

import pytest
from pdf_drafts import Canvas, change_pages, read
from PIL import Image, ImageChops

from extract.pdf.drawing import page_drawer
from schemas.errors import Misuse, UnreadableInput


@pytest.fixture
def path(tmp_path):
    canvas = Canvas()
    canvas.grid([50, 150, 250], [100, 120, 140], [["单位", "受理"], ["甲局", "12"]])
    target = tmp_path / "drawn.pdf"
    target.write_bytes(canvas.bytes())
    return target


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_page_is_as_large_as_it_is(path):
    assert opened(page_drawer(path)(1, [], scale=1.5)).size == (900, 1200)


def test_a_box_changes_the_picture_round_itself_only(path):
    drawer = page_drawer(path)
    plain, boxed = opened(drawer(1, [], scale=1)), opened(drawer(1, [(150, 120, 250, 140)], scale=1))
    x0, top, x1, bottom = ImageChops.difference(plain, boxed).getbbox()
    assert (x0, top, x1, bottom) == pytest.approx((149, 119, 252, 142), abs=2)


def test_a_clip_is_cut_out_and_never_larger_than_the_page(path):
    drawer = page_drawer(path)
    assert opened(drawer(1, [], clip=(100, 100, 300, 150), scale=2)).size == (400, 100)
    assert opened(drawer(1, [], clip=(500, 700, 5000, 5000), scale=1)).size == (100, 100)
    assert opened(drawer(1, [], clip=(9000, 9000, 9100, 9100), scale=1)).size == (1, 1)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_fit_pages_turned_by_their_reader(path, turn):
    """The ink of a cell lies in the box that was read, whichever way the page is shown."""
    data = change_pages(path.read_bytes(), lambda page: page.set_rotation(turn))
    path.write_bytes(data)
    (grid,) = read(data).grids()
    (line,) = next(cell for cell in grid.cells if cell.text == "12").lines
    picture = opened(page_drawer(path)(1, [], clip=line.place.bbox, scale=4))
    assert min(value for value, _ in picture.getextrema()) < 60


def test_a_huge_picture_is_made_smaller(path):
    picture = opened(page_drawer(path)(1, [], scale=100))
    assert picture.width * picture.height < 41_000_000


def test_a_page_that_does_not_exist(path):
    with pytest.raises(Misuse, match="no page 2"):
        page_drawer(path)(2, [])


def test_a_file_that_is_no_pdf(tmp_path):
    target = tmp_path / "x.pdf"
    target.write_bytes(b"nothing")
    with pytest.raises(UnreadableInput):
        page_drawer(target)(1, [])


def test_the_same_picture_twice(path):
    drawer = page_drawer(path)
    assert drawer(1, [(1, 2, 30, 40)]) == drawer(1, [(1, 2, 30, 40)])
