"""Words of a picture: cut at rules, mended where digits have doubles, set on lines. Needs no recogniser."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ocr.lookalikes import mend_digits
from extract.ocr.words import box_to_ink, cut_at_rules, read_words

FLAT = (20, 6)  # width and height in pixels of the ink of a dash
TALL = (6, 20)
ROUND = (20, 20)


def ink_of(*shapes: tuple[int, int]) -> np.ndarray:
    """Return ink with one solid shape after the other, each in the middle of a square of 24 pixels."""
    ink = np.zeros((24, 24 * len(shapes)), np.uint8)
    for number, (width, height) in enumerate(shapes):
        left, top = 24 * number + (24 - width) // 2, (24 - height) // 2
        ink[top : top + height, left : left + width] = 255
    return ink


@pytest.mark.parametrize(
    ("read", "shapes", "text"),
    [
        ("l0", [TALL, ROUND], "10"),
        ("1O.5", [TALL, TALL, FLAT, TALL], "10.5"),
        ("99.8l%", [TALL] * 6, "99.81%"),
        ("I", [TALL], "1"),
        ("O", [(12, 20)], "0"),
        ("一", [TALL], "1"),
        ("3一", [TALL, TALL], "31"),
        ("100.00%.", [TALL] * 8, "100.00%"),
        # what is printed so stays so
        ("一", [FLAT], "一"),
        ("3一5", [TALL, FLAT, TALL], "3一5"),
        ("○", [ROUND], "○"),
        ("A1", [TALL, TALL], "A1"),
        ("一般", [FLAT, ROUND], "一般"),
        ("OK", [ROUND, ROUND], "OK"),
        ("1.", [TALL, FLAT], "1."),
        ("2017", [TALL] * 4, "2017"),
        ("1OO000000000", [TALL] * 12, "1OO000000000"),
    ],
)
def test_doubles_of_digits_are_digits_only_among_digits_and_by_their_shape(read, shapes, text):
    assert mend_digits(read, ink_of(*shapes)) == text


@given(st.text(st.sampled_from("0123456789.,%"), max_size=12).filter(lambda text: not text.endswith("%.")))
def test_a_number_that_needs_no_mending_is_left_alone(text):
    if not text.endswith(("%,", "%.")):
        assert mend_digits(text, ink_of(*[TALL] * max(len(text), 1))) == text


def test_a_word_over_a_border_is_cut_there_and_a_stroke_does_not_cut():
    border, stroke = (100, 0, 102, 300), (60, 48, 62, 72)
    assert list(cut_at_rules((40, 50, 180, 70), [border, stroke])) == [(40, 50, 100, 70), (102, 50, 180, 70)]
    assert list(cut_at_rules((98, 50, 180, 70), [border])) == [(102, 50, 180, 70)]
    assert list(cut_at_rules((110, 50, 180, 70), [border])) == [(110, 50, 180, 70)]


def test_a_box_shrinks_to_its_ink_and_a_speck_is_none():
    ink = np.zeros((100, 100), np.uint8)
    ink[40:50, 30:60] = 255
    ink[5, 5] = 255
    assert box_to_ink(ink, (20, 30, 90, 80)) == (30, 40, 60, 50)
    assert box_to_ink(ink, (0, 0, 20, 20)) is None


class Reading:
    """A recogniser that reads each cut-out by its width."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts

    def find_words(self, picture):
        raise AssertionError(picture)

    def read_word(self, picture):
        return self.texts.get(f"w{picture.shape[1]}", ""), 0.9


def test_words_of_one_line_get_one_middle_and_those_of_the_next_another():
    ink = np.zeros((200, 400), np.uint8)
    ink[20:40, 10:60] = 255
    ink[24:38, 110:150] = 255
    ink[50:70, 10:50] = 255
    picture = np.repeat(255 - ink[:, :, None], 3, axis=2)
    boxes = [(5, 15, 70, 45), (105, 20, 155, 42), (5, 46, 60, 74), (200, 20, 300, 60)]
    words = read_words(picture, ink, boxes, [], Reading(w58="单 位", w46="12", w48="甲局"))
    assert [(word.text, word.box) for word in words] == [
        ("单位", (10, 20, 60, 40)),
        ("12", (110, 24, 150, 38)),
        ("甲局", (10, 50, 50, 70)),
    ]
    assert words[0].middle == words[1].middle < words[2].middle
