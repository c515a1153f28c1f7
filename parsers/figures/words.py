"""Words cut by jieba, and which of them say nothing of the subject they stand around."""

from functools import lru_cache

import jieba


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    """Load the dictionary when it is first needed, straight from the package: nothing is read from shared folders."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@lru_cache(maxsize=1 << 14)
def cut(text: str) -> tuple[str, ...]:
    """Return the words of a short text."""
    return tuple(_tokenizer().cut(text))
