"""An HTML page to a ``Document``."""

import re

from extract.html.flow import Text, count_shown_digits, tree_to_flow
from extract.html.grids import table_to_grid
from extract.html.tree import bytes_to_page, page_to_tree
from schemas.documents import Block, Document, Paragraph, ParagraphRole, Source, TextLine
from schemas.errors import UnreadableInput
from schemas.limits import Limits
from schemas.places import Place

_HEAD = 4096
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:table|div|p|h[1-6]|section|article)[\s>]", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|表\s?\d)[^。；！？]{0,40}$"
)


def is_html(data: bytes) -> bool:
    """Tell from its first bytes whether a file is an HTML page."""
    head = data[:_HEAD].replace(b"\x00", b"")  # UTF-16 has a NUL beside each ASCII letter
    return _HTML.search(head) is not None or _FRAGMENT.match(head) is not None


def read_html(data: bytes, source: Source, limits: Limits) -> Document:
    """Return the page's text and tables; navigation is kept and marked as furniture, what is not shown is left out.

    Places are XPaths of the block or cell with code points of its text as shown. Raises ``UnreadableInput`` for a
    page without text and for one over a limit.
    """
    text, encoding = bytes_to_page(data, source.path)
    body = page_to_tree(text, source.path)
    blocks: list[Block] = []
    for piece in tree_to_flow(body):
        if isinstance(piece, Text):
            blocks.append(_text_to_paragraph(piece, source.sha256))
        else:
            grid = table_to_grid(piece.element, piece.path, source.sha256, limits, source.path)
            blocks.extend([grid] if grid is not None else [])
    if not blocks:
        raise UnreadableInput(
            f"{source.path}: an HTML page without text; save it again once it is loaded",
            f"{source.path}：网页没有文字；请待网页加载完后重新保存",
        )
    read = Source(source.path, source.sha256, source.media_type, None, encoding)
    return Document(read, (), tuple(blocks), count_shown_digits(body))


def _text_to_paragraph(piece: Text, file: str) -> Paragraph:
    place = Place(file, piece.text, path=piece.path, start=0, end=len(piece.text))
    role = ParagraphRole.BODY
    if piece.site:
        role = ParagraphRole.RUNNING_HEAD
    elif piece.heading or _HEADING.match(piece.text):
        role = ParagraphRole.HEADING
    return Paragraph((TextLine(piece.text, place),), role)
