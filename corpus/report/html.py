"""The report: one page that holds everything, asks nothing of any network, and shows a file's text only as text."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import islice

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus.report.answer import Answer, audit_to_answer
from corpus.report.cutouts import finding_to_cutouts
from corpus.report.excerpts import Excerpts
from corpus.report.prose import ParagraphView, bulletin_to_prose
from corpus.report.reader import Reader
from corpus.report.views import (
    FindingView,
    finding_to_strips,
    finding_to_view,
    ledger_to_view,
    passes_by_table,
    places_beside_tables,
    table_to_view,
)
from corpus.report.visible import visible
from corpus.report.words import Lang, join_sentences
from schemas.audits import Audit, LedgerEntry, State
from schemas.bulletins import Bulletin
from schemas.findings import Finding, Result
from schemas.protocols import PageDrawer
from schemas.rules import write_rule
from schemas.tables import Table

GENERATOR = '<meta name="generator" content="tongbao">'
"""By this line a report is known as ours."""

MOST_CUTOUTS = 60
"""Findings that get a picture of the print: the page stays small enough to send."""


def write_html(
    audit: Audit,
    lang: Lang,
    drawers: Mapping[str, PageDrawer],
    settings: Mapping[str, str] | None = None,
) -> str:
    """Return the report of an audit; ``drawers`` draw the pages of each paged file, by SHA-256."""
    answer, reader = audit_to_answer(audit), Reader.of(audit, lang)
    entries = {entry.ref: entry for entry in audit.ledger.every}
    tables = [table for bulletin in audit.bulletins for table in bulletin.tables]
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            lang=lang.value,
            t=reader.say,
            name=reader.name,
            choose=reader.choose,
            where=reader.where,
            write_rule=write_rule,
            generator=Markup(GENERATOR),  # noqa: S704 - a constant of ours
            policy=f"{_POLICY} img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
            style=style,
            script=script,
            tool=f"tongbao {version('tongbao')}",
            settings=dict(settings or {}),
            titles=[bulletin.title or bulletin.document.source.path for bulletin in audit.bulletins],
            answer=answer,
            headline=answer.headline(lang),
            remarks=join_sentences(answer.remarks(lang), lang),
            control=answer.control(lang),
            balanced=audit.ledger.digits_in_document == audit.ledger.digits_in_entries,
            counts=_counts(answer),
            groups=_open_groups(answer, audit, reader, drawers),
            most_cutouts=MOST_CUTOUTS,
            passes=passes_by_table(answer, tables, reader),
            bulletins=[(bulletin, _facts(bulletin, reader)) for bulletin in audit.bulletins],
            conventions=[
                (
                    each,
                    _with_titles(each.scope, tables),
                    [_ref_to_words(ref, entries, reader) for ref in each.exceptions],
                )
                for each in audit.conventions
            ],
            rules=[rule for bulletin in audit.bulletins for rule in bulletin.rules],
            texts=_texts(audit, reader),
            tables=[table_to_view(table, entries, reader) for table in tables],
            ledger=ledger_to_view(audit.ledger, reader),
            problems=audit.all_problems,
            results=list(Result),
            states=list(State),
        )
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A report among others: what it says in short, and its file in each language."""

    name: str
    answer: Answer
    files: Mapping[Lang, str]


_TONGUES = {Lang.EN: "English", Lang.ZH: "中文"}


def write_index(links: Iterable[Link], lang: Lang) -> str:
    """Return a page that leads to several reports in the same folder."""
    reader, style = Reader(lang), _asset("report.css")
    return (
        _environment()
        .get_template("index.html.jinja")
        .render(
            lang=lang.value,
            t=reader.say,
            generator=Markup(GENERATOR),  # noqa: S704 - a constant of ours
            policy=f"{_POLICY} style-src '{_hash(style)}'",
            style=style,
            links=[
                (
                    link,
                    link.answer.headline(lang),
                    join_sentences(link.answer.remarks(lang), lang),
                    [(_TONGUES[language], file) for language, file in link.files.items()],
                )
                for link in links
            ],
        )
    )


_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none';"


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("corpus.report", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_as_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _as_text(value: object) -> object:
    """Show invisible and steering characters of a file; jinja escapes the rest."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(file: str) -> Markup:
    return Markup((files("corpus.report") / "assets" / file).read_text("utf-8"))  # noqa: S704 - our own file


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _counts(answer: Answer) -> list[tuple[str, int]]:
    """Return ``(result, number of relations)`` for the tiles under the headline."""
    return [
        ("contradicted", len(answer.contradicted)),
        ("improbable", len(answer.improbable)),
        ("not_assessable", len(answer.not_assessable)),
        ("rounding", sum(finding.result is Result.ROUNDING for finding in answer.passes)),
        ("exact", sum(finding.result is Result.EXACT for finding in answer.passes)),
    ]


def _open_groups(
    answer: Answer, audit: Audit, reader: Reader, drawers: Mapping[str, PageDrawer]
) -> list[tuple[str, list[FindingView]]]:
    """Return what does not simply hold, gravest first, each with its print."""
    excerpts = [Excerpts(bulletin.document) for bulletin in audit.bulletins]
    tables = {table.id: table for bulletin in audit.bulletins for table in bulletin.tables}
    pictured = {finding.id for finding in islice(answer.open, MOST_CUTOUTS)}

    def view(finding: Finding) -> FindingView:
        cutouts = finding_to_cutouts(finding, audit.bulletins, drawers) if finding.id in pictured else ()
        strips = () if cutouts else finding_to_strips(finding, tables, reader)
        rest = [] if cutouts else places_beside_tables(finding, tables)
        lines = [line for each in excerpts for line in each.around(rest)]
        return finding_to_view(finding, reader, lines, strips, cutouts)

    groups = (
        ("contradicted", answer.contradicted),
        ("improbable", answer.improbable),
        ("extraction", answer.extraction),
        ("not_assessable", answer.not_assessable),
    )
    return [(key, [view(finding) for finding in findings]) for key, findings in groups if findings]


def _texts(audit: Audit, reader: Reader) -> list[tuple[str, tuple[ParagraphView, ...]]]:
    """Return the running text of each file that has numbers in it, under its name where there are several."""
    views = [(each, bulletin_to_prose(each, audit.ledger.every, reader)) for each in audit.bulletins]
    return [(reader.files.get(each.document.source.sha256, ""), prose) for each, prose in views if prose]


def _facts(bulletin: Bulletin, reader: Reader) -> list[tuple[str, str]]:
    """Return what is known of a file, and what it says of itself."""
    source = bulletin.document.source
    known = [
        ("file", source.path),
        ("sha256", source.sha256),
        ("pages", str(source.pages or "")),
        ("encoding", source.encoding or ""),
        ("family", bulletin.family.name),
        ("period", bulletin.period.text if bulletin.period else ""),
    ]
    said = dict.fromkeys(field.name for field in bulletin.meta)
    return [(reader.say(key), value) for key, value in known if value] + [
        (reader.name("meta", key), "；".join(field.value for field in bulletin.meta if field.name == key))
        for key in said
    ]


def _with_titles(scope: str, tables: Iterable[Table]) -> str:
    """Return where a convention holds, with the titles of tables in place of their ids."""
    for table in tables:
        scope = scope.replace(table.id, table.title or table.id)
    return scope


def _ref_to_words(ref: str, entries: Mapping[str, LedgerEntry], reader: Reader) -> str:
    """Return the number and its place for a name of the ledger."""
    entry = entries.get(ref)
    return f"{entry.raw} ({reader.where(entry.place)})" if entry else ref
