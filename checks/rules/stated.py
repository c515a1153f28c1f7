"""Formulas that the bulletin prints: every row of every table that has the columns is held against them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checks.engine.binding import Binding, bind_name, is_number, same_name
from checks.engine.drafts import Draft
from checks.engine.formulas import Tree, substitute, tree_of
from checks.engine.judging import take_note
from checks.engine.laws import Gap, Instance, Law, Reading
from checks.engine.numbers import Num, Ratio
from checks.engine.sheets import Series, Sheet
from checks.engine.support import refs_that_hold
from checks.engine.words import plain
from checks.ground import Ground
from checks.rules.collective import spell_collective
from checks.rules.exemptions import exempt_keys
from checks.rules.unused import unused_rule
from schemas.findings import Basis, Reason
from schemas.rules import Expression, RuleKind, StatedRule, names_in
from schemas.tables import ColumnKind

CODE = "stated-formula"

_DEPTH = 3
"""How often a name that no column bears is replaced by its own stated formula."""


def check_from_counts(ground: Ground) -> Iterator[Draft]:
    """Formulas over counts: what they give is then known exactly, not only as printed."""
    laws = [law for law in _laws(ground) if _only_counts(law)]
    for law in laws:
        take_note(law, ground.memory)
    for law in laws:
        yield from ground.judged(law)


def check_from_rates(ground: Ground) -> Iterator[Draft]:
    """Formulas over rounded numbers, such as scores from rates; and the rules that no table could be bound to."""
    laws = _laws(ground)
    for law in laws:
        if not _only_counts(law):
            yield from ground.judged(law)
    used = {law.rule_id for law in laws}
    for rule in ground.rules(RuleKind.FORMULA, RuleKind.UNPARSED):
        if rule.id not in used and rule.left is None:
            yield unused_rule(CODE, rule)


def _only_counts(law: Law) -> bool:
    return all(num.exact for instance in law.instances for num in instance.operands)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A rule bound to a sheet: the target and the operands in the order of the formula's names.

    ``refs`` are the results that it speaks of where other rules give the same column, and ``soft`` says that it may
    not even speak of all of these.
    """

    rule: StatedRule
    sheet: Sheet
    target: Series
    formula: Tree
    operands: tuple[Series, ...]
    sure: bool
    refs: frozenset[str] | None = None
    soft: bool = False


def _laws(ground: Ground) -> list[Law]:
    """Return one law per rule and way in which its columns are printed, over all tables, rates before scores."""
    laws: list[Law] = []
    bound = _choose_among_rules(
        [
            (rule, found)
            for rule in ground.rules(RuleKind.FORMULA)
            for sheet in ground.sheets
            for found in _bind_rule(rule, sheet, ground)
        ],
        ground,
    )
    for rule in ground.rules(RuleKind.FORMULA):
        own = [found for other, found in bound if other is rule]
        laws += _bound_to_laws(
            rule,
            [each for each in own if isinstance(each, _Bound)],
            [each for each in own if isinstance(each, Gap)],
            ground,
        )
    return _in_order(laws)


def _choose_among_rules(
    found: list[tuple[StatedRule, "_Bound | Gap"]], ground: Ground
) -> list[tuple[StatedRule, "_Bound | Gap"]]:
    """Where several rules give one column of a table (other weights for other bodies), each speaks of some rows.

    A row is held against the rule that it follows; a row that follows none proves nothing against any.
    """
    rivals: dict[tuple[int, bool, int], list[_Bound]] = defaultdict(list)
    for _, each in found:
        if isinstance(each, _Bound):
            rivals[each.sheet.number, each.sheet.transposed, each.target.index].append(each)
    shared: dict[int, _Bound | None] = {}
    for members in rivals.values():
        if len(members) > 1:
            shared.update(_share_rows(members, ground))
    kept = [(rule, shared.get(id(each), each) if isinstance(each, _Bound) else each) for rule, each in found]
    return [(rule, each) for rule, each in kept if each is not None]


