"""What was found in a store, for people: lines in the terminal, or CSV."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corpus.report import Lang
from corpus.report.reader import Reader
from corpus.search.asking import COUNTED
from schemas.border.common import PlaceRecord
from schemas.border.searching import HitRecord, PointRecord, SearchRecord, SeriesRecord, WordRecord
from schemas.places import Place
from tongbao.export.cells import Cell, rows_to_csv
from tongbao.figures import STATE_STYLES, period_to_words
from tongbao.terminal import column_sheet, plain

_LONGEST_QUOTE = 200  # characters of a paragraph that are shown


def print_hits(console: Console, record: SearchRecord, lang: Lang) -> None:
    """Print each hit with its value, its period, its words as printed, its file and its place."""
    reader = Reader(lang)
    totals = {name: _total(record.totals.get(kind, 0), reader) for name, kind in _TOTALS}
    console.print(reader.say("search.totals" if "text" in record.totals else "search.numbers", **totals))
    _print_synonyms(console, record.words, reader)
    for hit in record.hits:
        console.print()
        _print_hit(console, hit, reader)
    if sum(record.totals.values()) > len(record.hits) > 0:
        console.print()
        console.print(reader.say("search.first", count=len(record.hits)))


_TOTALS = (("figures", "figure"), ("values", "value"), ("texts", "text"), ("cells", "cell"))


def _total(count: int, reader: Reader) -> str:
    return f"{count:,}" if count <= COUNTED else reader.say("search.over", count=f"{COUNTED:,}")


def _print_synonyms(console: Console, words: Iterable[WordRecord], reader: Reader) -> None:
    for word in words:
        if word.synonyms:
            names = reader.say("list.comma").join(word.synonyms)
            console.print(plain(reader.say("search.synonyms", word=word.word, names=names), "dim"))


def _print_hit(console: Console, hit: HitRecord, reader: Reader) -> None:
    head = Text()
    if hit.raw is not None:
        head.append_text(plain(_printed(hit.raw, hit.unit), "bold"))
        head.append("  ")
    head.append_text(plain(" · ".join(filter(None, hit.labels))))
    period = hit.period
    if period:
        head.append(f"  {period_to_words(period)}")
    if hit.state:
        head.append("  ")
        head.append_text(Text(reader.name("state", hit.state), STATE_STYLES[hit.state]))
    if head.plain.strip():
        console.print(head)
    quote = hit.quote if len(hit.quote) <= _LONGEST_QUOTE else f"{hit.quote[:_LONGEST_QUOTE]}…"
    lines = [plain(quote, "dim")]
    lines.append(plain(reader.say("search.where", file=_file(hit, reader), place=_spot(hit.place, reader))))
    if hit.synonyms:
        names = reader.say("list.comma").join(hit.synonyms.values())
        lines.append(plain(reader.say("search.by", names=names)))
    if hit.ref:
        lines.append(plain(hit.ref, "dim"))
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 2)))


def _printed(raw: str, unit: str) -> str:
    return raw if not unit or raw.endswith(unit) else f"{raw} {unit}"


def _file(hit: HitRecord, reader: Reader) -> str:
    document = hit.document
    file = document.files[0] if document.files else document.title
    others = [*document.files[1:], *document.also]
    return reader.say("search.also", file=file, others=reader.say("list.comma").join(others)) if others else file


def _spot(place: PlaceRecord, reader: Reader) -> str:
    return reader.spot(Place(place.file, place.quote, page=place.page, line=place.line, path=place.path))


def print_points(console: Console, record: SeriesRecord, lang: Lang) -> None:
    """Print a line for each number by period, those contradicted in red."""
    reader = Reader(lang)
    console.print(plain(reader.say("series.head", entity=record.entity.word, metric=record.metric.word), "bold"))
    _print_synonyms(console, (record.entity, record.metric), reader)
    if not record.points:
        console.print(reader.say("series.none"))
        return
    sheet = column_sheet(
        (reader.say("series.period"), "left"),
        (reader.say("printed"), "right"),
        (reader.say("state"), "left"),
        (reader.say("series.file"), "left"),
        (reader.say("place"), "left"),
    )
    for point in record.points:
        first = point.printings[0]
        places = [reader.say("sentence.gap").join((_spot(first.place, reader),))]
        if len(point.printings) > 1:
            places.append(reader.say("series.times", count=len(point.printings)))
        state = Text(reader.name("state", point.state), STATE_STYLES[point.state]) if point.state else Text("")
        period = point.period or first.document.period
        sheet.add_row(
            period_to_words(period) if period else "",
            plain(_printed(point.raw, point.unit), "bold red" if point.state == "contradicted" else "bold"),
            state,
            plain(first.document.files[0] if first.document.files else first.document.title),
            plain(reader.say("list.comma").join(places)),
        )
    console.print(sheet)


HEADINGS = (
    "kind", "value", "unit", "raw", "period", "state", "label_1", "label_2", "label_3", "role", "quote", "file", "page",
    "line", "path", "ref", "title", "issuer", "document_number", "document_period", "sha256", "also", "synonyms",
)  # fmt: skip


def hits_to_csv(hits: Iterable[HitRecord]) -> bytes:
    return rows_to_csv([HEADINGS, *map(_hit_to_row, hits)])


def _hit_to_row(hit: HitRecord) -> tuple[Cell, ...]:
    document, place = hit.document, hit.place
    labels = [*hit.labels, "", "", ""][:3]
    return (
        hit.kind, hit.value, hit.unit, hit.raw, hit.period, hit.state, *labels, hit.role, hit.quote,
        document.files[0] if document.files else None, place.page, place.line, place.path, hit.ref, document.title,
        document.issuer, document.document_number, document.period, document.sha256,
        " ".join((*document.files[1:], *document.also)), " ".join(hit.synonyms.values()),
    )  # fmt: skip


def points_to_csv(points: Sequence[PointRecord]) -> bytes:
    """Return a line for each printing of each point."""
    return rows_to_csv([HEADINGS, *_points_to_rows(points)])


def _points_to_rows(points: Sequence[PointRecord]) -> Iterator[tuple[Cell, ...]]:
    for point in points:
        yield from map(_hit_to_row, point.printings)
