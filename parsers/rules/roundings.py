"""Notes that say how numbers were rounded, and what follows from it."""

import re
from collections.abc import Iterator

from parsers.rules.readings import Reading, Setting
from parsers.rules.sentences import sentences
from schemas.rules import RuleKind

_ROUNDING = re.compile(
    r"四舍五入|舍入|尾差|(?:保留|精确到|取)[^，。；]{0,6}(?:小数|位数|个位|整数)|小数点后|单位取舍|取整"
    r"|(?:合计|总计|总数|总和|分项|加总|之和|总额)[^。；]{0,24}(?:不等|不一致|误差|差异|不符|略有|有出入)"
)


def read_roundings(setting: Setting) -> Iterator[Reading]:
    """Yield the sentences that speak of rounding."""
    text = setting.text
    for start, end in sentences(text):
        if _ROUNDING.search(text, start, end):
            begins = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Reading(begins, begins + len(text[begins:end].rstrip()), RuleKind.ROUNDING)
