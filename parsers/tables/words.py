"""The words by which Chinese tables say what their parts are: language, of any bulletin, and nothing of one.

Everything is matched against texts without blanks (合 计 is 合计); ``texts.tidy`` takes them out.
"""

import re

from schemas.tables import ColumnKind

# Captions -----------------------------------------------------------------------------------------------------------

UNIT_LINE = re.compile(
    r"[（(【\[]?\s*(?:金额|数量|计量|货币|面积|人数|产量|价值量)?(?:计量)?单\s*位\s*[:：]\s*(?P<unit>[^\s（）()。；:：]{1,24})\s*[）)】\]]?"
)
"""单位：万元, （单位：件、%）: what stands behind the colon must be units (``texts.units_of``)."""

INSTITUTION_LINE = re.compile(
    r"(?:编制|填报|填表|报送|制表|公开|统计|汇总|主管|预算|填制|发布)?(?:单位|部门|机关|机构|人|日期|时间)(?:名称|（盖章）|\(盖章\))?[:：].{0,40}"
    r"|(?:公开|预算|决算|附|财|预)?\d{0,2}表?\d{0,2}|表号[:：].{0,20}|续表\d{0,3}"
)
"""Lines between a title and its table that name neither: 编制部门：某局, 公开01表."""

PERIOD_LINE = re.compile(
    r"[（(]?(?:截至|截止)?\d{4}年(?:度|底|末|\d{1,2}月(?:份|底|末|\d{1,2}日)?|第?[一二三四]季度|[上下]半年|全年)?"
    r"(?:[-—–~～至](?:\d{4}年)?\d{1,2}月(?:份|\d{1,2}日)?)?[)）]?"
)

SUBTITLE = re.compile(r"[（(][^（）()]{1,40}[)）]|以?.{1,8}(?:为|=|＝)100|.{2,12}口径|(?:快报|初步|预计)数?")
"""A line under a title that only limits it: （全口径）, 以上年为100."""

TITLE_END = re.compile(
    r"(?:表|情况|名单|排名|统计|一览|清单|结果|汇总|台账|构成|数据|指标|指数|排行榜?|明细|对比|分析|公示|概况|产量|情况图)"
    r"(?:[（(].{0,30}[）)])?(?:[（(]?续[）)]?)?[一二三四五六七八九十\d]{0,3}"
)
"""How the title of a table ends, mostly."""

CAPTION_NUMBER = re.compile(r"(?:附?表|附件|附录|附)[\dⅠ-Ⅻ一二三四五六七八九十]+(?:[-—.]\d+)*[:：、.．]?")
"""表1, 附件2, 表 3-1: the number of a caption, at its start."""

LIST_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:\.\d{1,2}){0,3}[、.．](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节部]分?|[①-⑳])"
)

NOTE_START = re.compile(
    r"(?:备注|附注|注释|注|说明|填表说明|有关说明|资料来源|数据来源|来源|备考)[\d一二三四]{0,2}(?:[:：]|[、.．]|$)|[*※]|[（(]注[:：]"
)
"""How a note under or inside a table begins."""

NUMBERED_ITEM = re.compile(r"[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})(?:[)）]|[、.．](?!\d))")

# Headers ------------------------------------------------------------------------------------------------------------

YEAR = re.compile(
    r"(?:19|20)\d{2}(?:年(?:度|末|底|\d{1,2}(?:[-—~至]\d{1,2})?月(?:份|末|底)?|[上下]半年|全年|预算|决算)?)?"
)
"""A year, or a time that begins with one: as likely a header as a number."""

COLUMN_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[①-⑳]|[甲乙丙丁]|[A-Z])[）)]?(?:[=＝].{1,40})?")
"""1, （2）, 甲, 3=1+2: a cell of a row that numbers the columns."""

COLUMN_NUMBER_WORD = re.compile(r"栏次|栏号|行次|列次|序列|栏目")
COLUMN_NUMBER_LABEL = re.compile(r"甲|A|a|乙|B")

