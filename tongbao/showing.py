"""What ``show`` looks at more closely: a finding, a number of the text or of a table, the layers of a page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import extract
from corpus.report.cutouts import Mark, marks_to_cutouts
from corpus.report.excerpts import Excerpt, Excerpts
from schemas.audits import LedgerEntry, State
from schemas.bulletins import Bulletin
from schemas.errors import Misuse
from schemas.findings import Finding
from schemas.places import Box, Place
from schemas.tokens import TokenClass
from tongbao.files import Input
from tongbao.overlay import Extras, Layer, draw_page, stack
from tongbao.pipeline import audit_bulletins, page_drawers


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: one finding, or one number (its line in the ledger) with the findings that it stands in."""

    finding: Finding | None
    entry: LedgerEntry | None
    findings: tuple[Finding, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Excerpt, ...]


def find_finding(bulletin: Bulletin, finding: str) -> Shown:
    audit = audit_bulletins([bulletin])
    found = next((each for each in audit.findings if each.id == finding), None)
    if found is None:
        path = bulletin.document.source.path
        raise Misuse(
            f"{finding}: no such finding; tongbao audit {path} lists them",
            f"{finding}：没有此项；tongbao audit {path} 可列出全部",
        )
    marks = tuple((each.ref, each.place) for each in found.operands)
    return Shown(found, None, (), marks, _lines(bulletin, [place for _, place in marks]))


def find_figure(bulletin: Bulletin, figure: str) -> Shown:
    path = bulletin.document.source.path
    return _find_number(
        bulletin, figure, TokenClass.FIGURE,
        Misuse(
            f"{figure}: no such number in the text; tongbao figures {path} --csv lists them",
            f"{figure}：正文中没有此数；tongbao figures {path} --csv 可列出全部",
        ),
    )  # fmt: skip


def find_value(bulletin: Bulletin, ref: str) -> Shown:
    path = bulletin.document.source.path
    return _find_number(
        bulletin, ref, TokenClass.VALUE,
        Misuse(
            f"{ref}: no such value; tongbao tables {path} --csv DIR lists them in values.csv",
            f"{ref}：没有此数值；tongbao tables {path} --csv 文件夹 写出的 values.csv 列有全部",
        ),
    )  # fmt: skip


def _find_number(bulletin: Bulletin, ref: str, cls: TokenClass, unknown: Misuse) -> Shown:
    audit = audit_bulletins([bulletin])
    entry = next((each for each in audit.ledger.every if each.ref == ref and each.cls is cls), None)
    if entry is None:
        raise unknown
    findings = tuple(each for each in audit.findings if each.id in entry.findings)
    return Shown(None, entry, findings, ((ref, entry.place),), _lines(bulletin, [entry.place]))


def _lines(bulletin: Bulletin, places: Sequence[Place]) -> tuple[Excerpt, ...]:
    return Excerpts(bulletin.document).around(places)


def draw_shown(shown: Shown, bulletin: Bulletin, sources: Sequence[Input], password: str | None) -> bytes:
    """Return the print around what is shown, as one PNG."""
    cutouts = marks_to_cutouts(shown.marks, [bulletin], page_drawers([bulletin], sources, password))
    if not cutouts:
        raise Misuse("the finding names no printed number", "该项没有可绘制的数")
    return stack(cutout.png for cutout in cutouts)


def draw_layers(
    bulletin: Bulletin, sources: Sequence[Input], page: int, layers: Collection[Layer], password: str | None
) -> bytes:
    """Return a page with what was read over it, as PNG."""
    document = bulletin.document
    drawer = page_drawers([bulletin], sources, password)[document.source.sha256]
    extras = Extras(
        rules=_rules(bulletin, sources[0], page, password) if Layer.RULES in layers else (),
        numbers=_states(bulletin) if Layer.FIGURES in layers else (),
    )
    return draw_page(drawer, document, page, layers, extras)


def _rules(bulletin: Bulletin, source: Input, page: int, password: str | None) -> Sequence[Box]:
    is_pdf = bulletin.document.source.media_type == "application/pdf"
    return extract.page_rules(source.path, page, password) if is_pdf else ()


def _states(bulletin: Bulletin) -> list[tuple[Place, State]]:
    told = (TokenClass.VALUE, TokenClass.FIGURE)
    return [(each.place, each.state) for each in audit_bulletins([bulletin]).ledger.every if each.cls in told]
