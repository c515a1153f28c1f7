"""The rows of a table: flat, with totals, parents and members, blocks with subtotals, headings, 其中 rows."""

from dataclasses import dataclass, field
from itertools import pairwise

from generator.names import MEMBERS
from generator.truth import Label

FLAT = ("flat", "total-top", "total-bottom")
GROUPED = ("members", "blocks", "headings", "indented", "of-which")


@dataclass
class Node:
    """A row before its numbers: ``adds`` names the rows that it is the sum of, ``part_of`` the row of a 其中."""

    labels: tuple[Label | None, ...]
    kind: str = "data"
    parent: int | None = None
    adds: tuple[int, ...] = ()
    part_of: int | None = None
    statement: str | None = None
    exhaustive: bool = True


@dataclass
class Outline:
    shape: str
    nodes: list[Node] = field(default_factory=list)
    labelling: int = 1

    def add(self, *labels, **fields):
        self.nodes.append(Node(tuple(labels), **fields))
        return len(self.nodes) - 1

    def leaves(self):
        """The rows whose numbers are drawn and not added up."""
        return [
            at
            for at, node in enumerate(self.nodes)
            if not node.adds and node.part_of is None and node.statement is None and node.kind == "data"
        ]


def draw_outline(rng, shape, bodies, total_label, statement=None):
    """Return the rows for ``bodies`` in the given shape; ``statement`` may stand in place of a member's numbers."""
    outline = Outline(shape)
    if shape in FLAT:
        _flat(outline, bodies, total_label)
    elif shape == "members":
        _members(rng, outline, bodies, statement)
    elif shape == "blocks":
        _blocks(rng, outline, bodies, total_label)
    elif shape == "headings":
        _headings(rng, outline, bodies, total_label)
    elif shape == "indented":
        _indented(rng, outline, bodies, total_label)
    else:
        _of_which(rng, outline, bodies, total_label)
    return outline


def _flat(outline, bodies, total_label):
    first = 0
    if outline.shape == "total-top":
        first = 1
        outline.add(Label(total_label), kind="total", adds=tuple(range(1, len(bodies) + 1)))
    for body in bodies:
        outline.add(Label(body))
    if outline.shape == "total-bottom":
        outline.add(Label(total_label), kind="total", adds=tuple(range(first, first + len(bodies))))


def _members(rng, outline, bodies, statement):
    """市某局 over a merged 下属单位 beside its members; bodies without members stand between."""
    outline.labelling = 2
    word = rng.choice(("下属单位", "所属单位", "直属单位"))
    certain = rng.choice(bodies)  # a table in which no body has members would have no second label column
    for body in bodies:
        if rng.random() < 0.45 and body != certain:
            outline.add(Label(body, colspan=2), None)
            continue
        names = rng.sample(MEMBERS, rng.randint(2, 4))
        parent = len(outline.nodes)
        silent = {rng.randrange(1, len(names))} if statement and rng.random() < 0.4 else set()
        speaking = tuple(parent + 1 + at for at in range(len(names)) if at not in silent)
        outline.add(Label(body, colspan=2), None, kind="group", adds=speaking)
        for at, name in enumerate(names):
            label = Label(word, rowspan=len(names)) if at == 0 else None
            outline.add(label, Label(name), parent=parent, statement=statement if at in silent else None)


def _cut(rng, bodies, groups):
    cuts = sorted(rng.sample(range(2, len(bodies) - 1), groups - 1)) if len(bodies) > 2 * groups else [len(bodies) // 2]
    edges = [0, *cuts, len(bodies)]
    return [bodies[a:b] for a, b in pairwise(edges)]


def _blocks(rng, outline, bodies, total_label):
    """A merged group label beside its rows, which end (or begin) with 小计."""
    outline.labelling = 2
    names = ("中心城区", "县（市）", "功能区", "市直部门")
    word = rng.choice(("小计", "小 计", "合计"))
    first = rng.random() < 0.3
    subtotals = []
    for name, block in zip(names, _cut(rng, bodies, 2 + (len(bodies) > 8)), strict=False):
        start = len(outline.nodes)
        members = tuple(range(start + first, start + first + len(block)))
        rows = [Label(body) for body in block]
        for at, label in enumerate([Label(word), *rows] if first else [*rows, Label(word)]):
            group = Label(name, rowspan=len(block) + 1) if at == 0 else None
            here = len(outline.nodes)
            if here in members:
                outline.add(group, label)
            else:
                subtotals.append(outline.add(group, label, kind="subtotal", adds=members))
    outline.add(Label(total_label if word != "合计" else "总计", colspan=2), None, kind="total", adds=tuple(subtotals))


def _headings(rng, outline, bodies, total_label):
    """Lines of words over the groups, 小计 under them, 合计 at the end."""
    subtotals = []
    for name, block in zip(("一、县区", "二、开发区", "三、市直部门"), _cut(rng, bodies, 2), strict=False):
        outline.add(Label(name), kind="heading")
        members = tuple(outline.add(Label(body)) for body in block)
        subtotals.append(outline.add(Label("小计"), kind="subtotal", adds=members))
    outline.add(Label(total_label), kind="total", adds=tuple(subtotals))


def _indented(rng, outline, bodies, total_label):
    """一、甲类 with its own numbers, the sum of the indented rows under it."""
    parents = []
    top = rng.random() < 0.4
    if top:
        outline.add(Label(total_label), kind="total")
    for name, block in zip(("一、城区", "二、县域", "三、园区"), _cut(rng, bodies, 2), strict=False):
        parent = len(outline.nodes)
        outline.add(Label(name), kind="group", adds=tuple(range(parent + 1, parent + 1 + len(block))))
        parents.append(parent)
        for body in block:
            outline.add(Label("　" + body), parent=parent)
    if top:
        outline.nodes[0].adds = tuple(parents)
    else:
        outline.add(Label(total_label), kind="total", adds=tuple(parents))


def _of_which(rng, outline, bodies, total_label):
    """Rows that say what is contained in the row above, and claim no partition."""
    tops = []
    for body in bodies:
        top = outline.add(Label(body))
        tops.append(top)
        if rng.random() < 0.35:
            outline.add(Label("其中：" + rng.choice(MEMBERS)), parent=top, part_of=top, exhaustive=False)
    outline.add(Label(total_label), kind="total", adds=tuple(tops))
