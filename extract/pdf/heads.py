"""The head of a table without upright rules: which columns each of its texts stands over, and on which level.

A head is read as a tree.  Each of its columns has a name of its own, in one line or several, or stands with others
under the name of a group.  Of all such trees the one is taken that the places of the texts fit best: names stand in
the middle of what they head, or on one line, names of groups over the middle of their columns, and rules under the
name of a group run as far as its columns do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from extract.pdf.columns import Column, columns_of, lowest_names, names_of_columns
from extract.pdf.lines import Span, row_to_span
from extract.pdf.rules import Rule
from extract.pdf.textlines import TextLine, is_spread

_NEVER = 1e6  # the cost of what cannot be
_LINE = 1.9  # em from line to line of one name at most
_LEADING = 1.35  # em from line to line of one name, as a rule at most
_LEVEL = 0.8  # times the distance of two levels of the head that its lines are apart: on two levels themselves
_UNDER = 0.85  # em from a group's name to what stands under it at least
_NAMELESS = 1.0  # the cost of a column without a name; a tree that fits costs less than this
_GROUP = 0.15  # the cost of a group, so that none is seen without need
_BROKEN = 0.4  # the cost of a line that ends before it is full
_FREE = 0.35  # em that a name may stand off the middle at no cost
_UNALIGNED = 1.0  # the cost of two lines of one name that neither begin, end nor have their middle together
_ALIGNED = 0.4  # em within which they do
_HANGING = 0.5  # em that a bracket which begins a line may hang out on its left
_RULE = 1.5  # the cost of a rule under a name that ends amid its columns
_LEVELS = (("middle", 0.0), ("top", 0.05), ("bottom", 0.5))  # and what it costs to stand so
_WAYS = ("center", "left", "right")
_MOST_COLUMNS = 60  # of a head that is read as a tree


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A name over columns ``first`` … ``last``, on levels ``top`` to ``end`` (exclusive)."""

    top: int
    end: int
    first: int
    last: int
    chunks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """A name over columns and what stands under it."""

    first: int
    last: int
    chunks: tuple[Span, ...]
    under: tuple["_Node", ...] = ()

    @property
    def depth(self) -> int:
        return 1 + max((node.depth for node in self.under), default=0)


_Forest = tuple[float, tuple[_Node, ...]]


def read_head(lines: Sequence[TextLine], columns: Sequence[Column], rules: Sequence[Rule]) -> list[HeadCell] | None:
    """Return the cells of the head; None if its texts do not fit any tree."""
    if not lines or len(columns) > _MOST_COLUMNS:
        return None
    chunks = [chunk for line in lines for chunk in _join_spread(line.chunks, columns)]
    trees = [
        (_Reader(chunks, columns, rules, level, way).read(), unusual) for level, unusual in _LEVELS for way in _WAYS
    ]
    (cost, nodes), _ = min(trees, key=lambda tree: tree[0][0] + tree[1])
    if cost >= _NEVER:
        return None
    nodes = _with_groups_of_one(nodes)
    depth = max(node.depth for node in nodes)
    return list(_nodes_to_cells(nodes, 0, depth))


def read_head_over_names(
    lines: Sequence[TextLine], columns: Sequence[Column], rules: Sequence[Rule], named: int
) -> list[HeadCell] | None:
    """Return the cells of the head, where the first ``named`` columns are of names that one text may head together."""
    chunks = [chunk for line in lines for chunk in line.chunks]
    more = len(columns) - len(lowest_names(chunks))
    if not 0 < more < named or names_of_columns(chunks, columns):
        return read_head(lines, columns, rules)
    joined = [(columns[0][0], columns[more][1]), *columns[more + 1 :]]
    cells = read_head(lines, joined, rules) if names_of_columns(chunks, joined) else None
    if cells is None:
        return read_head(lines, columns, rules)
    return [replace(cell, first=cell.first + more * (cell.first > 0), last=cell.last + more) for cell in cells]


def _with_groups_of_one(nodes: tuple[_Node, ...]) -> tuple[_Node, ...]:
    """Part names in lines that stand on those of a group beside them and of what it heads: a group of one."""
    groups = [node for node in nodes if node.under]
    found = []
    for node in nodes:
        cuts = [cut for group in groups for cut in range(1, len(node.chunks)) if _is_beside(node.chunks, cut, group)]
        if node.under:
            found.append(replace(node, under=_with_groups_of_one(node.under)))
        elif cuts:
            under = (_Node(node.first, node.last, node.chunks[cuts[0] :]),)
            found.append(_Node(node.first, node.last, node.chunks[: cuts[0]], under))
        else:
            found.append(node)
    return tuple(found)


