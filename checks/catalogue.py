"""All checks, in the order in which they speak: what the bulletin states, what words define, what numbers show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.engine.drafts import Draft
from checks.figures import (
    cells,
    claims,
    columns,
    counted,
    differences,
    divisions,
    growth,
    hundreds,
    means,
    moves,
    plans,
    proportions,
    repeated,
)
from checks.figures import rates as text_rates
from checks.figures import shares as text_shares
from checks.figures import sums as text_sums
from checks.figures import totals as text_totals
from checks.ground import Ground
from checks.rules import (
    balances,
    bounds,
    changes,
    complements,
    flows,
    grades,
    granularity,
    identities,
    members,
    mined_runs,
    mined_sums,
    order,
    periods,
    quotients,
    ragged,
    ranks,
    rates,
    shares,
    splits,
    stated,
    steps,
    successions,
    total_columns,
    totals,
)
from checks.series import relations


@dataclass(frozen=True, slots=True)
class Proof:
    """What the findings of one code prove, in a line of each language."""

    code: str
    proves: str
    proves_zh: str


@dataclass(frozen=True, slots=True)
class Check(Proof):
    """A check: ``run`` yields its drafts."""

    run: Callable[[Ground], Iterator[Draft]]


CHECKS: tuple[Check, ...] = (
    Check(ragged.CODE, "Every number of a row belongs to a column.", "每个数都有其栏", ragged.check),
    Check(
        stated.CODE,
        "A rate follows from its counts by the printed formula.",
        "比率与所印公式相符",
        stated.check_from_counts,
    ),
    Check(identities.CODE, "Numbered items add up as printed.", "各项之间的勾稽关系成立", identities.check),
    Check(shares.CODE, "A share is its number over the total.", "占比等于分项除以合计", shares.check),
    Check(rates.CODE, "A rate is the count it is called after over its base.", "比率等于计数除以基数", rates.check),
    Check(
        stated.CODE,
        "A score follows from its rates by the printed formula.",
        "分值与所印公式相符",
        stated.check_from_rates,
    ),
    Check(changes.CODE, "A change follows from the two numbers that it compares.", "增减与前后两数相符", changes.check),
    Check(
        successions.CODE,
        "A change over the period before follows from the row of that period.",
        "增减与上一行所列前期相符",
        successions.check,
    ),
    Check(totals.CODE, "A total row is the sum of its rows.", "合计行等于各行之和", totals.check),
    Check(members.CODE, "A row is the sum of the rows under it.", "上级行等于所属各行之和", members.check),
    Check(steps.CODE, "A result is what stands before it, items added and taken away.", "逐级结算相符", steps.check),
    Check(balances.CODE, "Receipts and payments end in the same total.", "收支两方总计相等", balances.check),
    Check(flows.CODE, "What was left, came and went makes what is left now.", "期初、增、减与期末相符", flows.check),
    Check(splits.CODE, "A count and its negation make up the whole.", "是与否两项之和等于总数", splits.check),
    Check(periods.CODE, "A year is the sum of its quarters or months.", "全年等于各季（月）之和", periods.check),
    Check(total_columns.CODE, "A total column is the sum of its columns.", "合计栏等于各栏之和", total_columns.check),
    Check(complements.CODE, "Kinds that part a whole add up to it.", "互补各项之和等于总体", complements.check),
    Check(
        mined_sums.CODE,
        "Columns that add up in nearly all rows do so in all.",
        "几乎各行都成立的加总关系",
        mined_sums.check,
    ),
    Check(
        mined_runs.CODE,
        "A line that is the sum of those beside it nearly everywhere is so everywhere.",
        "几乎处处等于相邻各项之和",
        mined_runs.check,
    ),
    Check(
        quotients.CODE,
        "A column is the quotient or product of others, by its name or in nearly all rows.",
        "按栏名或几乎各行都成立的商与积",
        quotients.check,
    ),
    Check(granularity.CODE, "A rate is that of a whole number of things.", "比率对应整数个案件", granularity.check),
    Check(grades.CODE, "A grade is that of the band in which its score lies.", "等级与分值档次相符", grades.check),
    Check(ranks.CODE, "Ranks follow the numbers that they rank.", "名次与所排的数相符", ranks.check),
    Check(order.CODE, "Rows stand in the order that the bulletin says.", "各行按所述次序排列", order.check_stated),
    Check(order.CODE, "Rows stand in the order that nearly all show.", "各行次序前后一致", order.check_inferred),
    Check(bounds.CODE, "A rate of parts is at most 100 %.", "比率不超过 100%", bounds.check),
    Check(cells.CODE, "A number of the text is that of its table cell.", "正文与表格一致", cells.check),
    Check(text_rates.CODE, "A rate of the text is its count over the whole.", "正文比率与计数相符", text_rates.check),
    Check(growth.CODE, "A rate of growth follows from the level and its change.", "增减与本期数相符", growth.check),
    Check(moves.CODE, "A change is the one between the two numbers.", "变动与前后两数相符", moves.check),
    Check(differences.CODE, "What is left is one number less another.", "差额等于两数相减", differences.check),
    Check(means.CODE, "A mean is a sum over a count.", "平均数等于总数除以个数", means.check),
    Check(proportions.CODE, "A ratio is that of the numbers it compares.", "比与所比各数相符", proportions.check),
    Check(hundreds.CODE, "Shares of all there is make a hundred.", "各占比之和为 100%", hundreds.check),
    Check(
        text_sums.CODE, "Parts of the text add up to no more than their whole.", "正文各部分不超过总数", text_sums.check
    ),
    Check(
        text_shares.CODE,
        "A share of the text is that of a number of the bulletin.",
        "正文占比与基数相符",
        text_shares.check,
    ),
    Check(divisions.CODE, "What a whole is divided into makes it up.", "所分各项之和等于总数", divisions.check),
    Check(columns.CODE, "A total of the text is that of its column.", "正文合计与表格一致", columns.check),
    Check(counted.CODE, "A list has as many names as is said.", "所称个数与所列相符", counted.check),
    Check(plans.CODE, "A share is that of the base beside it.", "占比与句中基数相符", plans.check),
    Check(text_totals.CODE, "A total is the sum of the list before it.", "合计等于所列之和", text_totals.check),
    Check(repeated.CODE, "What is stated twice is stated alike.", "前后所载一致", repeated.check),
    Check(claims.COUNT_CODE, "As many bodies have a number as the text says.", "家数与表格一致", claims.check_counts),
    Check(claims.ALL_CODE, "All have the number that the text says.", "所称均为该数者与表格一致", claims.check_all),
    Check(
        claims.RANK_CODE, "The bodies named first or last are so.", "所列最高（低）者与表格一致", claims.check_extremes
    ),
)


SERIES: tuple[Proof, ...] = (
    Proof(
        relations.RESTATED,
        "A number of the time before is the one that the issue before printed.",
        "所印前期数与前期通报一致",
    ),
    Proof(
        relations.GROWTH,
        "A change follows from this issue's number and the one of the issue before.",
        "增减与本期数、前期通报的数相符",
    ),
    Proof(relations.RUNNING, "A running total is the one before and what came since.", "累计数等于上期累计加本期"),
    Proof(
        relations.CARRIED, "What an issue begins with is what the one before ended with.", "期初结转等于上期期末结转"
    ),
)
"""What ``checks.series`` holds between several issues of one bulletin, where such are given together."""
