"""Formulas: a quantity, a word or sign of equality, and arithmetic over other quantities."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from parsers.rules.expressions import LONGEST, text_to_expression
from parsers.rules.readings import Reading, Setting
from parsers.rules.sentences import Span, bracketed, clauses, sentences
from parsers.rules.signs import UnreadableFormula, is_amount, stands_for_several, tidy_name
from schemas.rules import Expression, Name, Number, Operation, RuleKind, names_in

_EQUALS = re.compile(r"(?<![<>≤≥≠!=~≈])==?(?![=<>])|[，,]? *+(?<![大小不当])(?:应当|应该|应|须|必须|恒|即)?等于")
_ARITHMETIC = re.compile(r"[-+*/]|[之乘除加减的相占比xX]")
_CAP = re.compile(
    r"封顶|为止"
    r"|(?:最高|最低|上限|下限|最多|最少|至多|至少)(?:得分|分值|分)?(?:不超过|不低于|不少于|为|得|计|加|扣|是)? *+[0-9]"
    r"|以 *+[0-9]+ *+分为限|按 *+[0-9]+ *+分计"
)
"""A bound on the result: without it the formula would say something else than the bulletin does."""
_CAP_BESIDE = re.compile(r"不(?:得)?(?:超过|高于|低于|少于) *+[0-9]+ *+分")
_CASE = re.compile(
    r"(?:^|[，,；;：:])\s*(?:当(?![月年期日季])|若|如果|如(?![下何图表])|凡|对于|对(?![应外内口比]))"
    r"[^，,；;]{1,60}(?:时|的|则|，|,)"
    r"|否则|其余(?:为|按)"
    r"|(?:大于|小于|超过|低于|高于|不足|不满|达到|少于|多于|以上|以下)[^，,；;=]{0,16}(?:时|的)[，,]"
)
"""A formula for some rows only."""

_LEAD = re.compile(
    r"\s*(?:(?:[(（]?[0-9]{1,2}[)）.、]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|[①-⑳]、?)\s*)?"
    r"(?:(?:其中|注|备注|说明|附注|即|则|例如|如下|表中|本表中|此处|这里)(?:[:：]|(?=\S)))*\s*"
)
_FORMULA_WORD = re.compile(
    r"的?(?:计算)?(?:公式|方法|方式|办法|口径|算法|标准)(?:如下|为|是|即)?$|的?计算(?:如下|为|是)?$|的(?:值|结果)$"
)
_ANNOUNCED = re.compile(r"[:：]|(?:公式|方法|方式|算法)(?:为|是)")
_METRIC = re.compile(
    r"(?:率|比|比例|比重|度|分|成绩|值|数|量|额|合计|总计|总和|小计|项|幅|速|余|收入|支出|[A-Z][0-9]?)$"
)
_SLOGAN = re.compile(r"互联网|人工智能|科技|党建|N")

_VERB = re.compile(r"是指|指的是|系指|定义为|计算公式为|计算公式是|计算方法为|指(?![标数导挥])|即为|即|为|是|[:：]")
_MOST_VERBS = 4  # a definition has its verb near its beginning
_LONGEST_SENTENCE = 2_000  # characters; the formulas of a whole note
_STRONG_VERBS = ("是指", "指的是", "系指", "定义为", "指")


def read_formulas(setting: Setting) -> Iterator[Reading]:
    """Yield the formulas of a passage, and as unparsed what is printed like one and cannot be read."""
    text = setting.text
    if not _ARITHMETIC.search(text):
        return
    for outer_start, outer_end in sentences(text):
        if outer_end - outer_start > _LONGEST_SENTENCE:
            continue
        start, end = _unwrap(text, outer_start, outer_end)
        found = list(_sentence_to_readings(setting, start, end))
        if any(reading.kind is RuleKind.FORMULA for reading in found) and _is_conditional(text, start, end):
            yield Reading(start, end, RuleKind.UNPARSED)
        else:
            yield from found


def _unwrap(text: str, start: int, end: int) -> Span:
    """A sentence in brackets is the sentence."""
    stripped = text[start:end].strip()
    if stripped.startswith("(") and stripped.endswith(")") and all(bracketed(stripped)[1:-1]):
        start = text.index("(", start) + 1
        return start, start + len(stripped) - 2
    return start, end


def _is_conditional(text: str, start: int, end: int) -> bool:
    """Tell whether a case or a bound stands beside the formula, or a bound in the rest of its paragraph."""
    paragraph_end = text.find("\n", end)
    until = len(text) if paragraph_end < 0 else paragraph_end
    bounded = _CAP.search(text, start, min(until, end + LONGEST)) or _CAP_BESIDE.search(text, start, end)
    return bounded is not None or _CASE.search(text[start:end]) is not None


def _sentence_to_readings(setting: Setting, start: int, end: int) -> Iterator[Reading]:
    text = setting.text
    joints = [found.span() for found in _EQUALS.finditer(text, start, end)]
    for low, high in _clauses_with_joints(text, start, end, joints):
        inside = bracketed(text[low:high])
        own = [joint for joint in joints if low <= joint[0] and joint[1] <= high]
        outer = [joint for joint in own if not inside[joint[1] - 1 - low]]
        if outer:
            yield from _equation_to_readings(setting, low, high, outer)
        elif own:
            yield from _aside_to_readings(setting, low, high, own[0])
        else:
            yield from _definition_to_readings(setting, low, high)


def _clauses_with_joints(text: str, start: int, end: int, joints: list[Span]) -> Iterator[Span]:
    """A comma before 等于 ends no clause."""
    held: int | None = None
    for low, high in clauses(text, start, end):
        begins = low if held is None else held
        if any(joint[0] == high and text[joint[0]] in "，," for joint in joints):
            held = begins
            continue
        held = None
        yield begins, high


def _equation_to_readings(setting: Setting, low: int, high: int, joints: list[Span]) -> Iterator[Reading]:
    """``A = B = C``: A is both."""
    text = setting.text
    numbered = _NUMBERED_COLUMNS.match(text, low, high)
    if numbered is not None:
        said = _numbered(text_to_expression(_BRACKETED_NUMBER.sub(r"\1", numbered["right"])))
        yield Reading(numbered.start("target") - 1, numbered.end(), RuleKind.FORMULA, numbered["target"], said)
        return
    left_from = _after_lead(text, low, joints[0][0])
    left = text[left_from : joints[0][0]]
    bounds = [*joints, (high, high)]
    for (_, right_from), (right_to, _) in pairwise(bounds):
        reading = _sides_to_reading(setting, left_from, left, right_from, right_to)
        if reading:
            yield reading


_BRACKETED_NUMBER = re.compile(r"\(([0-9]{1,2})\)")
_NUMBERED_COLUMNS = re.compile(
    r"[^=]{0,20}?\((?P<target>[0-9]{1,2})\) *+= *+"
    r"(?P<right>\([0-9]{1,2}\)(?: *+[-+*/] *+\([0-9]{1,2}\))++(?: *+\* *+100 *+%)?)\s*+$"
)
"""(1)=(2)+(3): columns by their numbers, as a row of such numbers prints them."""


def _after_lead(text: str, low: int, high: int) -> int:
    """Return where the left side begins: behind numbering, 其中 and the last colon or 公式为."""
    begins = low
    for announced in _ANNOUNCED.finditer(text, low, high):
        if text[announced.end() : high].strip():
            begins = announced.end()
    lead = _LEAD.match(text, begins, high)
    return lead.end() if lead else begins


def _sides_to_reading(setting: Setting, start: int, left: str, right_from: int, end: int) -> Reading | None:
    right = setting.text[right_from:end].rstrip()
    if right.endswith(")") and right.count("(") < right.count(")"):
        right = right[:-1]
    end = right_from + len(right.rstrip())
    if not left.strip() or not right.strip() or len(left) > 80:
        return None
    try:
        said = text_to_expression(right, setting.names)
    except UnreadableFormula:
        looks = _looks_like_formula(left, right) or (setting.header and _is_numbered(left + right))
        return Reading(start, end, RuleKind.UNPARSED) if looks else None
    said = _numbered(said) if setting.header else said
    target = _target(left, setting)
    if target and _is_computed(said):
        return Reading(start, end, RuleKind.FORMULA, target, said)
    return _two_sided(setting, start, left, said, end)


def _two_sided(setting: Setting, start: int, left: str, said: Expression, end: int) -> Reading | None:
    """第一项加第二项之和，等于第三项加第四项之和; A+B=C is C=A+B."""
    try:
        other = text_to_expression(left, setting.names)
    except UnreadableFormula:
        return None
    if not isinstance(other, Operation) or not names_in(other) or _SLOGAN.search(left):
        return None
    if isinstance(said, Name):
        return Reading(start, end, RuleKind.FORMULA, said.text, other)
    if isinstance(said, Operation) and names_in(said):
        return Reading(start, end, RuleKind.FORMULA, "", said, other)
    return None


def _target(left: str, setting: Setting) -> str:
    """Return the name on the left side, or "" if it is no single name."""
    name = tidy_name(_FORMULA_WORD.sub("", left.strip()))
    if setting.header and re.fullmatch(r"\(?[0-9]{1,2}\)?", name):
        return name.strip("()")
    try:
        said = text_to_expression(name, setting.names)
    except UnreadableFormula:
        return ""
    return said.text if isinstance(said, Name) and len(said.text) <= 40 else ""


def _is_numbered(text: str) -> bool:
    return re.fullmatch(r"[-+*/=()0-9 %]+", text) is not None


def _numbered(said: Expression) -> Expression:
    """In a header, 3=1+2 speaks of columns by their numbers; 100 and 100% stay constants."""
    if isinstance(said, Number) and not said.percent and re.fullmatch("[0-9]{1,2}", said.text):
        return Name(said.text)
    if isinstance(said, Operation):
        return Operation(said.op, _numbered(said.left), _numbered(said.right))
    return said


def _looks_like_formula(left: str, right: str) -> bool:
    """Tell whether what could not be read was meant to be computed: names and signs on the right side."""
    said = re.sub(r"\([^()]*\)", "", right)
    words = re.findall(r"[\u4e00-\u9fff]{2,}", said)
    signs = re.search(r"[*∑Σ]|除以|乘以|之和|之比|之差", right) or re.search(
        r"[\u4e00-\u9fff)] *+[+/] *+[\u4e00-\u9fff(]", right
    )
    narrated = any(is_amount(part) for part in re.split(r"[-+*/]", said.replace(" ", "")) if part)
    return bool(words and signs and not narrated and re.search(r"[\u4e00-\u9fffA-Za-z]", left))


def _aside_to_readings(setting: Setting, low: int, high: int, joint: Span) -> Iterator[Reading]:
    """A header such as 办结率（=办结数/受理数）."""
    text = setting.text
    opened = text.rfind("(", low, joint[0])
    closed = text.find(")", joint[1], high)
    if opened < 0 or closed < 0:
        return
    between = text[opened + 1 : joint[0]].strip()
    if between and not re.fullmatch(r"[A-Za-z①-⑳0-9]{1,3}", between):
        start = opened + 1
        yield from _equation_to_readings(setting, start, closed, [joint])
        return
    start = _after_lead(text, low, opened)
    reading = _sides_to_reading(setting, start, text[start:opened], joint[1], closed)
    if reading:
        yield Reading(start, closed + 1, reading.kind, reading.target, reading.expression, reading.left)


def _definition_to_readings(setting: Setting, low: int, high: int) -> Iterator[Reading]:
    """办结率是指办结数占受理数的比例; 综合得分的计算公式为：…"""
    text = setting.text
    if high - low > LONGEST:
        return
    for verb in islice(_VERB.finditer(text, low, high), _MOST_VERBS):
        begins = _after_lead(text, low, verb.start())
        left, right = text[begins : verb.start()], text[verb.end() : high].lstrip(" :：")
        target = tidy_name(_FORMULA_WORD.sub("", left.strip()))
        if not target or not right.strip():
            continue
        announced = target != tidy_name(left) or "公式" in verb[0]
        reading = _defined(setting, begins, target, right, high, strong=announced or verb[0] in _STRONG_VERBS)
        if reading:
            yield reading
            return


def _defined(setting: Setting, start: int, target: str, right: str, end: int, *, strong: bool) -> Reading | None:
    if len(target) > 30 or not _METRIC.search(target) or re.search(r"[-+*/=，,]", target):
        return None
    printed = setting.printed[end - len(right) : end]
    try:
        said = text_to_expression(right, setting.names)
    except UnreadableFormula:
        looks = strong and _looks_like_formula(target, right) and not re.search("[0-9]", _without_constants(right))
        return Reading(start, end, RuleKind.UNPARSED) if looks else None
    if re.search("加权|权重", right):
        return None
    if not _is_computed(said) or not _is_arithmetic(said, right, printed):
        return None
    if any(name[0].isdigit() and not strong for name in names_in(said)):
        return None
    end -= len(right) - len(right.rstrip())
    return Reading(start, end, RuleKind.FORMULA, target, said)


def _without_constants(right: str) -> str:
    return re.sub(r"[0-9.]+ *+[%‰]|(?<=[*/(]) *+[0-9.]+|[0-9.]+ *+(?=[*/-])", "", right)


def _is_computed(said: Expression) -> bool:
    """Tell whether an expression is more than one quantity or a constant."""
    if isinstance(said, Name):
        return stands_for_several(said.text)
    return isinstance(said, Operation) and bool(names_in(said))


def _is_arithmetic(said: Expression, right: str, printed: str) -> bool:
    """Without a sign of equality the words must be beyond doubt: 投诉/咨询 and 互联网+政务 are none."""
    if re.search(r"\*|除以|乘以|减去|加上|[xX]", right) or "÷" in printed:
        return True
    if re.search(
        r"之和|总和|相加|之差|的差|相减|之积|乘积|之比|的比|比例|比率|比重|比值|百分比|百分率|百分数|之商|的商", right
    ):
        return True
    added = isinstance(said, Operation) and said.op in "+-"
    return added and not _SLOGAN.search(right) and all(_METRIC.search(name) for name in names_in(said))
