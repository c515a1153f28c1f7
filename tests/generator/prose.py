"""The running text of a bulletin; every digit has a known class."""

from generator.names import SURNAMES, TOPICS


def opening(rng, habits, subject):
    """Return title, document number, addressees and first sentence."""
    period = f"{{d:{habits.year}}}年{{d:{habits.month}}}月份"
    mark = rng.choice(("政办", "数治", "督考", "网格办", "审服"))
    number = f"{habits.city[0]}{mark}〔{{i:{habits.year}}}〕{{i:{rng.randint(1, 160)}}}号"
    title = rng.choice(
        (
            f"关于{period}{subject}的通报",
            f"{habits.city}{habits.office}关于{period}{subject}的通报",
            f"{habits.city}市{period}{subject}通报",
        )
    )
    return [
        number,
        title,
        rng.choice(("各县（市、区）人民政府，市直有关单位：", "各区县人民政府、市政府有关部门：", "各有关单位：")),
        f"现将{period}{subject}通报如下：",
    ]


def overview(rng, habits, title, sums):
    """Sentences about a table: ``sums`` are its column totals by name, as printed."""
    sentences = []
    for name, text in sums[:3]:
        sentences.append(rng.choice((f"{name}{{f:{text}}}件", f"{name}为{{f:{text}}}", f"全市{name}共{{f:{text}}}件")))
    month = f"{{d:{habits.month}}}月"
    lines = [f"{month}，{title}总体平稳" + "".join("，" + sentence for sentence in sentences) + "。"]
    topics = rng.sample(TOPICS, 3)
    counts = sorted((rng.randint(20, 900) for _ in topics), reverse=True)
    parts = "，".join(f"{topic}类{{f:{count}}}件" for topic, count in zip(topics, counts, strict=True))
    lines.append(f"排名前{{f:3}}位的是：{parts}，{_change(rng)}。")
    return lines


def _change(rng):
    return rng.choice(
        (
            f"环比上升{{f:{rng.randint(1, 40)}.{rng.randint(10, 99)}}}%",
            f"同比下降{{f:{rng.randint(1, 40)}.{rng.randint(1, 9)}}}个百分点",
            f"较上月增加{{f:{rng.randint(2, 300)}}}件",
            "与上月基本持平",
        )
    )


def case(rng, habits):
    """A paragraph with case numbers, dates, times and telephone numbers."""
    day = rng.randint(1, 28)
    code = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(2))
    serial = f"{code}{habits.year % 100:02}{habits.month:02}{day:02}{rng.randint(10000, 99999)}"
    area, line = rng.randint(310, 999), rng.randint(2000000, 8999999)
    complaint = (
        f"编号{{i:{serial}}}的诉求件反映路面破损问题，{{d:{habits.month}}}月{{d:{day}}}日派遣至责任单位，"
        f"该单位在{{f:{rng.randint(2, 48)}}}小时内处置完毕，诉求人表示满意。"
    )
    calls = (
        f"据{habits.city}市{{i:12345}}平台统计，{{d:{habits.month}}}月{{d:1}}日至{{d:{day}}}日共回访"
        f"{{f:{rng.randint(30, 900)}}}人次，发出督办单{{f:{rng.randint(1, 20)}}}份。"
    )
    contact = (
        f"请各单位于{{d:{habits.month}}}月{{d:{day}}}日前反馈整改情况"
        f"（联系人：{rng.choice(SURNAMES)}主任，电话：{{i:0{area}-{line}}}）。"
    )
    return rng.choice((complaint, calls, contact))


def closing(rng, habits):
    month, year = (habits.month + 1, habits.year) if habits.month < 12 else (1, habits.year + 1)
    return [f"{habits.city}{habits.office}", f"{{d:{year}}}年{{d:{month}}}月{{d:{rng.randint(1, 28)}}}日"]
