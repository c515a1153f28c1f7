"""The words by which Chinese bulletins say what a number is: patterns of the language, of no one bulletin.

They are written over the wording of a skeleton: numbers are one mark, dates and blanks are gone, signs are narrow
except the Chinese comma, colon and semicolon. Patterns that end in ``$`` are searched in the words before a number.
"""

import re

from parsers.figures.skeletons import GROUP, NUMBER

N = NUMBER
CLAUSE = re.compile(r"[，,；;：:。]")
CONNECTOR = re.compile(rf"[、,，和与及或:：/~～—–\-至到{GROUP}]*")
WORD = rf"[^，,；;：:。{N}]"

_UP = (
    "偏多|偏高|偏大|偏快|增长|上升|提高|增加|提升|上涨|升高|扩大|加快|上调|攀升|回升|增多|高出|延长|上浮|上扬|增幅|涨幅|升幅|增速|多收|多支|多缴|多交|多投|增收|增支|增产|增效"
    "|提速|新增加|净增|净增加|超收|超支|改善|多增|调增|前移|上移|跃升|涨|升|增|快|多|高"
)
_DOWN = (
    "偏少|偏低|偏小|偏慢|下降|减少|降低|回落|下滑|缩小|下跌|缩短|压缩|收窄|下调|放缓|萎缩|回调|压减|降幅|跌幅|减幅|减收|减支|减产|短收|短支|精简|缩减|削减|调减|节约|节省|少收|少支|少缴|少交|少投|少增"
    "|负增长|后移|下移|跌|降|减|少|低|慢"
)
_LONG_UP = "|".join(word for word in _UP.split("|") if len(word) > 1)
_LONG_DOWN = "|".join(word for word in _DOWN.split("|") if len(word) > 1)

REACH = (
    r"(?:约|大约|近|将近|接近|逾|超过|超出|超|突破|不足|不到|不低于|不少于|不超过|至少|至多|最多|达到|达|高达|仅|只|多达|了|为|是|有|共|合计|总计|累计|(?<![平日月年人户笔次])均|都|也|各"
    r"|分别|依次|[≥≤<>])*"
)

_COMPARE = r"(?:与|和|比|较|同|跟)"
_TIMES = (
    r"(?:上年|去年|上月|上季|上期|上周|同期|年初|预算|计划|前一|往年|历年|(?:19|20)\d\d年)[^，,；;：:。\ue000]{0,6}?"
)
AGAINST = (
    r"(?:(?P<said>同比|环比|同期比|按年|按月|同环比|比同期)"
    rf"|(?:(?<![相对同环占可])[比较](?![例重值率大多少快慢差])(?P<against>{WORD}{{1,16}}?)|[与和同跟](?P<beside>{_TIMES}))(?:相比|对比)?[，,]?)"
)
SAID_AGAINST = {
    "同比": "上年同期",
    "环比": "上期",
    "同期比": "上年同期",
    "比同期": "上年同期",
    "按年": "上年同期",
    "按月": "上月",
}
_ADVERBS = (
    r"(?:分别|依次|均|都|共|也|又|再|则|各|净|累计|平均|合计|略有|略|小幅|大幅|同步|实际|名义|有所|逐步|继续|持续|进一步|明显|显著|将|可|仅|只|约|近|已|共计|总体"
    r"|按?可比价格?(?:计算)?|按?可比口径(?:计算)?|按?同口径|自然口径|剔除[^，。；]{1,16}因素后?|扣除[^，。；]{1,12}因素后?|[，,])*"
)

