"""Text from a file as something that can only be looked at."""

from unicodedata import category


def visible(text: str) -> str:
    r"""Spell out what would steer a terminal or turn the order of letters: ESC becomes ``\x1b``.

    Covers control characters, marks of direction and other invisible ones, halves of surrogate pairs and characters
    that mean nothing outside their font; tabs and line feeds stay.
    """
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in "\n\t" or category(character) == "Zs"
        else _spell(character)
        for character in text
    )


def _spell(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