def _share_rows(members: list["_Bound"], ground: Ground) -> dict[int, "_Bound | None"]:
    """Return each rule with the rows that follow it; the one that most rows follow also gets those that follow none."""
    followed: list[set[str]] = []
    for bound in members:
        laws = _bound_to_laws(bound.rule, [bound], [], ground)
        followed.append({ref for law in laws for ref in refs_that_hold(law, ground.memory)})
    order = sorted(range(len(members)), key=lambda index: (-len(followed[index]), index))
    every = {num.ref for num in members[0].target.cells.values()}
    taken: set[str] = set()
    shares: dict[int, _Bound | None] = {}
    for index in order:
        own = followed[index] - taken
        taken |= own
        shares[id(members[index])] = replace(members[index], refs=frozenset(own)) if own else None
    best = members[order[0]]
    alike = {(each.formula, tuple(series.index for series in each.operands)) for each in members}
    shares[id(best)] = replace(best, refs=frozenset(followed[order[0]] | (every - taken)), soft=len(alike) > 1)
    return shares


def _in_order(laws: list[Law]) -> list[Law]:
    """Return the laws so that each stands after those that give its operands: rates, items, scores."""
    giver = {instance.target.ref: index for index, law in enumerate(laws) for instance in law.instances}
    depths: dict[int, int] = {}

    def depth(index: int) -> int:
        if index not in depths:
            depths[index] = 0  # a circle of rules ends here
            refs = (num.ref for instance in laws[index].instances for num in instance.operands)
            depths[index] = 1 + max((depth(giver[ref]) for ref in refs if ref in giver), default=0)
        return depths[index]

    return [laws[index] for index in sorted(range(len(laws)), key=lambda index: (depth(index), index))]


def _bind_rule(rule: StatedRule, sheet: Sheet, ground: Ground) -> Iterator["_Bound | Gap"]:
    family = ground.bulletin.family
    if rule.expression is None or (is_number(rule.target) and not ground.stands_in(rule, sheet.number)):
        return
    targets = same_name(rule.target, sheet.numbers, family)
    sure = bool(targets)
    if not targets:
        found = bind_name(rule.target, sheet, family)
        targets = [found.series] if found.series is not None else []
    for target in targets:
        expression = _spelled_out(rule.expression, target, sheet, ground)
        names = names_in(expression)
        if not names or (len(names) == 1 and plain(names[0]) == plain(rule.target)):
            continue
        bindings = [bind_name(name, sheet, family, target) for name in names]
        if all(each.series is not None and each.series is not target for each in bindings):
            yield _Bound(
                rule, sheet, target, tree_of(expression), tuple(each.series for each in bindings if each.series),
                sure and all(each.sure for each in bindings),
            )  # fmt: skip
        elif any(each.series is not None or each.rivals for each in bindings):
            yield _unbound(sheet, target, bindings)


def _spelled_out(expression: Expression, target: Series, sheet: Sheet, ground: Ground) -> Expression:
    """Replace names that no column bears by the columns or the stated formulas that they stand for."""
    expression = spell_collective(expression, target, sheet, ground.bulletin.family)
    for _ in range(_DEPTH):
        unborne = [
            name
            for name in names_in(expression)
            if bind_name(name, sheet, ground.bulletin.family, target).series is None
        ]
        meanings = {
            name: rule.expression
            for name in unborne
            for rule in ground.rules(RuleKind.FORMULA)
            if plain(rule.target) == plain(name) and rule.expression is not None
        }
        if not meanings:
            break
        expression = substitute(expression, meanings)
    return expression


def _unbound(sheet: Sheet, target: Series, bindings: Iterable[Binding]) -> Gap:
    rivals = any(len(each.rivals) > 1 for each in bindings)
    nums = tuple(target.cells[key] for key in sheet.keys if key in target.cells)[:1]
    return Gap("", sheet.number, Reason.AMBIGUOUS_BINDING if rivals else Reason.MISSING_CELL, nums)


