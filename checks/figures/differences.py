"""What is left of one thing when another is taken off, by its name: 结余, 顺差, 净增, 自然增长, 未办结, 还差.

Receipts less payments make the balance, exports less imports the surplus, what was opened less what was closed the net
gain; what was left before and the balance make what is left now. The two stand before the result in its paragraph, the
nearest of their name. A balance that other things were added to says so (加…, 调入), and is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.engine.drafts import Draft
from checks.figures.numbers import figure_to_num, same_measure
from checks.figures.readings import Reading, judge, sizes_before
from checks.figures.share_bases import MEAN
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.intervals import Interval
from schemas.printed import PERCENT

CODE = "difference"
RULE = "差额等于两数相减"


@dataclass(frozen=True, slots=True)
class Account:
    """A result by the words before it, and the names of what it is the difference (or with ``added`` the sum) of.

    ``apart`` says that they may stand in other sentences of the paragraph.
    """

    result: re.Pattern[str]
    first: re.Pattern[str]
    second: re.Pattern[str]
    added: bool = False
    apart: bool = False


_ACCOUNTS = (
    Account(
        re.compile(r"(?:(?:累计|滚存)\w{0,2}结[余存]|年末\w{0,4}结余|滚存)[为是达共计有]{0,2}$"),
        re.compile(r"(?:当[年期]|本[年期]|收支)\w{0,2}结余"),
        re.compile(r"上年\w{0,2}(?:结余|结转)|年初\w{0,2}结余|历年结余"),
        added=True,
    ),
    Account(
        re.compile(
            r"(?:(?:当[年期]|本[年期])(?:收支)?(?:结余|节余)|收支(?:结余|差额|节余)|收支相抵[，,]?\w{0,6}(?:结余|节余|结转\w{0,2})"
            r"|结转下年\w{0,4}|年终结[余转])[为是达]?$"
        ),
        re.compile(r"收入"),
        re.compile(r"支出"),
    ),
    Account(re.compile(r"顺差[为是达]?$"), re.compile(r"出口"), re.compile(r"进口")),
    Account(re.compile(r"逆差[为是达]?$"), re.compile(r"进口"), re.compile(r"出口")),
    Account(
        re.compile(r"净(?:增加?|增长)[为了]?$"),
        re.compile(r"新(?:增|设|登记|开|发展|注册|办|建|成立)"),
        re.compile(r"注吊?销|吊销|销户|报废|退出|关闭|撤销"),
    ),
    Account(re.compile(r"自然增(?:长|加)(?:人[口数])?$"), re.compile(r"出生"), re.compile(r"死亡")),
    Account(re.compile(r"自然减少(?:人[口数])?$"), re.compile(r"死亡"), re.compile(r"出生")),
    Account(re.compile(r"净(?:迁|流)入(?:人[口数])?$"), re.compile(r"[迁流]入"), re.compile(r"[迁流]出")),
    Account(re.compile(r"净(?:迁|流)出(?:人[口数])?$"), re.compile(r"[迁流]出"), re.compile(r"[迁流]入")),
    Account(
        re.compile(r"(?:未(?:办结|审?结|整改|完成|执结)|尚?在办|(?:收支)?缺口)(?:案件|问题)?[为是有达]?$"),
        re.compile(r"受理|应办|应结|收案|发现问题|成本|应整改"),
        re.compile(r"(?<!应)(?:办结|结案|审结|执结|整改)|收入"),
    ),
    Account(
        re.compile(r"(?:结转|转)(?:至|入)?下(?:一?年度?|个?月|季度)(?:继续办理)?$"),
        re.compile(r"(?<!总)(?:合计|共计?)$|应办理?"),
        re.compile(r"办结|办理结果|总计|答复"),
        apart=True,
    ),
)
_MORE = re.compile(
    r"加(?!快|强|大|工|班|值)|旧存|遗留|上[年月季](?!末)|调入|补助|转移|扣除|剔除|不含|上解|冲减|另有|以及其他|口径"
)
"""Words that name further terms of a balance."""
_OF_ANOTHER_TIME = re.compile(r"上年|上月|去年|年初|累计|滚存|历年|预算|计划|目标")


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at, result in enumerate(figures):
        if result.printed.unit in PERCENT or result.role in (FigureRole.COUNT, FigureRole.RANK, FigureRole.SHARE):
            continue
        words = ground.wording.before(result, 16)
        readings = [
            reading
            for account in _ACCOUNTS
            if account.result.search(words)
            for reading in _readings(figures, at, account, ground)
        ]
        readings += _apart(figures, at, ground)
        counted = all(num.exact for reading in readings for num in reading.nums)
        draft = judge(CODE, RULE, result, readings, worked_out=False, fewest=1 if counted else 2)
        if draft is not None:
            yield draft


def _apart(figures: Sequence[Figure], at: int, ground: Ground) -> Iterator[Reading]:
    """Yield the two numbers right before 还差 (4.1个，距4.5个还差0.4个), or the highest and the last one before."""
    result = figures[at]
    words = ground.wording.before(result, 16)
    if _SHORT_OF.search(words):
        two = [each for each in figures[max(0, at - 2) : at] if _is_measured(each, result)]
        if len(two) == _TWO and ground.wording.in_one_sentence(two[0], result):
            first, last = sorted(two, key=lambda each: each.printed.value or 0, reverse=True)
            yield _reading(first, last, added=False, firm=True)
    elif _BEHIND_FIRST.search(words):
        sizes = sizes_before(figures, at, ground, unit=result.printed.unit)
        if len(sizes) > 1:
            highest = max(sizes, key=lambda each: each.printed.value or 0)
            beside = ground.wording.in_one_sentence(sizes[0], result) and highest is not sizes[0]
            yield _reading(highest, sizes[0], added=False, firm=beside)


_TWO = 2
_SHORT_OF = re.compile(r"还差$|仍差$|尚差$")
_BEHIND_FIRST = re.compile(r"(?:与|比|和|较)(?:第一名?|最高[分者]?|排?名?首位)[一-鿿]{0,2}(?:相差|差距?为?|低)$")


def _is_measured(figure: Figure, result: Figure) -> bool:
    """Tell whether a figure is a definite number of the result's measure, whatever it says."""
    return same_measure(figure.printed.unit, result.printed.unit) and figure_to_num(figure) is not None


