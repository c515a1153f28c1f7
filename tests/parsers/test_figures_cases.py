"""One line per way of saying a number: a sentence, and what each of its numbers says."""

import pytest
from factories import make_document

import parsers

YEAR = "2021年某市受理情况的通报"


def figures(*texts, title=YEAR):
    bulletin = parsers.parse_document(make_document(title, *texts))
    return [figure for figure in bulletin.figures if figure.place.line > 1]


def said(figure):
    """``raw role metric entity change base`` of a figure, with a dot for what is empty."""
    change = f"{figure.change.against}/{figure.change.kind}" if figure.change else ""
    base = figure.base.text if figure.base else ""
    value = figure.printed.value.normalize()
    fields = (f"{value:f}{figure.printed.unit}", figure.role, figure.metric, figure.entity, change, base)
    return " ".join(str(field) or "." for field in fields)


CASES = [
    # levels, parts, changes
    (
        "全年受理 3.2 万件，同比增长 12.3%，其中电话 21,406 件",
        "3.2万件 level 受理 . . .",
        "12.3% change 受理 . 上年同期/relative .",
        "21406件 part 电话 . . .",
    ),
    (
        "办结率98.7%，较上月提高0.4个百分点",
        "98.7% level 办结率 . . .",
        "0.4百分点 change 办结率 . 上月/points .",
    ),
    (
        "等候时间由40分钟减少为25分钟，减少近四成",
        "40分钟 from 等候时间 . . .",
        "25分钟 to 等候时间 . . .",
        "-40% change 等候时间 . /relative .",
    ),
    (
        "结案率从95.1%提高到98.2%，提高3.1个百分点",
        "95.1% from 结案率 . . .",
        "98.2% to 结案率 . . .",
        "3.1百分点 change 结案率 . /points .",
    ),
    ("粮食产量翻一番", "1番 change 粮食产量 . /relative ."),
    ("全年接待游客3200余万人次，增长一倍半", "3200万人次 level 接待游客 . . .", "1.5倍 change 接待游客 . /relative ."),
    (
        "较上年减少12人，降幅为8.5%",
        "-12人 change . . 上年/difference .",
        "-8.5% change . . 上年/relative .",
    ),
    ("同比少收1.2亿元", "-1.2亿元 change . . 上年同期/difference ."),
    (
        "工业增加值增长6.5%，高于全省平均水平0.8个百分点",
        "6.5% change 工业增加值 . /relative .",
        "0.8百分点 change 工业增加值 . 全省平均水平/points .",
    ),
    (
        "该项目总投资3.5亿元，其中中央资金2亿元、地方配套1.5亿元",
        "3.5亿元 level 项目总投资 . . .",
        "2亿元 part 中央资金 . . .",
        "1.5亿元 part 地方配套投资 . . .",
    ),
    (
        "收到建议85件（人大建议50件、政协提案35件），办结率100%",
        "85件 level 收到建议 . . .",
        "50件 part 人大建议 . . .",
        "35件 part 政协提案 . . .",
        "100% level 办结率 . . .",
    ),
    (
        "取消证明事项104项，其中无依据的50项，共享取消的54项；保留证明事项15项",
        "104项 level 取消证明事项 . . .",
        "50项 part 无依据 . . .",
        "54项 part 共享取消证明事项 . . .",
        "15项 level 保留证明事项 . . .",
    ),
    # respective lists
    (
        "投诉、咨询量环比分别下降 5.1%和 2.7%",
        "-5.1% change 投诉量 . 上期/relative .",
        "-2.7% change 咨询量 . 上期/relative .",
    ),
    (
        "网站、电话、信函受理量分别为5件、3件和2件",
        "5件 level 网站受理量 . . .",
        "3件 level 电话受理量 . . .",
        "2件 level 信函受理量 . . .",
    ),
    (
        "甲、乙两区受理量分别为120件和98件，分别增长5%和下降3%",
        "2区 count 区数 . . .",
        "120件 level 受理量 甲区 . .",
        "98件 level 受理量 乙区 . .",
        "5% change 受理量 甲区 /relative .",
        "-3% change 受理量 乙区 /relative .",
    ),
    (
        "A类企业12家、B类企业35家、C类企业3家，分别占24%、70%、6%",
        "12家 level A类企业 . . .",
        "35家 level B类企业 . . .",
        "3家 level C类企业 . . .",
        "24% share A类企业占比 . . .",
        "70% share B类企业占比 . . .",
        "6% share C类企业占比 . . .",
    ),
    # shares and ratios
    (
        "甲区 120 件、乙区 98件、丙区77件，占总数的61.3%",
        "120件 level . 甲区 . .",
        "98件 level . 乙区 . .",
        "77件 level . 丙区 . .",
        "61.3% share . . . 总数",
    ),
    ("收入12.5亿元，为预算的103.2%", "12.5亿元 level 收入 . . .", "103.2% share 收入占比 . . 预算"),
    ("完成投资5.6亿元，占年度计划的56%", "5.6亿元 level 完成投资 . . .", "56% share 完成投资占比 . . 年度计划"),
    (
        "三次产业结构为5.8:41.6:52.6",
        "5.8 level 三次产业结构 . . .",
        "41.6 level 三次产业结构 . . .",
        "52.6 level 三次产业结构 . . .",
    ),
    # bodies, lists and claims
    (
        "受理量列后三位的是甲区（10件）、乙区（8件）、丙区（7件）",
        "3位 count 受理量排名数 . . .",
        "10件 level 受理量 甲区 . .",
        "8件 level 受理量 乙区 . .",
        "7件 level 受理量 丙区 . .",
    ),
    (
        "市财政局、市教育局等 37 家单位，满意度均为 100%",
        "37家 count 单位数 市财政局、市教育局 . .",
        "100% level 满意度 市财政局、市教育局等37家单位 . .",
    ),
    (
        "受理总量前三名为：住建类1200件、交通类980件",
        "3名 count 受理总量排名数 . . .",
        "1200件 level 住建类受理总量 . . .",
        "980件 level 交通类受理总量 . . .",
    ),
    ("财政收入突破100亿元，增速居全省第3位", "100亿元 level 财政收入 . . .", "3位 rank 财政收入增速排名 . . ."),
    ("第7批、第8批共移交件35件", "7批 ordinal . . . .", "8批 ordinal . . . .", "35件 level 移交件 . . ."),
    # targets, bounds, approximators, negatives
    (
        "目标任务为95%，实际完成96.3%，超目标1.3个百分点",
        "95% target 目标任务 . . .",
        "96.3% level 目标任务 . . .",
        "1.3百分点 change 目标任务 . 目标/points .",
    ),
    ("应在6小时内处置完毕", "6小时 target 处置完毕 . . ."),
    (
        "3.5万人次（其中60岁以上1.2万人次）",
        "3.5万人次 level . . . .",
        "60岁 threshold 年龄 . . .",
        "1.2万人次 part 60岁以上 . . .",
    ),
    (
        "净利润-5万元，利润总额（1,234）万元，净值△3万元",
        "-5万元 level 净利润 . . .",
        "-1234万元 level 利润总额 . . .",
        "-3万元 level 净值 . . .",
    ),
    ("负增长2.3%", "-2.3% change . . /relative ."),
    # what is left out, what is aimed at, what a bracket or 其中 begins and ends
    (
        "受理诉求71184件,日均10169件;其中,直办37527件,占52.7%",
        "71184件 level 受理诉求 . . .",
        "10169件 level 日均受理诉求 . . .",
        "37527件 part 直办诉求 . . .",
        "52.7% share 直办诉求占比 . . .",
    ),
    (
        "新增病例28例，其中甲市18例、乙市7例；新增感染者156例",
        "28例 level 新增病例 . . .",
        "18例 part 新增病例 甲市 . .",
        "7例 part 新增病例 乙市 . .",
        "156例 level 新增感染者 . . .",
    ),
    (
        "城乡居民人均可支配收入分别达到42360元和21580元，增长5.1%和7.4%",
        "42360元 level 城镇居民人均可支配收入 . . .",
        "21580元 level 农村居民人均可支配收入 . . .",
        "5.1% change 城镇居民人均可支配收入 . /relative .",
        "7.4% change 农村居民人均可支配收入 . /relative .",
    ),
    (
        "主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业5万人",
        "6.5% target 地区生产总值 . /relative .",
        "5万人 target 城镇新增就业 . . .",
    ),
    (
        "工业增加值增速居全省第3位，较上年前移5个位次",
        "3位 rank 工业增加值增速排名 . . .",
        "5位次 change 工业增加值增速排名 . 上年/difference .",
    ),
    (
        "有民政局、教育局等9个单位群众回复率低于最低标准92%",
        "9个 count 群众回复率低于最低标准单位数 民政局、教育局 . .",
        "92% threshold 单位群众回复率 民政局、教育局等9个单位 . .",
    ),
    ("民生支出占一般公共预算支出的比重保持在80%以上", "80% share 民生支出占比 . . 一般公共预算支出"),
    (
        "接种疫苗8956万剂次，60岁以上人群接种率86.4%",
        "8956万剂次 level 接种疫苗 . . .",
        "60岁 threshold 年龄 . . .",
        "86.4% level 60岁以上人群接种率 . . .",
    ),
    ("全县政府性基金收入完成78900万元", "78900万元 level 政府性基金收入 . . ."),
    # funds, accounts, and what a number is compared with
    (
        "养老保险基金收入完成73.2亿元，为预算的99%；支出完成68.3亿元；当年收支结余4.9亿元",
        "73.2亿元 level 养老保险基金收入 . . .",
        "99% share 养老保险基金收入占比 . . 预算",
        "68.3亿元 level 养老保险基金支出 . . .",
        "4.9亿元 level 养老保险基金当年收支结余 . . .",
    ),
    (
        "政府性基金收入预算为175.6亿元，实际完成213.8亿元",
        "175.6亿元 level 政府性基金收入预算 . . .",
        "213.8亿元 level 政府性基金收入预算 . . .",
    ),
    (
        "一般债券还本付息16.1亿元（还本10.2亿元，付息5.9亿元）",
        "16.1亿元 level 一般债券还本付息 . . .",
        "10.2亿元 part 一般债券还本 . . .",
        "5.9亿元 part 一般债券付息 . . .",
    ),
    ("省财政厅核定我市政府债务限额400.2亿元", "400.2亿元 level 政府债务限额 . . ."),
    ("市级收入预算调减8365万元", "-8365万元 change 收入预算 市级 预算/difference ."),
    (
        "与去年同期相比，优良天数比例上升2.0个百分点",
        "2百分点 change 优良天数比例 . 去年同期/points .",
    ),
    (
        "PM2.5、PM10浓度分别为28微克/立方米、48微克/立方米",
        "28微克/立方米 level PM2.5浓度 . . .",
        "48微克/立方米 level PM10浓度 . . .",
    ),
    (
        "受理案件520件，结案率91.7%，同比分别上升8.3%和0.6个百分点",
        "520件 level 受理案件 . . .",
        "91.7% level 结案率 . . .",
        "8.3% change 受理案件 . 上年同期/relative .",
        "0.6百分点 change 结案率 . 上年同期/points .",
    ),
    ("平均审理天数缩短了近四分之一", "-25% change 平均审理天数 . /relative ."),
    (
        "网络购物投诉7820件，较一季度的6950件增加870件",
        "7820件 level 网络购物投诉 . . .",
        "6950件 from 网络购物投诉 . . .",
        "870件 change 网络购物投诉 . 一季度/difference .",
    ),
    ("接到投诉1256件，是去年同期的2.3倍", "1256件 level 接到投诉 . . .", "2.3倍 share 接到投诉占比 . . 去年同期"),
    (
        "按区域划分，东城街道1865件，西城街道1520件",
        "1865件 part . 东城街道 . .",
        "1520件 part . 西城街道 . .",
    ),
    # what is counted tells what fell, what was measured tells what another kind of it is
    (
        "发生生产安全事故86起，死亡52人，同比减少14起、6人，分别下降14.0%和10.3%",
        "86起 level 发生生产安全事故 . . .",
        "52人 level 生产安全事故死亡 . . .",
        "-14起 change 发生生产安全事故 . 上年同期/difference .",
        "-6人 change 生产安全事故死亡 . 上年同期/difference .",
        "-14% change 发生生产安全事故 . 上年同期/relative .",
        "-10.3% change 生产安全事故死亡 . 上年同期/relative .",
    ),
    (
        "居民人均可支配收入26853元，城镇居民34210元",
        "26853元 level 居民人均可支配收入 . . .",
        "34210元 level 城镇居民人均可支配收入 . . .",
    ),
    (
        "工业增加值增长5.8%，高于全国0.6个百分点、全省0.2个百分点",
        "5.8% change 工业增加值 . /relative .",
        "0.6百分点 change 工业增加值 . 全国/points .",
        "0.2百分点 change 工业增加值 . 全省/points .",
    ),
    ("召开2次会议", "2次 level 召开会议 . . ."),
    # bounds, bases printed with their numbers, what is compared with what
    ("失业率为3.9%，低于4.5%的控制目标", "3.9% level 失业率 . . .", "4.5% target 失业率 . . ."),
    ("主动评价率低于60%", "60% threshold 主动评价率 . . ."),
    (
        "降水量1200毫米，比2022年偏多97.3毫米",
        "1200毫米 level 降水量 . . .",
        "97.3毫米 change 降水量 . 2022年/difference .",
    ),
    ("增速高出全市平均1.1个百分点", "1.1百分点 change 增速 . 全市平均/points ."),
    (
        "比上年的1890.00亿元增长5.00%",
        "1890亿元 from . . . .",
        "5% change . . 上年/relative .",
    ),
    (
        "教育经费1320亿元，占一般公共预算支出8050亿元的比例为16.40%",
        "1320亿元 level 教育经费 . . .",
        "8050亿元 level 一般公共预算支出 . . .",
        "16.4% share 教育经费占比 . . 一般公共预算支出",
    ),
    (
        "国内贷款、自筹资金和定金及预收款分别为43.4亿元、126.7亿元和155.7亿元",
        "43.4亿元 level 国内贷款 . . .",
        "126.7亿元 level 自筹资金 . . .",
        "155.7亿元 level 定金及预收款 . . .",
    ),
    (
        "较差的3个城市依次为长沙市、株洲市和湘潭市，综合指数分别为6.12、5.87和5.60",
        "3个 count 较差城市数 . . .",
        "6.12 level 综合指数 长沙市 . .",
        "5.87 level 综合指数 株洲市 . .",
        "5.6 level 综合指数 湘潭市 . .",
    ),
    (
        "投诉120件，其中电话80件；网络30件",
        "120件 level 投诉 . . .",
        "80件 part 电话 . . .",
        "30件 part 网络 . . .",
    ),
    (
        "12个城市优良天数比例为86.7%",
        "12个 count 城市数 . . .",
        "86.7% level 城市优良天数比例 . . .",
    ),
    ("县十七届人大三次会议批准的收入预算为24.5亿元", "24.5亿元 level 收入预算 . . ."),
    ("甲型肝炎发病率为179.8/10万", "179.8/10万 level 甲型肝炎发病率 . . ."),
    (
        "环比上升4.6%，同比下降2.1%，增速分别为3%、4%",
        "4.6% change . . 上期/relative .",
        "-2.1% change . . 上年同期/relative .",
        "3% change . . 上年同期/relative .",
        "4% change . . 上年同期/relative .",
    ),
    # groups, accidents, what is ranked, what has been done
    (
        "0—14岁人口为406318人，60岁及以上人口为463880人",
        "406318人 level 0—14岁人口 . . .",
        "60岁 threshold 年龄 . . .",
        "463880人 level 60岁及以上人口 . . .",
    ),
    (
        "道路运输事故19起、死亡15人；建筑业事故8起、死亡8人",
        "19起 level 道路运输事故 . . .",
        "15人 level 道路运输事故死亡 . . .",
        "8起 level 建筑业事故 . . .",
        "8人 level 建筑业事故死亡 . . .",
    ),
    (
        "接待量排名前五的景区分别为：云顶山23.5万人次、古城墙21.2万人次",
        "23.5万人次 level 接待量 云顶山 . .",
        "21.2万人次 level 接待量 古城墙 . .",
    ),
    ("在全市13个区县中排名第三", "13个 count 区县数 . . .", "3 rank 排名 . . ."),
    ("今年计划招聘教师45名，目前已到岗38名", "45名 target 招聘教师 . . .", "38名 level 已到岗 . . ."),
    ("销售额较5月翻了一番", "1番 change 销售额 . 5月/relative ."),
    ("技术合同成交额连续保持20%以上增长", "20% change 技术合同成交额连续 . /relative ."),
    (
        "全县178个人民调解委员会调解纠纷1450件",
        "178个 count 人民调解委员会调解纠纷数 . . .",
        "1450件 level 调解纠纷 . . .",
    ),
    (
        "建筑业、房地产业利润降幅较大，分别下降18.2%和45.6%",
        "-18.2% change 建筑业利润 . /relative .",
        "-45.6% change 房地产业利润 . /relative .",
    ),
    (
        "上缴税费21.3亿元，较上年同期多缴1.2亿元",
        "21.3亿元 level 上缴税费 . . .",
        "1.2亿元 change 上缴税费 . 上年同期/difference .",
    ),
    ("办结率须达到98%以上", "98% target 办结率 . . ."),
    ("结婚率为5.6‰，比上年降低0.6个千分点", "5.6‰ level 结婚率 . . .", "-0.6千分点 change 结婚率 . 上年/points ."),
    ("12345、12301共受理旅游投诉86起", "86起 level 12345、12301共受理旅游投诉 . . ."),
    ("健身服务占四成、美容美发近三成", "40% share 健身服务占比 . . .", "30% share 美容美发占比 . . ."),
    ("门诊费用300元，按当年价格比上年上涨3.5%", "300元 level 门诊费用 . . .", "3.5% change 门诊费用 . 上年/relative ."),
    # what a number counts stands behind it
    ("市级部门 2237 个审批服务事项全部标准化", "2237个 count 审批服务事项数 市级部门 . ."),
    ("公开45条建设项目环评信息", "45条 level 公开建设项目环评信息 . . ."),
    ("全市共有20530户企业实行简易注销登记", "20530户 level 企业实行简易注销登记 . . ."),
    (
        "小学120所，在校生8.5万人；初中45所，在校生4.2万人",
        "120所 level 小学 . . .",
        "8.5万人 level 小学在校生 . . .",
        "45所 level 初中 . . .",
        "4.2万人 level 初中在校生 . . .",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [(case[0], list(case[1:])) for case in CASES])
def test_each_number_says_what_a_reader_takes_it_for(text, expected):
    assert [said(figure) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("printed", "approx"),
    [
        ("接听电话近30万件", "near"),
        ("接听电话约30万件", "about"),
        ("接听电话逾30万件", "over"),
        ("接听电话30余万件", "over"),
        ("接听电话30万件左右", "about"),
        ("接听电话不足30万件", "under"),
        ("接听电话30万件以上", "at-least"),
        ("接听电话不超过30万件", "at-most"),
        ("接听电话30万件", None),
    ],
)
def test_approximators_are_kept(printed, approx):
    (figure,) = figures(printed)
    assert figure.printed.approx == approx
    assert f"{figure.printed.value}{figure.printed.unit}" == "30万件"


@pytest.mark.parametrize(
    ("texts", "periods"),
    [
        (["受理3件。"], ["2021-01-01/2021-12-31"]),
        (["截至6月底，受理3件，办结2件。新增5件。"], ["2021-06-30/2021-06-30"] * 2 + ["2021-01-01/2021-12-31"]),
        (["上年同期受理3件，今年受理4件。"], ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
        (["1—6月受理3件，比上年增加1件。"], ["2021-01-01/2021-06-30"] * 2),
        (["《2019年工作方案》印发后，受理3件。"], ["2021-01-01/2021-12-31"]),
        (["“十三五”期间受理3件。"], ["2016-01-01/2020-12-31"]),
        (["截至6月底，债务余额3亿元。县级债务余额2亿元。"], ["2021-06-30/2021-06-30"] * 2),
        (["截至6月底，实有3户。其中，企业2户。"], ["2021-06-30/2021-06-30"] * 2),
        (["（自3月29日起）累计3例。"], ["2021-03-29/2021-12-31"]),
        (["2月1日至4月30日，发生3起。", "处罚5人。"], ["2021-02-01/2021-04-30"] * 2),
        (["为1961年有气象记录以来第2位。"], ["2021-01-01/2021-12-31"]),
        (["较2020年的3件增加1件。"], ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
        (
            ["上半年受理3件，完成年度计划9件的33%。"],
            ["2021-01-01/2021-06-30", "2021-01-01/2021-12-31", "2021-01-01/2021-06-30"],
        ),
        (["假期（9月29日至10月6日）接待3人次。", "收入5元。"], ["2021-09-29/2021-10-06"] * 2),
        (["年末存栏3头；出栏5头。"], ["2021-12-31/2021-12-31", "2021-01-01/2021-12-31"]),
        (["覆盖率由2019年的35%提高到98%。"], ["2019-01-01/2019-12-31", "2021-01-01/2021-12-31"]),
        (["第二季度受理3件。"], ["2021-04-01/2021-06-30"]),
        (["收入3万元，为年初预算的50%。"], ["2021-01-01/2021-12-31"] * 2),
        (["2020年当年执行数为3万元，2021年安排4万元。"], ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
    ],
)
def test_periods_reach_as_far_as_a_reader_lets_them(texts, periods):
    assert [figure.period for figure in figures(*texts)] == periods


def test_a_heading_names_the_body_that_its_section_speaks_of():
    found = figures("（一）12345系统运行情况", "受理诉求10件，办结8件。", "（二）投诉分类情况", "市容类3件。")
    assert [figure.entity for figure in found] == ["12345系统", "12345系统", ""]


def test_a_body_named_as_responsible_is_the_one_that_the_said_body_stands_for():
    found = figures("责任单位：甲县水务局", "该单位应结案12件，结案率为50%。")
    assert {figure.entity for figure in found} == {"甲县水务局"}


def test_doubt_is_kept_as_another_reading():
    """A rate that rises by % may mean points or not."""
    level, change = figures("满意率98.5%，环比上升0.5%")
    assert change.change.kind == "points"
    assert [(other.field, other.value) for other in change.alternatives] == [("change.kind", "relative")]
    assert level.alternatives == ()


@pytest.mark.parametrize(
    "text",
    ["一般公共服务", "统一部署", "党的二十大精神", "第一时间处置", "一件事一次办", "十九届四中全会", "第三产业发展"],
)
def test_words_that_hold_numerals_state_nothing(text):
    assert figures(text) == []


def test_what_a_comparison_leaves_out_is_taken_from_the_sentence_before():
    found = figures("收入12亿元，比上年增长5%。支出9亿元，增长3%。")
    assert [figure.change.against for figure in found if figure.change] == ["上年", "上年"]
