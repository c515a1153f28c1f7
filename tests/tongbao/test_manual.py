"""The pages printed from the code say what it does: every check with its example, every column of the store."""

from pathlib import Path

import pytest

from corpus.report import Lang
from corpus.store import codebook
from schemas.errors import Misuse
from tongbao.manual import PAGES, checks_to_page, write_pages

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("lang", list(Lang))
def test_the_pages_are_current(lang):
    assert (DOCS / PAGES[lang]).read_text(encoding="utf-8") == checks_to_page(DOCS / "examples", lang)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_codebook_of_the_store_is_current(lang):
    assert (DOCS / codebook.PAGES[lang]).read_text(encoding="utf-8") == codebook.store_to_page(lang)


def test_a_check_without_an_example_is_said(tmp_path):
    (tmp_path / "examples").mkdir()
    with pytest.raises(Misuse, match="no example of the check"):
        write_pages(tmp_path)


def test_an_example_that_shows_nothing_is_said(tmp_path):
    examples = tmp_path / "examples"
    examples.mkdir()
    for path in (DOCS / "examples").iterdir():
        (examples / path.name).write_text("清河市通报\n单位\t受理数\n东湖区\t12\n", encoding="utf-8")
    with pytest.raises(Misuse, match="shows nothing of its check"):
        write_pages(tmp_path)
