"""Tables as other bulletins print them, each read whole: columns, rows, and what stands out among the values."""

from factories import columns_of, make_document, make_grid, rows_of, values_of

from parsers.tables import grids_to_tables


def read(*blocks):
    (table,) = grids_to_tables(make_document(*blocks))
    return table


def test_a_ranking_with_full_marks_in_the_header():
    table = read(
        "附件1",
        "2024年第三季度城市管理考核排名表",
        "单位：分",
        [
            "排名\t街道\t市容秩序(30分)\t环境卫生(40分)\t公众满意度(30分)\t总分\t上季度排名\t名次变化",
            "1\t东湖街道\t28.5\t37.2\t27.15\t92.85\t3\t↑2",
            "2\t西湖街道\t27\t38.1\t26.8\t91.9\t1\t↓1",
            "平均分\t\t27.3\t36.77\t27.42\t91.48\t—\t—",
        ],
    )
    assert (table.title, table.unit) == ("2024年第三季度城市管理考核排名表", "分")
    assert columns_of(table) == [
        "排名 rank",
        "街道 label",
        "市容秩序 score 分 1~",
        "环境卫生 score 分 2~",
        "公众满意度 score 分 2~",
        "总分 score 分 2~",
        "上季度排名 rank",
        "名次变化 change",
    ]
    assert rows_of(table) == ["data 东湖街道", "data 西湖街道", "data 平均分 ?"]
    assert values_of(table, 2)[-2:] == ["1!", "-1"]


def test_complaints_under_two_header_rows_with_the_total_on_top():
    table = read(
        "投诉举报办理情况统计表",
        "（2024年1—6月）　　　　　　　　　　单位：件、%",
        [
            "区县\t受理情况\t\t\t办结情况\t\t满意率",
            "\t电话\t网络\t小计\t办结数\t办结率\t",
            "合计\t300\t200\t500\t490\t98.0\t95.5",
            "甲区\t180\t90\t270\t265\t98.1\t96.0",
            "乙区\t120\t110\t230\t225\t97.8\t95.0",
        ],
    )
    assert table.title == "投诉举报办理情况统计表 （2024年1—6月）"
    assert columns_of(table) == [
        "区县 label",
        "受理情况·电话 count 件",
        "受理情况·网络 count 件",
        "受理情况·小计 count 件",
        "办结情况·办结数 count 件",
        "办结情况·办结率 rate % 1",
        "满意率 rate % 1",
    ]
    assert rows_of(table) == ["total 合计", "data 甲区", "data 乙区"]


def test_air_quality_with_a_city_row_that_is_no_sum():
    table = read(
        "2024年5月全市环境空气质量排名",
        [
            "排名\t县区\t综合指数\t同比变化率（%）\tPM2.5（μg/m³）\tPM10(μg/m³)\t优良天数（天）\t优良率\t首要污染物",
            "1\t甲县\t2.35\t-5.2\t18\t40\t31\t100%\tO3",
            "2\t乙区\t2.81\t3.7\t22\t47\t30\t96.8%\tPM2.5",
            "\t全市\t2.73\t-0.7\t22\t46\t30\t95.7%\t",
        ],
    )
    assert columns_of(table)[2:] == [
        "综合指数 score 2",
        "同比变化率 change % 1",
        "PM2.5 amount μg/m³",
        "PM10 amount μg/m³",
        "优良天数 count 天",
        "优良率 rate % 1~",
        "首要污染物 text",
    ]
    assert rows_of(table) == ["data 甲县 ?", "data 乙区 ?", "total 全市"]
    assert values_of(table, 3)[0] == "<blank>"


def test_an_epidemic_report_with_parts_beside_their_columns():
    table = read(
        "4月18日各区新增感染者情况",
        [
            "序号\t区\t确诊病例\t其中：隔离管控发现\t无症状感染者\t其中：隔离管控发现\t合计",
            "1\t甲区\t100\t90\t500\t480\t600",
            "2\t乙区\t50\t50\t200\t200\t250",
            "\t总计\t150\t140\t700\t680\t850",
        ],
    )
    assert columns_of(table) == [
        "序号 ordinal",
        "区 label",
        "确诊病例 count",
        "确诊病例·其中：隔离管控发现 count",
        "无症状感染者 count",
        "无症状感染者·其中：隔离管控发现 count",
        "合计 count",
    ]
    assert rows_of(table) == ["data 甲区", "data 乙区", "total 总计"]


def test_a_communique_with_units_down_a_column():
    table = read(
        "表1  2023年主要指标完成情况",
        [
            "指标\t单位\t绝对数\t比上年增长（%）",
            "地区生产总值\t亿元\t1234.5\t5.6",
            "　第一产业\t亿元\t100.2\t3.1",
            "　第二产业\t亿元\t500.3\t6.0",
            "　第三产业\t亿元\t634.0\t5.8",
            "年末常住人口\t万人\t321.45\t-0.3",
            "普通高校\t所\t12\t—",
        ],
        "注：1.地区生产总值按现价计算。",
        "2.增长速度按可比价计算。",
    )
    assert (table.title, len(table.notes)) == ("表1 2023年主要指标完成情况", 2)
    assert rows_of(table)[:5] == [
        "group 地区生产总值",
        "data 地区生产总值/第一产业 < 地区生产总值",
        "data 地区生产总值/第二产业 < 地区生产总值",
        "data 地区生产总值/第三产业 < 地区生产总值",
        "data 年末常住人口",
    ]
    assert [values_of(table, row)[0] for row in (1, 5, 6)] == ["1234.5亿元", "321.45万人", "12!所"]


