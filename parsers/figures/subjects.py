"""What the words before a number name: the body spoken of and the metric, without the words that only lead up to it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.figures.bodies import Names
from parsers.figures.phrases import NO_SUBJECT, SAID_BODY
from parsers.figures.words import cut, is_acting, is_verbal

_FRONT = frozenset(
    """
    其中 另外 另有 另 同时 此外 截至 目前 截至目前 累计 我市 我区 我县 我省 我局 我委 我院 我校 我中心 全市 全区
    全县 全省 本市 本区 本县 本省 本级 我镇 共有 共计 合计 总计 共 一共 分别 依次 而 且 并 并且 又 仍 已 还 还有 也
    而且 不仅 在 从 从而 其 的 与 和 以 及 以及 初步 核算 初步核算 经 据 根据 按照 按 统计 是 为 有 期间 规定 当天
    当日 该 仅 将 把 被 先后 由 如 即 至 到 自 起 来 以来 年 月 日 期 末 中 里 内 上 下 对 向 于 ： ， 、 ； 。 , :
    ; ” “ " ' … — - 全面 积极 首次 率先 均 都 则 再 继续 进一步 不断 切实 认真 及时 集中 依法 统一 成功 顺利
    总体 整体 全年 年末 年底 本月 当月 本年 本期 今年 本年度 年度 上述 这 此 等 只 只有 因 因此 所以 每月 随着 由于
    为了 通过 依托 利用 占 约 近 逾 超 达 达到 实有 现有 拟 预计 计划 力争 后 前 后续 现 尚 还剩 剩余 仍有 尚有 余下
    汇总 平均 要求 应 应当 须 需 必须 没有 无 未 给 让 使 令 请 与此同时 为止 总 同 比 较 名 位 列 居 全部 我国 含
    截止 止 后者 前者 当前 会同 联合 各 约有 大约 加上 加 减去 实际 据统计 据悉 据了解 ￼
    """.split()
)
_KEPT_IN_FRONT = frozenset(
    """
    及时 联合 累计 平均 未 无 没有 总 集中 剩余 统一 应 实有 现有 全部 为 同 各 首次 年度 年末 实际
    """.split()
)
"""Of these, words that narrow down what follows them: 累计访问量, 未办结."""
_BACK = frozenset(
    """
    共 共计 合计 总计 一共 累计 达 达到 为 是 有 的 约 超过 超 突破 近 逾 仅 均 都 各 分别 依次 了 已 占 等 就 便 将
    可 多达 高达 不足 不到 仅为 均为 实有 现有 共有 也 还 又 至 到 在 于 由 从 和 与 及 、 ， ： ； , : ; “ ” " '
    - — 只 只有 并 先后 新 相当 接近 将近 平均 至少 至多 最多 实现 数为 即 如下 一 呈 呈现 保持 完成 取得 名 第 且 而 出
    ～ ~ 得 须 应 低于 高于 远 远远 恰 恰好 左右 预期 成 再 大约 上 时 起 某
    """.split()
)
_PREPOSITIONS = frozenset(
    """
    在 通过 依托 利用 经 对 向 从 由 与 和 将 把 比 以 按 按照 根据 围绕 针对 给 于 借助 同 跟 据 会同 联合
    """.split()
)
_CONJUNCTIONS = frozenset(("和", "与"))
"""Of these, words that also join the items of a list."""
_AGENT = frozenset(("由", "经"))
"""Of these, words behind which a body does act."""
_WHOLE = frozenset("我市 我区 我县 我省 全市 全区 全县 全省 本市 本区 本县 本省 我国".split())
VERBS = frozenset(
    """
    受理 办理 办结 处理 处置 完成 实现 发放 收到 接到 接收 收集 清除 排查 检查 整改 立案 查处 组织 开展 新增 发布
    公开 召开 举办 发出 印发 制定 出台 开通 通过 审查 审核 审批 答复 回复 公布 建成 建设 建立 设立 设置 安排 下达
    拨付 投入 筹集 培训 参加 签订 录入 上传 归集 保留 取消 精简 整合 减少 增加 接待 接听 转接 转办 督办 交办 派发
    派遣 巡查 采集 上报 报送 征集 推送 转载 撰写 报告 解除 累计 解决 化解 调解 抽查 随机 生产 销售 引进 利用 种植
    出栏 存栏 获得 获 申请 申报 承办 主办 协办 结案 返还 处罚 移送 查获 破获 抓获 收治 治愈 接种 检测 收缴 征收 推出
    上线 注册 使用 覆盖 惠及 服务 帮助 救助 补助 资助 奖励 支付 支出 执行 结转 收 收取 存 有 共有 拥有 达 设 建 修
    改造 新建 改建 扩建 修建 更新 优化 调整 修订 废止 清理 梳理 入驻 进驻 纳入 列入 涉及 涵盖 包含 包括 提供 推进
    落实 实施 举行 编制 编印 制作 播出 刊发 刊登 发表 签约 落地 开工 竣工 投产 认定 评定 评选 表彰 命名 授予 吸引
    带动 安置 帮扶 迁入 迁出 参保 领取 享受 报销 就诊 转为 转入 转出 接入 牵头 负责 承担 邀请 走访 座谈 调研 约谈
    直办 曝光 通报 督查 督促 批转 交由 反映 投诉 咨询 求助 举报 公示 收 增设 投放 配备 安装 更换 修复 补种 栽植
    新收 旧存 审结 执结 审执结
    """.split()
)
"""What a body does with the things counted."""
_ABOUT = frozenset("问题 情况 工作 项目 事件 方面 建设 案件".split())
"""Nouns that are nothing without what stands before them."""
_STATES = frozenset(
    """
    出院 在院 死亡 重症 轻症 危重 危重症 重型 痊愈 疑似 疑似病例 病例 感染者 患者 现有 人员 案件 待 的
    """.split()
)
"""Nouns that say, like a verb, only what became of the things spoken of."""
_DEEDS = frozenset("投诉 举报 咨询 求助 申请 申报 培训 座谈 走访 检查 反映".split())
"""Verbs that name a thing behind another verb: 受理举报投诉."""
_ILL = frozenset(("病例", "感染者", "患者"))
_FATES = _STATES - _ILL - {"人员", "案件", "待", "的"}
_PLACES_OF_PRINT = frozenset("栏目 专栏 版块 板块 专题 网页 专区 频道".split())

_METRIC_END = re.compile(
    r"(?:量|数|数量|额|率|度|值|得分|分数|总分|指数|收入|支出|人口|面积|余额|里程|价格|工资|利润|税收|投资|贷款|存款|占比|比重|比例|用时|时间|时长|时限|存栏|出栏|成交|成绩"
    r"|受理|办结|立案|结案|处置|接听|接通|反馈|查处|公开|发布|申请|诉求|案件|病例|感染者|产值|增加值|预算|决算|执行数|安排|结余|总值|总额|均价|单价|强度|浓度|天数|人数|户数|件数|次数|家数|场次)$"
)
_LONG_ASIDE = re.compile(r"\((?!市、区\))[^()]{3,}\)")
_MEASURE = re.compile(r"(?:量|数|额|率|度|值|预算|决算|支出|收入|安排|结余)$")
_ASIDE = re.compile(r"\([^()]{3,}\)|\([^()]*\)$")
_REACH = re.compile(
    r"(?:(?<![行作成认称])为|(?<![总还就但])是|(?<![抵表传下发雷])达到?|(?<![所没拥具占国特])有|(?<!公)共计?|仅|(?<![平日月年周人户件笔次])均|各|约|(?<![附最相临])近|超过|突破|分别|依次|已|(?<=[率度量值额数])[须应要])+$"
)
"""What leads up to a number; jieba takes 率为 for one word."""
_POINT = re.compile(r"^[，；]?(?:[一二三四五六七八九十]{1,2}是|(?:其)?主要(?:原因)?(?:是|为)?(?:由于|因为|因|受)?)")
_COMPARED = re.compile(r"^相比[，：]?|^[，；]?(?:与|和|同|较|比)[^，；：]{1,10}?(?:相比|对比|比较)[，：]?")
_MEANS = re.compile(r"^(?:通过|依托|利用|借助)(?=[\u4e00-\u9fff0-9])")
_APPROVED = re.compile(r"^[^的，]{2,16}(?:批准|批复|核定|汇总|审议通过)的")
"""各级人代会批准的全市收入预算: who approved it is no part of the metric."""
_PRICED = re.compile(r"^[，；]?按(?:当年|现行|不变|可比)?价格?(?:计算)?")
_ADJUSTED = re.compile(r"^[，；]?(?:执行中|经?调整后)的?(?=全[市县省区])")
_BY_WHOSE_WORD = re.compile(r"^[，；]?(?:经|根据|按照|依据|按)[^，；]*(?:批准|同意|通过|审定|批复|要求|规定)$")
_GIVEN = re.compile(r"^(?:核定|下达|批准|批复|转贷|下拨|核准|授予|拨付)(?:给|了)?(?:我[省市县区]|全[省市县区])?")
"""省财政厅核定我市债务限额: a body that gives is not the one spoken of."""
_WITHIN = re.compile(r"(?:情况下|过程中|期间|的同时|条件下|基础上|背景下)$")
_TITLE = re.compile(r"《[^《》]*》?|^[^《》]*》")
_QUOTE_MARKS = re.compile(r"[“”‘’\"'「」『』【】\[\]<>]")
_NARROW = 10  # characters of what narrows something down
_LONG = 24  # characters: a longer metric is cut down to its verb and its last noun


@dataclass(frozen=True, slots=True)
class Subject:
    """What a phrase names.

    ``whole`` says that the whole area is meant (全市, 我市); ``verb`` that the metric is a bare verb; ``open`` that it
    ends in a verb whose object is left out (市本级政府收到), ``event`` that it says only what happened (治愈出院).
    """

    entity: str = ""
    metric: str = ""
    whole: bool = False
    verb: bool = False
    open: bool = False
    event: bool = False


NOTHING = Subject()


def is_metric(text: str) -> bool:
    """Tell whether ``text`` ends like a metric (率, 数, 产量 …)."""
    return _METRIC_END.search(text) is not None


def measure_at_end(text: str) -> str:
    """Return the measure that ``text`` ends with, "" if with none: 价格 of 居民消费价格."""
    found = _METRIC_END.search(text)
    return found[0] if found else ""


def words_to_subject(text: str, names: Names) -> Subject:
    """Return what ``text``, the words before a number, names."""
    return _words_to_subject(text[-160:], names)


@lru_cache(maxsize=1 << 13)
def _words_to_subject(text: str, names: Names) -> Subject:
    plain = _QUOTE_MARKS.sub("", _LONG_ASIDE.sub("", SAID_BODY.sub("", _TITLE.sub("", text))))
    plain = _COMPARED.sub("", _POINT.sub("", _REACH.sub("", plain)))
    plain = _PRICED.sub("", _ADJUSTED.sub("", _APPROVED.sub("", plain)))
    if NO_SUBJECT.match(plain) or _WITHIN.search(plain) or _BY_WHOSE_WORD.match(plain):
        return NOTHING
    words = cut(plain)
    low, high, whole, prepared = _trim(words)
    if low >= high:
        return Subject(whole=whole)
    joined = "".join(words[low:high])
    length = names.leading(joined)
    entity = joined[:length]
    rest = _ASIDE.sub("", re.sub(r"^\([^()]{1,2}\)", "", joined[length:]))
    if whole and entity.startswith(("各", "所有")):
        entity = ""
    if entity and (given := _GIVEN.match(rest)) and given.end() < len(rest) and given[0][-1:] in "市县省区":
        entity, rest, whole = "", rest[given.end() :], True
    if means := _MEANS.match(rest):  # 市场监管系统通过12315平台接收
        used = names.leading(rest[means.end() :])
        rest = rest[means.end() + used :] if used else rest
    rest_words = list(cut(rest))
    start, stop, _, _ = _trim(rest_words)
    rest_words = rest_words[start:stop]
    if rest_words and (entity.endswith(("省", "自治区")) or "".join(rest_words) in _ABOUT):
        entity, rest_words = "", [entity, *rest_words]
    if prepared in _CONJUNCTIONS and words[0] == prepared and (not rest_words or is_metric("".join(rest_words))):
        prepared = ""  # 98件和马尾区31件
    if prepared and entity and not rest_words:
        return Subject(entity=entity if prepared in _AGENT else "", whole=whole)
    if prepared and entity and prepared not in _AGENT:
        entity = ""
    rest_words = _without_place_of_print(rest_words)
    if not rest_words:
        return Subject(entity=entity, whole=whole)
    metric = _shortened(rest_words)
    verb = all(word in VERBS or word in _BACK or word in _FRONT for word in rest_words)
    verb = verb and not (len(rest_words) > 1 and rest_words[-1] in _DEEDS)
    return Subject(
        entity,
        metric,
        whole,
        verb,
        open=rest_words[-1] in VERBS and not is_metric(metric),
        event=len(rest_words) <= 5
        and any(word in _FATES for word in rest_words)
        and not any(word in _ILL for word in rest_words)
        and not _MEASURE.search(metric)
        and all(word in _STATES or is_verbal(word) or is_acting(word) for word in rest_words),
    )


def modifier_of(metric: str) -> str:
    """Return what narrows a metric down to some things, without what is said of them: 本土 of 新增本土确诊病例."""
    words = [word for word in cut(metric) if word not in ("各级", "各类", "各", "有关", "所有")]
    while words and (is_acting(words[0]) or words[0] in _FRONT):
        words.pop(0)
    head = words[:-1]
    if words and words[-1].endswith("事故"):
        return "".join(words)[-_NARROW:]  # 生产安全事故, in which some died
    if not head or any(is_acting(word) for word in head[:1]):
        return ""
    return "".join(head) if len(head) <= 2 else head[0]


def _trim(words: "tuple[str, ...] | list[str]") -> tuple[int, int, bool, str]:
    """Return where the subject begins and ends, whether the whole area is named, and the preposition before it."""
    low, high = 0, len(words)
    whole, prepared = False, ""
    while low < high and (words[low] in _FRONT or not words[low].strip()):
        word = words[low]
        if word in _KEPT_IN_FRONT and low + 1 < high and words[low + 1] not in _FRONT and words[low + 1] not in _BACK:
            break
        whole = whole or (word in _WHOLE and not prepared)
        prepared = word if word in _PREPOSITIONS else prepared if word not in "，、；：" else ""
        low += 1
    while low < high and words[high - 1] in _BACK:
        if words[high - 1] in ("总计", "合计") and words[high - 2 : high - 1] in (
            ["收入"],
            ["支出"],
            ("收入",),
            ("支出",),
        ):
            break
        high -= 1
    return low, high, whole, prepared


def _without_place_of_print(words: list[str]) -> list[str]:
    """Drop 栏目, 专栏 … and what stands before them, where a verb follows: 提案办理专栏发布 is 发布."""
    for position in range(len(words) - 2, -1, -1):
        if words[position] in _PLACES_OF_PRINT:
            for later in range(position + 1, len(words)):
                if words[later] in VERBS:
                    return words[later:]
            break
    return words


def _shortened(words: list[str]) -> str:
    """Cut a long metric down to its verb and what stands behind its last 的 or 等."""
    metric = "".join(words)
    if len(metric) <= _LONG:
        return metric
    if len(levels := re.split(r"(?<=\([类款项]\))|(?<=[类款]\))", metric)) > 1:
        return levels[-1][-_LONG:]  # 一般公共服务支出(类)统计信息事务(款)统计管理
    verb = next((word for word in words[:3] if word in VERBS), "")
    for at in range(len(words) - 2, 0, -1):
        if words[at] in ("的", "等", "等方面"):
            tail = "".join(words[at + 1 :])
            if len(tail) >= 2:
                first = "".join(words[:at]).removeprefix(verb).split("、", 1)[0] if words[at] == "等" else ""
                return f"{verb}{first if len(first) <= 10 else ''}{tail}"[:_LONG]
    tail = ""
    for word in reversed(words):
        if len(tail) + len(word) > _LONG - len(verb):
            break
        tail = word + tail
    return tail if tail.startswith(verb) else verb + tail
