"""What stands where, as ``show`` prints it."""

from collections.abc import Sequence

from corpus.report.excerpts import Excerpt
from schemas.audits import LedgerEntry
from schemas.border import VERSION
from schemas.border.showing import BlockRecord, ExcerptRecord, ShowRecord
from schemas.bulletins import Bulletin
from schemas.documents import Block, Paragraph
from schemas.findings import Finding
from tongbao.border.auditing import entry_to_record, finding_to_record
from tongbao.border.plain import place_to_record
from tongbao.border.reading import picture_to_record, problem_to_record, source_to_record
from tongbao.border.tool import TOOL


def bulletin_to_show(
    bulletin: Bulletin,
    page: int | None = None,
    finding: Finding | None = None,
    excerpts: Sequence[Excerpt] = (),
    *,
    number: LedgerEntry | None = None,
    findings: Sequence[Finding] = (),
) -> ShowRecord:
    """Return the structure (of one page if it is named), or one finding or number and its lines."""
    blocks = () if finding or number else bulletin.document.blocks
    return ShowRecord(
        version=VERSION,
        tool=TOOL,
        source=source_to_record(bulletin),
        blocks=[block_to_record(block) for block in blocks if page is None or page in block_to_pages(block)],
        finding=finding_to_record(finding) if finding else None,
        number=entry_to_record(number) if number else None,
        findings=[finding_to_record(each) for each in findings],
        excerpts=[excerpt_to_record(excerpt) for excerpt in excerpts],
        pictures=[picture_to_record(picture) for picture in bulletin.document.pictures],
        problems=[problem_to_record(problem) for problem in bulletin.all_problems],
    )


def block_to_pages(block: Block) -> set[int]:
    """Return the pages that a block stands on; none in a text."""
    if isinstance(block, Paragraph):
        return {line.place.page for line in block.lines if line.place.page is not None}
    return set(block.pages)


def block_to_record(block: Block) -> BlockRecord:
    if isinstance(block, Paragraph):
        return BlockRecord(
            kind="paragraph",
            role=block.role.value,
            id=None,
            rows=None,
            cols=None,
            text=block.text,
            place=place_to_record(block.place),
        )
    return BlockRecord(
        kind="grid",
        role=None,
        id=block.id,
        rows=block.rows,
        cols=block.cols,
        text=block.cells[0].text,
        place=place_to_record(block.place),
    )


def excerpt_to_record(excerpt: Excerpt) -> ExcerptRecord:
    return ExcerptRecord(
        file=excerpt.place.file,
        page=excerpt.place.page,
        line=excerpt.place.line,
        text=excerpt.text,
        marks=list(excerpt.marks),
    )
