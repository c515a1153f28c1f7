"""Columns typed: kind, unit and printed places, from header words, unit line and the values together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log

from parsers.numerals import LEVEL_UNITS, RATE_UNITS, Numeral, is_counting
from parsers.tables.captions import Caption
from parsers.tables.headers import Header
from parsers.tables.layouts import Layout
from parsers.tables.sheets import Sheet
from parsers.tables.texts import name_to_kind, split_unit, units_of
from parsers.tables.words import AMOUNT_TITLE, AVERAGE, DERIVED, DIFFERENCE, FULL_MARKS, SURE_COUNT, TITLE_END
from schemas.tables import Column, ColumnKind

NO_VALUES = (ColumnKind.LABEL, ColumnKind.ORDINAL, ColumnKind.TEXT)
"""Kinds of columns that hold words."""

_POINTS = ("个百分点", "百分点", "pct")
_TOLD_BY_NAME = (ColumnKind.RATE, ColumnKind.CHANGE, ColumnKind.SCORE, ColumnKind.RANK)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a row says of its own numbers: a unit, a kind."""

    unit: str = ""
    kind: ColumnKind | None = None


NO_SENSE = Sense()


@dataclass(frozen=True, slots=True)
class Typing:
    """The columns of a table, and what its rows say in the columns ``by_row``, whose kind or unit changes downwards."""

    columns: tuple[Column, ...]
    by_row: frozenset[int]
    senses: Mapping[int, Sense]

    def is_exact(self, column: Column, row: int, numeral: Numeral) -> bool:
        """Tell whether a number is a count or a rank, exact by its nature."""
        if numeral.unit in RATE_UNITS or numeral.places:
            return False
        if column.col not in self.by_row:
            counted = column.kind is ColumnKind.CHANGE and is_counting(column.unit)
            return counted or column.kind in (ColumnKind.COUNT, ColumnKind.RANK)
        sense = self.senses.get(row, NO_SENSE)
        if sense.kind in (*_TOLD_BY_NAME, ColumnKind.AMOUNT):
            return False
        unit = numeral.unit or sense.unit
        return is_counting(unit) or (not unit and (sense.kind or column.kind) is ColumnKind.COUNT)

    def adds(self, column: Column, row: int) -> bool:
        """Tell whether a number of a column that adds up does so itself, and is no rate or mean among them."""
        if not column.adds or column.col not in self.by_row:
            return column.adds
        sense = self.senses.get(row, NO_SENSE)
        return sense.kind not in _TOLD_BY_NAME and _is_additive(sense.unit, ())

    def unit_of(self, column: Column, row: int) -> str:
        """Return the unit that is understood for a number that prints none."""
        sense = self.senses.get(row, NO_SENSE) if column.col in self.by_row else NO_SENSE
        if sense.unit or sense.kind in _TOLD_BY_NAME:
            return sense.unit
        return column.unit


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is known of one column of values before its kind is."""

    name: str
    path: tuple[str, ...]
    unit: str
    said: ColumnKind | None
    numerals: Mapping[int, Numeral]


def layout_to_typing(sheet: Sheet, header: Header, layout: Layout, caption: Caption) -> Typing:
    """Type the columns of ``sheet`` in a table under ``caption``."""
    senses = _rows_to_senses(sheet, header, layout)
    found = {col: _evidence(sheet, header, col) for col in layout.values}
    plain = {col for col, one in found.items() if one.said is None and not one.unit}
    rounded_siblings = any(numeral.places for col in plain for numeral in _unsaid(found[col], senses))
    money = AMOUNT_TITLE.search(TITLE_END.sub("", caption.title)) is not None
    marks = {row for row in header.body if any(FULL_MARKS.fullmatch(sheet.text(row, col)) for col in layout.labels)}
    by_row = frozenset(col for col, one in found.items() if _changes_downwards(one, senses, layout.unit))
    columns = []
    for col in sheet.cols:
        if col in found:
            one = found[col]
            unit = _unit(one, caption.unit)
            kind = _kind(one, unit, rounded=money or (rounded_siblings and col in plain))
            if col in by_row:
                kind = _kind_of_rows(one, senses, kind)
            elif one.said is None and kind in (ColumnKind.COUNT, ColumnKind.AMOUNT):
                kind = _common_kind(one.numerals, senses) or kind
                if not unit and not marks.isdisjoint(one.numerals):
                    kind = ColumnKind.SCORE
            places, strips = _places(one.numerals, kind)
            adds = kind in (ColumnKind.COUNT, ColumnKind.AMOUNT) and _is_additive(unit, one.path)
            columns.append(Column(col, one.name, one.path, unit, kind, places, strips and col not in by_row, adds))
        elif (other := _other_kind(layout, col)) is not None:
            name, path, unit = _named(header.paths[col])
            columns.append(Column(col, name, path, unit, other, adds=False))
    return Typing(tuple(columns), by_row, senses)


def _evidence(sheet: Sheet, header: Header, col: int) -> _Evidence:
    name, path, unit = _named(header.paths[col])
    numerals = {
        row: numeral
        for row in header.body
        if (numeral := sheet.at(row, col).numeral) is not None and sheet.cells[row, col].row == row
    }
    return _Evidence(name, path, unit, _path_to_kind(path), numerals)


def _named(path: tuple[str, ...]) -> tuple[str, tuple[str, ...], str]:
    """Return a column's name, its path without units, and the unit printed nearest above it."""
    split = [split_unit(text) for text in path]
    unit = next((found for _, found in reversed(split) if found), "")
    kept = tuple(name for name, _ in split if name)
    return "·".join(kept), kept, unit


