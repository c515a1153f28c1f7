"""Pages that hold no table, though they look like one: what a reader of tables must refuse."""

from random import Random

from generator.hard_habits import draw_habits
from generator.hard_layout import MARGIN, Laid, Press, Stroke
from generator.hard_pages import PROSE, laid_to_pdf

NAMES = ("王小明", "李建国", "赵秀英", "陈志强", "沈雪梅", "周文斌", "吴桂兰", "郑海燕")


def _underlined(press: Press, rng: Random) -> None:
    """Blanks to be filled in and underlined words, one under the other."""
    for label in ("申请单位", "联系人", "联系电话", "申请日期", "审核意见"):
        words = press.print(MARGIN, press.y + 11, f"{label}：", 10.5)
        left = words.box[2] + 4
        press.laid.sheets[-1].strokes.append(Stroke(left, press.y + 13, left + rng.uniform(120, 220), press.y + 13))
        if rng.random() < 0.5:
            press.print(left + 10, press.y + 11, rng.choice(("市城管局", "2024年3月", "0728-6447972")), 10.5)
        press.y += 22


def _chart(press: Press, rng: Random) -> None:
    """Bars over a grid of lines, with a scale and the names of the bars."""
    left, top, width, height = MARGIN + 40, press.y + 10, 360.0, 180.0
    strokes = press.laid.sheets[-1].strokes
    for step in range(7):
        y = top + height * step / 6
        strokes.append(Stroke(left, y, left + width, y))
        press.print(left - 26, y + 3, str((6 - step) * 20), 9)
    for month in range(1, 7):
        x = left + width * (month - 0.5) / 6
        tall = height * rng.uniform(0.2, 0.9)
        for x0, x1, y0, y1 in (
            (x - 12, x - 12, top + height - tall, top + height),
            (x + 12, x + 12, top + height - tall, top + height),
            (x - 12, x + 12, top + height - tall, top + height - tall),
        ):
            strokes.append(Stroke(x0, y0, x1, y1))
        press.print(x - 10, top + height + 12, f"{month}月", 9)
    press.y = top + height + 30


def _frame(press: Press, rng: Random) -> None:
    """A frame round the page, and a rule under its head."""
    sheet = press.laid.sheets[-1]
    x0, y0, x1, y1 = 40.0, 45.0, sheet.width - 40, sheet.height - 45
    sheet.strokes += [Stroke(x0, y0, x1, y0), Stroke(x0, y1, x1, y1), Stroke(x0, y0, x0, y1), Stroke(x1, y0, x1, y1)]
    sheet.strokes.append(Stroke(x0, y0 + 14, x1, y0 + 14))
    _prose(press, rng)


def _boxed(press: Press, rng: Random) -> None:
    """A paragraph in a box, and one under a headline in a box of two."""
    left, right = press.frame
    for parts in (1, 2):
        top = press.y
        if parts == 2:
            press.paragraph("工作提示", align="center")
            press.laid.sheets[-1].strokes.append(Stroke(left - 6, press.y, right + 6, press.y))
        press.paragraph("".join(PROSE))
        strokes = press.laid.sheets[-1].strokes
        box = (left - 6, top - 4, right + 6, press.y + 2)
        strokes += [Stroke(box[0], box[1], box[2], box[1]), Stroke(box[0], box[3], box[2], box[3])]
        strokes += [Stroke(box[0], box[1], box[0], box[3]), Stroke(box[2], box[1], box[2], box[3])]
        press.y += rng.uniform(20, 40)


def _signatures(press: Press, rng: Random) -> None:
    """Who signs, and when, side by side; and the imprint between rules."""
    for office in rng.sample(("市政府办公室", "市财政局", "市审计局", "市统计局"), 2):
        press.print(MARGIN + 60, press.y + 11, office, 10.5)
        press.print(MARGIN + 290, press.y + 11, "市人民政府", 10.5)
        press.y += 20
    press.print(MARGIN + 60, press.y + 11, "2024年3月5日", 10.5)
    press.print(MARGIN + 290, press.y + 11, "2024年3月6日", 10.5)
    press.y += 60
    left, right = press.frame
    for first, second in (
        ("抄送：市委办公室，市人大常委会办公室，市政协办公室。", ""),
        ("市政府办公室", "2024年3月8日印发"),
    ):
        press.laid.sheets[-1].strokes.append(Stroke(left, press.y, right, press.y))
        press.print(left + 8, press.y + 14, first, 10.5)
        if second:
            press.print(right - 110, press.y + 14, second, 10.5)
        press.y += 20
    press.laid.sheets[-1].strokes.append(Stroke(left, press.y, right, press.y))


def _contents(press: Press, rng: Random) -> None:
    """Headings with dot leaders to the numbers of their pages, and without leaders."""
    left, right = press.frame
    leader = rng.choice(("…", ".", " "))
    page = 1
    for number, head in enumerate(("总体情况", "受理情况", "办理情况", "存在问题", "下一步工作", "附件"), 1):
        words = press.print(left, press.y + 11, f"{'一二三四五六'[number - 1]}、{head}", 10.5)
        x = words.box[2] + 3
        while leader.strip() and x < right - 24:
            x = press.print(x, press.y + 11, leader * 3, 10.5).box[2]
        press.print(right - 12, press.y + 11, str(page), 10.5)
        page += rng.randint(1, 9)
        press.y += 20


def _columns(press: Press, rng: Random) -> None:
    """Running text in two columns."""
    left, right = press.frame
    press.frames = [(left, (left + right) / 2 - 10), ((left + right) / 2 + 10, right)]
    for _ in range(6):
        press.paragraph("".join(rng.sample(PROSE, 3)))


def _people(press: Press, rng: Random) -> None:
    """Names of people in rows and columns."""
    for _ in range(rng.randint(4, 7)):
        for number, name in enumerate(rng.sample(NAMES, 4)):
            press.print(MARGIN + 30 + 100 * number, press.y + 11, name, 10.5)
        press.y += 19


def _prose(press: Press, rng: Random) -> None:
    for _ in range(rng.randint(4, 9)):
        press.paragraph(rng.choice(PROSE))


LOOKALIKES = {
    "underlining": _underlined,
    "chart": _chart,
    "page frame": _frame,
    "boxed paragraph": _boxed,
    "signatures": _signatures,
    "contents": _contents,
    "columns of prose": _columns,
    "names": _people,
}


def make_lookalike(kind: str, seed: int) -> bytes:
    """Return a page with running text and one thing that is no table."""
    rng = Random(f"lookalike-{kind}-{seed}")
    habits = next(
        found for at in range(100) if (found := draw_habits(seed * 100 + at)).turn == 0 and not found.newspaper
    )
    press = Press(seed, habits)
    if kind != "columns of prose":
        _prose(press, rng)
    LOOKALIKES[kind](press, rng)
    if kind not in {"page frame", "columns of prose"}:
        press.y += 20
        _prose(press, rng)
    return laid_to_pdf(Laid(press.laid.sheets, []), habits)
