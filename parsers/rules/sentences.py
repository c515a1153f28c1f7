"""Cutting folded text into sentences and clauses, with its offsets kept."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_MARKS = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9_.~%?&=#:+@/-]+"  # addresses hold signs of arithmetic
    r"|</?[A-Za-z][A-Za-z0-9]{0,10}/?>"  # markup
    r"|\*\*+|^[ #>]+|`+"  # Markdown; ** is no multiplication
    r"|[“”\"‘’『』「」]",
    re.MULTILINE,
)
_OPENERS = "([{【〔"
_BRACKET = re.compile(r"[(\[{【〔)\]}】〕\n]")  # or the end of a paragraph
_LONGEST_BRACKET = 200  # characters; a bracket that is not closed by then was never one
_SENTENCE = re.compile(r"[。；;！？!?\n]")
_CLAUSE = re.compile(r"[。；;！？!?\n，]|,(?![0-9]{3}(?![0-9]))|(?<![0-9]),")


def clear(folded: str) -> str:
    """Blank out what is no part of a sentence, character for character."""
    return _MARKS.sub(lambda mark: " " * len(mark[0]), folded)


def bracketed(text: str) -> bytearray:
    """Return 1 for each character inside a closed bracket, the brackets themselves not included.

    Any closer closes any opener (intervals are printed as [75,90)), but none in another paragraph.
    """
    inside = bytearray(len(text))
    stack: list[int] = []
    for found in _BRACKET.finditer(text):
        at, character = found.start(), found[0]
        if character == "\n":
            stack.clear()
        elif character in _OPENERS:
            stack.append(at)
        elif stack:
            opened = stack.pop()
            if at - opened <= _LONGEST_BRACKET:
                inside[opened + 1 : at] = b"\x01" * (at - opened - 1)
    return inside


def sentences(text: str) -> Iterator[Span]:
    """Yield the stretches between full stops and semicolons that stand outside brackets."""
    return _cut(text, _SENTENCE, 0, len(text))


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the stretches between commas, too; the comma of 1,234 is none."""
    return _cut(text, _CLAUSE, start, len(text) if end is None else end)


def _cut(text: str, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Span]:
    inside = bracketed(text[start:end])
    at = start
    for found in pattern.finditer(text, start, end):
        if not inside[found.start() - start]:
            if text[at : found.start()].strip():
                yield at, found.start()
            at = found.end()
    if text[at:end].strip():
        yield at, end
