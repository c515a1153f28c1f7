"""汉字 numerals: 两, 廿, 三万五千, 百分之九十八点五, 四成半, 翻一番."""

from decimal import Decimal

import regex

_DIGITS = {
    **{han: n for n, han in enumerate("〇一二三四五六七八九")},
    **{han: n for n, han in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "俩": 2,
}
_TENS = {"廿": 20, "卅": 30}
_STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SECTIONS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

HAN = "".join([*_DIGITS, *_TENS, *_STEPS, *_SECTIONS])
"""All characters that a 汉字 numeral is made of."""

CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万萬亿億"
"""The characters of amounts of money that are written so that nobody changes them."""

HAN_NUMERAL = rf"[{HAN}]+(?:点[{''.join(_DIGITS)}]+)?"
"""A pattern of a 汉字 numeral with an optional decimal part."""

_YEAR_LIKE = regex.compile(rf"[{''.join(_DIGITS)}]+")


def han_to_decimal(text: str) -> Decimal:
    """Return the value of a 汉字 numeral; digit strings such as 二〇一七 are read digit by digit.

    Raises ``ValueError`` for what is no numeral (万千, 十百).
    """
    whole, _, part = text.partition("点")
    digits = "".join(str(_DIGITS[han]) for han in part) if part else ""
    if _YEAR_LIKE.fullmatch(whole) and len(whole) > 1:
        return Decimal("".join(str(_DIGITS[han]) for han in whole) + (f".{digits}" if digits else ""))
    number = _whole_to_int(whole)
    return Decimal(f"{number}.{digits}" if digits else str(number))


def _whole_to_int(text: str) -> int:
    total, section, digit, last_step, unit = 0, 0, None, 10**9, 1
    for han in text:
        if han in _DIGITS:
            if digit:
                raise ValueError(f"no numeral: {text}")
            digit = _DIGITS[han]
            unit = 1 if digit == 0 else unit  # 两千零五 is 2005
        elif han in _TENS:
            section, digit, last_step, unit = section + _TENS[han], None, 10, 1
        elif han in _STEPS:
            step = _STEPS[han]
            if step >= last_step or (digit is None and step != 10):
                raise ValueError(f"no numeral: {text}")
            section += (1 if digit is None else digit) * step
            digit, last_step, unit = None, step, step // 10
        else:
            factor = _SECTIONS[han]
            section += digit or 0
            if section + total == 0:
                raise ValueError(f"no numeral: {text}")
            total = (total + section) * factor if total < factor else total + section * factor
            section, digit, last_step, unit = 0, None, 10**9, factor // 10
    return total + section + (digit or 0) * unit  # 三万五 is 35000, 二百五 250


_MONEY = regex.compile(rf"(?P<yuan>[{CAPITALS}]+)[元圆](?:零?(?P<jiao>[{CAPITALS}])角)?(?:零?(?P<fen>[{CAPITALS}])分)?")


def money_to_decimal(text: str) -> Decimal:
    """Return the 元 of an amount in capitals: 壹拾贰万叁仟元伍角 is 123000.5; raises ``ValueError`` as above."""
    found = _MONEY.fullmatch(text)
    if found is None:
        raise ValueError(f"no amount: {text}")
    jiao, fen = (_DIGITS[found[name]] if found[name] else None for name in ("jiao", "fen"))
    value = han_to_decimal(found["yuan"])
    if fen is not None:
        return value + Decimal(f"0.{jiao or 0}{fen}")
    return value if jiao is None else value + Decimal(f"0.{jiao}")


_PERCENT = regex.compile(rf"百分之({HAN_NUMERAL})")
_TENTHS = regex.compile(rf"([{''.join(_DIGITS)}十]+)成(半)?(?:([{''.join(_DIGITS)}]))?")


def share_to_percent(text: str) -> Decimal | None:
    """Return 百分之九十八点五, 四成半, 一半 as percent; None for anything else."""
    if text in ("一半", "半数", "半"):
        return Decimal(50)
    if found := _PERCENT.fullmatch(text):
        return han_to_decimal(found[1])
    if found := _TENTHS.fullmatch(text):
        rest = Decimal(5) if found[2] else Decimal(_DIGITS[found[3]] if found[3] else 0)
        return han_to_decimal(found[1]) * 10 + rest
    return None
