"""What a rule says in English where it is a sentence of ours and not a line of the bulletin; names stay as printed.

The Chinese sentence stands in the check that applies the rule. One that is missing here is shown as it is: a formula
(结案数=超期处置数+按期结案数) reads the same in both languages.
"""

import re

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"正文与表格所载同一事实的数一致", "the text and the table give the same number for the same fact"),
    (r"各部分之和等于（不超过）总数", "the parts add up to the whole, or stay below it"),
    (r"变动等于后数与前数之差（或其比）", "a change is the later number less (or over) the earlier one"),
    (
        r"增减额、增减率与本期数、上期数相符",
        "a change and its rate follow from this period's number and the last one's",
    ),
    (r"比率等于计数除以总数", "a rate is the count over the whole"),
    (r"差额等于两数相减", "a difference is one number less the other"),
    (r"平均数等于总数除以个数", "a mean is the sum over the count"),
    (r"比例之和为一百，且与所列各数相符", "the terms of a ratio make a hundred and are those of the numbers listed"),
    (r"比等于两数相除", "a ratio is one number over the other"),
    (r"各占比之和为 100%", "shares of all there is make a hundred"),
    (r"占比等于分项除以基数", "a share is the part over its base"),
    (r"所分各项之和等于总数", "what a whole is divided into makes it up"),
    (r"合计等于所列各数之和", "a total is the sum of the numbers listed"),
    (r"同一事实前后所载的数一致", "the same fact is printed with the same number"),
    (r"占比等于分项除以句中所印基数", "a share is the part over the base that the sentence prints"),
    (r"所称个数等于所列个数", "a list has as many names as is said"),
    (r"正文所载合计等于表中该栏各行之和", "a total of the text is the sum of its column in the table"),
    (r"所称家数等于表中数值相符的行数", "as many rows of the table have the number as the text says"),
    (r"所列为表中最高（低）者", "those listed are the highest (lowest) of the table"),
    (r"所称均为该数，即表中各行皆然", "what is said of all holds in every row of the table"),
    (r"每个数须有其栏", "every number stands in a column"),
    (r"上级行=所属各行之和", "a row is the sum of the rows under it"),
    (r"合计=各分项之和", "a total is the sum of its parts"),
    (r"合计栏=同一表头下各栏之和", "a total column is the sum of the columns under its header"),
    (r"(.+)=(.+)（左右两方平衡）", r"\1=\2 (both sides balance)"),
    (r"按“加”“减”各项逐级结算", "each result is the one before it, items added and taken away"),
    (r"(.+)×(.+) 为整数", r"\1×\2 is a whole number"),
    (r"各行按(.+)从高到低排列", r"the rows stand by \1, highest first"),
    (r"各行按(.+)从低到高排列", r"the rows stand by \1, lowest first"),
    (r"(.+)按(.+)从高到低", r"\1 goes by \2, highest first"),
    (r"(.+)按(.+)从低到高", r"\1 goes by \2, lowest first"),
)
_PATTERNS = tuple((re.compile(zh), en) for zh, en in _SENTENCES)

OWN_NAMES = {"合计": "totals", "所属各行之和": "sums of rows", "左方总计": "grand totals", "结算数": "results"}
"""What the checks call results that no header may name; the row and the column say more."""


def is_own_name(name: str, rule_text: str) -> bool:
    """Tell whether a result is called by a word of ours: the rule is a sentence of ours too."""
    return name in OWN_NAMES and rule_to_en(rule_text) != rule_text


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def rule_to_en(text: str) -> str:
    """Return the rule in English, or as it is where it is no sentence of ours."""
    for pattern, en in _PATTERNS:
        if (found := pattern.fullmatch(text)) is not None:
            return found.expand(en)
    return text
