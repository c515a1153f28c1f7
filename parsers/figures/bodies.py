"""Names of bodies and places at the beginning of a phrase.

Bodies that the document's own tables name are known; others are recognised by their shape (…局, …中心, …区) at the word
boundaries that jieba finds, so that 市|容 and 处|置 are not taken for a city and an office.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.figures.words import cut, is_acting, is_known, is_place

_END = re.compile(
    r"(?:省|市|区|县|旗|镇|乡|街道|村|局|委|委员会|管委会|委会|市委会|区委会|办公室|办事处|办|处|中心|公司|总队|支队|大队|中队|政府|法院|检察院|医院|学校|大学|学院|中学|小学"
    r"|研究院|福利院|院|研究所|派出所|所|厅|集团|农场|平台|系统|终端|小程序|热线|银行|支行|分局|总局|协会|联合会|商会|总会|报社|日报社|电视台|APP|网站|公众号|党委|党组|工会|人大|政协"
    r"|部门|单位|(?:县|镇|乡)\(市\)区)$"
)
_BARE = frozenset(
    """
    终端 小程序 热线 平台 系统 中心 处 办 单位 部门 市 区 县 乡 村 镇 委 集团 公司 政府 学校 医院 银行 街道 网站 局
    厅 法院 大学 中学 小学 学院 省 旗 委会 公众号 APP 党组 党委 工会 人大 政协 研究所 派出所 院 所 分公司 子公司
    有限公司 办事处 办公室 委员会 研究院 高新区 开发区 新区 特区 自贸区 保税区 支队 大队 中队 总队 支行 分局 总局
    协会 商会 电视台 农场 高等学校 高等院校 职业学校 保健院 卫生院 防疫站
    """.split()
)
"""Words that end a body's name and need a name before them."""
_NEVER = frozenset(
    """
    城市 全市 各市 本市 县市 我市 地区 我区 全区 各区 本区 小区 片区 园区 辖区 城区 郊区 景区 社区 山区 库区 灾区
    牧区 林区 我县 全县 各县 我省 全省 各省 全镇 全乡 全村 农村 乡村 督办 承办 交办 转办 催办 主办 协办 举办 查办
    申办 领办 代办 未办 已办 应办 待办 开办 经办 兴办 创办 网办 补办 查处 好处 到处 各处 调处 多处 之处 每处 场所
    住院 出院 在院 站 上市 超市 股市 楼市 直辖市 地级市 省市 车站 加油站 行政村 自然村 建制村 贫困村 县区 市区 乡镇
    城镇 建制镇 市县 服务区 居住区 功能区 示范区 保护区 一体
    风险区 高风险区 中风险区 低风险区 管控区 封控区 防范区 污染区 试验区 合作区 事务所 卫生院 养老院 敬老院
    生态系统 布局 格局 结局 当局 局部 有所 公共场所 经营场所 夜市 门市 集市 农贸市 菜市 事业单位 行政单位 企事业单位
    机关单位 机关事业单位 参公单位 预算单位 基层单位 用人单位 建设单位 施工单位 大部 总部 干部
    """.split()
)
"""Words that look like the end of a name and are none."""
_STOPS = frozenset(
    """
    受理 办理 办结 处理 处置 完成 实现 发放 收到 接到 接收 收集 清除 排查 检查 整改 立案 查处 组织 开展 新增 发布
    公开 召开 举办 发出 印发 制定 出台 开通 通过 审查 审核 审批 答复 回复 公布 建成 设立 设置 安排 下达 拨付 投入
    筹集 参加 签订 录入 上传 归集 保留 取消 精简 整合 减少 增加 接待 接听 转接 派发 上报 报送 推送 转载 累计 抽查
    生产 销售 获得 申请 申报 结案 推出 上线 覆盖 惠及 拥有 共有 新建 纳入 列入 涉及 包括 提供 推进 落实 实施 举行
    编制 编印 参保 牵头 负责 邀请 利用 依托 按照 根据 的 是 为 在 对 向 由 从 将 被 把 共 应 应当 已 均 都 有 较 最
    排名 位列 方面 中 上 内 下 其中 占 并 也 还 又 等 因 使 让 至 到 达 达到 比 同比 环比 增长 下降 上升 通报 先后
    围绕 全年 设 成为 以前 现在 过去 交由 转由 移交 转交 直办 转办
    """.split()
)
_LINKS = frozenset("和 与 、 “ ” ( ) · @ \" '".split())
_LATE_LINKS = frozenset(("及", "及其"))
"""Links that join two bodies, but stand in no name."""
_OFFICES = frozenset("局 处 中心 办 委 厅 所 院 站 室 平台 系统 办公室 委员会 大厅".split())
"""Ends of names before which a verb may stand: 行政审批局."""
_OF_UNITS = frozenset(
    """
    工作 市直 市级 县级 省级 区级 各 各级 下级 上级 所属 直属 有关 相关 责任 承办 省直 区直 县直 中央 职能 主管 行业
    内设
    """.split()
)
"""Words behind which 部门 and 单位 are a body: 各级政府工作部门, 市直单位."""
_KINDS = r"(?:县\(市\)区|县\(市、区\)|市\(县\)区|县市区|县区|区县|乡镇\(街道\)|镇\(街道\)|乡\(镇\)|乡镇街道|镇街)"
_COLLECTIVE = re.compile(
    rf"(?:各|所有|全部)?(?:[省市县]、)*{_KINDS}(?:[、和]{_KINDS})*(?:各级政府|各级部门|政府(?!债务|性基金|采购|投资|购买|信息公开)|部门)?(?!长)"
    r"|[省市区县镇乡州旗]本级(?!政府(?!债务|性基金|采购)|部门)"
    r"|[省市区县镇乡州旗]级(?=政府(?:债务|性基金|采购)|一般公共|财政|收入|支出|预算|国有资本|社会保险|税收|债务|基金)"
)
_AREAS = "省市县区镇乡村旗"
_IN_BRACKETS = frozenset("市 县 区 街道 镇 乡 馆 市民 院 站 所 集团".split())
"""What may stand in brackets within a name: 档案局(馆)."""
_LONGEST = 40  # characters of a name that are looked at


