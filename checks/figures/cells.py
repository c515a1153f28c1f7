"""A figure against the table cell that states the same fact.

The reader of the text says which cells those are and why (``Figure.links``). Numbers that differ contradict each other
only where the binding is certain: the same body and the same metric under names that mean the same, one cell, the
table's own period, and the other members of the list agree with theirs in the same column.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.engine.drafts import Draft
from checks.engine.edits import edit_between
from checks.engine.numbers import Num, num_to_operand, write_scaled
from checks.engine.sheets import table_to_nums
from checks.figures.numbers import Tested, figure_to_num, figure_to_operand, num_to_interval
from checks.ground import Ground
from checks.referee.explanations import DIAGNOSES
from schemas.figures import Figure, FigureRole, Link
from schemas.findings import Basis, Consequence, Explanation, Reason, Result, Suspect
from schemas.tables import Table

CODE = "figure-cell"
RULE = "正文与表格所载同一事实的数一致"

_SIZES = (FigureRole.LEVEL, FigureRole.PART)
_BY_ROW = "column that says the same"
_ROW_NAMED = "row of the metric"
_NARROWED = "metric of the column, narrowed down"  # 完工项目总数 may be another number than 项目总数
_BY_ENDING = "column that ends in the metric"
_BY_LIST = "column in which the other numbers of the list stand"
_OF_RANKS = "column of ranks"
_BY_PERIOD = "period of the table"
_RANKED = re.compile(
    r"排名|最[高低多少好差后]|列后|位列|居|前[一二三四五六七八九十\d]+[位名]|后[一二三四五六七八九十\d]+[位名]"
)
_FEWEST_RANKS = 2  # ranks of one sentence that must be those of the table before another one is doubted
_FEWEST_ELSEWHERE = 2  # digits of a number that says something by standing in another row


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and the cell that it is linked to."""

    figure: Figure
    link: Link
    stated: Num
    cell: Num
    table: Table
    number: int

    @property
    def agrees(self) -> bool:
        return num_to_interval(self.stated).meets(num_to_interval(self.cell))

    @property
    def where(self) -> str:
        return self.table.row_at()[self.cell.row].label

    @property
    def by_row(self) -> bool:
        """Tell whether the metric is the row, as in a table of indicators, and not the column."""
        return _BY_ROW in self.link.evidence

    @property
    def column(self) -> str:
        return self.table.column_at()[self.cell.col].name


def check(ground: Ground) -> Iterator[Draft]:
    groups = list(_lists(ground))
    beside: dict[tuple[str, int], list[Pair]] = {}
    by_row: dict[str, list[Pair]] = {}
    for pair in (each for group in groups for each in group):
        beside.setdefault((pair.link.table, pair.link.row), []).append(pair)
        if pair.by_row:
            by_row.setdefault(pair.link.table, []).append(pair)
    for group in groups:
        for pair in group:
            near = by_row[pair.link.table] if pair.by_row else group
            yield _judge(pair, near, beside[pair.link.table, pair.link.row], ground)


def _lists(ground: Ground) -> Iterator[list[Pair]]:
    """Yield the linked figures of one metric and column that follow each other or stand in one sentence."""
    groups: list[list[Pair]] = []
    last: dict[tuple[object, ...], list[Pair]] = {}
    before = None
    for pair in linked_pairs(ground):
        key = _key(pair)
        group = last.get(key)
        if group is not None and (before == key or _in_one_sentence(group[-1], pair, ground)):
            group.append(pair)
        else:
            last[key] = [pair]
            groups.append(last[key])
        before = key
    yield from groups


def _key(pair: Pair) -> tuple[object, ...]:
    return (pair.figure.metric, pair.figure.printed.unit, pair.link.table, pair.link.col)


def linked_pairs(ground: Ground) -> Iterator[Pair]:
    """Yield every figure that states one definite number with each cell that it is linked to.

    Where tables of the same bodies and columns stand side by side, those that print the number are the ones meant.
    """
    tables = {table.id: (number, table) for number, table in enumerate(ground.bulletin.tables)}
    nums = {table.id: table_to_nums(table, number) for number, table in tables.values()}
    for figure in ground.bulletin.figures:
        stated = figure_to_num(figure)
        if stated is None:
            continue
        pairs = []
        for link in figure.links:
            if figure.role not in _SIZES and not (_BY_ROW in link.evidence or _OF_RANKS in link.evidence):
                continue
            number, table = tables[link.table]
            cell = nums[link.table].get((link.row, link.col))
            if cell is not None:
                pairs.append(Pair(figure, link, stated, cell, table, number))
        meant = {pair.number for pair in pairs if pair.agrees}
        yield from (pair for pair in pairs if not meant or pair.number in meant)


