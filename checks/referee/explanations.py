"""Hypotheses about a result that is off, each tested, and kept only if it holds.

Exonerating ones lower the verdict or say why it is only a matter of rounding; diagnosing ones leave it and say how
the print may have come about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.edits import edit_between
from checks.engine.habits import fits
from checks.engine.numbers import Num, miss, rounds_to, write_scaled
from checks.engine.placing import Why
from checks.ground import Ground
from schemas.findings import Explanation, Result
from schemas.intervals import Rounding
from schemas.tables import ColumnKind

_EXONERATING = {
    Why.FROM_PRINTED: ("computed from the operands as printed", "由印出的（已修约的）数计算所得"),
    Why.FROM_RAW: ("computed from the operands before they were rounded", "由修约前的数计算所得"),
    Why.TIE: ("exactly halfway; rounded the other way than in the other rows", "恰为半数，修约方向与其他行不同"),
    Why.TRUNCATED: ("digits cut off instead of rounded", "截尾而非四舍五入"),
    Why.DIGITS: ("within what the printed digits leave open", "在印出位数所允许的范围之内"),
    Why.MEAN: ("the plain mean of the rows above", "为上列各行的简单平均"),
    Why.ADJUSTED: ("the text speaks of points added or deducted", "文中另有加分或扣分规定"),
    Why.NOT_FULL: ("not rounded up to 100 where something is still missing", "未足额，不进位为 100"),
    Why.FITTED: ("one last digit adjusted, so that the printed parts add up", "为使各分项之和等于总数，调整了末位"),
    Why.OVERRIDDEN: ("the text says that some are moved up or down", "文中另有升降档、否决或限额规定"),
    Why.SCOPE: ("the text says that changes are on a comparable basis", "文中说明增减按可比口径计算"),
    Why.ROUNDED: ("a note says that sums differ from totals by rounding", "注明分项之和因四舍五入与合计有尾差"),
    Why.APART: ("a note says that sums differ from totals", "注明分项之和与合计不等"),
    Why.WEAK: ("the relation is borne out in few other places only", "该关系在别处少有印证"),
}

DIAGNOSES = {
    "digit-changed": ("one digit off", "一位数字不同"),
    "digits-swapped": ("two neighbouring digits are swapped", "相邻两位数字互换"),
    "digit-dropped": ("a digit is missing", "少一位数字"),
    "digit-added": ("one digit too many", "多一位数字"),
    "sign-lost": ("the sign is missing, or one too many", "正负号有误"),
    "shifted": ("the unit or the decimal point is shifted", "单位或小数点移位"),
}

_BONUS = re.compile(r"扣分|加分|减分|倒扣|扣除?\d+(?:\.\d+)?分|[加减]\d+(?:\.\d+)?分")


def lower_for_bonus(drafts: Sequence[Draft], ground: Ground) -> list[Draft]:
    """Where the bulletin speaks of points added or deducted, a score off by round points is not a proof."""
    if not _speaks_of_bonus(ground):
        return list(drafts)
    return [
        replace(draft, result=Result.IMPROBABLE, why=Why.ADJUSTED) if _may_be_bonus(draft, ground) else draft
        for draft in drafts
    ]


def _speaks_of_bonus(ground: Ground) -> bool:
    document = ground.bulletin.document
    texts = [paragraph.text for paragraph in document.paragraphs()]
    texts += [note.text for table in ground.bulletin.tables for note in table.notes]
    return any(_BONUS.search(text) for text in texts)


def _may_be_bonus(draft: Draft, ground: Ground) -> bool:
    target = draft.target
    if draft.result is not Result.CONTRADICTED or target is None or draft.value is None:
        return False
    column = ground.bulletin.tables[target.table].column_at().get(target.col)
    if column is None or column.kind is not ColumnKind.SCORE:
        return False
    tenth = 10 ** max(target.places - 1, 0)
    return any((number - target.scaled) % tenth == 0 for number in draft.recomputed)


def explain(draft: Draft, drafts: Sequence[Draft]) -> tuple[Explanation, ...]:
    """Return what was tested and holds."""
    found = []
    if draft.why in _EXONERATING and draft.result in (Result.ROUNDING, Result.IMPROBABLE):
        en, zh = _EXONERATING[draft.why]
        found.append(Explanation(draft.why.value, "exonerating", en, zh))
    if draft.failing:
        found += _diagnoses(draft, drafts)
    return tuple(found)


def _diagnoses(draft: Draft, drafts: Sequence[Draft]) -> Iterator[Explanation]:
    target = draft.target
    yield from _as_edit(draft)
    yield from _swapped_rows(draft, drafts)
    if target is None or draft.value is None:
        return
    if fits(miss(draft.value, target), Rounding.TRUNCATION, target.scaled) and draft.why is not Why.TRUNCATED:
        yield Explanation(
            "truncation", "diagnosing",
            "it would fit with the digits cut off, but the other rows of the column are not cut off",
            "截尾可得此数，但该栏其他行均非如此",
        )  # fmt: skip
    if target.places and target.scaled % 10 == 0:
        coarse = rounds_to(draft.value, target.places - 1)
        if target.scaled // 10 in coarse:
            yield Explanation(
                "one-decimal-fewer", "diagnosing",
                "it would fit with one decimal fewer, but the column prints one more",
                "少取一位小数可得此数，但该栏均多取一位",
            )  # fmt: skip


def _as_edit(draft: Draft) -> Iterator[Explanation]:
    meant = _first_meant(draft)
    if meant is None:
        return
    num, fits = meant
    for scaled in fits:
        name = edit_between(num.scaled, scaled, num.places)
        if name is not None:
            en, zh = DIAGNOSES[name]
            fit = write_scaled(scaled, num.places)
            yield Explanation(name, "diagnosing", f"{en}: {fit} printed as {num.raw}", f"{zh}：{fit} 印作 {num.raw}")
            return


def _first_meant(draft: Draft) -> tuple[Num, tuple[int, ...]] | None:
    """Return the first suspect, and the scaled numbers that would fit in its cell."""
    if not draft.suspects:
        return None
    first = draft.suspects[0]
    nums = (draft.target, *draft.operands)
    num = next((each for each in nums if each is not None and each.ref == first.ref), None)
    return None if num is None else (num, tuple(int(fit.replace(".", "")) for fit in first.fits))


def _swapped_rows(draft: Draft, drafts: Sequence[Draft]) -> Iterator[Explanation]:
    """Tell whether another failing row misses the number printed here, and this one that which is printed there."""
    here = _first_meant(draft)
    for other in drafts:
        there = _first_meant(other) if other.code == draft.code and other is not draft else None
        if here is None or there is None:
            continue
        (one, fits), (two, other_fits) = here, there
        side_by_side = (one.table, one.col) == (two.table, two.col) and one.row != two.row
        if side_by_side and fits[:1] == (two.scaled,) and other_fits[:1] == (one.scaled,):
            yield Explanation(
                "rows-swapped", "diagnosing", f"the values of {draft.where} and {other.where} are swapped",
                f"{draft.where}与{other.where}两行的数互换",
            )  # fmt: skip
            return


def recomputed_text(draft: Draft) -> str:
    """Return the recomputed value as it would print; both neighbours at a tie."""
    if draft.recomputed_text:
        return draft.recomputed_text
    if draft.target is None:
        return ""
    return " / ".join(write_scaled(number, draft.target.places) for number in draft.recomputed)