def _is_beside(chunks: tuple[Span, ...], cut: int, group: _Node) -> bool:
    """Tell whether the lines before the cut stand level with a group's name, those behind it with a name under it."""
    upper, lower = chunks[cut - 1], chunks[cut]
    widest = max(chunk.box[2] - chunk.box[0] for chunk in chunks)
    full = upper.box[2] - upper.box[0] + upper.em > widest
    if full and lower.base - upper.base < _LEADING * upper.em:
        return False
    names = [node.chunks for node in group.under if node.chunks and not node.under]
    return _is_level(chunks[:cut], group.chunks) and any(_is_level(chunks[cut:], name) for name in names)


def _is_level(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Tell whether two names begin on one line, or have their middle on one height."""
    first, behind = one[0].base, other[0].base
    last, end = one[-1].base, other[-1].base
    return abs(first - behind) < 1 or abs(first + last - behind - end) < 2


def _join_spread(chunks: Sequence[Span], columns: Sequence[Column]) -> list[Span]:
    """Return the texts of a line, names whose characters are set wide apart as one."""
    joined: list[Span] = []
    for chunk in chunks:
        last = joined[-1] if joined else None
        if last is not None and is_spread(last, chunk) and columns_of(last, columns) == columns_of(chunk, columns):
            joined[-1] = row_to_span([*last.row, *chunk.row])
        else:
            joined.append(chunk)
    return joined


def _nodes_to_cells(nodes: Sequence[_Node], level: int, depth: int) -> list[HeadCell]:
    cells = []
    for node in nodes:
        end = level + 1 if node.under else depth
        cells.append(HeadCell(level, end, node.first, node.last, node.chunks))
        cells += _nodes_to_cells(node.under, level + 1, depth)
    return cells


@dataclass
class _Reader:
    """Reads the head, supposing that names stand at one ``level`` and on one ``way`` in the room that they have."""

    chunks: list[Span]
    columns: Sequence[Column]
    rules: Sequence[Rule]
    level: str
    way: str
    em: float = field(init=False)
    sides: list[Column] = field(init=False)
    names: list[Column] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.em = max(chunk.em for chunk in self.chunks)
        self.chunks.sort(key=lambda chunk: (chunk.box[1], chunk.box[0]))
        self.sides = self._with_names()
        self._forest = cache(self._find_forest)

    def read(self) -> _Forest:
        return self._forest(0, len(self.columns), -1e9)

    def _with_names(self) -> list[Column]:
        """Return the sides of the columns, as wide as their texts and the lowest names over them."""
        each = names_of_columns(self.chunks, self.columns)
        if each:
            self.names = [(name.box[0], name.box[2]) for name in each]
            pairs = zip(each, self.columns, strict=True)
            return [(min(x0, name.box[0]), max(x1, name.box[2])) for name, (x0, x1) in pairs]
        names = lowest_names(self.chunks)
        sides = []
        for number, (x0, x1) in enumerate(self.columns):
            low = self.columns[number - 1][1] if number else x0 - 4 * self.em
            high = self.columns[number + 1][0] if number + 1 < len(self.columns) else x1 + 4 * self.em
            alone = [c.box for c in names if low < c.box[0] and c.box[2] < high and _shared(c.box, (x0, x1)) > 0]
            sides.append((min([x0, *(box[0] for box in alone)]), max([x1, *(box[2] for box in alone)])))
        return sides

    def _find_forest(self, first: int, behind: int, above: float) -> _Forest:
        """Return the best trees over columns ``first`` … ``behind`` (exclusive) of what stands below ``above``."""
        chunks = self._chunks_over(first, behind, above)
        if not chunks:
            return _NEVER, ()
        room = (min(chunk.box[1] for chunk in chunks), max(chunk.box[3] for chunk in chunks))
        best: list[_Forest] = [(0.0, ())]
        for end in range(first + 1, behind + 1):
            ways = [
                (cost + node_cost, (*nodes, node))
                for start in range(first, end)
                for cost, nodes in [best[start - first]]
                if cost < _NEVER
                for node_cost, node in [self._node(start, end, above, room)]
            ]
            best.append(min(ways, key=lambda way: way[0], default=(_NEVER, ())))
        return best[-1]

    def _chunks_over(self, first: int, behind: int, above: float) -> list[Span]:
        low = self._border(first)
        high = self._border(behind)
        return [c for c in self.chunks if low <= (c.box[0] + c.box[2]) / 2 < high and c.box[1] > above]

    def _border(self, number: int) -> float:
        """Return where column ``number`` begins: midway in the white before it."""
        if number == 0:
            return -1e9
        if number == len(self.sides):
            return 1e9
        return (self.sides[number - 1][1] + self.sides[number][0]) / 2

    def _node(self, first: int, behind: int, above: float, room: tuple[float, float]) -> tuple[float, _Node]:
        """Return the cost of one name over these columns, and the name with what stands under it."""
        chunks = self._chunks_over(first, behind, above)
        leaf = self._leaf(first, behind, chunks, room)
        if len(chunks) < behind - first + 1:
            return leaf
        groups = [self._group(first, behind, chunks[:count], chunks[count:], room) for count in (1, 2)]
        return min(leaf, *groups, key=lambda way: way[0])

    def _leaf(self, first: int, behind: int, chunks: list[Span], room: tuple[float, float]) -> tuple[float, _Node]:
        node = _Node(first, behind - 1, tuple(chunks))
        if not chunks:
            return (_NAMELESS if behind - first == 1 else _NEVER), node
        if not self._within(first, behind, chunks) or self._is_ruled_through(chunks):
            return _NEVER, node
        cost = 0.0
        for upper, lower in pairwise(chunks):
            step = lower.box[3] - upper.box[3]
            if step > _LINE * self.em or step < 0.5 * min(upper.em, lower.em):
                return _NEVER, node
            cost += self._break_cost(first, behind, upper, lower) + _UNALIGNED * (not _aligned(upper, lower))
        if behind - first > 1:
            if self.way == "right":
                return _NEVER, node
            cost += _GROUP + self._off_middle(first, behind, chunks)
        return cost + self._off_level(chunks, room), node

    def _group(
        self, first: int, behind: int, named: list[Span], rest: list[Span], room: tuple[float, float]
    ) -> tuple[float, _Node]:
        node = _Node(first, behind - 1, tuple(named))
        if not self._within(first, behind, named) or not rest:
            return _NEVER, node
        last = named[-1]
        if len(named) == 2 and (last.box[1] < named[0].box[3] - 0.3 * self.em or self._is_ruled_through(named)):
            return _NEVER, node
        if min(chunk.box[3] for chunk in rest) < last.box[3] + _UNDER * self.em:
            return _NEVER, node
        cost, under = self._forest(first, behind, max(last.box[1], last.box[3] - 0.5 * self.em))
        if cost >= _NEVER or (len(under) < 2 and behind - first > 1 and not self._is_over_a_group(named, under)):
            return _NEVER, node
        if behind - first == 1 and rest[0].box[3] - last.box[3] <= _LINE * self.em:
            return _NEVER, node  # lines of one name, as far as this column tells
        off_top = max(0.0, (named[0].box[1] - room[0]) / self.em - _FREE)
        off = self._off_middle(first, behind, named) + self._off_rule(first, behind, named, rest)
        cost += _GROUP * len(named) + off_top + off
        if len(named) == 2 and self._are_levels(named[:1], named[1:], under):
            under, named = (_Node(first, behind - 1, tuple(named[1:]), under),), named[:1]
        return cost, _Node(first, behind - 1, tuple(named), under)

    def _is_over_a_group(self, named: Sequence[Span], under: Sequence[_Node]) -> bool:
        """Tell whether a name heads a group's name over the same columns.

        Lines of one name stand closer than the names of two levels, and no rule parts them.
        """
        return (
            len(named) == 1
            and bool(under[0].under)
            and (
                self._are_levels(named, under[0].chunks, under[0].under)
                or self._is_ruled_through([named[0], under[0].chunks[0]])
            )
        )

    def _are_levels(self, upper: Sequence[Span], lower: Sequence[Span], under: Sequence[_Node]) -> bool:
        """Tell whether two lines over the same columns stand as far apart as the lower one does from what it heads."""
        below = [chunk.base for node in under for chunk in node.chunks]
        return bool(below) and lower[0].base - upper[-1].base > _LEVEL * (min(below) - lower[-1].base)

    def _within(self, first: int, behind: int, chunks: Sequence[Span]) -> bool:
        """Tell whether texts stand over these columns alone."""
        low = self.sides[first - 1][1] if first else -1e9
        high = self.sides[behind][0] if behind < len(self.sides) else 1e9
        slack = 0.2 * self.em
        return all(low - slack < chunk.box[0] and chunk.box[2] < high + slack for chunk in chunks)

    def _is_ruled_through(self, chunks: Sequence[Span]) -> bool:
        """Tell whether a rule parts the lines of one name."""
        for upper, lower in pairwise(chunks):
            middle = (max(upper.box[0], lower.box[0]) + min(upper.box[2], lower.box[2])) / 2
            for rule in self.rules:
                if rule.start < middle < rule.end and upper.base < rule.at < lower.base:
                    return True
        return False

    def _break_cost(self, first: int, behind: int, upper: Span, lower: Span) -> float:
        """Return the cost of a line broken although more had room in it; a bracket may begin a line of its own."""
        width = self.sides[behind - 1][1] - self.sides[first][0]
        had_room = upper.box[2] - upper.box[0] + 1.3 * self.em < width
        return _BROKEN if had_room and lower.text[:1] not in "（(%" else 0.0

    def _off_level(self, chunks: Sequence[Span], room: tuple[float, float]) -> float:
        """Return how far the lines of a name stand from where they should in the room that they have, in em."""
        top, bottom = chunks[0].box[1], chunks[-1].box[3]
        off = {
            "middle": abs((top + bottom) - (room[0] + room[1])) / 2,
            "top": abs(top - room[0]),
            "bottom": abs(bottom - room[1]),
        }[self.level]
        return max(0.0, off / self.em - _FREE)

    def _off_middle(self, first: int, behind: int, chunks: Sequence[Span]) -> float:
        """Return how far a name stands from where it should over its columns, in em."""
        left, right = self.sides[first][0], self.sides[behind - 1][1]
        x0, x1 = min(chunk.box[0] for chunk in chunks), max(chunk.box[2] for chunk in chunks)
        if self.way == "left" or (first == 0 and abs(x0 - left) < _FREE * self.em):
            off = abs(x0 - left)
        elif self.way == "right":
            off = abs(x1 - right)
        else:
            last = len(self.sides)
            outer_left = self._border(first) if first else left - (self._border(1) - self.sides[0][1])
            outer_right = self._border(behind) if behind < last else right + self.sides[-1][0] - self._border(last - 1)
            off = min(abs(left + right - x0 - x1), abs(outer_left + outer_right - x0 - x1)) / 2
            if self.names:
                one, other = self.names[first], self.names[behind - 1]
                middles = (sum(one) + sum(other)) / 2  # in the middle of columns of one width, whatever their names
                off = min(off, abs(one[0] + other[1] - x0 - x1) / 2, abs(middles - x0 - x1) / 2)
        return max(0.0, off / self.em - _FREE)

    def _off_rule(self, first: int, behind: int, named: Sequence[Span], rest: list[Span]) -> float:
        """Return the cost of the rules under a name: one that runs under it alone runs under all of its columns."""
        base, below = named[-1].base, min(chunk.base for chunk in rest)
        cost = 0.0
        for rule in self.rules:
            if not base < rule.at < below:
                continue
            under = [n for n, (x0, x1) in enumerate(self.sides) if rule.start - 1 < (x0 + x1) / 2 < rule.end + 1]
            mine = [number for number in under if first <= number < behind]
            if not mine:
                continue
            if mine == under and len(mine) == behind - first:
                cost -= _GROUP
            elif len(mine) < behind - first or self._is_alone_over(rule, named):
                cost += _RULE
        return cost

    def _is_alone_over(self, rule: Rule, named: Sequence[Span]) -> bool:
        """Tell whether no other text stands closely over the rule."""
        over = [c for c in self.chunks if 0 < rule.at - c.base < _LINE * self.em and rule.start < c.box[2]]
        return not any(c.box[0] < rule.end and all(c is not one for one in named) for c in over)


def _aligned(upper: Span, lower: Span) -> bool:
    """Tell whether two lines of one name begin, end, or have their middle together."""
    left, right = lower.box[0] - upper.box[0], lower.box[2] - upper.box[2]
    hanging = _HANGING if lower.text[0] in "（【" or upper.text[0] in "（【" else 0.0
    return min(abs(left), abs(right), abs(left + right) / 2) <= (_ALIGNED + hanging) * upper.em


def _shared(box: tuple[float, float, float, float], column: Column) -> float:
    return min(box[2], column[1]) - max(box[0], column[0])