def _readings(figures: Sequence[Figure], at: int, account: Account, ground: Ground) -> Iterator[Reading]:
    """Yield the nearest two by name; they are firm in one sentence with nothing else of their name."""
    result = figures[at]
    sizes = sizes_before(figures, at, ground, unit=result.printed.unit)
    words = {size.id: _name(size, ground) for size in sizes}
    sizes = [size for size in sizes if not MEAN.search(words[size.id])]
    first = [
        size for size in sizes if account.first.search(words[size.id]) and not account.second.search(words[size.id])
    ]
    second = [size for size in sizes if account.second.search(words[size.id]) and size not in first]
    if not first or not second:
        return
    said = ground.wording.before(result, _LONGEST)
    closed = [[each for each in row if _CLOSED.search(words[each.id])] for row in (first, second)]
    if _CLOSING.search(said) and all(closed):
        (first, second), beside = closed, True
    else:
        beside = account.apart or all(ground.wording.in_one_sentence(row[0], result) for row in (first, second))
        beside = beside and (account.added or not _MORE.search(said))
    for one in first[:_TRIED]:
        for other in second[:_TRIED]:
            nearest = one is first[0] and other is second[0] and _alike(one, other) and _alike(other, result)
            other_time = any(_OF_ANOTHER_TIME.search(words[each.id]) for each in (one, other))
            yield _reading(
                one, other, added=account.added, firm=nearest and beside and (account.added or not other_time)
            )


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two numbers are of the same body, up to the same day."""
    return one.entity == other.entity and one.period[-_DAY:] == other.period[-_DAY:]


_DAY = 10  # characters of an ISO date
_LONGEST = 120  # characters of a sentence before its result
_CLOSING = re.compile(r"收支相抵|结转下年")
_CLOSED = re.compile(r"[总合]计")
"""收入总计 and 支出总计 leave nothing out: the two make what is carried over, a sentence apart too."""
_TRIED = 3
"""Numbers of one name that are tried, the nearest first."""


def _name(figure: Figure, ground: Ground) -> str:
    """Return what a number is called: by the words of its own clause, else by its metric."""
    clause = re.split(r"[，,；;：:、（(]", ground.wording.before(figure, 16))[-1]
    return clause or figure.metric


def _reading(one: Figure, other: Figure, *, added: bool, firm: bool) -> Reading:
    nums = tuple(num for each in (one, other) if (num := figure_to_num(each)) is not None)
    sign = "+" if added else "-"

    def work(values: Sequence[Interval]) -> Interval:
        return values[0] + values[1] if added else values[0] - values[1]

    return Reading(nums, work, f"{one.printed.raw}{sign}{other.printed.raw}", firm)
