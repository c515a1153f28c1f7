"""What many tables of the store share: places, printed numbers, and the texts that are searched."""

from collections.abc import Iterable
from json import dumps
from typing import Any

from corpus.store.decimals import decimal_to_size
from schemas.places import Place, rounded_box
from schemas.plain import decimal_to_plain
from schemas.printed import Printed


class Texts:
    """The texts of one document that are searched, each once, in the order in which they were met."""

    def __init__(self) -> None:
        self.every: list[str] = []
        self._positions: dict[str, int] = {}

    def at(self, text: str) -> int | None:
        """Return the position of a text, None of one with nothing to find in it."""
        if not text or text.isspace():
            return None
        if text not in self._positions:
            self._positions[text] = len(self.every)
            self.every.append(text)
        return self._positions[text]


def place_to_columns(place: Place, said: str = "") -> tuple[Any, ...]:
    """Return quote, page, bbox, boxes, line, char_start, char_end, node; a quote that was ``said`` is left out."""
    return (
        None if place.quote == said else place.quote,
        place.page,
        json_text(rounded_box(place.bbox)) if place.bbox else None,
        json_text([[page, *rounded_box(box)] for page, box in place.boxes]) if place.boxes else None,
        place.line,
        place.start,
        place.end,
        place.path,
    )


def printed_to_columns(printed: Printed) -> tuple[Any, ...]:
    """Return raw, value, places, unit, base_unit, approx, missing, size."""
    value = printed.value
    return (
        printed.raw,
        None if value is None else decimal_to_plain(value),
        printed.places,
        printed.unit,
        printed.base_unit,
        printed.approx.value if printed.approx else None,
        printed.missing.value if printed.missing else None,
        None if value is None else decimal_to_size(value.scaleb(printed.scale)),
    )


def json_text(content: Iterable[Any]) -> str:
    return dumps(content, ensure_ascii=False, separators=(",", ":"))
