"""Signs to an ``Expression``, by the grammar in ``expression.lark``."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from importlib.resources import files

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from parsers.han import share_to_percent
from parsers.rules.signs import Sign, UnreadableFormula, is_amount, text_to_signs
from schemas.rules import Expression, Name, Number, Operation

LONGEST = 400
"""Characters; a stated formula is a line or two."""


def text_to_expression(text: str, names: Iterable[str] = ()) -> Expression:
    """Return what folded ``text`` says; raises ``UnreadableFormula`` for what is no arithmetic that we know."""
    if len(text) > LONGEST:
        raise UnreadableFormula(text)
    signs = text_to_signs(text, names)
    if any(sign.kind == "NAME" and is_amount(sign.text) for sign in signs):
        raise UnreadableFormula(text)
    try:
        # lark hands a custom lexer whatever it is given to parse; its types only know strings
        return _parser().parse(signs)  # type: ignore[return-value]
    except UnexpectedInput as error:
        raise UnreadableFormula(text) from error


def text_to_number(text: str) -> Number:
    """Return a constant as printed: 20% is 1/5."""
    if text.startswith("百分之"):
        percent = share_to_percent(text)
        if percent is None:
            raise UnreadableFormula(text)
        return Number(Fraction(percent) / 100, text, percent=True)
    digits = text.rstrip("%‰").replace(",", "").strip()
    divisor = 100 if text.endswith("%") else 1000 if text.endswith("‰") else 1
    return Number(Fraction(digits) / divisor, text, percent=divisor == 100)


class _SignLexer(Lexer):
    """The signs are cut already."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, signs: Iterable[Sign]) -> Iterator[Token]:  # type: ignore[override]  # as lark documents it
        for sign in signs:
            yield Token(sign.kind, sign.text)


class _ToExpression(Transformer[Token, Expression]):
    def name(self, children: list[Token]) -> Expression:
        return Name(str(children[0]))

    def number(self, children: list[Token]) -> Expression:
        return text_to_number(str(children[0]))

    def negative(self, children: list[Token]) -> Expression:
        number = text_to_number(str(children[1]))
        return Number(-number.value, f"-{number.text}", number.percent)

    def group(self, children: list[Expression]) -> Expression:
        return children[1]

    def operation(self, children: list[Expression]) -> Expression:
        left, sign, right = children
        return Operation(_OPERATORS[getattr(sign, "type", "")], left, right)


_OPERATORS = {"PLUS": "+", "MINUS": "-", "TIMES": "*", "OVER": "/"}


@cache
def _parser() -> Lark:
    grammar = files("parsers.rules").joinpath("expression.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_SignLexer, transformer=_ToExpression())