LABEL_HEADER = re.compile(
    r".*(?:项目|名称|单位|地区|区域|指标|科目|内容|类别|类型|种类|部门|街道|乡镇|镇街|区县|县区|县市|市县|县市区|区政府|学校|医院|企业|行业|产品"
    r"|品名|年份|年度|月份|季度|时间|日期|主体|对象|机构|分类|来源|领域|事项|姓名|城市|省份|站点|点位|线路|要素|因子|口岸|车型|人群|年龄|性别)"
)

ORDINAL_HEADER = re.compile(r"序号|编号|序|行次|行号|No\.?|NO\.?|№|#|顺序号?")
CODE_HEADER = re.compile(r".*(?:编码|代码|编号|文号|案号)|类|款|项|目")
CONTACT_HEADER = re.compile(r".*(?:电话|手机|传真|邮编|邮政编码|账号|证号|号码|条码)")
"""Long numbers under these are names; short ones count calls and letters."""

UNIT_HEADER = re.compile(r"(?:计量|计算|数量)?单位")
NOTE_HEADER = re.compile(r"备注|说明|备考|附注")
TIME_HEADER = re.compile(r"年份|年度|年|月份|月|时间|日期|季度|时期|年月")

# Kinds of columns: of the words found in a header, the one that ends last decides (满意率排名 is a rank) -------------

KIND_WORDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    (ColumnKind.RANK, re.compile(r"排名|名次|位次|排序|排位|序位|排行|位列|排第")),
    (
        ColumnKind.CHANGE,
        re.compile(
            r"同比|环比|增长率|增长[量额]?|增减[量额率数]?|增\(减\)|增（减）|增/减|增速|增幅|降幅|减幅|涨幅|跌幅|涨跌|升降|变化[率量]?|变动"
            r"|[比较](?:上年|去年|上月|上期|上季|上周|前年|同期|年初)[^占]{0,6}?(?:增|减|升|降|±|\+|差|变|%|$)|下降率|上升率"
        ),
    ),
    (
        ColumnKind.SCORE,
        re.compile(
            r"得分|[=＝]100|分值|分数|评分|总分|均分|平均分|扣分|加分|减分|记分|积分|满分|成绩|指数|综合[^率占]{0,6}值|评价值|测评值|(?<![部成区处百])分$"
        ),
    ),
    (
        ColumnKind.RATE,
        re.compile(r"率|占比|比重|比例|百分比|百分率|满意度|知晓度|认可度|参与度|进度|覆盖面|占[^%]{0,12}%"),
    ),
    (ColumnKind.GRADE, re.compile(r"等级|评级|档次|级别|等次|评定|评价结果|考核结果|评定结果|类别$|信用级|定级")),
    (
        ColumnKind.AMOUNT,
        re.compile(
            r"金额|[预决]算[数额]?|执行数|调整数|收入|支出|收支|拨款|资金|经费|资产|负债|投资|产值|增加值|总值|生产总值|[总销余差税欠]额|零售额|交易额"
            r"|进出口|税收|税$|余额|存款|贷款|费$|费用|单价|均价|价格|价值|面积|重量|产量|长度|里程|浓度|温度|平均|均值|人均|户均|时长|用时"
            r"|耗时|用[电水气]量|排放量|发电量|降[水雨]量|吞吐量|货运量|成本|利润|保费|工资|补助|补贴|奖金|罚款|结转|结余"
        ),
    ),
    (
        ColumnKind.COUNT,
        re.compile(
            r"(?<!指)(?<!分)(?<!系)(?<!倍)(?<!基)数|数量|人次|件次|受理量|办[结理件]量|诉求量|工单量|来电量|总?件$"
        ),
    ),
)

