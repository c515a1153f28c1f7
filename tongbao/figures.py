"""The numbers of the narrative for people: a table in the terminal, or CSV."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corpus.report.excerpts import Excerpt
from corpus.report.reader import Reader
from schemas.audits import LedgerEntry
from schemas.border.figures import FiguresRecord, LedgerFigureRecord
from schemas.findings import Finding
from schemas.places import Place
from tongbao.export.cells import Cell, rows_to_csv
from tongbao.terminal import column_sheet, marked, plain

STATE_STYLES = {
    "checked": "green",
    "contradicted": "bold red",
    "improbable": "yellow",
    "suspect": "magenta",
    "unchecked": "dim",
}

# For a terminal


def print_figures(console: Console, record: FiguresRecord, reader: Reader) -> None:
    """Print the figures file by file; a period that most of a file's figures share is said once above them."""
    for at, source in enumerate(record.sources):
        figures = [figure for figure in record.figures if figure.place.file == source.sha256]
        usual = Counter(figure.period for figure in figures).most_common(1)[0][0] if figures else None
        if at:
            console.print()
        console.print(plain(source.path, "bold"))
        said = [reader.say(_COUNTS.get(len(figures), "figures.count"), count=f"{len(figures):,}")]
        if usual:
            said.append(reader.say("figures.period", period=period_to_words(usual)))
        console.print(reader.say("sentence.gap").join(said))
        if figures:
            console.print()
            _print_sheet(console, figures, usual, reader)


_COUNTS = {0: "figures.none", 1: "figures.count.one"}


def _print_sheet(console: Console, figures: Sequence[LedgerFigureRecord], usual: str | None, reader: Reader) -> None:
    sheet = column_sheet(
        (reader.say("place"), "left"),
        (reader.say("figures.of"), "left"),
        (reader.say("printed"), "right"),
        (reader.say("figures.role"), "left"),
        (reader.say("state"), "left"),
    )
    place, said, printed, role, state = sheet.columns
    sheet.expand, said.ratio = True, 1
    place.no_wrap = state.no_wrap = True
    printed.max_width, role.max_width = 16, 14
    for figure in figures:
        other = figure.period if figure.period != usual else None
        sheet.add_row(
            _spot(figure, reader),
            plain(" · ".join(filter(None, (figure.entity, figure.metric))) or (figure.text or "")),
            plain(figure.raw, "bold"),
            plain(reader.say("figures.aside").join(filter(None, (role_to_words(figure, reader), _shown(other))))),
            Text(reader.name("state", figure.state), STATE_STYLES[figure.state]) if figure.state else "",
        )
    console.print(sheet)


_WIDEST_PLACE = 16


def _spot(figure: LedgerFigureRecord, reader: Reader) -> Text:
    """Return the place; of a long path into a markup file only its end, which tells it from the others."""
    spot = reader.where(record_to_place(figure))
    return plain(spot if len(spot) <= _WIDEST_PLACE else f"…{spot[1 - _WIDEST_PLACE :]}")


def _shown(period: str | None) -> str:
    return period_to_words(period) if period else ""


def record_to_place(figure: LedgerFigureRecord) -> Place:
    place = figure.place
    return Place(place.file, place.quote, page=place.page, line=place.line, path=place.path)


def role_to_words(figure: LedgerFigureRecord, reader: Reader) -> str:
    """Return what a figure says of its metric, with what it is measured on: ``change (上月)``, ``share (受理总数)``."""
    if figure.role is None:
        return ""
    against = figure.change.against if figure.change else figure.base.text if figure.base else ""
    said = reader.name("figure", f"change.{_direction(figure)}" if figure.change else figure.role)
    return reader.say("term.aside", text=said, aside=against) if against else said


def _direction(figure: LedgerFigureRecord) -> str:
    """A falling change has a negative value, whatever sign is printed."""
    value = Decimal(figure.value or 0)
    return "up" if value > 0 else "down" if value < 0 else "none"


_MONTH_ENDS = {"01": "31", "03": "31", "04": "30", "05": "31", "06": "30", "07": "31"} | {
    "08": "31", "09": "30", "10": "31", "11": "30", "12": "31",
}  # fmt: skip
_FULL = re.compile(r"(\d{4})-(\d\d)-01/\1-(\d\d)-(\d\d)")


def period_to_words(period: str) -> str:
    """Return a period as short as it can be said: ``2017``, ``2017-08``, ``2017-01/03``, else both of its days."""
    start, _, end = period.partition("/")
    if start == end or not end:
        return start
    if (found := _FULL.fullmatch(period)) is not None:
        year, first, last, day = found.groups()
        if day == _MONTH_ENDS.get(last) or (last == "02" and day in ("28", "29")):
            if (first, last) == ("01", "12"):
                return year
            return f"{year}-{first}" if first == last else f"{year}-{first}/{last}"
    return f"{start}/{end}"


def print_number(
    console: Console, entry: LedgerEntry, findings: Iterable[Finding], lines: Iterable[Excerpt], reader: Reader
) -> None:
    """Print one number: what it is called, its line, its state, and what it was checked against."""
    state = Text(reader.name("state", entry.state).upper(), STATE_STYLES[entry.state])
    console.print(Text.assemble(state, "  ", reader.where(entry.place), "  ", (entry.ref, "dim")))
    said = [plain(f"{entry.raw}  {reader.labels.get(entry.ref, '')}", "bold")]
    if entry.reason:
        said.append(
            plain(reader.say("term.pair", name=reader.say("reason"), value=reader.name("reason", entry.reason)))
        )
    said += [marked(line) for line in lines]
    for finding in findings:
        verdict = reader.name("result", finding.result)
        message = reader.choose(finding.message, finding.message_zh)
        said.append(plain(reader.say("term.pair", name=verdict, value=message)))
    for line in said:
        console.print(Padding(line, (0, 0, 0, 2)))


# For a spreadsheet


HEADINGS = (
    "file", "page", "line", "path", "start", "end", "id", "entity", "metric", "metric_key", "value", "unit", "raw",
    "approx", "period", "role", "change_against", "change_kind", "base", "article", "state", "reason", "findings",
    "text",
)  # fmt: skip


def figures_to_csv(record: FiguresRecord) -> bytes:
    """Return the figures as CSV, a line for each under the names of the JSON."""
    return rows_to_csv([HEADINGS, *_figures_to_rows(record)])


def _figures_to_rows(record: FiguresRecord) -> Iterator[tuple[Cell, ...]]:
    paths = {source.sha256: source.path for source in record.sources}
    for each in record.figures:
        place = each.place
        yield (
            paths[place.file], place.page, place.line, place.path, place.start, place.end, each.id, each.entity,
            each.metric, each.metric_key, each.value, each.unit, each.raw, each.approx, each.period, each.role,
            each.change.against if each.change else None, each.change.kind if each.change else None,
            each.base.text if each.base else None, each.article, each.state, each.reason,
            " ".join(each.findings), each.text,
        )  # fmt: skip
