"""Who and what: the words before a number as the body spoken of and the metric.

Bodies that the document's tables name are known; others are recognised by their shape (…局, …中心, …区) at the word
boundaries that jieba finds, so that 市|容 and 处|置 are not taken for a city and an office.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.figures.words import cut

_BODY_END = re.compile(
    r"(?:省|市|区|县|旗|镇|乡|街道|村|局|委|委员会|管委会|市委会|区委会|办公室|办事处|办|处|中心|公司|总队|支队|大队|中队|政府|法院|检察院|医院|学校|大学|学院|中学|小学"
    r"|研究院|福利院|院|研究所|派出所|所|厅|部|集团|农场|平台|系统|银行|支行|分局|总局|协会|联合会|商会|总会|报社|日报社|电视台|联|APP|网站|公众号|党委|党组|工会|人大|政协)$"
)
_NO_BODY = frozenset(
    "城市 全市 我市 各市 本市 县市 地区 我区 全区 各区 本区 小区 片区 园区 辖区 城区 郊区 景区 社区 山区 库区 灾区 牧区 林区 全县 我县 各县 全省 我省 各省 全镇 全乡 全村 农村 乡村 督办 承办 交办 转办 催办 主办 协办 "
    "举办 查办 申办 领办 代办 未办 已办 应办 待办 开办 经办 兴办 创办 网办 补办 全部 内部 外部 部 一部 查处 好处 到处 各处 调处 场所 所 各部 院 住院 出院 在院 平台 系统 中心 处 办 站 单位 上市 超市 股市 楼市 多处 之处 "
    "每处 市 区 县 乡 村 镇 委 联 直辖市 地级市 部门 后台 舞台 出台 关联 互联 集团 公司 政府 学校 医院 银行 街道 省市 网站 车站 加油站 局 厅 法院 大学 中学 小学 学院 行政村 自然村 建制村 贫困村 "
    "干部 俱乐部 门诊部 西部 东部 中部 北部 南部 总部 分部 县区 市区 乡镇 城镇 建制镇 市县 部 省 旗 生态系统 信息系统 公众号 APP 党组 党委 工会 人大 政协 港 局部 布局 格局 结局 当局 邮局 "
    "特区 新区 开发区 高新区 服务区 自贸区 保税区 居住区 功能区 示范区 保护区 商圈 一体 居委会 村委会 业委会 招商引资 污染区 试验区 合作区 产业园区 工业园区 分公司 子公司 有限公司 大部 研究所 派出所 事务所 卫生院 养老院 敬老院 福利院".split()
)
"""Words that end like a body's name and name none by themselves."""
_HEADS = frozenset("高新区 开发区 新区 自贸区 保税区 人大 政协 特区".split())
"""Of these, words that do name a body where a table of the document has it."""

_LINKS = frozenset("和 与 及 、 “ ” ( ) ( ) · · 及其 @".split())

_VERBS = frozenset(
    "受理 办理 办结 处理 处置 完成 实现 发放 收到 接到 接收 收集 清除 排查 检查 整改 立案 查处 组织 开展 新增 发布 公开 召开 举办 发出 印发 制定 出台 开通 通过 审查 审核 审批 答复 回复 公布 "
    "建成 建设 建立 设立 设置 安排 下达 拨付 投入 筹集 培训 参加 签订 录入 上传 归集 保留 取消 精简 整合 减少 增加 接待 接听 转接 转办 督办 交办 派发 派遣 巡查 采集 上报 报送 征集 推送 转载 撰写 "
    "报告 解除 累计 解决 化解 调解 抽查 随机抽查 生产 销售 出口 进口 引进 利用 种植 出栏 存栏 获得 获 申请 申报 承办 主办 协办 结案 返还 处罚 移送 查获 破获 抓获 收治 治愈 出院 接种 检测 收缴 征收 "
    "推出 上线 注册 使用 覆盖 惠及 服务 帮助 救助 补助 资助 奖励 支付 支出 预算 执行 结转 结余 收 收取 存 有 共有 拥有 达 设 建 修 改造 新建 改建 扩建 修建 更新 优化 调整 修订 废止 清理 梳理 "
    "入驻 进驻 纳入 列入 涉及 涵盖 包含 包括 提供 推进 落实 实施 执行 举行 编制 编印 制作 播出 刊发 刊登 发表 签约 落地 开工 竣工 投产 认定 评定 评选 表彰 命名 授予 吸引 带动 安置 帮扶 脱贫 迁入 迁出 "
    "出生 死亡 参保 领取 享受 报销 就诊 转为 转入 转出 在院 治疗 隔离 接入 依法 牵头 负责 承担 邀请 走访 座谈 调研 约谈 曝光 通报 督查 督促 批转 交由 反映 投诉 咨询 建议 求助 举报".split()
)
"""Verbs of administration: what a body does with the things counted."""

