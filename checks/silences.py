"""When each check says nothing, or no more than that a number is doubtful: for the page that describes the checks."""

SILENCES: dict[str, tuple[str, str]] = {
    "ragged-row": (
        "It only reports: a row whose cells cannot all be placed is never contradicted.",
        "只作报告：单元格无法全部归栏的行不判不符。",
    ),
    "stated-formula": (
        "The names of the formula fit several columns, or hardly any row follows it; rows that the bulletin exempts.",
        "公式所用名称可对应多栏，或几乎没有一行成立；通报自身规则排除的行。",
    ),
    "stated-identity": (
        "Items cannot be told apart by their numbers, or one of them is not printed.",
        "无法按序号辨认各项，或缺少其中一项。",
    ),
    "share": (
        "No total is printed and the parts do not add up to one; shares adjusted by a last digit to add up to 100 %.",
        "未印合计且各项之和不能作基数；为凑足 100% 调整末位的占比。",
    ),
    "rate": (
        "No count is called after the rate, or no base closes; a total row may print a mean.",
        "没有与比率同名的计数，或没有可成立的基数；合计行可能为平均数。",
    ),
    "change": (
        "The number before is not printed; growth on comparable terms or at constant prices is doubtful at most.",
        "未印前期数；按可比口径或不变价计算的增减至多存疑。",
    ),
    "total-row": (
        "Rates, means, ranks; things that may be counted in several rows (people, bodies); tables that lost a cell.",
        "比率、平均数、名次；可能在多行重复计数者（人、单位）；有单元格缺失的表。",
    ),
    "group-members": (
        "其中 claims no partition: parts below the whole prove nothing.",
        "“其中”不表示穷尽：各部分之和小于总数不作判断。",
    ),
    "step": (
        "Rows are not marked 加, 减 or by their numbers, or an item between them has no number.",
        "各行未标“加”“减”或序号，或其间某项无数。",
    ),
    "balance": (
        "The two halves end in rows of other names, or one of them prints no total.",
        "左右两方末行名称不同，或一方未印总计。",
    ),
    "carry-over": (
        "One of opening, incoming, outgoing and closing is not a column of its own.",
        "期初、增加、减少、期末不全是独立的栏。",
    ),
    "split": (
        "Several rows leave a remainder: a third kind may be meant.",
        "多行有余数时，可能另有第三类。",
    ),
    "period-sum": (
        "Numbers of a day or of a rate (year's end, means) are no sums of their quarters.",
        "时点数、比率、平均数不等于各季之和。",
    ),
    "total-column": (
        "The parts cannot be told by the header or by agreement; growth rates and indices are not added up.",
        "按表头或按数均无法确定各部分；增速、指数不相加。",
    ),
    "complement": (
        "A word says that others exist (其他, 等), or the rows of both kinds are counted at another time.",
        "另有“其他”“等”，或两类统计时点不同。",
    ),
    "mined-sum": (
        "Fewer than nine in ten rows agree, or chance could have made it; an exception is doubtful at most.",
        "成立的行不足九成，或可能出于偶然；例外至多存疑。",
    ),
    "quotient": (
        "Names say nothing and too few rows agree; what is mined is doubtful at most.",
        "栏名未说明且成立的行太少；由数推得者至多存疑。",
    ),
    "granularity": (
        "Counts too large for a rate of its digits to miss; doubtful at most.",
        "计数过大，该精度的比率总能取得；至多存疑。",
    ),
    "grade-band": (
        "A sentence lowers or lifts a grade (一票否决, 下调一档, quotas); ends of bands not said to be open or closed.",
        "文中另有规定（一票否决、下调一档、比例限制）；分档端点开闭未明。",
    ),
    "rank": (
        "Several rankings could be meant, or ties are ranked in a way that other rows do not show.",
        "可能另有排序依据，或并列的排法在他行未见。",
    ),
    "row-order": (
        "Fewer than nearly all neighbours stand in order.",
        "并非几乎所有相邻行都依次。",
    ),
    "bound": (
        "Rates that may exceed 100 % (growth, completion), or columns in which several do; doubtful at most.",
        "可超过 100% 的比率（增长、完成率），或多处超过的栏；至多存疑。",
    ),
    "figure-cell": (
        "Metric, body or period of the two are not certainly the same.",
        "两处的指标、单位或时段不能确定相同。",
    ),
    "rate-of-counts": (
        "The rate's own count is not named in the sentence, or an earlier whole fits; doubtful where no base is said.",
        "句中未出现该比率的计数，或与前文另一总数相符；未说明基数时至多存疑。",
    ),
    "growth-of-level": (
        "Money, and growth on comparable terms, may be held against a restated number: doubtful at most.",
        "金额及按可比口径计算者可能与调整后的前期数相比：至多存疑。",
    ),
    "change-of-move": (
        "The two numbers are rounded as coarsely as their difference.",
        "前后两数的舍入与其差相当。",
    ),
    "parts-of-whole": (
        "Parts below the whole, stages of one process, parts of parts, overlaps that the text declares.",
        "各部分之和小于总数；同一流程的各环节；部分之中的部分；文中说明的重叠。",
    ),
    "share-of-base": (
        "No number of the bulletin is the base: then the base is not printed, and nothing is said against the share.",
        "通报中没有可作其基数的数：仅说明基数未印出。",
    ),
    "difference": (
        "The two do not stand right there under their names, or the sentence adds other terms; doubtful at most.",
        "两数未以其名并列于前，或句中另有加减项；至多存疑。",
    ),
    "mean": (
        "More than one sum or count could be meant; means of samples, weighted ones, working days; doubtful at most.",
        "总数或个数不止一种可能；抽样、加权、按工作日计算的平均数；至多存疑。",
    ),
    "proportion": (
        "The two numbers that 比 compares do not stand right before it; doubtful at most.",
        "所比两数未紧接其前；至多存疑。",
    ),
    "shares-of-all": (
        "The list does not end with 其他, or one may choose several; doubtful at most.",
        "所列未以“其他”结尾，或可多选；至多存疑。",
    ),
    "divided-whole": (
        "The sentence does not say that the list is complete.",
        "句中未表明所列已穷尽。",
    ),
    "share-of-printed-base": (
        "The part is not certain; money is doubtful at most.",
        "分项不能确定；金额至多存疑。",
    ),
    "total-of-list": (
        "The list is not certainly the one that the total adds up.",
        "不能确定合计所指的就是所列各数。",
    ),
    "total-of-column": (
        "The column or its rows are not certainly the ones that the text speaks of.",
        "不能确定正文所指的栏与行。",
    ),
    "list-counted": (
        "Names in the list could be cut otherwise, or 等 follows without all of them.",
        "名称可有别的切分，或以“等”略去其余。",
    ),
    "stated-twice": (
        "The two differ by more than a slip of the pen, or one is an estimate; doubtful at most.",
        "两数相差不似笔误，或其一为约数；至多存疑。",
    ),
    "bodies-counted": (
        "More than one set of rows could be meant: it holds if it holds in one of them; doubtful at most.",
        "可能指多组行：有一组成立即成立；至多存疑。",
    ),
    "all-rows-alike": (
        "The rows that are meant are not certain; doubtful at most.",
        "所指的行不能确定；至多存疑。",
    ),
    "list-of-extremes": (
        "Ties at the border, or another table could be meant; doubtful at most.",
        "并列于界线，或可能指他表；至多存疑。",
    ),
    "series-restated": (
        "A later issue may restate a number: doubtful at most.",
        "后期通报可能调整前期数：至多存疑。",
    ),
    "series-growth": (
        "Fewer than nearly all rows follow from the issue before; doubtful at most.",
        "并非几乎各行都与上一期相符；至多存疑。",
    ),
    "series-running-total": (
        "The first issue of a year, and totals that were restated; doubtful at most.",
        "年内首期，以及经调整的累计数；至多存疑。",
    ),
    "series-carried-over": (
        "Rows of other names; doubtful at most.",
        "行名不同；至多存疑。",
    ),
}
"""By the code of the check, in English and in Chinese."""
