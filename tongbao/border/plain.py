"""Places and numbers as the border wants them."""

from decimal import Decimal

from schemas.border.common import PlaceBox, PlaceRecord
from schemas.intervals import Interval
from schemas.places import Place, rounded_box
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
        bbox=rounded_box(place.bbox) if place.bbox else None,
        boxes=[PlaceBox(page=page, bbox=rounded_box(box)) for page, box in place.boxes] or None,
        line=place.line,
        start=place.start,
        end=place.end,
        path=place.path,
        quote=place.quote,
    )
