"""What a person sees in a terminal: 80 columns, wide characters aligned, nothing that a file could steer it with."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from io import StringIO

import click
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Sheet
from rich.text import Text

from corpus.report import Answer, audit_to_answer
from corpus.report.excerpts import Excerpt
from corpus.report.reader import Reader
from corpus.report.views import FindingView, finding_to_place, finding_to_view, ledger_to_view
from corpus.report.visible import visible
from corpus.report.words import join_sentences
from schemas.audits import Audit
from schemas.bulletins import Bulletin
from schemas.documents import Document, GridPart, Paragraph, Problem
from schemas.errors import Misuse
from schemas.findings import Finding
from schemas.rules import write_rule
from schemas.tables import RowKind
from tongbao.border.showing import block_to_pages

STYLES = {
    "contradicted": "bold red",
    "improbable": "yellow",
    "not_assessable": "dim",
    "rounding": "cyan",
    "exact": "green",
}

MOST_NOT_ASSESSABLE = 10
"""Findings without a verdict that are listed before the rest is only counted."""


PIPE_WIDTH = 80
"""Columns where the output is no terminal and COLUMNS says nothing."""


def words_to_text(write: Callable[[Console], None]) -> str:
    """Return what ``write`` prints, for the terminal that standard output is, or plain where it is none."""
    page = StringIO()
    on_terminal = sys.stdout.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = None if on_terminal else int(columns) if columns.isdecimal() else PIPE_WIDTH
    console = Console(file=page, force_terminal=on_terminal, width=width, markup=False, emoji=False, highlight=False)
    write(console)
    return page.getvalue()


def tolerate_narrow_encodings() -> None:
    """Let a GBK console print ``?`` for what it has no character for, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent where a test or a notebook replaced the stream
        if reconfigure is not None:
            reconfigure(errors="replace")


def put_text(text: str) -> None:
    """Print words; a reader who closes the pipe early ends nothing but the printing."""
    trimmed = "".join(f"{line.rstrip(' ')}\n" for line in text.splitlines())
    put_bytes(trimmed.encode(sys.stdout.encoding or "utf-8", "replace"))


