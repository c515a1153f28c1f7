"""The shares of the text, paragraph by paragraph, with the numbers that each may be a share of.

That is the list which ends right before it, or its last member; 分别占a、b和c is dealt out to as many numbers before
it; where the clause names a subject (城镇占80.18%), it is the number of that name or none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.engine.numbers import Num
from checks.figures.numbers import base_unit, figure_to_num
from checks.figures.plans import is_of_base_printed
from checks.ground import Ground
from schemas.figures import SIZED, Figure, FigureRole
from schemas.printed import PERCENT

BEFORE = 12
"""Figures before a share that may be what it is a share of."""
CLAUSE = re.compile(r"[，,：:(（)）]")
TOGETHER = re.compile(r"合计|(?<!公)共(?![同享建和])|一并|[两三四五六七八]者|[两三四五六七八][项类个]|总[和计]")
"""Words that make one share of several numbers; 一般公共预算 is none."""
_FEWEST = 2
"""Shares of a list that is dealt out, or in brackets."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with what it may be of: the list that ends right before it, or its last member alone.

    ``bracketed`` is one that only its brackets tell: 国有20357封（34.6%）.
    """

    figure: Figure
    stated: Num
    lists: tuple[tuple[Figure, ...], ...]
    at: int
    bracketed: bool = False

    @property
    def words(self) -> str:
        return self.figure.base.text if self.figure.base else ""


def shares_by_paragraph(ground: Ground) -> Iterator[list[Share]]:
    """Yield the shares of each paragraph."""
    figures = ground.bulletin.figures
    row: list[Share] = []
    text = ""
    for at, figure in enumerate(figures):
        stated = figure_to_num(figure)
        if stated is None or stated.unit not in PERCENT or stated.scaled <= 0:
            continue
        bracketed = figure.role is FigureRole.LEVEL and _in_brackets(figures, at, ground)
        if (figure.role is not FigureRole.SHARE and not bracketed) or is_of_base_printed(figures, at, ground):
            continue
        around = ground.wording.paragraph(figure)
        if row and around != text:
            yield from _known_rows(row)
            row = []
        text = around
        dealt = _dealt_to(figures, at, ground)
        lists = dealt if dealt is not None else _own_lists(figures, at, ground, bracketed=bracketed)
        row.append(Share(figure, stated, lists, at, bracketed))
    yield from _known_rows(row)


def _dealt_to(figures: Sequence[Figure], at: int, ground: Ground) -> tuple[tuple[Figure, ...], ...] | None:
    """Return the number that a share of a list is dealt out to: A、B和C，分别占a、b和c; None for a share by itself."""
    first, last = at, at
    while first > 0 and _lists_on(figures[first - 1], figures[first], ground):
        first -= 1
    while last + 1 < len(figures) and _lists_on(figures[last], figures[last + 1], ground):
        last += 1
    length = last - first + 1
    if length < _FEWEST:
        return None
    own = figures[max(0, first - length) : first]
    alike = len({base_unit(each.printed.unit) for each in own}) == 1 and all(each.role in SIZED for each in own)
    if len(own) < length or not alike or any(figure_to_num(each) is None for each in own):
        return ()
    return ((own[at - first],),) if ground.wording.in_one_sentence(own[0], figures[first]) else ()


def _lists_on(one: Figure, other: Figure, ground: Ground) -> bool:
    return one.printed.unit == other.printed.unit and ground.wording.between(one, other) in (
        "、",
        "和",
        "及",
        "与",
        "以及",
    )


def _known_rows(row: list[Share]) -> Iterator[list[Share]]:
    """Yield a row; what stands in brackets is taken for shares only where several do."""
    kept = [share for share in row if not share.bracketed]
    if len(row) - len(kept) > _FEWEST:
        kept = row
    if kept:
        yield kept


def _in_brackets(figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether a rate stands alone in brackets right behind a number: 20357封（34.6%）."""
    if not at or figures[at - 1].role not in SIZED:
        return False
    opened = ground.wording.between(figures[at - 1], figures[at])
    return opened in ("(", "（") and ground.wording.after(figures[at], 1) in (")", "）")