_FRONT = frozenset(
    "其中 另外 另有 另 同时 此外 截至 目前 截至目前 累计 我市 我区 我县 我省 我局 我委 全市 全区 全县 全省 全国 本市 本区 本县 本省 本级 我镇 共有 共计 合计 总计 共 一共 分别 依次 而 且 并 并且 又 仍 已 还 还有 也 在 从 从而 各 其 的 与 和 以 及 以及 "
    "初步 核算 初步核算 经 据 根据 按照 按 统计 是 为 有 期间 规定 当天 当日 该 仅 将 把 被 先后 由 如 即 至 到 自 起 来 以来 年 月 日 期 末 中 里 内 上 下 对 向 于 ： ， 、 ； 。 , : ; ) ( ” “ \" ' … — - 全面 积极 "
    "主要 主要是 首次 率先 均 都 则 再 继续 进一步 不断 切实 认真 及时 集中 依法 统一 成功 顺利 总体 整体 总的 全年 年末 年底 本月 当月 本年 本期 今年 本年度 年度 上述 这 此 等 只 只有 因 因此 所以 "
    "随着 由于 为了 通过 依托 利用 占 约 近 逾 超 达 达到 实有 现有 拟 预计 计划 力争 后 前 后续 现 尚 还剩 剩余 仍有 尚有 余下 汇总 平均 要求 应 应当 须 需 必须 可 可以 能 能够 会 没有 无 未 给 让 使 令 请 与此同时 以来 目前为止 为止 "
    "我市共 全市共 总 同 比 较 名 位 列 居 且 ￼".split()
)
_KEPT_IN_FRONT = frozenset("累计 平均 主要 未 无 没有 总 集中 剩余 统一".split())
_BACK = frozenset(
    "共 共计 合计 总计 一共 累计 达 达到 为 是 有 的 约 超过 超 突破 近 逾 仅 均 都 各 分别 依次 了 已 占 等 就 便 将 可 多达 高达 不足 不到 仅为 均为 实有 现有 共有 也 还 又 至 到 在 于 由 从 和 与 及 "
    "、 ， ： ； , : ; ( ) “ ” \" ' - — 只 只有 并 先后 新 相当 接近 将近 至少 至多 最多 实现 数为 即 如下 一 呈 呈现 保持 ” 名 第 且 而".split()
)
_PREPOSITIONS = frozenset("在 通过 依托 利用 经 对 向 从 由 与 和 为 将 把 比 以 按 按照 根据 围绕 针对 给 于 经由 借助 同 跟 往 含 据".split())

