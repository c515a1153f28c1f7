"""Whose slip is it?  A contradiction is the publication's where a second reading confirms every number it rests on."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from schemas.audits import Audit
from schemas.findings import Attribution, Finding, Operand, Result
from schemas.protocols import SecondReading


def confirm_print(audit: Audit, readings: Mapping[str, SecondReading]) -> Audit:
    """Attribute contradictions to the publication where all their operands are read the same a second time.

    ``readings`` are by the SHA-256 of the file. Pages that were recognised in a picture stay as they are: reading
    them so again confirms nothing.
    """
    recognised = {
        (bulletin.document.source.sha256, page.number)
        for bulletin in audit.bulletins
        for page in bulletin.document.pages
        if page.recognised
    }

    def confirms(operand: Operand) -> bool:
        place = operand.place
        reading = readings.get(place.file)
        if reading is None or (place.file, place.page) in recognised:
            return False
        found = reading(place)
        return found is not None and _plain(found) == _plain(operand.raw)

    return replace(audit, findings=tuple(_attribute(finding, confirms) for finding in audit.findings))


def _attribute(finding: Finding, confirms: Callable[[Operand], bool]) -> Finding:
    if finding.result is not Result.CONTRADICTED or finding.attribution is not Attribution.UNDETERMINED:
        return finding
    if not finding.operands or not all(map(confirms, finding.operands)):
        return finding
    return replace(finding, attribution=Attribution.PUBLISHED)


def _plain(text: str) -> str:
    """Return the text without blanks and in half width: what the two readings may differ in."""
    return "".join(unicodedata.normalize("NFKC", text).split())
