"""What of a page is the publication, what is the site around it, and what nobody sees."""

import re

from lxml import html

UNSEEN = frozenset(
    """script style noscript template iframe object embed svg canvas select option button input textarea head link
    meta""".split()
)
"""Elements whose text is not printed on the page."""

_SITE_TAGS = frozenset(("nav", "header", "footer", "aside"))
_SITE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|footer|foot|header|head|top|topbar|bottom|breadcrumb|crumb|position|location|share|sidebar|sider|copyright"
    r"|related|search|login|toolbar|pager|pagination|friendlink|links|banner|logo|qrcode|ewm|print|fontsize)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LINKED = 0.6  # share of linked text above which a block is a menu
_MUCH = 400  # characters of running text that no menu has


def is_unseen(element: html.HtmlElement) -> bool:
    """Tell whether the page does not show the element."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return True
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def is_site(element: html.HtmlElement, plain: int, linked: int) -> bool:
    """Tell whether the element is navigation: by its tag or name, or because most of its text is links.

    ``plain`` and ``linked`` count the characters inside, without and within links; a block with much running text is
    never taken for navigation, whatever it is called.
    """
    if plain - linked > _MUCH:
        return False
    if element.tag in _SITE_TAGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _SITE_NAMES.search(names) and element.tag in ("div", "ul", "ol", "section", "table", "dl", "p"):
        return True
    return element.tag in ("div", "ul", "ol", "section", "dl") and linked > _LINKED * max(plain, 1) and linked > 8
