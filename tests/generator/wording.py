"""The rules of a bulletin in words, in many phrasings. Constants carry their class."""


class Signs:
    """Half-width or full-width signs, as a publisher prefers."""

    def __init__(self, rng, *, wide):
        self.equals = "＝" if wide else rng.choice(("=", "=", " = "))
        self.times = rng.choice(("×", "×", "*", "x")) if not wide else "×"
        self.over = "÷" if wide else rng.choice(("/", "÷", "/"))
        self.plus = "＋" if wide else rng.choice(("+", "+", " + "))
        self.minus = "－" if wide else rng.choice(("-", "−", "-"))
        self.left, self.right = ("（", "）") if wide else ("(", ")")
        self.percent = "％" if wide and rng.random() < 0.3 else "%"


def say_rate(rng, signs, rate):
    """A rate's definition."""
    hundred = f"{signs.times}{{c:100}}{signs.percent}"
    quotient = f"{rate.upper}{signs.over}{rate.lower}"
    return rng.choice(
        (
            f"{rate.name}{signs.equals}{quotient}{hundred}",
            f"{rate.name}{signs.equals}{signs.left}{quotient}{signs.right}{hundred}",
            f"{rate.name}{signs.equals}{quotient}",
            f"{rate.name}为{rate.upper}占{rate.lower}的百分比",
            f"{rate.name}指{rate.upper}与{rate.lower}之比",
            f"{rate.name}{signs.equals}{rate.upper}除以{rate.lower}{hundred}",
        )
    )


def say_score(rng, signs, score, rates, weights):
    """The score's formula: weights as percentages, as decimals, as points."""
    phrasing = rng.choice(("hundredfold", "percent", "decimal", "points-first", "points", "words"))
    if phrasing == "words" and not any(rate.reverse for rate in rates):
        return _in_words(rng, signs, score, rates, weights)
    terms = []
    for rate, weight in zip(rates, weights, strict=True):
        full = rng.choice(("{c:1}", "{c:1}", f"{{c:100}}{signs.percent}"))
        factor = f"{signs.left}{full}{signs.minus}{rate.name}{signs.right}" if rate.reverse else rate.name
        if phrasing == "hundredfold":
            terms.append(f"{factor}{signs.times}{{c:100}}{signs.times}{{c:{weight}}}{signs.percent}")
        elif phrasing == "decimal":
            terms.append(f"{factor}{signs.times}{{c:{_decimal(weight)}}}")
        elif phrasing == "points-first":
            terms.append(f"{{c:{weight}}}{signs.times}{factor}")
        elif phrasing == "points":
            terms.append(f"{factor}{signs.times}{{c:{weight}}}")
        else:
            terms.append(f"{factor}{signs.times}{{c:{weight}}}{signs.percent}")
    line = f"{score}{signs.equals}{signs.plus.join(terms)}"
    if phrasing == "decimal" and rng.random() < 0.3:
        inner = signs.plus.join(terms)
        line = f"{score}{signs.equals}{signs.left}{inner}{signs.right}{signs.times}{{c:100}}"
    return rng.choice(("", "", f"{score}的计算公式为：")) + line


def _decimal(weight):
    return f"{weight / 100:.2f}".rstrip("0")


def _in_words(rng, signs, score, rates, weights):
    names = "、".join(rate.name for rate in rates)
    shares = "、".join(f"{{c:{weight}}}{signs.percent}" for weight in weights)
    each = "、".join(f"{rate.name}占{{c:{weight}}}{signs.percent}" for rate, weight in zip(rates, weights, strict=True))
    return rng.choice(
        (
            f"{score}由{names}加权计算得出，权重分别为{shares}",
            f"{score}按{each}加权计算",
            f"{score}为{names}的加权之和，权重依次为{shares}",
        )
    )


def say_bands(rng, bands, score, grade_name):
    """The grades' bounds."""
    phrasings = [_as_intervals, _as_inequalities, _as_comparisons]
    if bands[0].closed:
        phrasings += [_with_above, _with_included]
    return rng.choice(phrasings)(rng, bands, score, grade_name)


def _pairs(bands):
    """Each band with the one above it."""
    return list(zip((None, *bands), bands, strict=False))


def _as_intervals(rng, bands, score, grade_name):
    parts = []
    for above, band in _pairs(bands):
        low, high = (0 if band.low is None else int(band.low)), (100 if above is None else int(above.low))
        closed = bands[0].closed
        left = "[" if closed or band.low is None else "("
        right = "]" if not closed or above is None else ")"
        parts.append(f"{left}{{c:{low}}},{{c:{high}}}{right}")
    subject = rng.choice(("分值", score, "得分"))
    return "；".join(
        f"{subject}{interval}，{grade_name}为{band.grade}" for interval, band in zip(parts, bands, strict=True)
    )


def _as_inequalities(rng, bands, score, _):
    subject = rng.choice(("得分", score))
    at_least, under = ("≥", "<") if bands[0].closed else (">", "≤")
    between = "≤" if bands[0].closed else "<"
    parts = []
    for above, band in _pairs(bands):
        if above is None:
            parts.append(f"{subject}{at_least}{{c:{int(band.low)}}}为{band.grade}")
        elif band.low is None:
            parts.append(f"{subject}{under}{{c:{int(above.low)}}}为{band.grade}")
        else:
            parts.append(f"{{c:{int(band.low)}}}{between}{subject}{under}{{c:{int(above.low)}}}为{band.grade}")
    return "，".join(parts)


def _as_comparisons(_, bands, score, grade_name):
    closed = bands[0].closed
    parts = []
    for above, band in _pairs(bands):
        low = "" if band.low is None else f"{'不低于' if closed else '高于'}{{c:{int(band.low)}}}分"
        high = "" if above is None else f"{'低于' if closed else '不高于'}{{c:{int(above.low)}}}分"
        parts.append(f"{score}{'且'.join(part for part in (low, high) if part)}的，{grade_name}为{band.grade}")
    return "；".join(parts)


def _with_above(rng, bands, score, _):
    included = rng.choice(("（含{0}分）", "（含）", "（含本数）"))
    parts = []
    for above, band in _pairs(bands):
        if band.low is None:
            parts.append(f"{{c:{int(above.low)}}}分以下为{band.grade}")
            continue
        low = f"{{c:{int(band.low)}}}"
        reach = f"{low}分以上" + included.format(low)
        parts.append(
            f"{reach}为{band.grade}" if above is None else f"{reach}、不足{{c:{int(above.low)}}}分为{band.grade}"
        )
    return f"{score}" + "，".join(parts)


def _with_included(_, bands, score, grade_name):
    parts = []
    for above, band in _pairs(bands):
        if above is None:
            parts.append(f"{{c:{int(band.low)}}}分（含）以上的为{band.grade}")
        elif band.low is None:
            parts.append(f"{{c:{int(above.low)}}}分以下的为{band.grade}")
        else:
            parts.append(f"{{c:{int(band.low)}}}分（含）至{{c:{int(above.low)}}}分的为{band.grade}")
    return f"{grade_name}按{score}确定：" + "，".join(parts)


def say_exemption(rng, name, score):
    return rng.choice(
        (
            f"{name}为{{c:0}}的单位不参与评价",
            f"{name}如果为{{c:0}}，则不参与评价",
            f"{name}为{{c:0}}的，不计算{score}",
        )
    )


def say_order(rng, score):
    return rng.choice(
        (
            f"各单位按{score}由高到低排列",
            f"本表按{score}从高到低排序",
            f"以{score}降序排列",
        )
    )
