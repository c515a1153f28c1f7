"""Measure words of the narrative, and what may follow one that is short without making it another word."""

import re

from parsers.numerals import COUNTING_UNITS, MEASURE_UNITS, RATE_UNITS
from schemas.printed import SCALES

_ALSO = """
    台件 台套 台(套) 辆次 台次 基点 个基点 条次 项次 种 类 大类 册 支 根 块 片 幅 卷 段 道 门 届 轮 对 票 周岁 年
    个月 月 周 日 工作日 个工作日 个小时 个季度 季度 方面 个方面 个部分 部分 环节 领域 模块 平台 版块 板块 成 番 折
    集 句 字 代 层 孔 车 辆次 列次 航次 节 课时 学时 股 粒 包 袋 瓶 盒 枚次 群 封 席 届次 篇次 篇(件) 条(份) 项(人)
    卷(件) 斤 箱 桶 里 海里 平方 步 级 座次 位次 人天 人月 工日 亩次 元/平方米 元/吨 元/人 吨/公顷 千克/公顷 公斤/亩
    元/月 元/人·月 人/平方公里 千米/小时 公里/小时 张次 幢次 区 县 县(市) 县(市)区 县(市、区) 县市 市 城区 省 镇 乡
    乡镇 街道 村 社区 大 座 封次 单位 部门 学年 时
    个位次 个环节 个领域 个模块 个平台 个版块 个板块 个大类 大模块 大平台 大版块 大板块 大环节 大领域 大方面
    具 千分点 个千分点
    """.split()
"""Words of prose that no table has as its unit."""

_NOT_BEFORE = {
    "人": "民均口才大社事工员行数物",
    "分": "别公局支之布类为配析组期项享管级散批包",
    "元": "旦月素",
    "米": "兰",
    "家": "庭长属具电禽畜族乡园",
    "户": "籍外口",
    "处": "理置罚分于级在以",
    "台": "湾州阶风",
    "名": "单称列额义牌副录誉",
    "位": "于列居置移次",
    "次": "于要序新生产日年月",
    "批": "准复发评次示判",
    "份": "额",
    "所": "有属在以需得占示涉列谓述",
    "本": "市区县月年省级次地科期周部着息季土溪日村社镇局报院校身系轮单",
    "组": "织成建长",
    "部": "分门件委署级队长属位",
    "期": "间末内初限望待盼",
    "单": "位独纯个价元一项产",
    "场": "所地馆景站均内",
    "轮": "候换流岗",
    "字": "段体样号",
    "成": "为立功员果本交效都长品熟年人分",
    "天": "津然气",
    "起": "来草诉止点步因",
    "度": "假过",
    "项": "目",
    "门": "户诊口",
    "级": "别",
    "类": "别似型",
    "月": "均",
    "年": "均度底初末级龄",
    "日": "均常前",
    "周": "边",
    "只": "有要是能",
    "头": "条号",
    "对": "于外口应接",
    "道": "路德教",
    "段": "落",
    "代": "表理码",
    "层": "次级面",
    "节": "能约日水假目点",
    "车": "辆站间道主",
    "里": "程",
    "角": "度色",
    "升": "级学高",
    "克": "服",
    "口": "岸",
    "张": "家",
    "大": "于量型约气数学部家",
    "市": "场民值县",
    "省": "级",
    "区": "间域块",
    "县": "级",
    "村": "民",
    "镇": "区",
    "座": "谈",
    "种": "植子",
    "套": "餐",
    "件": "套",
    "例": "如外行",
    "幅": "度",
    "片": "区",
    "支": "出付持部队",
    "根": "据本",
    "股": "份权东",
    "平": "台",
    "折": "合算",
    "步": "骤",
    "包": "括含",
    "篇": "章",
    "斤": "",
    "箱": "",
    "时": "间段长期",
    "平方": "公千米",
    "单位": "",
    "分钟": "",
    "个": "体人性税",
}
"""Characters behind which a short measure word is the beginning of another word: 3 个, but 个体户."""

_SCALES = "|".join(sorted(SCALES, key=len, reverse=True))
_WORDS = sorted({*COUNTING_UNITS, *MEASURE_UNITS, *RATE_UNITS, *_ALSO}, key=lambda word: (-len(word), word))


def _guarded(word: str) -> str:
    if word == "个":
        return "个(?!体|人(?!民|才|大|社)|性|税)"  # 178个人民调解委员会
    if word == "人":
        return (
            rf"人(?![{_NOT_BEFORE[word]}]|参(?![加与保会赛军评训观战演展考]))"  # 5人参加 counts people, 人参 is a root
        )
    pattern = re.escape(word).replace(r"\ ", " ")
    if word.isascii() and word[-1].isalpha():
        return pattern + r"(?![A-Za-z])"
    return pattern + (f"(?![{_NOT_BEFORE[word]}])" if _NOT_BEFORE.get(word) else "")


_BASE = "|".join(_guarded(word) for word in _WORDS)
UNIT = re.compile(
    rf" {{0,3}}(?P<over>[余多])?(?P<scale>{_SCALES})? ?(?P<more>[余多])? ?"
    rf"(?P<base>(?:{_BASE})(?:/(?:{_BASE}))?)?(?P<rest>余|多(?!样|年|次|元|种|数))?"
)
"""What stands behind a number: 万余人次, 个百分点, 元/平方米."""