CHANGE = re.compile(
    rf"(?:{AGAINST})?{_ADVERBS}(?<!自然)(?:(?P<up>{_LONG_UP})|(?P<down>{_LONG_DOWN}))"
    rf"(?:[了幅]|幅度|速度?|比例|率|额|量)?{REACH}$"
)
"""增长#, 比上年下降#, 增幅为#."""
CHANGE_SHORT = re.compile(rf"(?:{AGAINST}){_ADVERBS}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|出)?{REACH}$")
"""同比增#, 比上年多#."""
CHANGE_BEYOND = re.compile(
    rf"(?:(?P<up>高于|快于|高出|超出|超|多于|优于)|(?P<down>低于|慢于|少于|落后于?))(?P<against>[^，,；;：:。{N}过]{{2,16}}?){REACH}$"
)
"""高于全省平均水平#个百分点."""
GROWTH_AFTER = re.compile(r"(?:以上|左右)?的?(?:年均|平均|同比|高速)?(?:增长|增幅|增速)(?:率)?(?=[，。；、]|$)")
"""保持20%以上增长."""
CHANGE_OF_THING = re.compile(
    rf"(?:(?P<up>增加(?!值)|增长|新增加|净增)|(?P<down>减少|压减|精简|缩减|削减|下降|降低|压缩))了?(?P<what>[^，,；;：:。{N}的]{{2,10}}){REACH}$"
)
"""减少材料#."""
EARLIER_AGAINST = re.compile(
    r"(?:(?:与|和|比|较|同|跟)(?P<against>上年同期|去年同期|上年末|上年底|上年|去年|上月末|上月|上个月|上季度|上期|上周|年初|预算|同期)|(?P<said>同比|环比))"
)

