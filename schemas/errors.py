"""Faults in the use of tongbao.

A fault in the *data* is a finding or a recorded ``Problem``; an exception is for misuse or for an input
that cannot be read at all.  Each carries one clear line in both languages: the file, the place, the remedy.
"""


class TongbaoError(Exception):
    """Base of all our errors; ``str(error)`` is the English line, ``error.zh`` the Chinese one."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


class UnreadableInput(TongbaoError):
    """The input is missing, empty, not a document, encrypted, damaged or over a limit."""


class Misuse(TongbaoError):
    """The call itself makes no sense (an unknown finding id, a page that does not exist)."""
