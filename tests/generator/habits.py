"""The habits of one publisher, drawn from a seed and kept through the whole bulletin."""

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from generator import names
from generator.numbers import Style


@dataclass(frozen=True)
class Habits:
    """How this publisher counts, computes, rounds and lays out."""

    city: str
    office: str
    year: int
    month: int
    rounding: str
    rate: Style
    score: Style
    from_printed: bool
    comma: bool
    rate_sign: str  # cell: 97.3% in cells; header: （%） in the header; none: a bare number; fraction: 0.973
    whole: Fraction  # what a rate of all is: 100, or 1 where it is printed as a fraction
    undefined: str  # zero, dash, slash, blank, full: what is printed for 0 of 0
    missing: str  # what stands where a total row has no rank
    ties: str  # 1224, 1223, 1234
    ordered: str  # stated, silent, no
    wide_signs: bool  # ＝ ÷ （ ） and not = / ( )
    header: str  # flat, units, two-level, wrapped
    ordinal: bool
    page_break: bool
    repeat_header: bool
    note_in_grid: bool
    newline: str
    encoding: str
    total_label: str
    cjk_spacing: bool
    minus: str
    wide_digits: bool


@dataclass
class Publisher:
    """Who writes a bulletin: the seeded chance, the habits, and the places that already have a name."""

    rng: Random
    habits: Habits
    used: set[str] = field(default_factory=set)

    def place(self):
        """Return two characters that no earlier place of this bulletin has."""
        while True:
            name = self.rng.choice(names.FIRST) + self.rng.choice(names.SECOND)
            if name not in self.used and name != self.habits.city:
                self.used.add(name)
                return name

    def bodies(self, kind, count):
        """Return different bodies of one kind (district, street, bureau, company, topic)."""
        rng, city = self.rng, self.habits.city
        if kind == "bureau":
            prefix = rng.choice(("市", city + "市", ""))
            return [prefix + name for name in rng.sample(names.BUREAUS, min(count, len(names.BUREAUS)))]
        if kind == "topic":
            return rng.sample(names.TOPICS, min(count, len(names.TOPICS)))
        end = rng.choice(("", "政府", "人民政府"))
        bodies = []
        for _ in range(count):
            place = self.place()
            if kind == "company":
                front = rng.choice((city + "市", city, "市", ""))
                bodies.append(front + place + rng.choice(names.TRADES) + rng.choice(names.COMPANY_ENDS))
            elif kind == "street":
                bodies.append(place + rng.choice(names.STREETS))
            else:
                bodies.append(place + rng.choice("区区区县市") + end)
        return bodies


def draw_habits(rng):
    rounding = rng.choices(("half-up", "half-even", "truncate"), (6, 2, 2))[0]
    sign = rng.choices(("cell", "header", "none", "fraction"), (8, 10, 2, 1))[0]
    places = rng.choices((2, 1, 0), (7, 3, 0.5))[0] + (2 if sign == "fraction" else 0)
    rate = Style(places, strip=rng.random() < 0.4, sign="%" if sign == "cell" else "", rounding=rounding)
    score_rounding = rounding if rng.random() < 0.6 else "half-up"
    score = Style(rng.choices((2, 1, 3), (7, 2, 1))[0], strip=rng.random() < 0.4, rounding=score_rounding)
    return Habits(
        city=rng.choice(names.FIRST) + rng.choice(names.SECOND),
        office=rng.choice(
            ("市政府办公室", "市数字治理中心", "市网格化服务管理中心", "市督查考核办公室", "市行政审批服务局")
        ),
        year=rng.randint(2016, 2025),
        month=rng.randint(1, 12),
        rounding=rounding,
        rate=rate,
        score=score,
        from_printed=rng.random() < 0.4,
        comma=rng.random() < 0.15,
        rate_sign=sign,
        whole=Fraction(1 if sign == "fraction" else 100),
        undefined=rng.choice(("zero", "dash", "slash", "blank", "full")),
        missing=rng.choice(("", "—", "/", "-")),
        ties=rng.choice(("1224", "1224", "1223", "1234")),
        ordered=rng.choice(("stated", "silent", "no")),
        wide_signs=rng.random() < 0.4,
        header=rng.choice(("flat", "units", "two-level", "two-level", "wrapped")),
        ordinal=rng.random() < 0.25,
        page_break=rng.random() < 0.5,
        repeat_header=rng.random() < 0.5,
        note_in_grid=rng.random() < 0.3,
        newline=rng.choices(("\n", "\r\n"), (4, 1))[0],
        encoding=rng.choices(("utf-8", "utf-8-sig", "gb18030", "utf-16"), (6, 1, 2, 1))[0],
        total_label=rng.choice(("合计", "合 计", "总计", "全市合计", "合　计", "全市")),
        cjk_spacing=rng.random() < 0.5,
        minus=rng.choice(("-", "-", "-", "－", "−")),
        wide_digits=rng.random() < 0.06,
    )
