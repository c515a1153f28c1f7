"""From an outline and columns of exact values to a printed table."""

from fractions import Fraction

from generator.numbers import Style
from generator.relations import Sum
from generator.truth import Column, Label, Marked, Row, Table

MISSING = {"dash": "—", "slash": "/", "blank": ""}


class Draft:
    """A table in the making: columns by name, exact values by (row, name)."""

    def __init__(self, key, outline, label_name):
        self.key = key
        self.outline = outline
        self.label_name = label_name
        self.columns = {}
        self.exact = {}
        self.texts = {}
        self.styles = {}
        self.relations = []
        self._relating = []

    def column(self, name, kinds, style, path=None):
        self.columns[name] = Column(path or (name,), frozenset(kinds.split()), style)

    def put(self, row, name, value, style=None):
        """Keep an exact value, with the habit of its cell if it is not the column's."""
        self.exact[row, name] = value
        if style is not None:
            self.styles[row, name] = style

    def say(self, row, name, text):
        """Print these words and no number."""
        self.texts[row, name] = text

    def printed(self, row, name):
        """Return the value as printed, exactly; None where none is."""
        value = self.exact.get((row, name))
        return None if value is None else self._style(row, name).round(value)

    def _style(self, row, name):
        return self.styles.get((row, name), self.columns[name].style)

    def numbered(self):
        """Return the rows that hold numbers."""
        return [at for at, node in enumerate(self.outline.nodes) if node.kind != "heading" and node.statement is None]

    def relate(self, make):
        """Keep ``make(ref)``, called when the columns have their places; ref(row, name) names a cell."""
        self._relating.append(make)

    def add_up(self, names, basis="definition"):
        """Fill the rows that are sums of others, and state so, in each column of ``names``."""
        nodes = self.outline.nodes
        for at in sorted((at for at, node in enumerate(nodes) if node.adds), key=self._depth):
            members = [row for row in nodes[at].adds if nodes[row].statement is None]
            for name in names:
                self.put(at, name, sum((self.exact[row, name] for row in members), Fraction(0)))
                self.relate(
                    lambda ref, at=at, members=members, name=name: Sum(
                        basis, ref(at, name), tuple(ref(row, name) for row in members)
                    )
                )

    def _depth(self, at):
        return 1 + max((self._depth(row) for row in self.outline.nodes[at].adds), default=0)

    def done(self, title, unit_line, order, *, note="", in_grid=False, ordinal=False, flat_header=False, numbering=()):
        """Return the table with its columns in ``order`` and its note under the grid or as its last row."""
        nodes, labelling = self.outline.nodes, self.outline.labelling
        label_columns = [Column((self.label_name,), frozenset({"label"}))] * labelling
        if ordinal:
            label_columns = [Column(("序号",), frozenset({"ordinal"})), *label_columns]
        shift = len(label_columns)
        at = {name: shift + position for position, name in enumerate(order)}
        rows, cells, number = [], {}, 0
        for index, node in enumerate(nodes):
            labels = node.labels
            if ordinal:
                counted = node.kind == "data" and node.part_of is None
                number += counted
                labels = (Label(str(number) if counted else ""), *labels)
            rows.append(Row(labels, node.kind, node.parent, node.statement, node.exhaustive))
            if node.kind == "heading" or node.statement is not None:
                continue
            for name in order:
                cells[index, at[name]] = self._text(index, name)
        if note and in_grid:
            rows.append(Row((Label("注：" + Marked(note).text + "。", colspan=shift + len(order)),), "note"))
        made = [make(lambda row, name: (self.key, row, at[name])) for make in self._relating]
        relations = [relation for relation in made if all(cells.get(ref[1:], "") != "" for ref in relation.refs())]
        notes = (Marked(f"注：{note}。"),) if note and not in_grid else ()
        return Table(
            self.key,
            title,
            unit_line,
            (*label_columns, *(self.columns[name] for name in order)),
            shift,
            tuple(rows),
            cells,
            tuple(relations),
            notes,
            flat_header,
            {(row, at[name]): style for (row, name), style in self.styles.items() if name in at},
            tuple(numbering),
        )

    def _text(self, row, name):
        if (row, name) in self.texts:
            return self.texts[row, name]
        return self._style(row, name).write(self.exact[row, name])


def count_style(habits):
    return Style(comma=habits.comma, exact=True)


def missing_text(habits, style, whole=Fraction(100)):
    """Return what is printed for a value that has no meaning."""
    if habits.undefined == "zero":
        return style.write(Fraction(0))
    if habits.undefined == "full":
        return style.write(whole)
    return MISSING[habits.undefined]
