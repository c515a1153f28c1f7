"""汉字 numerals of a passage that count or measure: 三类, 近四成, 百分之九十八点五, 翻一番, 前三位."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.figures.numbers import AFTER, BEFORE, Number, with_unit
from parsers.han import CAPITALS, HAN_NUMERAL, han_to_decimal, money_to_decimal, share_to_percent
from schemas.printed import Approx

_MEASURES = """
    类 方面 个 种 大类 家 项 条 位 名 县(市) 城区 区 县 市 镇 乡 街道 村 次 倍 番 件 起 部门 大 人 天 年 个月 级 批
    轮 期 场 所 座 成 例 户 台 岁 元 万元 亿元 小时 分钟 吨 公里 亩 支 组 环节 领域 部分 单位 季度 处 篇 份 版块
    板块 平台 模块 宗 笔 套 辆 头 只
    """
_MEASURE = "|".join(map(re.escape, sorted(_MEASURES.split(), key=lambda word: (-len(word), word))))

_SET_PHRASES = (
    r"一件事|一次(?:性|办|合格|通过)|一个(?!百分点|月|季度|工作日|小时)|(?<=最后)一公里|一条龙|一站式|一方面|一大|一批|一系列|一部分|一定|一些|一期|"
    r"二期|三期|四期|一类|一级|二级|三级|四级|五级|一家人|一户一|一企一|一人一|一事一|一村一|一张网|一件|"
    r"一位|一名|一项|一种|一条|一起|一场|一年|一天|一成|一年一|百年|万家|千家|万户|千户|百家|百姓|万人|千万|百万|"
    r"十年树|一天一|三大攻坚|五位一体|四个全面|四个意识|四个自信|两个维护|两个一百年|第一时间|第一书记|第三方|"
    r"第三产业|第二产业|第一产业|十[六七八九]大|二十大"
)
_SET = re.compile(rf"第?(?:{_SET_PHRASES})")
_BOUND = re.compile("以上|以下|以内|左右|上下|多(?!样|年|次|元|种|数)")
_SURPASSED = re.compile(r"(?:超|破|过|近|达|逾)$")
"""突破百亿元: a round sum."""
_REACH = 12  # characters before a rank in which it is said to be one
_IN_ORDER = re.compile(r"(?:列|居|位|排名|排|名)[^，。；,;]{0,8}第$")
"""在全市13个区县中排名第三."""
_MEETING = re.compile("次(?:全体|代表)?(?:会议|大会|全会)")
"""十七届人大三次会议: which of its meetings."""
_RANKED = re.compile(r"(?:第|最后|倒数第?|前|后)$")

_NEIGHBOURS = "一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九"
"""三五家, 二三十人: about so many."""

_HAN = re.compile(
    rf"(?P<percent>百分之{HAN_NUMERAL})|(?P<below>{HAN_NUMERAL})分之(?P<above>{HAN_NUMERAL})"
    r"|(?P<tenths>[一二两三四五六七八九](?:成半|成[一二三四五六七八九]?))(?!立|果|员|都|长|就|为|本|功|绩|效|交|熟|品|年)"
    rf"|(?P<half>一半|半数|过半)|(?P<turn>翻了?(?:近|约)?(?P<turns>{HAN_NUMERAL}|\d+)番)"
    rf"|(?<=第)(?P<rank>[一二三四五六七八九十]{{1,3}})(?=[，。；、,;.)]|$)"
    rf"|(?P<money>[{CAPITALS}]+[元圆](?:零?[{CAPITALS}]角)?(?:零?[{CAPITALS}]分)?)"
    rf"|(?P<vague>(?<!以)上[百千万]|[百千](?=[余多])|[二三四五六七八九]?十(?=几)|(?:{_NEIGHBOURS})[十百千万]?)"
    rf"[余多几]?(?={_MEASURE})"
    rf"|(?P<low>{HAN_NUMERAL})(?=[至到—~～-]{HAN_NUMERAL}余?(?P<of_both>{_MEASURE})(?!度))"
    rf"|(?P<count>{HAN_NUMERAL})[余多]?(?={_MEASURE})"
)


def text_to_han_numbers(folded: str, taken: Sequence[tuple[int, int]]) -> list[Number]:
    """Return the 汉字 numerals outside the stretches ``taken`` (dates, titles) that state something."""
    numbers = []
    at = 0
    for found in _HAN.finditer(folded):
        while at < len(taken) and taken[at][1] <= found.start():
            at += 1
        if at < len(taken) and taken[at][0] < found.end():
            continue
        number = _match_to_number(folded, found)
        if number is not None:
            numbers.append(number)
    return numbers


def _match_to_number(folded: str, found: re.Match[str]) -> Number | None:
    start, end = found.span()
    if found["turn"]:
        turns = found["turns"]
        value = Decimal(turns) if turns.isdecimal() else han_to_decimal(turns)
        return Number(found.start("turns"), end, end - 1, value, 0, "番", None, han=True)
    if found["below"]:
        return _fraction_to_number(folded, found)
    if found["money"]:
        return _money_to_number(found)
    if found["vague"]:
        return _vague_to_number(folded, found)
    if found["low"]:
        return _low_end_to_number(folded, found)
    if found["rank"]:
        ranked = _IN_ORDER.search(folded, max(0, start - _REACH), start)
        return Number(start, end, end, han_to_decimal(found["rank"]), 0, "", None, han=True) if ranked else None
    if found["count"]:
        return _count_to_number(folded, found)
    percent = share_to_percent("一半" if found[0] == "过半" else found[0])
    if percent is None:
        return None
    before = next((word for word in sorted(BEFORE, key=len, reverse=True) if folded.endswith(word, 0, start)), "")
    approx = BEFORE.get(before) or (Approx.OVER if found[0] == "过半" else None)
    places = max(0, -int(percent.normalize().as_tuple().exponent)) if found["percent"] else -1
    number = Number(start, end, end, percent, places, "%", approx, han=True)
    return _with_bound(folded, number)


def _with_bound(folded: str, number: Number) -> Number:
    """七成以上, 两成多, 四成左右."""
    if found := _BOUND.match(folded, number.end):
        end = number.end if found[0] in ("左右", "上下") else found.end()
        return replace(number, end=end, approx=number.approx or AFTER[found[0]])
    return number


def _money_to_number(found: re.Match[str]) -> Number | None:
    start, end = found.span("money")
    try:
        value = money_to_decimal(found["money"])
    except ValueError:
        return None
    return Number(start, end, end, value, -int(value.as_tuple().exponent), "元", None, han=True)


def _vague_to_number(folded: str, found: re.Match[str]) -> Number | None:
    """百余家, 上百家, 十几个, 三五家: about so many."""
    said = found["vague"]
    plain = said.removeprefix("上")
    pair = len(plain) > 1 and plain[1] not in "十百千万"
    lower = plain[0] + plain[2:] if pair else plain
    value = han_to_decimal(f"一{lower}" if lower[0] in "百千万" else lower)
    number = with_unit(folded, found.span("vague"), value, 0, han=True)
    if folded.startswith("几", found.end("vague")):
        number = with_unit(folded, (found.start("vague"), found.end("vague") + 1), value, 0, han=True)
    approx = Approx.ABOUT if pair else Approx.AT_LEAST if said[0] == "上" else Approx.OVER
    return replace(number, approx=approx) if number.unit else None


def _low_end_to_number(folded: str, found: re.Match[str]) -> Number | None:
    """五 of 五至七人: in the unit of the other end."""
    try:
        value = han_to_decimal(found["low"])
    except ValueError:
        return None
    start, end = found.span("low")
    unit = with_unit(folded, (start, found.start("of_both")), value, 0, han=True).unit
    return Number(start, end, end, value, 0, unit, Approx.AT_LEAST, han=True) if unit else None


def _fraction_to_number(folded: str, found: re.Match[str]) -> Number | None:
    """三分之二 is 66.67 %, about: what has no end as a decimal is cut off."""
    try:
        below, above = han_to_decimal(found["below"]), han_to_decimal(found["above"])
    except ValueError:
        return None
    if not 0 < above < below:
        return None
    value = (above * 100 / below).quantize(Decimal("0.01"))
    exact = value * below == above * 100
    number = with_unit(folded, found.span(), value.normalize() if exact else value, -1, han=True)
    return replace(number, unit="%", approx=number.approx or (None if exact else Approx.ABOUT))


def _count_to_number(folded: str, found: re.Match[str]) -> Number | None:
    start = found.start()
    ranked = _RANKED.search(folded, max(0, start - 3), start) is not None
    if _SET.match(folded, start) and not ranked:
        return None
    if _MEETING.match(folded, found.end()) and folded[max(0, start - 1) : start] in tuple("第届大协委"):
        return None
    if start and folded[start - 1] in "几数" and found["count"][0] in "十百千万亿":
        return None  # 数十万, 几百
    if start and folded[start - 1] in "每某同任统单唯专万又再进这那另哪“\"'‘":
        return None
    try:
        count = found["count"]
        round_sum = count[0] in "百千" and _SURPASSED.search(folded, max(0, start - 3), start)
        value = han_to_decimal(f"一{count}" if round_sum else count)
    except ValueError:
        return None
    number = with_unit(folded, (start, start + len(found["count"])), value, 0, han=True)
    if folded.startswith("半", number.end) and number.unit in ("倍", "年", "小时", "天", "个月"):
        number = replace(number, end=number.end + 1, value=value + Decimal("0.5"), places=1)
    return number if value > 0 and number.unit else None
