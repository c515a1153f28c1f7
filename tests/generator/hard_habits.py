"""How a hard page is drawn: what varies from seed to seed."""

from dataclasses import dataclass
from random import Random

RULINGS = ("ruled", "open", "dashed", "rectangles", "lines", "three-line", "white")
"""All cells boxed; no outer uprights; dashed rules; thin rectangles for rules; a line under each row; 三线表; none."""

DRAWN = frozenset({"ruled", "open", "dashed", "rectangles"})
"""Rulings whose uprights part the columns."""


@dataclass(frozen=True)
class Drawing:
    """Lengths in points; ``turn`` is the /Rotate of the pages in degrees."""

    ruling: str
    size: float
    leading: float
    pad_x: float
    pad_y: float
    numbers: str  # alignment of the values: left, center, right
    names: str  # of the labels
    level: str  # upright alignment: top, middle
    levels: int
    blanks: bool
    words: bool
    diagonal: bool
    stretched: bool  # over the full width, or as wide as its text
    landscape: bool
    turn: int
    newspaper: bool
    watermark: bool
    seal: bool
    running_head: bool
    repeat_head: bool
    cut_rows: bool
    cut_labels: bool
    low: bool  # the table begins far down its page, so that a break cuts it
    note_size: float

    @property
    def drawn(self) -> bool:
        return self.ruling in DRAWN

    def classes(self) -> list[str]:
        """Return the names under which what fails is counted."""
        flags = "blanks words diagonal landscape newspaper watermark seal cut_rows cut_labels low".split()
        names = [self.ruling, f"{self.numbers} numbers", f"{self.level} aligned", f"{self.levels} levels"]
        names += [flag.replace("_", " ") for flag in flags if getattr(self, flag)]
        return [*names, f"turned {self.turn}"] if self.turn else names


def draw_habits(seed: int) -> Drawing:
    rng = Random(f"hard-{seed}")
    ruling = rng.choice(RULINGS)
    drawn = ruling in DRAWN
    newspaper = rng.random() < 0.1
    size = rng.choice((9, 9, 10.5, 8))
    return Drawing(
        ruling=ruling,
        size=size,
        leading=rng.choice((1.2, 1.3, 1.5)) * size,
        pad_x=rng.choice((3, 5) if drawn else (5, 7, 9)),
        pad_y=rng.choice((2, 3, 5)),
        numbers=rng.choice(("center", "center", "right", "left")),
        names=rng.choice(("left", "center")),
        level=rng.choice(("middle", "middle", "top")),
        levels=rng.choice((2, 2, 3)),
        blanks=rng.random() < 0.2,
        words=rng.random() < 0.15,
        diagonal=drawn and rng.random() < 0.2,
        stretched=rng.random() < 0.7,
        landscape=not newspaper and rng.random() < 0.2,
        turn=0 if newspaper else rng.choice((0, 0, 0, 0, 0, 0, 90, 270)),
        newspaper=newspaper,
        watermark=rng.random() < 0.15,
        seal=rng.random() < 0.15,
        running_head=rng.random() < 0.4,
        repeat_head=rng.random() < 0.5,
        cut_rows=drawn and rng.random() < 0.3,
        cut_labels=rng.random() < 0.5,
        low=rng.random() < 0.4,
        note_size=rng.choice((size, 0.9 * size)),
    )