def test_final_accounts_with_numbered_columns_and_codes():
    table = read(
        "一般公共预算财政拨款支出决算表",
        "公开05表",
        "部门：某局　　　　　　金额单位：万元",
        [
            "项目\t\t决算数\t\t",
            "科目编码\t科目名称\t小计\t基本支出\t项目支出",
            "栏次\t\t1=2+3\t2\t3",
            "合计\t\t100.50\t60.25\t40.25",
            "201\t一般公共服务支出\t70.50\t40.25\t30.25",
            "20103\t政府办公厅\t70.50\t40.25\t30.25",
            "2010301\t行政运行\t40.25\t40.25\t",
            "2010302\t一般行政管理事务\t30.25\t\t30.25",
            "208\t社会保障\t30.00\t20.00\t10.00",
            "注：本表反映部门本年度支出情况。\t\t\t\t",
        ],
    )
    assert (table.title, table.unit) == ("一般公共预算财政拨款支出决算表", "万元")
    assert columns_of(table) == [
        "项目·科目编码 label",
        "项目·科目名称 label",
        "决算数·小计 amount 万元 2",
        "决算数·基本支出 amount 万元 2",
        "决算数·项目支出 amount 万元 2",
    ]
    assert rows_of(table) == [
        "total 合计",
        "group 一般公共服务支出",
        "group 一般公共服务支出/政府办公厅 < 一般公共服务支出",
        "data 一般公共服务支出/政府办公厅/行政运行 < 政府办公厅",
        "data 一般公共服务支出/政府办公厅/一般行政管理事务 < 政府办公厅",
        "data 社会保障",
        "note 注：本表反映部门本年度支出情况。",
    ]


def test_a_scorecard_of_indicators_in_merged_groups():
    table = read(
        "绩效考评得分表",
        make_grid(
            [
                ["一级指标", "二级指标", "分值", "得分"],
                ["投入", "资金到位", "10", "9.5"],
                [None, "资金使用", "10", "8"],
                ["产出", "数量", "80", "78.5"],
                ["合计", None, "100", "96"],
            ],
            {(1, 0): (2, 1), (4, 0): (1, 2)},
        ),
    )
    assert columns_of(table) == ["一级指标 label", "二级指标 label", "分值 score", "得分 score 1~"]
    assert rows_of(table) == ["data 投入/资金到位", "data 投入/资金使用", "data 产出/数量", "total 合计"]


def test_hospitals_with_grades_beds_and_telephones():
    table = read(
        "定点医院一览表",
        [
            "序号\t医院名称\t级别\t床位数（张）\t联系电话\t备注",
            "1\t市一医院\t三甲\t1200\t0591-8888888\t",
            "2\t市二医院\t二甲\t600\t0591-7777777\t试点2年",
        ],
    )
    assert [column.kind.value for column in table.columns] == ["ordinal", "label", "grade", "count", "text", "text"]
    assert [values_of(table, row) for row in (1, 2)] == [["三甲", "1200!张"], ["二甲", "600!张"]]


def test_prices_of_this_week_and_last():
    table = read(
        "主要食品价格",
        "单位：元/500克",
        ["品种\t本周\t上周\t涨跌幅（%）", "猪肉\t15.20\t15.00\t1.3", "鸡蛋\t4.80\t5.00\t-4.0"],
    )
    assert columns_of(table)[1:] == ["本周 amount 元/500克 2", "上周 amount 元/500克 2", "涨跌幅 change % 1"]


def test_the_disclosure_form_with_labels_of_three_levels_over_three_header_rows():
    table = read(
        "三、收到和处理政府信息公开申请情况",
        make_grid(
            [
                ["（勾稽关系：第一项加第二项之和，等于第三项加第四项之和）", None, None, "申请人情况", None, None],
                [None, None, None, "自然人", "法人", "总计"],
                ["一、本年新收", None, None, "90", "5", "95"],
                ["二、上年结转", None, None, "0", "0", "0"],
                ["三、办理结果", "（一）公开", None, "50", "0", "50"],
                [None, "（二）不予公开", "1.国家秘密", "30", "5", "35"],
                [None, None, "2.第三方", "10", "0", "10"],
                [None, "（三）总计", None, "90", "5", "95"],
                ["四、结转下年", None, None, "0", "0", "0"],
            ],
            {(0, 0): (2, 3), (0, 3): (1, 3), (2, 0): (1, 3), (3, 0): (1, 3), (8, 0): (1, 3), (4, 0): (4, 1),
             (4, 1): (1, 2), (5, 1): (2, 1), (7, 1): (1, 2)},
        ),
    )  # fmt: skip
    assert columns_of(table)[3:] == ["申请人情况·自然人 count", "申请人情况·法人 count", "申请人情况·总计 count"]
    assert rows_of(table) == [
        "data 一、本年新收",
        "data 二、上年结转",
        "data 三、办理结果/（一）公开 < （三）总计",
        "data 三、办理结果/（二）不予公开/1.国家秘密 < （三）总计",
        "data 三、办理结果/（二）不予公开/2.第三方 < （三）总计",
        "subtotal 三、办理结果/（三）总计",
        "data 四、结转下年",
    ]


def test_a_last_header_row_that_names_only_some_columns_over_a_single_row():
    table = read(
        "行政复议、行政诉讼情况",
        [
            "行政复议\t\t\t行政诉讼\t\t\t\t\t",
            "结果维持\t结果纠正\t总计\t未经复议直接起诉\t\t\t复议后起诉\t\t",
            "\t\t\t结果维持\t结果纠正\t总计\t结果维持\t结果纠正\t总计",
            "376\t97\t473\t16\t1\t17\t74\t1\t75",
        ],
    )
    assert [column.path[-1] for column in table.columns] == ["结果维持", "结果纠正", "总计"] * 3
    assert table.columns[5].path[-2:] == ("未经复议直接起诉", "总计")
    assert len(values_of(table, len(table.rows) - 1)) == 9