SHARE = re.compile(
    rf"占(?:到|了|全部|整个|比)?(?P<base>{WORD}{{0,40}}?)(?:的(?:比重|比例|份额|比率)?|比重|比例|份额)?(?:分别|均|由|从|已|共)?"
    rf"(?:(?:保持|控制|稳定|维持)在|(?:提高|提升|上升|下降|降低|升|降)(?:到|至)|为|达到?|到|是)?{REACH}$"
)
SHARE_TAKEN = re.compile(rf"按照?(?P<base>{WORD}{{2,20}})的{REACH}$")
"""按照一般公共预算支出的#安排."""
SHARE_NOUN = re.compile(rf"(?:占比|比重|份额|构成|所占比例)(?:分别|均)?(?:为|是|：|:|达|到)?{REACH}$")
RATIO = re.compile(
    rf"(?:为|完成|是|达到?|占|等于|相当于)(?P<base>{WORD}{{0,14}}?(?:预算|预算数|任务|任务数|目标|目标数|计划|计划数|决算|决算数|执行数|调整数))的?{REACH}$"
)
OF_BASE = re.compile(rf"(?P<how>占|为|是|完成|相当于)(?P<base>{WORD}{{2,24}})$")
BASE_AHEAD = re.compile(rf"的(?:比重|比例|份额|比率)?(?:为|达到?|是)?{N}")
"""占一般公共预算支出8050亿元的比例为#, 完成调整预算63.20亿元的#: the base is printed with its number."""
ACROSS_BASE = re.compile(
    rf"(?:占|为|是|完成|相当于)(?P<base>{WORD}{{2,24}}){N}的(?:比重|比例|份额|比率)?(?:为|达到?|是)?$"
)
PLANNED = re.compile("(?:预算|计划|目标|任务)数?$")
MULTIPLE = re.compile(rf"(?:为|是|达到?|相当于|等于|恢复[到至])(?P<base>{WORD}{{0,16}}?)的{REACH}$")
"""是上年的#倍."""
BESIDE = re.compile(rf"(?P<head>{WORD}*?)(?<!相)[较比](?P<said>{WORD}{{0,10}})的?$")
"""较一季度的#件增加#件: the number that something is compared with."""
RISEN = re.compile(rf"{WORD}{{0,4}}?[，]?(?:{_UP}|{_DOWN})(?:了|约)?")
FROM = re.compile(rf"(?P<head>{WORD}*?)(?:由|从)(?P<said>(?:原有|原来|原先|此前|以前|之前|原|过去|{WORD}{{0,8}})?的?)$")
TO = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))?(?:[了幅]|调整|变更|变化|变|扩展|优化|发展|压)?(?:到|至|为|成)(?:了|现在的?|目前的?|如今的?|{WORD}{{0,6}}的)?{REACH}$"
)
_NOUNS = "增幅|涨幅|升幅|降幅|跌幅|减幅|增速"
REACHED = re.compile(
    rf"(?:{AGAINST})?(?!{_NOUNS})(?:{_LONG_UP}|{_LONG_DOWN}|恢复|[增升降减缩涨跌])(?:到|至|为|成)了?{REACH}$"
)
"""提高到#: a level that was reached."""
RANK = re.compile(
    rf"(?P<head>.*)(?:位居|位列|位于|排名|排位|居于|居|排在|排|名列|列|跃居|升至|降至|保持|蝉联|位)(?!民|住|家|委){WORD}{{0,16}}?(?:第|并列第|倒数第|最后|末)$"
    rf"|(?P<plain>.*?)(?:全[国省市区县球]|同类)?(?:第|并列第|倒数第|最后|末)$"
)
RANK_LEAD = re.compile(r"(?:综合)?(?:排名|排位|名次|位次)?[位名排跃]?$")
"""What is left before the last verb of a rank: 综合排名位|居全省第#."""
DONE = re.compile("已|目前|实际|现有|现已")
"""计划招聘45名，目前已到岗38名: what has been done is no aim."""
GOALS = re.compile(r"目标(?:任务|值|数)?(?:[^，。；：]{0,4})?(?:是|为)?：")
"""主要预期目标是：: the whole sentence lists them."""
AIM = re.compile(
    rf"(?:^|[，；：])(?:力争|确保|努力|预期|预计|计划|争取(?=[到在实达完，]))(?:到|在|用|实现|达到|完成)?(?=[，：]|{WORD}{{2}})"
)
"""From here on to the end of its part a sentence speaks of what is aimed at."""
AIM_HEADING = re.compile(r"(?:目标|预期)(?:任务|指标)?$|(?:主要|预期|工作|发展|总体)目标")
WITHIN_PART = re.compile(r"其中[，：]?$")
AMONG = re.compile(r"(?:^|[。；，])(?P<what>[^，；：。]{2,24}?)(?<![其之当集])中，")
"""所受理的市民诉求中，: the numbers that follow are parts of these."""
TARGET = re.compile(
    rf"(?:目标(?:值|任务|数)?|计划|力争|确保|预期|预计|拟|任务数?|应在|须在|应于|须于|不得[^，。；]{{0,4}}|要求|规划|原则上|需在|必须在|限期|承诺(?:在)?)(?:为|是|在|到|达到|实现|于)?{REACH}$"
)
TARGET_WITHIN = re.compile(r"(?:应当?|须|必须|需|要|限|不得)(?:在|于)?$")
PART = re.compile(
    r"其中|包括|(?<![包不])含|(?:^|[，；])(?:分|按)[^，,。；：:]{1,10}(?:看|分|划分|统计)[，：]|由(?=[^，。；]{0,6}(?:组成|构成))|分为(?![^，。；]{0,3}类)"
)
RESPECTIVE = re.compile(r"分别|依次|各为")

OF_COUNTED = re.compile(r"(?:的)?[^，、；：是为有]{0,8}?(?:分别|依次|主要|即)?(?:[是为有](?![无没])|：)[：]?")
"""三个区依次是晋安区#, 三位的是鼓楼区#: between a count and the first of the bodies that it counts."""