WEIGHT = re.compile(r"[(（] *(?:所?占(?:比|总分)?|权重)? *[:：]? *[0-9.]{1,5} *[%％] *[)）]$")
"""得分（占40%） is a score, whatever its weight."""

GROUPING = re.compile(r"(?:其中)?[:：]?按.{1,16}(?:(?<![得评总加扣积])分|分组|划分|分类|统计)[:：]?")
"""按性别分 over 男 and 女 says how a whole is divided, and nothing of what the numbers are."""

AVERAGE = re.compile(r"平均|[人户日月年均亩]均|均值|单价|单产|价格|均价")
"""Rounded even where things are counted: 人均诉求量（件）."""

SURE_COUNT = re.compile(r"件数|人数|户数|家数|个数|次数|宗数|起数|例数|辆数|套数|人次|件次")
"""Counts whatever unit stands over the table: 户数 under 单位：万元."""

AMOUNT_TITLE = re.compile(
    r"[预决]算|收入|支出|资金|经费|投资|产值|增加值|生产总值|金额|税收|零售额|进出口|资产|负债|贷款|存款|价格|产量|拨款"
)

GRADE = re.compile(
    r"[A-E][+-]?级?|A{2,3}级?|B{2,3}级?|优秀?|优良|良好?|中等?|合格|基本合格|不合格|达标|基本达标|不达标|较好|好|一般|较差|差|满意|基本满意|不满意"
    r"|[一二三四五]等奖?|[一二三四五六]级|[ⅠⅡⅢⅣⅤ]+[类级]?|劣[ⅤV]类?|[轻中重]度污染|严重污染|[红橙黄绿蓝]色?[码牌]?|[高中低](?:风险)?|通过|不通过"
)

DIFFERENCE = re.compile(r"[数量额值]$")
"""Changes in the unit of what changes: 增减数, beside 增减率 in %."""

FULL_MARKS = re.compile(r"满分(?:值|分值)?|标准分值?|分值")
"""A row that says how many marks each column gives."""

# Rows ---------------------------------------------------------------------------------------------------------------

TOTAL = re.compile(
    r"(?:.*(?:合计|总计|共计)数?|总数|总和|全部|总体|汇总|全[市省区县国州盟旗镇校院年系](?:统|总|合计|总计)?)"
)
SURE_TOTAL = re.compile(r"[合总共]计")
"""全市 may stand over a choice of its districts; 合计 is what it says."""

SUBTOTAL = re.compile(r".*(?:小计|分计)数?")
DERIVED = re.compile(
    r"(?:.*(?:平均|均值|平均[值数分]?|平均水平|中位数|标准差)|最[高低大小]值?|同比.*|环比.*|.*[比较](?:上|去)[年月期].*|(?:上|去)年同期|上[年月期]|增减.*|增长.*"
    r"|累计|占比|比重|目标值?|目标任务|满分|权重|分值|基准值?|差[额值]|完成率|进度)"
)
"""Rows worked out from the others, or held against them: no part of a total."""

MONTH = re.compile(r"(?:[12]\d{3}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?")
UP_TO_NOW = re.compile(r"(?:本?年|全年|\d{1,2}[-—~～至]\d{1,2}月)?累计")

OF_WHICH = re.compile(r"(?:[（(]?其中[）)]?[:：]?|[#＃]{1,3})")
MEMBERS = re.compile(
    r"(?:下属|所属|所辖|下辖|直属|下级|分支|二级|管辖)(?:单位|机构|部门|区县|县区|街道|乡镇|企业)?|分项|组成|构成"
)
"""A label cell that says: the rows beside me are members of the row above."""

NUMBERINGS: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})[、.．]"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?P<number>\d{1,2})[、.．](?!\d)"),
    re.compile(r"[（(](?P<number>\d{1,2})[）)]|(?P<bare>\d{1,2})[)）]"),
    re.compile(r"(?P<number>[①-⑳])"),
)
"""Enumerators from the outermost to the innermost, as official style has them."""
