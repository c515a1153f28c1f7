"""Sentences of many topics side by side, their numbers drawn at random: nothing is accused.

``UNRELATED`` has rates and shares whose base is not printed, so that no number of the text bears on another;
``RELATED`` has relations that hold, worked out before anything was rounded. A paragraph holds three sentences of three
topics: what is said of one must not be held against the numbers of its neighbours.
"""

import random

import pytest

import checks
import extract
import parsers
from schemas.findings import Result

PARAGRAPH = 3  # sentences
TOPICS = (
    "投资 技改项目 信访事项 民生支出 专项资金 热线工单 土地出让收入 教育支出 医保基金 复议案件 "
    "外贸 水利投资 执法检查 税收 交通项目 仲裁案件 住房贷款 科研经费"
).split()


class Draw:
    """Draws numbers and writes them."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def count(self, low=50, high=20000):
        return self.random.randint(low, high)

    def share(self, places=1):
        return f"{self.random.uniform(2, 98):.{places}f}%"

    def amount(self, low=1, high=900, places=1):
        return f"{self.random.uniform(low, high):.{places}f}"


UNRELATED = (
    lambda d: (
        f"服务中心受理事项{d.count(9000)}件，当场办结{d.count(50, 9000)}件，满意率{d.share()}，网上申报率{d.share()}。"
    ),
    lambda d: f"接待游客{d.amount(100)}万人次，过夜游客占{d.share()}；旅游收入{d.amount(10, 400)}亿元。",
    lambda d: (
        f"完成货运量{d.amount(500, 9000)}万吨，其中水运{d.amount(50, 400)}万吨，联运占比提高{d.amount(0, 5)}个百分点。"
    ),
    lambda d: f"受理投诉{d.count()}件，涉及企业{d.count(20, 900)}家，预付卡类问题占{d.share()}，网购类占{d.share()}。",
    lambda d: (
        f"查处违法行为{d.count(9000)}起，其中{d.count(50, 9000)}起已作出处罚；"
        f"从类型看，占比最高的是超限运输，占{d.share()}，其次是未按规定停车，占{d.share()}。"
    ),
    lambda d: f"参保{d.amount(20, 200)}万人，参保率{d.share()}；缴费{d.amount(5, 19)}万人，续缴率{d.share()}。",
    lambda d: f"城东{d.count(100, 900)}件、城西{d.count(100, 900)}件，满意率分别为{d.share()}和{d.share()}。",
    lambda d: f"预算安排{d.amount(10, 90)}亿元，支出{d.amount(5, 80)}亿元，进度比去年同期快{d.amount(0, 9)}个百分点。",
    lambda d: f"有学校{d.count(50, 900)}所，在校学生{d.amount(5, 90)}万人，毛入园率{d.share()}，巩固率{d.share(2)}。",
    lambda d: f"抽检{d.count(200, 5000)}批次，不合格率{d.amount(0.5, 5, 2)}%，其中农药残留占不合格总数的{d.share()}。",
    lambda d: f"用电量{d.amount(10, 300)}亿千瓦时，高技术产业增长{d.amount(1, 25)}%，占规模以上工业的{d.share()}。",
    lambda d: (
        f"进出口总额{d.amount(50)}亿元，增长{d.amount(1, 20)}%。其中，对共建国家进出口增长{d.amount(1, 30)}%，"
        f"占{d.share()}；民营企业占{d.share()}。"
    ),
    lambda d: (
        f"中标项目{d.count()}宗、金额{d.amount(50)}亿元，平均每宗节约{d.amount(1, 90)}万元；"
        f"日均受理{d.count(3, 90)}件，户均缴费{d.count(100, 900)}元。"
    ),
    lambda d: (
        f"医院{d.count(20, 90)}家，医护人员{d.count(900)}人，"
        f"其中护士{d.count(100, 900)}人，医护比1:{d.amount(1, 2, 2)}，"
        f"床护比1:{d.amount(0, 1, 2)}。"
    ),
    lambda d: (
        f"基金收入{d.amount(10, 90)}亿元，其中财政补助{d.amount(1, 9)}亿元；上年支出{d.amount(10, 90)}亿元，"
        f"累计结余{d.amount(50, 300)}亿元。"
    ),
    lambda d: (
        f"发生事故{d.count(20, 90)}起、死亡{d.count(5, 50)}人，其中较大事故{d.count(1, 9)}起、死亡{d.count(3, 20)}人，"
        f"同比分别下降{d.share()}和{d.share()}。"
    ),
    lambda d: (
        f"收到申请{d.count(100, 900)}件，上年结转{d.count(3, 40)}件，其中网上申请{d.count(50, 99)}件；"
        f"答复{d.count(100, 900)}件，结转下年度继续办理{d.count(3, 40)}件。"
    ),
    lambda d: f"投诉中，质量占{d.share()}，价格占{d.share()}，服务占{d.share()}，等候时间长等其他问题较少。",
    lambda d: f"门急诊{d.amount(50)}万人次，出院{d.amount(2, 60)}万人次，病床使用率{d.share()}，药占比{d.share()}。",
)


def percent(part, whole, places=1):
    return f"{100 * part / whole:.{places}f}%"


def grown(d, topic):
    """100亿元，为预算的N%，比上年增加10亿元，增长11.1%."""
    before = d.random.uniform(5, 900)
    now = before * d.random.uniform(0.7, 1.4)
    more, grew = ("增加", "增长") if now > before else ("减少", "下降")
    budget = d.random.choice(("", f"，为预算的{d.random.uniform(60, 140):.1f}%"))
    change = abs(now - before)
    return f"{topic}{now:.2f}亿元{budget}，比上年{more}{change:.2f}亿元，{grew}{percent(change, before)}。"


def compared(d, topic):
    now, before = d.count(20, 9000), d.count(20, 9000)
    more = "增加" if now > before else "减少"
    change = abs(now - before)
    return f"{topic}{now}件，比上年的{before}件{more}{change}件，{more}{percent(change, before)}。"


def shared_out(d, topic):
    parts = [d.count(3, 900) for _ in range(d.count(2, 5))]
    whole = sum(parts)
    listed = zip("甲乙丙丁戊", parts, strict=False)
    shares = "；".join(f"{name}类{part}件，占{percent(part, whole)}" for name, part in listed)
    return f"{topic}{whole}件，其中{shares}。"


def dealt_out(d, topic):
    parts = [d.random.uniform(3, 90) for _ in range(d.count(2, 5))]
    whole = sum(parts)
    listed = "、".join(
        f"{name}{part:.1f}亿元" for name, part in zip(("农业", "工业", "商业", "建筑业", "其他"), parts, strict=False)
    )
    return f"{topic}{whole:.1f}亿元，其中{listed}，分别占{'、'.join(percent(part, whole) for part in parts)}。"


def moved(d, topic):
    begin = d.random.uniform(10, 90)
    end = begin * d.random.uniform(0.4, 0.95)
    less = begin - end
    return f"{topic}用时由{begin:.1f}分钟缩短到{end:.1f}分钟，减少{less:.1f}分钟，降幅{percent(less, begin)}。"


def finished(d, topic):
    due = d.count(50, 9000)
    done = d.count(due // 2, due)
    return f"{topic}应办结{due}件，已办结{done}件，办结率{percent(done, due)}，在办{due - done}件。"


def planned(d, topic):
    plan = d.random.uniform(10, 900)
    done = plan * d.random.uniform(0.3, 1.4)
    return f"{topic}年度计划{plan:.1f}亿元，实际完成{done:.1f}亿元，占年度计划的{percent(done, plan)}。"


def kept(d, topic):
    came, left = d.random.uniform(10, 90), d.random.uniform(5, 200)
    went = came * d.random.uniform(0.7, 1)
    return (
        f"{topic}收入{came:.1f}亿元，支出{went:.1f}亿元，当年结余{came - went:.1f}亿元，"
        f"加上年结余{left:.1f}亿元，年末滚存结余{came - went + left:.1f}亿元。"
    )


def parted(d, topic):
    whole = d.random.uniform(50, 900)
    town = whole * d.random.uniform(0.1, 0.9)
    listed = f"城镇{town:.1f}万人、乡村{whole - town:.1f}万人"
    return f"{topic}涉及{whole:.1f}万人，其中{listed}，城镇占{percent(town, whole, 2)}。"


def netted(d, topic):
    opened, closed = d.count(200, 9000), d.count(20, 190)
    return f"{topic}涉及单位新增{opened}家、注销{closed}家，净增{opened - closed}家。"


def averaged(d, topic):
    held, each = d.count(20, 900), d.random.uniform(1, 90)
    amount = held * each / 10000
    return f"{topic}共{held}笔、{amount:.4f}亿元，平均每笔{each:.1f}万元。"


def made_up(d, topic):
    parts = [d.random.uniform(5, 90) for _ in range(3)]
    whole = sum(parts)
    listed = "、".join(f"{name}{part:.2f}亿元" for name, part in zip("甲乙丙", parts, strict=True))
    return f"{topic}投入{listed}，构成比例为{':'.join(f'{100 * part / whole:.1f}' for part in parts)}。"


def dealt_changes(d, topic):
    rows = [(d.count(20, 900), d.count(2, 19)) for _ in range(2)]
    rates = "和".join(percent(less, now + less) for now, less in rows)
    (cases, fewer), (people, less) = rows
    return f"{topic}涉及纠纷{cases}起、{people}人，同比减少{fewer}起、{less}人，分别下降{rates}。"


def rest_of_all(d, topic):
    parts = [d.random.uniform(3, 90) for _ in range(d.count(3, 5))]
    names = [*"甲乙丙丁"[: len(parts) - 1], "其他"]
    listed = "，".join(f"{name}占{percent(part, sum(parts))}" for name, part in zip(names, parts, strict=True))
    return f"{topic}按来源划分：{listed}。"


def carried_over(d, topic):
    new, old = d.count(100, 900), d.count(3, 90)
    done = d.count(50, new)
    left = new + old - done
    return f"{topic}新收申请{new}件，上年结转{old}件，合计{new + old}件。已办结{done}件，结转下年度继续办理{left}件。"


def named_rate(d, topic):
    whole = d.count(200, 9000)
    part = d.count(50, whole)
    return f"{topic}受理来件{whole}件，成功调解{part}件，成功率{percent(part, whole)}。"


RELATED = (
    netted, averaged, made_up, dealt_changes, rest_of_all, carried_over, named_rate,
    grown, compared, shared_out, dealt_out, moved, finished, planned, kept, parted,
)  # fmt: skip


def unrelated_sentences(d):
    return [sentence(d) for sentence in d.random.sample(UNRELATED, len(UNRELATED))]


def related_sentences(d):
    return [d.random.choice(RELATED)(d, topic) for topic in d.random.sample(TOPICS, len(TOPICS))]


@pytest.mark.parametrize("write", [unrelated_sentences, related_sentences])
@pytest.mark.parametrize("seed", range(12))
def test_no_topic_is_held_against_another(write, seed, tmp_path):
    sentences = write(Draw(seed))
    paragraphs = ["".join(sentences[at : at + PARAGRAPH]) for at in range(0, len(sentences), PARAGRAPH)]
    path = tmp_path / "bulletin.txt"
    path.write_text("\n".join(["2023年重点工作完成情况通报", *paragraphs, ""]), encoding="utf-8")
    audited = checks.audit([parsers.parse_document(extract.read_document(path))])
    accused = [each for each in audited.findings if each.result in (Result.IMPROBABLE, Result.CONTRADICTED)]
    assert [(each.message_zh, paragraphs[each.operands[0].place.line - 2]) for each in accused] == []