EXCEPT = re.compile(r"(?:^|(?<=[，；：]))除了?(?=[^，；：]+$)")
BUT = re.compile(r"[以之]?外(?=[，,])")
"""除甲区满意率为#外: 除 before a number and 外 behind it; neither belongs to what the number is of."""
VIEW = re.compile(rf"从(?P<what>{WORD}{{2,24}}?)(?:来看|上看|看|来说)[，,]|在(?P<in>{WORD}{{2,30}}?)(?:方面|上)[，,]")
DIMENSION = re.compile(
    r"(?:分布|类型|结构|构成|来源|渠道|形式|方式|地区|区域|城乡|行业|类别|途径|性质|领域|年龄|性别|层级|级别|用途|去向)$"
)
"""A view that only divides: 从区域分布上看."""
DIVIDED = re.compile(r"(?:^|[，；。])(?:分|按)[^，,。；：:]{1,10}(?:看|分|划分|统计)[，：]")
"""按区域划分，: says of what kind the parts are."""
MAY_LEAD = re.compile("从|[前后末居]|在[^，]+[上面]，|较[多高好大低少差快慢]|最[多高好大低少差快慢后]|倒数|靠|垫底")
"""Without one of these there is neither a view nor a lead; tells so in no time."""
LEAD = re.compile(
    rf"(?P<what>{WORD}{{0,30}}?)"
    rf"(?:(?:排名|排在|排位|位列|位居|列|居|排)?(?:前|后|最后|末|倒数)(?:{N}|[一二三四五六七八九十]{{1,2}})?(?:位|名)?|(?:相对|比)?较[多高好大低少差快慢]|最[多高好大低少差快慢]|靠前|靠后|居前|居后|居首|垫底)"
    rf"(?:的)?(?P<who>[^，,；;：:。]{{0,20}}?)(?:分别|依次)?(?:是|为|有|：|:)[：:]?"
)
NO_SUBJECT = re.compile(
    r"^[，；]?(?:(?:再|又)?(?:创|刷新)[^，；]{0,8}(?:新高|新低|纪录|记录)|(?:综合)?(?:排名|排在|位列|位居|列|居|排)?[前后])$"
)
"""创历史新高 and 排名前 name nothing."""
SAID_BODY = re.compile(r"该(?:单位|部门|局|公司|街道|镇|乡|县|区|市|中心|委|站|所|院|校|企业)")
TARGET_FAR = re.compile(
    rf"(?:确保|力争|要求|目标|计划|预计|争取|努力|须|必须)[^，,。；：:{N}]{{0,24}}(?:达到?|不低于|不少于|不超过|控制在|完成|提高到|保持在|稳定在)(?:以)?$"
)
CARRIES_ON = re.compile(r"^[，、]?(?:其中|目前|其|该|同时|另|此外|并|累计|共|截至|现|还|已|至今|上线)")
"""How a sentence begins that speaks of the same body as the one before it."""
PARTS_GO_ON = re.compile(r"^[，、]?(?:其中|占|平均每|每)")
"""How a sentence begins that speaks of parts of what the one before it states."""
WITHIN_TIME = re.compile(r"(?:内)?(?:处置|完成|办结|反馈|回复|答复|到位|办理|整改|受理|解决|处理|响应|审批)")
BETWEEN = re.compile(rf"[～~—–至到-]{{1,2}}{N}之间")
RATIO_REST = re.compile(rf"^(?:[:：]{N})+")
COMPARED_WITH = re.compile(r"(?:低于|高于|超过|超出|达到|达不到|完成|实现|不足|小于|大于)[“”\"末底]*$")
OF_WHAT_BOUND = re.compile(
    r"的[^，。；]{0,8}?(?P<what>目标|标准|指标|要求|任务|限值|临界点|荣枯线|红线|底线|警戒线|上限|下限|门槛)"
)
"""低于4.5%的控制目标: the number is the bound."""
WITHIN_LIMIT = re.compile(
    rf"(?:控制在|低于|不超过|未超过|超过|高于|未突破)(?P<what>{WORD}{{2,20}}(?:限额|标准|限值|目标|红线|底线|上限|下限))$"
)
"""控制在省核定的债务限额#以内."""
ASIDE = re.compile(rf"\((?!市、区\))[^(){N}{GROUP}]{{3,}}\)")
"""Brackets that hold no number."""
GENERIC = re.compile(
    r"(?:受理|办理|办结|处理|处置|接收)?(?:总量|总数|数量|件数|数|量)"
    r"|(?:当年|年初|年度|实际|本年)?(?:预算|决算|支出|收入)?(?:执行数|安排数?|预算数|决算数|调整数|完成数|执行|预算)"
)
"""A metric that says nothing without its topic."""
IS_WHAT = re.compile(rf"(?:是|为|系|属于?|由|来自|涉及|因)(?P<what>[^，,；;。、{N}{GROUP}]{{2,40}})")
"""其中#是2018年底受理的申请件."""
WHO_AFTER = re.compile(rf"(?:位|名)?(?:的)?(?:是|为)(?P<who>[^，,；;：:。{N}{GROUP}]{{2,24}})")
RANK_WORDS = re.compile(r"(?:综合)?(?:排名|排位|位居|位列|位于|居于?|排在?|名列|列|全国|全省|全市|同比|环比)+$")

