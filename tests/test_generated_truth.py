"""The generator's truth is true: recomputed from what is printed, by other code."""

from collections import Counter
from fractions import Fraction

import pypdfium2
import pytest
from generator.bulletins import make_bulletin
from generator.numbers import Style, read_number
from generator.relations import Graded, Growth, Ordered, Ranked, Ratio, Sum, Weighted
from generator.slips import KINDS, seed_slip
from generator.to_pdf import bulletin_to_pdf
from generator.to_text import bulletin_to_text
from generator.truth import Marked

from schemas.intervals import Interval, Rounding, printed_interval

SEEDS = range(150)


def _interval(sheet, ref):
    """What the room of the words takes a printed cell for."""
    text, style = sheet.texts[ref], sheet.styles[ref]
    value = read_number(text)
    if style.exact:
        return Interval.exactly(value)
    decimals = text.rstrip("%").partition(".")[2]
    places = style.places if style.strip and not decimals.endswith("0") else len(decimals)
    found = printed_interval(value, places)
    if style.rounding == "truncate":
        cut = printed_interval(value, places, Rounding.TRUNCATION)
        found = Interval(min(found.low, cut.low), max(found.high, cut.high))
    return found


def _recomputed(sheet, relation):
    def of(ref):
        return _interval(sheet, ref)

    hundred = Interval.exactly(100)
    if isinstance(relation, Sum):
        plus = [of(ref) for ref in relation.plus]
        total = plus[0]
        for part in plus[1:]:
            total += part
        for part in relation.minus:
            total -= of(part)
        return total
    if isinstance(relation, Ratio):
        return of(relation.upper) / of(relation.lower) * Interval.exactly(relation.factor)
    if isinstance(relation, Growth):
        return (of(relation.now) / of(relation.before) - Interval.exactly(1)) * hundred
    total = Interval.exactly(0)
    for weight, ref, reverse in relation.terms:
        rate = Interval.exactly(relation.whole) - of(ref) if reverse else of(ref)
        total += rate * Interval.exactly(weight)
    return total


@pytest.mark.parametrize("seed", range(0, 150, 3))
def test_every_relation_holds_between_the_printed_strings(seed):
    """Recomputed with the intervals of schemas, which share no code with the generator."""
    bulletin = make_bulletin(seed)
    sheet = bulletin.sheet()
    for relation in bulletin.relations():
        assert relation.admits(sheet) is not False, relation
        if isinstance(relation, Sum | Ratio | Growth | Weighted) and relation.admits(sheet):
            assert _recomputed(sheet, relation).meets(_interval(sheet, relation.result)), relation


@pytest.mark.parametrize("seed", range(0, 150, 5))
def test_a_slip_breaks_the_relations_that_it_names_and_no_other(seed):
    clean = make_bulletin(seed)
    slipped = seed_slip(clean, provable=False)
    (slip,) = slipped.slips
    sheet = slipped.sheet()
    broken = [relation for relation in slipped.relations() if relation.admits(sheet) is False]
    assert tuple(broken) == slip.seen_by
    for ref, true, printed in slip.cells:
        assert clean.sheet().texts[ref] == true != printed == sheet.texts[ref]
    assert slip.provable == any(relation.basis != "inferred" for relation in broken)


def test_seeds_bring_every_kind_of_slip():
    kinds = Counter(slipped.slips[0].kind for seed in SEEDS if (slipped := seed_slip(make_bulletin(seed))))
    assert set(kinds) == set(KINDS)
    assert sum(kinds.values()) >= len(SEEDS) * 0.97


def test_seeds_bring_every_relation_shape_and_habit():
    bulletins = [make_bulletin(seed) for seed in SEEDS]
    relations = Counter(type(relation) for bulletin in bulletins for relation in bulletin.relations())
    assert set(relations) == {Sum, Ratio, Growth, Weighted, Graded, Ranked, Ordered}
    rows = Counter(row.kind for bulletin in bulletins for table in bulletin.tables() for row in table.rows)
    assert set(rows) == {"data", "group", "subtotal", "total", "heading", "note"}
    for habit in ("rounding", "rate_sign", "undefined", "missing", "ties", "header", "encoding", "total_label"):
        assert len({getattr(bulletin.habits, habit) for bulletin in bulletins}) > 1, habit
    assert any(row.statement for bulletin in bulletins for table in bulletin.tables() for row in table.rows)
    assert any(not row.exhaustive for bulletin in bulletins for table in bulletin.tables() for row in table.rows)
    assert {table.depth for bulletin in bulletins for table in bulletin.tables()} == {1, 2}


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_the_same_seed_prints_the_same_bytes(seed):
    first, second = make_bulletin(seed), make_bulletin(seed)
    assert bulletin_to_text(first).data() == bulletin_to_text(second).data()
    assert bulletin_to_pdf(first) == bulletin_to_pdf(second)


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_the_text_holds_every_cell_in_its_line_and_column(seed):
    bulletin = make_bulletin(seed)
    printed = bulletin_to_text(bulletin)
    lines = printed.data().decode(bulletin.habits.encoding).split(bulletin.habits.newline)
    for table in bulletin.tables():
        for (row, col), text in table.cells.items():
            cells = lines[printed.lines[table.key, row] - 1].split("\t")
            assert cells[col - len(table.columns)] == printed.cell(text)
    for line, classes in printed.classes.items():
        assert len(lines[line - 1].removeprefix("\ufeff")) == len(classes)


@pytest.mark.parametrize("seed", range(0, 60, 10))
def test_the_pdf_holds_every_digit(seed):
    bulletin = make_bulletin(seed)
    document = pypdfium2.PdfDocument(bulletin_to_pdf(bulletin))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    drawn = Counter(character for character in text if character.isdecimal())
    printed = Counter()
    for table in bulletin.tables():
        held = [*table.cells.values(), *(label.text for row in table.rows for label in row.labels if label)]
        held += [row.statement or "" for row in table.rows]
        printed.update(character for each in held for character in each if character.isdecimal())
    for block in bulletin.blocks:
        if isinstance(block, Marked):
            printed.update(character for character in block.text if character.isdecimal())
    assert not printed - drawn


@pytest.mark.parametrize(
    ("style", "value", "text"),
    [
        (Style(2), Fraction(19_701, 200), "98.51"),
        (Style(2, rounding="half-even"), Fraction(98_505, 1000), "98.50"),
        (Style(2, rounding="truncate"), Fraction(98_509, 1000), "98.50"),
        (Style(2, strip=True), Fraction(98_501, 1000), "98.5"),
        (Style(2, strip=True, sign="%"), Fraction(100), "100%"),
        (Style(1), Fraction(-1, 100), "0.0"),
        (Style(1), Fraction(-251, 100), "-2.5"),
        (Style(comma=True), Fraction(1_234_567), "1,234,567"),
    ],
)
def test_numbers_are_written_by_habit(style, value, text):
    assert style.write(value) == text


def test_a_digit_without_a_class_is_refused():
    with pytest.raises(ValueError, match="without a class"):
        _ = Marked("受理318件").text
