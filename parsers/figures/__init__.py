"""Numbers of the narrative and what they say: metric, body, period, role."""

from collections import deque
from collections.abc import Iterable, Sequence
import re
from datetime import date

from parsers.figures.binding import Bound, Memory, bind, note_habits
from parsers.figures.han_numbers import text_to_han_numbers
from parsers.figures.bodies import Names, words_to_names
from parsers.figures.numbers import Number, spans_to_numbers
from parsers.figures.periods import Span, text_to_periods
from parsers.figures.sections import Outline
from parsers.figures.skeletons import to_skeleton
from parsers.passages import Passage, PassageKind
from schemas.bulletins import Family, Period
from schemas.figures import Alternative, Base, Change, Figure, FigureRole
from schemas.ids import make_id
from schemas.printed import Printed
from schemas.tables import Table
from schemas.tokens import Token, TokenClass

_TITLE = re.compile(r"《[^《》]*》|^[^《》]*》|《[^《》]*$")
"""The title of a paper: its dates are not the bulletin's."""


def read_figures(
    passages: Sequence[Passage], tokens: Iterable[Token], tables: Sequence[Table], family: Family, period: Period | None
) -> tuple[Figure, ...]:
    """Return the figures of all passages in reading order."""
    names = _known_names(tables, family)
    context = Span(date.fromisoformat(period.start), date.fromisoformat(period.end)) if period else None
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


def _passage_to_figures(passage, own, names, memory):
    folded = passage.folded
    memory.outline.enter(folded, names)
    ids = {start: token for token, start, _ in own if token.cls is TokenClass.FIGURE}
    numbers = spans_to_numbers(folded, [(start, end) for token, start, end in own if token.cls is TokenClass.FIGURE])
    titles = [found.span() for found in _TITLE.finditer(folded)]
    mentions = [m for m in text_to_periods(folded, memory.outline.current_period, memory.near) if not any(a <= m.start < b for a, b in titles) and not any(n.start < m.end and m.start < n.end for n in numbers)]
    taken = sorted([(n.start, n.end) for n in numbers] + [(m.start, m.end) for m in mentions])
    numbers = sorted([*numbers, *text_to_han_numbers(folded, taken)], key=lambda n: n.start)
    for bound in bind(to_skeleton(folded, numbers, mentions), names, memory):
        yield _to_figure(bound, passage, ids)
    if numbers:
        memory.outline.leave()


def _to_figure(bound: Bound, passage: Passage, ids) -> Figure:
    number = bound.number
    place = passage.span(number.start, number.end)
    value = -number.value if bound.falling else number.value
    printed = Printed(passage.text[number.start : number.end], value, max(number.places, 0), number.unit, place, number.approx)
    token = ids.get(number.start)
    return Figure(
        id=token.id if token else make_id("figure", place.file, place.page, place.bbox, place.line, place.start, place.path, place.quote),
        metric=bound.metric,
        metric_key="",
        entity=bound.entity,
        printed=printed,
        period=str(bound.period) if bound.period else "",
        role=bound.role,
        text=passage.text[max(0, number.start - 30) : number.end + 10],
        place=place,
        base=Base(bound.base) if bound.base else None,
        change=Change(bound.against, bound.kind) if bound.role is FigureRole.CHANGE and bound.kind else None,
        alternatives=tuple(Alternative(*doubt) for doubt in bound.doubts),
    )


def _known_names(tables: Sequence[Table], family: Family) -> Names:
    bodies = set(family.bodies) | {alias for names in family.bodies.values() for alias in names}
    return words_to_names(bodies)
