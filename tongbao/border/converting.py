"""What became of many files, as ``convert`` prints it."""

from corpus.batch.running import Counts
from schemas.border import VERSION
from schemas.border.converting import ConvertRecord, LedgerLineRecord
from tongbao.border.tool import TOOL


def counts_to_record(
    counts: Counts, store: str, *, dry_run: bool, interrupted: bool, documents: int, bulletins: int
) -> ConvertRecord:
    return ConvertRecord(
        version=VERSION,
        tool=TOOL,
        store=store,
        dry_run=dry_run,
        interrupted=interrupted,
        files=counts.files,
        read=counts.read,
        partly=counts.partly,
        failed=counts.failed,
        skipped=counts.skipped,
        unchanged=counts.unchanged,
        duplicates=counts.duplicates,
        pages=counts.pages,
        contradicted=counts.contradicted,
        documents=documents,
        bulletins=bulletins,
        failures=[
            LedgerLineRecord(
                path=entry.path,
                member=entry.member or None,
                state="failed",
                reason=entry.reason,
                reason_zh=entry.reason_zh,
            )
            for entry in counts.failures
        ],
    )
