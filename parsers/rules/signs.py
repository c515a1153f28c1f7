"""The words of a formula as signs: 加上 and ＋ are one sign, A与B之比 is (A/B), A占B的比例 too.

``text_to_signs`` gives what ``expression.lark`` reads. It goes over the text once, so hostile text costs no more than
its length.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.han import HAN_NUMERAL
from parsers.tokens.units import MEASURE


@dataclass(frozen=True, slots=True)
class Sign:
    """A terminal of the grammar, or a word that becomes one; ``text`` is what is printed, without blanks."""

    kind: str
    text: str


class UnreadableFormula(Exception):
    """The text is arithmetic of a kind that is not understood."""


_RATIO_WORD = r"(?:百分比|百分率|百分数|千分比|比例|比率|比重|比值|占比)"
_ENDED = rf"(?= *+(?:$|[-+*/)]|再|乘|除|加|减|即|与|和|占|的?{_RATIO_WORD}))"
_COUNTED = r"(?:(?<!第)[两二三四五六七八九十0-9]{1,2}(?:项|者|个|类|种)?(?:指标|数据)?)?"

_WORDS = (
    ("SUM", rf"的?{_COUNTED}(?:之和|的和|的?总和|相加之和|相加|加总){_ENDED}"),
    ("DIFFERENCE", rf"(?:之差额?|的差额?|相减){_ENDED}"),
    ("PRODUCT", rf"(?:之积|的?乘积|的积|相乘){_ENDED}"),
    ("RATIO", rf"(?:[的之]?{_RATIO_WORD}|之比|的比|之商|的商){_ENDED}"),
    ("PLUS", r"\+|再?加上|再加"),
    ("MINUS", r"-|再?减去|再减"),
    ("TIMES", r"\*|再?乘以|再乘"),
    ("OVER", r"/|再?除以"),
    ("OPEN", r"[(【〔\[{]"),
    ("CLOSE", r"[)】〕\]}]"),
    ("LIST", r"、"),
    ("LINK", r"以及|与|和|及|同|跟"),
    ("SHARE", r"所?占(?!用|地|道|有)"),
)
_SIGN = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS))
_JOINING = frozenset({"LIST", "LINK", "SHARE"})
_GROUPING = {"SUM": "PLUS", "DIFFERENCE": "MINUS", "RATIO": "OVER", "PRODUCT": "TIMES"}

_PLAIN_PLUS = re.compile(r"加(?!权|分|快|强|班|急|总|密|入|工|油|盖|大|装|固)")
_PLAIN_MINUS = re.compile(r"减(?!少|免|分|排|半|值|税|速)")
_QUANTITY = re.compile(r"(?:[率数量分值额项件比计和费]|第[一二三四五六七八九十0-9]{1,3}[项栏列行])$")

_NUMBER = re.compile(rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)? *+[%‰]?|百分之{HAN_NUMERAL}")
_POINTS = re.compile(r" *+(?:个百分点|分(?!值|数|项|别|类|之|局|公司))?")
_LETTER = re.compile(r"[^\W_]|[·#_:.①-⑳%‰]")
_TIMES_LETTER = re.compile(r"(?<![A-Za-z])[xX](?![A-Za-z])")
_AMOUNT = re.compile(rf"[0-9.,]+ *+{MEASURE}?")
_UNIT_NOTE = re.compile(rf"\((?:单位[:：])?(?:[%‰]|{MEASURE}|分值?|百分比)(?:/{MEASURE})?\)$")
_COMMENT = re.compile(r"(?<=[0-9%‰)])(分?) *+\([^-()*/+=]{1,60}\) *+$")


def text_to_signs(text: str, names: Iterable[str] = ()) -> list[Sign]:
    """Return the signs of a formula in ``text``, which is folded.

    ``names`` are names that hold signs or words of arithmetic themselves (处置和反馈数). Raises
    ``UnreadableFormula``.
    """
    text = _TIMES_LETTER.sub("*", _UNIT_NOTE.sub("", _COMMENT.sub("", text.strip(" ."))))
    return _groups_to_brackets(list(_text_to_words(text, _protection(text, names))))


def is_amount(name: str) -> bool:
    """Tell whether a name is a number with its unit: narrative arithmetic, no rule."""
    return _AMOUNT.fullmatch(name) is not None and not name.endswith(("年", "月", "日"))


def stands_for_several(name: str) -> bool:
    """Tell whether a name is a sum by itself: 各项指标得分之和."""
    return _COLLECTIVE.match(name) is not None and _SUMMED.search(name) is not None


def tidy_name(text: str) -> str:
    """Return a name without blanks and without a unit in brackets behind it."""
    return _UNIT_NOTE.sub("", text.replace(" ", ""))


def _protection(text: str, names: Iterable[str]) -> dict[int, int]:
    """Return where in ``text`` names stand that hold words of arithmetic: start to end, the longest first."""
    found: dict[int, int] = {}
    for name in names:
        at = text.find(name)
        while at >= 0:
            found[at] = max(found.get(at, 0), at + len(name))
            at = text.find(name, at + 1)
    return found


def _text_to_words(text: str, protected: dict[int, int]) -> Iterator[Sign]:
    """Cut the text at its signs; what lies between them are names and numbers."""
    at, name_from, follows_operand = 0, -1, False
    while at < len(text):
        if name_from < 0 and at in protected:
            yield Sign("NAME", tidy_name(text[at : protected[at]]))
            at, follows_operand = protected[at], True
            continue
        number = _NUMBER.match(text, at) if name_from < 0 else None
        if number and not _goes_on_as_name(text, number.end()):
            yield Sign("NUMBER", number[0].replace(" ", ""))
            at, follows_operand = _after_points(text, number.end()), True
            continue
        sign = _SIGN.match(text, at) or _plain_word(text, at, name_from)
        if sign is None or _is_in_name(text, sign, name_from, follows_operand):
            name_from, at = _name_goes_on(text, at, sign, name_from)
            continue
        if name_from >= 0:
            yield Sign("NAME", tidy_name(text[name_from:at]))
        kind = sign.lastgroup or ("PLUS" if sign[0] == "加" else "MINUS")
        if kind == "OPEN" and (name_from >= 0 or follows_operand):
            raise UnreadableFormula(text)  # 得分(A*B): a factor or an aside, nobody can tell
        yield Sign(kind, sign[0])
        at, name_from, follows_operand = sign.end(), -1, kind == "CLOSE" or kind in _GROUPING
    if name_from >= 0:
        yield Sign("NAME", tidy_name(text[name_from:]))


def _after_points(text: str, end: int) -> int:
    points = _POINTS.match(text, end)
    return points.end() if points else end


def _goes_on_as_name(text: str, end: int) -> bool:
    """24小时内反馈数 is a name that begins with a number; 40分 is a number."""
    end = _after_points(text, end)
    return _LETTER.match(text, end) is not None and _SIGN.match(text, end) is None


def _plain_word(text: str, at: int, name_from: int) -> re.Match[str] | None:
    """加 and 减 alone are signs only behind a quantity."""
    if name_from < 0 or not _QUANTITY.search(text, name_from, at):
        return None
    return _PLAIN_PLUS.match(text, at) or _PLAIN_MINUS.match(text, at)


def _is_in_name(text: str, sign: re.Match[str], name_from: int, follows_operand: bool) -> bool:
    """投诉件(含重复件)数, A-1类 and 及时率 are names."""
    if sign.lastgroup in _JOINING or sign.lastgroup in _GROUPING:
        return name_from < 0 and not follows_operand
    if name_from < 0:
        return False
    if sign[0] == "(":
        closed = text.find(")", sign.end())
        return 0 <= closed - sign.end() <= 40 and not re.search(r"[*/=+(]|[0-9] *+-", text[sign.end() : closed])
    return sign[0] == "-" and re.match(r"[A-Za-z0-9]-[0-9]", text[sign.start() - 1 :][:3]) is not None


def _name_goes_on(text: str, at: int, sign: re.Match[str] | None, name_from: int) -> tuple[int, int]:
    """Return where the name begins and where to read on."""
    if sign is not None:
        begins = at if name_from < 0 else name_from
        return begins, text.index(")", at) + 1 if sign[0] == "(" else sign.end()
    if text[at] == " ":
        return name_from, at + 1
    if not _LETTER.match(text, at):
        raise UnreadableFormula(text)
    return (at if name_from < 0 else name_from), at + 1


def _groups_to_brackets(words: list[Sign]) -> list[Sign]:
    """Put brackets around what 之和, 之差, 之比 and 乘积 speak of, and signs for the words that join it."""
    done: list[Sign] = []
    for word in words:
        if word.kind not in _GROUPING:
            done.append(word)
            continue
        start = _group_start(done, word.kind)
        group = _joined(done[start:], word.kind)
        if len(group) >= 3:
            done[start:] = [Sign("OPEN", "("), *group, Sign("CLOSE", ")")]
        elif word.kind == "RATIO" and group and group[-1].kind == "NAME":
            done[start:] = [Sign("NAME", "".join(sign.text for sign in group) + word.text)]  # 投诉占比 is a name
        elif word.kind == "SUM" and len(group) == 1 and _COLLECTIVE.match(group[0].text):
            done[start:] = [Sign("NAME", group[0].text + word.text)]
        else:
            raise UnreadableFormula(word.text)
    return _as_names(done)


_COLLECTIVE = re.compile(r"各|所有|全部|以上|上述")
_SUMMED = re.compile(r"(?:之和|的和|总和|相加|加总)$")
"""How a name begins that stands for several columns: 各项得分之和."""


def _group_start(done: list[Sign], kind: str) -> int:
    """A group reaches back to the bracket it stands in, to × or ÷, and within A占B与C之和的比例 to 占."""
    depth = 0
    for at in range(len(done) - 1, -1, -1):
        if done[at].kind == "CLOSE":
            depth += 1
        elif done[at].kind == "OPEN":
            if depth == 0:
                return at + 1
            depth -= 1
        elif depth == 0 and (done[at].kind in ("TIMES", "OVER") or (done[at].kind == "SHARE" and kind != "RATIO")):
            return at + 1
    return 0


def _joined(group: list[Sign], kind: str) -> list[Sign]:
    """Choose which joining words stand for the sign of ``kind``; the others are parts of names."""
    chosen = _sum_joints(group) if kind in ("SUM", "PRODUCT") else _pair_joint(group)
    signed = [Sign(_GROUPING[kind], sign.text) if at in chosen else sign for at, sign in enumerate(group)]
    return _as_names(signed)


def _sum_joints(group: list[Sign]) -> frozenset[int]:
    """All of A、B和C; of A与B及C the 与."""
    lists = [at for at, sign in enumerate(group) if sign.kind == "LIST"]
    links = [at for at, sign in enumerate(group) if sign.kind == "LINK"]
    if lists:
        return frozenset(lists + [at for at in links if at > lists[-1]])
    strongest = [at for at in links if group[at].text == "与"]
    return frozenset(strongest or links)


def _pair_joint(group: list[Sign]) -> frozenset[int]:
    """The one word that joins two: 占 before 与, 与 before 和 or 及."""
    for words in (("占", "所占"), ("与", "同", "跟"), ("和", "以及", "及")):
        found = [at for at, sign in enumerate(group) if sign.kind in _JOINING and sign.text in words]
        if len(found) > 1:
            raise UnreadableFormula("".join(sign.text for sign in group))
        if found:
            return frozenset(found)
    return frozenset()


def _as_names(signs: list[Sign]) -> list[Sign]:
    """Give back as one name what a joining word without a group had cut: 投诉和举报数."""
    done: list[Sign] = []
    for sign in signs:
        if sign.kind in _JOINING:
            if not done or done[-1].kind != "NAME":
                raise UnreadableFormula(sign.text)
            done[-1] = Sign("HALF", done[-1].text + sign.text)
        elif done and done[-1].kind == "HALF":
            if sign.kind not in ("NAME", "NUMBER"):
                raise UnreadableFormula(sign.text)
            done[-1] = Sign("NAME", done[-1].text + sign.text)
        else:
            done.append(sign)
    if done and done[-1].kind == "HALF":
        raise UnreadableFormula(done[-1].text)
    return done
