"""Grids to tables: title and unit, header paths, labels, groups, totals, typed columns and values.

The modules stand in the order of the data: ``sections`` cuts a grid into sheets of one header, ``captions`` and
``headers`` read what stands over the numbers, ``layouts`` says what each column is for, ``kinds`` types them, ``lines``
and ``trees`` read the rows, ``assembly`` puts the table together. ``words`` holds the language, ``sheets`` the view on
a grid that all share. No table is recognised by knowing its bulletin.
"""

from collections.abc import Iterator

from parsers.tables.assembly import sheet_to_table
from parsers.tables.captions import Caption, blocks_between, paragraphs_to_caption, paragraphs_to_notes
from parsers.tables.sections import grid_to_sheets
from schemas.documents import Document, Grid
from schemas.tables import Note, Table


def grids_to_tables(document: Document) -> tuple[Table, ...]:
    """Return the tables of ``document`` in reading order; a grid with several headers gives several."""
    return tuple(_tables(document))


def _tables(document: Document) -> Iterator[Table]:
    taken: frozenset[int] = frozenset()
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Grid):
            continue
        above = [one for one in reversed(blocks_between(document.blocks, index, -1)) if id(one) not in taken]
        below = blocks_between(document.blocks, index, +1)
        notes = paragraphs_to_notes(below)
        taken = frozenset(id(one) for one in below[: len(below)] if any(note.place == one.place for note in notes))
        yield from _grid_tables(block, paragraphs_to_caption(above), notes)


def _grid_tables(grid: Grid, above: Caption, below: tuple[Note, ...]) -> Iterator[Table]:
    """Understand the tables of one grid; the notes below it belong to the last."""
    sections = grid_to_sheets(grid)
    for number, halves in enumerate(sections, 1):
        caption, notes = above, below if number == len(sections) else ()
        for half in halves:
            table = sheet_to_table(half, caption, notes)
            yield table
            # What stands over both halves in the grid stands in the first.
            caption, notes = Caption(table.title, table.unit, table.title_place, table.unit_place), ()
