"""The commands: each reads its files, and gives what it found to the terminal, as JSON or into files."""

from collections.abc import Collection, Iterable
from importlib.metadata import version
from json import dumps
from pathlib import Path

import click
from rich.console import Console

from corpus.report import Lang, audit_to_answer, write_html
from corpus.report.reader import Reader
from corpus.report.words import say
from schemas.audits import Audit
from schemas.border.common import ProblemRecord
from schemas.bulletins import Bulletin
from schemas.errors import Misuse, UnreadableInput
from tongbao import terminal
from tongbao.border import command_schemas, record_to_json
from tongbao.border.auditing import audit_to_record, settings_to_record
from tongbao.border.figures import Wanted, audit_to_figures
from tongbao.border.reading import bulletin_to_grids, bulletin_to_record
from tongbao.border.showing import bulletin_to_show
from tongbao.export.tables_csv import bulletin_to_csvs
from tongbao.export.tables_xlsx import bulletin_to_workbook
from tongbao.figures import figures_to_csv, print_figures, print_number
from tongbao.files import Input, check_folder, check_output, inputs, sign_png, write_folder, write_output
from tongbao.giving import CONTRADICTED, FAILED, HOLDS, give, give_json, give_words, say_partly, status
from tongbao.options import Options, reading_options
from tongbao.overlay import USUAL, Layer
from tongbao.pipeline import audit_bulletins, confirm_print, page_drawers, read_grids, read_input
from tongbao.progress import progress
from tongbao.showing import Shown, draw_layers, draw_shown, find_figure, find_finding, find_value
from tongbao.speaking import SpokenGroup
from tongbao.watchdog import give_up_aloud, watched


@click.group(
    cls=SpokenGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: tongbao audit bulletin.pdf --html report.html",
)
@click.version_option(version("tongbao"), prog_name="tongbao")
def commands() -> None:
    """Read published Chinese bulletins and check every printed number against every other.

    FILE is a path, or - for standard input.
    """


@commands.command(epilog="Example: tongbao read bulletin.txt --json")
@click.argument("file")
@reading_options
def read(options: Options, file: str) -> int:
    """Show the tables, rules and facts that a bulletin states."""
    with inputs([file], options.limits) as (source,):
        bulletin = _read(source, options)
    return give(
        options,
        lambda: bulletin_to_record(bulletin),
        lambda console: terminal.print_bulletin(console, bulletin, Reader(options.lang)),
        bulletin,
    )


