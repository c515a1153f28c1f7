"""Grades by stated bands: 分值[90,100]，评价等级为A."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from checks.engine.binding import bind_name
from checks.engine.drafts import Draft
from checks.engine.numbers import Num, Ratio, interval_of
from checks.engine.placing import Why
from checks.engine.sheets import Series, Sheet
from checks.engine.words import bare, plain
from checks.ground import Ground
from checks.rules.exemptions import exempt_keys
from checks.rules.unused import unused_rule
from schemas.findings import Basis, Operand, Reason, Result, Suspect
from schemas.intervals import Interval
from schemas.rules import Band, RuleKind, StatedRule
from schemas.tables import Column, ColumnKind, value_ref

CODE = "grade-band"


@dataclass(frozen=True)
class BandRelation:
    """The printed grade is that of the band in which the score lies."""

    score: Num
    grade: str
    bands: tuple[Band, ...]
    factor: Fraction

    @property
    def tight(self) -> bool:
        return False

    @property
    def operands(self) -> tuple[Num, ...]:
        return (self.score,)

    def holds(self, changed: Mapping[str, int]) -> bool:
        score = self.score.with_scaled(changed.get(self.score.ref, self.score.scaled))
        return self.grade in grades_of(score, self.bands, self.factor)

    def solve(self, _ref: str) -> tuple[int, ...]:
        return ()  # a whole band would do: no single number follows


def grades_of(score: Num, bands: tuple[Band, ...], factor: Fraction, raw: Ratio | None = None) -> tuple[str, ...]:
    """Return the grade of the printed score first, then those that its unrounded value could have had.

    ``raw`` is that value where it is known.
    """
    value = score.value * factor
    sure = [band.grade for band in bands if band.holds(value)]
    box = interval_of(score)
    if raw is not None and Fraction(*raw) in box:
        box = Interval.exactly(Fraction(*raw))
    box *= Interval.exactly(factor)
    possible = [band.grade for band in bands if _reaches(band, box)]
    return tuple(dict.fromkeys(sure + possible))


def _reaches(band: Band, box: Interval) -> bool:
    below = band.high is not None and (box.low > band.high or (box.low == band.high and not band.high_closed))
    above = band.low is not None and (box.high < band.low or (box.high == band.low and not band.low_closed))
    return not below and not above


def check(ground: Ground) -> Iterator[Draft]:
    for rule in ground.rules(RuleKind.BANDS):
        drafts: list[Draft] = []
        for sheet in ground.column_sheets:
            for column in _grade_columns(rule, sheet):
                score = _score_series(rule, sheet, column, ground)
                if score is not None:
                    drafts += _check_column(rule, sheet, column, score, ground)
        if not drafts:
            yield unused_rule(CODE, rule)
        if _may_be_overridden(ground):
            drafts = [_doubted(draft) for draft in drafts]
        yield from _with_support(drafts)


_OVERRIDES = re.compile(
    r"(?:下调|上调|降低?|升|提高)[一1二两2]?[个]?(?:档|等次|等级|级)|一票否决|不得(?:评|定)为|(?:直接|一律)(?:评|定|确定)为"
    r"|(?:比例|名额|数量)[^。；]{0,8}(?:不超过|控制在|不高于)|优先确定"
)
"""Words by which a bulletin says that something else than the score decides some grades."""


def _may_be_overridden(ground: Ground) -> bool:
    return any(_OVERRIDES.search(paragraph.text) for paragraph in ground.bulletin.document.paragraphs()) or any(
        _OVERRIDES.search(note.text) for table in ground.bulletin.tables for note in table.notes
    )


def _doubted(draft: Draft) -> Draft:
    if draft.result is not Result.CONTRADICTED:
        return draft
    return replace(
        draft, result=Result.IMPROBABLE,
        note="The bulletin says that some grades are decided by more than the score.",
        note_zh="通报称部分等次另有规定，并非仅由分值决定。",
    )  # fmt: skip


def _grade_columns(rule: StatedRule, sheet: Sheet) -> list[Column]:
    graded = [column for column in sheet.table.columns if column.kind is ColumnKind.GRADE]
    named = [column for column in graded if rule.grade_name and _alike(column.name, rule.grade_name)]
    return named or (graded if len(graded) == 1 else [])


def _alike(name: str, wanted: str) -> bool:
    return plain(wanted) in plain(name) or plain(name) in plain(wanted)


def _score_series(rule: StatedRule, sheet: Sheet, column: Column, ground: Ground) -> Series | None:
    """Return the graded metric: as named, else the score, else the last number before the grade."""
    if rule.target:
        named = bind_name(rule.target, sheet, ground.bulletin.family).series
        if named is not None:
            return named
    scores = [series for series in sheet.numbers if series.kind is ColumnKind.SCORE]
    if len(scores) == 1:
        return scores[0]
    group = column.path[:-1]
    scores = [series for series in scores if series.path[:-1] == group] or scores
    stated = {bare(rule.target) for rule in ground.rules(RuleKind.FORMULA)}
    finals = [series for series in scores if bare(series.name) in stated] or scores
    before = [series for series in finals if series.index < column.col]
    return before[-1] if before else finals[-1] if finals else None


def _check_column(rule: StatedRule, sheet: Sheet, column: Column, score: Series, ground: Ground) -> Iterator[Draft]:
    cells = sheet.table.grid.by_position()
    exempt = exempt_keys(ground, sheet)
    factor = Fraction(1, 100) if score.is_percent and _bands_top(rule.bands) <= 1 else Fraction(1)
    names = {band.grade for band in rule.bands}
    for key in sheet.keys:
        cell, num = cells.get((key, column.col)), score.cells.get(key)
        if cell is None or num is None or not cell.text.strip():
            continue
        grade = plain(cell.text)
        grade = next((name for name in names if plain(name) == grade), grade)
        operand = Operand(value_ref(sheet.table.id, key, column.col), cell.text, None, "result", cell.place)
        base = Draft(
            CODE, rule.id, rule.text, Basis.STATED, Result.NOT_ASSESSABLE, column.name, sheet.where(key), (num,),
            others=(operand,), table=sheet.number, formula=f"{score.plain} {num.raw}",
        )  # fmt: skip
        if key in exempt:
            yield replace(base, reason=Reason.EXEMPT)
        elif grade in names:
            yield _judge(base, rule.bands, grade, factor, ground.memory.raws.get(num.ref))


def _bands_top(bands: tuple[Band, ...]) -> Fraction:
    return max((end for band in bands for end in (band.low, band.high) if end is not None), default=Fraction(0))


def _judge(base: Draft, bands: tuple[Band, ...], grade: str, factor: Fraction, raw: Ratio | None) -> Draft:
    (num,) = base.operands
    admitted = grades_of(num, bands, factor, raw)
    relation = BandRelation(num, grade, bands, factor)
    if not admitted:
        return replace(
            base, reason=Reason.UNDEFINED, note="The score lies in none of the bands.", note_zh="分值不在任何一档之内。"
        )
    if grade == admitted[0]:
        return replace(base, result=Result.EXACT, recomputed_text=grade, relation=relation)
    result = Result.ROUNDING if grade in admitted else Result.CONTRADICTED
    why = Why.DIGITS if result is Result.ROUNDING else Why.NONE
    printed = base.others[0]
    return replace(
        base, result=result, recomputed_text=admitted[0], relation=relation, why=why,
        suspects=(Suspect(printed.ref, printed.raw, admitted),) if result is Result.CONTRADICTED else (),
    )  # fmt: skip


def _with_support(drafts: list[Draft]) -> Iterator[Draft]:
    """A column whose grades mostly lie elsewhere is graded by something else than we took for its score."""
    for table in sorted({draft.table for draft in drafts}):
        here = [draft for draft in drafts if draft.table == table]
        off = sum(draft.result is Result.CONTRADICTED for draft in here)
        holding = sum(draft.passing for draft in here)
        everywhere = sum(draft.passing for draft in drafts)
        if off > max(1, holding):
            first = next(draft for draft in here if draft.result is Result.CONTRADICTED)
            yield replace(
                first, result=Result.NOT_ASSESSABLE, reason=Reason.AMBIGUOUS_BINDING, relation=None, suspects=(),
                note=f"{off} of {off + holding} grades do not follow from this column.",
                note_zh=f"{off + holding} 个等级中有 {off} 个与该栏不相应。",
            )  # fmt: skip
            continue
        weak = everywhere < 3 or off > max(1, everywhere // 4)
        for draft in here:
            if draft.result is Result.CONTRADICTED and weak:
                yield replace(draft, result=Result.IMPROBABLE, why=Why.WEAK)
            else:
                yield draft
