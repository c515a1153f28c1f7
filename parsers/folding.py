"""One spelling for the many widths of a character, without moving any: offsets stay those of the print."""

import unicodedata

_SIGNS = {
    "﹪": "%",
    "﹣": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "﹢": "+",
    "﹦": "=",
    "∕": "/",
    "⁄": "/",
    "÷": "/",
    "×": "*",
    "✕": "*",
    "✖": "*",
    "╳": "*",
    "∗": "*",
    "﹡": "*",
    "≦": "≤",
    "⩽": "≤",
    "≧": "≥",
    "⩾": "≥",
}

_KEPT = "，：；！？～"
"""Full-width marks that say something else than their narrow sisters: 1，234 is two numbers, 1,234 one."""


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _SIGNS:
            plain = _SIGNS[character]
        elif character.isdecimal():
            plain = str(unicodedata.decimal(character))
        elif character.isspace():
            plain = " "
        elif 0xFF01 <= code <= 0xFF5E and character not in _KEPT:
            plain = chr(code - 0xFEE0)
        else:
            plain = character
        self[code] = plain
        return plain


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return ``text`` with digits, Latin letters, signs and blanks in their plain form, character for character.

    × and ÷ become ``*`` and ``/``.
    """
    return text.translate(_FOLDS)
