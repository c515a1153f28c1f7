"""A file becomes rows of the store: what the rooms understand of it, and of what time each value of its tables is."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

from corpus.store import RECORDS, Rows, audit_to_rows
from corpus.store.phrases import fold_text
from corpus.store.rows import ValueTime
from corpus.store.writing import Reading
from parsers.families import families
from parsers.figures.columns import column_to_time
from parsers.figures.periods import Span, period_to_span, text_to_periods, title_to_time
from schemas.audits import Audit
from schemas.bulletins import Bulletin
from schemas.tables import Column, ColumnKind, Row, Table

_SIZES = (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.SCORE)


def current_reading(family: str | None) -> Reading:
    """Return what documents are kept under: with the extra ``ocr`` more is read, so those read without are stale."""
    ocr = "+ocr" if find_spec("rapidocr") else ""
    return Reading(f"tongbao {version('tongbao')}{ocr}", RECORDS, f"family={family}" if family else "")


def audit_to_store_rows(audit: Audit, reading: Reading) -> Rows:
    (bulletin,) = audit.bulletins
    return audit_to_rows(audit, reading.reader, reading.records, reading.asked, bulletin_to_value_time(bulletin))


def bulletin_to_value_time(bulletin: Bulletin) -> ValueTime:
    """Return what tells the period of a table value: its row's or column's, its title's, else the bulletin's own.

    Where a column names several periods, or is of what was aimed at, it tells none.
    """
    context = period_to_span(bulletin.period)
    titled: Callable[[str], str] = cache(lambda title: title_to_time(title, context))
    lined: Callable[[str], str] = cache(lambda label: _whole_label(label, context))
    said: Callable[[Column], str | None] = cache(lambda column: _column_time(column, context))

    def value_time(table: Table, column: Column | None, row: Row | None) -> str:
        own = titled(table.title) or (str(context) if context else "")
        if row is not None and (time := lined(row.label)):
            return time
        told = said(column) if column is not None else None
        return own if told is None else told

    return value_time


def _column_time(column: Column, context: Span | None) -> str | None:
    """Return the time that a column says, "" where that is uncertain, None where it says none."""
    time = column_to_time(column, context)
    if time:
        return time
    if time == "" or not text_to_periods(column.name, context):
        return "" if time is None and column.kind in _SIZES else None
    return ""


def _whole_label(label: str, context: Span | None) -> str:
    """Return the period that a row is called by (2016年, 3月), "" where its label is more than that."""
    mentions = text_to_periods(label, context)
    if len(mentions) == 1 and mentions[0].span and (mentions[0].start, mentions[0].end) == (0, len(label.strip())):
        return str(mentions[0].span)
    return ""


def synonyms(word: str) -> Iterator[tuple[str, str]]:
    """Yield the other names that the families give a metric or a body, with the family."""
    asked = fold_text(word)
    for family in families():
        for groups in (family.metrics, family.bodies):
            for canonical, others in groups.items():
                names = (canonical, *others)
                if asked in map(fold_text, names):
                    yield from ((family.name, name) for name in names if fold_text(name) != asked)