@dataclass(frozen=True, slots=True)
class Names:
    """The bodies that the document's own tables and its family name."""

    bodies: frozenset[str] = frozenset()
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = sorted((word for word in self.bodies if len(word) > 1), key=lambda word: (-len(word), word))
        object.__setattr__(self, "_pattern", re.compile("|".join(map(re.escape, words))) if words else None)

    def is_body(self, text: str) -> bool:
        """Tell whether the whole of ``text`` names one body."""
        return len(text) > 1 and (text in self.bodies or self._one(text) == len(text))

    def are_bodies(self, text: str) -> bool:
        """Tell whether ``text`` lists bodies only: 长乐市和连江县."""
        return bool(text) and self.leading(text) == len(text)

    def leading(self, text: str) -> int:
        """Return how many characters at the beginning of ``text`` name a body or several, 0 for none."""
        end = 0
        while True:
            length = self._one(text[end : end + _LONGEST])
            if not length:
                return end if not end or text[end - 1] not in "、和及与" else end - 1
            end += length
            if text[end : end + 1] not in ("、", "和", "及", "与") or end + 1 >= len(text):
                return end
            end += 1

    def _one(self, text: str) -> int:
        known = self._pattern.match(text) if self._pattern else None
        return max(known.end() if known else 0, body_length(text))


def words_to_names(bodies: Iterable[str]) -> Names:
    return Names(frozenset(bodies))


@lru_cache(maxsize=1 << 14)
def body_length(text: str) -> int:
    """Return how many characters at the beginning of ``text`` are shaped like one body's name."""
    if len(text) < 2:
        return 0
    collective = _COLLECTIVE.match(text)
    words = cut(text[:_LONGEST])
    end = found = apart = 0
    for position, word in enumerate(words):
        end += len(word)
        if not _carries_on(words, position):
            break
        if _END.search(word) and _ends_name(words, position, text[: end - len(word)]):
            found, apart = end, 0
        elif word in _LATE_LINKS:
            if not found:
                break
        elif word not in _LINKS:
            apart += 1
            if apart > (3 if found else 6):
                break
    return max(found, collective.end() if collective else 0)


_GENERIC = frozenset(
    """
    疾病 预防 控制 防疫 妇幼保健 疾病预防控制
    普通 高等 中等 初等 成人 特殊 初中 高中 职业 技工 民办 公办 综合 专科 中医 基层 公共 社区 乡镇 村 保险 商业 金融
    上市 国有 民营 私营 股份制 外资 内资 房地产 建筑 工业 农业 大型 中型 小型 微型 规模 以上 以下 合作 开户 其他
    其它 省级 市级 国家级 县级 区级 国家 全国 定点 协作 新 老 旧 普惠性 学前教育 幼儿 完全 独立 本科 高职 高专 技师
    控股 境内 境外 A股 的 和 及 、 急救 疾控 卫生 妇幼 保健 专业 专科疾病 防治 综合性 三级 二级 一级 甲等 三甲 乙等
    """.split()
)
"""Words that tell a kind of body, not one of them: 普通高等学校, 保险公司."""


def _carries_on(words: tuple[str, ...], position: int) -> bool:
    """Tell whether a word may stand in a name: no verb does, but 行政审批局 and 不动产登记中心 hold one."""
    word = words[position]
    follows = words[position + 1] if position + 1 < len(words) else ""
    if re.match(r"[，,；;：:。.%\s、《》\ue000\ue001]", word):
        return False
    if word == "(" and follows not in _IN_BRACKETS:
        return False
    if word in _STOPS:
        return position > 0 and follows in _OFFICES and len(word) > 1
    if position == 0 and is_acting(word):
        return follows in _OFFICES
    return True


def _ends_name(words: tuple[str, ...], position: int, before: str) -> bool:
    word = words[position]
    if word.endswith("查处") or (word == "处" and "".join(words[position + 1 :])[:1] in tuple("罚以")):
        return False
    if word in _NEVER or (len(word) == 2 and is_acting(word)):
        return False
    if len(word) == 2 and not before and word[1] in "办处所院局委厅" and word[0] not in "省市区县州":
        return False
    if len(word) == 2 and word[1] in _AREAS and word not in _BARE:
        return is_place(word) or (not is_known(word) and word[0] not in "返入下回离出进到去来及和与或等的各")
    if word in ("部门", "单位"):
        return position > 0 and words[position - 1] in _OF_UNITS
    if word in _BARE:
        last = words[position - 1] if position else ""
        if not before or last in _NEVER:
            return False
        if last in _BARE:
            return before in ("市", "省", "县", "区") or len(before) > 3
        if all(each in _GENERIC for each in words[:position]):
            return False
        if word in _AREAS:
            return position == 1 and len(before) <= 4
        return len(before) >= 2 or before in ("市", "省", "县", "区")
    return True
