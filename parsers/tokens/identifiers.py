"""Shapes of names that hold digits: addresses, document and case numbers, telephones, platforms, articles of laws."""

import re

from parsers.tokens.units import MEASURE

_HAN = r"[\u4e00-\u9fff]"
_END = r"(?![0-9%‰]|[.,][0-9])"
_NO_UNIT = rf"(?! ?(?:{MEASURE}))"
_LATIN_UNIT = (
    r"(?:km|kg|mg|ml|mm|cm|dm|hm|kW|kw|MW|GW|kV|Hz|MHz|GHz|GB|TB|MB|KB|Mbps|Gbps|ppm|bps|pp|Wh|kWh|MWh|ug|μg|"
    r"[mgthskMLW](?![A-Za-z]))"
)

WEB: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?:https?://|www\.)(?:[A-Za-z0-9_~%?&=#:+@/-]|\.(?=[A-Za-z0-9]))+"),
    re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{1,127}", re.ASCII),
    re.compile(r"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{1,63}\.){1,6}(?:com|cn|gov|org|net|edu)(?:/[!-~]*)?(?![A-Za-z0-9])"),
)

DOCUMENT_NUMBER = re.compile(
    r"(?:(?:(?![的和与及据照于在从按以由经对将有])[\u4e00-\u9fff]){1,12} ?)?"
    r"[〔\[(【﹝] ?(?:19|20)[0-9]{2} ?年? ?[〕\])】﹞] ?年? ?第? ?[0-9]{1,6}(?:[-—][0-9]{1,4})? ?号"
)
"""榕智综〔2017〕46号, 财预[2011]416号, 国办公开办函〔2019〕年60号."""

NUMBERS: tuple[re.Pattern[str], ...] = (
    DOCUMENT_NUMBER,
    # （2017）闽01民初123号
    re.compile(rf"[(〔](?:19|20)[0-9]{{2}}[)〕] ?{_HAN}{{1,3}} ?[0-9]{{1,6}} ?{_HAN}{{1,6}} ?[0-9]{{1,7}} ?号"),
    # GB/T 8170-2008
    re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?:/[A-Z]{1,3})? ?[0-9]{2,6}(?:\.[0-9]{1,3})*[-—](?:19|20)?[0-9]{2}(?![0-9])"),
    # 005452559/2026-00001
    re.compile(r"(?<![0-9.])(?<![0-9],)[0-9]{6,}/[0-9]{2,}(?:-[0-9]+)*"),
)

TELEPHONES: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?<![A-Za-z0-9.])(?<![0-9],)0[0-9]{2,3}[-— ]?[0-9]{7,8}(?:[-—转][0-9]{1,6})?" + _END),
    re.compile(r"(?<![A-Za-z0-9.])(?<![0-9],)1[3-9][0-9]{9}" + _END),
    re.compile(r"(?<![A-Za-z0-9.])(?<![0-9],)400-?[0-9]{3,4}-?[0-9]{3,4}" + _END),
)

CODES: tuple[re.Pattern[str], ...] = (
    # FZ17041600755, PM2.5, G15, H7N9, COVID-19; not the x of 结案率x100
    re.compile(
        r"(?<![A-Za-z0-9])(?!(?<=[\u4e00-\u9fff%)])[xX][0-9])"
        r"[A-Za-z]{1,12}(?:</?su[bp]>)?[-_.]?[0-9]+(?:\.[0-9]+)?[A-Za-z0-9]*(?:[-_/][A-Za-z0-9]+){0,4}"
    ),
    # 5G, 4A级; not 24h, 10kV
    re.compile(
        rf"(?<![A-Za-z0-9.])(?<![0-9],)[0-9]{{1,4}}(?!{_LATIN_UNIT}|[xX](?![A-Za-z]))[A-Za-z]{{1,4}}[0-9]*(?![A-Za-z0-9])"
    ),
    # “1+2+4+N”, “12369”, “12·4”
    re.compile(r"(?<=[“\"‘])[0-9]{1,6}(?: ?[+·・-] ?(?:[0-9]{1,4}|[NXn])){0,6}(?=[”\"’])"),
    re.compile(r"(?<![0-9.])(?<![0-9],)[0-9]{1,3}(?: ?\+ ?[0-9]{1,3}){0,6} ?\+ ?[NXn](?![A-Za-z])"),
    # 1.2.3
    re.compile(r"(?<![0-9.])(?<![0-9],)[0-9]{1,4}(?:\.[0-9]{1,4}){2,}(?![0-9.])"),
)

