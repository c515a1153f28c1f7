"""What a change is measured from: what its words say, what the number before it came from, or what held so far."""

from parsers.figures import phrases
from parsers.figures.numbers import Number
from parsers.figures.periods import Span
from parsers.figures.roles import Said
from parsers.figures.state import Memory, Thread
from schemas.figures import FigureRole

_LAST_PERIOD = "上期"
"""What 环比 is against, until the length of the period says which one that is."""
_HABIT = 3  # changes that must have named what they are measured from before it is taken for granted
_PERIODS_BEFORE = ((0, _LAST_PERIOD), (1, "前一日"), (7, "上周"), (31, "上月"), (92, "上季度"))
"""The longest period in days, and what the one before it is called."""


def find_against(said: Said, number: Number, thread: Thread, memory: Memory, period: Span | None) -> str:
    """Return what ``number``, a change, is measured from, "" if nothing tells; what is said holds on."""
    against = said.against
    if against is None:
        in_time = said.moved in phrases.GROWN and not said.thing
        against = (
            thread.against
            or _moved_from(thread)
            or _usual_against(number, thread, memory, in_time=in_time)
            or _like_before(number, thread)
        )
    elif against == _LAST_PERIOD or (against and not number.points and phrases.IN_TIME.search(against)):
        _remember(against, memory)
    return _period_before(period) if against == _LAST_PERIOD else against


def _remember(against: str, memory: Memory) -> None:
    """What was compared with holds on; of 同比 and 环比 in one passage the former."""
    if against != _LAST_PERIOD or memory.said_here in ("", _LAST_PERIOD):
        memory.said_against = memory.said_here = against


def _moved_from(thread: Thread) -> str:
    """What the number before this one came from: 比上年的#件增加#件."""
    near = (each for each in reversed(thread.bounds) if each.role is not FigureRole.TO)
    for each in near:
        if each.role is FigureRole.FROM:
            return each.against
        if each.role is not FigureRole.CHANGE:
            break
    return ""


def _usual_against(number: Number, thread: Thread, memory: Memory, *, in_time: bool) -> str:
    """What the passage last compared with, or what the document mostly compares with, where nothing is said."""
    if memory.said_here:
        return memory.said_here
    measured = any(each.number.base_unit == number.base_unit for each in thread.sized())
    if not (number.relative or number.points or measured):
        return ""
    total = sum(memory.against.values())
    usual, count = memory.against.most_common(1)[0] if total else ("", 0)
    if count >= _HABIT and count * 2 > total:
        return usual
    return memory.said_against if in_time else ""


def _like_before(number: Number, thread: Thread) -> str:
    """The change before it in the sentence, if both are in points or neither is."""
    changes = (each for each in reversed(thread.bounds) if each.role is FigureRole.CHANGE)
    return next((each.against for each in changes if each.number.points == number.points), "")


def _period_before(period: Span | None) -> str:
    """环比 of a month is against the month before, of a quarter against the quarter before."""
    days = (period.last - period.start).days + 1 if period else 0
    return next((name for longest, name in _PERIODS_BEFORE if days <= longest), _LAST_PERIOD)
