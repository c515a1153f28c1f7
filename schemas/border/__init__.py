"""The records as other programs see them: one model per JSON object, from which the JSON Schemas are made.

Numbers are strings in plain decimal notation, fields that do not apply are null, and fields may be added but none
renamed or dropped without a new ``VERSION``.  Only the front door makes these; the rooms work with the frozen
records of their own modules.
"""

from schemas.border.auditing import AuditRecord
from schemas.border.common import Border
from schemas.border.converting import ConvertRecord
from schemas.border.figures import FiguresRecord
from schemas.border.reading import ReadRecord, TablesRecord
from schemas.border.searching import SearchRecord, SeriesRecord
from schemas.border.showing import ShowRecord

VERSION = "1"
"""Of the names in this module."""

COMMANDS: tuple[tuple[str, type[Border]], ...] = (
    ("read", ReadRecord),
    ("tables", TablesRecord),
    ("figures", FiguresRecord),
    ("audit", AuditRecord),
    ("show", ShowRecord),
    ("convert", ConvertRecord),
    ("search", SearchRecord),
    ("series", SeriesRecord),
)
"""Which command prints which record."""