def _path_to_kind(path: tuple[str, ...]) -> ColumnKind | None:
    """Return the kind that a header path says: a rank or change at any level, else the lowest that says any."""
    kinds = [name_to_kind(name) for name in path]
    for sure in (ColumnKind.RANK, ColumnKind.CHANGE):
        if sure in kinds:
            return sure
    return next((kind for kind in reversed(kinds) if kind is not None), None)


def _rows_to_senses(sheet: Sheet, header: Header, layout: Layout) -> dict[int, Sense]:
    """Return what each row says of its own numbers, by its unit column and by the end of its label."""
    senses: dict[int, Sense] = {}
    for row in header.body:
        label = next((sheet.text(row, col) for col in reversed(layout.labels) if sheet.text(row, col)), "")
        name, own = split_unit(label)
        unit = (sheet.text(row, layout.unit) if layout.unit is not None else "") or own
        kind = None if DERIVED.fullmatch(name) and not unit else name_to_kind(name, at_end=True)
        if unit in RATE_UNITS and kind is not ColumnKind.CHANGE:
            kind = ColumnKind.CHANGE if unit in _POINTS else ColumnKind.RATE
        if unit or kind:
            senses[row] = Sense(unit, kind)
    return senses


def _unsaid(one: _Evidence, senses: Mapping[int, Sense]) -> Iterable[Numeral]:
    return (
        numeral
        for row, numeral in one.numerals.items()
        if not numeral.unit and senses.get(row, NO_SENSE).kind not in _TOLD_BY_NAME
    )


def _changes_downwards(one: _Evidence, senses: Mapping[int, Sense], unit_column: int | None) -> bool:
    """Tell whether the rows of a column hold different things: persons here, percents or 万元 there."""
    if one.unit or one.said in _TOLD_BY_NAME:
        return False
    said = [senses.get(row, NO_SENSE) for row in one.numerals]
    units = {numeral.unit or sense.unit for numeral, sense in zip(one.numerals.values(), said, strict=True)} - {""}
    if unit_column is not None and units:
        return True
    kinds = {sense.kind for sense in said if sense.kind in _TOLD_BY_NAME}
    counted = {sense.kind for sense in said if sense.kind not in _TOLD_BY_NAME}
    return len(units) > 1 or (one.said is None and (len(kinds) > 1 or (bool(kinds) and bool(counted))))


def _unit(one: _Evidence, line: str) -> str:
    """Return the unit of a column: its header's, else the one most cells print, else the table's that fits."""
    if one.unit:
        return one.unit
    printed = Counter(numeral.unit for numeral in one.numerals.values() if numeral.unit)
    if printed:
        unit, count = printed.most_common(1)[0]
        if 2 * count >= len(one.numerals):
            return unit
    units = units_of(line)
    rates = [unit for unit in units if unit in RATE_UNITS]
    others = [unit for unit in units if unit not in RATE_UNITS]
    counting = [unit for unit in others if is_counting(unit)]
    measured = [unit for unit in others if not is_counting(unit)]
    if one.said is ColumnKind.CHANGE and one.path and DIFFERENCE.search(one.path[-1]):
        fitting = others
    elif one.said in (ColumnKind.RATE, ColumnKind.CHANGE):
        fitting = rates or (["%"] if one.path and "百分" in one.path[-1] else [])
    elif one.said is ColumnKind.SCORE:
        fitting = [unit for unit in units if unit == "分"]
    elif one.said is ColumnKind.RANK:
        fitting = []
    elif one.path and SURE_COUNT.search(one.path[-1]):
        fitting = counting
    elif len(others) > 1 and one.said is ColumnKind.AMOUNT:
        fitting = measured
    elif len(others) > 1 and one.said is ColumnKind.COUNT:
        fitting = counting
    else:
        fitting = others or rates
    return fitting[0] if len(fitting) == 1 else ""