_NUMBERED = (
    r"(?:编号|案号|案件号|工单号|文号|批号|单号|证号|卡号|账号|帐号|号码|代码|编码|索引号|标识码|备案号?|"
    r"邮编|邮政编码|公网安备)"
)
_CALLED = r"(?:电话|手机|传真|热线|专线|专席|短号|总机)"

NAMED: tuple[re.Pattern[str], ...] = (
    # 编号 1708140127, 邮编：350007; 电话：87526763, 热线96123
    re.compile(rf"{_NUMBERED}(?: ?{_HAN}{{0,2}}[:：为是])?[ “\"(（]{{0,2}}([0-9][0-9-]{{2,}}){_END}{_NO_UNIT}"),
    re.compile(rf"{_CALLED}(?:号码)?(?:[:：][ “\"(（]{{0,2}}([0-9][0-9-]{{2,}})){_END}{_NO_UNIT}"),
    re.compile(rf"{_CALLED}[ “\"(（]{{0,2}}([0-9][0-9-]{{4,}}){_END}{_NO_UNIT}"),
    re.compile(r"》 ?[(（] ?第? ?([0-9]{4,}) ?号? ?[)）]"),
    # 199号, 7号楼, 第46号令, 214036号提案
    re.compile(r"((?<![0-9.])(?<![0-9],)第? ?[0-9]{1,14}(?:[-—][0-9]{1,4})? ?号(?:-[0-9]{1,3})?)"),
    # 第20条, 第3款第（5）项
    re.compile(r"(第 ?[0-9]{1,4}(?:[-~～—–至][0-9]{1,4})? ?(?:条|款|项|目|届))"),
    # 第95百分位, 日最大8小时平均
    re.compile(r"(第 ?[0-9]{1,2} ?百分位数?|(?<=最大) ?[0-9]{1,2} ?小时(?=滑动|平均))"),
    # 324国道, 502室, 80后
    re.compile(r"(?<![0-9.])(?<![0-9],)([0-9]{3} ?(?:国道|省道|县道)|[0-9]{3,4} ?室|[0-9]0后)"),
    # numbers too long to count anything
    re.compile(rf"(?<![0-9.])(?<![0-9],)([0-9]{{11,}}){_END}{_NO_UNIT}"),
    re.compile(rf"(?<![0-9.-])(?<![0-9],)([0-9]{{7,10}}){_END}{_NO_UNIT}(?! ?[-+*/=])"),
    # 12319（城管）、12369（环保）等
    re.compile(r"(?<![0-9.-])(?<![0-9],)([0-9]{5,6})(?= ?[(（][^0-9()（）]{1,12}[)）] ?[、和及等])"),
)
"""Group 1 is the name."""

_CARRIER = r"(?:热线|平台|系统|专线|专席|坐席|话务|指挥中心|报警|急救|便民服务)"

PLATFORM = re.compile(
    rf"(?<![0-9.])(?<![0-9],)([0-9]{{3,6}}){_END}{_NO_UNIT}(?=[ “”\"(（]{{0,2}}(?:{_HAN}{{0,10}}?){_CARRIER})"
    rf"|{_CARRIER}[ :：“\"(（]{{0,2}}([0-9]{{3,6}}){_END}{_NO_UNIT}"
)
"""A number that names a platform: 110 指挥中心. Once named so, it is a name wherever no unit follows it."""

SERIES = re.compile(rf"({_HAN}{{2,10}})[0-9]{{1,9}} ?[-~～—–至到]{{1,2}} ?\1[0-9]{{1,9}}(?![0-9%‰]|[.][0-9])")
"""病例1—病例633: whatever numbers its members so is numbered elsewhere too."""
