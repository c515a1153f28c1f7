"""A text with its numbers written in another way says the same: width, blanks, line ends, encoding."""

import re
from pathlib import Path

import pytest

import extract
import parsers

PASSAGES = sorted((Path(__file__).parent / "gold" / "prose").glob("*.txt"))
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {ord("％"): "%", ord("．"): "."}

REFORMATTED = {
    "wide": lambda text: text.translate(WIDE),
    "blank before the unit": lambda text: re.sub(r"(?<=\d)(?=[件起人户个万亿家元%例宗])", " ", text),
    "blank before the number": lambda text: re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", " ", text),
    "narrow stops": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub("(?m)^", "\u3000\u3000", text),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
}


def text_to_figures(data, folder):
    """Return what each figure says, in one way of writing it."""
    path = folder / "passage.txt"
    path.write_bytes(data)
    return [
        tuple(
            re.sub(r"[\s,，;；:：()（）]", "", str(said).translate(NARROW))
            for said in (
                figure.printed.value,
                figure.printed.unit,
                figure.role,
                figure.metric,
                figure.entity,
                figure.period,
                figure.change,
            )
        )
        for figure in parsers.parse_document(extract.read_document(path)).figures
    ]


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_the_writing_of_numbers_changes_no_figure(path, tmp_path):
    text = path.read_text(encoding="utf-8")
    expected = text_to_figures(text.encode(), tmp_path)
    for name, rewrite in REFORMATTED.items():
        assert text_to_figures(rewrite(text).encode(), tmp_path) == expected, name
    assert text_to_figures(text.encode("gb18030"), tmp_path) == expected
