"""What sentences speak of, drawn so that no two of a bulletin speak of the same, and the numbers said of it."""

from dataclasses import dataclass

THINGS = (
    ("接待来访群众", "批次"),
    ("收到群众来信", "封"),
    ("接听咨询电话", "个"),
    ("办理行政许可", "件"),
    ("查处违法案件", "起"),
    ("巡查工地", "处"),
    ("发放补贴", "户"),
    ("培训学员", "人"),
    ("检查企业", "家"),
    ("登记不动产", "宗"),
    ("抽检样品", "批次"),
    ("调解纠纷", "起"),
    ("开通服务网点", "个"),
    ("受理复议申请", "件"),
)
MONEY = ("固定资产投资", "社会消费品零售总额", "税收收入", "财政支出", "外贸出口额", "旅游收入", "工业增加值")
RATES = ("群众知晓率", "系统接通率", "设施完好率", "垃圾分类达标率", "网络覆盖率", "绿化覆盖率")
SPLITS = (
    ("线上", "线下"),
    ("城区", "乡镇"),
    ("个人", "单位"),
    ("初次", "重复"),
    ("新建", "续建", "改扩建"),
    ("国有", "集体", "民营"),
    ("窗口", "电话", "网络", "邮寄"),
    ("上午", "下午", "夜间"),
)
DIVISIONS = ("甲站", "乙站", "丙站", "丁站")


@dataclass
class Subjects:
    """What a bulletin has not spoken of yet: no two of its paragraphs say different things of one subject."""

    things: list
    money: list
    rates: list

    @classmethod
    def drawn(cls, rng):
        return cls(*(rng.sample(each, len(each)) for each in (THINGS, MONEY, RATES)))


def draw_thing(teller):
    return teller.subjects.things.pop()


def draw_parts(teller, whole, count):
    """Cut ``whole`` into ``count`` parts, none of them tiny."""
    weights = [teller.rng.uniform(1, 4) for _ in range(count)]
    parts = [int(whole * weight / sum(weights)) for weight in weights[:-1]]
    return [*parts, whole - sum(parts)]


def draw_whole(teller, low=200, high=60000):
    return int(low * (high / low) ** teller.rng.random())


def draw_moved(teller, low=3, high=40):
    """Return a level, its change as a whole number, and the direction."""
    now = draw_whole(teller)
    sign = teller.rng.choice((1, -1))
    change = max(1, int(now * teller.rng.uniform(low, high) / 100))
    return now, change, sign
