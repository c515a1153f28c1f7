"""How columns were computed and printed, said once per column and not once per row."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from checks.engine.judging import Judgement, Outcome
from checks.engine.laws import Habit
from checks.engine.support import Standing
from checks.engine.words import plain
from checks.ground import Ground
from checks.phrases import OWN_NAMES, counted, is_own_name
from schemas.findings import Convention, Reason, Result
from schemas.ids import make_id
from schemas.intervals import Rounding
from schemas.tables import value_ref

_ROUNDING = {
    Rounding.HALF_UP: ("rounded half up", "四舍五入"),
    Rounding.HALF_EVEN: ("rounded half to even", "四舍六入五成双"),
    Rounding.TRUNCATION: ("cut off without rounding", "截尾"),
    Rounding.CEILING: ("rounded up", "进一法"),
    Rounding.NEAREST: ("rounded to the nearest", "修约到最近"),
}


def ground_to_conventions(ground: Ground) -> tuple[Convention, ...]:
    """Return all conventions, each once."""
    found: dict[str, Convention] = {}
    for convention in (*ground.conventions, *_stripped_zeros(ground), *_from_judgements(ground)):
        found.setdefault(convention.id, convention)
    return tuple(found.values())


def _stripped_zeros(ground: Ground) -> Iterator[Convention]:
    columns: dict[tuple[str, int], list[str]] = defaultdict(list)
    for table in ground.bulletin.tables:
        for column in table.columns:
            if column.strips_zeros:
                refs = [
                    value_ref(table.id, value.row, value.col)
                    for value in table.values
                    if value.col == column.col
                    and value.printed.value is not None
                    and value.printed.places < column.places
                ]
                columns[plain(column.name), column.places] += refs
    for (name, places), refs in columns.items():
        yield Convention(
            make_id("convention", "zeros", name, places),
            f"{name}: {counted(places, 'decimal')}, zeros at the end not printed",
            f"{name}：{places} 位小数，末尾的 0 不印出", name,
            f"{counted(len(refs), 'number')} printed with fewer decimals", f"{len(refs)} 个数印出的小数较少",
        )  # fmt: skip


def _from_judgements(ground: Ground) -> Iterator[Convention]:
    for judgement in ground.judgements:
        if judgement.support.standing is Standing.REFUTED or not judgement.outcomes:
            continue
        yield from _habits(judgement)
        yield from _undefined(judgement)


def _habits(judgement: Judgement) -> Iterator[Convention]:
    """Say how a rounded column was computed; whole numbers need no convention."""
    groups: dict[Habit, list[Outcome]] = defaultdict(list)
    for outcome in judgement.outcomes:
        if outcome.reason is None and outcome.instance.target.places:
            groups[judgement.habits.of(outcome.instance.target.table)].append(outcome)
    law = judgement.law
    for habit, outcomes in groups.items():
        rounded = any(not num.exact for outcome in outcomes for num in outcome.instance.operands)
        said, said_zh = _ROUNDING[habit.rounding]
        if rounded and judgement.habits.telling:
            source, source_zh = ("unrounded", "修约前的数") if habit.raw else ("printed", "印出的数")
            said, said_zh = f"computed from the {source} operands, {said}", f"由{source_zh}计算，{said_zh}"
        exact = sum(outcome.result is Result.EXACT for outcome in outcomes)
        evidence = f"{exact} of {counted(len(outcomes), 'row')}"
        evidence_zh = f"{len(outcomes)} 行中有 {exact} 行如此"
        if rounded and judgement.habits.telling:
            evidence += f"; in {counted(judgement.habits.telling, 'row')} the other way would print otherwise"
            evidence_zh += f"；其中 {judgement.habits.telling} 行可据以区分"
        if judgement.reading.what:
            said += f"; {judgement.reading.what}"
            said_zh += f"；{judgement.reading.what_zh}"
        tables = sorted({outcome.instance.target.ref.partition("/")[0] for outcome in outcomes})
        own = is_own_name(law.name, law.rule_text)
        name = OWN_NAMES[law.name] if own else law.name
        scope = ", ".join(tables) if own else f"{law.name} ({', '.join(tables)})"
        yield Convention(
            make_id("convention", law.code, law.rule_id, law.rule_text, *tables, habit),
            f"{name}: {said}", f"{law.name}：{said_zh}", scope, evidence, evidence_zh,
            tuple(outcome.instance.target.ref for outcome in outcomes if outcome.result is not Result.EXACT),
        )  # fmt: skip


def _undefined(judgement: Judgement) -> Iterator[Convention]:
    """Say what is printed where a divisor is 0."""
    undefined = [outcome.instance for outcome in judgement.outcomes if outcome.reason is Reason.UNDEFINED]
    if not undefined:
        return
    printed, count = Counter(instance.target.raw for instance in undefined).most_common(1)[0]
    law = judgement.law
    yield Convention(
        make_id("convention", "undefined", law.code, law.rule_text, *(each.target.ref for each in undefined)),
        f"{law.name}: {printed} is printed where a divisor is 0", f"{law.name}：除数为 0 时印作 {printed}", law.name,
        f"{count} of {counted(len(undefined), 'such row')}", f"此类 {len(undefined)} 行中有 {count} 行",
        tuple(instance.target.ref for instance in undefined if instance.target.raw != printed),
    )  # fmt: skip
