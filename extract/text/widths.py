"""How many columns a table has.

Several widths are tried. Each is charged for every row that it leaves unexplained; the cheapest is taken.
"""

from collections import Counter
from collections.abc import Sequence

from extract.text.fitting import DROPPED, SPANNED, fit_header, fit_row
from extract.text.headers import count_header_rows, has_value_kinds
from extract.text.rows import RawRow
from extract.text.shape import Shape, rows_of_width_to_shape

_TRIED = 6  # widths, the most frequent first


def rows_to_shape(rows: Sequence[RawRow]) -> Shape:
    """Decide how many columns the rows of one table have."""
    header = count_header_rows(rows)
    heads = [row for row in rows[:header] if not row.alone]
    body = [row for row in rows[header:] if not row.alone] or heads or list(rows)
    figures = [row for row in body if has_value_kinds(row.kinds)] or body
    limit = max(row.trimmed for row in (*heads, *body))  # what stands behind is blank in every row
    widths = Counter(min(len(row.cells), limit) for row in figures)
    tried = {width for width, _ in widths.most_common(_TRIED)}
    tried.update(min(len(row.cells), limit) for row in heads)
    shapes = [rows_of_width_to_shape(heads, figures, width, header) for width in sorted(tried)]
    if len(shapes) == 1:
        return shapes[0]
    kinds = Counter(row.kinds for row in body)
    return min(shapes, key=lambda shape: (_cost(shape, kinds, heads), -shape.width))


def _cost(shape: Shape, kinds: Counter[str], heads: Sequence[RawRow]) -> float:
    body = sum(count * fit_row(one, shape).cost for one, count in kinds.items())
    return body + sum(_header_cost(row, shape, kinds.total()) for row in heads)


def _header_cost(row: RawRow, shape: Shape, rows: int) -> float:
    """Charge a header that does not fit as much as a tenth of the rows: without it no number has a name."""
    if shape.keeps(row.kinds):
        return 0
    return SPANNED if fit_header(row, shape) is not None else max(DROPPED, 0.1 * rows)