_METRIC_END = re.compile(
    r"(?:量|数|数量|额|率|度|值|得分|分数|总分|指数|收入|支出|人口|面积|余额|里程|价格|工资|利润|税收|投资|贷款|存款|占比|比重|比例|用时|时间|时长|时限|存栏|出栏|成交|成绩"
    r"|受理|办结|立案|结案|处置|接听|接通|反馈|查处|公开|发布|申请|诉求|案件|病例|感染者|产值|增加值|总值|总额|均价|单价|强度|浓度|天数|人数|户数|件数|次数|家数|场次)$"
)
_CATEGORY = re.compile(r"(?:类|类别|方面|渠道|途径|型|企业|组|项目|领域|品类|问题)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a phrase names: ``whole`` where it says that the whole area is meant (全市, 我市); ``verb`` a bare verb."""

    entity: str = ""
    metric: str = ""
    whole: bool = False
    verb: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The bodies that the document's own tables and its family name."""

    bodies: frozenset[str] = frozenset()
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = sorted((word for word in self.bodies if len(word) > 1), key=lambda word: (-len(word), word))
        object.__setattr__(self, "_pattern", re.compile("|".join(map(re.escape, words))) if words else None)

    def is_body(self, text: str) -> bool:
        """Tell whether the whole of ``text`` names a body."""
        return text in self.bodies or body_length(text) == len(text) > 0

    def are_bodies(self, text: str) -> bool:
        """Tell whether ``text`` lists bodies only: 长乐市和连江县."""
        parts = [part for part in _AND.split(text) if part]
        return bool(parts) and all(self.is_body(part) for part in parts)

    def leading_body(self, text: str) -> int:
        """Return how many characters at the beginning of ``text`` name a body (or several), 0 for none."""
        known = self._pattern.match(text) if self._pattern else None
        length = max(known.end() if known else 0, body_length(text))
        if length:
            link = re.match(r"[、和及与](?=.)", text[length:])
            if link:
                more = self.leading_body(text[length + link.end() :])
                return length + link.end() + more if more else length
        return length


_AND = re.compile(r"[、和及与]")


def words_to_names(bodies: Iterable[str]) -> Names:
    return Names(frozenset(bodies))


@lru_cache(maxsize=1 << 14)
def body_length(text: str) -> int:
    """Return how many characters at the beginning of ``text`` are shaped like one body's name."""
    if len(text) < 2:
        return 0
    end = found = 0
    apart = 0
    for word in cut(text[:40]):
        end += len(word)
        if word in _VERBS or (word in _FRONT and not found) or re.match(r"[，,；;：:。\d.%\s、]", word):
            break
        if _BODY_END.search(word) and (word not in _NO_BODY or end > len(word)) and not (word in _NO_BODY and not _named(text[: end - len(word)])):
            found, apart = end, 0
        elif word not in _LINKS:
            apart += 1
            if apart > 6 or (found and apart > 3):
                break
    return found


def _named(before: str) -> bool:
    """Tell whether words before 中心, 平台, 公司 … can be its name."""
    return len(before) >= 2 or before in ("市", "省", "县", "区")


def is_metric(text: str) -> bool:
    """Tell whether ``text`` ends like a metric (率, 数, 产量 …)."""
    return _METRIC_END.search(text) is not None


def is_category(text: str) -> bool:
    """Tell whether ``text`` names a kind of things (投诉类) rather than a measure of them."""
    return _CATEGORY.search(text) is not None


def is_verb(text: str) -> bool:
    return text in _VERBS or all(word in _VERBS or word in _BACK or word in _FRONT for word in cut(text))


_ASIDE = re.compile(r"\([^()]*\)(?!区|域)")
_SHORT_ASIDE = re.compile(r"(?<=[\u4e00-\u9fff])\((?:市|县|区|市、区|街道|镇|乡)\)")
_WHOLE = frozenset("我市 我区 我县 我省 全市 全区 全县 全省 全国 本市 本区 本县 本省 我国".split())
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』【】[]")


def strip_words(text: str) -> tuple[str, bool]:
    """Return ``text`` without the words around its subject, and whether they say that the whole area is meant."""
    kept = _SHORT_ASIDE.sub(lambda found: found[0].replace("(", "⟨").replace(")", "⟩"), text)
    kept = _ASIDE.sub("", kept).replace("⟨", "(").replace("⟩", ")").translate(_QUOTES)
    words = list(cut(kept))
    low, high = 0, len(words)
    whole = False
    while low < high and (words[low] in _FRONT or not words[low].strip()):
        if words[low] in _KEPT_IN_FRONT and low + 1 < high and words[low + 1] not in _FRONT:
            break
        whole = whole or words[low] in _WHOLE
        low += 1
    while low < high and words[high - 1] in _BACK:
        high -= 1
    return "".join(words[low:high]), whole


@lru_cache(maxsize=1 << 13)
def _stripped(text: str) -> tuple[str, bool]:
    return strip_words(text)


def words_to_subject(text: str, names: Names) -> Subject:
    """Return what ``text``, the words before a number, names."""
    head, whole = _stripped(text)
    if not head:
        return Subject(whole=whole)
    if names.are_bodies(head):
        return Subject(entity=head, whole=whole)
    prefix = text[: text.find(head)] if head in text else ""
    length = names.leading_body(head)
    entity = head[:length]
    rest, _ = _stripped(head[length:]) if length else (head, False)
    if entity and any(prefix.endswith(word) for word in _PREPOSITIONS):
        entity = ""
    if length and not rest:
        return Subject(entity=entity, whole=whole)
    return Subject(entity, rest, whole, verb=is_verb(rest))