@commands.command(epilog="Example: tongbao tables bulletin.pdf --xlsx tables.xlsx")
@click.argument("file")
@click.option("--csv", type=click.Path(path_type=Path), metavar="DIR", help="Write each table as CSV into DIR.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="Write all tables into one workbook.")
@reading_options
def tables(options: Options, file: str, csv: Path | None, xlsx: Path | None) -> int:
    """Print every table as it stands on its page, or write the tables to files.

    In the files numbers are numbers; values.csv and the last sheet list each as printed, with its place.
    """
    with inputs([file], options.limits) as sources:
        for path, check in ((csv, check_folder), (xlsx, check_output)):
            if path:
                check(path, sources)
        bulletin = _read(sources[0], options, grids_only=not (csv or xlsx))
        reader = Reader(options.lang)
        if csv:
            write_folder(csv, bulletin_to_csvs(bulletin, reader), sources)
        if xlsx:
            write_output(xlsx, bulletin_to_workbook(bulletin, reader), sources)
    written = [path for path in (csv, xlsx) if path]
    if written and not options.as_json:
        give_words(lambda console: _print_written(console, written, len(bulletin.tables), options.lang))
        say_partly(bulletin, options.lang)
        return status(bulletin, options)
    return give(
        options,
        lambda: bulletin_to_grids(bulletin),
        lambda console: terminal.print_grids(console, bulletin.document, reader),
        bulletin,
    )


@commands.command(epilog="Example: tongbao figures bulletin.txt --metric 受理 --csv")
@click.argument("files", nargs=-1, required=True)
@click.option("--metric", "metrics", multiple=True, metavar="WORD", help="Only metrics whose name holds WORD.")
@click.option("--entity", "entities", multiple=True, metavar="WORD", help="Only bodies whose name holds WORD.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV that spreadsheet programs open (UTF-8 with BOM).")
@reading_options
def figures(
    options: Options, files: tuple[str, ...], metrics: tuple[str, ...], entities: tuple[str, ...], *, as_csv: bool
) -> int:
    """List the numbers of the running text: what each says, of whom, when, and if it was checked.

    --metric and --entity may be given several times: any of the words will do.
    """
    if as_csv and options.as_json:
        raise Misuse("--csv and --json cannot be asked together", "--csv 与 --json 不能同时使用")
    with inputs(files, options.limits) as sources:
        bulletins, unread = _read_all(sources, options)
    if not bulletins:
        return FAILED
    found = audit_bulletins(bulletins)
    record = audit_to_figures(found, Wanted(metrics, entities), unread)
    if options.as_json:
        give_json(record_to_json(record))
    elif as_csv:
        terminal.put_bytes(figures_to_csv(record))
    else:
        give_words(lambda console: print_figures(console, record, Reader(options.lang)))
    for bulletin in found.bulletins:
        say_partly(bulletin, options.lang)
    return FAILED if unread or any(status(bulletin, options) for bulletin in found.bulletins) else HOLDS


@commands.command(epilog="Example: tongbao audit bulletin.txt --html report.html")
@click.argument("files", nargs=-1, required=True)
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write the report, one page, to FILE.")
@reading_options
def audit(options: Options, files: tuple[str, ...], html: Path | None) -> int:
    """Check every number of the bulletins against every other.

    Exits 0 if nothing published is contradicted, 1 if something is, 2 if a file cannot be read.
    """
    with inputs(files, options.limits) as sources:
        if html:
            check_output(html, sources)
        bulletins, unread = _read_all(sources, options)
        if not bulletins:
            return FAILED
        found = confirm_print(audit_bulletins(bulletins), sources, options.password)
        if html:
            page = write_html(
                found, options.lang, page_drawers(found.bulletins, sources, options.password), _settings(options)
            )
            write_output(html, page.encode(), sources)
    if options.as_json:
        give_json(record_to_json(audit_to_record(found, settings_to_record(options.family, options.limits), unread)))
    else:
        give_words(lambda console: _print_audit(console, found, html, options.lang))
    for bulletin in found.bulletins:
        say_partly(bulletin, options.lang)
    if unread or (options.strict and any(bulletin.all_problems for bulletin in found.bulletins)):
        return FAILED
    return CONTRADICTED if audit_to_answer(found).contradicted else HOLDS


@commands.command(epilog="Example: tongbao show bulletin.pdf --page 1 -o page.png")
@click.argument("file")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Only this page; with -o, what was read over it.")
@click.option("--finding", metavar="ID", help="One finding of the audit, with its numbers marked in the print.")
@click.option("--figure", metavar="ID", help="One number of the text (ids: tongbao figures --csv).")
@click.option("--value", metavar="REF", help="One number of a table (refs: values.csv of tongbao tables --csv).")
@click.option("--words", is_flag=True, help="With --page: words, in grey.")
@click.option("--rules", is_flag=True, help="With --page: the drawn rules that were seen, in magenta.")
@click.option("--grids", is_flag=True, help="With --page: tables in blue, cells in green, unproved cells in red.")
@click.option("--order", is_flag=True, help="With --page: the blocks, numbered in reading order.")
@click.option("--figures", is_flag=True, help="With --page: every number, coloured by its state in the ledger.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Draw it: a PNG (PDF and picture input)."
)
@reading_options
def show(
    options: Options,
    file: str,
    *,
    page: int | None,
    finding: str | None,
    figure: str | None,
    value: str | None,
    output: Path | None,
    **layers: bool,
) -> int:
    """Show what was read, and where: the structure, a page, a finding, or a number.

    Without a choice of layers a page shows its words and grids.
    """
    asked = [name for name, given in (("--finding", finding), ("--figure", figure), ("--value", value)) if given]
    _check_show([*(["--page"] if page else []), *asked], [name for name, on in layers.items() if on], output)
    with inputs([file], options.limits) as sources:
        if output:
            check_output(output, sources)
        bulletin = _read(sources[0], options)
        if not bulletin.document.pages and (page is not None or output is not None):
            raise Misuse(
                f"{file}: is no paged file: there is no page to draw; leave out --page and -o",
                f"{file}：不是分页文件，没有可绘制的页面；请去掉 --page 和 -o",
            )
        shown = _find(bulletin, finding, figure, value)
        chosen = [layer for layer in Layer if layers[layer]] or USUAL
        if output and page is not None:
            drawn = draw_layers(bulletin, sources, page, chosen, options.password)
            write_output(output, sign_png(drawn), sources)
        elif output and shown:
            write_output(output, sign_png(draw_shown(shown, bulletin, sources, options.password)), sources)
    if output and not options.as_json:
        give_words(lambda console: _print_drawn(console, output, chosen if page else (), options.lang))
        return status(bulletin, options)
    return give(
        options,
        lambda: (
            bulletin_to_show(bulletin, None, shown.finding, shown.lines, number=shown.entry, findings=shown.findings)
            if shown
            else bulletin_to_show(bulletin, page)
        ),
        lambda console: _print_shown(console, bulletin, shown, page, options.lang),
        bulletin,
    )


@commands.command(epilog="Example: tongbao schema audit")
@click.argument("command", required=False)
@click.option("--json", is_flag=True, expose_value=False, help="Changes nothing: a schema is JSON.")
def schema(command: str | None) -> int:
    """Print the JSON Schemas of what the commands print, or of one."""
    known = command_schemas()
    if command is not None and command not in known:
        raise Misuse(
            f"{command}: no command with a schema; there are {', '.join(known)}",
            f"{command}：没有此命令的模式；现有 {'、'.join(known)}",
        )
    give_json(dumps(known[command] if command else known, indent=2, ensure_ascii=False) + "\n")
    return HOLDS


def _read(source: Input, options: Options, *, grids_only: bool = False) -> Bulletin:
    read_one = read_grids if grids_only else read_input
    with (
        progress(say(options.lang, "term.reading"), 1),
        watched(options.limits, give_up_aloud(source.name, options.limits, options.lang)),
    ):
        return read_one(source, family=options.family, limits=options.limits, password=options.password)


def _read_all(sources: Iterable[Input], options: Options) -> tuple[list[Bulletin], list[ProblemRecord]]:
    """Read what can be read; a file that cannot is one line and a recorded problem, and the rest goes on."""
    listed = list(sources)
    bulletins, unread = [], []
    with progress(say(options.lang, "term.reading"), len(listed)) as advance:
        for source in listed:
            try:
                with watched(options.limits, give_up_aloud(source.name, options.limits, options.lang)):
                    bulletin = read_input(
                        source, family=options.family, limits=options.limits, password=options.password
                    )
                bulletins.append(bulletin)
            except UnreadableInput as error:
                terminal.complain(error.zh if options.lang is Lang.ZH else error.en)
                unread.append(ProblemRecord(kind="unreadable-input", reason=error.en, reason_zh=error.zh, place=None))
            advance()
    return bulletins, unread


def _check_show(asked: list[str], layers: list[str], output: Path | None) -> None:
    """Refuse what makes no sense together."""
    if len(asked) > 1:
        raise Misuse(f"{' and '.join(asked)} cannot be asked together", f"{' 与 '.join(asked)} 不能同时使用")
    if output is not None and not asked:
        raise Misuse(
            "-o needs --page, --finding, --figure or --value", "-o 须与 --page、--finding、--figure 或 --value 同用"
        )
    if layers and (output is None or "--page" not in asked):
        raise Misuse(f"--{layers[0]} needs --page N and -o FILE", f"--{layers[0]} 须与 --page N 和 -o 文件 同用")


def _find(bulletin: Bulletin, finding: str | None, figure: str | None, value: str | None) -> Shown | None:
    if finding:
        return find_finding(bulletin, finding)
    if figure:
        return find_figure(bulletin, figure)
    return find_value(bulletin, value) if value else None


def _print_audit(console: Console, found: Audit, html: Path | None, lang: Lang) -> None:
    terminal.print_audit(console, found, Reader.of(found, lang))
    if html:
        console.print(say(lang, "term.written", path=html.resolve()))


def _print_written(console: Console, paths: Iterable[Path], count: int, lang: Lang) -> None:
    for path in paths:
        console.print(say(lang, "term.tables", count=count, path=path.resolve()))


def _print_drawn(console: Console, output: Path, layers: Collection[Layer], lang: Lang) -> None:
    console.print(say(lang, "term.drawn", path=output.resolve()))
    for layer in layers:
        console.print(say(lang, f"layer.{layer}"))


def _print_shown(console: Console, bulletin: Bulletin, shown: Shown | None, page: int | None, lang: Lang) -> None:
    if shown is None:
        terminal.print_structure(console, bulletin.document, Reader(lang), page)
    elif shown.finding:
        terminal.print_finding(console, shown.finding, Reader(lang), shown.lines)
    elif shown.entry:
        print_number(console, shown.entry, shown.findings, shown.lines, Reader.of_bulletin(bulletin, lang))


def _settings(options: Options) -> dict[str, str]:
    limits = settings_to_record(options.family, options.limits).limits
    chosen = {say(options.lang, "settings"): ", ".join(f"{key}={limit}" for key, limit in limits.items())}
    return chosen | ({"--family": options.family} if options.family else {})
