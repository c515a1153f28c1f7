"""From the counts of a row to its rates, score, grade and rank, as a publisher with these habits prints them."""

from fractions import Fraction

from generator.drafts import missing_text
from generator.relations import Graded, Ranked, Ratio, Sum, Weighted, grade_of


def _rates(habits, scheme, record):
    """Return each rate exactly in the printed scale, None where its divisor is 0."""
    return {
        rate.name: habits.whole * record[rate.upper] / record[rate.lower] if record[rate.lower] else None
        for rate in scheme.rates
    }


def _filled(habits, scheme, record, rates):
    """Return the rates with what this publisher takes for an undefined one; None where it scores no such row."""
    if None not in rates.values():
        return rates
    if habits.undefined != "full" or scheme.exempt(record):
        return None
    best = {rate.name: Fraction(0) if rate.reverse else habits.whole for rate in scheme.rates}
    return {name: best[name] if value is None else value for name, value in rates.items()}


def _items(habits, scheme, rates):
    """Return what each rate adds to the score, from raw or from printed rates."""
    items = {}
    for rate, weight in zip(scheme.rates, scheme.weights, strict=True):
        value = habits.rate.round(rates[rate.name]) if habits.from_printed else rates[rate.name]
        items[rate.name] = weight / habits.whole * (habits.whole - value if rate.reverse else value)
    return items


def _score(habits, scheme, rates):
    items = _items(habits, scheme, rates).values()
    if scheme.items and habits.from_printed:
        items = [habits.score.round(value) for value in items]
    return sum(items, Fraction(0))


def sorting(habits, scheme, record):
    """Return the score by which a row finds its place; rows without one stand last."""
    rates = _filled(habits, scheme, record, _rates(habits, scheme, record))
    return Fraction(-1) if rates is None else _score(habits, scheme, rates)


def fill_results(publisher, scheme, draft):
    """Fill rates, scores and grades of all rows; return the data rows that have a score."""
    habits = publisher.habits
    sums_have_scores = publisher.rng.random() < 0.6
    scored = []
    for at in draft.numbered():
        node = draft.outline.nodes[at]
        record = {count.name: draft.exact[at, count.name] for count in scheme.vocabulary.counts}
        rates = _rates(habits, scheme, record)
        _put_rates(habits, scheme, draft, at, rates)
        if not scheme.exempt(record):
            _relate_rates(habits, scheme, draft, at, rates)
        _relate_splits(scheme, draft, at)
        filled = _filled(habits, scheme, record, rates)
        if node.kind in {"total", "subtotal"} and not sums_have_scores:
            _leave_out(scheme, draft, at, habits.missing)
        elif filled is None:
            full = scheme.exempt(record) and habits.undefined == "full"
            _leave_out(scheme, draft, at, "—" if full else missing_text(habits, habits.score))
            if habits.undefined == "zero" and scheme.bands:
                draft.say(at, scheme.grade, scheme.bands[-1].grade)
        else:
            _put_score(habits, scheme, draft, at, filled)
            if None not in rates.values() and scheme.states_score:
                _relate_score(habits, scheme, draft, at)
            if node.kind == "data":
                scored.append(at)
    return scored


def _put_rates(habits, scheme, draft, at, rates):
    for rate in scheme.rates:
        if rates[rate.name] is not None:
            draft.put(at, rate.name, rates[rate.name])
        elif habits.undefined == "full" and rate.reverse:
            draft.say(at, rate.name, habits.rate.write(Fraction(0)))
        else:
            draft.say(at, rate.name, missing_text(habits, habits.rate, habits.whole))


def _relate_rates(habits, scheme, draft, at, rates):
    basis = "stated" if scheme.states_rates else "inferred"
    for rate in scheme.rates:
        if rates[rate.name] is not None:
            draft.relate(
                lambda ref, rate=rate: Ratio(
                    basis, ref(at, rate.name), ref(at, rate.upper), ref(at, rate.lower), habits.whole
                )
            )


def _relate_splits(scheme, draft, at):
    for whole, parts in scheme.vocabulary.splits:
        draft.relate(
            lambda ref, whole=whole, parts=parts: Sum(
                "inferred", ref(at, whole), tuple(ref(at, part) for part in parts)
            )
        )


def _leave_out(scheme, draft, at, text):
    items = [scheme.item(rate) for rate in scheme.rates]
    for name in (*items, scheme.score, scheme.grade):
        draft.say(at, name, text)


def _put_score(habits, scheme, draft, at, rates):
    score = _score(habits, scheme, rates)
    draft.put(at, scheme.score, score)
    items = _items(habits, scheme, rates)
    for rate in scheme.rates if scheme.items else ():
        draft.put(at, scheme.item(rate), items[rate.name])
    if scheme.bands:
        draft.say(at, scheme.grade, grade_of(scheme.bands, habits.score.round(score)))
    if scheme.bands and scheme.states_bands:
        draft.relate(lambda ref: Graded("stated", ref(at, scheme.grade), ref(at, scheme.score), scheme.bands))


def _relate_score(habits, scheme, draft, at):
    terms = [
        (weight / habits.whole, rate.name, rate.reverse)
        for rate, weight in zip(scheme.rates, scheme.weights, strict=True)
    ]
    if not scheme.items:
        draft.relate(
            lambda ref: Weighted(
                "stated",
                ref(at, scheme.score),
                tuple((weight, ref(at, name), reverse) for weight, name, reverse in terms),
                habits.whole,
            )
        )
        return
    items = [scheme.item(rate) for rate in scheme.rates]
    for item, (weight, name, reverse) in zip(items, terms, strict=True):
        draft.relate(
            lambda ref, item=item, weight=weight, name=name, reverse=reverse: Weighted(
                "stated", ref(at, item), ((weight, ref(at, name), reverse),), habits.whole
            )
        )
    draft.relate(lambda ref: Sum("stated", ref(at, scheme.score), tuple(ref(at, item) for item in items)))


def fill_ranks(habits, scheme, draft, scored):
    """Rank the scored rows with this publisher's way of ties; the others have none."""
    values = {row: draft.printed(row, scheme.score) for row in scored}
    if habits.ties == "1234":
        values = {row: draft.exact[row, scheme.score] for row in scored}
    for place, row in enumerate(sorted(scored, key=lambda row: -values[row]), 1):
        ahead = [value for value in values.values() if value > values[row]]
        ranks = {"1224": 1 + len(ahead), "1223": 1 + len(set(ahead)), "1234": place}
        draft.put(row, scheme.rank, Fraction(ranks[habits.ties]))
    for at in draft.numbered():
        if at not in scored:
            draft.say(at, scheme.rank, habits.missing)
    if len(scored) > 1:
        draft.relate(
            lambda ref: Ranked(
                "definition",
                ref(scored[0], scheme.rank),
                tuple((ref(row, scheme.rank), ref(row, scheme.score)) for row in scored),
            )
        )
