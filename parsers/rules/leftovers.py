"""What announces a rule and was read by nobody: shown, never dropped."""

import re
from collections.abc import Iterator

from parsers.rules.readings import Reading, Setting
from parsers.rules.sentences import sentences
from schemas.rules import RuleKind

_RULE = re.compile(
    r"勾稽关系|权重(?:分别|依次)?(?:为|是|占)"
    r"|(?:计算公式|计算方法|计算办法|计分公式|计分方法|计分办法)(?:为|是|如下)?[:：] *+\S"
    r"|每[^，。；]{1,16}?(?:扣|加|减|计|得)[^，。；]{0,4}?[0-9.]{1,6} *+分"
    r"|[一1](?:件|次|项|例|个|条|起)的?[^，。；]{0,4}(?:扣|加|减)[0-9.]{1,6} *+分"
    r"|(?:总分|满分|得分)[^。；]{0,20}占 *+[0-9.]{1,6} *+分|得分[=为是][^，。；]{0,20}加权"
    r"|[\u4e00-\u9fff)] *+/ *+[\u4e00-\u9fff(][^，。；]{0,20}\* *+[0-9]"
    r"|(?:得分|分值|总分|成绩|指标值) *+[=:：为是][^，。；]{0,30}(?:\*|乘以|Σ|∑)"
)


def read_leftovers(setting: Setting) -> Iterator[Reading]:
    """Yield as unparsed the sentences that announce a rule, for where no reader has read one in them."""
    text = setting.text
    if not _RULE.search(text):
        return
    for start, end in sentences(text):
        if _RULE.search(text, start, end):
            begins = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Reading(begins, begins + len(text[begins:end].rstrip()), RuleKind.UNPARSED)
