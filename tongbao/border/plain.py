"""Places and numbers as the border wants them."""

from decimal import Decimal

from schemas.border.common import PlaceBox, PlaceRecord
from schemas.intervals import Interval
from schemas.places import Box, Place
from schemas.plain import decimal_to_plain, fraction_to_plain


def number_to_plain(value: Decimal | None) -> str | None:
    return None if value is None else decimal_to_plain(value)


def interval_to_plain(interval: Interval) -> tuple[str, str]:
    """Return both ends; one that is no finite decimal is rounded away from the inside, so that no value is lost."""
    return fraction_to_plain(interval.low), fraction_to_plain(interval.high, up=True)


def place_to_record(place: Place) -> PlaceRecord:
    return PlaceRecord(
        file=place.file,
        page=place.page,
        bbox=_rounded(place.bbox) if place.bbox else None,
        boxes=[PlaceBox(page=page, bbox=_rounded(box)) for page, box in place.boxes] or None,
        line=place.line,
        start=place.start,
        end=place.end,
        path=place.path,
        quote=place.quote,
    )


def _rounded(box: Box) -> Box:
    """Hundredths of a point are finer than any print."""
    x0, top, x1, bottom = (round(float(side), 2) for side in box)
    return (x0, top, x1, bottom)
