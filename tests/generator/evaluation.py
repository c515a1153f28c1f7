"""How a publisher evaluates: counts, their rates, a weighted score, ranks, grades, and the rules it states."""

from dataclasses import dataclass
from fractions import Fraction

from generator.drafts import Draft, count_style
from generator.names import draw_size
from generator.numbers import Style
from generator.outlines import FLAT, GROUPED, draw_outline
from generator.relations import Band, Ordered
from generator.results import fill_ranks, fill_results, sorting
from generator.schemes import GRADE_NAMES, SCORES, VOCABULARIES, Rate, Vocabulary, draw_bands, draw_weights
from generator.wording import Signs, say_bands, say_exemption, say_order, say_rate, say_score


@dataclass(frozen=True)
class Scheme:
    """One scheme serves several tables of a bulletin; ``items`` prints what each rate adds to the score."""

    vocabulary: Vocabulary
    rates: tuple[Rate, ...]
    weights: tuple[int, ...]
    score: str
    items: bool
    bands: tuple[Band, ...]
    grade: str
    rank: str
    states_rates: bool
    states_score: bool
    states_bands: bool
    exempts: bool
    plan: str

    @property
    def base(self):
        """The count of what there was to do: where it is 0 the row may be exempt."""
        return self.vocabulary.counts[0].name

    def exempt(self, record):
        return self.exempts and record[self.base] == 0

    def item(self, rate):
        return rate.name + "得分"


def draw_scheme(rng):
    vocabulary = rng.choice(VOCABULARIES)
    rates = rng.sample(vocabulary.rates, rng.randint(2, len(vocabulary.rates)))
    return Scheme(
        vocabulary,
        tuple(rates),
        tuple(draw_weights(rng, len(rates))),
        rng.choice(SCORES),
        items=rng.random() < 0.2,
        bands=draw_bands(rng) if rng.random() < 0.7 else (),
        grade=rng.choice(GRADE_NAMES),
        rank=rng.choice(("排名", "名次", "位次", "")),
        states_rates=rng.random() < 0.8,
        states_score=rng.random() < 0.9,
        states_bands=rng.random() < 0.9,
        exempts=rng.random() < 0.5,
        plan=rng.choice(("counts-first", "mixed", "score-first")),
    )


def scheme_notes(publisher, scheme):
    """Return the rules as the bulletin states them, one line each, without their enumerators."""
    rng = publisher.rng
    signs = Signs(rng, wide=publisher.habits.wide_signs)
    lines = []
    if scheme.states_rates:
        definitions = [say_rate(rng, signs, rate) for rate in scheme.rates]
        rng.shuffle(definitions)
        if rng.random() < 0.5:
            lines.append(rng.choice(("各指标计算方法如下：", "", "有关指标说明：")) + "，".join(definitions) + "。")
        else:
            lines += [definition + rng.choice("。；") for definition in definitions]
    if scheme.states_score and scheme.items:
        names = [scheme.item(rate) for rate in scheme.rates]
        for rate, weight in zip(scheme.rates, scheme.weights, strict=True):
            factor = f"{signs.left}{{c:1}}{signs.minus}{rate.name}{signs.right}" if rate.reverse else rate.name
            lines.append(f"{scheme.item(rate)}{signs.equals}{factor}{signs.times}{{c:{weight}}}；")
        together = rng.choice((signs.equals + signs.plus.join(names), "为" + "、".join(names) + "之和"))
        lines.append(f"{scheme.score}{together}。")
    elif scheme.states_score:
        lines.append(say_score(rng, signs, scheme.score, scheme.rates, scheme.weights) + "。")
    if scheme.exempts:
        lines.append(say_exemption(rng, scheme.base, scheme.score) + "。")
    if scheme.bands and scheme.states_bands:
        lines.append(say_bands(rng, scheme.bands, scheme.score, scheme.grade) + "。")
    return lines


