"""What a drawn table says: cells with their spans, taken from a generated bulletin or made of words alone."""

from dataclasses import dataclass, replace
from random import Random

from generator.bulletins import make_bulletin
from generator.names import BUREAUS, TOPICS
from generator.truth import Marked, Table

STEPS = ("完善台账", "公开结果", "约谈负责人", "补齐设施", "清理积存", "加装标识", "重新培训", "移交处理", "限期办结")
FAULTS = ("回复超期", "现场未整改到位", "材料不全", "联系不畅", "重复投诉较多", "台账缺项", "处置不规范")
STATES = ("已完成", "正在办理", "尚未启动", "部分完成")
NEEDLESS = 0.12  # of the value cells are left blank where a table has blanks


@dataclass(frozen=True)
class DrawnCell:
    """A cell; ``kind`` is head, label, value or words, ``parts`` what stands above and below a diagonal line."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    kind: str = "value"
    parts: tuple[str, str] | None = None


@dataclass(frozen=True)
class DrawnTable:
    """``head`` rows and ``labelling`` columns hold names; the cells cover all positions and never overlap."""

    title: str
    unit: str
    rows: int
    cols: int
    head: int
    labelling: int
    cells: tuple[DrawnCell, ...]
    notes: tuple[str, ...]


def bulletin_tables(seed: int, *, most: int, levels: int, blanks: bool) -> list[DrawnTable]:
    """Return the tables of a generated bulletin with at most so many columns; ``levels`` 3 puts a head over all."""
    rng = Random(f"hard-tables-{seed}")
    found = []
    for at in range(20):
        tables = [table for table in make_bulletin(seed * 20 + at).tables() if len(table.columns) <= most]
        found += [_from_truth(rng, table, levels=levels, blanks=blanks) for table in tables]
        if found:
            break
    return found


def words_table(seed: int) -> DrawnTable:
    """Return a table of words: whose fault, what it is, what is done about it."""
    rng = Random(f"hard-words-{seed}")
    heads = ["序号", "责任单位", "问题类别", "存在问题", "整改措施", "办理状态"]
    kept = sorted(rng.sample(range(6), rng.randint(3, 6)))
    columns = {
        0: lambda row: str(row + 1),
        1: lambda _: "市" + rng.choice(BUREAUS),
        2: lambda _: rng.choice(TOPICS),
        3: lambda _: rng.choice(FAULTS),
        4: lambda _: rng.choice(STEPS),
        5: lambda _: rng.choice(STATES),
    }
    rows = rng.randint(4, 12)
    cells = [DrawnCell(0, col, heads[which], kind="head") for col, which in enumerate(kept)]
    cells += [
        DrawnCell(row + 1, col, columns[which](row), kind="words" if which else "label")
        for row in range(rows)
        for col, which in enumerate(kept)
    ]
    return DrawnTable("整改情况一览表", "", rows + 1, len(kept), 1, 1, tuple(cells), ())


def _from_truth(rng: Random, table: Table, *, levels: int, blanks: bool) -> DrawnTable:
    if levels == 3:
        top = rng.choice(("本月情况", "全市情况", "考核内容"))
        columns = [
            replace(column, path=(top, *column.path)) if at >= table.labelling else column
            for at, column in enumerate(table.columns)
        ]
        table = replace(table, columns=tuple(columns), numbering=())
    head, width = table.depth, len(table.columns)
    cells = [DrawnCell(one.row, one.col, one.text, one.rowspan, one.colspan, "head") for one in table.header()]
    notes = [Marked.text.fget(note) for note in table.notes]
    row = head
    for at, said in enumerate(table.rows):
        labels = [(col, label) for col, label in enumerate(said.labels) if label is not None]
        if said.kind == "note":
            notes.append(labels[0][1].text)
            continue
        cells += [DrawnCell(row, col, one.text, one.rowspan, one.colspan, "label") for col, one in labels]
        free = range(table.labelling, width)
        if said.statement is not None:
            cells.append(DrawnCell(row, table.labelling, said.statement, 1, len(free), "words"))
        else:
            texts = {col: "" if said.kind == "heading" else table.cells[at, col] for col in free}
            emptied = {col for col in free if blanks and rng.random() < NEEDLESS}
            cells += [DrawnCell(row, col, "" if col in emptied else text) for col, text in texts.items()]
        row += 1
    return DrawnTable(table.title.text, table.unit_line, row, width, head, table.labelling, tuple(cells), tuple(notes))
