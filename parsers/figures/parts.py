"""Parts: what 其中 begins, and where it ends."""

from collections.abc import Sequence

from parsers.figures import phrases
from parsers.figures.numbers import Number
from parsers.figures.roles import TIMES
from parsers.figures.state import Memory, Thread
from schemas.figures import SIZED


def follow_parts(before: str, number: Number, thread: Thread, memory: Memory) -> None:
    """其中 begins the parts of the number before it; a semicolon may end them, and with them their bodies."""
    among = phrases.AMONG.search(before)
    opened = phrases.PART.search(before) is not None or (among is not None and _are_counted(among["what"], memory))
    views = (view["what"] or view["in"] for view in phrases.VIEW.finditer(before))
    divided = phrases.DIVIDED.search(before) is not None or any(phrases.DIMENSION.search(view) for view in views)
    if opened or divided:
        sized = [bound for bound in thread.sized() if not bound.metric.startswith(AVERAGES)]
        if not thread.part:
            thread.outside = thread.entity
        thread.part, thread.parts, thread.parts_apart = True, [], False
        known = sized if sized and not divided else [*memory.levels]
        fitting = [bound for bound in known if bound.number.base_unit == number.base_unit]
        roomy = [bound for bound in fitting if bound.number.size >= number.size]
        named = [bound for bound in roomy if any(pair in before for pair in _pairs_of(bound.metric))]
        candidates = named or roomy or fitting or known
        thread.whole = candidates[-1] if candidates else memory.last
        thread.metric = thread.whole.metric if divided and thread.whole else thread.metric
    elif thread.part and "；" in before and not _go_on(before, number, thread):
        thread.part = False
        thread.entity = thread.outside


def _pairs_of(metric: str) -> list[str]:
    return [metric[at : at + 2] for at in range(len(metric) - 1)]


def _are_counted(words: str, memory: Memory) -> bool:
    """Tell whether 受理的诉求 in 受理的诉求中 are things of which there are so many."""
    metrics = [bound.metric.removesuffix("数") for bound in (memory.level, memory.last) if bound]
    return words.endswith((*_COUNTED, *(metric[-2:] for metric in metrics if len(metric) > 1)))


_COUNTED = (
    "诉求",
    "诉求件",
    "案件",
    "事项",
    "工单",
    "病例",
    "感染者",
    "企业",
    "项目",
    "人口",
    "人员",
    "支出",
    "收入",
    "投资",
    "贷款",
    "存款",
    "问题线索",
    "来电",
    "信件",
)


def _go_on(before: str, number: Number, thread: Thread) -> bool:
    """After a semicolon: parts that were set off by semicolons before, or that the whole still has room for."""
    if thread.parts_apart or not thread.parts:
        return True
    if thread.whole is None or thread.whole.role not in SIZED:
        return False
    head = before.rpartition("；")[2]
    like_whole = len(thread.whole.metric) >= _LIKE and head.startswith(thread.whole.metric[:_LIKE])
    if like_whole or number.base_unit != thread.whole.number.base_unit:
        return False
    alike = [part.number for part in thread.parts if part.number.base_unit == number.base_unit]
    return sum((part.size for part in alike), number.size) <= thread.whole.number.size


AVERAGES = ("日均", "月均", "年均", "周均", "人均", "户均", "件均", "笔均", "日人均")
"""What says only how a metric is spread, and has no parts: 受理诉求71184件，日均10169件."""
_LIKE = 4  # characters of a metric that tell that another begins like it


def is_part(number: Number, thread: Thread) -> bool:
    """Tell whether a number after 其中 can be part of the whole: a rate or an age cannot."""
    if number.relative or number.points or number.unit in ("分", "岁"):
        return False
    if number.unit in TIMES:
        return thread.whole is not None and thread.whole.number.unit == number.unit
    if thread.whole is None or thread.whole.role not in SIZED:
        return not thread.parts or thread.parts[0].number.base_unit == number.base_unit
    known = (thread.whole.number.base_unit, *(part.number.base_unit for part in thread.parts[:1]))
    return number.base_unit in known or not thread.parts


def makes_up_last(inside: Sequence[Number], thread: Thread) -> bool:
    """收到建议85件（人大建议50件、政协提案35件）: brackets that hold what the number before them is made of."""
    last = thread.last
    if last is None or last.role not in SIZED or len({number.base_unit for number in inside}) > 1:
        return False
    unit = inside[0].base_unit
    return unit == last.number.base_unit != "" and sum(number.size for number in inside) <= last.number.size