def put_bytes(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # or the interpreter fails once more when it flushes at its end
        if not isinstance(error, BrokenPipeError):
            raise Misuse(
                f"standard output: cannot be written: {error.strerror}", f"标准输出：无法写入：{error.strerror}"
            ) from error


def complain(line: str) -> None:
    """Print one line on standard error, whatever is in the names that it speaks of."""
    click.echo(f"tongbao: {' '.join(visible(line).split())}", err=True)


def plain(text: str, style: str = "") -> Text:
    """Return text from a file as one line that steers nothing."""
    return Text(visible(text).replace("\n", " ").replace("\t", "  "), style=style)


def _shorten(text: str, cells: int) -> Text:
    line = plain(text)
    line.truncate(cells, overflow="ellipsis")
    return line


def column_sheet(*columns: tuple[str, str]) -> Sheet:
    """Return an empty table of ``(heading, justification)`` columns; justification is left, right or full."""
    sheet = Sheet(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading, justify in columns:
        sheet.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    return sheet


# read


def print_bulletin(console: Console, bulletin: Bulletin, reader: Reader) -> None:
    """Print what the bulletin says of itself, its tables, its rules and what could not be read."""
    facts = column_sheet(("", "left"), ("", "left"))
    facts.show_header = False
    facts.add_row(reader.say("file"), plain(bulletin.document.source.path))
    for field in bulletin.meta:
        facts.add_row(reader.name("meta", field.name), plain(field.value))
    if bulletin.period:
        facts.add_row(reader.say("period"), plain(f"{bulletin.period.start} – {bulletin.period.end}"))
    facts.add_row(reader.say("family"), bulletin.family.name)
    console.print(facts)
    if bulletin.tables:
        sheet = column_sheet((reader.say("tables"), "left"), ("", "left"), (reader.say("place"), "left"))
        for table in bulletin.tables:
            rows = sum(row.kind is not RowKind.HEADER for row in table.rows)
            sheet.add_row(
                plain(table.title or reader.say("table.untitled")),
                reader.say("table.size", rows=rows, cols=table.grid.cols),
                reader.where(table.place),
            )
        console.print()
        console.print(sheet)
    if bulletin.rules:
        sheet = column_sheet((reader.say("rules"), "left"), ("", "left"), (reader.say("place"), "left"))
        for rule in bulletin.rules:
            read = write_rule(rule) or rule.text
            sheet.add_row(plain(read), reader.name("rule.kind", rule.kind), reader.where(rule.place))
        console.print()
        console.print(sheet)
    console.print()
    console.print(reader.say("term.figures", count=f"{len(bulletin.figures):,}"))
    print_problems(console, bulletin.all_problems, reader)


def print_problems(console: Console, problems: Iterable[Problem], reader: Reader) -> None:
    listed = list(problems)
    if not listed:
        return
    console.print()
    console.print(plain(reader.say("problems"), "bold"))
    for problem in listed:
        where, reason = reader.where(problem.place), reader.choose(problem.reason, problem.reason_zh)
        line = reason if not where or reason.startswith(where) else f"{where}{reader.say('colon')}{reason}"
        console.print(Padding(plain(line), (0, 0, 0, 2)))


def problems_to_line(path: str, problems: Sequence[Problem], reader: Reader) -> str:
    """Return the one line on a partial read: how many of each kind."""
    kinds = Counter(problem.kind for problem in problems)
    counted = ", ".join(f"{reader.name('problem', kind)} × {count}" for kind, count in sorted(kinds.items()))
    return reader.say("term.partly", path=path, problems=counted)


# tables


def print_grids(console: Console, document: Document, reader: Reader) -> None:
    """Print every grid as it stands on its page."""
    for grid in document.grids():
        for part in grid.parts:
            place = part.cells[0].place if part.cells else grid.place
            console.print(plain(f"{reader.where(place)} · {part.id}", "bold"))
            print_part(console, part, reader)
            for loose in grid.loose if part is grid.parts[-1] else ():
                where = reader.where(loose.place)
                line = reader.say("colon").join((where, reader.say("table.loose"), loose.text))
                console.print(plain(line, "yellow"))
            console.print()


GAP = 2
WIDEST = 24
"""Cells of the terminal that a column may take."""
NARROWEST_HEADING = 10
"""Cells that a heading is given before it is folded."""


def print_part(console: Console, part: GridPart, reader: Reader) -> None:
    """Print a grid; one too wide for the terminal in several bands, each with the names of its rows again."""
    if not part.cells:
        return
    rows = max(cell.row + cell.rowspan for cell in part.cells)
    cols = max(cell.col + cell.colspan for cell in part.cells)
    texts = [[""] * cols for _ in range(rows)]
    widths = [1] * cols
    for cell in part.cells:
        texts[cell.row][cell.col] = cell.text
        if cell.colspan == 1:
            wanted = cell_len(visible(cell.text))
            least = min(wanted, NARROWEST_HEADING) if cell.row == 0 else wanted
            widths[cell.col] = max(widths[cell.col], min(least, WIDEST))
    leading = _leading_columns(texts)
    for band in _bands(widths, console.width, leading):
        if len(band) < cols:
            first = band[min(leading, len(band) - 1)] + 1
            console.print(Text(reader.say("table.columns", first=first, last=band[-1] + 1, all=cols), style="dim"))
        sheet = column_sheet()
        sheet.show_header = False
        for col in band:
            sheet.add_column(width=widths[col], overflow="fold")
        for row in texts:
            sheet.add_row(*(plain(row[col]) for col in band))
        console.print(sheet)


MOST_LEADING = 3


def _leading_columns(texts: Sequence[Sequence[str]]) -> int:
    """Return how many columns at the left name the rows: the first, and those behind it that hold no number."""
    leading = 1
    for col in range(1, min(len(texts[0]) - 1, MOST_LEADING)):
        if any(row[col][:1].isdecimal() for row in texts):
            break
        leading += 1
    return leading


def _bands(widths: Sequence[int], width: int, leading: int) -> list[list[int]]:
    """Cut the columns into runs that fit; the leading ones begin each."""
    names = list(range(leading))
    bands: list[list[int]] = []
    band = list(names)
    for col in range(leading, len(widths)):
        taken = sum(widths[each] + GAP for each in (*band, col)) - GAP
        if taken > width and len(band) > leading:
            bands.append(band)
            band = list(names)
        band.append(col)
    return [*bands, band]


# audit


def print_audit(console: Console, audit: Audit, reader: Reader) -> None:
    """Print the answer, then the findings, gravest first, then the ledger."""
    answer = audit_to_answer(audit)
    for bulletin in audit.bulletins:
        console.print(plain(bulletin.title or bulletin.document.source.path, "bold"))
    console.print(Text(answer.headline(reader.lang), style=STYLES["contradicted"] if answer.contradicted else "bold"))
    if answer.remarks(reader.lang):
        console.print(join_sentences(answer.remarks(reader.lang), reader.lang))
    print_findings(console, audit, answer, reader)
    if audit.conventions:
        console.print(plain(reader.say("conventions"), "bold"))
    for convention in audit.conventions:
        console.print(Padding(plain(reader.choose(convention.what, convention.what_zh)), (0, 0, 0, 2)))
    print_problems(console, audit.all_problems, reader)
    ledger = ledger_to_view(audit.ledger, reader)
    sheet = column_sheet((reader.say("class"), "left"), *((state, "right") for state in ledger.states))
    for cls, counts, _ in ledger.classes:
        sheet.add_row(cls, *(f"{count:,}" for count in counts))
    console.print()
    if ledger.classes:
        console.print(sheet)
    console.print(Text(answer.control(reader.lang), style="dim"))


def print_findings(console: Console, audit: Audit, answer: Answer, reader: Reader) -> None:
    for finding in (*answer.contradicted, *answer.improbable, *answer.extraction):
        console.print()
        print_finding(console, finding, reader)
    for finding in answer.not_assessable[:MOST_NOT_ASSESSABLE]:
        view = finding_to_view(finding, reader)
        console.print()
        console.print(_heading(view))
        console.print(Padding(plain(view.message), (0, 0, 0, 2)))
    rest = len(answer.not_assessable) - MOST_NOT_ASSESSABLE
    if rest > 0:
        console.print()
        console.print(reader.say("term.more", count=f"{rest:,}"))
    sources = {bulletin.document.source.sha256: bulletin.document.source.path for bulletin in audit.bulletins}
    for finding in answer.open[:1]:
        place = finding_to_place(finding)
        if place is not None:
            console.print()
            console.print(plain(reader.say("term.show", path=sources[place.file], id=finding.id), "dim"))
    if answer.passes or answer.open:
        console.print()


def _heading(view: FindingView) -> Text:
    return Text.assemble((view.verdict.upper(), STYLES[view.result]), "  ", plain(view.place), "  ", (view.id, "dim"))


def print_finding(console: Console, finding: Finding, reader: Reader, lines: Sequence[Excerpt] = ()) -> None:
    """Print one finding: what is said, the formula, what it is based on, and the lines with its numbers marked."""
    view = finding_to_view(finding, reader, lines)
    said = [plain(view.message)]
    if view.formula and view.formula.partition("=")[2].strip() not in view.message:
        said.append(plain(view.formula, "bold"))
    if any(each not in view.message for each in (view.printed, *view.recomputed.split(" / "))):
        said.append(plain(reader.say("term.compared", printed=view.printed, recomputed=view.recomputed)))
    said += [plain(reader.say("term.aside", text=evidence, aside=effect)) for effect, evidence in view.explanations]
    said += [plain(reader.say("term.pair", name=reader.say("suspects"), value=each)) for each in view.suspects]
    sources = reader.say("figures.aside").join(filter(None, (view.basis, view.attribution)))
    based = reader.say("term.based", rule=view.rule, sources=sources)
    said.append(plain(based.strip(), "dim"))
    said += [line for place, excerpt in view.lines for line in (Text(place, style="dim"), marked(excerpt))]
    console.print(_heading(view))
    for line in said:
        console.print(Padding(line, (0, 0, 0, 2)))


def marked(excerpt: Excerpt) -> Text:
    """Return the line with brackets round its marked numbers, which also show without colours."""
    line = Text()
    for piece, marked in excerpt.pieces():
        line.append_text(Text.assemble("[", plain(piece, "bold reverse"), "]") if marked else plain(piece))
    return line


# show


def print_structure(console: Console, document: Document, reader: Reader, page: int | None) -> None:
    """Print the blocks of the document, or of one page, in reading order."""
    sheet = column_sheet((reader.say("place"), "left"), ("", "left"), ("", "left"))
    for block in document.blocks:
        if page is not None and page not in block_to_pages(block):
            continue
        if isinstance(block, Paragraph):
            kind, text = reader.name("block", block.role), block.text
        else:
            kind = reader.name("block", "grid")
            size = reader.say("table.size", rows=block.rows, cols=block.cols)
            text = f"{size}: {'  '.join(cell.text for cell in block.cells[: block.cols])}"
        sheet.add_row(reader.where(block.place), kind, _shorten(text, max(console.width - 28, 20)))
    console.print(sheet)
