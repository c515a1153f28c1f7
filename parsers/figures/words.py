"""Words cut by jieba, and which of them the dictionary has as verbs, adverbs and the like."""

from dataclasses import dataclass
from functools import lru_cache

import jieba


@dataclass(frozen=True, slots=True)
class _Dictionary:
    tokenizer: jieba.Tokenizer
    acting: frozenset[str]
    verbal: frozenset[str]
    places: frozenset[str]
    known: frozenset[str]


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    """Load jieba's dictionary when it is first needed.

    It is read straight from the package, not from the cache file that jieba would keep in a folder shared by all
    users, and only once for both the frequencies and the parts of speech.
    """
    tokenizer = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    acting: set[str] = set()
    verbal: set[str] = set()
    places: set[str] = set()
    total = 0
    with tokenizer.get_dict_file() as lines:
        for line in lines:
            word, count, tag = line.decode("utf-8").split(" ")
            frequency = int(count)
            frequencies[word] = frequency
            total += frequency
            for end in range(1, len(word)):
                frequencies.setdefault(word[:end], 0)
            if tag.startswith("ns"):
                places.add(word)
            if tag.startswith("v"):
                verbal.add(word)
            if tag.strip() in _ACTING:
                acting.add(word)
    for word in _OWN_WORDS:
        frequencies[word] = max(frequencies.get(word, 0), _COMMON)
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    known = frozenset(word for word, frequency in frequencies.items() if frequency)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return _Dictionary(tokenizer, frozenset(acting), frozenset(verbal), frozenset(places), known)


_OWN_WORDS = tuple(
    """
    全县 全市 全省 全区 全镇 全乡 全校 全院 县本级 市本级 区本级 省本级 镇本级 政府性基金 政府债务 年终结余 年终
    上划 下划 上缴 上解 下拨 下达 上访 上门 上路 下沉
    中长期 中标 中标价 罚款 处罚款 立案查处 在岗 在校 在职 在编 在园 在册 办税 上岗 每千人
    直办 转办 交办 承办 督办 承办率 食药局 药监局 市监局 人社局 住建局 城管局 卫健委 卫健局 发改委 发改局 规上 限上
    可支配收入 转移支付 环比 同比 占比 三公 热线办 信访办 扶贫办 食安办 文明办 医保局 退役军人 无症状 密接 次密接
    """.split()
)
"""Words of official prose that the dictionary lacks or cuts in two (全|县政府)."""
_COMMON = 20_000
"""How often they are taken to stand, in occurrences as the dictionary counts them."""

_ACTING = frozenset(("v", "d", "ad", "p", "c", "u", "vd"))
"""Tags of verbs, adverbs, prepositions, conjunctions and particles."""


@lru_cache(maxsize=1 << 14)
def cut(text: str) -> tuple[str, ...]:
    """Return the words of a short text."""
    return tuple(_dictionary().tokenizer.cut(text))


def is_acting(word: str) -> bool:
    """Tell whether the dictionary has ``word`` as a verb, an adverb, a preposition or a conjunction."""
    return word in _dictionary().acting


def is_verbal(word: str) -> bool:
    """Tell whether the dictionary has ``word`` as a verb or a noun made of one."""
    return word in _dictionary().verbal


def is_known(word: str) -> bool:
    """Tell whether the dictionary has ``word`` at all."""
    return word in _dictionary().known


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the longest word of the dictionary stands that holds ``text[start:end]``; the stretch if none does.

    Of words as long as each other the commoner one is meant.
    """
    frequencies = _dictionary().tokenizer.FREQ
    spans = [
        (low, high)
        for low in range(max(0, start - _REACH), start + 1)
        for high in range(end, min(len(text), end + _REACH) + 1)
        if high - low > 1 and frequencies.get(text[low:high])
    ]
    return max(spans, key=lambda span: (span[1] - span[0], frequencies[text[slice(*span)]]), default=(start, end))


_REACH = 3
"""Characters on either side of a numeral that a word with it may have."""


def is_place(word: str) -> bool:
    """Tell whether the dictionary has ``word`` as the name of a place."""
    return word in _dictionary().places