def _judge(pair: Pair, near: Sequence[Pair], beside: Sequence[Pair], ground: Ground) -> Draft:
    shown = f"{pair.table.title} · {pair.where} · {pair.column} {pair.cell.raw}"
    metric, body = (pair.column, pair.where) if pair.by_row else (pair.figure.metric, pair.figure.entity or pair.where)
    draft = Draft(
        CODE, "", RULE, Basis.DEFINITION, Result.EXACT, metric, body, (),
        formula=shown, table=pair.number,
        others=(figure_to_operand(pair.figure, "result"), num_to_operand(pair.cell, "operand")),
    )  # fmt: skip
    relation = Tested((pair.stated, pair.cell), lambda nums: _meet(nums, pair))
    if pair.agrees:
        same = pair.stated.value * 10**pair.stated.scale == pair.cell.value * 10**pair.cell.scale
        power = write_scaled(1, min(pair.stated.places, pair.cell.places))
        return replace(draft, result=Result.EXACT if same else Result.ROUNDING, relation=relation, power=power)
    listed = _BY_LIST in pair.link.evidence or _OF_RANKS in pair.link.evidence
    bound = "row" if pair.by_row else "list" if listed else "name"
    result, basis = _verdict(pair, near, ground) if not pair.by_row else _verdict_by_row(pair, near, ground)
    if result is Result.NOT_ASSESSABLE and not pair.by_row and _row_agrees(pair, beside, ground):
        result = Result.IMPROBABLE
    if not _speaks_of_cell(pair, beside, ground):
        result = Result.NOT_ASSESSABLE
    if result is Result.NOT_ASSESSABLE:
        return replace(
            draft, result=result, reason=Reason.AMBIGUOUS_BINDING,
            note="The text may speak of something else than the cell.", note_zh="正文所指可能并非该单元格。",
        )  # fmt: skip
    return replace(
        draft, result=result, basis=basis, claim=relation,
        recomputed_text=pair.cell.raw,
        suspects=(Suspect(pair.figure.id, pair.figure.printed.raw, (pair.cell.raw,)),),
        explained_by=tuple(_diagnoses(pair, ground)),
        consequence=Consequence.RANK if _RANKED.search(pair.figure.text) else Consequence.DISPLAY,
        note=_BOUND[bound][0], note_zh=_BOUND[bound][1],
    )  # fmt: skip


_BOUND = {
    "row": (
        "The text speaks of the same item and period as the cell, and a single slip of the pen makes one of the other.",
        "正文与该单元格所指的项目和时段相同，且两数只差一处笔误。",
    ),
    "name": (
        "The text speaks of the same body, measure and period as the cell.",
        "正文与该单元格所指的单位、指标和时段相同。",
    ),
    "list": ("The other numbers of the list stand in this column.", "所列其他数均在该栏。"),
}


def _meet(nums: Mapping[str, Num], pair: Pair) -> bool:
    return num_to_interval(nums[pair.stated.ref]).meets(num_to_interval(nums[pair.cell.ref]))


def _verdict(pair: Pair, group: Sequence[Pair], ground: Ground) -> tuple[Result, Basis]:
    others = [other for other in group if other is not pair]
    if _BY_LIST in pair.link.evidence or _OF_RANKS in pair.link.evidence:
        others = [other for other in others if _in_one_sentence(pair, other, ground)]
    neighbours_agree = bool(others) and all(other.agrees for other in others)
    if len({(link.table, link.row) for link in pair.figure.links}) < len(pair.figure.links):
        return Result.NOT_ASSESSABLE, Basis.INFERRED  # two columns of one row may be meant
    if not _is_of_period(pair, ground):
        return Result.NOT_ASSESSABLE, Basis.INFERRED
    if _OF_RANKS in pair.link.evidence:  # the rank may be one of another metric, or among more bodies
        agreeing = len(others) >= _FEWEST_RANKS and all(other.agrees for other in others)
        return (Result.IMPROBABLE if agreeing else Result.NOT_ASSESSABLE), Basis.INFERRED
    if _BY_LIST in pair.link.evidence or _BY_ENDING in pair.link.evidence:
        return (Result.IMPROBABLE if neighbours_agree else Result.NOT_ASSESSABLE), Basis.INFERRED
    if neighbours_agree:
        return Result.CONTRADICTED, Basis.DEFINITION
    plainly = pair.link.evidence.startswith("same body; same metric")
    plainly = plainly and len({link.table for link in pair.figure.links}) == 1  # else another table may be meant
    return (Result.IMPROBABLE if plainly and not others else Result.NOT_ASSESSABLE), Basis.INFERRED


def _verdict_by_row(pair: Pair, near: Sequence[Pair], ground: Ground) -> tuple[Result, Basis]:
    """Doubt a number that one slip of the pen parts from its cell, where its sentence agrees with the table otherwise.

    The same name may stand for another number (of another scope, revised since): this is never a proof.
    """
    slipped = pair.stated.places == pair.cell.places and pair.stated.scale == pair.cell.scale
    slipped = slipped and edit_between(pair.stated.scaled, pair.cell.scaled, pair.cell.places) is not None
    if _ROW_NAMED not in pair.link.evidence:
        near = [each for each in near if each.cell.row == pair.cell.row and _in_one_part(pair, each, ground)]
    agreeing = [each for each in near if each.agrees and _in_one_sentence(pair, each, ground)]
    return (Result.IMPROBABLE if slipped and agreeing else Result.NOT_ASSESSABLE), Basis.INFERRED


