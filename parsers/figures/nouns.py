"""What stands behind a number: the noun that it counts, and what is said of it."""

import re

from parsers.figures.phrases import N
from parsers.figures.skeletons import GROUP
from parsers.figures.words import cut

_END = re.compile(rf"[，,；;：:。!?！？{N}{GROUP}《]|(?<=..)、")
_MARKS = str.maketrans("", "", '“”"‘’')
_STOPS = frozenset(
    """
    的 是 为 在 均 都 已 全部 分别 其中 占 比 较 同比 环比 共 和 与 及 以及 或 至 到 并 且 等 也 则 由 被 将 未 不
    无 有 按 经 因 实现 完成 开展 进行 签订 实行 中 内 上 下 里 之 后 前 时 来 起 同时 依托 逐步 正在 可 能 能够 需
    应 应当 必须 累计 就 还 又 仍 从 向 对 通过 用于 用 达到 达 增长 下降 增加 减少 提升 提高 位列 排名 左右 以上
    以下 ( ) （ ） 》 ， 、 以 使 让 存在 相比 相较 显著 获 获得 荣获 先后 参加 参与 纳入 入驻 得到 成为 发生 转为
    来自 属于 系 悬挂 用 达标 相继 陆续 平均 依次 不足 低于 高于 超过 少计 多计 同步
    """.split()
)
_LONGEST = 16  # characters of what is said of the things counted


def noun_after(after: str) -> str:
    """Return the noun that a number counts: 2237个审批服务事项."""
    after = after.removeprefix("的") if not after.startswith(("的是", "的为")) else ""
    text = re.sub(r"\((市|县|区|街道|镇|乡)\)", r"⟨\1⟩", after[:32])
    text = re.split(r"[(]", _END.split(text, maxsplit=1)[0], maxsplit=1)[0].translate(_MARKS)
    words = []
    for word in cut(text):
        if word in _STOPS:
            break
        words.append(word)
    return "".join(words).replace("⟨", "(").replace("⟩", ")")


def predicate_after(after: str) -> str:
    """Return the noun with what is said of it: 20530户企业实行简易注销登记."""
    after = after[:48]
    if found := _END.search(after):
        after = after if found[0] != N else after.replace(N, "", 1)
    text = re.split(r"[()]", _END.split(after, maxsplit=1)[0], maxsplit=1)[0].translate(_MARKS)
    if len(text) <= _LONGEST:
        return text
    words, length = [], 0
    for word in cut(text):
        if length + len(word) > _LONGEST:
            break
        words.append(word)
        length += len(word)
    return "".join(words)
