"""The rooms put together: a path becomes a bulletin, bulletins become an audit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import checks
import extract
import parsers
from corpus.report import Lang, write_html
from schemas.audits import Audit
from schemas.bulletins import Bulletin
from schemas.documents import Document, Source
from schemas.errors import Misuse, UnreadableInput
from schemas.limits import DEFAULT_LIMITS, Limits
from schemas.protocols import PageDrawer
from tongbao.border import record_to_json
from tongbao.border.auditing import audit_to_record, settings_to_record
from tongbao.border.reading import bulletin_to_record
from tongbao.files import Input, inputs

PathLike = str | Path


def read(
    path: PathLike,
    *,
    family: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    password: str | None = None,
) -> Bulletin:
    """Read one bulletin; ``-`` is standard input.

    ``family`` reads it as a member of that family, whatever it looks like. Raises ``UnreadableInput`` where nothing
    can be read; what could not be read in part stands in the bulletin's ``problems``.
    """
    with inputs([str(path)], limits) as (file,):
        return read_input(file, family=family, limits=limits, password=password)


def read_input(file: Input, *, family: str | None, limits: Limits, password: str | None) -> Bulletin:
    return parsers.parse_document(_read_document(file, limits, password), family)


def read_grids(file: Input, *, family: str | None, limits: Limits, password: str | None) -> Bulletin:
    """Read what the file holds and which family it is of, but understand nothing in it: grids without tables."""
    return parsers.recognise_document(_read_document(file, limits, password), family)


def _read_document(file: Input, limits: Limits, password: str | None) -> Document:
    try:
        document = extract.read_document(file.path, limits, password)
    except UnreadableInput as error:  # standard input lies in a file whose name says nothing
        kept = str(file.path)
        raise UnreadableInput(error.en.replace(kept, file.name), error.zh.replace(kept, file.name)) from error
    return replace(document, source=replace(document.source, path=file.name))


def audit(
    *paths: PathLike,
    family: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    password: str | None = None,
) -> Audit:
    """Read the bulletins and check every number against every other; raises as ``read`` does."""
    if not paths:
        raise Misuse("no file was named", "没有给出文件")
    with inputs([str(path) for path in paths], limits) as files:
        read_all = (read_input(file, family=family, limits=limits, password=password) for file in files)
        return confirm_print(audit_bulletins(read_all), files, password)


def audit_bulletins(bulletins: Iterable[Bulletin]) -> Audit:
    """Audit them together; of files with the same bytes the first counts."""
    distinct = {bulletin.document.source.sha256: bulletin for bulletin in reversed(list(bulletins))}
    return checks.audit(tuple(reversed(distinct.values())))


def confirm_print(audit: Audit, files: Iterable[Input], password: str | None = None) -> Audit:
    """With the extra ``ocr``, read the numbers of contradictions in PDFs again from the picture of their page."""
    paths = {file.name: file.path for file in files}
    readings = {}
    for bulletin in audit.bulletins:
        source = bulletin.document.source
        if source.media_type == "application/pdf" and source.path in paths:
            reading = extract.second_reading(paths[source.path], password)
            if reading is not None:
                readings[source.sha256] = reading
    return checks.confirm_print(audit, readings)


def page_drawers(
    bulletins: Iterable[Bulletin], files: Iterable[Input], password: str | None = None
) -> Mapping[str, PageDrawer]:
    """Return what draws the pages of each paged file, by SHA-256."""
    paths = {file.name: file.path for file in files}
    sources = [bulletin.document.source for bulletin in bulletins if bulletin.document.pages]
    return {
        source.sha256: extract.page_drawer(paths[source.path], password) for source in sources if source.path in paths
    }


def report(audit: Audit, lang: str = "en", *, password: str | None = None) -> str:
    """Return the report of an audit as one page of HTML, in ``en`` or ``zh``.

    The print is shown of files that still stand, unchanged, where they were read.
    """
    sources = [bulletin.document.source for bulletin in audit.bulletins]
    standing = [Input(source.path, Path(source.path)) for source in sources if _stands(source)]
    return write_html(audit, Lang(lang), page_drawers(audit.bulletins, standing, password))


def _stands(source: Source) -> bool:
    path = Path(source.path)
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == source.sha256


def to_json(result: Bulletin | Audit) -> str:
    """Return what ``tongbao read --json`` or ``tongbao audit --json`` prints of it."""
    if isinstance(result, Bulletin):
        return record_to_json(bulletin_to_record(result))
    return record_to_json(audit_to_record(result, settings_to_record(None, DEFAULT_LIMITS)))