def _row_agrees(pair: Pair, beside: Sequence[Pair], ground: Ground) -> bool:
    """Tell whether the sentence states other numbers of the same row, and they agree: it speaks of that row."""
    others = [other for other in beside if other.link.col != pair.link.col and _in_one_sentence(pair, other, ground)]
    alone = len(pair.figure.links) == 1 and _NARROWED not in pair.link.evidence
    agreeing = [other for other in others if other.agrees or _exchanged(pair, other)]
    spoken = any(other.agrees for other in agreeing)
    return alone and spoken and len(agreeing) == len(others) and _is_of_period(pair, ground)


def _speaks_of_cell(pair: Pair, beside: Sequence[Pair], ground: Ground) -> bool:
    """Tell whether the words right before a figure leave no doubt that its cell is meant.

    They do where another row is named after the last number, where the sentence speaks of another time, and where it
    has several numbers for the one cell.
    """
    near = ground.wording.since_last(pair.figure)
    if _names_another(near, pair) and not _DEALT.search(near):
        return False
    said = ground.wording.sentence_before(pair.figure)
    if (in_period(pair.figure, ground) and _OTHER_TIME.search(said)) or (pair.by_row and _OTHER_BASIS.search(said)):
        return False
    rivals = [other for other in beside if other.cell.ref == pair.cell.ref and other.figure.id != pair.figure.id]
    return not any(
        other.stated.value != pair.stated.value and _in_one_sentence(pair, other, ground) for other in rivals
    )


def _names_another(words: str, pair: Pair) -> bool:
    """Tell whether words name another row of the table behind the one that a figure is linked to."""
    own = words.rfind(pair.where)
    others = (row.label for row in pair.table.rows if len(row.label) > 1 and row.label not in pair.where)
    return any(words.rfind(label) > own and not (own >= 0 and pair.where in label) for label in others)


_DEALT = re.compile(r"分别|依次")
"""Words behind which numbers are dealt out to the bodies before them, the first number to the first body."""
_OTHER_TIME = re.compile(
    r"(?<![比较与同和对])(?:去年|上年|前年|往年|上月|上个月|上季|上一季|上期|上半年|同期|此前|之前|原来|原先)(?!相比|比|末)"
)


_OTHER_BASIS = re.compile(r"口径|剔除|扣除|还原|可比|不变价|现价|[除含]")
"""Words that make another number of the same item."""


def _in_one_sentence(one: Pair, other: Pair, ground: Ground) -> bool:
    return ground.wording.in_one_sentence(*_in_order(one.figure, other.figure))


def _in_one_part(one: Pair, other: Pair, ground: Ground) -> bool:
    words = ground.wording.between(*_in_order(one.figure, other.figure))
    return words is not None and not re.search(r"[；;。]", words)


def _exchanged(one: Pair, other: Pair) -> bool:
    return one.stated.value == other.cell.value and other.stated.value == one.cell.value


def _in_order(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    first, last = sorted((a, b), key=lambda figure: (figure.place.line or 0, figure.place.start or 0))
    return first, last


def _is_of_period(pair: Pair, ground: Ground) -> bool:
    return _BY_PERIOD in pair.link.evidence or in_period(pair.figure, ground)


def in_period(figure: Figure, ground: Ground) -> bool:
    """Tell whether a figure speaks of the bulletin's own period, as far as either is known."""
    period = ground.bulletin.period
    return period is None or figure.period in ("", f"{period.start}/{period.end}")


def _diagnoses(pair: Pair, ground: Ground) -> Iterator[Explanation]:
    """Say how the figure may have come about: another row's number, or one digit miswritten."""
    column = {
        row: num
        for (row, col), num in table_to_nums(pair.table, pair.number).items()
        if col == pair.cell.col and row != pair.cell.row
    }
    same = [row for row, num in column.items() if num.scaled == pair.stated.scaled and num.places == pair.stated.places]
    if len(same) == 1 and len(str(abs(pair.stated.scaled))) >= _FEWEST_ELSEWHERE:
        other = ground.rows[pair.number, same[0]].label
        yield Explanation(
            "another-row", "diagnosing",
            f"this is the number of {other} in the same column", f"该数为同栏“{other}”的数",
        )  # fmt: skip
    if pair.stated.places == pair.cell.places:
        name = edit_between(pair.stated.scaled, pair.cell.scaled, pair.cell.places)
        if name is not None:
            yield Explanation(
                name, "diagnosing",
                f"{DIAGNOSES[name][0]}: {pair.cell.raw} printed as {pair.figure.printed.raw}",
                f"{DIAGNOSES[name][1]}：{pair.cell.raw} 印作 {pair.figure.printed.raw}",
            )  # fmt: skip