TOP = re.compile(r"(?:的)?(?:排名|排在|排位|位列|位居|列|居|排)?(?:前|后|最后|末|倒数)$")
"""排名前#位."""
SPREAD = re.compile(r"(?:主要)?(?:集中|分布|体现|表现|来源|涉及)(?:在|于|为|是|有)?")
"""事件立案主要集中在…三方面."""
BESIDE_ALSO = re.compile(rf"[、和与及](?P<against>(?:全[国省市区县]|上[年月]|去年|年初|预算|计划|目标){WORD}{{0,8}})")
"""高于全国#个百分点、全省#个百分点."""
IN_TIME = re.compile(r"年|月|季|期|周|日|预算|计划|目标|前")
"""What changes go on being measured from, where a later one names nothing."""
GROWN = frozenset(
    "增长 下降 上升 回落 上涨 下跌 增收 减收 增支 减支 压减 增加 多收 少收 升 降 增 增速 增幅 降幅 涨幅".split()
)
"""Moves in time: 减少材料 and 提速 are measured from no earlier period unless they say so."""
LISTED = re.compile(rf"[、和与及](?:(?P<up>{_LONG_UP})|(?P<down>{_LONG_DOWN}))(?:了|约|近)?")
"""5%和下降#: the next of a list, with a direction of its own."""
TOGETHER = re.compile(r"共计?|合计|总计|三[者项地]|两[者项地]|上述|以上")
"""A share of the whole list, not of its last member."""
SPREAD_IN = re.compile(r"^(?:主要)?(?:集中|分布)[在于]")
ALL_TOGETHER = re.compile(
    rf"(?:^|[，；、])(?:(?:{N}|[一二三四五六七八九十两]{{1,2}}[项者家地类个区县部方]))?(?:合计|总计|共计)$"
)
"""三项合计#: the sum of the list, not another member."""
HABITS = re.compile(
    r"(?:[比较](?P<against>上年同期|去年同期|上年末|上年底|上年|去年|上月末|上月|上个月|上季度|上期|上周|年初)[^，,。；：]{0,6}?[增降减下上提回涨高低扩缩]|(?P<said>同比|环比))"
)
"""What the changes of a document are said to be measured from."""
AMOUNTS = re.compile(r"(?:达到?|为|是|超过?|突破|完成|实现|占|有|共|增长|提高|提速|下降|减少|近|约|到|至)$")
"""Words between a subject and its number: what follows 以上 then is no class of things."""
SAID_AFTER = re.compile(rf"[{N}{GROUP}](?P<what>{WORD}{{2,12}}?)(?:相对|比)?[较最][多高好大低少差]")
"""乙区（15件）、丙区（12件）受理量较多: the metric may stand behind the list."""