def _own_lists(
    figures: Sequence[Figure], at: int, ground: Ground, *, bracketed: bool
) -> tuple[tuple[Figure, ...], ...]:
    """Return the lists before a share; where its clause names a subject, the one number of that name, or none."""
    lists = tuple(_lists(figures[max(0, at - BEFORE) : at]))
    clause = CLAUSE.split(ground.wording.before(figures[at]))[-1]
    found = _SUBJECT.match(clause)
    subject = found[1] if found and not bracketed else ""
    if not lists or TOGETHER.search(clause):
        return lists
    if len(subject) < _SHORTEST_SUBJECT:
        return () if _is_of_another(lists[-1][-1], figures, at, ground) else lists
    sizes = [part for part in figures[max(0, at - BEFORE) : at] if _is_size(part, figures[at], ground)]
    named = [part for part in sizes if part.metric and (_says(subject, part.metric) or part.metric in subject)]
    return ((named[-1],),) if named else ()


def _is_size(part: Figure, share: Figure, ground: Ground) -> bool:
    definite = part.role in SIZED and part.printed.unit not in PERCENT and figure_to_num(part) is not None
    return definite and ground.wording.same_paragraph(part, share)


def _says(subject: str, metric: str) -> bool:
    """Tell whether a metric speaks of a subject, and not of all but it: 非税收入 is no 税收."""
    at = metric.find(subject)
    return at >= 0 and not metric[:at].endswith(("非", "不", "未", "无"))


def _is_of_another(part: Figure, figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether something else is spoken of between a number and a share that names nothing itself."""
    between = figures[ground.figure_at[part.id] + 1 : at]
    others = [each.metric for each in between if each.role is FigureRole.CHANGE]
    strange = any(part.metric and other not in part.metric and part.metric not in other for other in others)
    words = ground.wording.between(part, figures[at])
    return strange or (words is not None and _APART.search(words) is not None)


_APART = re.compile(r"[；;。！？!?]|看[，,]")
_SHORTEST_SUBJECT = 2  # characters of a name
_SUBJECT = re.compile(
    r"(?:其中|其|约|仅|分别|依次|只|也|已|均|各|同比|当年|全部)*([^，。；0-9%]*?)"
    r"(?:金额|数量|总量|总数|件数|人数)?(?:分别|约|仅|只|已|均|合计|共|也)*(?:占|的?比[重例])"
)
"""What a clause says a share of: 城镇 of 城镇占80.18%."""


def _lists(before: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    listed: list[Figure] = []
    for figure in reversed(before):
        if not listed and figure.role in (FigureRole.CHANGE, FigureRole.COUNT):
            continue
        sized = figure.role in SIZED and figure.printed.unit not in PERCENT and figure_to_num(figure) is not None
        if not sized or (listed and (figure.printed.unit, figure.role) != (listed[0].printed.unit, listed[0].role)):
            break
        listed.append(figure)
    for length in (*range(len(listed), 1, -1), 1):
        if listed:
            yield tuple(reversed(listed[:length]))


def in_one_list(a: Figure, b: Figure, ground: Ground) -> bool:
    """Tell whether two figures stand in one sentence, or in sentences that are numbered."""
    first, last = (a, b) if ground.wording.between(a, b) is not None else (b, a)
    numbered = _NUMBERED.match(ground.wording.sentence(first)) and _NUMBERED.match(ground.wording.sentence(last))
    return a is b or ground.wording.in_one_sentence(first, last) or bool(numbered)


_HAN = "[一二三四五六七八九十]"
_NUMBERED = re.compile(rf"\s*(?:[(（]?(?:\d{{1,2}}|{_HAN}{{1,3}})[)）.、]|[①-⑳]|{_HAN}是|第{_HAN})")
"""How the members of a list begin that runs over sentences."""