def _bound_to_laws(rule: StatedRule, bound: list[_Bound], gaps: list[Gap], ground: Ground) -> Iterator[Law]:
    groups: dict[tuple[object, ...], list[_Bound]] = defaultdict(list)
    for each in bound:
        factors = tuple(factor_of(series) for series in each.operands)
        groups[each.formula, factors, factor_of(each.target), each.target.kind, each.sure].append(each)
    for members in groups.values():
        first = members[0]
        instances: list[Instance] = []
        missing: list[Gap] = []
        for each in members:
            _collect(each, ground, instances, missing)
        yield Law(
            CODE, rule.id, rule.text, Basis.STATED, first.target.plain, tuple(instances),
            _readings(first.operands, first.target), (*gaps, *missing), averaged=True, sure=first.sure,
            named=first.sure,
        )  # fmt: skip
        gaps = []
    if gaps:
        yield Law(CODE, rule.id, rule.text, Basis.STATED, rule.target, (), gaps=tuple(gaps))


def _collect(bound: _Bound, ground: Ground, instances: list[Instance], gaps: list[Gap]) -> None:
    sheet = bound.sheet
    exempt = exempt_keys(ground, sheet) if bound.target.kind is not ColumnKind.RATE else frozenset()
    for key in sheet.keys:
        target = bound.target.cells.get(key)
        operands = tuple(series.cells[key] for series in bound.operands if key in series.cells)
        if target is not None and bound.refs is not None and target.ref not in bound.refs:
            continue
        if key in exempt and (target or operands):
            present = (target, *operands) if target else operands
            gaps.append(Gap(sheet.where(key), sheet.number, Reason.EXEMPT, present))
        elif target is not None and len(operands) == len(bound.operands):
            instances.append(
                Instance(target, operands, bound.formula, sheet.where(key), key in sheet.aggregates, bound.soft)
            )
        elif target is not None:
            gaps.append(Gap(sheet.where(key), sheet.number, Reason.MISSING_CELL, (target, *operands)))


def factor_of(series: Series) -> Ratio:
    """Return by what a printed number of this series is multiplied to enter a formula: 98.5 % is 0.985."""
    scale = next((10**num.scale for num in series.cells.values()), 1)
    if series.unit == "%":
        return (1, 100)
    if series.unit == "‰":
        return (1, 1000)
    if series.kind is ColumnKind.RATE and series.cells and _reaches_over_one(series.cells.values()):
        return (1, 100)
    return (scale, 1)


def _reaches_over_one(nums: Iterable[Num]) -> bool:
    return any(2 * abs(num.scaled) > 3 * 10**num.places for num in nums)


def _readings(operands: tuple[Series, ...], target: Series) -> tuple[Reading, ...]:
    """Return how the numbers may enter the formula: percentages as fractions first, then as printed."""
    as_fractions = tuple(factor_of(series) for series in operands)
    as_printed = tuple((1, 1) if factor[1] > 1 else factor for factor in as_fractions)
    up, down = factor_of(target)
    usual = (down, up)
    results = [usual]
    if target.kind not in (ColumnKind.COUNT, ColumnKind.AMOUNT) or as_fractions != as_printed:
        results += [other for other in ((1, 1), (100, 1)) if other != usual]
    readings = [
        Reading(as_fractions, result, "percentages enter as fractions", "百分数按小数代入") for result in results
    ]
    if as_fractions != as_printed:
        readings += [
            Reading(as_printed, result, "percentages enter as the printed number", "百分数按印出的数值代入")
            for result in results
        ]
    plain = tuple((1, 1) for _ in operands)
    if plain not in (as_fractions, as_printed):
        readings.append(Reading(plain, (1, 1), "all numbers enter as printed", "各数均按印出的数值代入"))
    return tuple(readings)
