"""Bytes to an element tree: the encoding that the page is really in, and no more depth than it may have."""

import codecs
import re

from lxml import etree, html

from extract.text.decoding import bytes_to_text
from schemas.errors import UnreadableInput

_HEAD = 4096  # bytes in which a page declares its encoding
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}
"""Names under which pages declare what GB18030 holds."""


def bytes_to_page(data: bytes, path: str) -> tuple[str, str]:
    """Return the page as text and its encoding: the declared one if the bytes are in it, else what fits them."""
    declared = _declared_encoding(data)
    if declared is not None:
        try:
            return data.decode(declared), declared
        except UnicodeDecodeError:
            pass  # declared wrongly, as pages moved from GBK to UTF-8 often are
    decoded = bytes_to_text(data, path)
    return decoded.text, decoded.encoding


def _declared_encoding(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        return codecs.lookup(_CHINESE.get(name, name)).name
    except LookupError:
        return None


def page_to_tree(text: str, path: str) -> html.HtmlElement:
    """Return the body of the page; raises ``UnreadableInput`` for what is no page."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    # an encoding that the page declares is no longer true of a str
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"))
    try:
        root = html.document_fromstring(plain.replace("\x00", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(
            f"{path}: an HTML page that cannot be read ({error}); save the page again",
            f"{path}：网页无法解析；请重新保存该网页",
        ) from error
    body = root.find("body")
    return root if body is None else body
