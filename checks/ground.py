"""What the checks work on: the tables of a bulletin as sheets, and what earlier checks have found out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checks.engine.drafts import Draft, judgement_to_drafts
from checks.engine.judging import Judgement, judge, take_note
from checks.engine.laws import Law, Memory
from checks.engine.sheets import Series, Sheet, bulletin_to_sheets
from checks.engine.support import Standing
from checks.figures.texts import Wording
from schemas.bulletins import Bulletin
from schemas.documents import Problem
from schemas.findings import Convention
from schemas.places import Place
from schemas.rules import RuleKind, StatedRule
from schemas.tables import Row
from schemas.tokens import Token

MOST_MINED = 40
"""Columns among which relations that nothing names are looked for."""


@dataclass
class Ground:
    """``claims`` names, for each series that a law explains, the sets of series that it follows from."""

    bulletin: Bulletin
    sheets: tuple[Sheet, ...]
    memory: Memory = field(default_factory=Memory)
    claims: dict[tuple[int, bool, int], set[frozenset[int]]] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    conventions: list[Convention] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, bulletin: Bulletin) -> "Ground":
        sheets = bulletin_to_sheets(bulletin)
        empty = {
            (num.table, num.row)
            for sheet in sheets
            for series in sheet.summables
            for num in series.cells.values()
            if num.exact and num.scaled == 0
        }
        return cls(bulletin, sheets, Memory(empty=empty))

    @cached_property
    def column_sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if not sheet.transposed)

    @cached_property
    def rows(self) -> dict[tuple[int, int], Row]:
        """Rows by table number and grid row."""
        return {(number, row.row): row for number, table in enumerate(self.bulletin.tables) for row in table.rows}

    @cached_property
    def wording(self) -> Wording:
        """The words around the figures."""
        return Wording(self.bulletin.document, self.bulletin.figures)

    @cached_property
    def figure_at(self) -> dict[str, int]:
        """Where each figure stands among all of them, by its id."""
        return {figure.id: at for at, figure in enumerate(self.bulletin.figures)}

    @cached_property
    def _tokens(self) -> dict[tuple[object, ...], list[Token]]:
        found: dict[tuple[object, ...], list[Token]] = {}
        for token in self.bulletin.tokens:
            found.setdefault(_line_of(token.place), []).append(token)
        return found

    def tokens_at(self, place: Place) -> tuple[Token, ...]:
        """Return the tokens that stand inside a place."""
        return tuple(token for token in self._tokens.get(_line_of(place), ()) if _holds(place, token.place))

    def stands_in(self, rule: StatedRule, number: int) -> bool:
        """Tell whether a rule is printed in a cell of this table or in a note under it."""
        cells = self.bulletin.tables[number].grid.cells
        return self.stands_under(rule, number) or any(
            _line_of(cell.place) == _line_of(rule.place) and _holds(cell.place, rule.place) for cell in cells
        )

    def stands_under(self, rule: StatedRule, number: int) -> bool:
        """Tell whether a rule is printed in a note of this table."""
        return any(_line_of(note.place) == _line_of(rule.place) for note in self.bulletin.tables[number].notes)

    def rules(self, *kinds: RuleKind) -> Iterator[StatedRule]:
        return (rule for rule in self.bulletin.rules if rule.kind in kinds)

    def judged(self, law: Law) -> Iterator[Draft]:
        """Judge a law, keep what it shows, and yield its drafts."""
        if law.averaged:
            take_note(law, self.memory)
        judgement = judge(law, self.memory)
        self.judgements.append(judgement)
        if judgement.support.standing is not Standing.REFUTED:
            self._claim(law)
        return judgement_to_drafts(judgement)

    def leave_unmined(self, sheets: Iterable[Sheet], series: int) -> None:
        """Say of tables that they are too wide for all relations between their columns to be looked for."""
        self.problems += [
            Problem(
                "not-mined",
                f"{series} columns (or rows) of numbers stand side by side; relations that nothing names are looked for"
                f" among {MOST_MINED} at most.",
                f"并列 {series} 组数，未标明的关系最多在 {MOST_MINED} 组之间查找。",
                sheet.table.place,
            )
            for sheet in sheets
        ]

    def _claim(self, law: Law) -> None:
        for instance in law.instances:
            target, operands = instance.target, instance.operands
            if all(num.row == target.row for num in operands):
                key, parts = (target.table, False, target.col), frozenset(num.col for num in operands)
            elif all(num.col == target.col for num in operands):
                key, parts = (target.table, True, target.row), frozenset(num.row for num in operands)
            else:
                continue
            self.claims.setdefault(key, set()).add(parts)

    def is_turned(self, sheet: Sheet, target: int, operands: Sequence[int]) -> bool:
        """Tell whether a relation (by positions) is a known one solved for one of its operands."""
        together = {sheet.series[index].index for index in (target, *operands)}
        return any(
            {sheet.series[index].index, *known} <= together
            for index in operands
            for known in self.explained(sheet, sheet.series[index])
            if sheet.series[target].index in known
        )

    def explained(self, sheet: Sheet, series: Series) -> set[frozenset[int]]:
        """Return the sets of series that this one is already known to follow from."""
        return self.claims.get((sheet.number, sheet.transposed, series.index), set())


def _line_of(place: Place) -> tuple[object, ...]:
    return (place.file, place.page, place.line, place.path)


def _holds(outer: Place, inner: Place) -> bool:
    if outer.bbox is not None and inner.bbox is not None:
        x0, top, x1, bottom = outer.bbox
        return x0 - 1 <= inner.bbox[0] and inner.bbox[2] <= x1 + 1 and top - 1 <= inner.bbox[1] <= bottom + 1
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end
