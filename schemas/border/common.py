"""What all records of the border share: files, places, problems."""

from pydantic import BaseModel, ConfigDict


class Border(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, validate_by_name=True)


class PlaceBox(Border):
    """A part of a thing that a line or page break cuts."""

    page: int
    bbox: tuple[float, float, float, float]


class PlaceRecord(Border):
    """Where something is printed; the fields that do not apply to the kind of file are null."""

    file: str
    """SHA-256 of the file's bytes."""
    page: int | None
    """Counts from 1."""
    bbox: tuple[float, float, float, float] | None
    """``[x0, top, x1, bottom]`` in points from the top left after rotation."""
    boxes: list[PlaceBox] | None
    """Every part of a thing that a line or page break cuts."""
    line: int | None
    """Counts from 1."""
    start: int | None
    """First code point of the unmodified line or node, from 0."""
    end: int | None
    """Code point after the last."""
    path: str | None
    """XPath, body index or cell reference."""
    quote: str
    """What is printed there."""


class SourceRecord(Border):
    """The file itself."""

    path: str
    sha256: str
    media_type: str
    pages: int | None
    encoding: str | None
    """As detected, of texts."""
    family: str
    """What the file was read as."""


class ProblemRecord(Border):
    """Something that could not be read, or not in full."""

    kind: str
    """A stable code such as ``ragged-row``."""
    reason: str
    reason_zh: str
    place: PlaceRecord | None
    """Null where the file as a whole could not be read."""
