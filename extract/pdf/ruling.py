"""The rules of a page as its reader saw them, to be drawn over it."""

from pathlib import Path

from extract.pdf.engine import load_page, open_pages, page_to_frame
from extract.pdf.rules import segments_to_rules
from extract.pdf.strokes import page_to_drawing
from schemas.places import Box


def page_rules(path: Path, page: int, password: str | None = None) -> tuple[Box, ...]:
    """Return the level, upright and slanting rules of ``page`` (from 1) of a PDF, each as a box without breadth."""
    with (
        open_pages(path.read_bytes(), password, str(path)) as document,
        load_page(document, page - 1) as handle,
    ):
        if handle is None:
            return ()
        rules = segments_to_rules(page_to_drawing(handle, page_to_frame(handle)).lines)
    level = ((rule.start, rule.at, rule.end, rule.at) for rule in rules.level)
    upright = ((rule.at, rule.start, rule.at, rule.end) for rule in rules.upright)
    return (*level, *upright, *rules.slants)