def _kind(one: _Evidence, unit: str, *, rounded: bool) -> ColumnKind:
    """Return the kind of a column; ``rounded`` where the table speaks of money or like columns print decimals."""
    whole = all(numeral.places == 0 for numeral in one.numerals.values())
    if unit in _POINTS:
        return ColumnKind.CHANGE
    if unit in RATE_UNITS:
        return one.said if one.said in (ColumnKind.CHANGE, ColumnKind.SCORE) else ColumnKind.RATE
    if unit == "分" and one.said is not ColumnKind.CHANGE:
        return ColumnKind.SCORE
    if one.said in (ColumnKind.CHANGE, ColumnKind.RATE, ColumnKind.SCORE):
        return one.said
    if one.said is ColumnKind.RANK and whole:
        return one.said
    if not whole or (unit and not is_counting(unit)) or any(AVERAGE.search(name) for name in one.path):
        return ColumnKind.AMOUNT
    if is_counting(unit) or one.said is ColumnKind.COUNT:
        return ColumnKind.COUNT
    return ColumnKind.AMOUNT if one.said is ColumnKind.AMOUNT or rounded else ColumnKind.COUNT


def _is_additive(unit: str, path: tuple[str, ...]) -> bool:
    """Tell whether numbers of this unit and name add up: no means, prices, degrees, or anything per something."""
    return "/" not in unit and unit not in LEVEL_UNITS and not any(AVERAGE.search(name) for name in path)


def _kind_of_rows(one: _Evidence, senses: Mapping[int, Sense], kind: ColumnKind) -> ColumnKind:
    """Return COUNT for a column that changes downwards if what its rows leave unsaid are whole numbers."""
    if kind is ColumnKind.COUNT or any(numeral.places for numeral in _unsaid(one, senses)):
        return kind
    measured = any(sense.unit and not is_counting(sense.unit) for sense in map(senses.get, one.numerals) if sense)
    return ColumnKind.AMOUNT if measured or one.said is ColumnKind.AMOUNT else ColumnKind.COUNT


def _common_kind(numerals: Mapping[int, Numeral], senses: Mapping[int, Sense]) -> ColumnKind | None:
    """Return the kind that all rows say alike: a table turned on its side."""
    said = {senses.get(row, NO_SENSE).kind for row in numerals}
    return next(iter(said)) if len(said) == 1 and None not in said else None


def _places(numerals: Mapping[int, Numeral], kind: ColumnKind) -> tuple[int, bool]:
    """Return the decimals that a column prints, and whether it leaves trailing zeros out.

    It does if its numbers have different lengths and none ends in a decimal 0. Numbers typed by hand to different
    lengths look the same, but have more short ones than the one in ten that ends in 0 by chance. 0 and 100 say
    nothing, nor do other whole numbers, which a short quotient gives; amounts are seldom whole.
    """
    places = max((numeral.places for numeral in numerals.values()), default=0)
    if kind in (ColumnKind.COUNT, ColumnKind.RANK) or places == 0:
        return places, False
    if any(numeral.places and str(numeral.value).endswith("0") for numeral in numerals.values()):
        return places, False
    telling = [numeral.places for numeral in numerals.values() if numeral.value not in (0, 100)]
    full = telling.count(places)
    whole = telling.count(0)
    short = len(telling) - full - whole
    varies = any(numeral.places < places for numeral in numerals.values())
    by_hand = _chance(short, short + full) < 0.001
    by_hand |= kind is ColumnKind.AMOUNT and whole > 2 * (full + short)
    return places, varies and not by_hand


def _chance(short: int, among: int) -> float:
    """Return the chance that so many or more among so many decimals end in 0."""
    terms = (
        lgamma(among + 1)
        - lgamma(count + 1)
        - lgamma(among - count + 1)
        + count * log(0.1)
        + (among - count) * log(0.9)
        for count in range(short, among + 1)
    )
    return sum(map(exp, terms))


def _other_kind(layout: Layout, col: int) -> ColumnKind | None:
    if col in layout.ordinals:
        return ColumnKind.ORDINAL
    if col in layout.grades:
        return ColumnKind.GRADE
    if col in layout.labels or col in layout.codes:
        return ColumnKind.LABEL
    if col in layout.words or col in layout.notes or col == layout.unit:
        return ColumnKind.TEXT
    return None
