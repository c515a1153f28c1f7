"""Numbers of the narrative and what they say: metric, body, period, role."""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from parsers.figures.binding import bind, note_habits
from parsers.figures.bodies import Names, words_to_names
from parsers.figures.han_numbers import text_to_han_numbers
from parsers.figures.numbers import Number, spans_to_numbers
from parsers.figures.periods import period_to_span, text_to_periods
from parsers.figures.sections import Outline
from parsers.figures.skeletons import to_skeleton
from parsers.figures.state import Bound, Memory
from parsers.folding import fold
from parsers.numerals import is_counting
from parsers.passages import Passage, PassageKind
from parsers.tokens.han import DATES as HAN_DATES
from parsers.tokens.han import NAMES as HAN_NAMES
from schemas.bulletins import Family, Period
from schemas.figures import Alternative, Base, Change, Figure, FigureRole
from schemas.ids import make_id
from schemas.printed import Printed
from schemas.tables import ColumnKind, RowKind, Table
from schemas.tokens import Token, TokenClass

Span = tuple[int, int]

_NO_TIMES = (TokenClass.IDENTIFIER, TokenClass.ENUMERATOR, TokenClass.FORMULA)
_TITLE = re.compile(r"《[^《》]*》|^[^《》]*》|《[^《》]*$")
"""The title of a paper: its dates are not the bulletin's."""


def read_figures(
    passages: Sequence[Passage], tokens: Iterable[Token], tables: Sequence[Table], family: Family, period: Period | None
) -> tuple[Figure, ...]:
    """Return the figures of all passages in reading order."""
    names = _known_names(tables, family)
    context = period_to_span(period)
    memory = Memory(Outline(context), context)
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH:
            note_habits(passage.folded, memory)
    figures: list[Figure] = []
    waiting = deque(tokens)
    for passage in passages:
        own = _tokens_of(passage, waiting)
        if passage.kind is not PassageKind.PARAGRAPH:
            continue
        figures.extend(_passage_to_figures(passage, own, names, memory))
    return tuple(figures)


def _tokens_of(passage: Passage, waiting: deque[Token]) -> list[tuple[Token, int, int]]:
    """Take the tokens that stand in ``passage`` from the front of all tokens in reading order, with their offsets."""
    own, at = [], 0
    while waiting:
        start = passage.text.find(waiting[0].raw, at)
        end = start + len(waiting[0].raw)
        if start < 0 or passage.span(start, end) != waiting[0].place:
            break
        own.append((waiting.popleft(), start, end))
        at = end
    return own


def _passage_to_figures(
    passage: Passage, own: Sequence[tuple[Token, int, int]], names: Names, memory: Memory
) -> Iterator[Figure]:
    folded = passage.folded
    memory.outline.enter(folded, names)
    counted = [(token, start, end) for token, start, end in own if token.cls is TokenClass.FIGURE]
    numbers = spans_to_numbers(folded, [(start, end) for _, start, end in counted])
    titles = [found.span() for found in _TITLE.finditer(folded)]
    codes = [(start, end) for token, start, end in own if token.cls in _NO_TIMES]
    taken = _merged([*titles, *codes, *((number.start, number.end) for number in numbers)])
    mentions = [
        mention
        for mention in text_to_periods(folded, memory.outline.current_period, memory.near)
        if not _overlaps(taken, mention.start, mention.end)
    ]
    named = [found.span() for shape in (HAN_DATES, HAN_NAMES) for found in shape.finditer(folded)]
    said = _merged(
        [*named, *((each.start, each.end) for each in numbers), *((each.start, each.end) for each in mentions)]
    )
    numbers = sorted([*numbers, *text_to_han_numbers(folded, said)], key=lambda number: number.start)
    ids = _ids_by_number(numbers, counted)
    for bound in bind(to_skeleton(folded, numbers, mentions), names, memory):
        yield _bound_to_figure(bound, passage, ids.get(bound.number.start))
    if numbers:
        memory.outline.leave()


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return the stretches that ``spans`` cover together, in order and apart."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlaps(merged: Sequence[Span], start: int, end: int) -> bool:
    at = bisect_left(merged, end, key=lambda span: span[0]) - 1
    return at >= 0 and merged[at][1] > start


def _ids_by_number(numbers: Sequence[Number], tokens: Sequence[tuple[Token, int, int]]) -> dict[int, str]:
    """Return the token's id by the start of the number that holds its digits."""
    starts = [number.start for number in numbers]
    return {starts[bisect_right(starts, end - 1) - 1]: token.id for token, _, end in tokens}


def _bound_to_figure(bound: Bound, passage: Passage, token_id: str | None) -> Figure:
    """A number in digits has the id of its token, under which the ledger knows it."""
    number = bound.number
    end = number.digits_end if number.marked else number.end
    place = passage.span(number.start, end)
    where = (place.file, place.page, place.bbox, place.line, place.start, place.path, place.quote)
    counts = is_counting(number.unit) and number.places == 0 and number.approx is None
    return Figure(
        id=token_id or make_id("figure", *where),
        metric=bound.metric,
        metric_key="",
        entity=bound.entity,
        printed=Printed(
            passage.text[number.start : end],
            -number.value if bound.falling else number.value,
            max(number.places, 0),
            number.unit,
            place,
            number.approx,
            exact=counts and bound.role is not FigureRole.CHANGE,
        ),
        period=str(bound.period) if bound.period else "",
        role=bound.role,
        text=_clause_around(passage, number),
        place=place,
        base=Base(bound.base) if bound.base else None,
        change=Change(bound.against, bound.kind) if bound.kind else None,
        alternatives=tuple(Alternative(*doubt) for doubt in bound.doubts),
    )


def _clause_around(passage: Passage, number: Number) -> str:
    """Return the clause that a number stands in, as printed: from one comma or stop to the next."""
    low = max(0, number.start - _CLAUSE)
    start = max((low + found.end() for found in _STOP.finditer(passage.folded[low : number.start])), default=low)
    end = _STOP.search(passage.folded, number.end, number.end + _CLAUSE)
    return passage.text[start : end.start() if end else number.end + _CLAUSE].strip()


_CLAUSE = 60  # characters of a clause that are shown on each side of its number
_STOP = re.compile(r"[，；。！？!?;：]|,(?!\d)")


def _known_names(tables: Iterable[Table], family: Family) -> Names:
    """Return the bodies that the document's tables list in a column of bodies, and those of its family."""
    known = {*family.bodies, *(alias for names in family.bodies.values() for alias in names)}
    for table in tables:
        listed = {
            column.col for column in table.columns if column.kind is ColumnKind.LABEL and _BODIES.search(column.name)
        }
        labels = {cell.text for cell in table.grid.cells if cell.col in listed and cell.row not in _headers(table)}
        known |= {label for label in map(_plain, labels) if _NAME.fullmatch(label)}
    return words_to_names(known)


def _headers(table: Table) -> set[int]:
    return {row.row for row in table.rows if row.kind is RowKind.HEADER}


def _plain(label: str) -> str:
    return "".join(fold(label).split())


_BODIES = re.compile(r"单位|部门|机构|地区|区县|县区|县\(市\)区|县市区|街道|乡镇|企业|学校|医院|公司")
"""Words of the header over a column of bodies."""
_NAME = re.compile(r"(?!.*(?:率|数|量|额|合计|小计|总计|单位|其他|平均)$)[\u4e00-\u9fff()“”]{3,30}")
