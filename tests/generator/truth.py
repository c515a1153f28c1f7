"""A generated bulletin: what is printed where, and what is true about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.numbers import Style
from generator.relations import Ref, Relation, Sheet


@dataclass(frozen=True)
class Marked:
    """A line of text whose digits have a known class.

    Written ``受理{f:318}件``: f figure, d date, i identifier, e enumerator, c constant of a rule.
    """

    source: str

    @cached_property
    def _parsed(self) -> tuple[str, tuple[str, ...]]:
        text, classes, cls = [], [], ""
        position = 0
        while position < len(self.source):
            if self.source[position] == "{" and self.source[position + 2 : position + 3] == ":":
                cls = CLASSES[self.source[position + 1]]
                position += 3
                continue
            if self.source[position] == "}" and cls:
                cls = ""
            else:
                character = self.source[position]
                if character.isdecimal() and not cls:
                    raise ValueError(f"a digit without a class in {self.source!r}")
                text.append(character)
                classes.append(cls)
            position += 1
        return "".join(text), tuple(classes)

    @property
    def text(self) -> str:
        return self._parsed[0]

    @property
    def classes(self) -> tuple[str, ...]:
        """The class of each character of ``text``, "" where none is known."""
        return self._parsed[1]


CLASSES = {"f": "figure", "d": "date", "i": "identifier", "e": "enumerator", "c": "formula"}


PLAIN = Style()


@dataclass(frozen=True)
class Column:
    """``path`` from the top header cell down, as printed; ``kinds`` are the names that fit what stands in it."""

    path: tuple[str, ...]
    kinds: frozenset[str]
    style: Style = PLAIN

    @property
    def name(self) -> str:
        return "".join(self.path)


@dataclass(frozen=True)
class Label:
    """A label cell; ``None`` in its place where a span covers the position."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Row:
    """A body row. ``parent`` is the body row that it is a member of."""

    labels: tuple[Label | None, ...]
    kind: str = "data"
    parent: int | None = None
    statement: str | None = None
    exhaustive: bool = True

    @property
    def label(self) -> str:
        return next((label.text for label in reversed(self.labels) if label is not None and label.text), "")


@dataclass(frozen=True)
class Header:
    """A header cell at ``(row, col)``."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Table:
    """``cells`` are the value cells by body row and column; notes in the grid are rows of kind note.

    ``row_styles`` holds the habits of cells that do not share their column's; ``numbering`` is a last header row that
    numbers the columns and says how they follow from each other (栏次, 3=1-2).
    """

    key: str
    title: Marked
    unit_line: str
    columns: tuple[Column, ...]
    labelling: int
    rows: tuple[Row, ...]
    cells: dict[tuple[int, int], str]
    relations: tuple[Relation, ...] = ()
    notes: tuple[Marked, ...] = ()
    flat_header: bool = False
    row_styles: dict[tuple[int, int], Style] = field(default_factory=dict)
    numbering: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """The number of header rows where spans can be drawn."""
        return self._levels + bool(self.numbering)

    @property
    def _levels(self) -> int:
        return max(len(column.path) for column in self.columns)

    def header(self) -> tuple[Header, ...]:
        """Return the header cells with their spans: equal neighbours under the same heads are merged."""
        cells = []
        depth = self._levels
        for level in range(depth):
            col = 0
            while col < len(self.columns):
                path = self.columns[col].path
                if level >= len(path):
                    col += 1
                    continue
                last = level == len(path) - 1
                end = col + 1
                if not last or (col < self.labelling and path[level]):
                    while end < len(self.columns) and self.columns[end].path[: level + 1] == path[: level + 1]:
                        end += 1
                cells.append(Header(level, col, path[level], depth - level if last else 1, end - col))
                col = end
        cells += [Header(depth, col, text) for col, text in enumerate(self.numbering)]
        return tuple(cells)

    def styles(self) -> dict[Ref, Style]:
        """Return each cell's habit: that of its column, unless its row has another."""
        return {(self.key, *at): self.row_styles.get(at, self.columns[at[1]].style) for at in self.cells}

    def texts(self) -> dict[Ref, str]:
        return {(self.key, row, col): text for (row, col), text in self.cells.items()}


@dataclass(frozen=True)
class Slip:
    """One seeded slip: the cells with the string that would be true and the one that is printed.

    ``seen_by`` are the relations that the printed strings do not admit, whatever was rounded.
    """

    kind: str
    cells: tuple[tuple[Ref, str, str], ...]
    seen_by: tuple[Relation, ...]

    @property
    def provable(self) -> bool:
        """Whether a stated rule or a definition can see it."""
        return any(relation.basis != "inferred" for relation in self.seen_by)


Block = Marked | Table


@dataclass(frozen=True)
class Bulletin:
    """A whole bulletin in reading order, with its slips (none unless asked for)."""

    seed: int
    blocks: tuple[Block, ...]
    habits: "object"
    slips: tuple[Slip, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def table(self, key: str) -> Table:
        return next(table for table in self.tables() if table.key == key)

    def relations(self) -> Iterator[Relation]:
        for table in self.tables():
            yield from table.relations

    def sheet(self) -> Sheet:
        texts, styles = {}, {}
        for table in self.tables():
            texts |= table.texts()
            styles |= table.styles()
        return Sheet(texts, styles)

    def printing(self, changed: dict[Ref, str]) -> "Bulletin":
        """Return the same bulletin with other strings in some cells."""
        blocks = [
            replace(
                block,
                cells=block.cells | {(row, col): text for (key, row, col), text in changed.items() if key == block.key},
            )
            if isinstance(block, Table)
            else block
            for block in self.blocks
        ]
        return replace(self, blocks=tuple(blocks))