def evaluation_table(publisher, scheme, key, title, note):
    """Return a table of one class of bodies."""
    rng, habits, vocabulary = publisher.rng, publisher.habits, scheme.vocabulary
    shape = rng.choice(FLAT * 3 + GROUPED)
    bodies = publisher.bodies(rng.choice(vocabulary.bodies), draw_size(rng))
    statement = vocabulary.statement if rng.random() < 0.6 else None
    outline = draw_outline(rng, shape, bodies, habits.total_label, statement)
    draft = Draft(key, outline, rng.choice(("单位", "责任单位", "地区", "单位名称", "承办单位")))
    order = _columns(publisher, scheme, draft, ranked=shape in FLAT)
    records = [_draw_counts(rng, vocabulary) for _ in outline.leaves()]
    if shape in FLAT and habits.ordered != "no":
        records.sort(key=lambda record: sorting(habits, scheme, record), reverse=True)
    for row, record in zip(outline.leaves(), records, strict=True):
        for name, value in record.items():
            draft.put(row, name, value)
    _fill_parts(rng, vocabulary, draft)
    draft.add_up([count.name for count in vocabulary.counts])
    scored = fill_results(publisher, scheme, draft)
    if scheme.rank and shape in FLAT:
        fill_ranks(habits, scheme, draft, scored)
    if shape in FLAT and habits.ordered == "stated":
        leaves = [row for row in outline.leaves() if (row, scheme.score) not in draft.texts]
        draft.relate(
            lambda ref: Ordered("stated", ref(leaves[0], scheme.score), tuple(ref(r, scheme.score) for r in leaves))
        )
        note = "；".join(part for part in (note, say_order(rng, scheme.score)) if part)
    return draft.done(
        title,
        f"单位：{vocabulary.unit}" if habits.header == "flat" and rng.random() < 0.3 else "",
        order,
        note=note,
        in_grid=habits.note_in_grid,
        ordinal=habits.ordinal and shape in FLAT,
        flat_header=rng.random() < 0.4,
    )


def _columns(publisher, scheme, draft, *, ranked):
    """Declare the columns with their headers; return the order in which they stand."""
    rng, habits, vocabulary = publisher.rng, publisher.habits, scheme.vocabulary
    head = _heads(publisher, vocabulary)
    counts = [count.name for count in vocabulary.counts]
    rates = [rate.name for rate in scheme.rates]
    for name in counts:
        draft.column(name, "count", count_style(habits), head("count", name))
    for name in rates:
        draft.column(name, "rate", habits.rate, head("rate", name))
    results = [scheme.item(rate) for rate in scheme.rates] if scheme.items else []
    results.append(scheme.score)
    for name in results:
        draft.column(name, "score", habits.score, head("result", name))
    if scheme.rank and ranked:
        draft.column(scheme.rank, "rank", Style(exact=True), head("result", scheme.rank))
        results.append(scheme.rank)
    if scheme.bands:
        draft.column(scheme.grade, "grade", Style(), head("result", scheme.grade))
        results.append(scheme.grade)
    if scheme.plan == "score-first":
        return results + rates + counts
    if scheme.plan == "mixed" and habits.header != "two-level":
        behind = {name: [rate.name for rate in scheme.rates if rate.upper == name] for name in counts}
        return [each for name in counts for each in (name, *behind[name])] + results
    if rng.random() < 0.3:
        rng.shuffle(counts)
    return counts + rates + results


def _heads(publisher, vocabulary):
    """Return a function from (group, name) to the header path as printed."""
    rng, habits = publisher.rng, publisher.habits
    brackets = rng.choice(("（{}）", "({})", " ({})"))
    groups = {
        "count": rng.choice(("办理情况", "工作量", "基本情况")),
        "rate": rng.choice(("指标情况", "质效指标", "完成情况")),
        "result": rng.choice(("评价结果", "考核结果", "综合评价")),
    }
    two = habits.header == "two-level"
    unit_in_group = two and rng.random() < 0.3
    units = {
        "count": vocabulary.unit if habits.header == "units" else "",
        "rate": "%" if habits.rate_sign == "header" else "",
        "result": "",
    }

    def head(group, name):
        if habits.header == "wrapped" and len(name) >= 5:
            name = name[:3] + " " + name[3:]
        unit = brackets.format(units[group]) if units[group] else ""
        if unit_in_group:
            return (groups[group] + unit, name)
        return (groups[group], name + unit) if two else (name + unit,)

    return head


def _draw_counts(rng, vocabulary):
    """Return a body's counts: now and then nothing, often all of what there is."""
    record = {}
    for count in vocabulary.counts:
        low, high = count.share
        if count.but:
            record[count.name] = record[count.of] - record[count.but]
        elif count.of is None:
            record[count.name] = 0 if rng.random() < 0.04 else int(low * (high / low) ** rng.random())
        else:
            end = high if high == 1 else low
            record[count.name] = round(record[count.of] * (end if rng.random() < 0.3 else rng.uniform(low, high)))
    return {name: Fraction(value) for name, value in record.items()}


def _fill_parts(rng, vocabulary, draft):
    """Fill the 其中 rows with a share of the row above."""
    for at, node in enumerate(draft.outline.nodes):
        share = Fraction(rng.randint(10, 70), 100)
        for count in vocabulary.counts if node.part_of is not None else ():
            if count.but:
                value = draft.exact[at, count.of] - draft.exact[at, count.but]
            else:
                value = Fraction(int(draft.exact[node.part_of, count.name] * share))
            draft.put(at, count.name, value)
