"""The commands that ask a store: numbers and texts by words, and one measure of one body over time."""

from collections.abc import Callable
from pathlib import Path

import click

from corpus.report import Lang
from corpus.search import Query, Word, search
from corpus.search.query import number_to_size, text_to_period, text_to_words
from corpus.search.series import read_series
from corpus.store import open_store
from schemas.audits import State
from schemas.errors import Misuse
from tongbao import terminal
from tongbao.border import record_to_json
from tongbao.border.searching import hits_to_record, points_to_record
from tongbao.findings_of_stores import hits_to_csv, points_to_csv, print_hits, print_points
from tongbao.giving import HOLDS, give_json, give_words
from tongbao.options import speaking_option
from tongbao.speaking import SpokenCommand
from tongbao.storing import synonyms

_FIRST = 20


def giving_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add what all questions to a store share."""
    for option in (
        click.option("--no-synonyms", is_flag=True, help="Only the words themselves, not the other names they have."),
        click.option(
            "--csv", "as_csv", is_flag=True, help="Print CSV that spreadsheet programs open (UTF-8 with BOM)."
        ),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document (tongbao schema describes it)."),
        click.option(
            "--in", "store", required=True, type=click.Path(path_type=Path), metavar="STORE", help="The store."
        ),
    ):
        command = option(command)
    return command


@click.command("search", cls=SpokenCommand, epilog="Example: tongbao search 完成率 --in corpus.db --first 5")
@click.argument("words", nargs=-1)
@click.option("--metric", metavar="WORD", help="Only numbers whose metric, or table, is called so.")
@click.option("--entity", metavar="WORD", help="Only numbers whose body, or table row or column, is called so.")
@click.option("--min", "low", metavar="N", help="Only numbers from N: 95, 95%, 3.2万.")
@click.option("--max", "high", metavar="N", help="Only numbers up to N.")
@click.option("--unit", metavar="UNIT", help="Only numbers with this unit; 件 finds 万件 too.")
@click.option("--period", metavar="TIME", help="Only what is of this time: 2017, 2017-08, 2017-01/2017-06.")
@click.option("--issuer", metavar="WORD", help="Only bulletins whose issuer (or that of the manifest) holds WORD.")
@click.option("--family", "kind", metavar="NAME", help="Only bulletins of this family.")
@click.option("--state", "states", multiple=True, type=click.Choice([state.value for state in State]), help="By audit.")
@click.option("--sort", type=click.Choice(["value", "period"]), help="Numbers, smallest first; or the newest first.")
@click.option("--first", type=click.IntRange(min=0), default=_FIRST, metavar="N", help="So many hits; 0 for all.")
@giving_options
@speaking_option
def search_command(
    lang: Lang,
    words: tuple[str, ...],
    *,
    metric: str | None,
    entity: str | None,
    low: str | None,
    high: str | None,
    unit: str | None,
    period: str | None,
    issuer: str | None,
    kind: str | None,
    states: tuple[str, ...],
    sort: str | None,
    first: int,
    store: Path,
    as_json: bool,
    as_csv: bool,
    no_synonyms: bool,
) -> int:
    """Find numbers, paragraphs and labels that hold all WORDS, of any length, exactly.

    The other names that a word has in a family of bulletins are looked for too, and shown.
    """
    _check_form(as_json=as_json, as_csv=as_csv)
    names = (lambda _: ()) if no_synonyms else synonyms
    asked = tuple(
        word
        for text, field in ((" ".join(words), "any"), (metric or "", "metric"), (entity or "", "entity"))
        for word in text_to_words(text, names, field)
    )
    query = Query(
        asked,
        number_to_size(low) if low else "",
        number_to_size(high) if high else "",
        unit or "",
        text_to_period(period) if period else None,
        issuer or "",
        kind or "",
        states,
        sort or "",
        first,
    )
    if query == Query(sort=query.sort, first=first):
        raise Misuse("say what to look for", "请指定要检索的内容")
    with open_store(store, read_only=True) as opened:
        record = hits_to_record(search(opened, query), str(store), asked)
    if as_json:
        give_json(record_to_json(record))
    elif as_csv:
        terminal.put_bytes(hits_to_csv(record.hits))
    else:
        give_words(lambda console: print_hits(console, record, lang))
    return HOLDS


@click.command("series", cls=SpokenCommand, epilog="Example: tongbao series 南片 完成率 --in corpus.db")
@click.argument("entity")
@click.argument("metric")
@giving_options
@speaking_option
def series_command(
    lang: Lang, entity: str, metric: str, *, store: Path, as_json: bool, as_csv: bool, no_synonyms: bool
) -> int:
    """List one measure of one body by period, with what is contradicted marked.

    ENTITY and METRIC are whole names; the other names that a family of bulletins gives them count as well.
    """
    _check_form(as_json=as_json, as_csv=as_csv)
    body, measure = (
        Word("".join(text.split()), () if no_synonyms else tuple(synonyms(text))) for text in (entity, metric)
    )
    with open_store(store, read_only=True) as opened:
        record = points_to_record(read_series(opened, body, measure), str(store), body, measure)
    if as_json:
        give_json(record_to_json(record))
    elif as_csv:
        terminal.put_bytes(points_to_csv(record.points))
    else:
        give_words(lambda console: print_points(console, record, lang))
    return HOLDS


def _check_form(*, as_json: bool, as_csv: bool) -> None:
    if as_csv and as_json:
        raise Misuse("--csv and --json cannot be asked together", "--csv 与 --json 不能同时使用")


SEARCH_COMMANDS: tuple[click.Command, ...] = (search_command, series_command)
